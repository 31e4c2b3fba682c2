//! A small campaign for the tests: one post approved and edited, one drafted without a model.

use domain::{
    brief::{BriefDraft, SAMPLES},
    channel::{ChannelKind, PostFormat},
    ids::{BriefId, CampaignId, DecisionId, PostId, RunId, UserId, VersionId},
    post::{Author, ContentHash, Origin, PostContent, PostState, Verdict},
    run::{Progress, RunState},
    time::Timestamp,
    usage::Tokens,
    views::{CampaignView, DecisionView, PostView, RunView, VersionSummary, VersionView},
};
use uuid::Uuid;

use super::{CampaignExport, MediaFile};

const NOON: Timestamp = Timestamp(1_795_435_200_000_000);

pub(super) fn campaign() -> CampaignExport {
    let draft: BriefDraft = SAMPLES[0].draft("2026-11-23".parse().unwrap());
    let run = RunView {
        id: RunId(Uuid::from_u128(3)),
        state: RunState::Done,
        take: 1,
        concept: Some(0),
        progress: Progress::default(),
        tokens: Tokens::default(),
        cost: None,
        steps: Vec::new(),
        revisions: Vec::new(),
    };
    let campaign = CampaignView {
        voice: None,
        id: CampaignId(Uuid::from_u128(1)),
        brief: draft.parse().unwrap(),
        brief_id: BriefId(Uuid::from_u128(2)),
        run,
        posts: Vec::new(),
        fork: None,
        forks: Vec::new(),
        last_event: 7,
        created_at: NOON,
    };
    let person = Author::Person {
        user: UserId(Uuid::from_u128(9)),
        name: "Grace".into(),
    };
    let model = |provider: &str, model: &str| Author::Model {
        provider: provider.into(),
        model: model.into(),
    };
    let mut approved = post(
        1,
        ChannelKind::LinkedIn,
        "Bread at seven.",
        person,
        model("gemini", "gemini-test"),
    );
    approved.version.content.hashtags = vec!["bread".into()];
    approved.version.hash = ContentHash::of(&approved.version.content);
    approve(&mut approved);
    let waiting = post(
        2,
        ChannelKind::Blog,
        "# Night\n\nThe oven is lit.",
        model("built-in", "built-in"),
        model("built-in", "built-in"),
    );
    CampaignExport {
        campaign,
        posts: vec![approved, waiting],
        media: vec![MediaFile {
            file_name: "Oven at night.png".into(),
            content_type: "image/png".into(),
            bytes: vec![1, 2, 3, 4],
            alt: Some("An oven".into()),
        }],
        exported_at: NOON.plus_seconds(60),
    }
}

/// Approves the post's current version.
pub(super) fn approve(post: &mut PostView) {
    post.state = PostState::Approved;
    post.decisions.push(DecisionView {
        id: DecisionId(Uuid::from_u128(50)),
        verdict: Verdict::Approve,
        reason: None,
        version: post.version.number,
        version_hash: post.version.hash.clone(),
        by: "Ada".into(),
        at: NOON,
        standing: true,
    });
}

fn post(slot: u16, channel: ChannelKind, body: &str, author: Author, drafter: Author) -> PostView {
    let content = PostContent {
        body: body.into(),
        ..PostContent::default()
    };
    let hash = ContentHash::of(&content);
    let id = VersionId(Uuid::from_u128(30 + u128::from(slot)));
    let summary = |number, author| VersionSummary {
        id,
        number,
        hash: hash.clone(),
        author,
        origin: Origin::Drafted,
        created_at: NOON,
    };
    let versions = vec![summary(2, author.clone()), summary(1, drafter)];
    PostView {
        id: PostId(Uuid::from_u128(10 + u128::from(slot))),
        campaign: CampaignId(Uuid::from_u128(1)),
        campaign_title: "Oven-warm by seven".into(),
        slot,
        channel,
        format: if channel == ChannelKind::Blog {
            PostFormat::Article
        } else {
            PostFormat::Text
        },
        publish_on: "2026-12-01".parse().unwrap(),
        angle: "Why the night shift pays".into(),
        state: PostState::InReview,
        locked: Vec::new(),
        version: VersionView {
            id,
            number: 2,
            hash: hash.clone(),
            content,
            author,
            origin: Origin::Edited,
            created_at: NOON,
        },
        versions,
        decisions: Vec::new(),
        findings: Vec::new(),
        mandatories: Vec::new(),
        avoid: Vec::new(),
        regenerating: None,
        previous: None,
        next: None,
    }
}
