//! What a provider is asked.

use domain::{
    brief::{Brief, Language},
    channel::Finding,
    picture::Look,
    post::{Aim, ContentField, PostContent},
    reader::Reader,
    run::{Analysis, Concept, Slot, Strategy},
    spending::TaskKind,
    tools::{Term, ToolInput},
    voice::{Sample, SpokenVoice, Voice},
    web_page::WebPage,
};

use crate::{Function, InputPictures};

/// What is asked, with everything it may be answered from. The built-in provider answers from
/// this; model adapters from the [`Prompt`] made of it.
///
/// The answer is the JSON of a domain type: `Analysis`, `Strategy`, `Plan`, and `PostContent` for
/// those that write; `ReadingAnswer`; `ProposedRules` and `VoiceJudgement` for those about the voice;
/// `ImageBrief`; `Storyboard`; for tools the form that the agents' schema names.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// Facts and key phrases of brief and page.
    Analyse {
        /// The campaign's brief.
        brief: Brief,
        /// The page it names, if it could be read.
        page: Option<WebPage>,
    },
    /// Audience insight, positioning and three concepts.
    Strategise {
        /// The campaign's brief.
        brief: Brief,
        /// What brief and page say.
        analysis: Analysis,
    },
    /// One slot a post.
    Plan {
        /// The campaign's brief.
        brief: Brief,
        /// What brief and page say.
        analysis: Analysis,
        /// What the campaign builds on.
        strategy: Strategy,
        /// Index of the concept to follow.
        concept: usize,
    },
    /// The post of one slot.
    Write {
        /// What it is written from.
        context: Box<WritingContext>,
    },
    /// A draft anew, without what its check found.
    Revise {
        /// What it is written from.
        context: Box<WritingContext>,
        /// The draft.
        content: PostContent,
        /// What its check found.
        findings: Vec<Finding>,
    },
    /// What one of the organization's readers finds in a post.
    Read {
        /// What the post was written from.
        context: Box<WritingContext>,
        /// The post as it stands.
        content: PostContent,
        /// Who reads.
        reader: Reader,
    },
    /// Some fields of a post anew, because a person asked.
    Regenerate {
        /// What it is written from.
        context: Box<WritingContext>,
        /// The post as it stands.
        content: PostContent,
        /// The fields to write anew; every other one stays.
        fields: Vec<ContentField>,
        /// In what the new text is to differ.
        rewrite: Rewrite,
    },
    /// Rules of a brand's voice, out of its samples.
    ReadVoice {
        /// The samples.
        samples: Vec<Sample>,
    },
    /// What of a brand's voice a text keeps, as far as that cannot be counted.
    JudgeVoice {
        /// The text.
        text: String,
        /// The voice.
        voice: Box<Voice>,
    },
    /// What a post's picture is to show.
    BriefImage {
        /// What the post was written from.
        context: Box<WritingContext>,
        /// The post as it stands.
        content: PostContent,
        /// What the brand looks like.
        look: Look,
    },
    /// What a post's film is to show and say, shot by shot.
    BriefVideo {
        /// What the post was written from.
        context: Box<WritingContext>,
        /// The post as it stands.
        content: PostContent,
        /// What the brand looks like.
        look: Look,
    },
    /// What a tool makes of a text.
    Tool {
        /// What it is made of.
        job: Box<ToolJob>,
    },
    /// A text recreated line by line for readers of another language.
    Transcreate {
        /// What it is made of.
        job: Box<ToolJob>,
    },
    /// The picture of the request in words, beside the job's text.
    Describe {
        /// What it is made of.
        job: Box<ToolJob>,
    },
}

/// In what a text that is written anew differs from the one that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rewrite {
    /// In whatever makes it another text.
    Anew {
        /// What the person wants different, in their words.
        wish: Option<String>,
        /// How often this was asked before, so that each answer differs.
        variation: u16,
    },
    /// In one thing on purpose, and in nothing else.
    Varied {
        /// What each variant that was asked for together is to differ in.
        aims: Vec<Aim>,
        /// Index of the one to write.
        at: usize,
    },
}

impl Task {
    /// What is asked.
    pub const fn kind(&self) -> TaskKind {
        match self {
            Self::Analyse { .. } => TaskKind::Analyse,
            Self::Strategise { .. } => TaskKind::Strategise,
            Self::Plan { .. } => TaskKind::Plan,
            Self::Write { .. } => TaskKind::Write,
            Self::Revise { .. } => TaskKind::Revise,
            Self::Read { .. } => TaskKind::Read,
            Self::Regenerate { .. } => TaskKind::Regenerate,
            Self::ReadVoice { .. } => TaskKind::ReadVoice,
            Self::JudgeVoice { .. } => TaskKind::JudgeVoice,
            Self::BriefImage { .. } => TaskKind::BriefImage,
            Self::BriefVideo { .. } => TaskKind::BriefVideo,
            Self::Tool { .. } => TaskKind::Tool,
            Self::Transcreate { .. } => TaskKind::Transcreate,
            Self::Describe { .. } => TaskKind::AltText,
        }
    }

