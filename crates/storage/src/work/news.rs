//! What happened in an organization, from its events and decisions, and how far a person has read.

use domain::{
    event::Happening,
    ids::UserId,
    news::{NewsItem, Novelty},
    run::RunState,
    time::Timestamp,
};

use crate::engine::{Error, Json, OrgTx, Record, Row};

/// A run's end among the news.
struct Ended(NewsItem);

impl Record for Ended {
    const TABLE: &'static str = "events";

    fn read(row: &Row) -> Result<Self, Error> {
        let state = match row.get::<Json<Happening>>("happening")?.0 {
            Happening::Run { state } => state,
            // Not asked for.
            Happening::Step { .. } | Happening::Post { .. } => RunState::Running,
        };
        Ok(Self(NewsItem {
            at: row.get("at")?,
            campaign: row.get("campaign_id")?,
            title: row.get("title")?,
            novelty: Novelty::Run { state },
        }))
    }
}

/// A decision among the news.
struct Decided(NewsItem);

impl Record for Decided {
    const TABLE: &'static str = "decisions";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self(NewsItem {
            at: row.get("at")?,
            campaign: row.get("campaign_id")?,
            title: row.get("title")?,
            novelty: Novelty::Decision {
                post: row.get("post_id")?,
                channel: row.get("channel")?,
                verdict: row.get("verdict")?,
                user: row.get("user_id")?,
                by: row.get("by_name")?,
            },
        }))
    }
}

/// Runs that were done or failed, last first.
pub async fn ended_runs(tx: &mut OrgTx, limit: u32) -> Result<Vec<NewsItem>, Error> {
    let found = tx
        .sql(
            "SELECT e.campaign_id, e.at, e.happening, c.title
             FROM events e
             JOIN campaigns c ON c.org_id = $1 AND c.id = e.campaign_id
             WHERE e.org_id = $1 AND e.happening ->> 'kind' = 'run'
                 AND e.happening ->> 'state' IN ('done', 'failed')
             ORDER BY e.at DESC, e.campaign_id DESC, e.seq DESC LIMIT $2",
        )
        .bind(limit)
        .all::<Ended>()
        .await?;
    Ok(found.into_iter().map(|Ended(item)| item).collect())
}

/// Decisions about posts, last first.
pub async fn decisions(tx: &mut OrgTx, limit: u32) -> Result<Vec<NewsItem>, Error> {
    let found = tx
        .sql(
            "SELECT d.at, d.post_id, d.verdict, d.user_id, d.by_name, p.channel, p.campaign_id, c.title
             FROM decisions d
             JOIN posts p ON p.org_id = $1 AND p.id = d.post_id
             JOIN campaigns c ON c.org_id = $1 AND c.id = p.campaign_id
             WHERE d.org_id = $1 ORDER BY d.at DESC, d.id DESC LIMIT $2",
        )
        .bind(limit)
        .all::<Decided>()
        .await?;
    Ok(found.into_iter().map(|Decided(item)| item).collect())
}

/// How many ends of runs and decisions of others came after what the person has seen, each counted
/// to 100 at the most.
pub async fn unseen(tx: &mut OrgTx, user: UserId) -> Result<u32, Error> {
    let count = tx
        .sql(
            "SELECT (SELECT COUNT(*) FROM (SELECT 1 AS one FROM events e WHERE e.org_id = $1 AND e.at > u.news_seen_at
                         AND e.happening ->> 'kind' = 'run' AND e.happening ->> 'state' IN ('done', 'failed')
                         LIMIT 100) AS runs)
                  + (SELECT COUNT(*) FROM (SELECT 1 AS one FROM decisions d WHERE d.org_id = $1 AND d.at > u.news_seen_at
                         AND d.user_id <> $2 LIMIT 100) AS decided) AS unseen
             FROM users u WHERE u.org_id = $1 AND u.id = $2",
        )
        .bind(user)
        .value::<u32>("unseen")
        .await?;
    Ok(count.unwrap_or_default())
}

/// Up to when the person has seen everything; the epoch when there is no such person.
pub async fn seen_at(tx: &mut OrgTx, user: UserId) -> Result<Timestamp, Error> {
    let at = tx
        .sql("SELECT news_seen_at FROM users WHERE org_id = $1 AND id = $2")
        .bind(user)
        .value::<Timestamp>("news_seen_at")
        .await?;
    Ok(at.unwrap_or(Timestamp(0)))
}

/// Notes that the person has seen everything up to `at`; `false` when that was so already, or there
/// is no such person.
pub async fn set_seen(tx: &mut OrgTx, user: UserId, at: Timestamp) -> Result<bool, Error> {
    tx.sql("UPDATE users SET news_seen_at = $3 WHERE org_id = $1 AND id = $2 AND news_seen_at < $3")
        .bind(user)
        .bind(at)
        .changed()
        .await
}
