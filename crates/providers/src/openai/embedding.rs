//! Texts as vectors by embedding models of OpenAI, of Azure and of servers of one's own.

use std::sync::Arc;

use serde::{Deserialize, de::Error as _};
use serde_json::{Value, json};

use super::refusal;
use crate::{
    EmbedRequest,
    remote::{EmbedReply, EmbeddingModel, EmbeddingProtocol, MODEL, Refusal, Remote},
};

/// The embedding model that answers when none is configured.
pub const DEFAULT_EMBEDDING_MODEL: &str = "text-embedding-3-small";
/// Texts at once at OpenAI and Azure. They take 2,048 with 300,000 tokens together (types of OpenAI's
/// client 7.57, read 2026-12-01); of fewer, each may have the 1,171 tokens that no post exceeds, and
/// their vectors stay below what is read of an answer.
pub(super) const BATCH: usize = 256;
/// Texts at once at a server of one's own: from general knowledge, the least that a common one
/// (text-embeddings-inference) takes unless it is told otherwise.
pub(super) const BATCH_OF_ONES_OWN: usize = 32;

/// The protocol of `POST /embeddings`.
#[derive(Debug)]
pub(super) struct Embeddings {
    /// Where vectors are asked for, with `{model}` where the model's name belongs.
    pub address: String,
    /// How many texts are taken at once.
    pub batch: usize,
}

/// `adapter`, where `model` turns texts into vectors at the address beside its chat's.
pub(super) fn beside<P>(adapter: Remote<P>, model: String, batch: usize) -> Remote<P> {
    let protocol = Embeddings {
        address: adapter.address.replace("chat/completions", "embeddings"),
        batch,
    };
    Remote {
        embeddings: Some(EmbeddingModel {
            link: Arc::clone(&adapter.link),
            protocol: Box::new(protocol),
            model,
        }),
        ..adapter
    }
}

impl EmbeddingProtocol for Embeddings {
    fn address(&self, model: &str) -> String {
        self.address.replace(MODEL, model)
    }

    fn body(&self, request: &EmbedRequest, model: &str) -> Value {
        json!({ "model": model, "input": request.texts })
    }

    fn reply(&self, body: &[u8]) -> Result<EmbedReply, serde_json::Error> {
        let Answer {
            mut data,
            model,
            usage,
        } = serde_json::from_slice(body)?;
        data.sort_by_key(|item| item.index);
        if data.iter().enumerate().any(|(at, item)| item.index != at) {
            return Err(serde_json::Error::custom("a text has no vector, or two"));
        }
        Ok(EmbedReply {
            vectors: data.into_iter().map(|item| item.embedding).collect(),
            model,
            tokens: usage.map(|usage| usage.prompt_tokens),
        })
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        refusal::of(status, body)
    }

    fn batch(&self, _: &str) -> usize {
        self.batch
    }
}

#[derive(Deserialize)]
struct Answer {
    data: Vec<Item>,
    model: Option<String>,
    /// Servers of one's own may leave it out.
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Item {
    index: usize,
    embedding: Vec<f32>,
}

#[derive(Deserialize)]
struct Usage {
    prompt_tokens: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vectors(data: &str) -> Option<Vec<Vec<f32>>> {
        let protocol = Embeddings {
            address: String::new(),
            batch: BATCH,
        };
        let body = format!(r#"{{"data":[{data}],"model":"m"}}"#);
        let answer = protocol.reply(body.as_bytes());
        answer.ok().map(|answer| answer.vectors)
    }

    #[test]
    fn vectors_come_in_the_order_of_their_texts_and_none_twice() {
        let [first, second] = [
            r#"{"index":0,"embedding":[1]}"#,
            r#"{"index":1,"embedding":[2]}"#,
        ];
        assert_eq!(
            vectors(&format!("{second},{first}")),
            Some(vec![vec![1.0], vec![2.0]])
        );
        assert_eq!(vectors(&format!("{first},{first}")), None);
        assert_eq!(vectors(second), None);
    }
}
