//! Organizations and the people in them.

use domain::{
    access::Role,
    ids::{OrgId, UserId},
    time::Timestamp,
};

use crate::engine::{Error, OrgTx, Record, Row, SystemTx};

/// A person with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Their organization.
    pub org: OrgId,
    /// Their e-mail address as they wrote it.
    pub email: String,
    /// Their name as others see it.
    pub name: String,
    /// What they are in the organization.
    pub role: Role,
    /// Hash of their password, with its parameters and salt.
    pub password_hash: String,
}

impl Record for User {
    const TABLE: &'static str = "users";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            org: row.get("org_id")?,
            email: row.get("email")?,
            name: row.get("name")?,
            role: row.get("role")?,
            password_hash: row.get("password_hash")?,
        })
    }
}

/// Whether there is any organization yet.
pub async fn has_any(tx: &mut SystemTx) -> Result<bool, Error> {
    let first = tx
        .sql("SELECT number FROM organizations LIMIT 1")
        .value::<i64>("number")
        .await?;
    Ok(first.is_some())
}

/// Makes the first organization.
///
/// # Errors
/// [`Error::Conflict`] when there is one already, even if both were made at the same moment.
pub async fn insert_org(
    tx: &mut SystemTx,
    org: OrgId,
    name: &str,
    at: Timestamp,
) -> Result<(), Error> {
    tx.sql("INSERT INTO organizations (id, number, name, created_at) VALUES ($1, 1, $2, $3)")
        .bind(org)
        .bind(name)
        .bind(at)
        .execute()
        .await?;
    Ok(())
}

/// Makes one more organization, beside those there are.
///
/// # Errors
/// [`Error::Conflict`] when two are made at the same moment, or the id is taken.
pub async fn insert_further_org(
    tx: &mut SystemTx,
    org: OrgId,
    name: &str,
    at: Timestamp,
) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO organizations (id, number, name, created_at)
         SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3 FROM organizations",
    )
    .bind(org)
    .bind(name)
    .bind(at)
    .execute()
    .await?;
    Ok(())
}

/// Adds a person to their organization.
///
/// # Errors
/// [`Error::Conflict`] when somebody has the e-mail address already, in whatever case.
pub async fn insert_user(tx: &mut SystemTx, user: &User, at: Timestamp) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO users (org_id, id, email, email_key, name, role, password_hash, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(user.org)
    .bind(user.id)
    .bind(user.email.trim())
    .bind(key(&user.email))
    .bind(user.name.as_str())
    .bind(user.role)
    .bind(user.password_hash.as_str())
    .bind(at)
    .execute()
    .await?;
    Ok(())
}

/// The person with this e-mail address, in whatever case it is written.
pub async fn user_by_email(tx: &mut SystemTx, email: &str) -> Result<Option<User>, Error> {
    tx.sql("SELECT org_id, id, email, name, role, password_hash FROM users WHERE email_key = $1")
        .bind(key(email))
        .first()
        .await
}

/// The person with this id.
pub async fn user(tx: &mut SystemTx, org: OrgId, user: UserId) -> Result<Option<User>, Error> {
    tx.sql("SELECT org_id, id, email, name, role, password_hash FROM users WHERE org_id = $1 AND id = $2")
        .bind(org)
        .bind(user)
        .first()
        .await
}

/// Whether the organization has this person.
pub async fn is_member(tx: &mut OrgTx, user: UserId) -> Result<bool, Error> {
    let found = tx
        .sql("SELECT id FROM users WHERE org_id = $1 AND id = $2")
        .bind(user)
        .value::<UserId>("id")
        .await?;
    Ok(found.is_some())
}

/// An organization's name.
pub async fn org_name(tx: &mut SystemTx, org: OrgId) -> Result<Option<String>, Error> {
    tx.sql("SELECT name FROM organizations WHERE id = $1")
        .bind(org)
        .value("name")
        .await
}

/// Sets a person's password; `false` when there is no such person.
pub async fn set_password_hash(
    tx: &mut SystemTx,
    org: OrgId,
    user: UserId,
    hash: &str,
) -> Result<bool, Error> {
    tx.sql("UPDATE users SET password_hash = $3 WHERE org_id = $1 AND id = $2")
        .bind(org)
        .bind(user)
        .bind(hash)
        .changed()
        .await
}

fn key(email: &str) -> String {
    email.trim().to_lowercase()
}
