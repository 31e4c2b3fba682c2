//! Limits of length.

use crate::post::{ContentField, PostContent};

use super::{
    super::{
        compose::{composed_text, counted_text},
        count::{Counting, count},
        finding::{Finding, Severity, grouped},
        fit::{fit, fit_body, prefix_within, shorten},
        spec::{FieldSpec, Limit},
    },
    Post,
};

pub(super) fn check(post: &Post<'_>, findings: &mut Vec<Finding>) {
    for spec in post
        .spec
        .fields
        .iter()
        .filter(|spec| spec.field != ContentField::Hashtags)
    {
        let text = counted_text(post.kind, spec.field, post.content);
        let over = spec
            .maxima()
            .find(|(counting, limit)| count(*counting, &text) > limit.count);
        match (over, spec.recommended) {
            (Some((counting, limit)), _) => {
                findings.push(too_long(post, spec, counting, limit, &text));
            }
            (None, Some(limit)) => findings.extend(longer_than_good(post, spec, limit, &text)),
            (None, None) => {}
        }
        findings.extend(late_opening(post, spec));
    }
}

fn too_long(
    post: &Post<'_>,
    spec: &FieldSpec,
    counting: Counting,
    limit: Limit,
    text: &str,
) -> Finding {
    let used = count(counting, text);
    let with = if spec.field == ContentField::Body && text != post.content.body.trim_end() {
        " with its link and hashtags"
    } else {
        ""
    };
    let message = format!(
        "{}{with} has {} {}; {} takes {}. Shorten it by {}.",
        spec.label,
        grouped(used),
        counting.unit(),
        post.spec.name,
        grouped(limit.count),
        grouped(used - limit.count),
    );
    let own = post.content.get(spec.field);
    let finding = Finding::new(
        post.field_rule(spec.field, "length"),
        limit.over,
        spec.field,
        message,
    )
    .source(limit.source)
    .maybe_fix("Shorten it", shortened(post, spec.field));
    let fits = prefix_within(counting, limit.count, &own);
    if fits < own.len() {
        finding.at(fits, own.len())
    } else {
        finding
    }
}

/// The field's text within every limit, if something readable remains. A link is never cut.
fn shortened(post: &Post<'_>, field: ContentField) -> Option<String> {
    let fitted = match field {
        ContentField::Link => return None,
        ContentField::Body => fit_body(post.kind, post.content),
        other => fit(post.kind, other, &post.content.get(other)),
    };
    (!fitted.trim().is_empty()).then_some(fitted)
}

fn longer_than_good(
    post: &Post<'_>,
    spec: &FieldSpec,
    limit: Limit,
    text: &str,
) -> Option<Finding> {
    let used = count(spec.counting, text);
    if used <= limit.count {
        return None;
    }
    let message = format!(
        "{} has {} {}. Up to {} is read in full more often.",
        spec.label,
        grouped(used),
        spec.counting.unit(),
        grouped(limit.count),
    );
    let fix = shortened_to(post, spec, limit.count);
    let finding = Finding::new(
        post.field_rule(spec.field, "long"),
        limit.over,
        spec.field,
        message,
    );
    Some(finding.maybe_fix("Shorten it", fix).source(limit.source))
}

/// The field's text at the recommended length, where link and hashtags leave it a place.
fn shortened_to(post: &Post<'_>, spec: &FieldSpec, max: usize) -> Option<String> {
    let own = post.content.get(spec.field);
    let used = |text: &str| {
        let content = PostContent {
            body: text.to_owned(),
            ..post.content.clone()
        };
        count(spec.counting, &composed_text(post.kind, &content))
    };
    let around = if spec.field == ContentField::Body {
        used(&own).saturating_sub(count(spec.counting, &own))
    } else {
        0
    };
    let text = shorten(spec.counting, max.saturating_sub(around), &own);
    let fits = spec.field != ContentField::Body || used(&text) <= max;
    (fits && !text.trim().is_empty()).then_some(text)
}

/// An opening sentence that doesn't end before the platform hides the rest.
fn late_opening(post: &Post<'_>, spec: &FieldSpec) -> Option<Finding> {
    let fold = spec.fold?;
    let text = post.content.get(spec.field);
    let opening = opening_sentence(&text);
    let length = opening.chars().count();
    if length <= fold.count {
        return None;
    }
    let message = format!(
        "The opening has {} characters; {} shows about {} before the rest is hidden. Say the main thing first.",
        grouped(length),
        post.spec.name,
        grouped(fold.count),
    );
    let shown: usize = text.chars().take(fold.count).map(char::len_utf8).sum();
    let finding = Finding::new(
        post.field_rule(spec.field, "fold"),
        Severity::Advice,
        spec.field,
        message,
    );
    Some(finding.at(shown, opening.len()).source(fold.source))
}

/// The text up to its first full stop or line break.
fn opening_sentence(text: &str) -> &str {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_space = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if c == '\n' && !text.get(..at).unwrap_or_default().trim().is_empty()
            || matches!(c, '.' | '!' | '?' | '…') && next_is_space
        {
            return text.get(..at + c.len_utf8()).unwrap_or(text);
        }
    }
    text
}
