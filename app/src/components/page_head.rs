//! The head of a page: way back, title, one line about it, and what can be done.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{Glyph, Icon};

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
                {back.map(|(href, name)| {
                    view! {
                        <a class="crumb" href=href>
                            <Glyph icon=Icon::Back />
                            {name}
                        </a>
                    }
                })}
                <h1 dir="auto">{title}</h1>
                {about.map(|about| view! { <p>{about}</p> })}
            </div>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
    .into_any()
}
