//! Keys that an organization brought for providers, sealed.

use domain::{ids::UserId, time::Timestamp};

use crate::engine::{Error, OrgTx, Record, Row};

/// A key of the organization's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderKey {
    /// Name of the provider it is for.
    pub provider: String,
    /// The key, sealed; what opens it is not in the database.
    pub sealed: Vec<u8>,
    /// Its last characters, by which people know it again.
    pub ending: String,
    /// Who brought it.
    pub user: UserId,
    /// Their name at that time.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl Record for ProviderKey {
    const TABLE: &'static str = "provider_keys";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            provider: row.get("provider")?,
            sealed: row.get("sealed")?,
            ending: row.get("ending")?,
            user: row.get("user_id")?,
            by_name: row.get("by_name")?,
            at: row.get("at")?,
        })
    }
}

/// Puts a key in the place of the one before.
///
/// # Errors
/// [`Error::Missing`] when the person is not there.
pub async fn set(tx: &mut OrgTx, key: &ProviderKey) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO provider_keys (org_id, provider, sealed, ending, user_id, by_name, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (org_id, provider) DO UPDATE SET sealed = excluded.sealed,
             ending = excluded.ending, user_id = excluded.user_id, by_name = excluded.by_name,
             at = excluded.at",
    )
    .bind(key.provider.as_str())
    .bind(key.sealed.clone())
    .bind(key.ending.as_str())
    .bind(key.user)
    .bind(key.by_name.as_str())
    .bind(key.at)
    .execute()
    .await?;
    Ok(())
}

/// Every key, by the names of their providers.
pub async fn list(tx: &mut OrgTx) -> Result<Vec<ProviderKey>, Error> {
    tx.sql(
        "SELECT provider, sealed, ending, user_id, by_name, at FROM provider_keys
         WHERE org_id = $1 ORDER BY provider",
    )
    .all()
    .await
}

/// Takes a key out; `false` when there is none for this provider.
pub async fn delete(tx: &mut OrgTx, provider: &str) -> Result<bool, Error> {
    tx.sql("DELETE FROM provider_keys WHERE org_id = $1 AND provider = $2")
        .bind(provider)
        .changed()
        .await
}
