//! The first visitor, signing in and out.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// What the first-run and sign-in pages need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entrance {
    /// An organization exists.
    pub set_up: bool,
    /// The set-up code is asked for.
    pub needs_code: bool,
    /// Anybody may look at the demonstration.
    pub demo: bool,
}

/// Whether the first visitor is still to come.
#[server(name = GetEntrance, prefix = "/api/ui", endpoint = "entrance", input = GetUrl)]
pub async fn entrance() -> AppResult<Entrance> {
    use super::visit::{OrRefuse, visit};
    let visit = visit()?;
    let state = usecases::accounts::set_up_state(&visit.services)
        .await
        .or_refuse()?;
    Ok(Entrance {
        set_up: state.done,
        needs_code: state.needs_code,
        demo: visit.services.settings().demo,
    })
}

/// Refuses whoever is not signed in, for pages that show nothing of an organization.
#[server(name = GetSignedIn, prefix = "/api/ui", endpoint = "signed-in", input = GetUrl)]
pub async fn signed_in() -> AppResult<()> {
    super::visit::acting().await.map(|_| ())
}

/// Makes the organization and its owner, and signs the owner in.
#[server(name = SetUp, prefix = "/api/ui", endpoint = "set-up")]
pub async fn set_up(
    org_name: String,
    name: String,
    email: String,
    password: String,
    #[server(default)] code: String,
) -> AppResult<()> {
    use super::visit::{OrRefuse, go_to, open_session, visit};
    let visit = visit()?;
    let typed = [("org_name", &org_name), ("name", &name), ("email", &email)]
        .map(|(field, value)| (field.to_owned(), value.clone()));
    let input = usecases::accounts::SetUp {
        org_name,
        name,
        email,
        password,
        code,
    };
    let session = usecases::accounts::set_up(&visit.services, input)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    open_session(&visit, &session);
    go_to("/start");
    Ok(())
}

/// Opens a session.
#[server(name = SignIn, prefix = "/api/ui", endpoint = "sign-in")]
pub async fn sign_in(
    email: String,
    password: String,
    #[server(default)] next: String,
) -> AppResult<()> {
    use super::visit::{OrRefuse, go_to, local_path, open_session, visit};
    let visit = visit()?;
    let typed = [("email".to_owned(), email.clone())];
    let input = usecases::accounts::Credentials { email, password };
    let session = usecases::accounts::sign_in(&visit.services, input)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    open_session(&visit, &session);
    go_to(local_path(&next));
    Ok(())
}

/// Opens a session in the demonstration.
#[server(name = EnterDemo, prefix = "/api/ui", endpoint = "enter-demo")]
pub async fn enter_demo() -> AppResult<()> {
    use super::visit::{OrRefuse, go_to, open_session, visit};
    let visit = visit()?;
    let session = usecases::accounts::set_up_demo(&visit.services)
        .await
        .or_refuse()?;
    open_session(&visit, &session);
    go_to("/");
    Ok(())
}

/// Ends the session.
#[server(name = SignOut, prefix = "/api/ui", endpoint = "sign-out")]
pub async fn sign_out() -> AppResult<()> {
    use super::visit::{OrRefuse, end_session, go_to, visit};
    let visit = visit()?;
    if let Some(session) = &visit.session {
        usecases::accounts::sign_out(&visit.services, session)
            .await
            .or_refuse()?;
    }
    end_session(&visit);
    go_to("/sign-in");
    Ok(())
}
