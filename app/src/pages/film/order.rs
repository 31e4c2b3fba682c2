//! The storyboard, and having it filmed, with its price.

use domain::{
    ids::PostId,
    video::{Shot, Storyboard, VideoShape},
    views::{VideoLength, VideoOfferView, VideosView},
};
use leptos::prelude::*;

use crate::{
    components::{Form, FormState, Icon, Notice, SelectField, Submit, TextField, Tone},
    pages::images::cents,
    text::text,
};

/// The storyboard, and the buttons that have it filmed.
#[component]
pub fn Order(
    /// The post.
    post: PostId,
    /// What its film is to show, and who would make it.
    videos: VideosView,
) -> AnyView {
    let state = FormState::new("/api/ui/make-video");
    let field = move |name: &str, value: String| state.typed(name).unwrap_or(value);
    let VideosView {
        storyboard,
        shape,
        first_frame,
        frames,
        offer,
        refused,
        ..
    } = videos;
    let Storyboard {
        shots,
        style,
        avoid,
    } = storyboard;
    // One row more than there are shots: that is how one is added.
    let rows: Vec<_> = shots
        .into_iter()
        .chain([Shot::default()])
        .take(Storyboard::MOST_SHOTS)
        .enumerate()
        .map(|(at, shot)| view! { <ShotFields state at shot /> })
        .collect();
    let shapes =
        VideoShape::ALL.map(|shape| (shape.slug().to_owned(), shape_name(shape).to_owned()));
    let none = (String::new(), text!(film.no_frame).to_owned());
    let photos = frames
        .into_iter()
        .map(|photo| (photo.id.to_string(), photo.name));
    let first = first_frame
        .map(|frame| frame.to_string())
        .unwrap_or_default();
    let making = offer.map(|offer| view! { <Making offer error=state.error("seconds") /> });
    view! {
        <section class="card" id="order">
            <h2>{text!(film.brief)}</h2>
            <p class="hint">{text!(film.brief_hint)}</p>
            <Director post />
            <Form state done=text!(film.ordered)>
                <input type="hidden" name="id" value=post.to_string() />
                {rows}
                <TextField name="fields[style]" label=text!(film.style) rows=2 optional=true
                    value=field("style", style) error=state.error("style") />
                <TextField name="fields[avoid]" label=text!(film.avoid) rows=2 optional=true
                    value=field("avoid", avoid) error=state.error("avoid") />
                <SelectField name="fields[shape]" label=text!(film.shape) options=shapes.to_vec()
                    value=field("shape", shape.slug().to_owned()) />
                <SelectField name="fields[first_frame]" label=text!(film.first_frame)
                    options=std::iter::once(none).chain(photos).collect()
                    value=field("first_frame", first) error=state.error("first_frame") />
                {making}
            </Form>
            {refused.map(|why| view! { <Notice tone=Tone::Plain><p>{why} " " <a href="/settings/models">{text!(models.title)}</a></p></Notice> })}
        </section>
    }
    .into_any()
}

fn shape_name(shape: VideoShape) -> &'static str {
    match shape {
        VideoShape::Wide => text!(film.wide),
        VideoShape::Tall => text!(film.tall),
    }
}

#[component]
fn ShotFields(state: FormState, at: usize, shot: Shot) -> AnyView {
    let number = text!(film.shot, number = at + 1);
    let named = move |label: &str| format!("{label}: {}", text!(film.shot, number = at + 1));
    let key = move |name: &str| format!("shots.{at}.{name}");
    let value = move |name: &str, value: String| state.typed(&key(name)).unwrap_or(value);
    let error = move |name: &str| state.error(&key(name));
    let seconds = match shot.seconds {
        0 => String::new(),
        seconds => seconds.to_string(),
    };
    view! {
        <fieldset class="field shot">
            <legend>{number}</legend>
            <TextField name=format!("fields[seen][{at}]") label=named(text!(film.seen)) rows=3
                value=value("seen", shot.seen) error=error("seen") />
            <TextField name=format!("fields[said][{at}]") label=named(text!(film.said)) hint=text!(film.said_hint) rows=2 optional=true
                value=value("said", shot.said) error=error("said") />
            <TextField name=format!("fields[seconds][{at}]") label=named(text!(film.seconds)) hint=text!(film.seconds_hint)
                value=value("seconds", seconds) error=error("seconds") />
        </fieldset>
    }
    .into_any()
}

/// Has the art director write the storyboard.
#[component]
fn Director(post: PostId) -> AnyView {
    let state = FormState::new("/api/ui/brief-video");
    view! {
        <Form state class="inline">
            <input type="hidden" name="id" value=post.to_string() />
            <Submit label=text!(images.direct) size="small" icon=Icon::Palette />
        </Form>
    }
    .into_any()
}

/// How long, each with the most it may cost.
#[component]
fn Making(offer: VideoOfferView, #[prop(optional_no_strip)] error: Option<String>) -> AnyView {
    let VideoOfferView { model, lengths, .. } = offer;
    let priced = lengths.iter().all(|length| length.most.is_some());
    let buttons: Vec<_> = lengths
        .into_iter()
        .map(|VideoLength { seconds, most }| {
            let label = most.map_or_else(
                || text!(film.make, seconds = seconds),
                |most| text!(film.make_at_most, seconds = seconds, cost = cents(most)),
            );
            view! { <Submit label name="length" value=seconds.to_string() /> }
        })
        .collect();
    let about = if priced {
        text!(film.by, model = model)
    } else {
        text!(film.by_unpriced, model = model)
    };
    view! {
        <fieldset class="field">
            <legend>{text!(film.length)}</legend>
            <p class="hint">{about}</p>
            {error.map(|error| view! { <p class="field-error"><span>{error}</span></p> })}
            <div class="actions">{buttons}</div>
        </fieldset>
    }
    .into_any()
}
