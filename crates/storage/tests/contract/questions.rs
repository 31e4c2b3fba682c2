//! What steps were told.

use domain::{
    ids::StepId,
    run::{GivenAnswer, Passage, Question, StepKey, StepKind},
};
use storage::{OrgTx, answers, questions, steps};

use crate::{
    isolation::everything,
    on_both,
    world::{START, World, add_step},
};

on_both!(
    a_question_is_kept_by_its_passages,
    another_organizations_questions_are_not_read_and_not_noted,
    answers_are_kept_as_they_came_and_the_last_one_can_be_used_again,
);

/// Begins the step and notes what it asks.
pub async fn ask(tx: &mut OrgTx, step: StepId) {
    steps::begin(tx, step, START).await.unwrap();
    let question = question("One");
    assert!(
        questions::note(tx, step, "v", "h", &question)
            .await
            .unwrap()
    );
}

/// Keeps an answer to what the step asked.
pub async fn answer(tx: &mut OrgTx, step: StepId) {
    answers::keep(tx, step, "h", &[given("{}")], START)
        .await
        .unwrap();
}

fn given(text: &str) -> GivenAnswer {
    GivenAnswer {
        provider: "openai".into(),
        model: "gpt-5.5".into(),
        text: text.into(),
    }
}

fn question(task: &str) -> Question {
    let passage = |material: Option<&str>, text: &str| Passage {
        material: material.map(str::to_owned),
        text: text.to_owned(),
    };
    Question {
        system: vec![passage(None, "You write.")],
        user: vec![passage(None, task), passage(Some("page"), "Bread")],
        schema: "{}".into(),
        seed: u64::MAX,
        concept: Some(2),
    }
}

async fn answers_are_kept_as_they_came_and_the_last_one_can_be_used_again(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let key = StepKey::slot(StepKind::Draft, 1, 1, 0);
    let step = add_step(&mut tx, campaign, run, key).await;
    assert_eq!(answers::of_step(&mut tx, step).await.unwrap(), []);
    let both = [given("{\"wrong\":1}"), given("{}")];
    answers::keep(&mut tx, step, "question", &both, START)
        .await
        .unwrap();
    assert_eq!(answers::of_step(&mut tx, step).await.unwrap(), both);
    assert_eq!(
        answers::to(&mut tx, "question").await.unwrap(),
        Some(given("{}"))
    );
    assert_eq!(answers::to(&mut tx, "another").await.unwrap(), None);
    tx.commit().await.unwrap();
    let mut tx = world.db().read(world.other).await.unwrap();
    assert_eq!(answers::to(&mut tx, "question").await.unwrap(), None);
    assert_eq!(answers::of_step(&mut tx, step).await.unwrap(), []);
}

async fn a_question_is_kept_by_its_passages(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let [first, second] = [1, 2].map(|slot| StepKey::slot(StepKind::Draft, 1, slot, 0));
    let first = add_step(&mut tx, campaign, run, first).await;
    let second = add_step(&mut tx, campaign, run, second).await;
    assert!(
        !questions::note(&mut tx, first, "v", "h", &question("One"))
            .await
            .unwrap()
    );
    assert_eq!(questions::get(&mut tx, first).await.unwrap(), None);
    ask(&mut tx, first).await;
    ask(&mut tx, second).await;
    assert!(
        questions::note(&mut tx, second, "w", "i", &question("Two"))
            .await
            .unwrap()
    );
    assert_eq!(
        questions::get(&mut tx, first).await.unwrap(),
        Some(question("One"))
    );
    assert_eq!(
        questions::get(&mut tx, second).await.unwrap(),
        Some(question("Two"))
    );
    let asked = steps::get(&mut tx, second).await.unwrap().unwrap();
    assert_eq!(
        (
            asked.prompt_version.as_deref(),
            asked.input_hash.as_deref(),
            asked.provider
        ),
        (Some("w"), Some("i"), None)
    );
}

async fn another_organizations_questions_are_not_read_and_not_noted(world: World) {
    let own = everything(&world).await;
    let mut tx = world.db().write(world.other).await.unwrap();
    assert_eq!(steps::revised(&mut tx, own.run, 1).await.unwrap(), []);
    assert_eq!(questions::get(&mut tx, own.step).await.unwrap(), None);
    let question = Question::default();
    assert!(
        !questions::note(&mut tx, own.step, "v", "h", &question)
            .await
            .unwrap()
    );
}
