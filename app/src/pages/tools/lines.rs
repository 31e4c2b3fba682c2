//! A recreated text line by line: source, target, back-translation and reason side by side.

use domain::{
    tools::{Conventions, TargetLine},
    views::ToolUseView,
};
use leptos::prelude::*;

use super::result::Remarks;
use crate::{
    components::{CopyButton, Details, Form, FormState, Icon, LinkButton, Submit, html_of_area},
    text::text,
};

/// The lines, each of which can be corrected.
#[component]
pub fn Recreated(used: ToolUseView, lines: Vec<TargetLine>) -> AnyView {
    let state = FormState::new("/api/ui/save-targets");
    let targets: Vec<&str> = lines.iter().map(|line| line.target.as_str()).collect();
    let whole = domain::tools::joined(&used.input.text, &targets);
    let language = used.input.target.map(domain::brief::Language::code);
    let rows: Vec<_> = lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let remarks = used.checked.each.get(at).cloned().unwrap_or_default();
            view! { <Row line number=at + 1 language remarks /> }
        })
        .collect();
    let lands = used.post.clone().filter(|post| post.lands_in.is_some());
    let seen = lands.as_ref().map(|post| post.based_on.0.clone());
    let conventions = used
        .input
        .target
        .and_then(|language| Conventions::of(language, used.input.market));
    let file = format!("/api/v1/tools/{}/export", used.id);
    view! {
        <Form state>
            <input type="hidden" name="id" value=used.id.to_string() />
            <input type="hidden" name="seen" value=seen.unwrap_or_default() />
            <table class="table lines-table">
                <caption class="visually-hidden">{text!(tools.result)}</caption>
                <thead><tr>
                    <th scope="col">{text!(tools.source_line)}</th>
                    <th scope="col">{text!(tools.target_line)}</th>
                    <th scope="col">{text!(tools.back_translation)}</th>
                    <th scope="col">{text!(tools.reason)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <div class="actions">
                <Submit label=text!(tools.save_lines) kind="primary" icon=Icon::Tick />
                {lands.is_some().then(|| view! {
                    <Submit label=text!(tools.save_apply) icon=Icon::Forward name="intent" value="apply" />
                })}
                <CopyButton label=text!(tools.copy_all) text=whole done=text!(post.copied) />
                <LinkButton href=file label=text!(tools.csv) size="small" icon=Icon::Download />
            </div>
        </Form>
        {conventions.map(|conventions| view! { <Expected conventions /> })}
    }
    .into_any()
}

#[component]
fn Row(
    line: TargetLine,
    number: usize,
    language: Option<&'static str>,
    remarks: Vec<domain::tools::Remark>,
) -> AnyView {
    let label = text!(tools.target_of, number = number.to_string());
    let back = if line.back_translation.is_empty() {
        view! { <span class="muted small">{text!(tools.no_back_translation)}</span> }.into_any()
    } else {
        view! { <span dir="auto">{line.back_translation}</span> }.into_any()
    };
    let rows = (line.target.chars().count() / 28 + 1).min(8);
    view! {
        <tr>
            <th scope="row" data-label=text!(tools.source_line) dir="auto">{line.source}</th>
            <td data-label=text!(tools.target_line)>
                <textarea class="input" name="targets[]" rows=rows.to_string() aria-label=label lang=language dir="auto"
                    autocomplete="off" inner_html=html_of_area(&line.target)></textarea>
                <Remarks remarks />
            </td>
            <td data-label=text!(tools.back_translation)>{back}</td>
            <td data-label=text!(tools.reason) class="small" dir="auto">{line.reason}</td>
        </tr>
    }
    .into_any()
}

/// The conventions that targets are held against.
#[component]
fn Expected(conventions: Conventions) -> AnyView {
    let Conventions {
        quotes,
        inner_quotes,
        number,
        money,
        short_date,
        long_date,
        time,
        formal,
        informal,
    } = conventions;
    let pronouns =
        (!formal.is_empty()).then(|| (text!(tools.address), format!("{formal} · {informal}")));
    let rows: Vec<_> = [
        (text!(tools.quotes), format!("{quotes} · {inner_quotes}")),
        (text!(tools.numbers), number.to_owned()),
        (text!(tools.money), money.to_owned()),
        (text!(tools.dates), format!("{short_date} · {long_date}")),
        (text!(tools.times), time.to_owned()),
    ]
    .into_iter()
    .chain(pronouns)
    .map(|(name, value)| view! { <dt>{name}</dt><dd><bdi>{value}</bdi></dd> })
    .collect();
    view! {
        <Details summary=text!(tools.conventions)>
            <dl class="facts">{rows}</dl>
            <p class="muted small">{text!(tools.conventions_source)}</p>
        </Details>
    }
    .into_any()
}
