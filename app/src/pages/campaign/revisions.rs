//! What the checker found and the editor changed, word by word.

use std::cmp::Ordering;

use domain::{
    diff::Change,
    ids::CampaignId,
    post::ContentField,
    views::{FieldComparison, RevisionView, WrittenSpan},
};
use leptos::prelude::*;

use crate::{
    components::{changed, labels},
    text::text,
};

/// Words of a stretch that is shown whole.
const LONG: usize = 40;
/// Words shown of each end of a longer one.
const ENDS: usize = 14;

/// Revisions in the order they were made.
#[component]
pub fn Revisions(
    /// The campaign.
    campaign: CampaignId,
    /// The revisions.
    revisions: Vec<RevisionView>,
) -> AnyView {
    let rows: Vec<_> = revisions
        .into_iter()
        .map(|revision| view! { <li><Revision campaign revision /></li> })
        .collect();
    view! { <ul role="list" class="revisions">{rows}</ul> }.into_any()
}

#[component]
fn Revision(campaign: CampaignId, revision: RevisionView) -> AnyView {
    let channel = revision.channel;
    let title = text!(
        run.revision.title,
        slot = revision.slot,
        channel = channel.name()
    );
    let findings: Vec<_> = revision
        .findings
        .into_iter()
        .map(|finding| view! { <li>{finding.message}</li> })
        .collect();
    let did = did(&revision.fields);
    let fields: Vec<_> = revision
        .fields
        .into_iter()
        .map(|field| {
            let name = channel.spec().field(field.field);
            let name = name.map_or(field.field.slug(), |spec| spec.label);
            let spans: Vec<_> = field.spans.into_iter().map(words).collect();
            view! { <div><h5>{name}</h5><p class="diff" dir="auto">{spans}</p></div> }
        })
        .collect();
    let href = format!("/campaigns/{campaign}/steps/{}", revision.step);
    view! {
        <h4><a href=href data-opens="sheet">{title}</a></h4>
        <ul class="small">{findings}</ul>
        <p>{did}</p>
        <div class="changed">{fields}</div>
    }
    .into_any()
}

fn words(span: WrittenSpan) -> AnyView {
    changed(span.change, shortened(&span.text))
}

/// The beginning and the end of a long stretch: the story shows where something changed, the
/// post's own page shows all of it.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    match (
        words.get(..ENDS),
        words.get(words.len().saturating_sub(ENDS)..),
    ) {
        (Some(first), Some(last)) if words.len() > LONG => {
            format!("{}… {}", first.concat(), last.concat())
        }
        _ => text.to_owned(),
    }
}

/// What the editor did to the text, in a sentence.
fn did(fields: &[FieldComparison]) -> String {
    let body = fields
        .iter()
        .find(|field| field.field == ContentField::Body);
    let length = |change| -> usize {
        let spans = body.iter().flat_map(|field| &field.spans);
        let changed = spans.filter(|span| span.change == change);
        changed.map(|span| span.text.chars().count()).sum()
    };
    let (removed, added) = (length(Change::Removed), length(Change::Added));
    match removed.cmp(&added) {
        Ordering::Greater => text!(run.revision.shorter, count = grouped(removed - added)),
        Ordering::Less => text!(run.revision.longer, count = grouped(added - removed)),
        Ordering::Equal => text!(run.revision.reworded).to_owned(),
    }
}

fn grouped(count: usize) -> String {
    labels::grouped(count as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(spans: &[(Change, &str)]) -> FieldComparison {
        let span = |(change, text): &(Change, &str)| WrittenSpan {
            change: *change,
            written_in: 1,
            text: (*text).to_owned(),
        };
        FieldComparison {
            field: ContentField::Body,
            spans: spans.iter().map(span).collect(),
        }
    }

    #[test]
    fn the_story_says_by_how_much_a_text_was_shortened() {
        let fields = [body(&[
            (Change::Kept, "Warm bread"),
            (Change::Removed, " and much more"),
            (Change::Added, "!"),
        ])];
        assert_eq!(
            did(&fields),
            "The editor shortened the text by 13 characters."
        );
        assert_eq!(did(&[]), "The editor changed the words.");
    }

    #[test]
    fn of_a_long_stretch_the_ends_are_shown() {
        let long = "bread ".repeat(100);
        assert!(shortened(&long).len() < 200 && shortened(&long).contains("bread … bread"));
        assert_eq!(shortened("Warm bread"), "Warm bread");
    }
}
