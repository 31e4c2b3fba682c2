//! The page that shows the public interface's document.

use leptos::prelude::*;

use crate::{
    api::help::{OperationGroup, OperationView, operations},
    components::{Badge, Icon, LinkButton, Loaded, PageHead, Tone, fetched},
    text::text,
};

/// `/api`: the operations under `/api/v1`.
#[component]
pub fn ApiPage() -> AnyView {
    let groups = fetched(|| (), |()| operations());
    view! {
        <PageHead title=text!(api.title) about=text!(api.about)>
            <LinkButton href="/settings/tokens" label=text!(nav.tokens) icon=Icon::Key />
            <LinkButton href="/api/v1/openapi.json" label=text!(api.document) icon=Icon::Download external=true />
        </PageHead>
        <Loaded from=groups view={|groups: Vec<OperationGroup>| {
            groups.into_iter().map(|group| view! { <Group group /> }).collect::<Vec<_>>().into_any()
        }} />
    }
    .into_any()
}

#[component]
fn Group(group: OperationGroup) -> AnyView {
    let rows: Vec<_> = group
        .operations
        .into_iter()
        .map(|operation| view! { <Operation operation /> })
        .collect();
    view! {
        <section>
            <div class="section-head"><h2>{group.name}</h2></div>
            <div class="card operations">{rows}</div>
        </section>
    }
    .into_any()
}

#[component]
fn Operation(operation: OperationView) -> AnyView {
    let tone = if operation.method == "GET" {
        Tone::Plain
    } else {
        Tone::Accent
    };
    let parameters: Vec<_> = operation
        .parameters
        .into_iter()
        .map(|(name, place, about)| view! { <dt><code>{name}</code> " " <span class="small">{place}</span></dt><dd>{about}</dd> })
        .collect();
    let answers: Vec<_> = operation
        .answers
        .into_iter()
        .map(|(status, about)| view! { <dt><code>{status}</code></dt><dd>{about}</dd> })
        .collect();
    view! {
        <details class="step">
            <summary>
                <Badge label=operation.method tone />
                <code class="step-name">{operation.path}</code> " "
                <span class="muted small">{operation.summary}</span>
            </summary>
            <div class="details-body">
                <p class="pre">{operation.description}</p>
                {operation.body.map(|shape| view! { <p>{text!(api.body)} " " <code>{shape}</code></p> })}
                {(!parameters.is_empty()).then(|| view! { <h3>{text!(api.parameters)}</h3><dl class="facts small">{parameters}</dl> })}
                <h3>{text!(api.answers)}</h3>
                <dl class="facts small">{answers}</dl>
            </div>
        </details>
    }
    .into_any()
}
