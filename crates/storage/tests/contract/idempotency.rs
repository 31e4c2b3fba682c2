//! Idempotency keys.

use storage::idempotency::{self, Begin, StoredResponse};

use crate::{
    on_both,
    world::{START, World, after},
};

on_both!(
    a_request_is_done_once_and_answered_the_same,
    a_request_that_was_abandoned_can_be_sent_again,
    old_keys_are_forgotten,
);

const REQUEST: [u8; 32] = [1; 32];

async fn a_request_is_done_once_and_answered_the_same(world: World) {
    let response = StoredResponse {
        status: 202,
        content_type: "application/json".into(),
        location: Some("/api/v1/campaigns/1".into()),
        body: vec![0, 255, b'{'],
    };
    let mut tx = world.write().await;
    assert_eq!(
        idempotency::begin(&mut tx, world.user, "k", &REQUEST, START)
            .await
            .unwrap(),
        Begin::New
    );
    tx.commit().await.unwrap();
    let mut tx = world.write().await;
    assert_eq!(
        idempotency::begin(&mut tx, world.user, "k", &REQUEST, after(1))
            .await
            .unwrap(),
        Begin::Busy
    );
    assert_eq!(
        idempotency::begin(&mut tx, world.user, "k", &[2; 32], after(1))
            .await
            .unwrap(),
        Begin::Mismatch
    );
    assert!(
        idempotency::finish(&mut tx, world.user, "k", &response)
            .await
            .unwrap()
    );
    assert!(
        !idempotency::finish(&mut tx, world.user, "k", &response)
            .await
            .unwrap()
    );
    assert!(
        !idempotency::forget(&mut tx, world.user, "k").await.unwrap(),
        "an answer stands"
    );
    let done = idempotency::begin(&mut tx, world.user, "k", &REQUEST, after(9999))
        .await
        .unwrap();
    assert_eq!(done, Begin::Done(response));
    assert_eq!(
        idempotency::begin(&mut tx, world.user, "k", &[2; 32], after(9999))
            .await
            .unwrap(),
        Begin::Mismatch
    );
}

async fn a_request_that_was_abandoned_can_be_sent_again(world: World) {
    let mut tx = world.write().await;
    for key in ["forgotten", "abandoned"] {
        assert_eq!(
            idempotency::begin(&mut tx, world.user, key, &REQUEST, START)
                .await
                .unwrap(),
            Begin::New
        );
    }
    assert!(
        idempotency::forget(&mut tx, world.user, "forgotten")
            .await
            .unwrap()
    );
    assert_eq!(
        idempotency::begin(&mut tx, world.user, "forgotten", &[2; 32], START)
            .await
            .unwrap(),
        Begin::New
    );
    assert_eq!(
        idempotency::begin(&mut tx, world.user, "abandoned", &REQUEST, after(119))
            .await
            .unwrap(),
        Begin::Busy
    );
    assert_eq!(
        idempotency::begin(&mut tx, world.user, "abandoned", &[2; 32], after(120))
            .await
            .unwrap(),
        Begin::Mismatch
    );
    assert_eq!(
        idempotency::begin(&mut tx, world.user, "abandoned", &REQUEST, after(120))
            .await
            .unwrap(),
        Begin::New
    );
}

async fn old_keys_are_forgotten(world: World) {
    let mut tx = world.write().await;
    idempotency::begin(&mut tx, world.user, "old", &REQUEST, START)
        .await
        .unwrap();
    idempotency::begin(&mut tx, world.user, "new", &REQUEST, after(10))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.db().system().await.unwrap();
    assert_eq!(idempotency::prune(&mut tx, after(10)).await.unwrap(), 1);
}
