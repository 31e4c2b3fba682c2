//! Data on its way: skeleton, content or refusal.

use std::{future::Future, time::Duration};

use leptos::{leptos_dom::helpers::debounce, prelude::*};
use serde::{Serialize, de::DeserializeOwned};

use super::{ErrorState, PageHead};
use crate::{browser, error::AppResult, text::text};

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

/// Fetches anew shortly after each event at the address that `address` gives, once for a burst of
/// them. `connected` tells whether events arrive.
pub fn follow<T>(
    fetched: Fetched<T>,
    connected: RwSignal<bool>,
    address: impl Fn(&T) -> Option<String> + 'static,
) where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    const BURST: Duration = Duration::from_millis(150);
    let following = StoredValue::new(None::<String>);
    let owner = Owner::current();
    Effect::new(move || {
        let Some(Ok(value)) = fetched.get() else {
            return;
        };
        let Some(address) = address(&value).filter(|_| following.read_value().is_none()) else {
            return;
        };
        following.set_value(Some(address.clone()));
        let begin = move || {
            let refetch = StoredValue::new_local(debounce(BURST, move |()| fetched.refetch()));
            browser::follow(
                &address,
                move || refetch.update_value(|refetch| refetch(())),
                move |is| connected.set(is),
            );
        };
        // The connection lives as long as the page, not only until this effect runs again.
        owner.as_ref().map_or_else(|| (), |owner| owner.with(begin));
    });
}

/// Shows what was fetched with `view`; keeps showing it while it is fetched anew.
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
    // Read at once rather than awaited: a pending future would leave the old content on the page
    // after its signals are gone.
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
    view! { <Transition fallback=Skeleton>{content}</Transition> }.into_any()
}

/// Content whose elements are made anew when `key` changes, such as a form whose typed text
/// belongs to one version of one post.
#[component]
pub fn Fresh(
    /// What the content belongs to.
    #[prop(into)]
    key: String,
    /// The content.
    content: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView {
    let keys = move || [key.clone()];
    view! { <For each=keys key=Clone::clone children=move |_| content() /> }.into_any()
}

/// Grey bars in the place of what is coming.
#[component]
fn Skeleton() -> AnyView {
    view! {
        <div class="skeleton" role="status">
            <b class="visually-hidden">{text!(list.loading)}</b>
            <span></span>
            <span></span>
            <span></span>
        </div>
    }
    .into_any()
}
