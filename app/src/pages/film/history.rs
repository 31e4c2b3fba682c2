//! What was made: each film with its captions and its record, to be taken away or deleted.

use domain::{ids::CampaignId, video::Storyboard, views::MadeVideoView};
use leptos::prelude::*;

use crate::{
    components::{Details, EmptyState, Form, FormState, Icon, LinkButton, Submit, When, labels},
    text::text,
};

/// The films that were made for a post, the latest first.
#[component]
pub fn History(
    /// The post's campaign.
    campaign: CampaignId,
    /// The films.
    made: Vec<MadeVideoView>,
) -> AnyView {
    if made.is_empty() {
        return view! { <EmptyState icon=Icon::Palette title=text!(film.empty_title) body=text!(film.empty) /> }
            .into_any();
    }
    let count = made.len();
    let cards: Vec<_> = made
        .into_iter()
        .zip(1..)
        .map(|(made, nth)| {
            let number = count + 1 - nth;
            view! { <Made campaign made number /> }
        })
        .collect();
    view! {
        <section class="stack" id="made">
            <h2>{text!(film.made)}</h2>
            <ul role="list" class="made-pictures">{cards}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Made(campaign: CampaignId, made: MadeVideoView, number: usize) -> AnyView {
    let MadeVideoView {
        id,
        step,
        storyboard,
        captioned,
        poster,
        provider,
        model,
        cost,
        made_at,
        width,
        height,
        millis,
    } = made;
    let name = text!(film.film, number = number);
    let told = format!("/campaigns/{campaign}/steps/{step}");
    let address = format!("/films/{id}/film.mp4");
    let poster = poster.map(|poster| format!("/pictures/photos/{poster}"));
    let track = captioned.then(|| {
        view! { <track kind="captions" src=format!("/films/{id}/captions.vtt") label=text!(film.captions) default /> }
    });
    let length = labels::seconds(millis.div_ceil(1_000));
    view! {
        <li class="card">
            <h3>{name.clone()}</h3>
            <video controls preload="metadata" src=address.clone() poster=poster width=width height=height aria-label=name.clone()>{track}</video>
            <p class="muted small numbers">
                <span dir="auto">{format!("{model} ({provider})")}</span> " · " {length} " · " {labels::cost(cost)} " · " <When at=made_at />
            </p>
            <Details summary=text!(film.storyboard_of, film = name.clone())>
                <Board storyboard />
                <p class="small"><a href=told data-opens="sheet">{text!(images.told)}</a></p>
            </Details>
            <div class="actions">
                <LinkButton href=address label=text!(film.download) size="small" external=true download=format!("film-{number}.mp4") />
                <Delete id=id.to_string() name />
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn Delete(id: String, name: String) -> AnyView {
    let state = FormState::new("/api/ui/delete-video");
    let describes = text!(film.delete_named, film = name);
    view! {
        <Form state class="inline">
            <input type="hidden" name="video" value=id />
            <Submit label=text!(images.delete) kind="danger" size="small" describes />
        </Form>
    }
    .into_any()
}

/// A storyboard, shot by shot.
#[component]
pub fn Board(
    /// The storyboard.
    storyboard: Storyboard,
) -> AnyView {
    let shots: Vec<_> = storyboard
        .shots
        .into_iter()
        .map(|shot| {
            let said = (!shot.said.is_empty()).then(|| view! { <p dir="auto">"“" {shot.said} "”"</p> });
            view! {
                <li>
                    <span class="muted numbers">{labels::seconds(shot.seconds.into())}</span> " " <span class="pre" dir="auto">{shot.seen}</span>
                    {said}
                </li>
            }
        })
        .collect();
    let rows: Vec<_> = [
        (text!(film.style), storyboard.style),
        (text!(film.avoid), storyboard.avoid),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(
        |(label, text)| view! { <div><dt>{label}</dt><dd class="pre" dir="auto">{text}</dd></div> },
    )
    .collect();
    view! {
        <ol class="small">{shots}</ol>
        <dl class="facts small">{rows}</dl>
    }
    .into_any()
}
