//! Form and number of hashtags.

use crate::post::ContentField;

use super::{
    super::{
        compose::{bare, hashtag_count, inline_hashtags, is_hashtag},
        finding::{Finding, Severity},
        rules::HashtagPlacement,
        spec::Limit,
        words::{is_word_char, same_but_case},
    },
    Post,
};

const FIELD: ContentField = ContentField::Hashtags;

pub(super) fn check(post: &Post<'_>, findings: &mut Vec<Finding>) {
    let tags = &post.content.hashtags;
    if post.spec.hashtags.placement == HashtagPlacement::Unused {
        if !tags.is_empty() {
            let message = format!("{} has no hashtags: they will be left out.", post.spec.name);
            findings.push(
                Finding::new(
                    post.rule("hashtags_unused"),
                    Severity::Advice,
                    FIELD,
                    message,
                )
                .fix("Remove them", ""),
            );
        }
        return;
    }
    form(tags, findings);
    findings.extend(duplicates(tags));
    findings.extend(number(post));
}

/// Byte range of each tag in the field's text, where tags stand with their sign, one space apart.
fn places(tags: &[String]) -> impl Iterator<Item = (&String, usize, usize)> {
    tags.iter().scan(0, |from, tag| {
        let start = *from;
        let end = start + 1 + tag.len();
        *from = end + 1;
        Some((tag, start, end))
    })
}

fn form(tags: &[String], findings: &mut Vec<Finding>) {
    let cleaned = as_text(&cleaned_all(tags));
    for (tag, start, end) in places(tags) {
        if is_hashtag(tag) {
            continue;
        }
        let digits = !tag.is_empty() && tag.chars().all(char::is_numeric);
        let message = if digits {
            format!("“#{tag}” has only digits, so no platform makes it a hashtag. Add a letter.")
        } else {
            format!(
                "“#{tag}” breaks off as a hashtag: use letters, digits and underscores, no spaces or signs."
            )
        };
        findings.push(
            Finding::new("hashtags.form", Severity::Warning, FIELD, message)
                .at(start, end)
                .fix("Clean up the hashtags", cleaned.clone()),
        );
    }
}

fn as_text(tags: &[String]) -> String {
    tags.iter()
        .map(|tag| format!("#{tag}"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Every tag in a form that works, each once; those that can't be saved are left out.
fn cleaned_all(tags: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for tag in tags.iter().map(|tag| cleaned(tag)) {
        if is_hashtag(&tag) && !all.iter().any(|other| same_but_case(other, &tag)) {
            all.push(tag);
        }
    }
    all
}

/// A tag without signs; several words become one with capitals, as screen readers read them best.
fn cleaned(tag: &str) -> String {
    let plain: String = bare(tag)
        .chars()
        .filter(|c| !matches!(c, '\'' | '’'))
        .collect();
    let parts: Vec<&str> = plain
        .split(|c| !is_word_char(c))
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [one] => (*one).to_owned(),
        many => many.iter().map(|part| capitalised(part)).collect(),
    }
}

pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn duplicates(tags: &[String]) -> Option<Finding> {
    let mut kept: Vec<&str> = Vec::new();
    let mut first = None;
    for (tag, start, end) in places(tags) {
        if kept
            .iter()
            .any(|other| same_but_case(bare(other), bare(tag)))
        {
            first.get_or_insert((tag, start, end));
        } else {
            kept.push(tag);
        }
    }
    let (tag, start, end) = first?;
    let message = format!("“#{tag}” is there twice.");
    let unique = as_text(&cleaned_all(tags));
    Some(
        Finding::new("hashtags.duplicate", Severity::Advice, FIELD, message)
            .at(start, end)
            .fix("Keep each once", unique),
    )
}

fn number(post: &Post<'_>) -> Option<Finding> {
    let rule = &post.spec.hashtags;
    let used = hashtag_count(post.content);
    let over = |limit: Option<Limit>| limit.filter(|limit| used > limit.count);
    let (name, limit) = over(rule.max)
        .map(|l| ("hashtags_max", l))
        .or_else(|| over(rule.recommended).map(|l| ("hashtags_many", l)))?;
    let verb = if limit.over == Severity::Advice {
        "works best with"
    } else {
        "takes"
    };
    let message = format!(
        "The post has {used} hashtags; {} {verb} up to {}. Keep the most fitting.",
        post.spec.name, limit.count
    );
    let fix = first_tags(post, limit.count);
    let finding = Finding::new(post.rule(name), limit.over, FIELD, message);
    Some(
        finding
            .maybe_fix("Keep the first", fix)
            .source(limit.source),
    )
}

/// As many of the tags after the text as leave the post with `most`; `None` when the text alone
/// has more.
fn first_tags(post: &Post<'_>, most: usize) -> Option<String> {
    let inline = inline_hashtags(&post.content.body);
    let room = most.checked_sub(inline.len())?;
    let mut kept = cleaned_all(&post.content.hashtags);
    kept.retain(|tag| !inline.iter().any(|other| same_but_case(other, tag)));
    kept.truncate(room);
    Some(as_text(&kept))
}
