//! The AI gateway: one adapter a vendor behind the [`Provider`] trait, and a [`Gateway`] that
//! finds the model, enters each call in the [`Ledger`], retries, goes on to the next model, times
//! out and cancels.
//!
//! It may import `domain` and `courier` and nothing else of ours; no vendor type leaves it. It
//! stores nothing: the ledger is somebody else's, and what a call consumed stands in its
//! [`Answer`] or in its [`ProviderError`] as well.
//!
//! To add a vendor on the network: a folder with its protocol (question, pieces of the answer,
//! refusals, each failure with a [`Cause`] that a person can act on), its prices in [`prices`], and
//! a simulator of its wire format in `testkit`; the tests of all adapters then hold it to every
//! failure. What is the same for all of them is in `remote`. One that makes pictures as well has an
//! [`ImageMaker`], with its own protocol and the same link; one that makes films a [`VideoMaker`],
//! one that reads aloud a [`Speaker`], one that turns texts into vectors an [`Embedder`]. One whose models see pictures says so in
//! [`Provider::sight`] and sends those of a [`Request`] in its vendor's form. One whose vendor counts
//! tokens has its `Counting`. One whose models call functions offers those of a [`Request`].

pub mod anthropic;
pub mod built_in;
mod embedding;
mod error;
mod function;
mod gateway;
pub mod gemini;
mod image;
#[cfg(feature = "local")]
pub mod local;
pub mod openai;
pub mod prices;
mod provider;
mod remote;
mod sight;
mod speech;
mod task;
mod video;

pub use courier::{Courier, Delivery};
pub use embedding::{EmbedAnswer, EmbedRequest, Embedder, Embedding};
pub use error::{Asked, Cause, ProviderError, Spent};
pub use function::{Function, FunctionCall};
pub use gateway::{
    Account, Closing, Gateway, KeyedProvider, Ledger, LedgerError, Numbers, Opening, RetryPolicy,
};
pub use image::{ImageAnswer, ImageMaker, ImageRequest};
pub use provider::{Answer, Call, DeltaSink, Provider};
pub use sight::{
    InputPicture, InputPictures, LONGEST_SIDE, MOST_BYTES, MOST_PICTURES, PictureError,
};
pub use speech::{SAMPLE_RATE, Speaker, SpeechAnswer, SpeechRequest};
pub use task::{Prompt, Request, Rewrite, Task, ToolJob, WritingContext};
pub use video::{Film, FirstFrame, VideoJob, VideoMaker, VideoOffer, VideoRequest, VideoState};
