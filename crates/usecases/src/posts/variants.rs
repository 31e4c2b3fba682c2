//! Variants of a post: asking for some, comparing them with what stands, using one.

use domain::{
    access::{Actor, Permission, authorize},
    event::Happening,
    ids::{PostId, StepId},
    post::{ContentField, ContentHash, PostContent, VariantsRequest},
    problem::{Code, FieldProblem, Problem},
    run::{StepKey, StepKind, StepOutput},
    views::{FieldComparison, PostView, VariantOffer, VariantView, VariantsView},
    voice::{Score, score},
};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx,
    campaigns::{self, Campaign},
    events,
    posts::{self, Post},
    runs,
    steps::{self, Step},
    variants,
    versions::{self, Version},
};

use super::{
    edit::{Written, locked, save_locked},
    get::findings,
    regenerate::in_current_take,
};
use crate::{
    Error, Result, Services,
    runs::{VaryInput, enqueue_step, estimate, give_up, set_running},
    voice::{self, text_of},
};

/// Which version was on the screen when a variant was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UseVariant {
    /// Hash of the current version that the variant was compared with.
    pub based_on: ContentHash,
}

/// Puts the writing of variants into the queue. They take the place of those that were asked for
/// before and not used.
///
/// # Errors
/// [`Code::WrongState`] while variants are being written, [`Code::InvalidInput`] for a request that
/// cannot be met.
pub async fn ask_variants(
    services: &Services,
    actor: &Actor,
    id: PostId,
    request: VariantsRequest,
) -> Result<VariantsView> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let (run, post) = in_current_take(&mut tx, id).await?;
    let aims = request.aims(&campaign(&mut tx, &post).await?.brief.personas())?;
    let fields = fields(&post);
    if fields.is_empty() {
        let message = "Every field that variants differ in is locked. Unlock one of them first.";
        return Err(Problem::fields(vec![FieldProblem::new("fields", message)]).into());
    }
    let listed = variants::list(&mut tx, id).await?;
    if listed.iter().any(|step| !step.state.has_ended()) {
        let message = "Variants of this post are being written already. Wait until they are done.";
        return Err(Problem::new(Code::WrongState, message).into());
    }
    for step in &listed {
        withdraw(services, &mut tx, id, step).await?;
    }
    let (take, slot) = (post.take, post.slot.number);
    let before = steps::rounds(&mut tx, run.id, StepKind::Vary, take, slot).await?;
    for (at, round) in (0..aims.len()).zip(before + 1..) {
        let input = VaryInput {
            aims: aims.clone(),
            at,
            fields: fields.clone(),
            based_on: post.version,
            by: actor.user,
        };
        let input =
            serde_json::to_value(input).map_err(|error| Error::Internal(error.to_string()))?;
        let key = StepKey::slot(StepKind::Vary, take, slot, round);
        let step = enqueue_step(services, &mut tx, &run, key, Some(input)).await?;
        variants::offer(&mut tx, id, step).await?;
    }
    set_running(services, &mut tx, &run).await?;
    tell(services, &mut tx, &post).await?;
    tx.commit().await?;
    get_variants(services, actor, id).await
}

/// A post's variants next to what stands, and what further ones would cost.
pub async fn get_variants(services: &Services, actor: &Actor, id: PostId) -> Result<VariantsView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let post = posts::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let run = runs::get(&mut tx, post.run)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let current = versions::get(&mut tx, post.version)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    let campaign = campaign(&mut tx, &post).await?;
    let (last_event, personas) = (campaign.last_event, campaign.brief.personas());
    let steps = variants::list(&mut tx, id).await?;
    let variants = if steps.is_empty() {
        Vec::new()
    } else {
        compared(&mut tx, steps, &post, &current, &campaign).await?
    };
    let about = (&post, &current);
    let estimate = estimate(services, tx, actor, (&run, campaign), about, &fields(&post)).await?;
    Ok(VariantsView {
        version: current.number,
        version_hash: current.hash,
        personas,
        estimate,
        variants,
        last_event,
    })
}

/// Makes a variant the post's next version, as an edit would: it voids an approval unless it changes
/// nothing. The model that wrote it stays its author.
///
/// # Errors
/// [`Code::Changed`] when another version than the one seen is current, [`Code::NotFound`] when the
/// variant was used or dismissed, [`Code::WrongState`] while it is not written.
pub async fn use_variant(
    services: &Services,
    actor: &Actor,
    id: PostId,
    variant: StepId,
    chosen: UseVariant,
) -> Result<PostView> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let (post, current) = locked(&mut tx, id).await?;
    let step = listed(&mut tx, id, variant).await?;
    if chosen.based_on != current.hash {
        let message = "The post was changed after you opened this page. Look at what the variant changes now, then use it.";
        return Err(Problem::new(Code::Changed, message).into());
    }
    let offered = offered(&step, &post, &current)?.ok_or_else(|| {
        let message = "This variant is not written yet. Wait until it is done.";
        Problem::new(Code::WrongState, message)
    })?;
    variants::withdraw(&mut tx, id, variant).await?;
    let written = Written::in_step(&step);
    save_locked(
        services,
        tx,
        written,
        (post, current),
        offered,
        &chosen.based_on,
    )
    .await?;
    super::get(services, actor, id).await
}

