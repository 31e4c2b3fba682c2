//! Addresses outside the pages: files and events for a signed-in browser.

use std::fmt::Write as _;

use domain::{
    channel::Ratio,
    ids::{CampaignId, VersionId},
    picture::EDITION,
};

/// A small text file that the page itself carries.
pub fn carried(content_type: &str, text: &str) -> String {
    format!("data:{content_type};charset=utf-8,{}", encoded(text))
}

/// A text as it stands in an address.
pub fn encoded(text: &str) -> String {
    let mut address = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _written = write!(address, "%{byte:02X}");
        }
    }
    address
}

/// A version's picture, `width` pixels wide or `full`.
pub fn picture(version: VersionId, ratio: Ratio, width: &str) -> String {
    format!("/pictures/{EDITION}/{version}/{ratio}-{width}.webp")
}

/// A campaign as a file: `csv`, `json`, `markdown` or `zip`.
pub fn campaign_file(id: CampaignId, format: &str) -> String {
    format!("/api/v1/campaigns/{id}/export?format={format}")
}

/// The events of a campaign after the one numbered `after`.
pub fn campaign_events(id: CampaignId, after: i64) -> String {
    format!("/api/v1/campaigns/{id}/events?after={after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_carried_file_is_one_address_whatever_is_in_it() {
        assert_eq!(
            carried("text/plain", "a b\né\"<"),
            "data:text/plain;charset=utf-8,a%20b%0A%C3%A9%22%3C"
        );
    }
}
