//! A statement turned into the question that it answers.

use super::{
    sentences::{find_verb, open_ended},
    words::{bare, is_determiner, is_helping, is_name, verb},
};

/// Words with which a sentence begins that has something before its subject.
const BEFORE_SUBJECT: &[&str] =
    &["on", "in", "at", "by", "for", "with", "from", "after", "before", "since", "until", "if", "when", "as", "during", "there", "to", "once"];

/// The question that the sentence answers; `None` when its build is not understood for sure.
pub(in crate::built_in) fn question(sentence: &str, subject: &str, is_proper: &dyn Fn(&str) -> bool) -> Option<String> {
    let text = open_ended(sentence);
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = find_verb(text)?;
    let (before, after) = (words.get(..at)?, words.get(at + 1..)?);
    let first = before.first().map(|word| bare(word))?;
    if BEFORE_SUBJECT.contains(&first.as_str()) || before.len() > 9 || before.iter().any(|word| word.ends_with([',', ':'])) {
        return None;
    }
    let who = lower_first(&before.join(" "), is_proper);
    let word = words.get(at).map(|word| bare(word))?;
    if is_helping(&word) {
        return of_being(&word, &who, after, subject);
    }
    let verb = verb(&word)?;
    let does = if verb.singular { "does" } else { "do" };
    let next = after.first().copied().unwrap_or_default();
    let asks = |start: &str| Some(format!("{start} {does} {who} {}?", verb.base));
    match verb.base {
        "cost" => asks("What"),
        "take" if after.iter().any(|word| is_span(&bare(word))) && after.len() <= 3 => asks("How long"),
        "weigh" => asks("How much"),
        "open" | "close" | "start" | "begin" | "end" if matches!(next, "at" | "on") => asks("When"),
        "open" if next == "until" => Some(format!("How long {} {who} open?", if verb.singular { "is" } else { "are" })),
        _ if !subject.is_empty() && is_subject(&who, subject) => Some(format!("What does {who} do?")).filter(|_| verb.singular),
        _ => None,
    }
}

/// "Tallyard is closing software" answers "What is Tallyard?".
fn of_being(word: &str, who: &str, after: &[&str], subject: &str) -> Option<String> {
    let next = after.first().map(|word| bare(word)).unwrap_or_default();
    let named = !subject.is_empty() && is_subject(who, subject);
    let defined = is_determiner(&next) || after.len() >= 2 && !next.ends_with("ed") && !next.ends_with("ly");
    match word {
        "is" if named && defined && !matches!(next.as_str(), "in" | "on" | "at" | "open" | "not" | "free" | "now" | "also") => {
            Some(format!("What is {who}?"))
        }
        _ => None,
    }
}

fn is_subject(who: &str, subject: &str) -> bool {
    who.strip_prefix("the ").unwrap_or(who) == subject.strip_prefix("the ").unwrap_or(subject)
}

fn is_span(word: &str) -> bool {
    matches!(word, "second" | "seconds" | "minute" | "minutes" | "hour" | "hours" | "day" | "days" | "week" | "weeks" | "month" | "months")
}

/// The text as it stands inside a sentence: its first word in lower case, unless it is a name.
pub(in crate::built_in) fn lower_first(text: &str, is_proper: &dyn Fn(&str) -> bool) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    let capitals = first.chars().filter(|c| c.is_uppercase()).count();
    let lower = bare(first);
    if capitals != 1 || !first.starts_with(char::is_uppercase) || is_name(&lower) || is_proper(first) {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_become_the_questions_they_answer() {
        let ask = |text: &str| question(text, "Tallyard", &|word| word == "Tallyard");
        for (sentence, expected) in [
            ("A breakfast bag with two rolls costs $6.90.", Some("What does a breakfast bag with two rolls cost?")),
            ("Tickets cost $9 for adults.", Some("What do tickets cost?")),
            ("Set-up takes two weeks.", Some("How long does set-up take?")),
            ("The shop in Mill Street opens at 6:30.", Some("When does the shop in Mill Street open?")),
            ("Doors open at 5 pm.", Some("When do doors open?")),
            ("Tallyard is closing software for finance teams.", Some("What is Tallyard?")),
            ("Tallyard collects bookings each night.", Some("What does Tallyard do?")),
            ("On the longest night the museum opens until midnight.", None),
            ("Every dough rests for 24 hours.", None),
        ] {
            assert_eq!(ask(sentence).as_deref(), expected, "{sentence}");
        }
    }
}
