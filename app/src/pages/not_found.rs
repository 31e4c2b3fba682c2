//! What an address without a page shows.

use domain::problem::{Code, Problem};
use leptos::prelude::*;

use crate::{
    api::visit::report,
    components::{Icon, LinkButton, PageHead},
    text::text,
};

/// Any address the product does not know: what may have happened, and two ways on.
#[component]
pub fn NotFoundPage() -> AnyView {
    report(&Problem::new(Code::NotFound, text!(not_found.detail)));
    view! {
        <PageHead title=text!(not_found.title) about=text!(not_found.detail) />
        <div class="actions">
            <LinkButton href="/find" label=text!(find.title) icon=Icon::Find />
            <LinkButton href="/" label=text!(nav.campaigns) icon=Icon::Back />
        </div>
    }
    .into_any()
}
