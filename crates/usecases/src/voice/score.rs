//! Holding texts against a voice, and the voice that a campaign is written in.

use domain::{
    access::{Actor, Permission, authorize},
    ids::{CampaignId, PostId, VoiceId},
    problem::{Code, FieldProblem, Problem},
    text::Bounds,
    views::ScoredText,
    voice::{SpokenVoice, score},
};
use storage::{
    OrgTx, brands,
    campaigns::{self, Campaign},
    posts,
    trials::{self, Trial},
    versions,
    voices::{self, VoiceVersion},
};

use super::{draft, golden::text_of};
use crate::{Result, Services};

const TEXT: Bounds = Bounds::required("Text", 20_000);

/// The version that texts are written in from now on; `None` when none is published.
pub(crate) async fn speaking(tx: &mut OrgTx) -> Result<Option<VoiceId>> {
    let Some(brand) = brands::default(tx).await? else {
        return Ok(None);
    };
    Ok(voices::published(tx, brand.id)
        .await?
        .map(|version| version.id))
}

/// The version `voice`, as it is told to writers.
pub(crate) async fn spoken_in(
    tx: &mut OrgTx,
    voice: Option<VoiceId>,
) -> Result<Option<SpokenVoice>> {
    let Some(id) = voice else { return Ok(None) };
    let version = voices::get(tx, id).await?;
    Ok(version.map(|version| SpokenVoice {
        version: version.number,
        voice: version.voice,
    }))
}

/// The version that the first of `written` is written in that has one, or else what is published;
/// `None` when there is neither.
pub(crate) async fn told_to(
    services: &Services,
    actor: &Actor,
    written: [CampaignId; 2],
) -> Result<Option<SpokenVoice>> {
    let mut tx = services.db().read(actor.org).await?;
    for campaign in written {
        let found = campaigns::get(&mut tx, campaign).await?;
        let voice = found.and_then(|campaign| campaign.voice);
        if let Some(spoken) = spoken_in(&mut tx, voice).await? {
            return Ok(Some(spoken));
        }
    }
    let published = speaking(&mut tx).await?;
    spoken_in(&mut tx, published).await
}

/// Holds a text against a version, or against what is published when none is named.
///
/// # Errors
/// [`Code::NotFound`] when there is no such version, [`Code::WrongState`] when none is published.
pub async fn score_text(
    services: &Services,
    actor: &Actor,
    text: &str,
    number: Option<u32>,
) -> Result<ScoredText> {
    authorize(actor, Permission::Read)?;
    let text = parsed(text)?;
    let mut tx = services.db().read(actor.org).await?;
    let brand = draft::brand(&mut tx).await?;
    let version = match number {
        None => voices::published(&mut tx, brand)
            .await?
            .ok_or_else(unpublished)?,
        Some(number) => {
            let mut all = voices::list(&mut tx, brand).await?.into_iter();
            all.find(|version| version.number == number)
                .ok_or_else(|| Problem::not_found("version of the voice"))?
        }
    };
    Ok(scored(text, &version))
}

/// What a post scores against the version that its campaign is written in, or what is published.
///
/// # Errors
/// [`Code::WrongState`] when there is neither.
pub async fn of_post(services: &Services, actor: &Actor, id: PostId) -> Result<ScoredText> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let post = posts::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let content = versions::get(&mut tx, post.version)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?
        .content;
    let campaign = campaigns::get(&mut tx, post.campaign)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let version = of_campaign(&mut tx, &campaign)
        .await?
        .ok_or_else(unpublished)?;
    Ok(scored(text_of(&content), &version))
}

/// The version that a campaign is written in, or what is published; `None` when there is neither.
pub(crate) async fn of_campaign(
    tx: &mut OrgTx,
    campaign: &Campaign,
) -> Result<Option<VoiceVersion>> {
    let own = match campaign.voice {
        Some(id) => voices::get(tx, id).await?,
        None => None,
    };
    match (own, brands::default(tx).await?) {
        (None, Some(brand)) => Ok(voices::published(tx, brand.id).await?),
        (own, _) => Ok(own),
    }
}

/// Keeps a text as the one that the actor tries.
pub async fn try_text(services: &Services, actor: &Actor, text: &str) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let trial = Trial {
        text: parsed(text)?,
        judged: None,
        at: services.now(),
    };
    let mut tx = services.db().write(actor.org).await?;
    let brand = draft::brand(&mut tx).await?;
    trials::put(&mut tx, brand, actor.user, &trial).await?;
    tx.commit().await?;
    Ok(())
}

/// The text that the actor tried last, against the draft, or against what is published when there is
/// no draft; `None` when there is no text or no voice.
pub async fn trial(services: &Services, actor: &Actor) -> Result<Option<ScoredText>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let brand = draft::brand(&mut tx).await?;
    let Some(trial) = trials::get(&mut tx, brand, actor.user).await? else {
        return Ok(None);
    };
    let version = match voices::draft(&mut tx, brand).await? {
        Some(draft) => Some(draft),
        None => voices::published(&mut tx, brand).await?,
    };
    Ok(version.map(|version| ScoredText {
        judged: trial.judged,
        ..scored(trial.text, &version)
    }))
}

pub(super) fn scored(text: String, version: &VoiceVersion) -> ScoredText {
    ScoredText {
        score: score(&text, &version.voice),
        text,
        version: version.number,
        published: version.published,
        judged: None,
    }
}

pub(super) fn parsed(text: &str) -> Result<String> {
    let parsed = TEXT.parse(text);
    Ok(parsed.map_err(|refusal| Problem::fields(vec![FieldProblem::new("text", refusal)]))?)
}

fn unpublished() -> Problem {
    Problem::new(
        Code::WrongState,
        "The brand has no published voice yet. Publish one under Brand, Voice.",
    )
}
