//! Which posts say nearly the same, by what they mean to an embedding model. Nobody is asked before a
//! person wants to know: vectors cost money where a vendor makes them.

use std::collections::HashMap;

use domain::{
    access::{Actor, Permission, authorize},
    ids::{BrandId, PostId, VersionId},
    post::{PostContent, PostFilter, PostOrder},
    problem::{Code, Problem},
    spending::TaskKind,
    usage::{self, Cost},
    views::{AlikeView, NearPost},
};
use providers::{Call, EmbedRequest, Embedding, Gateway, ProviderError};
use storage::{
    OrgTx, brands,
    search::{self, Found},
    vectors::{self, PostVector},
};

use super::find::views;
use crate::{Result, Services, keys, spending};

/// How many posts one is compared with: those that changed last.
const COMPARED: u32 = 500;
/// The most texts that are made vectors of at one press, so that it ends while a person waits.
const AT_ONCE: usize = 100;
/// How many of the nearest are shown.
const SHOWN: usize = 5;
/// The most bytes of a text that count: 2,048 tokens, the least that an embedding model reads
/// (gemini-embedding-001, ai.google.dev, “Embeddings”, read 2026-12-01), by three bytes a token.
const MOST_BYTES: usize = 6_000;

/// The models that vectors are of.
type Space = (String, String);

/// The posts that are nearest to one, as far as they were compared. It asks nobody.
///
/// # Errors
/// [`Code::NotFound`] when there is no such post in the current take of its campaign.
pub async fn alike(services: &Services, actor: &Actor, id: PostId) -> Result<AlikeView> {
    authorize(actor, Permission::Read)?;
    let Desk { own, others, brand } = Desk::lay(services, actor, id).await?;
    let mut tx = services.db().read(actor.org).await?;
    let kept = vectors::get(&mut tx, id).await?;
    let kept = kept.filter(|kept| kept.version == own.version.id);
    let (mut near, mut missing) = (Vec::new(), Vec::new());
    if let Some(kept) = &kept {
        let of = Embedding::new(kept.values.clone());
        let known = known(&mut tx, &(kept.provider.clone(), kept.model.clone())).await?;
        for other in others {
            match current(&known, &other).zip(of.as_ref()) {
                Some((vector, of)) => near.push((vector.similarity(of), other)),
                None => missing.push(meaning(&other.version.content)),
            }
        }
    } else {
        let all = std::iter::once(&own).chain(&others);
        missing.extend(all.map(|found| meaning(&found.version.content)));
    }
    let compared = near.len();
    near.sort_by(|(one, _), (other, _)| {
        other.partial_cmp(one).unwrap_or(std::cmp::Ordering::Equal)
    });
    near.truncate(SHOWN);
    let similarity = near
        .iter()
        .map(|(near, _)| percent(*near))
        .collect::<Vec<_>>();
    let near = views(&mut tx, near.into_iter().map(|(_, found)| found).collect()).await?;
    drop(tx);
    let (offered, refused) = match offer(services, actor, brand, &missing).await? {
        Ok(most) => (most, None),
        Err(refused) => (None, Some(refused.message)),
    };
    Ok(AlikeView {
        nearest: similarity
            .into_iter()
            .zip(near)
            .map(|(similarity, found)| NearPost { similarity, found })
            .collect(),
        compared: kept.is_some().then_some(compared),
        missing: missing.len(),
        at_most: offered,
        refused: refused.filter(|_| !missing.is_empty()),
        model: kept.map(|kept| kept.model),
    })
}

/// Has vectors made of a post and of those it was not compared with yet, the newest of them at first.
/// What was made before something failed is kept.
///
/// # Errors
/// [`Code::NotFound`] when there is no such post in the current take of its campaign,
/// [`Code::Provider`] when no model made a vector.
pub async fn compare_meaning(services: &Services, actor: &Actor, id: PostId) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let Desk { own, others, brand } = Desk::lay(services, actor, id).await?;
    let gateway = keys::gateway(services, actor.org).await?;
    let call = spending::call(services, actor, brand, TaskKind::Embed).await?;
    let refused = |error: ProviderError| Problem::new(Code::Provider, error.message);
    let batch = gateway.embed_batch(None, &call.account).map_err(refused)?;
    let mut space = keep(services, actor, (&gateway, &call), &[&own]).await?;
    let mut left = AT_ONCE;
    loop {
        let mut tx = services.db().read(actor.org).await?;
        let known = known(&mut tx, &space).await?;
        drop(tx);
        let all = std::iter::once(&own).chain(&others);
        let missing: Vec<_> = all
            .filter(|found| current(&known, found).is_none())
            .collect();
        let before = space.clone();
        for next in missing.chunks(batch.max(1)) {
            if left == 0 || space != before {
                break;
            }
            let next = next.get(..left.min(next.len())).unwrap_or(next);
            left -= next.len();
            space = keep(services, actor, (&gateway, &call), next).await?;
        }
        // Another model answered: what was compared before counts for nothing beside its vectors.
        if left == 0 || space == before {
            return Ok(());
        }
    }
}

