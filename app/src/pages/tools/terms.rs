//! `/brand/terms`: how the brand's words are said in other languages.

use domain::{
    brief::Language,
    tools::{Term, TermRule},
    views::TermView,
};
use leptos::prelude::*;

use super::words;
use crate::{
    api::tools::terms,
    components::{
        EmptyState, Form, FormState, Icon, Loaded, PageHead, SelectField, Submit, TextField, When,
        fetched,
    },
    text::text,
};

/// The term base.
#[component]
pub fn TermsPage() -> AnyView {
    let found = fetched(|| (), |()| terms());
    let back = ("/settings/brand".to_owned(), text!(brand.title).to_owned());
    view! {
        <PageHead title=text!(tools.terms) about=text!(terms.about) back />
        <div class="stack">
            <Loaded from=found view={|terms: Vec<TermView>| view! { <List terms /> }.into_any()} />
            <Add />
        </div>
    }
    .into_any()
}

#[component]
fn List(terms: Vec<TermView>) -> AnyView {
    if terms.is_empty() {
        return view! { <EmptyState icon=Icon::Pen title=text!(terms.empty_title) body=text!(terms.empty) /> }.into_any();
    }
    let rows: Vec<_> = terms
        .into_iter()
        .map(|entry| view! { <Row entry /> })
        .collect();
    view! {
        <table class="table">
            <caption class="visually-hidden">{text!(tools.terms)}</caption>
            <thead><tr>
                <th scope="col">{text!(terms.source)}</th>
                <th scope="col">{text!(terms.rule)}</th>
                <th scope="col">{text!(terms.target)}</th>
                <th scope="col">{text!(terms.language)}</th>
                <th scope="col">{text!(terms.by)}</th>
                <th scope="col"><span class="visually-hidden">{text!(terms.remove)}</span></th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(entry: TermView) -> AnyView {
    let state = FormState::new("/api/ui/remove-term");
    let TermView { term, by, at } = entry;
    let Term {
        id,
        source,
        language,
        rule,
        target,
    } = term;
    let remove = text!(terms.remove_named, term = source.clone());
    view! {
        <tr>
            <th scope="row" dir="auto">{source}</th>
            <td data-label=text!(terms.rule)>{words::rule(rule)}</td>
            <td data-label=text!(terms.target) dir="auto">{if target.is_empty() { "–".to_owned() } else { target }}</td>
            <td data-label=text!(terms.language)>{language.map_or(text!(terms.every), Language::name)}</td>
            <td data-label=text!(terms.by) class="muted small"><bdi>{by}</bdi> " · " <When at /></td>
            <td>
                <Form state class="inline">
                    <input type="hidden" name="id" value=id.to_string() />
                    <Submit label=text!(terms.remove) size="small" kind="quiet" describes=remove />
                </Form>
            </td>
        </tr>
    }
    .into_any()
}

#[component]
fn Add() -> AnyView {
    let state = FormState::new("/api/ui/add-term");
    let typed = move |name: &str| state.typed(name).unwrap_or_default();
    let rules = TermRule::ALL.iter();
    let rules = rules.map(|rule| (rule.slug().to_owned(), words::rule(*rule).to_owned()));
    let every = (String::new(), text!(terms.every).to_owned());
    let languages = Language::ALL
        .iter()
        .map(|(code, name)| ((*code).to_owned(), (*name).to_owned()));
    let languages = std::iter::once(every).chain(languages).collect();
    view! {
        <section class="card">
            <h2>{text!(terms.add_title)}</h2>
            <Form state>
                <div class="form-grid">
                    <TextField name="term[source]" label=text!(terms.source) value=typed("source") error=state.error("source") />
                    <SelectField name="term[rule]" label=text!(terms.rule) options=rules.collect() value=typed("rule")
                        error=state.error("rule") />
                    <TextField name="term[target]" label=text!(terms.target) hint=text!(terms.target_hint) optional=true
                        value=typed("target") error=state.error("target") />
                    <SelectField name="term[language]" label=text!(terms.language) options=languages value=typed("language")
                        error=state.error("language") />
                </div>
                <div class="actions"><Submit label=text!(terms.add) kind="primary" icon=Icon::Add /></div>
            </Form>
        </section>
    }
    .into_any()
}
