//! Two campaigns next to each other: what came of them and what they cost.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    access::{Actor, Permission, authorize},
    channel::Severity,
    ids::CampaignId,
    post::{ContentField, PostState},
    run::{StepKind, StepOutput},
    views::{
        CampaignComparison, CampaignSide, CampaignView, FieldComparison, FindingCounts, PostView,
        SlotComparison, SlotPost,
    },
    voice::SpokenVoice,
};

use super::print;
use crate::{
    Result, Services,
    posts::headline,
    voice::{text_of, told_to},
};

/// Compares two campaigns, as a rule one and its fork: both in figures, and slot by slot.
///
/// # Errors
/// [`domain::problem::Code::NotFound`] when one of them is not there.
pub async fn compare(
    services: &Services,
    actor: &Actor,
    left: CampaignId,
    right: CampaignId,
) -> Result<CampaignComparison> {
    authorize(actor, Permission::Read)?;
    let (left, left_posts) = print(services, actor, left).await?;
    let (right, right_posts) = print(services, actor, right).await?;
    let voice = told_to(services, actor, [right.id, left.id]).await?;
    Ok(CampaignComparison {
        slots: slots(&left_posts, &right_posts),
        left: side(left, &left_posts, voice.as_ref()),
        right: side(right, &right_posts, voice.as_ref()),
    })
}

fn side(campaign: CampaignView, posts: &[PostView], voice: Option<&SpokenVoice>) -> CampaignSide {
    let run = campaign.run;
    let strategy = run.steps.iter().find_map(|step| match &step.output {
        Some(StepOutput::Strategy(strategy)) => Some(strategy),
        _ => None,
    });
    let chosen = strategy
        .zip(run.concept)
        .and_then(|(strategy, concept)| strategy.concepts.get(concept));
    let writers = run
        .steps
        .iter()
        .filter(|step| step.key.kind == StepKind::Draft)
        .filter_map(|step| step.model.clone());
    let took = |step: &domain::views::StepView| {
        let (from, to) = step.started_at.zip(step.ended_at)?;
        u64::try_from(to.since(from) / 1_000).ok()
    };
    CampaignSide {
        id: campaign.id,
        title: campaign.brief.title,
        run_state: run.state,
        models: writers.collect::<BTreeSet<_>>().into_iter().collect(),
        voice: campaign.voice,
        wording: campaign.fork.and_then(|fork| fork.wording),
        concept: chosen.map(|concept| concept.name.clone()),
        posts: count(posts.iter()),
        approved: count(
            posts
                .iter()
                .filter(|post| post.state == PostState::Approved),
        ),
        findings: posts
            .iter()
            .map(found)
            .fold(FindingCounts::default(), |sum, one| FindingCounts {
                blockers: sum.blockers + one.blockers,
                warnings: sum.warnings + one.warnings,
                advice: sum.advice + one.advice,
            }),
        fit: voice.and_then(|spoken| fit(posts, spoken)),
        tokens: run.tokens,
        cost: run.cost,
        took_ms: run.steps.iter().filter_map(took).sum(),
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

fn found(post: &PostView) -> FindingCounts {
    let of = |severity| {
        count(
            post.findings
                .iter()
                .filter(|finding| finding.severity == severity),
        )
    };
    FindingCounts {
        blockers: of(Severity::Blocker),
        warnings: of(Severity::Warning),
        advice: of(Severity::Advice),
    }
}

/// How near the posts come to the voice on average.
fn fit(posts: &[PostView], spoken: &SpokenVoice) -> Option<u8> {
    let points: Vec<u32> = posts
        .iter()
        .filter_map(|post| {
            domain::voice::score(&text_of(&post.version.content), &spoken.voice).whole
        })
        .map(u32::from)
        .collect();
    let number = u32::try_from(points.len()).ok()?;
    u8::try_from(points.iter().sum::<u32>().checked_div(number)?).ok()
}

fn slots(left: &[PostView], right: &[PostView]) -> Vec<SlotComparison> {
    let by_slot = |posts: &'_ [PostView]| -> BTreeMap<u16, PostView> {
        posts.iter().map(|post| (post.slot, post.clone())).collect()
    };
    let (left, right) = (by_slot(left), by_slot(right));
    let numbers: BTreeSet<u16> = left.keys().chain(right.keys()).copied().collect();
    numbers
        .into_iter()
        .map(|slot| slot_of(slot, left.get(&slot), right.get(&slot)))
        .collect()
}

fn slot_of(slot: u16, left: Option<&PostView>, right: Option<&PostView>) -> SlotComparison {
    let post = |post: &PostView| SlotPost {
        id: post.id,
        channel: post.channel,
        headline: headline(&post.version.content),
        findings: found(post),
    };
    let fields = match (left, right) {
        (Some(left), Some(right)) if left.channel == right.channel => ContentField::ALL
            .iter()
            .filter_map(|field| {
                FieldComparison::of(
                    *field,
                    (1, &left.version.content),
                    (2, &right.version.content),
                )
            })
            .collect(),
        _ => Vec::new(),
    };
    SlotComparison {
        slot,
        left: left.map(post),
        right: right.map(post),
        fields,
    }
}
