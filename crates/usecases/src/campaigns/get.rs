//! A campaign with its run and posts.

use std::collections::HashSet;

use domain::{
    access::{Actor, Permission, authorize},
    ids::CampaignId,
    problem::Problem,
    run::{self, Fork, StepKind, StepState, StepTiming},
    usage::{self, Tokens},
    views::{CampaignTitle, CampaignView, ForkView, RunView, StepView},
};
use storage::{OrgTx, campaigns, posts, runs, steps};

use crate::{Result, Services, posts::summary, runs::revisions, voice::spoken_in};

/// A campaign with its run and posts.
pub async fn get(services: &Services, actor: &Actor, id: CampaignId) -> Result<CampaignView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let campaign = campaigns::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("campaign"))?;
    let run = runs::of_campaign(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("campaign"))?;
    let steps = steps::list_without_content(&mut tx, run.id).await?;
    let revisions = revisions(&mut tx, &run, &steps).await?;
    let posts = posts::list(&mut tx, id, run.take).await?;
    let voice = spoken_in(&mut tx, campaign.voice).await?;
    let forks = campaigns::forks(&mut tx, id).await?;
    let fork = match campaign.fork {
        Some(fork) => came_from(&mut tx, fork).await?,
        None => None,
    };
    drop(tx);
    let writing: HashSet<u16> = steps
        .iter()
        .filter(|step| {
            step.key.kind == StepKind::Regenerate
                && !step.state.has_ended()
                && step.key.take == run.take
        })
        .map(|step| step.key.slot)
        .collect();
    let posts = posts
        .iter()
        .map(|(post, version)| {
            summary(
                post,
                version,
                &campaign.brief,
                writing.contains(&post.slot.number),
            )
        })
        .collect();
    let run = run_view(
        &run,
        steps,
        campaign.brief.post_count,
        services.settings().parallel,
    );
    let run = RunView { revisions, ..run };
    Ok(CampaignView {
        id,
        brief: campaign.brief,
        brief_id: campaign.brief_id,
        run,
        posts,
        voice: voice.map(|voice| voice.version),
        fork,
        forks,
        last_event: campaign.last_event,
        created_at: campaign.created_at,
    })
}

async fn came_from(tx: &mut OrgTx, fork: Fork) -> Result<Option<ForkView>> {
    let of = campaigns::get(tx, fork.of).await?;
    Ok(of.map(|of| ForkView {
        of: CampaignTitle {
            id: of.id,
            title: of.brief.title,
        },
        at: fork.at,
        model: fork.model,
        wording: fork.wording.map(|worded| worded.choice),
    }))
}

fn run_view(run: &runs::Run, steps: Vec<steps::Step>, posts: u16, parallel: u16) -> RunView {
    let current: Vec<StepTiming> = steps
        .iter()
        .filter(|step| step.state != StepState::Cancelled || run.state == run::RunState::Cancelled)
        .map(|step| StepTiming {
            key: step.key,
            state: step.state,
            started_at: step.started_at,
            ended_at: step.ended_at,
        })
        .collect();
    let mut tokens = Tokens::default();
    for step in &steps {
        tokens += step.tokens;
    }
    RunView {
        id: run.id,
        state: run.state,
        take: run.take,
        concept: run.concept,
        progress: run::progress(&current, posts, parallel),
        tokens,
        // A step that asked no model, or none yet, costs nothing; one with an unknown price makes the sum unknown.
        cost: usage::total(
            steps
                .iter()
                .filter(|step| step.provider.is_some())
                .map(|step| step.cost),
        ),
        steps: steps.into_iter().map(step_view).collect(),
        revisions: Vec::new(),
    }
}

pub(crate) fn step_view(step: steps::Step) -> StepView {
    StepView {
        id: step.id,
        key: step.key,
        state: step.state,
        attempts: step.attempts,
        provider: step.provider,
        model: step.model,
        prompt_version: step.prompt_version,
        input_hash: step.input_hash,
        tokens: step.tokens,
        cost: step.cost,
        started_at: step.started_at,
        ended_at: step.ended_at,
        error: step.error,
        output: step.output,
    }
}
