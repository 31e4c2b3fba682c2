//! The fetcher against real sockets.

mod answers;
mod inside;
mod server;
