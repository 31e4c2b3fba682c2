//! Briefs, campaigns, runs, steps and events.

use domain::{
    brief::{BriefDraft, SAMPLES},
    event::Happening,
    ids::{BriefId, CampaignId, PostId, RunId, StepId},
    post::{PostContent, PostState},
    problem::{Code, Problem},
    run::{RunState, StepKey, StepKind, StepOutput, StepState},
    time::Timestamp,
    usage::{Cost, Tokens},
};
use storage::{briefs, campaigns, counted, events, posts, runs, steps};

use crate::{
    on_both,
    world::{DRAFT, START, World, add_campaign, add_post, add_step, after, brief, fresh},
};

on_both!(
    a_brief_is_saved_as_typed_and_leaves_the_list_once_submitted,
    a_campaign_comes_back_as_it_was_submitted,
    the_list_shows_state_and_counts_of_the_current_take_in_one_statement,
    pages_of_the_list_are_complete_and_stable,
    a_run_is_steered,
    a_step_is_queued_once_and_finished_once,
    a_failed_step_is_put_back_and_an_ended_one_does_not_fail,
    the_steps_of_a_run_stand_in_order_of_creation,
    a_run_cancels_what_has_not_ended,
    a_regeneration_is_open_until_it_ends,
    events_are_numbered_and_followed,
    events_have_no_gaps_when_many_write_at_once,
);

async fn a_brief_is_saved_as_typed_and_leaves_the_list_once_submitted(world: World) {
    let [first, second] = [BriefId(fresh()), BriefId(fresh())];
    let mut tx = world.write().await;
    let draft = BriefDraft {
        title: "'; DROP TABLE briefs; -- \u{202e}👩‍👩‍👧".into(),
        ..BriefDraft::default()
    };
    briefs::insert(&mut tx, first, world.user, &BriefDraft::default(), START)
        .await
        .unwrap();
    briefs::insert(
        &mut tx,
        second,
        world.user,
        &SAMPLES[1].draft(START.day()),
        after(1),
    )
    .await
    .unwrap();
    assert!(
        briefs::update(&mut tx, first, &draft, after(2))
            .await
            .unwrap()
    );
    let found = briefs::get(&mut tx, first).await.unwrap().unwrap();
    assert_eq!(
        found,
        briefs::BriefRecord {
            id: first,
            draft: draft.clone(),
            campaign: None,
            updated_at: after(2)
        }
    );
    let open = briefs::list_open(&mut tx, 10).await.unwrap();
    assert_eq!(
        open.iter().map(|brief| brief.id).collect::<Vec<_>>(),
        [first, second]
    );
    assert_eq!(open[0].title, draft.title);
    assert_eq!(briefs::list_open(&mut tx, 1).await.unwrap().len(), 1);

    let (campaign, _) = add_campaign(&mut tx, world.user, START).await;
    assert!(
        briefs::set_campaign(&mut tx, first, campaign)
            .await
            .unwrap()
    );
    assert!(
        !briefs::set_campaign(&mut tx, first, campaign)
            .await
            .unwrap(),
        "a brief becomes one campaign"
    );
    assert!(
        !briefs::delete(&mut tx, first).await.unwrap(),
        "a submitted brief stays"
    );
    assert!(briefs::delete(&mut tx, second).await.unwrap());
    assert_eq!(briefs::list_open(&mut tx, 10).await.unwrap(), []);
    assert!(
        !briefs::update(&mut tx, BriefId(fresh()), &draft, START)
            .await
            .unwrap()
    );
}

async fn a_campaign_comes_back_as_it_was_submitted(world: World) {
    let (id, run) = world.campaign().await;
    let mut tx = world.write().await;
    let found = campaigns::get(&mut tx, id).await.unwrap().unwrap();
    assert_eq!(
        (
            found.brief,
            found.created_by,
            found.created_at,
            found.last_event
        ),
        (brief(), world.user, START, 0)
    );
    assert_eq!(
        runs::of_campaign(&mut tx, id).await.unwrap().unwrap().id,
        run
    );
    assert!(campaigns::touch(&mut tx, id, after(3)).await.unwrap());
    assert_eq!(
        campaigns::list(&mut tx, None, 1).await.unwrap()[0].updated_at,
        after(3)
    );
    assert!(
        campaigns::get(&mut tx, CampaignId(fresh()))
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        !campaigns::touch(&mut tx, CampaignId(fresh()), START)
            .await
            .unwrap()
    );
}

