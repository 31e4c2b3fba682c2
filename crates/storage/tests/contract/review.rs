//! Posts, versions, decisions and files.

use domain::{
    ids::{AssetId, DecisionId, PostId, VersionId},
    picture::{FileHash, Focus, Layout, Look, OwnWords, Photo, Picture},
    post::{ContentField, PostState, Verdict},
};
use storage::{
    Error, assets, counted, decisions,
    made_images::{self, MadeImage},
    posts, runs,
    versions::{self, Version},
};

use crate::{
    isolation, on_both,
    world::{DRAFT, START, World, add_post, add_step, after, fresh, new_post, new_version},
};

on_both!(
    a_post_comes_back_as_it_was_written,
    a_slot_has_one_post,
    a_post_needs_its_version,
    posts_of_a_take_are_listed_with_their_texts_in_one_statement,
    a_new_version_becomes_the_current_one,
    a_version_number_is_given_once,
    decisions_are_listed_newest_first,
    files_are_kept_once_and_listed_by_name,
    a_made_picture_comes_back_with_its_record_and_leaves_with_its_file,
    a_picture_is_shown_as_soon_as_any_version_has_it,
);

async fn a_post_comes_back_as_it_was_written(world: World) {
    let (post, version) = world.post().await;
    let mut tx = world.write().await;
    assert_eq!(
        posts::get(&mut tx, post.id).await.unwrap(),
        Some(post.clone())
    );
    assert_eq!(
        posts::lock(&mut tx, post.id).await.unwrap(),
        Some(post.clone())
    );
    assert_eq!(
        versions::get(&mut tx, version.id).await.unwrap(),
        Some(version)
    );
    let locked = [ContentField::Title, ContentField::Link];
    assert!(
        posts::set_locked(&mut tx, post.id, &locked, after(1))
            .await
            .unwrap()
    );
    assert!(
        posts::set_state(&mut tx, post.id, PostState::ChangesRequested, after(2))
            .await
            .unwrap()
    );
    let changed = posts::get(&mut tx, post.id).await.unwrap().unwrap();
    assert_eq!(
        (changed.locked, changed.state, changed.updated_at),
        (locked.to_vec(), PostState::ChangesRequested, after(2))
    );
    let nobody = PostId(fresh());
    assert_eq!(posts::get(&mut tx, nobody).await.unwrap(), None);
    assert_eq!(posts::lock(&mut tx, nobody).await.unwrap(), None);
    assert!(
        !posts::set_locked(&mut tx, nobody, &[], START)
            .await
            .unwrap()
    );
}

async fn a_slot_has_one_post(world: World) {
    let (post, _) = world.post().await;
    let mut tx = world.write().await;
    assert!(!posts::insert(&mut tx, &post).await.unwrap(), "the same id");
    let (twin, _) = new_post(post.campaign, post.run, post.take, post.slot.number);
    assert!(
        !posts::insert(&mut tx, &twin).await.unwrap(),
        "the same slot"
    );
    tx.commit().await.unwrap();
}

async fn a_post_needs_its_version(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let (post, _) = new_post(campaign, run, 1, 1);
    assert!(posts::insert(&mut tx, &post).await.unwrap());
    assert!(matches!(tx.commit().await, Err(Error::Missing { .. })));
    assert_eq!(
        posts::get(&mut world.read().await, post.id).await.unwrap(),
        None
    );
}

async fn posts_of_a_take_are_listed_with_their_texts_in_one_statement(world: World) {
    let (campaign, run) = world.campaign().await;
    let mut tx = world.write().await;
    let third = add_post(&mut tx, campaign, run, 2, 3).await;
    let first = add_post(&mut tx, campaign, run, 2, 1).await;
    let earlier = add_post(&mut tx, campaign, run, 1, 1).await;
    runs::set_take(&mut tx, run, 2, 1).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.read().await;
    let (listed, statements) = counted(posts::list(&mut tx, campaign, 2)).await;
    assert_eq!(
        (listed.unwrap(), statements),
        (vec![first.clone(), third.clone()], 1)
    );
    assert_eq!(
        posts::ids(&mut tx, campaign, 2).await.unwrap(),
        [(1, first.0.id), (3, third.0.id)]
    );
    assert!(
        posts::get(&mut tx, earlier.0.id).await.unwrap().is_some(),
        "an earlier take stays stored"
    );
}

async fn a_new_version_becomes_the_current_one(world: World) {
    let (post, first) = world.post().await;
    let second = Version {
        created_at: after(1),
        ..new_version(&post, VersionId(fresh()), 2, "Bread at eight")
    };
    let mut tx = world.write().await;
    versions::insert(&mut tx, &second).await.unwrap();
    assert!(
        posts::set_current(&mut tx, post.id, second.id, PostState::Approved, after(2))
            .await
            .unwrap()
    );
    let current = posts::get(&mut tx, post.id).await.unwrap().unwrap();
    assert_eq!(
        (current.version, current.state, current.updated_at),
        (second.id, PostState::Approved, after(2))
    );
    let history = versions::list(&mut tx, post.id).await.unwrap();
    assert_eq!(
        history.iter().map(|version| version.id).collect::<Vec<_>>(),
        [second.id, first.id]
    );
    assert_eq!((&history[0].hash, history[0].number), (&second.hash, 2));
    assert!(
        !posts::set_current(
            &mut tx,
            PostId(fresh()),
            second.id,
            PostState::Approved,
            START
        )
        .await
        .unwrap()
    );
    assert!(
        versions::get(&mut tx, VersionId(fresh()))
            .await
            .unwrap()
            .is_none()
    );
}

