//! Roles are worded otherwise: a draft first, then for everyone, and never without their material.
#![cfg(test)]

use domain::{
    access::{Means, Scope},
    problem::Code,
    spending::TaskKind,
    time::Timestamp,
    wording::Wording,
};
use testkit::{
    paid::Paid,
    world::{Person, World},
};
use usecases::{
    PublishDraft, campaigns,
    roles::{self, DraftWording},
    runs,
};

const WRITE: TaskKind = TaskKind::Write;

async fn like_a_baker(world: &World, owner: &Person) -> DraftWording {
    let shipped = roles::get(&world.services, &owner.actor, WRITE)
        .await
        .unwrap()
        .shipped;
    DraftWording {
        wording: Wording {
            instructions: format!("Write like a baker.\n{}", shipped.instructions),
            ..shipped
        },
        seen: None,
    }
}

/// What the writers of a new campaign are told, by how it begins.
async fn told(provider: &Paid, world: &World, owner: &Person) -> Vec<bool> {
    provider.taken();
    world.finished_campaign(&owner.actor).await;
    let asked = provider.taken().into_iter();
    asked
        .filter(|(_, request)| request.task.kind() == WRITE)
        .map(|(_, request)| request.prompt.system.starts_with("Write like a baker."))
        .collect()
}

#[tokio::test]
async fn a_draft_is_told_to_nobody_before_it_is_published_and_then_to_every_writer() {
    let (provider, world, owner) = Paid::world().await;
    let (services, actor) = (&world.services, &owner.actor);
    let draft = like_a_baker(&world, &owner).await;
    let saved = roles::save_draft(services, actor, WRITE, &draft)
        .await
        .unwrap();
    assert_eq!((saved.number, saved.draft().unwrap().number), (0, 1));
    let before = told(&provider, &world, &owner).await;
    assert!(!before.is_empty() && before.iter().all(|told| !told));

    let publish = PublishDraft {
        note: "Warmer".into(),
        seen: Some(saved.draft().unwrap().at),
    };
    let published = roles::publish(services, actor, WRITE, publish)
        .await
        .unwrap();
    assert_eq!(
        (published.number, published.in_use, published.outdated),
        (1, draft.wording, false)
    );
    let after = told(&provider, &world, &owner).await;
    assert!(!after.is_empty() && after.iter().all(|told| *told));
    let listed = roles::list(services, actor).await.unwrap();
    let worded: Vec<_> = listed.iter().filter(|role| role.number > 0).collect();
    assert_eq!((worded.len(), worded[0].task), (1, WRITE));
}

#[tokio::test]
async fn what_handbill_ships_can_be_told_again_and_a_campaign_says_what_it_was_told() {
    let (provider, world, owner) = Paid::world().await;
    let (services, actor) = (&world.services, &owner.actor);
    let draft = like_a_baker(&world, &owner).await;
    roles::save_draft(services, actor, WRITE, &draft)
        .await
        .unwrap();
    roles::publish(services, actor, WRITE, PublishDraft::default())
        .await
        .unwrap();
    let campaign = world.finished_campaign(actor).await;
    roles::restore(services, actor, WRITE, 0).await.unwrap();
    let shipped = roles::publish(services, actor, WRITE, PublishDraft::default())
        .await
        .unwrap();
    assert_eq!((shipped.number, shipped.versions.len()), (0, 2));
    assert!(
        told(&provider, &world, &owner)
            .await
            .iter()
            .all(|told| !told)
    );

    let view = campaigns::get(services, actor, campaign).await.unwrap();
    let step = view.run.steps.iter().find(|step| step.key.slot == 1);
    let page = runs::step(services, actor, campaign, step.unwrap().id)
        .await
        .unwrap();
    let system = &page.question.unwrap().system[0].text;
    assert!(system.starts_with("Write like a baker."), "{system}");

    roles::restore(services, actor, WRITE, 1).await.unwrap();
    let again = roles::publish(services, actor, WRITE, PublishDraft::default())
        .await
        .unwrap();
    assert_eq!((again.number, again.in_use), (3, draft.wording));
}

#[tokio::test]
async fn a_wording_without_its_material_is_refused() {
    let (_, world, owner) = Paid::world().await;
    let (services, actor) = (&world.services, &owner.actor);
    let draft = DraftWording {
        wording: Wording {
            instructions: "Write something.".into(),
            request: "Now.".into(),
        },
        seen: None,
    };
    let refused = roles::save_draft(services, actor, WRITE, &draft).await;
    let fields: Vec<_> = refused
        .unwrap_err()
        .into_problem()
        .fields
        .into_iter()
        .map(|field| field.field)
        .collect();
    assert_eq!(fields, ["instructions", "request"]);
    let refused = roles::save_draft(services, actor, TaskKind::Image, &draft).await;
    assert_eq!(
        refused.unwrap_err().into_problem().code,
        Code::NotFound,
        "an image model is told what a person wrote"
    );
}

#[tokio::test]
async fn nobody_writes_over_or_publishes_what_they_did_not_see() {
    let (_, world, owner) = Paid::world().await;
    let (services, actor) = (&world.services, &owner.actor);
    let mut draft = like_a_baker(&world, &owner).await;
    let nothing = roles::publish(services, actor, WRITE, PublishDraft::default()).await;
    assert_eq!(nothing.unwrap_err().into_problem().code, Code::WrongState);
    roles::save_draft(services, actor, WRITE, &draft)
        .await
        .unwrap();
    draft.seen = Some(Timestamp(0));
    let unseen = roles::save_draft(services, actor, WRITE, &draft).await;
    assert_eq!(unseen.unwrap_err().into_problem().code, Code::Changed);
    let publish = PublishDraft {
        seen: draft.seen,
        ..PublishDraft::default()
    };
    let unseen = roles::publish(services, actor, WRITE, publish).await;
    assert_eq!(unseen.unwrap_err().into_problem().code, Code::Changed);
}

#[tokio::test]
async fn writing_a_draft_needs_write_and_publishing_it_decide() {
    let (_, world, mut owner) = Paid::world().await;
    let draft = like_a_baker(&world, &owner).await;
    let services = &world.services;
    owner.actor.means = Means::Token(vec![Scope::Read]);
    let refused = roles::save_draft(services, &owner.actor, WRITE, &draft).await;
    assert_eq!(refused.unwrap_err().into_problem().code, Code::NotAllowed);
    owner.actor.means = Means::Token(vec![Scope::Read, Scope::Write]);
    roles::save_draft(services, &owner.actor, WRITE, &draft)
        .await
        .unwrap();
    let refused = roles::publish(services, &owner.actor, WRITE, PublishDraft::default()).await;
    assert_eq!(refused.unwrap_err().into_problem().code, Code::NotAllowed);
}
