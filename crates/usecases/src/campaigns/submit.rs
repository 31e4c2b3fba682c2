//! A brief becomes a campaign: brief, campaign, run, first step, event and job commit together.

use domain::{
    access::{Actor, Permission, authorize},
    brief::{Answers, Brief, BriefDraft, SAMPLES},
    event::Happening,
    ids::{BriefId, CampaignId, RunId},
    problem::{Code, Problem},
    run::{RunState, opening},
};
use serde::{Deserialize, Serialize};
use storage::{OrgTx, briefs, campaigns, events, runs};

use crate::{Result, Services, briefs::writes, keys, runs::enqueue_step, voice};

/// What a submitted brief has become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Submitted {
    /// The campaign.
    pub id: CampaignId,
    /// Its run, which is under way now.
    pub run: RunId,
}

/// Makes a campaign of a saved brief. Submitting the same brief again answers with the campaign
/// it has become.
pub async fn submit(services: &Services, actor: &Actor, brief: BriefId) -> Result<Submitted> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let record = briefs::get(&mut tx, brief)
        .await?
        .ok_or_else(|| Problem::not_found("brief"))?;
    if let Some(id) = record.campaign {
        let run = runs::of_campaign(&mut tx, id)
            .await?
            .ok_or_else(|| Problem::not_found("campaign"))?;
        return Ok(Submitted { id, run: run.id });
    }
    let parsed = record.draft.parse().map_err(Problem::fields)?;
    let submitted = begin(services, &mut tx, actor, brief, parsed).await?;
    tx.commit().await?;
    Ok(submitted)
}

/// Saves a brief and makes a campaign of it in one go, for programs.
pub async fn create(services: &Services, actor: &Actor, draft: BriefDraft) -> Result<Submitted> {
    authorize(actor, Permission::Write)?;
    draft.refuse_unsavable().map_err(Problem::fields)?;
    let parsed = draft.parse().map_err(Problem::fields)?;
    let brief = BriefId(services.ids().id());
    let mut tx = services.db().write(actor.org).await?;
    briefs::insert(&mut tx, brief, actor.user, &draft, services.now()).await?;
    let submitted = begin(services, &mut tx, actor, brief, parsed).await?;
    tx.commit().await?;
    Ok(submitted)
}

/// Makes a brief and a campaign of three answers, for somebody who reads `language`.
pub async fn answer(
    services: &Services,
    actor: &Actor,
    answers: &Answers,
    language: &str,
) -> Result<Submitted> {
    let draft = answers.draft(
        services.now().day(),
        writes(services, actor, language).await?,
    );
    if let Err(problems) = draft.parse() {
        let asked = Answers::asked(problems.clone());
        let problems = if asked.is_empty() { problems } else { asked };
        return Err(Problem::fields(problems).into());
    }
    create(services, actor, draft).await
}

/// Makes a campaign of the first sample brief; `mark` marks its title as a sample's.
pub async fn explore(
    services: &Services,
    actor: &Actor,
    mark: impl Fn(String) -> String,
) -> Result<Submitted> {
    let sample = SAMPLES
        .first()
        .ok_or_else(|| Problem::not_found("sample brief"))?;
    let mut draft = sample.draft(services.now().day());
    draft.title = mark(draft.title);
    create(services, actor, draft).await
}

async fn begin(
    services: &Services,
    tx: &mut OrgTx,
    actor: &Actor,
    brief_id: BriefId,
    brief: Brief,
) -> Result<Submitted> {
    must_be_written(services, tx, &brief).await?;
    let now = services.now();
    let id = CampaignId(services.ids().id());
    let run = runs::Run {
        id: RunId(services.ids().id()),
        campaign: id,
        state: RunState::Running,
        take: 0,
        concept: None,
        seed: seed(id),
    };
    let first = opening(&brief);
    let campaign = campaigns::Campaign {
        id,
        brief_id,
        brief,
        created_by: actor.user,
        created_at: now,
        last_event: 0,
        voice: voice::speaking(tx).await?,
        fork: None,
    };
    campaigns::insert(tx, &campaign).await?;
    briefs::set_campaign(tx, brief_id, id).await?;
    runs::insert(tx, &run).await?;
    events::append(tx, id, &Happening::Run { state: run.state }, now).await?;
    enqueue_step(services, tx, &run, first, None).await?;
    Ok(Submitted { id, run: run.id })
}

/// Refuses a brief in a language that nobody writes.
pub(super) async fn must_be_written(
    services: &Services,
    tx: &mut OrgTx,
    brief: &Brief,
) -> Result<()> {
    let gateway = keys::gateway_in(services, tx).await?;
    if gateway.writes(brief.language) {
        return Ok(());
    }
    Err(unwritten(gateway.active().0, brief).into())
}

fn unwritten(writer: &str, brief: &Brief) -> Problem {
    let who = if writer == "built-in" {
        "No AI model is connected, and the built-in writer knows English only."
    } else {
        "Only a small local model is connected, which does not write this language."
    };
    let message = format!(
        "{who} Choose English, or ask your administrator to connect a model for {}.",
        brief.language.name()
    );
    Problem {
        fields: vec![domain::problem::FieldProblem::new("language", &message)],
        ..Problem::new(Code::InvalidInput, message)
    }
}

/// The built-in writer's seed follows from the campaign's id, so that a step that is done again
/// writes the same.
pub(super) fn seed(id: CampaignId) -> i64 {
    let (high, low) = id.0.as_u64_pair();
    (high ^ low).cast_signed()
}
