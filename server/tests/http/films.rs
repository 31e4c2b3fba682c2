//! Films over HTTP: ordered, shown whole and in parts, with their captions, to those who may see
//! them.

use std::sync::Arc;

use domain::spending::{Choice, Route, TaskKind};
use http::{Method, StatusCode};
use providers::{
    Courier, Gateway, RetryPolicy,
    built_in::BuiltIn,
    gemini::vertex::{self, Instead, VertexConfig},
};
use serde_json::{Value, json};
use server::http::RateLimits;
use testkit::{
    db::TestDb,
    videos::VideoSimulator,
    world::{START, World},
};
use usecases::{Settings, spending};

use crate::client::Client;

/// A server where the built-in writer writes and a video model films.
async fn filming(simulator: &VideoSimulator) -> Client {
    let _installed = rustls::crypto::ring::default_provider().install_default();
    let config = VertexConfig {
        instead: Some(Instead {
            vertex: simulator.vertex_url(),
            metadata: simulator.vertex_url(),
        }),
        ..VertexConfig::new("handbill-tests".into(), || START)
    };
    let veo = vertex::connect(config, Courier::within().unwrap()).unwrap();
    let gateway = Gateway::new(
        vec![Arc::new(veo), Arc::new(BuiltIn)],
        RetryPolicy::default(),
    );
    let world = World::with_gateway(TestDb::sqlite().await, Settings::default(), gateway);
    let address = "http://127.0.0.1:3000/";
    let client = Client::over(world, "/nowhere".into(), address, RateLimits::default()).await;
    for task in [
        TaskKind::Analyse,
        TaskKind::Strategise,
        TaskKind::Plan,
        TaskKind::Write,
        TaskKind::Revise,
    ] {
        let route = Route::of(vec![Choice::of("built-in", None)]);
        let actor = &client.owner.actor;
        spending::set_route(&client.world.services, actor, task, route)
            .await
            .unwrap();
    }
    client
}

/// A film of the first post, as the list has it.
async fn made(client: &Client) -> Value {
    let campaign = client.campaign().await;
    let post = client.post_of(&campaign).await;
    let list = format!("/api/v1/posts/{}/videos", post["id"].as_str().unwrap());
    let shot = json!({ "seconds": 8, "seen": "A loaf", "said": "Fresh at six." });
    let order = json!({ "storyboard": { "shots": [shot] }, "seconds": 8, "shape": "16:9" });
    let answer = client.post(&list, &order).send().await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.text());
    for _ in 0..24 {
        client.world.work().await;
        client.world.clock.advance_seconds(5);
    }
    let films = client.get(&list).send().await.json();
    assert_eq!(films["offer"]["lengths"][2]["most"], 800_000);
    films["made"][0].clone()
}

#[tokio::test]
async fn a_film_is_sent_whole_or_in_the_part_that_is_asked_for() {
    let simulator = VideoSimulator::start().await.unwrap();
    let client = filming(&simulator).await;
    let film = made(&client).await;
    let id = film["id"].as_str().unwrap();
    for path in [
        format!("/films/{id}/film.mp4"),
        format!("/api/v1/videos/{id}/file"),
    ] {
        let whole = client.get(&path).send().await;
        assert_eq!(whole.status, StatusCode::OK, "{path}: {}", whole.text());
        assert_eq!(whole.header("content-type"), "video/mp4");
        assert_eq!(whole.header("accept-ranges"), "bytes");
        assert_eq!(
            whole.header("cache-control"),
            "private, max-age=31536000, immutable"
        );
        let length = whole.body.len();
        let part = client.get(&path).header("range", "bytes=4-7").send().await;
        assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
        assert_eq!(part.body, b"ftyp");
        assert_eq!(part.header("content-range"), format!("bytes 4-7/{length}"));
        let beyond = client.get(&path).header("range", "bytes=999999-").send();
        let beyond = beyond.await;
        assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!(beyond.header("content-range"), format!("bytes */{length}"));
        let nobody = client.ask(Method::GET, &path).send().await;
        assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    }
    for path in [
        format!("/films/{id}/captions.vtt"),
        format!("/api/v1/videos/{id}/captions"),
    ] {
        let captions = client.get(&path).send().await;
        assert_eq!(captions.header("content-type"), "text/vtt; charset=utf-8");
        assert!(captions.text().starts_with("WEBVTT\n"), "{path}");
    }
    let stranger = client.world.stranger().await;
    for path in [
        format!("/films/{id}/film.mp4"),
        format!("/films/{id}/captions.vtt"),
        "/films/x/film.mp4".to_owned(),
    ] {
        let elsewhere = client.ask(Method::GET, &path).session(&stranger.session);
        assert_eq!(
            elsewhere.send().await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_page_of_a_film_says_its_price_shows_it_and_deletes_it() {
    let simulator = VideoSimulator::start().await.unwrap();
    let client = filming(&simulator).await;
    let film = made(&client).await;
    let id = film["id"].as_str().unwrap();
    let campaigns = client.get("/api/v1/campaigns").send().await.json();
    let campaign = campaigns["items"][0]["id"].as_str().unwrap();
    let campaign = client.get(&format!("/api/v1/campaigns/{campaign}"));
    let campaign = campaign.send().await.json();
    let post = campaign["posts"][0]["id"].as_str().unwrap();
    let page = client
        .ask(Method::GET, &format!("/posts/{post}/film"))
        .session(&client.owner.session)
        .send()
        .await
        .text();
    for part in [
        "Make 8 seconds: at most $0.80",
        "<video controls",
        "preload=\"metadata\"",
        "kind=\"captions\"",
        &format!("/films/{id}/captions.vtt"),
        "Fresh at six.",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    let path = format!("/api/v1/videos/{id}");
    let deleted = client.ask(Method::DELETE, &path).token(&client.owner.token);
    assert_eq!(deleted.send().await.status, StatusCode::NO_CONTENT);
    let gone = client.get(&format!("/films/{id}/film.mp4")).send().await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}
