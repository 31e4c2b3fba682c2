//! Who acts: every operation of the interface takes it as its first parameter.

use axum::extract::FromRequestParts;
use domain::{access::Actor, problem::Code};
use http::request::Parts;

use crate::http::{Refusal, Server, edge::Who};

/// The actor; nobody gets past it.
pub struct Acting(pub Actor);

impl FromRequestParts<Server> for Acting {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Server) -> Result<Self, Refusal> {
        let actor = parts.extensions.get::<Who>().and_then(Who::actor).cloned();
        actor.map(Self).ok_or_else(|| {
            Refusal::new(Code::NotSignedIn, "Send an access token as `Authorization: Bearer …`. Make one in the settings, or with `handbill admin token`.")
        })
    }
}
