//! `/brand/voice/golden`: texts that people decided about, and what the versions make of them.

use domain::{
    post::PostState,
    views::{DecidedPost, GoldenCase, GoldenDesk},
    voice::Judgement,
};
use leptos::prelude::*;

use super::{Head, trial::fit};
use crate::{
    api::voice::{self, voice},
    components::{
        Badge, Details, EmptyState, Form, FormState, Icon, Loaded, RadioGroup, Submit, TextField,
        Tone, When, fetched, labels,
    },
    text::text,
};

/// The golden set.
#[component]
pub fn GoldenPage() -> AnyView {
    let found = fetched(|| (), |()| voice());
    view! {
        <Head current="/brand/voice/golden" />
        <Loaded from=found view={|page: voice::VoicePage| view! { <Whole page /> }.into_any()} />
    }
    .into_any()
}

#[component]
fn Whole(page: voice::VoicePage) -> AnyView {
    let GoldenDesk {
        mut cases, posts, ..
    } = page.golden;
    // What would be judged wrongly is what one came for.
    cases.sort_by_key(|case| !case.is_wrong());
    let empty = cases.is_empty();
    let rows: Vec<_> = cases
        .into_iter()
        .map(|case| view! { <Case case /> })
        .collect();
    view! {
        <div class="stack">
            <p>{text!(voice.golden_about)}</p>
            {empty.then(|| view! { <EmptyState icon=Icon::Tick title=text!(voice.golden_empty_title) body=text!(voice.golden_empty) /> })}
            {(!empty).then(|| view! { <section class="card"><ul role="list" class="stack">{rows}</ul></section> })}
            <Posts posts />
            <Add />
        </div>
    }
    .into_any()
}

#[component]
fn Case(case: GoldenCase) -> AnyView {
    let state = FormState::new("/api/ui/remove-golden");
    let (verdict, tone) = if case.golden.approved {
        (text!(voice.approved), Tone::Good)
    } else {
        (text!(voice.rejected), Tone::Bad)
    };
    let beginning: String = case.golden.text.chars().take(40).collect();
    let remove = text!(voice.remove_named, rule = beginning);
    let mark = if case.is_newly_wrong() {
        Some((text!(voice.newly_wrong), Tone::Warn))
    } else {
        case.is_wrong().then(|| (text!(voice.wrong), Tone::Warn))
    };
    let long = case.golden.text.chars().count() > 400;
    let text = case.golden.text.clone();
    let shown = if long {
        let start: String = text.chars().take(300).collect();
        view! { <p class="pre" dir="auto">{format!("{start}…")}</p> <Details summary=text!(voice.show)><p class="voice-text" dir="auto">{text}</p></Details> }.into_any()
    } else {
        view! { <p class="pre" dir="auto">{text}</p> }.into_any()
    };
    view! {
        <li class="section-head">
            <div>
                <p>
                    <Badge label=verdict tone /> " "
                    {mark.map(|(label, tone)| view! { <Badge label tone pictured=true /> })}
                </p>
                {shown}
                {case.draft.map(|judgement| view! { <Judged judgement of=text!(voice.of_draft) /> })}
                {case.published.map(|judgement| view! { <Judged judgement of=text!(voice.of_published) /> })}
                <p class="muted small"><bdi>{case.golden.by}</bdi> " · " <When at=case.golden.at />
                    {case.golden.post.map(|post| view! { " · " <a href=format!("/posts/{post}")>{text!(voice.to_post)}</a> })}
                </p>
            </div>
            <Form state class="inline">
                <input type="hidden" name="id" value=case.golden.id.to_string() />
                <Submit label=text!(voice.remove) size="small" kind="quiet" describes=remove />
            </Form>
        </li>
    }
    .into_any()
}

/// What one version makes of a text, and why.
#[component]
fn Judged(judgement: Judgement, of: &'static str) -> AnyView {
    let (label, tone) = fit(judgement.score.fits);
    let points = judgement
        .score
        .whole
        .map(|points| text!(voice.points, points = points.to_string()));
    let why: Vec<_> = judgement
        .score
        .breaches
        .into_iter()
        .map(|breach| view! { <li dir="auto">{breach.finding.message}</li> })
        .collect();
    view! {
        <p class="small">{of} ": " <Badge label tone /> " " {points}</p>
        {(!judgement.right && !why.is_empty()).then(|| view! { <ul class="small">{why}</ul> })}
    }
    .into_any()
}

/// Posts that were decided about lately, each one click away from the set.
#[component]
fn Posts(posts: Vec<DecidedPost>) -> AnyView {
    if posts.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = posts
        .into_iter()
        .map(|post| view! { <Post post /> })
        .collect();
    view! {
        <section class="card">
            <h2>{text!(voice.posts_title)}</h2>
            <ul role="list" class="stack">{rows}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Post(post: DecidedPost) -> AnyView {
    let state = FormState::new("/api/ui/add-golden-post");
    let (label, tone) = if post.state == PostState::Approved {
        (text!(voice.approved), Tone::Good)
    } else {
        labels::post_state(post.state)
    };
    let score = post.score.and_then(|score| score.whole);
    let score = score.map(|points| text!(voice.points, points = points.to_string()));
    let version = post
        .version
        .map(|number| text!(voice.version_title, number = number.to_string()));
    let add = text!(voice.add_named, post = post.headline.clone());
    view! {
        <li class="section-head">
            <div>
                <p><a href=format!("/posts/{}", post.id) dir="auto">{post.headline}</a></p>
                <p class="muted small">{post.channel.name()} " · " <Badge label tone /> " " {score} " " {version}</p>
            </div>
            {if post.in_set {
                view! { <span class="muted small">{text!(voice.in_set)}</span> }.into_any()
            } else {
                view! {
                    <Form state class="inline">
                        <input type="hidden" name="id" value=post.id.to_string() />
                        <Submit label=text!(voice.add) size="small" describes=add />
                    </Form>
                }
                .into_any()
            }}
        </li>
    }
    .into_any()
}

#[component]
fn Add() -> AnyView {
    let state = FormState::new("/api/ui/add-golden");
    let verdicts = vec![
        ("approved".to_owned(), text!(voice.approved).to_owned()),
        ("rejected".to_owned(), text!(voice.rejected).to_owned()),
    ];
    view! {
        <section class="card">
            <h2>{text!(voice.golden_add)}</h2>
            <Form state>
                <TextField name="text" label=text!(voice.text) rows=5 value=state.typed("text").unwrap_or_default() error=state.error("text") />
                <RadioGroup name="verdict" label=text!(voice.verdict) options=verdicts value="approved" />
                <div class="actions"><Submit label=text!(voice.add) kind="primary" icon=Icon::Add /></div>
            </Form>
        </section>
    }
    .into_any()
}
