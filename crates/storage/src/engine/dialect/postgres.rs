//! PostgreSQL: row-level security by transaction, and notifications between processes.

use std::{str::FromStr, sync::Weak, time::Duration};

use domain::ids::CampaignId;
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Executor as _, PgConnection, PgPool, Postgres, Row as _,
    Transaction,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
};
use tokio::time::{Instant, timeout};

use super::{
    super::{Error, db::Shared},
    Scope,
};

/// How long a transaction waits for a connection.
const TURN: Duration = Duration::from_secs(5);
/// How long the listener waits at first before it tries to reach the server again; twice as long
/// each time, up to [`RETRY_AT_LEAST`].
const RETRY: Duration = Duration::from_secs(1);
const RETRY_AT_LEAST: Duration = Duration::from_secs(30);
/// After this long without a notification the listener asks whether anybody is there.
const SILENCE: Duration = Duration::from_mins(1);

/// Connects, and refuses a role for which row-level security would not hold.
pub(in super::super) async fn open(url: &str, connections: u32) -> Result<PgPool, Error> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|error| Error::Address(error.to_string()))?
        .application_name("handbill")
        .options([
            ("lock_timeout", "5s"),
            ("statement_timeout", "30s"),
            ("idle_in_transaction_session_timeout", "60s"),
        ]);
    let pool = PgPoolOptions::new()
        .max_connections(connections.max(2))
        .acquire_timeout(TURN)
        .connect_with(options)
        .await?;
    let role = sqlx::query("SELECT rolname::text AS role, rolsuper OR rolbypassrls AS unbound FROM pg_roles WHERE rolname = current_user")
        .fetch_one(&pool)
        .await?;
    if role.try_get("unbound")? {
        pool.close().await;
        return Err(Error::Superuser {
            role: role.try_get("role")?,
        });
    }
    Ok(pool)
}

/// Begins a transaction and says in the same round trip what it may see.
pub(in super::super) async fn begin(
    pool: &PgPool,
    scope: Scope,
    write: bool,
) -> Result<Transaction<'static, Postgres>, Error> {
    let mode = if write {
        ""
    } else {
        " ISOLATION LEVEL REPEATABLE READ READ ONLY"
    };
    let setting = match scope {
        // A UUID's own text: digits and hyphens.
        Scope::Org(org) => format!("SET LOCAL app.org_id = '{}'", org.0.hyphenated()),
        Scope::System => "SET LOCAL app.system = 'on'".into(),
    };
    Ok(pool
        .begin_with(AssertSqlSafe(format!("BEGIN{mode}; {setting}")))
        .await?)
}

/// A connection for migrations, which may take as long as they need.
pub(in super::super) async fn patient(pool: &PgPool) -> Result<PgConnection, Error> {
    let options = pool.connect_options().as_ref().clone();
    Ok(options
        .options([("lock_timeout", "0"), ("statement_timeout", "0")])
        .connect()
        .await?)
}

/// A connection that hears what other processes commit. It is its own, so that hearing takes none
/// from the transactions.
pub(in super::super) async fn ear(pool: &PgPool) -> Result<PgListener, Error> {
    let own = PgPoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None);
    let own = own
        .connect_with(pool.connect_options().as_ref().clone())
        .await?;
    let mut listener = PgListener::connect_with(&own).await?;
    listener.eager_reconnect(false);
    listener.listen("handbill").await?;
    Ok(listener)
}

/// Hears what other processes commit, for as long as the database is open here.
pub(in super::super) async fn listen(mut listener: PgListener, pool: PgPool, shared: Weak<Shared>) {
    let mut last_heard = Instant::now();
    while shared.strong_count() > 0 {
        if let Err(error) = hear(&mut listener, &shared, &mut last_heard).await {
            tracing::warn!(%error, "notifications of other processes have stopped");
        }
        let mut wait = RETRY;
        while let Err(error) = reconnect(&mut listener, &pool, &shared, last_heard.elapsed()).await
        {
            tracing::warn!(%error, ?wait, "notifications of other processes do not arrive; trying again");
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(RETRY_AT_LEAST);
        }
    }
}

/// Hears until the connection ends.
async fn hear(
    listener: &mut PgListener,
    shared: &Weak<Shared>,
    last_heard: &mut Instant,
) -> Result<(), Error> {
    loop {
        match timeout(SILENCE, listener.try_recv()).await {
            Ok(heard) => match heard? {
                Some(notification) => {
                    *last_heard = Instant::now();
                    let Some(shared) = shared.upgrade() else {
                        return Ok(());
                    };
                    shared.hub.hear(notification.payload());
                }
                None => return Ok(()),
            },
            // A connection whose other end is gone without a word looks just like silence: ask.
            Err(_) => match timeout(TURN, listener.execute("SELECT 1")).await {
                Ok(answer) => {
                    answer?;
                }
                Err(_) => return Ok(()),
            },
        }
    }
}

async fn reconnect(
    listener: &mut PgListener,
    pool: &PgPool,
    shared: &Weak<Shared>,
    deaf: Duration,
) -> Result<(), Error> {
    *listener = ear(pool).await?;
    catch_up(pool, shared, deaf).await
}

/// Wakes everybody whom a notification may have missed while the connection was down.
async fn catch_up(pool: &PgPool, shared: &Weak<Shared>, deaf: Duration) -> Result<(), Error> {
    let Some(shared) = shared.upgrade() else {
        return Ok(());
    };
    shared.hub.wake_workers();
    let mut tx = begin(pool, Scope::System, false).await?;
    // A minute more than it was deaf, because the writers' clocks may differ.
    let changed = sqlx::query_scalar::<_, uuid::Uuid>(
        "SELECT id FROM campaigns WHERE updated_at > now() - make_interval(secs => $1) LIMIT 1000",
    )
    .bind(deaf.as_secs_f64() + 60.0)
    .fetch_all(&mut *tx)
    .await?;
    for campaign in changed {
        shared.hub.wake_followers(CampaignId(campaign));
    }
    Ok(())
}
