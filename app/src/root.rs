//! The root component: router, frame and routes.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    Lazy, SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    frame::{Frame, frame_view},
    pages::{
        api::ApiPage, brief::BriefPage, brief_new::BriefNewPage, campaign::CampaignPage,
        campaigns::CampaignsPage, help::HelpPage, jobs::JobsPage, not_found::NotFoundPage,
        post::PostPage, print::PrintPage, set_up::SetUpPage, sign_in::SignInPage,
        tokens::TokensPage,
    },
    text::text,
};

/// A page waits for its data on the server, so that it is complete without a script.
const WHOLE: SsrMode = SsrMode::Async;

/// The whole application, the same on the server and in the browser.
#[component]
pub fn App() -> AnyView {
    provide_meta_context();
    provide_context(frame_view());
    view! {
        // Pages name themselves; until one has loaded, the document still has a name.
        <Title text=text!(product.name) formatter=title_of />
        <Router>
            <Frame>
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=path!("/") view={Lazy::<CampaignsPage>::new()} ssr=WHOLE />
                    <Route path=path!("/setup") view=SetUpPage ssr=WHOLE />
                    <Route path=path!("/sign-in") view=SignInPage ssr=WHOLE />
                    <Route path=path!("/briefs/new") view={Lazy::<BriefNewPage>::new()} ssr=WHOLE />
                    <Route path=path!("/briefs/:id") view={Lazy::<BriefPage>::new()} ssr=WHOLE />
                    <Route path=path!("/campaigns/:id") view={Lazy::<CampaignPage>::new()} ssr=WHOLE />
                    <Route path=path!("/campaigns/:id/print") view={Lazy::<PrintPage>::new()} ssr=WHOLE />
                    <Route path=path!("/posts/:id") view={Lazy::<PostPage>::new()} ssr=WHOLE />
                    <Route path=path!("/settings/tokens") view={Lazy::<TokensPage>::new()} ssr=WHOLE />
                    <Route path=path!("/settings/jobs") view={Lazy::<JobsPage>::new()} ssr=WHOLE />
                    <Route path=path!("/api") view={Lazy::<ApiPage>::new()} ssr=WHOLE />
                    <Route path=path!("/help/errors/:code") view={Lazy::<HelpPage>::new()} ssr=WHOLE />
                </FlatRoutes>
            </Frame>
        </Router>
    }
    .into_any()
}

/// The document's title on the page called `page`.
fn title_of(page: String) -> String {
    let product = text!(product.name);
    if page == product {
        page
    } else {
        format!("{page} · {product}")
    }
}
