//! A campaign: its run as it happens, its concepts and its posts.

mod concepts;
mod posts;
mod run;
mod steps;

use domain::{
    run::{PageRead, RunState, StepOutput},
    views::CampaignView,
};
use leptos::prelude::*;
use leptos_router::{LazyRoute, hooks::use_params_map, lazy_route};

use self::{concepts::Concepts, posts::Posts, run::RunCard, steps::Steps};
use crate::{
    api::campaigns::campaign,
    components::{Details, Icon, LinkButton, Loaded, Notice, PageHead, Tone, fetched, follow},
    links,
    text::text,
};

/// `/campaigns/:id`: the campaign, live.
pub struct CampaignPage;

#[lazy_route]
impl LazyRoute for CampaignPage {
    fn data() -> Self {
        Self
    }

    fn view(CampaignPage: Self) -> AnyView {
        let params = use_params_map();
        let campaign = fetched(
            move || params.read().get("id").unwrap_or_default(),
            campaign,
        );
        let connected = RwSignal::new(true);
        let refetch = Callback::new(move |()| campaign.refetch());
        provide_context(Refetch(refetch));
        follow(campaign, connected, |view| {
            Some(links::campaign_events(view.id, view.last_event))
        });
        view! { <Loaded whole=true from=campaign view={move |campaign| view! { <Campaign campaign connected /> }.into_any()} /> }.into_any()
    }
}

/// Fetches the campaign anew after somebody acted on it.
#[derive(Clone, Copy)]
pub(super) struct Refetch(pub Callback<()>);

#[component]
fn Campaign(campaign: CampaignView, connected: RwSignal<bool>) -> AnyView {
    let id = campaign.id;
    let running = campaign.run.state == RunState::Running;
    let unavailable = campaign
        .run
        .steps
        .iter()
        .find_map(|step| match &step.output {
            Some(StepOutput::Page(PageRead {
                unavailable: Some(why),
                ..
            })) => Some(why.clone()),
            _ => None,
        });
    let file = |format, label: &str| {
        view! { <LinkButton href=links::campaign_file(id, format) label=label size="small" icon=Icon::Download external=true /> }
    };
    view! {
        <PageHead title=campaign.brief.title.clone() about=campaign.brief.key_message.clone()
            back=("/".to_owned(), text!(nav.campaigns).to_owned())>
            <LinkButton href=format!("/briefs/{}", campaign.brief_id) label=text!(campaign.brief) size="small" icon=Icon::Pen />
            <LinkButton href=format!("/campaigns/{id}/print") label=text!(campaign.print) size="small" icon=Icon::Print />
        </PageHead>
        {unavailable.map(|why| view! {
            <Notice tone=Tone::Warn>
                <p>{why}</p>
                <p class="small">{text!(campaign.page_unavailable)}</p>
            </Notice>
        })}
        <RunCard campaign=id run=campaign.run.clone() connected />
        <Concepts campaign=id run=campaign.run.clone() />
        <Posts posts=campaign.posts wanted=campaign.brief.post_count running />
        <section class="card">
            <h2>{text!(campaign.take_out)}</h2>
            <p class="muted">{text!(campaign.take_out_about)}</p>
            <div class="actions">
                {file("csv", "CSV")} {file("json", "JSON")} {file("markdown", "Markdown")} {file("zip", "ZIP")}
            </div>
        </section>
        <section class="card">
            <Details summary=text!(run.steps) open=campaign.run.state == RunState::Failed>
                <Steps steps=campaign.run.steps />
            </Details>
        </section>
    }
    .into_any()
}
