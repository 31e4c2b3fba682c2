//! Who may do what: the actor of a request, roles, token scopes, and the one question
//! [`authorize`] that every use case asks.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    ids::{OrgId, UserId},
    problem::{Code, Problem},
};

/// What a person is in the organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Made the organization and may do everything in it.
    Owner,
}

impl Role {
    /// The role as it is stored.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Owner => "owner",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        match slug {
            "owner" => Ok(Self::Owner),
            _ => Err(()),
        }
    }
}

/// What a personal access token may be used for. A token never exceeds its person's role.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Read campaigns, posts, versions and events; export.
    Read,
    /// Create campaigns, edit and regenerate posts.
    Write,
    /// Approve posts and request changes.
    Decide,
}

impl Scope {
    /// Every scope, in the order shown.
    pub const ALL: &'static [Self] = &[Self::Read, Self::Write, Self::Decide];

    /// The scope as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Decide => "decide",
        }
    }
}

impl std::str::FromStr for Scope {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|scope| scope.slug() == slug)
            .ok_or(())
    }
}

/// What a use case needs permission for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// See campaigns, posts, runs and events, and take them out.
    Read,
    /// Write briefs, start and steer runs, edit posts.
    Write,
    /// Approve a version or request changes.
    Decide,
    /// Manage tokens, failed jobs and other settings. Never through a token.
    Administer,
}

/// How the actor proved who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Means {
    /// A signed-in browser.
    Session,
    /// A personal access token with these scopes.
    Token(Vec<Scope>),
    /// The program itself, at the terminal or in a job.
    Program,
}

/// Who is acting, and for which organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The organization acted for; nothing outside it can be reached.
    pub org: OrgId,
    /// The person.
    pub user: UserId,
    /// The person's name as others see it.
    pub name: String,
    /// What the person is there.
    pub role: Role,
    /// How they proved it.
    pub means: Means,
}

/// Whether `actor` may do what needs `permission`, within the actor's own organization.
pub fn authorize(actor: &Actor, permission: Permission) -> Result<(), Problem> {
    let by_role = match actor.role {
        Role::Owner => true,
    };
    let by_means = match (&actor.means, permission) {
        (Means::Session | Means::Program, _) => true,
        (Means::Token(scopes), Permission::Read) => scopes.contains(&Scope::Read),
        (Means::Token(scopes), Permission::Write) => scopes.contains(&Scope::Write),
        (Means::Token(scopes), Permission::Decide) => scopes.contains(&Scope::Decide),
        (Means::Token(_), Permission::Administer) => false,
    };
    if by_role && by_means {
        return Ok(());
    }
    let missing = match permission {
        Permission::Read => "the token lacks the scope read",
        Permission::Write => "the token lacks the scope write",
        Permission::Decide => "the token lacks the scope decide",
        Permission::Administer => "settings need a signed-in person, not a token",
    };
    Err(Problem::new(
        Code::NotAllowed,
        format!("This is not allowed: {missing}. Ask an owner for access."),
    ))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn token(scopes: &[Scope]) -> Actor {
        Actor {
            org: OrgId(Uuid::nil()),
            user: UserId(Uuid::nil()),
            name: "Ada".into(),
            role: Role::Owner,
            means: Means::Token(scopes.to_vec()),
        }
    }

    #[test]
    fn a_token_does_only_what_its_scopes_say() {
        let reader = token(&[Scope::Read]);
        assert!(authorize(&reader, Permission::Read).is_ok());
        assert!(authorize(&reader, Permission::Write).is_err());
        assert!(authorize(&reader, Permission::Decide).is_err());
    }

    #[test]
    fn no_token_may_administer() {
        assert!(authorize(&token(Scope::ALL), Permission::Administer).is_err());
    }
}
