//! Pictures by image models, beside the words of [`crate::Provider`].

use async_trait::async_trait;
use domain::{
    channel::Ratio,
    spending::BilledImage,
    usage::{Cost, Tokens},
};

use crate::{Call, ProviderError};

/// One picture that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageRequest {
    /// What it shows and how, in words.
    pub prompt: String,
    /// The shape it is shown in; a model makes the nearest one it knows.
    pub ratio: Ratio,
}

/// A picture that an image model made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageAnswer {
    /// The file as it came; nobody has looked into it.
    pub bytes: Vec<u8>,
    /// Name of the provider.
    pub provider: String,
    /// The model that answered, as the provider names it.
    pub model: String,
    /// Tokens consumed.
    pub tokens: Tokens,
    /// What that costs; `None` when the model's price is not known.
    pub cost: Option<Cost>,
}

/// A backend that makes pictures.
#[async_trait]
pub trait ImageMaker: Send + Sync {
    /// The id of the image model that answers when no other is asked for.
    fn model(&self) -> &str;

    /// More than one picture of `model` for a prompt of so many bytes is never billed as.
    fn most(&self, model: &str, prompt_bytes: usize) -> BilledImage;

    /// Has `model` make one picture, without retrying; the [`crate::Gateway`] does that.
    ///
    /// # Errors
    /// The cause, in words for people, and what the failed call consumed.
    async fn make(
        &self,
        model: &str,
        request: &ImageRequest,
        call: &Call,
    ) -> Result<ImageAnswer, ProviderError>;
}

/// The shape among `known`, which are width and height, that is nearest to `wanted`.
pub(crate) fn nearest(wanted: Ratio, known: &[(u16, u16)]) -> (u16, u16) {
    let log = |width: u16, height: u16| (f64::from(width) / f64::from(height)).ln();
    let distance =
        |shape: &(u16, u16)| (log(shape.0, shape.1) - log(wanted.width, wanted.height)).abs();
    known
        .iter()
        .copied()
        .min_by(|one, other| distance(one).total_cmp(&distance(other)))
        .unwrap_or((1, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_shape_is_as_wide_or_high_as_the_wanted_one_as_far_as_it_can_be() {
        let known = [(1, 1), (3, 4), (4, 3), (9, 16), (16, 9)];
        for (wanted, found) in [
            (Ratio::new(1, 1), (1, 1)),
            (Ratio::new(4, 5), (3, 4)),
            (Ratio::new(2, 3), (3, 4)),
            (Ratio::new(191, 100), (16, 9)),
            (Ratio::new(2, 1), (16, 9)),
            (Ratio::new(9, 16), (9, 16)),
        ] {
            assert_eq!(nearest(wanted, &known), found, "{wanted}");
        }
    }
}
