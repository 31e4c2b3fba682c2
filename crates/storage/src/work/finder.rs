//! Finding campaigns, posts and briefs by words.
//!
//! The newest 10,000 of each kind are looked at, from the newest on, until enough are found: the
//! time a search takes has a bound, however much an organization keeps.

use domain::{
    finder::{FoundCampaign, FoundPost},
    views::BriefSummary,
};

use crate::engine::{Error, OrgTx, Record, Row, Statement};

impl Record for FoundCampaign {
    const TABLE: &'static str = "campaigns";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            title: row.get("title")?,
            run_state: row.get("run_state")?,
        })
    }
}

impl Record for FoundPost {
    const TABLE: &'static str = "posts";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            channel: row.get("channel")?,
            publish_on: row.get("publish_on")?,
            angle: row.get("angle")?,
            state: row.get("state")?,
            campaign_title: row.get("title")?,
        })
    }
}

/// Campaigns whose key has every one of the `words` ([`domain::finder::words`]), newest first; all
/// when there are none.
pub async fn campaigns(
    tx: &mut OrgTx,
    words: &[String],
    limit: u32,
) -> Result<Vec<FoundCampaign>, Error> {
    let text = format!(
        "WITH newest AS (SELECT id, created_at, find_key FROM campaigns WHERE org_id = $1
                         ORDER BY created_at DESC, id DESC LIMIT 10000)
         SELECT c.id, c.title, COALESCE(r.state, 'running') AS run_state
         FROM newest n
         JOIN campaigns c ON c.org_id = $1 AND c.id = n.id
         LEFT JOIN runs r ON r.org_id = $1 AND r.campaign_id = n.id
         WHERE TRUE{} ORDER BY n.created_at DESC, n.id DESC LIMIT $2",
        having(words)
    );
    search(tx, text, words, limit).all().await
}

/// Posts of current takes whose key has every one of the `words`, newest first; all when there are
/// none.
pub async fn posts(tx: &mut OrgTx, words: &[String], limit: u32) -> Result<Vec<FoundPost>, Error> {
    let text = format!(
        "WITH newest AS (SELECT id, find_key FROM posts WHERE org_id = $1 ORDER BY id DESC LIMIT 10000)
         SELECT p.id, p.channel, p.publish_on, p.angle, p.state, c.title
         FROM newest n
         JOIN posts p ON p.org_id = $1 AND p.id = n.id
         JOIN runs r ON r.org_id = $1 AND r.id = p.run_id AND r.take = p.take
         JOIN campaigns c ON c.org_id = $1 AND c.id = p.campaign_id
         WHERE TRUE{} ORDER BY n.id DESC LIMIT $2",
        having(words)
    );
    search(tx, text, words, limit).all().await
}

/// Briefs that were not submitted, whose key has every one of the `words`, last saved first; all
/// when there are none.
pub async fn briefs(
    tx: &mut OrgTx,
    words: &[String],
    limit: u32,
) -> Result<Vec<BriefSummary>, Error> {
    let text = format!(
        "WITH newest AS (SELECT id, updated_at, find_key FROM briefs WHERE org_id = $1 AND campaign_id IS NULL
                         ORDER BY updated_at DESC, id DESC LIMIT 10000)
         SELECT b.id, b.title, b.updated_at
         FROM newest n
         JOIN briefs b ON b.org_id = $1 AND b.id = n.id
         WHERE TRUE{} ORDER BY n.updated_at DESC, n.id DESC LIMIT $2",
        having(words)
    );
    search(tx, text, words, limit).all().await
}

/// A condition a word, for values from `$3` on.
fn having(words: &[String]) -> String {
    (3..3 + words.len())
        .map(|number| format!(" AND n.find_key LIKE ${number} ESCAPE '\\'"))
        .collect::<Vec<_>>()
        .concat()
}

fn search<'t>(tx: &'t mut OrgTx, text: String, words: &[String], limit: u32) -> Statement<'t> {
    let statement = tx.composed(text).bind(limit);
    words
        .iter()
        .fold(statement, |statement, word| statement.bind(pattern(word)))
}

/// A pattern for LIKE that is found wherever `word` stands, whatever is in it.
fn pattern(word: &str) -> String {
    let literal = word
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{literal}%")
}
