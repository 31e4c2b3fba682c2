//! A simulator of Google's video models in their three forms: Omni through Interactions, Veo by the
//! developer API, and Veo on Vertex AI. Orders are counted: whoever gives one twice pays twice.

mod film;
mod read;
mod reply;

pub use film::mp4;
pub use read::Ordered;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, Uri},
    response::Response,
};
use tokio::{net::TcpListener, task::JoinHandle};

use crate::simulator::Asked;

/// How one film goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filming {
    /// It is made, after so many looks that find it unfinished.
    Made(usize),
    /// The order is refused: 400.
    Refused,
    /// The order is refused by the filter: 400.
    RefusedByFilter,
    /// 429 at the order.
    TooFast,
    /// 503 at the order.
    Overloaded,
    /// The order is taken, and the connection broken before it is said.
    TakenUnheard,
    /// The first looks fail, so many of them, with 503.
    LooksFail(usize),
    /// It ends with an error.
    EndsWithError,
    /// The filter holds it back.
    Filtered,
    /// It ends with an empty answer.
    Empty,
    /// Its link has run out.
    Expired,
    /// Its link points to another host, which must not see the key.
    Elsewhere,
    /// Its link points to where nobody should fetch from.
    Astray,
    /// It lies in a bucket.
    InBucket,
    /// What comes is no film.
    NoFilm,
    /// It never ends.
    Endless,
}

/// A running simulator. Dropping it closes the port.
pub struct VideoSimulator {
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

struct Shared {
    own: String,
    elsewhere: String,
    log: Mutex<Log>,
}

#[derive(Default)]
struct Log {
    scripted: VecDeque<Filming>,
    usual: Option<Filming>,
    thinking: Duration,
    orders: Vec<Order>,
    attempts: usize,
    looks: usize,
    downloads: usize,
    strayed_keys: usize,
}

struct Order {
    ordered: Ordered,
    filming: Filming,
    looks: usize,
}

impl VideoSimulator {
    /// Listens on a free port of the loopback address; films come after two looks, until it is told
    /// otherwise.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start() -> std::io::Result<Self> {
        let own = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await?;
        // The same machine under another port: another origin, as a host for files is.
        let other = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await?;
        let shared = Arc::new(Shared {
            own: format!("http://{}", own.local_addr()?),
            elsewhere: format!("http://{}", other.local_addr()?),
            log: Mutex::default(),
        });
        let router = Router::new()
            .fallback(handle)
            .with_state(Arc::clone(&shared));
        let files = Router::new()
            .fallback(elsewhere)
            .with_state(Arc::clone(&shared));
        let server = tokio::spawn(async move {
            // Ends only when it is aborted.
            let _ = tokio::join!(axum::serve(own, router), axum::serve(other, files));
        });
        Ok(Self { shared, server })
    }

    /// The address of the developer API to configure instead of Google's.
    pub fn base_url(&self) -> String {
        format!("{}/v1beta", self.shared.own)
    }

    /// The address of Vertex AI to configure instead of Google's, also of its tokens.
    pub fn vertex_url(&self) -> String {
        self.shared.own.clone()
    }

    /// The next orders go this way, one each.
    pub fn script(&self, filmings: impl IntoIterator<Item = Filming>) {
        self.shared.log().scripted.extend(filmings);
    }

    /// All further orders go this way.
    pub fn usually(&self, filming: Filming) {
        self.shared.log().usual = Some(filming);
    }

    /// From now on an order is answered so long after it was taken.
    pub fn think(&self, thinking: Duration) {
        self.shared.log().thinking = thinking;
    }

    /// The orders that were taken.
    pub fn orders(&self) -> Vec<Ordered> {
        let log = self.shared.log();
        log.orders
            .iter()
            .map(|order| order.ordered.clone())
            .collect()
    }

    /// How often an order was given, refused ones included.
    pub fn attempts(&self) -> usize {
        self.shared.log().attempts
    }

    /// Films that were ordered more than once: paid twice.
    pub fn ordered_twice(&self) -> usize {
        let orders = self.orders();
        let again =
            |(at, order): (usize, &Ordered)| orders.iter().take(at).any(|earlier| earlier == order);
        orders
            .iter()
            .enumerate()
            .filter(|pair| again(*pair))
            .count()
    }

    /// How often somebody looked.
    pub fn looks(&self) -> usize {
        self.shared.log().looks
    }

    /// How often a film was fetched whole.
    pub fn downloads(&self) -> usize {
        self.shared.log().downloads
    }

    /// How often the key went to another host.
    pub fn strayed_keys(&self) -> usize {
        self.shared.log().strayed_keys
    }
}

impl Drop for VideoSimulator {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Shared {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes an order, unless it is to be refused.
    fn order(&self, ordered: Ordered) -> (usize, Filming) {
        let mut log = self.log();
        log.attempts += 1;
        let usual = by_word(&ordered.prompt)
            .or(log.usual)
            .unwrap_or(Filming::Made(2));
        let filming = log.scripted.pop_front().unwrap_or(usual);
        let refused = matches!(
            filming,
            Filming::Refused | Filming::RefusedByFilter | Filming::TooFast | Filming::Overloaded
        );
        if !refused {
            log.orders.push(Order {
                ordered,
                filming,
                looks: 0,
            });
        }
        (log.orders.len().saturating_sub(1), filming)
    }

    /// How the film `id` goes and how often it was looked at before.
    fn look(&self, id: usize) -> Option<(Filming, usize)> {
        let mut log = self.log();
        log.looks += 1;
        let order = log.orders.get_mut(id)?;
        order.looks += 1;
        Some((order.filming, order.looks - 1))
    }

    fn film(&self, id: usize) -> Option<(Filming, Vec<u8>)> {
        let mut log = self.log();
        let order = log.orders.get(id)?;
        let (filming, film) = (order.filming, order.ordered.film());
        log.downloads += usize::from(filming != Filming::Expired);
        Some((filming, film))
    }
}

/// How a call goes is said by a word in the question, where no script says so.
fn by_word(prompt: &str) -> Option<Filming> {
    [
        ("filtered", Filming::Filtered),
        ("ends with an error", Filming::EndsWithError),
        ("refused", Filming::Refused),
    ]
    .into_iter()
    .find_map(|(word, filming)| prompt.contains(word).then_some(filming))
}

async fn handle(
    State(shared): State<Arc<Shared>>,
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
    let before = shared.log().attempts;
    let reply = reply::of(&shared, &asked);
    let (attempts, thinking) = {
        let log = shared.log();
        (log.attempts, log.thinking)
    };
    if attempts > before && !thinking.is_zero() {
        tokio::time::sleep(thinking).await;
    }
    reply
}

/// The host for files: whoever has the address gets the film, and no key belongs here.
async fn elsewhere(State(shared): State<Arc<Shared>>, uri: Uri, headers: HeaderMap) -> Response {
    let key = ["x-goog-api-key", "authorization"]
        .iter()
        .any(|name| headers.contains_key(*name));
    shared.log().strayed_keys += usize::from(key);
    reply::file(&shared, uri.path().trim_start_matches("/film/"))
}
