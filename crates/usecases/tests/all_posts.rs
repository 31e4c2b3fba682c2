//! Posts across campaigns: finding them, acts on several at once, moving, undoing, comparing.

#![expect(
    clippy::unwrap_used,
    reason = "what is missing here fails the test, as it should"
)]

use domain::{
    diff::Change,
    post::{BulkAct, BulkCommand, PostState, PostsQuery, SeenPost},
    problem::Code,
    views::{BoardColumn, FoundPost, PostView},
};
use storage::events;
use testkit::world::{Person, World};
use usecases::posts::{self, Edit, Restore};

struct Desk {
    world: World,
    owner: Person,
}

impl Desk {
    /// With a campaign of two posts.
    async fn new() -> Self {
        let world = World::sqlite().await;
        let owner = world.owner().await;
        world.finished_campaign(&owner.actor).await;
        Self { world, owner }
    }

    async fn find(&self, query: PostsQuery) -> Vec<FoundPost> {
        let found = posts::find(&self.world.services, &self.owner.actor, &query).await;
        found.unwrap().items
    }

    async fn all(&self) -> Vec<FoundPost> {
        self.find(PostsQuery::default()).await
    }

    async fn view(&self, found: &FoundPost) -> PostView {
        let view = posts::get(&self.world.services, &self.owner.actor, found.post.id).await;
        view.unwrap()
    }

    async fn edit(&self, seen: &PostView, body: &str) -> PostView {
        let mut content = seen.version.content.clone();
        content.body = body.into();
        let edit = Edit {
            content,
            based_on: seen.version.hash.clone(),
        };
        let edited = posts::edit(&self.world.services, &self.owner.actor, seen.id, edit).await;
        edited.unwrap()
    }

    /// What became of each post: whether it changed, or the code of its refusal.
    async fn bulk(&self, seen: &[FoundPost], act: BulkAct) -> Vec<Result<bool, Code>> {
        let posts = seen
            .iter()
            .map(|found| SeenPost {
                id: found.post.id,
                version_hash: found.version_hash.clone(),
            })
            .collect();
        let command = BulkCommand { posts, act };
        let report = posts::bulk(&self.world.services, &self.owner.actor, command).await;
        let outcomes = report.unwrap().outcomes;
        assert!(
            outcomes
                .iter()
                .map(|outcome| outcome.post)
                .eq(seen.iter().map(|found| found.post.id))
        );
        outcomes
            .into_iter()
            .map(|outcome| {
                outcome
                    .refusal
                    .map_or(Ok(outcome.changed), |refusal| Err(refusal.code))
            })
            .collect()
    }

    async fn happened(&self, found: &FoundPost) -> usize {
        let mut tx = self
            .world
            .services
            .db()
            .read(self.owner.actor.org)
            .await
            .unwrap();
        events::after(&mut tx, found.campaign, 0, 999)
            .await
            .unwrap()
            .len()
    }
}

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
