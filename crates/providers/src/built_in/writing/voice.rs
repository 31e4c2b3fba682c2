//! As much of the brand's voice as can be followed without a model: terms, exclamation marks, emoji.

use domain::{
    channel::{BriefRules, Finding, check},
    post::PostContent,
    voice::{self, Amount, Measure, RuleKind},
};

use super::wish::Wish;
use crate::WritingContext;

/// More changes than this are no draft of ours.
const MAX_CHANGES: usize = 40;

/// The wish with what the voice leaves out.
pub(super) fn voiced(context: &WritingContext, wish: &Wish) -> Wish {
    let mut wish = wish.clone();
    for rule in context.voice.iter().flat_map(|spoken| &spoken.voice.rules) {
        match &rule.kind {
            RuleKind::Ban { term } => wish.without.push(format!("“{term}”")),
            RuleKind::Habit {
                measure: Measure::Emoji,
                amount: Amount::Never,
            } => wish.without_emoji = true,
            _ => {}
        }
    }
    wish
}

/// The post with what the voice has ready changes for, unless a change takes a mandatory away.
pub(super) fn obeying(context: &WritingContext, mut post: PostContent) -> PostContent {
    let Some(spoken) = &context.voice else {
        return post;
    };
    let rules = BriefRules {
        mandatories: &context.brief.mandatories,
        avoid: &context.brief.avoid,
    };
    let missing = |post: &PostContent| {
        let found = check(context.slot.channel, post, &rules);
        found
            .iter()
            .filter(|finding| finding.rule == "brief.mandatory")
            .count()
    };
    let before = missing(&post);
    for _ in 0..MAX_CHANGES {
        let changed = |finding: &Finding| {
            let mut changed = post.clone();
            changed.set(finding.field, &finding.fix.as_ref()?.replacement);
            (missing(&changed) <= before).then_some(changed)
        };
        match voice::check(&post, &spoken.voice).iter().find_map(changed) {
            Some(changed) => post = changed,
            None => break,
        }
    }
    post
}
