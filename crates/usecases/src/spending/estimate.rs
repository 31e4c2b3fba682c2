//! What a run will cost, before it begins.

use std::collections::BTreeMap;

use domain::{
    access::{Actor, Permission, authorize},
    brief::Language,
    ids::{BriefId, CampaignId},
    problem::Problem,
    run::ForkPoint,
    spending::{
        BilledTokens, CallFilter, CallState, Choice, Payer, Route, RunEstimate, TaskKind,
        usual_tokens,
    },
    usage,
};
use storage::{
    briefs,
    calls::{self, By},
    campaigns,
    readers::{self, ReaderVersion},
};

use super::account;
use crate::{Result, Services, keys};

/// What a run for `posts` posts in `language` will cost, from `at` on. It goes by what the
/// organization's calls of each kind took so far, at today's prices of the models that will be
/// asked: `model`, or those of the routes.
///
/// # Errors
/// When no model may be asked.
async fn estimate(
    services: &Services,
    actor: &Actor,
    (posts, language): (u16, Language),
    at: ForkPoint,
    model: Option<&Choice>,
) -> Result<RunEstimate> {
    let taken = taken(services, actor).await?;
    let mut tx = services.db().read(actor.org).await?;
    let readers = readers::at_work(&mut tx).await?;
    drop(tx);
    let readings =
        |version: &ReaderVersion| 1 + agents::MOST_ROUNDS * usize::from(version.reader.looks_up);
    let readers = u16::try_from(readers.iter().map(readings).sum::<usize>()).unwrap_or(u16::MAX);
    let mut estimate = RunEstimate {
        cost: None,
        calls: 0,
        models: Vec::new(),
        measured: 0,
    };
    let gateway = keys::gateway(services, actor.org).await?;
    let mut costs = Vec::new();
    for (task, times) in tasks(at, (posts, readers), &taken) {
        let payer = Payer {
            org: actor.org,
            brand: None,
            campaign: None,
            person: Some(actor.user),
            step: None,
        };
        let mut account = account(services, payer, task).await?;
        if let Some(choice) = model {
            account.route = Route::of(vec![choice.clone()]);
        }
        let (calls, tokens) = taken
            .get(&task)
            .map_or((0, usual_tokens(task)), Taken::each);
        let (asked, cost) = gateway
            .expected(&account, language, tokens)
            .map_err(|error| Problem::new(domain::problem::Code::Provider, error.to_string()))?;
        if !estimate.models.contains(&asked.model) {
            estimate.models.push(asked.model);
        }
        estimate.calls += u32::from(times);
        estimate.measured += calls;
        costs.extend(std::iter::repeat_n(cost, usize::from(times)));
    }
    estimate.cost = usage::total(costs);
    Ok(estimate)
}

/// What the run of a saved brief will cost; `None` while the brief does not say how many posts it
/// wants, in which language.
///
/// # Errors
/// When no model may be asked.
pub async fn estimate_brief(
    services: &Services,
    actor: &Actor,
    id: BriefId,
) -> Result<Option<RunEstimate>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let found = briefs::get(&mut tx, id).await?;
    drop(tx);
    let draft = found.ok_or_else(|| Problem::not_found("brief"))?.draft;
    let said = draft.post_count.trim().parse().ok();
    match said.zip(draft.language.parse().ok()) {
        Some(said) => Ok(Some(
            estimate(services, actor, said, ForkPoint::Analyse, None).await?,
        )),
        None => Ok(None),
    }
}

/// What doing a campaign again from `at` on will cost, by `model` where one is named.
///
/// # Errors
/// When no model may be asked.
pub async fn estimate_fork(
    services: &Services,
    actor: &Actor,
    campaign: CampaignId,
    at: ForkPoint,
    model: Option<&Choice>,
) -> Result<RunEstimate> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let found = campaigns::get(&mut tx, campaign).await?;
    drop(tx);
    let brief = found.ok_or_else(|| Problem::not_found("campaign"))?.brief;
    let said = (brief.post_count, brief.language);
    estimate(services, actor, said, at, model).await
}

/// What calls of one kind took together.
struct Taken {
    calls: u64,
    input: u64,
    output: u64,
}

impl Taken {
    /// How many calls there were, and what each took on average.
    fn each(&self) -> (u64, BilledTokens) {
        let tokens = BilledTokens {
            input: self.input.div_ceil(self.calls),
            cached: 0,
            output: self.output.div_ceil(self.calls),
        };
        (self.calls, tokens)
    }
}

/// What the organization's calls that models answered took, by kind.
async fn taken(services: &Services, actor: &Actor) -> Result<BTreeMap<TaskKind, Taken>> {
    let answered = CallFilter {
        state: Some(CallState::Answered),
        ..CallFilter::default()
    };
    let mut tx = services.db().read(actor.org).await?;
    let sums = calls::sums(&mut tx, &answered, By::Task).await?;
    drop(tx);
    let taken = sums.into_iter().filter_map(|sum| {
        let task = sum.name.parse().ok()?;
        let taken = Taken {
            calls: sum.calls,
            input: sum.tokens.input,
            output: sum.tokens.output,
        };
        // The built-in writer takes no tokens, which says nothing about models.
        (taken.input > 0).then_some((task, taken))
    });
    Ok(taken.collect())
}

/// What is asked from `at` on, and how often: a post each, revisions as often as so far, and
/// `readers` calls to have each read, at the most.
fn tasks(
    at: ForkPoint,
    (posts, readers): (u16, u16),
    taken: &BTreeMap<TaskKind, Taken>,
) -> Vec<(TaskKind, u16)> {
    let whole = [
        (ForkPoint::Analyse, TaskKind::Analyse),
        (ForkPoint::Strategise, TaskKind::Strategise),
        (ForkPoint::Plan, TaskKind::Plan),
    ];
    let calls = |task| taken.get(&task).map_or(0, |taken| taken.calls);
    let revised = (u64::from(posts) * calls(TaskKind::Revise))
        .checked_div(calls(TaskKind::Write))
        .unwrap_or(0);
    let revised = u16::try_from(revised).unwrap_or(posts);
    whole
        .into_iter()
        .filter(|(point, _)| point.kind() >= at.kind())
        .map(|(_, task)| (task, 1))
        .chain([
            (TaskKind::Write, posts),
            (TaskKind::Revise, revised),
            (TaskKind::Read, posts.saturating_mul(readers)),
        ])
        .filter(|(_, times)| *times > 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_are_expected_as_often_as_there_were_so_far() {
        let taken = |calls| Taken {
            calls,
            input: 1,
            output: 1,
        };
        let so_far = BTreeMap::from([(TaskKind::Write, taken(40)), (TaskKind::Revise, taken(10))]);
        assert_eq!(
            tasks(ForkPoint::Plan, (8, 2), &so_far),
            [
                (TaskKind::Plan, 1),
                (TaskKind::Write, 8),
                (TaskKind::Revise, 2),
                (TaskKind::Read, 16)
            ]
        );
        assert_eq!(
            tasks(ForkPoint::Draft, (8, 0), &BTreeMap::new()),
            [(TaskKind::Write, 8)]
        );
    }
}
