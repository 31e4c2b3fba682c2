//! What a step has to do, read as one snapshot, and doing it outside of any transaction.

use agents::AgentError;
use domain::{
    channel::Finding,
    ids::{OrgId, UserId},
    post::ContentField,
    problem::Problem,
    run::{StepKey, StepKind, StepOutput},
    spending::Payer,
    time::Timestamp,
    usage::Tokens,
};
use providers::{Rewrite, Task, WritingContext};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use storage::{
    OrgTx,
    assets::Asset,
    brands,
    campaigns::{self, Campaign},
    made_images::MadeImage,
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
    material::{
        self, analysis, concept, content_before, content_to_check, context, missing, slot,
        strategy, unpictured,
    },
    page, variants, video,
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
            Ok(page::read(services, run, &brief).await)
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
pub(super) fn free_record(output: StepOutput) -> steps::StepRecord {
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

/// The question of a step that asks a model.
async fn task(tx: &mut OrgTx, run: &Run, step: &Step, campaign: Campaign) -> Result<Task> {
    let key = step.key;
    let brief = campaign.brief.clone();
    if key.kind == StepKind::Analyse {
        let page = material::page(tx, run).await?;
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
pub(crate) fn input<T: DeserializeOwned>(step: &Step) -> Result<T> {
    let input = step.input.clone();
    input
        .and_then(|input| serde_json::from_value(input).ok())
        .ok_or_else(|| Error::Internal(format!("step {} has no readable input", step.key)))
}
