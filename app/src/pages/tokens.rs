//! Personal access tokens.

use domain::{
    access::Scope,
    views::{NewToken, TokenView},
};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use crate::{
    api::settings::{Tokens, tokens},
    browser,
    components::{
        ActButton, CheckboxGroup, EmptyState, Form, FormState, Icon, Loaded, Notice, PageHead,
        Submit, TextField, Tone, When, fetched, labels,
    },
    text::text,
};

/// `/settings/tokens`: make, see and revoke tokens.
pub struct TokensPage;

#[lazy_route]
impl LazyRoute for TokensPage {
    fn data() -> Self {
        Self
    }

    fn view(TokensPage: Self) -> AnyView {
        let tokens = fetched(|| (), |()| tokens());
        let secret = RwSignal::new(None::<String>);
        let on_done = Callback::new(move |answer: String| {
            if let Ok(made) = serde_json::from_str::<NewToken>(&answer) {
                secret.set(Some(made.secret));
                tokens.refetch();
            }
        });
        view! {
            <PageHead title=text!(tokens.title) about=text!(tokens.about) />
            {move || secret.get().map(|secret| view! { <Secret secret /> })}
            <Loaded from=tokens view={move |found: Tokens| {
                let refetch = Callback::new(move |_| tokens.refetch());
                view! {
                    {found.secret.map(|secret| view! { <Secret secret /> })}
                    <List tokens=found.tokens refetch />
                }
                .into_any()
            }} />
            <Create on_done />
        }
        .into_any()
    }
}

/// The one time that a token's secret is shown.
#[component]
fn Secret(secret: String) -> AnyView {
    let copied = secret.clone();
    view! {
        <Notice tone=Tone::Good>
            <p>{text!(tokens.made)}</p>
            <p><code class="secret">{secret}</code></p>
            <div class="actions">
                <ActButton label=text!(tokens.copy) size="small" icon=Icon::Copy on_press=move |_| browser::copy(&copied) />
            </div>
        </Notice>
    }
    .into_any()
}

#[component]
fn Create(on_done: Callback<String>) -> AnyView {
    let form = FormState::new("/api/ui/create-token");
    let scopes = Scope::ALL
        .iter()
        .map(|scope| (scope.slug().to_owned(), labels::scope(*scope).to_owned()))
        .collect();
    view! {
        <section class="card">
            <h2>{text!(tokens.create_title)}</h2>
            <Form state=form on_done=on_done>
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
fn List(tokens: Vec<TokenView>, refetch: Callback<String>) -> AnyView {
    if tokens.is_empty() {
        return view! { <EmptyState icon=Icon::Key title=text!(tokens.empty_title) body=text!(tokens.empty) /> }.into_any();
    }
    let rows: Vec<_> = tokens
        .into_iter()
        .map(|token| view! { <Row token refetch /> })
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
fn Row(token: TokenView, refetch: Callback<String>) -> AnyView {
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
                <Form state=form class="inline" on_done=refetch>
                    <input type="hidden" name="id" value=token.id.to_string() />
                    <Submit label=text!(tokens.revoke) kind="danger" size="small" describes=name />
                </Form>
            </td>
        </tr>
    }
    .into_any()
}
