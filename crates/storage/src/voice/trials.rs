//! The text that a person last held against a brand's voice.

use domain::{
    ids::{BrandId, UserId},
    time::Timestamp,
    voice::Judged,
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// A text on trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// What it says.
    pub text: String,
    /// What a model said of it; `None` where none was asked.
    pub judged: Option<Judged>,
    /// When.
    pub at: Timestamp,
}

impl Record for Trial {
    const TABLE: &'static str = "voice_trials";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            text: row.get("text")?,
            judged: row.get::<Option<Json<_>>>("judged")?.map(|judged| judged.0),
            at: row.get("at")?,
        })
    }
}

/// Keeps a trial in the place of the person's last.
///
/// # Errors
/// [`Error::Missing`] when brand or person is not there.
pub async fn put(tx: &mut OrgTx, brand: BrandId, user: UserId, trial: &Trial) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO voice_trials (org_id, brand_id, user_id, text, judged, at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (org_id, brand_id, user_id) DO UPDATE SET text = $4, judged = $5, at = $6",
    )
    .bind(brand)
    .bind(user)
    .bind(trial.text.as_str())
    .bind(trial.judged.as_ref().map(Doc::of).transpose()?)
    .bind(trial.at)
    .execute()
    .await?;
    Ok(())
}

/// A person's last trial.
pub async fn get(tx: &mut OrgTx, brand: BrandId, user: UserId) -> Result<Option<Trial>, Error> {
    tx.sql(
        "SELECT text, judged, at FROM voice_trials WHERE org_id = $1 AND brand_id = $2 AND user_id = $3",
    )
    .bind(brand)
    .bind(user)
    .first()
    .await
}
