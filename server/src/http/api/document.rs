//! The head of the OpenAPI document: what is said once for all operations.

use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

use crate::http::ProblemDetails;

/// The document before its paths are added.
pub fn head() -> utoipa::openapi::OpenApi {
    Head::openapi()
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Handbill",
        description = "Turn a brief into approved posts by program.\n\n\
            Send a personal access token as `Authorization: Bearer …`. Every refusal is a problem document (RFC 9457) \
            with a sentence, a `code` and a help page. Every POST takes an `Idempotency-Key` of up to 200 characters: the same \
            request with the same key is done once, and answers again with `Idempotency-Replayed: true`. Lists are \
            read page by page with `limit` and `after`; `Link: rel=\"next\"` leads on.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(ProblemDetails, domain::event::Streamed)),
    modifiers(&Token),
    security(("token" = [])),
    tags(
        (name = "briefs", description = "Briefs before they become campaigns"),
        (name = "campaigns", description = "Campaigns, their runs and what happens to them"),
        (name = "posts", description = "Posts, their versions and decisions"),
        (name = "voice", description = "The brand's voice: samples, rules, versions, the golden set, scores"),
        (name = "roles", description = "What each campaign agent is told, and readers that are added: versions, drafts, publication"),
        (name = "tools", description = "AI tools on any text, transcreation, the term base"),
        (name = "pictures", description = "Pictures of posts, photos, the brand's look"),
        (name = "films", description = "Films for posts, by video models"),
        (name = "spending", description = "The ledger of model calls, budgets, routes and prices"),
        (name = "account", description = "Who you are, access tokens, failed work"),
        (name = "channels", description = "What each channel accepts")
    )
)]
struct Head;

struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "A personal access token, from the settings page or `handbill admin token`.",
            ))
            .build();
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}
