//! What a model does for a voice: reading samples, and judging what cannot be counted. It may take
//! longer than a request: then its answer is there when one looks again.

use std::{future::Future, time::Duration};

use agents::Performed;
use domain::{
    access::{Actor, Permission, authorize},
    ids::BrandId,
    problem::{Code, Problem},
    voice::{Judged, ProposedRules, Sample, VoiceJudgement, accept},
};
use providers::Task;
use serde::de::DeserializeOwned;
use storage::{
    samples,
    trials::{self, Trial},
    voices,
};

use super::{draft, score::parsed};
use crate::{Error, Result, Services, keys, spending};

/// How long a request waits for a model.
const PATIENCE: Duration = Duration::from_secs(25);

/// Has a model read the draft's samples. Its rules take the place of those a model found before.
///
/// # Errors
/// [`Code::WrongState`] when no model is set up or there is nothing to read, [`Code::Provider`] when
/// it does not answer, or not yet.
pub async fn read_samples(services: &Services, actor: &Actor) -> Result<()> {
    authorize(actor, Permission::Write)?;
    require_model(services, actor).await?;
    let mut tx = services.db().read(actor.org).await?;
    let brand = draft::brand(&mut tx).await?;
    let used = voices::draft(&mut tx, brand)
        .await?
        .map(|draft| draft.voice.samples)
        .unwrap_or_default();
    let stored = samples::list(&mut tx, brand).await?;
    drop(tx);
    let all: Vec<Sample> = stored
        .into_iter()
        .map(|stored| stored.sample)
        .filter(|sample| used.contains(&sample.id))
        .collect();
    if all.is_empty() {
        return Err(nothing_to_read().into());
    }
    let (services, actor) = (services.clone(), actor.clone());
    in_time(async move {
        let task = Task::ReadVoice {
            samples: all.clone(),
        };
        let answer = ask::<ProposedRules>(&services, &actor, brand, task).await?;
        let accepted = accept(&answer.output, &all);
        let mut tx = services.db().write(actor.org).await?;
        let mut draft = draft::open(&services, &mut tx, &actor, brand).await?;
        draft.voice = draft.voice.with_proposals(accepted, &answer.model);
        draft::save(&services, &mut tx, &actor, draft).await?;
        tx.commit().await?;
        Ok(())
    })
    .await
}

/// Keeps a text as the one that the actor tries, and has a model judge it.
///
/// # Errors
/// As for [`read_samples`].
pub async fn judge_text(services: &Services, actor: &Actor, text: &str) -> Result<()> {
    super::try_text(services, actor, text).await?;
    require_model(services, actor).await?;
    let text = parsed(text)?;
    let mut tx = services.db().read(actor.org).await?;
    let brand = draft::brand(&mut tx).await?;
    let version = match voices::draft(&mut tx, brand).await? {
        Some(draft) => Some(draft),
        None => voices::published(&mut tx, brand).await?,
    };
    drop(tx);
    let voice = version
        .map(|version| version.voice)
        .filter(|voice| voice.rules.iter().any(|rule| !rule.kind.is_tested()))
        .ok_or_else(nothing_to_judge)?;
    let (services, actor) = (services.clone(), actor.clone());
    in_time(async move {
        let task = Task::JudgeVoice {
            text: text.clone(),
            voice: Box::new(voice.clone()),
        };
        let answer = ask::<VoiceJudgement>(&services, &actor, brand, task).await?;
        let judged = Judged::of(answer.output, &text, &voice, &answer.model);
        let trial = Trial {
            text,
            judged: Some(judged),
            at: services.now(),
        };
        let mut tx = services.db().write(actor.org).await?;
        trials::put(&mut tx, brand, actor.user, &trial).await?;
        tx.commit().await?;
        Ok(())
    })
    .await
}

/// Asks on the account of the actor and their brand.
async fn ask<T: DeserializeOwned>(
    services: &Services,
    actor: &Actor,
    brand: BrandId,
    task: Task,
) -> Result<Performed<T>> {
    let (request, call) = spending::asking(services, actor, Some(brand), task).await?;
    let gateway = keys::gateway(services, actor.org).await?;
    let performed = agents::perform_plain(&gateway, request, &call).await;
    performed.map_err(|error| Error::Refused(Problem::from(&error)))
}

/// The work goes on when nobody waits for it any longer.
async fn in_time(work: impl Future<Output = Result<()>> + Send + 'static) -> Result<()> {
    match tokio::time::timeout(PATIENCE, tokio::spawn(work)).await {
        Ok(Ok(done)) => done,
        Ok(Err(broken)) => Err(Error::Internal(broken.to_string())),
        Err(_) => Err(Problem::new(
            Code::Provider,
            "The model is still at it. Its answer will be here when it is done: look again in a minute.",
        )
        .into()),
    }
}

async fn require_model(services: &Services, actor: &Actor) -> Result<()> {
    let mut tx = services.db().read(actor.org).await?;
    if keys::has_model(services, &mut tx).await? {
        return Ok(());
    }
    Err(Problem::new(
        Code::WrongState,
        "No model is set up, so nothing was read or judged. Rules are counted and tested without one; to have more, ask your administrator to connect a model.",
    )
    .into())
}

fn nothing_to_read() -> Problem {
    Problem::new(
        Code::WrongState,
        "The draft has no samples. Add some, then have them read.",
    )
}

fn nothing_to_judge() -> Problem {
    Problem::new(
        Code::WrongState,
        "The voice has no traits, tones or rules of structure, so there is nothing to judge. Write one first.",
    )
}
