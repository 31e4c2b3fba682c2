//! Who you are, and your access tokens.

use axum::{Json, extract::State};
use domain::{
    ids::TokenId,
    views::{Listing, Me, NewToken, TokenView},
};
use http::StatusCode;
use usecases::accounts::{self, TokenRequest};

use super::super::{
    Problems,
    acting::Acting,
    input::{Body, Id},
};
use crate::http::{Answer, Server};

/// Say who is asking.
#[utoipa::path(get, path = "/me", tag = "account", operation_id = "me", responses((status = 200, body = Me), Problems))]
pub async fn me(Acting(actor): Acting, State(server): State<Server>) -> Answer<Json<Me>> {
    Ok(Json(accounts::me(server.services(), &actor).await?))
}

/// List your access tokens, newest first. Needs a signed-in person.
#[utoipa::path(get, path = "/tokens", tag = "account", operation_id = "listTokens",
    responses((status = 200, body = Listing<TokenView>), Problems))]
pub async fn list_tokens(
    Acting(actor): Acting,
    State(server): State<Server>,
) -> Answer<Json<Listing<TokenView>>> {
    let items = accounts::list_tokens(server.services(), &actor).await?;
    Ok(Json(Listing { items, next: None }))
}

/// Make an access token; its secret is shown this once (a replayed answer leaves it empty). Needs a
/// signed-in person.
#[utoipa::path(post, path = "/tokens", tag = "account", operation_id = "createToken", request_body = TokenRequest,
    responses((status = 201, body = NewToken), Problems))]
pub async fn create_token(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(request): Body<TokenRequest>,
) -> Answer<(StatusCode, Json<NewToken>)> {
    Ok((
        StatusCode::CREATED,
        Json(accounts::create_token(server.services(), &actor, request).await?),
    ))
}

/// End an access token at once. Needs a signed-in person.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "account", operation_id = "revokeToken", params(("id" = TokenId, Path)),
    responses((status = 204), Problems))]
pub async fn revoke_token(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<TokenId>,
) -> Answer<StatusCode> {
    accounts::revoke_token(server.services(), &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
