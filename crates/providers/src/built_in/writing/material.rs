//! Everything a post is made of, read once a post.

use domain::{
    brief::{Brief, Tone},
    channel::{ChannelKind, HashtagPlacement},
    run::Analysis,
};

use super::{
    avoiding::Avoiding,
    goal::Ask,
    lexicon::{self, Lexicon},
    mandatory::Mandatory,
};
use crate::built_in::reading::{
    audience,
    kind::Kind,
    questions,
    sentences::{capitalised, clauses, open_ended, sentences, tidy},
    subject::with_article,
    words::{bare, is_stop},
};

/// One thing that a post can say, as a sentence of its own.
#[derive(Clone, Debug)]
pub(in crate::built_in) struct Point {
    /// The sentence.
    pub text: String,
    /// What it tells.
    pub kind: Kind,
    /// Whether it says what the subject is.
    pub defines: bool,
    /// The question that it answers, where its build is understood.
    pub question: Option<String>,
}

/// What posts of a campaign are made of.
#[derive(Debug)]
pub(in crate::built_in) struct Material {
    /// What is promoted, as it stands inside a sentence.
    pub subject: String,
    /// Who speaks; the subject when the brand has no name.
    pub brand: String,
    /// The brief's one message as a sentence; empty when it may not be said.
    pub message: String,
    /// What can be said, most useful first.
    pub points: Vec<Point>,
    /// Phrases that carry the message.
    pub phrases: Vec<String>,
    /// What every post must carry.
    pub mandatories: Vec<Mandatory>,
    /// Hashtags among the mandatories, for channels that have hashtags.
    pub tags: Vec<String>,
    /// What no post may carry.
    pub avoiding: Avoiding,
    /// What readers are asked to do.
    pub ask: Ask,
    /// How it sounds.
    pub tone: Tone,
    /// What readers are tired of.
    pub pain: Option<String>,
    /// A question about what readers do.
    pub situation: Option<String>,
    /// Words that the input writes with a capital inside a sentence.
    proper: Vec<String>,
}

impl Material {
    /// Reads brief and analysis.
    pub(in crate::built_in) fn new(brief: &Brief, analysis: &Analysis, brand: &str) -> Self {
        let avoiding = Avoiding::new(&brief.avoid);
        let source: Vec<&str> = analysis
            .facts
            .iter()
            .map(|fact| fact.text.as_str())
            .chain([brief.promoted.as_str()])
            .collect();
        let subject = with_article(analysis.subject.trim(), &source.join(" "));
        let allowed = |text: &String| avoiding.allows(text);
        let named = [brand, analysis.subject.as_str()]
            .into_iter()
            .map(str::trim)
            .find(|name| !name.is_empty() && avoiding.allows(name));
        Self {
            brand: named.unwrap_or_default().to_owned(),
            message: message(&brief.key_message, &avoiding),
            points: points(brief, analysis, &avoiding),
            phrases: analysis
                .key_phrases
                .iter()
                .filter(|phrase| avoiding.allows(phrase))
                .cloned()
                .collect(),
            mandatories: Mandatory::all(brief),
            tags: Vec::new(),
            ask: Ask::of(brief),
            tone: brief.tone,
            pain: audience::pain(&brief.audience).filter(allowed),
            situation: audience::situation(&brief.audience).filter(allowed),
            proper: proper(
                &analysis.subject,
                &[
                    source.join(" "),
                    brief.key_message.clone(),
                    brief.audience.clone(),
                ],
            ),
            subject: Some(subject).filter(allowed).unwrap_or_default(),
            avoiding,
        }
        .with_questions()
    }

    /// The small words of the tone.
    pub(in crate::built_in) const fn lexicon(&self) -> &'static Lexicon {
        lexicon::of(self.tone)
    }

    /// The text as it stands inside a sentence.
    pub(in crate::built_in) fn inside(&self, text: &str) -> String {
        questions::lower_first(text, &|word| self.is_proper(word))
    }

    /// Whether the input writes the word with a capital inside a sentence.
    pub(in crate::built_in) fn is_proper(&self, word: &str) -> bool {
        self.proper.iter().any(|proper| *proper == bare(word))
    }

    /// Hashtags that every post must carry go with the others where the channel shows hashtags.
    #[must_use]
    pub(in crate::built_in) fn on(mut self, kind: ChannelKind) -> Self {
        if kind.spec().hashtags.placement == HashtagPlacement::InText {
            let (tags, others): (Vec<_>, Vec<_>) =
                self.mandatories.into_iter().partition(Mandatory::is_tag);
            self.tags = tags
                .into_iter()
                .map(|tag| tag.phrase.trim_start_matches('#').to_owned())
                .collect();
            self.mandatories = others;
        }
        self
    }

    fn with_questions(mut self) -> Self {
        let mut points = std::mem::take(&mut self.points);
        for point in &mut points {
            let question =
                questions::question(&point.text, &self.subject, &|word| self.is_proper(word));
            point.question = question.filter(|question| self.avoiding.allows(question));
        }
        self.points = points;
        self
    }
}

/// The first sentence or two of the key message, as long as a post has room for.
fn message(key_message: &str, avoiding: &Avoiding) -> String {
    let mut out = String::new();
    for sentence in sentences(key_message)
        .iter()
        .filter(|sentence| avoiding.allows(sentence))
        .map(|sentence| capitalised(sentence))
    {
        if out.is_empty() {
            out = sentence;
        } else if out.chars().count() + sentence.chars().count() < 140 {
            out = format!("{out} {sentence}");
        }
    }
    out
}

fn points(brief: &Brief, analysis: &Analysis, avoiding: &Avoiding) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let message = open_ended(&tidy(&brief.key_message)).to_lowercase();
    for fact in &analysis.facts {
        for text in split(&fact.text) {
            let known = open_ended(&text).to_lowercase() == message
                || points.iter().any(|point| point.text == text);
            if !known && avoiding.allows(&text) && text.contains(char::is_alphanumeric) {
                let kind = Kind::of(&text, &analysis.subject);
                let defines = kind == Kind::Offer
                    && (text.starts_with("We ")
                        || text.contains(&format!("{} is ", analysis.subject)));
                points.push(Point {
                    text,
                    kind,
                    defines,
                    question: None,
                });
            }
        }
    }
    points
}

/// A fact's clauses; a fact of several sentences stays together, as they need each other.
fn split(fact: &str) -> Vec<String> {
    let read = sentences(fact);
    match read.as_slice() {
        [one] => {
            let parts = clauses(one);
            let dangling = |part: &String| {
                let first = part.split_whitespace().next().map(bare).unwrap_or_default();
                matches!(
                    first.as_str(),
                    "it" | "they"
                        | "its"
                        | "their"
                        | "this"
                        | "that"
                        | "these"
                        | "those"
                        | "he"
                        | "she"
                )
            };
            if parts.iter().any(dangling) {
                vec![one.clone()]
            } else {
                parts
            }
        }
        _ => vec![capitalised(&read.join(" "))],
    }
}

/// Words written with a capital where no sentence begins, and the subject's own.
fn proper(subject: &str, texts: &[String]) -> Vec<String> {
    let mut found: Vec<String> = subject
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_uppercase))
        .map(bare)
        .collect();
    for sentence in texts.iter().flat_map(|text| sentences(text)) {
        let inner = sentence
            .split_whitespace()
            .skip(1)
            .filter(|word| word.starts_with(char::is_uppercase))
            .map(bare);
        found.extend(inner.filter(|word| !is_stop(word)));
    }
    found.sort_unstable();
    found.dedup();
    found
}
