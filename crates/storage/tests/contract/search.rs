//! Finding posts across campaigns.

use domain::{
    channel::ChannelKind,
    ids::{CampaignId, PostId, RunId, VersionId},
    post::{PostFilter, PostOrder, PostState},
    run::{StepKey, StepKind},
    text::folded,
    time::Day,
};
use storage::{
    OrgTx, campaigns, counted, posts, runs,
    search::{self, Place},
    versions,
};

use crate::{
    on_both,
    world::{START, World, add_step, after, fresh, new_post, new_version},
};

on_both!(
    each_filter_lets_through_what_it_asks_for,
    another_organization_finds_nothing,
    a_word_is_found_in_any_case_as_a_part_and_by_its_own_signs,
    a_new_version_is_found_by_its_own_words,
    pages_follow_each_other_in_each_order,
    a_place_of_another_order_is_none,
    a_concept_that_was_given_up_is_not_found,
    a_board_has_the_first_of_each_state_in_one_statement,
    a_post_that_is_being_written_anew_says_so,
    briefs_and_titles_of_several_campaigns_come_at_once,
    a_post_moves_to_another_day,
    a_history_ends_at_the_version_asked_for,
);

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A campaign whose current take is the first.
async fn campaign(world: &World) -> (CampaignId, RunId) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    runs::set_take(&mut tx, run, 1, 0).await.unwrap();
    tx.commit().await.unwrap();
    (campaign, run)
}

struct Wish {
    slot: u16,
    channel: ChannelKind,
    state: PostState,
    day: &'static str,
    body: &'static str,
}

const USUAL: Wish = Wish {
    slot: 1,
    channel: ChannelKind::X,
    state: PostState::InReview,
    day: "2026-12-01",
    body: "Bread",
};

async fn add(tx: &mut OrgTx, (campaign, run): (CampaignId, RunId), wish: Wish) -> PostId {
    let (mut post, _) = new_post(campaign, run, 1, wish.slot);
    post.slot.channel = wish.channel;
    post.slot.publish_on = day(wish.day);
    post.state = wish.state;
    post.updated_at = after(i64::from(wish.slot));
    assert!(posts::insert(tx, &post).await.unwrap());
    versions::insert(tx, &new_version(&post, post.version, 1, wish.body))
        .await
        .unwrap();
    post.id
}

async fn found(world: &World, filter: &PostFilter) -> Vec<PostId> {
    let mut tx = world.read().await;
    let (page, statements) = counted(search::page(&mut tx, filter, None, 50)).await;
    assert_eq!(statements, 1);
    page.unwrap()
        .into_iter()
        .map(|found| found.post.id)
        .collect()
}

async fn each_filter_lets_through_what_it_asks_for(world: World) {
    let (own, other) = (campaign(&world).await, campaign(&world).await);
    let mut tx = world.write().await;
    let first = add(&mut tx, own, USUAL).await;
    let rolls = Wish {
        slot: 2,
        channel: ChannelKind::Blog,
        state: PostState::Approved,
        day: "2026-12-05",
        body: "Rolls",
    };
    let second = add(&mut tx, own, rolls).await;
    let late = Wish {
        day: "2026-12-09",
        ..USUAL
    };
    let third = add(&mut tx, other, late).await;
    tx.commit().await.unwrap();
    let ask = |asked: &dyn Fn(&mut PostFilter)| {
        let mut filter = PostFilter::default();
        asked(&mut filter);
        filter
    };
    let all_at_once = PostFilter {
        campaign: Some(own.0),
        channel: Some(ChannelKind::X),
        state: Some(PostState::InReview),
        words: vec!["bread".into()],
        from: Some(day("2026-12-01")),
        to: Some(day("2026-12-01")),
        order: PostOrder::Changed,
    };
    let cases = [
        (ask(&|_| {}), vec![first, second, third]),
        (
            ask(&|filter| filter.campaign = Some(own.0)),
            vec![first, second],
        ),
        (
            ask(&|filter| filter.channel = Some(ChannelKind::Blog)),
            vec![second],
        ),
        (
            ask(&|filter| filter.state = Some(PostState::Approved)),
            vec![second],
        ),
        (
            ask(&|filter| filter.from = Some(day("2026-12-05"))),
            vec![second, third],
        ),
        (
            ask(&|filter| filter.to = Some(day("2026-12-05"))),
            vec![first, second],
        ),
        (all_at_once, vec![first]),
    ];
    for (filter, expected) in cases {
        assert_eq!(found(&world, &filter).await, expected, "{filter:?}");
    }
}

