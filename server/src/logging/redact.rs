//! What no line of the log shows: addresses, numbers and keys of people, as rules.

use std::{
    io::{self, Write},
    sync::LazyLock,
};

use regex::{Captures, Regex};
use tracing_subscriber::fmt::MakeWriter;

/// What stands in the place of what a rule takes out, the rule's pattern, and whether what it
/// finds is one. A group named `kept` stays.
type Rule = (&'static str, &'static str, fn(&str) -> bool);

/// The rules, in the order in which they are applied.
const RULES: [Rule; 8] = [
    (
        "[private key]",
        r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)",
        any,
    ),
    ("[key]", r"\beyJ[\w-]{8,}\.[\w-]{8,}(\.[\w-]*)?", any),
    ("[key]", r"(?i)(?P<kept>\bbearer\s+)[\w.~+/=-]{8,}", any),
    (
        "[key]",
        r"\b(sk|pk|rk|hb|hbs|ghp|gho|xox[a-z]|AIza|AKIA|glpat|ya29)[-_.]?[\w-]{16,}",
        any,
    ),
    (
        "[key]",
        r#"(?i)(?P<kept>(api[-_]?key|x-goog-api-key|authorization|cookie|handbill_session|password|passwd|secret|access[-_]?token|client[-_]?secret)\\?["']?\s*[:=]\s*\\?["']?)[^\s"',;&\\]{4,}"#,
        any,
    ),
    ("[e-mail]", r"[\w.+%-]+@[\w-]+(\.[\w-]+)+", any),
    ("[card]", r"\b\d(?:[ -]?\d){12,18}\b", is_card),
    (
        "[phone]",
        r"(?P<kept>^|[^\w.-])((\+|00)\d{1,3}[ ./-]?(\(\d{1,5}\)[ ./-]?)?\d(?:[ ./-]?\d){5,12}\b|\(\d{2,5}\) ?\d{3,4}[ -]?\d{3,5}\b|\d{3}[-.]\d{3}[-.]\d{4}\b|0\d{2,4}[ /]\d{5,9}\b)",
        any,
    ),
];

/// What stands instead of what the pattern finds, where the check agrees.
type Compiled = (&'static str, Regex, fn(&str) -> bool);

static COMPILED: LazyLock<Vec<Compiled>> = LazyLock::new(|| {
    let rules = RULES.into_iter();
    rules
        .filter_map(|(instead, pattern, is_one)| Some((instead, Regex::new(pattern).ok()?, is_one)))
        .collect()
});

/// `line` without what the rules take out.
fn redacted(line: &str) -> String {
    let mut line = line.to_owned();
    for (instead, pattern, is_one) in COMPILED.iter() {
        let replaced = pattern.replace_all(&line, |found: &Captures| {
            let whole = found.get(0).map_or("", |whole| whole.as_str());
            let kept = found.name("kept").map_or("", |kept| kept.as_str());
            if is_one(whole) {
                format!("{kept}{instead}")
            } else {
                whole.to_owned()
            }
        });
        line = replaced.into_owned();
    }
    line
}

const fn any(_: &str) -> bool {
    true
}

/// Whether the digits have the check digit of a card (Luhn): other long numbers are ids.
fn is_card(text: &str) -> bool {
    let digits = text.chars().rev().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits
        .zip([1, 2].into_iter().cycle())
        .map(|(digit, weight)| digit * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    sum.is_multiple_of(10)
}

/// Hands lines on redacted. A line comes in one piece.
pub(super) struct Redacting<W>(pub W);

impl<'w, W: MakeWriter<'w>> MakeWriter<'w> for Redacting<W> {
    type Writer = Lines<W::Writer>;

    fn make_writer(&'w self) -> Self::Writer {
        Lines(self.0.make_writer())
    }
}

pub(super) struct Lines<W>(W);

impl<W: Write> Write for Lines<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0
            .write_all(redacted(&String::from_utf8_lossy(line)).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_can_be_read() {
        assert_eq!(COMPILED.len(), RULES.len());
    }

    #[test]
    fn addresses_numbers_and_keys_are_taken_out() {
        for (line, shown) in [
            (
                "write to ada.lovelace+news@mail.example.co.uk today",
                "write to [e-mail] today",
            ),
            (
                "call +49 30 901820 or (030) 1234 5678",
                "call [phone] or [phone]",
            ),
            ("call 0041 44 668 18 00.", "call [phone]."),
            (
                "call 555-867-5309 or 030 90182044",
                "call [phone] or [phone]",
            ),
            ("card 4111 1111 1111 1111 expires", "card [card] expires"),
            ("card 5500-0000-0000-0004", "card [card]"),
            (
                "key sk-proj-abcdefghij0123456789 refused",
                "key [key] refused",
            ),
            ("key AIzaSyA1234567890abcdefghijklmnopqrstuv", "key [key]"),
            (
                "authorization: Bearer abcdef.ghijkl",
                "authorization: [key] [key]",
            ),
            ("Bearer abcdef.ghijkl", "Bearer [key]"),
            (
                r#"{"api_key":"abcd1234","n":1}"#,
                r#"{"api_key":"[key]","n":1}"#,
            ),
            (
                r#"{\"password\": \"correct horse\"}"#,
                r#"{\"password\": \"[key] horse\"}"#,
            ),
            (
                "handbill_session=AbCdEf123; Path=/",
                "handbill_session=[key]; Path=/",
            ),
            ("jwt eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJ", "jwt [key]"),
            (
                "-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY----- x",
                "[private key] x",
            ),
        ] {
            assert_eq!(redacted(line), shown, "{line}");
        }
    }

    #[test]
    fn what_an_operator_needs_stays() {
        for line in [
            "2026-11-30T16:15:30.123456Z  INFO request{request_id=0199a3f2-7c1e-7000-8000-000000000001}: answered status=200 millis=12",
            "serving listen=127.0.0.1:3000 provider=\"gemini\" model=\"gemini-3.8-flash\"",
            "job=01992b1c-0000-7000-8000-000000000123 tokens=1234567890123 cost=12345678",
            "a provider did not answer provider=\"openai\" attempt=2 cause=RateLimited reason=\"429 tokens: Rate limit reached\"",
            "hash ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ] {
            assert_eq!(redacted(line), line);
        }
    }
}
