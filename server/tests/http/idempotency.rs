//! A request that is sent twice is done once.

use http::{Method, StatusCode};
use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn the_same_request_answers_twice_and_happens_once() {
    let client = Client::new().await;
    let brief = serde_json::to_value(client.world.brief()).unwrap();
    let ask = || {
        client
            .post("/api/v1/campaigns", &brief)
            .header("idempotency-key", "k-1")
    };
    let first = ask().send().await;
    let second = ask().send().await;
    assert_eq!(
        (first.status, second.status),
        (StatusCode::ACCEPTED, StatusCode::ACCEPTED),
        "{}",
        first.text()
    );
    assert_eq!(first.json(), second.json());
    assert_eq!(first.header("location"), second.header("location"));
    assert_eq!(
        (
            first.header("idempotency-replayed"),
            second.header("idempotency-replayed")
        ),
        ("", "true")
    );
    let campaigns = client.get("/api/v1/campaigns").send().await.json();
    assert_eq!(campaigns["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_key_belongs_to_one_request_and_one_person() {
    let client = Client::new().await;
    let ask = |title: &str| {
        client
            .post("/api/v1/briefs", &json!({ "title": title }))
            .header("idempotency-key", "k-1")
    };
    assert_eq!(ask("One").send().await.status, StatusCode::CREATED);
    let reused = ask("Two").send().await;
    assert_eq!(
        (reused.status, reused.json()["code"].clone()),
        (
            StatusCode::UNPROCESSABLE_ENTITY,
            json!("idempotency-key-reused")
        )
    );
    let stranger = client.world.stranger().await;
    let theirs = client
        .ask(Method::POST, "/api/v1/briefs")
        .token(&stranger.token)
        .json(&json!({ "title": "Two" }))
        .header("idempotency-key", "k-1");
    assert_eq!(theirs.send().await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_refused_request_may_be_put_right_and_sent_again_with_its_key() {
    let client = Client::new().await;
    let ask = |body| {
        client
            .post("/api/v1/campaigns", &body)
            .header("idempotency-key", "k-1")
    };
    assert_eq!(
        ask(json!({ "title": "" })).send().await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let whole = serde_json::to_value(client.world.brief()).unwrap();
    assert_eq!(ask(whole).send().await.status, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn a_new_tokens_secret_is_not_shown_a_second_time() {
    let client = Client::new().await;
    let ask = || {
        let body = json!({ "name": "CI", "scopes": ["read"] });
        client
            .ask(Method::POST, "/api/v1/tokens")
            .session(&client.owner.session)
            .json(&body)
            .header("idempotency-key", "k-1")
    };
    let first = ask().send().await.json();
    let second = ask().send().await.json();
    assert_eq!(first["token"], second["token"]);
    assert_eq!(second["secret"], "");
}

#[tokio::test]
async fn a_key_beyond_its_bounds_is_refused() {
    let client = Client::new().await;
    let refused = client
        .post("/api/v1/briefs", &json!({}))
        .header("idempotency-key", &"k".repeat(201))
        .send()
        .await;
    assert_eq!(refused.json()["fields"][0]["field"], "Idempotency-Key");
}
