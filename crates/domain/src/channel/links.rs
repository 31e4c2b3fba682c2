//! Links in a text, found the way X and Mastodon find them.

/// Top-level domains with which a bare `example.com` counts as a link. X links every registered
/// one; these are the usual ones, so that a rarer bare domain is counted letter by letter.
const BARE_DOMAIN_ENDINGS: &str = " com org net edu gov mil int info biz name pro mobi jobs app dev page blog shop store online site \
    tech cloud space website agency studio design digital media marketing news live life world today email club xyz io co ai me tv fm \
    gg ly to us uk eu de at ch fr es it nl be pt ie se no dk fi is pl cz sk hu ro bg gr hr si rs ua ru lt lv ee lu mt cy ca mx br ar \
    cl pe au nz jp cn kr tw hk sg my th vn id ph in pk lk ae sa il tr eg za ng ke gh ma ";

const LABEL_MAX: usize = 63;
const HOST_MAX: usize = 253;

/// A link in a text, in bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Link {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// It begins with `http://` or `https://`.
    pub has_scheme: bool,
}

/// Every link in `text`, in order.
pub fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut before = None;
    let mut resume = 0;
    for (start, c) in text.char_indices() {
        if start >= resume
            && may_start(before, c)
            && let Some(link) = text.get(start..).and_then(|rest| link_at(rest, before))
        {
            resume = start + link.end;
            found.push(Link {
                start,
                end: resume,
                has_scheme: link.has_scheme,
            });
        }
        before = Some(c);
    }
    found
}

/// A link can't begin inside a word, a mention, a hashtag or an e-mail address.
fn may_start(before: Option<char>, c: char) -> bool {
    c.is_alphanumeric()
        && before.is_none_or(|b| {
            !b.is_ascii_alphanumeric() && !matches!(b, '@' | '＠' | '#' | '＃' | '$')
        })
}

fn link_at(rest: &str, before: Option<char>) -> Option<Link> {
    let scheme = scheme_len(rest);
    let has_scheme = scheme > 0;
    if !has_scheme && matches!(before, Some('-' | '_' | '.' | '/')) {
        return None;
    }
    let host = host_len(rest.get(scheme..)?, has_scheme)?;
    let after_host = scheme + host;
    let port = port_len(rest.get(after_host..)?);
    let path = path_len(rest.get(after_host + port..)?);
    Some(Link {
        start: 0,
        end: after_host + port + path,
        has_scheme,
    })
}

pub(super) fn scheme_len(text: &str) -> usize {
    ["https://", "http://"]
        .into_iter()
        .find(|scheme| {
            text.get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        })
        .map_or(0, str::len)
}

/// Bytes of the longest valid domain at the start; a bare one must end as domains usually do.
pub(super) fn host_len(text: &str, has_scheme: bool) -> Option<usize> {
    let belongs = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '.' | '-' | '_')
            || has_scheme && c.is_alphanumeric()
    };
    let run = text.find(|c| !belongs(c)).unwrap_or(text.len());
    let mut longest = None;
    let mut from = 0;
    for label in text.get(..run)?.split('.') {
        if from > HOST_MAX {
            break;
        }
        let ending = ascii_prefix(label.trim_end_matches('_'));
        let end = from + ending.len();
        let open = text
            .get(end..)
            .is_some_and(|rest| rest.starts_with(['@', '+', '-']));
        if from > 0 && !open && is_label(ending) && is_ending(ending, has_scheme) {
            longest = Some(end);
        }
        if !is_label(label) {
            break;
        }
        from += label.len() + 1;
    }
    longest
}

/// The part before the first letter of another script, so that a sentence can go on right after
/// a domain; an ending that starts in another script stays whole.
fn ascii_prefix(ending: &str) -> &str {
    match ending.find(|c: char| !c.is_ascii()) {
        Some(at) if at > 0 => ending.get(..at).unwrap_or(ending),
        _ => ending,
    }
}

fn is_label(label: &str) -> bool {
    (1..=LABEL_MAX).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
}

