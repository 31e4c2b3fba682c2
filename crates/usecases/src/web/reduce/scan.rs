//! One walk over the markup: the head's statements, the visible text in blocks, and a small,
//! well-formed copy of the page that a readability parser can be given without risk.

use std::fmt::Write as _;

use super::{
    elements::{confines, ends_before, is_aside, is_block, is_kept, is_void},
    head::Head,
    hidden::is_dropped,
    markup::{Markup, Piece, Tag},
    references,
    skip::{Place, Skip},
};

/// Deeper elements are read as if they were not there; browsers stop at 512.
const MOST_DEPTH: usize = 200;
/// Elements and bytes of the copy.
const MOST_ELEMENTS: usize = 12_000;
const MOST_COPIED: usize = 512 * 1024;
/// Bytes of text between two tags of the copy: the parser's time grows with the square of it.
const MOST_RUN: usize = 32 * 1024;
/// Bytes of visible text.
const MOST_TEXT: usize = 512 * 1024;

/// Stands for `&` in the copy: the readability parser resolves references once more, and looks
/// for the end of each through the whole page.
pub(super) const AMPERSAND: &str = "\u{e026}";

/// What was found in a page.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// What the page states about itself.
    pub(super) head: Head,
    /// The visible text.
    pub(super) blocks: Vec<Block>,
    /// The visible page again, well-formed, bounded in depth and size.
    pub(super) copy: String,
}

/// A paragraph, heading, list item or table row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Its text as it stands in the page.
    pub(super) text: String,
    /// Whether it belongs to the site (navigation, footer) rather than to the page.
    pub(super) aside: bool,
}

/// Reads `text`, as XHTML if `xml`.
pub(super) fn scan(text: &str, xml: bool) -> Scan {
    let mut scanner = Scanner {
        xml,
        ..Scanner::default()
    };
    for piece in Markup::new(text, xml) {
        scanner.take(piece);
    }
    scanner.close_to(0);
    scanner.end_block();
    scanner.scan
}

#[derive(Debug)]
struct Element {
    name: String,
    aside: bool,
    copied: bool,
}

#[derive(Debug, Default)]
struct Scanner {
    scan: Scan,
    xml: bool,
    open: Vec<Element>,
    skip: Option<Skip>,
    block: String,
    copied: usize,
    text: usize,
    run: usize,
}

impl Scanner {
    fn take(&mut self, piece: Piece<'_>) {
        if let Piece::Raw(content) = piece {
            self.scan.head.raw(content);
            return;
        }
        if let Some(skip) = &mut self.skip {
            let open = &self.open;
            match skip.place(&piece, self.xml, |name| {
                open.iter().any(|element| element.name == name)
            }) {
                Place::Inside => return,
                Place::End => {
                    self.skip = None;
                    return;
                }
                Place::Outside => self.skip = None,
            }
        }
        match piece {
            Piece::Text(text) => self.read(&references::resolve(text)),
            Piece::Open(tag) => self.open(&tag),
            Piece::Close(name) => self.close(&name),
            Piece::Raw(_) => {}
        }
    }

    fn read(&mut self, text: &str) {
        let text = text
            .get(..text.floor_char_boundary(MOST_TEXT - self.text))
            .unwrap_or_default();
        self.text += text.len();
        self.block.push_str(text);
        let run = text
            .get(..text.floor_char_boundary(MOST_RUN - self.run))
            .unwrap_or_default();
        if self.has_room() {
            self.run += run.len();
            html_escape::encode_text_to_string(run.replace('&', AMPERSAND), &mut self.scan.copy);
        }
    }

    fn has_room(&self) -> bool {
        self.copied < MOST_ELEMENTS && self.scan.copy.len() < MOST_COPIED
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let empty = self.xml && tag.self_closing;
        self.scan.head.note(tag, empty);
        if is_void(&tag.name) {
            match tag.name.as_str() {
                "br" | "wbr" => self.block.push(' '),
                "hr" => self.end_block(),
                _ => {}
            }
        } else if empty {
            if is_block(&tag.name) {
                self.end_block();
            }
        } else if is_dropped(tag) {
            if is_block(&tag.name) {
                self.end_block();
            }
            self.skip = Some(Skip::new(tag.name.clone()));
        } else {
            self.enter(tag);
        }
    }

    fn enter(&mut self, tag: &Tag<'_>) {
        if is_block(&tag.name) {
            self.end_block();
        } else if matches!(tag.name.as_str(), "td" | "th") {
            self.block.push(' ');
        }
        while let Some(at) = self.ends_here(&tag.name) {
            self.close_to(at);
        }
        let nested_link = tag.name == "a" && self.open.iter().any(|element| element.name == "a");
        if !is_kept(&tag.name) || nested_link || self.open.len() >= MOST_DEPTH {
            return;
        }
        let role = tag.attribute("role").unwrap_or_default();
        let aside = self.open.last().is_some_and(|outer| outer.aside) || is_aside(&tag.name, &role);
        let copied = self.has_room();
        if copied {
            self.copied += 1;
            self.copy_tag(tag);
        }
        self.open.push(Element {
            name: tag.name.clone(),
            aside,
            copied,
        });
    }

    /// The open element that ends because `next` begins, looked for up to the nearest element
    /// that keeps its content to itself.
    fn ends_here(&self, next: &str) -> Option<usize> {
        for (at, element) in self.open.iter().enumerate().rev() {
            if ends_before(&element.name, next) {
                return Some(at);
            }
            let name = element.name.as_str();
            let passes = name == "a"
                || (name == "p" && !is_block(next))
                || matches!((name, next), ("div" | "address", "li" | "dt" | "dd"));
            if !passes {
                return None;
            }
        }
        None
    }

    fn copy_tag(&mut self, tag: &Tag<'_>) {
        self.run = 0;
        let copy = &mut self.scan.copy;
        copy.push('<');
        copy.push_str(&tag.name);
        for name in ["class", "id", "role"] {
            // Long values carry nothing a readability parser looks for.
            if let Some(value) = tag
                .attribute(name)
                .filter(|value| !value.is_empty() && value.len() <= 200)
            {
                // Writing to a string cannot fail.
                let _ = write!(
                    copy,
                    " {name}=\"{}\"",
                    html_escape::encode_double_quoted_attribute(&value)
                );
            }
        }
        copy.push('>');
    }

    fn close(&mut self, name: &str) {
        if is_block(name) {
            self.end_block();
        }
        let mut found = None;
        for (at, element) in self.open.iter().enumerate().rev() {
            if element.name == name {
                found = Some(at);
            }
            if found.is_some() || confines(&element.name, name) {
                break;
            }
        }
        if let Some(at) = found {
            self.close_to(at);
        }
    }

    fn close_to(&mut self, at: usize) {
        while self.open.len() > at {
            self.end_block_of_last();
            let Some(element) = self.open.pop() else {
                return;
            };
            if element.copied {
                self.run = 0;
                self.scan.copy.push_str("</");
                self.scan.copy.push_str(&element.name);
                self.scan.copy.push('>');
            }
        }
    }

    fn end_block_of_last(&mut self) {
        if self
            .open
            .last()
            .is_some_and(|element| is_block(&element.name))
        {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        if self.block.trim().is_empty() {
            self.block.clear();
            return;
        }
        let text = std::mem::take(&mut self.block);
        let inmost = self.open.iter().rev().find(|element| element.name != "a");
        if inmost.is_some_and(|element| element.name == "h1") {
            self.scan.head.heading.get_or_insert_with(|| text.clone());
        }
        let aside = self.open.last().is_some_and(|element| element.aside);
        self.scan.blocks.push(Block { text, aside });
    }
}
