//! What posts mean, as vectors.

use domain::{
    ids::{PostId, VersionId},
    post::PostState,
};
use storage::{
    Error,
    posts::{self, Post},
    vectors::{self, Located, PostVector},
    versions,
};

use crate::{
    on_both, raw,
    world::{World, add_post, after, fresh, new_version},
};

on_both!(
    a_vector_comes_back_as_it_was_kept_and_gives_way_to_the_next,
    vectors_of_one_model_come_with_their_campaigns_and_say_whether_they_are_outdated,
    a_vector_of_nothing_is_not_kept,
    a_vector_of_half_a_number_is_refused,
    another_organization_sees_no_vector_and_keeps_none,
);

/// A vector of what a post says now.
pub fn vector_of(post: &Post) -> PostVector {
    PostVector {
        post: post.id,
        version: post.version,
        provider: "gemini".into(),
        model: "gemini-embedding-2".into(),
        values: vec![0.6, -0.8, f32::MIN_POSITIVE, -0.0],
    }
}

async fn a_vector_comes_back_as_it_was_kept_and_gives_way_to_the_next(world: World) {
    let (post, _) = world.post().await;
    let mut tx = world.write().await;
    assert_eq!(vectors::get(&mut tx, post.id).await.unwrap(), None);
    let kept = vector_of(&post);
    vectors::keep(&mut tx, &kept).await.unwrap();
    assert_eq!(vectors::get(&mut tx, post.id).await.unwrap(), Some(kept));
    let next = PostVector {
        provider: "built-in".into(),
        model: "built-in-words-1".into(),
        values: vec![1.0],
        ..vector_of(&post)
    };
    vectors::keep(&mut tx, &next).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.read().await;
    assert_eq!(vectors::get(&mut tx, post.id).await.unwrap(), Some(next));
}

async fn vectors_of_one_model_come_with_their_campaigns_and_say_whether_they_are_outdated(
    world: World,
) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let mut added = Vec::new();
    for slot in 1..=3 {
        let (post, _) = add_post(&mut tx, campaign, run, 1, slot).await;
        vectors::keep(&mut tx, &vector_of(&post)).await.unwrap();
        added.push(post);
    }
    let [changed, same, elsewhere] = added.try_into().unwrap();
    let of_another = PostVector {
        model: "gemini-embedding-001".into(),
        ..vector_of(&elsewhere)
    };
    vectors::keep(&mut tx, &of_another).await.unwrap();
    let version = VersionId(fresh());
    versions::insert(&mut tx, &new_version(&changed, version, 2, "Anew"))
        .await
        .unwrap();
    assert!(
        posts::set_current(&mut tx, changed.id, version, PostState::InReview, after(9))
            .await
            .unwrap()
    );
    let found = vectors::of_model(&mut tx, "gemini", "gemini-embedding-2").await;
    let located = |post: &Post, outdated| Located {
        post: post.id,
        campaign,
        version: post.version,
        outdated,
        values: vector_of(post).values,
    };
    let expected = [located(&changed, true), located(&same, false)];
    assert_eq!(found.unwrap(), expected);
}

async fn a_vector_of_nothing_is_not_kept(world: World) {
    let (post, _) = world.post().await;
    let nowhere = PostVector {
        post: PostId(fresh()),
        ..vector_of(&post)
    };
    let mut tx = world.write().await;
    let refused = vectors::keep(&mut tx, &nowhere).await;
    assert!(matches!(refused, Err(Error::Missing { .. })), "{refused:?}");
    drop(tx);
    let empty = PostVector {
        values: Vec::new(),
        ..vector_of(&post)
    };
    let mut tx = world.write().await;
    assert!(vectors::keep(&mut tx, &empty).await.is_err());
}

async fn a_vector_of_half_a_number_is_refused(world: World) {
    let (post, _) = world.post().await;
    let mut tx = world.write().await;
    vectors::keep(&mut tx, &vector_of(&post)).await.unwrap();
    tx.commit().await.unwrap();
    let half = "UPDATE post_vectors SET vector = substr(vector, 1, 6)";
    let refused = raw::run(&world, half).await.unwrap_err().to_string();
    assert!(refused.to_lowercase().contains("check"), "{refused}");
}

async fn another_organization_sees_no_vector_and_keeps_none(world: World) {
    let (post, _) = world.post().await;
    let kept = vector_of(&post);
    let mut tx = world.write().await;
    vectors::keep(&mut tx, &kept).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.db().write(world.other).await.unwrap();
    assert_eq!(vectors::get(&mut tx, post.id).await.unwrap(), None);
    let found = vectors::of_model(&mut tx, &kept.provider, &kept.model).await;
    assert_eq!(found.unwrap(), []);
    let refused = vectors::keep(&mut tx, &kept).await;
    assert!(matches!(refused, Err(Error::Missing { .. })), "{refused:?}");
}
