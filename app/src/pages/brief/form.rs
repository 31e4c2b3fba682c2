//! The form of a brief, in the order of its fields.

use domain::{
    brief::{BriefDraft, Language, MARKETS, Tone},
    channel::ChannelKind,
    problem::{FieldProblem, Problem},
    views::BriefView,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    estimate::EstimateCard,
    fill::{FILL, FillFields, Filled},
    known::KnownCard,
    strength::StrengthCard,
};
use crate::{
    components::{
        CheckboxGroup, Details, ErrorState, Form, FormState, Icon, SelectField, Status, Submit,
        TextField, labels,
    },
    islands::{BRIEF_SAVE, BRIEF_SAVED, BriefDesk},
    text::text,
};

/// What is wrong with each field, as far as it is to be said.
#[derive(Clone)]
struct FieldErrors {
    form: FormState,
    submitted: Vec<FieldProblem>,
}

impl FieldErrors {
    fn of(&self, name: &str) -> Option<String> {
        let found = || self.submitted.iter().find(|problem| problem.field == name);
        self.form
            .error(name)
            .or_else(|| found().map(|problem| problem.message.clone()))
    }
}

/// The form of one brief.
#[component]
pub fn BriefForm(
    /// The brief as it was saved last.
    brief: BriefView,
) -> AnyView {
    let query = use_query_map();
    let asked = |name| query.with_untracked(|query| query.get(name).is_some());
    let state = FormState::new(BRIEF_SAVE);
    let id = brief.id.to_string();
    let mut submitted = brief.problems;
    if !asked("check") {
        submitted.clear();
    }
    let problem = (!submitted.is_empty()).then(|| Problem::fields(submitted.clone()));
    let draft = with_typed(brief.draft, state);
    let errors = FieldErrors {
        form: state,
        submitted,
    };
    let saved = asked("saved").then(|| text!(brief.saved));
    let saved = saved.unwrap_or_default();
    let (judged, estimated) = (draft.clone(), id.clone());
    let filling = FormState::new(FILL);
    let begun = [&draft.goal, &draft.promoted, &draft.audience];
    let begun = begun.iter().any(|text| !text.trim().is_empty());
    let submitted_before = brief.campaign.is_some();
    let unread = !brief.pasted.is_empty();
    let open = !begun || filling.problem().is_some() || unread;
    view! {
        <BriefDesk id=id.clone()>
            <div class="guided">
            // Of a brief that was submitted only the form is closed: what stands beside it still scrolls.
            <fieldset class="stack" disabled=submitted_before>
            {problem.map(|problem| view! { <ErrorState problem /> })}
            <Form state>
                <input type="hidden" name="id" value=id />
                // What the Enter key in a line presses: the first button of a form.
                <button type="submit" name="intent" value="save" hidden=true></button>
                {filling.problem().map(|problem| view! { <ErrorState problem /> })}
                {brief.fill.filter(|_| !submitted_before).map(|fill| view! { <Filled fill /> })}
                {(!submitted_before || unread).then(|| view! {
                    <Details summary=text!(fill.title) open>
                        <p class="muted">{text!(fill.about)}</p>
                        <FillFields state=filling act=text!(fill.act) pasted=brief.pasted />
                    </Details>
                })}
                <What draft=draft.clone() errors=errors.clone() />
                <How draft=draft.clone() errors=errors.clone() />
                <Where draft errors />
                <div class="actions bar">
                    <Submit label=text!(brief.submit) kind="primary" name="intent" value="submit" icon=Icon::Forward />
                    <Submit label=text!(brief.save) name="intent" value="save" />
                    <Status id=BRIEF_SAVED message=saved />
                </div>
            </Form>
            </fieldset>
            // It scrolls by itself where it is higher than the window, with the keyboard too.
            <aside class="stack beside" tabindex="0" aria-label=text!(known.title)>
                <KnownCard draft=judged.clone() />
                <StrengthCard draft=judged />
                <EstimateCard brief=estimated />
            </aside>
            </div>
        </BriefDesk>
    }
    .into_any()
}