/// Has vectors made of posts and keeps them; of whose model they are.
async fn keep(
    services: &Services,
    actor: &Actor,
    (gateway, call): (&Gateway, &Call),
    posts: &[&Found],
) -> Result<Space> {
    let request = question(posts.iter().map(|found| meaning(&found.version.content)));
    let answer = gateway.embed(&request, call).await;
    let answer = answer.map_err(|error| Problem::new(Code::Provider, error.message))?;
    let space = (answer.provider, answer.model);
    let mut tx = services.db().write(actor.org).await?;
    for (found, vector) in posts.iter().zip(answer.vectors) {
        let kept = PostVector {
            post: found.post.id,
            version: found.version.id,
            provider: space.0.clone(),
            model: space.1.clone(),
            values: vector.into_values(),
        };
        vectors::keep(&mut tx, &kept).await?;
    }
    tx.commit().await?;
    Ok(space)
}

/// The most that comparing what is missing costs at the next press; `None` when nobody knows.
async fn offer(
    services: &Services,
    actor: &Actor,
    brand: Option<BrandId>,
    missing: &[String],
) -> Result<std::result::Result<Option<Cost>, ProviderError>> {
    let gateway = keys::gateway(services, actor.org).await?;
    let call = spending::call(services, actor, brand, TaskKind::Embed).await?;
    let batch = match gateway.embed_batch(None, &call.account) {
        Ok(batch) => batch.max(1),
        Err(refused) => return Ok(Err(refused)),
    };
    // One more for the post itself, which is asked about each time.
    let texts = missing.get(..AT_ONCE + 1).unwrap_or(missing);
    let offers = texts.chunks(batch).map(|texts| {
        let (_, most) = gateway.embed_offer(&question(texts.iter().cloned()), &call.account)?;
        Ok(most)
    });
    let mosts: std::result::Result<Vec<_>, _> = offers.collect();
    Ok(mosts.map(usage::total))
}

/// Posts are compared across languages, so the question is in none.
fn question(texts: impl Iterator<Item = String>) -> EmbedRequest {
    EmbedRequest {
        texts: texts.collect(),
        language: None,
    }
}

/// A post and those it is compared with.
struct Desk {
    own: Found,
    others: Vec<Found>,
    brand: Option<BrandId>,
}

impl Desk {
    async fn lay(services: &Services, actor: &Actor, id: PostId) -> Result<Self> {
        let mut tx = services.db().read(actor.org).await?;
        let post = storage::posts::get(&mut tx, id)
            .await?
            .ok_or_else(|| Problem::not_found("post"))?;
        let newest = PostFilter {
            order: PostOrder::Changed,
            ..PostFilter::default()
        };
        let mut others = search::page(&mut tx, &newest, None, COMPARED).await?;
        let own = if let Some(place) = others.iter().position(|found| found.post.id == id) {
            others.remove(place)
        } else {
            let campaign = PostFilter {
                campaign: Some(post.campaign),
                ..newest
            };
            let found = search::page(&mut tx, &campaign, None, COMPARED).await?;
            let own = found.into_iter().find(|found| found.post.id == id);
            own.ok_or_else(|| Problem::not_found("post"))?
        };
        others.retain(|other| !meaning(&other.version.content).is_empty());
        Ok(Self {
            own,
            others,
            brand: brands::default(&mut tx).await?.map(|brand| brand.id),
        })
    }
}

/// The vectors of one model, by post, with the version they are of.
type Known = HashMap<PostId, (VersionId, Embedding)>;

/// The vector of what a post says now.
fn current<'a>(known: &'a Known, found: &Found) -> Option<&'a Embedding> {
    let (version, vector) = known.get(&found.post.id)?;
    (*version == found.version.id).then_some(vector)
}

async fn known(tx: &mut OrgTx, (provider, model): &Space) -> Result<Known> {
    let located = vectors::of_model(tx, provider, model).await?;
    let known = located.into_iter().filter_map(|located| {
        let vector = Embedding::new(located.values)?;
        Some((located.post, (located.version, vector)))
    });
    Ok(known.collect())
}

/// What of a post is compared.
fn meaning(content: &PostContent) -> String {
    let title = content.title.as_deref().unwrap_or_default();
    let mut text = format!("{title}\n{}", content.body).trim().to_owned();
    text.truncate(text.floor_char_boundary(MOST_BYTES));
    text
}

/// A cosine in hundredths; what points apart has nothing in common.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 100"
)]
fn percent(similarity: Option<f32>) -> u8 {
    (similarity.unwrap_or_default().clamp(0.0, 1.0) * 100.0).round() as u8
}
