//! Personal access tokens.

use domain::{access::Scope, views::TokenView};
use leptos::prelude::*;

use crate::{
    api::settings::{Tokens, tokens},
    components::{
        CheckboxGroup, CopyButton, EmptyState, Form, FormState, Icon, Loaded, Notice, PageHead,
        Submit, TextField, Tone, When, fetched, labels,
    },
    text::text,
};

/// `/settings/tokens`: make, see and revoke tokens.
#[component]
pub fn TokensPage() -> AnyView {
    let tokens = fetched(|| (), |()| tokens());
    view! {
        <PageHead title=text!(tokens.title) about=text!(tokens.about) />
        <Loaded from=tokens view={move |found: Tokens| {
            view! {
                {found.secret.map(|secret| view! { <Secret secret /> })}
                <List tokens=found.tokens />
            }
            .into_any()
        }} />
        <Create />
    }
    .into_any()
}

/// The one time that a token's secret is shown.
#[component]
fn Secret(secret: String) -> AnyView {
    view! {
        <Notice tone=Tone::Good>
            <p>{text!(tokens.made)}</p>
            <p><code class="secret">{secret.clone()}</code></p>
            <div class="actions">
                <CopyButton label=text!(tokens.copy) text=secret done=text!(post.copied) />
            </div>
        </Notice>
    }
    .into_any()
}

#[component]
fn Create() -> AnyView {
    let form = FormState::new("/api/ui/create-token");
    let scopes = Scope::ALL
        .iter()
        .map(|scope| (scope.slug().to_owned(), labels::scope(*scope).to_owned()))
        .collect();
    view! {
        <section class="card">
            <h2>{text!(tokens.create_title)}</h2>
            <Form state=form>
                <TextField name="name" label=text!(tokens.name) hint=text!(tokens.name_hint)
                    value=form.typed("name").unwrap_or_default() error=form.error("name") />
                <CheckboxGroup name="scopes[]" label=text!(tokens.scopes) options=scopes chosen=vec!["read".to_owned()] error=form.error("scopes") />
                <div class="actions"><Submit label=text!(tokens.create) kind="primary" icon=Icon::Key /></div>
            </Form>
        </section>
    }
    .into_any()
}

#[component]
fn List(tokens: Vec<TokenView>) -> AnyView {
    if tokens.is_empty() {
        return view! { <EmptyState icon=Icon::Key title=text!(tokens.empty_title) body=text!(tokens.empty) /> }.into_any();
    }
    let rows: Vec<_> = tokens
        .into_iter()
        .map(|token| view! { <Row token /> })
        .collect();
    view! {
        <table class="table">
            <caption class="visually-hidden">{text!(tokens.title)}</caption>
            <thead>
                <tr>
                    <th scope="col">{text!(tokens.name)}</th>
                    <th scope="col">{text!(tokens.scopes)}</th>
                    <th scope="col">{text!(tokens.created)}</th>
                    <th scope="col">{text!(tokens.last_used)}</th>
                    <th scope="col"><span class="visually-hidden">{text!(tokens.revoke)}</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(token: TokenView) -> AnyView {
    let form = FormState::new("/api/ui/revoke-token");
    let scopes = token
        .scopes
        .iter()
        .map(|scope| scope.slug())
        .collect::<Vec<_>>()
        .join(", ");
    let name = text!(tokens.revoke_named, name = token.name.clone());
    view! {
        <tr>
            <th scope="row" dir="auto">{token.name}</th>
            <td class="muted" data-label=text!(tokens.scopes)>{scopes}</td>
            <td class="muted" data-label=text!(tokens.created)><When at=token.created_at /></td>
            <td class="muted" data-label=text!(tokens.last_used)>
                {match token.last_used_at {
                    Some(at) => view! { <When at /> }.into_any(),
                    None => text!(tokens.never).into_any(),
                }}
            </td>
            <td>
                <Form state=form class="inline">
                    <input type="hidden" name="id" value=token.id.to_string() />
                    <Submit label=text!(tokens.revoke) kind="danger" size="small" describes=name />
                </Form>
            </td>
        </tr>
    }
    .into_any()
}