async fn another_organization_finds_nothing(world: World) {
    world.post().await;
    let filter = PostFilter::default();
    assert_eq!(found(&world, &filter).await.len(), 1);
    let mut tx = world.db().read(world.other).await.unwrap();
    assert_eq!(search::page(&mut tx, &filter, None, 9).await.unwrap(), []);
    let board = search::board(&mut tx, &filter, &PostState::ALL, 9).await;
    assert_eq!(board.unwrap(), []);
}

async fn a_word_is_found_in_any_case_as_a_part_and_by_its_own_signs(world: World) {
    let campaign = campaign(&world).await;
    let mut tx = world.write().await;
    let body = "ÖFFNUNG um sieben: 100%_frisch! C:\\brot";
    let post = add(&mut tx, campaign, Wish { body, ..USUAL }).await;
    tx.commit().await.unwrap();
    for (words, hit) in [
        ("öffnung", true),
        ("Sieben FRISCH", true),
        ("100%_", true),
        ("frisch!", true),
        ("c:\\b", true),
        ("bread", true),
        ("1%", false),
        ("o_fnung", false),
        ("sieben acht", false),
        ("%", true),
        ("hashtags", false),
    ] {
        let filter = PostFilter {
            words: folded(words).split(' ').map(str::to_owned).collect(),
            ..PostFilter::default()
        };
        let expected = if hit { vec![post] } else { Vec::new() };
        assert_eq!(found(&world, &filter).await, expected, "{words}");
    }
}

