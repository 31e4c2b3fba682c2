//! The frame around every page: mark, tools, navigation, preferences, who is signed in. Its links are
//! links, its menus popovers, its dialogs pages that exist on their own as well; `frontend/page` only
//! makes them quicker.

use axum::http::request::Parts;
use domain::views::Me;
use leptos::prelude::*;

use crate::{
    api::frame::FrameView,
    components::{Avatar, Form, FormState, Glyph, Icon, Languages, Preferences, Submit},
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
        <p class="connection" role="status"><span data-offline=text!(frame.offline) data-keep=""></span></p>
        <div class="frame" class:bare=bare>
            <header class="side">
                <a class="brand" href="/">
                    <Glyph icon=Icon::Mark />
                    {text!(product.name)}
                </a>
                {(!bare).then(Tools)}
                <Account me />
                {(!bare).then(Navigation)}
            </header>
            <div class="stage">
                {demo.then(|| view! { <aside class="demo" aria-label=text!(frame.demo_title)>{text!(frame.demo)}</aside> })}
                <main id="main" tabindex="-1">{children()}</main>
                <Languages />
                <output class="said" id="said" data-keep=""></output>
            </div>
        </div>
        {(!bare).then(Dialogs)}
    }
    .into_any()
}

/// What leads anywhere from everywhere. Pages that answer in a dialog as well say which.
#[component]
fn Tools() -> AnyView {
    view! {
        <a class="tool finder" href="/find" data-opens="finder" data-keys="/"
            aria-keyshortcuts="Control+K Meta+K">
            <Glyph icon=Icon::Find />
            <span class="name">{text!(find.act)}</span>
            <span class="chord" data-chord="Ctrl K"></span>
        </a>
        <a class="tool" href="/news" data-opens="sheet">
            <Glyph icon=Icon::Bell />
            <span class="visually-hidden">{text!(news.title)}</span>
            <span class="count" data-unseen="/api/ui/unseen-news" data-keep=""></span>
        </a>
    }
    .into_any()
}

#[component]
fn Navigation() -> AnyView {
    let path = path();
    let entry = |href: &'static str, exact: bool, icon, label: &'static str| {
        let here = is_here(&path, href, exact);
        view! {
            <li>
                <a href=href data-keys=keys_to(href) aria-current=here.then_some("page")>
                    <Glyph icon />
                    {label}
                </a>
            </li>
        }
    };
    // A phone's bar has room for what is used all day; the rest opens from it.
    view! {
        <nav class="nav" aria-label=text!(frame.navigation)>
            <ul role="list">
                {entry("/", true, Icon::Campaigns, text!(nav.campaigns))}
                {entry("/posts", false, Icon::Posts, text!(nav.posts))}
                {entry("/briefs/new", true, Icon::Add, text!(nav.new_brief))}
                <li class="nav-more">
                    <button type="button" popovertarget="more">
                        <Glyph icon=Icon::More />
                        {text!(nav.more)}
                    </button>
                </li>
            </ul>
            <div id="more" class="popover more" popover="auto" data-sheet="">
                <ul role="list">
                    {entry("/activity", false, Icon::Chart, text!(activity.title))}
                    {entry("/tools", false, Icon::Sliders, text!(tools.title))}
                    {entry("/settings/brand", false, Icon::Palette, text!(brand.title))}
                    {entry("/brand/voice", false, Icon::Pen, text!(voice.title))}
                    {entry("/settings/models", false, Icon::Model, text!(models.title))}
                    {entry("/settings/roles", false, Icon::Eye, text!(roles.title))}
                    {entry("/settings/budgets", false, Icon::Wallet, text!(budgets.title))}
                    {entry("/settings/tokens", false, Icon::Key, text!(nav.tokens))}
                    {entry("/settings/jobs", false, Icon::Tray, text!(nav.jobs))}
                    {entry("/api", true, Icon::Code, text!(nav.api))}
                </ul>
            </div>
        </nav>
    }
    .into_any()
}

