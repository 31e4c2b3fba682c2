//! What the brief asks for: mandatories and things to avoid. Both are free text, so a missing
//! mandatory and a found term are warnings that a person decides about.

use crate::post::{ContentField, PostContent};

use super::{
    super::{
        compose::{bare, composed_text},
        count::count,
        finding::{Finding, Severity},
        words::{find_term, is_word_char, same_but_case, without_term, words},
    },
    BriefRules, Post,
};

/// Words that carry no meaning of their own in a mandatory.
const FILLER: &str = " a an the of to and or in on for with at by from as is are be been that this these those it its our we us you your \
    must should always please include including mention mentioning say state show add use put keep refer note make sure link do not \
    don t also every post all https http www ";

/// Words a mandatory begins with when it tells the writer what to do instead of saying it.
const ORDERS: &str = " a always add at be do don't ensure every give include keep link make mention must name never note only please \
    point put quote refer say show state tell the use write ";

/// Words before the term in an entry like "don't mention prices".
const AVOIDING: &str = " avoid no never don't don t do not dont say use using mention mentioning talk talking about the word words phrase \
    phrases any a an of our claim claims saying ";

pub(super) fn check(post: &Post<'_>, rules: &BriefRules<'_>, findings: &mut Vec<Finding>) {
    let everything = everything(post.content);
    for mandatory in rules.mandatories.iter().map(|text| text.trim()) {
        if !mandatory.is_empty() && !says(&everything, mandatory) {
            findings.push(missing(post, mandatory));
        }
    }
    for term in rules.avoid.iter().flat_map(|entry| avoided_terms(entry)) {
        for field in ContentField::ALL
            .iter()
            .filter(|field| **field != ContentField::Link)
        {
            findings.extend(avoided(*field, post.content, term));
        }
    }
}

fn everything(content: &PostContent) -> String {
    ContentField::ALL
        .iter()
        .map(|field| content.get(*field))
        .collect::<Vec<_>>()
        .join("\n")
}

fn is_in(list: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    list.split_whitespace().any(|other| other == word)
}

/// The parts in quotation marks: exactly these words are meant.
fn quoted(text: &str) -> Vec<&str> {
    let mut parts = text.split(['"', '“', '”', '„', '«', '»']);
    let mut inside = Vec::new();
    while let (Some(_), Some(part)) = (parts.next(), parts.next()) {
        inside.push(part.trim());
    }
    inside.retain(|part| !part.is_empty());
    inside
}

/// Whether a text says a mandatory: its quoted words as they are, else all its telling words.
fn says(text: &str, mandatory: &str) -> bool {
    let exact = quoted(mandatory);
    if !exact.is_empty() {
        return exact
            .iter()
            .all(|phrase| !find_term(text, phrase).is_empty());
    }
    let said: Vec<&str> = words(text)
        .into_iter()
        .filter_map(|range| text.get(range))
        .collect();
    let mut telling = words(mandatory)
        .into_iter()
        .filter_map(|range| mandatory.get(range))
        .filter(|word| !is_in(FILLER, word))
        .peekable();
    if telling.peek().is_none() {
        return !find_term(text, mandatory).is_empty();
    }
    telling.all(|word| {
        said.iter().any(|other| same_but_case(other, word)) || !find_term(text, word).is_empty()
    })
}

fn missing(post: &Post<'_>, mandatory: &str) -> Finding {
    let message = format!("The brief asks for “{mandatory}” and the post does not seem to say it.");
    let finding = Finding::new(
        "brief.mandatory",
        Severity::Warning,
        ContentField::Body,
        message,
    );
    finding.maybe_fix("Add it at the end", with_addition(post, mandatory))
}

