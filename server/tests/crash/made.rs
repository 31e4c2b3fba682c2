//! Pictures and films, which people order for posts and pay for by the piece.

use std::{collections::BTreeSet, sync::Arc};

use domain::{
    ids::{CampaignId, PostId, StepId},
    picture::ImageBrief,
    run::{StepKind, StepState},
    spending::{CallState, TaskKind},
    video::{Shot, Storyboard, VideoShape},
};
use providers::{
    Courier, Provider,
    gemini::{Gemini, GeminiConfig},
};
use testkit::{
    db::TestDb,
    gemini::{Behaviour, GeminiSimulator},
    videos::{Filming, VideoSimulator},
};
use usecases::{
    images::{self, MakeRequest},
    videos::{self, MakeVideo},
};

use crate::{
    THINKING,
    ground::{Ground, crashes},
};

/// A model by the developer API in its older form, whose films have a price before they begin.
const FILMS_BY: &str = "veo-3.1-generate-001";

fn gemini(base_url: String) -> Arc<dyn Provider> {
    let _installed = rustls::crypto::ring::default_provider().install_default();
    let config = GeminiConfig {
        base_url,
        video_model: FILMS_BY.into(),
        ..GeminiConfig::new("simulated".to_owned().into())
    };
    Arc::new(Gemini::new(&config, Courier::within().unwrap()).unwrap())
}

fn settings(base_url: String) -> [(&'static str, String); 3] {
    [
        ("GEMINI_API_KEY", "simulated".to_owned()),
        ("HANDBILL_GEMINI_URL", base_url),
        ("HANDBILL_GEMINI_VIDEO_MODEL", FILMS_BY.to_owned()),
    ]
}

/// A campaign whose posts the built-in writer wrote.
async fn written(ground: &Ground) -> (CampaignId, Vec<PostId>) {
    let campaign = ground.campaign().await;
    ground.end_all(&[], &[campaign]).await;
    let posts = ground.view(campaign).await.posts;
    (campaign, posts.iter().map(|post| post.id).collect())
}

/// How many steps of `kind` have not ended.
async fn open(ground: &Ground, campaign: CampaignId, kind: StepKind) -> usize {
    let steps = ground.view(campaign).await.run.steps;
    let open = steps
        .iter()
        .filter(|step| step.key.kind == kind && !step.state.has_ended());
    open.count()
}

/// Every ordered step is done, and the ledger has one line of `task` for each, answered and priced.
async fn assert_done(
    ground: &Ground,
    campaign: CampaignId,
    ordered: &BTreeSet<StepId>,
    task: TaskKind,
) {
    let steps = ground.view(campaign).await.run.steps;
    for id in ordered {
        let step = steps.iter().find(|step| step.id == *id).unwrap();
        assert_eq!(step.state, StepState::Done, "{:?}", step.error);
    }
    let lines = ground.ledger().await;
    let lines: Vec<_> = lines.iter().filter(|line| line.task == task).collect();
    assert_eq!(lines.len(), ordered.len(), "one line each");
    for line in lines {
        assert_eq!(line.state, CallState::Answered, "{line:?}");
        assert!(line.cost.is_some(), "{line:?}");
    }
}

async fn pictures(db: TestDb, engine: &str) {
    let model = GeminiSimulator::setup()
        .behaving(|_, _| Behaviour::Latency(THINKING))
        .start()
        .await
        .unwrap();
    let ground = Ground::on(db, gemini(model.base_url())).await;
    let settings = settings(model.base_url());
    let (campaign, posts) = written(&ground).await;
    let mut ordered = BTreeSet::new();
    for _ in 0..crashes() {
        while open(&ground, campaign, StepKind::Image).await < 3 {
            let brief = ImageBrief {
                // A simulator knows a question by its words.
                shows: format!("Loaf number {} on a board", ordered.len()),
                ..ImageBrief::default()
            };
            let post = posts[ordered.len() % posts.len()];
            let request = MakeRequest { brief, count: 1 };
            let steps = images::make(&ground.services, &ground.actor, post, request);
            ordered.extend(steps.await.unwrap());
        }
        ground.crash(&settings).await;
    }
    ground.end_all(&settings, &[campaign]).await;
    println!(
        "{engine}: killed {} times while {} pictures were made; lost 0, the model was asked {} times, paid twice {}",
        crashes(),
        ordered.len(),
        model.calls().len(),
        model.paid_twice(),
    );
    assert_eq!(model.paid_twice(), 0, "a picture was paid for twice");
    assert_done(&ground, campaign, &ordered, TaskKind::Image).await;
    let mut made = 0;
    for post in posts {
        let studio = images::studio(&ground.services, &ground.actor, post).await;
        made += studio.unwrap().made.len();
    }
    assert_eq!(made, ordered.len());
    ground.clear();
}

/// An order like no other: that is how twice is told from once.
fn film(number: usize) -> MakeVideo {
    let shot = Shot {
        seconds: 8,
        seen: format!("Loaf number {number} on a board"),
        said: String::new(),
    };
    MakeVideo {
        storyboard: Storyboard {
            shots: vec![shot],
            ..Storyboard::default()
        },
        seconds: 8,
        shape: VideoShape::Tall,
        first_frame: None,
    }
}

async fn films(db: TestDb, engine: &str) {
    let model = VideoSimulator::start().await.unwrap();
    model.usually(Filming::Made(1));
    model.think(THINKING);
    let ground = Ground::on(db, gemini(model.base_url())).await;
    let settings = settings(model.base_url());
    let (campaign, posts) = written(&ground).await;
    let mut ordered = BTreeSet::new();
    for _ in 0..crashes() {
        if open(&ground, campaign, StepKind::Video).await == 0 {
            for post in &posts {
                let order = film(ordered.len());
                let step = videos::make(&ground.services, &ground.actor, *post, order);
                ordered.insert(step.await.unwrap());
            }
        }
        ground.crash(&settings).await;
    }
    ground.end_all(&settings, &[campaign]).await;
    println!(
        "{engine}: killed {} times while {} films were made; lost 0, ordered {} times, twice {}",
        crashes(),
        ordered.len(),
        model.attempts(),
        model.ordered_twice(),
    );
    assert_eq!(model.ordered_twice(), 0, "a film was ordered twice");
    assert_eq!(model.attempts(), ordered.len());
    assert_done(&ground, campaign, &ordered, TaskKind::Video).await;
    let mut made = 0;
    for post in posts {
        let studio = videos::studio(&ground.services, &ground.actor, post).await;
        made += studio.unwrap().made.len();
    }
    assert_eq!(made, ordered.len());
    ground.clear();
}

#[tokio::test]
async fn a_picture_is_paid_for_once_however_often_the_server_is_killed_on_sqlite() {
    pictures(TestDb::sqlite().await, "SQLite").await;
}

#[tokio::test]
async fn a_picture_is_paid_for_once_however_often_the_server_is_killed_on_postgres() {
    pictures(TestDb::postgres().await, "PostgreSQL").await;
}

#[tokio::test]
async fn a_film_is_ordered_once_however_often_the_server_is_killed_on_sqlite() {
    films(TestDb::sqlite().await, "SQLite").await;
}

#[tokio::test]
async fn a_film_is_ordered_once_however_often_the_server_is_killed_on_postgres() {
    films(TestDb::postgres().await, "PostgreSQL").await;
}
