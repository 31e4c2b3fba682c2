//! What the brief's description of its readers gives to begin with: what they are tired of, and what
//! they do. The description itself is never quoted in a post.

use super::{
    sentences::{capitalised, open_ended, sentences},
    words::{bare, is_stop},
};

/// Words before what readers would rather be rid of.
const TIRED_OF: &[&str] = &[
    "tired of ",
    "fed up with ",
    "sick of ",
    "struggling with ",
    "struggle with ",
    "frustrated by ",
    "frustrated with ",
    "worried about ",
];

/// Verbs that read well in a question that leaves "do you" out.
const ASKABLE: &[&str] = &[
    "walk", "commute", "travel", "live", "want", "need", "love", "enjoy", "care", "look", "cycle",
    "cook", "study", "shop", "dream", "hope", "prefer", "start", "spend",
];

/// What readers are tired of, as a noun phrase: "late evenings at the end of each month".
pub(in crate::built_in) fn pain(audience: &str) -> Option<String> {
    let lower = audience.to_lowercase();
    TIRED_OF.iter().find_map(|mark| {
        let at = lower.find(mark)? + mark.len();
        let rest = audience.get(at..)?;
        let phrase = rest.split([',', '.', ';', '(', '\n']).next()?.trim();
        let words = phrase.split_whitespace().count();
        ((1..=9).contains(&words) && is_about_readers(phrase)).then(|| for_reader(phrase))
    })
}

/// What readers do, as a question to them: "Walk past Mill Street station before work?".
pub(in crate::built_in) fn situation(audience: &str) -> Option<String> {
    sentences(audience).iter().find_map(|sentence| {
        let rest = sentence.split_once(" who ").map(|(_, rest)| rest)?;
        let clause = rest
            .split([',', ';', '('])
            .next()?
            .split(" and ")
            .next()?
            .split(" but ")
            .next()?;
        let clause = open_ended(clause);
        let words = clause.split_whitespace().count();
        let verb = clause.split_whitespace().next().map(bare)?;
        let askable = ASKABLE.contains(&verb.as_str())
            && (3..=10).contains(&words)
            && is_about_readers(clause);
        askable.then(|| format!("{}?", capitalised(&for_reader(clause))))
    })
}

/// The readers' name: what stands before what is said of them.
pub(in crate::built_in) fn readers(audience: &str) -> String {
    let first = sentences(audience).into_iter().next().unwrap_or_default();
    let end = [
        " who ",
        ", ",
        " that ",
        "; ",
        " with ",
        " between ",
        " from ",
        " aged ",
    ]
    .iter()
    .filter_map(|mark| first.find(mark))
    .min()
    .unwrap_or(first.len());
    let name = open_ended(first.get(..end).unwrap_or_default()).to_owned();
    let words = name.split_whitespace().count();
    if (1..=8).contains(&words) {
        name
    } else {
        String::new()
    }
}

/// Words about third persons would hang in the air in a question to the reader.
fn is_about_readers(phrase: &str) -> bool {
    let digits = phrase.contains(|c: char| c.is_ascii_digit());
    let telling = phrase.split_whitespace().any(|word| !is_stop(&bare(word)));
    let dangling = phrase.split_whitespace().any(|word| {
        matches!(
            bare(word).as_str(),
            "them" | "they" | "it" | "he" | "she" | "its" | "this"
        )
    });
    telling && !digits && !dangling
}

fn for_reader(phrase: &str) -> String {
    let words = phrase.split_whitespace().map(|word| match word {
        "their" => "your",
        "themselves" => "yourself",
        other => other,
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_are_asked_about_themselves() {
        let commuters = "Commuters between 25 and 50 who walk past Mill Street station before work and now buy breakfast in a chain.";
        assert_eq!(
            situation(commuters).as_deref(),
            Some("Walk past Mill Street station before work?")
        );
        assert_eq!(situation("Grandparents who plan outings with them."), None);
        assert_eq!(readers(commuters), "Commuters");
    }

    #[test]
    fn what_they_are_tired_of_is_a_phrase() {
        let controllers =
            "Finance directors and controllers, tired of late evenings at the end of each month.";
        assert_eq!(
            pain(controllers).as_deref(),
            Some("late evenings at the end of each month")
        );
        assert_eq!(
            pain("People, tired of their phones"),
            Some("your phones".to_owned())
        );
        assert_eq!(pain("Happy people"), None);
    }
}
