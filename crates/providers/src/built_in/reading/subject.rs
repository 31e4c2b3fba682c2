//! The name of what is promoted.

use domain::{brief::Brief, web_page::WebPage};

use super::{
    sentences::{find_verb, open_ended, sentences},
    words::{bare, has_phrase, is_determiner, is_name, is_stop},
};

/// The name of what is promoted: the capitalised name that the brief begins with or mentions first,
/// the page's title, or the words that the brief begins with.
pub(in crate::built_in) fn find(brief: &Brief, page: Option<&WebPage>) -> String {
    let read = sentences(&brief.promoted);
    let first = read.first().map(String::as_str).unwrap_or_default();
    let title = page.map(|page| page_name(&page.title)).unwrap_or_default();
    [
        leading_name(first, &brief.promoted, &title),
        leading_words(first).filter(|_| is_own(first)),
        done(first),
        read.iter().find_map(|sentence| name_within(sentence)),
        Some(title.clone()).filter(|title| !title.is_empty()),
        leading_words(first),
        Some(brief.title.trim().to_owned()),
    ]
    .into_iter()
    .flatten()
    .find(|name| name.contains(char::is_alphanumeric))
    .unwrap_or_default()
}

/// Whether a sentence begins with what the brand calls its own: "Our new bike".
fn is_own(sentence: &str) -> bool {
    sentence
        .split_whitespace()
        .next()
        .is_some_and(|word| matches!(bare(word).as_str(), "our" | "my" | "this" | "these"))
}

/// What "we" do, make or run: "We run a gardening course in Bristol".
fn done(sentence: &str) -> Option<String> {
    let mut words = sentence
        .strip_prefix("We ")?
        .split_whitespace()
        .skip(1)
        .peekable();
    words.next_if(|word| is_determiner(&bare(word)));
    let mut name: Vec<&str> = Vec::new();
    for word in words.take_while(|word| !is_stop(&bare(word))).take(5) {
        name.push(word);
        if word.ends_with([',', '.', ';', ':', '!', '?']) {
            break;
        }
    }
    Some(joined(&name)).filter(|name| !name.is_empty())
}

/// The part of a page's title that names the thing, without the site's name.
fn page_name(title: &str) -> String {
    let name = [" | ", " – ", " — ", " - ", " · ", ": "]
        .iter()
        .fold(title, |name, mark| name.split(mark).next().unwrap_or(name));
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() <= 60 {
        name
    } else {
        String::new()
    }
}

fn is_capitalised(word: &str) -> bool {
    word.trim_start_matches(|c: char| !c.is_alphanumeric())
        .starts_with(char::is_uppercase)
}

/// A run of capitalised words; what ends a clause ends the run.
fn run<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut out = Vec::new();
    for word in words.take_while(|word| is_capitalised(word)) {
        out.push(word);
        if !word.ends_with(|c: char| c.is_alphanumeric()) {
            break;
        }
    }
    out
}

fn joined(words: &[&str]) -> String {
    words
        .join(" ")
        .trim_matches(|c: char| !c.is_alphanumeric())
        .trim_end_matches("’s")
        .trim_end_matches("'s")
        .to_owned()
}

/// The name at the start of the first sentence: "Lindner Bakery bakes", "The Harbour Museum opens".
fn leading_name(sentence: &str, whole: &str, title: &str) -> Option<String> {
    let mut words = sentence.split_whitespace().peekable();
    let article = words.next_if(|word| is_determiner(&bare(word))).is_some();
    let name = run(words);
    let only = joined(&name);
    let single = name.len() == 1;
    if name.is_empty() || is_stop(&bare(&only)) || is_name(&bare(&only)) {
        return None;
    }
    // One capitalised word at a sentence's start may be any noun: it is a name if it is written with
    // a capital elsewhere too, or if a verb in the singular follows it.
    let again = whole
        .match_indices(&only)
        .skip(1)
        .any(|(at, _)| !starts_sentence(whole, at))
        || has_phrase(title, &only);
    let verb_follows = find_verb(sentence) == Some(1) && !only.ends_with('s');
    (!single || article || again || verb_follows).then_some(only)
}

fn starts_sentence(text: &str, at: usize) -> bool {
    text.get(..at).is_none_or(|before| {
        before.trim_end().ends_with(['.', '!', '?', ':', '-', '•'])
            || before.ends_with('\n')
            || before.is_empty()
    })
}

/// The first capitalised name inside a sentence.
fn name_within(sentence: &str) -> Option<String> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    (1..words.len()).find_map(|at| {
        let name = run(words.iter().skip(at).copied());
        let only = joined(&name);
        let place = words.get(at - 1).is_some_and(|word| {
            matches!(
                bare(word).as_str(),
                "in" | "at" | "near" | "on" | "from" | "by"
            )
        });
        // "Berlin, Hamburg and Munich" names places or guests, not what is promoted.
        let listed = words
            .get(at - 1)
            .is_some_and(|word| word.ends_with(',') || *word == "&" || *word == "and");
        let usable = !listed
            && !name.is_empty()
            && !place
            && only.chars().count() > 1
            && !is_name(&bare(&only))
            && !is_stop(&bare(&only));
        usable.then_some(only)
    })
}

/// What stands before the verb, or the whole of a short phrase.
fn leading_words(sentence: &str) -> Option<String> {
    let words: Vec<&str> = open_ended(sentence).split_whitespace().collect();
    let end = find_verb(sentence).unwrap_or(words.len());
    let taken = words.get(..end)?;
    let taken = if taken.first().is_some_and(|word| is_determiner(&bare(word))) {
        taken.get(1..)?
    } else {
        taken
    };
    (1..=7)
        .contains(&taken.len())
        .then(|| taken.join(" ").trim_end_matches([',', ';', ':']).to_owned())
}

/// The name with "the" or "our", where the text gives it an article.
pub(in crate::built_in) fn with_article(subject: &str, text: &str) -> String {
    let article =
        |article: &str| !subject.is_empty() && text.contains(&format!("{article} {subject}"));
    if ["the", "The", "a", "an"].into_iter().any(article) {
        format!("the {subject}")
    } else if article("our") || article("Our") {
        format!("our {subject}")
    } else {
        subject.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use domain::brief::SAMPLES;

    use super::*;

    fn brief(promoted: &str) -> Brief {
        let mut draft = SAMPLES[0].draft("2026-11-23".parse().unwrap());
        draft.promoted = promoted.to_owned();
        draft.parse().unwrap()
    }

    #[test]
    fn the_name_is_found_where_briefs_put_it() {
        for (promoted, expected) in [
            ("Lindner Bakery bakes bread.", "Lindner Bakery"),
            ("Tallyard is closing software.", "Tallyard"),
            (
                "On the longest night of the year the Harbour Museum opens.",
                "Harbour Museum",
            ),
            ("The Harbour Museum opens until midnight.", "Harbour Museum"),
            ("Our new running shoe weighs little.", "new running shoe"),
            (
                "We run a beginners’ gardening course in Bristol.",
                "beginners’ gardening course",
            ),
            (
                "handmade candles from Bristol",
                "handmade candles from Bristol",
            ),
        ] {
            assert_eq!(find(&brief(promoted), None), expected);
        }
    }
}
