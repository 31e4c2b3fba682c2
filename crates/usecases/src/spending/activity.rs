//! Looking at the ledger: line by line, in sums, and as a file.

use domain::{
    access::{Actor, Permission, authorize},
    ids::{CallId, CampaignId},
    post::PostState,
    problem::{Code, Problem},
    spending::CallFilter,
    time::Timestamp,
    usage::Cost,
    views::{ActivityView, CallSum, CallView, CallsView, CampaignCost},
};
use storage::{
    OrgTx,
    calls::{self, By},
    campaigns, posts, runs,
};

use crate::{Error, Result, Services, export::guarded};

/// Lines on a page.
const LINES: u32 = 50;
/// The most lines in a file; whoever has more narrows the filter.
pub const MOST_LINES: u32 = 50_000;

/// The lines that `filter` lets through, the latest first, from after `after` on.
pub async fn calls(
    services: &Services,
    actor: &Actor,
    filter: &CallFilter,
    after: Option<&str>,
) -> Result<CallsView> {
    authorize(actor, Permission::Read)?;
    let after = after.map(place).transpose()?;
    let mut tx = services.db().read(actor.org).await?;
    let mut lines = calls::page(&mut tx, filter, after, LINES + 1).await?;
    let more = lines.len() > LINES as usize;
    lines.truncate(LINES as usize);
    let next = lines
        .last()
        .filter(|_| more)
        .map(|line| format!("{}.{}", line.begun_at.0, line.id));
    Ok(CallsView {
        items: lines.into_iter().map(view).collect(),
        next,
    })
}

fn place(text: &str) -> Result<(Timestamp, CallId)> {
    let place = text.split_once('.').and_then(|(at, id)| {
        let at = Timestamp(at.parse().ok()?);
        Some((at, id.parse().ok()?))
    });
    place.ok_or_else(|| {
        Problem::new(
            Code::MalformedRequest,
            "This is no place in the list. Begin without “after”.",
        )
        .into()
    })
}

fn view(line: calls::Call) -> CallView {
    let (campaign, campaign_title) = line.campaign.unzip();
    CallView {
        id: line.id,
        campaign,
        campaign_title,
        person: line.person,
        step: line.step,
        task: line.task,
        provider: line.provider,
        model: line.model,
        attempt: line.attempt,
        state: line.state,
        cause: line.cause,
        most: line.most,
        tokens: line.tokens,
        cost: line.cost,
        first_token_ms: line.first_token,
        took_ms: line.took,
        begun_at: line.begun_at,
    }
}

fn sum(sum: calls::Sum) -> CallSum {
    CallSum {
        name: sum.name,
        calls: sum.calls,
        failed: sum.failed,
        kept: sum.kept,
        tokens: sum.tokens,
        cost: sum.cost,
        unknown: sum.unknown,
        wasted: sum.wasted,
        took_ms: sum.took.checked_div(sum.measured),
    }
}

async fn sums(tx: &mut OrgTx, filter: &CallFilter, by: By) -> Result<Vec<CallSum>> {
    let sums = calls::sums(tx, filter, by).await?;
    Ok(sums.into_iter().map(sum).collect())
}

async fn total(tx: &mut OrgTx, filter: &CallFilter) -> Result<CallSum> {
    let total = sums(tx, filter, By::All).await?;
    Ok(total.into_iter().next().unwrap_or_default())
}

/// What the calls that `filter` lets through came to.
pub async fn activity(
    services: &Services,
    actor: &Actor,
    filter: &CallFilter,
) -> Result<ActivityView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    Ok(ActivityView {
        total: total(&mut tx, filter).await?,
        days: sums(&mut tx, filter, By::Day).await?,
        models: sums(&mut tx, filter, By::Model).await?,
        people: sums(&mut tx, filter, By::Person).await?,
        brands: sums(&mut tx, filter, By::Brand).await?,
        tasks: sums(&mut tx, filter, By::Task).await?,
    })
}

/// What changes whenever calls begin or end: how many of the latest are open, and the latest
/// moments.
pub async fn pulse(services: &Services, actor: &Actor) -> Result<calls::Pulse> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    Ok(calls::pulse(&mut tx).await?)
}

/// What a campaign has cost, all its concepts together.
///
/// # Errors
/// [`Code::NotFound`] when there is no such campaign.
pub async fn campaign_cost(
    services: &Services,
    actor: &Actor,
    campaign: CampaignId,
) -> Result<CampaignCost> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    campaigns::get(&mut tx, campaign)
        .await?
        .ok_or_else(|| Problem::not_found("campaign"))?;
    let run = runs::of_campaign(&mut tx, campaign)
        .await?
        .ok_or_else(|| Problem::not_found("campaign"))?;
    let posts = posts::list(&mut tx, campaign, run.take).await?;
    let filter = CallFilter {
        campaign: Some(campaign),
        ..CallFilter::default()
    };
    let total = total(&mut tx, &filter).await?;
    let approved = posts
        .iter()
        .filter(|(post, _)| post.state == PostState::Approved)
        .count() as u64;
    let per_approved = i64::try_from(approved)
        .ok()
        .and_then(|approved| total.cost.0.checked_div(approved))
        .map(Cost);
    Ok(CampaignCost {
        total,
        approved,
        per_approved,
    })
}

/// The lines that `filter` lets through as CSV, the latest first.
///
/// # Errors
/// When there are more than [`MOST_LINES`].
pub async fn export(services: &Services, actor: &Actor, filter: &CallFilter) -> Result<Vec<u8>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let lines = calls::page(&mut tx, filter, None, MOST_LINES + 1).await?;
    drop(tx);
    if lines.len() > MOST_LINES as usize {
        return Err(Problem::new(
            Code::TooLarge,
            format!(
                "More than {MOST_LINES} calls are asked for. Choose fewer days, then export again."
            ),
        )
        .into());
    }
    let mut table = csv::Writer::from_writer(Vec::new());
    for line in lines {
        table
            .serialize(Line::from(line))
            .map_err(|error| Error::Internal(error.to_string()))?;
    }
    table
        .into_inner()
        .map_err(|error| Error::Internal(error.to_string()))
}

/// A line of the file. Costs are in US dollars.
#[derive(serde::Serialize)]
struct Line {
    id: CallId,
    at: Timestamp,
    campaign: Option<CampaignId>,
    campaign_title: Option<String>,
    person: Option<String>,
    task: &'static str,
    provider: String,
    model: String,
    attempt: u32,
    state: &'static str,
    cause: Option<String>,
    tokens_in: u64,
    tokens_out: u64,
    cost_usd: Option<String>,
    first_token_ms: Option<u64>,
    took_ms: Option<u64>,
}

impl From<calls::Call> for Line {
    fn from(call: calls::Call) -> Self {
        let (campaign, campaign_title) = call.campaign.unzip();
        Self {
            id: call.id,
            at: call.begun_at,
            campaign,
            campaign_title: campaign_title.map(guarded),
            person: call.person.map(guarded),
            task: call.task.slug(),
            provider: call.provider,
            model: guarded(call.model),
            attempt: call.attempt,
            state: call.state.slug(),
            cause: call.cause,
            tokens_in: call.tokens.input,
            tokens_out: call.tokens.output,
            cost_usd: call.cost.map(dollars),
            first_token_ms: call.first_token,
            took_ms: call.took,
        }
    }
}

/// To the millionth, so that sums of a file are the sums of the ledger.
fn dollars(Cost(micros): Cost) -> String {
    format!(
        "{}.{:06}",
        micros / 1_000_000,
        micros.unsigned_abs() % 1_000_000
    )
}
