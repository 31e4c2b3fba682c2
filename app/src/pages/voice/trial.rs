//! `/brand/voice/try`: a text with its score and the words that lose points.

use domain::{
    views::{ScoredText, VoiceView},
    voice::{Judged, Score},
};
use leptos::prelude::*;

use super::{
    Head,
    words::{self, Marked},
};
use crate::{
    api::voice::{self, trial},
    components::{Badge, Form, FormState, Icon, Loaded, Submit, TextField, Tone, fetched},
    text::text,
};

/// Trying a text.
#[component]
pub fn TrialPage() -> AnyView {
    let found = fetched(|| (), |()| trial());
    view! {
        <Head current="/brand/voice/try" />
        <Loaded from=found view={|page: voice::TrialPage| view! { <Whole page /> }.into_any()} />
    }
    .into_any()
}

#[component]
fn Whole(page: voice::TrialPage) -> AnyView {
    let voice::TrialPage {
        tried,
        voice,
        model,
    } = page;
    let Some(voice) = voice else {
        return view! { <p class="muted">{text!(voice.no_voice)} " " <a href="/brand/voice">{text!(voice.bring_title)}</a></p> }.into_any();
    };
    let state = FormState::new("/api/ui/try-text");
    let typed = state.typed("text");
    let text = typed.unwrap_or_else(|| {
        tried
            .as_ref()
            .map(|tried| tried.text.clone())
            .unwrap_or_default()
    });
    view! {
        <div class="stack">
            <section class="card">
                <Form state>
                    <TextField name="text" label=text!(voice.text) hint=text!(voice.try_about) rows=7 value=text error=state.error("text") />
                    <div class="actions">
                        <Submit label=text!(voice.score_it) kind="primary" icon=Icon::Tick />
                        {model.then(|| view! { <Submit label=text!(voice.judge) icon=Icon::Model name="intent" value="judge" /> })}
                    </div>
                </Form>
            </section>
            {tried.map(|tried| view! { <Result tried voice model /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Result(tried: ScoredText, voice: VoiceView, model: bool) -> AnyView {
    let ScoredText {
        text,
        version,
        score,
        judged,
        ..
    } = tried;
    let spans = score
        .breaches
        .iter()
        .filter_map(|breach| breach.finding.span)
        .collect();
    view! {
        <section class="card" id="score">
            <h2>{text!(voice.against, number = version.to_string())}</h2>
            <Numbers score=score.clone() judged=judged.clone() model />
            <Marked text spans />
            <Breaches score=score.clone() voice=voice.clone() />
            {judged.map(|judged| view! { <Verdicts judged voice /> })}
            <Habits score />
        </section>
    }
    .into_any()
}

/// Whether a text fits.
pub fn fit(fits: Option<bool>) -> (&'static str, Tone) {
    match fits {
        Some(true) => (text!(voice.fits), Tone::Good),
        Some(false) => (text!(voice.fits_not), Tone::Bad),
        None => (text!(voice.cannot_tell), Tone::Plain),
    }
}

#[component]
fn Numbers(score: Score, judged: Option<Judged>, model: bool) -> AnyView {
    let points = |points: Option<u8>, none: &str| {
        points.map_or_else(
            || none.to_owned(),
            |points| text!(voice.points, points = points.to_string()),
        )
    };
    let (label, tone) = fit(score.fits);
    let unjudged = if model {
        text!(voice.not_asked)
    } else {
        text!(voice.not_judged)
    };
    let judged = points(judged.and_then(|judged| judged.points), unjudged);
    let kept = text!(
        voice.kept,
        kept = score.kept.to_string(),
        tested = score.tested.to_string()
    );
    view! {
        <p><Badge label tone pictured=true /> " " <strong>{points(score.whole, text!(voice.cannot_tell))}</strong></p>
        <dl class="facts">
            <dt>{text!(voice.tab_rules)}</dt><dd>{points(score.of_rules, text!(voice.not_tested))} " · " {kept}</dd>
            <dt>{text!(voice.score_habits)}</dt><dd>{points(score.of_habits, text!(voice.too_short))}</dd>
            <dt>{text!(voice.style)}</dt><dd>{points(score.of_style, text!(voice.too_short))}</dd>
            <dt>{text!(voice.judged)}</dt><dd>{judged}</dd>
        </dl>
    }
    .into_any()
}

/// What breaks rules, each with the rule and its passage.
#[component]
pub fn Breaches(score: Score, voice: VoiceView) -> AnyView {
    if score.breaches.is_empty() {
        return view! { <p>{text!(voice.no_breaches)}</p> }.into_any();
    }
    let rows: Vec<_> = score
        .breaches
        .into_iter()
        .map(|breach| {
            let rule = voice.voice.rule(&breach.rule);
            let quote = rule.and_then(|rule| rule.evidence.first()).map(|passage| format!("“{}”", passage.quote));
            let standing = rule.map(words::standing);
            view! {
                <li>
                    <p dir="auto">{breach.finding.message}</p>
                    <p class="muted small">{standing} {quote.map(|quote| view! { " · " <span dir="auto">{quote}</span> })}</p>
                </li>
            }
        })
        .collect();
    view! { <h3>{text!(voice.breaches)}</h3> <ul>{rows}</ul> }.into_any()
}

#[component]
fn Verdicts(judged: Judged, voice: VoiceView) -> AnyView {
    let rows: Vec<_> = judged
        .rules
        .into_iter()
        .map(|verdict| {
            let says = voice.voice.rule(&verdict.rule).map(|rule| words::rule(&rule.kind));
            let (label, tone) = fit(Some(verdict.kept));
            view! { <li><Badge label tone /> " " <strong dir="auto">{says}</strong> " " <span dir="auto">{verdict.remark}</span></li> }
        })
        .collect();
    view! { <h3>{text!(voice.judged)} " · " {judged.model}</h3> <ul>{rows}</ul> }.into_any()
}

#[component]
fn Habits(score: Score) -> AnyView {
    if score.habits.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = score
        .habits
        .into_iter()
        .map(|habit| {
            let measure = habit.usual.measure;
            view! {
                <tr>
                    <th scope="row">{words::measure(measure)}</th>
                    <td data-label=text!(voice.here)>{words::value(measure, habit.value)}</td>
                    <td class="muted" data-label=text!(voice.usual)>{words::value(measure, habit.usual.mean)}</td>
                    <td data-label=text!(voice.points_head)>{habit.points.to_string()}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="table">
            <caption class="visually-hidden">{text!(voice.score_habits)}</caption>
            <thead><tr>
                <th scope="col">{text!(voice.score_habits)}</th>
                <th scope="col">{text!(voice.here)}</th>
                <th scope="col">{text!(voice.usual)}</th>
                <th scope="col">{text!(voice.points_head)}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
