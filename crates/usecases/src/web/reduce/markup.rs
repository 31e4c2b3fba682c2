//! From markup to tags and text, in time that grows with the length of the page and no faster.
//!
//! A page is hostile input. A full HTML parser builds a tree from it, and there are short pages
//! whose tree is huge (formatting elements that are opened again in every paragraph) or takes
//! minutes (nesting and attributes without end). This reader knows tags, attributes, comments and
//! the elements whose content is no markup; it keeps nothing but its place.

use std::borrow::Cow;

use super::references;

/// More attributes of one tag are passed over.
const MOST_ATTRIBUTES: usize = 64;

/// A piece of markup.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text with its character references.
    Text(&'a str),
    /// A start tag.
    Open(Tag<'a>),
    /// An end tag, by its name in lower case.
    Close(String),
    /// The whole content of an element that holds no markup, such as `script`.
    Raw(&'a str),
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// In lower case.
    pub(super) name: String,
    /// Whether it ends in `/>`.
    pub(super) self_closing: bool,
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute with its character references resolved; empty if it has none.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self
            .attributes
            .iter()
            .find(|(found, _)| found.eq_ignore_ascii_case(name))?;
        Some(references::resolve(value))
    }
}

/// Reads markup piece by piece.
#[derive(Debug)]
pub(super) struct Markup<'a> {
    rest: &'a str,
    /// In XML `<script/>` is an element by itself; in HTML it is a start tag.
    xml: bool,
    raw: Option<String>,
}

impl<'a> Markup<'a> {
    /// Reads `text`, as XHTML if `xml`.
    pub(super) const fn new(text: &'a str, xml: bool) -> Self {
        Self {
            rest: text,
            xml,
            raw: None,
        }
    }

    fn take(&mut self, end: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Everything before `end`, which is passed over too; all of it if `end` does not come.
    fn take_through(&mut self, end: &str) -> &'a str {
        let at = self.rest.find(end);
        let taken = self.take(at.unwrap_or(self.rest.len()));
        self.take(if at.is_some() { end.len() } else { 0 });
        taken
    }

    /// The content of the element `name`, up to its end tag.
    fn raw(&mut self, name: &str) -> &'a str {
        let ends = |at: &usize| {
            let after = self.rest.get(at + 2..).unwrap_or_default();
            after
                .get(..name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name))
                && after
                    .get(name.len()..)
                    .is_some_and(|next| next.starts_with(ends_name))
        };
        let end = self.rest.match_indices("</").map(|(at, _)| at).find(ends);
        self.take(end.unwrap_or(self.rest.len()))
    }

    /// What begins with `<`: a tag, or `None` for what is none of our business.
    fn tag(&mut self) -> Option<Piece<'a>> {
        if self.rest.starts_with("<!--") {
            // The standard takes `<!-->` and `<!--->` for whole comments.
            self.take(2);
            let whole = self.rest.starts_with("-->") || self.rest.starts_with("--->");
            self.take(if whole { 0 } else { 2 });
            self.take_through("-->");
            return None;
        }
        let after = self.rest.get(1..).unwrap_or_default();
        if after.starts_with(['!', '?']) || (after.starts_with('/') && !starts_name(after.get(1..)))
        {
            self.take_through(">");
            return None;
        }
        let closes = after.starts_with('/');
        if !closes && !starts_name(Some(after)) {
            return Some(Piece::Text(self.take(1)));
        }
        self.take(if closes { 2 } else { 1 });
        let name = self
            .take(self.rest.find(ends_name).unwrap_or(self.rest.len()))
            .to_ascii_lowercase();
        let (attributes, self_closing) = self.attributes();
        if closes {
            return Some(Piece::Close(name));
        }
        if holds_no_markup(&name) && !(self.xml && self_closing) {
            self.raw = Some(name.clone());
        }
        Some(Piece::Open(Tag {
            name,
            self_closing,
            attributes,
        }))
    }

    /// The attributes up to the end of the tag, and whether it ends in `/>`.
    fn attributes(&mut self) -> (Vec<(&'a str, &'a str)>, bool) {
        let mut attributes = Vec::new();
        let mut slash = false;
        loop {
            self.rest = self.rest.trim_ascii_start();
            match self.rest.chars().next() {
                None => return (attributes, slash),
                Some('>') => {
                    self.take(1);
                    return (attributes, slash);
                }
                Some('/') => {
                    self.take(1);
                    slash = true;
                }
                Some(first) => {
                    slash = false;
                    let attribute = self.named_value(first);
                    if attributes.len() < MOST_ATTRIBUTES {
                        attributes.push(attribute);
                    }
                }
            }
        }
    }

    fn named_value(&mut self, first: char) -> (&'a str, &'a str) {
        // The standard lets a name begin with `=`.
        let start = first.len_utf8();
        let tail = self.rest.get(start..).unwrap_or_default();
        let end = tail
            .find(|c| c == '=' || ends_name(c))
            .map_or(self.rest.len(), |at| start + at);
        let name = self.take(end);
        let Some(value) = self.rest.trim_ascii_start().strip_prefix('=') else {
            return (name, "");
        };
        self.rest = value.trim_ascii_start();
        let value = match self.rest.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                self.take(1);
                self.take_through(if quote == '"' { "\"" } else { "'" })
            }
            _ => self.take(
                self.rest
                    .find(|c: char| c == '>' || c.is_ascii_whitespace())
                    .unwrap_or(self.rest.len()),
            ),
        };
        (name, value)
    }
}

