//! Posts of all campaigns: as a list, a board, a calendar or a gallery.

mod ask;
mod board;
mod bulk;
mod calendar;
mod filters;
mod gallery;
mod list;
mod told;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::{
    ask::Ask, board::Board, bulk::Bulk, calendar::Calendar, filters::Filters, gallery::Gallery,
    list::List, told::Told,
};
use crate::{
    api::all_posts::{LaidOut, Layout, posts},
    components::{EmptyState, Icon, LinkButton, Loaded, PageHead, fetched},
    text::text,
};

/// `/posts`: posts of all campaigns.
#[component]
pub fn PostsPage() -> AnyView {
    let (ask, told) = use_query_map().with_untracked(|map| (Ask::of(map), Told::of(map)));
    provide_context(told);
    let asked = ask.clone();
    let found = fetched(
        move || asked.clone(),
        |ask| posts(ask.query, ask.layout, ask.on),
    );
    let shown = ask.clone();
    view! {
        <PageHead title=text!(posts.title) about=text!(posts.about) />
        <Tabs ask=ask.clone() />
        <Filters ask />
        <Loaded from=found view={move |laid_out| view! { <Shown laid_out ask=shown.clone() /> }.into_any()} />
    }
    .into_any()
}

/// The layouts as links: they have addresses and work without a script.
#[component]
fn Tabs(ask: Ask) -> AnyView {
    let tabs = Layout::ALL.map(|layout| {
        let label = match layout {
            Layout::List => text!(posts.layout.list),
            Layout::Board => text!(posts.layout.board),
            Layout::Month => text!(posts.layout.month),
            Layout::Week => text!(posts.layout.week),
            Layout::Gallery => text!(posts.layout.gallery),
        };
        let current = (ask.layout == layout).then_some("page");
        view! { <a href=ask.laid_out(layout).address() aria-current=current>{label}</a> }
    });
    view! { <nav class="tabs" aria-label=text!(posts.layout.title)>{tabs.into_iter().collect_view()}</nav> }
        .into_any()
}

#[component]
fn Shown(laid_out: LaidOut, ask: Ask) -> AnyView {
    match laid_out {
        LaidOut::Calendar(calendar) => view! { <Calendar calendar ask /> }.into_any(),
        LaidOut::Board(columns) => {
            view! { <Bulk ask=ask.clone()><Board columns ask /></Bulk> }.into_any()
        }
        LaidOut::Pages(listing) if listing.items.is_empty() => view! { <Nothing ask /> }.into_any(),
        LaidOut::Pages(listing) => {
            let pages = view! { <Pages ask=ask.clone() next=listing.next /> };
            if ask.layout == Layout::Gallery {
                view! { <Gallery posts=listing.items /> {pages} }.into_any()
            } else {
                view! { <Bulk ask><List posts=listing.items /></Bulk> {pages} }.into_any()
            }
        }
    }
}

/// What stands where posts would be.
#[component]
fn Nothing(ask: Ask) -> AnyView {
    if ask.is_narrow() || !ask.query.after.is_empty() {
        view! {
            <EmptyState icon=Icon::Pen title=text!(posts.none_title) body=text!(posts.none)>
                <LinkButton href=ask.of_all().address() label=text!(posts.filter.clear) />
            </EmptyState>
        }
        .into_any()
    } else {
        view! {
            <EmptyState icon=Icon::Pen title=text!(posts.empty_title) body=text!(posts.empty_all)>
                <LinkButton href="/start" label=text!(start.offer) kind="primary" icon=Icon::Forward />
            </EmptyState>
        }
        .into_any()
    }
}

/// Going on in the list, with everything that was asked for.
#[component]
fn Pages(ask: Ask, next: Option<String>) -> AnyView {
    let later = !ask.query.after.is_empty();
    (later || next.is_some())
        .then(|| {
            view! {
                <nav class="pager" aria-label=text!(list.pages)>
                    <span>{later.then(|| view! { <LinkButton href=ask.after("").address() label=text!(posts.first_page) icon=Icon::Back /> })}</span>
                    {next.map(|next| view! { <LinkButton href=ask.after(&next).address() label=text!(posts.next_page) icon=Icon::Forward /> })}
                </nav>
            }
        })
        .into_any()
}
