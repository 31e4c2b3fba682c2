//! Readers that the organization adds, and having posts read.

use domain::{
    channel::ChannelKind,
    ids::{PostId, StepId},
    reader::{Mending, Reader},
    time::Timestamp,
    views::{ReaderSummary, ReaderView, ReadingView},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// Every reader.
#[server(name = ListReaders, prefix = "/api/ui", endpoint = "readers", input = GetUrl)]
pub async fn readers() -> AppResult<Vec<ReaderSummary>> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::readers::list(&visit.services, &actor)
        .await
        .or_refuse()
}

/// A reader with every version it had.
#[server(name = GetReader, prefix = "/api/ui", endpoint = "reader", input = GetUrl)]
pub async fn reader(id: String) -> AppResult<ReaderView> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::readers::get(&visit.services, &actor, parse_id(&id, "reader")?)
        .await
        .or_refuse()
}

/// Adds a reader, or writes the draft of the one with this id. `seen` is when the draft that was
/// looked at was last changed.
#[server(name = SaveReader, prefix = "/api/ui", endpoint = "save-reader")]
pub async fn save_reader(
    #[server(default)] id: String,
    #[server(default)] name: String,
    #[server(default)] instructions: String,
    #[server(default)] channels: Vec<ChannelKind>,
    #[server(default)] looks_up: bool,
    #[server(default)] mends: Mending,
    #[server(default)] seen: Option<Timestamp>,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to, parse_id};
    use usecases::readers::{self, DraftReader};
    let (visit, actor) = acting().await?;
    let mut typed = vec![
        ("name".to_owned(), name.clone()),
        ("instructions".to_owned(), instructions.clone()),
    ];
    let slugs: Vec<_> = channels.iter().map(|channel| channel.slug()).collect();
    typed.push(("channels".to_owned(), slugs.join(",")));
    typed.push(("looks_up".to_owned(), looks_up.to_string()));
    typed.push(("mends".to_owned(), mends.slug().to_owned()));
    let reader = Reader {
        name,
        instructions,
        channels,
        looks_up,
        mends,
    };
    let saved = if id.is_empty() {
        readers::create(&visit.services, &actor, &reader).await
    } else {
        let draft = DraftReader { reader, seen };
        readers::save_draft(&visit.services, &actor, parse_id(&id, "reader")?, &draft).await
    };
    let saved = saved.or_refuse().map_err(|error| error.with_typed(typed))?;
    go_to(format!("/settings/readers/{}", saved.id));
    Ok(())
}

/// Publishes the draft that was looked at.
#[server(name = PublishReader, prefix = "/api/ui", endpoint = "publish-reader")]
pub async fn publish_reader(
    id: String,
    #[server(default)] note: String,
    seen: Timestamp,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let typed = [("note".to_owned(), note.clone())];
    let request = usecases::PublishDraft {
        note,
        seen: Some(seen),
    };
    usecases::readers::publish(&visit.services, &actor, parse_id(&id, "reader")?, request)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    Ok(())
}

/// Gives the draft up.
#[server(name = DiscardReader, prefix = "/api/ui", endpoint = "discard-reader")]
pub async fn discard_reader(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to, parse_id};
    let (visit, actor) = acting().await?;
    usecases::readers::discard_draft(&visit.services, &actor, parse_id(&id, "reader")?)
        .await
        .or_refuse()?;
    go_to("/settings/roles");
    Ok(())
}

/// Has a reader read nothing any more.
#[server(name = RetireReader, prefix = "/api/ui", endpoint = "retire-reader")]
pub async fn retire_reader(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::readers::retire(&visit.services, &actor, parse_id(&id, "reader")?)
        .await
        .or_refuse()?;
    Ok(())
}

/// What was found in a post, and who could read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readings {
    /// The post.
    pub post: PostId,
    /// What each reader last found.
    pub found: Vec<ReadingView>,
    /// Every reader, at work or not.
    pub readers: Vec<ReaderSummary>,
}

/// What was found in a post, and who could read it.
#[server(name = GetReadings, prefix = "/api/ui", endpoint = "readings", input = GetUrl)]
pub async fn readings(post: PostId) -> AppResult<Readings> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    Ok(Readings {
        post,
        found: usecases::readers::readings(&visit.services, &actor, post)
            .await
            .or_refuse()?,
        readers: usecases::readers::list(&visit.services, &actor)
            .await
            .or_refuse()?,
    })
}

/// Has a post read, by one reader or by all that are at work.
#[server(name = HavePostRead, prefix = "/api/ui", endpoint = "have-post-read")]
pub async fn have_post_read(post: String, #[server(default)] reader: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let reader = match reader.as_str() {
        "" => None,
        id => Some(parse_id(id, "reader")?),
    };
    usecases::readers::have_read(&visit.services, &actor, parse_id(&post, "post")?, reader)
        .await
        .or_refuse()?;
    Ok(())
}

/// Writes what a reader suggests into a post: one remark's words, or those of all.
#[server(name = UseSuggestions, prefix = "/api/ui", endpoint = "use-suggestions")]
pub async fn use_suggestions(
    post: PostId,
    step: StepId,
    #[server(default)] remarks: Vec<usize>,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to};
    let (visit, actor) = acting().await?;
    let wanted = usecases::readers::UseSuggestions { step, remarks };
    usecases::readers::use_suggestions(&visit.services, &actor, post, &wanted)
        .await
        .or_refuse()?;
    go_to(format!("/posts/{post}"));
    Ok(())
}