impl<'a> Iterator for Markup<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(name) = self.raw.take() {
            return Some(Piece::Raw(self.raw(&name)));
        }
        while !self.rest.is_empty() {
            match self.rest.find('<') {
                Some(0) => {
                    if let Some(piece) = self.tag() {
                        return Some(piece);
                    }
                }
                at => return Some(Piece::Text(self.take(at.unwrap_or(self.rest.len())))),
            }
        }
        None
    }
}

fn starts_name(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_alphabetic()))
}

const fn ends_name(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '/' | '>')
}

fn holds_no_markup(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "title"
            | "textarea"
            | "xmp"
            | "iframe"
            | "noembed"
            | "noframes"
            | "plaintext"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        Markup::new(text, false)
            .map(|piece| match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Open(tag) => format!("+{}", tag.name),
                Piece::Close(name) => format!("-{name}"),
                Piece::Raw(text) => format!("={text}"),
            })
            .collect()
    }

    #[test]
    fn tags_text_and_comments_are_told_apart() {
        assert_eq!(
            pieces("<P>a<!-- <b>x</b> -->b</p >1 < 2"),
            ["+p", "a", "b", "-p", "1 ", "<", " 2"]
        );
        assert_eq!(
            pieces("<!doctype html><?php x ?></ >a<!-->b<!--->c"),
            ["a", "b", "c"]
        );
        assert_eq!(pieces("a<!-- no end <p>b"), ["a"]);
    }

    #[test]
    fn a_script_is_one_raw_piece_up_to_its_own_end_tag() {
        assert_eq!(
            pieces("<script>if (a</scripted>b)</SCRIPT>x"),
            ["+script", "=if (a</scripted>b)", "-script", "x"]
        );
        assert_eq!(
            pieces("<title>a <b></title>"),
            ["+title", "=a <b>", "-title"]
        );
        assert_eq!(pieces("<style>x"), ["+style", "=x"]);
    }

    #[test]
    fn attributes_are_read_in_every_notation_and_the_first_of_a_name_counts() {
        let mut markup = Markup::new(
            "<a HREF=x/y title='>' b=\"&lt;\" c = d hidden href=z/>",
            false,
        );
        let Some(Piece::Open(tag)) = markup.next() else {
            panic!("no tag")
        };
        let values = ["href", "title", "b", "c", "hidden", "none"].map(|name| tag.attribute(name));
        let expected = [Some("x/y"), Some(">"), Some("<"), Some("d"), Some(""), None];
        assert_eq!(values.each_ref().map(Option::as_deref), expected);
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in "([<>/!='\" aé&;-]|script|<p |</|<!--|-->){0,60}") {
            let total: usize = Markup::new(&text, false).map(|piece| match piece {
                Piece::Text(text) | Piece::Raw(text) => text.len(),
                Piece::Open(_) | Piece::Close(_) => 1,
            }).sum();
            prop_assert!(total <= text.len());
        }
    }
}
