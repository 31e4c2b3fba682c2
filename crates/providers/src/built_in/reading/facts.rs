//! What brief and page say about what is promoted, sentence by sentence.

use std::collections::HashSet;

use domain::{
    brief::Brief,
    run::{Analysis, Fact, FactSource},
    web_page::WebPage,
};

use super::{
    kind::{Kind, has_amount, has_time},
    phrases::key_phrases,
    sentences::{capitalised, sentences},
    subject::{self, with_article},
    words::{bare, has_phrase, is_helping, is_stop, verb},
};

/// The most facts an analysis keeps.
const MAX_FACTS: usize = 24;

/// Words that praise without saying anything.
const VAGUE: &[&str] = &[
    "innovative",
    "passionate",
    "world-class",
    "solution",
    "solutions",
    "cutting-edge",
    "synergy",
    "leverage",
    "seamless",
    "holistic",
    "mission",
    "vision",
    "exciting",
    "delighted",
    "committed",
    "dedicated",
    "excellence",
];

/// Words that show that a sentence is about the campaign or the web site, not about what is promoted.
const ASIDE: &[&str] = &[
    "campaign",
    "target audience",
    "target group",
    "brief",
    "kpi",
    "our goal",
    "we want to",
    "posts should",
    "please note that this",
    "cookie",
    "cookies",
    "privacy policy",
    "all rights reserved",
    "sign in",
    "log in",
    "click here",
    "read more",
    "javascript",
    "copyright",
    "newsletter",
    "terms of use",
    "skip to",
    "back to top",
    "add to cart",
    "subscribe",
];

/// Words that point back to an earlier sentence.
const POINTING: &[&str] = &[
    "they", "these", "this", "that", "those", "he", "she", "his", "her", "their", "such", "both",
    "it", "its", "here",
];

/// Words at a sentence's start that only join it to the one before.
const JOINING: &[&str] = &[
    "but",
    "and",
    "so",
    "also,",
    "however,",
    "then,",
    "therefore,",
    "moreover,",
    "furthermore,",
    "yet",
    "thus,",
    "plus,",
];

/// What brief and page say.
pub fn analyse(brief: &Brief, page: Option<&WebPage>) -> Analysis {
    let subject = subject::find(brief, page);
    let mut facts = collect(brief, page, &subject);
    let interest: HashSet<String> =
        content_words(&format!("{} {}", brief.key_message, brief.audience)).collect();
    facts.sort_by_key(|fact| std::cmp::Reverse(weight(fact, &interest)));
    facts.truncate(MAX_FACTS);
    let open_questions = open_questions(brief, page, &facts);
    let key_phrases = key_phrases(&brief.key_message, &facts, &subject);
    if facts.is_empty() {
        // A brief that tells no more is written from what it wants remembered.
        facts.push(Fact {
            text: brief.key_message.clone(),
            source: FactSource::Brief,
        });
    }
    Analysis {
        subject,
        facts,
        key_phrases,
        open_questions,
    }
}

fn collect(brief: &Brief, page: Option<&WebPage>, subject: &str) -> Vec<Fact> {
    let mut facts = Vec::new();
    read(&brief.promoted, FactSource::Brief, subject, &mut facts);
    if let Some(page) = page {
        read(&page.description, FactSource::Page, subject, &mut facts);
        read(&page.main_text, FactSource::Page, subject, &mut facts);
    }
    facts
}

fn read(text: &str, source: FactSource, subject: &str, facts: &mut Vec<Fact>) {
    let subject = capitalised(&with_article(subject, text));
    let first = facts.len();
    let mut about_subject = false;
    for sentence in sentences(text) {
        let sentence = without_joining_word(&sentence);
        let sentence = with_subject(sentence, &subject);
        let resolved = if about_subject {
            resolved(&sentence, &subject)
        } else {
            sentence
        };
        about_subject = resolved.starts_with(&subject);
        if !is_fact(&resolved, source) {
            continue;
        }
        if points_back(&resolved) {
            let room = |last: &Fact| last.text.chars().count() + resolved.chars().count() < 240;
            if let Some(last) = facts
                .get_mut(first..)
                .and_then(<[Fact]>::last_mut)
                .filter(|last| room(last))
            {
                last.text = format!("{} {resolved}", last.text);
            }
        } else if !facts.iter().any(|fact| is_same(&fact.text, &resolved)) {
            facts.push(Fact {
                text: resolved,
                source,
            });
        }
    }
}