async fn the_list_shows_state_and_counts_of_the_current_take_in_one_statement(world: World) {
    let (id, run) = world.campaign().await;
    let mut tx = world.write().await;
    add_post(&mut tx, id, run, 1, 1).await;
    for slot in 1..=3 {
        let (post, _) = add_post(&mut tx, id, run, 2, slot).await;
        if slot == 2 {
            posts::set_state(&mut tx, post.id, PostState::Approved, START)
                .await
                .unwrap();
        }
    }
    runs::set_take(&mut tx, run, 2, 1).await.unwrap();
    runs::set_state(&mut tx, run, RunState::Failed)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.read().await;
    let (listed, statements) = counted(campaigns::list(&mut tx, None, 50)).await;
    let listed = listed.unwrap();
    assert_eq!((statements, listed.len()), (1, 1));
    let found = &listed[0];
    assert_eq!(
        (found.id, found.posts, found.approved, found.run_state),
        (id, 3, 1, RunState::Failed)
    );
    assert_eq!(
        (&found.title, &found.channels, found.wanted),
        (&brief().title, &brief().channels, brief().post_count)
    );
}

async fn pages_of_the_list_are_complete_and_stable(world: World) {
    let mut tx = world.write().await;
    // Several at the same instant: there the id decides.
    let mut expected: Vec<(Timestamp, CampaignId)> = Vec::new();
    for number in 0..23 {
        let at = after(number / 5);
        expected.push((at, add_campaign(&mut tx, world.user, at).await.0));
    }
    tx.commit().await.unwrap();
    expected.sort_unstable_by(|one, other| other.cmp(one));

    let mut seen = Vec::new();
    let mut cursor = None;
    loop {
        let mut tx = world.write().await;
        let page = campaigns::list(&mut tx, cursor, 4).await.unwrap();
        let Some(last) = page.last() else { break };
        cursor = Some((last.created_at, last.id));
        seen.extend(page.iter().map(|row| (row.created_at, row.id)));
        // What comes on top meanwhile moves no page.
        add_campaign(&mut tx, world.user, after(100)).await;
        tx.commit().await.unwrap();
    }
    assert_eq!(seen, expected);
}

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
    }
}

fn text(body: &str) -> StepOutput {
    StepOutput::Content(PostContent {
        body: body.into(),
        ..PostContent::default()
    })
}

async fn a_step_is_queued_once_and_finished_once(world: World) {
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
    assert_eq!(
        (step.state, step.attempts, step.input, step.key),
        (StepState::Done, 2, input, DRAFT)
    );
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
    assert!(
        steps::get(&mut tx, StepId(fresh()))
            .await
            .unwrap()
            .is_none()
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

async fn events_are_numbered_and_followed(world: World) {
    let (campaign, _) = world.campaign().await;
    let mut followers = world.db().subscribe();
    let mut tx = world.write().await;
    let happened = [
        Happening::Run {
            state: RunState::Running,
        },
        Happening::Step {
            step: StepId(fresh()),
            key: "draft.1.3".into(),
            state: StepState::Done,
        },
        Happening::Post {
            post: PostId(fresh()),
        },
    ];
    for (happening, seq) in happened.iter().zip(1..) {
        assert_eq!(
            events::append(&mut tx, campaign, happening, after(seq))
                .await
                .unwrap(),
            seq
        );
    }
    assert!(
        followers.try_recv().is_err(),
        "nobody hears of what is not committed"
    );
    tx.commit().await.unwrap();
    assert_eq!(followers.recv().await.unwrap(), campaign);

    let mut tx = world.read().await;
    let all = events::after(&mut tx, campaign, 0, 10).await.unwrap();
    assert_eq!(
        all.iter()
            .map(|event| event.happening.clone())
            .collect::<Vec<_>>(),
        happened
    );
    assert_eq!(
        all.iter()
            .map(|event| (event.seq, event.at))
            .collect::<Vec<_>>(),
        [1, 2, 3].map(|n| (n, after(n)))
    );
    assert_eq!(
        events::after(&mut tx, campaign, 1, 1).await.unwrap()[0].seq,
        2
    );
    assert!(
        events::after(&mut tx, campaign, 3, 10)
            .await
            .unwrap()
            .is_empty()
    );
    let found = campaigns::get(&mut tx, campaign).await.unwrap().unwrap();
    assert_eq!(found.last_event, 3);
}

async fn events_have_no_gaps_when_many_write_at_once(world: World) {
    const WRITERS: i64 = 12;
    const EACH: i64 = 5;
    let (campaign, _) = world.campaign().await;
    let world = std::sync::Arc::new(world);
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let world = world.clone();
            tokio::spawn(async move {
                for number in 0..EACH {
                    let mut tx = world.write().await;
                    events::append(
                        &mut tx,
                        campaign,
                        &Happening::Run {
                            state: RunState::Running,
                        },
                        START,
                    )
                    .await
                    .unwrap();
                    // Some think better of it.
                    if (writer + number) % 4 != 0 {
                        tx.commit().await.unwrap();
                    }
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let mut tx = world.read().await;
    let seqs: Vec<_> = events::after(&mut tx, campaign, 0, 1000)
        .await
        .unwrap()
        .iter()
        .map(|event| event.seq)
        .collect();
    assert_eq!(seqs, (1..=WRITERS * EACH * 3 / 4).collect::<Vec<_>>());
}
