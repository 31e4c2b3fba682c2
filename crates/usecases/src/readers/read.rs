//! What the readers look for, and what they looked for before.

use domain::{
    access::{Actor, Permission, authorize},
    ids::ReaderId,
    problem::Problem,
    views::{ReaderSummary, ReaderVersionView, ReaderView},
};
use storage::{
    OrgTx,
    readers::{self, ReaderVersion},
};

use crate::{Result, Services};

/// Every reader, by name.
pub async fn list(services: &Services, actor: &Actor) -> Result<Vec<ReaderSummary>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let versions = readers::all(&mut tx).await?;
    drop(tx);
    let mut summaries: Vec<ReaderSummary> = versions
        .chunk_by(|one, other| one.id == other.id)
        .filter_map(summary)
        .collect();
    summaries.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(summaries)
}

fn summary(versions: &[ReaderVersion]) -> Option<ReaderSummary> {
    let newest = versions.first()?;
    let current = in_use(versions);
    Some(ReaderSummary {
        id: newest.id,
        name: current.unwrap_or(newest).reader.name.clone(),
        number: current.map(|version| version.number),
        draft: !newest.published,
    })
}

/// The version that reads; `None` for a reader that never did or no longer does.
fn in_use(versions: &[ReaderVersion]) -> Option<&ReaderVersion> {
    let published = versions.iter().find(|version| version.published);
    published.filter(|version| !version.retired)
}

/// A reader with every version it had.
///
/// # Errors
/// [`domain::problem::Code::NotFound`] when there is no such reader.
pub async fn get(services: &Services, actor: &Actor, id: ReaderId) -> Result<ReaderView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let versions = versions(&mut tx, id).await?;
    drop(tx);
    Ok(ReaderView {
        id,
        number: in_use(&versions).map(|version| version.number),
        versions: versions.into_iter().map(view).collect(),
    })
}

/// A reader's versions, newest first.
pub(super) async fn versions(tx: &mut OrgTx, id: ReaderId) -> Result<Vec<ReaderVersion>> {
    let versions = readers::list(tx, id).await?;
    if versions.is_empty() {
        return Err(Problem::not_found("reader").into());
    }
    Ok(versions)
}

fn view(version: ReaderVersion) -> ReaderVersionView {
    ReaderVersionView {
        number: version.number,
        published: version.published,
        retired: version.retired,
        reader: version.reader,
        note: version.note,
        by: version.by_name,
        at: version.at,
    }
}
