//! The server is killed at random moments of runs, and every run ends whole.
//!
//! `HANDBILL_CRASHES` sets how often (25 by default, so that every change pays for it; `make bench`
//! kills a hundred times on each database and prints the figures).

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing here fails the test, as it should"
)]

use std::{collections::BTreeMap, process::Stdio, sync::Arc, time::Duration};

use domain::{
    access::Actor,
    brief::SAMPLES,
    ids::CampaignId,
    run::{RunState, StepKind, StepState},
    spending::{CallFilter, CallState},
    usage::Tokens,
    views::{CallView, CampaignView},
};
use providers::{Gateway, RetryPolicy, built_in::BuiltIn};
use rand::RngExt as _;
use testkit::{
    db::TestDb,
    gemini::{Behaviour, GeminiSimulator},
    world::{EMAIL, PASSWORD},
};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};
use usecases::{
    FileStore, Services, Settings, SystemClock, SystemIds,
    accounts::{self, SetUp},
    campaigns, posts, spending,
    web::PageFetcher,
};

const POSTS: &str = "8";

/// How long the simulated model thinks: long enough that most kills hit a call.
const THINKING: Duration = Duration::from_millis(60);

struct Ground {
    db: TestDb,
    services: Services,
    actor: Actor,
    model: GeminiSimulator,
    data: std::path::PathBuf,
}

impl Ground {
    async fn on(db: TestDb) -> Self {
        let gateway = Gateway::new(vec![Arc::new(BuiltIn)], RetryPolicy::default());
        let files = FileStore::open("memory:").unwrap();
        let services = Services::new(
            db.db().clone(),
            Arc::new(SystemClock),
            Arc::new(SystemIds),
            gateway,
            PageFetcher::new(),
            files,
            Settings::default(),
        );
        let owner = SetUp {
            org_name: "Lindner".into(),
            name: "Ada".into(),
            email: EMAIL.into(),
            password: PASSWORD.into(),
            code: String::new(),
        };
        let session = accounts::set_up(&services, owner).await.unwrap();
        let actor = accounts::signed_in(&services, session.secret.expose())
            .await
            .unwrap()
            .unwrap()
            .actor;
        let model = GeminiSimulator::setup()
            .behaving(|_, _| Behaviour::Latency(THINKING))
            .start()
            .await
            .unwrap();
        let data =
            std::env::temp_dir().join(format!("handbill-crash-{:016x}", rand::random::<u64>()));
        Self {
            db,
            services,
            actor,
            model,
            data,
        }
    }

    async fn campaign(&self) -> CampaignId {
        let mut brief = SAMPLES[0].draft(self.services.now().day());
        brief.post_count = POSTS.into();
        // The simulator knows a question by its words: no two campaigns may ask the same.
        brief.title = format!("Oven-warm by seven, {}", self.services.now());
        campaigns::create(&self.services, &self.actor, brief)
            .await
            .unwrap()
            .id
    }

    async fn view(&self, id: CampaignId) -> CampaignView {
        campaigns::get(&self.services, &self.actor, id)
            .await
            .unwrap()
    }

    /// A server that is ready.
    async fn serve(&self) -> Child {
        let mut server = Command::new(env!("CARGO_BIN_EXE_handbill"))
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--lease",
                "1",
                "--log",
                "warn",
            ])
            .arg("--data")
            .arg(&self.data)
            .env("HANDBILL_DATABASE_URL", self.db.url())
            .env("GEMINI_API_KEY", "simulated")
            .env("HANDBILL_GEMINI_URL", self.model.base_url())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
        while let Some(line) = lines.next_line().await.unwrap() {
            if line.contains("http://") {
                return server;
            }
        }
        panic!("the server ended before it was ready");
    }
}

