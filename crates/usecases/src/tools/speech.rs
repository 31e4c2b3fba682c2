//! Texts read aloud: asked for once, kept with their use, and found again by what they say.

use bytes::Bytes;
use domain::{
    access::{Actor, Permission, authorize},
    ids::{PostId, ToolUseId},
    post::{ContentField, hex},
    problem::{Code, Problem},
    tools::{ToolDraft, ToolInput, ToolKind, ToolOutput, UseState},
    views::SpokenPost,
};
use providers::{Call, SAMPLE_RATE, SpeechRequest};
use sha2::{Digest as _, Sha256};
use storage::tool_uses::{self, ToolUse};

use super::{ToolRequest, estimate, read::found};
use crate::{Error, Result, Services};

const NOBODY: &str = "No speech model is set up, so nothing can be read aloud. Ask your administrator to connect one.";

/// What is asked of a speech model.
pub(super) fn question(input: &ToolInput) -> SpeechRequest {
    SpeechRequest {
        text: input.text.clone(),
        language: input.language,
    }
}

/// The use that reads the same text already, or has read it: nobody pays for it twice.
pub(super) async fn earlier(
    services: &Services,
    actor: &Actor,
    input: &ToolInput,
) -> Result<Option<ToolUse>> {
    let Some(id) = services.files().find(&marker(actor, input)).await? else {
        return Ok(None);
    };
    let id = std::str::from_utf8(&id).ok().and_then(|id| id.parse().ok());
    let Some(id) = id else { return Ok(None) };
    let mut tx = services.db().read(actor.org).await?;
    let used = tool_uses::get(&mut tx, id).await?;
    let now = services.now();
    Ok(used.filter(|used| {
        let state = used.state.seen(used.at, now);
        matches!(state, UseState::Open | UseState::Done)
    }))
}

/// Notes which use reads this text.
pub(super) async fn note(services: &Services, actor: &Actor, used: &ToolUse) -> Result<()> {
    let id = Bytes::from(used.id.to_string());
    services
        .files()
        .put(&marker(actor, &used.input), id)
        .await?;
    Ok(())
}

/// Where the use of a text is noted, for each organization apart.
fn marker(actor: &Actor, input: &ToolInput) -> String {
    let language = input.language.map_or("", domain::brief::Language::code);
    let told = format!("{language}\0{}", input.text);
    format!("speech/{}/{}", actor.org, hex(&Sha256::digest(told)))
}

/// Has the text of a use read, and keeps the file.
pub(super) async fn read(
    services: &Services,
    used: ToolUse,
    request: &SpeechRequest,
    call: &Call,
) -> Result<ToolUse> {
    let answer = match services.gateway().speech(request, call).await {
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
    let mut providers = services.gateway().providers();
    if !providers.any(|provider| provider.speech().is_some()) {
        return Ok(SpokenPost {
            refused: Some(NOBODY.to_owned()),
            ..SpokenPost::default()
        });
    }
    let input = super::run::input_of(services, actor, &request).await;
    let used = match &input {
        Ok(input) => earlier(services, actor, input).await?,
        Err(_) => None,
    };
    if let Some(used) = used {
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
