//! Brands: the identities that an organization speaks as.

use domain::{ids::BrandId, time::Timestamp};

use crate::engine::{Error, OrgTx, Record, Row};

/// An identity that an organization speaks as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// Its id.
    pub id: BrandId,
    /// Its name.
    pub name: String,
}

impl Record for Brand {
    const TABLE: &'static str = "brands";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
        })
    }
}

/// Adds a brand.
///
/// # Errors
/// [`Error::Conflict`] when the id is taken.
pub async fn insert(
    tx: &mut OrgTx,
    brand: BrandId,
    name: &str,
    at: Timestamp,
) -> Result<(), Error> {
    tx.sql("INSERT INTO brands (org_id, id, name, created_at) VALUES ($1, $2, $3, $4)")
        .bind(brand)
        .bind(name)
        .bind(at)
        .execute()
        .await?;
    Ok(())
}

/// The brand that is used where none is chosen: the oldest.
pub async fn default(tx: &mut OrgTx) -> Result<Option<Brand>, Error> {
    tx.sql("SELECT id, name FROM brands WHERE org_id = $1 ORDER BY created_at, id LIMIT 1")
        .first()
        .await
}
