//! The build tool of the workspace: `cargo run -p xtask -- COMMAND`.
//!
//! It turns `frontend` into what a browser downloads, puts it next to the server's binary, watches
//! the sources while someone develops, and measures and proves what was built. Every tool it needs
//! is in `Cargo.lock`, but for `wasm-opt`, which the root `package.json` pins.
//! To add a command: a module with one entry function, a line in [`USAGE`] and in [`run`].

mod border;
mod build;
#[expect(
    clippy::disallowed_methods,
    reason = "a tool with nothing else to do may wait on its own thread"
)]
mod dev;
mod front;
mod layout;
mod link;
mod pack;
mod site;
mod sizes;
mod steps;
mod strip;
mod style;
#[expect(
    clippy::disallowed_methods,
    reason = "files are compared with the clock that stamps them"
)]
mod watch;

use std::process::ExitCode;

use crate::layout::{Layout, Profile};

/// What every step returns: the tools behind them have too many kinds of error to tell apart.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const USAGE: &str = "\
usage: cargo run -p xtask -- COMMAND
  build [--dev]  the server's binary and its site; --dev skips what takes long
  site [--dev]   only the site
  dev [ARG...]   builds, serves with ARGs, and again after each change
  border         proves that no server code is in the browser's dependencies
  sizes          compressed bytes until each page is interactive";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Outcome<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let layout = |profile| Layout::of_workspace(profile);
    match words.as_slice() {
        ["build", rest @ ..] => build::build(&layout(profile(rest)?)?),
        ["site", rest @ ..] => build::site(&layout(profile(rest)?)?),
        ["dev", rest @ ..] => dev::dev(&layout(Profile::Dev)?, rest),
        ["border"] => border::prove(&layout(Profile::Release)?),
        ["sizes"] => sizes::print(&layout(Profile::Release)?),
        _ => Err(USAGE.into()),
    }
}

fn profile(flags: &[&str]) -> Outcome<Profile> {
    match flags {
        [] | ["--release"] => Ok(Profile::Release),
        ["--dev"] => Ok(Profile::Dev),
        _ => Err(USAGE.into()),
    }
}
