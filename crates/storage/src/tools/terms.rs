//! The term base.

use domain::{
    ids::{BrandId, TermId, UserId},
    time::Timestamp,
    tools::Term,
};

use crate::engine::{Error, OrgTx, Record, Row};

/// An entry with who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTerm {
    /// The entry.
    pub term: Term,
    /// The brand whose word it is.
    pub brand: BrandId,
    /// Who wrote it.
    pub user: UserId,
    /// Their name at that time.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl Record for StoredTerm {
    const TABLE: &'static str = "terms";

    fn read(row: &Row) -> Result<Self, Error> {
        let every = row.get::<String>("language")?.is_empty();
        Ok(Self {
            term: Term {
                id: row.get("id")?,
                source: row.get("source")?,
                language: (!every).then(|| row.get("language")).transpose()?,
                rule: row.get("rule")?,
                target: row.get("target")?,
            },
            brand: row.get("brand_id")?,
            user: row.get("user_id")?,
            by_name: row.get("by_name")?,
            at: row.get("at")?,
        })
    }
}

/// Keeps an entry; `false` when the same is there already.
///
/// # Errors
/// [`Error::Missing`] when brand or person is not there.
pub async fn insert(tx: &mut OrgTx, stored: &StoredTerm) -> Result<bool, Error> {
    let term = &stored.term;
    tx.sql(
        "INSERT INTO terms (org_id, id, brand_id, source, language, rule, target, user_id, by_name, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (org_id, brand_id, source, language, rule, target) DO NOTHING",
    )
    .bind(term.id)
    .bind(stored.brand)
    .bind(term.source.as_str())
    .bind(term.language.map_or("", domain::brief::Language::code))
    .bind(term.rule)
    .bind(term.target.as_str())
    .bind(stored.user)
    .bind(stored.by_name.as_str())
    .bind(stored.at)
    .changed()
    .await
}

/// A brand's entries, oldest first.
pub async fn list(tx: &mut OrgTx, brand: BrandId) -> Result<Vec<StoredTerm>, Error> {
    tx.sql(
        "SELECT id, brand_id, source, language, rule, target, user_id, by_name, at FROM terms
         WHERE org_id = $1 AND brand_id = $2 ORDER BY at, id",
    )
    .bind(brand)
    .all()
    .await
}

/// Deletes an entry; `false` when there is none.
pub async fn delete(tx: &mut OrgTx, term: TermId) -> Result<bool, Error> {
    tx.sql("DELETE FROM terms WHERE org_id = $1 AND id = $2")
        .bind(term)
        .changed()
        .await
}
