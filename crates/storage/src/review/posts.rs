//! Posts: one a slot of a take.

use domain::{
    finder,
    ids::{CampaignId, PostId, RunId, VersionId},
    post::{ContentField, PostState},
    run::Slot,
    time::{Day, Timestamp},
};

use super::versions::Version;
use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// A post. What it says stands in its current version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The run that wrote it.
    pub run: RunId,
    /// The choice of concept it belongs to.
    pub take: u16,
    /// The place in the plan that it fills.
    pub slot: Slot,
    /// Where it stands in its review.
    pub state: PostState,
    /// Fields that writing anew leaves as they are.
    pub locked: Vec<ContentField>,
    /// Its current version.
    pub version: VersionId,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl Record for Post {
    const TABLE: &'static str = "posts";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            campaign: row.get("campaign_id")?,
            run: row.get("run_id")?,
            take: row.get("take")?,
            slot: Slot {
                number: row.get("slot")?,
                channel: row.get("channel")?,
                format: row.get("format")?,
                publish_on: row.get("publish_on")?,
                angle: row.get("angle")?,
            },
            state: row.get("state")?,
            locked: row.get::<Json<_>>("locked")?.0,
            version: row.get("version_id")?,
            updated_at: row.get("updated_at")?,
        })
    }
}

/// The columns of a post `p` with its current version `v`.
macro_rules! with_version {
    () => {
        "p.id, p.campaign_id, p.run_id, p.take, p.slot, p.channel, p.format, p.publish_on, p.angle, p.state, \
         p.locked, p.version_id, p.updated_at, v.number AS v_number, v.hash AS v_hash, v.content AS v_content, \
         v.author AS v_author, v.origin AS v_origin, v.step_id AS v_step_id, v.created_at AS v_created_at"
    };
}
pub(super) use with_version;

/// A row of the join of posts with their current versions, whose columns are `v_…`.
impl Record for (Post, Version) {
    const TABLE: &'static str = "posts";

    fn read(row: &Row) -> Result<Self, Error> {
        let version = Version {
            id: row.get("version_id")?,
            post: row.get("id")?,
            number: row.get("v_number")?,
            hash: row.get("v_hash")?,
            content: row.get::<Json<_>>("v_content")?.0,
            author: row.get::<Json<_>>("v_author")?.0,
            origin: row.get("v_origin")?,
            step: row.get("v_step_id")?,
            created_at: row.get("v_created_at")?,
        };
        Ok((Post::read(row)?, version))
    }
}

/// A slot's number with the post that fills it.
struct Filled(u16, PostId);

impl Record for Filled {
    const TABLE: &'static str = "posts";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self(row.get("slot")?, row.get("id")?))
    }
}

/// Keeps a new post; its version has to follow in the same transaction. `false` when the slot has
/// one, which stays as it is.
///
/// # Errors
/// [`Error::Missing`] when there is no such run; at commit, when the version did not follow.
pub async fn insert(tx: &mut OrgTx, post: &Post) -> Result<bool, Error> {
    tx.sql(
        "INSERT INTO posts (org_id, id, campaign_id, run_id, take, slot, channel, format, publish_on, angle, state,
                            locked, version_id, updated_at, find_key)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15 || ' ' ||
                 COALESCE((SELECT c.find_key FROM campaigns c WHERE c.org_id = $1 AND c.id = $3), ''))
         ON CONFLICT DO NOTHING",
    )
    .bind(post.id)
    .bind(post.campaign)
    .bind(post.run)
    .bind(post.take)
    .bind(post.slot.number)
    .bind(post.slot.channel)
    .bind(post.slot.format)
    .bind(post.slot.publish_on)
    .bind(post.slot.angle.as_str())
    .bind(post.state)
    .bind(Doc::of(&post.locked)?)
    .bind(post.version)
    .bind(post.updated_at)
    .bind(find_key(&post.slot))
    .changed()
    .await
}

