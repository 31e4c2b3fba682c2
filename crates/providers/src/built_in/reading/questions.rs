//! A statement turned into the question that it answers.

use super::{
    sentences::{find_verb, open_ended},
    words::{bare, is_determiner, is_helping, is_name, verb},
};

/// Words with which a sentence begins that has something before its subject.
const BEFORE_SUBJECT: &[&str] = &[
    "on", "in", "at", "by", "for", "with", "from", "after", "before", "since", "until", "if",
    "when", "as", "during", "there", "to", "once",
];

/// People of whom one asks what they pay, not what they cost.
const PEOPLE: &[&str] = &[
    "children",
    "adults",
    "students",
    "visitors",
    "members",
    "guests",
    "seniors",
    "families",
    "pensioners",
    "kids",
];

/// The question that the sentence answers; `None` when its build is not understood for sure.
pub(in crate::built_in) fn question(
    sentence: &str,
    subject: &str,
    is_proper: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let text = open_ended(sentence);
    if sentence.trim().contains(". ") {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words.first().map(|word| bare(word))?;
    if first == "on" {
        return what_happens(text, subject, is_proper);
    }
    let at = find_verb(text)?;
    let (before, after) = (words.get(..at)?, words.get(at + 1..)?);
    let word = words.get(at).map(|word| bare(word))?;
    // Only a list keeps its commas in a question.
    let listed = matches!(word.as_str(), "cost" | "costs") && before.contains(&"and");
    let broken = before
        .iter()
        .any(|word| word.ends_with(':') || word.ends_with(',') && !listed);
    if BEFORE_SUBJECT.contains(&first.as_str()) || before.len() > 12 || broken {
        return None;
    }
    let who = lower_first(&before.join(" "), is_proper);
    if is_helping(&word) {
        return of_being(&word, &who, after, subject);
    }
    let verb = verb(&word)?;
    let clause = Clause {
        who: &who,
        does: if verb.singular { "does" } else { "do" },
        base: verb.base,
        after,
    };
    clause.question(!subject.is_empty() && is_subject(&who, subject))
}

/// "On the longest night the museum opens" answers "What happens on the longest night?".
fn what_happens(text: &str, subject: &str, is_proper: &dyn Fn(&str) -> bool) -> Option<String> {
    let at = text.find(subject).filter(|_| !subject.is_empty())?;
    let when = text
        .get(..at)?
        .trim_end()
        .trim_end_matches(" the")
        .trim_end_matches(',');
    ((3..=9).contains(&when.split_whitespace().count()))
        .then(|| format!("What happens {}?", lower_first(when, is_proper)))
}

/// A clause with a verb of its own.
struct Clause<'a> {
    who: &'a str,
    does: &'static str,
    base: &'static str,
    after: &'a [&'a str],
}

impl Clause<'_> {
    fn question(&self, of_subject: bool) -> Option<String> {
        let Self {
            who,
            does,
            base,
            after,
        } = *self;
        let next = after.first().map(|word| bare(word)).unwrap_or_default();
        let spans = after.iter().any(|word| is_span(&bare(word)));
        let short = who.split_whitespace().count() <= 4;
        match base {
            "cost" => Some(self.asks("What", "")),
            "take" if spans && after.len() <= 3 => Some(self.asks("How long", "")),
            "weigh" => Some(self.asks("How much", "")),
            "open" | "close" | "start" | "begin" | "end"
                if matches!(next.as_str(), "at" | "on") =>
            {
                Some(self.asks("When", ""))
            }
            "open" if next == "until" => Some(format!(
                "How long {} {who} open?",
                if does == "does" { "is" } else { "are" }
            )),
            "rest" | "last" | "run" | "age" | "ripen" if next == "for" && spans => {
                Some(self.asks("How long", ""))
            }
            _ => self.object_before_time().or_else(|| {
                let single = !after.iter().any(|word| {
                    super::words::verb(&bare(word))
                        .is_some_and(|verb| verb.singular || !verb.doubtful)
                });
                let takes_object =
                    !is_preposition(&next) && !next.is_empty() && !next.ends_with("ly");
                match (
                    takes_object && short,
                    of_subject || matches!(who, "visitors" | "guests"),
                ) {
                    (true, _) if single || !of_subject && does == "does" => {
                        Some(self.asks("What", ""))
                    }
                    (_, true) if does == "does" => Some(format!("What does {who} do?")),
                    (_, true) => Some("What is there to do?".to_owned()),
                    _ => None,
                }
            }),
        }
    }

    fn asks(&self, start: &str, object: &str) -> String {
        let space = if object.is_empty() { "" } else { " " };
        format!(
            "{start} {} {} {}{space}{object}?",
            self.does, self.who, self.base
        )
    }

    /// "The first loaves leave the oven at 6:45" answers "When do the first loaves leave the oven?".
    fn object_before_time(&self) -> Option<String> {
        let at = self.after.iter().position(|word| *word == "at")?;
        let time = self.after.get(at + 1..)?;
        let told = (1..=2).contains(&time.len())
            && time.first()?.starts_with(|c: char| c.is_ascii_digit());
        let object = self.after.get(..at)?;
        (told && (1..=4).contains(&object.len())).then(|| self.asks("When", &object.join(" ")))
    }
}

