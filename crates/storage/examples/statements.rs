//! Times the statements that pages and workers wait for, on a million rows of both engines.
//!
//! `scripts/postgres run -- cargo run --release -p storage --example statements`

use std::{
    error::Error,
    time::{Duration, Instant},
};

use domain::{
    ids::{CampaignId, OrgId, RunId, StepId, UserId},
    post::{PostFilter, PostState},
    run::StepKind,
    time::Timestamp,
};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, SqliteConnection};
use storage::{Db, campaigns, events, finder, jobs, news, posts, runs, search, sessions, steps};
use uuid::Uuid;

#[path = "../../testkit/src/db.rs"]
mod db;
use db::TestDb;

type Outcome<T> = Result<T, Box<dyn Error>>;

const ORG: OrgId = OrgId(Uuid::from_u128(1));
const USER: UserId = UserId(Uuid::from_u128(2));
/// How often each statement is timed.
const TIMES: usize = 2_000;

/// 20,000 campaigns with 12 posts, 12 steps and 24 events each, and 50,000 jobs. `{…}` is what
/// the engines write differently.
const SEED: &str = "
INSERT INTO organizations (id, number, name, created_at) VALUES ({org}, 1, 'Org', {at 0});
INSERT INTO users (org_id, id, email, email_key, name, role, password_hash, created_at)
    VALUES ({org}, {user}, 'a@b', 'a@b', 'Ada', 'owner', '', {at 0});
INSERT INTO sessions (id, org_id, user_id, secret_hash, created_at, expires_at)
    VALUES ({org}, {org}, {user}, {hash}, {at 0}, {at 99999999});
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000)
    INSERT INTO briefs (org_id, id, created_by, title, draft, created_at, updated_at)
    SELECT {org}, {uuid}, {user}, 'Campaign ' || n, '{}', {at n}, {at n} FROM n;
INSERT INTO campaigns (org_id, id, brief_id, brief, title, channels, wanted, created_by, created_at, updated_at, last_event)
    SELECT org_id, {uuid}, id, '{\"a\": 1}', title, '[\"linkedin\", \"x\"]', 12, created_by, created_at, updated_at, 24 FROM briefs;
INSERT INTO runs (org_id, id, campaign_id, state, take, seed) SELECT org_id, {uuid}, id, 'done', 1, 0 FROM campaigns;
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 12)
    INSERT INTO posts (org_id, id, campaign_id, run_id, take, slot, channel, format, publish_on, angle, state, locked, version_id, updated_at)
    SELECT r.org_id, {uuid}, r.campaign_id, r.id, 1, n, 'linkedin', 'text', '2026-12-01', 'Angle', CASE WHEN n % 3 = 0 THEN 'approved' ELSE 'in_review' END, '[]', {uuid}, {at n}
    FROM runs r CROSS JOIN n;
UPDATE campaigns SET find_key = lower(title);
UPDATE posts SET find_key = 'linkedin text 2026-12-01 angle campaign';
INSERT INTO versions (org_id, id, post_id, number, hash, content, author, origin, created_at)
    SELECT org_id, version_id, id, 1, '0000000000000000000000000000000000000000000000000000000000000000',
           '{\"body\": \"A text of the length that most posts have, which is a few lines and no more than that.\", \"hashtags\": []}',
           '{\"kind\": \"model\", \"provider\": \"built-in\", \"model\": \"m\"}', 'drafted', updated_at FROM posts;
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 12)
    INSERT INTO steps (org_id, id, run_id, campaign_id, ordinal, kind, take, slot, round, state, created_at)
    SELECT r.org_id, {uuid}, r.id, r.campaign_id, n, 'draft', 1, n, 0, 'done', {at n} FROM runs r CROSS JOIN n;
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 24)
    INSERT INTO events (org_id, campaign_id, seq, at, happening)
    SELECT c.org_id, c.id, n, {at n}, '{\"kind\": \"run\", \"state\": \"done\"}' FROM campaigns c CROSS JOIN n;
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 50000)
    INSERT INTO jobs (org_id, id, kind, payload, state, run_at, due_at, max_attempts)
    SELECT {org}, {uuid}, 'k', '{}', 'queued', {at n}, {at n}, 4 FROM n;
