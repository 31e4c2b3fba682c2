use proptest::prelude::*;

use super::*;
use crate::brief::SAMPLES;

fn today() -> Day {
    "2026-11-25".parse().unwrap()
}

fn start() -> BriefDraft {
    BriefDraft::starting(today())
}

fn fill(text: &str) -> (BriefDraft, Fill) {
    start().filled(&start(), text, today()).unwrap()
}

/// `field from 'label'` of everything that was taken.
fn taken(fill: &Fill) -> Vec<String> {
    let lines = fill
        .taken
        .iter()
        .map(|taken| format!("{} from '{}'", taken.field, taken.label));
    lines.collect()
}

const GERMAN: &str = "Briefing\n\nKampagne: Herbstmarkt am Weinberg\n\n\
    Ziel\n150 Anmeldungen für die Verkostung\nbis Ende Oktober.\n\n\
    1. Zielgruppe:\nPaare zwischen 35 und 60 aus Freiburg.\nSie wandern gern.\n\n\
    Kernbotschaft: Der Herbst schmeckt dort am besten, wo er wächst.\n\n\
    Tonalität: herzlich und nahbar\nKanäle: Instagram, Facebook und Radio\n\
    Nicht sagen: billig, „Schnäppchen“\nPflicht:\n- Mit Anmeldung\n- Ab 18 Jahren\n\n\
    Zeitraum: 5. bis 20. Oktober 2027\nAnzahl Beiträge: 8 Stück\nSprache: Deutsch\nMarkt: Deutschland\n\
    Budget: 5.000 €\n\nMehr unter https://weinberg.example/herbst.\n";

#[test]
fn a_briefing_in_german_fills_every_field_and_says_from_where() {
    let (draft, fill) = fill(GERMAN);
    assert_eq!(draft.title, "Herbstmarkt am Weinberg");
    assert_eq!(
        draft.goal,
        "150 Anmeldungen für die Verkostung bis Ende Oktober."
    );
    assert_eq!(
        draft.audience,
        "Paare zwischen 35 und 60 aus Freiburg. Sie wandern gern."
    );
    assert_eq!(
        draft.key_message,
        "Der Herbst schmeckt dort am besten, wo er wächst."
    );
    assert_eq!(
        (
            draft.tone.as_str(),
            draft.market.as_str(),
            draft.language.as_str()
        ),
        ("warm", "DE", "de")
    );
    assert_eq!(draft.channels, ["instagram", "facebook"]);
    assert_eq!(draft.avoid, "billig\nSchnäppchen");
    assert_eq!(draft.mandatories, "Mit Anmeldung\nAb 18 Jahren");
    assert_eq!(
        (draft.starts_on.as_str(), draft.ends_on.as_str()),
        ("2027-10-05", "2027-10-20")
    );
    assert_eq!(
        (draft.post_count.as_str(), draft.web_address.as_str()),
        ("8", "https://weinberg.example/herbst")
    );
    assert_eq!(
        draft.promoted,
        "Kanäle: Radio\n\nBudget: 5.000 €\n\nMehr unter https://weinberg.example/herbst."
    );
    assert!(draft.parse().is_ok(), "{:?}", draft.parse());
    let taken = taken(&fill);
    assert_eq!(taken.len(), 15, "{taken:?}");
    assert!(
        taken.contains(&"audience from 'Zielgruppe'".to_owned()),
        "{taken:?}"
    );
    assert!(taken.contains(&"promoted from ''".to_owned()), "{taken:?}");
    assert_eq!(fill.offers, []);
}

#[test]
fn what_somebody_wrote_is_kept_and_the_text_is_offered() {
    let mine = BriefDraft {
        audience: "My own people".into(),
        tone: "urgent".into(),
        ..start()
    };
    let (mut draft, mut fill) = mine.filled(&start(), GERMAN, today()).unwrap();
    assert_eq!(
        (draft.audience.as_str(), draft.tone.as_str()),
        ("My own people", "urgent")
    );
    let offered: Vec<_> = fill
        .offers
        .iter()
        .map(|offer| offer.field.as_str())
        .collect();
    assert_eq!(offered, ["audience", "tone"]);
    assert!(fill.swap(&mut draft, "audience"));
    assert!(draft.audience.starts_with("Paare"));
    assert_eq!(
        fill.offers[0].value, "My own people",
        "nothing is lost by taking an offer"
    );
    assert!(fill.swap(&mut draft, "audience"));
    assert_eq!(draft.audience, "My own people");
    assert!(!fill.swap(&mut draft, "goal"));
}

#[test]
fn what_is_exported_fills_what_it_was_exported_from() {
    for sample in SAMPLES {
        let draft = sample.draft(today());
        for file in [draft.to_markdown(), serde_json::to_string(&draft).unwrap()] {
            let (read, told) = fill(&file);
            assert_eq!(read, draft);
            assert_eq!(told.offers, []);
        }
    }
}

