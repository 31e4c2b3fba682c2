//! Personal access tokens: what programs carry instead of a session.

use domain::{
    access::{Actor, Means, Permission, Scope, authorize},
    ids::TokenId,
    problem::{FieldProblem, Problem},
    text::Bounds,
    views::{NewToken, TokenView},
};
use serde::{Deserialize, Serialize};
use storage::{accounts::User, tokens};

use super::{Secret, secret};
use crate::{Result, Services};

const NAME: Bounds = Bounds::required("Name", 100);
/// The last use is noted at most this often, so that reading does not write.
const TOUCH_SECONDS: i64 = 3600;

/// What a new token is to be.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TokenRequest {
    /// What its person calls it, at most 100 characters.
    pub name: String,
    /// What it may be used for; at least one.
    #[serde(default)]
    pub scopes: Vec<Scope>,
}

/// Makes a token; its secret is in the answer and nowhere else.
pub async fn create_token(
    services: &Services,
    actor: &Actor,
    request: TokenRequest,
) -> Result<NewToken> {
    authorize(actor, Permission::Administer)?;
    let mut problems = Vec::new();
    let name = NAME.parse(&request.name).unwrap_or_else(|refusal| {
        problems.push(FieldProblem::new("name", refusal));
        String::new()
    });
    if request.scopes.is_empty() {
        problems.push(FieldProblem::new(
            "scopes",
            "Choose at least one thing that the token may do.",
        ));
    }
    if !problems.is_empty() {
        return Err(Problem::fields(problems).into());
    }
    let secret = Secret::new("hb_", services.ids().secret());
    let mut scopes = request.scopes;
    scopes.sort_unstable();
    scopes.dedup();
    let token = tokens::NewToken {
        id: TokenId(services.ids().id()),
        user: actor.user,
        name,
        secret_hash: secret.hash(),
        scopes,
        created_at: services.now(),
    };
    let mut tx = services.db().write(actor.org).await?;
    tokens::insert(&mut tx, &token).await?;
    tx.commit().await?;
    let token = TokenView {
        id: token.id,
        name: token.name,
        scopes: token.scopes,
        created_at: token.created_at,
        last_used_at: None,
    };
    Ok(NewToken {
        token,
        secret: secret.expose().to_owned(),
    })
}

/// Makes a token for the person with this e-mail address, at the server's terminal.
pub async fn create_token_for(
    services: &Services,
    email: &str,
    request: TokenRequest,
) -> Result<NewToken> {
    let mut tx = services.db().system_read().await?;
    let user = storage::accounts::user_by_email(&mut tx, email.trim()).await?;
    drop(tx);
    let user = user.ok_or_else(|| Problem::not_found("account with this e-mail address"))?;
    create_token(services, &acting(user, Means::Program), request).await
}

/// The actor's own tokens, newest first.
pub async fn list_tokens(services: &Services, actor: &Actor) -> Result<Vec<TokenView>> {
    authorize(actor, Permission::Administer)?;
    let mut tx = services.db().read(actor.org).await?;
    Ok(tokens::list(&mut tx, actor.user).await?)
}

/// Ends a token at once.
pub async fn revoke_token(services: &Services, actor: &Actor, token: TokenId) -> Result<()> {
    authorize(actor, Permission::Administer)?;
    let mut tx = services.db().write(actor.org).await?;
    if !tokens::revoke(&mut tx, token).await? {
        return Err(Problem::not_found("token").into());
    }
    tx.commit().await?;
    Ok(())
}

/// Who a token's secret stands for; `None` when it was revoked or never existed.
pub async fn token_actor(services: &Services, token_secret: &str) -> Result<Option<Actor>> {
    let mut tx = services.db().system_read().await?;
    let Some(found) = tokens::find(&mut tx, &secret::hash(token_secret)).await? else {
        return Ok(None);
    };
    drop(tx);
    let now = services.now();
    if found
        .last_used_at
        .is_none_or(|at| now.since(at) > TOUCH_SECONDS * 1_000_000)
    {
        let mut tx = services.db().system().await?;
        tokens::touch(&mut tx, found.token, now).await?;
        tx.commit().await?;
    }
    Ok(Some(acting(found.user, Means::Token(found.scopes))))
}

fn acting(user: User, means: Means) -> Actor {
    Actor {
        org: user.org,
        user: user.id,
        name: user.name,
        role: user.role,
        means,
    }
}
