//! Approving and asking for changes, bound to the version on the screen.

use domain::{
    post::{PostState, Verdict},
    views::{DecisionView, PostView},
};
use leptos::prelude::*;

use crate::{
    components::{Badge, Form, FormState, Icon, Submit, TextField, Tone, When},
    text::text,
};

/// The decision about the current version, and those before.
#[component]
pub fn Review(
    /// The post.
    post: PostView,
) -> AnyView {
    let form = FormState::new("/api/ui/decide-post");
    let decisions: Vec<_> = post
        .decisions
        .into_iter()
        .map(|decision| view! { <Decision decision /> })
        .collect();
    let hash = post.version.hash;
    let version = text!(
        post.review_about,
        number = post.version.number,
        hash = hash.short().to_owned()
    );
    view! {
        <section class="card">
            <h2>{text!(post.review)}</h2>
            <p class="muted small">{version}</p>
            <Form state=form>
                <input type="hidden" name="id" value=post.id.to_string() />
                <input type="hidden" name="seen" value=hash.0 />
                <TextField name="reason" label=text!(post.reason) rows=2 hint=text!(post.reason_hint)
                    value=form.typed("reason").unwrap_or_default() error=form.error("reason") />
                <div class="actions">
                    {(post.state != PostState::Approved).then(|| view! {
                        <Submit label=text!(post.approve) kind="primary" name="verdict" value="approve" icon=Icon::Tick />
                    })}
                    <Submit label=text!(post.request_changes) name="verdict" value="request_changes" />
                </div>
            </Form>
            {(!decisions.is_empty()).then(|| view! { <ul role="list" class="stack" data-gap="small">{decisions}</ul> })}
        </section>
    }
    .into_any()
}

#[component]
fn Decision(decision: DecisionView) -> AnyView {
    let (label, tone) = match (decision.verdict, decision.standing) {
        (Verdict::Approve, true) => (text!(post.decision.approved), Tone::Good),
        (Verdict::RequestChanges, true) => (text!(post.decision.changes), Tone::Warn),
        (Verdict::Approve, false) => (text!(post.decision.approved_before), Tone::Plain),
        (Verdict::RequestChanges, false) => (text!(post.decision.changes_before), Tone::Plain),
    };
    view! {
        <li class="decision">
            <Badge label=label tone />
            <p class="small muted">
                {text!(post.decision_by, name = decision.by, number = decision.version)} " · " <When at=decision.at />
            </p>
            {decision.reason.map(|reason| view! { <p class="pre" dir="auto">{reason}</p> })}
        </li>
    }
    .into_any()
}
