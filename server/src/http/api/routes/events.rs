//! Following what happens to a campaign, live (server-sent events).
//!
//! The events table is the source: a stream first replays what the reader missed, then looks
//! again whenever the database says that this campaign got events, and every two seconds in case
//! that word was lost. So reconnecting misses nothing and repeats nothing.

use std::{collections::VecDeque, convert::Infallible, time::Duration};

use axum::{
    extract::State,
    response::sse::{self, KeepAlive, Sse},
};
use domain::{access::Actor, event::Event, ids::CampaignId};
use futures::{Stream, stream};
use http::HeaderMap;
use serde::Deserialize;
use tokio::sync::broadcast::{Receiver, error::RecvError};
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

/// Where to go on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StartingPoint {
    /// Number of the last event that was read; `Last-Event-ID` wins over it.
    after: Option<i64>,
}

/// Follow what happens to a campaign.
///
/// Server-sent events: the id is the event's number, the data an `Event` in JSON. The stream never
/// ends by itself; reconnect with `Last-Event-ID` to go on where it broke.
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
    };
    let stream = stream::unfold(follower, |mut follower| async {
        let event = follower.next().await?;
        Some((Ok(written(&event)), follower))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

fn written(event: &Event) -> sse::Event {
    let named = sse::Event::default().id(event.seq.to_string());
    named.clone().json_data(event).unwrap_or(named)
}

struct Follower {
    server: Server,
    actor: Actor,
    campaign: CampaignId,
    seq: i64,
    waiting: VecDeque<Event>,
    woken: Receiver<CampaignId>,
}

impl Follower {
    /// The next event; `None` when the server is to end.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                self.seq = event.seq;
                return Some(event);
            }
            let stop = self.server.stop().clone();
            tokio::select! {
                () = stop.cancelled() => return None,
                () = self.word() => {}
                () = tokio::time::sleep(SAFETY_POLL) => {}
            }
            match events::after(self.server.services(), &self.actor, self.campaign, self.seq).await
            {
                Ok(events) => self.waiting = events.into(),
                // The database may be away for a moment; the next look comes in two seconds.
                Err(error) => tracing::warn!(%error, "events could not be read"),
            }
        }
    }

    /// Waits until this campaign got events, or until that cannot be told.
    async fn word(&mut self) {
        loop {
            match self.woken.recv().await {
                Ok(campaign) if campaign == self.campaign => return,
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return,
                Err(RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}
