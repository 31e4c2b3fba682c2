//! Texts read aloud: asked for once, kept with their use, and found again by what they say.

use bytes::Bytes;
use domain::{
    access::{Actor, Permission, authorize},
    ids::{PostId, ToolUseId},
    post::{ContentField, hex},
    problem::{Code, Problem},
    time::Timestamp,
    tools::{ToolDraft, ToolInput, ToolKind, ToolOutput, UseState},
    views::SpokenPost,
};
use providers::{Call, Gateway, SAMPLE_RATE, SpeechRequest};
use sha2::{Digest as _, Sha256};
use storage::{
    OrgTx,
    tool_uses::{self, ToolUse},
};

use super::{ToolRequest, estimate, read::found};
use crate::{Error, Result, Services, keys};

const NOBODY: &str = "No speech model is set up, so nothing can be read aloud. Ask your administrator to connect one.";

/// What is asked of a speech model.
pub(super) fn question(input: &ToolInput) -> SpeechRequest {
    SpeechRequest {
        text: input.text.clone(),
        language: input.language,
    }
}

/// Enters a use. The one that reads the same text already, or has read it, is given back instead:
/// nobody pays for it twice.
pub(super) async fn enter(
    services: &Services,
    actor: &Actor,
    used: &ToolUse,
) -> Result<Option<ToolUse>> {
    let mut tx = services.db().write(actor.org).await?;
    if let Some(there) = earlier(&mut tx, used).await? {
        if !is_lost(&there, services.now()) {
            return Ok(Some(there));
        }
        tool_uses::give_up(&mut tx, there.id).await?;
    }
    match tool_uses::insert(&mut tx, used).await {
        // Somebody pressed at the same moment.
        Err(storage::Error::Conflict { .. }) => {
            drop(tx);
            let mut tx = services.db().read(actor.org).await?;
            let there = earlier(&mut tx, used).await?;
            return there.map(Some).ok_or_else(|| failed_meanwhile().into());
        }
        inserted => inserted?,
    }
    tx.commit().await?;
    Ok(None)
}

async fn earlier(tx: &mut OrgTx, used: &ToolUse) -> Result<Option<ToolUse>> {
    match &used.told {
        Some(told) => Ok(tool_uses::telling(tx, told).await?),
        None => Ok(None),
    }
}

/// Whether whoever began it has died.
fn is_lost(used: &ToolUse, now: Timestamp) -> bool {
    used.state.seen(used.at, now) == UseState::Lost
}

fn failed_meanwhile() -> Problem {
    Problem::new(
        Code::Provider,
        "Somebody else had this text read at the same moment, and it failed. Have it read again.",
    )
}

/// Hash of what is to be said.
pub(super) fn told(input: &ToolInput) -> String {
    let language = input.language.map_or("", domain::brief::Language::code);
    hex(&Sha256::digest(format!("{language}\0{}", input.text)))
}

/// Has the text of a use read, and keeps the file.
pub(super) async fn read(
    (services, gateway): (&Services, &Gateway),
    used: ToolUse,
    request: &SpeechRequest,
    call: &Call,
) -> Result<ToolUse> {
    let answer = match gateway.speech(request, call).await {
        Ok(answer) => answer,
        Err(error) => {
            return Ok(ToolUse {
                state: UseState::Failed,
                worker: error
                    .asked
                    .as_ref()
                    .map(|asked| (asked.provider.clone(), asked.model.clone())),
                tokens: error.spent.tokens,
                cost: error.spent.cost,
                problem: Some(Problem::new(Code::Provider, error.message)),
                ..used
            });
        }
    };
    let samples = u32::try_from(answer.wav.len() / 2).unwrap_or(u32::MAX);
    services
        .files()
        .put(&path_of(used.id), answer.wav.into())
        .await?;
    Ok(ToolUse {
        state: UseState::Done,
        output: Some(ToolOutput::Speech {
            seconds: samples.div_ceil(SAMPLE_RATE),
        }),
        worker: Some((answer.provider, answer.model)),
        tokens: answer.tokens,
        cost: answer.cost,
        ..used
    })
}

/// A text read aloud, as a WAV file.
///
/// # Errors
/// [`Code::NotFound`] when there is no such use, or it read nothing.
pub async fn speech(services: &Services, actor: &Actor, id: ToolUseId) -> Result<Bytes> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let used = found(&mut tx, id).await?;
    drop(tx);
    if !matches!(used.output, Some(ToolOutput::Speech { .. })) {
        return Err(Problem::not_found("reading").into());
    }
    Ok(services.files().get(&path_of(id)).await?)
}

/// The reading of a post's text, or what one would cost.
pub async fn spoken(services: &Services, actor: &Actor, post: PostId) -> Result<SpokenPost> {
    authorize(actor, Permission::Read)?;
    let request = ToolRequest {
        draft: ToolDraft {
            tool: ToolKind::ReadAloud.slug().to_owned(),
            ..ToolDraft::default()
        },
        post: Some(post),
        field: Some(ContentField::Body),
        ..ToolRequest::default()
    };
    let gateway = keys::gateway(services, actor.org).await?;
    let mut providers = gateway.providers();
    if !providers.any(|provider| provider.speech().is_some()) {
        return Ok(SpokenPost {
            refused: Some(NOBODY.to_owned()),
            ..SpokenPost::default()
        });
    }
    let input = super::run::input_of(services, actor, &request).await;
    let used = match &input {
        Ok(input) => {
            let mut tx = services.db().read(actor.org).await?;
            tool_uses::telling(&mut tx, &told(input)).await?
        }
        Err(_) => None,
    };
    if let Some(used) = used.filter(|used| !is_lost(used, services.now())) {
        return Ok(SpokenPost {
            used: Some(used.id),
            is_done: used.output.is_some(),
            cost: used.cost,
            refused: None,
        });
    }
    match estimate(services, actor, &request).await {
        Ok(estimate) => Ok(SpokenPost {
            cost: estimate.at_most,
            ..SpokenPost::default()
        }),
        Err(Error::Refused(problem)) if problem.code != Code::NotFound => Ok(SpokenPost {
            refused: Some(
                problem
                    .fields
                    .first()
                    .map_or(problem.detail.clone(), |field| field.message.clone()),
            ),
            ..SpokenPost::default()
        }),
        Err(error) => Err(error),
    }
}

/// Where the file store keeps what was read, from where it is deleted with its use.
pub(super) fn path_of(id: ToolUseId) -> String {
    format!("tools/{id}.wav")
}
