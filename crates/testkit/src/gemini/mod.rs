//! A simulator of Google's Gemini API: its wire format with its real failure modes, on a port of
//! its own.
//!
//! It answers by a JSON Schema it is given or by a closure, goes wrong as it is told, refuses
//! fields the vendor would refuse, and counts for each question how often it was asked and how
//! often it was answered in full, which is what costs money.

mod behaviour;
mod fabricate;
mod refusal;
mod reply;
mod request;

pub use behaviour::Behaviour;
pub use fabricate::answer as fabricate;
pub use request::{Call, PromptId};

use std::{
    collections::{BTreeMap, VecDeque},
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue},
    response::Response,
    routing::post,
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};

type Answerer = dyn Fn(&Call) -> Value + Send + Sync;
type Director = dyn Fn(usize, &Call) -> Behaviour + Send + Sync;

/// How one question fared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often it was asked.
    pub calls: usize,
    /// How often it was answered in full.
    pub answered: usize,
}

/// A running simulator. Dropping it closes the port.
pub struct GeminiSimulator {
    shared: Arc<Shared>,
    address: SocketAddr,
    server: JoinHandle<()>,
}

struct Shared {
    answerer: Box<Answerer>,
    director: Box<Director>,
    log: Mutex<Log>,
}

#[derive(Default)]
struct Log {
    scripted: VecDeque<Behaviour>,
    calls: Vec<Call>,
    tallies: BTreeMap<PromptId, Tally>,
}

/// What a simulator answers and how, before it starts.
pub struct Setup {
    answerer: Box<Answerer>,
    director: Box<Director>,
}

impl Setup {
    /// Answers with what `answerer` makes of a question.
    #[must_use]
    pub fn answering(mut self, answerer: impl Fn(&Call) -> Value + Send + Sync + 'static) -> Self {
        self.answerer = Box::new(answerer);
        self
    }

    /// Behaves as `director` says for the call with this number (from 0), once scripted
    /// behaviours are used up.
    #[must_use]
    pub fn behaving(
        mut self,
        director: impl Fn(usize, &Call) -> Behaviour + Send + Sync + 'static,
    ) -> Self {
        self.director = Box::new(director);
        self
    }

    /// Listens on a free port of the loopback address.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(self) -> std::io::Result<GeminiSimulator> {
        let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            answerer: self.answerer,
            director: self.director,
            log: Mutex::default(),
        });
        let router = Router::new()
            .route("/v1beta/models/{call}", post(handle))
            .with_state(shared.clone());
        let server = tokio::spawn(async move {
            // Ends only when it is aborted.
            let _ = axum::serve(listener, router).await;
        });
        Ok(GeminiSimulator {
            shared,
            address,
            server,
        })
    }
}

impl GeminiSimulator {
    /// A simulator that answers everything in full with made-up words that fit the schema, until
    /// it is told otherwise.
    pub fn setup() -> Setup {
        Setup {
            answerer: Box::new(fabricate),
            director: Box::new(|_, _| Behaviour::Answer),
        }
    }

    /// The address to configure instead of the vendor's.
    pub fn base_url(&self) -> String {
        format!("http://{}/v1beta", self.address)
    }

    /// The next calls go this way, one each.
    pub fn script(&self, behaviours: impl IntoIterator<Item = Behaviour>) {
        self.shared.log().scripted.extend(behaviours);
    }

    /// Forgets scripted behaviours that are still to come.
    pub fn unscript(&self) {
        self.shared.log().scripted.clear();
    }

    /// Every call so far.
    pub fn calls(&self) -> Vec<Call> {
        self.shared.log().calls.clone()
    }

    /// How each question fared so far.
    pub fn tallies(&self) -> BTreeMap<PromptId, Tally> {
        self.shared.log().tallies.clone()
    }

    /// Questions that were answered in full more than once: paid twice.
    pub fn paid_twice(&self) -> usize {
        self.shared
            .log()
            .tallies
            .values()
            .filter(|tally| tally.answered > 1)
            .count()
    }
}

impl Drop for GeminiSimulator {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Shared {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes the call and says how it goes.
    fn begin(&self, call: &Call) -> Behaviour {
        let mut log = self.log();
        let number = log.calls.len();
        log.calls.push(call.clone());
        log.tallies.entry(call.id()).or_default().calls += 1;
        log.scripted
            .pop_front()
            .unwrap_or_else(|| (self.director)(number, call))
    }
}

async fn handle(
    State(shared): State<Arc<Shared>>,
    Path(path): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if headers
        .get("x-goog-api-key")
        .is_none_or(HeaderValue::is_empty)
    {
        return refusal::error(
            403,
            "PERMISSION_DENIED",
            "Method doesn't allow unregistered callers.",
            &json!([]),
        );
    }
    let (model, method) = path.split_once(':').unwrap_or((&path, ""));
    let call = match Call::read(model, &body) {
        Ok(call) => call,
        Err(complaint) => return refusal::error(400, "INVALID_ARGUMENT", &complaint, &json!([])),
    };
    let behaviour = shared.begin(&call);
    if behaviour == Behaviour::Silence {
        return reply::silence();
    }
    if let Some(refused) = refusal::of(&behaviour, &call) {
        return refused;
    }
    let script = reply::script(&behaviour, &call, &(shared.answerer)(&call).to_string());
    let id = call.id();
    let done = move || shared.log().tallies.entry(id).or_default().answered += 1;
    match method {
        "streamGenerateContent" => reply::stream(script, done),
        "generateContent" => reply::whole(script, done).await,
        _ => refusal::error(
            404,
            "NOT_FOUND",
            "Requested entity was not found.",
            &json!([]),
        ),
    }
}
