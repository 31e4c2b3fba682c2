//! The page that shows the public interface's document.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::text::text;

/// `/api`: the operations under `/api/v1`.
pub struct ApiPage;

#[lazy_route]
impl LazyRoute for ApiPage {
    fn data() -> Self {
        Self
    }

    fn view(ApiPage: Self) -> AnyView {
        view! { <h1>{text!(not_found.title)}</h1> }.into_any()
    }
}
