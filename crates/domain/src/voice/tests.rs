//! A bakery's posts: what is understood of them, and what a text scores.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    channel::Severity,
    ids::{GoldenId, SampleId},
    post::{ContentField, PostContent},
};

const POSTS: [&str; 6] = [
    "We bake at five. You get it warm at seven. That's all there is to it, and our guests like it that way.",
    "Rye takes its time. We let it rest for a day, and you can taste that. Our guests ask for it by name.",
    "It's cold outside. Come in, the oven is on and the coffee is ready for you. We don't rush anybody here.",
    "The first loaves are out at six. If you come early, you'll hear the crust crackle. We like that sound too.",
    "We use four things: flour, water, salt and time. You won't find anything else in our bread, and it's better so.",
    "Saturday is busy. We bake twice, and you can still get a warm loaf at noon. Our guests bring their children.",
];

fn sample(number: u128, kind: SampleKind, context: &str, text: &str) -> Sample {
    Sample {
        id: SampleId(Uuid::from_u128(number)),
        kind,
        origin: SampleOrigin::Pasted,
        context: context.into(),
        text: text.into(),
    }
}

fn posts() -> Vec<Sample> {
    (1..)
        .zip(POSTS)
        .map(|(number, text)| sample(number, SampleKind::Example, "", text))
        .collect()
}

fn bakery() -> Voice {
    Voice::default().reread(&posts())
}

fn kinds(voice: &Voice) -> Vec<String> {
    voice.rules.iter().map(Rule::key).collect()
}

#[test]
fn six_posts_tell_what_the_brand_sounds_like() {
    let voice = bakery();
    for expected in [
        "habit:exclamations:never",
        "habit:emoji:never",
        "habit:we:often",
        "habit:you:often",
        "prefer:guests",
        "trait:plain-spoken: everyday words in short sentences.",
        "trait:calm: it needs neither exclamation marks nor emoji.",
    ] {
        assert!(
            kinds(&voice).iter().any(|key| key == expected),
            "{expected} is not in {:#?}",
            kinds(&voice)
        );
    }
    let guests = voice.rule("prefer:guests").unwrap();
    assert_eq!(
        guests.evidence[0].quote,
        "That's all there is to it, and our guests like it that way."
    );
    assert_eq!(guests.seen, Some(Seen { agree: 3, of: 3 }));
    assert_eq!(voice.habits[0].texts, 6);
    assert!(
        voice.habits[0]
            .distinctive
            .iter()
            .any(|word| word.word == "guests" && word.texts == 3)
    );
    assert_eq!(voice.passages.len(), 3);
    assert!(conflicts(&voice.rules).is_empty());
}

#[test]
fn every_rule_that_was_counted_quotes_its_sample() {
    for rule in &bakery().rules {
        assert!(!rule.evidence.is_empty(), "{}", rule.key());
        for passage in &rule.evidence {
            let samples = posts();
            let sample = samples
                .iter()
                .find(|sample| sample.id == passage.sample)
                .unwrap();
            assert!(sample.text.contains(&passage.quote));
            assert!(passage.place(&sample.text).is_some());
        }
    }
}

#[test]
fn confidence_grows_with_the_samples_that_agree() {
    for (agree, of, confidence) in [
        (0, 0, 0),
        (1, 1, 37),
        (3, 3, 64),
        (10, 10, 85),
        (5, 10, 31),
        (0, 10, 0),
    ] {
        assert_eq!(
            Seen { agree, of }.confidence(),
            confidence,
            "{agree} of {of}"
        );
    }
}

#[test]
fn a_text_is_scored_with_its_words_as_evidence() {
    let voice = bakery();
    let good = score(
        "We open at six tomorrow. You can have your coffee while the rye cools. It's worth the wait, our guests say.",
        &voice,
    );
    assert_eq!(good.fits, Some(true), "{good:#?}");
    assert!(good.breaches.is_empty());
    let text = "Our valued customers deserve the ultimate artisan experience!!! 🎉 Discover an extraordinary selection of premium products that revolutionize the traditional morning routine!";
    let bad = score(text, &voice);
    assert_eq!(bad.fits, Some(false));
    assert!(bad.whole < good.whole);
    let broken: Vec<(&str, &str)> = bad
        .breaches
        .iter()
        .map(|breach| {
            let span = breach.finding.span.unwrap();
            (breach.rule.as_str(), &text[span.start..span.end])
        })
        .collect();
    assert!(broken.contains(&("prefer:guests", "customers")));
    assert!(broken.contains(&("habit:emoji:never", "🎉")));
    assert_eq!(
        broken
            .iter()
            .filter(|(rule, _)| *rule == "habit:exclamations:never")
            .count(),
        4
    );
}

