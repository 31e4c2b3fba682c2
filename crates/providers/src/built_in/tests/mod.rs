//! What the built-in provider promises, held against samples and against arbitrary briefs.

mod claims;
mod craft;
mod extracting;
mod image;
mod parts;
mod variants;
mod video;
mod voice;

use domain::{
    brief::{Brief, SAMPLES},
    channel::{ChannelKind, PostFormat},
    post::PostContent,
    run::{Analysis, Framework, Slot, Strategy},
};

use super::{analyse, plan, strategise, write};
use crate::WritingContext;

const FRAMEWORKS: [Framework; 5] = [
    Framework::Aida,
    Framework::Pas,
    Framework::BeforeAfterBridge,
    Framework::FeatureAdvantageBenefit,
    Framework::QuestionAnswer,
];

/// A brief with what is thought of it.
struct Desk {
    brief: Brief,
    analysis: Analysis,
    strategy: Strategy,
}

impl Desk {
    fn new(brief: Brief) -> Self {
        let analysis = analyse(&brief, None);
        let strategy = strategise(&brief, &analysis);
        Self {
            brief,
            analysis,
            strategy,
        }
    }

    fn samples() -> impl Iterator<Item = Self> {
        SAMPLES
            .iter()
            .map(|sample| Self::new(sample.draft("2026-11-23".parse().unwrap()).parse().unwrap()))
    }

    fn context(&self, slot: Slot, concept: usize) -> WritingContext {
        WritingContext {
            brand: self.analysis.subject.clone(),
            voice: None,
            brief: self.brief.clone(),
            analysis: self.analysis.clone(),
            strategy: self.strategy.clone(),
            concept,
            slot,
            slots: self.brief.post_count,
            link: Some("https://example.com/offer".to_owned()),
            page: None,
        }
    }

    /// A slot of the plan, moved to this channel and written in this framework.
    fn one(
        &self,
        kind: ChannelKind,
        format: PostFormat,
        framework: Framework,
        number: u16,
    ) -> WritingContext {
        let slot = Slot {
            number,
            channel: kind,
            format,
            publish_on: self.brief.starts_on,
            angle: String::new(),
        };
        let mut context = self.context(slot, 0);
        context.strategy.concepts[0].framework = framework;
        context
    }

    /// Every post of the plan that follows a concept.
    fn campaign(&self, concept: usize, seed: u64) -> Vec<(WritingContext, PostContent)> {
        let plan = plan(&self.brief, &self.analysis, &self.strategy, concept);
        let contexts = plan
            .slots
            .into_iter()
            .map(|slot| self.context(slot, concept));
        contexts
            .map(|context| (context.clone(), write(&context, seed)))
            .collect()
    }
}

/// Every context of the samples: channels in all their forms, frameworks, several slots.
fn contexts() -> Vec<WritingContext> {
    let mut all = Vec::new();
    for desk in Desk::samples() {
        for kind in ChannelKind::ALL {
            for format in kind.spec().formats.iter().take(2) {
                for framework in FRAMEWORKS {
                    all.extend(
                        [3, desk.brief.post_count]
                            .map(|number| desk.one(kind, *format, framework, number)),
                    );
                }
            }
        }
    }
    all
}
