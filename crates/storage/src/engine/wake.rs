//! What wakes those who wait for work or for events, after the transaction that made it.

use std::{collections::BTreeSet, hash::BuildHasher};

use domain::ids::CampaignId;
use tokio::sync::{broadcast, watch};

/// How many wake-ups a slow reader may fall behind before it is told that it lagged.
const ROOM: usize = 1024;

/// Waits for jobs. A wake-up says "look now", never what happened: whoever was away finds it in
/// the database.
#[derive(Clone, Debug)]
pub struct Wakes {
    jobs: watch::Receiver<()>,
}

impl Wakes {
    /// Returns once jobs were committed, by this process or another, since this was made or last
    /// returned.
    pub async fn job_queued(&mut self) {
        if self.jobs.changed().await.is_err() {
            // The database is closed: nothing is going to be queued.
            std::future::pending::<()>().await;
        }
    }
}

/// Where wake-ups come together.
#[derive(Debug)]
pub(super) struct Hub {
    jobs: watch::Sender<()>,
    events: broadcast::Sender<CampaignId>,
    /// Tells this process's own notifications from others'.
    instance: String,
}

impl Hub {
    pub(super) fn new() -> Self {
        let random = std::hash::RandomState::new().hash_one(std::process::id());
        Self {
            jobs: watch::Sender::new(()),
            events: broadcast::channel(ROOM).0,
            instance: format!("{random:016x}"),
        }
    }

    pub(super) fn wakes(&self) -> Wakes {
        Wakes {
            jobs: self.jobs.subscribe(),
        }
    }

    pub(super) fn subscribe(&self) -> broadcast::Receiver<CampaignId> {
        self.events.subscribe()
    }

    pub(super) fn wake_workers(&self) {
        self.jobs.send_replace(());
    }

    pub(super) fn wake_followers(&self, campaign: CampaignId) {
        // Nobody listening is fine.
        let _ = self.events.send(campaign);
    }

    pub(super) fn send(&self, pending: Pending) {
        if pending.jobs {
            self.wake_workers();
        }
        for campaign in pending.campaigns {
            self.wake_followers(campaign);
        }
    }

    /// What other processes are told, as the payload of a PostgreSQL notification.
    pub(super) fn payloads(&self, pending: &Pending) -> Vec<String> {
        let jobs = pending.jobs.then(|| format!("{}:jobs", self.instance));
        let campaigns = pending
            .campaigns
            .iter()
            .map(|campaign| format!("{}:{campaign}", self.instance));
        jobs.into_iter().chain(campaigns).collect()
    }

    /// Wakes those whom another process's payload concerns.
    pub(super) fn hear(&self, payload: &str) {
        match payload.split_once(':') {
            Some((instance, _)) if instance == self.instance => {}
            Some((_, "jobs")) => self.wake_workers(),
            Some((_, campaign)) => {
                if let Ok(campaign) = campaign.parse() {
                    self.wake_followers(campaign);
                }
            }
            None => tracing::warn!(payload, "a notification that nobody here understands"),
        }
    }
}

/// What a transaction will wake once it is committed.
#[derive(Debug, Default)]
pub(super) struct Pending {
    /// Jobs were put into the queue.
    pub(super) jobs: bool,
    /// Campaigns that got events.
    pub(super) campaigns: BTreeSet<CampaignId>,
}

impl Pending {
    pub(super) fn is_empty(&self) -> bool {
        !self.jobs && self.campaigns.is_empty()
    }
}
