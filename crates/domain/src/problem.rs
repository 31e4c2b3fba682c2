//! Refusals as people and programs read them: a code, a plain sentence, the fields concerned and
//! a help page (RFC 9457 problem details over HTTP).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $slug:literal, $status:literal, $title:literal;)+) => {
        /// What kind of refusal a [`Problem`] is. Each has a help page `docs/errors/<slug>.md`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $slug)] $name,)+
        }

        impl Code {
            /// Every code, for the test that each has a help page.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code as it stands in addresses and on the wire.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ }
            }

            /// The HTTP status that goes with it.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)+ }
            }

            /// A short headline.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }
        }
    };
}

codes! {
    /// A field does not hold what it must.
    InvalidInput = "invalid-input", 422, "Some fields need attention";
    /// The request itself cannot be read.
    MalformedRequest = "malformed-request", 400, "The request cannot be read";
    /// Nobody is signed in, or the session or token has ended.
    NotSignedIn = "not-signed-in", 401, "Sign in first";
    /// The e-mail address and password do not belong together.
    WrongCredentials = "wrong-credentials", 401, "E-mail address or password is wrong";
    /// The person or token may not do this.
    NotAllowed = "not-allowed", 403, "You may not do this";
    /// The request came from another site.
    CrossSite = "cross-site", 403, "The request came from another site";
    /// The set-up code is missing or wrong.
    SetupCode = "setup-code", 403, "The set-up code is wrong";
    /// Nothing with this id, or it belongs to another organization.
    NotFound = "not-found", 404, "Not found";
    /// Somebody changed it in between.
    Changed = "changed", 409, "It changed while you were looking at it";
    /// The state it is in does not allow this.
    WrongState = "wrong-state", 409, "Not possible right now";
    /// The same idempotency key came with another request.
    IdempotencyKeyReused = "idempotency-key-reused", 422, "The idempotency key was used for another request";
    /// A request with the same idempotency key is still being worked on.
    IdempotencyKeyBusy = "idempotency-key-busy", 409, "The same request is still being worked on";
    /// Larger than the server reads.
    TooLarge = "too-large", 413, "Too large";
    /// Too many requests in a short time.
    TooManyRequests = "too-many-requests", 429, "Too many requests";
    /// A model provider refused or failed.
    Provider = "provider", 502, "The model provider could not answer";
    /// The database is locked, full or away.
    StorageUnavailable = "storage-unavailable", 503, "Handbill cannot do this right now";
    /// A fault of ours.
    Internal = "internal", 500, "Something went wrong on our side";
}

impl std::str::FromStr for Code {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.slug() == slug)
            .ok_or(())
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldProblem {
    /// The field's name on the wire, such as `audience`.
    pub field: String,
    /// A plain sentence with the next step.
    pub message: String,
}

impl FieldProblem {
    /// What is wrong with `field`.
    pub fn new(field: impl Into<String>, message: impl std::fmt::Display) -> Self {
        Self {
            field: field.into(),
            message: message.to_string(),
        }
    }
}

/// A refusal, complete enough to act on. It never carries internals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// What kind of refusal it is.
    pub code: Code,
    /// A plain sentence that says what happened and what to do next.
    pub detail: String,
    /// The fields concerned, in the order of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// Seconds after which trying again makes sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// The request's id, which finds its log lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl Problem {
    /// A refusal with its sentence.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
            fields: Vec::new(),
            retry_after: None,
            request_id: None,
        }
    }

    /// A refusal of some fields.
    pub fn fields(fields: Vec<FieldProblem>) -> Self {
        let detail = match fields.as_slice() {
            [only] => only.message.clone(),
            many => format!("{} fields need attention. Nothing was lost.", many.len()),
        };
        Self {
            fields,
            ..Self::new(Code::InvalidInput, detail)
        }
    }

    /// There is no such `thing` for this person.
    pub fn not_found(thing: &str) -> Self {
        Self::new(
            Code::NotFound,
            format!("There is no such {thing}. It may have been removed, or the address is wrong."),
        )
    }

    /// Path of the help page.
    pub fn help(&self) -> String {
        format!("/help/errors/{}", self.code.slug())
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.detail)
    }
}

impl std::error::Error for Problem {}
