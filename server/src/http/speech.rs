//! Texts read aloud, for players on pages: as a whole or a part, as players ask when somebody seeks.

use std::ops::Range;

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
    routing::get,
};
use domain::{ids::ToolUseId, problem::Problem};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::{Answer, Server, api::Acting};

/// The players' route.
pub fn router() -> Router<Server> {
    Router::new().route("/speech/{name}", get(listen))
}

async fn listen(
    Acting(actor): Acting,
    State(server): State<Server>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Answer<Response> {
    let id = name
        .strip_suffix(".wav")
        .and_then(|id| id.parse::<ToolUseId>().ok());
    let id = id.ok_or_else(|| Problem::not_found("reading"))?;
    let file = usecases::tools::speech(server.services(), &actor, id).await?;
    let asked = headers
        .get(header::RANGE)
        .and_then(|asked| asked.to_str().ok());
    Ok(sent(file, asked))
}

/// The file, or the part of it that is asked for.
pub fn sent(file: Bytes, asked: Option<&str>) -> Response {
    let whole = file.len();
    let part = asked.and_then(|asked| part(asked, whole));
    let mut response = match part {
        Some(part) => {
            let told = format!(
                "bytes {}-{}/{whole}",
                part.start,
                part.end.saturating_sub(1)
            );
            (
                StatusCode::PARTIAL_CONTENT,
                [(header::CONTENT_RANGE, told)],
                file.slice(part),
            )
                .into_response()
        }
        None => file.into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "audio/wav"),
        (header::ACCEPT_RANGES, "bytes"),
        (
            header::CACHE_CONTROL,
            "private, max-age=31536000, immutable",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The one part that `bytes=0-99` or `bytes=100-` names; `None` for what is no such part, which is
/// answered with the whole file (RFC 9110, section 14.2).
fn part(asked: &str, whole: usize) -> Option<Range<usize>> {
    let (from, to) = asked.strip_prefix("bytes=")?.split_once('-')?;
    let from: usize = from.trim().parse().ok()?;
    let to = match to.trim() {
        "" => whole,
        to => to.parse::<usize>().ok()?.saturating_add(1).min(whole),
    };
    (from < to).then_some(from..to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_player_gets_the_part_it_asks_for_and_the_whole_otherwise() {
        assert_eq!(part("bytes=0-99", 1_000), Some(0..100));
        assert_eq!(part("bytes=900-", 1_000), Some(900..1_000));
        assert_eq!(part("bytes=0-99999", 1_000), Some(0..1_000));
        for none in [
            "bytes=1000-",
            "bytes=-5",
            "bytes=0-1,4-5",
            "lines=0-1",
            "bytes=9-2",
        ] {
            assert_eq!(part(none, 1_000), None, "{none}");
        }
    }
}
