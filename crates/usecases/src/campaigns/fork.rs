//! A campaign forked: its run done again from one of its steps, with another model, voice or
//! wording, as a campaign of its own.

use domain::{
    access::{Actor, Permission, authorize},
    brief::BriefDraft,
    event::Happening,
    ids::{AssetId, CampaignId, RunId, VoiceId},
    problem::{Code, FieldProblem, Problem},
    run::{Fork, ForkPoint, RunState, StepKey, StepOutput},
    spending::Choice,
    usage::{Cost, Tokens},
    wording::{Worded, WordingChoice},
};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx, answers, assets, brands,
    campaigns::{self, Campaign},
    events, questions, runs,
    runs::Run,
    steps::{self, StepRecord},
    voices,
};
use uuid::Uuid;

use super::submit::{Submitted, must_be_written, seed};
use crate::{
    Result, Services, keys, roles,
    runs::{enqueue_step, step_id},
    spending,
};

/// What a fork does otherwise than the campaign it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ForkRequest {
    /// What it is called; as the campaign it comes from when missing.
    #[serde(default)]
    pub title: Option<String>,
    /// The first thing it does anew.
    pub at: ForkPoint,
    /// The model it asks; as the routes say when missing.
    #[serde(default)]
    pub model: Option<Choice>,
    /// Number of the published version of the brand's voice it is written in, 0 for none; the one
    /// of the campaign it comes from when missing.
    #[serde(default)]
    pub voice: Option<u32>,
    /// How one of its roles is worded, which may be a draft; every role as published when missing.
    #[serde(default)]
    pub wording: Option<WordingChoice>,
    /// Code of the language that it is written in from there on; that of the campaign it comes from
    /// when missing.
    #[serde(default)]
    pub language: Option<String>,
}

/// Makes a campaign that does another one's run again from `request.at`. What comes before is
/// taken over with all that was asked and answered, and costs nothing.
///
/// # Errors
/// [`Code::WrongState`] when the run has not come as far as that.
pub async fn fork(
    services: &Services,
    actor: &Actor,
    of: CampaignId,
    request: ForkRequest,
) -> Result<Submitted> {
    authorize(actor, Permission::Write)?;
    if let Some(choice) = &request.model {
        let gateway = keys::gateway(services, actor.org).await?;
        if let Some(problem) = spending::unless_set_up(&gateway, choice, "model") {
            return Err(Problem::fields(vec![problem]).into());
        }
    }
    let mut tx = services.db().write(actor.org).await?;
    let origin = campaigns::get(&mut tx, of)
        .await?
        .ok_or_else(|| Problem::not_found("campaign"))?;
    let run = runs::of_campaign(&mut tx, of)
        .await?
        .ok_or_else(|| Problem::not_found("campaign"))?;
    let at = request.at;
    let before = origin.voice;
    let id = CampaignId(services.ids().id());
    let campaign = Campaign {
        id,
        created_by: actor.user,
        created_at: services.now(),
        last_event: 0,
        ..otherwise(&mut tx, origin, request).await?
    };
    must_be_written(services, &mut tx, &campaign.brief).await?;
    let same =
        campaign.voice == before && campaign.fork.as_ref().is_some_and(Fork::changes_nothing);
    let forked = Run {
        id: RunId(services.ids().id()),
        campaign: id,
        state: RunState::Running,
        take: 0,
        concept: None,
        // With something else changed, chance stays the same; otherwise it is what changes.
        seed: if same { seed(id) } else { run.seed },
    };
    let submitted = Submitted { id, run: forked.id };
    begin(services, &mut tx, &campaign, &run, forked, at).await?;
    tx.commit().await?;
    Ok(submitted)
}

/// The campaign `origin` as the fork is to have it.
async fn otherwise(tx: &mut OrgTx, origin: Campaign, request: ForkRequest) -> Result<Campaign> {
    let voice = match request.voice {
        None => origin.voice,
        Some(0) => None,
        Some(number) => Some(published(tx, number).await?),
    };
    let wording = match request.wording {
        Some(choice) => Some(wording(tx, choice, request.at).await?),
        None => None,
    };
    let mut draft = BriefDraft::from(&origin.brief);
    if let Some(title) = request.title {
        draft.title = title;
    }
    if let Some(language) = request.language {
        draft.language = language;
    }
    let (told_title, told_before) = match origin.fork {
        Some(fork) => (fork.told_title, fork.told_language),
        None => (origin.brief.title, None),
    };
    let brief = draft.parse().map_err(Problem::fields)?;
    let changed = brief.language != origin.brief.language;
    Ok(Campaign {
        brief,
        voice,
        fork: Some(Fork {
            of: origin.id,
            told_title,
            told_language: told_before.or(changed.then_some(origin.brief.language)),
            at: request.at,
            model: request.model,
            wording,
        }),
        ..origin
    })
}

