//! `handbill courier`: the process beside a server that makes its calls to providers.

use std::{process::ExitCode, time::Duration};

use super::Failure;
use crate::{settings::Settings, wiring};

/// How long it waits for a server to come back: long enough for a restart that brings it up to
/// date.
const LINGER: Duration = Duration::from_mins(1);

/// Keeps answers until no server needs them.
pub async fn run(settings: &Settings) -> Result<ExitCode, Failure> {
    courier::serve(&wiring::courier_folder(settings), LINGER).await?;
    Ok(ExitCode::SUCCESS)
}
