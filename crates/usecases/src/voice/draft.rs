//! The draft, and beginning one.

use domain::{
    access::Actor,
    ids::{BrandId, VoiceId},
    problem::{Code, Problem},
    voice::Voice,
};
use storage::{
    OrgTx, brands,
    voices::{self, VoiceVersion},
};

use crate::{Result, Services};

/// The brand whose voice it is.
pub(super) async fn brand(tx: &mut OrgTx) -> Result<BrandId> {
    let brand = brands::default(tx).await?;
    Ok(brand.ok_or_else(|| Problem::not_found("brand"))?.id)
}

/// The draft, locked; one that begins as what is published when there was none.
pub(super) async fn open(
    services: &Services,
    tx: &mut OrgTx,
    actor: &Actor,
    brand: BrandId,
) -> Result<VoiceVersion> {
    if let Some(draft) = voices::lock_draft(tx, brand).await? {
        return Ok(draft);
    }
    let published = voices::published(tx, brand).await?;
    let draft = VoiceVersion {
        id: VoiceId(services.ids().id()),
        brand,
        number: published.as_ref().map_or(1, |version| version.number + 1),
        published: false,
        voice: published.map_or_else(Voice::default, |version| version.voice),
        note: String::new(),
        user: actor.user,
        by_name: actor.name.clone(),
        at: services.now(),
    };
    match voices::insert(tx, &draft).await {
        Err(storage::Error::Conflict { .. }) => Err(begun_by_another().into()),
        inserted => {
            inserted?;
            Ok(draft)
        }
    }
}

/// Saves the draft as the actor leaves it.
pub(super) async fn save(
    services: &Services,
    tx: &mut OrgTx,
    actor: &Actor,
    draft: VoiceVersion,
) -> Result<()> {
    let draft = VoiceVersion {
        user: actor.user,
        by_name: actor.name.clone(),
        at: services.now(),
        ..draft
    };
    voices::save(tx, &draft).await?;
    Ok(())
}

fn begun_by_another() -> Problem {
    Problem::new(
        Code::Changed,
        "Somebody began a draft at the same moment. Try again: you will work on the same one.",
    )
}
