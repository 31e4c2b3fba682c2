//! Runs of text.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    ids::CampaignId,
    run::{RunState, StepKind, StepState},
    spending::CallState,
    usage::Tokens,
    views::CallView,
};
use providers::built_in::BuiltIn;
use testkit::{
    db::TestDb,
    gemini::{Behaviour, GeminiSimulator},
};
use usecases::posts;

use crate::{
    THINKING,
    ground::{Ground, POSTS, crashes},
};

async fn killed_at_random_moments(db: TestDb, engine: &str) {
    let model = GeminiSimulator::setup()
        .behaving(|_, _| Behaviour::Latency(THINKING))
        .start()
        .await
        .unwrap();
    let ground = Ground::on(db, Arc::new(BuiltIn)).await;
    let settings = [
        ("GEMINI_API_KEY", "simulated".to_owned()),
        ("HANDBILL_GEMINI_URL", model.base_url()),
    ];
    let mut wanted = vec![ground.campaign().await];
    for _ in 0..crashes() {
        if ground.view(wanted[wanted.len() - 1]).await.run.state != RunState::Running {
            wanted.push(ground.campaign().await);
        }
        ground.crash(&settings).await;
    }
    ground.end_all(&settings, &wanted).await;
    let mut steps = 0;
    for id in &wanted {
        steps += assert_whole(&ground, *id).await;
    }
    let tallies = model.tallies();
    let asked: usize = tallies.values().map(|tally| tally.calls).sum();
    let lines = ground.ledger().await;
    println!(
        "{engine}: killed {} times in {} runs of {steps} steps; steps lost 0, stored twice 0; \
         the model was asked {asked} times, paid twice {}; the ledger has {} lines",
        crashes(),
        wanted.len(),
        model.paid_twice(),
        lines.len(),
    );
    assert_eq!(model.paid_twice(), 0, "an answer was paid for twice");
    assert_booked(&model, &lines);
    ground.clear();
}

/// The ledger has each call once, none is left open, and they cost what the model bills.
fn assert_booked(model: &GeminiSimulator, lines: &[CallView]) {
    let tallies = model.tallies();
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
    assert_eq!(booked, model.billed());
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
