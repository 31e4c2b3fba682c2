//! Vertex AI: the same protocol at a project's address, with tokens instead of keys. It hands the
//! tokens out as well, as Google's token service and as the metadata server of a machine.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{http::Method, response::Response};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::{counting, embeddings, events, failure, images, read, refusal};
use crate::simulator::{Asked, Behaviour, Call, Told, Wire, reply_json};

/// The file of a service account that asks for its tokens at `base`. Its key was made for tests and
/// opens nothing; the lines around it are added here, so that nobody takes it for a real one.
pub fn service_account(base: &str) -> String {
    let key = include_str!("account.base64");
    let [begin, end] = ["BEGIN", "END"].map(|edge| format!("-----{edge} PRIVATE KEY-----\n"));
    json!({
        "type": "service_account",
        "project_id": "handbill-tests",
        "private_key_id": "made-for-these-tests",
        "private_key": format!("{begin}{key}{end}"),
        "client_email": "writer@handbill-tests.example",
        "token_uri": format!("{base}/token"),
    })
    .to_string()
}

/// The protocol of Vertex AI. Clones count together.
#[derive(Clone, Debug)]
pub struct Vertex {
    tokens: Arc<AtomicUsize>,
    lasts: u64,
}

impl Default for Vertex {
    fn default() -> Self {
        Self::lasting(3599)
    }
}

impl Vertex {
    /// Tokens that last so many seconds.
    pub fn lasting(lasts: u64) -> Self {
        Self {
            tokens: Arc::default(),
            lasts,
        }
    }

    /// How many tokens were handed out.
    pub fn tokens(&self) -> usize {
        self.tokens.load(Ordering::SeqCst)
    }

    fn grant(&self) -> Response {
        let number = self.tokens.fetch_add(1, Ordering::SeqCst) + 1;
        reply_json(
            200,
            json!({ "access_token": format!("ya29.simulated-{number}"), "expires_in": self.lasts, "token_type": "Bearer" }),
        )
    }

    /// What an account is told that asks for a token.
    fn asked_by_account(&self, body: &[u8]) -> Response {
        let body = String::from_utf8_lossy(body);
        let field = |name: &str| {
            body.split('&')
                .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
        };
        let claims = field("assertion")
            .and_then(|assertion| assertion.split('.').nth(1))
            .and_then(|claims| BASE64_URL_SAFE_NO_PAD.decode(claims).ok())
            .and_then(|claims| serde_json::from_slice::<Value>(&claims).ok())
            .unwrap_or_default();
        let moment = |name: &str| claims.get(name).and_then(Value::as_i64).unwrap_or_default();
        let held = moment("exp") - moment("iat");
        let scoped = claims.get("scope").and_then(Value::as_str)
            == Some("https://www.googleapis.com/auth/cloud-platform");
        let right = field("grant_type")
            == Some("urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer")
            && scoped
            && (1..=3600).contains(&held)
            && claims
                .get("iss")
                .is_some_and(|iss| iss != "gone@project.example");
        if right {
            self.grant()
        } else {
            reply_json(
                400,
                json!({ "error": "invalid_grant", "error_description": "Invalid grant: account not found" }),
            )
        }
    }
}

impl Wire for Vertex {
    const BASE: &'static str = "";

    fn aside(&self, asked: &Asked) -> Option<Response> {
        match (asked.method.clone(), asked.uri.path()) {
            (Method::POST, "/token") => Some(self.asked_by_account(&asked.body)),
            (Method::GET, "/computeMetadata/v1/instance/service-accounts/default/token") => {
                Some(match asked.header("metadata-flavor") {
                    Some("Google") => self.grant(),
                    _ => reply_json(
                        403,
                        json!({ "error": "Missing Metadata-Flavor:Google header." }),
                    ),
                })
            }
            _ => None,
        }
    }

    fn read(&self, asked: &Asked) -> Result<Call, Response> {
        let known = asked
            .header("authorization")
            .is_some_and(|token| token.starts_with("Bearer ya29.simulated-"));
        if !known {
            let message = "Request had invalid authentication credentials.";
            return Err(refusal::error(401, "UNAUTHENTICATED", message, &json!([])));
        }
        let target = asked
            .uri
            .path()
            .strip_prefix("/v1beta1/projects/")
            .and_then(|rest| rest.split_once("/publishers/google/models/"))
            .map_or("", |(_, target)| target);
        if let Some(read) = embeddings::read_on_vertex(target, &asked.body) {
            return read;
        }
        if let Some(model) = target.strip_suffix(counting::METHOD) {
            return counting::read_on_vertex(model, &asked.body);
        }
        match target.strip_suffix(":predict") {
            Some(model) => images::predict(model, &asked.body).map_err(|complaint| {
                refusal::error(400, "INVALID_ARGUMENT", &complaint, &json!([]))
            }),
            None => read(target, asked),
        }
    }

    /// Its quotas are shared and name no wait.
    fn refusal(&self, behaviour: &Behaviour, call: &Call) -> Option<Response> {
        match behaviour {
            Behaviour::BadKey => {
                let message = "Request had invalid authentication credentials.";
                Some(refusal::error(401, "UNAUTHENTICATED", message, &json!([])))
            }
            Behaviour::PerMinute(None) => {
                let message = "Resource exhausted. Please try again later.";
                Some(refusal::error(
                    429,
                    "RESOURCE_EXHAUSTED",
                    message,
                    &json!([]),
                ))
            }
            _ => refusal::of(behaviour, call),
        }
    }

    fn events(&self, call: &Call, told: &Told) -> Vec<String> {
        events(call, told)
    }

    fn counted(&self, call: &Call) -> Value {
        counting::counted(call)
    }

    fn whole(&self, call: &Call, told: &Told) -> Value {
        if call.model.starts_with("imagen") {
            return images::predicted(told);
        }
        if let Some(embedded) = &call.embedded {
            return embeddings::whole_on_vertex(call, embedded, told);
        }
        super::GenerateContent.whole(call, told)
    }

    fn failure(&self) -> String {
        failure()
    }
}
