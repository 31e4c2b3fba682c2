//! Signed-in browsers. The cookie holds a secret, the database only its hash.

use domain::{
    ids::{OrgId, SessionId, UserId},
    time::Timestamp,
};

use super::accounts::User;
use crate::engine::{Error, Record, Row, SystemTx};

/// A session to be kept.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Its id.
    pub id: SessionId,
    /// Who signed in.
    pub user: UserId,
    /// Their organization.
    pub org: OrgId,
    /// SHA-256 of the cookie's secret.
    pub secret_hash: [u8; 32],
    /// When they signed in.
    pub created_at: Timestamp,
    /// When the session ends by itself.
    pub expires_at: Timestamp,
}

/// A session with its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionUser {
    /// The session.
    pub session: SessionId,
    /// Who signed in.
    pub user: User,
    /// Name of their organization.
    pub org_name: String,
    /// When the session ends by itself.
    pub expires_at: Timestamp,
}

impl Record for SessionUser {
    const TABLE: &'static str = "sessions";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            session: row.get("session_id")?,
            user: User::read(row)?,
            org_name: row.get("org_name")?,
            expires_at: row.get("expires_at")?,
        })
    }
}

/// Keeps a session.
///
/// # Errors
/// [`Error::Missing`] when the person is not in the organization.
pub async fn insert(tx: &mut SystemTx, session: &NewSession) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO sessions (org_id, id, user_id, secret_hash, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(session.org)
    .bind(session.id)
    .bind(session.user)
    .bind(session.secret_hash)
    .bind(session.created_at)
    .bind(session.expires_at)
    .execute()
    .await?;
    Ok(())
}

/// The session with this secret and its person, unless it has ended by `now`.
pub async fn find(
    tx: &mut SystemTx,
    secret_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<SessionUser>, Error> {
    tx.sql(
        "SELECT s.id AS session_id, s.expires_at, o.name AS org_name,
                u.org_id, u.id, u.email, u.name, u.role, u.password_hash
         FROM sessions s
         JOIN users u ON u.org_id = s.org_id AND u.id = s.user_id
         JOIN organizations o ON o.id = s.org_id
         WHERE s.secret_hash = $1 AND s.expires_at > $2",
    )
    .bind(*secret_hash)
    .bind(now)
    .first()
    .await
}

/// Lets a session end later; `false` when there is none with this secret.
pub async fn extend(
    tx: &mut SystemTx,
    secret_hash: &[u8; 32],
    expires_at: Timestamp,
) -> Result<bool, Error> {
    tx.sql("UPDATE sessions SET expires_at = $2 WHERE secret_hash = $1")
        .bind(*secret_hash)
        .bind(expires_at)
        .changed()
        .await
}

/// Ends a session; `false` when there is none with this secret.
pub async fn delete(tx: &mut SystemTx, secret_hash: &[u8; 32]) -> Result<bool, Error> {
    tx.sql("DELETE FROM sessions WHERE secret_hash = $1")
        .bind(*secret_hash)
        .changed()
        .await
}

/// Forgets sessions that have ended by `now`; how many.
pub async fn prune(tx: &mut SystemTx, now: Timestamp) -> Result<u64, Error> {
    tx.sql("DELETE FROM sessions WHERE expires_at <= $1")
        .bind(now)
        .execute()
        .await
}
