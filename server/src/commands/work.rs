//! `handbill work`: works on runs beside the processes that serve.

use std::{process::ExitCode, time::Duration};

use jobs::Worker;

use super::Failure;
use crate::{settings::Settings, signals, wiring};

/// How long work in hand may take to end.
const DRAIN: Duration = Duration::from_secs(8);

/// Works until told to end.
pub async fn run(settings: &Settings) -> Result<ExitCode, Failure> {
    let services = wiring::services(settings, None, wiring::courier(settings)?).await?;
    if services.db().is_sqlite() {
        return Err("A SQLite database is for one process, and `handbill serve` works on runs itself. Use PostgreSQL to work beside a server.".into());
    }
    let stop = signals::ending()?;
    println!("Handbill is working. It ends with Ctrl-C.");
    Worker::new(services.clone(), wiring::worker(settings))
        .run(stop, DRAIN)
        .await;
    services.db().close().await;
    Ok(ExitCode::SUCCESS)
}
