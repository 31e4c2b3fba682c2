//! Signing in.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    api::frame::FrameView,
    components::{Form, FormState, PageHead, Submit, TextField},
    text::text,
};

/// `/sign-in`: e-mail address and password; the demonstration needs neither.
#[component]
pub fn SignInPage() -> AnyView {
    let form = FormState::new("/api/ui/sign-in");
    let next = use_query_map()
        .with_untracked(|query| query.get("next"))
        .unwrap_or_default();
    let demo = expect_context::<FrameView>().demo;
    view! {
        <PageHead title=text!(sign_in.title) />
        <section class="card">
            <Form state=form>
                <TextField name="email" label=text!(sign_in.email) kind="email" autocomplete="username"
                    value=form.typed("email").unwrap_or_default() error=form.error("email") />
                <TextField name="password" label=text!(sign_in.password) kind="password" autocomplete="current-password"
                    error=form.error("password") />
                <input type="hidden" name="next" value=next />
                <Submit label=text!(sign_in.act) kind="primary" />
            </Form>
        </section>
        {demo.then(EnterDemo)}
    }
    .into_any()
}

#[component]
fn EnterDemo() -> AnyView {
    let form = FormState::new("/api/ui/enter-demo");
    view! {
        <section class="card">
            <Form state=form>
                <p class="muted">{text!(sign_in.demo)}</p>
                <Submit label=text!(sign_in.enter_demo) />
            </Form>
        </section>
    }
    .into_any()
}
