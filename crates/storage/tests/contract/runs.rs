//! Runs and their steps.

use domain::{
    ids::{RunId, StepId},
    post::PostContent,
    problem::{Code, Problem},
    run::{RunState, StepKey, StepKind, StepOutput, StepState},
    usage::{Cost, Tokens},
};
use storage::{runs, steps, variants};

use crate::{
    on_both,
    world::{DRAFT, START, World, add_post, add_step, after, found, fresh},
};

on_both!(
    a_run_is_steered,
    runs_are_counted_over_all_organizations,
    a_step_is_queued_once,
    a_step_is_finished_once,
    a_failed_step_is_put_back_and_an_ended_one_does_not_fail,
    a_failed_step_keeps_what_was_found_until_it_is_put_back,
    the_steps_of_a_run_stand_in_order_of_creation,
    a_run_cancels_what_has_not_ended,
    a_slots_steps_of_two_kinds_stand_in_order,
    a_regeneration_is_open_until_it_ends,
    a_step_is_given_up_unless_it_has_left_its_output,
    variants_are_listed_as_they_were_asked_for_until_they_are_withdrawn,
    the_texts_of_revised_slots_stand_in_order,
);

async fn a_run_is_steered(world: World) {
    let (campaign, id) = world.campaign().await;
    let mut tx = world.write().await;
    let run = runs::lock(&mut tx, id).await.unwrap().unwrap();
    assert_eq!(
        run,
        runs::Run {
            id,
            campaign,
            state: RunState::Running,
            take: 0,
            concept: None,
            seed: -7
        }
    );
    assert!(runs::set_take(&mut tx, id, 2, 1).await.unwrap());
    assert!(runs::set_state(&mut tx, id, RunState::Done).await.unwrap());
    let mut system = world.db().system_read().await.unwrap();
    for known in [id.0, campaign.0] {
        let found = runs::find(&mut system, known).await.unwrap();
        assert_eq!(found, Some((world.org, id)));
    }
    assert_eq!(runs::find(&mut system, fresh()).await.unwrap(), None);
    drop(system);
    let run = runs::get(&mut tx, id).await.unwrap().unwrap();
    assert_eq!(
        (run.state, run.take, run.concept),
        (RunState::Done, 2, Some(1))
    );
    assert!(runs::get(&mut tx, RunId(fresh())).await.unwrap().is_none());
    assert!(runs::lock(&mut tx, RunId(fresh())).await.unwrap().is_none());
    assert!(
        !runs::set_state(&mut tx, RunId(fresh()), RunState::Done)
            .await
            .unwrap()
    );
}

fn record(output: StepOutput) -> steps::StepRecord {
    steps::StepRecord {
        provider: Some("gemini".into()),
        model: Some("m".into()),
        prompt_version: Some("draft-3".into()),
        input_hash: Some("ab".into()),
        tokens: Tokens {
            input: 1200,
            output: 34,
        },
        cost: Some(Cost(56)),
        output,
        answers: Vec::new(),
    }
}

fn text(body: &str) -> StepOutput {
    StepOutput::Content(PostContent {
        body: body.into(),
        ..PostContent::default()
    })
}

async fn runs_are_counted_over_all_organizations(world: World) {
    let before = runs::counts(&mut world.db().system_read().await.unwrap())
        .await
        .unwrap();
    world.campaign().await;
    let after = runs::counts(&mut world.db().system_read().await.unwrap())
        .await
        .unwrap();
    assert_eq!(after.running, before.running + 1);
}

async fn a_step_is_queued_once(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let input = Some(serde_json::json!({ "wish": "shorter", "n": 1.5 }));
    let id = StepId(fresh());
    let new = steps::NewStep {
        id,
        run,
        campaign,
        key: DRAFT,
        input: input.clone(),
    };
    assert!(steps::enqueue(&mut tx, &new, START).await.unwrap());
    assert!(
        !steps::enqueue(&mut tx, &new, START).await.unwrap(),
        "the same id"
    );
    let twin = steps::NewStep {
        id: StepId(fresh()),
        ..new
    };
    assert!(
        !steps::enqueue(&mut tx, &twin, START).await.unwrap(),
        "the same place"
    );
    let step = steps::get(&mut tx, id).await.unwrap().unwrap();
    assert_eq!(
        (step.state, step.input, step.key),
        (StepState::Queued, input, DRAFT)
    );
    let nobody = steps::get(&mut tx, StepId(fresh())).await.unwrap();
    assert_eq!(nobody, None);
}

