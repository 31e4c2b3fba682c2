//! Which fields must be there, which are for nothing, and what a field can't hold.

use crate::post::ContentField;

use super::{
    super::{
        finding::{Finding, Severity},
        fit::{is_line_break, one_line},
        rules::{HashtagPlacement, MediaNeed},
    },
    Post,
};

pub(super) fn check(post: &Post<'_>, findings: &mut Vec<Finding>) {
    for field in ContentField::ALL {
        let text = post.content.get(*field);
        match (post.spec.field(*field), text.trim().is_empty()) {
            (Some(spec), true) if spec.required => findings.push(missing(post, *field)),
            (None, false) => findings.extend(unused(post, *field)),
            (Some(spec), false) if spec.single_line => {
                findings.extend(broken_line(post, *field, &text));
            }
            _ => {}
        }
        findings.extend(refused_character(post, *field, &text));
    }
    findings.extend(picture(post));
}

fn missing(post: &Post<'_>, field: ContentField) -> Finding {
    let message = format!(
        "{} is empty. Write one before the post can go out.",
        post.label(field)
    );
    Finding::new(
        post.field_rule(field, "missing"),
        Severity::Blocker,
        field,
        message,
    )
}

/// A field the channel doesn't have. An idea for a picture helps everywhere, and hashtags have a
/// rule of their own.
fn unused(post: &Post<'_>, field: ContentField) -> Option<Finding> {
    let own_rule = field == ContentField::ImageIdea
        || field == ContentField::Hashtags
            && post.spec.hashtags.placement == HashtagPlacement::Unused;
    let message = format!(
        "{} has no place for “{}”: it will not be posted.",
        post.spec.name,
        post.label(field).to_lowercase()
    );
    let finding = Finding::new(
        post.field_rule(field, "unused"),
        Severity::Advice,
        field,
        message,
    )
    .fix("Remove it", "");
    (!own_rule).then_some(finding)
}

fn broken_line(post: &Post<'_>, field: ContentField, text: &str) -> Option<Finding> {
    let at = text.find(is_line_break)?;
    let end = at + text.get(at..)?.chars().next()?.len_utf8();
    let message = format!(
        "{} has a line break. It must be one line.",
        post.label(field)
    );
    let joined = one_line(text);
    Some(
        Finding::new(
            post.field_rule(field, "one_line"),
            Severity::Blocker,
            field,
            message,
        )
        .at(at, end)
        .fix("Put it on one line", joined),
    )
}

fn refused_character(post: &Post<'_>, field: ContentField, text: &str) -> Option<Finding> {
    let refused = post.spec.refused.as_ref()?;
    if !matches!(field, ContentField::Title | ContentField::Body) {
        return None;
    }
    let instead = |c: char| {
        refused
            .replacements
            .iter()
            .find(|(from, _)| *from == c)
            .map(|(_, to)| *to)
    };
    let (at, c) = text.char_indices().find(|(_, c)| instead(*c).is_some())?;
    let message = format!(
        "{} does not take “{c}” in {}.",
        post.spec.name,
        post.label(field).to_lowercase()
    );
    let replaced: String = text.chars().map(|c| instead(c).unwrap_or(c)).collect();
    let finding = Finding::new(
        post.field_rule(field, "refused_character"),
        Severity::Blocker,
        field,
        message,
    )
    .at(at, at + c.len_utf8())
    .fix("Use a look-alike", replaced)
    .source(refused.source);
    Some(finding)
}

/// A channel that shows pictures needs one or the idea of one; a picture needs words for those who
/// don't see it.
fn picture(post: &Post<'_>) -> Option<Finding> {
    let planned = |field| !post.content.get(field).trim().is_empty();
    let idea = post.label(ContentField::ImageIdea);
    let pictured = post.content.picture.is_some() || planned(ContentField::ImageIdea);
    if post.spec.media.need == MediaNeed::Required && !pictured {
        let message = format!(
            "A post on {} always has a picture or video. Choose one, or say what it should show under “{idea}”.",
            post.spec.name
        );
        let finding = Finding::new(
            post.rule("image_missing"),
            Severity::Warning,
            ContentField::ImageIdea,
            message,
        );
        return Some(finding.source(post.spec.media.source));
    }
    let needed = post.spec.field(ContentField::AltText).is_some() && pictured;
    if !needed || planned(ContentField::AltText) {
        return None;
    }
    let message =
        "The picture has no alt text. Describe it in a sentence for people who don't see it.";
    Some(Finding::new(
        post.rule("alt_text_missing"),
        Severity::Warning,
        ContentField::AltText,
        message,
    ))
}
