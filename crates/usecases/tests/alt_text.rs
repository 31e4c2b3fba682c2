//! Alt texts: which picture a model sees, what it costs, and how the text gets into a post.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing here fails the test, as it should"
)]

use std::sync::Arc;

use domain::{
    picture::{Focus, Layout, OwnWords},
    post::ContentField,
    problem::{Code, Problem},
    spending::CallFilter,
    tools::{ToolDraft, ToolOutput, UseState},
    usage::Cost,
    views::{PostView, ToolUseView},
};
use providers::{
    Courier,
    gemini::{Gemini, GeminiConfig},
};
use testkit::{
    db::TestDb,
    gemini::GeminiSimulator,
    simulator::picture_of,
    world::{Person, World},
};
use usecases::{
    Error, Settings,
    pictures::{self, PictureChoice},
    posts, spending,
    tools::{self, Apply, ToolRequest},
};

/// A photo that its camera held sideways and wrote its name into: 32 by 48 pixels as one sees it.
const PHOTO: &[u8] = include_bytes!("../../pictures/fixtures/held_sideways.jpg");

/// A model that tells what it is shown.
async fn seeing() -> (GeminiSimulator, Arc<Gemini>) {
    // A second test of the same process finds it installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let simulator = GeminiSimulator::setup().start().await.unwrap();
    let config = GeminiConfig {
        base_url: simulator.base_url(),
        ..GeminiConfig::new("AIza-test".to_owned().into())
    };
    let gemini = Gemini::new(&config, Courier::within().unwrap()).unwrap();
    (simulator, Arc::new(gemini))
}

async fn with_sight() -> (GeminiSimulator, World, Person) {
    let (simulator, gemini) = seeing().await;
    let world = World::with_provider(TestDb::sqlite().await, Settings::default(), gemini);
    let owner = world.owner().await;
    (simulator, world, owner)
}

fn asking(text: &str) -> ToolRequest {
    ToolRequest {
        draft: ToolDraft {
            tool: "alt_text".into(),
            text: text.into(),
            language: "en".into(),
            ..ToolDraft::default()
        },
        ..ToolRequest::default()
    }
}

fn problem<T: std::fmt::Debug>(result: usecases::Result<T>) -> Problem {
    match result.unwrap_err() {
        Error::Refused(problem) => problem,
        other => panic!("{other:?}"),
    }
}

fn first(used: &ToolUseView) -> &str {
    let Some(ToolOutput::Suggestions { items }) = &used.output else {
        panic!("{used:?}")
    };
    &items[0].text
}

#[tokio::test]
async fn a_picture_is_seen_small_and_upright_without_its_metadata_and_says_what_it_cost() {
    let (simulator, world, owner) = with_sight().await;
    let (services, actor) = (&world.services, &owner.actor);
    let request = asking("Warm at seven");
    let most = tools::estimate(services, actor, &request).await.unwrap();
    let used = tools::run_on(services, actor, &request, PHOTO)
        .await
        .unwrap();
    let seen = simulator.calls().remove(0).seen.remove(0);
    assert!(seen.width < seen.height, "upright: {seen:?}");
    assert!(first(&used).contains("looking at"), "{used:?}");
    let cost = used.done_by.as_ref().unwrap().cost.unwrap();
    assert!(cost > Cost(0) && cost <= most.at_most.unwrap());
    let kept = tools::picture(services, actor, used.id).await.unwrap();
    let has = |needle: &[u8]| kept.bytes.windows(needle.len()).any(|part| part == needle);
    assert!(!has(b"Exif") && !has(b"eXIf"));
    let sums = spending::activity(services, actor, &CallFilter::default())
        .await
        .unwrap();
    assert_eq!(sums.tasks[0].name, "alt_text", "the call is in the ledger");
    let large = picture_of(1_600, 800, [200, 30, 30]);
    tools::run_on(services, actor, &request, &large)
        .await
        .unwrap();
    let seen = simulator.calls().remove(1).seen.remove(0);
    assert_eq!((seen.width, seen.height, seen.colour), (768, 384, "red"));
}

#[tokio::test]
async fn the_same_picture_is_described_again_in_another_language_and_deleted_with_its_use() {
    let (simulator, world, owner) = with_sight().await;
    let (services, actor) = (&world.services, &owner.actor);
    let green = picture_of(8, 8, [20, 200, 40]);
    let used = tools::run_on(services, actor, &asking(""), &green)
        .await
        .unwrap();
    let mut again = asking("");
    again.draft.language = "de".into();
    again.picture_of = Some(used.id);
    let second = tools::run(services, actor, &again).await.unwrap();
    assert_eq!(second.input.picture, used.input.picture);
    let calls = simulator.calls();
    assert_eq!(calls[0].seen, calls[1].seen);
    assert!(calls[1].system.contains("German"), "{}", calls[1].system);
    tools::delete(services, actor, used.id).await.unwrap();
    let gone = tools::picture(services, actor, used.id).await;
    assert_eq!(problem(gone).code, Code::NotFound);
    let stays = tools::picture(services, actor, second.id).await.unwrap();
    let stranger = world.stranger().await.actor;
    let elsewhere = tools::picture(services, &stranger, second.id).await;
    assert_eq!(problem(elsewhere).code, Code::NotFound);
    let taken = ToolRequest {
        picture_of: Some(second.id),
        ..asking("")
    };
    let taken = tools::run(services, &stranger, &taken).await;
    assert_eq!(problem(taken).code, Code::NotFound);
    assert!(!stays.bytes.is_empty());
}

