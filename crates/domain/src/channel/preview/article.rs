//! An article's Markdown, as far as posts use it: headings, lists, paragraphs, bold and links.

/// A part of an article.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Block<'a> {
    /// What it is.
    pub kind: BlockKind,
    /// What it says.
    pub inlines: Vec<Inline<'a>>,
}

/// What a part of an article is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BlockKind {
    /// A line that names what follows.
    Heading,
    /// An entry of a list.
    Item,
    /// Sentences.
    Paragraph,
}

/// Words that are set in one way.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Inline<'a> {
    /// How they are set.
    pub kind: InlineKind,
    /// The words.
    pub text: &'a str,
}

/// How words are set.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum InlineKind {
    /// As they are.
    Plain,
    /// Bold.
    Strong,
    /// As a link.
    Link,
}

/// The parts of an article in Markdown, in order.
pub fn article_blocks(body: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut paragraph: Option<(usize, usize)> = None;
    let mut from = 0;
    for line in body.split_inclusive('\n') {
        let start = from;
        from += line.len();
        let text = line.trim();
        let marked = marked(text);
        if text.is_empty() || marked.is_some() {
            blocks.extend(ended(body, &mut paragraph));
        }
        match marked {
            Some((kind, text)) => blocks.push(block(kind, text)),
            None if !text.is_empty() => {
                paragraph = Some((paragraph.map_or(start, |(start, _)| start), from));
            }
            None => {}
        }
    }
    blocks.extend(ended(body, &mut paragraph));
    blocks
}

fn ended<'a>(body: &'a str, paragraph: &mut Option<(usize, usize)>) -> Option<Block<'a>> {
    let (start, end) = paragraph.take()?;
    let text = body.get(start..end)?.trim();
    Some(block(BlockKind::Paragraph, text))
}

fn block(kind: BlockKind, text: &str) -> Block<'_> {
    Block {
        kind,
        inlines: inlines(text),
    }
}

/// A heading or an entry of a list, without its mark.
fn marked(line: &str) -> Option<(BlockKind, &str)> {
    let heading = line.trim_start_matches('#');
    if (1..=6).contains(&(line.len() - heading.len())) && heading.starts_with(' ') {
        return Some((BlockKind::Heading, heading.trim()));
    }
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - numbered.len();
    let item = ["- ", "* ", "+ "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .or_else(|| numbered.strip_prefix(". ").filter(|_| digits > 0))?;
    Some((BlockKind::Item, item.trim()))
}

fn inlines(text: &str) -> Vec<Inline<'_>> {
    let mut found = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find(['*', '['])) {
        at += next;
        let Some((kind, words, length)) = text.get(at..).and_then(set_apart) else {
            at += 1;
            continue;
        };
        push(&mut found, InlineKind::Plain, text.get(plain..at));
        push(&mut found, kind, Some(words));
        at += length;
        plain = at;
    }
    push(&mut found, InlineKind::Plain, text.get(plain..));
    found
}

fn push<'a>(found: &mut Vec<Inline<'a>>, kind: InlineKind, text: Option<&'a str>) {
    let text = text.filter(|text| !text.is_empty());
    found.extend(text.map(|text| Inline { kind, text }));
}

/// Characters in which bold words or a link must end, so that an open mark costs little.
const REACH: usize = 400;

/// Bold words or a link at the start of `rest`, and the bytes they take with their marks. Neither
/// reaches over the end of a line.
fn set_apart(rest: &str) -> Option<(InlineKind, &str, usize)> {
    let near = rest.char_indices().take(REACH);
    let (at, last) = near.take_while(|(_, c)| *c != '\n').last()?;
    let line = rest.get(..at + last.len_utf8())?;
    if let Some(inner) = line.strip_prefix("**") {
        let words = inner.get(..inner.find("**")?)?;
        return (!words.is_empty()).then_some((InlineKind::Strong, words, words.len() + 4));
    }
    let (words, after) = line.strip_prefix('[')?.split_once("](")?;
    let address = after.get(..after.find(')')?)?;
    let length = words.len() + address.len() + "[]()".len();
    (!words.is_empty() && !words.contains('[')).then_some((InlineKind::Link, words, length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::channel::strategies::text;

    fn shape(body: &str) -> Vec<(BlockKind, String)> {
        let words = |block: &Block<'_>| block.inlines.iter().map(|inline| inline.text).collect();
        article_blocks(body)
            .iter()
            .map(|block| (block.kind, words(block)))
            .collect()
    }

    #[test]
    fn headings_lists_and_paragraphs_stand_apart() {
        let body = "# Bread\nWe bake\nat five.\n\n- rye\n- wheat\n1. first\n#tag and 3.5 grams";
        let expected = [
            (BlockKind::Heading, "Bread"),
            (BlockKind::Paragraph, "We bake\nat five."),
            (BlockKind::Item, "rye"),
            (BlockKind::Item, "wheat"),
            (BlockKind::Item, "first"),
            (BlockKind::Paragraph, "#tag and 3.5 grams"),
        ];
        assert_eq!(
            shape(body),
            expected.map(|(kind, words)| (kind, words.to_owned()))
        );
    }

    #[test]
    fn bold_words_and_links_lose_their_marks() {
        let blocks =
            article_blocks("A **warm** roll, [order it](https://example.com/a). 2 * 3 [x] **");
        let inlines: Vec<_> = blocks[0]
            .inlines
            .iter()
            .map(|inline| (inline.kind, inline.text))
            .collect();
        assert_eq!(
            inlines,
            [
                (InlineKind::Plain, "A "),
                (InlineKind::Strong, "warm"),
                (InlineKind::Plain, " roll, "),
                (InlineKind::Link, "order it"),
                (InlineKind::Plain, ". 2 * 3 [x] **"),
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_an_article(body in text()) {
            for block in article_blocks(&body) {
                prop_assert!(!block.inlines.iter().any(|inline| inline.text.is_empty()));
            }
        }
    }
}
