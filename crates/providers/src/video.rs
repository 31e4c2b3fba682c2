//! Films by video models. A film takes minutes: it is ordered once, looked after until it is done,
//! and fetched before its link runs out. What an order is known by can be stored in between.

use async_trait::async_trait;
use domain::{
    ids::CallId,
    spending::BilledVideo,
    usage::{Cost, Tokens},
    video::VideoShape,
};
use serde::{Deserialize, Serialize};

use crate::{Account, Asked, Call, ProviderError, Spent};

/// One film that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VideoRequest {
    /// What it shows and says, in words.
    pub prompt: String,
    /// What must not be in it, in words; empty when nothing is said about that.
    pub avoid: String,
    /// Its shape.
    pub shape: VideoShape,
    /// How long it is to be; a model makes the nearest length it knows.
    pub seconds: u8,
    /// Whether it is to be heard, where a model can be told.
    pub audio: bool,
    /// The picture it begins with.
    pub first_frame: Option<FirstFrame>,
}

/// A picture that a film begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstFrame {
    /// Its media type.
    pub content_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A film that was ordered: all that is needed to look after it, by another process as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VideoJob {
    /// Name of the provider.
    pub provider: String,
    /// The model that makes it.
    pub model: String,
    /// What the vendor calls the order.
    pub operation: String,
    /// How long the film will be, in seconds.
    pub seconds: u8,
    /// Its line in the ledger, which stays open until the film has ended.
    pub line: Option<CallId>,
}

/// Where a film is.
#[derive(Clone, PartialEq, Eq)]
pub enum Film {
    /// It came along.
    Here(Vec<u8>),
    /// At this address, for a while.
    At(String),
}

impl std::fmt::Debug for Film {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Here(bytes) => write!(f, "Here({} bytes)", bytes.len()),
            // An address may open the film to whoever has it.
            Self::At(_) => f.write_str("At(…)"),
        }
    }
}

/// How a film stands.
#[derive(Debug)]
pub enum VideoState {
    /// It is being made.
    Running,
    /// It is made, and what that consumed.
    Done(Film, Spent),
    /// There will be none, and why.
    Failed(ProviderError),
}

/// Who would make a film, and what each length may cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VideoOffer {
    /// Who is asked first.
    pub asked: Asked,
    /// Seconds, each with the most that it may cost by whoever makes it; `None` when nobody knows.
    pub lengths: Vec<(u8, Option<Cost>)>,
}

/// A backend that makes films.
#[async_trait]
pub trait VideoMaker: Send + Sync {
    /// The id of the video model that answers when no other is asked for.
    fn model(&self) -> &str;

    /// The lengths that `model` makes, in seconds, the shortest first; none when it makes no films.
    fn lengths(&self, model: &str) -> &[u8];

    /// Orders one film of `model`, without retrying; the [`crate::Gateway`] does that.
    ///
    /// # Errors
    /// The cause, in words for people; [`crate::Cause::Unsettled`] when nobody knows whether the
    /// vendor took the order.
    async fn submit(
        &self,
        model: &str,
        request: &VideoRequest,
        call: &Call,
    ) -> Result<VideoJob, ProviderError>;

    /// How an ordered film stands, at the prices of `account`.
    ///
    /// # Errors
    /// When that cannot be told now; the film may be made all the same.
    async fn poll(&self, job: &VideoJob, account: &Account) -> Result<VideoState, ProviderError>;

    /// The file of a film that is made, as it came; nobody has looked into it.
    ///
    /// # Errors
    /// When it cannot be had; asking again may help where the cause is retryable.
    async fn download(&self, job: &VideoJob, film: Film) -> Result<Vec<u8>, ProviderError>;
}

/// The length among `known` that is nearest to the `wanted` one, the shorter one of two.
pub(crate) fn nearest_length(wanted: u8, known: &[u8]) -> u8 {
    let nearest = known.iter().min_by_key(|known| known.abs_diff(wanted));
    nearest.copied().unwrap_or(wanted)
}

/// What a film consumed, by the first of `models` with a price.
pub(crate) fn spent<'a>(
    models: impl IntoIterator<Item = &'a str>,
    billed: BilledVideo,
    account: &Account,
) -> Spent {
    let tokens = billed.tokens.unwrap_or_default();
    Spent {
        tokens: Tokens {
            input: tokens.input,
            output: tokens.output,
        },
        cost: account.video_cost(models, billed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_length_is_the_shorter_one_of_two() {
        for (wanted, made) in [(3, 4), (5, 4), (6, 6), (7, 6), (10, 8)] {
            assert_eq!(nearest_length(wanted, &[4, 6, 8]), made, "{wanted}");
        }
    }

    #[test]
    fn an_address_is_not_written_into_a_log() {
        let film = Film::At("https://x.example/film?key=secret".into());
        assert!(!format!("{film:?}").contains("secret"));
    }
}
