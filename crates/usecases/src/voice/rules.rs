//! Correcting rules: what a person writes stands above what was extracted.

use domain::{
    access::{Actor, Permission, authorize},
    problem::{FieldProblem, Problem},
    voice::{MAX_RULES, RuleDraft},
};

use super::draft;
use crate::{Result, Services};

/// Adds a rule, or puts it in the place of the one with the key `old`.
///
/// # Errors
/// [`domain::problem::Code::InvalidInput`] naming each field that is wrong;
/// [`domain::problem::Code::NotFound`] when there is no rule with that key.
pub async fn write_rule(
    services: &Services,
    actor: &Actor,
    old: Option<&str>,
    rule: &RuleDraft,
) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let kind = rule.parse().map_err(Problem::fields)?;
    let mut tx = services.db().write(actor.org).await?;
    let brand = draft::brand(&mut tx).await?;
    let mut draft = draft::open(services, &mut tx, actor, brand).await?;
    match old {
        Some(key) if draft.voice.rule(key).is_none() => {
            return Err(Problem::not_found("rule").into());
        }
        None if draft.voice.rules.len() >= MAX_RULES => return Err(full().into()),
        _ => draft.voice.write(old, kind),
    }
    draft::save(services, &mut tx, actor, draft).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a rule out; it does not come back when the samples are read again.
pub async fn remove_rule(services: &Services, actor: &Actor, key: &str) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let brand = draft::brand(&mut tx).await?;
    let mut draft = draft::open(services, &mut tx, actor, brand).await?;
    if !draft.voice.dismiss(key) {
        return Err(Problem::not_found("rule").into());
    }
    draft::save(services, &mut tx, actor, draft).await?;
    tx.commit().await?;
    Ok(())
}

fn full() -> Problem {
    let sentence = format!(
        "A voice has {MAX_RULES} rules at the most, and nobody keeps more in mind. Take one out first."
    );
    Problem::fields(vec![FieldProblem::new("kind", sentence)])
}
