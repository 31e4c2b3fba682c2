//! How to begin a brief.

use leptos::{html, prelude::*};
use leptos_router::{LazyRoute, lazy_route};

use crate::{
    api::briefs::{Beginnings, beginnings},
    browser,
    components::{Form, FormState, Icon, Loaded, PageHead, Submit, TextField, fetched},
    pages::campaigns::Samples,
    text::text,
};

/// `/briefs/new`: empty, from a sample, or from a file.
pub struct BriefNewPage;

#[lazy_route]
impl LazyRoute for BriefNewPage {
    fn data() -> Self {
        Self
    }

    fn view(BriefNewPage: Self) -> AnyView {
        let beginnings = fetched(|| (), |()| beginnings());
        let empty = FormState::new("/api/ui/start-brief");
        view! {
            <PageHead title=text!(brief.new_title) about=text!(brief.new_about)>
                <Form state=empty class="inline">
                    <Submit label=text!(brief.start_empty) kind="primary" icon=Icon::Pen />
                </Form>
            </PageHead>
            <Loaded from=beginnings view={|beginnings: Beginnings| view! { <Samples samples=beginnings.samples /> }.into_any()} />
            <Import />
        }
        .into_any()
    }
}

/// Paste or choose a file; the file is read in the browser and sent as text.
#[component]
fn Import() -> AnyView {
    let form = FormState::new("/api/ui/import-brief");
    let holder = NodeRef::<html::Div>::new();
    let read = move |event: leptos::ev::Event| {
        browser::read_file(&event, move |text| {
            let area = holder
                .get_untracked()
                .and_then(|holder| holder.query_selector("textarea").ok().flatten());
            if let Some(area) = area {
                browser::set_text(&area, &text);
            }
        });
    };
    view! {
        <section class="card">
            <h2>{text!(brief.import_title)}</h2>
            <p class="muted">{text!(brief.import_about)}</p>
            <Form state=form>
                <div class="field needs-script">
                    <label for="f-choose">{text!(brief.import_file)}</label>
                    <input class="input" id="f-choose" type="file" accept=".md,.markdown,.json,.txt" on:change=read />
                </div>
                <div node_ref=holder>
                    <TextField name="file" label=text!(brief.import_text) rows=6 hint=text!(brief.import_hint)
                        value=form.typed("file").unwrap_or_default() error=form.error("file") />
                </div>
                <div class="actions"><Submit label=text!(brief.import_act) icon=Icon::Download /></div>
            </Form>
        </section>
    }
    .into_any()
}
