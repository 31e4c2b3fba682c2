//! What was asked, in whichever protocol.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::{
    body::Bytes,
    http::{HeaderMap, Method, Uri},
};
use serde_json::Value;

use super::{Embedded, Seen};

/// A request as it came in.
pub struct Asked {
    /// Its method.
    pub method: Method,
    /// Its address.
    pub uri: Uri,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

impl Asked {
    /// A header's text, if it has any.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .get(name)?
            .to_str()
            .ok()
            .filter(|text| !text.is_empty())
    }
}

/// Names one question: equal questions have equal ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PromptId(pub u64);

/// One question.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// The model's id.
    pub model: String,
    /// What the model was told it is.
    pub system: String,
    /// The last user turn's text.
    pub user: String,
    /// JSON Schema of the answer.
    pub schema: Value,
    /// The seed, if one was sent.
    pub seed: Option<i64>,
    /// The limit of the answer in tokens.
    pub max_output_tokens: Option<u64>,
    /// Whether the answer is to be a stream.
    pub stream: bool,
    /// The shape of the picture that is asked for, in the vendor's words; `None` for words.
    pub picture: Option<String>,
    /// The voice that is to read the text aloud; `None` where none is.
    pub voice: Option<String>,
    /// The texts whose meaning is asked for as vectors; `None` for other questions.
    pub embedded: Option<Embedded>,
    /// Whether its tokens are to be counted instead of an answer.
    pub counting: bool,
    /// Names of the functions it may ask for.
    pub functions: Vec<String>,
    /// What the model is shown, in order.
    pub seen: Vec<Seen>,
}

impl Call {
    /// The question's id: of everything but the limit, so that a second try with more room counts
    /// as the same question.
    pub fn id(&self) -> PromptId {
        let mut hasher = DefaultHasher::new();
        (
            &self.model,
            &self.system,
            &self.user,
            self.schema.to_string(),
            self.seed,
            &self.seen,
        )
            .hash(&mut hasher);
        PromptId(hasher.finish())
    }

    /// Tokens of the question: four characters a token is near enough for a simulator, and 258 a
    /// picture as Google counts a small one.
    pub(crate) fn tokens(&self) -> usize {
        (self.system.len() + self.user.len()) / 4 + 258 * self.seen.len()
    }
}
