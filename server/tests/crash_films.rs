//! The server is killed at random moments while films are made: each is ordered once, paid once,
//! and there at the end.
//!
//! `HANDBILL_CRASHES` sets how often (25 by default).

#![expect(
    clippy::unwrap_used,
    reason = "what is missing here fails the test, as it should"
)]

use std::{process::Stdio, sync::Arc, time::Duration};

use domain::{
    ids::{CampaignId, PostId},
    run::RunState,
    spending::{CallFilter, CallState, TaskKind},
    usage::Cost,
    video::{Shot, Storyboard, VideoShape},
};
use providers::{
    Courier,
    gemini::{Gemini, GeminiConfig},
};
use rand::RngExt as _;
use testkit::{
    db::TestDb,
    videos::{Filming, VideoSimulator},
    world::{Person, World},
};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};
use usecases::{
    Settings, campaigns, spending,
    videos::{self, MakeVideo},
};

const VEO: &str = "veo-3.1-fast-generate-001";
/// How long the simulated vendor takes over an order: long enough that kills hit it.
const THINKING: Duration = Duration::from_millis(60);

struct Ground {
    url: String,
    world: World,
    owner: Person,
    simulator: VideoSimulator,
    data: std::path::PathBuf,
    films: usize,
}

impl Ground {
    async fn on(db: TestDb) -> Self {
        let _installed = rustls::crypto::ring::default_provider().install_default();
        let simulator = VideoSimulator::start().await.unwrap();
        simulator.usually(Filming::Made(1));
        simulator.think(THINKING);
        let url = db.url().to_owned();
        let writing = World::on(db, Settings::default());
        let owner = writing.owner().await;
        // Written by the built-in writer, filmed by the server.
        for _ in 0..3 {
            writing.finished_campaign(&owner.actor).await;
        }
        let config = GeminiConfig {
            base_url: simulator.base_url(),
            video_model: VEO.into(),
            ..GeminiConfig::new("simulated".to_owned().into())
        };
        let filming = Gemini::new(&config, Courier::within().unwrap()).unwrap();
        let folder = format!("handbill-crash-films-{:016x}", rand::random::<u64>());
        Self {
            url,
            world: writing.asking(Arc::new(filming)),
            owner,
            simulator,
            data: std::env::temp_dir().join(folder),
            films: 0,
        }
    }

    async fn campaigns(&self) -> Vec<(CampaignId, RunState, Vec<PostId>)> {
        let (services, actor) = (&self.world.services, &self.owner.actor);
        let list = campaigns::list(services, actor, None, 20).await.unwrap();
        let mut found = Vec::new();
        for one in list.items {
            let view = campaigns::get(services, actor, one.id).await.unwrap();
            let posts = view.posts.iter().map(|post| post.id).collect();
            found.push((one.id, view.run.state, posts));
        }
        found
    }

    /// Orders a film for every post of every campaign in which nothing is being made.
    async fn order(&mut self) {
        for (_, state, posts) in self.campaigns().await {
            if state == RunState::Running {
                continue;
            }
            for post in posts {
                self.films += 1;
                let shot = Shot {
                    seconds: 8,
                    // No two films may be the same: that is how twice is told from once.
                    seen: format!("Loaf number {}.", self.films),
                    said: String::new(),
                };
                let request = MakeVideo {
                    storyboard: Storyboard {
                        shots: vec![shot],
                        ..Storyboard::default()
                    },
                    seconds: 8,
                    shape: VideoShape::Wide,
                    first_frame: None,
                };
                let made = videos::make(&self.world.services, &self.owner.actor, post, request);
                made.await.unwrap();
            }
        }
    }

    /// A server that is ready.
    async fn serve(&self) -> Child {
        let mut server = Command::new(env!("CARGO_BIN_EXE_handbill"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(["--lease", "1", "--log", "warn"])
            .arg("--data")
            .arg(&self.data)
            .env("HANDBILL_DATABASE_URL", &self.url)
            .env("GEMINI_API_KEY", "simulated")
            .env("HANDBILL_GEMINI_URL", self.simulator.base_url())
            .env("HANDBILL_GEMINI_VIDEO_MODEL", VEO)
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

    async fn all_ended(&self) {
        let mut events = self.world.services.db().subscribe();
        while self
            .campaigns()
            .await
            .iter()
            .any(|(_, state, _)| *state == RunState::Running)
        {
            // On SQLite another process's events wake nobody here.
            drop(tokio::time::timeout(Duration::from_millis(200), events.recv()).await);
        }
    }
}

async fn killed_at_random_moments(db: TestDb, engine: &str) {
    let crashes: u32 = std::env::var("HANDBILL_CRASHES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(25);
    let mut ground = Ground::on(db).await;
    for _ in 0..crashes {
        ground.order().await;
        let mut server = ground.serve().await;
        let moment = Duration::from_millis(rand::rng().random_range(0..800));
        tokio::time::sleep(moment).await;
        server.kill().await.unwrap();
    }
    let mut server = ground.serve().await;
    let whole = tokio::time::timeout(Duration::from_mins(2), ground.all_ended()).await;
    server.kill().await.unwrap();
    assert!(whole.is_ok(), "a film did not go on");
    let (services, actor) = (&ground.world.services, &ground.owner.actor);
    let mut made = 0;
    for (_, state, posts) in ground.campaigns().await {
        assert_eq!(state, RunState::Done);
        for post in posts {
            made += videos::studio(services, actor, post)
                .await
                .unwrap()
                .made
                .len();
        }
    }
    let filter = CallFilter {
        task: Some(TaskKind::Video),
        ..CallFilter::default()
    };
    let page = spending::calls(services, actor, &filter, None).await;
    let lines = page.unwrap().items;
    println!(
        "{engine}: killed {crashes} times; {} films wanted, {made} made, ordered {} times, twice {}; \
         the ledger has {} lines",
        ground.films,
        ground.simulator.attempts(),
        ground.simulator.ordered_twice(),
        lines.len(),
    );
    assert_eq!(made, ground.films, "none is lost");
    assert_eq!(ground.simulator.attempts(), ground.films, "ordered once");
    assert_eq!(ground.simulator.ordered_twice(), 0);
    assert_eq!(lines.len(), ground.films.min(50), "one line a film");
    for line in &lines {
        assert_eq!(
            (line.state, line.cost),
            (CallState::Answered, Some(Cost(800_000))),
            "paid once"
        );
    }
    std::fs::remove_dir_all(&ground.data).unwrap();
}

#[tokio::test]
async fn a_server_that_is_killed_again_and_again_orders_each_film_once_on_sqlite() {
    killed_at_random_moments(TestDb::sqlite().await, "SQLite").await;
}

#[tokio::test]
async fn a_server_that_is_killed_again_and_again_orders_each_film_once_on_postgres() {
    killed_at_random_moments(TestDb::postgres().await, "PostgreSQL").await;
}
