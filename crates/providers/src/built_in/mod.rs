//! The built-in provider: drafts from what brief and page say, without a model.
//!
//! Every word of a post is a sentence of the input, a line of the lexicon that claims nothing, or a
//! question made of such a sentence. Nothing is looked up, nothing is random: the same question with
//! the same seed gets the same answer.
//!
//! `reading` turns brief and page into facts, phrases and names; `thinking` makes strategy and plan
//! of them; `writing` makes posts; `embedding` compares texts by their words; `extracting` is what tools take from a text. To add a tone: a lexicon and its calls in `writing`. To add a
//! framework: its opening in `writing::hooks` and its order in `writing::beats`.

mod embedding;
mod extracting;
mod reading;
mod thinking;
mod writing;

#[cfg(test)]
mod tests;

use async_trait::async_trait;
use domain::{
    brief::Language,
    post::{ContentField, PostContent},
    usage::{Cost, Tokens},
};
use serde::Serialize;

pub use reading::facts::analyse;
pub use thinking::{plan::plan, strategy::strategise};
pub use writing::{
    image_brief::image_brief,
    post::{regenerate, revise, write},
    storyboard::storyboard,
    variant::vary,
};

use crate::{
    Answer, Call, Cause, Embedder, Provider, ProviderError, Request, Rewrite, Task, WritingContext,
};

/// Name of the provider.
const NAME: &str = "built-in";
/// Version of its rules; another number when the same brief gets other posts.
const MODEL: &str = "built-in-1";

/// Drafts without a model and without a network. It writes English only.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltIn;

#[async_trait]
impl Provider for BuiltIn {
    fn name(&self) -> &'static str {
        NAME
    }

    fn model(&self) -> &'static str {
        MODEL
    }

    fn is_free(&self) -> bool {
        true
    }

    fn region(&self) -> Option<&str> {
        Some("local")
    }

    fn is_built_in(&self) -> bool {
        true
    }

    fn writes(&self, language: Language) -> bool {
        language.is_english()
    }

    fn embeddings(&self) -> Option<&dyn Embedder> {
        Some(self)
    }

    async fn answer(
        &self,
        _: &str,
        request: &Request,
        call: &Call,
    ) -> Result<Answer, ProviderError> {
        if call.cancel.is_cancelled() {
            return Err(ProviderError::cancelled());
        }
        if !request.pictures.is_empty() {
            return Err(ProviderError::new(
                Cause::NoModel,
                "The built-in provider cannot see pictures. Connect a model that can, or write the text yourself.",
            ));
        }
        let json = solve(&request.task, request.seed)?;
        call.deltas.send(&json.to_string());
        Ok(Answer {
            calls: Vec::new(),
            json,
            provider: NAME.to_owned(),
            model: MODEL.to_owned(),
            tokens: Tokens::default(),
            cost: Some(Cost(0)),
        })
    }
}

/// The answer as JSON.
///
/// # Errors
/// [`Cause::UnsupportedLanguage`] when something is not to be written in English.
fn solve(task: &Task, seed: u64) -> Result<serde_json::Value, ProviderError> {
    if let Some(language) = task.language()
        && !language.is_english()
    {
        let message = format!(
            "The built-in provider writes English only, and this is to be in {}. Connect a model with GEMINI_API_KEY, or choose English.",
            language.name()
        );
        return Err(ProviderError::new(Cause::UnsupportedLanguage, message));
    }
    match task {
        Task::Analyse { brief, page } => json(&analyse(brief, page.as_ref())),
        Task::Strategise { brief, analysis } => json(&strategise(brief, analysis)),
        Task::Plan {
            brief,
            analysis,
            strategy,
            concept,
        } => json(&plan(brief, analysis, strategy, *concept)),
        Task::Write { context } => json(&write(context, seed)),
        Task::Revise {
            context,
            content,
            findings,
        } => json(&revise(context, content, findings, seed)),
        Task::Read {
            content, reader, ..
        } => json(&reading::quoted::read(content, reader)),
        Task::Regenerate {
            context,
            content,
            fields,
            rewrite,
        } => json(&rewritten(context, content, fields, rewrite, seed)),
        Task::BriefImage {
            context,
            content,
            look,
        } => json(&image_brief(context, content, look)),
        Task::BriefVideo {
            context,
            content,
            look,
        } => json(&storyboard(context, content, look)),
        Task::ReadVoice { .. } | Task::JudgeVoice { .. } => Err(ProviderError::new(
            Cause::Other,
            "No model is set up that could read or judge a voice. Rules are counted and tested without one.",
        )),
        Task::Tool { job } | Task::Transcreate { job } | Task::Describe { job } => {
            extracting::extract(job)
        }
    }
}

fn rewritten(
    context: &WritingContext,
    post: &PostContent,
    fields: &[ContentField],
    rewrite: &Rewrite,
    seed: u64,
) -> PostContent {
    match rewrite {
        Rewrite::Anew { wish, variation } => {
            regenerate(context, post, fields, wish.as_deref(), *variation, seed)
        }
        Rewrite::Varied { aims, at } => aims
            .get(*at)
            .map_or_else(|| post.clone(), |aim| vary(context, post, fields, aim)),
    }
}

fn json(value: &impl Serialize) -> Result<serde_json::Value, ProviderError> {
    serde_json::to_value(value).map_err(|error| {
        ProviderError::new(
            Cause::Other,
            "The built-in provider could not write its answer down. Try again.",
        )
        .because(error)
    })
}