#[test]
fn a_text_that_cannot_be_told_has_no_number() {
    assert_eq!(score("", &bakery()), Score::default());
    let nothing = score("We bake at five and you know it.", &Voice::default());
    assert_eq!((nothing.whole, nothing.fits), (None, None));
    // Of texts in German there is no example: only rules can tell.
    let german = score(
        "Wir backen um fünf, und du bekommst dein Brot noch warm. Das ist alles, was wir dazu sagen, und es ist genug.",
        &bakery(),
    );
    assert_eq!(german.of_habits, None);
    assert!(german.of_rules.is_some());
}

#[test]
fn what_persons_wrote_or_took_out_stays_when_samples_come() {
    let mut voice = bakery();
    assert!(voice.dismiss("habit:emoji:never"));
    voice.write(
        Some("prefer:guests"),
        RuleKind::Prefer {
            term: "guests".into(),
            instead_of: vec!["clients".into()],
        },
    );
    voice.write(
        None,
        RuleKind::Ban {
            term: "cheap".into(),
        },
    );
    let voice = voice.reread(&posts());
    assert!(voice.rule("habit:emoji:never").is_none());
    let guests = voice.rule("prefer:guests").unwrap();
    assert_eq!(guests.source, RuleSource::Person);
    assert_eq!(guests.evidence.len(), 3, "what it came from stays with it");
    assert_eq!(voice.rule("ban:cheap").unwrap().weight(), 100);
    // Written by a person, it may come back.
    let mut voice = voice;
    voice.write(
        None,
        RuleKind::Habit {
            measure: Measure::Emoji,
            amount: Amount::Never,
        },
    );
    assert!(voice.rule("habit:emoji:never").is_some());
}

#[test]
fn samples_that_disagree_give_two_rules_side_by_side() {
    let loud = [
        "Wow! Fresh bread! Come now!",
        "Hot rolls! Here! Today!",
        "Yes! It is Friday! Bread!",
    ];
    let all: Vec<Sample> = (10..)
        .zip(loud)
        .map(|(number, text)| sample(number, SampleKind::Example, "", text))
        .chain(posts())
        .collect();
    let voice = Voice::default().reread(&all);
    let found = conflicts(&voice.rules);
    let keys = |conflict: &Conflict| (conflict.first.clone(), conflict.second.clone());
    assert!(
        found.iter().any(|conflict| {
            let (first, second) = keys(conflict);
            conflict.reason == Reason::DifferentAmounts
                && [first, second]
                    .iter()
                    .all(|key| key.starts_with("habit:exclamations"))
        }),
        "{found:?}"
    );
    let often = voice.rule("habit:exclamations:often").unwrap();
    assert_eq!(
        (often.seen, often.evidence[0].quote.as_str()),
        (Some(Seen { agree: 3, of: 9 }), "Wow!")
    );
}

#[test]
fn a_habit_that_goes_with_a_context_is_a_tone_and_no_conflict() {
    let loud = [
        "Wow! Fresh bread! Come now!",
        "Hot rolls! Here! Today!",
        "Yes! It is Friday! Bread!",
    ];
    let all: Vec<Sample> = (10..)
        .zip(loud)
        .map(|(number, text)| sample(number, SampleKind::Example, "Instagram", text))
        .chain(posts())
        .collect();
    let voice = Voice::default().reread(&all);
    assert!(
        kinds(&voice)
            .iter()
            .any(|key| key == "tone:instagram:with exclamation marks, unlike elsewhere."),
        "{:#?}",
        kinds(&voice)
    );
    assert!(voice.rule("habit:exclamations:never").is_some());
    assert!(voice.rule("habit:exclamations:often").is_none());
}

#[test]
fn conflicts_of_every_kind_are_found() {
    let rule = |kind| Rule {
        kind,
        evidence: Vec::new(),
        confidence: 90,
        source: RuleSource::Person,
        seen: None,
    };
    let prefer = |term: &str, other: &str| {
        rule(RuleKind::Prefer {
            term: term.into(),
            instead_of: vec![other.into()],
        })
    };
    let ban = |term: &str| rule(RuleKind::Ban { term: term.into() });
    let length = |least, most| rule(RuleKind::SentenceLength { least, most });
    for (rules, reason) in [
        (
            [ban("Sourdough  bread"), prefer("sourdough bread", "loaf")],
            Some(Reason::BannedAndPreferred),
        ),
        (
            [prefer("guests", "customers"), prefer("customers", "guests")],
            Some(Reason::PreferredBothWays),
        ),
        (
            [length(1, 9), length(12, 20)],
            Some(Reason::DifferentLengths),
        ),
        ([length(1, 12), length(12, 20)], None),
        ([ban("cheap"), prefer("guests", "cheap")], None),
    ] {
        assert_eq!(
            conflicts(&rules).first().map(|conflict| conflict.reason),
            reason,
            "{rules:?}"
        );
    }
}

