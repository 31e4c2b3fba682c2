//! Writing briefs. Saving takes half-finished forms; only what no database keeps is refused.

use domain::{
    access::{Actor, Permission, authorize},
    brief::{Answers, BriefDraft, Fill, SAMPLES},
    ids::BriefId,
    problem::{Code, Problem},
    views::BriefView,
};
use storage::{
    OrgTx,
    briefs::{self, BriefRecord},
};

use super::read::view;
use crate::{Result, Services, keys};

/// Saves a new brief.
pub async fn create(services: &Services, actor: &Actor, draft: BriefDraft) -> Result<BriefView> {
    authorize(actor, Permission::Write)?;
    draft.refuse_unsavable().map_err(Problem::fields)?;
    begin(services, actor, draft, None).await
}

/// Stores a brief that is begun now, with what it was filled from.
pub(super) async fn begin(
    services: &Services,
    actor: &Actor,
    draft: BriefDraft,
    fill: Option<Fill>,
) -> Result<BriefView> {
    let now = services.now();
    let record = BriefRecord {
        id: BriefId(services.ids().id()),
        draft,
        campaign: None,
        fill,
        pasted: String::new(),
        created_at: now,
        updated_at: now,
    };
    let mut tx = services.db().write(actor.org).await?;
    briefs::insert(&mut tx, record.id, actor.user, &record.draft, now).await?;
    if record.fill.is_some() {
        briefs::set_fill(&mut tx, record.id, record.fill.as_ref()).await?;
    }
    tx.commit().await?;
    Ok(view(record))
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

/// Saves a new brief that follows from three answers, for somebody who reads `language`.
pub async fn answer(
    services: &Services,
    actor: &Actor,
    answers: &Answers,
    language: &str,
) -> Result<BriefView> {
    let today = services.now().day();
    let language = writes(services, actor, language).await?;
    create(services, actor, answers.draft(today, language)).await
}

/// The language that a brief begins with: that of its author, if the writer writes it.
pub(crate) async fn writes<'a>(
    services: &Services,
    actor: &Actor,
    language: &'a str,
) -> Result<&'a str> {
    let gateway = keys::gateway(services, actor.org).await?;
    let known = language.parse().ok();
    let written = known.is_some_and(|known| gateway.writes(known));
    Ok(if written { language } else { "en" })
}

/// Saves what was typed over what stands, and what was `pasted` to fill the brief from if that is
/// said.
pub async fn save(
    services: &Services,
    actor: &Actor,
    id: BriefId,
    draft: BriefDraft,
    pasted: Option<&str>,
) -> Result<BriefView> {
    authorize(actor, Permission::Write)?;
    draft.refuse_unsavable().map_err(Problem::fields)?;
    let now = services.now();
    let mut tx = services.db().write(actor.org).await?;
    let mut record = open(&mut tx, id).await?;
    briefs::update(&mut tx, id, &draft, now).await?;
    if let Some(pasted) = pasted {
        // What no database keeps is nothing that anybody reads.
        record.pasted = pasted.replace('\0', "");
        briefs::set_pasted(&mut tx, id, &record.pasted).await?;
    }
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
    open(&mut tx, id).await?;
    briefs::delete(&mut tx, id).await?;
    tx.commit().await?;
    Ok(())
}

/// A brief that can still be changed.
pub(super) async fn open(tx: &mut OrgTx, id: BriefId) -> Result<BriefRecord> {
    let record = briefs::get(tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("brief"))?;
    if record.campaign.is_some() {
        return Err(submitted().into());
    }
    Ok(record)
}

fn submitted() -> Problem {
    Problem::new(
        Code::WrongState,
        "This brief has become a campaign and stays as it was. Start a new brief from it instead.",
    )
}
