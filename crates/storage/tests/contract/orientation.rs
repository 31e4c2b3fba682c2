//! Finding things by words, and what happened lately.

use domain::{
    brief::BriefDraft,
    event::Happening,
    finder::words,
    ids::{BriefId, CampaignId, DecisionId, RunId, UserId},
    news::Novelty,
    post::Verdict,
    run::RunState,
};
use storage::{OrgTx, accounts, briefs, counted, decisions, events, finder, news, runs};

use crate::{
    on_both,
    world::{START, World, add_post, after, fresh, person},
};

on_both!(
    a_campaign_is_found_by_any_words_of_its_title_in_any_case,
    what_means_something_to_a_pattern_is_found_as_it_stands,
    posts_of_the_current_take_are_found_by_channel_day_angle_and_campaign,
    a_brief_is_found_by_its_last_title_until_it_is_submitted,
    nothing_of_another_organization_is_found_or_news,
    news_are_ends_of_runs_and_decisions_last_first,
    what_was_seen_is_news_no_more_and_one_never_unsees,
);

async fn titles(tx: &mut OrgTx, question: &str) -> Vec<String> {
    let found = finder::campaigns(tx, &words(question), 8).await.unwrap();
    found.into_iter().map(|campaign| campaign.title).collect()
}

async fn a_campaign_is_found_by_any_words_of_its_title_in_any_case(world: World) {
    let (first, _) = world.campaign_at(START).await;
    let (second, _) = world.campaign_at(after(1)).await;
    let mut tx = world.read().await;
    let all = finder::campaigns(&mut tx, &[], 8).await.unwrap();
    let ids: Vec<CampaignId> = all.iter().map(|found| found.id).collect();
    assert_eq!(ids, [second, first], "newest first");
    assert_eq!(all[0].run_state, RunState::Running);
    assert_eq!(titles(&mut tx, "SEVEN oven").await.len(), 2);
    assert!(titles(&mut tx, "seven eight").await.is_empty());
    let one = finder::campaigns(&mut tx, &[], 1).await.unwrap();
    assert_eq!(one.len(), 1);
}

async fn what_means_something_to_a_pattern_is_found_as_it_stands(world: World) {
    let mut tx = world.write().await;
    for title in ["50% Ärger_frei \\o/", "50 Aerger frei"] {
        let draft = BriefDraft {
            title: title.into(),
            ..BriefDraft::default()
        };
        briefs::insert(&mut tx, BriefId(fresh()), world.user, &draft, START)
            .await
            .unwrap();
    }
    for question in ["50%", "ärger_", "ÄRGER", "\\o"] {
        let found = finder::briefs(&mut tx, &words(question), 8).await.unwrap();
        assert_eq!(found.len(), 1, "{question}");
        assert_eq!(found[0].title, "50% Ärger_frei \\o/", "{question}");
    }
    for question in ["'; --", "%%", "5_%"] {
        let found = finder::briefs(&mut tx, &words(question), 8).await.unwrap();
        assert!(found.is_empty(), "{question}");
    }
}

async fn posts_of_the_current_take_are_found_by_channel_day_angle_and_campaign(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let (old, _) = add_post(&mut tx, campaign, run, 1, 1).await;
    runs::set_take(&mut tx, run, 2, 0).await.unwrap();
    let (current, _) = add_post(&mut tx, campaign, run, 2, 1).await;
    for question in ["linkedin", "crust", "2026-12-01", "oven crust", ""] {
        let (found, statements) = counted(finder::posts(&mut tx, &words(question), 8)).await;
        let found = found.unwrap();
        assert_eq!(statements, 1);
        assert_eq!(found.len(), 1, "{question}");
        assert_eq!(found[0].id, current.id);
        assert_ne!(found[0].id, old.id);
        assert_eq!(found[0].campaign_title, "Oven-warm by seven");
    }
    assert!(
        finder::posts(&mut tx, &words("mastodon"), 8)
            .await
            .unwrap()
            .is_empty()
    );
}

async fn a_brief_is_found_by_its_last_title_until_it_is_submitted(world: World) {
    let id = BriefId(fresh());
    let (campaign, _) = world.campaign().await;
    let mut tx = world.write().await;
    let mut draft = BriefDraft {
        title: "Spring".into(),
        ..BriefDraft::default()
    };
    briefs::insert(&mut tx, id, world.user, &draft, START)
        .await
        .unwrap();
    draft.title = "Autumn".into();
    assert!(briefs::update(&mut tx, id, &draft, after(1)).await.unwrap());
    let find = async |tx: &mut OrgTx, question: &str| {
        finder::briefs(tx, &words(question), 8).await.unwrap().len()
    };
    assert_eq!(find(&mut tx, "spring").await, 0);
    assert_eq!(find(&mut tx, "autumn").await, 1);
    assert!(briefs::set_campaign(&mut tx, id, campaign).await.unwrap());
    assert_eq!(find(&mut tx, "autumn").await, 0);
}

