//! `handbill admin`: accounts, from the terminal of the machine the server runs on.

use std::process::ExitCode;

use usecases::accounts::{self, TokenRequest};

use super::Failure;
use crate::{cli::Token, settings::Settings, wiring};

/// Prints a new token, alone on its line so that a script can take it.
pub async fn make_token(settings: &Settings, token: Token) -> Result<ExitCode, Failure> {
    let services = wiring::services(settings, None, wiring::courier(settings)?).await?;
    let request = TokenRequest {
        name: token.name,
        scopes: token.scopes,
    };
    let made = accounts::create_token_for(&services, &token.email, request).await;
    services.db().close().await;
    println!("{}", made.map_err(usecases::Error::into_problem)?.secret);
    Ok(ExitCode::SUCCESS)
}
