//! Steps that write variants of a post: what each is asked, and what asking costs.

use domain::{
    access::Actor,
    ids::{UserId, VersionId},
    post::{Aim, ContentField, VariantsRequest},
    problem::Problem,
    run::{StepKey, StepKind},
    spending::{Payer, TaskKind},
    views::Estimate,
};
use providers::{Rewrite, Task, WritingContext};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx, brands,
    campaigns::Campaign,
    posts::Post,
    runs::Run,
    steps::Step,
    versions::{self, Version},
};

use super::{
    material::{self, unpictured},
    task,
};
use crate::{Result, Services, keys, roles, spending};

/// What a person asked for when a variant is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct VaryInput {
    /// What each variant that was asked for together is to differ in.
    pub aims: Vec<Aim>,
    /// Index of the one to write.
    pub at: usize,
    /// The fields to write.
    pub fields: Vec<ContentField>,
    /// The version that it is a variant of.
    pub based_on: VersionId,
    /// Who asked.
    pub by: UserId,
}

impl VaryInput {
    /// What was asked of a step that writes a variant.
    pub(crate) fn of(step: &Step) -> Result<Self> {
        task::input(step)
    }
}

/// The question of a step that writes a variant: always of the version that was current when it was
/// asked for, whatever became of the post since.
pub(super) async fn task(
    tx: &mut OrgTx,
    step: &Step,
    context: Box<WritingContext>,
) -> Result<Task> {
    let VaryInput {
        aims,
        at,
        fields,
        based_on,
        ..
    } = VaryInput::of(step)?;
    let version = versions::get(tx, based_on)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    Ok(Task::Regenerate {
        context,
        content: unpictured(version.content),
        fields,
        rewrite: Rewrite::Varied { aims, at },
    })
}

/// The most that any variant of a post costs its actor, by the bound that budgets are held by.
pub(crate) async fn estimate(
    services: &Services,
    mut tx: OrgTx,
    actor: &Actor,
    (run, campaign): (&Run, Campaign),
    (post, version): (&Post, &Version),
    fields: &[ContentField],
) -> Result<Estimate> {
    let payer = Payer {
        org: actor.org,
        brand: brands::default(&mut tx).await?.map(|brand| brand.id),
        campaign: Some(campaign.id),
        person: Some(actor.user),
        step: None,
    };
    let personas = campaign.brief.personas();
    let key = StepKey::slot(StepKind::Vary, post.take, post.slot.number, 1);
    let material = material::context(&mut tx, run, key, campaign).await?;
    let wording = roles::in_use(&mut tx, TaskKind::Regenerate).await?;
    drop(tx);
    let account = spending::account(services, payer, TaskKind::Regenerate).await?;
    let gateway = keys::gateway(services, actor.org).await?;
    let content = unpictured(version.content.clone());
    let longest = VariantsRequest::every(&personas)
        .map(|aims| {
            let at = aims.len().saturating_sub(1);
            let task = Task::Regenerate {
                context: Box::new(material.clone()),
                content: content.clone(),
                fields: fields.to_vec(),
                rewrite: Rewrite::Varied { aims, at },
            };
            agents::request(task, wording.as_ref(), 0)
        })
        .max_by_key(providers::Request::bytes);
    Ok(
        match longest.map(|request| gateway.most(&request, &account)) {
            Some(Ok(most)) => Estimate {
                most,
                refused: None,
            },
            Some(Err(error)) => Estimate {
                most: None,
                refused: Some(error.message),
            },
            None => Estimate::default(),
        },
    )
}
