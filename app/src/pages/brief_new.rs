//! How to begin a brief.

use leptos::prelude::*;

use crate::{
    api::briefs::{Beginnings, beginnings},
    components::{Form, FormState, Icon, LinkButton, Loaded, PageHead, Submit, fetched},
    pages::{
        brief::{FILL, FillFields},
        campaigns::Samples,
    },
    text::text,
};

/// `/briefs/new`: empty, from a sample, or from a text or document.
#[component]
pub fn BriefNewPage() -> AnyView {
    let beginnings = fetched(|| (), |()| beginnings());
    let empty = FormState::new("/api/ui/start-brief");
    view! {
        <PageHead title=text!(brief.new_title) about=text!(brief.new_about)>
            <Form state=empty class="inline">
                <Submit label=text!(brief.start_empty) kind="primary" icon=Icon::Pen />
            </Form>
            <LinkButton href="/start" label=text!(start.again_title) icon=Icon::Forward />
        </PageHead>
        <Loaded from=beginnings view={|beginnings: Beginnings| view! { <Samples samples=beginnings.samples /> }.into_any()} />
        <Bring />
    }
    .into_any()
}

/// A text or document that a brief is made of.
#[component]
fn Bring() -> AnyView {
    let form = FormState::new(FILL);
    view! {
        <section class="card">
            <h2>{text!(fill.new_title)}</h2>
            <p class="muted">{text!(fill.about)}</p>
            <Form state=form>
                <FillFields state=form act=text!(fill.new_act) />
            </Form>
        </section>
    }
    .into_any()
}
