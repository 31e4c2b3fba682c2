//! Texts read aloud by speech models, beside the words of [`crate::Provider`].

use async_trait::async_trait;
use domain::{
    brief::Language,
    spending::BilledTokens,
    usage::{Cost, Tokens},
};

use crate::{Call, ProviderError};

/// Samples a second of what speech models give: one channel, 16 bits each.
pub const SAMPLE_RATE: u32 = 24_000;
const BYTES_A_SAMPLE: u32 = 2;

/// One text that is to be read aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeechRequest {
    /// The text, which is read as it stands.
    pub text: String,
    /// Its language.
    pub language: Option<Language>,
}

/// A text as it was read aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeechAnswer {
    /// A WAV file.
    pub wav: Vec<u8>,
    /// Name of the provider.
    pub provider: String,
    /// The model that answered, as the provider names it.
    pub model: String,
    /// Tokens consumed.
    pub tokens: Tokens,
    /// What that costs; `None` when the model's price is not known.
    pub cost: Option<Cost>,
}

/// A backend that reads aloud.
#[async_trait]
pub trait Speaker: Send + Sync {
    /// The id of the speech model that answers when no other is asked for.
    fn model(&self) -> &str;

    /// More than a text of so many bytes is never billed as.
    fn most(&self, model: &str, text_bytes: usize) -> BilledTokens;

    /// Has `model` read a text once, without retrying; the [`crate::Gateway`] does that.
    ///
    /// # Errors
    /// The cause, in words for people, and what the failed call consumed.
    async fn speak(
        &self,
        model: &str,
        request: &SpeechRequest,
        call: &Call,
    ) -> Result<SpeechAnswer, ProviderError>;
}

/// More tokens than reading so many bytes takes, where a second is `a_second` tokens. Nobody reads
/// slower than six bytes a second, pauses included: that is two Chinese characters, or a word.
pub(crate) fn ceiling(text_bytes: usize, a_second: u64) -> u64 {
    let seconds = u64::try_from(text_bytes).unwrap_or(u64::MAX) / 6;
    seconds.saturating_add(10).saturating_mul(a_second)
}

/// Samples as a WAV file (RIFF, one channel, 16 bits), which every browser plays.
pub(crate) fn wav(samples: &[u8]) -> Vec<u8> {
    let length = u32::try_from(samples.len()).unwrap_or(u32::MAX);
    let mut file = Vec::with_capacity(samples.len() + 44);
    file.extend(b"RIFF");
    file.extend(length.saturating_add(36).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    file.extend([1, 0, 1, 0]);
    file.extend(SAMPLE_RATE.to_le_bytes());
    file.extend((SAMPLE_RATE * BYTES_A_SAMPLE).to_le_bytes());
    file.extend([2, 0, 16, 0]);
    file.extend(b"data");
    file.extend(length.to_le_bytes());
    file.extend(samples);
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_become_a_file_that_says_how_long_it_is() {
        let second = vec![0; 48_000];
        let file = wav(&second);
        assert_eq!((&file[..4], &file[8..16]), (&b"RIFF"[..], &b"WAVEfmt "[..]));
        let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap());
        assert_eq!((number(4), number(40)), (48_036, 48_000));
        assert_eq!((number(24), number(28)), (24_000, 48_000));
        assert_eq!(file.len(), 48_044);
    }

    #[test]
    fn the_ceiling_is_above_what_slow_readers_take() {
        // 150 words a minute, six letters each.
        assert!(ceiling(900, 25) > 60 * 25);
        // Four Chinese characters a second.
        assert!(ceiling(4 * 3 * 60, 25) > 60 * 25);
        assert_eq!(ceiling(0, 25), 250);
    }
}
