//! Holding a text against a voice, without a judge: rules that can be tested, and habits that can be
//! measured. Each point that is lost names the words that lose it.

mod reading;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use self::reading::Reading;
use super::{Usual, Voice};
use crate::{
    brief::Language,
    channel::{Finding, Severity},
    post::{ContentField, PostContent},
};

/// From how many points on a text fits a voice.
const FITS: u8 = 60;

/// A rule that a text breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Breach {
    /// Key of the rule.
    pub rule: String,
    /// Where and how.
    pub finding: Finding,
}

/// How near a text comes to a habit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Closeness {
    /// What is usual.
    pub usual: Usual,
    /// What it is in the text, in thousandths.
    pub value: i64,
    /// From 0, far off, to 100.
    pub points: u8,
}

/// What a text scores against a voice. Nothing in it was judged by a model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Score {
    /// Rules and habits together, from 0 to 100; `None` when neither can tell.
    pub whole: Option<u8>,
    /// Of the rules that were tested, by their weight, the part that is kept.
    pub of_rules: Option<u8>,
    /// How near it comes to the habits; `None` for a text that is too short, or in a language of
    /// which there are no examples.
    pub of_habits: Option<u8>,
    /// How near its small words come to the examples'; `None` for a text that is too short to tell.
    pub of_style: Option<u8>,
    /// Whether it fits: no firm ban is broken, and 60 points or more. `None` when nothing can tell.
    pub fits: Option<bool>,
    /// Rules that were tested.
    pub tested: u32,
    /// Rules that are kept.
    pub kept: u32,
    /// The language that was taken for the text's.
    pub language: Option<Language>,
    /// What breaks rules, in the order of the rules.
    pub breaches: Vec<Breach>,
    /// Its habits next to the usual ones, in the order of [`Measure::ALL`].
    pub habits: Vec<Closeness>,
}

/// Holds a text against a voice.
pub fn score(text: &str, voice: &Voice) -> Score {
    let reading = Reading::of(text, ContentField::Body);
    let mut score = Score {
        language: reading.language,
        ..Score::default()
    };
    let (mut kept, mut tested, mut broken) = (0_u32, 0_u32, false);
    for rule in &voice.rules {
        let Some(findings) = reading.test(rule) else {
            continue;
        };
        let weight = u32::from(rule.weight());
        score.tested += 1;
        tested += weight;
        if findings.is_empty() {
            score.kept += 1;
            kept += weight;
        }
        broken |= !findings.is_empty() && rule.is_firm() && rule.is_ban();
        let key = rule.key();
        score
            .breaches
            .extend(findings.into_iter().map(|finding| Breach {
                rule: key.clone(),
                finding,
            }));
    }
    score.of_rules = percent(kept, tested);
    if let Some(habits) = reading.habits(voice) {
        score.habits = reading.closeness(habits);
        score.of_style = reading.style(habits);
        score.of_habits = together(&score.habits, score.of_style);
    }
    score.whole = match (score.of_rules, score.of_habits) {
        (Some(rules), Some(habits)) => percent(u32::from(rules) * 3 + u32::from(habits) * 2, 500),
        (one, other) => one.or(other),
    };
    score.fits = score.whole.map(|whole| whole >= FITS && !broken);
    score
}

/// What a voice has to say about a post, for those who mend it.
pub fn check(content: &PostContent, voice: &Voice) -> Vec<Finding> {
    const FIELDS: [ContentField; 4] = [
        ContentField::Title,
        ContentField::Preheader,
        ContentField::Body,
        ContentField::AltText,
    ];
    let mut findings = Vec::new();
    for field in FIELDS {
        let text = content.get(field);
        let reading = Reading::of(&text, field);
        // What is said of a whole text is said of its body.
        let rules = voice
            .rules
            .iter()
            .filter(|rule| rule.is_ban() || field == ContentField::Body);
        findings.extend(rules.filter_map(|rule| reading.test(rule)).flatten());
        if field == ContentField::Body
            && let Some(habits) = reading.habits(voice)
        {
            findings.extend(reading.closeness(habits).iter().filter_map(far_off));
        }
    }
    findings
}

/// 100 up to a distance of one (in thousandths), 0 from `far` on.
fn points(distance: i64, far: i64) -> u8 {
    let left = (far - distance).clamp(0, far - 1_000);
    u8::try_from(left * 100 / (far - 1_000)).unwrap_or_default()
}

/// The average of the habits' points; style counts as three of them.
fn together(habits: &[Closeness], style: Option<u8>) -> Option<u8> {
    let style = style
        .map(|points| (u32::from(points) * 3, 3))
        .unwrap_or_default();
    let sum: u32 = habits.iter().map(|habit| u32::from(habit.points)).sum();
    let count = u32::try_from(habits.len()).ok()? + style.1;
    u8::try_from((sum + style.0).checked_div(count)?).ok()
}

fn percent(part: u32, whole: u32) -> Option<u8> {
    u8::try_from((part * 100).checked_div(whole)?).ok()
}

fn far_off(habit: &Closeness) -> Option<Finding> {
    if habit.points > 10 {
        return None;
    }
    let message = format!(
        "{}: {} here, where {} is usual for the brand’s voice.",
        capitalised(habit.usual.measure.name()),
        decimal(habit.value),
        decimal(habit.usual.mean)
    );
    Some(Finding::new(
        "voice.habits",
        Severity::Advice,
        ContentField::Body,
        message,
    ))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>());
    first.unwrap_or_default() + chars.as_str()
}

/// Thousandths as people write them: `12.5`.
pub(super) fn decimal(thousandths: i64) -> String {
    let tenths = (thousandths + 50) / 100;
    if tenths % 10 == 0 {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}
