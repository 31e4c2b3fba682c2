//! Using a tool, and what that may cost.

use std::time::Duration;

use agents::AgentError;
use domain::{
    access::{Actor, Permission, authorize},
    ids::{BrandId, PostId, ToolUseId},
    post::ContentField,
    problem::{Code, Problem},
    spending::TaskKind,
    tools::{Term, ToolDraft, ToolInput, ToolKind, ToolOrigin, ToolOutput, UseState, readability},
    usage::{Cost, Tokens},
    views::{ToolEstimate, ToolUseView},
};
use providers::{Call, Request, SpeechRequest, Task, ToolJob};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx, brands, campaigns, posts, terms,
    tool_uses::{self, ToolUse},
    versions,
};

use super::{picture, speech};
use crate::{Error, Result, Services, keys, spending, voice};

/// How long a request waits for a model.
const PATIENCE: Duration = Duration::from_secs(25);

/// What is asked of which text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct ToolRequest {
    /// Tool, text and what the tool needs to know. Without a text, that of the post counts.
    pub draft: ToolDraft,
    /// The post the text comes from.
    pub post: Option<PostId>,
    /// Its field; the text itself when left out.
    pub field: Option<ContentField>,
    /// For `alt_text`: an earlier use whose picture is looked at again. Without one, the picture of
    /// the post is.
    pub picture_of: Option<ToolUseId>,
}

/// Whether a model is set up. What only a model can do is then not offered.
pub async fn has_model(services: &Services, actor: &Actor) -> Result<bool> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    keys::has_model(services, &mut tx).await
}

/// Uses a tool. What it was and what came of it is kept, also when that is a refusal of the model.
///
/// # Errors
/// [`Code::InvalidInput`] naming each field that is wrong; [`Code::WrongState`] when the tool needs a
/// model and none is set up. After 25 seconds the use is answered as it stands, and the work goes on.
pub async fn run(services: &Services, actor: &Actor, request: &ToolRequest) -> Result<ToolUseView> {
    begin(services, actor, request, None).await
}

/// The same on a picture that came as a file.
///
/// # Errors
/// As for [`run`], and a problem with the field `file` when it is no picture.
pub async fn run_on(
    services: &Services,
    actor: &Actor,
    request: &ToolRequest,
    file: &[u8],
) -> Result<ToolUseView> {
    begin(services, actor, request, Some(file)).await
}

async fn begin(
    services: &Services,
    actor: &Actor,
    request: &ToolRequest,
    file: Option<&[u8]>,
) -> Result<ToolUseView> {
    authorize(actor, Permission::Write)?;
    let Prepared {
        input,
        origin,
        mut job,
        brand,
    } = prepare(services, actor, request).await?;
    let mut used = begun(services, actor, input, origin);
    let id = used.id;
    let shown = if used.input.tool.needs_picture() {
        Some(picture::shown(services, actor, request, file).await?)
    } else {
        None
    };
    if let Some(shown) = &shown {
        used.input.picture = Some(shown.kept.clone());
        job.input.picture = used.input.picture.clone();
    }
    let Some((mut question, call)) = question_of(services, actor, brand, job).await? else {
        return count(services, actor, used).await;
    };
    if let (Some(shown), Question::Words(asked)) = (shown, &mut question) {
        asked.pictures = shown.picture.into();
        services
            .files()
            .put(&picture::path_of(id), shown.png)
            .await?;
    }
    if used.input.tool == ToolKind::ReadAloud {
        used.told = Some(speech::told(&used.input));
    }
    if let Some(earlier) = speech::enter(services, actor, &used).await? {
        return super::get(services, actor, earlier.id).await;
    }
    let work = work(services.clone(), actor.clone(), used, (question, call));
    match tokio::time::timeout(PATIENCE, tokio::spawn(work)).await {
        Ok(Ok(done)) => done?,
        Ok(Err(broken)) => return Err(Error::Internal(broken.to_string())),
        // It goes on when nobody waits for it any longer.
        Err(_) => {}
    }
    super::get(services, actor, id).await
}

