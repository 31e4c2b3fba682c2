//! Doing a run again from its record, without asking anybody: every output must come out as it
//! stands.

use domain::{
    ids::{OrgId, StepId},
    problem::Problem,
    run::{StepKey, StepKind, StepOutput, StepState},
};
use storage::{OrgTx, answers, questions, runs, runs::Run, steps, steps::Step};
use uuid::Uuid;

use super::{asking, task};
use crate::{Error, Result, Services};

/// What came of doing a step again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replayed {
    /// The step.
    pub step: StepId,
    /// Its place in the run.
    pub key: StepKey,
    /// Whether its output came out byte for byte as it stands; why not otherwise.
    pub output: std::result::Result<(), String>,
    /// Whether the agent would be told the same today; `None` for a step that asks no model. It is
    /// not once the wording of a role has changed.
    pub same_question: Option<bool>,
}

/// Does every step of a run again that is done, from what it was told and answered. `id` is the
/// run's or its campaign's.
///
/// # Errors
/// [`domain::problem::Code::NotFound`] when there is no such run.
pub async fn replay(services: &Services, id: Uuid) -> Result<Vec<Replayed>> {
    let mut tx = services.db().system_read().await?;
    let found = runs::find(&mut tx, id).await?;
    drop(tx);
    let (org, run) = found.ok_or_else(|| Problem::not_found("run"))?;
    let mut tx = services.db().read(org).await?;
    let run = runs::get(&mut tx, run)
        .await?
        .ok_or_else(|| Problem::not_found("run"))?;
    let mut replayed = Vec::new();
    for step in steps::list(&mut tx, run.id).await? {
        if step.state == StepState::Done {
            replayed.push(again(&mut tx, org, &run, &step).await?);
        }
    }
    Ok(replayed)
}

async fn again(tx: &mut OrgTx, org: OrgId, run: &Run, step: &Step) -> Result<Replayed> {
    let recorded = step
        .output
        .as_ref()
        .ok_or_else(|| Error::Internal(format!("step {} left no output", step.key)))?;
    let (output, same_question) = match step.key.kind {
        // What was fetched, drawn or filmed is its own record.
        StepKind::ReadPage | StepKind::Image | StepKind::Video => (Ok(recorded.clone()), None),
        StepKind::Check => (
            Ok(StepOutput::Findings(task::findings(tx, run, step).await?)),
            None,
        ),
        _ => asked(tx, org, run, step).await?,
    };
    Ok(Replayed {
        step: step.id,
        key: step.key,
        output: output.and_then(|output| same(&output, recorded)),
        same_question,
    })
}

type Again = (std::result::Result<StepOutput, String>, Option<bool>);

async fn asked(tx: &mut OrgTx, org: OrgId, run: &Run, step: &Step) -> Result<Again> {
    let question = questions::get(tx, step.id).await?;
    let given = answers::of_step(tx, step.id).await?;
    let (Some(question), Some(answer)) = (question, given.last()) else {
        return Ok((Err("its answer is not on record".into()), None));
    };
    // The run as it stood when the step was asked.
    let then = Run {
        take: step.key.take.max(run.take.min(1)),
        concept: question.concept.or(run.concept),
        ..run.clone()
    };
    let asked = task::asked_of(tx, org, &then, step).await?;
    let output = agents::read_again(&asked.task, &answer.text);
    let prompt = asking::request(run, step, asked).prompt;
    let told = |passages: &[domain::run::Passage]| {
        let texts = passages.iter().map(|passage| passage.text.as_str());
        texts.collect::<String>()
    };
    let same = told(&question.system) == prompt.system && told(&question.user) == prompt.user;
    Ok((output, Some(same)))
}

/// Whether two outputs are the same bytes.
fn same(output: &StepOutput, recorded: &StepOutput) -> std::result::Result<(), String> {
    let bytes = |output| serde_json::to_vec(output).map_err(|error| error.to_string());
    if bytes(output)? == bytes(recorded)? {
        Ok(())
    } else {
        Err("its output came out otherwise".into())
    }
}
