//! Which use case does which kind of job.

use domain::ids::StepId;
use storage::jobs::Job;
use usecases::{
    Error, Services,
    runs::{self, Performed, RUN_STEP},
};

/// Does the job. A kind nobody knows is a fault of the program and is buried by the worker.
pub(crate) async fn dispatch(services: &Services, job: &Job) -> Result<Performed, Error> {
    match job.kind.as_str() {
        RUN_STEP => runs::perform_step(services, job.org, step(job)?, job.attempts).await,
        unknown => Err(Error::Internal(format!(
            "no handler for jobs of kind {unknown}"
        ))),
    }
}

/// Tells the job's own noun that the queue gave it up.
pub(crate) async fn give_up(services: &Services, job: &Job) -> Result<(), Error> {
    match job.kind.as_str() {
        RUN_STEP => runs::give_up_step(services, job.org, step(job)?).await,
        _ => Ok(()),
    }
}

fn step(job: &Job) -> Result<StepId, Error> {
    serde_json::from_value(job.payload.get("step").cloned().unwrap_or_default()).map_err(|error| {
        Error::Internal(format!("job {} has no readable payload: {error}", job.id))
    })
}
