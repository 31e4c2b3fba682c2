//! How to begin a brief.

use leptos::prelude::*;

use crate::{
    api::briefs::{Beginnings, beginnings},
    components::{Form, FormState, Icon, Loaded, PageHead, Submit, TextField, fetched},
    pages::campaigns::Samples,
    text::text,
};

/// `/briefs/new`: empty, from a sample, or from a file.
#[component]
pub fn BriefNewPage() -> AnyView {
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

/// Paste or choose a file; the file is read in the browser (`frontend/page/files.ts`) and sent as
/// text.
#[component]
fn Import() -> AnyView {
    let form = FormState::new("/api/ui/import-brief");
    view! {
        <section class="card">
            <h2>{text!(brief.import_title)}</h2>
            <p class="muted">{text!(brief.import_about)}</p>
            <Form state=form>
                <div class="field needs-script">
                    <label for="f-choose">{text!(brief.import_file)}</label>
                    <input class="input" id="f-choose" type="file" accept=".md,.markdown,.json,.txt" data-into="f-file" />
                </div>
                <TextField name="file" label=text!(brief.import_text) rows=6 hint=text!(brief.import_hint)
                    value=form.typed("file").unwrap_or_default() error=form.error("file") />
                <div class="actions"><Submit label=text!(brief.import_act) icon=Icon::Download /></div>
            </Form>
        </section>
    }
    .into_any()
}
