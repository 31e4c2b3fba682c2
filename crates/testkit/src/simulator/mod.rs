//! What the simulators of all vendors share: a port of their own, a script of how calls go, and
//! counts for each question of how often it was asked and how often it was answered in full, which
//! is what costs money. A vendor adds its [`Wire`].

mod behaviour;
mod call;
mod fabricate;
mod picture;
mod reply;
mod seen;
mod speech;
mod vectors;

pub use behaviour::Behaviour;
pub use call::{Asked, Call, PromptId};
pub use fabricate::{answer as fabricate, saying};
use reply::Line;
pub use reply::{Ending, Told};
pub(crate) use reply::{THINKING, THOUGHT, reply_json};
pub use seen::{Seen, picture_of};
pub(crate) use seen::{look, look_at_url};
pub use speech::BYTES_A_LETTER;
pub(crate) use vectors::told as vectors_told;
pub use vectors::{Embedded, VectorForm};

use std::{
    collections::{BTreeMap, VecDeque},
    marker::PhantomData,
    net::SocketAddr,
    ops::Deref,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, Uri},
    response::Response,
};
use domain::usage::Tokens;
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

/// A vendor's protocol, seen from its own side.
pub trait Wire: Default + Send + Sync + 'static {
    /// What the address to configure ends with.
    const BASE: &'static str;

    /// What is served besides answers, such as tokens.
    fn aside(&self, _asked: &Asked) -> Option<Response> {
        None
    }

    /// The question in a request, held as strictly against the wire format as the vendor does.
    ///
    /// # Errors
    /// The vendor's complaint.
    #[expect(clippy::result_large_err, reason = "for tests only")]
    fn read(&self, asked: &Asked) -> Result<Call, Response>;

    /// The error reply of behaviours that refuse the call.
    fn refusal(&self, behaviour: &Behaviour, call: &Call) -> Option<Response>;

    /// An answer as the events of a stream.
    fn events(&self, call: &Call, told: &Told) -> Vec<String>;

    /// What the question's tokens are counted as, where the vendor counts.
    fn counted(&self, call: &Call) -> Value {
        json!({ "input_tokens": call.tokens() })
    }

    /// An answer at once.
    fn whole(&self, call: &Call, told: &Told) -> Value;

    /// The event that tells of a failure after the stream had begun.
    fn failure(&self) -> String;
}

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

/// A running simulator of the protocol `W`. Dropping it closes the port.
pub struct Simulator<W> {
    running: Running,
    wire: PhantomData<W>,
}

/// A running simulator of whichever protocol.
pub struct Running {
    shared: Arc<Shared>,
    base_url: String,
    server: JoinHandle<()>,
}

struct Shared {
    answerer: Box<Answerer>,
    director: Box<Director>,
    log: Mutex<Log>,
    hung_up: watch::Sender<usize>,
}

#[derive(Default)]
struct Log {
    scripted: VecDeque<Behaviour>,
    calls: Vec<Call>,
    tallies: BTreeMap<PromptId, Tally>,
    billed: Tokens,
}

impl Log {
    fn bill(&mut self, id: PromptId, input: usize, told: &Told, whole: bool) {
        let count = |tokens| u64::try_from(tokens).unwrap_or(u64::MAX);
        self.tallies.entry(id).or_default().answered += usize::from(whole);
        self.billed += Tokens {
            input: count(input),
            output: count(told.all_tokens() + THINKING),
        };
    }
}

/// What a simulator answers and how, before it starts.
pub struct Setup<W> {
    wire: W,
    answerer: Box<Answerer>,
    director: Box<Director>,
}

impl<W: Wire> Setup<W> {
    /// Speaks through `wire`, for one that can be set up.
    #[must_use]
    pub fn speaking(mut self, wire: W) -> Self {
        self.wire = wire;
        self
    }

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
    pub async fn start(self) -> std::io::Result<Simulator<W>> {
        let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await?;
        let address: SocketAddr = listener.local_addr()?;
        let shared = Arc::new(Shared {
            answerer: self.answerer,
            director: self.director,
            log: Mutex::default(),
            hung_up: watch::Sender::default(),
        });
        let router = Router::new()
            .fallback(handle::<W>)
            .with_state((shared.clone(), Arc::new(self.wire)));
        let server = tokio::spawn(async move {
            // Ends only when it is aborted.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Simulator {
            running: Running {
                shared,
                base_url: format!("http://{address}{}", W::BASE),
                server,
            },
            wire: PhantomData,
        })
    }
}

impl<W: Wire> Simulator<W> {
    /// A simulator that answers everything in full with made-up words that fit the schema, until
    /// it is told otherwise.
    pub fn setup() -> Setup<W> {
        Setup {
            wire: W::default(),
            answerer: Box::new(fabricate),
            director: Box::new(|_, _| Behaviour::Answer),
        }
    }

    /// The same, whichever protocol it speaks.
    pub fn running(self) -> Running {
        self.running
    }
}

impl<W> Deref for Simulator<W> {
    type Target = Running;

    fn deref(&self) -> &Running {
        &self.running
    }
}

impl Running {
    /// The address to configure instead of the vendor's.
    pub fn base_url(&self) -> String {
        self.base_url.clone()
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

    /// Tokens of every answer that came to its own end, be it of any use or not.
    pub fn billed(&self) -> Tokens {
        self.shared.log().billed
    }

    /// Waits until callers have hung up so often before their answer's end.
    pub async fn hung_up(&self, times: usize) {
        let mut noticed = self.shared.hung_up.subscribe();
        // The sender lives as long as this simulator.
        let _noticed = noticed.wait_for(|so_far| *so_far >= times).await;
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

impl Drop for Running {
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
        if !call.counting {
            log.tallies.entry(call.id()).or_default().calls += 1;
        }
        log.scripted
            .pop_front()
            .unwrap_or_else(|| (self.director)(number, call))
    }
}

async fn handle<W: Wire>(
    State((shared, wire)): State<(Arc<Shared>, Arc<W>)>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let asked = Asked {
        method,
        uri,
        headers,
        body,
    };
    if let Some(reply) = wire.aside(&asked) {
        return reply;
    }
    let call = match wire.read(&asked) {
        Ok(call) => call,
        Err(complaint) => return complaint,
    };
    let behaviour = shared.begin(&call);
    if behaviour == Behaviour::Silence {
        return reply::silence(Line::to(&shared.hung_up));
    }
    if let Some(refused) = wire.refusal(&behaviour, &call) {
        return refused;
    }
    if call.counting {
        return reply::counted(&behaviour, wire.counted(&call));
    }
    let answer = if call.picture.is_some() {
        picture::file()
    } else if call.voice.is_some() {
        speech::samples(&call.user)
    } else if let Some(embedded) = &call.embedded {
        vectors::of(&embedded.texts)
    } else {
        (shared.answerer)(&call).to_string()
    };
    let (id, stream, input) = (call.id(), call.stream, call.tokens());
    let line = Line::to(&shared.hung_up);
    let done = move |told: &Told, whole| shared.log().bill(id, input, told, whole);
    if stream {
        reply::stream(wire.as_ref(), &behaviour, &call, &answer, line, done)
    } else {
        let reply = reply::whole(wire.as_ref(), &behaviour, &call, &answer, done).await;
        line.ended();
        reply
    }
}
