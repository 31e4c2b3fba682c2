//! Rules, measures and numbers in words, and passages with what is marked in them.

use domain::{
    channel::Span,
    voice::{Amount, Measure, Passage, Reason, Rule, RuleKind, RuleSource, SampleOrigin},
};
use leptos::prelude::*;

use crate::text::text;

/// What kind of rule it is, by its name on the wire.
pub fn kind(slug: &str) -> &'static str {
    match slug {
        "ban" => text!(voice.kind_ban),
        "prefer" => text!(voice.kind_prefer),
        "habit" => text!(voice.kind_habit),
        "sentence_length" => text!(voice.kind_sentence_length),
        "trait" => text!(voice.kind_trait),
        "tone" => text!(voice.kind_tone),
        _ => text!(voice.kind_structure),
    }
}

/// What a rule says, without its kind.
pub fn rule(rule: &RuleKind) -> String {
    match rule {
        RuleKind::Ban { term } => format!("“{term}”"),
        RuleKind::Prefer { term, instead_of } if instead_of.is_empty() => format!("“{term}”"),
        RuleKind::Prefer { term, instead_of } => {
            let others: Vec<_> = instead_of
                .iter()
                .map(|other| format!("“{other}”"))
                .collect();
            text!(
                voice.rule_prefer,
                term = term.clone(),
                others = others.join(", ")
            )
        }
        RuleKind::Habit { measure, amount } => {
            format!("{}: {}", self::measure(*measure), self::amount(*amount))
        }
        RuleKind::SentenceLength { least, most } => {
            text!(
                voice.rule_length,
                least = least.to_string(),
                most = most.to_string()
            )
        }
        RuleKind::Trait { text } | RuleKind::Structure { text } => text.clone(),
        RuleKind::Tone { context, text } => format!("{context}: {text}"),
    }
}

/// What is measured.
pub fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::SentenceWords => text!(voice.m_sentence_words),
        Measure::SentenceSpread => text!(voice.m_sentence_spread),
        Measure::ParagraphWords => text!(voice.m_paragraph_words),
        Measure::WordLetters => text!(voice.m_word_letters),
        Measure::Readability => text!(voice.m_readability),
        Measure::Exclamations => text!(voice.m_exclamations),
        Measure::Questions => text!(voice.m_questions),
        Measure::Emoji => text!(voice.m_emoji),
        Measure::Dashes => text!(voice.m_dashes),
        Measure::Semicolons => text!(voice.m_semicolons),
        Measure::Contractions => text!(voice.m_contractions),
        Measure::We => text!(voice.m_we),
        Measure::You => text!(voice.m_you),
        Measure::I => text!(voice.m_i),
        Measure::TitleCase => text!(voice.m_title_case),
    }
}

/// How often.
pub fn amount(amount: Amount) -> &'static str {
    match amount {
        Amount::Never => text!(voice.never),
        Amount::Seldom => text!(voice.seldom),
        Amount::Often => text!(voice.often),
    }
}

/// A measured value. Shares are shown in percent, lengths and ease as they are.
pub fn value(measure: Measure, thousandths: i64) -> String {
    if Measure::MARKS.contains(&measure) {
        return format!("{} %", (thousandths + 5) / 10);
    }
    format!(
        "{}.{}",
        (thousandths + 50) / 1_000,
        (thousandths + 50) % 1_000 / 100
    )
}

/// Who says so, and how sure it is.
pub fn standing(rule: &Rule) -> String {
    let source = match rule.source {
        RuleSource::Counted => text!(voice.source_counted),
        RuleSource::Model => text!(voice.source_model),
        RuleSource::Person => return text!(voice.source_person).to_owned(),
    };
    let sure = text!(voice.confidence, percent = rule.confidence.to_string());
    match rule.seen {
        Some(seen) => {
            let seen = text!(
                voice.seen,
                agree = seen.agree.to_string(),
                of = seen.of.to_string()
            );
            format!("{source} · {sure} · {seen}")
        }
        None => format!("{source} · {sure}"),
    }
}

/// Why two rules contradict each other.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::BannedAndPreferred => text!(voice.why_banned_and_preferred),
        Reason::PreferredBothWays => text!(voice.why_preferred_both_ways),
        Reason::DifferentAmounts => text!(voice.why_different_amounts),
        Reason::DifferentLengths => text!(voice.why_different_lengths),
    }
}

/// Where a sample came from.
pub fn origin(origin: &SampleOrigin) -> String {
    match origin {
        SampleOrigin::Pasted => text!(voice.pasted).to_owned(),
        SampleOrigin::File { name } => name.clone(),
        SampleOrigin::Page { address } => address.clone(),
    }
}

/// The passages a rule came from, each leading to its sample.
#[component]
pub fn Evidence(
    /// The passages.
    passages: Vec<Passage>,
) -> AnyView {
    if passages.is_empty() {
        return view! { <p class="muted small">{text!(voice.no_evidence)}</p> }.into_any();
    }
    let quotes: Vec<_> = passages
        .into_iter()
        .map(|passage| {
            let href = format!("/brand/voice/samples/{}", passage.sample);
            view! { <li><a href=href dir="auto">{format!("“{}”", passage.quote)}</a></li> }
        })
        .collect();
    view! { <ul class="small quotes">{quotes}</ul> }.into_any()
}

/// A text in which places are marked.
#[component]
pub fn Marked(
    /// The text.
    text: String,
    /// The places, in any order; those that overlap are marked as one.
    spans: Vec<Span>,
) -> AnyView {
    let mut spans = spans;
    spans.sort_by_key(|span| (span.start, span.end));
    let mut parts: Vec<AnyView> = Vec::new();
    let mut done = 0;
    for span in spans.into_iter().filter(|span| span.end > span.start) {
        let start = span.start.max(done);
        let (Some(before), Some(inside)) = (text.get(done..start), text.get(start..span.end))
        else {
            continue;
        };
        parts.push(before.to_owned().into_any());
        parts.push(view! { <mark>{inside.to_owned()}</mark> }.into_any());
        done = span.end;
    }
    parts.push(text.get(done..).unwrap_or_default().to_owned().into_any());
    view! { <p class="pre" dir="auto">{parts}</p> }.into_any()
}
