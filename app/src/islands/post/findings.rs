//! What the checks say about the text as it stands in the form.

use domain::channel::Finding;
use leptos::prelude::*;

use super::Desk;
use crate::{
    components::{Badge, Glyph, Icon, Tone, labels},
    text::text,
};

/// The findings, worst first, each with its fix where there is one.
#[component]
pub fn Findings(
    /// The findings.
    found: Signal<Vec<Finding>>,
    /// The desk they are about.
    desk: Desk,
) -> impl IntoView {
    let rows = move || -> Vec<_> {
        found
            .get()
            .into_iter()
            .map(|finding| view! { <Row finding desk /> })
            .collect()
    };
    let none = move || {
        found.read().is_empty().then(|| {
            view! { <p><Badge label=text!(post.no_findings) tone=Tone::Good pictured=true /></p> }
        })
    };
    view! {
        <section class="card findings" aria-live="polite">
            <h2>{text!(post.findings)}</h2>
            {none}
            <ul role="list" class="stack" data-gap="small">{rows}</ul>
        </section>
    }
}

#[component]
fn Row(finding: Finding, desk: Desk) -> impl IntoView {
    let (severity, tone) = labels::severity(finding.severity);
    let field = finding.field;
    let source = finding.source.map(|source| {
        let read = text!(
            post.source_read,
            title = source.title,
            day = source.checked_on
        );
        view! { <p class="small muted"><a href=source.url rel="noreferrer">{read}</a></p> }
    });
    let fix = finding.fix.map(|fix| {
        view! {
            <button type="button" class="button needs-script" data-size="small"
                on:click=move |_| desk.write(field, &fix.replacement)>
                <Glyph icon=Icon::Pen />
                {fix.label}
            </button>
        }
    });
    view! {
        <li class="finding">
            <Badge label=severity tone pictured=true />
            <div>
                <p>{finding.message}</p>
                {source}
                {fix}
            </div>
        </li>
    }
}
