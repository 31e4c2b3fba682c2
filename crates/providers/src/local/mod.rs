//! A small language model inside this process, out of a GGUF file: no key, no network, no other
//! program. Only with the cargo feature `local` (ADR 24).
//!
//! `file` opens it, `vocabulary` knows its tokens, `shape` makes a form out of a question's JSON
//! Schema and `writer` fills it in, so that every answer is valid. What such a model writes is
//! modest; it is called a small local model wherever its work is shown.

mod file;
mod shape;
mod vocabulary;
mod writer;

use std::{path::Path, sync::Arc};

use async_trait::async_trait;
use domain::{
    brief::Language,
    usage::{Cost, Tokens},
};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use crate::{Answer, Call, Cause, DeltaSink, Provider, ProviderError, Request};
use file::{Engine, Header};
use shape::Shape;
use writer::Writer;

/// Name of the provider.
const NAME: &str = "local";
/// Tokens that an answer usually has room for: the more it writes, the less of it makes sense.
const USUAL_ROOM: usize = 768;

type Result<T> = std::result::Result<T, Trouble>;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("nobody wants the answer any longer")]
    Cancelled,
    #[error("{0}")]
    File(#[source] std::io::Error),
    #[error("it is no GGUF file of a model")]
    NoModel(#[source] candle_core::Error),
    #[error("{0}")]
    Unfit(&'static str),
    #[error("the question has {question} tokens and its answer at least {answer}")]
    TooLong { question: usize, answer: usize },
    #[error("the answer's form is not understood")]
    Form,
    #[error("the tokens cannot be told apart")]
    Tokenizer(#[source] tokenizers::Error),
    #[error("the model cannot be computed")]
    Compute(#[from] candle_core::Error),
    #[error("the answer is no JSON")]
    Json(#[from] serde_json::Error),
}

/// A GGUF model of the Llama kind that is spoken to in `ChatML`, such as `SmolLM2`. It writes the
/// languages that its file names, and English where it names none. One question is answered at a
/// time, the others wait.
pub struct Local {
    header: Header,
    /// Loaded with the first question.
    engine: Arc<Mutex<Option<Engine>>>,
}

impl Local {
    /// The model of the file at `path`. Its weights are loaded when it is asked first.
    ///
    /// # Errors
    /// When there is no such file, or none of a model that can be asked; the sentence says so.
    pub fn open(path: &Path) -> std::result::Result<Self, ProviderError> {
        let header = Header::read(path).map_err(|trouble| no_model(path, trouble))?;
        Ok(Self {
            header,
            engine: Arc::default(),
        })
    }

    /// Whether it can be asked this at all.
    fn accept(&self, model: &str, request: &Request) -> std::result::Result<(), ProviderError> {
        if model != self.header.name {
            let message = format!(
                "The small local model is “{}”, and not “{model}”. Change the route under Settings, Models.",
                self.header.name
            );
            return Err(ProviderError::new(Cause::UnknownModel, message));
        }
        if let Some(language) = request.task.language()
            && !self.writes(language)
        {
            let message = format!(
                "The small local model does not write {}. Connect a larger model, or choose English.",
                language.name()
            );
            return Err(ProviderError::new(Cause::UnsupportedLanguage, message));
        }
        Ok(())
    }

    fn failed(&self, trouble: Trouble) -> ProviderError {
        match trouble {
            Trouble::Cancelled => ProviderError::cancelled(),
            Trouble::TooLong { .. } => ProviderError::new(
                Cause::Other,
                "Brief and page are longer than the small local model can read. Shorten the brief, or choose a model with a larger context.",
            )
            .because(trouble),
            Trouble::File(_) | Trouble::NoModel(_) | Trouble::Unfit(_) => {
                no_model(&self.header.path, trouble)
            }
            _ => ProviderError::new(
                Cause::Other,
                "The small local model could not answer. Retry the step; if it fails again, choose another model.",
            )
            .because(trouble),
        }
    }
}

#[async_trait]
impl Provider for Local {
    fn name(&self) -> &'static str {
        NAME
    }

    fn model(&self) -> &str {
        &self.header.name
    }

    fn is_free(&self) -> bool {
        true
    }

    fn region(&self) -> Option<&str> {
        Some("local")
    }

    fn is_in_process(&self) -> bool {
        true
    }

    fn writes(&self, language: Language) -> bool {
        let named = &self.header.languages;
        if named.is_empty() {
            return language.is_english();
        }
        named.iter().any(|named| named == language.code())
    }

    async fn answer(
        &self,
        model: &str,
        request: &Request,
        call: &Call,
    ) -> std::result::Result<Answer, ProviderError> {
        self.accept(model, request)?;
        // Cancelled as well when this future is dropped.
        let stop = call.cancel.child_token();
        let _stopping = stop.clone().drop_guard();
        let engine = tokio::select! {
            biased;
            () = stop.cancelled() => return Err(ProviderError::cancelled()),
            engine = Arc::clone(&self.engine).lock_owned() => engine,
        };
        let job = Job {
            path: self.header.path.clone(),
            context: self.header.context,
            request: request.clone(),
            deltas: call.deltas.clone(),
            stop,
        };
        let done = tokio::task::spawn_blocking(move || job.run(engine)).await;
        let (json, tokens) = done
            .map_err(|error| {
                ProviderError::new(
                    Cause::Other,
                    "The small local model broke off. Retry the step.",
                )
                .because(error)
            })?
            .map_err(|trouble| self.failed(trouble))?;
        Ok(Answer {
            calls: Vec::new(),
            json,
            provider: NAME.to_owned(),
            model: self.header.name.clone(),
            tokens,
            cost: Some(Cost(0)),
        })
    }
}

/// A question on its way to a thread that may compute.
struct Job {
    path: std::path::PathBuf,
    context: usize,
    request: Request,
    deltas: DeltaSink,
    stop: CancellationToken,
}

impl Job {
    fn run(
        self,
        mut engine: tokio::sync::OwnedMutexGuard<Option<Engine>>,
    ) -> Result<(serde_json::Value, Tokens)> {
        let engine = match &mut *engine {
            Some(engine) => engine,
            none => none.insert(Engine::load(&self.path)?),
        };
        let question = engine.vocabulary.question(&self.request.prompt)?;
        let shape = Shape::of(&self.request.schema, &engine.vocabulary)?;
        let room = self.room(question.len(), &shape)?;
        let input = question.len();
        let writer = Writer::new(
            // Weights are shared; what a question leaves behind is not.
            engine.weights.clone(),
            &engine.vocabulary,
            self.request.seed,
            &self.deltas,
            &self.stop,
        );
        let (json, output) = writer.write(question, &shape, room)?;
        let tokens = Tokens {
            input: input as u64,
            output: output as u64,
        };
        Ok((serde_json::from_str(&json)?, tokens))
    }

    /// How many tokens the answer may have.
    fn room(&self, question: usize, shape: &Shape) -> Result<usize> {
        let answer = shape.need().tokens;
        let allowed = usize::try_from(self.request.max_output_tokens).unwrap_or(usize::MAX);
        let room = USUAL_ROOM
            .max(answer)
            .min(allowed)
            .min(self.context.saturating_sub(question));
        if room < answer {
            return Err(Trouble::TooLong { question, answer });
        }
        Ok(room)
    }
}

fn no_model(path: &Path, trouble: Trouble) -> ProviderError {
    let message = format!(
        "The local model “{}” cannot be used: {trouble}. Run `make model`, or set HANDBILL_LOCAL_MODEL to another file, then restart the server.",
        path.display()
    );
    ProviderError::new(Cause::UnknownModel, message).because(trouble)
}
