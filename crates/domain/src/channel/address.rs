//! Whether a web address is complete, and what was meant by one that isn't.

use super::links::{host_len, links, scheme_len};

/// Whether `text` is one complete `http` or `https` address of a public-looking host, as a post's
/// link must be: no spaces, no user name, a host with a dot.
pub fn is_web_address(text: &str) -> bool {
    let scheme = scheme_len(text);
    let Some(rest) = text.get(scheme..).filter(|_| scheme > 0) else {
        return false;
    };
    let clean = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"\\^`{|}".contains(c);
    if !rest.chars().all(clean) {
        return false;
    }
    let authority = rest
        .get(..rest.find(['/', '?', '#']).unwrap_or(rest.len()))
        .unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let numeric =
        host.split('.').all(|part| part.parse::<u8>().is_ok()) && host.split('.').count() == 4;
    let named = host_len(host, true) == Some(host.len());
    (numeric || named) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// The address that was most likely meant: the scheme repaired or added. `None` when it is no
/// address even then.
pub(super) fn repaired(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let letters = lower.len() - lower.trim_start_matches(['h', 't', 'p', 's']).len();
    let rest = text.get(letters..).unwrap_or_default();
    let after = rest.trim_start_matches([':', '/', '\\']);
    let misspelt = lower.starts_with('h')
        && lower
            .get(..letters)
            .is_some_and(|scheme| scheme.contains('p'))
        && after.len() < rest.len();
    let bare = if misspelt {
        after
    } else {
        text.trim_start_matches('/')
    };
    let candidate = format!("https://{bare}");
    let complete = misspelt || links(bare).first().is_some_and(|link| link.start == 0);
    (complete && is_web_address(&candidate)).then_some(candidate)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::channel::strategies::text;

    #[test]
    fn a_post_link_is_a_complete_public_address() {
        for good in [
            "https://example.com",
            "http://example.com/a?b#c",
            "https://example.com:8443/",
            "https://bücher.example/é",
            "https://93.184.216.34/x",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "",
            "example.com",
            "https://",
            "https://example",
            "ftp://example.com",
            "https://a b.example",
            "https://user@example.com",
            "https://example.com:0",
            "https://example.com/{slug}",
            "https://-a.example",
            "https://256.1.2.3/",
            "javascript:alert(1)",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn usual_slips_in_an_address_are_repaired() {
        for (slip, meant) in [
            ("example.com/x", "https://example.com/x"),
            ("http:/example.com", "https://example.com"),
            ("https//example.com", "https://example.com"),
            ("htttps://example.com", "https://example.com"),
            ("//example.com", "https://example.com"),
            ("shop.example.com ", "https://shop.example.com"),
        ] {
            assert_eq!(repaired(slip).as_deref(), Some(meant), "{slip}");
        }
        assert_eq!(repaired("soon"), None);
        assert_eq!(repaired("javascript:alert(1)"), None);
    }

    proptest! {
        #[test]
        fn a_repaired_address_is_an_address(text in text()) {
            if let Some(address) = repaired(&text) {
                prop_assert!(is_web_address(&address));
            }
        }
    }
}
