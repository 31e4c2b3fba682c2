//! Three questions that end in a campaign.

use domain::{
    brief::{Answers, MARKETS},
    channel::ChannelKind,
};
use leptos::prelude::*;

use crate::{
    api::start::{Start, start},
    components::{
        CheckboxGroup, Form, FormState, Icon, Loaded, PageHead, SelectField, Submit, TextField,
        fetched,
    },
    pages::campaigns::Samples,
    text::text,
};

/// `/start`: what is promoted, for whom and why, where and when.
#[component]
pub fn StartPage() -> AnyView {
    let beginning = fetched(|| (), |()| start());
    view! { <Loaded whole=true from=beginning view={|start: Start| view! { <Questions start /> }.into_any()} /> }
        .into_any()
}

#[component]
fn Questions(start: Start) -> AnyView {
    let title = if start.first {
        text!(start.title)
    } else {
        text!(start.again_title)
    };
    let form = FormState::new("/api/ui/begin-campaign");
    let answers = typed(start.answers, form);
    view! {
        <PageHead title about=text!(start.about) />
        <Form state=form>
            <section class="card form">
                <h2>{text!(start.what)}</h2>
                <TextField name="answers[promoted]" label=text!(start.promoted) hint=text!(start.promoted_hint) rows=4
                    value=answers.promoted error=form.error("promoted") />
                <TextField name="answers[web_address]" label=text!(brief.web_address) hint=text!(start.address_hint) kind="url"
                    optional=true value=answers.web_address error=form.error("web_address") />
            </section>
            <section class="card form">
                <h2>{text!(start.whom)}</h2>
                <TextField name="answers[audience]" label=text!(brief.audience) hint=text!(brief.audience_hint) rows=2
                    value=answers.audience error=form.error("audience") />
                <TextField name="answers[goal]" label=text!(start.goal) hint=text!(brief.goal_hint) rows=2
                    value=answers.goal error=form.error("goal") />
            </section>
            <section class="card form">
                <h2>{text!(start.where_when)}</h2>
                <CheckboxGroup name="answers[channels][]" label=text!(brief.channels) chosen=answers.channels error=form.error("channels")
                    options=ChannelKind::ALL.map(|kind| (kind.slug().to_owned(), kind.name().to_owned())).into() />
                <div class="form-grid">
                    <TextField name="answers[starts_on]" label=text!(brief.starts_on) kind="date" value=answers.starts_on error=form.error("starts_on") />
                    <TextField name="answers[ends_on]" label=text!(brief.ends_on) kind="date" value=answers.ends_on error=form.error("ends_on") />
                    <SelectField name="answers[market]" label=text!(brief.market) value=answers.market error=form.error("market")
                        options=MARKETS.iter().map(|(code, name)| ((*code).to_owned(), (*name).to_owned())).collect() />
                </div>
            </section>
            <div class="actions bar">
                <Submit label=text!(start.act) kind="primary" name="intent" value="start" icon=Icon::Forward />
                <Submit label=text!(start.open) name="intent" value="open" icon=Icon::Pen />
            </div>
        </Form>
        <Sample />
        <Samples samples=start.samples />
    }
    .into_any()
}

/// The answers with what was typed and refused when they were sent.
fn typed(answers: Answers, form: FormState) -> Answers {
    let typed = form.typed("answers");
    typed
        .and_then(|typed| serde_json::from_str(&typed).ok())
        .unwrap_or(answers)
}

/// A finished campaign to look at, marked as a sample.
#[component]
fn Sample() -> AnyView {
    let form = FormState::new("/api/ui/explore-sample");
    view! {
        <section class="card">
            <h2>{text!(start.sample_title)}</h2>
            <p class="muted">{text!(start.sample_about)}</p>
            <Form state=form>
                <div class="actions"><Submit label=text!(start.sample_act) /></div>
            </Form>
        </section>
    }
    .into_any()
}
