//! A whole Handbill without a network: a database of its own, a clock that stands until it is
//! moved, ids that count, the built-in provider, and a worker that works when told to.

use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use domain::{
    access::{Actor, Role, Scope},
    brief::{BriefDraft, SAMPLES},
    ids::{CampaignId, OrgId, UserId},
    time::Timestamp,
};
use providers::{Gateway, Provider, RetryPolicy, built_in::BuiltIn};
use storage::{accounts::User, jobs};
use usecases::{
    Clock, FileStore, IdSource, Services, Settings,
    accounts::{self, Credentials, SetUp, TokenRequest},
    campaigns,
    runs::{self, Performed},
    web::PageFetcher,
};
use uuid::Uuid;

use crate::{
    db::TestDb,
    rows::{self, Rows},
};

/// Noon of 23 November 2026, when the tests' clock begins.
pub const START: Timestamp = Timestamp(1_795_435_200_000_000);

/// A clock that stands until it is moved.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// Moves the clock on.
    pub fn advance_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    /// Each look is a microsecond later, so that what happened in order also sorts in order.
    fn now(&self) -> Timestamp {
        Timestamp(self.0.fetch_add(1, Ordering::SeqCst))
    }
}

/// Ids that count up.
#[derive(Debug, Default)]
struct TestIds(AtomicU64);

impl IdSource for TestIds {
    fn id(&self) -> Uuid {
        Uuid::from_u64_pair(
            0x0199_0000_0000_7000,
            0x8000_0000_0000_0000 | self.0.fetch_add(1, Ordering::SeqCst),
        )
    }

    fn secret(&self) -> [u8; 32] {
        let mut secret = [7; 32];
        let count = self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        secret
            .iter_mut()
            .zip(count)
            .for_each(|(byte, count)| *byte = count);
        secret
    }
}

/// A person with what their browser and their programs carry.
#[derive(Clone, Debug)]
pub struct Person {
    /// The person, signed in.
    pub actor: Actor,
    /// Secret of their session's cookie.
    pub session: String,
    /// Secret of a token that may do everything tokens can.
    pub token: String,
}

/// A whole Handbill.
#[derive(Debug)]
pub struct World {
    /// What use cases work with.
    pub services: Services,
    /// The clock.
    pub clock: Arc<TestClock>,
    db: TestDb,
}

/// Password of the owner that [`World::owner`] makes.
pub const PASSWORD: &str = "correct horse battery";
/// E-mail address of the owner that [`World::owner`] makes.
pub const EMAIL: &str = "ada@example.com";

impl World {
    /// On SQLite.
    pub async fn sqlite() -> Self {
        Self::on(TestDb::sqlite().await, Settings::default())
    }

    /// On SQLite, as the operator set it.
    pub async fn sqlite_with(settings: Settings) -> Self {
        Self::on(TestDb::sqlite().await, settings)
    }

    /// On PostgreSQL.
    pub async fn postgres() -> Self {
        Self::on(TestDb::postgres().await, Settings::default())
    }

    /// On a database of one's own.
    ///
    /// # Panics
    /// Never: files are kept in memory.
    pub fn on(db: TestDb, settings: Settings) -> Self {
        Self::with_provider(db, settings, Arc::new(BuiltIn))
    }

    /// With a provider of one's own.
    ///
    /// # Panics
    /// Never: files are kept in memory.
    pub fn with_provider(db: TestDb, settings: Settings, provider: Arc<dyn Provider>) -> Self {
        Self::with_gateway(db, settings, asking_once(provider))
    }

    /// With a gateway of one's own.
    ///
    /// # Panics
    /// Never: files are kept in memory.
    pub fn with_gateway(db: TestDb, settings: Settings, gateway: Gateway) -> Self {
        let clock = TestClock(AtomicI64::new(START.0));
        Self::with_clock(db, settings, gateway, Arc::new(clock))
    }

    fn with_clock(db: TestDb, settings: Settings, gateway: Gateway, clock: Arc<TestClock>) -> Self {
        let files = FileStore::open("memory:").unwrap_or_else(|error| panic!("{error}"));
        let services = Services::new(
            db.db().clone(),
            clock.clone(),
            Arc::new(TestIds::default()),
            gateway,
            PageFetcher::new(),
            files,
            settings,
        );
        Self {
            services,
            clock,
            db,
        }
    }

    /// The same world with another provider.
    #[must_use]
    pub fn asking(self, provider: Arc<dyn Provider>) -> Self {
        self.started_again(Settings::default(), asking_once(provider))
    }