/// The draft with what was typed and refused when it was sent.
fn with_typed(draft: BriefDraft, form: FormState) -> BriefDraft {
    let Ok(mut fields) = serde_json::to_value(&draft) else {
        return draft;
    };
    for (name, value) in fields.as_object_mut().into_iter().flatten() {
        let typed = form.typed(name);
        if let Some(Ok(typed)) = typed.map(|typed| serde_json::from_str(&typed)) {
            *value = typed;
        }
    }
    serde_json::from_value(fields).unwrap_or(draft)
}

/// What it is about, for whom and to what end.
#[component]
fn What(
    /// What the form begins with.
    draft: BriefDraft,
    /// What is wrong.
    errors: FieldErrors,
) -> AnyView {
    view! {
        <section class="card form">
            <h2>{text!(brief.what)}</h2>
            <TextField name="draft[title]" label=text!(brief.title) value=draft.title error=errors.of("title") />
            <TextField name="draft[goal]" label=text!(brief.goal) hint=text!(brief.goal_hint) rows=2 value=draft.goal error=errors.of("goal") />
            <TextField name="draft[promoted]" label=text!(brief.promoted) hint=text!(brief.promoted_hint) rows=4
                value=draft.promoted error=errors.of("promoted") />
            <TextField name="draft[web_address]" label=text!(brief.web_address) hint=text!(brief.web_address_hint) kind="url"
                optional=true value=draft.web_address error=errors.of("web_address") />
            <TextField name="draft[audience]" label=text!(brief.audience) hint=text!(brief.audience_hint) rows=2
                value=draft.audience error=errors.of("audience") />
            <TextField name="draft[key_message]" label=text!(brief.key_message) hint=text!(brief.key_message_hint) rows=2
                value=draft.key_message error=errors.of("key_message") />
        </section>
    }
    .into_any()
}

/// How it should sound and what it must and must not say.
#[component]
fn How(
    /// What the form begins with.
    draft: BriefDraft,
    /// What is wrong.
    errors: FieldErrors,
) -> AnyView {
    let tones = Tone::ALL
        .iter()
        .map(|tone| (tone.slug().to_owned(), labels::voice(*tone).to_owned()))
        .collect();
    view! {
        <section class="card form">
            <h2>{text!(brief.how)}</h2>
            <SelectField name="draft[tone]" label=text!(brief.tone) options=tones value=draft.tone error=errors.of("tone") />
            <TextField name="draft[mandatories]" label=text!(brief.mandatories) hint=text!(brief.mandatories_hint) rows=3
                optional=true value=draft.mandatories error=errors.of("mandatories") />
            <TextField name="draft[avoid]" label=text!(brief.avoid) hint=text!(brief.avoid_hint) rows=3
                optional=true value=draft.avoid error=errors.of("avoid") />
        </section>
    }
    .into_any()
}

/// Where and when it is published.
#[component]
fn Where(
    /// What the form begins with.
    draft: BriefDraft,
    /// What is wrong.
    errors: FieldErrors,
) -> AnyView {
    let channels = ChannelKind::ALL
        .iter()
        .map(|kind| (kind.slug().to_owned(), kind.name().to_owned()))
        .collect();
    view! {
        <section class="card form">
            <h2>{text!(brief.where_when)}</h2>
            <CheckboxGroup name="draft[channels][]" label=text!(brief.channels) options=channels chosen=draft.channels
                error=errors.of("channels") />
            <div class="form-grid">
                <SelectField name="draft[market]" label=text!(brief.market) options=listed(MARKETS) value=draft.market error=errors.of("market") />
                <SelectField name="draft[language]" label=text!(brief.language) options=listed(Language::ALL) value=draft.language
                    error=errors.of("language") />
                <TextField name="draft[post_count]" label=text!(brief.post_count) kind="number" value=draft.post_count
                    error=errors.of("post_count") />
                <span></span>
                <TextField name="draft[starts_on]" label=text!(brief.starts_on) kind="date" value=draft.starts_on error=errors.of("starts_on") />
                <TextField name="draft[ends_on]" label=text!(brief.ends_on) kind="date" value=draft.ends_on error=errors.of("ends_on") />
            </div>
        </section>
    }
    .into_any()
}

fn listed(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter()
        .map(|(code, name)| ((*code).to_owned(), (*name).to_owned()))
        .collect()
}