fn without_joining_word(sentence: &str) -> String {
    match sentence.split_once(' ') {
        Some((first, rest)) if JOINING.contains(&first.to_lowercase().as_str()) => {
            capitalised(rest)
        }
        _ => sentence.to_owned(),
    }
}

/// A note such as "Comes fully assembled" with what it is said of.
fn with_subject(sentence: String, subject: &str) -> String {
    let (first, rest) = sentence.split_once(' ').unwrap_or((&sentence, ""));
    let acts = first.starts_with(char::is_uppercase)
        && verb(&bare(first)).is_some_and(|verb| verb.singular && !verb.doubtful);
    if acts && !subject.is_empty() && !rest.is_empty() && !subject.ends_with('s') {
        return format!("{subject} {} {rest}", first.to_lowercase());
    }
    sentence
}

/// "It" and "Its" named, when the sentence before was about the subject.
fn resolved(sentence: &str, subject: &str) -> String {
    if let Some(rest) = sentence.strip_prefix("It ") {
        let second = rest.split_whitespace().next().map(bare).unwrap_or_default();
        if is_helping(&second) || verb(&second).is_some_and(|verb| verb.singular) {
            return format!("{subject} {rest}");
        }
    }
    match sentence.strip_prefix("Its ") {
        Some(rest) if !subject.ends_with('s') => format!("{subject}’s {rest}"),
        _ => sentence.to_owned(),
    }
}

fn points_back(sentence: &str) -> bool {
    sentence
        .split_whitespace()
        .next()
        .is_some_and(|word| POINTING.contains(&bare(word).as_str()))
}

/// Whether the sentence says something that a post can repeat.
fn is_fact(sentence: &str, source: FactSource) -> bool {
    let words = sentence.split_whitespace().count();
    let enough = if source == FactSource::Brief { 2 } else { 5 };
    let quoted = sentence.starts_with(['"', '“', '‘', '«']);
    let addressed = sentence.contains("http")
        || sentence.contains("www.")
        || sentence.contains(['@', '#', '{', '<', '|'])
        || has_domain(sentence);
    let aside = ASIDE.iter().any(|aside| has_phrase(sentence, aside));
    let personal = sentence
        .split_whitespace()
        .any(|word| matches!(word, "I" | "I’m" | "I'm" | "my"));
    (enough..=45).contains(&words)
        && sentence.chars().count() <= 320
        && !quoted
        && !addressed
        && !aside
        && !personal
        && !sentence.ends_with('?')
        && sentence.contains(char::is_alphabetic)
}

fn has_domain(sentence: &str) -> bool {
    sentence.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.rsplit_once('.').is_some_and(|(name, end)| {
            name.len() > 1
                && (2..=6).contains(&end.len())
                && end.chars().all(|c| c.is_ascii_lowercase())
                && !name.contains(':')
        }) && !matches!(word, "e.g" | "i.e" | "a.m" | "p.m")
    })
}

fn content_words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split_whitespace()
        .map(bare)
        .filter(|word| word.len() > 2 && !is_stop(word))
}

fn is_same(one: &str, other: &str) -> bool {
    let (one, other): (HashSet<_>, HashSet<_>) =
        (content_words(one).collect(), content_words(other).collect());
    let shared = one.intersection(&other).count();
    shared > 0 && shared * 10 >= one.union(&other).count() * 7
}

