//! Who is asking, for programs that only know their token.

use domain::{access::Actor, problem::Problem, views::Me};

use crate::{Result, Services};

/// The actor as people see them.
pub async fn me(services: &Services, actor: &Actor) -> Result<Me> {
    let mut tx = services.db().system_read().await?;
    let user = storage::accounts::user(&mut tx, actor.org, actor.user).await?;
    let org_name = storage::accounts::org_name(&mut tx, actor.org).await?;
    let (user, org_name) = user
        .zip(org_name)
        .ok_or_else(|| Problem::not_found("account"))?;
    Ok(Me {
        name: user.name,
        email: user.email,
        org_name,
    })
}
