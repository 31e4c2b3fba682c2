//! The last uses of tools.

use domain::views::ToolUseSummary;
use leptos::prelude::*;

use super::words;
use crate::{
    components::{Badge, Form, FormState, Submit, When, labels},
    text::text,
};

/// The last uses, newest first.
#[component]
pub fn History(uses: Vec<ToolUseSummary>) -> AnyView {
    if uses.is_empty() {
        return view! {
            <section>
                <h2>{text!(tools.history)}</h2>
                <p class="muted">{text!(tools.no_history)}</p>
            </section>
        }
        .into_any();
    }
    let rows: Vec<_> = uses
        .into_iter()
        .map(|used| view! { <Row used /> })
        .collect();
    view! {
        <section>
            <h2>{text!(tools.history)}</h2>
            <table class="table">
                <caption class="visually-hidden">{text!(tools.history)}</caption>
                <thead><tr>
                    <th scope="col">{text!(tools.tool)}</th>
                    <th scope="col">{text!(tools.text)}</th>
                    <th scope="col">{text!(tools.state)}</th>
                    <th scope="col">{text!(tools.cost)}</th>
                    <th scope="col">{text!(tools.when)}</th>
                    <th scope="col"><span class="visually-hidden">{text!(tools.delete)}</span></th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

#[component]
fn Row(used: ToolUseSummary) -> AnyView {
    let state = FormState::new("/api/ui/delete-tool-use");
    let (label, tone) = words::state(used.state);
    let excerpt = if used.excerpt.is_empty() {
        text!(tools.picture).to_owned()
    } else {
        used.excerpt
    };
    let beginning: String = excerpt.chars().take(40).collect();
    view! {
        <tr>
            <th scope="row">{words::name(used.tool)}</th>
            <td data-label=text!(tools.text)><a href=format!("/tools?used={}", used.id) dir="auto">{excerpt}</a></td>
            <td data-label=text!(tools.state)><Badge label tone /></td>
            <td data-label=text!(tools.cost) class="numbers">{labels::cost(used.cost)}</td>
            <td data-label=text!(tools.when) class="muted small"><bdi>{used.by}</bdi> " · " <When at=used.at /></td>
            <td>
                <Form state class="inline">
                    <input type="hidden" name="id" value=used.id.to_string() />
                    <Submit label=text!(tools.delete) size="small" kind="quiet" describes=text!(tools.delete_named, text = beginning) />
                </Form>
            </td>
        </tr>
    }
    .into_any()
}