#[test]
fn a_changed_rule_shows_which_decided_texts_it_judges_wrongly() {
    let decided = |number, approved, text: &str| Decided {
        id: GoldenId(Uuid::from_u128(number)),
        approved,
        text: text.into(),
    };
    let golden = [
        decided(
            1,
            true,
            "We made a cheap loaf today, and you can have it for your dog. It's yesterday's bread, our guests know that.",
        ),
        decided(2, false, "Amazing offer for our customers! Buy now!"),
    ];
    let voice = bakery();
    assert!(
        judge(&golden, &voice)
            .iter()
            .all(|judgement| judgement.right)
    );
    let mut stricter = voice.clone();
    stricter.write(
        None,
        RuleKind::Ban {
            term: "cheap".into(),
        },
    );
    let wrong: Vec<_> = judge(&golden, &stricter)
        .into_iter()
        .filter(|judgement| !judgement.right)
        .collect();
    assert_eq!(wrong.len(), 1);
    assert_eq!((wrong[0].golden, wrong[0].approved), (golden[0].id, true));
    assert_eq!(wrong[0].score.breaches[0].rule, "ban:cheap");
}

#[test]
fn versions_are_told_apart_rule_by_rule() {
    let old = bakery();
    let mut new = old.clone();
    new.write(
        None,
        RuleKind::Ban {
            term: "cheap".into(),
        },
    );
    new.dismiss("habit:emoji:never");
    new.write(
        Some("habit:exclamations:never"),
        RuleKind::Habit {
            measure: Measure::Exclamations,
            amount: Amount::Seldom,
        },
    );
    let found = compare(&old, &new);
    assert_eq!(
        found.added.iter().map(Rule::key).collect::<Vec<_>>(),
        ["ban:cheap"]
    );
    assert_eq!(
        found.removed.iter().map(Rule::key).collect::<Vec<_>>(),
        ["habit:emoji:never"]
    );
    assert_eq!(found.changed.len(), 1);
    assert_eq!(found.changed[0].after.key(), "habit:exclamations:seldom");
    assert_eq!(found.kept as usize + 2, old.rules.len());
    assert!(found.habits.is_empty());
    assert_eq!(compare(&old, &old).kept as usize, old.rules.len());
}

#[test]
fn a_model_is_believed_only_where_its_quotations_are_real() {
    let proposed = |term: &str, quotes: &[&str]| ProposedRule {
        rule: RuleDraft {
            kind: "ban".into(),
            term: term.into(),
            ..RuleDraft::default()
        },
        confidence: 70,
        quotes: quotes.iter().map(|&quote| quote.to_owned()).collect(),
    };
    let answer = ProposedRules {
        rules: vec![
            proposed("hurry", &["We don’t  rush anybody here."]),
            proposed(
                "luxury",
                &["We don't rush anybody here.", "Nobody ever wrote this."],
            ),
            proposed("premium", &[]),
            proposed("", &["Rye takes its time."]),
        ],
    };
    let accepted = accept(&answer, &posts());
    assert_eq!(
        (accepted.proposed, accepted.dropped, accepted.rules.len()),
        (4, 3, 1)
    );
    assert_eq!(
        accepted.rules[0].evidence[0].quote,
        "We don't rush anybody here."
    );
    let voice = bakery().with_proposals(accepted, "some-model");
    assert_eq!(voice.rule("ban:hurry").unwrap().source, RuleSource::Model);
    assert_eq!((voice.reading.proposed, voice.reading.dropped), (4, 3));
    // Without the sample it stood on, the rule goes.
    assert!(voice.reread(&posts()[..2]).rule("ban:hurry").is_none());
}

#[test]
fn a_verdict_counts_only_with_words_of_the_text() {
    let voice = bakery();
    let text = "We bake. You eat.";
    let verdict = |rule: &str, kept, quote: &str| RemarkAnswer {
        rule: rule.into(),
        kept,
        quote: quote.into(),
        remark: "So.".into(),
    };
    let calm = "trait:calm: it needs neither exclamation marks nor emoji.";
    let plain = "trait:plain-spoken: everyday words in short sentences.";
    let answer = VoiceJudgement {
        rules: vec![
            verdict(calm, true, "We bake."),
            verdict(calm, false, "You eat."),
            verdict(plain, false, "Not there"),
            verdict("habit:emoji:never", false, "You eat."),
        ],
    };
    let judged = Judged::of(answer, text, &voice, "m");
    assert_eq!(
        (judged.points, judged.rules.len(), judged.dropped),
        (Some(100), 1, 3)
    );
    assert_eq!(
        Judged::of(VoiceJudgement::default(), text, &voice, "m").points,
        None
    );
}

