//! The root component: router and page frame.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    Lazy,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    pages::{api::ApiPage, home::HomePage, not_found::NotFoundPage},
    text::text,
};

/// The whole application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title formatter=|title| format!("{title} · {}", text!(product.name)) />
        <Router>
            <main id="main">
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=path!("/") view=HomePage />
                    <Route path=path!("/api") view={Lazy::<ApiPage>::new()} />
                </FlatRoutes>
            </main>
        </Router>
    }
}
