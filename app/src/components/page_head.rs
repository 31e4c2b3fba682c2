//! The head of a page: way back, title, one line about it, and what can be done.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::text::text;

/// Title and acts of a page; also names the document.
#[component]
pub fn PageHead(
    /// The page's title.
    #[prop(into)]
    title: String,
    /// One line about it.
    #[prop(optional, into)]
    about: Option<String>,
    /// Where the way back leads, and its name.
    #[prop(optional)]
    back: Option<(String, String)>,
    /// What can be done here.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    view! {
        <Title text=title.clone() />
        <div class="page-head">
            <div>
                {back.map(|back| view! { <Trail back /> })}
                <h1 dir="auto">{title}</h1>
                {about.map(|about| view! { <p>{about}</p> })}
            </div>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
    .into_any()
}

/// The way down to this page from the list of campaigns, which is where all others hang.
#[component]
fn Trail(back: (String, String)) -> AnyView {
    let (href, name) = back;
    let below = href != "/";
    view! {
        <nav class="crumbs" aria-label=text!(frame.trail)>
            <ol>
                {below.then(|| view! { <li><a href="/">{text!(nav.campaigns)}</a></li> })}
                <li><a href=href dir="auto">{name}</a></li>
            </ol>
        </nav>
    }
    .into_any()
}
