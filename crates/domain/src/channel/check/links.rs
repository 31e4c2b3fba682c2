//! Addresses: well formed, clickable where they stand, not too many.

use crate::post::ContentField;

use super::{
    super::{
        address::{is_web_address, repaired},
        compose::composed_text,
        finding::{Finding, Severity},
        links::links,
        rules::LinkPlacement,
    },
    PROSE, Post,
};

pub(super) fn check(post: &Post<'_>, findings: &mut Vec<Finding>) {
    findings.extend(own_link(post));
    for field in PROSE {
        findings.extend(broken_in_text(field, &post.content.get(field)));
    }
    findings.extend(link_in_caption(post));
    findings.extend(too_many(post));
}

fn own_link(post: &Post<'_>) -> Option<Finding> {
    const FIELD: ContentField = ContentField::Link;
    let link = post
        .content
        .link
        .as_deref()
        .filter(|link| !link.trim().is_empty())?;
    if !is_web_address(link.trim()) {
        let message = "The link is not a complete web address. It starts with https:// and a host like example.com.";
        let finding =
            Finding::new("link.malformed", Severity::Blocker, FIELD, message).at(0, link.len());
        return Some(finding.maybe_fix("Repair the address", repaired(link)));
    }
    if post.spec.links.placement != LinkPlacement::NotClickable {
        return None;
    }
    let message = format!(
        "Links can't be clicked in a {} caption, so it is left out of the text. Put it in the profile and say so.",
        post.spec.name
    );
    Some(
        Finding::new(
            post.rule("link_not_clickable"),
            Severity::Advice,
            FIELD,
            message,
        )
        .source(post.spec.links.source),
    )
}

/// A part of a text that was meant as an address and will not become a link.
fn broken_in_text(field: ContentField, text: &str) -> Option<Finding> {
    let broken: Vec<(usize, usize)> = broken_addresses(text).collect();
    let (start, end) = *broken.first()?;
    let address = text.get(start..end)?;
    let message = format!(
        "“{address}” looks like a web address but will not become a link. Check how it begins."
    );
    // A repair is offered only when it leaves nothing broken.
    let fixed =
        all_repaired(text, &broken).filter(|fixed| broken_addresses(fixed).next().is_none());
    let finding = Finding::new("link.malformed_in_text", Severity::Warning, field, message);
    Some(
        finding
            .at(start, end)
            .maybe_fix("Repair the address", fixed),
    )
}

fn all_repaired(text: &str, broken: &[(usize, usize)]) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in broken {
        out.push_str(text.get(from..*start)?);
        out.push_str(&repaired(text.get(*start..*end)?)?);
        from = *end;
    }
    out.push_str(text.get(from..)?);
    Some(out)
}

fn broken_addresses(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let found = links(text);
    tokens(text).filter(move |(start, end)| {
        let looks = text.get(*start..*end).is_some_and(looks_like_address);
        looks && !found.iter().any(|link| link.start == *start)
    })
}

/// Byte ranges between white space, without the punctuation around a word.
fn tokens(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let around = |c: char| {
        c.is_whitespace()
            || c.is_ascii_punctuation() && !matches!(c, '/' | '_' | '=' | '#' | '&' | '%')
    };
    let mut from = 0;
    text.split_inclusive(char::is_whitespace)
        .filter_map(move |token| {
            let start = from + (token.len() - token.trim_start_matches(around).len());
            from += token.len();
            let length = token.trim_matches(around).len();
            (length > 0).then_some((start, start + length))
        })
}

fn looks_like_address(token: &str) -> bool {
    let lower = token.to_ascii_lowercase();
    let scheme = lower.starts_with("http") && (lower.contains("//") || lower.contains(":/"));
    scheme || lower.starts_with("htp://") || lower.starts_with("www.")
}

fn link_in_caption(post: &Post<'_>) -> Option<Finding> {
    if post.spec.links.placement != LinkPlacement::NotClickable {
        return None;
    }
    let body = &post.content.body;
    let link = links(body).into_iter().find(|link| link.has_scheme)?;
    let message = format!(
        "A link in a {} caption can't be clicked. Point to the link in the profile instead.",
        post.spec.name
    );
    let finding = Finding::new(
        post.rule("link_in_caption"),
        Severity::Warning,
        ContentField::Body,
        message,
    );
    Some(
        finding
            .at(link.start, link.end)
            .source(post.spec.links.source),
    )
}

fn too_many(post: &Post<'_>) -> Option<Finding> {
    let limit = post.spec.links.max?;
    let text = composed_text(post.kind, post.content);
    let mut different: Vec<&str> = links(&text)
        .into_iter()
        .filter_map(|link| text.get(link.start..link.end))
        .collect();
    different.sort_unstable();
    different.dedup();
    let used = different.len();
    if used <= limit.count {
        return None;
    }
    let message = format!(
        "The post has {used} links; {} takes {}. Take out {}.",
        post.spec.name,
        limit.count,
        used - limit.count
    );
    Some(
        Finding::new(
            post.rule("links_max"),
            limit.over,
            ContentField::Body,
            message,
        )
        .source(limit.source),
    )
}
