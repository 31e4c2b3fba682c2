//! Posts: only the channel's fields, only the link that was given, nothing that cannot be stored.

use domain::{
    channel::FieldSpec,
    post::{ContentField, PostContent},
    reader::RemarkAnswer,
};
use providers::WritingContext;

use super::{Fault, addresses::Addresses, line, lines};

const HASHTAGS: usize = 30;

/// A post that was written as a whole.
pub(super) fn whole(answer: &PostContent, context: &WritingContext) -> Result<PostContent, Fault> {
    let post = storable(&tidy(answer, context))?;
    let missing = context
        .slot
        .channel
        .spec()
        .fields
        .iter()
        .find(|field| is_missing(field, &post));
    match missing {
        Some(field) => Err(Fault(format!(
            "It has no text for `{}`, which this channel needs.",
            field.field.slug()
        ))),
        None => Ok(post),
    }
}

/// A post of which only `fields` were to be written anew.
pub(super) fn parts(
    answer: &PostContent,
    context: &WritingContext,
    held: &PostContent,
    fields: &[ContentField],
) -> Result<PostContent, Fault> {
    let locked: Vec<_> = ContentField::ALL
        .iter()
        .copied()
        .filter(|field| !fields.contains(field))
        .collect();
    let post = storable(&tidy(answer, context))?;
    let empty = context
        .slot
        .channel
        .spec()
        .fields
        .iter()
        .find(|field| fields.contains(&field.field) && is_missing(field, &post));
    match empty {
        Some(field) => Err(Fault(format!(
            "It has no text for `{}`, which was to be written anew.",
            field.field.slug()
        ))),
        None => Ok(post.holding(held, &locked)),
    }
}

/// What `remark` has to write instead of its words, or nothing where that cannot be stored or would
/// bring an address that nobody gave. `mended` is `post` with all such suggestions in it.
pub(super) fn suggestion(
    remark: &RemarkAnswer,
    post: &PostContent,
    mended: &mut PostContent,
    context: &WritingContext,
) -> Option<String> {
    let field = remark.field;
    let spec = context.slot.channel.spec();
    let spec = spec.fields.iter().find(|spec| spec.field == field);
    let instead = remark.instead.as_deref().map(str::trim);
    let instead = instead.filter(|instead| !instead.is_empty() && field != ContentField::Link)?;
    let instead = if spec?.single_line {
        line(instead, usize::MAX)
    } else {
        lines(instead)
    };
    let with = domain::reader::mended(mended, field, &remark.words(post)?, &instead)?;
    let addresses = Addresses::of(context).and_of(&post.get(field));
    let text = with.get(field);
    let stands = addresses.without_foreign(&text) == text && storable(&with).ok()? == with;
    if stands {
        *mended = with;
    }
    stands.then_some(instead)
}

fn is_missing(field: &FieldSpec, post: &PostContent) -> bool {
    field.required && field.field != ContentField::Link && post.get(field.field).trim().is_empty()
}

fn storable(content: &PostContent) -> Result<PostContent, Fault> {
    content.parse().map_err(|problems| {
        Fault(
            problems
                .into_iter()
                .next()
                .map_or_else(String::new, |problem| problem.message),
        )
    })
}

fn tidy(answer: &PostContent, context: &WritingContext) -> PostContent {
    let spec = context.slot.channel.spec();
    let addresses = Addresses::of(context);
    let mut post = PostContent::default();
    for field in spec.fields {
        match field.field {
            ContentField::Hashtags => post.hashtags = hashtags(&answer.hashtags),
            ContentField::Link => post.link = link(answer, context),
            other => {
                let text = addresses.without_foreign(&answer.get(other));
                let text = if field.single_line {
                    line(&text, usize::MAX)
                } else {
                    lines(&text)
                };
                post.set(other, &text);
            }
        }
    }
    post
}

/// The link as it was given, if the answer wants one. A model cannot make one up.
fn link(answer: &PostContent, context: &WritingContext) -> Option<String> {
    answer
        .link
        .as_deref()
        .filter(|link| !link.trim().is_empty())
        .and(context.link.clone())
}

/// Without signs and spaces inside, each once.
fn hashtags(answer: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for tag in answer {
        let tag: String = tag
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == '_' || is_mark(*c))
            .collect();
        let known = kept
            .iter()
            .any(|other| other.to_lowercase() == tag.to_lowercase());
        if !tag.is_empty() && !known && kept.len() < HASHTAGS {
            kept.push(tag);
        }
    }
    kept
}

/// Vowel signs and joiners, without which words of many scripts fall apart.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{DFF}' | '\u{E31}'..='\u{EBC}' | '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests;