    /// The same world after another start.
    #[must_use]
    pub fn started_again(self, settings: Settings, gateway: Gateway) -> Self {
        Self::with_clock(self.db, settings, gateway, self.clock)
    }

    /// Every row of every table, so that a test sees whatever changed; on SQLite.
    ///
    /// # Panics
    /// On another engine.
    pub async fn rows(&self) -> Rows {
        done(rows::every(self.db.url()).await)
    }

    /// The first organization's owner, made by the first-run page's use case.
    ///
    /// # Panics
    /// When there is one already.
    pub async fn owner(&self) -> Person {
        let input = SetUp {
            org_name: "Lindner Bakery".into(),
            name: "Ada".into(),
            email: EMAIL.into(),
            password: PASSWORD.into(),
            code: String::new(),
        };
        done(accounts::set_up(&self.services, input).await);
        self.signed_in(EMAIL).await
    }

    /// A person of another organization, with the owner's password.
    ///
    /// # Panics
    /// Before there is an owner, or when there is a stranger already.
    pub async fn stranger(&self) -> Person {
        const STRANGER: &str = "eve@elsewhere.example";
        let mut tx = done(self.services.db().system().await);
        let owner = done(storage::accounts::user_by_email(&mut tx, EMAIL).await);
        let user = User {
            id: UserId(Uuid::from_u128(2)),
            org: OrgId(Uuid::from_u128(1)),
            email: STRANGER.into(),
            name: "Eve".into(),
            role: Role::Owner,
            password_hash: owner
                .unwrap_or_else(|| panic!("make the owner first"))
                .password_hash,
        };
        done(storage::accounts::insert_further_org(&mut tx, user.org, "Elsewhere", START).await);
        done(storage::accounts::insert_user(&mut tx, &user, START).await);
        done(tx.commit().await);
        self.signed_in(STRANGER).await
    }

    async fn signed_in(&self, email: &str) -> Person {
        let credentials = Credentials {
            email: email.into(),
            password: PASSWORD.into(),
        };
        let session = done(accounts::sign_in(&self.services, credentials).await);
        let signed_in = done(accounts::signed_in(&self.services, session.secret.expose()).await);
        Person {
            actor: signed_in
                .unwrap_or_else(|| panic!("the session is not there"))
                .actor,
            session: session.secret.expose().to_owned(),
            token: self.token(email, Scope::ALL).await,
        }
    }

    /// A token of the person with this e-mail address.
    ///
    /// # Panics
    /// When there is no such person.
    pub async fn token(&self, email: &str, scopes: &[Scope]) -> String {
        let request = TokenRequest {
            name: "Test".into(),
            scopes: scopes.to_vec(),
        };
        done(accounts::create_token_for(&self.services, email, request).await).secret
    }

    /// A complete brief: the first sample, with fewer posts so that tests are quick.
    ///
    /// # Panics
    /// When there is no sample.
    pub fn brief(&self) -> BriefDraft {
        let sample = SAMPLES
            .first()
            .unwrap_or_else(|| panic!("there is no sample brief"));
        let mut draft = sample.draft(START.day());
        draft.web_address.clear();
        draft.channels.truncate(2);
        draft.post_count = "2".into();
        draft
    }

    /// A campaign whose run has ended.
    ///
    /// # Panics
    /// When the brief is refused.
    pub async fn finished_campaign(&self, actor: &Actor) -> CampaignId {
        let campaign = done(campaigns::create(&self.services, actor, self.brief()).await).id;
        self.work().await;
        campaign
    }

    /// Works on the queue until nothing is due.
    ///
    /// # Panics
    /// When a job cannot be worked on.
    pub async fn work(&self) {
        loop {
            let now = self.services.now();
            let mut tx = done(self.services.db().system().await);
            let leased = done(jobs::lease(&mut tx, "test", now, now.plus_seconds(60), 8).await);
            done(tx.commit().await);
            if leased.is_empty() {
                return;
            }
            for job in leased {
                let step =
                    serde_json::from_value(job.payload.get("step").cloned().unwrap_or_default());
                let step = runs::perform_step(&self.services, job.org, done(step), job.attempts);
                if let Performed::LookAgainAt(at) = done(step.await) {
                    let mut tx = done(self.services.db().system().await);
                    done(jobs::put_off(&mut tx, job.id, at).await);
                    done(tx.commit().await);
                }
            }
        }
    }
}

fn asking_once(provider: Arc<dyn Provider>) -> Gateway {
    let policy = RetryPolicy {
        attempts: 1,
        ..RetryPolicy::default()
    };
    Gateway::new(vec![provider], policy)
}

fn done<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error:?}"))
}
