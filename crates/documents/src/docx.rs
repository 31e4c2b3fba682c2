//! Word documents: a ZIP whose `word/document.xml` holds the text.

use std::{
    collections::HashMap,
    io::{Cursor, Read as _},
};

use roxmltree::{Document, Node, ParsingOptions};
use zip::{ZipArchive, result::ZipError};

use crate::{MAX_UNPACKED, Refusal};

/// The most elements that a document's text is made of.
const MAX_NODES: u32 = 400_000;
/// A table within a table within a table is where people stop.
const MAX_DEPTH: usize = 8;

/// Paragraphs as lines; headings and lists as Markdown marks them; a row of a table as a line.
pub fn text(bytes: &[u8], in_time: &dyn Fn() -> bool) -> Result<String, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let words = part(&mut archive, "word/document.xml")?.ok_or(Refusal::UnknownKind)?;
    let styles = part(&mut archive, "word/styles.xml")?;
    let styles = styles.map(|styles| levels(&styles)).transpose()?;
    if !in_time() {
        return Err(Refusal::TooSlow);
    }
    let document = parse(&words)?;
    let body = document
        .descendants()
        .find(|node| node.tag_name().name() == "body")
        .ok_or(Refusal::Damaged)?;
    let mut lines = Lines {
        levels: styles.unwrap_or_default(),
        text: String::new(),
    };
    lines.blocks(body, 0);
    Ok(lines.text)
}

/// A part of the package, if it has it.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Refusal> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
            return Err(Refusal::Locked);
        }
        Err(_) => return Err(Refusal::Damaged),
    };
    let mut bytes = Vec::new();
    // What the package says of a part's size need not be true.
    let most = u64::try_from(MAX_UNPACKED).unwrap_or(u64::MAX);
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| Refusal::Damaged)?;
    if bytes.len() > MAX_UNPACKED {
        return Err(Refusal::TooMuchInside);
    }
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|_| Refusal::Damaged)
}

fn parse(xml: &str) -> Result<Document<'_>, Refusal> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(xml, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Refusal::TooMuchInside,
        _ => Refusal::Damaged,
    })
}

/// Which styles are headings of which level; in a translated Word their ids are translated too.
fn levels(styles: &str) -> Result<HashMap<String, usize>, Refusal> {
    let document = parse(styles)?;
    let named = document.descendants().filter_map(|style| {
        let name = style.children().find(|child| named(*child, "name"))?;
        let name = value(name)?.to_lowercase();
        let level = match name.strip_prefix("heading ") {
            Some(level) => level.parse::<usize>().ok()? + 1,
            None if name == "title" => 1,
            None => return None,
        };
        Some((attribute(style, "styleId")?.to_owned(), level))
    });
    Ok(named.collect())
}

struct Lines {
    levels: HashMap<String, usize>,
    text: String,
}

impl Lines {
    fn blocks(&mut self, parent: Node<'_, '_>, depth: usize) {
        for block in parent.children() {
            match block.tag_name().name() {
                "p" => {
                    let mark = self.mark(block);
                    let words = words(block);
                    self.line(&format!("{mark}{}", words.trim()));
                }
                "tr" => self.row(block),
                // Content controls and tables hold blocks of their own.
                "tbl" | "sdt" | "sdtContent" | "customXml" if depth < MAX_DEPTH => {
                    self.blocks(block, depth + 1);
                }
                _ => {}
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A row of two cells is most often a name and what it stands for.
    fn row(&mut self, row: Node<'_, '_>) {
        let cells: Vec<String> = row
            .children()
            .filter(|cell| named(*cell, "tc"))
            .map(|cell| {
                let lines = cell.descendants().filter(|node| named(*node, "p"));
                let lines: Vec<_> = lines.map(|line| words(line).trim().to_owned()).collect();
                lines.join("\n").trim().to_owned()
            })
            .collect();
        match cells.as_slice() {
            [name, value] if !name.is_empty() && !name.contains('\n') => {
                let name = name.trim_end_matches(':');
                self.line(&format!("{name}: {value}\n"));
            }
            cells => self.line(&cells.join("\t")),
        }
    }

    /// What stands before a paragraph that is a heading or an entry of a list.
    fn mark(&self, paragraph: Node<'_, '_>) -> String {
        let Some(properties) = paragraph.children().find(|child| named(*child, "pPr")) else {
            return String::new();
        };
        let of = |name| properties.children().find(|child| named(*child, name));
        let style = of("pStyle").and_then(value).unwrap_or_default();
        match self.levels.get(style) {
            Some(level) => format!("{} ", "#".repeat((*level).min(6))),
            None if of("numPr").is_some() => "- ".to_owned(),
            None => String::new(),
        }
    }
}

/// What a paragraph says, without what was deleted and without a text's second form for old
/// programs.
fn words(paragraph: Node<'_, '_>) -> String {
    let mut text = String::new();
    for node in paragraph.descendants() {
        match node.tag_name().name() {
            "t" if !node.ancestors().any(|above| named(above, "Fallback")) => {
                text.push_str(node.text().unwrap_or_default());
            }
            "tab" if node.parent().is_some_and(|run| named(run, "r")) => text.push('\t'),
            "br" | "cr" => text.push('\n'),
            _ => {}
        }
    }
    text
}

fn named(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
}

fn value<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "val")
}

/// An attribute by its name without a namespace.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}
