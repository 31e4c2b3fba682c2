//! Answers on their way out: in pieces, slowly, cut or broken.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use futures::{Stream, StreamExt, stream};
use serde_json::Value;
use tokio::sync::watch;

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
    /// The model calls functions instead.
    CalledTool,
}

/// What is answered.
#[derive(Clone, Debug)]
pub struct Told {
    /// The words in pieces.
    pub pieces: Vec<String>,
    /// How they end.
    pub ending: Ending,
    /// The functions it calls instead, by name and arguments in JSON.
    pub calls: Vec<(&'static str, &'static str)>,
}

impl Told {
    fn new(behaviour: &Behaviour, call: &Call, answer: &str) -> Self {
        let whole = answer;
        let answer = within_limit(call, answer);
        let ending = match behaviour {
            _ if is_whole(behaviour) && answer.len() < whole.len() => Ending::MaxTokens,
            Behaviour::MaxTokens => Ending::MaxTokens,
            Behaviour::PromptBlocked => Ending::PromptBlocked,
            Behaviour::AnswerBlocked => Ending::AnswerBlocked,
            Behaviour::Declined => Ending::Declined,
            Behaviour::CalledTool | Behaviour::Calls(_) => Ending::CalledTool,
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
            calls: match behaviour {
                Behaviour::CalledTool => vec![("search", "{}")],
                Behaviour::Calls(calls) => calls.clone(),
                _ => Vec::new(),
            },
        }
    }

    /// The arguments of a call in two parts, as they come over the network.
    pub fn halves(arguments: &str) -> [&str; 2] {
        let (first, second) = arguments.split_at(arguments.len() / 2);
        [first, second]
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

/// As much of an answer as the question's limit leaves after thinking, as every vendor stops there.
fn within_limit<'a>(call: &Call, answer: &'a str) -> &'a str {
    let limit = call
        .max_output_tokens
        .and_then(|limit| usize::try_from(limit).ok());
    let room = limit.map_or(answer.len(), |limit| limit.saturating_sub(THINKING) * 4);
    answer
        .get(..answer.floor_char_boundary(room))
        .unwrap_or_default()
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
        Behaviour::Answer
            | Behaviour::Latency(_)
            | Behaviour::SlowDrip(_)
            | Behaviour::Text(_)
            | Behaviour::Calls(_)
    )
}

fn is_worth_its_price(behaviour: &Behaviour, told: &Told) -> bool {
    is_whole(behaviour) && matches!(told.ending, Ending::Whole | Ending::CalledTool)
}

fn pauses(behaviour: &Behaviour) -> (Duration, Duration) {
    match behaviour {
        Behaviour::Latency(latency) => (*latency, Duration::ZERO),
        Behaviour::SlowDrip(pause) => (Duration::ZERO, *pause),
        _ => (Duration::ZERO, Duration::ZERO),
    }
}

/// Whether a stream comes to its own end, with a report of what it costs.
fn ends(behaviour: &Behaviour) -> bool {
    !matches!(
        behaviour,
        Behaviour::Cut
            | Behaviour::CutAfterTheEnd
            | Behaviour::EndsEarly
            | Behaviour::ErrorInStream
            | Behaviour::Garbage
    )
}

/// The answer as a stream; `done` is called when all of it went out, with whether it is worth its
/// price. Each event comes in two parts that end wherever they end, as on a real network.
pub(super) fn stream<W: Wire>(
    wire: &W,
    behaviour: &Behaviour,
    call: &Call,
    answer: &str,
    line: Line,
    done: impl FnOnce(&Told, bool) + Send + 'static,
) -> Response {
    let told = Told::new(behaviour, call, answer);
    let (whole, ends) = (is_worth_its_price(behaviour, &told), ends(behaviour));
    let events = wire.events(call, &told);
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
    let (latency, pause) = pauses(behaviour);
    let wait = stream::once(tokio::time::sleep(latency)).filter_map(async |()| None);
    let end = stream::once(async move {
        line.ended();
        if ends {
            done(&told, whole);
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
    done: impl FnOnce(&Told, bool),
) -> Response {
    tokio::time::sleep(pauses(behaviour).0).await;
    match behaviour {
        Behaviour::Cut | Behaviour::EndsEarly | Behaviour::Garbage => {
            let mut half = wire
                .whole(call, &Told::new(behaviour, call, answer))
                .to_string();
            half.truncate(half.floor_char_boundary(half.len() / 2));
            let out = [Out::Frame(half), Out::Break];
            let body = stream::iter(out).flat_map(|out| parts(out, Duration::ZERO));
            return respond("application/json", body);
        }
        Behaviour::ErrorInStream => {
            if let Some(refused) = wire.refusal(&Behaviour::Overloaded(None), call) {
                return refused;
            }
        }
        _ => {}
    }
    let told = Told::new(behaviour, call, answer);
    let body = wire.whole(call, &told);
    let whole = is_worth_its_price(behaviour, &told);
    done(&told, whole);
    axum::Json(body).into_response()
}

/// A count, which comes at once.
pub(super) fn counted(behaviour: &Behaviour, count: Value) -> Response {
    let whole = count.to_string();
    let half = whole.get(..whole.len() / 2).unwrap_or_default().to_owned();
    let out = match behaviour {
        Behaviour::Garbage | Behaviour::HalfJson => vec![Out::Frame(half)],
        Behaviour::Cut => vec![Out::Frame(half), Out::Break],
        _ => return reply_json(200, count),
    };
    let body = stream::iter(out).flat_map(|out| parts(out, Duration::ZERO));
    respond("application/json", body)
}

/// A reply that never begins.
pub(super) fn silence(line: Line) -> Response {
    let held = stream::once(async move {
        std::future::pending::<()>().await;
        line.ended();
    });
    respond("text/event-stream", held.filter_map(async |()| None))
}

/// Notices when the caller hangs up before the reply has come to its end.
pub(super) struct Line {
    hung_up: watch::Sender<usize>,
    open: bool,
}

impl Line {
    pub(super) fn to(hung_up: &watch::Sender<usize>) -> Self {
        Self {
            hung_up: hung_up.clone(),
            open: true,
        }
    }

    pub(super) fn ended(mut self) {
        self.open = false;
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.open {
            self.hung_up.send_modify(|times| *times += 1);
        }
    }
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
