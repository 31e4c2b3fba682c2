//! What a step has to do, read as one snapshot, and doing it outside of any transaction.

use agents::AgentError;
use bytes::Bytes;
use domain::{
    brief::Brief,
    channel::Finding,
    ids::{AssetId, OrgId, UserId},
    post::{ContentField, PostContent, hex},
    problem::Problem,
    run::{Analysis, PageRead, Plan, Slot, StepKey, StepKind, StepOutput, Strategy},
    spending::Payer,
    time::Timestamp,
    usage::Tokens,
    web_page::WebPage,
};
use providers::{Rewrite, Task, WritingContext};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};
use storage::{
    OrgTx,
    assets::Asset,
    brands,
    campaigns::{self, Campaign},
    made_images::MadeImage,
    posts,
    runs::Run,
    steps,
    steps::Step,
    versions,
    videos::MadeVideo,
};
use tokio_util::sync::CancellationToken;

use super::{
    asking::{self, Asking},
    image,
    queue::{post_id, version_id},
    variants, video,
};
use crate::{Error, Result, Services, readers::ReadInput, roles, voice::spoken_in};

/// What a person asked for when a post is written anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RegenerateInput {
    /// The fields to write anew.
    pub fields: Vec<ContentField>,
    /// What the person wishes, in their words.
    pub wish: Option<String>,
    /// Which try it is, so that the built-in writer varies.
    pub variation: u16,
    /// Who wishes it. Missing in steps from before anybody kept it.
    #[serde(default)]
    pub by: Option<UserId>,
}

/// What doing a step brought.
pub(super) struct Act {
    pub record: steps::StepRecord,
    /// The page's picture or one that was made, stored already.
    pub asset: Option<Asset>,
    /// How it came about, where it was made.
    pub made: Option<Made>,
}

/// How a file came about.
pub(super) enum Made {
    Image(MadeImage),
    Video(MadeVideo),
}

