//! Filling a brief from a text or a document.

use std::time::{Duration, Instant};

use documents::{Refusal, Words};
use domain::{
    access::{Actor, Permission, authorize},
    brief::{BriefDraft, BriefFileError, Fill},
    ids::BriefId,
    problem::{Code, FieldProblem, Problem},
    views::BriefView,
};
use storage::briefs::{self, BriefRecord};

use super::{
    read::view,
    write::{begin, open},
};
use crate::{Result, Services, pictures::off_thread};

/// How long a document may be read for.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a brief is filled from: a text, a document, or both.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Text that was pasted.
    pub text: String,
    /// The document's name.
    pub name: String,
    /// What is in the document; empty where there is none.
    pub bytes: Vec<u8>,
}

/// Fills what a brief leaves open from a text or document, and offers what differs.
pub async fn fill(
    services: &Services,
    actor: &Actor,
    id: BriefId,
    source: Source,
) -> Result<BriefView> {
    authorize(actor, Permission::Write)?;
    let read = read(services, source).await?;
    let now = services.now();
    let mut tx = services.db().write(actor.org).await?;
    let record = open(&mut tx, id).await?;
    let start = BriefDraft::starting(record.created_at.day());
    let (draft, fill) = read.into(record.draft, &start, services)?;
    briefs::update(&mut tx, id, &draft, now).await?;
    briefs::set_fill(&mut tx, id, Some(&fill)).await?;
    briefs::set_pasted(&mut tx, id, "").await?;
    tx.commit().await?;
    Ok(view(BriefRecord {
        draft,
        fill: Some(fill),
        pasted: String::new(),
        updated_at: now,
        ..record
    }))
}

/// Saves a new brief that is filled from a text or document.
pub async fn start_from(services: &Services, actor: &Actor, source: Source) -> Result<BriefView> {
    authorize(actor, Permission::Write)?;
    let read = read(services, source).await?;
    let start = BriefDraft::starting(services.now().day());
    let (draft, fill) = read.into(start.clone(), &start, services)?;
    begin(services, actor, draft, Some(fill)).await
}

/// Puts what the last text says of `field` into the brief; what stood there is offered instead.
pub async fn take(
    services: &Services,
    actor: &Actor,
    id: BriefId,
    field: &str,
) -> Result<BriefView> {
    authorize(actor, Permission::Write)?;
    let now = services.now();
    let mut tx = services.db().write(actor.org).await?;
    let mut record = open(&mut tx, id).await?;
    let fill = record.fill.as_mut();
    if !fill.is_some_and(|fill| fill.swap(&mut record.draft, field)) {
        return Err(Problem::not_found("offer for this field").into());
    }
    briefs::update(&mut tx, id, &record.draft, now).await?;
    briefs::set_fill(&mut tx, id, record.fill.as_ref()).await?;
    tx.commit().await?;
    record.updated_at = now;
    Ok(view(record))
}

/// Puts away what was told of the last text.
pub async fn put_away(services: &Services, actor: &Actor, id: BriefId) -> Result<BriefView> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let record = open(&mut tx, id).await?;
    briefs::set_fill(&mut tx, id, None).await?;
    tx.commit().await?;
    Ok(view(BriefRecord {
        fill: None,
        ..record
    }))
}

struct Read {
    name: String,
    words: Words,
}

impl Read {
    fn into(
        self,
        draft: BriefDraft,
        start: &BriefDraft,
        services: &Services,
    ) -> Result<(BriefDraft, Fill)> {
        let filled = draft.filled(start, &self.words.text, services.now().day());
        let (draft, mut fill) = filled.map_err(|error| no_brief(&error))?;
        draft.refuse_unsavable().map_err(Problem::fields)?;
        fill.document = self.name;
        fill.cut = self.words.cut;
        Ok((draft, fill))
    }
}

/// What the source says.
async fn read(services: &Services, source: Source) -> Result<Read> {
    let Source { text, name, bytes } = source;
    if text.trim().is_empty() && bytes.is_empty() {
        return Err(refused("source", "Paste a text, or choose a document.").into());
    }
    let name: String = name.chars().filter(|c| !c.is_control()).take(120).collect();
    let begun = Instant::now();
    let in_time = move || begun.elapsed() < PATIENCE;
    let words = off_thread(services, move || {
        let read = |bytes: &[u8]| documents::text_of(bytes, &in_time);
        if bytes.is_empty() {
            return Ok(read(text.as_bytes()).map_err(|refusal| unread("source", &refusal))?);
        }
        let mut words = read(&bytes).map_err(|refusal| unread("file", &refusal))?;
        if !text.trim().is_empty() {
            // Both were given: what was pasted is read first.
            let both = format!("{text}\n\n{}", words.text);
            let both = read(both.as_bytes()).map_err(|refusal| unread("source", &refusal))?;
            words = Words {
                cut: words.cut || both.cut,
                ..both
            };
        }
        Ok(words)
    })
    .await?;
    Ok(Read { name, words })
}

/// What a document says.
pub(crate) async fn document(services: &Services, bytes: Vec<u8>) -> Result<Words> {
    let begun = Instant::now();
    let in_time = move || begun.elapsed() < PATIENCE;
    off_thread(services, move || {
        Ok(documents::text_of(&bytes, &in_time).map_err(|refusal| unread("file", &refusal))?)
    })
    .await
}

fn unread(field: &str, refusal: &Refusal) -> Problem {
    let problem = refused(field, refusal);
    match refusal {
        Refusal::TooLarge | Refusal::TooMuchInside | Refusal::TooManyPages(_) => Problem {
            code: Code::TooLarge,
            ..problem
        },
        _ => problem,
    }
}

fn no_brief(error: &BriefFileError) -> Problem {
    refused("source", error)
}

fn refused(field: &str, sentence: impl std::fmt::Display) -> Problem {
    Problem::fields(vec![FieldProblem::new(field, sentence)])
}
