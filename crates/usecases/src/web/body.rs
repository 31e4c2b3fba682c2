//! Reading an answer without ever holding more of it than is allowed.

use std::io::Read;

use flate2::read::MultiGzDecoder;
use reqwest::{Response, header::CONTENT_ENCODING};

use super::FetchRefusal;

/// One mebibyte.
pub(super) const MEBIBYTE: usize = 1024 * 1024;

/// How an answer's bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Plain,
    Gzip,
}

/// An answer's bytes as they came.
#[derive(Debug)]
pub(super) struct Body {
    packing: Packing,
    bytes: Vec<u8>,
    mebibytes: usize,
}

impl Body {
    /// Reads `response` to its end, or refuses it as soon as it exceeds `mebibytes`.
    pub(super) async fn read(
        mut response: Response,
        mebibytes: usize,
    ) -> Result<Self, FetchRefusal> {
        let packing = packing(&response)?;
        let most = mebibytes * MEBIBYTE;
        if response
            .content_length()
            .is_some_and(|length| length > most as u64)
        {
            return Err(FetchRefusal::TooLarge(mebibytes));
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| FetchRefusal::CutOff)? {
            if bytes.len() + chunk.len() > most {
                return Err(FetchRefusal::TooLarge(mebibytes));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Self {
            packing,
            bytes,
            mebibytes,
        })
    }

    /// The bytes unpacked; the same bound holds for them, so that a small archive of a huge page
    /// is refused too. Takes processor time: call it off the async threads.
    pub(super) fn unpack(self) -> Result<Vec<u8>, FetchRefusal> {
        if self.packing == Packing::Plain {
            return Ok(self.bytes);
        }
        let most = self.mebibytes * MEBIBYTE;
        let mut plain = Vec::new();
        MultiGzDecoder::new(self.bytes.as_slice())
            .take(most as u64 + 1)
            .read_to_end(&mut plain)
            .map_err(|_| FetchRefusal::Encoding)?;
        if plain.len() > most {
            return Err(FetchRefusal::TooLarge(self.mebibytes));
        }
        Ok(plain)
    }
}

fn packing(response: &Response) -> Result<Packing, FetchRefusal> {
    let mut named = response.headers().get_all(CONTENT_ENCODING).iter();
    match (named.next(), named.next()) {
        (None, _) => Ok(Packing::Plain),
        (Some(one), None) => match one
            .to_str()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
            .as_str()
        {
            "" | "identity" => Ok(Packing::Plain),
            "gzip" | "x-gzip" => Ok(Packing::Gzip),
            _ => Err(FetchRefusal::Encoding),
        },
        _ => Err(FetchRefusal::Encoding),
    }
}
