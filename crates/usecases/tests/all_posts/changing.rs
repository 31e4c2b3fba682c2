use domain::{
    diff::Change,
    post::{BulkAct, PostState},
    problem::Code,
    views::{FoundPost, PostView},
};
use usecases::posts::{self, Restore};

use crate::desk::Desk;

#[tokio::test]
async fn a_move_keeps_the_approval_and_is_told_to_those_who_follow() {
    let desk = Desk::new().await;
    let seen = desk.all().await;
    desk.bulk(&seen[..1], BulkAct::Approve).await;
    let before = desk.happened(&seen[0]).await;
    let day = seen[0].post.publish_on.plus(3);
    let services = &desk.world.services;
    let moved = posts::reschedule(services, &desk.owner.actor, seen[0].post.id, day)
        .await
        .unwrap();
    assert_eq!((moved.publish_on, moved.state), (day, PostState::Approved));
    assert!(moved.decisions[0].standing);
    assert_eq!(desk.happened(&seen[0]).await, before + 1);
    posts::reschedule(services, &desk.owner.actor, seen[0].post.id, day)
        .await
        .unwrap();
    assert_eq!(
        desk.happened(&seen[0]).await,
        before + 1,
        "staying is no event"
    );
    let past = posts::reschedule(
        services,
        &desk.owner.actor,
        seen[0].post.id,
        "2026-01-01".parse().unwrap(),
    )
    .await;
    assert_eq!(
        past.unwrap_err().into_problem().fields[0].field,
        "publish_on"
    );
    let outcomes = desk.bulk(&seen, BulkAct::Move { days: -400 }).await;
    assert_eq!(outcomes, [Err(Code::InvalidInput), Err(Code::InvalidInput)]);
    let outcomes = desk.bulk(&seen, BulkAct::Move { days: 7 }).await;
    assert_eq!(outcomes, [Ok(true), Ok(true)]);
    assert_eq!(desk.view(&seen[0]).await.publish_on, day.plus(7));
}

#[tokio::test]
async fn an_undo_brings_a_version_back_as_a_new_one_and_voids_the_approval() {
    let desk = Desk::new().await;
    let seen = desk.all().await;
    let first = desk.view(&seen[0]).await;
    let second = desk.edit(&first, "Mill Street: second thoughts.").await;
    let seen_now = FoundPost {
        version_hash: second.version.hash.clone(),
        ..seen[0].clone()
    };
    assert_eq!(desk.bulk(&[seen_now], BulkAct::Approve).await, [Ok(true)]);
    let restore = |version, based_on: &PostView| {
        let restore = Restore {
            version,
            based_on: based_on.version.hash.clone(),
        };
        posts::restore(&desk.world.services, &desk.owner.actor, first.id, restore)
    };
    let stale = restore(first.version.id, &first)
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(stale.code, Code::Changed);
    let back = restore(first.version.id, &second).await.unwrap();
    assert_eq!(
        (back.version.number, &back.version.hash, back.state),
        (
            second.version.number + 1,
            &first.version.hash,
            PostState::InReview
        )
    );
    let again = restore(first.version.id, &back).await.unwrap();
    assert_eq!(
        again.version.id, back.version.id,
        "what stands already makes no version"
    );
    let foreign = desk.view(&seen[1]).await.version.id;
    let refused = restore(foreign, &back).await.unwrap_err().into_problem();
    assert_eq!(refused.code, Code::NotFound);
}

#[tokio::test]
async fn a_comparison_shows_what_changed_and_who_wrote_what() {
    let desk = Desk::new().await;
    let seen = desk.all().await;
    let first = desk.view(&seen[0]).await;
    let number = first.version.number;
    let second = desk.edit(&first, "Zwieback from Mill Street").await;
    desk.edit(&second, "Rusk from Mill Street").await;
    let compare =
        |from, to| posts::compare(&desk.world.services, &desk.owner.actor, first.id, from, to);
    let shown = compare(number + 1, number + 2).await.unwrap();
    assert_eq!(
        (shown.from.number, shown.to.number),
        (number + 1, number + 2)
    );
    let body = |view: &domain::views::ComparisonView| {
        let field = view
            .fields
            .iter()
            .find(|field| field.field == domain::post::ContentField::Body);
        field.unwrap().spans.clone()
    };
    let changed: Vec<_> = body(&shown)
        .into_iter()
        .filter(|span| span.change != Change::Kept)
        .map(|span| (span.change, span.text, span.written_in))
        .collect();
    assert_eq!(
        changed,
        [
            (Change::Removed, "Zwieback".into(), number + 1),
            (Change::Added, "Rusk".into(), number + 2)
        ]
    );
    let whole = compare(number + 2, number + 2).await.unwrap();
    assert!(
        body(&whole)
            .iter()
            .any(|span| span.text == "Rusk" && span.written_in == number + 2)
    );
    let refused = compare(1, 99).await.unwrap_err().into_problem();
    assert_eq!(refused.code, Code::NotFound);
}
