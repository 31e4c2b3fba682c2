//! One task of each kind, for tests.

use domain::{
    brief::{Brief, SAMPLES},
    channel::ChannelKind,
    picture::Look,
    post::{ContentField, PostContent},
    reader::{Mending, Reader},
    run::{Analysis, Concept, Fact, FactSource, Framework, Persona, Slot, Strategy},
    tools::{Address, TermDraft, ToolInput, ToolKind},
    voice::{Sample, SampleKind, SampleOrigin},
    web_page::WebPage,
};
use providers::{Rewrite, Task, ToolJob, WritingContext};

pub(crate) const LINK: &str = "https://example.com/bread";

pub(crate) fn brief() -> Brief {
    SAMPLES[0]
        .draft("2026-11-23".parse().unwrap())
        .parse()
        .unwrap()
}

pub(crate) fn analysis() -> Analysis {
    let facts = vec![Fact {
        text: "The bread is baked at five.".into(),
        source: FactSource::Brief,
    }];
    Analysis {
        subject: "Bread".into(),
        facts,
        ..Analysis::default()
    }
}

pub(crate) fn strategy() -> Strategy {
    let concept = |name: &str| Concept {
        name: name.into(),
        idea: "Morning smells of bread.".into(),
        promise: "Warm bread on the way.".into(),
        sample: "Seven o’clock, still warm.".into(),
        rationale: "They pass by at seven.".into(),
        risk: "It rains.".into(),
        framework: Framework::Aida,
    };
    Strategy {
        audience_insight: "They have no time.".into(),
        positioning: "The bakery on the way.".into(),
        personas: vec![Persona {
            who: "Commuters".into(),
            wants: "Breakfast without a detour.".into(),
            doubts: "A queue costs them the train.".into(),
            convinced_by: "The bread is ready at seven.".into(),
        }],
        concepts: ["One", "Two", "Three"].map(concept).to_vec(),
        recommended: 0,
    }
}

pub(crate) fn context(channel: ChannelKind) -> Box<WritingContext> {
    let brief = brief();
    let slot = Slot {
        number: 1,
        channel,
        format: channel.spec().formats[0],
        publish_on: brief.starts_on,
        angle: "The smell at seven".into(),
    };
    Box::new(WritingContext {
        brand: "Oven & Co".into(),
        voice: None,
        brief,
        analysis: analysis(),
        strategy: strategy(),
        concept: 0,
        slot,
        slots: 6,
        link: Some(LINK.into()),
        page: Some(WebPage {
            address: "https://example.com/".into(),
            title: "Oven & Co".into(),
            ..WebPage::default()
        }),
    })
}

/// Titles of a short text.
pub(crate) fn tool_input() -> ToolInput {
    ToolInput {
        tool: ToolKind::Titles,
        text: "We bake at five.\nYou get it warm at seven.".into(),
        language: "en".parse().ok(),
        target: None,
        market: None,
        address: None,
        tone: None,
        channel: None,
        picture: None,
    }
}

/// The same text for readers of German.
fn recreating() -> ToolInput {
    ToolInput {
        tool: ToolKind::Transcreate,
        target: "de".parse().ok(),
        address: Some(Address::Formal),
        ..tool_input()
    }
}

/// A picture beside the same text.
pub(crate) fn describing() -> ToolInput {
    ToolInput {
        tool: ToolKind::AltText,
        ..tool_input()
    }
}

/// What a tool works from.
pub(crate) fn job(input: ToolInput) -> Box<ToolJob> {
    let term = TermDraft {
        source: "bake".into(),
        language: "de".into(),
        rule: "required".into(),
        target: "backen".into(),
    };
    Box::new(ToolJob {
        brand: "Oven & Co".into(),
        voice: None,
        terms: vec![
            term.parse("00000000-0000-0000-0000-000000000002".parse().unwrap())
                .unwrap(),
        ],
        input,
    })
}

fn voice_sample() -> Sample {
    Sample {
        id: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
        kind: SampleKind::Example,
        origin: SampleOrigin::Pasted,
        context: "Window".into(),
        text: "We bake at five.".into(),
    }
}

/// One task of each kind.
pub(crate) fn tasks() -> Vec<Task> {
    let content = PostContent {
        body: "Bread at seven.".into(),
        ..PostContent::default()
    };
    let findings = crate::check(ChannelKind::Instagram, &content, &brief(), None);
    assert!(!findings.is_empty());
    vec![
        Task::Analyse {
            brief: brief(),
            page: None,
        },
        Task::Strategise {
            brief: brief(),
            analysis: analysis(),
        },
        Task::Plan {
            brief: brief(),
            analysis: analysis(),
            strategy: strategy(),
            concept: 1,
        },
        Task::Write {
            context: context(ChannelKind::X),
        },
        Task::Revise {
            context: context(ChannelKind::Instagram),
            content: content.clone(),
            findings,
        },
        rewriting(content.clone()),
        Task::ReadVoice {
            samples: vec![voice_sample()],
        },
        Task::JudgeVoice {
            text: "We bake.".into(),
            voice: Box::default(),
        },
        reading(content.clone()),
        Task::BriefImage {
            context: context(ChannelKind::Instagram),
            content: content.clone(),
            look: Look::unchosen("Oven & Co"),
        },
        filming(content),
        Task::Tool {
            job: job(tool_input()),
        },
        Task::Transcreate {
            job: job(recreating()),
        },
        Task::Describe {
            job: job(describing()),
        },
    ]
}

fn rewriting(content: PostContent) -> Task {
    Task::Regenerate {
        context: context(ChannelKind::Email),
        content,
        fields: vec![ContentField::Title],
        rewrite: Rewrite::Anew {
            wish: Some("Shorter".into()),
            variation: 2,
        },
    }
}

fn reading(content: PostContent) -> Task {
    Task::Read {
        context: context(ChannelKind::X),
        content,
        reader: Reader {
            name: "Compliance".into(),
            instructions: "Flag “warm”.".into(),
            channels: Vec::new(),
            looks_up: false,
            mends: Mending::Suggests,
        },
    }
}

fn filming(content: PostContent) -> Task {
    Task::BriefVideo {
        context: context(ChannelKind::TikTok),
        content,
        look: Look::unchosen("Oven & Co"),
    }
}
