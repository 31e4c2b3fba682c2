//! The golden set: texts that people approved or rejected, and what the versions make of them.

use std::collections::{HashMap, hash_map::Entry};

use domain::{
    access::{Actor, Permission, authorize},
    ids::{BrandId, GoldenId, PostId},
    post::{ContentField, PostContent, PostFilter, PostOrder, PostState},
    problem::{FieldProblem, Problem},
    text::Bounds,
    views::{DecidedPost, GoldenCase, GoldenDesk, GoldenView},
    voice::{Decided, Judgement, MAX_GOLDEN, Voice, judge, score},
};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx, campaigns,
    golden::{self, GoldenText},
    posts, search, versions, voices,
};

use super::draft;
use crate::{Result, Services, pictures::off_thread, posts::headline};

const TEXT: Bounds = Bounds::required("Text", 20_000);
/// Posts of each state that are offered.
const OFFERED: u32 = 12;

/// A text for the golden set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct NewGolden {
    /// What it says.
    pub text: String,
    /// Whether it is approved; rejected otherwise.
    pub approved: bool,
}

/// The golden set as the published version and the draft judge it, and posts that could be added.
pub async fn golden(services: &Services, actor: &Actor) -> Result<GoldenDesk> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let brand = draft::brand(&mut tx).await?;
    let texts = golden::list(&mut tx, brand).await?;
    let published = voices::published(&mut tx, brand).await?;
    let draft = voices::draft(&mut tx, brand).await?;
    let posts = decided_posts(
        &mut tx,
        &texts,
        published.as_ref().map(|one| (one.number, &one.voice)),
    )
    .await?;
    drop(tx);
    let numbers = (
        published.as_ref().map(|version| version.number),
        draft.as_ref().map(|version| version.number),
    );
    let cases = off_thread(services, move || {
        let voice = |version: Option<voices::VoiceVersion>| version.map(|version| version.voice);
        Ok(cases(
            texts,
            voice(published).as_ref(),
            voice(draft).as_ref(),
        ))
    })
    .await?;
    Ok(GoldenDesk {
        cases,
        posts,
        published: numbers.0,
        draft: numbers.1,
    })
}

fn cases(
    texts: Vec<GoldenText>,
    published: Option<&Voice>,
    draft: Option<&Voice>,
) -> Vec<GoldenCase> {
    let decided: Vec<Decided> = texts.iter().map(|golden| golden.decided.clone()).collect();
    let judged = |voice: Option<&Voice>| -> HashMap<GoldenId, Judgement> {
        let judgements = voice
            .map(|voice| judge(&decided, voice))
            .unwrap_or_default();
        judgements
            .into_iter()
            .map(|judgement| (judgement.golden, judgement))
            .collect()
    };
    let (mut published, mut draft) = (judged(published), judged(draft));
    texts
        .into_iter()
        .map(|golden| GoldenCase {
            published: published.remove(&golden.decided.id),
            draft: draft.remove(&golden.decided.id),
            golden: view(golden),
        })
        .collect()
}

fn view(golden: GoldenText) -> GoldenView {
    GoldenView {
        id: golden.decided.id,
        approved: golden.decided.approved,
        text: golden.decided.text,
        post: golden.post,
        by: golden.by_name,
        at: golden.at,
    }
}

