//! The contract of `storage`: every function, on both engines.
//!
//! Each promise is an async function over a [`World`]; `on_both!` makes two tests of it.
#![cfg(test)]

#[path = "../../../testkit/src/db.rs"]
mod db;
mod engine;
mod idempotency;
mod identity;
mod isolation;
mod orientation;
mod questions;
mod queue;
mod raw;
mod readers;
mod review;
mod row_security;
mod runs;
mod search;
mod spending;
mod tools;
mod vectors;
mod videos;
mod voice;
mod wordings;
mod work;
mod world;

/// Makes a test a promise and engine.
macro_rules! on_both {
    ($($promise:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $promise() {
                super::$promise(crate::world::World::on(crate::db::TestDb::sqlite().await).await).await;
            })+
        }

        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $promise() {
                super::$promise(crate::world::World::on(crate::db::TestDb::postgres().await).await).await;
            })+
        }
    };
}
pub(crate) use on_both;
