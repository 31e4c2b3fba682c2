//! Bad input is refused in a sentence; strange input comes back as it went in.

use http::StatusCode;
use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn a_nul_byte_is_refused_in_a_sentence() {
    let client = Client::new().await;
    let answer = client
        .post("/api/v1/briefs", &json!({ "goal": "a\u{0}b" }))
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        answer.json()["detail"],
        "Goal has a NUL character (U+0000). Remove it and try again."
    );
    let campaign = client.campaign().await;
    let post = client.post_of(&campaign).await;
    let path = format!("/api/v1/posts/{}", post["id"].as_str().unwrap());
    let edit = json!({ "content": { "body": "a\u{0}b" }, "based_on": post["version"]["hash"] });
    assert_eq!(
        client.put(&path, &edit).send().await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn a_megabyte_is_refused_with_what_to_cut() {
    let client = Client::new().await;
    let answer = client
        .post(
            "/api/v1/campaigns",
            &json!({ "goal": "a".repeat(1_000_000) }),
        )
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Shorten it by"), "{}", answer.text());
}

#[tokio::test]
async fn more_than_two_mebibytes_are_not_read_declared_or_not() {
    let client = Client::new().await;
    let body = json!({ "goal": "a".repeat(3_000_000) }).to_string();
    let declared = client
        .post("/api/v1/briefs", &json!(null))
        .header("content-length", &body.len().to_string());
    let asked = [
        declared.body("application/json", body.clone()),
        client
            .post("/api/v1/tokens", &json!(null))
            .body("application/json", body),
    ];
    for asking in asked {
        let answer = asking.send().await;
        assert_eq!(
            answer.status,
            StatusCode::PAYLOAD_TOO_LARGE,
            "{}",
            answer.text()
        );
        assert_eq!(answer.json()["code"], "too-large");
    }
}

#[tokio::test]
async fn strange_text_comes_back_as_it_went_in() {
    let client = Client::new().await;
    for text in [
        "\u{202e}right to left\u{202c}",
        "👨‍👩‍👧‍👦🏳️‍🌈",
        "<script>alert(1)</script>",
        "{{ 7 * 7 }} ${x} <%= y %>",
        "naïve ﷽ 𝕳",
    ] {
        let brief = client
            .post("/api/v1/briefs", &json!({ "title": text }))
            .send()
            .await
            .json();
        let path = format!("/api/v1/briefs/{}", brief["id"].as_str().unwrap());
        assert_eq!(
            client.get(&path).send().await.json()["draft"]["title"],
            text
        );
    }
}
