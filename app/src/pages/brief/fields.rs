//! The fields of a brief, in the order of the form.

use domain::{
    brief::{BriefDraft, Language, MARKETS, Tone},
    channel::ChannelKind,
};
use leptos::prelude::*;

use crate::{
    browser::FormFields,
    components::{CheckboxGroup, SelectField, TextField, labels},
    text::text,
};

/// What is wrong with a field, if that is to be shown.
pub type FieldErrors = Callback<&'static str, Signal<Option<String>>>;

/// What it is about, for whom and to what end.
#[component]
pub fn What(
    /// What the form begins with.
    draft: BriefDraft,
    /// What is wrong.
    errors: FieldErrors,
) -> AnyView {
    view! {
        <section class="card form">
            <h2>{text!(brief.what)}</h2>
            <TextField name="draft[title]" label=text!(brief.title) value=draft.title error=errors.run("title") />
            <TextField name="draft[goal]" label=text!(brief.goal) hint=text!(brief.goal_hint) rows=2 value=draft.goal error=errors.run("goal") />
            <TextField name="draft[promoted]" label=text!(brief.promoted) hint=text!(brief.promoted_hint) rows=4
                value=draft.promoted error=errors.run("promoted") />
            <TextField name="draft[web_address]" label=text!(brief.web_address) hint=text!(brief.web_address_hint) kind="url"
                optional=true value=draft.web_address error=errors.run("web_address") />
            <TextField name="draft[audience]" label=text!(brief.audience) hint=text!(brief.audience_hint) rows=2
                value=draft.audience error=errors.run("audience") />
            <TextField name="draft[key_message]" label=text!(brief.key_message) hint=text!(brief.key_message_hint) rows=2
                value=draft.key_message error=errors.run("key_message") />
        </section>
    }
    .into_any()
}

/// How it should sound and what it must and must not say.
#[component]
pub fn How(
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
            <SelectField name="draft[tone]" label=text!(brief.tone) options=tones value=draft.tone error=errors.run("tone") />
            <TextField name="draft[mandatories]" label=text!(brief.mandatories) hint=text!(brief.mandatories_hint) rows=3
                optional=true value=draft.mandatories error=errors.run("mandatories") />
            <TextField name="draft[avoid]" label=text!(brief.avoid) hint=text!(brief.avoid_hint) rows=3
                optional=true value=draft.avoid error=errors.run("avoid") />
        </section>
    }
    .into_any()
}

/// Where and when it is published.
#[component]
pub fn Where(
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
                error=errors.run("channels") />
            <div class="form-grid">
                <SelectField name="draft[market]" label=text!(brief.market) options=listed(MARKETS) value=draft.market error=errors.run("market") />
                <SelectField name="draft[language]" label=text!(brief.language) options=listed(Language::ALL) value=draft.language
                    error=errors.run("language") />
                <TextField name="draft[post_count]" label=text!(brief.post_count) kind="number" value=draft.post_count
                    error=errors.run("post_count") />
                <span></span>
                <TextField name="draft[starts_on]" label=text!(brief.starts_on) kind="date" value=draft.starts_on error=errors.run("starts_on") />
                <TextField name="draft[ends_on]" label=text!(brief.ends_on) kind="date" value=draft.ends_on error=errors.run("ends_on") />
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

/// The draft that a form holds.
pub fn draft_of(fields: &FormFields) -> BriefDraft {
    let mut draft = BriefDraft::default();
    for (name, value) in fields {
        let value = value.clone();
        match name.as_str() {
            "draft[title]" => draft.title = value,
            "draft[goal]" => draft.goal = value,
            "draft[promoted]" => draft.promoted = value,
            "draft[web_address]" => draft.web_address = value,
            "draft[audience]" => draft.audience = value,
            "draft[key_message]" => draft.key_message = value,
            "draft[mandatories]" => draft.mandatories = value,
            "draft[avoid]" => draft.avoid = value,
            "draft[tone]" => draft.tone = value,
            "draft[channels][]" => draft.channels.push(value),
            "draft[market]" => draft.market = value,
            "draft[language]" => draft.language = value,
            "draft[post_count]" => draft.post_count = value,
            "draft[starts_on]" => draft.starts_on = value,
            "draft[ends_on]" => draft.ends_on = value,
            _ => {}
        }
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_checked_channel_is_in_the_draft() {
        let fields = [
            ("draft[channels][]", "x"),
            ("draft[title]", "Bread"),
            ("draft[channels][]", "blog"),
            ("id", "1"),
        ];
        let draft = draft_of(
            &fields
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
        );
        assert_eq!(
            draft,
            BriefDraft {
                title: "Bread".into(),
                channels: vec!["x".into(), "blog".into()],
                ..BriefDraft::default()
            }
        );
    }
}
