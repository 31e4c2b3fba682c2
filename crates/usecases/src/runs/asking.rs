//! Asking an agent: what it is told is noted before, and its words are shown while they come.

use std::sync::{Arc, Mutex, PoisonError};

use agents::{Performed, Words};
use domain::{event::Streamed, ids::OrgId, run::Question, spending::Payer};
use providers::{Call, Delivery, DeltaSink, Request, Task};
use storage::{questions, runs::Run, steps::Step};
use tokio_util::sync::CancellationToken;

use super::task::Failure;
use crate::{Result, Services, spending};

/// The answer to `task`, on the account of `payer`.
pub(super) async fn ask(
    services: &Services,
    payer: Payer,
    run: &Run,
    step: &Step,
    task: Task,
    cancel: &CancellationToken,
) -> std::result::Result<Performed, Failure> {
    let seed = run
        .seed
        .cast_unsigned()
        .wrapping_add(u64::from(step.key.slot));
    let account = spending::account(services, payer, task.kind()).await?;
    let request = agents::request(task, seed);
    let asked = services.gateway().first(&request, &account);
    let input_hash = agents::input_hash(
        &request,
        asked.as_ref().map_or("none", |asked| &asked.model),
    );
    note(services, payer.org, step, &request, &input_hash).await?;
    let call = Call {
        account: Arc::new(account),
        deltas: shown(services, step),
        cancel: cancel.clone(),
        delivery: Delivery::of(step.id.to_string()),
    };
    agents::perform(services.gateway(), request, &call)
        .await
        .map_err(Failure::Agent)
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
