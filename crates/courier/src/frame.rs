//! What goes over the socket: a kind, a length in four bytes (little-endian), the content.

use std::io::{Error, ErrorKind, Result};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tokio::io::{AsyncRead, AsyncReadExt as _};

/// The longest content of a frame, and the most of an answer that is held.
pub(crate) const MAX_BYTES: usize = 64 * 1024 * 1024;
/// Kind and length.
const HEAD_BYTES: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    /// A server is there, until it closes the connection.
    Presence = 1,
    /// Begins a call, or takes up one that was begun: a [`Question`], followed by its body.
    Call = 2,
    /// The body of a question, or a piece of the answer's.
    Body = 3,
    /// The call is no longer wanted.
    Cancel = 4,
    /// The work of this id is stored: its answers can go.
    Forget = 5,
    /// Status and headers of the answer: an [`Opening`].
    Opening = 6,
    /// The answer is whole.
    End = 7,
    /// There will be no whole answer: a [`Failed`].
    Failed = 8,
}

impl Kind {
    fn of(byte: u8) -> Option<Self> {
        use Kind::{Body, Call, Cancel, End, Failed, Forget, Opening, Presence};
        [Presence, Call, Body, Cancel, Forget, Opening, End, Failed]
            .into_iter()
            .find(|kind| *kind as u8 == byte)
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Question {
    pub work: String,
    pub call: String,
    pub method: String,
    pub url: String,
    pub headers: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Opening {
    pub status: u16,
    pub headers: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Failed {
    /// Whether the provider was reached before it failed.
    pub begun: bool,
    pub reason: String,
}

pub(crate) fn frame(kind: Kind, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
    let mut bytes = Vec::with_capacity(HEAD_BYTES + content.len());
    bytes.push(kind as u8);
    bytes.extend(length.to_le_bytes());
    bytes.extend(content);
    bytes
}

pub(crate) fn json_frame(kind: Kind, content: &impl Serialize) -> Vec<u8> {
    // Structs of texts and numbers always serialise.
    frame(kind, &serde_json::to_vec(content).unwrap_or_default())
}

/// The next frame; `None` when the other side closed between two.
pub(crate) async fn read(from: &mut (impl AsyncRead + Unpin)) -> Result<Option<(Kind, Vec<u8>)>> {
    let kind = match from.read_u8().await {
        Ok(kind) => kind,
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    };
    let kind = Kind::of(kind).ok_or_else(|| invalid("a frame of an unknown kind"))?;
    let length = usize::try_from(from.read_u32_le().await?).unwrap_or(usize::MAX);
    if length > MAX_BYTES {
        return Err(invalid("a frame that is too long"));
    }
    let mut content = vec![0; length];
    from.read_exact(&mut content).await?;
    Ok(Some((kind, content)))
}

pub(crate) fn read_json<T: DeserializeOwned>(content: &[u8]) -> Result<T> {
    serde_json::from_slice(content).map_err(|error| invalid(&error.to_string()))
}

pub(crate) fn invalid(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}

/// Headers as text: each byte becomes the character of its number, so that none is lost.
pub(crate) fn written(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            let value = value.as_bytes().iter().copied().map(char::from).collect();
            (name.to_string(), value)
        })
        .collect()
}

pub(crate) fn headers(written: &[(String, String)]) -> Result<HeaderMap> {
    written
        .iter()
        .map(|(name, value)| {
            let bytes: Option<Vec<u8>> = value.chars().map(|c| u8::try_from(c).ok()).collect();
            let name = HeaderName::try_from(name).map_err(|_| invalid("a header's name"))?;
            let value = bytes
                .and_then(|bytes| HeaderValue::from_bytes(&bytes).ok())
                .ok_or_else(|| invalid("a header's value"))?;
            Ok((name, value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn frames_come_out_as_they_went_in() {
        let mut sent = frame(Kind::Body, b"abc");
        sent.extend(frame(Kind::End, b""));
        let mut from = sent.as_slice();
        assert_eq!(
            read(&mut from).await.unwrap(),
            Some((Kind::Body, b"abc".to_vec()))
        );
        assert_eq!(read(&mut from).await.unwrap(), Some((Kind::End, vec![])));
        assert_eq!(read(&mut from).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_frame_that_is_cut_or_unknown_or_too_long_is_refused() {
        for bytes in [
            &frame(Kind::Body, b"abc")[..6],
            &[99, 0, 0, 0, 0],
            &[3, 255, 255, 255, 255],
        ] {
            assert!(read(&mut &*bytes).await.is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn headers_keep_every_byte() {
        let mut map = HeaderMap::new();
        map.append("x-a", HeaderValue::from_bytes(&[b'a', 0xe9]).unwrap());
        map.append("x-a", HeaderValue::from_static("second"));
        assert_eq!(headers(&written(&map)).unwrap(), map);
        assert!(headers(&[("x-a".into(), "two\nlines".into())]).is_err());
    }
}
