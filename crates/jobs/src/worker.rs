//! The worker: one loop that leases, a task per leased job, one heartbeat for all of them.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use domain::ids::JobId;
use storage::{SystemTx, jobs, jobs::Job};
use tokio::{sync::Semaphore, task::JoinSet};
use tokio_util::sync::CancellationToken;
use usecases::{Error, Services, runs::Performed};

use crate::dispatch::{dispatch, give_up};

/// How the worker behaves.
#[derive(Clone, Debug)]
pub struct WorkerConfig {
    /// Name in the leases; differs between processes.
    pub name: String,
    /// Jobs worked on at the same time.
    pub parallel: u16,
    /// Seconds a lease lasts without a heartbeat.
    pub lease_seconds: i64,
    /// The longest wait between two looks at the queue, for work that another process queued.
    pub poll: Duration,
}

/// More interruptions than this mean that the job kills its worker: by the rule of
/// [`jobs::lease`] they take four minutes at the least, in which no stop of a server is the cause.
const MAX_INTERRUPTIONS: u16 = 12;

/// Runs queued work until told to stop.
pub struct Worker {
    services: Services,
    config: WorkerConfig,
    running: Arc<Mutex<HashSet<JobId>>>,
}

impl Worker {
    /// A worker that is not running yet.
    pub fn new(services: Services, config: WorkerConfig) -> Self {
        Self {
            services,
            config,
            running: Arc::default(),
        }
    }

    /// Works until `stop` is cancelled, then lets the jobs in hand end for at most `drain`; what
    /// is left then stays leased and comes back by itself.
    pub async fn run(self, stop: CancellationToken, drain: Duration) {
        let slots = Arc::new(Semaphore::new(usize::from(self.config.parallel.max(1))));
        let mut hands = JoinSet::new();
        let heartbeat = tokio::spawn(heartbeat(
            self.services.clone(),
            self.config.clone(),
            Arc::clone(&self.running),
        ));
        let mut wakes = self.services.db().wakes();
        loop {
            while hands.try_join_next().is_some() {}
            let free = slots.available_permits();
            let leased = if free == 0 {
                Vec::new()
            } else {
                self.lease(free).await
            };
            let got_some = !leased.is_empty();
            for job in leased {
                if let Ok(permit) = Arc::clone(&slots).try_acquire_owned() {
                    let work = work(self.services.clone(), job, Arc::clone(&self.running));
                    hands.spawn(async move {
                        work.await;
                        drop(permit);
                    });
                }
            }
            if got_some && slots.available_permits() > 0 {
                continue;
            }
            let wait = self.wait().await;
            tokio::select! {
                () = stop.cancelled() => break,
                _ = hands.join_next(), if !hands.is_empty() => {}
                () = wakes.job_queued(), if slots.available_permits() > 0 => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
        let ended =
            tokio::time::timeout(drain, async { while hands.join_next().await.is_some() {} }).await;
        if ended.is_err() {
            tracing::warn!("work was interrupted by the shutdown and will be taken up again");
            // What providers answer meanwhile is kept for whoever takes it up.
            self.services.gateway().leave();
            hands.shutdown().await;
        }
        heartbeat.abort();
    }

    async fn lease(&self, free: usize) -> Vec<Job> {
        let now = self.services.now();
        let until = now.plus_seconds(self.config.lease_seconds);
        let limit = u32::try_from(free).unwrap_or(u32::MAX);
        let leased = in_system(&self.services, async |tx| {
            jobs::lease(tx, &self.config.name, now, until, limit).await
        })
        .await;
        match leased {
            Ok(jobs) => {
                self.running
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .extend(jobs.iter().map(|job| job.id));
                jobs
            }
            Err(error) => {
                tracing::warn!(%error, "the queue could not be read");
                Vec::new()
            }
        }
    }

    /// How long nothing can be due.
    async fn wait(&self) -> Duration {
        let due = match self.services.db().system_read().await {
            Ok(mut tx) => jobs::next_due(&mut tx).await.ok().flatten(),
            Err(_) => None,
        };
        match due {
            Some(due) => {
                let micros = u64::try_from(due.since(self.services.now())).unwrap_or(0);
                // Due now but not leased: another worker has it, or ours are all busy.
                Duration::from_micros(micros).clamp(Duration::from_millis(20), self.config.poll)
            }
            None => self.config.poll,
        }
    }
}

async fn work(services: Services, job: Job, running: Arc<Mutex<HashSet<JobId>>>) {
    let id = job.id;
    let done = if job.interruptions > MAX_INTERRUPTIONS {
        give_up(&services, &job).await.map(|()| Performed::Settled)
    } else {
        dispatch(&services, &job).await
    };
    let put_back = match done {
        Ok(Performed::Settled) => Ok(()),
        Ok(Performed::TryAgainAt(at)) => {
            in_system(&services, async |tx| {
                jobs::retry_later(tx, id, at, "").await
            })
            .await
        }
        Ok(Performed::LookAgainAt(at)) => {
            in_system(&services, async |tx| jobs::put_off(tx, id, at).await).await
        }
        Err(error) => {
            tracing::error!(job = %id, kind = %job.kind, %error, "a job could not be worked on");
            let at = services.now().plus_seconds(2);
            in_system(&services, async |tx| {
                jobs::retry_later(tx, id, at, &error.to_string()).await
            })
            .await
        }
    };
    if let Err(error) = put_back {
        tracing::warn!(job = %id, %error, "a job could not be put back; its lease will run out");
    }
    running
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .remove(&id);
}

async fn heartbeat(services: Services, config: WorkerConfig, running: Arc<Mutex<HashSet<JobId>>>) {
    let third = Duration::from_secs(u64::try_from(config.lease_seconds).unwrap_or(1)) / 3;
    loop {
        tokio::time::sleep(third).await;
        let ids: Vec<JobId> = running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .copied()
            .collect();
        if ids.is_empty() {
            continue;
        }
        let until = services.now().plus_seconds(config.lease_seconds);
        if let Err(error) = in_system(&services, async |tx| {
            jobs::heartbeat(tx, &config.name, &ids, until).await
        })
        .await
        {
            tracing::warn!(%error, "leases could not be renewed");
        }
    }
}

async fn in_system<T>(
    services: &Services,
    work: impl AsyncFnOnce(&mut SystemTx) -> Result<T, storage::Error>,
) -> Result<T, Error> {
    let mut tx = services.db().system().await?;
    let value = work(&mut tx).await?;
    tx.commit().await?;
    Ok(value)
}