#[tokio::test]
async fn what_is_no_picture_is_refused_before_anything_is_asked() {
    let (simulator, world, owner) = with_sight().await;
    let (services, actor) = (&world.services, &owner.actor);
    let none = problem(tools::run(services, actor, &asking("")).await);
    assert_eq!(none.fields[0].field, "file");
    let text = problem(tools::run_on(services, actor, &asking(""), b"GIF89a").await);
    assert_eq!(text.fields[0].field, "file");
    assert!(simulator.calls().is_empty());
    assert!(tools::list(services, actor).await.unwrap().is_empty());
}

/// A model of one's own that does not see.
struct Blind;

#[async_trait::async_trait]
impl providers::Provider for Blind {
    fn name(&self) -> &'static str {
        "ollama"
    }

    fn model(&self) -> &'static str {
        "llama3"
    }

    async fn answer(
        &self,
        _: &str,
        _: &providers::Request,
        _: &providers::Call,
    ) -> Result<providers::Answer, providers::ProviderError> {
        panic!("nobody asks a model that cannot see")
    }
}

#[tokio::test]
async fn where_no_model_sees_it_is_said_so_and_nobody_is_asked() {
    let world = World::with_provider(TestDb::sqlite().await, Settings::default(), Arc::new(Blind));
    let owner = world.owner().await;
    let (services, actor) = (&world.services, &owner.actor);
    let most = problem(tools::estimate(services, actor, &asking("")).await);
    assert_eq!(most.code, Code::Provider);
    let used = tools::run_on(services, actor, &asking(""), PHOTO)
        .await
        .unwrap();
    assert_eq!(used.state, UseState::Failed);
    let refused = used.problem.unwrap().detail;
    assert!(refused.contains("can see pictures"), "{refused}");
    assert_eq!(refused, most.detail);
    let alone = World::sqlite().await;
    let owner = alone.owner().await;
    let none = tools::run_on(&alone.services, &owner.actor, &asking(""), PHOTO).await;
    assert_eq!(problem(none).code, Code::WrongState, "without any model");
}

/// A post that shows a picture of its words.
async fn with_picture(world: &World, owner: &Person) -> PostView {
    let (services, actor) = (&world.services, &owner.actor);
    let campaign = world.finished_campaign(actor).await;
    let listed = posts::list(services, actor, campaign).await.unwrap();
    let post = posts::get(services, actor, listed[0].id).await.unwrap();
    choose(world, owner, &post, "Warm at seven").await
}

async fn choose(world: &World, owner: &Person, post: &PostView, headline: &str) -> PostView {
    let choice = PictureChoice {
        layout: Layout::Statement,
        own: OwnWords {
            headline: Some(headline.to_owned()),
            ..OwnWords::default()
        },
        photo: None,
        focus: Focus::default(),
    };
    let seen = &post.version.hash;
    pictures::choose(&world.services, &owner.actor, post.id, seen, Some(choice))
        .await
        .unwrap()
}

#[tokio::test]
async fn the_alt_text_of_a_posts_picture_goes_into_the_post_and_not_under_another_picture() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let post = with_picture(&world, &owner).await;
    let (simulator, gemini) = seeing().await;
    let world = world.asking(gemini);
    let (services, actor) = (&world.services, &owner.actor);
    let mut request = asking("");
    request.draft.language.clear();
    request.post = Some(post.id);
    let used = tools::run(services, actor, &request).await.unwrap();
    let call = simulator.calls().remove(0);
    assert_eq!(call.seen.len(), 1);
    assert!(
        call.user.contains("<<<data text "),
        "the post's words are material"
    );
    assert_eq!(used.input.channel, Some(post.channel));
    let from = used.post.clone().unwrap();
    assert_eq!(from.lands_in, Some(ContentField::AltText));
    assert!(from.has_picture && !used.picture_changed);
    let apply = |seen: &PostView| Apply {
        choice: 0,
        based_on: seen.version.hash.clone(),
    };
    let changed = tools::apply(services, actor, used.id, apply(&post))
        .await
        .unwrap();
    let content = &changed.version.content;
    assert_eq!(content.alt_text.as_deref(), Some(first(&used)));
    assert_eq!(content.body, post.version.content.body);
    let other = choose(&world, &owner, &changed, "Sold out by nine").await;
    assert!(
        tools::get(services, actor, used.id)
            .await
            .unwrap()
            .picture_changed
    );
    let refused = problem(tools::apply(services, actor, used.id, apply(&other)).await);
    assert_eq!(refused.code, Code::Changed);
    assert!(refused.detail.contains("another picture"), "{refused:?}");
}
