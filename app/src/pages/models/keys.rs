//! The organization's own keys of model providers.

use domain::views::{OwnKeyView, ProviderKeyView};
use leptos::prelude::*;

use crate::{
    components::{Badge, Form, FormState, Icon, SelectField, Submit, TextField, Tone, When},
    text::text,
};

/// Whose key goes with the calls to each provider, and a form that brings one.
#[component]
pub fn Keys(keys: Vec<ProviderKeyView>) -> AnyView {
    let form = FormState::new("/api/ui/set-provider-key");
    let names = keys.iter().map(|key| key.provider.clone());
    let options = names.map(|name| (name.clone(), name)).collect();
    let rows: Vec<_> = keys.into_iter().map(|key| view! { <Row key /> }).collect();
    view! {
        <section class="card">
            <h2>{text!(models.keys)}</h2>
            <p class="hint">{text!(models.keys_hint)}</p>
            <table class="table">
                <caption class="visually-hidden">{text!(models.keys)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text!(models.provider)}</th>
                        <th scope="col">{text!(models.key_used)}</th>
                        <th scope="col"><span class="visually-hidden">{text!(models.delete)}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <Form state=form done=text!(models.saved)>
                <SelectField name="provider" label=text!(models.provider) options value=form.typed("provider").unwrap_or_default() error=form.error("provider") />
                <TextField name="key" label=text!(models.key) kind="password" autocomplete="off" hint=text!(models.key_hint) error=form.error("key") />
                <div class="actions"><Submit label=text!(models.save_key) icon=Icon::Key /></div>
            </Form>
        </section>
    }
    .into_any()
}

#[component]
fn Row(key: ProviderKeyView) -> AnyView {
    let ProviderKeyView {
        provider,
        operators,
        own,
    } = key;
    let used = match &own {
        Some(own) => view! { <Own own=own.clone() /> }.into_any(),
        None if operators => text!(models.operators_key).into_any(),
        None => view! { <span class="muted">{text!(models.no_key)}</span> }.into_any(),
    };
    let name = provider.clone();
    let remove = own.map(|_| {
        let form = FormState::new("/api/ui/remove-provider-key");
        let describes = text!(models.remove_key, provider = name.clone());
        view! {
            <Form state=form class="inline">
                <input type="hidden" name="provider" value=name />
                <Submit label=text!(models.delete) kind="danger" size="small" describes />
            </Form>
        }
    });
    view! {
        <tr>
            <th scope="row">{provider}</th>
            <td data-label=text!(models.key_used)>{used}</td>
            <td>{remove}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn Own(own: OwnKeyView) -> AnyView {
    let OwnKeyView {
        ending,
        usable,
        by_name,
        at,
    } = own;
    view! {
        {text!(models.own_key, ending = ending)} " "
        {(!usable).then(|| view! { <Badge label=text!(models.key_unusable) tone=Tone::Warn /> " " })}
        <span class="muted">{by_name} ", " <When at /></span>
    }
    .into_any()
}
