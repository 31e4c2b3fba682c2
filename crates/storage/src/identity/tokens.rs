//! Personal access tokens. The secret is shown once; the database keeps its hash.

use domain::{
    access::Scope,
    ids::{TokenId, UserId},
    time::Timestamp,
    views::TokenView,
};

use super::accounts::User;
use crate::engine::{Doc, Error, Json, OrgTx, Record, Row, SystemTx};

/// A token to be kept.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// Its id.
    pub id: TokenId,
    /// Whose it is.
    pub user: UserId,
    /// What its person calls it.
    pub name: String,
    /// SHA-256 of its secret.
    pub secret_hash: [u8; 32],
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A token with its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenUser {
    /// The token.
    pub token: TokenId,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// Whose it is.
    pub user: User,
    /// When it was last used, to the hour.
    pub last_used_at: Option<Timestamp>,
}

impl Record for TokenUser {
    const TABLE: &'static str = "tokens";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            token: row.get("token_id")?,
            scopes: row.get::<Json<_>>("scopes")?.0,
            user: User::read(row)?,
            last_used_at: row.get("last_used_at")?,
        })
    }
}

impl Record for TokenView {
    const TABLE: &'static str = "tokens";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            scopes: row.get::<Json<_>>("scopes")?.0,
            created_at: row.get("created_at")?,
            last_used_at: row.get("last_used_at")?,
        })
    }
}

/// Keeps a token.
///
/// # Errors
/// [`Error::Missing`] when the person is not in the organization.
pub async fn insert(tx: &mut OrgTx, token: &NewToken) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO tokens (org_id, id, user_id, name, secret_hash, scopes, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(token.id)
    .bind(token.user)
    .bind(token.name.as_str())
    .bind(token.secret_hash)
    .bind(Doc::of(&token.scopes)?)
    .bind(token.created_at)
    .execute()
    .await?;
    Ok(())
}

/// A person's tokens, newest first.
pub async fn list(tx: &mut OrgTx, user: UserId) -> Result<Vec<TokenView>, Error> {
    tx.sql(
        "SELECT id, name, scopes, created_at, last_used_at FROM tokens
         WHERE org_id = $1 AND user_id = $2
         ORDER BY created_at DESC, id DESC",
    )
    .bind(user)
    .all()
    .await
}

/// Ends a token at once; `false` when there is none.
pub async fn revoke(tx: &mut OrgTx, token: TokenId) -> Result<bool, Error> {
    tx.sql("DELETE FROM tokens WHERE org_id = $1 AND id = $2")
        .bind(token)
        .changed()
        .await
}

/// The token with this secret and its person.
pub async fn find(tx: &mut SystemTx, secret_hash: &[u8; 32]) -> Result<Option<TokenUser>, Error> {
    tx.sql(
        "SELECT t.id AS token_id, t.scopes, t.last_used_at,
                u.org_id, u.id, u.email, u.name, u.role, u.password_hash
         FROM tokens t
         JOIN users u ON u.org_id = t.org_id AND u.id = t.user_id
         WHERE t.secret_hash = $1",
    )
    .bind(*secret_hash)
    .first()
    .await
}

/// Notes that a token was used; `false` when there is none.
pub async fn touch(tx: &mut SystemTx, token: TokenId, at: Timestamp) -> Result<bool, Error> {
    tx.sql("UPDATE tokens SET last_used_at = $2 WHERE id = $1")
        .bind(token)
        .bind(at)
        .changed()
        .await
}