async fn a_version_number_is_given_once(world: World) {
    let (post, _) = world.post().await;
    let mut tx = world.write().await;
    let twin = versions::insert(&mut tx, &new_version(&post, VersionId(fresh()), 1, "x")).await;
    assert!(
        matches!(&twin, Err(Error::Conflict { constraint }) if constraint == "versions.org_id, versions.post_id, versions.number"),
        "{twin:?}"
    );
    assert!(
        tx.commit().await.is_err(),
        "a transaction with a failed statement keeps nothing"
    );
}

async fn decisions_are_listed_newest_first(world: World) {
    let (post, version) = world.post().await;
    let decision = |verdict, reason: Option<&str>, seconds| decisions::Decision {
        id: DecisionId(fresh()),
        post: post.id,
        version: version.id,
        version_number: version.number,
        version_hash: version.hash.clone(),
        verdict,
        reason: reason.map(str::to_owned),
        user: world.user,
        by_name: "Ada".into(),
        at: after(seconds),
    };
    let changes = decision(Verdict::RequestChanges, Some("Too long"), 1);
    let approval = decision(Verdict::Approve, None, 2);
    let mut tx = world.write().await;
    decisions::insert(&mut tx, &changes).await.unwrap();
    decisions::insert(&mut tx, &approval).await.unwrap();
    assert_eq!(
        decisions::list(&mut tx, post.id).await.unwrap(),
        [approval, changes]
    );
    assert!(
        decisions::list(&mut tx, PostId(fresh()))
            .await
            .unwrap()
            .is_empty()
    );
}

async fn files_are_kept_once_and_listed_by_name(world: World) {
    let (campaign, _) = world.campaign().await;
    let asset = |name: &str| assets::Asset {
        id: AssetId(fresh()),
        campaign,
        content_type: "image/png".into(),
        file_name: name.into(),
        path: "ab/cd".into(),
        bytes: 5_000_000_000,
        sha256: "0".repeat(64),
        source: Some("https://example.com/a.png".into()),
        alt: None,
        size: Some((640, 480)),
    };
    let [b, a] = [asset("b.png"), asset("a.png")];
    let mut tx = world.write().await;
    assert!(assets::insert(&mut tx, &b).await.unwrap());
    assert!(!assets::insert(&mut tx, &b).await.unwrap());
    assert!(assets::insert(&mut tx, &a).await.unwrap());
    assert_eq!(assets::get(&mut tx, a.id).await.unwrap(), Some(a.clone()));
    assert_eq!(assets::get(&mut tx, AssetId(fresh())).await.unwrap(), None);
    assert_eq!(assets::list(&mut tx, campaign).await.unwrap(), [a, b]);
}

async fn a_made_picture_comes_back_with_its_record_and_leaves_with_its_file(world: World) {
    let (post, _) = world.post().await;
    let mut tx = world.write().await;
    let step = add_step(&mut tx, post.campaign, post.run, DRAFT).await;
    let brought = isolation::asset(post.campaign);
    let files = [
        isolation::asset(post.campaign),
        isolation::asset(post.campaign),
    ];
    assets::insert(&mut tx, &brought).await.unwrap();
    let mut made = Vec::new();
    for (file, at) in files.iter().zip(1..) {
        assets::insert(&mut tx, file).await.unwrap();
        let one = MadeImage {
            made_at: after(at),
            cost: None,
            ..isolation::made_image(file.id, post.id, step)
        };
        made_images::insert(&mut tx, &one).await.unwrap();
        made.push(one);
    }
    let [first, second] = made.try_into().unwrap();
    assert_eq!(
        made_images::of_post(&mut tx, post.id).await.unwrap(),
        [second.clone(), first.clone()]
    );
    assert_eq!(
        made_images::get(&mut tx, first.asset).await.unwrap(),
        Some(first.clone())
    );
    assert_eq!(
        assets::brought(&mut tx, post.campaign).await.unwrap(),
        std::slice::from_ref(&brought)
    );
    assert!(made_images::delete(&mut tx, first.asset).await.unwrap());
    assert!(!made_images::delete(&mut tx, first.asset).await.unwrap());
    assert_eq!(assets::get(&mut tx, first.asset).await.unwrap(), None);
    assert!(
        !made_images::delete(&mut tx, brought.id).await.unwrap(),
        "what somebody brought stays"
    );
    assert!(assets::get(&mut tx, brought.id).await.unwrap().is_some());
}

async fn a_picture_is_shown_as_soon_as_any_version_has_it(world: World) {
    let (post, _) = world.post().await;
    let asset = AssetId(fresh());
    let mut tx = world.write().await;
    assert!(!versions::show(&mut tx, post.campaign, asset).await.unwrap());
    let picture = Picture {
        layout: Layout::Photo,
        look: Look::unchosen("Rye"),
        own: OwnWords::default(),
        photo: Some(Photo {
            asset,
            file: FileHash("0".repeat(64)),
            focus: Focus::default(),
        }),
    };
    let mut version = new_version(&post, VersionId(fresh()), 2, "x");
    version.content.picture = Some(Box::new(picture));
    versions::insert(&mut tx, &version).await.unwrap();
    assert!(versions::show(&mut tx, post.campaign, asset).await.unwrap());
}
