//! What the picture is to show, and having it made, with its price.

use domain::{ids::PostId, picture::ImageBrief, usage::Cost, views::ImageOffer};
use leptos::prelude::*;

use crate::{
    components::{Form, FormState, Icon, Notice, Submit, TextField, Tone},
    text::text,
};

/// How many pictures can be had at once.
const COUNTS: [u8; 3] = [1, 2, 4];

/// The description, and the buttons that have it made.
#[component]
pub fn Order(
    /// The post.
    post: PostId,
    /// What the picture is to show.
    brief: ImageBrief,
    /// Who would make it.
    #[prop(optional_no_strip)]
    offer: Option<ImageOffer>,
    /// Why nobody can.
    #[prop(optional_no_strip)]
    refused: Option<String>,
) -> AnyView {
    let state = FormState::new("/api/ui/make-images");
    let field = move |name: &str, value: String| state.typed(name).unwrap_or(value);
    let making = offer.map(|offer| view! { <Making offer /> });
    view! {
        <section class="card" id="order">
            <h2>{text!(images.brief)}</h2>
            <p class="hint">{text!(images.brief_hint)}</p>
            <Director post />
            <Form state done=text!(images.ordered)>
                <input type="hidden" name="id" value=post.to_string() />
                <TextField name="fields[shows]" label=text!(images.shows) hint=text!(images.shows_hint) rows=4
                    value=field("shows", brief.shows) error=state.error("shows") />
                <TextField name="fields[composition]" label=text!(images.composition) rows=2 optional=true
                    value=field("composition", brief.composition) error=state.error("composition") />
                <TextField name="fields[style]" label=text!(images.style) rows=2 optional=true
                    value=field("style", brief.style) error=state.error("style") />
                <TextField name="fields[colours]" label=text!(images.colours) rows=2 optional=true
                    value=field("colours", brief.colours) error=state.error("colours") />
                <TextField name="fields[avoid]" label=text!(images.avoid) rows=2 optional=true
                    value=field("avoid", brief.avoid) error=state.error("avoid") />
                <TextField name="fields[alt_text]" label=text!(images.alt) hint=text!(images.alt_hint) rows=2 optional=true
                    value=field("alt_text", brief.alt_text) error=state.error("alt_text") />
                {making}
            </Form>
            {refused.map(|why| view! { <Notice tone=Tone::Plain><p>{why} " " <a href="/settings/models">{text!(models.title)}</a></p></Notice> })}
        </section>
    }
    .into_any()
}

/// Has the art director write the description.
#[component]
fn Director(post: PostId) -> AnyView {
    let state = FormState::new("/api/ui/brief-image");
    view! {
        <Form state class="inline">
            <input type="hidden" name="id" value=post.to_string() />
            <Submit label=text!(images.direct) size="small" icon=Icon::Palette />
        </Form>
    }
    .into_any()
}

/// How many, each with the most it may cost.
#[component]
fn Making(offer: ImageOffer) -> AnyView {
    let ImageOffer { model, most, .. } = offer;
    let buttons: Vec<_> = COUNTS
        .into_iter()
        .map(|count| {
            let label = most.map_or_else(
                || text!(images.make, count = count),
                |most| {
                    let cost = cents(Cost(most.0 * i64::from(count)));
                    text!(images.make_at_most, count = count, cost = cost)
                },
            );
            let kind = if count == 1 { "primary" } else { "" };
            view! { <Submit label kind name="count" value=count.to_string() /> }
        })
        .collect();
    let about = if most.is_some() {
        text!(images.by, model = model)
    } else {
        text!(images.by_unpriced, model = model)
    };
    view! {
        <fieldset class="field">
            <legend>{text!(images.how_many)}</legend>
            <p class="hint">{about}</p>
            <div class="actions">{buttons}</div>
        </fieldset>
    }
    .into_any()
}

/// A bound in dollars and whole cents, never less than it is.
pub fn cents(cost: Cost) -> String {
    let cents = cost.0.max(0).unsigned_abs().div_ceil(10_000);
    format!("${}.{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_never_rounded_down() {
        assert_eq!(cents(Cost(67_201)), "$0.07");
        assert_eq!(cents(Cost(70_000)), "$0.07");
        assert_eq!(cents(Cost(70_001)), "$0.08");
        assert_eq!(cents(Cost(1_230_000)), "$1.23");
        assert_eq!(cents(Cost(0)), "$0.00");
    }
}
