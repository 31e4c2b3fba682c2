//! The judged part of a score: what a model says of the rules that cannot be counted. Its number
//! follows from its verdicts, and a verdict counts only with words that are really in the text.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Voice, passage::place};
use crate::channel::Span;

/// The answer of a model that judged a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceJudgement {
    /// One verdict a rule.
    pub rules: Vec<RemarkAnswer>,
}

/// A verdict as a model gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkAnswer {
    /// Key of the rule.
    pub rule: String,
    /// Whether the text keeps it.
    pub kept: bool,
    /// Words of the text that show it.
    pub quote: String,
    /// Why, in a sentence.
    pub remark: String,
}

/// A verdict that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JudgedRule {
    /// Key of the rule.
    pub rule: String,
    /// Whether the text keeps it.
    pub kept: bool,
    /// The words of the text that show it.
    pub span: Span,
    /// Why, in a sentence.
    pub remark: String,
}

/// What a model judged of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Judged {
    /// The model.
    pub model: String,
    /// Of the rules it judged, by their weight, the part that is kept; `None` when no verdict stands.
    pub points: Option<u8>,
    /// Its verdicts.
    pub rules: Vec<JudgedRule>,
    /// Verdicts that were dropped, because their quotation is not in the text or the rule is none.
    pub dropped: u32,
}

impl Judged {
    /// What stands of `answer` about `text`.
    pub fn of(answer: VoiceJudgement, text: &str, voice: &Voice, model: &str) -> Self {
        let given = answer.rules.len();
        let mut rules: Vec<JudgedRule> = Vec::new();
        let (mut kept, mut all) = (0_u32, 0_u32);
        for verdict in answer.rules {
            let known = voice
                .rule(&verdict.rule)
                .filter(|rule| !rule.kind.is_tested());
            let twice = rules.iter().any(|other| other.rule == verdict.rule);
            let (Some(rule), Some(span), false) = (known, place(text, &verdict.quote), twice)
            else {
                continue;
            };
            let weight = u32::from(rule.weight());
            all += weight;
            kept += if verdict.kept { weight } else { 0 };
            rules.push(JudgedRule {
                rule: verdict.rule,
                kept: verdict.kept,
                span,
                remark: verdict.remark.chars().take(400).collect(),
            });
        }
        Self {
            model: model.to_owned(),
            points: (kept * 100)
                .checked_div(all)
                .and_then(|points| u8::try_from(points).ok()),
            dropped: u32::try_from(given - rules.len()).unwrap_or(u32::MAX),
            rules,
        }
    }
}
