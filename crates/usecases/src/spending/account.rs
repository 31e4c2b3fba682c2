//! On whose account a call goes.

use domain::spending::{Payer, TaskKind};
use providers::Account;
use storage::{brands, prices, routes};

use crate::{Result, Services};

/// The account of `payer` for a task of this kind: its route, prices, and where the brand lets its
/// texts be processed.
pub(crate) async fn account(services: &Services, payer: Payer, task: TaskKind) -> Result<Account> {
    let mut tx = services.db().read(payer.org).await?;
    let route = routes::get(&mut tx, task).await?;
    let own = prices::list(&mut tx).await?;
    let brand = brands::default(&mut tx).await?;
    drop(tx);
    let own = own.into_iter().map(|own| own.price).collect();
    Ok(Account {
        route,
        prices: providers::prices::list(own),
        region: brand.and_then(|brand| brand.region),
        ..Account::of(payer, services.now().day())
    })
}
