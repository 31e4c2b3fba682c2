//! The term base of the brand.

use domain::{
    access::{Actor, Permission, authorize},
    ids::{BrandId, TermId},
    problem::{FieldProblem, Problem},
    text::folded,
    tools::TermDraft,
    views::TermView,
};
use storage::{
    OrgTx, brands,
    terms::{self, StoredTerm},
};

use crate::{Result, Services};

/// The most entries.
const MOST: usize = 1_000;

/// Every entry, by its words.
pub async fn terms(services: &Services, actor: &Actor) -> Result<Vec<TermView>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let brand = brand(&mut tx).await?;
    let mut stored = terms::list(&mut tx, brand).await?;
    stored.sort_by_key(|stored| folded(&stored.term.source));
    Ok(stored.into_iter().map(view).collect())
}

/// Adds an entry.
///
/// # Errors
/// [`domain::problem::Code::InvalidInput`] naming each field that is wrong.
pub async fn add_term(services: &Services, actor: &Actor, draft: &TermDraft) -> Result<TermView> {
    authorize(actor, Permission::Write)?;
    let term = draft
        .parse(TermId(services.ids().id()))
        .map_err(Problem::fields)?;
    let mut tx = services.db().write(actor.org).await?;
    let brand = brand(&mut tx).await?;
    if terms::list(&mut tx, brand).await?.len() >= MOST {
        let sentence = format!("The term base has {MOST} entries at the most. Take one out first.");
        return Err(wrong(&sentence).into());
    }
    let stored = StoredTerm {
        term,
        brand,
        user: actor.user,
        by_name: actor.name.clone(),
        at: services.now(),
    };
    if !terms::insert(&mut tx, &stored).await? {
        return Err(wrong("The term base says this already.").into());
    }
    tx.commit().await?;
    Ok(view(stored))
}

/// Takes an entry out.
///
/// # Errors
/// [`domain::problem::Code::NotFound`] when there is none.
pub async fn remove_term(services: &Services, actor: &Actor, id: TermId) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    if !terms::delete(&mut tx, id).await? {
        return Err(Problem::not_found("term").into());
    }
    tx.commit().await?;
    Ok(())
}

async fn brand(tx: &mut OrgTx) -> Result<BrandId> {
    let brand = brands::default(tx).await?;
    Ok(brand.ok_or_else(|| Problem::not_found("brand"))?.id)
}

fn view(stored: StoredTerm) -> TermView {
    TermView {
        term: stored.term,
        by: stored.by_name,
        at: stored.at,
    }
}

fn wrong(sentence: &str) -> Problem {
    Problem::fields(vec![FieldProblem::new("source", sentence)])
}
