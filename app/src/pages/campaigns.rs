//! The list of campaigns, and how to begin one.

use domain::views::{BriefSummary, CampaignSummary, Listing};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    api::{
        briefs::{Beginnings, SampleView, beginnings},
        campaigns::campaigns,
    },
    components::{
        Badge, EmptyState, Fetched, Form, FormState, Icon, LinkButton, Loaded, PageHead, Pager,
        Submit, When, fetched,
        labels::{self, channel_names},
    },
    text::text,
};

/// `/`: the organization's campaigns, newest first.
#[component]
pub fn CampaignsPage() -> AnyView {
    let query = use_query_map();
    let campaigns = fetched(move || query.read().get("after"), campaigns);
    let beginnings = fetched(|| (), |()| beginnings());
    let later = use_query_map().with_untracked(|query| query.get("after").is_some());
    view! {
        <PageHead title=text!(campaigns.title) about=text!(campaigns.about)>
            <LinkButton href="/briefs/new" label=text!(nav.new_brief) kind="primary" icon=Icon::Add />
        </PageHead>
        <Loaded from=campaigns view={move |listing| view! { <Campaigns listing later beginnings /> }.into_any()} />
    }
    .into_any()
}

#[component]
fn Campaigns(
    listing: Listing<CampaignSummary>,
    later: bool,
    beginnings: Fetched<Beginnings>,
) -> AnyView {
    let empty = listing.items.is_empty() && !later;
    let open = view! {
        <Loaded from=beginnings view={move |beginnings: Beginnings| {
            view! {
                {(!beginnings.open.is_empty()).then(|| view! { <OpenBriefs briefs=beginnings.open /> })}
                {empty.then(|| view! { <Samples samples=beginnings.samples /> })}
            }
            .into_any()
        }} />
    };
    let rows: Vec<_> = listing
        .items
        .into_iter()
        .map(|campaign| view! { <Row campaign /> })
        .collect();
    view! {
        {empty.then(|| view! {
            <EmptyState icon=Icon::Campaigns title=text!(campaigns.empty_title) body=text!(campaigns.empty_body)>
                <LinkButton href="/start" label=text!(start.offer) kind="primary" icon=Icon::Forward />
            </EmptyState>
        })}
        {(!rows.is_empty()).then(|| view! {
            <table class="table campaigns">
                <caption class="visually-hidden">{text!(campaigns.title)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text!(campaigns.campaign)}</th>
                        <th scope="col">{text!(campaigns.state)}</th>
                        <th scope="col">{text!(campaigns.channels)}</th>
                        <th scope="col">{text!(campaigns.approved)}</th>
                        <th scope="col">{text!(campaigns.updated)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        })}
        <Pager path="/" later next=listing.next />
        {open}
    }
    .into_any()
}

#[component]
fn Row(campaign: CampaignSummary) -> AnyView {
    let (state, tone) = labels::run_state(campaign.run_state);
    let approved = text!(
        campaigns.approved_of,
        approved = campaign.approved,
        posts = campaign.posts.max(u32::from(campaign.wanted))
    );
    view! {
        <tr>
            <th scope="row">
                <a class="row-link" href=format!("/campaigns/{}", campaign.id) dir="auto">{campaign.title}</a>
            </th>
            <td><Badge label=state tone pictured=true /></td>
            <td class="muted">{channel_names(&campaign.channels)}</td>
            <td class="numbers" data-label=text!(campaigns.approved)>{approved}</td>
            <td class="muted"><When at=campaign.updated_at /></td>
        </tr>
    }
    .into_any()
}

#[component]
fn OpenBriefs(briefs: Vec<BriefSummary>) -> AnyView {
    let rows: Vec<_> = briefs
        .into_iter()
        .map(|brief| {
            let title = if brief.title.trim().is_empty() { text!(brief.untitled).to_owned() } else { brief.title };
            view! {
                <tr>
                    <th scope="row"><a class="row-link" href=format!("/briefs/{}", brief.id) dir="auto">{title}</a></th>
                    <td class="muted"><When at=brief.updated_at /></td>
                </tr>
            }
        })
        .collect();
    view! {
        <section>
            <div class="section-head"><h2>{text!(campaigns.open_briefs)}</h2></div>
            <table class="table open-briefs">
                <caption class="visually-hidden">{text!(campaigns.open_briefs)}</caption>
                <thead>
                    <tr><th scope="col">{text!(campaigns.brief)}</th><th scope="col">{text!(campaigns.saved)}</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// Sample briefs as cards, each a form that begins a brief from it.
#[component]
pub fn Samples(
    /// The samples.
    samples: Vec<SampleView>,
) -> AnyView {
    let cards: Vec<_> = samples
        .into_iter()
        .map(|sample| {
            let form = FormState::new("/api/ui/start-brief");
            let name = text!(brief.start_from, title = sample.title.clone());
            view! {
                <li class="card">
                    <p class="muted small">{sample.trade}</p>
                    <h3>{sample.title}</h3>
                    <Form state=form>
                        <input type="hidden" name="sample" value=sample.slug />
                        <Submit label=text!(brief.start_sample) size="small" describes=name />
                    </Form>
                </li>
            }
        })
        .collect();
    view! {
        <section>
            <div class="section-head"><h2>{text!(brief.samples)}</h2></div>
            <ul role="list" class="grid">{cards}</ul>
        </section>
    }
    .into_any()
}
