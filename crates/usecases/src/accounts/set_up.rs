//! The first visitor makes the organization and its owner.

use domain::{
    access::{Actor, Means, Role},
    brief::SAMPLES,
    ids::{BrandId, BriefId, OrgId, UserId},
    problem::{Code, FieldProblem, Problem},
    text::Bounds,
};
use serde::{Deserialize, Serialize};
use storage::{accounts::User, brands};

use super::{NewSession, password, sign_in::open_session};
use crate::{Result, Services};

const ORG_NAME: Bounds = Bounds::required("Organization", 120);
const NAME: Bounds = Bounds::required("Your name", 120);
const EMAIL: Bounds = Bounds::required("E-mail address", 254);

/// What the first visitor gives.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SetUp {
    /// The organization's name, which is also its first brand's.
    pub org_name: String,
    /// The owner's name.
    pub name: String,
    /// The owner's e-mail address.
    pub email: String,
    /// The owner's password.
    pub password: String,
    /// The set-up code, where one is asked for.
    #[serde(default)]
    pub code: String,
}

/// Whether the first visitor is still to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetUpState {
    /// An organization exists.
    pub done: bool,
    /// The set-up code is asked for.
    pub needs_code: bool,
}

/// Whether the first visitor is still to come.
pub async fn set_up_state(services: &Services) -> Result<SetUpState> {
    let mut tx = services.db().system_read().await?;
    let done = storage::accounts::has_any(&mut tx).await?;
    Ok(SetUpState {
        done,
        needs_code: services.settings().setup_code.is_some(),
    })
}

/// Makes the organization, its first brand and its owner, and signs the owner in.
pub async fn set_up(services: &Services, input: SetUp) -> Result<NewSession> {
    if set_up_state(services).await?.done {
        return Err(already_done().into());
    }
    check_code(services, &input.code)?;
    let (org_name, name, email) = parse(&input)?;
    let hash = password::hash(services, input.password).await?;
    create(
        services,
        &org_name,
        User {
            id: UserId(services.ids().id()),
            org: OrgId(services.ids().id()),
            email,
            name,
            role: Role::Owner,
            password_hash: hash,
        },
    )
    .await
}

/// Makes the demonstration organization with a brand and a brief if nothing is there, and signs
/// the visitor in as its owner.
pub async fn set_up_demo(services: &Services) -> Result<NewSession> {
    const EMAIL: &str = "demo@handbill.invalid";
    if !services.settings().demo {
        return Err(Problem::new(
            Code::NotAllowed,
            "This is not a demonstration. Sign in instead.",
        )
        .into());
    }
    let mut tx = services.db().system().await?;
    if let Some(user) = storage::accounts::user_by_email(&mut tx, EMAIL).await? {
        let session = open_session(services, &mut tx, &user).await?;
        tx.commit().await?;
        return Ok(session);
    }
    drop(tx);
    // Nobody can sign in with a password here: this is no valid hash of anything.
    let user = User {
        id: UserId(services.ids().id()),
        org: OrgId(services.ids().id()),
        email: EMAIL.into(),
        name: "Demo".into(),
        role: Role::Owner,
        password_hash: String::new(),
    };
    let actor = Actor {
        org: user.org,
        user: user.id,
        name: user.name.clone(),
        role: user.role,
        means: Means::Program,
    };
    let session = create(services, "Lindner Bakery (demo)", user).await?;
    if let Some(sample) = SAMPLES.first() {
        let mut tx = services.db().write(actor.org).await?;
        let draft = sample.draft(services.now().day());
        storage::briefs::insert(
            &mut tx,
            BriefId(services.ids().id()),
            actor.user,
            &draft,
            services.now(),
        )
        .await?;
        tx.commit().await?;
    }
    Ok(session)
}

async fn create(services: &Services, org_name: &str, user: User) -> Result<NewSession> {
    let now = services.now();
    let mut tx = services.db().system().await?;
    storage::accounts::insert_org(&mut tx, user.org, org_name, now)
        .await
        .map_err(|error| match error {
            storage::Error::Conflict { .. } => already_done().into(),
            other => crate::Error::from(other),
        })?;
    storage::accounts::insert_user(&mut tx, &user, now).await?;
    let session = open_session(services, &mut tx, &user).await?;
    tx.commit().await?;
    let mut tx = services.db().write(user.org).await?;
    brands::insert(&mut tx, BrandId(services.ids().id()), org_name, now).await?;
    tx.commit().await?;
    Ok(session)
}

fn already_done() -> Problem {
    Problem::new(
        Code::WrongState,
        "Handbill is set up already. Sign in instead.",
    )
}

fn check_code(services: &Services, given: &str) -> Result<()> {
    match &services.settings().setup_code {
        Some(code) if !same(code, given.trim()) => {
            let sentence =
                "The set-up code is wrong. It stands in the server's output, where it was started.";
            Err(Problem {
                fields: vec![FieldProblem::new("code", sentence)],
                ..Problem::new(Code::SetupCode, sentence)
            }
            .into())
        }
        _ => Ok(()),
    }
}

/// Compares by hash, so that the time taken tells nothing about the code.
fn same(code: &str, given: &str) -> bool {
    super::secret::hash(code) == super::secret::hash(given)
}

fn parse(input: &SetUp) -> Result<(String, String, String)> {
    let mut problems = Vec::new();
    let mut text = |field: &str, bounds: Bounds, value: &str| {
        bounds.parse(value).unwrap_or_else(|refusal| {
            problems.push(FieldProblem::new(field, refusal));
            String::new()
        })
    };
    let org_name = text("org_name", ORG_NAME, &input.org_name);
    let name = text("name", NAME, &input.name);
    let email = text("email", EMAIL, &input.email);
    if !email.is_empty() && !looks_like_email(&email) {
        problems.push(FieldProblem::new(
            "email",
            "Give an e-mail address such as ada@example.com.",
        ));
    }
    problems.extend(password::problem(&input.password));
    if problems.is_empty() {
        Ok((org_name, name, email))
    } else {
        Err(Problem::fields(problems).into())
    }
}

fn looks_like_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty()
            && !host.is_empty()
            && !host.contains('@')
            && !text.contains(char::is_whitespace)
    })
}