#[test]
fn the_same_words_are_known_in_every_language_of_the_product() {
    let briefs = [
        "Goal: 200 sales\nAudience: Walkers\nKey message: Go out\nDo not say: cheap\nTone of voice: friendly\nChannels: LinkedIn",
        "Ziel: 200 sales\nZielgruppe: Walkers\nKernbotschaft: Go out\nVermeiden: cheap\nTonfall: freundlich\nKanäle: LinkedIn",
        "Objectif : 200 sales\nPublic cible : Walkers\nMessage clé : Go out\nÀ éviter : cheap\nTon : chaleureux\nCanaux : LinkedIn",
        "Objetivo: 200 sales\nPúblico objetivo: Walkers\nMensaje clave: Go out\nEvitar: cheap\nTono: cercano\nCanales: LinkedIn",
        "Objetivo: 200 sales\nPúblico-alvo: Walkers\nMensagem principal: Go out\nO que evitar: cheap\nTom: acolhedor\nCanais: LinkedIn",
        "目的：200 sales\nターゲット：Walkers\nメッセージ：Go out\n避けること：cheap\nトーン：親しみやすい\nチャネル：LinkedIn",
        "الهدف: 200 sales\nالجمهور: Walkers\nالرسالة: Go out\nتجنب: cheap\nالنبرة: ودودة\nالقنوات: LinkedIn",
        "**Goal:** 200 sales\n* Audience: Walkers\n| Key message | : Go out\n2) Avoid: cheap\nTone: Warm!\nPlatforms: LinkedIn page",
    ];
    for text in briefs {
        let (draft, _) = fill(text);
        let read = [
            draft.goal,
            draft.audience,
            draft.key_message,
            draft.avoid,
            draft.tone,
            draft.channels.join(" "),
        ];
        assert_eq!(
            read,
            [
                "200 sales",
                "Walkers",
                "Go out",
                "cheap",
                "warm",
                "linkedin"
            ],
            "{text}"
        );
        assert_eq!(draft.promoted, "", "{text}");
    }
}

#[test]
fn a_letter_without_a_name_becomes_what_is_promoted() {
    let letter = "Dear agency,\n\nwe need 5 posts on LinkedIn and Instagram about our new kiln.\nSee https://kiln.example.";
    let (draft, fill) = fill(letter);
    assert_eq!(draft.promoted, letter);
    assert_eq!(
        (draft.post_count.as_str(), draft.web_address.as_str()),
        ("5", "https://kiln.example")
    );
    assert_eq!(draft.channels, ["linkedin", "instagram"]);
    assert_eq!((draft.title.as_str(), draft.goal.as_str()), ("", ""));
    assert_eq!(fill.taken.len(), 4);
}

#[test]
fn a_first_line_that_is_no_sentence_is_the_title() {
    let (draft, _) = fill("Spring sale\n\nEverything must go by Easter.");
    assert_eq!(
        (draft.title.as_str(), draft.promoted.as_str()),
        ("Spring sale", "Everything must go by Easter.")
    );
    let (draft, _) = fill("# Spring sale\n\n## Background\n\nOld stock.\n\n## Ideas\n\nBalloons.");
    assert_eq!(
        (draft.title.as_str(), draft.promoted.as_str()),
        ("Spring sale", "Old stock.\n\nIdeas\n\nBalloons.")
    );
}

#[test]
fn what_a_field_cannot_hold_is_not_lost() {
    let (draft, fill) = fill(
        "Tone: like a pirate\nDates: soon\nTone: warm\nMarket: the moon\nGoal:\n\nTone: urgent",
    );
    assert_eq!(draft.tone, "warm");
    assert_eq!(
        draft.promoted,
        "Tone: like a pirate\n\nDates: soon\n\nMarket: the moon\n\nGoal\n\nTone: urgent"
    );
    assert_eq!(taken(&fill), ["promoted from ''", "tone from 'Tone'"]);
}

#[test]
fn what_belongs_to_no_field_is_offered_behind_what_stands_there() {
    let mine = BriefDraft {
        promoted: "Fresh bread.".into(),
        ..start()
    };
    let (draft, fill) = mine.filled(&start(), "Budget: 5000", today()).unwrap();
    assert_eq!(draft.promoted, "Fresh bread.");
    assert_eq!(fill.offers[0].value, "Fresh bread.\n\nBudget: 5000");
    let (_, again) = draft.filled(&start(), "Fresh bread.", today()).unwrap();
    assert!(again.is_empty());
}

#[test]
fn json_that_is_no_brief_is_refused() {
    for text in ["{ no brief", "{\"a\": 1}"] {
        assert!(start().filled(&start(), text, today()).is_err());
    }
}

proptest! {
    #[test]
    fn no_word_of_a_text_is_lost(text in "([a-zA-Zäé]{1,9}[ :\n#*-]{1,3}|Goal: |Audience\n|\n\n|- |Tone: ){0,40}") {
        let (draft, _) = fill(&text);
        let kept = serde_json::to_string(&draft).unwrap().to_lowercase();
        let names = |word: &str| names::name_of(word).is_some() || names::names_any_brief(word);
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1 && !names(word)) {
            let known = values::tone(word).is_some() || values::market(word).is_some();
            prop_assert!(known || kept.contains(&word.to_lowercase()), "{word} of {text:?} is not in {kept}");
        }
    }
}
