//! Publishing a draft: first it is held against the golden set.

use domain::{
    access::{Actor, Permission, authorize},
    problem::{Code, Problem},
    time::Timestamp,
    views::VoiceView,
    voice::{Decided, conflicts, judge},
};
use serde::{Deserialize, Serialize};
use storage::{
    golden,
    voices::{self, VoiceVersion},
};

use super::{draft, read::view, samples::forget};
use crate::{Result, Services, drafts};

/// How a draft is to be published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct PublishRequest {
    /// What is new, for the history.
    pub note: String,
    /// When the draft that was looked at was last changed (its `at`); left out, it is published as it
    /// is.
    pub seen: Option<Timestamp>,
    /// Publishes it although it judges texts of the golden set wrongly.
    pub despite_golden: bool,
}

/// Publishes the draft. From then on writers are told it.
///
/// # Errors
/// [`Code::WrongState`] when there is nothing to publish, rules contradict each other, or texts of
/// the golden set would be judged wrongly and nobody said that this is meant; [`Code::Changed`] when
/// the draft is not the one that was looked at.
pub async fn publish(
    services: &Services,
    actor: &Actor,
    request: PublishRequest,
) -> Result<VoiceView> {
    authorize(actor, Permission::Decide)?;
    let note = drafts::note(&request.note)?;
    let mut tx = services.db().write(actor.org).await?;
    let brand = draft::brand(&mut tx).await?;
    let draft = voices::lock_draft(&mut tx, brand)
        .await?
        .filter(|draft| !draft.voice.is_empty())
        .ok_or_else(nothing)?;
    drafts::unchanged(draft.at, request.seen, changed)?;
    if !conflicts(&draft.voice.rules).is_empty() {
        return Err(Problem::new(
            Code::WrongState,
            "Some rules contradict each other, so nobody could follow them. Keep one of each pair, then publish.",
        )
        .into());
    }
    let texts: Vec<Decided> = golden::list(&mut tx, brand)
        .await?
        .into_iter()
        .map(|golden| golden.decided)
        .collect();
    let judgements = judge(&texts, &draft.voice);
    let wrong = judgements
        .iter()
        .filter(|judgement| !judgement.right)
        .count();
    if wrong > 0 && !request.despite_golden {
        return Err(judges_wrongly(wrong, texts.len()).into());
    }
    let published = VoiceVersion {
        published: true,
        note,
        user: actor.user,
        by_name: actor.name.clone(),
        at: services.now(),
        ..draft
    };
    voices::save(&mut tx, &published).await?;
    tx.commit().await?;
    Ok(view(published))
}

fn changed() -> Problem {
    Problem::new(
        Code::Changed,
        "The draft changed while you were looking at it. Look at it again, then publish it.",
    )
}

/// Gives the draft up. Samples that only it was read from are deleted with it.
pub async fn discard_draft(services: &Services, actor: &Actor) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let brand = draft::brand(&mut tx).await?;
    let draft = voices::lock_draft(&mut tx, brand)
        .await?
        .ok_or_else(nothing)?;
    voices::discard(&mut tx, brand).await?;
    for sample in draft.voice.samples {
        forget(&mut tx, brand, sample).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn nothing() -> Problem {
    Problem::new(
        Code::WrongState,
        "There is no draft with anything in it. Add a sample or write a rule first.",
    )
}

fn judges_wrongly(wrong: usize, all: usize) -> Problem {
    Problem::new(
        Code::WrongState,
        format!(
            "This version would judge {wrong} of the {all} texts of the golden set wrongly. Look at them; then change a rule, take a text out, or publish it all the same."
        ),
    )
}
