//! Reading posts and versions.

use domain::{
    access::{Actor, Permission, authorize},
    brief::Brief,
    channel::{Finding, Severity},
    ids::{CampaignId, PostId, VersionId},
    post::{ContentField, PostContent},
    problem::Problem,
    views::{CampaignView, DecisionView, FindingCounts, PostSummary, PostView, VersionView},
};
use storage::{
    OrgTx, campaigns,
    decisions::{self, Decision},
    posts::{self, Post},
    steps,
    versions::{self, Version},
};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::{Result, Services, pictures};

const EXCERPT_CHARS: usize = 280;
const HEADLINE_CHARS: usize = 90;

/// A post with everything an editor and a reviewer need.
pub async fn get(services: &Services, actor: &Actor, id: PostId) -> Result<PostView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let post = posts::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let campaign = campaigns::get(&mut tx, post.campaign)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let plan = posts::ids(&mut tx, post.campaign, post.take).await?;
    view(&mut tx, post, &campaign.brief, &plan).await
}

/// Every post of a campaign whole, in order of slots.
pub(crate) async fn whole(
    services: &Services,
    actor: &Actor,
    campaign: &CampaignView,
) -> Result<Vec<PostView>> {
    let mut tx = services.db().read(actor.org).await?;
    let plan: Vec<(u16, PostId)> = campaign
        .posts
        .iter()
        .map(|post| (post.slot, post.id))
        .collect();
    let mut views = Vec::with_capacity(plan.len());
    for (_, id) in &plan {
        if let Some(post) = posts::get(&mut tx, *id).await? {
            views.push(view(&mut tx, post, &campaign.brief, &plan).await?);
        }
    }
    Ok(views)
}

/// The posts of a campaign's current concept, in order of slots.
pub async fn list(
    services: &Services,
    actor: &Actor,
    campaign: CampaignId,
) -> Result<Vec<PostSummary>> {
    Ok(crate::campaigns::get(services, actor, campaign)
        .await?
        .posts)
}

/// A version with its content.
pub async fn get_version(services: &Services, actor: &Actor, id: VersionId) -> Result<VersionView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let version = versions::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    Ok(version_view(version))
}

pub(super) async fn view(
    tx: &mut OrgTx,
    post: Post,
    brief: &Brief,
    plan: &[(u16, PostId)],
) -> Result<PostView> {
    let version = versions::get(tx, post.version)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    let versions = versions::list(tx, post.id).await?;
    let decisions = decisions::list(tx, post.id).await?;
    let regenerating = steps::open_regeneration(tx, post.run, post.take, post.slot.number).await?;
    let mut findings = findings(&post, &version.content, brief);
    // A filter that kept the post from being written anew is told with what the rules find.
    findings.extend(steps::findings_of_failed(tx, post.run, post.take, post.slot.number).await?);
    let place = plan.iter().position(|(_, id)| *id == post.id);
    let neighbour = |offset: isize| {
        let index = place?.checked_add_signed(offset)?;
        plan.get(index).map(|(_, id)| *id)
    };
    Ok(PostView {
        id: post.id,
        campaign: post.campaign,
        campaign_title: brief.title.clone(),
        slot: post.slot.number,
        channel: post.slot.channel,
        format: post.slot.format,
        publish_on: post.slot.publish_on,
        angle: post.slot.angle.clone(),
        state: post.state,
        locked: post.locked.clone(),
        decisions: decision_views(decisions, &version),
        findings,
        version: version_view(version),
        versions,
        mandatories: brief.mandatories.clone(),
        avoid: brief.avoid.clone(),
        regenerating,
        previous: neighbour(-1),
        next: neighbour(1),
    })
}

/// A decision stands when it is the last one and about the current text.
fn decision_views(decisions: Vec<Decision>, current: &Version) -> Vec<DecisionView> {
    decisions
        .into_iter()
        .enumerate()
        .map(|(age, decision)| DecisionView {
            id: decision.id,
            verdict: decision.verdict,
            reason: decision.reason,
            version: decision.version_number,
            standing: age == 0 && decision.version_hash == current.hash,
            version_hash: decision.version_hash,
            by: decision.by_name,
            at: decision.at,
        })
        .collect()
}

fn version_view(version: Version) -> VersionView {
    let Version {
        id,
        number,
        hash,
        content,
        author,
        origin,
        created_at,
        ..
    } = version;
    VersionView {
        id,
        number,
        hash,
        content,
        author,
        origin,
        created_at,
    }
}

pub(super) fn findings(post: &Post, content: &PostContent, brief: &Brief) -> Vec<Finding> {
    // What the voice finds has a page of its own: the editor on the post's page knows these rules alone.
    agents::check(post.slot.channel, content, brief, None)
}

/// The post as a row of a list.
pub(crate) fn summary(
    post: &Post,
    version: &Version,
    brief: &Brief,
    regenerating: bool,
) -> PostSummary {
    let mut counts = FindingCounts::default();
    for finding in findings(post, &version.content, brief) {
        match finding.severity {
            Severity::Blocker => counts.blockers += 1,
            Severity::Warning => counts.warnings += 1,
            Severity::Advice => counts.advice += 1,
        }
    }
    let body = version.content.get(ContentField::Body);
    PostSummary {
        id: post.id,
        slot: post.slot.number,
        channel: post.slot.channel,
        format: post.slot.format,
        publish_on: post.slot.publish_on,
        state: post.state,
        headline: headline(&version.content),
        excerpt: shortened(&body, EXCERPT_CHARS),
        findings: counts,
        version: version.number,
        built_in: version.author.is_built_in(),
        picture: pictures::is_shown(&version.content).then_some(version.id),
        regenerating,
    }
}

/// The post's title, or the beginning of its text.
pub(crate) fn headline(content: &PostContent) -> String {
    let first = content.body.lines().next().unwrap_or_default();
    shortened(content.title.as_deref().unwrap_or(first), HEADLINE_CHARS)
}

/// The beginning of a text, with a sign that there is more.
pub(crate) fn shortened(text: &str, max: usize) -> String {
    let mut clusters = text.graphemes(true);
    let start: String = clusters.by_ref().take(max).collect();
    if clusters.next().is_some() {
        format!("{}…", start.trim_end())
    } else {
        start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_never_cuts_a_character_in_two() {
        assert_eq!(shortened("ab 👨‍👩‍👧‍👦cd", 4), "ab 👨‍👩‍👧‍👦…");
        assert_eq!(shortened("abc", 3), "abc");
    }
}
