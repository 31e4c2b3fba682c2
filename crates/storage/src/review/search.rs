//! Finding posts across campaigns. Only the posts of a campaign's current take are found; those of
//! a concept that was given up are not.
//!
//! A word is found as a part of what the current version says, both folded by
//! [`domain::text::folded`]: one `LIKE` on both engines, no index of words.

use domain::{
    ids::PostId,
    post::{PostFilter, PostOrder, PostState},
    time::{Day, Timestamp},
};

use super::{
    posts::{Post, with_version},
    versions::Version,
};
use crate::engine::{Error, OrgTx, Record, Row, Statement};

/// A post that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The post.
    pub post: Post,
    /// Its current version.
    pub version: Version,
    /// Whether a step is writing it anew.
    pub regenerating: bool,
}

impl Record for Found {
    const TABLE: &'static str = "posts";

    fn read(row: &Row) -> Result<Self, Error> {
        let (post, version) = <(Post, Version)>::read(row)?;
        Ok(Self {
            post,
            version,
            regenerating: row.get("regenerating")?,
        })
    }
}

/// The last post of a page, after which the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In an order by day.
    Day(Day, PostId),
    /// In the order of changes.
    Change(Timestamp, PostId),
}

impl Place {
    /// The place of `post` in `order`.
    pub fn of(post: &Post, order: PostOrder) -> Self {
        match order {
            PostOrder::Date | PostOrder::DateDown => Self::Day(post.slot.publish_on, post.id),
            PostOrder::Changed => Self::Change(post.updated_at, post.id),
        }
    }
}

/// The posts that `filter` lets through, in its order, from after `after` on. A place in another
/// order counts as none.
pub async fn page(
    tx: &mut OrgTx,
    filter: &PostFilter,
    after: Option<Place>,
    limit: u32,
) -> Result<Vec<Found>, Error> {
    let after = after
        .filter(|place| matches!(place, Place::Change(..)) == (filter.order == PostOrder::Changed));
    let Conditions { text, next } = Conditions::of(filter);
    let from = after.map_or_else(String::new, |_| {
        let (key, compare) = match filter.order {
            PostOrder::Date => ("p.publish_on", ">"),
            PostOrder::DateDown => ("p.publish_on", "<"),
            PostOrder::Changed => ("p.updated_at", "<"),
        };
        format!(
            " AND ({key}, p.id) {compare} (${}, ${})",
            next + 1,
            next + 2
        )
    });
    let text = format!(
        "{SELECT}{text}{}{from}{} LIMIT ${next}",
        in_state(filter.state),
        order_by(filter.order)
    );
    let statement = bind(tx.composed(text), filter).bind(limit);
    match after {
        Some(Place::Day(day, id)) => statement.bind(day).bind(id),
        Some(Place::Change(at, id)) => statement.bind(at).bind(id),
        None => statement,
    }
    .all()
    .await
}

/// The first posts in each of `states` that `filter` lets through, at most `limit` a state, in one
/// statement. The filter's own state and the order of the states say nothing here.
pub async fn board(
    tx: &mut OrgTx,
    filter: &PostFilter,
    states: &[PostState],
    limit: u32,
) -> Result<Vec<Found>, Error> {
    let Conditions { text, next } = Conditions::of(filter);
    let columns: Vec<String> = states
        .iter()
        .map(|state| {
            let state = in_state(Some(*state));
            let order = order_by(filter.order);
            format!("SELECT * FROM ({SELECT}{text}{state}{order} LIMIT ${next}) AS in_state")
        })
        .collect();
    if columns.is_empty() {
        return Ok(Vec::new());
    }
    let text = columns.join(" UNION ALL ");
    bind(tx.composed(text), filter).bind(limit).all().await
}

/// The rest of a statement that ends in its own WHERE.
const SELECT: &str = concat!(
    "SELECT ",
    with_version!(),
    ", EXISTS (SELECT 1 FROM steps s WHERE s.org_id = p.org_id AND s.run_id = p.run_id AND s.take = p.take
               AND s.slot = p.slot AND s.kind = 'regenerate' AND s.state IN ('queued', 'running')) AS regenerating
     FROM posts p
     JOIN runs r ON r.org_id = p.org_id AND r.id = p.run_id
     JOIN versions v ON v.org_id = p.org_id AND v.id = p.version_id
     WHERE p.org_id = $1 AND p.take = r.take"
);

/// What a filter asks for, without its state.
struct Conditions {
    text: String,
    /// The first number that [`bind`] leaves free.
    next: usize,
}

impl Conditions {
    fn of(filter: &PostFilter) -> Self {
        let mut conditions = Self {
            text: String::new(),
            next: 2,
        };
        if let Some(channel) = filter.channel {
            conditions.text = format!(" AND p.channel = '{}'", channel.slug());
        }
        conditions.add(filter.campaign.is_some(), "p.campaign_id = $");
        conditions.add(filter.from.is_some(), "p.publish_on >= $");
        conditions.add(filter.to.is_some(), "p.publish_on <= $");
        for _ in &filter.words {
            conditions.add(true, "p.searched LIKE $");
            conditions.text.push_str(" ESCAPE '!'");
        }
        conditions
    }

    fn add(&mut self, asked: bool, condition: &str) {
        if asked {
            let number = self.next.to_string();
            self.text.extend([" AND ", condition, &number]);
            self.next += 1;
        }
    }
}

/// Binds what [`Conditions`] left open, in its order.
fn bind<'t>(statement: Statement<'t>, filter: &PostFilter) -> Statement<'t> {
    let mut statement = statement;
    if let Some(campaign) = filter.campaign {
        statement = statement.bind(campaign);
    }
    if let Some(from) = filter.from {
        statement = statement.bind(from);
    }
    if let Some(to) = filter.to {
        statement = statement.bind(to);
    }
    for word in &filter.words {
        statement = statement.bind(containing(word));
    }
    statement
}

/// The pattern that finds `word` anywhere, whatever signs are in it.
fn containing(word: &str) -> String {
    let mut pattern = String::from("%");
    for sign in word.chars() {
        if matches!(sign, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(sign);
    }
    pattern.push('%');
    pattern
}

fn in_state(state: Option<PostState>) -> String {
    state.map_or_else(String::new, |state| {
        format!(" AND p.state = '{}'", state.slug())
    })
}

fn order_by(order: PostOrder) -> &'static str {
    match order {
        PostOrder::Date => " ORDER BY p.publish_on, p.id",
        PostOrder::DateDown => " ORDER BY p.publish_on DESC, p.id DESC",
        PostOrder::Changed => " ORDER BY p.updated_at DESC, p.id DESC",
    }
}
