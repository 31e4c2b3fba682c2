//! Films for pages: whole, or in the parts that browsers ask for while somebody watches; and their
//! captions. An address names a file that never changes, so it is kept by the browser.

use std::ops::Range;

use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
    routing::get,
};
use domain::{ids::AssetId, problem::Problem};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use usecases::videos::{self, Part};

use super::{Answer, Refusal, Server, api::Acting};

const FOR_EVER: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");

/// Routes of films.
pub fn router() -> Router<Server> {
    Router::new()
        .route("/films/{asset}/film.mp4", get(film))
        .route("/films/{asset}/captions.vtt", get(captions))
}

async fn film(
    Acting(actor): Acting,
    State(server): State<Server>,
    Path(asset): Path<String>,
    headers: HeaderMap,
) -> Answer<Response> {
    let asset = id(&asset)?;
    sent(&server, &actor, asset, &headers).await
}

async fn captions(
    Acting(actor): Acting,
    State(server): State<Server>,
    Path(asset): Path<String>,
) -> Answer<Response> {
    let asset = id(&asset)?;
    let file = videos::captions(server.services(), &actor, asset).await?;
    Ok(vtt(file))
}

/// A film's captions as an answer.
pub fn vtt(file: String) -> Response {
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/vtt; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, FOR_EVER),
    ];
    (headers, file).into_response()
}

/// What a request asks for of a film's file, as RFC 9110 (June 2022) has it in section 14.
pub async fn sent(
    server: &Server,
    actor: &domain::access::Actor,
    asset: AssetId,
    headers: &HeaderMap,
) -> Answer<Response> {
    let mut whole = 0;
    let mut partial = false;
    let wanted = |bytes: u64| {
        whole = bytes;
        match Asked::of(headers, bytes) {
            Asked::Whole => Some(0..bytes),
            Asked::Part(range) => {
                partial = true;
                Some(range)
            }
            Asked::Nothing => None,
        }
    };
    let Some(part) = videos::file(server.services(), actor, asset, wanted).await? else {
        let length = format!("bytes */{whole}");
        let headers = [(header::CONTENT_RANGE, length)];
        return Ok((StatusCode::RANGE_NOT_SATISFIABLE, headers).into_response());
    };
    Ok(answer(part, partial))
}

fn answer(part: Part, partial: bool) -> Response {
    let Part {
        range,
        whole,
        sha256,
        bytes,
    } = part;
    let tag = HeaderValue::from_str(&format!("\"{sha256}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("video/mp4")),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (header::CACHE_CONTROL, FOR_EVER),
        (
            header::ETAG,
            tag.unwrap_or(HeaderValue::from_static("\"\"")),
        ),
    ];
    if partial {
        let last = range.end.saturating_sub(1);
        let place = format!("bytes {}-{last}/{whole}", range.start);
        let place = [(header::CONTENT_RANGE, place)];
        return (StatusCode::PARTIAL_CONTENT, headers, place, bytes).into_response();
    }
    (headers, bytes).into_response()
}

/// Which bytes a request asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Whole,
    Part(Range<u64>),
    /// None that are there.
    Nothing,
}

impl Asked {
    /// Of several ranges the whole file is sent, as of what is no range.
    fn of(headers: &HeaderMap, whole: u64) -> Self {
        let text = headers
            .get(header::RANGE)
            .and_then(|text| text.to_str().ok());
        let range = text.and_then(|text| text.strip_prefix("bytes="));
        let Some((first, last)) = range.and_then(|range| range.split_once('-')) else {
            return Self::Whole;
        };
        let (first, last) = (first.trim(), last.trim());
        let number = |text: &str| text.parse::<u64>().ok();
        let range = match (number(first), number(last)) {
            (None, Some(length)) if first.is_empty() => whole.saturating_sub(length)..whole,
            (Some(first), None) if last.is_empty() => first..whole,
            (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(whole),
            _ => return Self::Whole,
        };
        if range.is_empty() {
            Self::Nothing
        } else {
            Self::Part(range)
        }
    }
}

fn id(text: &str) -> Result<AssetId, Refusal> {
    text.parse().map_err(|_| Problem::not_found("film").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_in_every_form_that_browsers_send() {
        let asked = |range: &str| {
            let headers = HeaderMap::from_iter([(header::RANGE, range.parse().unwrap())]);
            Asked::of(&headers, 100)
        };
        assert_eq!(Asked::of(&HeaderMap::new(), 100), Asked::Whole);
        assert_eq!(asked("bytes=0-"), Asked::Part(0..100));
        assert_eq!(asked("bytes=10-19"), Asked::Part(10..20));
        assert_eq!(asked("bytes=90-500"), Asked::Part(90..100));
        assert_eq!(asked("bytes=-10"), Asked::Part(90..100));
        assert_eq!(asked("bytes=-500"), Asked::Part(0..100));
        for none in ["bytes=100-", "bytes=-0", "bytes=200-300"] {
            assert_eq!(asked(none), Asked::Nothing, "{none}");
        }
        for other in [
            "bytes=5-2",
            "bytes=a-b",
            "bytes=0-1,5-6",
            "lines=1-2",
            "bytes=-",
        ] {
            assert_eq!(asked(other), Asked::Whole, "{other}");
        }
    }
}
