//! Rules of a voice, each with the passages it came from.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Measure, Passage};
use crate::text::folded;

/// How often something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Not once.
    Never,
    /// Now and then: in one sentence of three at the most.
    Seldom,
    /// In nearly every text.
    Often,
}

impl Amount {
    /// Every amount, least first.
    pub const ALL: &'static [Self] = &[Self::Never, Self::Seldom, Self::Often];

    /// The amount as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Seldom => "seldom",
            Self::Often => "often",
        }
    }
}

impl std::str::FromStr for Amount {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        let mut all = Self::ALL.iter().copied();
        all.find(|amount| amount.slug() == slug).ok_or(())
    }
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RuleKind {
    /// What it never says.
    Ban {
        /// The word or phrase.
        term: String,
    },
    /// What it says.
    Prefer {
        /// The word or phrase.
        term: String,
        /// What it does not say in its place.
        instead_of: Vec<String>,
    },
    /// A habit of punctuation or of speech.
    Habit {
        /// Which.
        measure: Measure,
        /// How often.
        amount: Amount,
    },
    /// How long its sentences are on average.
    SentenceLength {
        /// Words at the least.
        least: u16,
        /// Words at the most.
        most: u16,
    },
    /// What it is like.
    Trait {
        /// In a few words.
        text: String,
    },
    /// How it sounds in a certain place or situation.
    Tone {
        /// Where or when.
        context: String,
        /// How.
        text: String,
    },
    /// How its texts are built.
    Structure {
        /// In one sentence.
        text: String,
    },
}

impl RuleKind {
    /// Every kind by its name on the wire, in the order shown.
    pub const SLUGS: [&'static str; 7] = [
        "ban",
        "prefer",
        "habit",
        "sentence_length",
        "trait",
        "tone",
        "structure",
    ];

    /// The kind as it is stored and sent.
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Ban { .. } => "ban",
            Self::Prefer { .. } => "prefer",
            Self::Habit { .. } => "habit",
            Self::SentenceLength { .. } => "sentence_length",
            Self::Trait { .. } => "trait",
            Self::Tone { .. } => "tone",
            Self::Structure { .. } => "structure",
        }
    }

    /// Its place among the kinds.
    pub(super) fn rank(&self) -> usize {
        let mut slugs = Self::SLUGS.iter();
        slugs
            .position(|slug| *slug == self.slug())
            .unwrap_or_default()
    }

    /// Whether a text can be held against it without a judge.
    pub const fn is_tested(&self) -> bool {
        match self {
            Self::Ban { .. } | Self::Habit { .. } | Self::SentenceLength { .. } => true,
            Self::Prefer { instead_of, .. } => !instead_of.is_empty(),
            Self::Trait { .. } | Self::Tone { .. } | Self::Structure { .. } => false,
        }
    }

    /// What it is about: two rules about the same in different words or amounts are an edit of
    /// each other, or a conflict.
    pub(super) fn subject(&self) -> String {
        let about = match self {
            Self::Ban { term } | Self::Prefer { term, .. } => folded(term),
            Self::Habit { measure, .. } => measure.slug().to_owned(),
            Self::SentenceLength { .. } => String::new(),
            Self::Trait { text } | Self::Structure { text } => folded(text),
            Self::Tone { context, .. } => folded(context),
        };
        format!("{}:{}", self.slug(), about.trim())
    }
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleSource {
    /// It was counted in the samples.
    Counted,
    /// A model read it out of the samples.
    Model,
    /// A person wrote it, or changed what was extracted.
    Person,
}

/// In how many samples a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Seen {
    /// Samples that agree.
    pub agree: u32,
    /// Samples that could tell.
    pub of: u32,
}

impl Seen {
    /// How sure one can be that it is so in general, in percent: the lower end of Wilson's interval
    /// at 80 %. Three samples of three are 64, ten of ten 85, half of ten 31.
    pub fn confidence(self) -> u8 {
        let (agree, of) = (u64::from(self.agree.min(self.of)), u64::from(self.of));
        if of == 0 {
            return 0;
        }
        // z = 1.28, in thousandths; z² = 1.638.
        let inner = (1_638 * of + 4_000 * agree * (of - agree)) / of;
        let root = (inner * 1_000).isqrt();
        let above = (2_000 * agree + 1_638).saturating_sub(1_280 * root / 1_000);
        let percent = 100 * above / (2 * (1_000 * of + 1_638));
        u8::try_from(percent.min(100)).unwrap_or(100)
    }
}

/// A rule of a voice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rule {
    /// What it says.
    #[serde(flatten)]
    pub kind: RuleKind,
    /// The passages it came from; empty when a person wrote it.
    pub evidence: Vec<Passage>,
    /// How sure it is, from 0 to 100.
    pub confidence: u8,
    /// Who says so.
    pub source: RuleSource,
    /// In how many samples it holds, where that was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
}

impl Rule {
    /// What it is known by: two rules with the same key say the same.
    pub fn key(&self) -> String {
        let subject = self.kind.subject();
        match &self.kind {
            RuleKind::Habit { amount, .. } => format!("{subject}:{}", amount.slug()),
            RuleKind::SentenceLength { least, most } => format!("{subject}{least}-{most}"),
            RuleKind::Tone { text, .. } => format!("{subject}:{}", folded(text).trim()),
            _ => subject,
        }
    }

    /// How much it counts, from 1 to 100: what a person wrote counts whole.
    pub fn weight(&self) -> u8 {
        match self.source {
            RuleSource::Person => 100,
            RuleSource::Counted | RuleSource::Model => self.confidence.clamp(1, 100),
        }
    }

    /// Whether breaking it is more than a hint.
    pub fn is_firm(&self) -> bool {
        self.weight() >= 60
    }
}