/// How concrete and how close to the brief's message the fact is.
fn weight(fact: &Fact, interest: &HashSet<String>) -> i32 {
    let text = &fact.text;
    let words = text.split_whitespace().count();
    let names = text
        .split_whitespace()
        .skip(1)
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    let shared = content_words(text)
        .filter(|word| interest.contains(word))
        .count()
        .min(2);
    let vague = VAGUE.iter().filter(|word| has_phrase(text, word)).count();
    let mut weight = if fact.source == FactSource::Brief {
        3
    } else {
        0
    };
    weight += if has_amount(text) { 3 } else { 0 };
    weight += if has_time(text) { 2 } else { 0 };
    weight += if text.contains(|c: char| c.is_ascii_digit()) {
        2
    } else {
        0
    };
    weight += i32::from(names > 0);
    weight += i32::try_from(shared).unwrap_or_default();
    weight -= i32::try_from(vague * 3).unwrap_or_default();
    weight - if words > 28 { 2 } else { 0 } - if words < 4 { 2 } else { 0 }
}

fn open_questions(brief: &Brief, page: Option<&WebPage>, facts: &[Fact]) -> Vec<String> {
    let has = |kind| facts.iter().any(|fact| Kind::of(&fact.text, "") == kind);
    let mut questions = Vec::new();
    if facts.is_empty() {
        questions.push("Which facts can posts build on? The brief and the page give none.");
    } else if facts.len() * 2 < usize::from(brief.post_count) {
        questions.push("Which further facts can posts build on? There are fewer than the campaign has posts, so some come up again.");
    }
    if !facts.iter().any(|fact| has_amount(&fact.text)) {
        questions.push(match page {
            Some(page) if !page.prices.is_empty() => "Which of the prices on the page belongs to what is promoted? No post names one until the brief does.",
            _ => "What does it cost? No price is given, so no post names one.",
        });
    }
    if !has(Kind::Time) && !facts.iter().any(|fact| has_time(&fact.text)) {
        questions.push("When can people have it? No day or time is given.");
    }
    if brief.web_address.is_none() {
        questions.push("Which page should posts lead to? No web address is given.");
    }
    if !facts
        .iter()
        .any(|fact| fact.text.contains(|c: char| c.is_ascii_digit()))
    {
        questions.push("Is there a figure or a test that backs the key message?");
    }
    questions.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use domain::brief::SAMPLES;

    use super::*;

    fn facts(promoted: &str, main_text: &str) -> Vec<String> {
        let mut brief: Brief = SAMPLES[0]
            .draft("2026-11-23".parse().unwrap())
            .parse()
            .unwrap();
        brief.promoted = promoted.to_owned();
        let page = WebPage {
            main_text: main_text.to_owned(),
            ..WebPage::default()
        };
        let mut facts: Vec<String> = analyse(&brief, Some(&page))
            .facts
            .into_iter()
            .map(|fact| fact.text)
            .collect();
        facts.sort();
        facts
    }

    #[test]
    fn a_sentence_that_points_back_is_resolved_or_stays_with_its_neighbour() {
        let promoted = "Tallyard is closing software. It lists differences. Rides start at noon. They take an hour. Includes updates.";
        let expected = [
            "Rides start at noon. They take an hour.",
            "Tallyard includes updates.",
            "Tallyard is closing software.",
            "Tallyard lists differences.",
        ];
        assert_eq!(facts(promoted, ""), expected);
    }

    #[test]
    fn a_page_gives_its_sentences_and_none_of_its_furniture() {
        let page = "Home Shop About\n\nWe use cookies to make this site work.\n\nThe mill grinds rye and spelt on stones from 1911.\n\n\
            “I love it,” says Ann.\n\nSign in to see your orders.\n\nWrite to hello@example.com for more news.\n\nAre you hungry for more of it?";
        assert_eq!(
            facts("Kestrel Mill grinds flour.", page),
            [
                "Kestrel Mill grinds flour.",
                "The mill grinds rye and spelt on stones from 1911."
            ]
        );
    }
}
