//! What a step leaves behind, and what follows from it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Analysis, MAX_REVISIONS, Plan, StepKey, StepKind, Strategy};
use crate::{
    channel::{Finding, Severity},
    picture::{ImageBrief, MadeImage},
    post::PostContent,
    reader::Reading,
    video::{MadeVideo, Storyboard},
    web_page::WebPage,
};

/// What came of reading the web address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PageRead {
    /// The page's words; `None` when it could not be fetched.
    pub page: Option<WebPage>,
    /// Why not, in a sentence; the run goes on without the page.
    pub unavailable: Option<String>,
}

/// What a step leaves behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum StepOutput {
    /// Of reading the web address.
    Page(PageRead),
    /// Of analysing.
    Analysis(Analysis),
    /// Of strategising.
    Strategy(Strategy),
    /// Of planning.
    Plan(Plan),
    /// Of drafting, revising, regenerating and varying.
    Content(PostContent),
    /// Of checking.
    Findings(Vec<Finding>),
    /// Of reading a post.
    Reading(Reading),
    /// Of saying what a picture is to show.
    ImageBrief(ImageBrief),
    /// Of making a picture.
    Image(MadeImage),
    /// Of saying what a film is to show.
    Storyboard(Storyboard),
    /// Of making a film.
    Video(MadeVideo),
}

impl StepOutput {
    /// The steps that follow when the step `key` has answered with this.
    pub fn next(&self, key: StepKey) -> Vec<StepKey> {
        let StepKey {
            take, slot, round, ..
        } = key;
        match (key.kind, self) {
            (StepKind::ReadPage, _) => vec![StepKey::whole(StepKind::Analyse)],
            (StepKind::Analyse, _) => vec![StepKey::whole(StepKind::Strategise)],
            (StepKind::Strategise, _) => vec![StepKey::plan(1)],
            (StepKind::Plan, Self::Plan(plan)) => plan
                .slots
                .iter()
                .map(|slot| StepKey::slot(StepKind::Draft, take, slot.number, 0))
                .collect(),
            (StepKind::Draft, _) => vec![StepKey::slot(StepKind::Check, take, slot, 1)],
            (StepKind::Revise, _) => vec![StepKey::slot(StepKind::Check, take, slot, round + 1)],
            (StepKind::Check, Self::Findings(findings))
                if round <= MAX_REVISIONS && findings.iter().any(asks_for_revision) =>
            {
                vec![StepKey::slot(StepKind::Revise, take, slot, round)]
            }
            _ => Vec::new(),
        }
    }
}

/// What cannot go out like this is revised, and what the brand would not say.
fn asks_for_revision(finding: &Finding) -> bool {
    finding.severity == Severity::Blocker
        || finding.severity == Severity::Warning && finding.rule.starts_with("voice.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_ends_even_if_every_check_finds_a_blocker() {
        let blocker = Finding {
            rule: "x.length".into(),
            severity: Severity::Blocker,
            field: crate::post::ContentField::Body,
            span: None,
            message: "Too long".into(),
            fix: None,
            source: None,
        };
        let mut steps = vec![StepKey::slot(StepKind::Draft, 1, 1, 0)];
        let mut seen = Vec::new();
        while let Some(key) = steps.pop() {
            let output = match key.kind {
                StepKind::Check => StepOutput::Findings(vec![blocker.clone()]),
                _ => StepOutput::Content(PostContent::default()),
            };
            steps.extend(output.next(key));
            seen.push(key.to_string());
        }
        assert_eq!(
            seen,
            [
                "draft.1.1",
                "check.1.1.1",
                "revise.1.1.1",
                "check.1.1.2",
                "revise.1.1.2",
                "check.1.1.3"
            ]
        );
    }

    #[test]
    fn what_the_brand_would_not_say_is_revised_and_a_hint_is_not() {
        let follows = |rule: &str, severity| {
            let finding = Finding::new(rule, severity, crate::post::ContentField::Body, "x");
            let key = StepKey::slot(StepKind::Check, 1, 1, 1);
            !StepOutput::Findings(vec![finding]).next(key).is_empty()
        };
        assert!(follows("voice.ban", Severity::Warning));
        assert!(!follows("voice.ban", Severity::Advice));
        assert!(!follows("brief.avoid", Severity::Warning));
    }

    #[test]
    fn a_plan_opens_one_draft_a_slot() {
        let plan = StepOutput::Plan(Plan::default());
        assert!(plan.next(StepKey::plan(1)).is_empty());
    }
}
