//! Sends the calls that cost money, so that an answer outlives whoever asked.
//!
//! No provider takes an idempotency key for a model's answer: what is asked twice is paid twice. A
//! server that is killed while a provider answers would have to ask again. So its calls are made
//! by a small process beside it, the courier: it goes on when the server dies, and keeps what came
//! back until the server says that it is stored. Asked for the same call again, it hands out the
//! answer that it has, or that is still coming in.
//!
//! It imports nothing of ours. [`Courier`] is the side that asks, [`serve`] the process that
//! keeps. What it cannot promise: killed itself, or with its machine, it loses calls that are under
//! way; and another machine that takes over the work asks again.

mod client;
mod delivery;
mod frame;
mod kept;
mod serve;

pub use client::{Courier, Pieces, Reply, SendError};
pub use delivery::Delivery;
pub use serve::serve;

/// The socket's name in the courier's folder. Raise its number when frames change: a server that
/// was brought up to date then starts a courier of its own beside the old one.
const SOCKET: &str = "courier-1.sock";
