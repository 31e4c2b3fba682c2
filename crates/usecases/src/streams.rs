//! Words of answers that are being written in this process, for whoever looks on.
//!
//! Nothing of it is stored and nothing waits for it: a reader who is too slow misses words, and a
//! process that works on other steps has none. Each piece carries all words so far, so that the
//! next one makes up for whatever was missed.

use domain::{event::Streamed, ids::CampaignId};
use tokio::sync::broadcast::{self, Receiver, Sender};

/// How many pieces wait for a slow reader before the oldest are dropped.
const KEPT: usize = 256;

/// Carries the words from the steps to their readers.
#[derive(Clone, Debug)]
pub struct Streams(Sender<(CampaignId, Streamed)>);

impl Default for Streams {
    fn default() -> Self {
        Self(broadcast::channel(KEPT).0)
    }
}

impl Streams {
    /// The words of every campaign from now on. Whoever reads them asks first whether the reader
    /// may see the campaign ([`crate::events::after`]).
    pub fn subscribe(&self) -> Receiver<(CampaignId, Streamed)> {
        self.0.subscribe()
    }

    pub(crate) fn send(&self, campaign: CampaignId, streamed: Streamed) {
        // Nobody looking on is no fault.
        let _readers = self.0.send((campaign, streamed));
    }
}
