//! Where one is among several: tabs and steps.

use leptos::prelude::*;

/// Views of the same thing, each with an address.
#[component]
pub fn Tabs(
    /// What they are together.
    #[prop(into)]
    label: String,
    /// Address and name of each.
    tabs: Vec<(String, String)>,
    /// The address of the one that is shown.
    #[prop(into)]
    current: String,
) -> AnyView {
    let tabs: Vec<_> = tabs
        .into_iter()
        .map(|(href, name)| {
            let here = (href == current).then_some("page");
            view! { <a class="tab" href=href aria-current=here>{name}</a> }
        })
        .collect();
    view! { <nav class="tabs" aria-label=label>{tabs}</nav> }.into_any()
}

/// The steps of something that has an end.
#[component]
pub fn Stepper(
    /// What they lead to.
    #[prop(into)]
    label: String,
    /// Their names, in order.
    steps: Vec<String>,
    /// How many are done; the one after them is current.
    done: usize,
) -> AnyView {
    let steps: Vec<_> = steps
        .into_iter()
        .enumerate()
        .map(|(at, name)| {
            let current = (at == done).then_some("step");
            view! { <li data-done=(at < done).then_some("") aria-current=current>{name}</li> }
        })
        .collect();
    view! { <ol class="stepper" aria-label=label>{steps}</ol> }.into_any()
}
