//! Texts as vectors by Google's embedding models: many at once over the developer API, one at once on
//! Vertex AI.

use domain::spending::{BilledTokens, ceiling_tokens};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{refusal::Failure, wire::UsageMetadata};
use crate::{
    EmbedRequest,
    remote::{EmbedReply, EmbeddingProtocol, MODEL, Refusal, Usage},
};

/// The embedding model that answers over the developer API when none is configured.
pub const DEFAULT_EMBEDDING_MODEL: &str = "gemini-embedding-2";
/// What the vectors are for, as models up to `gemini-embedding-001` are told.
const TASK: &str = "SEMANTIC_SIMILARITY";
/// The same for later models, which take no task type but an instruction in front of the text
/// (Google's guide to embeddings, as told by docs.znapai.com/gemini-embedding, read 2026-12-01).
const INSTRUCTION: &str = "task: sentence similarity | query: ";
/// Texts at once over the developer API: “at most 100 requests can be in one batch”
/// (github.com/StarTrail-org/LEANN/pull/214, read 2026-12-01).
const BATCH: usize = 100;

/// Whether a model is told its task by an instruction in front of the text.
fn is_instructed(model: &str) -> bool {
    model.starts_with("gemini-embedding-") && model != "gemini-embedding-001"
}

/// A text as `model` is sent it.
fn told(text: &str, model: &str) -> String {
    if is_instructed(model) {
        format!("{INSTRUCTION}{text}")
    } else {
        text.to_owned()
    }
}

fn content(text: &str, model: &str) -> Value {
    json!({ "role": "user", "parts": [{ "text": told(text, model) }] })
}

/// The protocol of the developer API.
#[derive(Debug)]
pub(super) struct BatchEmbed {
    /// The address of a model up to its method.
    pub address: String,
}

impl EmbeddingProtocol for BatchEmbed {
    fn address(&self, model: &str) -> String {
        format!("{}:batchEmbedContents", self.address.replace(MODEL, model))
    }

    fn body(&self, request: &EmbedRequest, model: &str) -> Value {
        let named = format!("models/{model}");
        let one = |text: &String| {
            if is_instructed(model) {
                json!({ "model": named, "content": content(text, model) })
            } else {
                json!({ "model": named, "content": content(text, model), "taskType": TASK })
            }
        };
        json!({ "requests": request.texts.iter().map(one).collect::<Vec<_>>() })
    }

    fn reply(&self, body: &[u8]) -> Result<EmbedReply, serde_json::Error> {
        let Embedded {
            embeddings,
            usage_metadata,
        } = serde_json::from_slice(body)?;
        Ok(reply(embeddings, billed(usage_metadata)))
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        Failure::read(status, body).into_refusal()
    }

    fn batch(&self, _: &str) -> usize {
        BATCH
    }

    fn most(&self, text_bytes: usize) -> BilledTokens {
        ceiling_tokens(text_bytes + BATCH * INSTRUCTION.len(), 0)
    }
}

/// The protocols of Vertex AI: `predict` for models up to `gemini-embedding-001`, and `embedContent`
/// for the later ones, which refuse the former (github.com/vercel/ai/pull/16238, read 2026-12-01).
#[derive(Debug)]
pub(super) struct VertexEmbed {
    /// The address of a model up to its method.
    pub address: String,
}

impl EmbeddingProtocol for VertexEmbed {
    fn address(&self, model: &str) -> String {
        let method = if is_instructed(model) {
            "embedContent"
        } else {
            "predict"
        };
        format!("{}:{method}", self.address.replace(MODEL, model))
    }

    fn body(&self, request: &EmbedRequest, model: &str) -> Value {
        if is_instructed(model) {
            let text = request.texts.first().map_or("", String::as_str);
            return json!({ "content": content(text, model) });
        }
        let one = |text: &String| json!({ "content": text, "task_type": TASK });
        json!({ "instances": request.texts.iter().map(one).collect::<Vec<_>>() })
    }

    fn reply(&self, body: &[u8]) -> Result<EmbedReply, serde_json::Error> {
        Ok(match serde_json::from_slice(body)? {
            OnVertex::Alone {
                embedding,
                usage_metadata,
            } => reply(vec![embedding], billed(usage_metadata)),
            OnVertex::Predicted { predictions } => {
                let (embeddings, counts): (Vec<_>, Vec<_>) = predictions
                    .into_iter()
                    .map(|Prediction { embeddings }| {
                        let count = embeddings.statistics.map(|counted| counted.token_count);
                        (embeddings.vector, count)
                    })
                    .unzip();
                reply(embeddings, counts.into_iter().sum())
            }
        })
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        Failure::read(status, body).into_refusal()
    }

    /// Both methods take one text of Gemini's models (cloud.google.com, “Get text embeddings”, and
    /// github.com/googleapis/python-genai/issues/2165, both read 2026-12-01). Models before Gemini take
    /// more, but 20,000 tokens together, so they are asked for one by one as well.
    fn batch(&self, _: &str) -> usize {
        1
    }
}

/// What the vendor counted; `None` where the answer does not say.
fn billed(counts: Option<UsageMetadata>) -> Option<u64> {
    Usage::from(counts?).input
}

fn reply(embeddings: Vec<Vector>, tokens: Option<u64>) -> EmbedReply {
    EmbedReply {
        vectors: embeddings.into_iter().map(|one| one.values).collect(),
        // No answer names it.
        model: None,
        // No text is billed as nothing.
        tokens: tokens.filter(|tokens| *tokens > 0),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Embedded {
    embeddings: Vec<Vector>,
    usage_metadata: Option<UsageMetadata>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OnVertex {
    #[serde(rename_all = "camelCase")]
    Alone {
        embedding: Vector,
        usage_metadata: Option<UsageMetadata>,
    },
    Predicted {
        predictions: Vec<Prediction>,
    },
}

#[derive(Deserialize)]
struct Prediction {
    embeddings: Predicted,
}

#[derive(Deserialize)]
struct Predicted {
    #[serde(flatten)]
    vector: Vector,
    statistics: Option<Statistics>,
}

#[derive(Deserialize)]
struct Statistics {
    token_count: u64,
}

#[derive(Deserialize)]
struct Vector {
    values: Vec<f32>,
}
