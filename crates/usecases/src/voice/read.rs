//! Reading voices, their versions and samples.

use std::collections::HashSet;

use domain::{
    access::{Actor, Permission, authorize},
    ids::SampleId,
    problem::Problem,
    views::{SampleView, VoiceComparison, VoiceDesk, VoiceSummary, VoiceView},
    voice::{self, Voice, conflicts, spoken},
};
use storage::{
    OrgTx,
    samples::{self, StoredSample},
    voices::{self, VoiceVersion},
};

use super::draft::brand;
use crate::{Result, Services, keys};

/// What there is of the brand's voice: draft, published version and samples.
pub async fn desk(services: &Services, actor: &Actor) -> Result<VoiceDesk> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let brand = brand(&mut tx).await?;
    let draft = voices::draft(&mut tx, brand).await?;
    let published = voices::published(&mut tx, brand).await?;
    let samples = samples::list(&mut tx, brand).await?;
    let used: HashSet<SampleId> = draft
        .as_ref()
        .or(published.as_ref())
        .map(|version| version.voice.samples.iter().copied().collect())
        .unwrap_or_default();
    Ok(VoiceDesk {
        draft: draft.map(view),
        published: published.map(view),
        samples: samples
            .into_iter()
            .filter(|stored| used.contains(&stored.sample.id))
            .map(sample_view)
            .collect(),
        model: keys::has_model(services, &mut tx).await?,
    })
}

/// A version by its number.
pub async fn version(services: &Services, actor: &Actor, number: u32) -> Result<VoiceView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let all = all(&mut tx).await?;
    numbered(all, number).map(view)
}

/// The versions, newest first.
pub async fn versions(services: &Services, actor: &Actor) -> Result<Vec<VoiceSummary>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    Ok(all(&mut tx).await?.iter().map(summary).collect())
}

/// What differs between two versions.
pub async fn compare(
    services: &Services,
    actor: &Actor,
    from: u32,
    to: u32,
) -> Result<VoiceComparison> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let all = all(&mut tx).await?;
    // Before the first version there was nothing.
    let old = if from == 0 {
        Voice::default()
    } else {
        numbered(all.clone(), from)?.voice
    };
    let new = numbered(all, to)?.voice;
    Ok(VoiceComparison {
        from,
        to,
        comparison: voice::compare(&old, &new),
    })
}

/// A sample, also one that only an older version was read from.
pub async fn sample(services: &Services, actor: &Actor, id: SampleId) -> Result<SampleView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let stored = samples::get(&mut tx, id).await?;
    Ok(sample_view(
        stored.ok_or_else(|| Problem::not_found("sample"))?,
    ))
}

async fn all(tx: &mut OrgTx) -> Result<Vec<VoiceVersion>> {
    let brand = brand(tx).await?;
    Ok(voices::list(tx, brand).await?)
}

fn numbered(all: Vec<VoiceVersion>, number: u32) -> Result<VoiceVersion> {
    let mut versions = all.into_iter();
    let found = versions.find(|version| version.number == number);
    Ok(found.ok_or_else(|| Problem::not_found("version of the voice"))?)
}

pub(super) fn view(version: VoiceVersion) -> VoiceView {
    let language = version
        .voice
        .habits
        .first()
        .and_then(|habits| habits.language);
    VoiceView {
        number: version.number,
        published: version.published,
        note: version.note,
        by: version.by_name,
        at: version.at,
        conflicts: conflicts(&version.voice.rules),
        spoken: spoken(
            &version.voice,
            language.map_or("en", |language| language.code()),
        ),
        voice: version.voice,
    }
}

fn summary(version: &VoiceVersion) -> VoiceSummary {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    VoiceSummary {
        number: version.number,
        published: version.published,
        note: version.note.clone(),
        rules: count(version.voice.rules.len()),
        samples: count(version.voice.samples.len()),
        by: version.by_name.clone(),
        at: version.at,
    }
}

fn sample_view(stored: StoredSample) -> SampleView {
    let sample = stored.sample;
    SampleView {
        id: sample.id,
        kind: sample.kind,
        origin: sample.origin,
        context: sample.context,
        text: sample.text,
        by: stored.by_name,
        at: stored.at,
    }
}
