//! What to do about a refusal.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::help::{Block, HelpPageView, Span, help},
    components::{Loaded, PageHead, fetched},
};

/// `/help/errors/:code`.
#[component]
pub fn HelpPage() -> AnyView {
    let params = use_params_map();
    let page = fetched(move || params.read().get("code").unwrap_or_default(), help);
    view! {
        <Loaded whole=true from=page view={|page: HelpPageView| {
            let blocks: Vec<_> = page.blocks.into_iter().map(block).collect();
            view! {
                <PageHead title=page.title />
                <article class="prose">{blocks}</article>
            }
            .into_any()
        }} />
    }
    .into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Block::Paragraph(line) => view! { <p>{spans(line)}</p> }.into_any(),
        Block::List { ordered, items } => {
            let items: Vec<_> = items
                .into_iter()
                .map(|line| view! { <li>{spans(line)}</li> })
                .collect();
            if ordered {
                view! { <ol>{items}</ol> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            }
        }
    }
}

fn spans(line: Vec<Span>) -> Vec<AnyView> {
    line.into_iter()
        .map(|span| match span {
            Span::Text(text) => text.into_any(),
            Span::Code(code) => view! { <code>{code}</code> }.into_any(),
        })
        .collect()
}
