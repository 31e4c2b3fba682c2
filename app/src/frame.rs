//! The frame around every page: mark, navigation, theme, who is signed in.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    api::frame::FrameView,
    components::{Form, FormState, Glyph, Icon, Languages, Submit, ThemeSwitch},
    text::text,
};

/// The frame. Without anybody signed in it is bare.
#[component]
pub fn Frame(
    /// The page.
    children: Children,
) -> AnyView {
    let FrameView { me, demo } = expect_context();
    let bare = me.is_none();
    view! {
        <a class="skip" href="#main">{text!(frame.skip)}</a>
        <div class="frame" class:bare=bare>
            <header class="side">
                <a class="brand" href="/">
                    <Glyph icon=Icon::Mark />
                    {text!(product.name)}
                </a>
                {(!bare).then(Navigation)}
                <div class="account">
                    {me.map(|me| {
                        view! {
                            <span class="account-name" title=me.email>{me.name} " · " {me.org_name}</span>
                        }
                    })}
                    <ThemeSwitch />
                    {(!bare).then(SignOut)}
                </div>
            </header>
            <div class="stage">
                {demo.then(|| view! { <aside class="demo" aria-label=text!(frame.demo_title)>{text!(frame.demo)}</aside> })}
                <main id="main" tabindex="-1">{children()}</main>
                <Languages />
                <output class="said" id="said" data-keep=""></output>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Navigation() -> AnyView {
    let entry = |href: &'static str, exact, icon, label: &'static str| {
        view! {
            <li>
                <A href=href exact=exact>
                    <Glyph icon />
                    {label}
                </A>
            </li>
        }
    };
    view! {
        <nav class="nav" aria-label=text!(frame.navigation)>
            <ul role="list">
                {entry("/", true, Icon::Campaigns, text!(nav.campaigns))}
                {entry("/briefs/new", true, Icon::Add, text!(nav.new_brief))}
                {entry("/settings/tokens", false, Icon::Key, text!(nav.tokens))}
                {entry("/settings/jobs", false, Icon::Tray, text!(nav.jobs))}
                {entry("/api", true, Icon::Code, text!(nav.api))}
            </ul>
        </nav>
    }
    .into_any()
}

#[component]
fn SignOut() -> AnyView {
    let form = FormState::new("/api/ui/sign-out");
    view! {
        <Form state=form class="inline">
            <Submit label=text!(frame.sign_out) kind="quiet" size="small" icon=Icon::Leave />
        </Form>
    }
    .into_any()
}
