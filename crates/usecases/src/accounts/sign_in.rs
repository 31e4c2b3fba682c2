//! Signing in and out, and who a session's secret belongs to.

use domain::{
    access::{Actor, Means},
    ids::SessionId,
    problem::{Code, Problem},
    time::Timestamp,
    views::Me,
};
use serde::{Deserialize, Serialize};
use storage::{SystemTx, accounts::User, sessions};

use super::{Secret, password, secret};
use crate::{Result, Services};

/// How long a session lasts without being used.
const SESSION_SECONDS: i64 = 30 * 24 * 3600;
/// A session is extended at most this often, so that reading pages does not write.
const EXTEND_SECONDS: i64 = 24 * 3600;

/// What a person gives to sign in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Credentials {
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
}

/// A session that was just opened.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// What the browser carries.
    pub secret: Secret,
    /// When it ends if it is not used.
    pub expires_at: Timestamp,
}

/// A person whose session is valid.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who acts.
    pub actor: Actor,
    /// What pages show of them.
    pub me: Me,
}

/// Opens a session for the person whose password this is.
pub async fn sign_in(services: &Services, input: Credentials) -> Result<NewSession> {
    let mut tx = services.db().system_read().await?;
    let email = input.email.trim();
    let user = if email.contains('\0') {
        None
    } else {
        storage::accounts::user_by_email(&mut tx, email).await?
    };
    drop(tx);
    let hash = user
        .as_ref()
        .map(|user| user.password_hash.clone())
        .filter(|hash| !hash.is_empty());
    let right = password::verify(services, input.password, hash).await?;
    match user {
        Some(user) if right => {
            let mut tx = services.db().system().await?;
            let session = open_session(services, &mut tx, &user).await?;
            tx.commit().await?;
            Ok(session)
        }
        _ => Err(Problem::new(
            Code::WrongCredentials,
            "E-mail address or password is wrong. Check both and try again.",
        )
        .into()),
    }
}

pub(super) async fn open_session(
    services: &Services,
    tx: &mut SystemTx,
    user: &User,
) -> Result<NewSession> {
    let now = services.now();
    let secret = Secret::new("", services.ids().secret());
    let expires_at = now.plus_seconds(SESSION_SECONDS);
    let session = sessions::NewSession {
        id: SessionId(services.ids().id()),
        user: user.id,
        org: user.org,
        secret_hash: secret.hash(),
        created_at: now,
        expires_at,
    };
    sessions::insert(tx, &session).await?;
    Ok(NewSession { secret, expires_at })
}

/// Who the session's secret belongs to; `None` when there is no such session or it has ended.
pub async fn signed_in(services: &Services, session_secret: &str) -> Result<Option<SignedIn>> {
    let now = services.now();
    let hash = secret::hash(session_secret);
    let mut tx = services.db().system_read().await?;
    let Some(found) = sessions::find(&mut tx, &hash, now).await? else {
        return Ok(None);
    };
    drop(tx);
    if found.expires_at.since(now) < (SESSION_SECONDS - EXTEND_SECONDS) * 1_000_000 {
        let mut tx = services.db().system().await?;
        sessions::extend(&mut tx, &hash, now.plus_seconds(SESSION_SECONDS)).await?;
        tx.commit().await?;
    }
    let User {
        id,
        org,
        email,
        name,
        role,
        ..
    } = found.user;
    Ok(Some(SignedIn {
        actor: Actor {
            org,
            user: id,
            name: name.clone(),
            role,
            means: Means::Session,
        },
        me: Me {
            name,
            email,
            org_name: found.org_name,
        },
    }))
}

/// Ends the session.
pub async fn sign_out(services: &Services, session_secret: &str) -> Result<()> {
    let mut tx = services.db().system().await?;
    sessions::delete(&mut tx, &secret::hash(session_secret)).await?;
    tx.commit().await?;
    Ok(())
}