/// The wording of a role that the fork asks.
async fn wording(tx: &mut OrgTx, choice: WordingChoice, at: ForkPoint) -> Result<Worded> {
    if ForkPoint::asking(choice.task).is_none_or(|last| last.kind() < at.kind()) {
        let message = "This role is not asked from there on. Choose an earlier step, or the wording of another role.";
        return Err(Problem::fields(vec![FieldProblem::new("wording", message)]).into());
    }
    roles::chosen(tx, choice).await
}

/// The published version of the brand's voice with this number.
async fn published(tx: &mut OrgTx, number: u32) -> Result<VoiceId> {
    let brand = brands::default(tx).await?;
    let versions = match brand {
        Some(brand) => voices::list(tx, brand.id).await?,
        None => Vec::new(),
    };
    let found = versions
        .into_iter()
        .find(|version| version.published && version.number == number);
    Ok(found.map(|version| version.id).ok_or_else(|| {
        let message = format!("No version {number} of the voice is published. Choose another one.");
        Problem::fields(vec![FieldProblem::new("voice", message)])
    })?)
}

/// Stores the campaign with what it takes over from `run`, and the steps it begins with.
async fn begin(
    services: &Services,
    tx: &mut OrgTx,
    campaign: &Campaign,
    run: &Run,
    mut forked: Run,
    at: ForkPoint,
) -> Result<()> {
    campaigns::insert(tx, campaign).await?;
    runs::insert(tx, &forked).await?;
    let state = forked.state;
    events::append(tx, campaign.id, &Happening::Run { state }, services.now()).await?;
    take_over_files(tx, run, &forked).await?;
    let mut plan = None;
    let reads_page = campaign.brief.web_address.is_some();
    for (from, to) in at.taken_over(run.take, reads_page) {
        match take_over(services, tx, (run, from), (&forked, to)).await? {
            StepOutput::Strategy(strategy) => {
                let concept = run.concept.unwrap_or(strategy.recommended);
                forked.take = 1;
                forked.concept = Some(concept);
                runs::set_take(tx, forked.id, 1, concept).await?;
            }
            StepOutput::Plan(taken) => plan = Some(taken),
            _ => {}
        }
    }
    for key in at.first(plan.as_ref()) {
        enqueue_step(services, tx, &forked, key, None).await?;
    }
    Ok(())
}

/// Puts a step that is done into the fork, with its question and its answers, so that the fork's
/// record is whole by itself.
async fn take_over(
    services: &Services,
    tx: &mut OrgTx,
    (run, from): (&Run, StepKey),
    (forked, to): (&Run, StepKey),
) -> Result<StepOutput> {
    let done = steps::get(tx, step_id(run.id, from)).await?;
    let Some((done, output)) = done.and_then(|mut done| {
        let output = done.output.take()?;
        Some((done, output))
    }) else {
        return Err(Problem::new(
            Code::WrongState,
            "The run has not come as far as that. Fork it at an earlier step, or wait.",
        )
        .into());
    };
    let now = services.now();
    let id = step_id(forked.id, to);
    let step = steps::NewStep {
        id,
        run: forked.id,
        campaign: forked.campaign,
        key: to,
        input: None,
    };
    steps::enqueue(tx, &step, now).await?;
    steps::begin(tx, id, now).await?;
    if let Some(question) = questions::get(tx, done.id).await? {
        let version = done.prompt_version.as_deref().unwrap_or_default();
        let input_hash = done.input_hash.as_deref().unwrap_or_default();
        questions::note(tx, id, version, input_hash, &question).await?;
    }
    let record = StepRecord {
        cost: done.provider.as_ref().map(|_| Cost(0)),
        provider: done.provider,
        model: done.model,
        prompt_version: done.prompt_version,
        input_hash: done.input_hash,
        tokens: Tokens::default(),
        output,
        answers: answers::of_step(tx, done.id).await?,
    };
    if let Some(input_hash) = &record.input_hash {
        answers::keep(tx, id, input_hash, &record.answers, now).await?;
    }
    steps::finish(tx, id, &record, now).await?;
    Ok(record.output)
}

/// The campaign's files are the fork's as well: the page's picture, photos that were brought.
async fn take_over_files(tx: &mut OrgTx, run: &Run, forked: &Run) -> Result<()> {
    for asset in assets::list(tx, run.campaign).await? {
        let id = AssetId(Uuid::new_v5(&forked.id.0, asset.id.0.as_bytes()));
        let asset = assets::Asset {
            id,
            campaign: forked.campaign,
            ..asset
        };
        assets::insert(tx, &asset).await?;
    }
    Ok(())
}
