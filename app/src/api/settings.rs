//! Personal access tokens and failed jobs.

use domain::{
    access::Scope,
    views::{FailedJob, NewToken, TokenView},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// A person's tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens {
    /// The tokens, newest first.
    pub tokens: Vec<TokenView>,
    /// The secret of one that was made without a script just now.
    pub secret: Option<String>,
}

/// The person's own tokens, newest first.
#[server(name = ListTokens, prefix = "/api/ui", endpoint = "tokens", input = GetUrl)]
pub async fn tokens() -> AppResult<Tokens> {
    use super::visit::{OrRefuse, acting, shown_once};
    let (visit, actor) = acting().await?;
    let tokens = usecases::accounts::list_tokens(&visit.services, &actor)
        .await
        .or_refuse()?;
    Ok(Tokens {
        tokens,
        secret: shown_once(&visit, "/settings/tokens"),
    })
}

/// Makes a token; its secret is in the answer and nowhere else.
#[server(name = CreateToken, prefix = "/api/ui", endpoint = "create-token")]
pub async fn create_token(
    #[server(default)] name: String,
    #[server(default)] scopes: Vec<Scope>,
) -> AppResult<NewToken> {
    use super::visit::{OrRefuse, acting, show_once};
    let (visit, actor) = acting().await?;
    let typed = [("name".to_owned(), name.clone())];
    let request = usecases::accounts::TokenRequest { name, scopes };
    let made = usecases::accounts::create_token(&visit.services, &actor, request).await;
    let made = made.or_refuse().map_err(|error| error.with_typed(typed))?;
    show_once(&visit, "/settings/tokens", &made.secret);
    Ok(made)
}

/// Ends a token at once.
#[server(name = RevokeToken, prefix = "/api/ui", endpoint = "revoke-token")]
pub async fn revoke_token(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::accounts::revoke_token(&visit.services, &actor, parse_id(&id, "token")?)
        .await
        .or_refuse()
}

/// Work that failed for good.
#[server(name = ListFailedJobs, prefix = "/api/ui", endpoint = "failed-jobs", input = GetUrl)]
pub async fn failed_jobs() -> AppResult<Vec<FailedJob>> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::failed_jobs::list(&visit.services, &actor)
        .await
        .or_refuse()
}

/// Puts failed work back into the queue.
#[server(name = RetryJob, prefix = "/api/ui", endpoint = "retry-job")]
pub async fn retry_job(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::failed_jobs::retry(&visit.services, &actor, parse_id(&id, "failed job")?)
        .await
        .or_refuse()
}