/// A run that was done, then a post's approval by `user` a second later.
async fn happen(tx: &mut OrgTx, (campaign, run): (CampaignId, RunId), user: UserId) {
    for (state, seconds) in [(RunState::Running, 0), (RunState::Done, 1)] {
        events::append(tx, campaign, &Happening::Run { state }, after(seconds))
            .await
            .unwrap();
    }
    runs::set_take(tx, run, 1, 0).await.unwrap();
    let (post, version) = add_post(tx, campaign, run, 1, 1).await;
    let decision = decisions::Decision {
        id: DecisionId(fresh()),
        post: post.id,
        version: version.id,
        version_number: 1,
        version_hash: version.hash,
        verdict: Verdict::Approve,
        reason: None,
        user,
        by_name: "Bo".into(),
        at: after(2),
    };
    decisions::insert(tx, &decision).await.unwrap();
}

/// A second person of the organization that tests act for.
async fn colleague(world: &World) -> UserId {
    let user = UserId(fresh());
    let mut tx = world.db().system().await.unwrap();
    accounts::insert_user(&mut tx, &person(world.org, user, "bo@example.com"), START)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    user
}

async fn nothing_of_another_organization_is_found_or_news(world: World) {
    let campaign = world.campaign().await;
    let mut tx = world.write().await;
    happen(&mut tx, campaign, world.user).await;
    tx.commit().await.unwrap();
    let mut tx = world.db().write(world.other).await.unwrap();
    assert!(finder::campaigns(&mut tx, &[], 8).await.unwrap().is_empty());
    assert!(finder::posts(&mut tx, &[], 8).await.unwrap().is_empty());
    assert!(finder::briefs(&mut tx, &[], 8).await.unwrap().is_empty());
    assert!(news::ended_runs(&mut tx, 8).await.unwrap().is_empty());
    assert!(news::decisions(&mut tx, 8).await.unwrap().is_empty());
    assert_eq!(news::unseen(&mut tx, world.user).await.unwrap(), 0);
    assert!(!news::set_seen(&mut tx, world.user, after(9)).await.unwrap());
}

async fn news_are_ends_of_runs_and_decisions_last_first(world: World) {
    let bo = colleague(&world).await;
    let campaign = world.campaign().await;
    let mut tx = world.write().await;
    happen(&mut tx, campaign, bo).await;
    let ended = news::ended_runs(&mut tx, 8).await.unwrap();
    assert_eq!(ended.len(), 1, "a run that began is no news");
    assert_eq!(ended[0].campaign, campaign.0);
    assert_eq!(ended[0].at, after(1));
    let state = RunState::Done;
    assert_eq!(ended[0].novelty, Novelty::Run { state });
    let failed = Happening::Run {
        state: RunState::Failed,
    };
    events::append(&mut tx, campaign.0, &failed, after(5))
        .await
        .unwrap();
    let ended = news::ended_runs(&mut tx, 8).await.unwrap();
    assert_eq!(
        ended.iter().map(|item| item.at).collect::<Vec<_>>(),
        [after(5), after(1)]
    );
    let decided = news::decisions(&mut tx, 8).await.unwrap();
    assert!(
        matches!(&decided[0].novelty, Novelty::Decision { by, user, .. } if by == "Bo" && *user == bo)
    );
    assert_eq!(decided[0].title, "Oven-warm by seven");
}

async fn what_was_seen_is_news_no_more_and_one_never_unsees(world: World) {
    let bo = colleague(&world).await;
    let campaign = world.campaign().await;
    let mut tx = world.write().await;
    happen(&mut tx, campaign, bo).await;
    assert_eq!(news::unseen(&mut tx, world.user).await.unwrap(), 2);
    assert_eq!(
        news::unseen(&mut tx, bo).await.unwrap(),
        1,
        "one's own decision is no news"
    );
    assert!(news::set_seen(&mut tx, world.user, after(1)).await.unwrap());
    assert_eq!(news::unseen(&mut tx, world.user).await.unwrap(), 1);
    assert!(news::set_seen(&mut tx, world.user, after(2)).await.unwrap());
    assert!(!news::set_seen(&mut tx, world.user, after(1)).await.unwrap());
    assert_eq!(news::seen_at(&mut tx, world.user).await.unwrap(), after(2));
    assert_eq!(news::unseen(&mut tx, world.user).await.unwrap(), 0);
}
