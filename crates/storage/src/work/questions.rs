//! What steps were told: prompts by their passages, each passage kept once.

use std::collections::BTreeSet;

use domain::{
    ids::StepId,
    run::{Passage, Question},
};
use serde::{Deserialize, Serialize};

use crate::engine::{Doc, Error, Json, OrgTx};

/// A question without its texts.
#[derive(Serialize, Deserialize)]
struct Outline {
    system: Vec<Place>,
    user: Vec<Place>,
    schema: String,
    seed: u64,
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
    for (hash, text) in texts {
        tx.sql(
            "INSERT INTO passages (org_id, hash, text) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        )
        .bind(hash)
        .bind(text.to_owned())
        .execute()
        .await?;
    }
    let outline = Outline {
        system: question.system.iter().map(Place::from).collect(),
        user: question.user.iter().map(Place::from).collect(),
        schema: schema.hash(),
        seed: question.seed,
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
    Ok(Some(Question {
        system: passages(tx, outline.system).await?,
        user: passages(tx, outline.user).await?,
        schema: text(tx, outline.schema).await?,
        seed: outline.seed,
    }))
}

async fn passages(tx: &mut OrgTx, places: Vec<Place>) -> Result<Vec<Passage>, Error> {
    let mut passages = Vec::with_capacity(places.len());
    for Place { material, hash } in places {
        let text = text(tx, hash).await?;
        passages.push(Passage { material, text });
    }
    Ok(passages)
}

async fn text(tx: &mut OrgTx, hash: String) -> Result<String, Error> {
    tx.sql("SELECT text FROM passages WHERE org_id = $1 AND hash = $2")
        .bind(hash)
        .value("text")
        .await?
        .ok_or_else(|| Error::Missing {
            constraint: "questions.outline".into(),
        })
}
