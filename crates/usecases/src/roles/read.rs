//! What the roles are told, and what they were told before.

use agents::{ROLES, Role};
use domain::{
    access::{Actor, Permission, authorize},
    problem::{FieldProblem, Problem},
    run::ForkPoint,
    spending::TaskKind,
    views::{OfferedWording, RoleSummary, RoleView, WordingView},
    wording::{Worded, Wording, WordingChoice},
};
use storage::{
    OrgTx,
    wordings::{self, WordingVersion},
};

use crate::{Result, Services};

/// Every role, those of a run first.
pub async fn list(services: &Services, actor: &Actor) -> Result<Vec<RoleSummary>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let versions = wordings::all(&mut tx).await?;
    drop(tx);
    let summary = |role: &Role| {
        let mut own = versions.iter().filter(|version| version.task == role.task);
        RoleSummary {
            task: role.task,
            name: role.name.to_owned(),
            draft: own.clone().any(|version| !version.published),
            number: own
                .find(|version| version.published)
                .filter(|version| version.wording.is_some())
                .map_or(0, |version| version.number),
        }
    };
    Ok(ROLES.iter().map(summary).collect())
}

/// Every version that a campaign can be forked with, those of each role newest first.
pub async fn offered(services: &Services, actor: &Actor) -> Result<Vec<OfferedWording>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let versions = wordings::all(&mut tx).await?;
    let asked = |version: &WordingVersion| ForkPoint::asking(version.task).is_some();
    let offered = versions
        .into_iter()
        .filter(asked)
        .map(|version| OfferedWording {
            choice: WordingChoice {
                task: version.task,
                number: version.number,
            },
            published: version.published,
            note: version.note,
        });
    Ok(offered.collect())
}

/// A role with every wording it had.
///
/// # Errors
/// [`domain::problem::Code::NotFound`] when no role does this task.
pub async fn get(services: &Services, actor: &Actor, task: TaskKind) -> Result<RoleView> {
    authorize(actor, Permission::Read)?;
    let role = role(task)?;
    let mut tx = services.db().read(actor.org).await?;
    let versions = wordings::list(&mut tx, task).await?;
    drop(tx);
    let shipped = role.shipped();
    let worded = versions
        .iter()
        .find(|version| version.published)
        .and_then(|version| Some((version, version.wording.clone()?)));
    let (number, outdated, in_use) = match worded {
        Some((version, wording)) => (
            version.number,
            version.shipped != role.version(&shipped),
            wording,
        ),
        None => (0, false, shipped.clone()),
    };
    Ok(RoleView {
        task,
        name: role.name.to_owned(),
        rules: agents::rules().to_owned(),
        shipped,
        in_use,
        number,
        outdated,
        versions: versions.into_iter().map(view).collect(),
        tried_from: ForkPoint::asking(task),
    })
}

fn view(version: WordingVersion) -> WordingView {
    WordingView {
        number: version.number,
        published: version.published,
        wording: version.wording,
        note: version.note,
        by: version.by_name,
        at: version.at,
    }
}

pub(super) fn role(task: TaskKind) -> Result<&'static Role> {
    Ok(Role::of(task).ok_or_else(|| Problem::not_found("role"))?)
}

/// The organization's wording of the role that does `task`; `None` when it is told what is shipped.
pub(crate) async fn in_use(tx: &mut OrgTx, task: TaskKind) -> Result<Option<Wording>> {
    let version = wordings::in_use(tx, task).await?;
    Ok(version.and_then(|version| version.wording))
}

/// The wording that a campaign is to be forked with, which may be a draft.
///
/// # Errors
/// When there is no such version.
pub(crate) async fn chosen(tx: &mut OrgTx, choice: WordingChoice) -> Result<Worded> {
    let role = role(choice.task)?;
    let version = wordings::list(tx, choice.task)
        .await?
        .into_iter()
        .find(|version| version.number == choice.number);
    let wording = match version {
        Some(version) => version.wording.unwrap_or_else(|| role.shipped()),
        None if choice.number == 0 => role.shipped(),
        None => {
            let message = format!(
                "The {} has no version {}. Choose another one.",
                role.name, choice.number
            );
            return Err(Problem::fields(vec![FieldProblem::new("wording", message)]).into());
        }
    };
    Ok(Worded { choice, wording })
}
