//! Answers on their way out: in pieces, slowly, cut or broken.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use futures::{Stream, StreamExt, stream};
use serde_json::Value;

use super::{Behaviour, Call, Wire};

/// Characters a piece of a streamed answer has at least.
const PIECE: usize = 48;
/// The most pieces a very long answer comes in.
const PIECES: usize = 256;
/// Tokens that every answer is thought about.
pub(crate) const THINKING: usize = 8;
/// What every model that thinks says first.
pub(crate) const THOUGHT: &str = "Thinking it over.";

/// How an answer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It is whole.
    Whole,
    /// It reached its limit.
    MaxTokens,
    /// The question was held back by the filter.
    PromptBlocked,
    /// The answer was held back by the filter.
    AnswerBlocked,
    /// The model declined.
    Declined,
    /// The model called a tool instead.
    CalledTool,
}

/// What is answered.
#[derive(Clone, Debug)]
pub struct Told {
    /// The words in pieces.
    pub pieces: Vec<String>,
    /// How they end.
    pub ending: Ending,
}

impl Told {
    fn new(behaviour: &Behaviour, answer: &str) -> Self {
        let ending = match behaviour {
            Behaviour::MaxTokens => Ending::MaxTokens,
            Behaviour::PromptBlocked => Ending::PromptBlocked,
            Behaviour::AnswerBlocked => Ending::AnswerBlocked,
            Behaviour::Declined => Ending::Declined,
            Behaviour::CalledTool => Ending::CalledTool,
            _ => Ending::Whole,
        };
        let text = match (behaviour, ending) {
            (Behaviour::Text(text), _) => text.as_str(),
            (Behaviour::HalfJson, _) => answer.get(..answer.len() / 2).unwrap_or("{"),
            (_, Ending::Whole | Ending::MaxTokens) => answer,
            _ => "",
        };
        let letters: Vec<char> = text.chars().collect();
        let size = PIECE.max(letters.len() / PIECES);
        let pieces = letters.chunks(size).map(|piece| piece.iter().collect());
        Self {
            pieces: pieces.collect(),
            ending,
        }
    }

    /// All its words.
    pub fn text(&self) -> String {
        self.pieces.concat()
    }

    /// Tokens of the words after this many pieces, thinking left out.
    pub fn tokens(&self, pieces: usize) -> usize {
        self.pieces
            .iter()
            .take(pieces)
            .map(String::len)
            .sum::<usize>()
            / 4
    }

    /// Tokens of all its words, thinking left out.
    pub fn all_tokens(&self) -> usize {
        self.tokens(self.pieces.len())
    }
}

/// Something that goes out, or the connection's end.
enum Out {
    Frame(String),
    Break,
}

/// Whether the caller gets what it pays for.
fn is_whole(behaviour: &Behaviour) -> bool {
    matches!(
        behaviour,
        Behaviour::Answer | Behaviour::Latency(_) | Behaviour::SlowDrip(_) | Behaviour::Text(_)
    )
}

fn pauses(behaviour: &Behaviour) -> (Duration, Duration) {
    match behaviour {
        Behaviour::Latency(latency) => (*latency, Duration::ZERO),
        Behaviour::SlowDrip(pause) => (Duration::ZERO, *pause),
        _ => (Duration::ZERO, Duration::ZERO),
    }
}

/// The answer as a stream; `done` is called when all of it went out and is worth its price. Each
/// event comes in two parts that end wherever they end, as on a real network.
pub(super) fn stream<W: Wire>(
    wire: &W,
    behaviour: &Behaviour,
    call: &Call,
    answer: &str,
    done: impl FnOnce() + Send + 'static,
) -> Response {
    let events = wire.events(call, &Told::new(behaviour, answer));
    let mut out: Vec<Out> = events.into_iter().map(Out::Frame).collect();
    let half = out.len() / 2;
    match behaviour {
        Behaviour::Cut => out.splice(half.., [Out::Break]).for_each(drop),
        Behaviour::CutAfterTheEnd => out.push(Out::Break),
        Behaviour::EndsEarly => out.truncate(half),
        Behaviour::ErrorInStream => {
            out.splice(half.., [Out::Frame(wire.failure())])
                .for_each(drop);
        }
        Behaviour::Garbage => {
            let garbage = Out::Frame("data: {not json\n\n".into());
            out.splice(half.., [garbage]).for_each(drop);
        }
        _ => {}
    }
    let whole = is_whole(behaviour);
    let (latency, pause) = pauses(behaviour);
    let wait = stream::once(tokio::time::sleep(latency)).filter_map(async |()| None);
    let end = stream::once(async move {
        if whole {
            done();
        }
    })
    .filter_map(async |()| None);
    let body = wait
        .chain(stream::iter(out).flat_map(move |out| parts(out, pause)))
        .chain(end);
    respond("text/event-stream", body)
}

fn parts(out: Out, pause: Duration) -> impl Stream<Item = io::Result<Bytes>> {
    let parts = match out {
        Out::Frame(frame) => {
            let mut first = Bytes::from(frame);
            let second = first.split_off(first.len() / 2);
            vec![Ok(first), Ok(second)]
        }
        Out::Break => vec![Err(io::Error::from(io::ErrorKind::ConnectionReset))],
    };
    stream::once(async move {
        if pause.is_zero() {
            // Lets what was said before get out, as a connection that breaks later would.
            tokio::task::yield_now().await;
        } else {
            tokio::time::sleep(pause).await;
        }
        stream::iter(parts)
    })
    .flatten()
}

/// The answer at once.
pub(super) async fn whole<W: Wire>(
    wire: &W,
    behaviour: &Behaviour,
    call: &Call,
    answer: &str,
    done: impl FnOnce(),
) -> Response {
    tokio::time::sleep(pauses(behaviour).0).await;
    match behaviour {
        Behaviour::Cut | Behaviour::EndsEarly | Behaviour::Garbage => {
            return respond(
                "application/json",
                stream::iter([Err(io::Error::from(io::ErrorKind::ConnectionReset))]),
            );
        }
        Behaviour::ErrorInStream => {
            if let Some(refused) = wire.refusal(&Behaviour::Overloaded(None), call) {
                return refused;
            }
        }
        _ => {}
    }
    let body = wire.whole(call, &Told::new(behaviour, answer));
    if is_whole(behaviour) {
        done();
    }
    axum::Json(body).into_response()
}

/// A reply that never begins.
pub(super) fn silence() -> Response {
    respond("text/event-stream", stream::pending())
}

/// A status with a body.
pub(crate) fn reply_json(status: u16, body: Value) -> Response {
    (
        StatusCode::from_u16(status).unwrap_or_default(),
        axum::Json(body),
    )
        .into_response()
}

fn respond(
    kind: &'static str,
    body: impl Stream<Item = Result<Bytes, io::Error>> + Send + 'static,
) -> Response {
    ([(CONTENT_TYPE, kind)], Body::from_stream(body)).into_response()
}
