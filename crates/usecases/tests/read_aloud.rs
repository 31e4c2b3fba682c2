//! Texts read aloud: asked for once, heard again for nothing.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing here fails the test, as it should"
)]

use std::sync::Arc;

use domain::{
    access::Actor,
    ids::OrgId,
    problem::{Code, Problem},
    spending::CallFilter,
    tools::{ToolDraft, ToolOutput, UseState},
    usage::Cost,
    views::PostView,
};
use providers::{
    Courier,
    gemini::{Gemini, GeminiConfig},
};
use testkit::{
    gemini::GeminiSimulator,
    simulator::Behaviour,
    world::{Person, World},
};
use usecases::{
    Error, posts, spending,
    tools::{self, ToolRequest},
};

/// A post that a world wrote which has a speech model now.
async fn with_speech() -> (GeminiSimulator, World, Person, PostView) {
    // A second test of the same process finds it installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let campaign = world.finished_campaign(&owner.actor).await;
    let listed = posts::list(&world.services, &owner.actor, campaign)
        .await
        .unwrap();
    let post = posts::get(&world.services, &owner.actor, listed[0].id)
        .await
        .unwrap();
    let simulator = GeminiSimulator::setup().start().await.unwrap();
    let config = GeminiConfig {
        base_url: simulator.base_url(),
        ..GeminiConfig::new("AIza-test".to_owned().into())
    };
    let gemini = Gemini::new(&config, Courier::within().unwrap()).unwrap();
    let world = world.asking(Arc::new(gemini));
    (simulator, world, owner, post)
}

fn aloud(post: &PostView) -> ToolRequest {
    ToolRequest {
        draft: ToolDraft {
            tool: "read_aloud".into(),
            ..ToolDraft::default()
        },
        post: Some(post.id),
        ..ToolRequest::default()
    }
}

fn problem<T: std::fmt::Debug>(result: usecases::Result<T>) -> Problem {
    match result.unwrap_err() {
        Error::Refused(problem) => problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_posts_text_is_read_in_its_language_and_paid_once_until_it_changes() {
    let (simulator, world, owner, post) = with_speech().await;
    let (services, actor) = (&world.services, &owner.actor);
    let before = tools::spoken(services, actor, post.id).await.unwrap();
    assert_eq!((before.used, before.refused), (None, None));
    let most = before.cost.unwrap();
    let used = tools::run(services, actor, &aloud(&post)).await.unwrap();
    let Some(ToolOutput::Speech { seconds }) = used.output else {
        panic!("{used:?}")
    };
    assert!(seconds > 0);
    let cost = used.done_by.as_ref().unwrap().cost.unwrap();
    assert!(cost > Cost(0) && cost <= most, "{cost} of at most {most}");
    let call = simulator.calls().remove(0);
    assert!(call.user.contains("aloud in English"), "{}", call.user);
    assert!(call.user.ends_with(post.version.content.body.trim()));
    let file = tools::speech(services, actor, used.id).await.unwrap();
    assert_eq!(&file[..4], b"RIFF");
    let again = tools::run(services, actor, &aloud(&post)).await.unwrap();
    assert_eq!((again.id, simulator.calls().len()), (used.id, 1));
    let heard = tools::spoken(services, actor, post.id).await.unwrap();
    assert_eq!(
        (heard.used, heard.is_done, heard.cost),
        (Some(used.id), true, Some(cost))
    );
    let sums = spending::activity(services, actor, &CallFilter::default())
        .await
        .unwrap();
    assert!(sums.tasks.iter().any(|task| task.name == "speak"));
    let mut content = post.version.content.clone();
    content.body.push_str(" Come by.");
    let edit = posts::Edit {
        content,
        based_on: post.version.hash.clone(),
    };
    posts::edit(services, actor, post.id, edit).await.unwrap();
    let changed = tools::spoken(services, actor, post.id).await.unwrap();
    assert_eq!(changed.used, None, "another text");
}

#[tokio::test]
async fn a_reading_is_nobody_elses_and_is_deleted_with_its_use() {
    let (simulator, world, owner, post) = with_speech().await;
    let (services, actor) = (&world.services, &owner.actor);
    let used = tools::run(services, actor, &aloud(&post)).await.unwrap();
    let stranger = Actor {
        org: OrgId(uuid::Uuid::from_u128(1)),
        ..actor.clone()
    };
    let elsewhere = tools::speech(services, &stranger, used.id).await;
    assert_eq!(problem(elsewhere).code, Code::NotFound);
    let elsewhere = tools::spoken(services, &stranger, post.id).await;
    assert_eq!(problem(elsewhere).code, Code::NotFound);
    tools::delete(services, actor, used.id).await.unwrap();
    let gone = tools::speech(services, actor, used.id).await;
    assert_eq!(problem(gone).code, Code::NotFound);
    let anew = tools::run(services, actor, &aloud(&post)).await.unwrap();
    assert_ne!(anew.id, used.id);
    assert_eq!(simulator.calls().len(), 2);
}

#[tokio::test]
async fn what_failed_is_tried_anew_and_without_a_speech_model_it_is_said_so() {
    let (simulator, world, owner, post) = with_speech().await;
    let (services, actor) = (&world.services, &owner.actor);
    simulator.script([Behaviour::AnswerBlocked]);
    let held = tools::run(services, actor, &aloud(&post)).await.unwrap();
    assert_eq!(held.state, UseState::Failed);
    assert!(held.problem.unwrap().detail.contains("read again"));
    let read = tools::run(services, actor, &aloud(&post)).await.unwrap();
    assert_eq!(read.state, UseState::Done);
    let alone = World::sqlite().await;
    let owner = alone.owner().await;
    let campaign = alone.finished_campaign(&owner.actor).await;
    let listed = posts::list(&alone.services, &owner.actor, campaign)
        .await
        .unwrap();
    let spoken = tools::spoken(&alone.services, &owner.actor, listed[0].id)
        .await
        .unwrap();
    assert!(spoken.refused.unwrap().contains("No speech model"));
}
