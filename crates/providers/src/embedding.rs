//! Texts as vectors by embedding models, beside the words of [`crate::Provider`]: the nearer two
//! texts are in meaning, the nearer their vectors.

use async_trait::async_trait;
use domain::{
    brief::Language,
    spending::BilledTokens,
    usage::{Cost, Tokens},
};

use crate::{Call, ProviderError};

/// Texts whose meaning is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbedRequest {
    /// The texts: at least one, none of them blank, and not more than [`crate::Gateway::embed_batch`]
    /// says.
    pub texts: Vec<String>,
    /// Their language, for routes that differ by it.
    pub language: Option<Language>,
}

impl EmbedRequest {
    /// Length of all its texts.
    pub(crate) fn bytes(&self) -> usize {
        self.texts.iter().map(String::len).sum()
    }
}

/// What a text means: a vector of length 1. It says something only beside others of the same model.
#[derive(Clone, Debug, PartialEq)]
pub struct Embedding(Vec<f32>);

impl Embedding {
    /// A vector in the direction of `values`; `None` when they have none, because there are no
    /// values, one is not finite, or all are zero.
    pub fn new(mut values: Vec<f32>) -> Option<Self> {
        let squares = values.iter().map(|value| f64::from(*value).powi(2));
        let length = squares.sum::<f64>().sqrt();
        if !length.is_finite() || length == 0.0 {
            return None;
        }
        for value in &mut values {
            *value = narrowed(f64::from(*value) / length);
        }
        Some(Self(values))
    }

    /// The vector.
    pub fn values(&self) -> &[f32] {
        &self.0
    }

    /// The vector, to be kept.
    pub fn into_values(self) -> Vec<f32> {
        self.0
    }

    /// The cosine of the angle to `other`: 1 for the same meaning, about 0 for nothing in common;
    /// `None` when they are of different models, as their dimensions tell.
    pub fn similarity(&self, other: &Self) -> Option<f32> {
        if self.0.len() != other.0.len() {
            return None;
        }
        let pairs = self.0.iter().zip(&other.0);
        Some(pairs.map(|(one, other)| one * other).sum())
    }
}

/// The nearest single-precision value, which is what vendors compute in.
#[expect(clippy::cast_possible_truncation, reason = "it rounds")]
fn narrowed(value: f64) -> f32 {
    value as f32
}

/// Texts as vectors.
#[derive(Clone, Debug, PartialEq)]
pub struct EmbedAnswer {
    /// One vector a text, in the texts' order, all of one dimension.
    pub vectors: Vec<Embedding>,
    /// Name of the provider.
    pub provider: String,
    /// The model that answered, as the provider names it.
    pub model: String,
    /// Tokens consumed; none where the vendor does not count them.
    pub tokens: Tokens,
    /// What that costs; `None` when the model's price is not known, or what is billed.
    pub cost: Option<Cost>,
}

/// A backend that knows how near texts are in meaning.
#[async_trait]
pub trait Embedder: Send + Sync {
    /// The id of the embedding model that answers when no other is asked for.
    fn model(&self) -> &str;

    /// More than texts of so many bytes together are never billed as.
    fn most(&self, model: &str, text_bytes: usize) -> BilledTokens;

    /// How many texts `model` takes at once.
    fn batch(&self, model: &str) -> usize;

    /// Has `model` turn texts into vectors once, without retrying; the [`crate::Gateway`] does that.
    ///
    /// # Errors
    /// The cause, in words for people, and what the failed call consumed.
    async fn embed(
        &self,
        model: &str,
        request: &EmbedRequest,
        call: &Call,
    ) -> Result<EmbedAnswer, ProviderError>;
}

/// The vectors of `texts` texts; `None` when there are more or fewer, one has no direction, or they
/// are of several dimensions.
pub(crate) fn all(values: Vec<Vec<f32>>, texts: usize) -> Option<Vec<Embedding>> {
    let vectors: Vec<_> = values
        .into_iter()
        .map(Embedding::new)
        .collect::<Option<_>>()?;
    let dimensions = vectors.first()?.0.len();
    let alike = vectors.iter().all(|vector| vector.0.len() == dimensions);
    (alike && vectors.len() == texts).then_some(vectors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vector_has_length_one_and_no_direction_is_none() {
        assert_eq!(Embedding::new(vec![3.0, -4.0]).unwrap().0, [0.6, -0.8]);
        let far = Embedding::new(vec![f32::MAX, f32::MAX]).unwrap();
        assert!((far.similarity(&far).unwrap() - 1.0).abs() < 1e-6);
        for none in [
            vec![],
            vec![0.0, 0.0],
            vec![1.0, f32::NAN],
            vec![f32::INFINITY],
        ] {
            assert_eq!(Embedding::new(none), None);
        }
    }

    #[test]
    fn vectors_of_different_models_are_not_compared() {
        let [two, three] =
            [vec![1.0, 0.0], vec![1.0, 0.0, 0.0]].map(|values| Embedding::new(values).unwrap());
        assert_eq!(two.similarity(&three), None);
        assert_eq!(two.similarity(&two), Some(1.0));
    }

    #[test]
    fn there_is_one_vector_a_text_and_all_are_of_one_dimension() {
        let [short, long] = [vec![1.0, 0.0], vec![1.0, 0.0, 0.0]];
        assert!(all(vec![short.clone(), short.clone()], 2).is_some());
        assert!(all(vec![short.clone()], 2).is_none());
        assert!(all(vec![short.clone(), short.clone()], 1).is_none());
        assert!(all(vec![short, long], 2).is_none());
        assert!(all(Vec::new(), 0).is_none());
    }
}
