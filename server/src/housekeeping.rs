//! Forgets what has had its time: ended sessions, answers kept for idempotency keys, and calls that
//! nobody will close any more.

use std::time::Duration;

use tokio_util::sync::CancellationToken;
use usecases::Services;

/// How long an idempotency key is remembered.
const KEY_SECONDS: i64 = 24 * 3600;
/// No call to a model takes longer than this.
const CALL_SECONDS: i64 = 3600;
const PERIOD: Duration = Duration::from_hours(1);

/// Tidies up at once and then every hour, until `stop`.
pub async fn run(services: Services, stop: CancellationToken) {
    loop {
        if let Err(error) = tidy(&services).await {
            tracing::warn!(%error, "tidying up failed; it is tried again in an hour");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PERIOD) => {}
        }
    }
}

/// Forgets what has had its time by now, and closes calls in the ledger that nobody will.
async fn tidy(services: &Services) -> Result<(), usecases::Error> {
    let now = services.now();
    let mut tx = services.db().system().await?;
    let sessions = storage::sessions::prune(&mut tx, now).await?;
    let keys = storage::idempotency::prune(&mut tx, now.plus_seconds(-KEY_SECONDS)).await?;
    tx.commit().await?;
    let calls = usecases::spending::sweep(services, now.plus_seconds(-CALL_SECONDS)).await?;
    if sessions + keys + calls > 0 {
        tracing::info!(sessions, keys, calls, "forgot what has had its time");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use testkit::world::World;
    use usecases::accounts;

    use super::*;

    #[tokio::test]
    async fn an_ended_session_is_forgotten_and_a_living_one_is_not() {
        let world = World::sqlite().await;
        let owner = world.owner().await;
        tidy(&world.services).await.unwrap();
        assert!(
            accounts::signed_in(&world.services, &owner.session)
                .await
                .unwrap()
                .is_some()
        );
        world.clock.advance_seconds(40 * 24 * 3600);
        tidy(&world.services).await.unwrap();
        let mut tx = world.services.db().system().await.unwrap();
        assert_eq!(
            storage::sessions::prune(&mut tx, world.services.now())
                .await
                .unwrap(),
            0
        );
    }
}