fn is_preposition(word: &str) -> bool {
    BEFORE_SUBJECT.contains(&word)
        || matches!(
            word,
            "into"
                | "over"
                | "under"
                | "across"
                | "through"
                | "around"
                | "past"
                | "until"
                | "of"
                | "back"
                | "up"
                | "out"
        )
}

/// "Tallyard is closing software" answers "What is Tallyard?".
fn of_being(word: &str, who: &str, after: &[&str], subject: &str) -> Option<String> {
    let next = after.first().map(|word| bare(word)).unwrap_or_default();
    let named = !subject.is_empty() && is_subject(who, subject);
    let defined =
        is_determiner(&next) || after.len() >= 2 && !next.ends_with("ed") && !next.ends_with("ly");
    let people = who
        .split_whitespace()
        .next()
        .is_some_and(|word| PEOPLE.contains(&word));
    let short = who.split_whitespace().count() <= 3;
    match word {
        "is" | "are" if next == "free" && after.len() == 1 && !named => {
            Some(match (people, word) {
                (true, _) => format!("What do {who} pay?"),
                (false, "is") => format!("What does {who} cost?"),
                (false, _) => format!("What do {who} cost?"),
            })
        }
        "is" if named
            && defined
            && !matches!(
                next.as_str(),
                "in" | "on" | "at" | "open" | "not" | "free" | "now" | "also"
            ) =>
        {
            Some(format!("What is {who}?"))
        }
        "can" if short && after.len() >= 2 && !matches!(who, "you" | "we" | "they") => {
            Some(format!("What can {who} do?"))
        }
        _ => None,
    }
}

fn is_subject(who: &str, subject: &str) -> bool {
    who.strip_prefix("the ").unwrap_or(who) == subject.strip_prefix("the ").unwrap_or(subject)
}

fn is_span(word: &str) -> bool {
    matches!(
        word,
        "second"
            | "seconds"
            | "minute"
            | "minutes"
            | "hour"
            | "hours"
            | "day"
            | "days"
            | "week"
            | "weeks"
            | "month"
            | "months"
    )
}

/// The text as it stands inside a sentence: its first word in lower case, unless it is a name.
pub(in crate::built_in) fn lower_first(text: &str, is_proper: &dyn Fn(&str) -> bool) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    let capitals = first.chars().filter(|c| c.is_uppercase()).count();
    let lower = bare(first);
    if capitals != 1
        || !first.starts_with(char::is_uppercase)
        || is_name(&lower)
        || is_proper(first)
    {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASES: &[(&str, Option<&str>)] = &[
        (
            "A bag with two rolls, a bun and a coffee costs $6.90.",
            Some("What does a bag with two rolls, a bun and a coffee cost?"),
        ),
        ("Tickets cost $9 for adults.", Some("What do tickets cost?")),
        (
            "Set-up takes two weeks.",
            Some("How long does set-up take?"),
        ),
        (
            "The shop in Mill Street opens at 6:30.",
            Some("When does the shop in Mill Street open?"),
        ),
        ("Doors open at 5 pm.", Some("When do doors open?")),
        (
            "Tallyard is closing software for finance teams.",
            Some("What is Tallyard?"),
        ),
        (
            "Tallyard collects bookings each night, matches them and lists the rest.",
            Some("What does Tallyard do?"),
        ),
        (
            "Teams keep their existing ledger system.",
            Some("What do teams keep?"),
        ),
        (
            "Auditors can follow each booking back to its source.",
            Some("What can auditors do?"),
        ),
        (
            "Every match shows the rule that made it.",
            Some("What does every match show?"),
        ),
        (
            "Every dough rests for 24 hours and has no additives.",
            Some("How long does every dough rest?"),
        ),
        (
            "The first loaves leave the oven at 6:45.",
            Some("When do the first loaves leave the oven?"),
        ),
        ("You can return it within 30 days.", None),
        (
            "Children under 12 are free.",
            Some("What do children under 12 pay?"),
        ),
        (
            "The first month is free.",
            Some("What does the first month cost?"),
        ),
        (
            "On the longest night Tallyard opens until midnight.",
            Some("What happens on the longest night?"),
        ),
        (
            "Visitors fold their own lantern in the loft, hear sea stories and take the tug.",
            Some("What is there to do?"),
        ),
        ("In winter the museum opens until midnight.", None),
        (
            "Orders placed in the app by 10 pm are packed and waiting at 7:00.",
            None,
        ),
        (
            "A thousand lanterns, folded by 14 schools, light the halls.",
            None,
        ),
    ];

    #[test]
    fn statements_become_the_questions_they_answer() {
        let ask = |text: &str| question(text, "Tallyard", &|word| word == "Tallyard");
        for (sentence, expected) in CASES {
            assert_eq!(ask(sentence).as_deref(), *expected, "{sentence}");
        }
    }
}