/// Takes a variant off the list. One that is not written yet is given up.
///
/// # Errors
/// [`Code::NotFound`] when it was used or dismissed before.
pub async fn dismiss_variant(
    services: &Services,
    actor: &Actor,
    id: PostId,
    variant: StepId,
) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let step = listed(&mut tx, id, variant).await?;
    runs::lock(&mut tx, step.run)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let (post, _) = locked(&mut tx, id).await?;
    withdraw(services, &mut tx, id, &step).await?;
    tell(services, &mut tx, &post).await?;
    Ok(tx.commit().await?)
}

async fn withdraw(services: &Services, tx: &mut OrgTx, post: PostId, step: &Step) -> Result<()> {
    variants::withdraw(tx, post, step.id).await?;
    give_up(services, tx, step).await
}

async fn tell(services: &Services, tx: &mut OrgTx, post: &Post) -> Result<()> {
    let happening = Happening::Post { post: post.id };
    events::append(tx, post.campaign, &happening, services.now()).await?;
    Ok(())
}

async fn listed(tx: &mut OrgTx, post: PostId, variant: StepId) -> Result<Step> {
    let mut steps = variants::list(tx, post).await?.into_iter();
    let found = steps.find(|step| step.id == variant);
    Ok(found.ok_or_else(|| Problem::not_found("variant"))?)
}

async fn campaign(tx: &mut OrgTx, post: &Post) -> Result<Campaign> {
    let campaign = campaigns::get(tx, post.campaign).await?;
    Ok(campaign.ok_or_else(|| Problem::not_found("post"))?)
}

/// The fields that variants of this post differ in.
fn fields(post: &Post) -> Vec<ContentField> {
    let spec = post.slot.channel.spec();
    let fields = ContentField::WORDING.iter().copied();
    fields
        .filter(|field| spec.field(*field).is_some() && !post.locked.contains(field))
        .collect()
}

/// What the post would say with the variant: whatever else was edited or locked since it was asked
/// for stays. `None` while it is not written.
fn offered(step: &Step, post: &Post, current: &Version) -> Result<Option<PostContent>> {
    let Some(StepOutput::Content(content)) = &step.output else {
        return Ok(None);
    };
    let mut fields = VaryInput::of(step)?.fields;
    fields.retain(|field| !post.locked.contains(field));
    Ok(Some(current.content.clone().holding(content, &fields)))
}

/// The variants next to the current version.
async fn compared(
    tx: &mut OrgTx,
    steps: Vec<Step>,
    post: &Post,
    current: &Version,
    campaign: &Campaign,
) -> Result<Vec<VariantView>> {
    let voice = voice::of_campaign(tx, campaign).await?;
    let mut views: Vec<VariantView> = Vec::with_capacity(steps.len());
    for step in steps {
        let input = VaryInput::of(&step)?;
        let aim = input.aims.get(input.at).cloned();
        let offer = offered(&step, post, current)?.map(|content| {
            let voice = voice.as_ref().map(|version| &version.voice);
            let score: Option<Score> = voice.map(|voice| score(&text_of(&content), voice));
            let says_the_same = |view: &&VariantView| {
                view.offer
                    .as_ref()
                    .is_some_and(|offer| offer.content == content)
            };
            VariantOffer {
                changes: ContentField::ALL
                    .iter()
                    .filter_map(|field| {
                        let before = (current.number, &current.content);
                        FieldComparison::of(*field, before, (current.number + 1, &content))
                    })
                    .collect(),
                same_as: views.iter().find(says_the_same).map(|view| view.number),
                findings: findings(post, &content, &campaign.brief),
                score,
                content,
            }
        });
        views.push(VariantView {
            step: step.id,
            number: u16::try_from(input.at + 1).unwrap_or(u16::MAX),
            aim: aim.ok_or_else(|| Error::Internal(format!("step {} has no aim", step.key)))?,
            state: step.state,
            error: step.error,
            offer,
            provider: step.provider,
            model: step.model,
            tokens: step.tokens,
            cost: step.cost,
        });
    }
    Ok(views)
}
