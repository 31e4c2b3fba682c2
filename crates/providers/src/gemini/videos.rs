//! Films by Google: Omni through Interactions, Veo on Vertex AI, and Veo in the older form of the
//! developer API. Read on 2026-11-23 in google-genai 3.4.0 and @google/genai 2.18.0.

mod omni;
mod veo;

pub(super) use omni::Omni;
pub(super) use veo::{Veo, VeoOnVertex};

/// The video model of the developer API that answers when none is configured: Veo has left it.
pub const DEFAULT_VIDEO_MODEL: &str = "gemini-omni-1.1-flash";

/// Whether a vendor's name for an order can stand in an address: it comes from outside.
fn is_plain(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
    (1..=400).contains(&name.len())
        && name.bytes().all(plain)
        && name
            .split('/')
            .all(|part| !part.is_empty() && part != ".." && part != ".")
}

/// The name, unless it cannot stand in an address.
fn plain(name: String) -> Result<String, serde_json::Error> {
    if is_plain(&name) {
        Ok(name)
    } else {
        Err(serde::de::Error::custom("an order's name"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_would_lead_elsewhere_is_none() {
        assert!(is_plain("models/veo-3.1/operations/a_1"));
        for name in ["", "a/../b", "a?b", "a#b", "//host/a", "a b", "a%2e", "/a"] {
            assert!(!is_plain(name), "{name}");
        }
    }
}
