//! What stands in the database right now, as gauges; read when somebody asks for measurements.

use storage::{Db, Error, jobs, runs};

/// Reads the gauges anew.
pub async fn refresh(db: &Db) -> Result<(), Error> {
    let mut tx = db.system_read().await?;
    let jobs = jobs::counts(&mut tx).await?;
    let runs = runs::counts(&mut tx).await?;
    for (state, count) in [
        ("queued", jobs.queued),
        ("leased", jobs.leased),
        ("dead", jobs.dead),
    ] {
        set("handbill_jobs", state, count);
    }
    let runs = [
        ("running", runs.running),
        ("done", runs.done),
        ("failed", runs.failed),
        ("cancelled", runs.cancelled),
    ];
    for (state, count) in runs {
        set("handbill_runs", state, count);
    }
    metrics::counter!("handbill_database_statements_total").absolute(db.statements());
    Ok(())
}

fn set(name: &'static str, state: &'static str, count: u64) {
    // A gauge is a float; counts beyond 2^32 would only lose their last digits.
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    metrics::gauge!(name, "state" => state).set(f64::from(count));
}
