//! Posts across campaigns: finding them, and acts on several at once.

use axum::{Json, extract::State};
use domain::{
    post::{BulkCommand, BulkReport, PostsQuery},
    views::{FoundPost, Listing},
};
use http::{HeaderMap, HeaderValue, header};
use usecases::posts;

use super::super::{
    Problems,
    acting::Acting,
    input::{Body, Parameters},
};
use crate::http::{Answer, Server};

/// Find posts of all campaigns, those of concepts that were given up left out.
#[utoipa::path(get, path = "/posts", tag = "posts", operation_id = "findPosts", params(PostsQuery),
    responses((status = 200, body = Listing<FoundPost>, headers(("Link" = String))), Problems))]
pub async fn find(
    Acting(actor): Acting,
    State(server): State<Server>,
    Parameters(query): Parameters<PostsQuery>,
) -> Answer<(HeaderMap, Json<Listing<FoundPost>>)> {
    let listing = posts::find(server.services(), &actor, &query).await?;
    let next = listing.next.as_ref().map(|next| {
        let limit = query
            .limit
            .map(|limit| limit.to_string())
            .unwrap_or_default();
        let mut parameters = url::form_urlencoded::Serializer::new(String::new());
        let given = query
            .parameters()
            .into_iter()
            .chain([("limit", limit.as_str())]);
        for (name, value) in given.filter(|(name, value)| *name != "after" && !value.is_empty()) {
            parameters.append_pair(name, value);
        }
        parameters.append_pair("after", next);
        format!("</api/v1/posts?{}>; rel=\"next\"", parameters.finish())
    });
    let link = next
        .and_then(|next| HeaderValue::from_str(&next).ok())
        .map(|next| (header::LINK, next));
    Ok((link.into_iter().collect(), Json(listing)))
}

/// Do one thing with up to 100 posts.
///
/// Each post is an act of its own, bound to the version that was seen, and has its own outcome:
/// what stands in the way of one does not stop the others.
#[utoipa::path(post, path = "/posts/bulk", tag = "posts", operation_id = "changePosts",
    request_body = BulkCommand, responses((status = 200, body = BulkReport), Problems))]
pub async fn bulk(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(command): Body<BulkCommand>,
) -> Answer<Json<BulkReport>> {
    Ok(Json(posts::bulk(server.services(), &actor, command).await?))
}
