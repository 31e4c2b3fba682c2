//! Versions of how roles are worded.

use domain::{spending::TaskKind, wording::Wording};
use storage::{
    Error, OrgTx,
    wordings::{self, WordingVersion},
};

use crate::{
    on_both,
    world::{START, World, after},
};

on_both!(
    a_role_has_one_draft_and_what_is_published_stays,
    the_last_published_version_is_in_use,
    a_draft_that_is_given_up_is_gone,
    another_organization_sees_no_wording,
);

/// A published wording of the writer.
pub async fn add_wording(tx: &mut OrgTx, world: &World) {
    let version = published(&version(world, 1));
    assert!(wordings::put(tx, &version).await.unwrap());
}

fn version(world: &World, number: u32) -> WordingVersion {
    WordingVersion {
        task: TaskKind::Write,
        number,
        published: false,
        wording: Some(Wording {
            instructions: format!("Write \u{202e}“{number}”."),
            request: "{{brief}}".into(),
        }),
        shipped: "0123456789ab".into(),
        note: String::new(),
        user: world.user,
        by_name: "Ada".into(),
        at: after(i64::from(number)),
    }
}

fn published(version: &WordingVersion) -> WordingVersion {
    WordingVersion {
        published: true,
        note: "Warmer".into(),
        ..version.clone()
    }
}

async fn a_role_has_one_draft_and_what_is_published_stays(world: World) {
    let mut tx = world.write().await;
    let first = version(&world, 1);
    assert!(wordings::put(&mut tx, &first).await.unwrap());
    let shipped = WordingVersion {
        wording: None,
        at: START,
        ..first.clone()
    };
    assert!(
        wordings::put(&mut tx, &shipped).await.unwrap(),
        "a draft is written over"
    );
    assert_eq!(
        wordings::list(&mut tx, TaskKind::Write).await.unwrap(),
        [shipped]
    );
    assert_eq!(
        wordings::in_use(&mut tx, TaskKind::Write).await.unwrap(),
        None
    );
    let first = published(&first);
    assert!(wordings::put(&mut tx, &first).await.unwrap());
    assert!(
        !wordings::put(&mut tx, &version(&world, 1)).await.unwrap(),
        "it is no draft any more"
    );
    let second = version(&world, 2);
    assert!(wordings::put(&mut tx, &second).await.unwrap());
    assert_eq!(wordings::all(&mut tx).await.unwrap(), [second, first]);
    let third = wordings::put(&mut tx, &version(&world, 3)).await;
    assert!(matches!(third, Err(Error::Conflict { .. })), "{third:?}");
}

async fn the_last_published_version_is_in_use(world: World) {
    let mut tx = world.write().await;
    let versions = [1, 2].map(|number| published(&version(&world, number)));
    for version in &versions {
        assert!(wordings::put(&mut tx, version).await.unwrap());
    }
    assert!(wordings::put(&mut tx, &version(&world, 3)).await.unwrap());
    let in_use = wordings::in_use(&mut tx, TaskKind::Write).await.unwrap();
    assert_eq!(in_use.as_ref(), versions.last());
    assert_eq!(
        wordings::in_use(&mut tx, TaskKind::Plan).await.unwrap(),
        None
    );
}

async fn a_draft_that_is_given_up_is_gone(world: World) {
    let mut tx = world.write().await;
    assert!(
        wordings::put(&mut tx, &published(&version(&world, 1)))
            .await
            .unwrap()
    );
    assert!(!wordings::discard(&mut tx, TaskKind::Write).await.unwrap());
    assert!(wordings::put(&mut tx, &version(&world, 2)).await.unwrap());
    assert!(wordings::discard(&mut tx, TaskKind::Write).await.unwrap());
    let left = wordings::list(&mut tx, TaskKind::Write).await.unwrap();
    assert_eq!(left.len(), 1);
}

async fn another_organization_sees_no_wording(world: World) {
    let mut tx = world.write().await;
    add_wording(&mut tx, &world).await;
    tx.commit().await.unwrap();
    let mut tx = world.db().write(world.other).await.unwrap();
    assert_eq!(wordings::all(&mut tx).await.unwrap(), []);
    assert_eq!(
        wordings::in_use(&mut tx, TaskKind::Write).await.unwrap(),
        None
    );
}
