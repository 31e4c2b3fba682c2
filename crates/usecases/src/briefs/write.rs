//! Writing briefs. Saving takes half-finished forms; only what no database keeps is refused.

use domain::{
    access::{Actor, Permission, authorize},
    brief::{BriefDraft, SAMPLES},
    ids::BriefId,
    problem::{Code, FieldProblem, Problem},
    views::BriefView,
};
use storage::briefs::{self, BriefRecord};

use super::read::view;
use crate::{Result, Services};

/// Saves a new brief.
pub async fn create(services: &Services, actor: &Actor, draft: BriefDraft) -> Result<BriefView> {
    authorize(actor, Permission::Write)?;
    draft.refuse_unsavable().map_err(Problem::fields)?;
    let id = BriefId(services.ids().id());
    let now = services.now();
    let mut tx = services.db().write(actor.org).await?;
    briefs::insert(&mut tx, id, actor.user, &draft, now).await?;
    tx.commit().await?;
    Ok(view(BriefRecord {
        id,
        draft,
        campaign: None,
        updated_at: now,
    }))
}

/// Saves a new brief that begins empty, or with the sample of this name.
pub async fn start(services: &Services, actor: &Actor, sample: Option<&str>) -> Result<BriefView> {
    let today = services.now().day();
    let draft = match sample.filter(|slug| !slug.is_empty()) {
        None => BriefDraft::starting(today),
        Some(slug) => {
            let sample = SAMPLES
                .iter()
                .find(|sample| sample.slug == slug)
                .ok_or_else(|| Problem::not_found("sample brief"))?;
            sample.draft(today)
        }
    };
    create(services, actor, draft).await
}

/// Saves a new brief from a file in JSON or Markdown.
pub async fn import(services: &Services, actor: &Actor, file: &str) -> Result<BriefView> {
    let draft = BriefDraft::from_file(file, BriefDraft::starting(services.now().day())).map_err(
        |error| Problem {
            fields: vec![FieldProblem::new("file", &error)],
            ..Problem::new(Code::InvalidInput, error.to_string())
        },
    )?;
    create(services, actor, draft).await
}

/// Saves what was typed over what stands.
pub async fn save(
    services: &Services,
    actor: &Actor,
    id: BriefId,
    draft: BriefDraft,
) -> Result<BriefView> {
    authorize(actor, Permission::Write)?;
    draft.refuse_unsavable().map_err(Problem::fields)?;
    let now = services.now();
    let mut tx = services.db().write(actor.org).await?;
    let record = briefs::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("brief"))?;
    if record.campaign.is_some() {
        return Err(submitted().into());
    }
    briefs::update(&mut tx, id, &draft, now).await?;
    tx.commit().await?;
    Ok(view(BriefRecord {
        draft,
        updated_at: now,
        ..record
    }))
}

/// Removes a brief that has not been submitted.
pub async fn discard(services: &Services, actor: &Actor, id: BriefId) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let record = briefs::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("brief"))?;
    if record.campaign.is_some() {
        return Err(submitted().into());
    }
    briefs::delete(&mut tx, id).await?;
    tx.commit().await?;
    Ok(())
}

fn submitted() -> Problem {
    Problem::new(
        Code::WrongState,
        "This brief has become a campaign and stays as it was. Start a new brief from it instead.",
    )
}