pub(super) enum Failure {
    Agent(AgentError),
    Error(Error),
    /// Nothing failed: what the step waits for is not there before this instant.
    NotYet(Timestamp),
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// Does the step's work.
pub(super) async fn act(
    services: &Services,
    org: OrgId,
    run: &Run,
    step: &Step,
    cancel: &CancellationToken,
) -> std::result::Result<Act, Failure> {
    let mut tx = services.db().read(org).await?;
    // What is boxed is large, and every other step would carry its size.
    match step.key.kind {
        StepKind::ReadPage => {
            let brief = campaign(&mut tx, run).await?.brief;
            drop(tx);
            Ok(read_page(services, run, &brief).await)
        }
        StepKind::Check => {
            let findings = findings(&mut tx, run, step).await?;
            drop(tx);
            Ok(Act {
                record: free_record(StepOutput::Findings(findings)),
                asset: None,
                made: None,
            })
        }
        StepKind::Image => {
            let campaign = campaign(&mut tx, run).await?;
            let payer = payer(&mut tx, org, run, step, &campaign).await?;
            let order = image::order(&mut tx, run, step).await?;
            drop(tx);
            Box::pin(image::make(services, payer, run, step, order, cancel)).await
        }
        StepKind::Video => {
            let campaign = campaign(&mut tx, run).await?;
            let payer = payer(&mut tx, org, run, step, &campaign).await?;
            let order = video::order(&mut tx, step).await?;
            drop(tx);
            Box::pin(video::make(services, payer, run, step, order, cancel)).await
        }
        _ => {
            let question = asked_of(&mut tx, org, run, step).await?;
            drop(tx);
            Box::pin(ask(services, question, run, step, cancel)).await
        }
    }
}

async fn campaign(tx: &mut OrgTx, run: &Run) -> Result<Campaign> {
    let campaign = campaigns::get(tx, run.campaign).await?;
    Ok(campaign.ok_or_else(|| Problem::not_found("campaign"))?)
}

/// What the rules have to say about the text that a check looks at.
pub(super) async fn findings(tx: &mut OrgTx, run: &Run, step: &Step) -> Result<Vec<Finding>> {
    let campaign = campaign(tx, run).await?;
    let voice = spoken_in(tx, campaign.voice).await?;
    let slot = slot(tx, run, step.key).await?;
    let content = content_to_check(tx, run, step.key).await?;
    Ok(agents::check(
        slot.channel,
        &content,
        &campaign.brief,
        voice.as_ref(),
    ))
}

/// What the step asks an agent: a fork asks its own model, and its own wording of one role.
pub(super) async fn asked_of(tx: &mut OrgTx, org: OrgId, run: &Run, step: &Step) -> Result<Asking> {
    let mut campaign = campaign(tx, run).await?;
    let payer = payer(tx, org, run, step, &campaign).await?;
    let (mut model, mut worded) = (None, None);
    if let Some(fork) = campaign.fork.take() {
        if let Some(language) = fork.told_language.filter(|_| fork.takes_over(step.key)) {
            campaign.brief.language = language;
        }
        campaign.brief.title = fork.told_title;
        (model, worded) = (fork.model, fork.wording);
    }
    let task = task(tx, run, step, campaign).await?;
    let wording = match worded.filter(|worded| worded.choice.task == task.kind()) {
        Some(worded) => Some(worded.wording),
        None => roles::in_use(tx, task.kind()).await?,
    };
    Ok(Asking {
        task,
        wording,
        payer,
        model,
    })
}

/// Who pays for the step.
async fn payer(
    tx: &mut OrgTx,
    org: OrgId,
    run: &Run,
    step: &Step,
    campaign: &Campaign,
) -> Result<Payer> {
    let brand = brands::default(tx).await?;
    Ok(Payer {
        org,
        brand: brand.map(|brand| brand.id),
        campaign: Some(run.campaign),
        person: Some(wished_by(step).unwrap_or(campaign.created_by)),
        step: Some(step.id),
    })
}

async fn ask(
    services: &Services,
    question: Asking,
    run: &Run,
    step: &Step,
    cancel: &CancellationToken,
) -> std::result::Result<Act, Failure> {
    let performed = asking::ask(services, question, run, step, cancel).await?;
    let record = steps::StepRecord {
        provider: Some(performed.provider),
        model: Some(performed.model),
        prompt_version: Some(performed.prompt_version),
        input_hash: Some(performed.input_hash),
        tokens: performed.tokens,
        cost: performed.cost,
        output: performed.output,
        answers: performed.answers,
    };
    Ok(Act {
        record,
        asset: None,
        made: None,
    })
}

/// Who wished for the step, where it exists because of a wish.
fn wished_by(step: &Step) -> Option<UserId> {
    #[derive(Deserialize)]
    struct Wished {
        #[serde(default)]
        by: Option<UserId>,
    }
    let Wished { by } = serde_json::from_value(step.input.clone()?).ok()?;
    by
}

/// The record of a step that asks no model.
fn free_record(output: StepOutput) -> steps::StepRecord {
    steps::StepRecord {
        provider: None,
        model: None,
        prompt_version: None,
        input_hash: None,
        tokens: Tokens::default(),
        cost: None,
        output,
        answers: Vec::new(),
    }
}

/// Fetches the page. One that cannot be read is said so, and the run goes on without it.
async fn read_page(services: &Services, run: &Run, brief: &Brief) -> Act {
    let address = brief.web_address.clone().unwrap_or_default();
    let read = match services.pages().fetch(&address).await {
        Ok(fetched) => PageRead {
            page: Some(fetched.page),
            unavailable: None,
        },
        Err(refusal) => PageRead {
            page: None,
            unavailable: Some(refusal.to_string()),
        },
    };
    let asset = match read
        .page
        .as_ref()
        .and_then(|page| page.social_image.clone())
    {
        Some(image) => social_image(services, run, &image).await,
        None => None,
    };
    Act {
        record: free_record(StepOutput::Page(read)),
        asset,
        made: None,
    }
}

/// Stores the page's own picture. It is an extra: without it the run is whole.
async fn social_image(services: &Services, run: &Run, address: &str) -> Option<Asset> {
    let image = match services.pages().fetch_image(address).await {
        Ok(image) => image,
        Err(refusal) => {
            tracing::info!(%refusal, "the page's picture was left out");
            return None;
        }
    };
    // One that cannot be read as a picture is kept for the archive, but not offered as a photo.
    let bitmap = crate::pictures::decoded(services, &image.bytes).await.ok();
    let sha256 = hex(&Sha256::digest(&image.bytes));
    let path = format!("{sha256}.{}", image.extension);
    let bytes = i64::try_from(image.bytes.len()).unwrap_or(i64::MAX);
    if let Err(error) = services.files().put(&path, Bytes::from(image.bytes)).await {
        tracing::warn!(%error, "the page's picture could not be stored");
        return None;
    }
    Some(Asset {
        id: AssetId(uuid::Uuid::new_v5(&run.id.0, sha256.as_bytes())),
        campaign: run.campaign,
        content_type: image.content_type.to_owned(),
        file_name: format!("page-picture.{}", image.extension),
        path,
        bytes,
        sha256,
        source: Some(address.to_owned()),
        alt: None,
        size: bitmap.map(|bitmap| (bitmap.width(), bitmap.height())),
    })
}

/// The question of a step that asks a model.
async fn task(tx: &mut OrgTx, run: &Run, step: &Step, campaign: Campaign) -> Result<Task> {
    let key = step.key;
    let brief = campaign.brief.clone();
    if key.kind == StepKind::Analyse {
        let page = page(tx, run).await?;
        return Ok(Task::Analyse { brief, page });
    }
    let analysis = analysis(tx, run).await?;
    if key.kind == StepKind::Strategise {
        return Ok(Task::Strategise { brief, analysis });
    }
    if key.kind == StepKind::Plan {
        let strategy = strategy(tx, run).await?;
        return Ok(Task::Plan {
            concept: concept(run, key, &strategy),
            brief,
            analysis,
            strategy,
        });
    }
    let context = context(tx, run, key, campaign).await?;
    writing(tx, run, step, Box::new(context)).await
}

/// The concept of a step's own take: the strategist's choice at first, a person's later.
fn concept(run: &Run, key: StepKey, strategy: &Strategy) -> usize {
    run.concept
        .filter(|_| key.take == run.take)
        .unwrap_or(strategy.recommended)
}

/// What the post of a slot is written from.
pub(super) async fn context(
    tx: &mut OrgTx,
    run: &Run,
    key: StepKey,
    campaign: Campaign,
) -> Result<WritingContext> {
    let Campaign { brief, voice, .. } = campaign;
    let brand = brands::default(tx).await?;
    let strategy = strategy(tx, run).await?;
    let plan = plan(tx, run, key.take).await?;
    Ok(WritingContext {
        brand: brand.map(|brand| brand.name).unwrap_or_default(),
        voice: spoken_in(tx, voice).await?,
        link: brief.web_address.clone(),
        slot: slot_of(&plan, key)?,
        slots: u16::try_from(plan.slots.len()).unwrap_or(u16::MAX),
        page: page(tx, run).await?,
        analysis: analysis(tx, run).await?,
        concept: concept(run, key, &strategy),
        strategy,
        brief,
    })
}

/// The question of a step that writes a post.
async fn writing(
    tx: &mut OrgTx,
    run: &Run,
    step: &Step,
    context: Box<WritingContext>,
) -> Result<Task> {
    let key = step.key;
    match key.kind {
        StepKind::Draft => Ok(Task::Write { context }),
        StepKind::Revise => {
            let check = StepKey {
                kind: StepKind::Check,
                ..key
            };
            let draft = content_to_check(tx, run, check).await?;
            let Some(StepOutput::Findings(findings)) = steps::output(tx, run.id, check).await?
            else {
                return Err(missing(check));
            };
            Ok(Task::Revise {
                context,
                content: draft,
                findings,
            })
        }
        StepKind::Read => {
            let read: ReadInput = input(step)?;
            let version = versions::get(tx, read.version)
                .await?
                .ok_or_else(|| Problem::not_found("version"))?;
            Ok(Task::Read {
                context,
                content: unpictured(version.content),
                reader: read.reader,
            })
        }
        StepKind::Vary => variants::task(tx, step, context).await,
        StepKind::BriefImage => Ok(Task::BriefImage {
            context,
            content: content_before(tx, run, step).await?,
            look: crate::pictures::look(tx).await?,
        }),
        StepKind::BriefVideo => Ok(Task::BriefVideo {
            context,
            content: content_before(tx, run, step).await?,
            look: crate::pictures::look(tx).await?,
        }),
        _ => {
            let wanted: RegenerateInput = input(step)?;
            let post = content_before(tx, run, step).await?;
            let RegenerateInput {
                fields,
                wish,
                variation,
                ..
            } = wanted;
            Ok(Task::Regenerate {
                context,
                content: post,
                fields,
                rewrite: Rewrite::Anew { wish, variation },
            })
        }
    }
}

/// What a person asked for.
pub(super) fn input<T: DeserializeOwned>(step: &Step) -> Result<T> {
    let input = step.input.clone();
    input
        .and_then(|input| serde_json::from_value(input).ok())
        .ok_or_else(|| Error::Internal(format!("step {} has no readable input", step.key)))
}

async fn page(tx: &mut OrgTx, run: &Run) -> Result<Option<WebPage>> {
    Ok(
        match steps::output(tx, run.id, StepKey::whole(StepKind::ReadPage)).await? {
            Some(StepOutput::Page(read)) => read.page,
            _ => None,
        },
    )
}

async fn analysis(tx: &mut OrgTx, run: &Run) -> Result<Analysis> {
    let key = StepKey::whole(StepKind::Analyse);
    match steps::output(tx, run.id, key).await? {
        Some(StepOutput::Analysis(analysis)) => Ok(analysis),
        _ => Err(missing(key)),
    }
}

pub(super) async fn strategy(tx: &mut OrgTx, run: &Run) -> Result<Strategy> {
    let key = StepKey::whole(StepKind::Strategise);
    match steps::output(tx, run.id, key).await? {
        Some(StepOutput::Strategy(strategy)) => Ok(strategy),
        _ => Err(missing(key)),
    }
}

async fn plan(tx: &mut OrgTx, run: &Run, take: u16) -> Result<Plan> {
    let key = StepKey::plan(take);
    match steps::output(tx, run.id, key).await? {
        Some(StepOutput::Plan(plan)) => Ok(plan),
        _ => Err(missing(key)),
    }
}

pub(super) async fn slot(tx: &mut OrgTx, run: &Run, key: StepKey) -> Result<Slot> {
    slot_of(&plan(tx, run, key.take).await?, key)
}

fn slot_of(plan: &Plan, key: StepKey) -> Result<Slot> {
    let slot = plan.slots.iter().find(|slot| slot.number == key.slot);
    slot.cloned()
        .ok_or_else(|| missing(StepKey::plan(key.take)))
}

/// The text that a check of this round looks at: the draft at first, then each revision.
async fn content_to_check(tx: &mut OrgTx, run: &Run, check: StepKey) -> Result<PostContent> {
    let key = checked_step(check);
    match steps::output(tx, run.id, key).await? {
        Some(StepOutput::Content(content)) => Ok(content),
        _ => Err(missing(key)),
    }
}

/// The step whose text the check of this round looks at.
pub(super) fn checked_step(check: StepKey) -> StepKey {
    match check.round {
        0 | 1 => StepKey::slot(StepKind::Draft, check.take, check.slot, 0),
        round => StepKey::slot(StepKind::Revise, check.take, check.slot, round - 1),
    }
}

/// The post's text that a step writes anew: the current one, or, once the step has left a version,
/// the one before that.
async fn content_before(tx: &mut OrgTx, run: &Run, step: &Step) -> Result<PostContent> {
    let post = posts::get(tx, post_id(run.id, step.key.take, step.key.slot))
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let written = versions::get(tx, version_id(step.id)).await?;
    let version = match written {
        Some(written) => versions::up_to(tx, post.id, written.number.saturating_sub(1), 1)
            .await?
            .pop(),
        None => versions::get(tx, post.version).await?,
    };
    let version = version.ok_or_else(|| Problem::not_found("version"))?;
    Ok(unpictured(version.content))
}

/// Nobody who writes is told of the picture; it stays as it is.
pub(super) fn unpictured(content: PostContent) -> PostContent {
    PostContent {
        picture: None,
        ..content
    }
}

fn missing(key: StepKey) -> Error {
    Error::Internal(format!("the output of step {key} is missing"))
}
