//! The step that has an image model make one picture.

use std::sync::Arc;

use agents::AgentError;
use domain::{
    channel::{ChannelKind, Ratio},
    ids::{AssetId, UserId},
    picture::{self, ImageBrief},
    post::hex,
    run::{Passage, Question, StepOutput},
    spending::{Payer, TaskKind},
};
use providers::{Asked, Call, Cause, Delivery, ImageAnswer, ImageRequest, Spent};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use storage::{
    OrgTx,
    assets::Asset,
    made_images::MadeImage,
    questions,
    runs::Run,
    steps::{Step, StepRecord},
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    material,
    queue::post_id,
    task::{Act, Failure, Made},
};
use crate::{Error, Result, Services, keys, pictures, spending};

/// Who asked that a picture be described.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BriefImageInput {
    /// The person.
    pub by: Option<UserId>,
}

/// What a person wants made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ImageInput {
    /// What it is to show.
    pub brief: ImageBrief,
    /// The person.
    pub by: Option<UserId>,
}

impl ImageInput {
    /// What a step was given; `None` for steps that make no picture.
    pub(crate) fn of(step: &Step) -> Option<Self> {
        serde_json::from_value(step.input.clone()?).ok()
    }
}

/// A picture that is to be made.
pub(super) struct Order {
    brief: ImageBrief,
    request: ImageRequest,
}

/// The shape in which a channel shows pictures best.
pub(crate) fn best_ratio(channel: ChannelKind) -> Ratio {
    let ratios = channel.spec().media.ratios;
    ratios.first().copied().unwrap_or(Ratio::new(1, 1))
}

/// What the step is to have made.
pub(super) async fn order(tx: &mut OrgTx, run: &Run, step: &Step) -> Result<Order> {
    let input = ImageInput::of(step)
        .ok_or_else(|| Error::Internal(format!("step {} has no readable input", step.key)))?;
    let slot = material::slot(tx, run, step.key).await?;
    Ok(Order {
        request: ImageRequest {
            prompt: agents::image_prompt(&input.brief),
            ratio: best_ratio(slot.channel),
        },
        brief: input.brief,
    })
}

/// Has it made on the account of `payer`, and keeps the file.
pub(super) async fn make(
    services: &Services,
    payer: Payer,
    run: &Run,
    step: &Step,
    order: Order,
    cancel: &CancellationToken,
) -> std::result::Result<Act, Failure> {
    let account = spending::account(services, payer, TaskKind::Image).await?;
    let Order { brief, request } = order;
    let told = format!("{} {}", request.ratio, request.prompt);
    let input_hash = hex(&Sha256::digest(told));
    note(services, payer, step, &request, &input_hash).await?;
    let call = Call {
        account: Arc::new(account),
        cancel: cancel.clone(),
        delivery: Delivery::of(step.id.to_string()),
        ..Call::default()
    };
    let gateway = keys::gateway(services, payer.org).await?;
    let answer = gateway.image(&request, &call).await;
    let answer =
        answer.map_err(|error| Failure::Agent(AgentError::of_provider(error, Spent::default())))?;
    let asset = keep(services, run, step, &brief, &answer).await?;
    let (width, height) = asset.size.unwrap_or_default();
    let made = MadeImage {
        asset: asset.id,
        post: post_id(run.id, step.key.take, step.key.slot),
        step: step.id,
        brief,
        provider: answer.provider.clone(),
        model: answer.model.clone(),
        cost: answer.cost,
        made_at: services.now(),
    };
    Ok(Act {
        record: StepRecord {
            provider: Some(answer.provider),
            model: Some(answer.model),
            prompt_version: Some(agents::IMAGE_PROMPT.to_owned()),
            input_hash: Some(input_hash),
            tokens: answer.tokens,
            cost: answer.cost,
            output: StepOutput::Image(picture::MadeImage {
                asset: asset.id,
                width,
                height,
            }),
            answers: Vec::new(),
        },
        asset: Some(asset),
        made: Some(Made::Image(made)),
    })
}

/// Keeps what the model is told before it is asked, as of every step.
async fn note(
    services: &Services,
    payer: Payer,
    step: &Step,
    request: &ImageRequest,
    input_hash: &str,
) -> Result<()> {
    let passage = Passage {
        material: None,
        text: request.prompt.clone(),
    };
    let question = Question {
        user: vec![passage],
        ..Question::default()
    };
    let mut tx = services.db().write(payer.org).await?;
    questions::note(
        &mut tx,
        step.id,
        agents::IMAGE_PROMPT,
        input_hash,
        &question,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Reads the file as every picture is read, and keeps it without metadata.
async fn keep(
    services: &Services,
    run: &Run,
    step: &Step,
    brief: &ImageBrief,
    answer: &ImageAnswer,
) -> std::result::Result<Asset, Failure> {
    let id = AssetId(Uuid::new_v5(&step.id.0, b"image"));
    let path = format!("made/{id}.webp");
    let kept = match pictures::keep_at(services, answer.bytes.clone(), path).await {
        Ok(kept) => kept,
        Err(Error::Refused(problem)) => return Err(unreadable(answer, &problem.detail)),
        Err(other) => return Err(other.into()),
    };
    Ok(Asset {
        id,
        campaign: run.campaign,
        content_type: "image/webp".to_owned(),
        file_name: format!("made-{:02}-{}.webp", step.key.slot, step.key.round),
        path: kept.path,
        bytes: i64::try_from(kept.bytes).unwrap_or(i64::MAX),
        sha256: kept.hash.0,
        source: None,
        alt: Some(brief.alt_text.clone()).filter(|alt| !alt.is_empty()),
        size: Some((kept.width, kept.height)),
    })
}

/// What was paid for is no picture.
fn unreadable(answer: &ImageAnswer, why: &str) -> Failure {
    Failure::Agent(AgentError {
        cause: Cause::MalformedAnswer,
        message: format!(
            "What “{}” sent is no picture that can be read. Make the picture again, or ask your administrator to choose another model.",
            answer.model
        ),
        retryable: false,
        retry_after: None,
        spent: Spent {
            tokens: answer.tokens,
            cost: answer.cost,
        },
        asked: Some(Box::new(Asked {
            provider: answer.provider.clone(),
            model: answer.model.clone(),
        })),
        verdict: None,
        source: Some(why.into()),
    })
}
