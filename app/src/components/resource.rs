//! What a page is made of: content, or a refusal in its place.

use std::future::Future;

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::{ErrorState, PageHead};
use crate::error::AppResult;

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

/// Shows what was fetched with `view`, or why it is not to be had.
#[component]
pub fn Loaded<T>(
    /// What was fetched.
    from: Fetched<T>,
    /// How it looks.
    view: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
    /// Whether it is the whole page, head and all, so that a refusal needs a head as well.
    #[prop(optional)]
    whole: bool,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
{
    let content = move || {
        from.get().map(|fetched| match fetched {
            Ok(value) => view(value),
            Err(error) => view! {
                {whole.then(|| view! { <PageHead title=error.problem.code.title() /> })}
                <ErrorState problem=error.problem />
            }
            .into_any(),
        })
    };
    view! { <Suspense>{content}</Suspense> }.into_any()
}
