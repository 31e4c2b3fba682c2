//! Addresses outside the pages: files and events for a signed-in browser.

use std::fmt::Write as _;

use domain::{
    channel::Ratio,
    ids::{CampaignId, PostId, VersionId},
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

/// The tool that writes the alt text of a post's picture.
pub fn alt_text(post: PostId) -> String {
    format!("/tools?tool=alt_text&post={post}")
}

/// A path with the parameters that are not empty.
pub fn with_parameters<'a>(
    path: &str,
    parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> String {
    let mut address = path.to_owned();
    for (name, value) in parameters
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
    {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(name);
        address.push('=');
        address.push_str(&encoded(value));
    }
    address
}

/// A campaign as a file: `csv`, `json`, `markdown` or `zip`.
pub fn campaign_file(id: CampaignId, format: &str) -> String {
    format!("/api/v1/campaigns/{id}/export?format={format}")
}

/// The ledger as a table, as far as `parameters` ask for it.
pub fn ledger_file<'a>(parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    with_parameters("/api/v1/calls/export", parameters)
}

/// What tells that calls began or ended.
pub const LEDGER_EVENTS: &str = "/api/v1/calls/events";

/// The events of a campaign after the one numbered `after`.
pub fn campaign_events(id: CampaignId, after: i64) -> String {
    format!("/api/v1/campaigns/{id}/events?after={after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_that_are_empty_are_left_out() {
        let parameters = [("q", "a&b c"), ("state", ""), ("after", "1.x")];
        assert_eq!(
            with_parameters("/posts", parameters),
            "/posts?q=a%26b%20c&after=1.x"
        );
        assert_eq!(
            with_parameters("/posts?a=1", [("b", "2")]),
            "/posts?a=1&b=2"
        );
    }

    #[test]
    fn a_carried_file_is_one_address_whatever_is_in_it() {
        assert_eq!(
            carried("text/plain", "a b\né\"<"),
            "data:text/plain;charset=utf-8,a%20b%0A%C3%A9%22%3C"
        );
    }
}
