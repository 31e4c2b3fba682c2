//! Versions of readers.

use domain::{channel::ChannelKind, ids::ReaderId, reader::Reader};
use storage::{
    Error, OrgTx,
    readers::{self, ReaderVersion},
};

use crate::{
    on_both,
    world::{World, after, fresh},
};

on_both!(
    a_reader_has_one_draft_and_what_is_published_stays,
    a_draft_that_is_given_up_is_gone,
    who_is_at_work_reads_as_was_last_published,
    another_organization_sees_no_reader,
);

/// A published reader.
pub async fn add_reader(tx: &mut OrgTx, world: &World) -> ReaderVersion {
    let version = published(&version(world, ReaderId(fresh()), 1));
    assert!(readers::put(tx, &version).await.unwrap());
    version
}

fn version(world: &World, id: ReaderId, number: u32) -> ReaderVersion {
    ReaderVersion {
        id,
        number,
        published: false,
        retired: false,
        reader: Reader {
            name: "Compliance \u{202e}".into(),
            instructions: "Flag “guaranteed”.".into(),
            channels: vec![ChannelKind::X, ChannelKind::Blog],
            looks_up: true,
            mends: domain::reader::Mending::Mends,
        },
        note: String::new(),
        user: world.user,
        by_name: "Ada".into(),
        at: after(i64::from(number)),
    }
}

fn published(version: &ReaderVersion) -> ReaderVersion {
    ReaderVersion {
        published: true,
        note: "Stricter".into(),
        ..version.clone()
    }
}

async fn a_reader_has_one_draft_and_what_is_published_stays(world: World) {
    let mut tx = world.write().await;
    let id = ReaderId(fresh());
    let first = version(&world, id, 1);
    assert!(readers::put(&mut tx, &first).await.unwrap());
    assert!(
        readers::put(&mut tx, &first).await.unwrap(),
        "a draft is written over"
    );
    let first = published(&first);
    assert!(readers::put(&mut tx, &first).await.unwrap());
    assert!(
        !readers::put(&mut tx, &version(&world, id, 1))
            .await
            .unwrap(),
        "it is no draft any more"
    );
    let retired = ReaderVersion {
        retired: true,
        ..version(&world, id, 2)
    };
    assert!(readers::put(&mut tx, &retired).await.unwrap());
    assert_eq!(readers::list(&mut tx, id).await.unwrap(), [retired, first]);
    let third = readers::put(&mut tx, &version(&world, id, 3)).await;
    assert!(matches!(third, Err(Error::Conflict { .. })), "{third:?}");
}

async fn a_draft_that_is_given_up_is_gone(world: World) {
    let mut tx = world.write().await;
    let kept = add_reader(&mut tx, &world).await;
    assert!(!readers::discard(&mut tx, kept.id).await.unwrap());
    assert!(
        readers::put(&mut tx, &version(&world, kept.id, 2))
            .await
            .unwrap()
    );
    assert!(readers::discard(&mut tx, kept.id).await.unwrap());
    assert_eq!(readers::all(&mut tx).await.unwrap(), [kept]);
}

async fn who_is_at_work_reads_as_was_last_published(world: World) {
    let mut tx = world.write().await;
    let drafted = ReaderId(fresh());
    assert!(
        readers::put(&mut tx, &version(&world, drafted, 1))
            .await
            .unwrap()
    );
    let gone = add_reader(&mut tx, &world).await;
    let retired = ReaderVersion {
        retired: true,
        ..published(&version(&world, gone.id, 2))
    };
    assert!(readers::put(&mut tx, &retired).await.unwrap());
    let first = add_reader(&mut tx, &world).await;
    let second = published(&version(&world, first.id, 2));
    assert!(readers::put(&mut tx, &second).await.unwrap());
    assert!(
        readers::put(&mut tx, &version(&world, first.id, 3))
            .await
            .unwrap()
    );
    assert_eq!(readers::at_work(&mut tx).await.unwrap(), [second]);
}

async fn another_organization_sees_no_reader(world: World) {
    let mut tx = world.write().await;
    let kept = add_reader(&mut tx, &world).await;
    tx.commit().await.unwrap();
    let mut tx = world.db().write(world.other).await.unwrap();
    assert_eq!(readers::at_work(&mut tx).await.unwrap(), []);
    assert_eq!(readers::all(&mut tx).await.unwrap(), []);
    assert_eq!(readers::list(&mut tx, kept.id).await.unwrap(), []);
}
