//! The post's desk: live counts, findings and preview by the same rules that the server runs.

mod findings;

use domain::{
    channel::{self, BriefRules, composed_text},
    picture::{Layout, Look, OwnWords, Picture},
    post::{ContentField, PostContent},
};
use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast};
use web_sys::HtmlFormElement;

use self::findings::Findings;
use crate::{
    browser,
    components::{
        Counted, field_id,
        preview::{STAGE, Setting, stage},
    },
};

/// Around the form of one version of a post.
#[island(lazy)]
pub fn PostDesk(
    /// Which post it is.
    setting: Setting,
    /// What the form begins with, field by field: reading a whole post's content would bring
    /// everything about its picture along.
    fields: Vec<(ContentField, String)>,
    /// Whether a picture is chosen.
    pictured: bool,
    /// What must be in every post.
    mandatories: Vec<String>,
    /// What must not be in any.
    avoid: Vec<String>,
    /// The form.
    children: Children,
) -> impl IntoView {
    let kind = setting.kind;
    let desk = Desk {
        setting: StoredValue::new(setting),
        holder: NodeRef::new(),
        content: RwSignal::new(content_of(fields, pictured)),
    };
    let found = Signal::derive(move || {
        let rules = BriefRules {
            mandatories: &mandatories,
            avoid: &avoid,
        };
        channel::check(kind, &desk.content.read(), &rules)
    });
    Effect::new(move || {
        if desk.holder.get().is_some() {
            desk.read();
        }
    });
    view! {
        <div class="desk" node_ref=desk.holder on:input=move |_: ev::Event| desk.read()>
            {children()}
            <Findings found desk />
        </div>
    }
}

/// A post's content as far as its checks look at it: of the picture, they ask whether there is one.
fn content_of(fields: Vec<(ContentField, String)>, pictured: bool) -> PostContent {
    let picture = || Picture {
        layout: Layout::Statement,
        look: Look::unchosen(""),
        own: OwnWords::default(),
        photo: None,
    };
    let mut content = PostContent {
        picture: pictured.then(|| Box::new(picture())),
        ..PostContent::default()
    };
    for (field, text) in fields {
        content.set(field, &text);
    }
    content
}

#[derive(Clone, Copy)]
struct Desk {
    setting: StoredValue<Setting>,
    holder: NodeRef<html::Div>,
    content: RwSignal<PostContent>,
}

impl Desk {
    fn form(self) -> Option<HtmlFormElement> {
        let form = self.holder.get_untracked()?.query_selector("form").ok()??;
        form.dyn_into().ok()
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
        let content = self.content.read_untracked();
        let setting = self.setting.read_value();
        for count in channel::counts(setting.kind, &content) {
            browser::show_count(&field_id(count.field.slug()), &Counted::from(&count));
        }
        if let Ok(Some(copy)) = form.query_selector("[data-copy]") {
            // Refused only for names that are no attribute names.
            let _set = copy.set_attribute("data-copy", &composed_text(setting.kind, &content));
        }
        browser::show_markup(STAGE, &stage(&setting, &content));
    }

    /// Puts a text into a field, as a fix of a finding does.
    fn write(self, field: ContentField, text: &str) {
        let selector = format!("[name=\"fields[{}]\"]", field.slug());
        if let Some(control) = self
            .form()
            .and_then(|form| form.query_selector(&selector).ok().flatten())
        {
            browser::set_text(&control, text);
        }
    }
}
