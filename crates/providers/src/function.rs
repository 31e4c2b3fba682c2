//! What a model may ask for before it answers: function calling, in the vendors' words.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Something a model may ask for.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name, in letters, digits and `_`, as every vendor takes it.
    pub name: &'static str,
    /// What it is good for, as the model reads it.
    pub description: &'static str,
    /// JSON Schema of its arguments: an object that closes itself and requires all it has, which is
    /// what OpenAI's strict mode wants.
    pub parameters: Value,
}

/// What a model asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionCall {
    /// Name of the function; not yet known to be one that was offered.
    pub name: String,
    /// Its arguments; not yet held against their schema.
    pub arguments: Value,
}
