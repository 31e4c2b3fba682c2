//! Compresses text that is made for one answer. Files of the site are compressed when built, and
//! an event stream must not wait for a compressor.

use http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower_http::{
    CompressionLevel,
    compression::{CompressionLayer, Predicate, predicate::SizeAbove},
};

/// The layer that compresses dynamic text.
pub fn compression() -> CompressionLayer<impl Predicate> {
    let is_text = |_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| {
        headers
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| {
                (kind.starts_with("text/") && !kind.starts_with("text/event-stream"))
                    || kind.starts_with("application/json")
            })
    };
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(860).and(is_text))
}
