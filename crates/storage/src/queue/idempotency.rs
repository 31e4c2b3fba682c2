//! Answers to requests that came with an idempotency key, so that a request sent twice is done
//! once and answered twice the same.

use domain::{ids::UserId, time::Timestamp};

use crate::engine::{Error, OrgTx, Record, Row, SystemTx};

/// Seconds after which a request that was begun and neither finished nor forgotten counts as dead:
/// longer than any request may take.
const ABANDONED_SECONDS: i64 = 120;

/// An answer as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredResponse {
    /// HTTP status.
    pub status: u16,
    /// Media type of the body.
    pub content_type: String,
    /// The `Location` header.
    pub location: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begin {
    /// Nothing: do the request, then `finish` or `forget`.
    New,
    /// The same request is being worked on.
    Busy,
    /// The key came with another request.
    Mismatch,
    /// The same request was answered; answer the same.
    Done(StoredResponse),
}

struct Entry {
    request_hash: [u8; 32],
    response: Option<StoredResponse>,
}

impl Record for Entry {
    const TABLE: &'static str = "idempotency";

    fn read(row: &Row) -> Result<Self, Error> {
        let response = match row.get::<Option<u16>>("status")? {
            Some(status) => Some(StoredResponse {
                status,
                content_type: row.get("content_type")?,
                location: row.get("location")?,
                body: row.get("body")?,
            }),
            None => None,
        };
        Ok(Self {
            request_hash: row.get("request_hash")?,
            response,
        })
    }
}

/// Claims a key for a request, or says what is known of it. Commit before doing the request, so
/// that whoever sends it again meanwhile learns that it is being worked on.
pub async fn begin(
    tx: &mut OrgTx,
    user: UserId,
    key: &str,
    request_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Begin, Error> {
    // An entry that was abandoned is claimed anew, but only by the same request.
    let claimed = tx
        .sql(
            "INSERT INTO idempotency (org_id, user_id, key, request_hash, created_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (org_id, user_id, key) DO UPDATE SET created_at = excluded.created_at
             WHERE idempotency.status IS NULL AND idempotency.created_at <= $6
               AND idempotency.request_hash = excluded.request_hash",
        )
        .bind(user)
        .bind(key)
        .bind(*request_hash)
        .bind(now)
        .bind(now.plus_seconds(-ABANDONED_SECONDS))
        .changed()
        .await?;
    if claimed {
        return Ok(Begin::New);
    }
    let entry = tx
        .sql(
            "SELECT request_hash, status, content_type, location, body FROM idempotency
             WHERE org_id = $1 AND user_id = $2 AND key = $3",
        )
        .bind(user)
        .bind(key)
        .first::<Entry>()
        .await?;
    Ok(match entry {
        Some(entry) if entry.request_hash != *request_hash => Begin::Mismatch,
        Some(Entry {
            response: Some(response),
            ..
        }) => Begin::Done(response),
        // `None` when it was forgotten between the two statements: trying again will claim it.
        Some(_) | None => Begin::Busy,
    })
}

/// Keeps the answer; `false` when the key was not claimed or is answered already.
pub async fn finish(
    tx: &mut OrgTx,
    user: UserId,
    key: &str,
    response: &StoredResponse,
) -> Result<bool, Error> {
    tx.sql(
        "UPDATE idempotency SET status = $4, content_type = $5, location = $6, body = $7
         WHERE org_id = $1 AND user_id = $2 AND key = $3 AND status IS NULL",
    )
    .bind(user)
    .bind(key)
    .bind(response.status)
    .bind(response.content_type.as_str())
    .bind(response.location.clone())
    .bind(response.body.clone())
    .changed()
    .await
}

/// Lets go of a key whose request was not done; `false` when it was not claimed or is answered.
pub async fn forget(tx: &mut OrgTx, user: UserId, key: &str) -> Result<bool, Error> {
    tx.sql("DELETE FROM idempotency WHERE org_id = $1 AND user_id = $2 AND key = $3 AND status IS NULL")
        .bind(user)
        .bind(key)
        .changed()
        .await
}

/// Forgets keys that were claimed before `before`; how many.
pub async fn prune(tx: &mut SystemTx, before: Timestamp) -> Result<u64, Error> {
    tx.sql("DELETE FROM idempotency WHERE created_at < $1")
        .bind(before)
        .execute()
        .await
}
