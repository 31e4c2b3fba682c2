//! `/tools`: what can be done to any text, what came of it, and what was done lately.

mod form;
mod history;
mod lines;
mod picture;
mod reading;
mod result;
mod terms;
mod words;

pub use result::Aloud;
pub use terms::TermsPage;

use domain::tools::ToolKind;
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use self::{form::ToolForm, history::History, result::Outcome};
use crate::{
    api::tools::{self, tools},
    components::{Badge, Icon, LinkButton, Loaded, Notice, PageHead, Tone, fetched},
    links,
    text::text,
};

/// What the address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Asked {
    tool: String,
    used: String,
    post: String,
    field: String,
}

impl Asked {
    fn of(map: &ParamsMap) -> Self {
        let asked = |name: &str| map.get(name).unwrap_or_default();
        Self {
            tool: asked("tool"),
            used: asked("used"),
            post: asked("post"),
            field: asked("field"),
        }
    }

    /// The same text with another tool.
    fn with(&self, tool: ToolKind) -> String {
        let parameters = [
            ("tool", tool.slug()),
            ("used", &self.used),
            ("post", &self.post),
            ("field", &self.field),
        ];
        links::with_parameters("/tools", parameters)
    }
}

/// The tools.
#[component]
pub fn ToolsPage() -> AnyView {
    let asked = use_query_map().with_untracked(Asked::of);
    let question = asked.clone();
    let found = fetched(
        move || question.clone(),
        |asked| tools(asked.tool, asked.used, asked.post, asked.field),
    );
    let bare = asked == Asked::default();
    view! {
        <PageHead title=text!(tools.title) about=text!(tools.about)>
            {(!bare).then(|| view! { <LinkButton href="/tools" label=text!(tools.all) icon=Icon::Back /> })}
            <LinkButton href="/brand/terms" label=text!(tools.terms) icon=Icon::Pen />
        </PageHead>
        <Loaded from=found view=move |page: tools::ToolsPage| view! { <Whole page asked=asked.clone() /> }.into_any() />
    }
    .into_any()
}

#[component]
fn Whole(page: tools::ToolsPage, asked: Asked) -> AnyView {
    let tools::ToolsPage {
        used,
        post,
        estimate,
        refused,
        model,
        uses,
    } = page;
    let wanted = asked.tool.parse::<ToolKind>().ok();
    let tool = wanted.or(used.as_ref().map(|used| used.input.tool));
    let Some(tool) = tool else {
        return view! {
            <div class="stack">
                <Cards asked model />
                <History uses />
            </div>
        }
        .into_any();
    };
    // A text goes on with another tool, its results do not.
    let result = used.clone().filter(|used| used.input.tool == tool);
    view! {
        <div class="stack">
            <Switch asked tool />
            <ToolForm tool used post estimate refused model />
            {result.map(|used| view! { <Outcome used /> })}
            <History uses />
        </div>
    }
    .into_any()
}

/// The way to the other tools, with the same text.
#[component]
fn Switch(asked: Asked, tool: ToolKind) -> AnyView {
    let links: Vec<_> = ToolKind::ALL
        .iter()
        .map(|other| {
            let here = (*other == tool).then_some("page");
            view! { <li><a href=asked.with(*other) aria-current=here>{words::name(*other)}</a></li> }
        })
        .collect();
    view! { <nav class="choices-row" aria-label=text!(tools.choose)><ul role="list">{links}</ul></nav> }.into_any()
}

/// Every tool with what it does.
#[component]
fn Cards(asked: Asked, model: bool) -> AnyView {
    let cards: Vec<_> = ToolKind::ALL
        .iter()
        .map(|tool| {
            let missing = tool.needs_model() && !model;
            view! {
                <li class="card">
                    <h2><a href=asked.with(*tool)>{words::name(*tool)}</a></h2>
                    <p class="muted">{words::about(*tool)}</p>
                    {missing.then(|| view! { <p><Badge label=text!(tools.with_model) /></p> })}
                </li>
            }
        })
        .collect();
    view! {
        {(!model).then(|| view! { <Notice tone=Tone::Plain><p>{text!(tools.built_in)}</p></Notice> })}
        <ul role="list" class="grid tool-cards">{cards}</ul>
    }
    .into_any()
}
