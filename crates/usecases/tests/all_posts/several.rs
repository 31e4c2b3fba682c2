use domain::{
    post::{BulkAct, BulkCommand, PostState, PostsQuery},
    problem::Code,
    views::FoundPost,
};
use usecases::posts::{self};

use crate::desk::Desk;

#[tokio::test]
async fn of_several_posts_each_is_approved_by_itself() {
    let desk = Desk::new().await;
    desk.world.finished_campaign(&desk.owner.actor).await;
    let seen = desk.all().await;
    // One was changed since, one cannot go out like this, one is approved already.
    let changed = desk.view(&seen[0]).await;
    desk.edit(&changed, "Mill Street: changed meanwhile.").await;
    let blocked = desk.view(&seen[1]).await;
    desk.edit(&blocked, "Mill Street [insert offer here]").await;
    let seen_late = desk.all().await;
    let mut selection: Vec<FoundPost> = vec![seen[0].clone()];
    selection.extend(
        seen_late
            .iter()
            .filter(|found| found.post.id != seen[0].post.id)
            .cloned(),
    );
    let last = selection.last().cloned().unwrap();
    assert_eq!(desk.bulk(&[last], BulkAct::Approve).await, [Ok(true)]);
    let outcomes = desk.bulk(&selection, BulkAct::Approve).await;
    assert_eq!(
        outcomes,
        [
            Err(Code::Changed),
            Err(Code::WrongState),
            Ok(true),
            Err(Code::WrongState)
        ]
    );
    let approved = PostsQuery {
        state: "approved".into(),
        ..PostsQuery::default()
    };
    assert_eq!(desk.find(approved).await.len(), 2);
}

#[tokio::test]
async fn changes_are_requested_of_several_with_one_reason() {
    let desk = Desk::new().await;
    let seen = desk.all().await;
    let reason = || BulkAct::RequestChanges {
        reason: "Name the street.".into(),
    };
    assert_eq!(desk.bulk(&seen, reason()).await, [Ok(true), Ok(true)]);
    let view = desk.view(&seen[1]).await;
    assert_eq!(
        view.decisions[0].reason.as_deref(),
        Some("Name the street.")
    );
    let none = BulkCommand {
        posts: Vec::new(),
        act: reason(),
    };
    let refused = posts::bulk(&desk.world.services, &desk.owner.actor, none).await;
    assert_eq!(refused.unwrap_err().into_problem().fields[0].field, "posts");
}

#[tokio::test]
async fn a_bulk_edit_makes_versions_only_where_something_changed() {
    let desk = Desk::new().await;
    let seen = desk.all().await;
    desk.bulk(&seen, BulkAct::Approve).await;
    let view = desk.view(&seen[0]).await;
    desk.edit(&view, "Zwieback from Mill Street").await;
    let seen = desk.all().await;
    let replace = || BulkAct::ReplaceText {
        find: "Zwieback".into(),
        replacement: "Rusk".into(),
    };
    let mut expected: Vec<_> = seen
        .iter()
        .map(|found| Ok(found.post.id == view.id))
        .collect();
    assert_eq!(desk.bulk(&seen, replace()).await, expected);
    let after = desk.view(&seen[0]).await;
    let edited = if after.id == view.id {
        after
    } else {
        desk.view(&seen[1]).await
    };
    assert_eq!(edited.version.content.body, "Rusk from Mill Street");
    let untouched = seen.iter().find(|found| found.post.id != view.id).unwrap();
    assert_eq!(desk.view(untouched).await.state, PostState::Approved);
    // Seen before the replacement: what has nothing to do is no conflict, the rest is.
    let add = BulkAct::AddHashtag {
        hashtag: "#rusk".into(),
    };
    for (found, outcome) in seen.iter().zip(&mut expected) {
        *outcome = if found.post.id == view.id {
            Err(Code::Changed)
        } else {
            Ok(true)
        };
    }
    assert_eq!(desk.bulk(&seen, add).await, expected);
}