    /// The language of the answer, where it has one.
    pub fn language(&self) -> Option<Language> {
        match self {
            Self::Tool { job } | Self::Transcreate { job } | Self::Describe { job } => {
                job.input.result_language()
            }
            _ => self.brief().map(|brief| brief.language),
        }
    }

    /// Index of the concept it is about, where it is about one.
    pub const fn concept(&self) -> Option<usize> {
        match self {
            Self::Analyse { .. }
            | Self::Strategise { .. }
            | Self::ReadVoice { .. }
            | Self::JudgeVoice { .. }
            | Self::Tool { .. }
            | Self::Transcreate { .. }
            | Self::Describe { .. } => None,
            Self::Plan { concept, .. } => Some(*concept),
            Self::Write { context }
            | Self::Revise { context, .. }
            | Self::Read { context, .. }
            | Self::Regenerate { context, .. }
            | Self::BriefImage { context, .. }
            | Self::BriefVideo { context, .. } => Some(context.concept),
        }
    }

    /// The brief it is asked for; `None` for tasks about the brand and for tools.
    pub const fn brief(&self) -> Option<&Brief> {
        match self {
            Self::Analyse { brief, .. }
            | Self::Strategise { brief, .. }
            | Self::Plan { brief, .. } => Some(brief),
            Self::Write { context }
            | Self::Revise { context, .. }
            | Self::Read { context, .. }
            | Self::Regenerate { context, .. }
            | Self::BriefImage { context, .. }
            | Self::BriefVideo { context, .. } => Some(&context.brief),
            Self::ReadVoice { .. }
            | Self::JudgeVoice { .. }
            | Self::Tool { .. }
            | Self::Transcreate { .. }
            | Self::Describe { .. } => None,
        }
    }
}

/// What a tool works from.
#[derive(Clone, Debug, PartialEq)]
pub struct ToolJob {
    /// Name of the brand that speaks.
    pub brand: String,
    /// How it sounds; `None` when no voice of it is published.
    pub voice: Option<SpokenVoice>,
    /// What is asked of which text.
    pub input: ToolInput,
    /// The term base as far as it concerns the text.
    pub terms: Vec<Term>,
}

/// What a post is written from.
#[derive(Clone, Debug, PartialEq)]
pub struct WritingContext {
    /// Name of the brand that speaks.
    pub brand: String,
    /// How it sounds; `None` when no voice of it is published.
    pub voice: Option<SpokenVoice>,
    /// The campaign's brief.
    pub brief: Brief,
    /// What brief and page say.
    pub analysis: Analysis,
    /// What the campaign builds on.
    pub strategy: Strategy,
    /// Index of the concept it follows.
    pub concept: usize,
    /// The place in the plan it fills.
    pub slot: Slot,
    /// How many slots the plan has.
    pub slots: u16,
    /// The one address its post may lead to.
    pub link: Option<String>,
    /// The page the brief names, if it could be read.
    pub page: Option<WebPage>,
}

impl WritingContext {
    /// The concept it follows; `None` when the index points past the strategy's concepts.
    pub fn chosen_concept(&self) -> Option<&Concept> {
        self.strategy.concepts.get(self.concept)
    }
}

/// A task in words, as a model reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// Who the model is and which rules hold.
    pub system: String,
    /// What is asked, with the material fenced as data.
    pub user: String,
    /// Version of the role's template: a short hash of it.
    pub version: String,
}

/// One question to a provider.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What is asked.
    pub task: Task,
    /// The task in words.
    pub prompt: Prompt,
    /// JSON Schema of the answer.
    pub schema: serde_json::Value,
    /// Where a model has to stop, in tokens, thinking included.
    pub max_output_tokens: u32,
    /// Makes an answer repeatable where the provider supports it.
    pub seed: u64,
    /// What the model is to look at. Only models that see are asked then.
    pub pictures: InputPictures,
    /// What the model may ask for before it answers. One that cannot answers without.
    pub functions: Vec<Function>,
}

impl Request {
    /// Length of everything a model is sent, in bytes of text.
    pub fn bytes(&self) -> usize {
        let offered = |function: &Function| {
            function.name.len() + function.description.len() + function.parameters.to_string().len()
        };
        self.prompt.system.len()
            + self.prompt.user.len()
            + self.schema.to_string().len()
            + self.functions.iter().map(offered).sum::<usize>()
    }

    /// The same with nothing to ask for before the answer.
    #[must_use]
    pub fn without_functions(&self) -> Self {
        Self {
            functions: Vec::new(),
            ..self.clone()
        }
    }
}
