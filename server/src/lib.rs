//! The program `handbill`: settings, wiring and the HTTP edge. What the product promises is in
//! `usecases`; nothing here decides anything.
//!
//! May import everything. To add a setting: a row in [`settings`]' table and a field in
//! [`settings::Settings`]. To add a command: a variant in [`cli::Task`] and a file in
//! [`commands`]. To add a route: see [`http`].

pub mod cli;
pub mod commands;
mod housekeeping;
pub mod http;
pub mod logging;
mod provider_metrics;
pub mod settings;
mod signals;
pub mod wiring;

use std::{path::PathBuf, process::ExitCode};

use settings::{Settings, SettingsError, Sources};

/// Runs the program with the command line and environment of this process.
pub fn run() -> ExitCode {
    let (task, flags) = cli::parse();
    // Only a second call could fail, which leaves the first in place.
    let _installed = rustls::crypto::ring::default_provider().install_default();
    let settings = match load(|key| flags.get_one::<String>(key).cloned()) {
        Ok(settings) => settings,
        Err(error) => return failed(&error),
    };
    logging::begin(&settings);
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    match runtime.block_on(commands::run(task, settings)) {
        Ok(code) => code,
        Err(error) => failed(&*error),
    }
}

fn load(flag: impl Fn(&str) -> Option<String>) -> Result<Settings, SettingsError> {
    let sources = Sources::gather(
        flag,
        |name| std::env::var(name).ok(),
        |path| std::fs::read_to_string(path),
    )?;
    let program = std::env::current_exe()
        .ok()
        .and_then(|program| program.parent().map(PathBuf::from))
        .unwrap_or_default();
    Settings::load(&sources, &program)
}

/// Says why on standard error, with the causes behind it.
fn failed(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("handbill: {error}");
    let mut source = error.source();
    while let Some(cause) = source {
        eprintln!("  because: {cause}");
        source = cause.source();
    }
    ExitCode::FAILURE
}
