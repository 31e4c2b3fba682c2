//! What steps were told: prompts by their passages, each passage kept once.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    ids::StepId,
    run::{Passage, Question},
};
use serde::{Deserialize, Serialize};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row, placeholders};

/// A question without its texts.
#[derive(Serialize, Deserialize)]
struct Outline {
    system: Vec<Place>,
    user: Vec<Place>,
    schema: String,
    seed: u64,
    #[serde(default)]
    concept: Option<usize>,
}

/// Where a passage stood.
#[derive(Serialize, Deserialize)]
struct Place {
    material: Option<String>,
    hash: String,
}

impl From<&Passage> for Place {
    fn from(passage: &Passage) -> Self {
        Self {
            material: passage.material.clone(),
            hash: passage.hash(),
        }
    }
}

/// Notes what a running step asks, in the place of what it asked before; `false` when it is not
/// running, and then nothing is noted.
///
/// # Errors
/// When the database fails.
pub async fn note(
    tx: &mut OrgTx,
    step: StepId,
    prompt_version: &str,
    input_hash: &str,
    question: &Question,
) -> Result<bool, Error> {
    let running = tx
        .sql(
            "UPDATE steps SET prompt_version = $3, input_hash = $4
             WHERE org_id = $1 AND id = $2 AND state = 'running'",
        )
        .bind(step)
        .bind(prompt_version.to_owned())
        .bind(input_hash.to_owned())
        .changed()
        .await?;
    if !running {
        return Ok(false);
    }
    let schema = Passage {
        material: None,
        text: question.schema.clone(),
    };
    // In the order of their hashes: two steps that keep the same passages never wait for each other.
    let texts: BTreeSet<(String, &str)> = question
        .system
        .iter()
        .chain(&question.user)
        .chain([&schema])
        .map(|passage| (passage.hash(), passage.text.as_str()))
        .collect();
    let rows: Vec<String> = (0..texts.len())
        .map(|row| format!("($1, ${}, ${})", 2 * row + 2, 2 * row + 3))
        .collect();
    let insert = tx.composed(format!(
        "INSERT INTO passages (org_id, hash, text) VALUES {} ON CONFLICT DO NOTHING",
        rows.join(", ")
    ));
    texts
        .into_iter()
        .fold(insert, |insert, (hash, text)| insert.bind(hash).bind(text))
        .execute()
        .await?;
    let outline = Outline {
        system: question.system.iter().map(Place::from).collect(),
        user: question.user.iter().map(Place::from).collect(),
        schema: schema.hash(),
        seed: question.seed,
        concept: question.concept,
    };
    tx.sql(
        "INSERT INTO questions (org_id, step_id, outline) VALUES ($1, $2, $3)
         ON CONFLICT (org_id, step_id) DO UPDATE SET outline = excluded.outline",
    )
    .bind(step)
    .bind(Doc::of(&outline)?)
    .execute()
    .await?;
    Ok(true)
}

/// What a step was told when it last asked; `None` when it has not, or is not there.
pub async fn get(tx: &mut OrgTx, step: StepId) -> Result<Option<Question>, Error> {
    let outline = tx
        .sql("SELECT outline FROM questions WHERE org_id = $1 AND step_id = $2")
        .bind(step)
        .value::<Json<Outline>>("outline")
        .await?;
    let Some(Json(outline)) = outline else {
        return Ok(None);
    };
    let places = outline.system.iter().chain(&outline.user);
    let hashes: BTreeSet<&str> = places
        .map(|place| place.hash.as_str())
        .chain([outline.schema.as_str()])
        .collect();
    let texts = texts(tx, &hashes).await?;
    let passages = |places: &[Place]| {
        let passage = |place: &Place| {
            Ok(Passage {
                material: place.material.clone(),
                text: text(&texts, &place.hash)?,
            })
        };
        places.iter().map(passage).collect::<Result<_, Error>>()
    };
    Ok(Some(Question {
        system: passages(&outline.system)?,
        user: passages(&outline.user)?,
        schema: text(&texts, &outline.schema)?,
        seed: outline.seed,
        concept: outline.concept,
    }))
}

struct Kept {
    hash: String,
    text: String,
}

impl Record for Kept {
    const TABLE: &'static str = "passages";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            hash: row.get("hash")?,
            text: row.get("text")?,
        })
    }
}

/// The texts of several passages by their hashes.
async fn texts(tx: &mut OrgTx, hashes: &BTreeSet<&str>) -> Result<BTreeMap<String, String>, Error> {
    let select = tx.composed(format!(
        "SELECT hash, text FROM passages WHERE org_id = $1 AND hash IN ({})",
        placeholders(2, hashes.len())
    ));
    let kept: Vec<Kept> = hashes
        .iter()
        .fold(select, |select, hash| select.bind(*hash))
        .all()
        .await?;
    Ok(kept
        .into_iter()
        .map(|kept| (kept.hash, kept.text))
        .collect())
}

fn text(texts: &BTreeMap<String, String>, hash: &str) -> Result<String, Error> {
    texts.get(hash).cloned().ok_or_else(|| Error::Missing {
        constraint: "questions.outline".into(),
    })
}