";

#[tokio::main]
async fn main() -> Outcome<()> {
    for test in [TestDb::sqlite().await, TestDb::postgres().await] {
        seed(test.url()).await?;
        println!(
            "{:?}: p50 and p99 of {TIMES}, in milliseconds, with begin and end of the transaction",
            test.db()
        );
        measure(test.db()).await?;
        measure_posts(test.db()).await?;
    }
    Ok(())
}

async fn seed(url: &str) -> Outcome<()> {
    if let Some(path) = url.strip_prefix("sqlite:") {
        let text = format!("BEGIN; {} COMMIT; ANALYZE;", for_sqlite());
        SqliteConnection::connect(path)
            .await?
            .execute(sqlx::raw_sql(AssertSqlSafe(text)))
            .await?;
    } else {
        let mut connection = PgConnection::connect(url).await?;
        let text = format!("SET app.system = 'on'; BEGIN; {} COMMIT;", for_postgres());
        connection
            .execute(sqlx::raw_sql(AssertSqlSafe(text)))
            .await?;
        connection.execute("VACUUM ANALYZE").await?;
    }
    Ok(())
}

fn for_sqlite() -> String {
    SEED.replace("{org}", &format!("x'{}'", ORG.0.simple()))
        .replace("{user}", &format!("x'{}'", USER.0.simple()))
        .replace("{uuid}", "randomblob(16)")
        .replace("{hash}", "zeroblob(32)")
        .replace("{at n}", "n * 1000000")
        .replace("{at 0}", "0")
        .replace("{at 99999999}", "99999999000000")
}

fn for_postgres() -> String {
    SEED.replace("{org}", &format!("'{ORG}'::uuid"))
        .replace("{user}", &format!("'{USER}'::uuid"))
        .replace("{uuid}", "gen_random_uuid()")
        .replace("{hash}", "decode(repeat('00', 32), 'hex')")
        .replace("{at n}", "to_timestamp(n)")
        .replace("{at 0}", "to_timestamp(0)")
        .replace("{at 99999999}", "to_timestamp(99999999)")
        .replace("'{}'", "'{}'::jsonb")
        .replace("'[]'", "'[]'::jsonb")
        .replace("'2026-12-01'", "'2026-12-01'::date")
        .replace("}', ", "}'::jsonb, ")
        .replace("}',\n", "}'::jsonb,\n")
        .replace("]', 12", "]'::jsonb, 12")
        .replace("}' FROM", "}'::jsonb FROM")
}

/// Times `$work` with a transaction of its own each time, and prints a line.
macro_rules! timed {
    ($name:literal, $db:ident.$begin:ident($($org:expr)?), |$tx:ident, $number:ident| $work:expr) => {{
        let mut times = Vec::with_capacity(TIMES);
        for $number in 0..TIMES {
            let began = Instant::now();
            let mut $tx = $db.$begin($($org)?).await?;
            $work.await?;
            $tx.commit().await?;
            times.push(began.elapsed());
        }
        line($name, times);
    }};
}

