//! What the program can be told to do, one command a file.

mod admin;
mod courier;
mod doctor;
mod draft;
mod migrate;
mod replay;
mod serve;
mod work;

use std::process::ExitCode;

use crate::{
    cli::{Admin, Task},
    settings::Settings,
};

/// Why a command failed, for the last line on the terminal.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Does what was asked.
pub async fn run(task: Task, settings: Settings) -> Result<ExitCode, Failure> {
    match task {
        Task::Serve => serve::run(&settings).await,
        Task::Work => work::run(&settings).await,
        Task::Migrate => migrate::run(&settings).await,
        Task::Settings => {
            print!("{}", crate::settings::markdown());
            Ok(ExitCode::SUCCESS)
        }
        Task::Doctor => Ok(doctor::run(&settings).await),
        Task::Admin(Admin::Token(token)) => admin::make_token(&settings, token).await,
        Task::Courier => courier::run(&settings).await,
        Task::Replay(wanted) => replay::run(&settings, wanted.run).await,
        Task::Draft(draft) => draft::run(&settings, &draft).await,
    }
}
