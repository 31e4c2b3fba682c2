//! How much happened since the last look, and that it was seen.

use domain::time::Timestamp;
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::error::AppResult;

/// How many things happened that the person has not seen.
#[server(name = CountUnseenNews, prefix = "/api/ui", endpoint = "unseen-news", input = GetUrl)]
pub async fn unseen_news() -> AppResult<u32> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::news::unseen(&visit.services, &actor)
        .await
        .or_refuse()
}

/// Marks as seen what happened up to `until`.
#[server(name = SeeNews, prefix = "/api/ui", endpoint = "see-news")]
pub async fn see_news(until: Timestamp) -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::news::see(&visit.services, &actor, until)
        .await
        .or_refuse()
}