async fn measure(db: &Db) -> Outcome<()> {
    let some = sample(db).await?;
    let nobody = (Timestamp(0), CampaignId(ORG.0), RunId(ORG.0));
    let at = |number: usize| some.get(number % some.len()).copied().unwrap_or(nobody);
    timed!("session of a cookie", db.system_read(), |tx, _n| {
        sessions::find(&mut tx, &[0; 32], Timestamp(1))
    });
    timed!("list, first 50", db.read(ORG), |tx, _n| campaigns::list(
        &mut tx, None, 50
    ));
    timed!("list, 50 from within", db.read(ORG), |tx, n| {
        campaigns::list(&mut tx, Some((at(n).0, at(n).1)), 50)
    });
    timed!(
        "run of a campaign",
        db.read(ORG),
        |tx, n| runs::of_campaign(&mut tx, at(n).1)
    );
    timed!("steps of a run", db.read(ORG), |tx, n| {
        steps::list_without_content(&mut tx, at(n).2)
    });
    timed!("posts of a campaign", db.read(ORG), |tx, n| posts::list(
        &mut tx,
        at(n).1,
        1
    ));
    timed!("events after one", db.read(ORG), |tx, n| events::after(
        &mut tx,
        at(n).1,
        4,
        500
    ));
    timed!("is it being written anew", db.read(ORG), |tx, n| {
        steps::open_regeneration(&mut tx, at(n).2, 1, 3)
    });
    timed!("rounds of a slot", db.read(ORG), |tx, n| steps::rounds(
        &mut tx,
        at(n).2,
        StepKind::Draft,
        1,
        3
    ));
    orientation(db).await?;
    timed!("next job due", db.system_read(), |tx, _n| jobs::next_due(
        &mut tx
    ));
    timed!("lease of 4 jobs, durable", db.system(), |tx, _n| {
        jobs::lease(
            &mut tx,
            "w",
            Timestamp(i64::MAX / 4),
            Timestamp(i64::MAX / 2),
            4,
        )
    });
    timed!("a step begins, durable", db.write(ORG), |tx, n| {
        steps::begin(&mut tx, StepId(Uuid::from_u128(n as u128)), Timestamp(1))
    });
    Ok(())
}

/// Finding things, and what happened lately.
async fn orientation(db: &Db) -> Outcome<()> {
    let nowhere = domain::finder::words("campaign nowhere");
    timed!("finder, campaigns, none", db.read(ORG), |tx, _n| {
        finder::campaigns(&mut tx, &nowhere, 8)
    });
    timed!("finder, posts, none", db.read(ORG), |tx, _n| finder::posts(
        &mut tx, &nowhere, 8
    ));
    let everywhere = domain::finder::words("campaign");
    timed!("finder, posts, many", db.read(ORG), |tx, _n| finder::posts(
        &mut tx,
        &everywhere,
        8
    ));
    timed!("news, unseen", db.read(ORG), |tx, _n| news::unseen(
        &mut tx, USER
    ));
    timed!("news, runs", db.read(ORG), |tx, _n| news::ended_runs(
        &mut tx, 50
    ));
    Ok(())
}

async fn measure_posts(db: &Db) -> Outcome<()> {
    let all = PostFilter::default();
    timed!("posts by day, first 50", db.read(ORG), |tx, _n| {
        search::page(&mut tx, &all, None, 50)
    });
    let approved = PostFilter {
        state: Some(PostState::Approved),
        ..PostFilter::default()
    };
    timed!("posts of a state, first 50", db.read(ORG), |tx, _n| {
        search::page(&mut tx, &approved, None, 50)
    });
    timed!("board of 3 times 30", db.read(ORG), |tx, _n| {
        search::board(&mut tx, &all, &PostState::ALL, 30)
    });
    Ok(())
}

/// Campaigns from all over the list, with their instants and runs.
async fn sample(db: &Db) -> Outcome<Vec<(Timestamp, CampaignId, RunId)>> {
    let mut tx = db.read(ORG).await?;
    let mut some = Vec::new();
    for second in (100..20_000).step_by(199) {
        let before = Some((Timestamp(second * 1_000_000), CampaignId(Uuid::max())));
        for row in campaigns::list(&mut tx, before, 1).await? {
            let run = runs::of_campaign(&mut tx, row.id)
                .await?
                .ok_or("a campaign without a run")?;
            some.push((row.created_at, row.id, run.id));
        }
    }
    Ok(some)
}

fn line(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| {
        times
            .get(times.len() * share / 100)
            .copied()
            .unwrap_or_default()
            .as_secs_f64()
            * 1e3
    };
    println!("  {name:<28}{:>9.3}{:>9.3}", at(50), at(99));
}
