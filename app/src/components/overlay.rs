//! What lies over the page, each on the browser's own element: dialog, drawer, menu, tooltip.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::text::text;

/// A dialog with the button that opens it. Focus, Escape and the way back are the browser's.
#[component]
pub fn Dialog(
    /// What the button finds it by.
    id: &'static str,
    /// What it is about.
    #[prop(into)]
    title: String,
    /// What the button says.
    #[prop(into)]
    opener: String,
    /// Whether it comes from the side, or from below on a phone.
    #[prop(optional)]
    drawer: bool,
    /// What is in it. A form of `method="dialog"` closes it.
    children: Children,
) -> AnyView {
    let heading = format!("{id}-title");
    let named = heading.clone();
    view! {
        <button type="button" class="button" command="show-modal" commandfor=id>{opener}</button>
        <dialog id=id class=if drawer { "dialog drawer" } else { "dialog" } closedby="any" aria-labelledby=named>
            <div class="dialog-head">
                <h2 id=heading>{title}</h2>
                <button type="button" class="tool" command="close" commandfor=id aria-label=text!(frame.close)>
                    <Glyph icon=Icon::Cross />
                </button>
            </div>
            {children()}
        </dialog>
    }
    .into_any()
}

/// A list of links and acts behind a button.
#[component]
pub fn Menu(
    /// What the button finds it by.
    id: &'static str,
    /// What the button says.
    #[prop(into)]
    label: String,
    /// Its entries: `<li>` with a link or a button each.
    children: Children,
) -> AnyView {
    view! {
        <button type="button" class="button" popovertarget=id>
            {label}
            <Glyph icon=Icon::More />
        </button>
        <div id=id class="popover menu" popover="auto" data-from="start" data-sheet="">
            <ul role="list">{children()}</ul>
        </div>
    }
    .into_any()
}

/// More about a control, shown while it is pointed at or has the focus.
#[component]
pub fn Tooltip(
    /// What the control is described by (`aria-describedby`).
    id: &'static str,
    /// The more.
    #[prop(into)]
    text: String,
    /// The control.
    children: Children,
) -> AnyView {
    view! { <span class="tip">{children()}<span role="tooltip" id=id>{text}</span></span> }
        .into_any()
}
