//! Help pages, compiled in from `docs/errors`. They use a small part of Markdown: headings,
//! paragraphs, flat lists and code in a line.

use super::help::{Block, HelpPageView, Span};

include!(concat!(env!("OUT_DIR"), "/manual.rs"));

/// Prepares a page for showing.
pub fn read(text: &str) -> HelpPageView {
    let mut title = String::new();
    let mut blocks = Vec::new();
    for part in text
        .split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        match part.strip_prefix("# ") {
            Some(heading) => heading.clone_into(&mut title),
            None => blocks.push(block(part)),
        }
    }
    HelpPageView { title, blocks }
}

fn block(part: &str) -> Block {
    if let Some(heading) = part.strip_prefix("## ") {
        return Block::Heading(heading.to_owned());
    }
    let items: Option<Vec<&str>> = part.lines().map(item).collect();
    match items {
        Some(items) => {
            let ordered = part.starts_with(|first: char| first.is_ascii_digit());
            Block::List {
                ordered,
                items: items.into_iter().map(spans).collect(),
            }
        }
        None => Block::Paragraph(spans(&part.replace('\n', " "))),
    }
}

/// The text of a list's entry, `None` when the line is none.
fn item(line: &str) -> Option<&str> {
    let numbered = || {
        let (number, rest) = line.split_once(". ")?;
        number
            .chars()
            .all(|digit| digit.is_ascii_digit())
            .then_some(rest)
    };
    line.strip_prefix("- ").or_else(numbered)
}

fn spans(line: &str) -> Vec<Span> {
    let parts = line
        .split('`')
        .enumerate()
        .filter(|(_, part)| !part.is_empty());
    parts
        .map(|(at, part)| {
            if at % 2 == 1 {
                Span::Code(part.to_owned())
            } else {
                Span::Text(part.to_owned())
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::problem::Code;

    use super::*;

    #[test]
    fn every_code_has_a_help_page_that_says_what_to_do() {
        let heading = Block::Heading("What to do".into());
        for code in Code::ALL {
            let page = read(page(code.slug()).unwrap());
            assert!(!page.title.is_empty(), "{}", code.slug());
            assert!(page.blocks.contains(&heading), "{}", code.slug());
        }
    }

    #[test]
    fn code_in_a_line_is_set_apart() {
        assert_eq!(
            spans("Take `KEY` out"),
            [
                Span::Text("Take ".into()),
                Span::Code("KEY".into()),
                Span::Text(" out".into())
            ]
        );
    }
}
