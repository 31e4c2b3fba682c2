//! A campaign: its run as a story that happens, its concepts and its posts, and each step whole.

mod concepts;
mod found;
mod posts;
mod revisions;
mod run;
mod slots;
mod step;
mod step_output;
mod steps;
mod story;
mod words;

pub use step::StepPage;
pub use steps::Trouble;
pub use story::StepLink;

use domain::{
    run::{PageRead, RunState, StepOutput},
    views::CampaignView,
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
            <LinkButton href=format!("/campaigns/{id}/print") label=text!(campaign.print) size="small" icon=Icon::Print />
        </PageHead>
        {campaign.voice.map(|number| view! {
            <p class="muted small"><a href=format!("/brand/voice/versions/{number}")>{text!(voice.spoken_in, number = number.to_string())}</a></p>
        })}
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
