//! Lines of the ledger, and what they come to.

use domain::{
    ids::{BrandId, CallId, CampaignId, StepId},
    spending::{CallFilter, CallState, TaskKind},
    time::Timestamp,
    usage::{Cost, Tokens},
};

use crate::engine::{Error, OrgTx, Record, Row, Statement};

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// The brand it was made for.
    pub brand: Option<BrandId>,
    /// The campaign it was made for, with its title.
    pub campaign: Option<(CampaignId, String)>,
    /// Name of the person who asked for it.
    pub person: Option<String>,
    /// The step that needed it.
    pub step: Option<StepId>,
    /// What was asked.
    pub task: TaskKind,
    /// The provider that was asked.
    pub provider: String,
    /// The model that answered, or else the one that was asked.
    pub model: String,
    /// How often this model was asked the question, this time included.
    pub attempt: u32,
    /// Where it stands.
    pub state: CallState,
    /// Why it brought no answer.
    pub cause: Option<String>,
    /// The most it may cost.
    pub most: Option<Cost>,
    /// Tokens consumed.
    pub tokens: Tokens,
    /// What they cost; `None` when nobody knows.
    pub cost: Option<Cost>,
    /// Milliseconds until the first piece of the answer.
    pub first_token: Option<u64>,
    /// Milliseconds from the question to the end.
    pub took: Option<u64>,
    /// When it was entered.
    pub begun_at: Timestamp,
}

impl Record for Call {
    const TABLE: &'static str = "calls";

    fn read(row: &Row) -> Result<Self, Error> {
        let campaign: Option<CampaignId> = row.get("campaign_id")?;
        let title: Option<String> = row.get("title")?;
        Ok(Self {
            id: row.get("id")?,
            brand: row.get("brand_id")?,
            campaign: campaign.map(|id| (id, title.unwrap_or_default())),
            person: row.get("person")?,
            step: row.get("step_id")?,
            task: row.get("task")?,
            provider: row.get("provider")?,
            model: row.get("model")?,
            attempt: row.get("attempt")?,
            state: row.get("state")?,
            cause: row.get("cause")?,
            most: row.get("most")?,
            tokens: Tokens {
                input: row.get("tokens_in")?,
                output: row.get("tokens_out")?,
            },
            cost: row.get("cost")?,
            first_token: row.get("first_token")?,
            took: row.get("took")?,
            begun_at: row.get("begun_at")?,
        })
    }
}

/// The lines that `filter` lets through, the latest first, from after `after` on.
pub async fn page(
    tx: &mut OrgTx,
    filter: &CallFilter,
    after: Option<(Timestamp, CallId)>,
    limit: u32,
) -> Result<Vec<Call>, Error> {
    let Conditions { text, next } = Conditions::of(filter);
    let from = after.map_or_else(String::new, |_| {
        format!(" AND (c.begun_at, c.id) < (${}, ${})", next + 1, next + 2)
    });
    let text = format!(
        "SELECT c.id, c.brand_id, c.campaign_id, k.title, u.name AS person, c.step_id, c.task, c.provider,
                COALESCE(c.answered_by, c.model) AS model, c.attempt, c.state, c.cause, c.most, c.tokens_in,
                c.tokens_out, c.cost, c.first_token, c.took, c.begun_at
         FROM calls c
         LEFT JOIN campaigns k ON k.org_id = c.org_id AND k.id = c.campaign_id
         LEFT JOIN users u ON u.org_id = c.org_id AND u.id = c.user_id
         WHERE c.org_id = $1{text}{from} ORDER BY c.begun_at DESC, c.id DESC LIMIT ${next}"
    );
    let statement = bind(tx.composed(text), filter).bind(limit);
    match after {
        Some((at, id)) => statement.bind(at).bind(id),
        None => statement,
    }
    .all()
    .await
}

/// What changes whenever calls begin or end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pulse {
    /// When the latest call began.
    pub begun: Option<Timestamp>,
    /// When one of the latest calls ended last.
    pub ended: Option<Timestamp>,
}

impl Record for Pulse {
    const TABLE: &'static str = "calls";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            begun: row.get("begun")?,
            ended: row.get("ended")?,
        })
    }
}

/// The pulse of the ledger: that of its latest 200 lines.
pub async fn pulse(tx: &mut OrgTx) -> Result<Pulse, Error> {
    let pulse = tx
        .sql(
            "SELECT MAX(begun_at) AS begun, MAX(ended_at) AS ended FROM (
                SELECT begun_at, ended_at FROM calls WHERE org_id = $1 ORDER BY begun_at DESC, id DESC LIMIT 200
             ) AS latest",
        )
        .first()
        .await?;
    Ok(pulse.unwrap_or_default())
}

/// What several calls came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// What they have in common: a model, a person, a brand, a day, a task.
    pub name: String,
    /// How many there were.
    pub calls: u64,
    /// How many brought no answer.
    pub failed: u64,
    /// How many needed nobody to be asked.
    pub kept: u64,
    /// Tokens consumed.
    pub tokens: Tokens,
    /// What is known of the cost.
    pub cost: Cost,
    /// How many ended at a cost that nobody knows.
    pub unknown: u64,
    /// What was spent on calls that brought no answer.
    pub wasted: Cost,
    /// Milliseconds from question to end, of those that brought an answer, together.
    pub took: u64,
    /// How many of them have it measured.
    pub measured: u64,
}