/// Posts that were decided about lately, with what they score.
async fn decided_posts(
    tx: &mut OrgTx,
    texts: &[GoldenText],
    published: Option<(u32, &Voice)>,
) -> Result<Vec<DecidedPost>> {
    let filter = PostFilter {
        order: PostOrder::Changed,
        ..PostFilter::default()
    };
    let states = [PostState::Approved, PostState::ChangesRequested];
    let found = search::board(tx, &filter, &states, OFFERED).await?;
    let mut spoken = HashMap::new();
    let mut decided = Vec::with_capacity(found.len());
    for found in found {
        let (post, version) = (found.post, found.version);
        if let Entry::Vacant(place) = spoken.entry(post.campaign) {
            let campaign = campaigns::get(tx, post.campaign).await?;
            let voice = match campaign.and_then(|campaign| campaign.voice) {
                Some(id) => voices::get(tx, id).await?,
                None => None,
            };
            place.insert(voice);
        }
        let own = spoken.get(&post.campaign).and_then(Option::as_ref);
        let voice = own.map(|own| (own.number, &own.voice)).or(published);
        let text = text_of(&version.content);
        let approved = post.state == PostState::Approved;
        decided.push(DecidedPost {
            id: post.id,
            channel: post.slot.channel,
            state: post.state,
            headline: headline(&version.content),
            score: voice.map(|(_, voice)| score(&text, voice)),
            version: voice.map(|(number, _)| number),
            in_set: texts.iter().any(|golden| {
                golden.post == Some(post.id)
                    && golden.decided.approved == approved
                    && golden.decided.text == text
            }),
        });
    }
    Ok(decided)
}

/// What a post says, as one text.
pub(crate) fn text_of(content: &PostContent) -> String {
    let parts = [
        ContentField::Title,
        ContentField::Preheader,
        ContentField::Body,
    ];
    let parts = parts.map(|field| content.get(field).trim().to_owned());
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// Puts a text into the golden set.
pub async fn add_golden(services: &Services, actor: &Actor, new: NewGolden) -> Result<GoldenView> {
    authorize(actor, Permission::Decide)?;
    let mut tx = services.db().write(actor.org).await?;
    let brand = draft::brand(&mut tx).await?;
    let added = put(services, &mut tx, actor, brand, None, new).await?;
    tx.commit().await?;
    Ok(added)
}

/// Puts a post into the golden set, as it was decided about.
///
/// # Errors
/// [`domain::problem::Code::WrongState`] when nobody has decided about it.
pub async fn add_post(services: &Services, actor: &Actor, id: PostId) -> Result<GoldenView> {
    authorize(actor, Permission::Decide)?;
    let mut tx = services.db().write(actor.org).await?;
    let post = posts::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let approved = match post.state {
        PostState::Approved => true,
        PostState::ChangesRequested => false,
        PostState::InReview => return Err(undecided().into()),
    };
    let version = versions::get(&mut tx, post.version)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    let text = text_of(&version.content);
    let brand = draft::brand(&mut tx).await?;
    let new = NewGolden { text, approved };
    let added = put(services, &mut tx, actor, brand, Some(id), new).await?;
    tx.commit().await?;
    Ok(added)
}

async fn put(
    services: &Services,
    tx: &mut OrgTx,
    actor: &Actor,
    brand: BrandId,
    post: Option<PostId>,
    new: NewGolden,
) -> Result<GoldenView> {
    let field = |sentence: String| Problem::fields(vec![FieldProblem::new("text", sentence)]);
    let text = TEXT
        .parse(&new.text)
        .map_err(|refusal| field(refusal.to_string()))?;
    let there = golden::list(tx, brand).await?;
    let replaces = post.is_some_and(|post| there.iter().any(|golden| golden.post == Some(post)));
    if there.len() >= MAX_GOLDEN && !replaces {
        let sentence = format!(
            "The golden set has {MAX_GOLDEN} texts, the most it holds. Take one out first."
        );
        return Err(field(sentence).into());
    }
    let golden = GoldenText {
        decided: Decided {
            id: GoldenId(services.ids().id()),
            approved: new.approved,
            text,
        },
        brand,
        post,
        user: actor.user,
        by_name: actor.name.clone(),
        at: services.now(),
    };
    golden::put(tx, &golden).await?;
    Ok(view(golden))
}

/// Takes a text out of the golden set.
pub async fn remove_golden(services: &Services, actor: &Actor, id: GoldenId) -> Result<()> {
    authorize(actor, Permission::Decide)?;
    let mut tx = services.db().write(actor.org).await?;
    if !golden::delete(&mut tx, id).await? {
        return Err(Problem::not_found("text in the golden set").into());
    }
    tx.commit().await?;
    Ok(())
}

fn undecided() -> Problem {
    Problem::new(
        domain::problem::Code::WrongState,
        "Nobody has decided about this post. Approve it or request changes; then add it.",
    )
}
