//! Variants of a post: asking for some, using or dismissing one.

use domain::{
    post::{Aim, ContentHash, Dimension, VariantsRequest},
    views::VariantsView,
};
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::error::AppResult;

/// A post's variants, and what further ones would cost.
#[server(name = GetVariants, prefix = "/api/ui", endpoint = "variants", input = GetUrl)]
pub async fn variants(id: String) -> AppResult<VariantsView> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::posts::get_variants(&visit.services, &actor, parse_id(&id, "post")?)
        .await
        .or_refuse()
}

/// Has a post changed in one way; the change is a variant until somebody uses it.
#[server(name = ChangePost, prefix = "/api/ui", endpoint = "change-post")]
pub async fn change_post(id: String, aim: Aim) -> AppResult<()> {
    ask(id, VariantsRequest::One { aim }).await
}

/// Has several variants of a post written.
#[server(name = AskForVariants, prefix = "/api/ui", endpoint = "ask-for-variants")]
pub async fn ask_for_variants(id: String, differ_in: Dimension, count: u8) -> AppResult<()> {
    let typed = [
        ("differ_in".to_owned(), differ_in.slug().to_owned()),
        ("count".to_owned(), count.to_string()),
    ];
    ask(id, VariantsRequest::Several { differ_in, count })
        .await
        .map_err(|error| error.with_typed(typed))
}

async fn ask(id: String, request: VariantsRequest) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to, parse_id};
    let (visit, actor) = acting().await?;
    let post = parse_id(&id, "post")?;
    usecases::posts::ask_variants(&visit.services, &actor, post, request)
        .await
        .or_refuse()?;
    go_to(format!("/posts/{post}/variants"));
    Ok(())
}

/// Makes a variant the post's next version, unless the post is no longer the one that was seen.
#[server(name = UseVariant, prefix = "/api/ui", endpoint = "use-variant")]
pub async fn use_variant(id: String, variant: String, seen: ContentHash) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to, parse_id};
    let (visit, actor) = acting().await?;
    let post = parse_id(&id, "post")?;
    let step = parse_id(&variant, "variant")?;
    let chosen = usecases::posts::UseVariant { based_on: seen };
    usecases::posts::use_variant(&visit.services, &actor, post, step, chosen)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed([("variant".to_owned(), variant)]))?;
    go_to(format!("/posts/{post}"));
    Ok(())
}

/// Takes a variant off the list.
#[server(name = DismissVariant, prefix = "/api/ui", endpoint = "dismiss-variant")]
pub async fn dismiss_variant(id: String, variant: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let post = parse_id(&id, "post")?;
    let step = parse_id(&variant, "variant")?;
    usecases::posts::dismiss_variant(&visit.services, &actor, post, step)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed([("variant".to_owned(), variant)]))
}
