//! The post's text read aloud, for reviewing it by ear.

use domain::{ids::PostId, views::SpokenPost};
use leptos::prelude::*;

use crate::{
    api::tools::spoken_post,
    components::{
        Form, FormState, Icon, LinkButton, Loaded, Notice, Submit, Tone, fetched, labels,
    },
    pages::tools::Aloud,
    text::text,
};

/// Hearing the text, or having it read.
#[component]
pub fn ReadAloud(post: PostId) -> AnyView {
    let spoken = fetched(move || post.to_string(), spoken_post);
    view! {
        <section class="card" id="aloud">
            <h2>{text!(tools.n_read_aloud)}</h2>
            <Loaded from=spoken view=move |spoken: SpokenPost| view! { <Spoken post spoken /> }.into_any() />
        </section>
    }
    .into_any()
}

#[component]
fn Spoken(post: PostId, spoken: SpokenPost) -> AnyView {
    let cost = labels::cost(spoken.cost);
    if let Some(used) = spoken.used {
        let href = format!("/posts/{post}#aloud");
        return if spoken.is_done {
            view! {
                <Aloud used />
                <p class="muted small">{text!(tools.read_for, cost = cost)}</p>
            }
            .into_any()
        } else {
            view! {
                <Notice tone=Tone::Accent>
                    <p>{text!(tools.open)}</p>
                    <div class="actions"><LinkButton href label=text!(tools.look_again) size="small" icon=Icon::Again /></div>
                </Notice>
            }
            .into_any()
        };
    }
    if let Some(refused) = spoken.refused {
        return view! { <p class="muted" lang="en">{refused}</p> }.into_any();
    }
    let state = FormState::new("/api/ui/read-aloud");
    let at_most = if spoken.cost.is_some() {
        text!(tools.at_most, cost = cost)
    } else {
        text!(tools.unpriced).to_owned()
    };
    view! {
        <Form state>
            <input type="hidden" name="post" value=post.to_string() />
            <div class="actions">
                <Submit label=text!(tools.n_read_aloud) icon=Icon::Model />
                <span class="muted small">{at_most}</span>
            </div>
        </Form>
    }
    .into_any()
}
