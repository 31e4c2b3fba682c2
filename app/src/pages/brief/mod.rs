//! Writing a brief.

mod estimate;
mod fill;
mod form;
mod known;
mod strength;

pub use fill::{FILL, FillFields};

use domain::views::BriefView;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::form::BriefForm;
use crate::{
    api::briefs::brief,
    components::{
        Details, Form, FormState, Icon, LinkButton, Loaded, Notice, PageHead, Submit, Tone, fetched,
    },
    links,
    text::text,
};

/// `/briefs/:id`: the brief's form, saved while it is typed.
#[component]
pub fn BriefPage() -> AnyView {
    let params = use_params_map();
    let brief = fetched(move || params.read().get("id").unwrap_or_default(), brief);
    view! { <Loaded whole=true from=brief view={|brief| view! { <Brief brief /> }.into_any()} /> }
        .into_any()
}

#[component]
fn Brief(brief: BriefView) -> AnyView {
    let title = if brief.draft.title.trim().is_empty() {
        text!(brief.untitled).to_owned()
    } else {
        brief.draft.title.clone()
    };
    let id = brief.id;
    let markdown = links::carried("text/markdown", &brief.draft.to_markdown());
    let copy = serde_json::to_string_pretty(&brief.draft).unwrap_or_default();
    let json = links::carried("application/json", &copy);
    let campaign = brief.campaign;
    view! {
        <PageHead title about=text!(brief.about) back=("/".to_owned(), text!(nav.campaigns).to_owned())>
            <LinkButton href=markdown label=text!(brief.export_markdown)
                size="small" icon=Icon::Download external=true download="brief.md" />
            <LinkButton href=json label=text!(brief.export_json)
                size="small" icon=Icon::Download external=true download="brief.json" />
            {campaign.is_none().then(|| view! { <UseAgain id=id.to_string() /> })}
        </PageHead>
        {match brief.campaign {
            Some(campaign) => view! {
                <Notice tone=Tone::Accent>
                    <p>{text!(brief.submitted)}</p>
                    <div class="actions">
                        <LinkButton href=format!("/campaigns/{campaign}") label=text!(brief.see_campaign) size="small" icon=Icon::Forward />
                        <UseAgain id=id.to_string() />
                    </div>
                </Notice>
                <BriefForm brief />
            }
            .into_any(),
            None => view! {
                <BriefForm brief />
                <Details summary=text!(brief.discard_title)><Discard id=id.to_string() /></Details>
            }
            .into_any(),
        }}
    }
    .into_any()
}

/// A form that begins a new brief with the fields of this one.
#[component]
pub fn UseAgain(
    /// The brief.
    id: String,
) -> AnyView {
    let form = FormState::new("/api/ui/duplicate-brief");
    view! {
        <Form state=form class="inline">
            <input type="hidden" name="id" value=id />
            <Submit label=text!(brief.copy) size="small" icon=Icon::Copy />
        </Form>
    }
    .into_any()
}

#[component]
fn Discard(id: String) -> AnyView {
    let form = FormState::new("/api/ui/discard-brief");
    view! {
        <p class="muted">{text!(brief.discard_about)}</p>
        <Form state=form>
            <input type="hidden" name="id" value=id />
            <div class="actions"><Submit label=text!(brief.discard_act) kind="danger" icon=Icon::Cross /></div>
        </Form>
    }
    .into_any()
}
