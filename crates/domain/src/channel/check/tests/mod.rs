//! What every rule says, in tables, and the properties every finding keeps.

mod limits;
mod properties;
mod rules;

use super::*;

const NO_BRIEF: BriefRules<'_> = BriefRules {
    mandatories: &[],
    avoid: &[],
};

/// A post that every channel takes.
fn sound() -> PostContent {
    PostContent {
        body: "Fresh bread every morning.".into(),
        ..PostContent::default()
    }
}

fn rules(kind: ChannelKind, content: &PostContent) -> Vec<String> {
    check(kind, content, &NO_BRIEF)
        .into_iter()
        .map(|finding| finding.rule)
        .collect()
}

fn has(kind: ChannelKind, content: &PostContent, rule: &str) -> bool {
    rules(kind, content).iter().any(|found| found == rule)
}
