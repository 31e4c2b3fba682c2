//! `/find`: pages, acts, campaigns, posts and briefs by words. The finder in the frame is this page
//! in a dialog: what it lists is made here and nowhere else.

use domain::{
    finder::{Found, FoundCampaign, FoundPost, matches, words},
    views::BriefSummary,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    api::visit::{OrRefuse, acting},
    components::{Glyph, Icon, Loaded, PageHead, fetched, labels},
    error::AppResult,
    text::text,
};

async fn find(question: String) -> AppResult<Found> {
    let (visit, actor) = acting().await?;
    usecases::finder::find(&visit.services, &actor, &question)
        .await
        .or_refuse()
}

#[component]
pub fn FindPage() -> AnyView {
    let question = use_query_map()
        .with_untracked(|query| query.get("q"))
        .unwrap_or_default();
    let asked = question.clone();
    let found = fetched(move || asked.clone(), find);
    let words = words(&question);
    view! {
        <PageHead title=text!(find.title) />
        <form action="/find" role="search" class="search">
            <input class="input" type="search" name="q" value=question aria-label=text!(find.label)
                placeholder=text!(find.label) autofocus=true />
            <button type="submit" class="button" data-kind="primary">
                <Glyph icon=Icon::Find />
                {text!(find.act)}
            </button>
        </form>
        <Loaded from=found view=move |found| results(found, &words) />
    }
    .into_any()
}

/// A place to go: its picture, name, more about it, and address.
struct Place {
    icon: Icon,
    name: String,
    about: String,
    href: String,
}

fn results(found: Found, words: &[String]) -> AnyView {
    let groups = [
        (text!(find.pages), pages(words)),
        (
            text!(nav.campaigns),
            found.campaigns.into_iter().map(campaign).collect(),
        ),
        (
            text!(posts.title),
            found.posts.into_iter().map(post).collect(),
        ),
        (
            text!(campaigns.open_briefs),
            found.briefs.into_iter().map(brief).collect(),
        ),
    ];
    let count: usize = groups.iter().map(|(_, places)| places.len()).sum();
    let groups: Vec<_> = groups
        .into_iter()
        .filter(|(_, places)| !places.is_empty())
        .map(|(name, places)| group(name, places))
        .collect();
    let tally = if count == 0 {
        view! { <p class="muted" role="status">{text!(find.nothing)}</p> }.into_any()
    } else {
        view! { <p class="visually-hidden" role="status">{text!(find.tally, count = count)}</p> }
            .into_any()
    };
    view! { <div id="found" class="found">{tally} {groups}</div> }.into_any()
}

fn group(name: &'static str, places: Vec<Place>) -> AnyView {
    let places: Vec<_> = places
        .into_iter()
        .map(
            |Place {
                 icon,
                 name,
                 about,
                 href,
             }| {
                view! {
                    <li>
                        <a href=href class="row-link">
                            <Glyph icon />
                            <span class="name" dir="auto">{name}</span>
                            <span class="about" dir="auto">{about}</span>
                        </a>
                    </li>
                }
            },
        )
        .collect();
    view! { <section aria-label=name><h2>{name}</h2><ul role="list">{places}</ul></section> }
        .into_any()
}

/// The pages and acts that have the words in their names or addresses.
fn pages(words: &[String]) -> Vec<Place> {
    let places = [
        (Icon::Campaigns, text!(nav.campaigns), "/"),
        (Icon::Add, text!(campaigns.empty_act), "/briefs/new"),
        (Icon::Upload, text!(fill.new_title), "/briefs/new#f-file"),
        (Icon::Forward, text!(start.again_title), "/start"),
        (Icon::Posts, text!(posts.title), "/posts"),
        (Icon::Eye, text!(preview.gallery), "/previews"),
        (Icon::Bell, text!(news.title), "/news"),
        (Icon::Sliders, text!(tools.title), "/tools"),
        (Icon::Pen, text!(tools.terms), "/brand/terms"),
        (Icon::Palette, text!(brand.title), "/settings/brand"),
        (Icon::Chart, text!(activity.title), "/activity"),
        (Icon::Model, text!(models.title), "/settings/models"),
        (Icon::Wallet, text!(budgets.title), "/settings/budgets"),
        (Icon::Key, text!(tokens.title), "/settings/tokens"),
        (
            Icon::Add,
            text!(tokens.create_title),
            "/settings/tokens#f-name",
        ),
        (Icon::Tray, text!(jobs.title), "/settings/jobs"),
        (Icon::Code, text!(api.title), "/api"),
        (Icon::Info, text!(keys.title), "/shortcuts"),
        (Icon::Sliders, text!(find.styleguide), "/styleguide"),
    ];
    places
        .into_iter()
        .filter(|(_, name, href)| matches(&format!("{name} {href}"), words))
        .map(|(icon, name, href)| Place {
            icon,
            name: name.to_owned(),
            about: String::new(),
            href: href.to_owned(),
        })
        .collect()
}

fn campaign(found: FoundCampaign) -> Place {
    Place {
        icon: Icon::Campaigns,
        about: labels::run_state(found.run_state).0.to_owned(),
        href: format!("/campaigns/{}", found.id),
        name: found.title,
    }
}

fn post(found: FoundPost) -> Place {
    Place {
        icon: Icon::Pen,
        name: format!(
            "{} · {}",
            found.channel.name(),
            labels::day(found.publish_on)
        ),
        about: format!("{} · {}", found.angle, found.campaign_title),
        href: format!("/posts/{}", found.id),
    }
}

fn brief(found: BriefSummary) -> Place {
    let untitled = found.title.trim().is_empty();
    Place {
        icon: Icon::Pen,
        name: if untitled {
            text!(brief.untitled).to_owned()
        } else {
            found.title
        },
        about: String::new(),
        href: format!("/briefs/{}", found.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_by_its_name_and_by_its_address() {
        for (question, href) in [
            ("api", "/api"),
            ("PUBLIC inter", "/api"),
            ("failed", "/settings/jobs"),
        ] {
            let found = pages(&words(question));
            assert!(found.iter().any(|place| place.href == href), "{question}");
        }
        assert!(pages(&words("nowhere")).is_empty());
        assert!(pages(&[]).len() > 5, "everything, before a word is typed");
    }
}
