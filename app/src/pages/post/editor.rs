//! The post's fields, around which the desk counts and checks.

use domain::{
    channel::{self, ChannelKind, FieldSpec, composed_text},
    post::{ContentField, PostContent},
    views::PostView,
};
use leptos::prelude::*;

use crate::{
    components::{
        CopyButton, Counted, Details, Form, FormState, Icon, Submit, TextField, preview::Setting,
    },
    islands::PostDesk,
    text::text,
};

const SAVE: &str = "/api/ui/save-post";

/// The form of one post.
#[component]
pub fn Editor(
    /// The post.
    post: PostView,
    /// What the form begins with.
    content: PostContent,
    /// What its preview shows besides.
    setting: Setting,
) -> AnyView {
    let state = FormState::new(SAVE);
    let kind = post.channel;
    let fields: Vec<_> = kind
        .spec()
        .fields
        .iter()
        .map(|spec| field_view(spec, kind, &content, state))
        .collect();
    let composed = composed_text(kind, &content);
    let begun = ContentField::ALL
        .iter()
        .map(|field| (*field, content.get(*field)))
        .collect();
    let pictured = content.picture.is_some();
    let copied = composed.clone();
    view! {
        <div class="stack">
            <PostDesk setting fields=begun pictured mandatories=post.mandatories avoid=post.avoid>
                <section class="card">
                    <Form state done=text!(post.saved)>
                        <input type="hidden" name="id" value=post.id.to_string() />
                        <input type="hidden" name="seen" value=post.version.hash.0 />
                        {fields}
                        <div class="actions">
                            <Submit label=text!(post.save) kind="primary" icon=Icon::Tick />
                            <CopyButton label=text!(post.copy) text=copied done=text!(post.copied) />
                        </div>
                    </Form>
                </section>
            </PostDesk>
            <Details summary=text!(post.as_posted)>
                <TextField name="as_posted" label=text!(post.as_posted_label) rows=6 read_only=true value=composed />
            </Details>
        </div>
    }
    .into_any()
}

/// What the form begins with: the current version, or what was typed before it came back.
pub(super) fn begun(post: &PostView) -> PostContent {
    let state = FormState::new(SAVE);
    let mut content = post.version.content.clone();
    for field in ContentField::ALL {
        if let Some(typed) = state.typed(field.slug()) {
            content.set(*field, &typed);
        }
    }
    content
}

fn field_view(
    spec: &'static FieldSpec,
    kind: ChannelKind,
    content: &PostContent,
    state: FormState,
) -> AnyView {
    let field = spec.field;
    let rows = match field {
        ContentField::Body => 8,
        ContentField::ImageIdea | ContentField::AltText => 2,
        _ => 0,
    };
    let counts = channel::counts(kind, content);
    let count = counts.iter().find(|count| count.field == field);
    view! {
        <TextField name=format!("fields[{}]", field.slug()) label=spec.label rows=rows optional=!spec.required
            value=content.get(field) count=count.map(Counted::from) error=state.error(field.slug()) />
    }
    .into_any()
}
