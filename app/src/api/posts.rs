//! Posts: reading, editing, deciding.

use std::collections::BTreeMap;

use domain::{
    ids::PostId,
    post::{ContentField, ContentHash, Verdict},
    views::{AlikeView, ComparisonView, PostView, VersionView},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::error::AppResult;

/// A post with everything an editor and a reviewer need.
#[server(name = GetPost, prefix = "/api/ui", endpoint = "post", input = GetUrl)]
pub async fn post(id: String) -> AppResult<PostView> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::posts::get(&visit.services, &actor, parse_id(&id, "post")?)
        .await
        .or_refuse()
}

/// A post's id with the posts that are nearest to it in meaning.
#[server(name = GetAlike, prefix = "/api/ui", endpoint = "alike", input = GetUrl)]
pub async fn alike(id: String) -> AppResult<(PostId, AlikeView)> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let post = parse_id(&id, "post")?;
    let view = usecases::posts::alike(&visit.services, &actor, post).await;
    Ok((post, view.or_refuse()?))
}

/// Compares a post in meaning with those that it was not compared with yet.
#[server(name = CompareMeaning, prefix = "/api/ui", endpoint = "compare-meaning")]
pub async fn compare_meaning(post: PostId) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to};
    let (visit, actor) = acting().await?;
    usecases::posts::compare_meaning(&visit.services, &actor, post)
        .await
        .or_refuse()?;
    go_to(format!("/posts/{post}/alike"));
    Ok(())
}

/// One version of a post.
#[server(name = GetVersion, prefix = "/api/ui", endpoint = "version", input = GetUrl)]
pub async fn version(id: String) -> AppResult<VersionView> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::posts::get_version(&visit.services, &actor, parse_id(&id, "version")?)
        .await
        .or_refuse()
}

/// Saves what was typed as a new version, unless somebody saved another one in between. A field
/// that is not sent stays as it was.
#[server(name = SavePost, prefix = "/api/ui", endpoint = "save-post")]
pub async fn save_post(
    id: String,
    seen: ContentHash,
    #[server(default)] fields: BTreeMap<String, String>,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "post")?;
    let current = usecases::posts::get(&visit.services, &actor, id)
        .await
        .or_refuse()?;
    let mut content = current.version.content;
    for (field, text) in &fields {
        field
            .parse::<ContentField>()
            .into_iter()
            .for_each(|field| content.set(field, text));
    }
    let edit = usecases::posts::Edit {
        content,
        based_on: seen,
    };
    usecases::posts::edit(&visit.services, &actor, id, edit)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(fields))?;
    Ok(())
}

/// Approves the version that was seen, or asks for changes.
#[server(name = DecidePost, prefix = "/api/ui", endpoint = "decide-post")]
pub async fn decide_post(
    id: String,
    seen: ContentHash,
    verdict: Verdict,
    #[server(default)] reason: String,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let typed = [("reason".to_owned(), reason.clone())];
    let command = domain::post::DecisionCommand {
        verdict,
        version_hash: seen,
        reason,
    };
    let decided =
        usecases::posts::decide(&visit.services, &actor, parse_id(&id, "post")?, command).await;
    decided
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    Ok(())
}

/// Has a post or one of its fields written anew; locked fields stay.
#[server(name = RegeneratePost, prefix = "/api/ui", endpoint = "regenerate-post")]
pub async fn regenerate_post(
    id: String,
    #[server(default)] field: String,
    #[server(default)] locked: Vec<ContentField>,
    #[server(default)] wish: String,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "post")?;
    let typed = [("wish".to_owned(), wish.clone())];
    let request = usecases::posts::RegenerateRequest {
        fields: field.parse().into_iter().collect(),
        wish: Some(wish),
    };
    usecases::posts::set_locks(&visit.services, &actor, id, locked)
        .await
        .or_refuse()?;
    usecases::posts::regenerate(&visit.services, &actor, id, request)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    Ok(())
}

/// Two versions of a post by their numbers, compared word by word.
#[server(name = CompareVersions, prefix = "/api/ui", endpoint = "comparison", input = GetUrl)]
pub async fn comparison(id: String, from: String, to: String) -> AppResult<ComparisonView> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "post")?;
    let (from, to) = (parse_id(&from, "version")?, parse_id(&to, "version")?);
    usecases::posts::compare(&visit.services, &actor, id, from, to)
        .await
        .or_refuse()
}

/// Brings an older version back as a new one.
#[server(name = RestoreVersion, prefix = "/api/ui", endpoint = "restore-version")]
pub async fn restore_version(id: String, version: String, seen: ContentHash) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to, parse_id};
    let (visit, actor) = acting().await?;
    let restore = usecases::posts::Restore {
        version: parse_id(&version, "version")?,
        based_on: seen,
    };
    let post = parse_id(&id, "post")?;
    usecases::posts::restore(&visit.services, &actor, post, restore)
        .await
        .or_refuse()?;
    go_to(format!("/posts/{id}"));
    Ok(())
}