impl Record for Sum {
    const TABLE: &'static str = "calls";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            name: row.get("name")?,
            calls: row.get("calls")?,
            failed: row.get("failed")?,
            kept: row.get("kept")?,
            tokens: Tokens {
                input: row.get("tokens_in")?,
                output: row.get("tokens_out")?,
            },
            cost: row.get("cost")?,
            unknown: row.get("unknown")?,
            wasted: row.get("wasted")?,
            took: row.get("took")?,
            measured: row.get("measured")?,
        })
    }
}

/// What calls are put together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// All of them.
    All,
    /// The model that answered, or else the one that was asked, after its provider.
    Model,
    /// The person who asked.
    Person,
    /// The brand.
    Brand,
    /// The day, by UTC.
    Day,
    /// What was asked.
    Task,
}

/// What the calls that `filter` lets through came to, the most expensive first; days in their
/// order.
pub async fn sums(tx: &mut OrgTx, filter: &CallFilter, by: By) -> Result<Vec<Sum>, Error> {
    let Conditions { text, .. } = Conditions::of(filter);
    let day = tx.dialect().day_of("c.begun_at");
    let (name, joined) = match by {
        By::All => ("''", ""),
        By::Model => ("c.provider || ' ' || COALESCE(c.answered_by, c.model)", ""),
        By::Person => (
            "COALESCE(u.name, '')",
            " LEFT JOIN users u ON u.org_id = c.org_id AND u.id = c.user_id",
        ),
        By::Brand => (
            "COALESCE(b.name, '')",
            " LEFT JOIN brands b ON b.org_id = c.org_id AND b.id = c.brand_id",
        ),
        By::Day => (day.as_str(), ""),
        By::Task => ("c.task", ""),
    };
    let order = if by == By::Day {
        "name"
    } else {
        "cost DESC, calls DESC, name"
    };
    let waste = "c.state IN ('failed', 'cancelled', 'lost')";
    // PostgreSQL's sums of BIGINT are NUMERIC.
    let text = format!(
        "SELECT {name} AS name, COUNT(*) AS calls,
                COUNT(CASE WHEN {waste} THEN 1 END) AS failed,
                COUNT(CASE WHEN c.state = 'kept' THEN 1 END) AS kept,
                CAST(COALESCE(SUM(c.tokens_in), 0) AS BIGINT) AS tokens_in,
                CAST(COALESCE(SUM(c.tokens_out), 0) AS BIGINT) AS tokens_out,
                CAST(COALESCE(SUM(c.cost), 0) AS BIGINT) AS cost,
                COUNT(CASE WHEN c.cost IS NULL AND c.state <> 'open' THEN 1 END) AS unknown,
                CAST(COALESCE(SUM(CASE WHEN {waste} THEN c.cost END), 0) AS BIGINT) AS wasted,
                CAST(COALESCE(SUM(CASE WHEN c.state = 'answered' THEN c.took END), 0) AS BIGINT) AS took,
                COUNT(CASE WHEN c.state = 'answered' THEN c.took END) AS measured
         FROM calls c{joined} WHERE c.org_id = $1{text} GROUP BY 1 ORDER BY {order}"
    );
    bind(tx.composed(text), filter).all().await
}

/// What a filter asks for.
struct Conditions {
    text: String,
    /// The first number that [`bind`] leaves free.
    next: usize,
}

impl Conditions {
    fn of(filter: &CallFilter) -> Self {
        let mut conditions = Self {
            text: String::new(),
            next: 2,
        };
        conditions.add(filter.from.is_some(), "c.begun_at >= $");
        conditions.add(filter.to.is_some(), "c.begun_at < $");
        conditions.add(filter.brand.is_some(), "c.brand_id = $");
        conditions.add(filter.campaign.is_some(), "c.campaign_id = $");
        conditions.add(filter.person.is_some(), "c.user_id = $");
        conditions.add(filter.provider.is_some(), "c.provider = $");
        conditions.add(
            filter.model.is_some(),
            "COALESCE(c.answered_by, c.model) = $",
        );
        conditions.add(filter.task.is_some(), "c.task = $");
        conditions.add(filter.state.is_some(), "c.state = $");
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
fn bind<'t>(statement: Statement<'t>, filter: &CallFilter) -> Statement<'t> {
    let mut statement = statement;
    if let Some(from) = filter.from {
        statement = statement.bind(Timestamp::start_of(from));
    }
    if let Some(to) = filter.to {
        statement = statement.bind(Timestamp::start_of(to.plus(1)));
    }
    if let Some(brand) = filter.brand {
        statement = statement.bind(brand);
    }
    if let Some(campaign) = filter.campaign {
        statement = statement.bind(campaign);
    }
    if let Some(person) = filter.person {
        statement = statement.bind(person);
    }
    if let Some(provider) = &filter.provider {
        statement = statement.bind(provider.as_str());
    }
    if let Some(model) = &filter.model {
        statement = statement.bind(model.as_str());
    }
    if let Some(task) = filter.task {
        statement = statement.bind(task);
    }
    if let Some(state) = filter.state {
        statement = statement.bind(state);
    }
    statement
}
