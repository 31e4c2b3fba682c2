//! `/news`: what happened since the last visit, and before.

use domain::{
    ids::UserId,
    news::{News, NewsItem, Novelty},
    post::Verdict,
    run::RunState,
    time::Timestamp,
};
use leptos::prelude::*;

use crate::{
    api::visit::{OrRefuse, acting},
    components::{EmptyState, Glyph, Icon, Loaded, PageHead, Submit, Tone, When, fetched},
    error::AppResult,
    text::text,
};

async fn news() -> AppResult<(News, UserId)> {
    let (visit, actor) = acting().await?;
    let news = usecases::news::list(&visit.services, &actor)
        .await
        .or_refuse()?;
    Ok((news, actor.user))
}

#[component]
pub fn NewsPage() -> AnyView {
    let news = fetched(|| (), |()| news());
    view! {
        <PageHead title=text!(news.title) />
        <Loaded from=news view=|(news, user)| list(news, user) />
    }
    .into_any()
}

fn list(news: News, user: UserId) -> AnyView {
    let Some(last) = news.items.first().map(|item| item.at) else {
        return view! { <EmptyState icon=Icon::Bell title=text!(news.empty_title) body=text!(news.empty) /> }
            .into_any();
    };
    let unseen = news
        .items
        .iter()
        .any(|item| item.is_new(user, news.seen_at));
    let rows: Vec<_> = news
        .items
        .into_iter()
        .map(|item| {
            let new = item.is_new(user, news.seen_at);
            row(item, new)
        })
        .collect();
    view! {
        {unseen.then(|| see(last))}
        <ul role="list" class="news">{rows}</ul>
    }
    .into_any()
}

/// Marks as seen what is on the page, and not what happened since.
fn see(until: Timestamp) -> AnyView {
    view! {
        <form method="post" action="/api/ui/see-news" class="inline">
            <input type="hidden" name="until" value=until.to_string() />
            <Submit label=text!(news.see) size="small" icon=Icon::Tick />
        </form>
    }
    .into_any()
}

fn row(item: NewsItem, new: bool) -> AnyView {
    let (icon, tone, text, href) = match item.novelty {
        Novelty::Run { state } => {
            let (tone, text) = if state == RunState::Failed {
                (Tone::Bad, text!(news.run_failed, title = item.title))
            } else {
                (Tone::Good, text!(news.run_done, title = item.title))
            };
            (
                tone.icon(),
                tone,
                text,
                format!("/campaigns/{}", item.campaign),
            )
        }
        Novelty::Decision {
            post,
            channel,
            verdict,
            by,
            ..
        } => {
            let (tone, text) = match verdict {
                Verdict::Approve => (
                    Tone::Good,
                    text!(
                        news.approved,
                        by = by,
                        channel = channel.name(),
                        title = item.title
                    ),
                ),
                Verdict::RequestChanges => (
                    Tone::Warn,
                    text!(
                        news.changes,
                        by = by,
                        channel = channel.name(),
                        title = item.title
                    ),
                ),
            };
            (Icon::Pen, tone, text, format!("/posts/{post}"))
        }
    };
    view! {
        <li data-tone=tone.name() data-new=new.then_some("")>
            <Glyph icon />
            <div>
                <a class="row-link" href=href dir="auto">{text}</a>
                <p class="small muted">
                    {new.then(|| view! { <b>{text!(news.fresh)}</b> " · " })}
                    <When at=item.at />
                </p>
            </div>
        </li>
    }
    .into_any()
}
