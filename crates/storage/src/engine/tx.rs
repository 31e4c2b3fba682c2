//! Transactions: one organization's, or the system's.

use std::sync::Arc;

use domain::ids::{CampaignId, OrgId};
use sqlx::{AssertSqlSafe, Postgres, SqlSafeStr, SqlStr, Sqlite, Transaction};

use super::{
    Dialect, Error,
    db::Shared,
    statement::{Ledger, Statement},
    wake::Pending,
};

pub(super) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

pub(super) struct Tx {
    inner: Inner,
    shared: Arc<Shared>,
    failed: bool,
    pending: Pending,
}

impl Tx {
    pub(super) fn new(inner: Inner, shared: Arc<Shared>) -> Self {
        Self {
            inner,
            shared,
            failed: false,
            pending: Pending::default(),
        }
    }

    fn dialect(&self) -> Dialect {
        match self.inner {
            Inner::Sqlite(_) => Dialect::Sqlite,
            Inner::Postgres(_) => Dialect::Postgres,
        }
    }

    fn sql(&mut self, text: impl SqlSafeStr) -> Statement<'_> {
        let text: SqlStr = text.into_sql_str();
        let ledger = Ledger {
            statements: &self.shared.statements,
            failed: &mut self.failed,
        };
        match &mut self.inner {
            Inner::Sqlite(tx) => Statement::sqlite(text, tx, ledger),
            Inner::Postgres(tx) => Statement::postgres(text, tx, ledger),
        }
    }

    async fn commit(mut self) -> Result<(), Error> {
        // PostgreSQL would answer COMMIT of a failed transaction with a quiet rollback.
        if self.failed {
            return Err(Error::after_failure());
        }
        if matches!(self.inner, Inner::Postgres(_)) {
            for payload in self.shared.hub.payloads(&self.pending) {
                self.sql(super::dialect::NOTIFY)
                    .bind(payload)
                    .execute()
                    .await?;
            }
        }
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        if !self.pending.is_empty() {
            self.shared.hub.send(self.pending);
        }
        Ok(())
    }
}

/// A transaction that sees one organization and nothing else. Dropping it rolls it back.
pub struct OrgTx {
    tx: Tx,
    org: OrgId,
}

impl OrgTx {
    pub(super) fn new(tx: Tx, org: OrgId) -> Self {
        Self { tx, org }
    }

    /// The organization it sees.
    pub fn org(&self) -> OrgId {
        self.org
    }

    /// Keeps everything that was done in it, then wakes those who wait for jobs or events.
    ///
    /// # Errors
    /// Whatever the database says; nothing is kept then.
    pub async fn commit(self) -> Result<(), Error> {
        self.tx.commit().await
    }

    /// A statement whose `$1` is the organization.
    pub(crate) fn sql(&mut self, text: &'static str) -> Statement<'_> {
        let org = self.org;
        self.tx.sql(text).bind(org)
    }

    /// A statement whose `$1` is the organization, with a text put together from parts of the
    /// program itself, never from input.
    pub(crate) fn composed(&mut self, text: String) -> Statement<'_> {
        let org = self.org;
        self.tx.sql(AssertSqlSafe(text)).bind(org)
    }

    /// The engine's own words.
    pub(crate) fn dialect(&self) -> Dialect {
        self.tx.dialect()
    }

    /// Has the commit wake the workers.
    pub(crate) fn wake_workers(&mut self) {
        self.tx.pending.jobs = true;
    }

    /// Has the commit wake those who follow `campaign`.
    pub(crate) fn wake_followers(&mut self, campaign: CampaignId) {
        self.tx.pending.campaigns.insert(campaign);
    }
}

/// A transaction for what precedes an organization: sign-in, sessions, tokens by their hash, the
/// queue. Dropping it rolls it back.
pub struct SystemTx {
    tx: Tx,
}

impl SystemTx {
    pub(super) fn new(tx: Tx) -> Self {
        Self { tx }
    }

    /// Keeps everything that was done in it.
    ///
    /// # Errors
    /// Whatever the database says; nothing is kept then.
    pub async fn commit(self) -> Result<(), Error> {
        self.tx.commit().await
    }

    /// A statement; nothing is bound yet.
    pub(crate) fn sql(&mut self, text: &'static str) -> Statement<'_> {
        self.tx.sql(text)
    }

    /// A statement with a text put together from parts of the program itself, never from input.
    pub(crate) fn composed(&mut self, text: String) -> Statement<'_> {
        self.tx.sql(AssertSqlSafe(text))
    }

    /// The engine's own words.
    pub(crate) fn dialect(&self) -> Dialect {
        self.tx.dialect()
    }
}