/// The path of the page that is asked for.
fn path() -> String {
    use_context::<Parts>()
        .map(|parts| parts.uri.path().to_owned())
        .unwrap_or_default()
}

/// Whether the page at `path` is what `href` leads to, or below it unless it is to be `exact`.
fn is_here(path: &str, href: &str, exact: bool) -> bool {
    path == href
        || (!exact
            && path
                .strip_prefix(href)
                .is_some_and(|rest| rest.starts_with('/')))
}

/// The keys that lead to a page, one after the other; `frontend/page/keys.ts` listens for them.
fn keys_to(href: &str) -> Option<&'static str> {
    match href {
        "/" => Some("gc"),
        "/posts" => Some("gp"),
        "/settings/tokens" => Some("gt"),
        "/settings/jobs" => Some("gj"),
        "/activity" => Some("ga"),
        "/briefs/new" => Some("n"),
        _ => None,
    }
}

/// Who is signed in, how things are shown, and the way out.
#[component]
fn Account(me: Option<Me>) -> AnyView {
    let label = me.as_ref().map_or_else(
        || text!(frame.display).to_owned(),
        |me| text!(frame.account, name = me.name.clone()),
    );
    let picture = me.as_ref().map_or_else(
        || view! { <Glyph icon=Icon::Sliders /> }.into_any(),
        |me| view! { <Avatar name=me.name.clone() /> }.into_any(),
    );
    let signed_in = me.is_some();
    view! {
        <button type="button" class="tool" popovertarget="account" aria-label=label>{picture}</button>
        <div id="account" class="popover menu" popover="auto" data-sheet="">
            {me.map(|me| view! {
                <div class="who">
                    <Avatar name=me.name.clone() size="large" />
                    <div>
                        <strong>{me.name}</strong>
                        <p class="small muted">{me.email}</p>
                        <p class="small muted">{me.org_name}</p>
                    </div>
                </div>
                <hr />
            })}
            <Preferences />
            {signed_in.then(|| view! {
                <hr />
                <ul role="list">
                    <li class="needs-script">
                        <a href="/shortcuts" data-opens="sheet" data-keys="?">
                            {text!(keys.title)}
                            <kbd aria-hidden="true">"?"</kbd>
                        </a>
                    </li>
                </ul>
                <SignOut />
            })}
        </div>
    }
    .into_any()
}

#[component]
fn SignOut() -> AnyView {
    let form = FormState::new("/api/ui/sign-out");
    view! {
        <Form state=form class="inline">
            <Submit label=text!(frame.sign_out) kind="quiet" icon=Icon::Leave />
        </Form>
    }
    .into_any()
}

/// What opens over the page: the finder, and a place for a page of ours beside the one that is
/// open.
#[component]
fn Dialogs() -> AnyView {
    view! {
        <dialog id="finder" data-keep="" class="dialog palette" closedby="any" aria-label=text!(find.title)>
            <form action="/find" role="search">
                <input class="input" name="q" role="combobox" aria-expanded="true" aria-controls="finder-list"
                    aria-autocomplete="list" aria-label=text!(find.label) placeholder=text!(find.label)
                    autocomplete="off" spellcheck="false" enterkeyhint="go" />
            </form>
            <div class="found" id="finder-list" role="listbox" aria-label=text!(find.results)></div>
            <p class="tally" role="status"></p>
        </dialog>
        <dialog id="sheet" data-keep="" class="dialog drawer" closedby="any">
            <form method="dialog">
                <button class="tool" aria-label=text!(frame.close)>
                    <Glyph icon=Icon::Cross />
                </button>
            </form>
            <div class="sheet-body skeleton"><span></span><span></span><span></span></div>
        </dialog>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::is_here;

    #[test]
    fn an_entry_is_lit_on_its_page_and_below_it() {
        assert!(is_here("/", "/", true));
        assert!(!is_here("/posts", "/", true));
        assert!(is_here("/posts/1", "/posts", false));
        assert!(!is_here("/postscript", "/posts", false));
    }
}
