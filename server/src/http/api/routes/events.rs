//! Following what happens to a campaign, live (server-sent events).
//!
//! The events table is the source: a stream first replays what the reader missed, then looks
//! again whenever the database says that this campaign got events, and every two seconds in case
//! that word was lost. So reconnecting misses nothing and repeats nothing.
//!
//! Between them come the words of answers that are being written in this process, the moment they
//! arrive. They are no events: they have no number, and a reader who is slow gets fewer of them.

use std::{
    collections::{BTreeMap, VecDeque},
    convert::Infallible,
    time::Duration,
};

use axum::{
    extract::State,
    response::sse::{self, KeepAlive, Sse},
};
use domain::{
    access::Actor,
    event::{Event, Streamed},
    ids::{CampaignId, StepId},
};
use futures::{Stream, stream};
use http::HeaderMap;
use serde::Deserialize;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Interval, MissedTickBehavior, interval},
};
use usecases::events;
use utoipa::IntoParams;

use super::super::{
    Problems,
    acting::Acting,
    input::{Id, Parameters},
};
use crate::http::{Answer, Refusal, Server};

const SAFETY_POLL: Duration = Duration::from_secs(2);
/// Proxies give up on silent connections after half a minute or more.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// The type of what is no event but words on their way.
const WORDS: &str = "words";

/// Where to go on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StartingPoint {
    /// Number of the last event that was read; `Last-Event-ID` wins over it.
    after: Option<i64>,
}

/// Follow what happens to a campaign.
///
/// Server-sent events: the id is the event's number, the data an `Event` in JSON. While a model
/// writes, events of the type `words` without an id carry what it has written so far, as `Streamed`
/// in JSON; they are shown and forgotten, and none is repeated. The stream never ends by itself;
/// reconnect with `Last-Event-ID` to go on where it broke.
#[utoipa::path(get, path = "/campaigns/{id}/events", tag = "campaigns", operation_id = "followCampaign",
    params(("id" = CampaignId, Path), StartingPoint, ("Last-Event-ID" = Option<i64>, Header, description = "Number of the last event that was read")),
    responses((status = 200, body = Event, content_type = "text/event-stream"), Problems))]
pub async fn follow(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(campaign): Id<CampaignId>,
    Parameters(from): Parameters<StartingPoint>,
    headers: HeaderMap,
) -> Answer<Sse<impl Stream<Item = Result<sse::Event, Infallible>>>> {
    let last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok()?.parse().ok());
    let seq = last.or(from.after).unwrap_or(0).max(0);
    // Listening begins before the first look, so that nothing falls in between.
    let woken = server.services().db().subscribe();
    let words = server.services().streams().subscribe();
    let waiting = events::after(server.services(), &actor, campaign, seq)
        .await
        .map_err(Refusal::from)?;
    let follower = Follower {
        server,
        actor,
        campaign,
        seq,
        waiting: waiting.into(),
        woken,
        words,
        spoken: BTreeMap::new(),
        poll: safety_poll(),
    };
    let stream = stream::unfold(follower, |mut follower| async {
        let next = follower.next().await?;
        Some((Ok(next.written()), follower))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

fn safety_poll() -> Interval {
    let mut poll = interval(SAFETY_POLL);
    poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
    poll.reset();
    poll
}

/// What a reader is sent.
enum Next {
    Event(Event),
    Words(Streamed),
}

impl Next {
    fn written(&self) -> sse::Event {
        let (named, data) = match self {
            Self::Event(event) => {
                let named = sse::Event::default().id(event.seq.to_string());
                (named.clone(), named.json_data(event))
            }
            Self::Words(streamed) => {
                let named = sse::Event::default().event(WORDS);
                (named.clone(), named.json_data(streamed))
            }
        };
        data.unwrap_or(named)
    }
}

struct Follower {
    server: Server,
    actor: Actor,
    campaign: CampaignId,
    seq: i64,
    waiting: VecDeque<Event>,
    woken: Receiver<CampaignId>,
    words: Receiver<(CampaignId, Streamed)>,
    /// Words that are not sent yet: the last of each step.
    spoken: BTreeMap<StepId, String>,
    poll: Interval,
}

impl Follower {
    /// What comes next; `None` when the server is to end.
    async fn next(&mut self) -> Option<Next> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                self.seq = event.seq;
                return Some(Next::Event(event));
            }
            if let Some((step, text)) = self.spoken.pop_first() {
                return Some(Next::Words(Streamed { step, text }));
            }
            let stop = self.server.stop().clone();
            tokio::select! {
                () = stop.cancelled() => return None,
                () = word(&mut self.woken, self.campaign) => {}
                streamed = words(&mut self.words, self.campaign) => {
                    self.spoken.insert(streamed.step, streamed.text);
                    // Whoever was slow gets the last words alone: they carry those before.
                    while let Ok((campaign, streamed)) = self.words.try_recv() {
                        if campaign == self.campaign {
                            self.spoken.insert(streamed.step, streamed.text);
                        }
                    }
                    continue;
                }
                _ = self.poll.tick() => {}
            }
            match events::after(self.server.services(), &self.actor, self.campaign, self.seq).await
            {
                Ok(events) => self.waiting = events.into(),
                // The database may be away for a moment; the next look comes in two seconds.
                Err(error) => tracing::warn!(%error, "events could not be read"),
            }
        }
    }
}

/// Waits until the campaign got events, or until that cannot be told.
async fn word(woken: &mut Receiver<CampaignId>, followed: CampaignId) {
    loop {
        match woken.recv().await {
            Ok(campaign) if campaign == followed => return,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// Waits for words of the campaign.
async fn words(spoken: &mut Receiver<(CampaignId, Streamed)>, followed: CampaignId) -> Streamed {
    loop {
        match spoken.recv().await {
            Ok((campaign, streamed)) if campaign == followed => return streamed,
            // Words that were missed stand in the next ones as well.
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
