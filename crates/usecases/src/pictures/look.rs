//! What the brand looks like: its name, colours and logo.

use domain::{
    access::{Actor, Permission, authorize},
    picture::Look,
    problem::{FieldProblem, Problem},
    text::Bounds,
};
use serde::{Deserialize, Serialize};
use storage::{OrgTx, brands};

use super::files;
use crate::{Result, Services};

const NAME: Bounds = Bounds::required("Name", 120);

/// What a brand is to be called and look like.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LookRequest {
    /// The name below the words of a picture.
    pub name: String,
    /// The colour that carries, as `#1f3a5f`.
    pub primary: String,
    /// The colour that accents.
    pub secondary: String,
    /// Takes the logo away.
    #[serde(default)]
    pub remove_logo: bool,
}

/// The look of the organization's brand.
pub(crate) async fn look(tx: &mut OrgTx) -> Result<Look> {
    let brand = brands::default(tx).await?;
    Ok(brand.map_or_else(|| Look::unchosen(""), brands::Brand::look))
}

/// What the organization's brand looks like.
pub async fn brand_look(services: &Services, actor: &Actor) -> Result<Look> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    look(&mut tx).await
}

/// Sets the brand's name and colours. Pictures that stand keep the look they were made with.
pub async fn set_brand_look(
    services: &Services,
    actor: &Actor,
    request: LookRequest,
) -> Result<Look> {
    authorize(actor, Permission::Administer)?;
    let mut problems = Vec::new();
    let name = NAME.parse(&request.name);
    let (primary, secondary) = (request.primary.parse(), request.secondary.parse());
    problems.extend(
        name.as_ref()
            .err()
            .map(|error| FieldProblem::new("name", error)),
    );
    problems.extend(
        primary
            .as_ref()
            .err()
            .map(|error| FieldProblem::new("primary", error)),
    );
    problems.extend(
        secondary
            .as_ref()
            .err()
            .map(|error| FieldProblem::new("secondary", error)),
    );
    let (Ok(name), Ok(primary), Ok(secondary)) = (name, primary, secondary) else {
        return Err(Problem::fields(problems).into());
    };
    change(services, actor, |before| Look {
        name,
        primary,
        secondary,
        logo: before.logo.filter(|_| !request.remove_logo),
    })
    .await
}

/// Sets the brand's logo from a picture file.
pub async fn set_logo(services: &Services, actor: &Actor, file: Vec<u8>) -> Result<Look> {
    authorize(actor, Permission::Administer)?;
    let kept = files::keep(services, file).await?;
    change(services, actor, |before| Look {
        logo: Some(kept.hash),
        ..before
    })
    .await
}

async fn change(
    services: &Services,
    actor: &Actor,
    change: impl FnOnce(Look) -> Look,
) -> Result<Look> {
    let mut tx = services.db().write(actor.org).await?;
    let brand = brands::default(&mut tx)
        .await?
        .ok_or_else(|| Problem::not_found("brand"))?;
    let id = brand.id;
    let look = change(brand.look());
    brands::set_look(&mut tx, id, &look).await?;
    tx.commit().await?;
    Ok(look)
}
