//! The first run: the first visitor makes the organization and its owner.

use leptos::prelude::*;

use crate::{
    api::accounts::{Entrance, entrance},
    components::{
        Form, FormState, Icon, LinkButton, Loaded, Notice, PageHead, Submit, TextField, Tone,
        fetched,
    },
    text::text,
};

/// `/setup`: organization, owner and, on a public address, the set-up code.
#[component]
pub fn SetUpPage() -> AnyView {
    let entrance = fetched(|| (), |()| entrance());
    view! {
        <PageHead title=text!(set_up.title) about=text!(set_up.about) />
        <Loaded from=entrance view={|entrance: Entrance| {
            if entrance.set_up { view! { <Done /> }.into_any() } else { view! { <Owner needs_code=entrance.needs_code /> }.into_any() }
        }} />
    }
    .into_any()
}

#[component]
fn Done() -> AnyView {
    view! {
        <Notice tone=Tone::Good>
            <p>{text!(set_up.done)}</p>
        </Notice>
        <div class="actions"><LinkButton href="/sign-in" label=text!(sign_in.act) kind="primary" icon=Icon::Forward /></div>
    }
    .into_any()
}

#[component]
fn Owner(needs_code: bool) -> AnyView {
    let form = FormState::new("/api/ui/set-up");
    let typed = move |name| form.typed(name).unwrap_or_default();
    view! {
        <section class="card">
            <Form state=form>
                <TextField name="org_name" label=text!(set_up.org_name) hint=text!(set_up.org_name_hint)
                    autocomplete="organization" value=typed("org_name") error=form.error("org_name") />
                <TextField name="name" label=text!(set_up.name) autocomplete="name" value=typed("name") error=form.error("name") />
                <TextField name="email" label=text!(sign_in.email) kind="email" autocomplete="username"
                    value=typed("email") error=form.error("email") />
                <TextField name="password" label=text!(sign_in.password) kind="password" autocomplete="new-password"
                    hint=text!(set_up.password_hint) error=form.error("password") />
                {needs_code.then(|| view! {
                    <TextField name="code" label=text!(set_up.code) hint=text!(set_up.code_hint) error=form.error("code") />
                })}
                <Submit label=text!(set_up.act) kind="primary" />
            </Form>
        </section>
    }
    .into_any()
}
