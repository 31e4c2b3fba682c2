//! The campaign as one document for people.
//!
//! What people and models wrote must not change the document around it: single lines are escaped,
//! longer texts stand in a fence that is longer than any run of back-ticks in them.

use domain::{brief::Brief, post::ContentField, views::PostView};

use super::{CampaignExport, posted_text, standing::Standing};

/// Punctuation that Markdown reads inside a line.
const ESCAPED: &str = "\\`*_[]<>&~|#!${}";

/// The campaign's brief, then each post.
pub(super) fn markdown(export: &CampaignExport) -> String {
    let is_approved = |post: &&PostView| Standing::of(post).approval.is_some();
    let approved = export.posts.iter().filter(is_approved).count();
    let (day, posts) = (export.exported_at.day(), export.posts.len());
    let mut lines = vec![
        format!("# {}", line(&export.campaign.brief.title)),
        String::new(),
        format!("Taken out of Handbill on {day}. {approved} of {posts} posts approved."),
        String::new(),
        "## Brief".to_owned(),
        String::new(),
    ];
    push_brief(&mut lines, &export.campaign.brief);
    for post in &export.posts {
        push_post(&mut lines, post);
    }
    lines.push(String::new());
    lines.join("\n")
}

fn push_brief(lines: &mut Vec<String>, brief: &Brief) {
    let channels: Vec<_> = brief
        .channels
        .iter()
        .map(|channel| channel.name())
        .collect();
    let facts = [
        ("Goal", brief.goal.clone()),
        ("Promoted", brief.promoted.clone()),
        ("Web address", brief.web_address.clone().unwrap_or_default()),
        ("Audience", brief.audience.clone()),
        ("Key message", brief.key_message.clone()),
        ("Mandatories", brief.mandatories.join("; ")),
        ("Things to avoid", brief.avoid.join("; ")),
        ("Tone", brief.tone.slug().to_owned()),
        ("Channels", channels.join(", ")),
        (
            "Market and language",
            format!("{}, {}", brief.market.name(), brief.language.name()),
        ),
        ("Dates", format!("{} to {}", brief.starts_on, brief.ends_on)),
    ];
    for (label, value) in facts {
        push_fact(lines, label, &value);
    }
}

fn push_fact(lines: &mut Vec<String>, label: &str, value: &str) {
    if !value.trim().is_empty() {
        lines.push(format!("- **{label}:** {}", line(value)));
    }
}

fn push_post(lines: &mut Vec<String>, post: &PostView) {
    let (content, standing) = (&post.version.content, Standing::of(post));
    let (channel, day) = (post.channel.name(), post.publish_on);
    lines.extend([
        String::new(),
        format!("## {}. {channel}, {day}", post.slot),
        String::new(),
    ]);
    push_fact(lines, "Review", &standing.review(post.state));
    push_fact(
        lines,
        "Version",
        &format!(
            "{}, hash {}, {}",
            post.version.number,
            post.version.hash.0,
            standing.writers()
        ),
    );
    push_fact(lines, "Form", post.format.name());
    push_fact(lines, "About", &post.angle);
    for (label, field) in [
        ("Title", ContentField::Title),
        ("Preheader", ContentField::Preheader),
        ("Link", ContentField::Link),
        ("Hashtags", ContentField::Hashtags),
        ("Picture idea", ContentField::ImageIdea),
        ("Alt text", ContentField::AltText),
    ] {
        push_fact(lines, label, &content.get(field));
    }
    lines.push(String::new());
    push_fence(lines, &posted_text(post.channel, content));
}

/// `body` as it stands, in a fence it cannot close.
fn push_fence(lines: &mut Vec<String>, body: &str) {
    let longest = body.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    lines.extend([format!("{fence}text"), body, fence]);
}

/// `value` on one line, its punctuation escaped where Markdown would read it.
fn line(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for word in value.split_whitespace() {
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        for c in word.chars() {
            if ESCAPED.contains(c) {
                escaped.push('\\');
            }
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::sample, *};

    /// The headings of a document as a reader sees them: lines outside fences.
    fn headings(text: &str) -> Vec<String> {
        let mut fence: Option<usize> = None;
        let mut found = Vec::new();
        for line in text.split('\n') {
            let ticks = line.len() - line.trim_start_matches('`').len();
            match fence {
                Some(open) if ticks >= open && line.trim_matches('`').trim().is_empty() => {
                    fence = None;
                }
                Some(_) => {}
                None if ticks >= 3 => fence = Some(ticks),
                None if line.trim_start().starts_with(['#', '=']) => found.push(line.to_owned()),
                None => assert!(!line.starts_with(['>', '\t', ' ']), "{line}"),
            }
        }
        assert_eq!(fence, None);
        found
    }

    #[test]
    fn the_document_shows_brief_review_and_text() {
        let text = markdown(&sample::campaign());
        assert!(text.starts_with("# Oven-warm by seven\n\nTaken out of Handbill on 2026-11-23. 1 of 2 posts approved."), "{text}");
        assert!(
            text.contains("- **Review:** approved by Ada on 2026-11-23\n"),
            "{text}"
        );
        assert!(
            text.contains(", drafted by the AI model gemini gemini-test, edited by Grace\n"),
            "{text}"
        );
        assert!(
            text.contains("- **Review:** not approved; waiting for a decision\n"),
            "{text}"
        );
        assert!(text.contains(", drafted without an AI model\n"), "{text}");
        assert!(
            text.contains("\n```text\n# Night\n\nThe oven is lit.\n```\n"),
            "{text}"
        );
    }

    #[test]
    fn a_text_with_fences_stands_in_a_longer_one() {
        let mut export = sample::campaign();
        export.posts[0].version.content.body = "````\n# x\n````".into();
        assert!(markdown(&export).contains("\n`````text\n````\n# x\n````\n\n#bread\n`````\n"));
    }

    proptest! {
        #[test]
        fn no_text_changes_the_documents_structure(
            title in "[\\PC\n#`>*<&\\[=-]{0,30}", goal in "([#`>*=~ \n\r\t-]|```|\\PC){0,40}", body in "([#`>*=~ \n\r\t-]|```|\\PC){0,60}",
        ) {
            let mut export = sample::campaign();
            export.campaign.brief.title = format!("T{title}");
            export.campaign.brief.goal = goal;
            export.posts[0].angle = title.clone();
            export.posts[0].version.content.body = body.clone();
            export.posts[0].version.content.title = Some(body);
            let found = headings(&markdown(&export));
            prop_assert_eq!(found.len(), 4);
            prop_assert!(found[0].starts_with("# T"));
            prop_assert_eq!(&found[1..], ["## Brief", "## 1. LinkedIn, 2026-12-01", "## 2. Blog article, 2026-12-01"]);
        }
    }
}