/// The most that a use would cost.
///
/// # Errors
/// As for [`run`], and [`Code::Provider`] when no model may answer.
pub async fn estimate(
    services: &Services,
    actor: &Actor,
    request: &ToolRequest,
) -> Result<ToolEstimate> {
    authorize(actor, Permission::Read)?;
    let Prepared {
        job, brand, input, ..
    } = prepare(services, actor, request).await?;
    let Some((mut question, call)) = question_of(services, actor, brand, job).await? else {
        return Ok(ToolEstimate {
            at_most: Some(Cost(0)),
        });
    };
    let gateway = keys::gateway(services, actor.org).await?;
    let at_most = match &mut question {
        Question::Words(request) => {
            if input.tool.needs_picture() {
                request.pictures = picture::any(services).await?.into();
            }
            gateway.most(request, &call.account)
        }
        Question::Aloud(request) => {
            let offer = gateway.speech_offer(request, &call.account);
            offer.map(|(_, most)| most)
        }
    };
    let at_most = at_most.map_err(|error| Problem::new(Code::Provider, error.message))?;
    Ok(ToolEstimate { at_most })
}

/// A request with everything that its work needs.
struct Prepared {
    input: ToolInput,
    origin: Option<ToolOrigin>,
    job: ToolJob,
    brand: Option<BrandId>,
}

async fn prepare(services: &Services, actor: &Actor, request: &ToolRequest) -> Result<Prepared> {
    let mut tx = services.db().read(actor.org).await?;
    let (draft, origin) = with_text(&mut tx, request).await?;
    let input = draft.parse().map_err(Problem::fields)?;
    if input.tool.needs_model() && !keys::has_model(services, &mut tx).await? {
        return Err(needs_model().into());
    }
    let brand = brands::default(&mut tx).await?;
    let voice = voice::speaking(&mut tx).await?;
    let voice = voice::spoken_in(&mut tx, voice).await?;
    let known = match &brand {
        Some(brand) => terms::list(&mut tx, brand.id).await?,
        None => Vec::new(),
    };
    let mut terms: Vec<Term> = known.into_iter().map(|stored| stored.term).collect();
    terms.retain(|term| {
        let target = input.target;
        target.is_some_and(|language| term.concerns(&input.text, language))
    });
    let job = ToolJob {
        brand: brand
            .as_ref()
            .map(|brand| brand.name.clone())
            .unwrap_or_default(),
        voice,
        input: input.clone(),
        terms,
    };
    Ok(Prepared {
        input,
        origin,
        job,
        brand: brand.map(|brand| brand.id),
    })
}

/// The request with the text of its post where it has none itself.
async fn with_text(
    tx: &mut OrgTx,
    request: &ToolRequest,
) -> Result<(ToolDraft, Option<ToolOrigin>)> {
    let mut draft = request.draft.clone();
    let Some(post) = request.post else {
        return Ok((draft, None));
    };
    let describes = draft.tool.parse().is_ok_and(ToolKind::needs_picture);
    let field = request.field.unwrap_or(ContentField::Body);
    let found = posts::get(tx, post)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    if draft.text.trim().is_empty() {
        let version = versions::get(tx, found.version)
            .await?
            .ok_or_else(|| Problem::not_found("version"))?;
        draft.text = version.content.get(field);
    }
    if describes && draft.channel.is_empty() {
        found.slot.channel.slug().clone_into(&mut draft.channel);
    }
    let aloud = draft.tool == ToolKind::ReadAloud.slug();
    if (describes || aloud) && draft.language.is_empty() {
        let campaign = campaigns::get(tx, found.campaign)
            .await?
            .ok_or_else(|| Problem::not_found("campaign"))?;
        campaign
            .brief
            .language
            .code()
            .clone_into(&mut draft.language);
    }
    Ok((draft, Some(ToolOrigin { post, field })))
}

/// What is asked of a model.
enum Question {
    Words(Box<Request>),
    Aloud(SpeechRequest),
}

