//! The root component: frame and routes.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    api::frame::FrameView,
    frame::Frame,
    pages::{
        activity::ActivityPage,
        alike::AlikePage,
        api::ApiPage,
        brand::BrandPage,
        brief::BriefPage,
        brief_new::BriefNewPage,
        budgets::BudgetsPage,
        campaign::{CampaignPage, ComparePage, ForkPage, StepPage},
        campaigns::CampaignsPage,
        film::FilmPage,
        find::FindPage,
        help::HelpPage,
        images::ImagesPage,
        jobs::JobsPage,
        models::ModelsPage,
        news::NewsPage,
        not_found::NotFoundPage,
        post::{PostPage, VariantsPage},
        posts::PostsPage,
        previews::PreviewsPage,
        print::PrintPage,
        readers::{NewReaderPage, ReaderPage},
        roles::{RolePage, RolesPage},
        set_up::SetUpPage,
        shortcuts::ShortcutsPage,
        sign_in::SignInPage,
        start::StartPage,
        styleguide::StyleguidePage,
        tokens::TokensPage,
        tools::{TermsPage, ToolsPage},
        voice::{
            GoldenPage, RulePage, SamplePage, SamplesPage, TrialPage, VersionPage, VersionsPage,
            VoicePage,
        },
    },
    text::text,
};

/// A page waits for its data on the server, so that it is complete without a script.
const WHOLE: SsrMode = SsrMode::Async;

/// The whole application.
#[component]
pub fn App() -> AnyView {
    provide_meta_context();
    provide_context(FrameView::of_request());
    view! {
        // Pages name themselves; an address without a page still gives the document a name.
        <Title text=text!(product.name) formatter=title_of />
        <Router>
            <Frame>
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=path!("/") view=CampaignsPage ssr=WHOLE />
                    <Route path=path!("/setup") view=SetUpPage ssr=WHOLE />
                    <Route path=path!("/start") view=StartPage ssr=WHOLE />
                    <Route path=path!("/sign-in") view=SignInPage ssr=WHOLE />
                    <Route path=path!("/briefs/new") view=BriefNewPage ssr=WHOLE />
                    <Route path=path!("/briefs/:id") view=BriefPage ssr=WHOLE />
                    <Route path=path!("/campaigns/:id") view=CampaignPage ssr=WHOLE />
                    <Route path=path!("/campaigns/:id/steps/:step") view=StepPage ssr=WHOLE />
                    <Route path=path!("/campaigns/:id/fork") view=ForkPage ssr=WHOLE />
                    <Route path=path!("/campaigns/:id/compare/:other") view=ComparePage ssr=WHOLE />
                    <Route path=path!("/campaigns/:id/print") view=PrintPage ssr=WHOLE />
                    <Route path=path!("/posts") view=PostsPage ssr=WHOLE />
                    <Route path=path!("/posts/:id") view=PostPage ssr=WHOLE />
                    <Route path=path!("/posts/:id/variants") view=VariantsPage ssr=WHOLE />
                    <Route path=path!("/posts/:id/alike") view=AlikePage ssr=WHOLE />
                    <Route path=path!("/posts/:id/picture") view=ImagesPage ssr=WHOLE />
                    <Route path=path!("/posts/:id/film") view=FilmPage ssr=WHOLE />
                    <Route path=path!("/tools") view=ToolsPage ssr=WHOLE />
                    <Route path=path!("/previews") view=PreviewsPage ssr=WHOLE />
                    <Route path=path!("/settings/tokens") view=TokensPage ssr=WHOLE />
                    <Route path=path!("/settings/brand") view=BrandPage ssr=WHOLE />
                    <Route path=path!("/brand/voice") view=VoicePage ssr=WHOLE />
                    <Route path=path!("/brand/voice/rule") view=RulePage ssr=WHOLE />
                    <Route path=path!("/brand/voice/samples") view=SamplesPage ssr=WHOLE />
                    <Route path=path!("/brand/voice/samples/:id") view=SamplePage ssr=WHOLE />
                    <Route path=path!("/brand/voice/golden") view=GoldenPage ssr=WHOLE />
                    <Route path=path!("/brand/voice/try") view=TrialPage ssr=WHOLE />
                    <Route path=path!("/brand/voice/versions") view=VersionsPage ssr=WHOLE />
                    <Route path=path!("/brand/voice/versions/:number") view=VersionPage ssr=WHOLE />
                    <Route path=path!("/brand/terms") view=TermsPage ssr=WHOLE />
                    <Route path=path!("/settings/jobs") view=JobsPage ssr=WHOLE />
                    <Route path=path!("/settings/models") view=ModelsPage ssr=WHOLE />
                    <Route path=path!("/settings/roles") view=RolesPage ssr=WHOLE />
                    <Route path=path!("/settings/roles/:task") view=RolePage ssr=WHOLE />
                    <Route path=path!("/settings/readers/new") view=NewReaderPage ssr=WHOLE />
                    <Route path=path!("/settings/readers/:id") view=ReaderPage ssr=WHOLE />
                    <Route path=path!("/settings/budgets") view=BudgetsPage ssr=WHOLE />
                    <Route path=path!("/activity") view=ActivityPage ssr=WHOLE />
                    <Route path=path!("/api") view=ApiPage ssr=WHOLE />
                    <Route path=path!("/help/errors/:code") view=HelpPage ssr=WHOLE />
                    <Route path=path!("/find") view=FindPage ssr=WHOLE />
                    <Route path=path!("/news") view=NewsPage ssr=WHOLE />
                    <Route path=path!("/styleguide") view=StyleguidePage ssr=WHOLE />
                    <Route path=path!("/shortcuts") view=ShortcutsPage ssr=WHOLE />
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
