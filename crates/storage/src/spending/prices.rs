//! An organization's own prices of models.

use domain::{ids::PriceId, spending::Price, time::Timestamp};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// A price of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPrice {
    /// Its id.
    pub id: PriceId,
    /// What it says.
    pub price: Price,
}

impl Record for OwnPrice {
    const TABLE: &'static str = "prices";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            price: row.get::<Json<_>>("price")?.0,
        })
    }
}

/// Keeps a price.
pub async fn insert(
    tx: &mut OrgTx,
    id: PriceId,
    price: &Price,
    at: Timestamp,
) -> Result<(), Error> {
    tx.sql("INSERT INTO prices (org_id, id, price, created_at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(Doc::of(price)?)
        .bind(at)
        .execute()
        .await?;
    Ok(())
}

/// Every price of the organization's own, the latest first.
pub async fn list(tx: &mut OrgTx) -> Result<Vec<OwnPrice>, Error> {
    tx.sql("SELECT id, price FROM prices WHERE org_id = $1 ORDER BY created_at DESC, id DESC")
        .all()
        .await
}

/// Takes a price out; `false` when there is none of this id.
pub async fn delete(tx: &mut OrgTx, id: PriceId) -> Result<bool, Error> {
    tx.sql("DELETE FROM prices WHERE org_id = $1 AND id = $2")
        .bind(id)
        .changed()
        .await
}
