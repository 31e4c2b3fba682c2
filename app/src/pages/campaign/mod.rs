//! A campaign: its run as a story that happens, its concepts and its posts, and each step whole.

mod compare;
mod concepts;
mod fork;
mod found;
mod posts;
mod revisions;
mod run;
mod slots;
mod step;
mod step_output;
pub mod steps;
mod story;
pub mod words;

pub use compare::ComparePage;
pub use fork::ForkPage;
pub use step::StepPage;
pub use steps::Trouble;
pub use story::StepLink;

use domain::{
    ids::CampaignId,
    run::{PageRead, RunState, StepOutput},
    views::{CampaignTitle, CampaignView, ForkView},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::{concepts::Concepts, posts::Posts, run::RunCard, steps::Steps, story::Story};
use crate::{
    api::campaigns::campaign,
    components::{Details, Icon, LinkButton, Loaded, Notice, PageHead, Tone, fetched},
    links,
    pages::brief::UseAgain,
    text::text,
};

/// `/campaigns/:id`: the campaign, live.
#[component]
pub fn CampaignPage() -> AnyView {
    let params = use_params_map();
    let campaign = fetched(
        move || params.read().get("id").unwrap_or_default(),
        campaign,
    );
    view! { <Loaded whole=true from=campaign view={|campaign| view! { <Campaign campaign /> }.into_any()} /> }.into_any()
}

#[component]
fn Campaign(campaign: CampaignView) -> AnyView {
    let id = campaign.id;
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
            <UseAgain id=campaign.brief_id.to_string() />
            <LinkButton href=format!("/campaigns/{id}/fork") label=text!(fork.link) size="small" icon=Icon::Again />
            <LinkButton href=format!("/campaigns/{id}/print") label=text!(campaign.print) size="small" icon=Icon::Print />
        </PageHead>
        {campaign.voice.map(|number| view! {
            <p class="muted small"><a href=format!("/brand/voice/versions/{number}")>{text!(voice.spoken_in, number = number.to_string())}</a></p>
        })}
        <Forks campaign=id fork=campaign.fork.clone() forks=campaign.forks.clone() />
        {unavailable.map(|why| view! {
            <Notice tone=Tone::Warn>
                <p>{why}</p>
                <p class="small">{text!(campaign.page_unavailable)}</p>
            </Notice>
        })}
        <RunCard campaign=id run=campaign.run.clone() last_event=campaign.last_event />
        <Story campaign=id run=campaign.run.clone() posts=campaign.posts.clone() />
        <Concepts campaign=id run=campaign.run.clone() />
        <Posts campaign=id posts=campaign.posts wanted=campaign.brief.post_count run=campaign.run.clone() />
        <section class="card">
            <h2>{text!(campaign.take_out)}</h2>
            <p class="muted">{text!(campaign.take_out_about)}</p>
            <div class="actions">
                {file("csv", "CSV")} {file("json", "JSON")} {file("markdown", "Markdown")} {file("zip", "ZIP")}
            </div>
        </section>
        <section class="card">
            <Details summary=text!(run.steps) open=campaign.run.state == RunState::Failed>
                <Steps campaign=id steps=campaign.run.steps />
            </Details>
        </section>
    }
    .into_any()
}

/// Where the campaign came from, and what came from it.
#[component]
fn Forks(campaign: CampaignId, fork: Option<ForkView>, forks: Vec<CampaignTitle>) -> AnyView {
    let came_from = fork.map(|fork| {
        let compare = format!("/campaigns/{}/compare/{campaign}", fork.of.id);
        let at = fork::point_name(fork.at);
        let with = fork
            .model
            .map(|model| model.model.unwrap_or(model.provider));
        let worded = fork.wording.map(fork::wording_name);
        view! {
            <p class="small">
                <span class="muted">{text!(fork.came_from)}</span> " "
                <a href=format!("/campaigns/{}", fork.of.id) dir="auto">{fork.of.title}</a>
                <span class="muted">" · " {at} {with.map(|with| format!(" · {with}"))}
                    {worded.map(|worded| format!(" · {worded}"))} " · "</span>
                <a href=compare>{text!(fork.compare)}</a>
            </p>
        }
    });
    let rows: Vec<_> = forks
        .into_iter()
        .map(|fork| {
            let compare = format!("/campaigns/{campaign}/compare/{}", fork.id);
            let describes = text!(fork.compare_named, title = fork.title.clone());
            view! {
                <li>
                    <a href=format!("/campaigns/{}", fork.id) dir="auto">{fork.title}</a> " · "
                    <a href=compare aria-label=describes>{text!(fork.compare)}</a>
                </li>
            }
        })
        .collect();
    view! {
        {came_from}
        {(!rows.is_empty()).then(|| view! {
            <Details summary=text!(fork.forks, count = rows.len())><ul role="list" class="small">{rows}</ul></Details>
        })}
    }
    .into_any()
}
