//! Simulators of OpenAI's Responses API and of Chat Completions, as Azure OpenAI and servers of
//! one's own speak it.

mod chat;
mod embeddings;
mod images;
mod refusal;
mod request;
mod responses;
mod speech;

pub use chat::{AzureWire, LenientWire};
pub use responses::Responses;

use crate::simulator::Simulator;

/// A simulator of OpenAI.
pub type OpenAiSimulator = Simulator<Responses>;
/// A simulator of Azure OpenAI.
pub type AzureSimulator = Simulator<AzureWire>;
/// A simulator of a server of one's own.
pub type CompatibleSimulator = Simulator<LenientWire>;
