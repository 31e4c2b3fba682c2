//! Campaign agents as the organization words them.

use domain::{
    time::Timestamp,
    views::{CampaignTitle, RoleSummary, RoleView},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// Every role.
#[server(name = ListRoles, prefix = "/api/ui", endpoint = "roles", input = GetUrl)]
pub async fn roles() -> AppResult<Vec<RoleSummary>> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::roles::list(&visit.services, &actor)
        .await
        .or_refuse()
}

/// A role, and campaigns that its draft can be tried out on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolePage {
    /// The role.
    pub role: RoleView,
    /// The campaigns that were changed last; none where a try-out would ask nothing.
    pub campaigns: Vec<CampaignTitle>,
}

/// A role with every wording it had.
#[server(name = GetRole, prefix = "/api/ui", endpoint = "role", input = GetUrl)]
pub async fn role(task: String) -> AppResult<RolePage> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let role = usecases::roles::get(&visit.services, &actor, parse_id(&task, "role")?)
        .await
        .or_refuse()?;
    let tried = role.draft().is_some() && role.tried_from.is_some();
    let listed = if tried {
        usecases::campaigns::list(&visit.services, &actor, None, 5)
            .await
            .or_refuse()?
            .items
    } else {
        Vec::new()
    };
    let campaigns = listed.into_iter().map(|campaign| CampaignTitle {
        id: campaign.id,
        title: campaign.title,
    });
    Ok(RolePage {
        campaigns: campaigns.collect(),
        role,
    })
}

/// Writes a role's draft. `seen` is when the draft that was looked at was last changed.
#[server(name = SaveWording, prefix = "/api/ui", endpoint = "save-wording")]
pub async fn save_wording(
    task: String,
    #[server(default)] instructions: String,
    #[server(default)] request: String,
    seen: Timestamp,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    use domain::wording::Wording;
    let (visit, actor) = acting().await?;
    let typed = [("instructions", &instructions), ("request", &request)]
        .map(|(name, value)| (name.to_owned(), value.clone()));
    let draft = usecases::roles::DraftWording {
        wording: Wording {
            instructions,
            request,
        },
        seen: Some(seen),
    };
    usecases::roles::save_draft(&visit.services, &actor, parse_id(&task, "role")?, &draft)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    Ok(())
}

/// Makes an earlier version the draft; 0 is what Handbill ships.
#[server(name = RestoreWording, prefix = "/api/ui", endpoint = "restore-wording")]
pub async fn restore_wording(task: String, number: u32) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::roles::restore(&visit.services, &actor, parse_id(&task, "role")?, number)
        .await
        .or_refuse()?;
    Ok(())
}

/// Publishes the draft that was looked at.
#[server(name = PublishRoleWording, prefix = "/api/ui", endpoint = "publish-wording")]
pub async fn publish_wording(
    task: String,
    #[server(default)] note: String,
    seen: Timestamp,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let typed = [("note".to_owned(), note.clone())];
    let request = usecases::PublishDraft {
        note,
        seen: Some(seen),
    };
    usecases::roles::publish(&visit.services, &actor, parse_id(&task, "role")?, request)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    Ok(())
}

/// Gives the draft up.
#[server(name = DiscardWording, prefix = "/api/ui", endpoint = "discard-wording")]
pub async fn discard_wording(task: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::roles::discard_draft(&visit.services, &actor, parse_id(&task, "role")?)
        .await
        .or_refuse()
}
