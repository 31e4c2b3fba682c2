//! Versions of brands' voices. One at most is a draft; what is published never changes.

use domain::{
    ids::{BrandId, UserId, VoiceId},
    time::Timestamp,
    voice::Voice,
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// A version of a brand's voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceVersion {
    /// Its id.
    pub id: VoiceId,
    /// The brand.
    pub brand: BrandId,
    /// Its number, from 1.
    pub number: u32,
    /// Whether it is published; a draft otherwise.
    pub published: bool,
    /// What it is.
    pub voice: Voice,
    /// What whoever published it says is new.
    pub note: String,
    /// Who published it; of a draft, who last changed it.
    pub user: UserId,
    /// Their name at that time.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl Record for VoiceVersion {
    const TABLE: &'static str = "voices";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            brand: row.get("brand_id")?,
            number: row.get("number")?,
            published: row.get::<String>("state")? == "published",
            voice: row.get::<Json<_>>("voice")?.0,
            note: row.get("note")?,
            user: row.get("user_id")?,
            by_name: row.get("by_name")?,
            at: row.get("at")?,
        })
    }
}

const fn state(published: bool) -> &'static str {
    if published { "published" } else { "draft" }
}

/// Keeps a new version.
///
/// # Errors
/// [`Error::Conflict`] when the brand has a draft, or a version of this number; [`Error::Missing`]
/// when brand or person is not there.
pub async fn insert(tx: &mut OrgTx, version: &VoiceVersion) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO voices (org_id, id, brand_id, number, state, voice, note, user_id, by_name, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(version.id)
    .bind(version.brand)
    .bind(version.number)
    .bind(state(version.published))
    .bind(Doc::of(&version.voice)?)
    .bind(version.note.as_str())
    .bind(version.user)
    .bind(version.by_name.as_str())
    .bind(version.at)
    .execute()
    .await?;
    Ok(())
}

/// Saves a draft, or publishes it; `false` when there is no such draft.
pub async fn save(tx: &mut OrgTx, version: &VoiceVersion) -> Result<bool, Error> {
    tx.sql(
        "UPDATE voices SET state = $3, voice = $4, note = $5, user_id = $6, by_name = $7, at = $8
         WHERE org_id = $1 AND id = $2 AND state = 'draft'",
    )
    .bind(version.id)
    .bind(state(version.published))
    .bind(Doc::of(&version.voice)?)
    .bind(version.note.as_str())
    .bind(version.user)
    .bind(version.by_name.as_str())
    .bind(version.at)
    .changed()
    .await
}

/// Gives up a draft; `false` when there is none.
pub async fn discard(tx: &mut OrgTx, brand: BrandId) -> Result<bool, Error> {
    tx.sql("DELETE FROM voices WHERE org_id = $1 AND brand_id = $2 AND state = 'draft'")
        .bind(brand)
        .changed()
        .await
}

/// A version.
pub async fn get(tx: &mut OrgTx, voice: VoiceId) -> Result<Option<VoiceVersion>, Error> {
    tx.sql(
        "SELECT id, brand_id, number, state, voice, note, user_id, by_name, at FROM voices
         WHERE org_id = $1 AND id = $2",
    )
    .bind(voice)
    .first()
    .await
}

/// A brand's draft, which nobody else can lock or change before this transaction ends.
pub async fn lock_draft(tx: &mut OrgTx, brand: BrandId) -> Result<Option<VoiceVersion>, Error> {
    let text = format!(
        "SELECT id, brand_id, number, state, voice, note, user_id, by_name, at FROM voices
         WHERE org_id = $1 AND brand_id = $2 AND state = 'draft'{}",
        tx.dialect().for_update()
    );
    tx.composed(text).bind(brand).first().await
}

/// A brand's draft.
pub async fn draft(tx: &mut OrgTx, brand: BrandId) -> Result<Option<VoiceVersion>, Error> {
    tx.sql(
        "SELECT id, brand_id, number, state, voice, note, user_id, by_name, at FROM voices
         WHERE org_id = $1 AND brand_id = $2 AND state = 'draft'",
    )
    .bind(brand)
    .first()
    .await
}

/// The version of a brand's voice that was published last.
pub async fn published(tx: &mut OrgTx, brand: BrandId) -> Result<Option<VoiceVersion>, Error> {
    tx.sql(
        "SELECT id, brand_id, number, state, voice, note, user_id, by_name, at FROM voices
         WHERE org_id = $1 AND brand_id = $2 AND state = 'published' ORDER BY number DESC LIMIT 1",
    )
    .bind(brand)
    .first()
    .await
}

/// A brand's versions, newest first.
pub async fn list(tx: &mut OrgTx, brand: BrandId) -> Result<Vec<VoiceVersion>, Error> {
    tx.sql(
        "SELECT id, brand_id, number, state, voice, note, user_id, by_name, at FROM voices
         WHERE org_id = $1 AND brand_id = $2 ORDER BY number DESC",
    )
    .bind(brand)
    .all()
    .await
}
