//! Reading a post for somebody who looks for words: those that stand in quotation marks in what they
//! look for. More cannot be said without a model.

use domain::{
    channel::Severity,
    post::{ContentField, PostContent},
    reader::{Reader, ReadingAnswer, RemarkAnswer},
};

/// Where the post says what `reader` names in quotation marks, whatever the case.
pub fn read(content: &PostContent, reader: &Reader) -> ReadingAnswer {
    let mut remarks = Vec::new();
    for wanted in quoted(&reader.instructions) {
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
                });
            }
        }
    }
    remarks.truncate(Reader::MOST_REMARKS);
    ReadingAnswer { remarks }
}

/// What stands in quotation marks, straight or curly.
fn quoted(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(['“', '"']) {
        let Some((inside, behind)) = after.split_once(['”', '"']) else {
            break;
        };
        if !inside.trim().is_empty() {
            found.push(inside.trim());
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
            instructions: "Flag “guaranteed”, \"in town\" and “never”.".into(),
            channels: Vec::new(),
            looks_up: false,
        };
        let found = read(&post, &reader).remarks.into_iter();
        let found: Vec<_> = found.map(|remark| (remark.field, remark.quote)).collect();
        assert_eq!(
            found,
            [
                (ContentField::Body, "Guaranteed".to_owned()),
                (ContentField::Body, "in town".to_owned())
            ]
        );
        let vague = Reader {
            instructions: "Find promises.".into(),
            ..reader
        };
        assert_eq!(read(&post, &vague), ReadingAnswer::default());
    }
}
