//! Replies read within bounds.

use std::{error::Error, time::Duration};

use courier::{Reply, SendError};
use futures::{Stream, StreamExt, TryStreamExt};
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use sse_stream::SseByteStream;
use time::{OffsetDateTime, format_description::well_known::Rfc2822};

/// The most bytes of one answer that are read: many times what a model's output limit allows.
const MAX_ANSWER_BYTES: usize = 8 * 1024 * 1024;
/// The most bytes of an answer in one piece that are read: what pictures, speech and vectors need.
const MAX_WHOLE_BYTES: usize = 32 * 1024 * 1024;
/// The most of an error's body that is read.
const MAX_BODY: usize = 64 * 1024;

pub(super) type Reason = Box<dyn Error + Send + Sync>;

/// What a stream of events brings.
pub(crate) enum Spoken {
    /// The data of an event.
    Event(String),
    /// More than any answer has.
    TooMuch(Reason),
    /// The connection broke.
    Broken(Reason),
}

#[derive(Debug, thiserror::Error)]
enum BodyError {
    #[error("the connection broke")]
    Transport(#[source] SendError),
    #[error("the answer is larger than is read")]
    TooLarge,
}

/// The server-sent events of a reply that have data.
pub(crate) fn events(reply: Reply) -> impl Stream<Item = Spoken> + Send {
    let mut room = MAX_ANSWER_BYTES;
    let bytes = reply
        .into_body()
        .map_err(BodyError::Transport)
        .map(move |piece| {
            let piece = piece?;
            room = room.checked_sub(piece.len()).ok_or(BodyError::TooLarge)?;
            Ok::<_, BodyError>(piece)
        });
    SseByteStream::new(bytes).filter_map(async |event| match event {
        Ok(event) => event
            .data
            .filter(|data| !data.is_empty())
            .map(Spoken::Event),
        Err(sse_stream::Error::Body(error)) if is_too_large(&*error) => {
            Some(Spoken::TooMuch(error))
        }
        Err(error) => Some(Spoken::Broken(error.into())),
    })
}

pub(super) fn is_too_large(error: &(dyn Error + Send + Sync + 'static)) -> bool {
    matches!(error.downcast_ref(), Some(BodyError::TooLarge))
}

/// All of a body that holds a picture, speech or vectors.
pub(super) async fn whole_body(reply: Reply) -> Result<Vec<u8>, Reason> {
    body_within(reply, MAX_WHOLE_BYTES).await
}

/// All of a body of at most so many bytes.
pub(super) async fn body_within(reply: Reply, most: usize) -> Result<Vec<u8>, Reason> {
    let mut body = Vec::new();
    let mut pieces = reply.into_body();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(BodyError::Transport)?;
        if body.len() + piece.len() > most {
            return Err(BodyError::TooLarge.into());
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// The beginning of a body, for what an error says.
pub(crate) async fn limited_body(reply: Reply) -> Vec<u8> {
    let mut body = Vec::new();
    let mut pieces = reply.into_body();
    while let Some(Ok(piece)) = pieces.next().await {
        let room = MAX_BODY - body.len();
        body.extend(piece.into_iter().take(room));
        if body.len() == MAX_BODY {
            break;
        }
    }
    body
}

/// How long a vendor asks to wait: `retry-after-ms`, or `Retry-After` in seconds or as a date, the
/// latter counted from the vendor's own `Date`.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |value: &reqwest::header::HeaderValue| Some(value.to_str().ok()?.trim().to_owned());
    let millis = headers.get("retry-after-ms").and_then(text);
    if let Some(millis) = millis.and_then(|millis| millis.parse::<f64>().ok()) {
        return Duration::try_from_secs_f64(millis / 1000.0).ok();
    }
    let value = headers.get(RETRY_AFTER).and_then(text)?;
    if let Ok(seconds) = value.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let date = |text: &str| OffsetDateTime::parse(text, &Rfc2822).ok();
    let now = date(headers.get(DATE)?.to_str().ok()?)?;
    (date(&value)? - now).try_into().ok()
}

/// A protobuf duration in JSON, such as `47s` or `29.72s`.
pub(crate) fn seconds_of(text: &str) -> Option<Duration> {
    let seconds: f64 = text.strip_suffix('s')?.parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(pairs: &[(&'static str, &str)]) -> Option<Duration> {
        let headers = pairs
            .iter()
            .map(|(name, value)| {
                let name = reqwest::header::HeaderName::from_static(name);
                (name, value.parse().unwrap())
            })
            .collect();
        retry_after(&headers)
    }

    #[test]
    fn a_wait_is_read_in_every_form_it_comes_in() {
        assert_eq!(seconds_of("29.72s"), Some(Duration::from_millis(29_720)));
        assert_eq!(seconds_of("-1s"), None);
        assert_eq!(
            waiting(&[("retry-after", "7")]),
            Some(Duration::from_secs(7))
        );
        assert_eq!(
            waiting(&[("retry-after", "2"), ("retry-after-ms", "1250")]),
            Some(Duration::from_millis(1250))
        );
        assert_eq!(
            waiting(&[
                ("date", "Mon, 23 Nov 2026 10:00:00 GMT"),
                ("retry-after", "Mon, 23 Nov 2026 10:00:30 GMT"),
            ]),
            Some(Duration::from_secs(30))
        );
        assert_eq!(waiting(&[("retry-after", "soon")]), None);
    }
}
