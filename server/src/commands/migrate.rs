//! `handbill migrate`: brings the database's tables up to date and ends.

use std::process::ExitCode;

use super::Failure;
use crate::{settings::Settings, wiring};

/// Migrates.
pub async fn run(settings: &Settings) -> Result<ExitCode, Failure> {
    let db = wiring::database(settings).await?;
    db.close().await;
    println!("The database is up to date.");
    Ok(ExitCode::SUCCESS)
}
