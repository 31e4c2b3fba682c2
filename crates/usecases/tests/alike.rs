//! Posts that say nearly the same are found by meaning, when a person wants to know.
#![cfg(test)]

use std::sync::Arc;

use domain::{
    brief::BriefDraft,
    ids::PostId,
    problem::Code,
    spending::{CallFilter, Choice, Route, TaskKind},
    usage::Cost,
    views::AlikeView,
};
use providers::{
    Courier, Gateway, Provider, RetryPolicy,
    built_in::BuiltIn,
    openai::{OpenAi, OpenAiConfig},
};
use testkit::{
    db::TestDb,
    openai::OpenAiSimulator,
    simulator::{Behaviour, Running},
    world::{Person, World},
};
use usecases::{Settings, campaigns, posts, spending};

async fn view(world: &World, owner: &Person, post: PostId) -> AlikeView {
    posts::alike(&world.services, &owner.actor, post)
        .await
        .unwrap()
}

async fn written(world: &World, owner: &Person) -> Vec<PostId> {
    let brief = BriefDraft {
        post_count: "8".into(),
        ..world.brief()
    };
    let campaign = campaigns::create(&world.services, &owner.actor, brief)
        .await
        .unwrap()
        .id;
    world.work().await;
    let posts = posts::list(&world.services, &owner.actor, campaign)
        .await
        .unwrap();
    posts.into_iter().map(|post| post.id).collect()
}

async fn says(world: &World, owner: &Person, post: PostId, body: &str) {
    let found = posts::get(&world.services, &owner.actor, post)
        .await
        .unwrap();
    let mut content = found.version.content;
    content.title = None;
    content.body = body.into();
    let edit = posts::Edit {
        content,
        based_on: found.version.hash,
    };
    posts::edit(&world.services, &owner.actor, post, edit)
        .await
        .unwrap();
}

/// A world whose posts OpenAI's simulator compares, and who pays.
async fn paid() -> (Running, World, Person) {
    let _installed = rustls::crypto::ring::default_provider().install_default();
    let simulator = OpenAiSimulator::setup().start().await.unwrap().running();
    let config = OpenAiConfig {
        base_url: simulator.base_url(),
        ..OpenAiConfig::new("k".to_owned().into())
    };
    let openai = OpenAi::new(&config, Courier::within().unwrap()).unwrap();
    let providers: Vec<Arc<dyn Provider>> = vec![Arc::new(openai), Arc::new(BuiltIn)];
    let once = RetryPolicy {
        attempts: 1,
        ..RetryPolicy::default()
    };
    let gateway = Gateway::new(providers, once);
    let world = World::with_gateway(TestDb::sqlite().await, Settings::default(), gateway);
    let owner = world.owner().await;
    (simulator, world, owner)
}

async fn found_alike(db: TestDb) {
    let world = World::on(db, Settings::default());
    let owner = world.owner().await;
    let posts = written(&world, &owner).await;
    let said = "Warm rolls from Mill Street, packed and waiting at seven in the morning.";
    says(&world, &owner, posts[0], said).await;
    says(
        &world,
        &owner,
        posts[3],
        "Warm rolls from Mill Street: packed, and waiting at seven in the morning!",
    )
    .await;
    let before = view(&world, &owner, posts[0]).await;
    assert_eq!((before.compared, before.nearest.len()), (None, 0));
    assert_eq!(
        (before.missing, before.at_most),
        (posts.len(), Some(Cost(0)))
    );

    posts::compare_meaning(&world.services, &owner.actor, posts[0])
        .await
        .unwrap();
    let after = view(&world, &owner, posts[0]).await;
    assert_eq!((after.compared, after.missing), (Some(posts.len() - 1), 0));
    let nearest: Vec<_> = after
        .nearest
        .iter()
        .map(|near| (near.found.post.id, near.similarity))
        .collect();
    assert_eq!(nearest.len(), 5);
    assert_eq!(nearest[0].0, posts[3]);
    assert!(
        nearest[0].1 >= 90 && nearest[0].1 > nearest[1].1 + 20,
        "{nearest:?}"
    );
    assert!(nearest.is_sorted_by(|one, next| one.1 >= next.1));

    says(&world, &owner, posts[3], "Something else altogether.").await;
    let changed = view(&world, &owner, posts[0]).await;
    assert_eq!(
        (changed.compared, changed.missing),
        (Some(posts.len() - 2), 1)
    );
    assert!(
        changed
            .nearest
            .iter()
            .all(|near| near.found.post.id != posts[3])
    );
}

