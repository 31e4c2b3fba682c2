//! Asking an agent: what it is told is noted before, and its words are shown while they come.

use std::sync::{Arc, Mutex, PoisonError};

use agents::{Performed, Words};
use domain::{
    event::Streamed,
    ids::OrgId,
    run::Question,
    spending::{Choice, Payer, TaskKind},
    usage::{Cost, Tokens},
    wording::Wording,
};
use providers::{Account, Asked, Call, Delivery, DeltaSink, Request, Task};
use storage::{answers, questions, runs::Run, steps::Step};
use tokio_util::sync::CancellationToken;

use super::{library::Shelves, queue::post_id, task::Failure};
use crate::{Result, Services, keys, spending};

/// The question as it goes to a model. Reading takes no chances, so that the same brief and
/// page are the same question in every run.
pub(super) fn request(run: &Run, step: &Step, question: Asking) -> Request {
    let Asking { task, wording, .. } = question;
    let seed = match task.kind() {
        TaskKind::Analyse => 0,
        _ => run
            .seed
            .cast_unsigned()
            .wrapping_add(u64::from(step.key.slot)),
    };
    agents::request(task, wording.as_ref(), seed)
}

/// What a step asks an agent.
pub(super) struct Asking {
    pub task: Task,
    /// The organization's wording of the role, if it has one.
    pub wording: Option<Wording>,
    pub payer: Payer,
    /// The model that a fork asks.
    pub model: Option<Choice>,
}

/// The answer to what a step asks.
pub(super) async fn ask(
    services: &Services,
    question: Asking,
    run: &Run,
    step: &Step,
    cancel: &CancellationToken,
) -> std::result::Result<Performed, Failure> {
    let payer = question.payer;
    let mut account = spending::account(services, payer, question.task.kind()).await?;
    if let Some(model) = &question.model {
        account.route.models = vec![model.clone()];
    }
    let request = request(run, step, question);
    let gateway = keys::gateway(services, payer.org).await?;
    let first = gateway.first(&request, &account);
    let model = first.as_ref().map_or("none", |asked| &asked.model);
    let input_hash = agents::input_hash(&request, model);
    note(services, payer.org, step, &request, &input_hash).await?;
    // What can be looked up changes.
    if request.functions.is_empty()
        && account.route.reuses(request.task.kind())
        && let Some(performed) =
            reused(services, payer.org, &account, &request, &input_hash).await?
    {
        return Ok(performed);
    }
    let call = Call {
        account: Arc::new(account),
        deltas: shown(services, step),
        cancel: cancel.clone(),
        delivery: Delivery::of(step.id.to_string()),
    };
    let shelves = Shelves {
        services,
        org: payer.org,
        reading: post_id(run.id, step.key.take, step.key.slot),
    };
    agents::perform(&gateway, request, &call, &shelves)
        .await
        .map_err(Failure::Agent)
}

/// What was answered to the same question before; `None` when it was not, or what was answered
/// then can no longer be used.
async fn reused(
    services: &Services,
    org: OrgId,
    account: &Account,
    request: &Request,
    input_hash: &str,
) -> Result<Option<Performed>> {
    let mut tx = services.db().read(org).await?;
    let given = answers::to(&mut tx, input_hash).await?;
    drop(tx);
    let Some(given) = given else {
        return Ok(None);
    };
    let Ok(output) = agents::read_again(&request.task, &given.text) else {
        return Ok(None);
    };
    let asked = Asked {
        provider: given.provider.clone(),
        model: given.model.clone(),
    };
    let entered = services
        .gateway()
        .reused(request.task.kind(), account, asked);
    if let Err(error) = entered.await {
        tracing::warn!(%error, "that an answer was used again could not be entered");
    }
    Ok(Some(Performed {
        output,
        provider: given.provider.clone(),
        model: given.model.clone(),
        prompt_version: request.prompt.version.clone(),
        input_hash: input_hash.to_owned(),
        tokens: Tokens::default(),
        cost: Some(Cost(0)),
        answers: vec![given],
    }))
}

/// Keeps what the step is told before anything is asked: a call that fails, or never ends, is on
/// record as well.
async fn note(
    services: &Services,
    org: OrgId,
    step: &Step,
    request: &Request,
    input_hash: &str,
) -> Result<()> {
    let prompt = &request.prompt;
    let question = Question {
        system: agents::passages(&prompt.system),
        user: agents::passages(&prompt.user),
        schema: format!("{:#}", request.schema),
        seed: request.seed,
        concept: request.task.concept(),
    };
    let mut tx = services.db().write(org).await?;
    questions::note(&mut tx, step.id, &prompt.version, input_hash, &question).await?;
    tx.commit().await?;
    Ok(())
}

/// Hands the words of the answer to whoever follows the campaign in this process.
fn shown(services: &Services, step: &Step) -> DeltaSink {
    let (streams, campaign, step) = (services.streams().clone(), step.campaign, step.id);
    let words = Mutex::new(Words::default());
    DeltaSink::new(move |piece| {
        let mut words = words.lock().unwrap_or_else(PoisonError::into_inner);
        if words.push(piece) {
            let text = words.text().to_owned();
            streams.send(campaign, Streamed { step, text });
        }
    })
}
