//! Briefs, campaigns and events.

use domain::{
    brief::{BriefDraft, Fill, Offer, SAMPLES},
    event::Happening,
    ids::{BriefId, CampaignId, PostId, StepId},
    post::PostState,
    run::{Fork, ForkPoint, RunState, StepState},
    spending::{Choice, TaskKind},
    time::Timestamp,
    wording::{Worded, Wording, WordingChoice},
};
use storage::{briefs, campaigns, counted, events, posts, runs};

use crate::{
    on_both,
    world::{START, World, add_campaign, add_post, after, brief, fresh},
};

on_both!(
    a_brief_is_saved_as_typed,
    what_a_document_offered_is_kept_until_it_is_taken,
    a_brief_leaves_the_list_once_submitted,
    a_campaign_comes_back_as_it_was_submitted,
    a_fork_names_the_campaign_it_does_again_which_must_be_there,
    the_list_shows_state_and_counts_of_the_current_take_in_one_statement,
    pages_of_the_list_are_complete_and_stable,
    events_are_numbered_and_followed,
    events_have_no_gaps_when_many_write_at_once,
);

async fn a_brief_is_saved_as_typed(world: World) {
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
            fill: None,
            pasted: String::new(),
            created_at: START,
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
    assert!(
        !briefs::update(&mut tx, BriefId(fresh()), &draft, START)
            .await
            .unwrap()
    );
}

async fn what_a_document_offered_is_kept_until_it_is_taken(world: World) {
    let id = BriefId(fresh());
    let mut tx = world.write().await;
    briefs::insert(&mut tx, id, world.user, &BriefDraft::default(), START)
        .await
        .unwrap();
    let fill = Fill {
        document: "brief.pdf".into(),
        offers: vec![Offer {
            field: "goal".into(),
            label: "Ziel".into(),
            value: "200 \"loaves\"".into(),
        }],
        ..Fill::default()
    };
    for kept in [Some(&fill), None] {
        assert!(briefs::set_fill(&mut tx, id, kept).await.unwrap());
        let found = briefs::get(&mut tx, id).await.unwrap().unwrap();
        assert_eq!(found.fill.as_ref(), kept);
    }
    for pasted in ["\r\nGoal: 200 \"loaves\"", ""] {
        assert!(briefs::set_pasted(&mut tx, id, pasted).await.unwrap());
        let found = briefs::get(&mut tx, id).await.unwrap().unwrap();
        assert_eq!(found.pasted, pasted);
    }
}

async fn a_brief_leaves_the_list_once_submitted(world: World) {
    let [first, second] = [BriefId(fresh()), BriefId(fresh())];
    let mut tx = world.write().await;
    for id in [first, second] {
        briefs::insert(&mut tx, id, world.user, &BriefDraft::default(), START)
            .await
            .unwrap();
    }
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
}

async fn a_fork_names_the_campaign_it_does_again_which_must_be_there(world: World) {
    let (of, _) = world.campaign().await;
    let mut tx = world.write().await;
    let origin = campaigns::get(&mut tx, of).await.unwrap().unwrap();
    let forked = |of, at| campaigns::Campaign {
        id: CampaignId(fresh()),
        created_at: after(at),
        fork: Some(Fork {
            of,
            told_title: "Bread".into(),
            told_language: "fr".parse().ok(),
            at: ForkPoint::Draft,
            model: Some(Choice::of("gemini", None)),
            wording: Some(Worded {
                choice: WordingChoice {
                    task: TaskKind::Write,
                    number: 2,
                },
                wording: Wording {
                    instructions: "Write “warmly”.".into(),
                    request: "{{brief}}".into(),
                },
            }),
        }),
        ..origin.clone()
    };
    let (first, second) = (forked(of, 1), forked(of, 2));
    campaigns::insert(&mut tx, &first).await.unwrap();
    campaigns::insert(&mut tx, &second).await.unwrap();
    let found = campaigns::get(&mut tx, first.id).await.unwrap();
    assert_eq!(found.unwrap().fork, first.fork);
    let forks = campaigns::forks(&mut tx, of).await.unwrap();
    let forks: Vec<_> = forks.into_iter().map(|fork| fork.id).collect();
    assert_eq!(forks, [second.id, first.id]);
    assert_eq!(campaigns::forks(&mut tx, first.id).await.unwrap(), []);
    let nowhere = forked(CampaignId(fresh()), 3);
    assert!(campaigns::insert(&mut tx, &nowhere).await.is_err());
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