async fn a_step_is_finished_once(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let id = add_step(&mut tx, campaign, run, DRAFT).await;
    assert!(
        !steps::finish(&mut tx, id, &record(text("early")), START)
            .await
            .unwrap(),
        "it was not begun"
    );
    assert!(steps::begin(&mut tx, id, after(1)).await.unwrap());
    assert!(
        steps::begin(&mut tx, id, after(2)).await.unwrap(),
        "whoever ran it may have died"
    );
    assert_eq!(steps::output(&mut tx, run, DRAFT).await.unwrap(), None);
    assert!(
        steps::finish(&mut tx, id, &record(text("one")), after(3))
            .await
            .unwrap()
    );
    assert!(
        !steps::finish(&mut tx, id, &record(text("two")), after(4))
            .await
            .unwrap(),
        "it is paid once"
    );
    assert!(!steps::begin(&mut tx, id, after(5)).await.unwrap());
    assert!(!steps::requeue(&mut tx, id).await.unwrap());

    let step = steps::get(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((step.state, step.attempts), (StepState::Done, 2));
    assert_eq!(
        (step.started_at, step.ended_at),
        (Some(after(2)), Some(after(3)))
    );
    assert_eq!(
        (step.tokens, step.cost),
        (
            Tokens {
                input: 1200,
                output: 34
            },
            Some(Cost(56))
        )
    );
    assert_eq!(
        (step.provider.as_deref(), step.prompt_version.as_deref()),
        (Some("gemini"), Some("draft-3"))
    );
    assert_eq!(step.output, Some(text("one")));
    assert_eq!(
        steps::output(&mut tx, run, DRAFT).await.unwrap(),
        Some(text("one"))
    );
}

async fn a_failed_step_is_put_back_and_an_ended_one_does_not_fail(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let id = add_step(&mut tx, campaign, run, DRAFT).await;
    let problem = Problem::new(Code::Provider, "The model is overloaded.");
    assert!(steps::begin(&mut tx, id, START).await.unwrap());
    assert!(steps::fail(&mut tx, id, &problem, after(1)).await.unwrap());
    assert!(!steps::fail(&mut tx, id, &problem, after(1)).await.unwrap());
    let step = steps::get(&mut tx, id).await.unwrap().unwrap();
    assert_eq!(
        (step.state, step.error, step.ended_at),
        (StepState::Failed, Some(problem.clone()), Some(after(1)))
    );
    assert!(steps::requeue(&mut tx, id).await.unwrap());
    let step = steps::get(&mut tx, id).await.unwrap().unwrap();
    assert_eq!(
        (step.state, step.error, step.attempts),
        (StepState::Queued, None, 1)
    );
    assert!(steps::begin(&mut tx, id, START).await.unwrap());
    assert!(
        steps::finish(&mut tx, id, &record(text("x")), START)
            .await
            .unwrap()
    );
    assert!(!steps::fail(&mut tx, id, &problem, START).await.unwrap());
}

async fn a_failed_step_keeps_what_was_found_until_it_is_put_back(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let id = add_step(&mut tx, campaign, run, DRAFT).await;
    let finding = found();
    let told = async |tx: &mut _| {
        steps::findings_of_failed(tx, run, DRAFT.take, DRAFT.slot)
            .await
            .unwrap()
    };
    assert!(!steps::leave_finding(&mut tx, id, &finding).await.unwrap());
    let problem = Problem::new(Code::Provider, "The filter held back the answer.");
    assert!(steps::fail(&mut tx, id, &problem, START).await.unwrap());
    assert_eq!(told(&mut tx).await, []);
    assert!(steps::leave_finding(&mut tx, id, &finding).await.unwrap());
    assert_eq!(told(&mut tx).await, std::slice::from_ref(&finding));
    let listed = steps::list_without_content(&mut tx, run).await.unwrap();
    assert_eq!(listed[0].output, Some(StepOutput::Findings(vec![finding])));
    assert_eq!(steps::output(&mut tx, run, DRAFT).await.unwrap(), None);
    let other = StepKey { slot: 9, ..DRAFT };
    let none = steps::findings_of_failed(&mut tx, run, other.take, other.slot).await;
    assert_eq!(none.unwrap(), []);
    assert!(steps::requeue(&mut tx, id).await.unwrap());
    assert_eq!(told(&mut tx).await, []);
    let step = steps::get(&mut tx, id).await.unwrap().unwrap();
    assert_eq!(step.output, None);
}

async fn the_steps_of_a_run_stand_in_order_of_creation(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let keys = [
        StepKey::whole(StepKind::Strategise),
        StepKey::whole(StepKind::Analyse),
        DRAFT,
        StepKey::slot(StepKind::Check, 1, 1, 1),
        StepKey::slot(StepKind::Revise, 1, 1, 1),
    ];
    for key in keys {
        let id = add_step(&mut tx, campaign, run, key).await;
        steps::begin(&mut tx, id, START).await.unwrap();
        let output = match key.kind {
            StepKind::Check => StepOutput::Findings(Vec::new()),
            _ => text("x"),
        };
        steps::finish(&mut tx, id, &record(output), START)
            .await
            .unwrap();
    }
    let listed = steps::list(&mut tx, run).await.unwrap();
    assert_eq!(listed.iter().map(|step| step.key).collect::<Vec<_>>(), keys);
    assert_eq!(
        listed.iter().map(|step| step.ordinal).collect::<Vec<_>>(),
        [1, 2, 3, 4, 5]
    );
    assert!(listed.iter().all(|step| step.output.is_some()));
    let light = steps::list_without_content(&mut tx, run).await.unwrap();
    let without: Vec<_> = light
        .iter()
        .filter(|step| step.output.is_none())
        .map(|step| step.key.kind)
        .collect();
    assert_eq!(without, [StepKind::Draft, StepKind::Revise]);
    assert_eq!(
        steps::states(&mut tx, run).await.unwrap(),
        [StepState::Done; 5]
    );
    assert!(
        steps::list(&mut tx, RunId(fresh()))
            .await
            .unwrap()
            .is_empty()
    );
}

async fn a_run_cancels_what_has_not_ended(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let done = add_step(&mut tx, campaign, run, StepKey::whole(StepKind::Analyse)).await;
    steps::begin(&mut tx, done, START).await.unwrap();
    steps::finish(&mut tx, done, &record(text("x")), START)
        .await
        .unwrap();
    let running = add_step(&mut tx, campaign, run, StepKey::whole(StepKind::Strategise)).await;
    steps::begin(&mut tx, running, START).await.unwrap();
    let queued = add_step(&mut tx, campaign, run, DRAFT).await;
    let mut cancelled = steps::cancel_open(&mut tx, run, after(1)).await.unwrap();
    cancelled.sort_unstable();
    assert_eq!(cancelled, [running, queued]);
    assert!(
        !steps::finish(&mut tx, running, &record(text("late")), after(2))
            .await
            .unwrap()
    );
    assert_eq!(
        steps::states(&mut tx, run).await.unwrap(),
        [StepState::Done, StepState::Cancelled, StepState::Cancelled]
    );
    assert!(steps::requeue(&mut tx, queued).await.unwrap());
}

async fn a_regeneration_is_open_until_it_ends(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    assert_eq!(
        steps::rounds(&mut tx, run, StepKind::Regenerate, 1, 4)
            .await
            .unwrap(),
        0
    );
    let first = add_step(
        &mut tx,
        campaign,
        run,
        StepKey::slot(StepKind::Regenerate, 1, 4, 1),
    )
    .await;
    assert_eq!(
        steps::open_regeneration(&mut tx, run, 1, 4).await.unwrap(),
        Some(first)
    );
    assert_eq!(
        steps::open_regeneration(&mut tx, run, 1, 5).await.unwrap(),
        None
    );
    assert_eq!(
        steps::open_regeneration(&mut tx, run, 2, 4).await.unwrap(),
        None
    );
    steps::begin(&mut tx, first, START).await.unwrap();
    assert_eq!(
        steps::open_regeneration(&mut tx, run, 1, 4).await.unwrap(),
        Some(first)
    );
    steps::finish(&mut tx, first, &record(text("x")), START)
        .await
        .unwrap();
    assert_eq!(
        steps::open_regeneration(&mut tx, run, 1, 4).await.unwrap(),
        None
    );
    assert_eq!(
        steps::rounds(&mut tx, run, StepKind::Regenerate, 1, 4)
            .await
            .unwrap(),
        1
    );
}

async fn the_texts_of_revised_slots_stand_in_order(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let keys = [
        StepKey::slot(StepKind::Draft, 1, 1, 0),
        StepKey::slot(StepKind::Draft, 1, 2, 0),
        StepKey::slot(StepKind::Revise, 1, 2, 1),
        StepKey::slot(StepKind::Revise, 1, 1, 1),
    ];
    for (at, key) in keys.into_iter().enumerate() {
        let step = add_step(&mut tx, campaign, run, key).await;
        steps::begin(&mut tx, step, START).await.unwrap();
        if at < 3 {
            steps::finish(&mut tx, step, &record(text("Bread")), START)
                .await
                .unwrap();
        }
    }
    let found = steps::revised(&mut tx, run, 1).await.unwrap();
    assert_eq!(
        found.iter().map(|step| step.key).collect::<Vec<_>>(),
        keys[1..3]
    );
    assert!(found.iter().all(|step| step.output == Some(text("Bread"))));
    assert_eq!(steps::revised(&mut tx, run, 2).await.unwrap(), []);
}

async fn a_step_is_given_up_unless_it_has_left_its_output(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let [queued, failed, done] = [1, 2, 3].map(|round| StepKey::slot(StepKind::Vary, 1, 1, round));
    let queued = add_step(&mut tx, campaign, run, queued).await;
    let failed = add_step(&mut tx, campaign, run, failed).await;
    let done = add_step(&mut tx, campaign, run, done).await;
    let problem = Problem::new(Code::Provider, "The model is overloaded.");
    assert!(steps::fail(&mut tx, failed, &problem, START).await.unwrap());
    assert!(steps::begin(&mut tx, done, START).await.unwrap());
    assert!(
        steps::finish(&mut tx, done, &record(text("one")), START)
            .await
            .unwrap()
    );
    for (step, given_up) in [
        (queued, true),
        (failed, true),
        (done, false),
        (queued, false),
    ] {
        assert_eq!(
            steps::cancel(&mut tx, step, after(1)).await.unwrap(),
            given_up
        );
    }
    assert!(
        !steps::cancel(&mut tx, StepId(fresh()), START)
            .await
            .unwrap()
    );
    assert_eq!(
        steps::states(&mut tx, run).await.unwrap(),
        [StepState::Cancelled, StepState::Cancelled, StepState::Done]
    );
}

async fn variants_are_listed_as_they_were_asked_for_until_they_are_withdrawn(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let (post, _) = add_post(&mut tx, campaign, run, 1, 1).await;
    let (other, _) = add_post(&mut tx, campaign, run, 1, 2).await;
    let [first, second] = [1, 2].map(|round| StepKey::slot(StepKind::Vary, 1, 1, round));
    let first = add_step(&mut tx, campaign, run, first).await;
    let second = add_step(&mut tx, campaign, run, second).await;
    for step in [second, first, first] {
        variants::offer(&mut tx, post.id, step).await.unwrap();
    }
    assert!(steps::begin(&mut tx, first, START).await.unwrap());
    assert!(
        steps::finish(&mut tx, first, &record(text("one")), START)
            .await
            .unwrap()
    );
    let listed = variants::list(&mut tx, post.id).await.unwrap();
    let shown: Vec<_> = listed
        .into_iter()
        .map(|step| (step.id, step.output))
        .collect();
    assert_eq!(shown, [(first, Some(text("one"))), (second, None)]);
    assert_eq!(variants::list(&mut tx, other.id).await.unwrap(), []);
    assert!(!variants::withdraw(&mut tx, other.id, first).await.unwrap());
    assert!(variants::withdraw(&mut tx, post.id, first).await.unwrap());
    assert!(!variants::withdraw(&mut tx, post.id, first).await.unwrap());
    let listed = variants::list(&mut tx, post.id).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].id, second);
}

async fn a_slots_steps_of_two_kinds_stand_in_order(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let mut add = async |kind, slot, round| {
        add_step(&mut tx, campaign, run, StepKey::slot(kind, 1, slot, round)).await
    };
    let first = add(StepKind::Image, 1, 1).await;
    add(StepKind::Draft, 1, 0).await;
    add(StepKind::Image, 2, 1).await;
    let second = add(StepKind::BriefImage, 1, 1).await;
    let kinds = [StepKind::BriefImage, StepKind::Image];
    let found = steps::of_slot(&mut tx, run, 1, 1, kinds).await.unwrap();
    let ids: Vec<_> = found.iter().map(|step| step.id).collect();
    assert_eq!(ids, [first, second]);
    assert_eq!(steps::of_slot(&mut tx, run, 2, 1, kinds).await.unwrap(), []);
}