/// What the finder compares of a post, but for its campaign's title.
fn find_key(slot: &Slot) -> String {
    let day = slot.publish_on.to_string();
    finder::key(&[slot.channel.name(), slot.format.name(), &day, &slot.angle])
}

const ONE: &str = "SELECT id, campaign_id, run_id, take, slot, channel, format, publish_on, angle, state, locked, \
                   version_id, updated_at FROM posts WHERE org_id = $1 AND id = $2";

/// A post.
pub async fn get(tx: &mut OrgTx, post: PostId) -> Result<Option<Post>, Error> {
    tx.sql(ONE).bind(post).first().await
}

/// A post that nobody else can lock or change before this transaction ends.
pub async fn lock(tx: &mut OrgTx, post: PostId) -> Result<Option<Post>, Error> {
    let text = format!("{ONE}{}", tx.dialect().for_update());
    tx.composed(text).bind(post).first().await
}

/// The posts of a campaign's take with their current versions, in order of slots.
pub async fn list(
    tx: &mut OrgTx,
    campaign: CampaignId,
    take: u16,
) -> Result<Vec<(Post, Version)>, Error> {
    tx.sql(concat!(
        "SELECT ",
        with_version!(),
        " FROM posts p
         JOIN versions v ON v.org_id = p.org_id AND v.id = p.version_id
         WHERE p.org_id = $1 AND p.campaign_id = $2 AND p.take = $3
         ORDER BY p.slot"
    ))
    .bind(campaign)
    .bind(take)
    .all()
    .await
}

/// The posts of a campaign's take by the numbers of their slots, in order.
pub async fn ids(
    tx: &mut OrgTx,
    campaign: CampaignId,
    take: u16,
) -> Result<Vec<(u16, PostId)>, Error> {
    let filled = tx
        .sql("SELECT slot, id FROM posts WHERE org_id = $1 AND campaign_id = $2 AND take = $3 ORDER BY slot")
        .bind(campaign)
        .bind(take)
        .all::<Filled>()
        .await?;
    Ok(filled
        .into_iter()
        .map(|Filled(slot, id)| (slot, id))
        .collect())
}

/// Makes `version` the current one and sets where the post stands; `false` when there is no post.
///
/// # Errors
/// At commit, [`Error::Missing`] when there is no such version.
pub async fn set_current(
    tx: &mut OrgTx,
    post: PostId,
    version: VersionId,
    state: PostState,
    at: Timestamp,
) -> Result<bool, Error> {
    tx.sql("UPDATE posts SET version_id = $3, state = $4, updated_at = $5 WHERE org_id = $1 AND id = $2")
        .bind(post)
        .bind(version)
        .bind(state)
        .bind(at)
        .changed()
        .await
}

/// Sets where a post stands; `false` when there is none.
pub async fn set_state(
    tx: &mut OrgTx,
    post: PostId,
    state: PostState,
    at: Timestamp,
) -> Result<bool, Error> {
    tx.sql("UPDATE posts SET state = $3, updated_at = $4 WHERE org_id = $1 AND id = $2")
        .bind(post)
        .bind(state)
        .bind(at)
        .changed()
        .await
}

/// Plans a post for another day; `false` when there is none.
pub async fn set_day(tx: &mut OrgTx, post: PostId, day: Day, at: Timestamp) -> Result<bool, Error> {
    tx.sql("UPDATE posts SET publish_on = $3, updated_at = $4 WHERE org_id = $1 AND id = $2")
        .bind(post)
        .bind(day)
        .bind(at)
        .changed()
        .await
}

/// Sets the fields that writing anew leaves as they are; `false` when there is no such post.
pub async fn set_locked(
    tx: &mut OrgTx,
    post: PostId,
    locked: &[ContentField],
    at: Timestamp,
) -> Result<bool, Error> {
    tx.sql("UPDATE posts SET locked = $3, updated_at = $4 WHERE org_id = $1 AND id = $2")
        .bind(post)
        .bind(Doc::of(&locked)?)
        .bind(at)
        .changed()
        .await
}
