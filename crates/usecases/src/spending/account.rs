//! On whose account a call goes.

use std::sync::Arc;

use domain::{
    access::Actor,
    ids::BrandId,
    spending::{Payer, TaskKind},
};
use providers::{Account, Call, Request, Task};
use storage::{brands, prices, routes};

use crate::{Result, Services, roles};

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

/// A call that the actor makes for their brand, outside any campaign.
pub(crate) async fn call(
    services: &Services,
    actor: &Actor,
    brand: Option<BrandId>,
    task: TaskKind,
) -> Result<Call> {
    let payer = Payer {
        org: actor.org,
        brand,
        campaign: None,
        person: Some(actor.user),
        step: None,
    };
    Ok(Call {
        account: Arc::new(account(services, payer, task).await?),
        ..Call::default()
    })
}

/// What the actor asks for their brand outside any campaign, in their organization's words, and the
/// call that it is.
pub(crate) async fn asking(
    services: &Services,
    actor: &Actor,
    brand: Option<BrandId>,
    task: Task,
) -> Result<(Request, Call)> {
    let kind = task.kind();
    let mut tx = services.db().read(actor.org).await?;
    let wording = roles::in_use(&mut tx, kind).await?;
    drop(tx);
    let call = call(services, actor, brand, kind).await?;
    Ok((agents::request(task, wording.as_ref(), 0), call))
}
