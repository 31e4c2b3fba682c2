//! Reading a post for somebody who looks for words: those that stand in quotation marks in what they
//! look for. More cannot be said without a model.

use domain::{
    channel::Severity,
    post::{ContentField, PostContent},
    reader::{Mending, Reader, ReadingAnswer, RemarkAnswer},
};

/// Where the post says what `reader` names in quotation marks, whatever the case. Words that an arrow
/// leads to, as in “cheap” → “good value”, are what to write instead.
pub fn read(content: &PostContent, reader: &Reader) -> ReadingAnswer {
    let suggests = reader.mends != Mending::Remarks;
    let mut remarks = Vec::new();
    for (wanted, instead) in quoted(&reader.instructions) {
        for field in ContentField::ALL {
            let text = content.get(*field);
            if let Some(quote) = said(&text, wanted) {
                remarks.push(RemarkAnswer {
                    field: *field,
                    quote: quote.to_owned(),
                    remark: format!(
                        "It says “{quote}”, which {} looks for. Look whether it may stay.",
                        reader.name
                    ),
                    severity: Severity::Warning,
                    instead: suggests.then(|| instead.unwrap_or_default().to_owned()),
                });
            }
        }
    }
    remarks.truncate(Reader::MOST_REMARKS);
    ReadingAnswer { remarks }
}

/// What stands in quotation marks, straight or curly, with what an arrow leads from it to.
fn quoted(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut found: Vec<(&str, Option<&str>)> = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(['“', '"']) {
        let Some((inside, behind)) = after.split_once(['”', '"']) else {
            break;
        };
        let inside = inside.trim();
        let led_to = matches!(before.trim(), "→" | "->");
        match found.last_mut() {
            Some((_, instead @ None)) if led_to => *instead = Some(inside),
            _ if inside.is_empty() => {}
            _ => found.push((inside, None)),
        }
        rest = behind;
    }
    found
}

/// The first place where `text` says `wanted` as whole words.
fn said<'a>(text: &'a str, wanted: &str) -> Option<&'a str> {
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.char_indices().find_map(|(start, _)| {
        let length = wanted.chars().count();
        let found = text.get(start..)?;
        let end = found
            .char_indices()
            .nth(length)
            .map_or(found.len(), |(end, _)| end);
        let quote = found.get(..end)?;
        let same = quote.chars().count() == length && quote.to_lowercase() == wanted.to_lowercase();
        let whole = !is_part(text.get(..start)?.chars().next_back())
            && !is_part(found.get(end..)?.chars().next());
        (same && whole).then_some(quote)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_quotation_marks_are_found_whole_and_whatever_their_case() {
        let post = PostContent {
            title: Some("Unguaranteed".into()),
            body: "Guaranteed fresh. The best in town.".into(),
            ..PostContent::default()
        };
        let reader = Reader {
            name: "Compliance".into(),
            instructions: "Flag “guaranteed”, \"in town\" → “near you” and “never” -> \"seldom\"."
                .into(),
            channels: Vec::new(),
            looks_up: false,
            mends: Mending::Suggests,
        };
        let found = read(&post, &reader).remarks.into_iter();
        let found: Vec<_> = found
            .map(|remark| (remark.field, remark.quote, remark.instead))
            .collect();
        assert_eq!(
            found,
            [
                (
                    ContentField::Body,
                    "Guaranteed".to_owned(),
                    Some(String::new())
                ),
                (
                    ContentField::Body,
                    "in town".to_owned(),
                    Some("near you".to_owned())
                )
            ]
        );
        let vague = Reader {
            instructions: "Find promises.".into(),
            ..reader
        };
        assert_eq!(read(&post, &vague), ReadingAnswer::default());
    }
}
