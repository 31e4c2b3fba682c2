//! Bringing samples and taking them away. The draft is read anew from what is there then.

use domain::{
    access::{Actor, Permission, authorize},
    channel::is_web_address,
    ids::SampleId,
    problem::{Code, FieldProblem, Problem},
    text::Bounds,
    voice::{MAX_SAMPLES, Sample, SampleKind, SampleOrigin, divided, extract},
};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx,
    samples::{self, StoredSample},
    voices,
};

use super::draft;
use crate::{Result, Services, briefs::document, pictures::off_thread};

const TEXT: Bounds = Bounds::required("Text", 60_000);
const CONTEXT: Bounds = Bounds::optional("Place or situation", 80);

/// Where new samples come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Brought {
    /// Text that was pasted; lines of dashes divide several.
    Text(String),
    /// A document.
    File {
        /// Its name.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// A web page.
    Page(String),
}

/// Samples to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct NewSample {
    /// Text as the brand writes, or of a style guide; lines of three dashes divide several.
    pub text: String,
    /// The address of a page to read instead.
    pub address: String,
    /// `example` (the text is as the brand writes) or `guide` (the text says how it writes).
    pub kind: SampleKind,
    /// The place or situation it was written for; empty when it stands for all.
    pub context: String,
}

impl NewSample {
    /// The text or the page, whichever was given.
    pub fn brought(self) -> (Brought, SampleKind, String) {
        let from = if self.text.trim().is_empty() && !self.address.trim().is_empty() {
            Brought::Page(self.address)
        } else {
            Brought::Text(self.text)
        };
        (from, self.kind, self.context)
    }
}

/// Adds samples to the draft and reads it anew.
///
/// # Errors
/// [`Code::InvalidInput`] when nothing can be read from what was brought, or there are too many
/// samples.
pub async fn add_samples(
    services: &Services,
    actor: &Actor,
    from: Brought,
    kind: SampleKind,
    context: &str,
) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let context = CONTEXT
        .parse(context)
        .map_err(|refusal| field("context", refusal))?;
    let (origin, texts) = texts(services, from).await?;
    let now = services.now();
    let added: Vec<Sample> = texts
        .into_iter()
        .map(|text| Sample {
            id: SampleId(services.ids().id()),
            kind,
            origin: origin.clone(),
            context: context.clone(),
            text,
        })
        .collect();
    read_anew(services, actor, Change::Add(added), now).await
}

/// Takes a sample out of the draft. It is deleted unless a published version was read from it.
pub async fn remove_sample(services: &Services, actor: &Actor, id: SampleId) -> Result<()> {
    authorize(actor, Permission::Write)?;
    read_anew(services, actor, Change::Remove(id), services.now()).await
}

/// What the source says, as one text or several.
async fn texts(services: &Services, from: Brought) -> Result<(SampleOrigin, Vec<String>)> {
    let text = |text: &str| TEXT.parse(text).map_err(|refusal| field("text", refusal));
    match from {
        Brought::Text(typed) => {
            let parts = divided(&text(&typed)?);
            if parts.is_empty() {
                return Err(
                    field("text", "Paste a text, choose a document, or name a page.").into(),
                );
            }
            Ok((SampleOrigin::Pasted, parts))
        }
        Brought::File { name, bytes } => {
            let name: String = name.chars().filter(|c| !c.is_control()).take(120).collect();
            let words = document(services, bytes).await?;
            Ok((SampleOrigin::File { name }, vec![words.text]))
        }
        Brought::Page(address) => {
            let address = address.trim().to_owned();
            if !is_web_address(&address) {
                let sentence =
                    "This is no complete web address. Write it as https://example.com/about.";
                return Err(field("address", sentence).into());
            }
            let fetched = services.pages().fetch(&address).await.map_err(|refusal| {
                let sentence = format!(
                    "The page could not be read: {}. Paste its text instead.",
                    refusal.reason()
                );
                field("address", sentence)
            })?;
            let read = text(&fetched.page.main_text)?;
            Ok((
                SampleOrigin::Page {
                    address: fetched.page.address,
                },
                vec![read],
            ))
        }
    }
}

enum Change {
    Add(Vec<Sample>),
    Remove(SampleId),
}

/// Changes the draft's samples and reads it anew. Reading takes a while and happens outside of any
/// transaction; when somebody changed the samples meanwhile, nothing is done.
async fn read_anew(
    services: &Services,
    actor: &Actor,
    change: Change,
    now: domain::time::Timestamp,
) -> Result<()> {
    let mut tx = services.db().read(actor.org).await?;
    let brand = draft::brand(&mut tx).await?;
    let before = match voices::draft(&mut tx, brand).await? {
        Some(draft) => draft.voice.samples,
        None => published_samples(&mut tx, brand).await?,
    };
    let stored = samples::list(&mut tx, brand).await?;
    drop(tx);
    let mut all: Vec<Sample> = stored
        .into_iter()
        .map(|stored| stored.sample)
        .filter(|sample| before.contains(&sample.id))
        .collect();
    let (added, removed) = match change {
        Change::Add(added) => (added, None),
        Change::Remove(id) => (Vec::new(), Some(id)),
    };
    if removed.is_some_and(|id| !before.contains(&id)) {
        return Err(Problem::not_found("sample").into());
    }
    all.retain(|sample| Some(sample.id) != removed);
    all.extend(added.iter().cloned());
    if all.len() > MAX_SAMPLES {
        let sentence =
            format!("A voice is read from {MAX_SAMPLES} samples at the most. Take some out first.");
        return Err(field("text", sentence).into());
    }
    let (all, extracted) = off_thread(services, move || {
        let extracted = extract(&all);
        Ok((all, extracted))
    })
    .await?;
    let mut tx = services.db().write(actor.org).await?;
    let mut draft = draft::open(services, &mut tx, actor, brand).await?;
    if draft.voice.samples != before {
        return Err(changed().into());
    }
    for sample in added {
        let stored = StoredSample {
            sample,
            brand,
            user: actor.user,
            by_name: actor.name.clone(),
            at: now,
        };
        samples::insert(&mut tx, &stored).await?;
    }
    draft.voice = draft.voice.with_extracted(extracted, &all);
    draft::save(services, &mut tx, actor, draft).await?;
    if let Some(id) = removed {
        forget(&mut tx, brand, id).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn published_samples(tx: &mut OrgTx, brand: domain::ids::BrandId) -> Result<Vec<SampleId>> {
    let published = voices::published(tx, brand).await?;
    Ok(published
        .map(|version| version.voice.samples)
        .unwrap_or_default())
}

/// Deletes a sample that no version was read from.
pub(super) async fn forget(
    tx: &mut OrgTx,
    brand: domain::ids::BrandId,
    id: SampleId,
) -> Result<()> {
    let versions = voices::list(tx, brand).await?;
    if !versions
        .iter()
        .any(|version| version.voice.samples.contains(&id))
    {
        samples::delete(tx, id).await?;
    }
    Ok(())
}

fn field(name: &str, sentence: impl std::fmt::Display) -> Problem {
    Problem::fields(vec![FieldProblem::new(name, sentence)])
}

fn changed() -> Problem {
    Problem::new(
        Code::Changed,
        "Somebody changed the samples at the same time. Look at them, and try again.",
    )
}
