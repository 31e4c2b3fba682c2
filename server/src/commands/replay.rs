//! `handbill replay`: does a run again from its record. Nobody is asked and nothing is changed.

use std::process::ExitCode;

use courier::Courier;
use domain::ids::RunId;
use usecases::runs;

use super::Failure;
use crate::{settings::Settings, wiring};

/// Says of each step whether its output came out as it stands.
pub async fn run(settings: &Settings, id: RunId) -> Result<ExitCode, Failure> {
    let services = wiring::services(settings, None, Courier::within()?).await?;
    let replayed = runs::replay(&services, id.0).await;
    services.db().close().await;
    let steps = replayed.map_err(usecases::Error::into_problem)?;
    let (mut same, mut reworded) = (0, 0);
    for step in &steps {
        match &step.output {
            Ok(()) => same += 1,
            Err(why) => println!("{}: {why}", step.key),
        }
        reworded += usize::from(step.same_question == Some(false));
    }
    println!("{same} of {} outputs came out byte for byte", steps.len());
    if reworded > 0 {
        println!("{reworded} questions would be put in other words today");
    }
    Ok(if same == steps.len() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
