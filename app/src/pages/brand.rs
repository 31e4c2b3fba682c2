//! What the brand looks like on pictures.

use domain::picture::{Colour, Look};
use leptos::prelude::*;

use crate::{
    api::pictures::brand,
    components::{Form, FormState, Icon, LinkButton, Loaded, PageHead, Submit, TextField, fetched},
    text::text,
};

/// `/settings/brand`: name, colours and logo.
#[component]
pub fn BrandPage() -> AnyView {
    let look = fetched(|| (), |()| brand());
    view! {
        <PageHead title=text!(brand.title) about=text!(brand.about)>
            <LinkButton href="/brand/voice" label=text!(voice.title) icon=Icon::Pen />
            <LinkButton href="/brand/terms" label=text!(tools.terms) icon=Icon::Pen />
        </PageHead>
        <Loaded from=look view=move |look: Look| view! { <Editor look /> }.into_any() />
    }
    .into_any()
}

#[component]
fn Editor(look: Look) -> AnyView {
    let state = FormState::new("/api/ui/save-brand");
    let name = state.typed("name").unwrap_or(look.name);
    let logo = look.logo.is_some();
    view! {
        <section class="card">
            <Form state done=text!(brand.saved)>
                <TextField name="name" label=text!(brand.name) value=name error=state.error("name") />
                <ColourField name="primary" label=text!(brand.primary) value=look.primary />
                <ColourField name="secondary" label=text!(brand.secondary) value=look.secondary />
                {logo.then(|| view! {
                    <label class="choice"><input type="checkbox" name="remove_logo" value="true" /> {text!(brand.remove_logo)}</label>
                })}
                <div class="actions">
                    <Submit label=text!(brand.save) kind="primary" icon=Icon::Tick />
                </div>
            </Form>
        </section>
        <section class="card">
            <h2>{text!(brand.logo)}</h2>
            <p class="muted">{if logo { text!(brand.has_logo) } else { text!(brand.no_logo) }}</p>
            <form class="form" method="post" enctype="multipart/form-data" action="/settings/brand/logo">
                <div class="field">
                    <label for="f-file">{text!(brand.logo_file)}</label>
                    <input class="input" id="f-file" type="file" name="file" required=true accept="image/png,image/jpeg,image/webp" aria-describedby="f-file-hint" />
                    <p class="hint" id="f-file-hint">{text!(picture.upload_hint)}</p>
                </div>
                <div class="actions"><Submit label=text!(brand.logo_send) /></div>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn ColourField(name: &'static str, label: &'static str, value: Colour) -> AnyView {
    let id = format!("f-{name}");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input class="input colour" id=id type="color" name=name value=value.to_string() />
        </div>
    }
    .into_any()
}