async fn killed_at_random_moments(db: TestDb, engine: &str) {
    let crashes: u32 = std::env::var("HANDBILL_CRASHES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(25);
    let ground = Ground::on(db).await;
    let mut wanted = vec![ground.campaign().await];
    for _ in 0..crashes {
        if ground.view(wanted[wanted.len() - 1]).await.run.state != RunState::Running {
            wanted.push(ground.campaign().await);
        }
        let mut server = ground.serve().await;
        let moment = Duration::from_millis(rand::rng().random_range(0..400));
        tokio::time::sleep(moment).await;
        server.kill().await.unwrap();
    }
    let mut server = ground.serve().await;
    let whole = tokio::time::timeout(Duration::from_mins(2), all_ended(&ground, &wanted)).await;
    server.kill().await.unwrap();
    assert!(whole.is_ok(), "a run did not go on");
    let mut steps = 0;
    for id in &wanted {
        steps += assert_whole(&ground, *id).await;
    }
    let tallies = ground.model.tallies();
    let asked: usize = tallies.values().map(|tally| tally.calls).sum();
    let lines = ledger(&ground).await;
    println!(
        "{engine}: killed {crashes} times in {} runs of {steps} steps; steps lost 0, stored twice 0; \
         the model was asked {asked} times, paid twice {}; the ledger has {} lines",
        wanted.len(),
        ground.model.paid_twice(),
        lines.len(),
    );
    assert_eq!(ground.model.paid_twice(), 0, "an answer was paid for twice");
    assert_booked(&ground, &lines);
    std::fs::remove_dir_all(&ground.data).unwrap();
}

/// Every line of the ledger.
async fn ledger(ground: &Ground) -> Vec<CallView> {
    let (mut lines, mut after) = (Vec::new(), None);
    loop {
        let all = CallFilter::default();
        let page = spending::calls(&ground.services, &ground.actor, &all, after.as_deref())
            .await
            .unwrap();
        lines.extend(page.items);
        after = page.next;
        if after.is_none() {
            return lines;
        }
    }
}

/// The ledger has each call once, none is left open, and they cost what the model bills.
fn assert_booked(ground: &Ground, lines: &[CallView]) {
    let tallies = ground.model.tallies();
    let answered: usize = tallies.values().map(|tally| tally.answered).sum();
    let left: Vec<_> = lines
        .iter()
        .filter(|line| line.state != CallState::Answered)
        .collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(lines.len(), answered, "each answered call has one line");
    let mut booked = Tokens::default();
    for line in lines {
        booked += line.tokens;
        assert!(line.cost.is_some(), "{line:?}");
    }
    assert_eq!(booked, ground.model.billed());
}

async fn all_ended(ground: &Ground, campaigns: &[CampaignId]) {
    let mut events = ground.services.db().subscribe();
    for id in campaigns {
        while ground.view(*id).await.run.state == RunState::Running {
            // On SQLite another process's events wake nobody here.
            drop(tokio::time::timeout(Duration::from_millis(200), events.recv()).await);
        }
    }
}

/// Every slot has its post, every post its versions without gaps, every step ended once. The
/// number of steps.
async fn assert_whole(ground: &Ground, id: CampaignId) -> usize {
    let campaign = ground.view(id).await;
    assert_eq!(
        campaign.run.state,
        RunState::Done,
        "{:?}",
        campaign
            .run
            .steps
            .iter()
            .find_map(|step| step.error.clone())
    );
    assert_eq!(campaign.posts.len().to_string(), POSTS);
    let mut kinds = BTreeMap::new();
    for step in &campaign.run.steps {
        assert_eq!(step.state, StepState::Done);
        *kinds.entry(step.key.kind).or_insert(0) += 1;
    }
    assert_eq!(kinds[&StepKind::Draft].to_string(), POSTS);
    assert_eq!(
        kinds[&StepKind::Check],
        kinds[&StepKind::Draft] + kinds.get(&StepKind::Revise).copied().unwrap_or(0)
    );
    for post in &campaign.posts {
        let versions = posts::get(&ground.services, &ground.actor, post.id)
            .await
            .unwrap()
            .versions;
        let numbers: Vec<u32> = versions
            .iter()
            .rev()
            .map(|version| version.number)
            .collect();
        assert_eq!(numbers, (1..=post.version).collect::<Vec<_>>());
    }
    campaign.run.steps.len()
}

#[tokio::test]
async fn a_server_that_is_killed_again_and_again_loses_no_step_on_sqlite() {
    killed_at_random_moments(TestDb::sqlite().await, "SQLite").await;
}

#[tokio::test]
async fn a_server_that_is_killed_again_and_again_loses_no_step_on_postgres() {
    killed_at_random_moments(TestDb::postgres().await, "PostgreSQL").await;
}
