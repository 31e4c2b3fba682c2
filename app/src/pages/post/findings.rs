//! What the checks say about the text as it stands in the form.

use domain::channel::Finding;
use leptos::prelude::*;

use super::editor::Session;
use crate::{
    components::{ActButton, Badge, Icon, Tone, labels},
    text::text,
};

/// The findings, worst first, each with its fix where there is one.
#[component]
pub fn Findings(
    /// The findings.
    found: Signal<Vec<Finding>>,
    /// The editor they are about.
    session: Session,
) -> AnyView {
    view! {
        <section class="card findings" aria-live="polite">
            <h2>{text!(post.findings)}</h2>
            {move || {
                let rows: Vec<_> = found.get().into_iter().map(|finding| view! { <Row finding session /> }).collect();
                if rows.is_empty() {
                    view! { <p><Badge label=text!(post.no_findings) tone=Tone::Good pictured=true /></p> }.into_any()
                } else {
                    view! { <ul role="list" class="stack" data-gap="small">{rows}</ul> }.into_any()
                }
            }}
        </section>
    }
    .into_any()
}

#[component]
fn Row(finding: Finding, session: Session) -> AnyView {
    let (severity, tone) = labels::severity(finding.severity);
    let field = finding.field;
    view! {
        <li class="finding">
            <Badge label=severity tone pictured=true />
            <div>
                <p>{finding.message}</p>
                {finding.source.map(|source| {
                    let read = text!(post.source_read, title = source.title, day = source.checked_on);
                    match source.url {
                        Some(url) => view! { <p class="small"><a href=url rel="noreferrer">{read}</a></p> }.into_any(),
                        None => view! { <p class="small muted">{read}</p> }.into_any(),
                    }
                })}
                {finding.fix.map(|fix| view! {
                    <ActButton label=fix.label size="small" icon=Icon::Pen on_press=move |_| session.write(field, &fix.replacement) />
                })}
            </div>
        </li>
    }
    .into_any()
}
