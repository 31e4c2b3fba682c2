//! Orders of style guides, as they are meant.

use super::*;

fn ban(term: &str) -> RuleKind {
    RuleKind::Ban { term: term.into() }
}

fn prefer(term: &str, instead_of: &[&str]) -> RuleKind {
    RuleKind::Prefer {
        term: term.into(),
        instead_of: instead_of.iter().map(|&term| term.to_owned()).collect(),
    }
}

const fn habit(measure: Measure, amount: Amount) -> RuleKind {
    RuleKind::Habit { measure, amount }
}

fn sentences() -> Vec<(&'static str, Vec<RuleKind>)> {
    let mut all = orders();
    all.extend(descriptions());
    all
}

fn orders() -> Vec<(&'static str, Vec<RuleKind>)> {
    vec![
        (
            "Never say “cheap” or “bargain”.",
            vec![ban("cheap"), ban("bargain")],
        ),
        ("- Don’t use the word synergy", vec![ban("synergy")]),
        (
            "Avoid: world-class, cutting-edge",
            vec![ban("world-class"), ban("cutting-edge")],
        ),
        ("Vermeide „günstig“.", vec![ban("günstig")]),
        (
            "Say guests, not customers.",
            vec![prefer("guests", &["customers"])],
        ),
        (
            "Use “sign up” instead of “register” or “enrol”.",
            vec![prefer("sign up", &["register", "enrol"])],
        ),
        (
            "Sage „Gäste“ statt „Kunden“.",
            vec![prefer("Gäste", &["Kunden"])],
        ),
        (
            "No exclamation marks!",
            vec![habit(Measure::Exclamations, Amount::Never)],
        ),
        (
            "Use emoji sparingly.",
            vec![habit(Measure::Emoji, Amount::Seldom)],
        ),
        (
            "We use contractions.",
            vec![habit(Measure::Contractions, Amount::Often)],
        ),
        (
            "Keep sentences under 18 words.",
            vec![RuleKind::SentenceLength { least: 1, most: 18 }],
        ),
    ]
}

fn descriptions() -> Vec<(&'static str, Vec<RuleKind>)> {
    vec![
        (
            "Be warm and direct.",
            vec![RuleKind::Trait {
                text: "Be warm and direct.".into(),
            }],
        ),
        (
            "On LinkedIn, sound like a colleague.",
            vec![RuleKind::Tone {
                context: "LinkedIn".into(),
                text: "sound like a colleague.".into(),
            }],
        ),
        (
            "Open with what the reader gains.",
            vec![RuleKind::Structure {
                text: "Open with what the reader gains.".into(),
            }],
        ),
        (
            "Never promise what we cannot keep for everybody at all times.",
            vec![RuleKind::Structure {
                text: "Never promise what we cannot keep for everybody at all times.".into(),
            }],
        ),
        ("Our bakery was founded in 1921.", vec![]),
        ("Nobody knows.", vec![]),
    ]
}

#[test]
fn orders_of_a_style_guide_are_read_as_they_are_meant() {
    for (sentence, rules) in sentences() {
        assert_eq!(stated(sentence), rules, "{sentence}");
    }
}