/// What is asked of a model, and the call that it is; nothing for what is counted.
async fn question_of(
    services: &Services,
    actor: &Actor,
    brand: Option<BrandId>,
    job: ToolJob,
) -> Result<Option<(Question, Call)>> {
    let job = Box::new(job);
    let Some(kind) = job.input.tool.task() else {
        return Ok(None);
    };
    let task = match kind {
        TaskKind::Transcreate => Task::Transcreate { job },
        TaskKind::AltText => Task::Describe { job },
        TaskKind::Speak => {
            let question = Question::Aloud(speech::question(&job.input));
            let call = spending::call(services, actor, brand, kind).await?;
            return Ok(Some((question, call)));
        }
        _ => Task::Tool { job },
    };
    let (request, call) = spending::asking(services, actor, brand, task).await?;
    Ok(Some((Question::Words(Box::new(request)), call)))
}

/// What a request is about, as the tool reads it.
pub(super) async fn input_of(
    services: &Services,
    actor: &Actor,
    request: &ToolRequest,
) -> Result<ToolInput> {
    Ok(prepare(services, actor, request).await?.input)
}

fn begun(
    services: &Services,
    actor: &Actor,
    input: ToolInput,
    origin: Option<ToolOrigin>,
) -> ToolUse {
    ToolUse {
        id: ToolUseId(services.ids().id()),
        input,
        told: None,
        origin,
        state: UseState::Open,
        output: None,
        problem: None,
        worker: None,
        tokens: Tokens::default(),
        cost: None,
        user: actor.user,
        by_name: actor.name.clone(),
        at: services.now(),
    }
}

/// What needs nobody to be asked is done at once.
async fn count(services: &Services, actor: &Actor, used: ToolUse) -> Result<ToolUseView> {
    let reading = readability(&used.input.text, used.input.language);
    let used = ToolUse {
        state: UseState::Done,
        output: Some(ToolOutput::Readability { reading }),
        cost: Some(Cost(0)),
        ..used
    };
    let mut tx = services.db().write(actor.org).await?;
    tool_uses::insert(&mut tx, &used).await?;
    tx.commit().await?;
    super::get(services, actor, used.id).await
}

/// Asks, and keeps what came of it. It may be that nobody waits for it any longer.
async fn work(
    services: Services,
    actor: Actor,
    used: ToolUse,
    question: (Question, Call),
) -> Result<()> {
    let kept = match asked(&services, &actor, used, question).await {
        Ok(ended) => keep(&services, &actor, &ended).await,
        Err(error) => Err(error),
    };
    kept.inspect_err(|error| tracing::error!(%error, "what came of a tool could not be kept"))
}

async fn asked(
    services: &Services,
    actor: &Actor,
    used: ToolUse,
    (question, call): (Question, Call),
) -> Result<ToolUse> {
    let gateway = keys::gateway(services, actor.org).await?;
    let request = match question {
        Question::Words(request) => *request,
        Question::Aloud(request) => {
            return speech::read((services, &gateway), used, &request, &call).await;
        }
    };
    Ok(match agents::perform_tool(&gateway, request, &call).await {
        Ok(performed) => ToolUse {
            state: UseState::Done,
            output: Some(performed.output),
            worker: Some((performed.provider, performed.model)),
            tokens: performed.tokens,
            cost: performed.cost,
            ..used
        },
        Err(error) => failed(used, &error),
    })
}

/// A refusal is kept like a result, with what it consumed.
fn failed(used: ToolUse, error: &AgentError) -> ToolUse {
    ToolUse {
        state: UseState::Failed,
        problem: Some(Problem::from(error)),
        worker: error
            .asked
            .as_ref()
            .map(|asked| (asked.provider.clone(), asked.model.clone())),
        tokens: error.spent.tokens,
        cost: error.spent.cost,
        ..used
    }
}

async fn keep(services: &Services, actor: &Actor, ended: &ToolUse) -> Result<()> {
    let mut tx = services.db().write(actor.org).await?;
    // Somebody may have deleted it in between: then nobody wants to know.
    tool_uses::end(&mut tx, ended).await?;
    tx.commit().await?;
    Ok(())
}

fn needs_model() -> Problem {
    Problem::new(
        Code::WrongState,
        "This tool needs a model, and none is set up, so nothing was asked. Ask your administrator to connect one. Titles, summaries, keywords, hashtags, subject lines, calls to action and shortening do without.",
    )
}
