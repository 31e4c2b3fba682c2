//! Web addresses in a post: those the marketer gave may stand in it, any other is taken out,
//! because it was made up or planted by a page.

use std::{collections::HashSet, ops::Range};

use domain::{brief::BriefDraft, channel::links};
use providers::WritingContext;

const STARTS: [&str; 3] = ["https://", "http://", "www."];

/// The addresses a post may name.
pub(super) struct Addresses {
    /// What the marketer gave, and their hosts.
    given: HashSet<String>,
    /// What stands in the place of any other.
    instead: String,
}

impl Addresses {
    pub(super) fn of(context: &WritingContext) -> Self {
        let link = context.link.clone().unwrap_or_default();
        let page = context
            .page
            .as_ref()
            .map(|page| page.address.as_str())
            .unwrap_or_default();
        let material = format!(
            "{}\n{link}\n{page}",
            BriefDraft::from(&context.brief).to_markdown()
        );
        let given = HashSet::new();
        let none = Self {
            given,
            instead: link,
        };
        none.and_of(&material)
    }

    /// These and those that `text` names.
    pub(super) fn and_of(mut self, text: &str) -> Self {
        let addresses = spans(text).into_iter().filter_map(|span| text.get(span));
        let given = addresses.flat_map(|address| [address.to_lowercase(), host(address)]);
        self.given.extend(given);
        self
    }

    /// `text` with every address that was not given replaced by the link, or taken out.
    pub(super) fn without_foreign(&self, text: &str) -> String {
        let mut kept = String::new();
        let mut done = 0;
        for span in spans(text) {
            let address = text.get(span.clone()).unwrap_or_default();
            if self.given.contains(&address.to_lowercase()) {
                continue;
            }
            tracing::warn!("an answer named an address that nobody gave; it was taken out");
            kept.push_str(text.get(done..span.start).unwrap_or_default());
            kept.push_str(&self.instead);
            done = span.end;
        }
        kept + text.get(done..).unwrap_or_default()
    }
}

/// The address without scheme, `www.` and path.
fn host(address: &str) -> String {
    let lower = address.to_lowercase();
    let rest = lower
        .split_once("://")
        .map_or(lower.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.trim_start_matches("www.").to_owned()
}

/// Where addresses stand: whatever a channel makes a link of, and whatever begins like one, in
/// order and without overlaps.
fn spans(text: &str) -> Vec<Range<usize>> {
    // ASCII lower-casing keeps byte positions.
    let lower = text.to_ascii_lowercase();
    let begun = STARTS
        .iter()
        .flat_map(|start| lower.match_indices(start))
        .map(|(at, _)| at..at + length(text.get(at..).unwrap_or_default()));
    let linked = links(text)
        .into_iter()
        .map(|link| link.start..link.end)
        .filter(|span| !joins_sentences(text, span));
    let mut found: Vec<Range<usize>> = begun.chain(linked).collect();
    found.sort_by_key(|span| (span.start, span.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for span in found {
        match apart.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

/// A missing space between two sentences (“fresh.It”) looks like a domain and is none.
fn joins_sentences(text: &str, span: &Range<usize>) -> bool {
    let parts = text.get(span.clone()).unwrap_or_default().split('.');
    parts.clone().zip(parts.skip(1)).any(|(before, after)| {
        before.ends_with(char::is_lowercase) && after.starts_with(char::is_uppercase)
    })
}

/// Bytes up to where an address ends: white space or a bracket, without the punctuation of the
/// sentence around it.
fn length(text: &str) -> usize {
    let end = text
        .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"'()[]{}|\\^`“”‘’«»".contains(c))
        .unwrap_or(text.len());
    text.get(..end)
        .unwrap_or_default()
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '*', '_'])
        .len()
}
