//! Character references: `&amp;` and its kin.

use std::borrow::Cow;

/// Longer than the longest name of a reference.
const MOST_NAME: usize = 40;

/// `text` with its character references resolved. References without a semicolon stay as they
/// stand, and so does a sign that begins none.
pub(super) fn resolve(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut resolved = String::with_capacity(text.len());
    let mut parts = text.split('&');
    resolved.push_str(parts.next().unwrap_or_default());
    for part in parts {
        // Each reference is resolved by itself: on a whole page of bare signs, the decoder
        // would look for their end again and again.
        let end = part.bytes().take(MOST_NAME).position(|byte| byte == b';');
        if let Some((name, rest)) = end.and_then(|end| part.split_at_checked(end + 1)) {
            resolved.push_str(&html_escape::decode_html_entities(&format!("&{name}")));
            resolved.push_str(rest);
        } else {
            resolved.push('&');
            resolved.push_str(part);
        }
    }
    Cow::Owned(resolved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_and_what_is_none_stays() {
        assert_eq!(
            resolve("R&amp;D &lt;b&gt; &euro;5 &#8364; &#x20AC; &nbsp;"),
            "R&D <b> €5 € € \u{a0}"
        );
        assert_eq!(
            resolve("a & b; &nosuch; & &#xD800; &#99999999;"),
            "a & b; &nosuch; & &#xD800; &#99999999;"
        );
        assert_eq!(resolve("&amp&amp;lt; &é; ;&"), "&amp&lt; &é; ;&");
    }
}
