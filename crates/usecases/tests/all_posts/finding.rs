use domain::{
    post::{BulkAct, BulkCommand, PostState, PostsQuery, SeenPost},
    problem::Code,
    views::BoardColumn,
};
use usecases::posts::{self};

use crate::desk::Desk;

#[tokio::test]
async fn posts_of_all_campaigns_are_found_in_few_statements_and_approvable_by_their_hash() {
    let desk = Desk::new().await;
    let second = desk.world.finished_campaign(&desk.owner.actor).await;
    let (found, statements) = storage::counted(desk.all()).await;
    assert_eq!((found.len(), statements), (4, 2));
    for found in &found {
        assert_eq!(found.version_hash, desk.view(found).await.version.hash);
    }
    let of_one = PostsQuery {
        campaign: second.to_string(),
        ..PostsQuery::default()
    };
    assert!(
        desk.find(of_one)
            .await
            .iter()
            .all(|found| found.campaign == second)
    );
    let titles = posts::campaign_titles(&desk.world.services, &desk.owner.actor)
        .await
        .unwrap();
    assert_eq!((titles.len(), titles[0].id), (2, second));
}

#[tokio::test]
async fn a_board_and_a_calendar_hold_what_the_list_holds() {
    let desk = Desk::new().await;
    let all = desk.all().await;
    assert_eq!(desk.bulk(&all[..1], BulkAct::Approve).await, [Ok(true)]);
    let services = &desk.world.services;
    let query = PostsQuery::default();
    let board = posts::board(services, &desk.owner.actor, &query)
        .await
        .unwrap();
    let tally: Vec<_> = board
        .iter()
        .map(|BoardColumn { state, posts, more }| (*state, posts.len(), *more))
        .collect();
    assert_eq!(
        tally,
        [
            (PostState::InReview, 1, false),
            (PostState::ChangesRequested, 0, false),
            (PostState::Approved, 1, false)
        ]
    );
    let on = all[0].post.publish_on;
    let calendar = posts::calendar(services, &desk.owner.actor, &query, &on.to_string(), true)
        .await
        .unwrap();
    assert_eq!((calendar.first, calendar.weeks), (on.week_start(), 1));
    assert!(
        calendar
            .posts
            .iter()
            .any(|found| found.post.id == all[0].post.id)
    );
    assert!(
        calendar
            .posts
            .iter()
            .all(|found| found.post.publish_on.week_start() == on.week_start())
    );
    let far = posts::calendar(services, &desk.owner.actor, &query, "2031-01-01", false)
        .await
        .unwrap();
    assert!(far.posts.is_empty());
    let refused = posts::calendar(services, &desk.owner.actor, &query, "soon", false).await;
    assert_eq!(refused.unwrap_err().into_problem().fields[0].field, "on");
}

#[tokio::test]
async fn a_stranger_finds_moves_and_changes_nothing() {
    let desk = Desk::new().await;
    let seen = desk.all().await;
    let stranger = desk.world.stranger().await.actor;
    let services = &desk.world.services;
    let found = posts::find(services, &stranger, &PostsQuery::default())
        .await
        .unwrap();
    assert_eq!(found.items, []);
    let id = seen[0].post.id;
    let code = |error: usecases::Error| error.into_problem().code;
    let moved = posts::reschedule(services, &stranger, id, "2026-12-24".parse().unwrap()).await;
    assert_eq!(code(moved.unwrap_err()), Code::NotFound);
    assert_eq!(
        code(
            posts::compare(services, &stranger, id, 1, 1)
                .await
                .unwrap_err()
        ),
        Code::NotFound
    );
    let command = BulkCommand {
        posts: vec![SeenPost {
            id,
            version_hash: seen[0].version_hash.clone(),
        }],
        act: BulkAct::Approve,
    };
    let report = posts::bulk(services, &stranger, command).await.unwrap();
    assert_eq!(
        report.outcomes[0].refusal.as_ref().unwrap().code,
        Code::NotFound
    );
    assert_eq!(desk.view(&seen[0]).await.state, PostState::InReview);
}
