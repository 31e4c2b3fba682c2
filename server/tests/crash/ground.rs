//! A database, a person, and servers that are started on it to be killed.

use std::{process::Stdio, sync::Arc, time::Duration};

use domain::{
    access::Actor,
    brief::SAMPLES,
    ids::CampaignId,
    run::RunState,
    spending::CallFilter,
    views::{CallView, CampaignView},
};
use providers::{Gateway, Provider, RetryPolicy};
use rand::RngExt as _;
use testkit::{
    db::TestDb,
    world::{EMAIL, PASSWORD},
};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};
use usecases::{
    FileStore, Services, Settings, SystemClock, SystemIds,
    accounts::{self, SetUp},
    campaigns, spending,
    web::PageFetcher,
};

/// Posts of each campaign.
pub const POSTS: &str = "8";

pub struct Ground {
    db: TestDb,
    pub services: Services,
    pub actor: Actor,
    data: std::path::PathBuf,
}

impl Ground {
    /// Looks at the database with `provider`, which the servers have as well.
    pub async fn on(db: TestDb, provider: Arc<dyn Provider>) -> Self {
        let data =
            std::env::temp_dir().join(format!("handbill-crash-{:016x}", rand::random::<u64>()));
        let files = format!("file://{}", data.join("files").display());
        let services = Services::new(
            db.db().clone(),
            Arc::new(SystemClock),
            Arc::new(SystemIds),
            Gateway::new(vec![provider], RetryPolicy::default()),
            PageFetcher::new(),
            FileStore::open(&files).unwrap(),
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
        Self {
            db,
            services,
            actor,
            data,
        }
    }

    pub async fn campaign(&self) -> CampaignId {
        let mut brief = SAMPLES[0].draft(self.services.now().day());
        brief.post_count = POSTS.into();
        // A simulator knows a question by its words: no two campaigns may ask the same.
        brief.title = format!("Oven-warm by seven, {}", self.services.now());
        campaigns::create(&self.services, &self.actor, brief)
            .await
            .unwrap()
            .id
    }

    pub async fn view(&self, id: CampaignId) -> CampaignView {
        campaigns::get(&self.services, &self.actor, id)
            .await
            .unwrap()
    }

    /// A server that is ready, with these settings besides.
    pub async fn serve(&self, settings: &[(&str, String)]) -> Child {
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
            .envs(settings.iter().map(|(name, value)| (name, value)))
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

    /// Starts a server and kills it at a random moment.
    pub async fn crash(&self, settings: &[(&str, String)]) {
        let mut server = self.serve(settings).await;
        let moment = Duration::from_millis(rand::rng().random_range(0..400));
        tokio::time::sleep(moment).await;
        server.kill().await.unwrap();
    }

    /// Starts a server that works until no run goes on any longer.
    pub async fn end_all(&self, settings: &[(&str, String)], campaigns: &[CampaignId]) {
        let mut server = self.serve(settings).await;
        let ended = tokio::time::timeout(Duration::from_mins(2), self.all_ended(campaigns)).await;
        server.kill().await.unwrap();
        assert!(ended.is_ok(), "a run did not go on");
    }

    async fn all_ended(&self, campaigns: &[CampaignId]) {
        let mut events = self.services.db().subscribe();
        for id in campaigns {
            while self.view(*id).await.run.state == RunState::Running {
                // On SQLite another process's events wake nobody here.
                drop(tokio::time::timeout(Duration::from_millis(200), events.recv()).await);
            }
        }
    }

    /// Every line of the ledger.
    pub async fn ledger(&self) -> Vec<CallView> {
        let (mut lines, mut after) = (Vec::new(), None);
        loop {
            let all = CallFilter::default();
            let page = spending::calls(&self.services, &self.actor, &all, after.as_deref())
                .await
                .unwrap();
            lines.extend(page.items);
            after = page.next;
            if after.is_none() {
                return lines;
            }
        }
    }

    /// Leaves nothing behind.
    pub fn clear(&self) {
        std::fs::remove_dir_all(&self.data).unwrap();
    }
}

/// How often a server is killed.
pub fn crashes() -> u32 {
    std::env::var("HANDBILL_CRASHES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(25)
}
