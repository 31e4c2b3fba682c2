//! The form that says which posts are shown. It is sent as an address, so that what is shown can
//! be kept, sent on and gone back to.

use domain::{
    channel::ChannelKind,
    post::{PostOrder, PostState},
    views::CampaignTitle,
};
use leptos::prelude::*;

use super::ask::{Ask, PATH};
use crate::{
    api::all_posts::campaign_titles,
    components::{Glyph, Icon, LinkButton, Loaded, fetched, labels},
    text::text,
};

/// The filters.
#[component]
pub fn Filters(
    /// What is asked for.
    ask: Ask,
) -> AnyView {
    let narrow = ask.is_narrow();
    let clear = ask.of_all().address();
    let Ask { query, layout, on } = ask;
    let days = !query.from.is_empty() || !query.to.is_empty() || !query.sort.is_empty();
    view! {
        <form class="filters" role="search" method="get" action=PATH>
            <input type="hidden" name="view" value=layout.slug() />
            {(!on.is_empty()).then(|| view! { <input type="hidden" name="on" value=on /> })}
            <label class="filter-search">
                <span class="visually-hidden">{text!(posts.filter.q)}</span>
                <input class="input" type="search" name="q" value=query.q placeholder=text!(posts.filter.q) maxlength="200" />
            </label>
            <Choice name="state" label=text!(posts.filter.state) all=text!(posts.filter.any_state) chosen=query.state options=states() />
            <Choice name="channel" label=text!(posts.filter.channel) all=text!(posts.filter.any_channel) chosen=query.channel options=channels() />
            <Campaigns chosen=query.campaign />
            {(!layout.is_calendar()).then(|| view! {
                <details class="details filter-more" open=days>
                    <summary>{text!(posts.filter.more)}</summary>
                    <div class="filter-days">
                        <Days name="from" label=text!(posts.filter.from) value=query.from />
                        <Days name="to" label=text!(posts.filter.to) value=query.to />
                        <Choice name="sort" label=text!(posts.filter.sort) all=text!(posts.filter.by_date) chosen=query.sort options=orders() />
                    </div>
                </details>
            })}
            <div class="actions">
                <button type="submit" class="button" data-size="small"><Glyph icon=Icon::Tick />{text!(posts.filter.apply)}</button>
                {narrow.then(|| view! { <LinkButton href=clear label=text!(posts.filter.clear) kind="quiet" size="small" /> })}
            </div>
        </form>
    }
    .into_any()
}

type Options = Vec<(String, String)>;

fn states() -> Options {
    PostState::ALL
        .iter()
        .map(|state| {
            (
                state.slug().to_owned(),
                labels::post_state(*state).0.to_owned(),
            )
        })
        .collect()
}

fn channels() -> Options {
    ChannelKind::ALL
        .iter()
        .map(|kind| (kind.slug().to_owned(), kind.name().to_owned()))
        .collect()
}

fn orders() -> Options {
    [
        (PostOrder::DateDown, text!(posts.filter.by_date_down)),
        (PostOrder::Changed, text!(posts.filter.by_change)),
    ]
    .map(|(order, label)| (order.slug().to_owned(), label.to_owned()))
    .to_vec()
}

#[component]
fn Campaigns(chosen: String) -> AnyView {
    let titles = fetched(|| (), |()| campaign_titles());
    view! {
        <Loaded from=titles view={move |titles: Vec<CampaignTitle>| {
            let options = titles.into_iter().map(|campaign| (campaign.id.to_string(), campaign.title)).collect();
            view! { <Choice name="campaign" label=text!(posts.filter.campaign) all=text!(posts.filter.any_campaign) chosen=chosen.clone() options /> }.into_any()
        }} />
    }
    .into_any()
}

#[component]
fn Choice(
    name: &'static str,
    label: &'static str,
    all: &'static str,
    chosen: String,
    options: Options,
) -> AnyView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(slug, shown)| view! { <option value=slug.clone() selected=slug == chosen>{shown}</option> })
        .collect();
    view! {
        <label>
            <span class="visually-hidden">{label}</span>
            <select class="input" name=name>
                <option value="">{all}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}

#[component]
fn Days(name: &'static str, label: &'static str, value: String) -> AnyView {
    view! {
        <label class="filter-day">
            <span>{label}</span>
            <input class="input" type="date" name=name value=value />
        </label>
    }
    .into_any()
}
