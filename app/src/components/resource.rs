//! Data on its way: skeleton, content or refusal.

use std::future::Future;

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::ErrorState;
use crate::{error::AppResult, text::text};

/// What a page fetched from the server.
pub type Fetched<T> = Resource<AppResult<T>>;

/// Fetches with `fetch` whenever `source` changes.
pub fn fetched<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> F + Send + Sync + 'static,
) -> Fetched<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = AppResult<T>> + Send + 'static,
{
    Resource::new(source, fetch)
}

/// Shows what was fetched with `view`; keeps showing it while it is fetched anew.
#[component]
pub fn Loaded<T>(
    /// What was fetched.
    from: Fetched<T>,
    /// How it looks.
    view: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    view! {
        <Transition fallback=Skeleton>
            {move || {
                let view = view.clone();
                Suspend::new(async move {
                    match from.await {
                        Ok(value) => view(value),
                        Err(error) => view! { <ErrorState problem=error.problem /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

/// Grey bars in the place of what is coming.
#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <b class="visually-hidden">{text!(list.loading)}</b>
            <span></span>
            <span></span>
            <span></span>
        </div>
    }
}
