//! Acts on the selected posts, as one form around the list or board. What is asked for shows at
//! once where there is a script (`frontend/page/posts.ts`).

use domain::post::PostState;
use leptos::prelude::*;

use super::{
    ask::Ask,
    told::{Pending, Told},
};
use crate::{
    components::{Form, FormState, Icon, Submit, TextField},
    text::text,
};

/// The form: what is selected in `children`, and the bar with what can be done.
#[component]
pub fn Bulk(
    /// What is asked for, to come back to.
    ask: Ask,
    /// The posts.
    children: Children,
) -> AnyView {
    let told: Told = expect_context();
    let state = FormState::new("/api/ui/change-posts");
    view! {
        <Form state class="bulk">
            // The Enter key in a field must not press whatever button comes first.
            <button type="submit" disabled=true hidden=true></button>
            <input type="hidden" name="form[back]" value=ask.address() />
            <p class="told"><span class="status" role="status">{told.tally}</span></p>
            {children()}
            <Bar state />
            <Pending act="approve" state=PostState::Approved />
            <Pending act="request_changes" state=PostState::ChangesRequested />
        </Form>
    }
    .into_any()
}

#[component]
fn Bar(state: FormState) -> AnyView {
    let text = move |name: &'static str, label: &'static str, kind: &'static str, rows: u16| {
        view! {
            <TextField name=format!("form[{name}]") label kind rows value=state.typed(name).unwrap_or_default() error=state.error(name) />
        }
    };
    let select = |which: &'static str, label: &'static str| {
        view! { <button type="button" class="button needs-script" data-kind="quiet" data-size="small" data-select=which>{label}</button> }
    };
    view! {
        <div class="bulk-bar" role="group" aria-label=text!(posts.selected)>
            <span class="bulk-count" aria-hidden="true"></span>
            {select("all", text!(posts.select_all))}
            {select("none", text!(posts.select_none))}
            <Submit label=text!(posts.approve_selected) kind="primary" size="small" icon=Icon::Tick name="form[act]" value="approve" />
            <More id="bulk-changes" label=text!(post.request_changes)>
                {text("reason", text!(post.reason), "text", 2)}
                <Submit label=text!(post.request_changes) size="small" name="form[act]" value="request_changes" />
            </More>
            <More id="bulk-move" label=text!(posts.move_by)>
                {text("days", text!(posts.days), "number", 0)}
                <p class="hint">{text!(posts.days_hint)}</p>
                <Submit label=text!(posts.move_by) size="small" name="form[act]" value="move" />
            </More>
            <More id="bulk-hashtag" label=text!(posts.add_hashtag)>
                {text("hashtag", text!(posts.hashtag), "text", 0)}
                <Submit label=text!(posts.add_hashtag) size="small" name="form[act]" value="add_hashtag" />
            </More>
            <More id="bulk-replace" label=text!(posts.replace_text)>
                {text("find", text!(posts.find), "text", 0)}
                {text("replacement", text!(posts.replacement), "text", 0)}
                <p class="hint">{text!(posts.replace_hint)}</p>
                <Submit label=text!(posts.replace_text) size="small" name="form[act]" value="replace_text" />
            </More>
        </div>
    }
    .into_any()
}

/// A button that opens fields of its own; of the browser's making, so that it needs no script.
#[component]
fn More(id: &'static str, label: &'static str, children: Children) -> AnyView {
    view! {
        <button type="button" class="button" data-size="small" popovertarget=id>{label}</button>
        <div class="ask" popover="auto" id=id role="group" aria-label=label>{children()}</div>
    }
    .into_any()
}