fn is_ending(ending: &str, has_scheme: bool) -> bool {
    if has_scheme {
        let letters = ending.chars().all(char::is_alphabetic) && ending.chars().nth(1).is_some();
        return letters || ending.starts_with("xn--");
    }
    let ending = ending.to_ascii_lowercase();
    ending.len() >= 2
        && BARE_DOMAIN_ENDINGS
            .split_ascii_whitespace()
            .any(|known| known == ending)
}

fn port_len(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(':') else {
        return 0;
    };
    match rest.bytes().take_while(u8::is_ascii_digit).count() {
        0 => 0,
        digits => digits + 1,
    }
}

/// Bytes of path and query, without the punctuation that ends the sentence around the link.
fn path_len(text: &str) -> usize {
    if !text.starts_with(['/', '?']) {
        return 0;
    }
    let run = text.find(|c: char| !is_path_char(c)).unwrap_or(text.len());
    let mut path = text.get(..run).unwrap_or_default();
    let mut unopened = path
        .matches(')')
        .count()
        .saturating_sub(path.matches('(').count());
    while let Some(last) = path.chars().next_back() {
        match last {
            ')' if unopened == 0 => break,
            ')' => unopened -= 1,
            '(' => unopened += 1,
            _ if may_end(last) => break,
            _ => {}
        }
        path = path.strip_suffix(last).unwrap_or_default();
    }
    path.len()
}

fn is_path_char(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || "/?#%&=+-_.,:;~!*'()@$|[]".contains(c)
        || matches!(c, '\u{C0}'..='\u{24F}' | '\u{400}'..='\u{4FF}')
}

fn may_end(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '/' | '=' | '_' | '#' | '+' | '-' | '&' | '%' | '~')
}

/// Byte ranges of the `@server` part of mentions like `@name@server`.
pub(super) fn remote_mention_domains(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let free = before.is_none_or(|b: char| {
            !b.is_alphanumeric() && !matches!(b, '=' | '/' | '.' | '_' | '@')
        });
        if c == '@'
            && free
            && let Some((start, end)) = text.get(at + 1..).and_then(mention_domain)
        {
            found.push((at + 1 + start, at + 1 + end));
        }
        before = Some(c);
    }
    found
}

/// Where the second `@` and the server are in what follows the first `@`.
fn mention_domain(rest: &str) -> Option<(usize, usize)> {
    let name = rest.find('@')?;
    let valid = rest
        .get(..name)?
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
    let server = rest.get(name + 1..)?;
    let run = server
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
        .unwrap_or(server.len());
    let server = server.get(..run)?.trim_end_matches(['.', '-']);
    (name > 0 && valid && !server.is_empty()).then_some((name, name + 1 + server.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::channel::strategies::text;

    fn found(text: &str) -> Vec<&str> {
        links(text)
            .iter()
            .map(|link| &text[link.start..link.end])
            .collect()
    }

    #[test]
    fn links_are_found_whole_and_without_the_sentence_around_them() {
        for (text, expected) in [
            (
                "See https://example.com/a?b=c&d=e.",
                vec!["https://example.com/a?b=c&d=e"],
            ),
            (
                "(https://en.example.org/wiki/Tea_(drink))",
                vec!["https://en.example.org/wiki/Tea_(drink)"],
            ),
            (
                "example.com, foo.co.jp and example.com/x!",
                vec!["example.com", "foo.co.jp", "example.com/x"],
            ),
            (
                "HTTPS://www.ExaMPLE.COM/index.html",
                vec!["HTTPS://www.ExaMPLE.COM/index.html"],
            ),
            ("http://example.comです", vec!["http://example.com"]),
            (
                "http://☃.example/ http://例え.テスト",
                vec!["http://例え.テスト"],
            ),
            (
                "https://example.com:8080/x",
                vec!["https://example.com:8080/x"],
            ),
            ("example.com.Next sentence", vec!["example.com"]),
            ("me@example.com #example.com @example.com", vec![]),
            ("first.me@example.com example.com-", vec![]),
            ("e.g. 3.5 and so on... v1.2.3 file.txt", vec![]),
            ("http://localhost ftp://x", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn links_are_in_order_and_on_character_boundaries(text in text()) {
            let mut from = 0;
            for link in links(&text) {
                prop_assert!(link.start >= from && link.start < link.end);
                prop_assert!(text.get(link.start..link.end).is_some());
                from = link.end;
            }
        }
    }
}
