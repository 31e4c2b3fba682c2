//! What an address without a page shows.

use domain::problem::{Code, Problem};
use leptos::prelude::*;

use crate::{
    api::visit::report,
    components::{ErrorState, Icon, LinkButton, PageHead},
    text::text,
};

/// Any address the product does not know.
#[component]
pub fn NotFoundPage() -> AnyView {
    let problem = Problem::new(Code::NotFound, text!(not_found.detail));
    report(&problem);
    view! {
        <PageHead title=text!(not_found.title) />
        <ErrorState problem />
        <div class="actions"><LinkButton href="/" label=text!(nav.campaigns) icon=Icon::Back /></div>
    }
    .into_any()
}
