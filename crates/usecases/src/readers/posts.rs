//! Having posts read, as steps of their runs, and what was found.

use domain::{
    access::{Actor, Permission, authorize},
    event::Happening,
    ids::{PostId, ReaderId, StepId, UserId, VersionId},
    problem::{Code, Problem},
    reader::{Reader, mended},
    run::{StepKey, StepKind, StepOutput, StepState},
    views::{ReadingView, Remark},
};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx, events,
    posts::{self as stored, Post},
    readers::{ReaderVersion, at_work},
    runs::Run,
    steps::{self, Step},
    versions::{self, Version},
};

use super::read::versions as versions_of;
use crate::{
    Error, Result, Services, posts,
    runs::{enqueue_step, set_running},
};

/// What a reader is to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReadInput {
    /// The reader.
    pub id: ReaderId,
    /// Number of its version.
    pub number: u32,
    /// What it is in that version.
    pub reader: Reader,
    /// The version of the post.
    pub version: VersionId,
    /// Who asked; `None` when the run did.
    pub by: Option<UserId>,
}

/// Has the readers that are at work read a draft that the checks are done with.
pub(crate) async fn of_draft(
    services: &Services,
    tx: &mut OrgTx,
    run: &Run,
    post: PostId,
) -> Result<()> {
    let Some(post) = stored::get(tx, post).await? else {
        return Ok(());
    };
    let readers = at_work(tx).await?;
    enqueue(services, tx, (run, &post), readers, None).await?;
    Ok(())
}

/// Has a post read as it stands: by `reader`, in its draft if it has one, or by all that are at
/// work.
///
/// # Errors
/// [`Code::WrongState`] when it is being read, nobody reads posts of this channel, or its concept
/// was given up.
pub async fn have_read(
    services: &Services,
    actor: &Actor,
    id: PostId,
    reader: Option<ReaderId>,
) -> Result<Vec<StepId>> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let (run, post) = posts::in_current_take(&mut tx, id).await?;
    if steps(&mut tx, &post).await?.iter().any(is_open) {
        let sentence = "The post is being read already. Wait until that is done.";
        return Err(Problem::new(Code::WrongState, sentence).into());
    }
    let readers = match reader {
        Some(reader) => versions_of(&mut tx, reader)
            .await?
            .into_iter()
            .take(1)
            .collect(),
        None => at_work(&mut tx).await?,
    };
    let queued = enqueue(services, &mut tx, (&run, &post), readers, Some(actor.user)).await?;
    if queued.is_empty() {
        let sentence = "No reader reads posts of this channel. Add one in the settings, or open one up for it.";
        return Err(Problem::new(Code::WrongState, sentence).into());
    }
    set_running(services, &mut tx, &run).await?;
    let happening = Happening::Post { post: id };
    events::append(&mut tx, post.campaign, &happening, services.now()).await?;
    tx.commit().await?;
    Ok(queued)
}

async fn enqueue(
    services: &Services,
    tx: &mut OrgTx,
    (run, post): (&Run, &Post),
    readers: Vec<ReaderVersion>,
    by: Option<UserId>,
) -> Result<Vec<StepId>> {
    let (take, slot) = (post.take, post.slot.number);
    let earlier = steps::rounds(tx, run.id, StepKind::Read, take, slot).await?;
    let readers = readers
        .into_iter()
        .filter(|version| version.reader.reads(post.slot.channel));
    let mut queued = Vec::new();
    for (version, round) in readers.zip(earlier + 1..) {
        let input = ReadInput {
            id: version.id,
            number: version.number,
            reader: version.reader,
            version: post.version,
            by,
        };
        let input =
            serde_json::to_value(input).map_err(|error| Error::Internal(error.to_string()))?;
        let key = StepKey::slot(StepKind::Read, take, slot, round);
        queued.push(enqueue_step(services, tx, run, key, Some(input)).await?);
    }
    Ok(queued)
}

async fn steps(tx: &mut OrgTx, post: &Post) -> Result<Vec<Step>> {
    let kinds = [StepKind::Read, StepKind::Read];
    Ok(steps::of_slot(tx, post.run, post.take, post.slot.number, kinds).await?)
}

fn is_open(step: &Step) -> bool {
    matches!(step.state, StepState::Queued | StepState::Running)
}

/// What each reader last found in a post, in the order they read.
pub async fn readings(services: &Services, actor: &Actor, id: PostId) -> Result<Vec<ReadingView>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let post = stored::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let mut latest: Vec<(ReadInput, Step)> = Vec::new();
    for step in steps(&mut tx, &post).await? {
        let input = step
            .input
            .clone()
            .and_then(|input| serde_json::from_value::<ReadInput>(input).ok());
        let Some(input) = input.filter(|_| step.state != StepState::Cancelled) else {
            continue;
        };
        latest.retain(|(other, _)| other.id != input.id);
        latest.push((input, step));
    }
    if latest.is_empty() {
        return Ok(Vec::new());
    }
    let current = version(&mut tx, post.version).await?;
    let mut read = current.clone();
    let mut views = Vec::with_capacity(latest.len());
    for (input, step) in latest {
        if read.id != input.version {
            read = version(&mut tx, input.version).await?;
        }
        views.push(view(&current, &read, input, step));
    }
    Ok(views)
}

pub(super) async fn version(tx: &mut OrgTx, id: VersionId) -> Result<Version> {
    let version = versions::get(tx, id).await?;
    Ok(version.ok_or_else(|| Problem::not_found("version"))?)
}

fn view(current: &Version, read: &Version, input: ReadInput, step: Step) -> ReadingView {
    let reading = match step.output {
        Some(StepOutput::Reading(reading)) => Some(reading),
        _ => None,
    };
    let remarks = reading.iter().flat_map(|reading| {
        reading
            .remarks(&read.content)
            .map(|(finding, quote, instead)| Remark {
                severity: finding.severity,
                field: finding.field,
                message: finding.message.clone(),
                instead: instead.map(str::to_owned),
                stands: match instead {
                    Some(instead) => {
                        mended(&current.content, finding.field, &quote, instead).is_some()
                    }
                    None => current.content.get(finding.field).contains(&quote),
                },
                quote,
            })
    });
    ReadingView {
        step: step.id,
        reader: input.id,
        name: input.reader.name,
        number: input.number,
        state: step.state,
        error: step.error.map(|error| error.detail),
        version: read.number,
        current: read.id == current.id,
        remarks: remarks.collect(),
        dropped: reading.as_ref().map_or(0, |reading| reading.dropped),
        model: step.model,
        cost: step.cost,
    }
}