async fn a_new_version_is_found_by_its_own_words(world: World) {
    let (post, _) = world.post().await;
    let second = new_version(&post, VersionId(fresh()), 2, "Pretzels");
    let mut tx = world.write().await;
    versions::insert(&mut tx, &second).await.unwrap();
    posts::set_current(&mut tx, post.id, second.id, PostState::InReview, after(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let saying = |text: &str| PostFilter {
        words: vec![text.into()],
        ..PostFilter::default()
    };
    assert_eq!(found(&world, &saying("pretzels")).await, [post.id]);
    assert_eq!(found(&world, &saying("seven")).await, []);
}

async fn pages_follow_each_other_in_each_order(world: World) {
    let campaign = campaign(&world).await;
    let mut tx = world.write().await;
    let mut by_slot = Vec::new();
    // Days go down while changes go up, and two share a day.
    for (slot, day) in [
        (1, "2026-12-07"),
        (2, "2026-12-05"),
        (3, "2026-12-05"),
        (4, "2026-12-01"),
        (5, "2026-11-30"),
    ] {
        by_slot.push(add(&mut tx, campaign, Wish { slot, day, ..USUAL }).await);
    }
    tx.commit().await.unwrap();
    let slots = |order: [usize; 5]| order.map(|slot| by_slot[slot - 1]).to_vec();
    let cases = [
        (PostOrder::Date, slots([5, 4, 2, 3, 1])),
        (PostOrder::DateDown, slots([1, 3, 2, 4, 5])),
        (PostOrder::Changed, slots([5, 4, 3, 2, 1])),
    ];
    for (order, expected) in cases {
        let filter = PostFilter {
            order,
            ..PostFilter::default()
        };
        let (mut seen, mut place) = (Vec::new(), None);
        loop {
            let mut tx = world.read().await;
            let page = search::page(&mut tx, &filter, place, 2).await.unwrap();
            let Some(last) = page.last() else { break };
            place = Some(Place::of(&last.post, order));
            seen.extend(page.iter().map(|found| found.post.id));
        }
        assert_eq!(seen, expected, "{order:?}");
    }
}

async fn a_place_of_another_order_is_none(world: World) {
    let (post, version) = world.post().await;
    let mut tx = world.read().await;
    let place = Some(Place::of(&post, PostOrder::Changed));
    let page = search::page(&mut tx, &PostFilter::default(), place, 9)
        .await
        .unwrap();
    let [found] = page.as_slice() else {
        panic!("{page:?}")
    };
    assert_eq!(
        (&found.post, &found.version, found.regenerating),
        (&post, &version, false)
    );
}

async fn a_concept_that_was_given_up_is_not_found(world: World) {
    let (post, _) = world.post().await;
    let mut tx = world.write().await;
    runs::set_take(&mut tx, post.run, 2, 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(found(&world, &PostFilter::default()).await, []);
    let mut tx = world.read().await;
    let board = search::board(&mut tx, &PostFilter::default(), &PostState::ALL, 9).await;
    assert_eq!(board.unwrap(), []);
}

async fn a_board_has_the_first_of_each_state_in_one_statement(world: World) {
    let campaign = campaign(&world).await;
    let mut tx = world.write().await;
    let mut by_slot = Vec::new();
    for slot in 1..=6 {
        let state = if slot == 6 {
            PostState::Approved
        } else {
            PostState::InReview
        };
        by_slot.push(
            add(
                &mut tx,
                campaign,
                Wish {
                    slot,
                    state,
                    ..USUAL
                },
            )
            .await,
        );
    }
    tx.commit().await.unwrap();
    let filter = PostFilter {
        words: vec!["bread".into()],
        state: Some(PostState::ChangesRequested),
        ..PostFilter::default()
    };
    let mut tx = world.read().await;
    let (board, statements) = counted(search::board(&mut tx, &filter, &PostState::ALL, 2)).await;
    let mut board: Vec<PostId> = board
        .unwrap()
        .into_iter()
        .map(|found| found.post.id)
        .collect();
    board.sort();
    assert_eq!(
        (board, statements),
        (vec![by_slot[0], by_slot[1], by_slot[5]], 1)
    );
    assert_eq!(search::board(&mut tx, &filter, &[], 2).await.unwrap(), []);
}

async fn a_post_that_is_being_written_anew_says_so(world: World) {
    let (post, _) = world.post().await;
    let mut tx = world.write().await;
    let key = StepKey::slot(StepKind::Regenerate, 1, 1, 1);
    add_step(&mut tx, post.campaign, post.run, key).await;
    tx.commit().await.unwrap();
    let mut tx = world.read().await;
    let page = search::page(&mut tx, &PostFilter::default(), None, 9)
        .await
        .unwrap();
    assert!(page[0].regenerating);
}

async fn briefs_and_titles_of_several_campaigns_come_at_once(world: World) {
    let (first, _) = world.campaign().await;
    let (second, _) = world.campaign_at(after(5)).await;
    let mut tx = world.read().await;
    let (briefs, statements) = counted(campaigns::briefs(
        &mut tx,
        &[first, second, CampaignId(fresh())],
    ))
    .await;
    let mut ids: Vec<CampaignId> = briefs.unwrap().into_iter().map(|(id, _)| id).collect();
    ids.sort();
    assert_eq!((ids, statements), (vec![first, second], 1));
    assert_eq!(campaigns::briefs(&mut tx, &[]).await.unwrap(), []);
    let titles = campaigns::titles(&mut tx, 1).await.unwrap();
    assert_eq!(
        titles.iter().map(|title| title.id).collect::<Vec<_>>(),
        [second]
    );
    let mut tx = world.db().read(world.other).await.unwrap();
    assert_eq!(campaigns::briefs(&mut tx, &[first]).await.unwrap(), []);
    assert_eq!(campaigns::titles(&mut tx, 9).await.unwrap(), []);
}

async fn a_post_moves_to_another_day(world: World) {
    let (post, _) = world.post().await;
    let mut tx = world.db().write(world.other).await.unwrap();
    let other = day("2027-01-02");
    assert!(
        !posts::set_day(&mut tx, post.id, other, after(1))
            .await
            .unwrap()
    );
    drop(tx);
    let mut tx = world.write().await;
    assert!(
        posts::set_day(&mut tx, post.id, other, after(1))
            .await
            .unwrap()
    );
    let moved = posts::get(&mut tx, post.id).await.unwrap().unwrap();
    assert_eq!((moved.slot.publish_on, moved.updated_at), (other, after(1)));
    assert!(
        !posts::set_day(&mut tx, PostId(fresh()), other, START)
            .await
            .unwrap()
    );
}

async fn a_history_ends_at_the_version_asked_for(world: World) {
    let (post, _) = world.post().await;
    let mut tx = world.write().await;
    for number in 2..=4 {
        let version = new_version(&post, VersionId(fresh()), number, "x");
        versions::insert(&mut tx, &version).await.unwrap();
    }
    let numbers = |versions: Vec<versions::Version>| {
        versions
            .iter()
            .map(|version| version.number)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        numbers(versions::up_to(&mut tx, post.id, 3, 9).await.unwrap()),
        [1, 2, 3]
    );
    assert_eq!(
        numbers(versions::up_to(&mut tx, post.id, 9, 2).await.unwrap()),
        [3, 4]
    );
    tx.commit().await.unwrap();
    let mut tx = world.db().read(world.other).await.unwrap();
    assert_eq!(versions::up_to(&mut tx, post.id, 9, 9).await.unwrap(), []);
}
