//! Texts as vectors as an embedding model would give them: texts that share words lie near one
//! another.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::Told;

/// Numbers of a vector.
const DIMENSIONS: usize = 64;

/// Texts whose meaning is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// The texts, in order.
    pub texts: Vec<String>,
    /// How the vectors are to come.
    pub form: VectorForm,
}

/// How vectors come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VectorForm {
    /// Each as a list of numbers.
    Numbers,
    /// Each as base64 of its numbers, four bytes each, the lowest first.
    Base64,
    /// One, in no list of vectors.
    Alone,
}

/// The vectors of `texts` as JSON. None has the length 1, as no answer need have.
pub(super) fn of(texts: &[String]) -> String {
    let vectors: Vec<_> = texts.iter().map(|text| vector(text)).collect();
    serde_json::to_string(&vectors).unwrap_or_default()
}

fn vector(text: &str) -> Vec<f32> {
    let mut vector = vec![0.0; DIMENSIONS];
    // So that a text without words has a direction as well.
    vector.extend([0.25]);
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        let mut hasher = DefaultHasher::new();
        word.to_lowercase().hash(&mut hasher);
        let hash = hasher.finish();
        let at = usize::try_from(hash).unwrap_or_default() % DIMENSIONS;
        if let Some(value) = vector.get_mut(at) {
            *value += if hash >> 63 == 0 { 1.0 } else { -1.0 };
        }
    }
    vector
}

/// The vectors that are told; none when something else is.
pub(crate) fn told(told: &Told) -> Vec<Vec<f32>> {
    serde_json::from_str(&told.text()).unwrap_or_default()
}
