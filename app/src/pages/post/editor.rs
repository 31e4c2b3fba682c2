//! The post's fields with live counts and findings: the same rules that the server runs.

use domain::{
    channel::{self, BriefRules, ChannelKind, FieldCount, FieldSpec, Finding, composed_text},
    post::{ContentField, PostContent},
    views::PostView,
};
use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys};

use super::{Refetch, findings::Findings};
use crate::{
    browser,
    components::{
        ActButton, Counted, Details, Form, FormState, Icon, Status, Submit, TextField, labels,
    },
    text::text,
};

/// What the editor knows beyond the form itself.
#[derive(Clone, Copy)]
pub(super) struct Session {
    holder: NodeRef<html::Div>,
    content: RwSignal<PostContent>,
    said: RwSignal<String>,
}

impl Session {
    fn form(self) -> Option<web_sys::HtmlFormElement> {
        self.holder
            .get_untracked()?
            .query_selector("form")
            .ok()??
            .dyn_into()
            .ok()
    }

    /// Takes over what stands in the form now.
    fn read(self) {
        let Some(form) = self.form() else { return };
        self.content.update(|content| {
            for (name, value) in browser::fields_of(&form) {
                let field = name
                    .strip_prefix("fields[")
                    .and_then(|name| name.strip_suffix(']'));
                if let Some(Ok(field)) = field.map(str::parse::<ContentField>) {
                    content.set(field, &value);
                }
            }
        });
    }

    /// Puts a text into a field, as a fix of a finding does.
    pub(super) fn write(self, field: ContentField, text: &str) {
        let selector = format!("[name=\"fields[{}]\"]", field.slug());
        if let Some(control) = self
            .form()
            .and_then(|form| form.query_selector(&selector).ok().flatten())
        {
            browser::set_text(&control, text);
        }
    }

    fn count(self, kind: ChannelKind, field: ContentField) -> Signal<Option<Counted>> {
        Signal::derive(move || {
            let counts = channel::counts(kind, &self.content.read());
            counts
                .into_iter()
                .find(|count| count.field == field)
                .map(|count| counted(&count))
        })
    }
}

fn counted(count: &FieldCount) -> Counted {
    let used = labels::grouped(count.used as u64);
    match count.max {
        Some(max) => Counted {
            shown: format!("{used} / {}", labels::grouped(max as u64)),
            over: count.used > max,
        },
        None => Counted {
            shown: used,
            over: false,
        },
    }
}

/// The form of one post.
#[component]
pub fn Editor(
    /// The post.
    post: PostView,
) -> AnyView {
    const SAVE: &str = "/api/ui/save-post";
    let state = FormState::new(SAVE);
    let Refetch(refetch) = expect_context();
    let kind = post.channel;
    let content = with_typed(post.version.content.clone(), state);
    let session = Session {
        holder: NodeRef::new(),
        content: RwSignal::new(content.clone()),
        said: RwSignal::default(),
    };
    let (mandatories, avoid) = (post.mandatories, post.avoid);
    let found = Signal::derive(move || -> Vec<Finding> {
        channel::check(
            kind,
            &session.content.read(),
            &BriefRules {
                mandatories: &mandatories,
                avoid: &avoid,
            },
        )
    });
    let on_done = Callback::new(move |_| {
        session.said.set(text!(post.saved).to_owned());
        refetch.run(());
    });
    let fields: Vec<_> = kind
        .spec()
        .fields
        .iter()
        .map(|spec| field_view(spec, kind, &content, session, state))
        .collect();
    Effect::new(move || {
        if session.holder.get().is_some() {
            session.read();
        }
    });
    view! {
        <div class="stack" node_ref=session.holder on:input=move |_: ev::Event| session.read()>
            <section class="card">
                <Form state=state on_done=on_done>
                    <input type="hidden" name="id" value=post.id.to_string() />
                    <input type="hidden" name="seen" value=post.version.hash.0.clone() />
                    {fields}
                    <div class="actions">
                        <Submit label=text!(post.save) kind="primary" icon=Icon::Tick />
                        <ActButton label=text!(post.copy) icon=Icon::Copy on_press=move |_| {
                            browser::copy(&composed_text(kind, &session.content.read_untracked()));
                            session.said.set(text!(post.copied).to_owned());
                        } />
                        <Status message=session.said />
                    </div>
                </Form>
            </section>
            <Findings found session />
            <Details summary=text!(post.as_posted)>
                <TextField name="as_posted" label=text!(post.as_posted_label) rows=6 read_only=true value=composed_text(kind, &content) />
            </Details>
        </div>
    }
    .into_any()
}

fn with_typed(mut content: PostContent, state: FormState) -> PostContent {
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
    session: Session,
    state: FormState,
) -> AnyView {
    let field = spec.field;
    let rows = match field {
        ContentField::Body => 8,
        ContentField::ImageIdea | ContentField::AltText => 2,
        _ => 0,
    };
    view! {
        <TextField name=format!("fields[{}]", field.slug()) label=spec.label rows=rows optional=!spec.required
            value=content.get(field) count=session.count(kind, field) error=state.error(field.slug()) />
    }
    .into_any()
}