/// The body with the mandatory after it, if it is a text and not an order, and there is room.
fn with_addition(post: &Post<'_>, mandatory: &str) -> Option<String> {
    let exact = quoted(mandatory).join(" ");
    let first = mandatory.split_whitespace().next().unwrap_or_default();
    let addition = match exact.as_str() {
        "" if is_in(ORDERS, first) => return None,
        "" => mandatory,
        exact => exact,
    };
    let body = format!("{}\n\n{addition}", post.content.body.trim_end());
    let content = PostContent {
        body,
        ..post.content.clone()
    };
    let composed = composed_text(post.kind, &content);
    let fits = post.spec.field(ContentField::Body).is_some_and(|spec| {
        spec.maxima()
            .all(|(counting, limit)| count(counting, &composed) <= limit.count)
    });
    (fits && says(&everything(&content), mandatory)).then_some(content.body)
}

/// The terms an entry means: what it quotes, else its parts without words like "don't mention".
fn avoided_terms(entry: &str) -> Vec<&str> {
    let exact = quoted(entry);
    if !exact.is_empty() {
        return exact;
    }
    entry
        .split([',', ';', '\n'])
        .flat_map(|part| part.split(" or "))
        .map(bare_term)
        .filter(|term| !term.is_empty())
        .collect()
}

fn bare_term(part: &str) -> &str {
    let mut rest =
        part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '-' | '•' | '*'));
    while let Some((first, after)) = rest.split_once(char::is_whitespace) {
        if !is_in(AVOIDING, &first.replace('’', "'")) {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

fn avoided(field: ContentField, content: &PostContent, term: &str) -> Option<Finding> {
    if field == ContentField::Hashtags {
        return avoided_hashtag(content, term);
    }
    let text = content.get(field);
    let places = find_term(&text, term);
    let first = places.first()?;
    let times = if places.len() == 1 {
        String::new()
    } else {
        format!(" {} times", places.len())
    };
    let message = format!("The brief asks to avoid “{term}”, and it is there{times}.");
    let finding =
        Finding::new("brief.avoid", Severity::Warning, field, message).at(first.start, first.end);
    Some(finding.maybe_fix("Take it out", without_term(&text, term)))
}

/// A term as a hashtag, written together or not.
fn avoided_hashtag(content: &PostContent, term: &str) -> Option<Finding> {
    let together: String = term.chars().filter(|c| is_word_char(*c)).collect();
    let means = |tag: &&String| {
        !find_term(tag, term).is_empty()
            || !together.is_empty() && same_but_case(bare(tag), &together)
    };
    let start = content
        .hashtags
        .iter()
        .take_while(|tag| !means(tag))
        .map(|tag| tag.len() + 2)
        .sum::<usize>();
    let tag = content.hashtags.iter().find(means)?;
    let kept: Vec<String> = content
        .hashtags
        .iter()
        .filter(|tag| !means(tag))
        .map(|tag| format!("#{tag}"))
        .collect();
    let message = format!("The brief asks to avoid “{term}”, and it is the hashtag “#{tag}”.");
    let finding = Finding::new(
        "brief.avoid",
        Severity::Warning,
        ContentField::Hashtags,
        message,
    );
    Some(
        finding
            .at(start, start + 1 + tag.len())
            .fix("Take it out", kept.join(" ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mandatory_is_said_when_its_telling_words_are() {
        assert!(says("Shipping is FREE.", "Mention that shipping is free"));
        assert!(says(
            "Our 30-day money-back promise",
            "Always include the 30-day money-back promise"
        ));
        assert!(!says("We ship.", "Mention that shipping is free"));
        assert!(says("Enjoy.\nDrink responsibly", "Say “drink responsibly”"));
        assert!(!says("Drink. Be responsible", "Say \"drink responsibly\""));
        assert!(says(
            "https://example.com/a",
            "Link to https://example.com/a"
        ));
    }

    #[test]
    fn entries_of_things_to_avoid_are_read_for_the_term_they_mean() {
        assert_eq!(
            avoided_terms("cheap, free; best in class"),
            ["cheap", "free", "best in class"]
        );
        assert_eq!(avoided_terms("Don't mention competitors"), ["competitors"]);
        assert_eq!(avoided_terms("The word \"cheap\""), ["cheap"]);
        assert_eq!(
            avoided_terms("no discounts or prices."),
            ["discounts", "prices"]
        );
        assert_eq!(avoided_terms("  "), Vec::<&str>::new());
    }
}
