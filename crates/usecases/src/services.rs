//! What use cases work with: database, clock, ids, model gateway, page fetcher and files.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::{
    ids::{RunId, StepId},
    time::Timestamp,
};
use providers::Gateway;
use storage::Db;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{Vault, files::FileStore, spending::Book, streams::Streams, web::PageFetcher};

/// Tells the time. Tests bring their own.
pub trait Clock: Send + Sync {
    /// This instant.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the machine's clock is read"
    )]
    fn now(&self) -> Timestamp {
        let since_epoch = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp(i64::try_from(since_epoch.as_micros()).unwrap_or(i64::MAX))
    }
}

/// Makes ids and secrets. Tests bring their own.
pub trait IdSource: Send + Sync {
    /// A new id; later ids sort after earlier ones.
    fn id(&self) -> Uuid;
    /// 32 bytes nobody can guess.
    fn secret(&self) -> [u8; 32];
}

/// Version 7 UUIDs and the system's random numbers.
#[derive(Debug)]
pub struct SystemIds;

impl IdSource for SystemIds {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where ids are made"
    )]
    fn id(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn secret(&self) -> [u8; 32] {
        rand::random()
    }
}

/// What the operator decided.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The code that the first visitor must give; `None` when only this machine can reach us.
    pub setup_code: Option<String>,
    /// Whether this is a demonstration that anybody may look at.
    pub demo: bool,
    /// Steps worked on at the same time in this process.
    pub parallel: u16,
    /// Where organizations' secrets are sealed.
    pub vault: Vault,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            setup_code: None,
            demo: false,
            parallel: 4,
            vault: Vault::default(),
        }
    }
}

struct Parts {
    db: Db,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
    gateway: Gateway,
    pages: PageFetcher,
    files: FileStore,
    settings: Settings,
    streams: Streams,
    /// Cancels the provider calls of steps that this process works on.
    cancellations: Mutex<HashMap<StepId, (RunId, CancellationToken)>>,
    /// Password hashing takes 19 MiB each: no more than this many at once.
    hashing: tokio::sync::Semaphore,
    /// Drawing a picture keeps a processor busy and holds its pixels: this many at once.
    drawing: tokio::sync::Semaphore,
}

/// What use cases work with. Cheap to clone.
#[derive(Clone)]
pub struct Services(Arc<Parts>);

impl std::fmt::Debug for Services {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Services")
            .field("settings", &self.0.settings)
            .finish_non_exhaustive()
    }
}

impl Services {
    /// Everything together.
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn IdSource>,
        gateway: Gateway,
        pages: PageFetcher,
        files: FileStore,
        settings: Settings,
    ) -> Self {
        let book = Book::new(db.clone(), Arc::clone(&clock), Arc::clone(&ids));
        Self(Arc::new(Parts {
            db,
            clock,
            ids,
            gateway: gateway.with_ledger(Arc::new(book)),
            pages,
            files,
            settings,
            streams: Streams::default(),
            cancellations: Mutex::default(),
            hashing: tokio::sync::Semaphore::new(2),
            drawing: tokio::sync::Semaphore::new(2),
        }))
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// This instant.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// What the operator decided.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The model gateway with the operator's keys alone.
    pub fn gateway(&self) -> &Gateway {
        &self.0.gateway
    }

    /// Words of answers that are being written in this process.
    pub fn streams(&self) -> &Streams {
        &self.0.streams
    }

    pub(crate) fn ids(&self) -> &dyn IdSource {
        &*self.0.ids
    }

    pub(crate) fn pages(&self) -> &PageFetcher {
        &self.0.pages
    }

    pub(crate) fn files(&self) -> &FileStore {
        &self.0.files
    }

    pub(crate) fn hashing(&self) -> &tokio::sync::Semaphore {
        &self.0.hashing
    }

    pub(crate) fn drawing(&self) -> &tokio::sync::Semaphore {
        &self.0.drawing
    }

    /// The token that cancels the calls of a step in this process, until the step's work ends.
    pub(crate) fn cancellation(&self, run: RunId, step: StepId) -> CancellationToken {
        let token = CancellationToken::new();
        self.cancellations().insert(step, (run, token.clone()));
        token
    }

    /// The step's work has ended.
    pub(crate) fn end_cancellation(&self, step: StepId) {
        self.cancellations().remove(&step);
    }

    /// Cancels the calls of `run` in this process; later calls of the same run start afresh.
    pub(crate) fn cancel_calls(&self, run: RunId) {
        for (of, token) in self.cancellations().values() {
            if *of == run {
                token.cancel();
            }
        }
    }

    /// Cancels the calls of one step in this process.
    pub(crate) fn cancel_calls_of(&self, step: StepId) {
        if let Some((_, token)) = self.cancellations().get(&step) {
            token.cancel();
        }
    }

    fn cancellations(&self) -> MutexGuard<'_, HashMap<StepId, (RunId, CancellationToken)>> {
        self.0
            .cancellations
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