#[tokio::test]
async fn a_post_that_says_nearly_the_same_is_the_nearest_until_it_changes_on_sqlite() {
    found_alike(TestDb::sqlite().await).await;
}

#[tokio::test]
async fn a_post_that_says_nearly_the_same_is_the_nearest_until_it_changes_on_postgres() {
    found_alike(TestDb::postgres().await).await;
}

#[tokio::test]
async fn comparing_costs_what_was_said_before_at_most_and_only_for_what_is_missing() {
    let (simulator, world, owner) = paid().await;
    let posts = written(&world, &owner).await;
    let before = view(&world, &owner, posts[0]).await;
    posts::compare_meaning(&world.services, &owner.actor, posts[0])
        .await
        .unwrap();
    let embed = CallFilter {
        task: Some(TaskKind::Embed),
        ..CallFilter::default()
    };
    let lines = async || {
        let page = spending::calls(&world.services, &owner.actor, &embed, None).await;
        page.unwrap().items
    };
    let entered = lines().await;
    let spent: i64 = entered.iter().map(|line| line.cost.unwrap().0).sum();
    assert!(
        spent > 0 && Some(Cost(spent)) <= before.at_most,
        "{spent} of {:?}",
        before.at_most
    );
    says(&world, &owner, posts[1], "Bread.").await;
    posts::compare_meaning(&world.services, &owner.actor, posts[0])
        .await
        .unwrap();
    let texts = simulator
        .calls()
        .into_iter()
        .filter_map(|call| call.embedded);
    let texts: usize = texts.map(|embedded| embedded.texts.len()).sum();
    assert_eq!(
        texts,
        posts.len() + 2,
        "the changed one, and the post itself"
    );
    assert_eq!(lines().await.len(), entered.len() + 2);
}

#[tokio::test]
async fn what_was_made_before_a_failure_is_kept_and_the_failure_is_said() {
    let (simulator, world, owner) = paid().await;
    let posts = written(&world, &owner).await;
    simulator.script([Behaviour::Answer, Behaviour::Overloaded(None)]);
    let failed = posts::compare_meaning(&world.services, &owner.actor, posts[0]).await;
    assert_eq!(failed.unwrap_err().into_problem().code, Code::Provider);
    let view = view(&world, &owner, posts[0]).await;
    assert_eq!((view.compared, view.missing), (Some(0), posts.len() - 1));
}

#[tokio::test]
async fn another_model_compares_everything_anew() {
    let (_simulator, world, owner) = paid().await;
    let posts = written(&world, &owner).await;
    posts::compare_meaning(&world.services, &owner.actor, posts[0])
        .await
        .unwrap();
    let by_openai = view(&world, &owner, posts[0]).await;
    let built_in = Route::of(vec![Choice::of("built-in", None)]);
    spending::set_route(&world.services, &owner.actor, TaskKind::Embed, built_in)
        .await
        .unwrap();
    posts::compare_meaning(&world.services, &owner.actor, posts[0])
        .await
        .unwrap();
    let by_words = view(&world, &owner, posts[0]).await;
    assert_ne!(by_openai.model, by_words.model);
    assert_eq!(
        (by_words.compared, by_words.missing),
        (by_openai.compared, 0)
    );
}
