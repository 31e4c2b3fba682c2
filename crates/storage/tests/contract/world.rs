//! Two organizations in one database, and short ways to fill them.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::{
    access::Role,
    brief::{Brief, SAMPLES},
    channel::{ChannelKind, Finding, PostFormat, Severity},
    ids::{BriefId, CampaignId, OrgId, PostId, RunId, StepId, UserId, VersionId},
    post::{Author, ContentField, ContentHash, Origin, PostContent, PostState},
    run::{RunState, Slot, StepKey, StepKind},
    time::Timestamp,
};
use storage::{
    Db, OrgTx, accounts, briefs,
    campaigns::{self, Campaign},
    posts::{self, Post},
    runs::{self, Run},
    steps::{self, NewStep},
    versions::{self, Version},
};
use uuid::Uuid;

use crate::db::TestDb;

/// The instant at which every test begins.
pub const START: Timestamp = Timestamp(1_795_471_200_123_456);

/// `seconds` after the start.
pub fn after(seconds: i64) -> Timestamp {
    START.plus_seconds(seconds)
}

/// An id that no other has; later ones are greater.
pub fn fresh() -> Uuid {
    static LAST: AtomicU64 = AtomicU64::new(0);
    Uuid::from_u64_pair(
        0x0199_0000_0000_7000,
        0x8000_0000_0000_0000 | LAST.fetch_add(1, Ordering::Relaxed),
    )
}

/// A database with two organizations that have nothing to do with each other.
pub struct World {
    test: TestDb,
    /// The organization and person that tests act for.
    pub org: OrgId,
    pub user: UserId,
    /// Another organization, with a person of its own.
    pub other: OrgId,
}

impl World {
    pub async fn on(test: TestDb) -> Self {
        let [org, other] = [OrgId(fresh()), OrgId(fresh())];
        let [user, stranger] = [UserId(fresh()), UserId(fresh())];
        let mut tx = test.db().system().await.unwrap();
        accounts::insert_org(&mut tx, org, "Lindner Bakery", START)
            .await
            .unwrap();
        accounts::insert_further_org(&mut tx, other, "Other & Sons", START)
            .await
            .unwrap();
        accounts::insert_user(&mut tx, &person(org, user, "Ada@Example.com"), START)
            .await
            .unwrap();
        accounts::insert_user(&mut tx, &person(other, stranger, "eve@example.com"), START)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Self {
            test,
            org,
            user,
            other,
        }
    }

    pub fn db(&self) -> &Db {
        self.test.db()
    }

    pub fn url(&self) -> &str {
        self.test.url()
    }

    /// A writing transaction of the organization that tests act for.
    pub async fn write(&self) -> OrgTx {
        self.db().write(self.org).await.unwrap()
    }

    /// A reading transaction of the organization that tests act for.
    pub async fn read(&self) -> OrgTx {
        self.db().read(self.org).await.unwrap()
    }

    /// A committed campaign with its brief and run.
    pub async fn campaign(&self) -> (CampaignId, RunId) {
        self.campaign_at(START).await
    }

    /// A committed campaign that was created `at`.
    pub async fn campaign_at(&self, at: Timestamp) -> (CampaignId, RunId) {
        let mut tx = self.write().await;
        let campaign = add_campaign(&mut tx, self.user, at).await;
        tx.commit().await.unwrap();
        campaign
    }

    /// A committed post with its first version in a campaign of its own.
    pub async fn post(&self) -> (Post, Version) {
        let (campaign, run) = self.campaign().await;
        let mut tx = self.write().await;
        runs::set_take(&mut tx, run, 1, 0).await.unwrap();
        let added = add_post(&mut tx, campaign, run, 1, 1).await;
        tx.commit().await.unwrap();
        added
    }
}

pub fn person(org: OrgId, id: UserId, email: &str) -> accounts::User {
    accounts::User {
        id,
        org,
        email: email.into(),
        name: "Ada".into(),
        role: Role::Owner,
        password_hash: "$argon2id$".into(),
    }
}

pub fn brief() -> Brief {
    SAMPLES[0].draft(START.day()).parse().unwrap()
}

pub async fn add_campaign(tx: &mut OrgTx, user: UserId, at: Timestamp) -> (CampaignId, RunId) {
    let (id, brief_id, run) = (CampaignId(fresh()), BriefId(fresh()), RunId(fresh()));
    briefs::insert(tx, brief_id, user, &SAMPLES[0].draft(at.day()), at)
        .await
        .unwrap();
    let campaign = Campaign {
        id,
        brief_id,
        brief: brief(),
        created_by: user,
        created_at: at,
        last_event: 0,
        voice: None,
        fork: None,
    };
    campaigns::insert(tx, &campaign).await.unwrap();
    assert!(briefs::set_campaign(tx, brief_id, id).await.unwrap());
    let run = Run {
        id: run,
        campaign: id,
        state: RunState::Running,
        take: 0,
        concept: None,
        seed: -7,
    };
    runs::insert(tx, &run).await.unwrap();
    (id, run.id)
}

/// What a vendor's filter may say.
pub fn found() -> Finding {
    Finding {
        rule: "filter.hate".into(),
        severity: Severity::Warning,
        field: ContentField::Body,
        span: None,
        message: "The safety filter held back the answer (hate).".into(),
        fix: None,
        source: None,
    }
}

pub async fn add_step(tx: &mut OrgTx, campaign: CampaignId, run: RunId, key: StepKey) -> StepId {
    let id = StepId(fresh());
    assert!(
        steps::enqueue(
            tx,
            &NewStep {
                id,
                run,
                campaign,
                key,
                input: None
            },
            START
        )
        .await
        .unwrap()
    );
    id
}

pub fn new_post(campaign: CampaignId, run: RunId, take: u16, slot: u16) -> (Post, Version) {
    let post = Post {
        id: PostId(fresh()),
        campaign,
        run,
        take,
        slot: Slot {
            number: slot,
            channel: ChannelKind::LinkedIn,
            format: PostFormat::Image,
            publish_on: "2026-12-01".parse().unwrap(),
            angle: "The crust".into(),
        },
        state: PostState::InReview,
        locked: Vec::new(),
        version: VersionId(fresh()),
        updated_at: START,
    };
    let version = new_version(
        &post,
        post.version,
        1,
        "Bread at seven \u{202e}🥖</script>{{x}}",
    );
    (post, version)
}

pub fn new_version(post: &Post, id: VersionId, number: u32, body: &str) -> Version {
    let content = PostContent {
        body: body.into(),
        hashtags: vec!["bread".into()],
        ..PostContent::default()
    };
    Version {
        id,
        post: post.id,
        number,
        hash: ContentHash::of(&content),
        content,
        author: Author::Model {
            provider: "built-in".into(),
            model: "templates".into(),
        },
        origin: Origin::Drafted,
        step: None,
        created_at: START,
    }
}

pub async fn add_post(
    tx: &mut OrgTx,
    campaign: CampaignId,
    run: RunId,
    take: u16,
    slot: u16,
) -> (Post, Version) {
    let (post, version) = new_post(campaign, run, take, slot);
    assert!(posts::insert(tx, &post).await.unwrap());
    versions::insert(tx, &version).await.unwrap();
    (post, version)
}

pub const DRAFT: StepKey = StepKey::slot(StepKind::Draft, 1, 1, 0);
