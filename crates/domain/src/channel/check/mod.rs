//! The rules. Each looks at one thing and gives findings; none changes anything.

mod brief;
mod fields;
mod hashtags;
mod length;
mod links;
mod wording;

use crate::post::{ContentField, PostContent};

use super::{finding::Finding, kind::ChannelKind, spec::ChannelSpec};

/// What the brief asks of every post, in the brief's own words.
#[derive(Clone, Copy, Debug, Default)]
pub struct BriefRules<'a> {
    /// What must be in the post.
    pub mandatories: &'a [String],
    /// What must not be in the post.
    pub avoid: &'a [String],
}

/// Everything the rules of the channel and the brief have to say about a post, worst first.
pub fn check(kind: ChannelKind, content: &PostContent, rules: &BriefRules<'_>) -> Vec<Finding> {
    let post = Post {
        kind,
        spec: kind.spec(),
        content,
    };
    let mut findings = Vec::new();
    fields::check(&post, &mut findings);
    length::check(&post, &mut findings);
    hashtags::check(&post, &mut findings);
    links::check(&post, &mut findings);
    wording::check(&post, &mut findings);
    brief::check(&post, rules, &mut findings);
    findings.sort_by_key(|finding| (finding.severity, finding.field));
    findings
}

/// What every rule looks at.
struct Post<'a> {
    kind: ChannelKind,
    spec: &'static ChannelSpec,
    content: &'a PostContent,
}

impl Post<'_> {
    /// A rule id of this channel.
    fn rule(&self, name: &str) -> String {
        format!("{}.{name}", self.kind.slug())
    }

    /// A rule id of one field on this channel: `x.length` for the text, `email.title_length` else.
    fn field_rule(&self, field: ContentField, name: &str) -> String {
        match field {
            ContentField::Body => self.rule(name),
            other => self.rule(&format!("{}_{name}", other.slug())),
        }
    }

    /// What the channel calls a field.
    fn label(&self, field: ContentField) -> &'static str {
        self.spec
            .field(field)
            .map_or_else(|| default_label(field), |spec| spec.label)
    }
}

const fn default_label(field: ContentField) -> &'static str {
    match field {
        ContentField::Title => "Title",
        ContentField::Preheader => "Preview text",
        ContentField::Body => "Text",
        ContentField::Hashtags => "Hashtags",
        ContentField::Link => "Link",
        ContentField::ImageIdea => "Picture idea",
        ContentField::AltText => "Alt text",
    }
}

/// Fields people write sentences in.
const PROSE: [ContentField; 4] = [
    ContentField::Title,
    ContentField::Preheader,
    ContentField::Body,
    ContentField::AltText,
];

#[cfg(test)]
mod tests;
