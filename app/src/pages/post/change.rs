//! Changing a post by one click. What comes of it is a variant, to be compared and then used.

use domain::{
    ids::PostId,
    post::Aim,
    views::{Estimate, VariantsView},
};
use leptos::prelude::*;

use crate::{
    api::variants::variants,
    components::{
        Form, FormState, Icon, LinkButton, Loaded, Notice, Submit, Tone, fetched, labels,
    },
    text::text,
};

/// Characters of a kind of readers that a button shows.
const SHOWN: usize = 44;

/// The changes that a click asks for, what one costs, and the way to compare what came of them.
#[component]
pub fn Change(
    /// The post.
    post: PostId,
) -> AnyView {
    let found = fetched(move || post.to_string(), variants);
    view! {
        <section class="card">
            <h2>{text!(variants.change)}</h2>
            <p class="muted small">{text!(variants.change_about)}</p>
            <Loaded from=found view={move |view: VariantsView| view! { <OneClick post view /> }.into_any()} />
        </section>
    }
    .into_any()
}

#[component]
fn OneClick(post: PostId, view: VariantsView) -> AnyView {
    let waiting = view.variants.len();
    let href = format!("/posts/{post}/variants");
    let label = if waiting == 0 {
        text!(variants.open).to_owned()
    } else {
        text!(variants.waiting, count = waiting)
    };
    view! {
        <Changes post personas=view.personas />
        <Price estimate=view.estimate />
        <div class="actions"><LinkButton href label size="small" icon=Icon::Copy /></div>
    }
    .into_any()
}

/// A button for each change.
#[component]
fn Changes(post: PostId, personas: Vec<String>) -> AnyView {
    let state = FormState::new("/api/ui/change-post");
    let buttons = Aim::ONE_CLICK.map(
        |aim| view! { <Submit label=labels::aim(&aim) size="small" name="aim[kind]" value=aim.slug() /> },
    );
    let readers: Vec<_> = personas
        .into_iter()
        .map(|persona| {
            let label = text!(variants.for_persona, persona = shortened(&persona));
            let describes = text!(variants.for_persona, persona = persona.clone());
            view! { <Submit label size="small" name="aim[persona]" value=persona describes /> }
        })
        .collect();
    view! {
        <Form state class="actions">
            <input type="hidden" name="id" value=post.to_string() />
            {buttons}
        </Form>
        {(!readers.is_empty()).then(|| view! {
            <form class="actions" method="post" action="/api/ui/change-post">
                <input type="hidden" name="id" value=post.to_string() />
                <input type="hidden" name="aim[kind]" value="for_persona" />
                {readers}
            </form>
        })}
    }
    .into_any()
}

/// What a variant costs, before it is asked for.
#[component]
pub fn Price(
    /// The most it may cost.
    estimate: Estimate,
) -> AnyView {
    if let Some(why) = estimate.refused {
        return view! { <Notice tone=Tone::Warn><p>{why}</p></Notice> }.into_any();
    }
    let price = match estimate.most {
        None => text!(variants.price_unknown).to_owned(),
        Some(cost) if cost.0 == 0 => text!(variants.price_free).to_owned(),
        Some(cost) => text!(variants.price, cost = cost.to_string()),
    };
    view! { <p class="muted small">{price}</p> }.into_any()
}

/// The first words, as many as fit a button.
fn shortened(persona: &str) -> String {
    let mut shown = String::new();
    for word in persona.split_whitespace() {
        if shown.chars().count() + word.chars().count() >= SHOWN {
            let end = if shown.is_empty() { SHOWN } else { 0 };
            shown.extend(word.chars().take(end));
            return format!("{shown}…");
        }
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(word);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_shows_the_first_words_of_a_kind_of_readers() {
        assert_eq!(shortened("Commuters in a hurry"), "Commuters in a hurry");
        let long = "Families with children from 4 to 12 in the city and its suburbs";
        assert_eq!(
            shortened(long),
            "Families with children from 4 to 12 in the…"
        );
        assert_eq!(shortened(&"x".repeat(90)).chars().count(), SHOWN + 1);
    }
}