#[test]
fn a_post_is_checked_field_by_field_with_a_ready_change() {
    let mut voice = Voice::default();
    voice.write(
        None,
        RuleKind::Ban {
            term: "cheap".into(),
        },
    );
    voice.write(
        None,
        RuleKind::Prefer {
            term: "guests".into(),
            instead_of: vec!["customers".into()],
        },
    );
    let content = PostContent {
        title: Some("Cheap rolls".into()),
        body: "Customers know.".into(),
        ..PostContent::default()
    };
    let found = check(&content, &voice);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(
        (found[0].rule.as_str(), found[0].field, found[0].severity),
        ("voice.ban", ContentField::Title, Severity::Warning)
    );
    assert_eq!(found[1].fix.as_ref().unwrap().replacement, "Guests know.");
}

#[test]
fn writers_are_told_terms_first_and_passages_last() {
    let mut voice = bakery();
    voice.write(
        None,
        RuleKind::Ban {
            term: "cheap".into(),
        },
    );
    let told = spoken(&voice, "en");
    let at = |words: &str| {
        told.find(words)
            .unwrap_or_else(|| panic!("{words} is not in {told}"))
    };
    assert!(at("Never write “cheap”") < at("Write “guests”, not “customers”"));
    assert!(at("No exclamation marks.") < at("words a sentence: about"));
    assert!(at("words a sentence") < at("Passages that sound like it"));
    assert!(!spoken(&voice, "de").contains("words a sentence"));
}

#[test]
fn a_voice_comes_back_from_json_as_it_went_in() {
    let voice = bakery();
    let json = serde_json::to_string(&voice).unwrap();
    assert_eq!(serde_json::from_str::<Voice>(&json).unwrap(), voice);
    assert_eq!(
        serde_json::from_str::<Voice>("{}").unwrap(),
        Voice::default()
    );
}

#[test]
fn a_rule_goes_through_its_form_unchanged() {
    for rule in &bakery().rules {
        assert_eq!(RuleDraft::from(rule).parse().as_ref(), Ok(&rule.kind));
    }
    let wrong = RuleDraft {
        kind: "sentence_length".into(),
        least: "9".into(),
        most: "3".into(),
        ..RuleDraft::default()
    };
    assert_eq!(wrong.parse().unwrap_err()[0].field, "most");
}

proptest! {
    #[test]
    fn any_texts_are_read_and_scored_without_a_fault(
        texts in proptest::collection::vec("(\\PC{0,60}|[A-Za-z .!?'’—;\n#-]{0,80})", 0..6), text in "\\PC{0,120}"
    ) {
        let samples: Vec<Sample> = (1..).zip(&texts).map(|(number, text)| sample(number, SampleKind::Example, "", text)).collect();
        let voice = Voice::default().reread(&samples);
        for passage in voice.rules.iter().flat_map(|rule| &rule.evidence) {
            let sample = samples.iter().find(|sample| sample.id == passage.sample).unwrap();
            prop_assert!(sample.text.contains(&passage.quote));
        }
        let scored = score(&text, &voice);
        prop_assert!(scored.kept <= scored.tested);
        for breach in &scored.breaches {
            let span = breach.finding.span.unwrap();
            prop_assert!(text.get(span.start..span.end).is_some());
        }
        prop_assert_eq!(compare(&voice, &voice).kept as usize, voice.rules.len());
    }

    #[test]
    fn a_banned_term_is_never_overlooked(before in "[a-z ]{0,20}", after in "[a-z ]{0,20}") {
        let mut voice = Voice::default();
        voice.write(None, RuleKind::Ban { term: "zzz cheap".into() });
        let scored = score(&format!("{before} Zzz cheap {after}"), &voice);
        prop_assert_eq!((scored.breaches.len(), scored.fits), (1, Some(false)));
    }

    #[test]
    fn a_guide_never_breaks_the_reader(text in "\\PC{0,100}") {
        let guide = sample(1, SampleKind::Guide, "", &format!("Never say {text}\nUse {text} instead of {text}"));
        let voice = Voice::default().reread(&[guide]);
        prop_assert!(voice.rules.iter().all(|rule| rule.evidence.len() == 1));
    }
}
