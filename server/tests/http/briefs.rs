//! Briefs over HTTP: filled from documents, used again, made of three answers.

use http::{Method, StatusCode};
use serde_json::json;

use crate::client::{Answer, Client};

/// A form with a field for each pair, and a document.
fn form(fields: &[(&str, &str)], document: &[u8]) -> Vec<u8> {
    let mut form = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        form.extend(part.as_bytes());
    }
    form.extend(
        b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"notes.txt\"\r\n\r\n",
    );
    form.extend(document);
    form.extend(b"\r\n--x--\r\n");
    form
}

async fn send(client: &Client, fields: &[(&str, &str)], document: &[u8]) -> Answer {
    client
        .ask(Method::POST, "/briefs/fill")
        .session(&client.owner.session)
        .body("multipart/form-data; boundary=x", form(fields, document))
        .send()
        .await
}

async fn brief(client: &Client, id: &str) -> serde_json::Value {
    let path = format!("/api/v1/briefs/{id}");
    client.get(&path).send().await.json()
}

#[tokio::test]
async fn a_brief_used_again_is_made_once_for_one_key() {
    let client = Client::new().await;
    let made = client
        .post("/api/v1/briefs", &json!({ "title": "Spring" }))
        .send()
        .await
        .json();
    let path = format!("/api/v1/briefs/{}/duplicate", made["id"].as_str().unwrap());
    let ask = || {
        client
            .post(&path, &json!(null))
            .header("idempotency-key", "again")
    };
    let (first, second) = (ask().send().await, ask().send().await);
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    assert_eq!(first.json(), second.json());
    assert_eq!(first.json()["draft"]["title"], "Spring (2)");
    let id = first.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(first.header("location"), format!("/api/v1/briefs/{id}"));
}

#[tokio::test]
async fn a_program_fills_a_brief_and_sees_what_differs() {
    let client = Client::new().await;
    let made = client
        .post("/api/v1/briefs", &json!({ "goal": "Mine" }))
        .send()
        .await
        .json();
    let path = format!("/api/v1/briefs/{}/fill", made["id"].as_str().unwrap());
    let fill = |body: &'static [u8]| {
        client
            .ask(Method::POST, &format!("{path}?name=notes.txt"))
            .token(&client.owner.token)
            .body("application/octet-stream", body)
            .send()
    };
    let filled = fill(b"Zielgruppe: Pendler\nZiel: 200 Kunden").await;
    assert_eq!(filled.status, StatusCode::OK, "{}", filled.text());
    let filled = filled.json();
    assert_eq!(filled["draft"]["audience"], "Pendler");
    assert_eq!(filled["draft"]["goal"], "Mine");
    assert_eq!(
        filled["fill"]["offers"],
        json!([{ "field": "goal", "label": "Ziel", "value": "200 Kunden" }])
    );
    let refused = fill(b"\x89PNG\r\n\x1a\n\0").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["fields"][0]["field"], "file");
}

#[tokio::test]
async fn the_form_leads_to_the_filled_brief() {
    let client = Client::new().await;
    let answer = send(&client, &[("source", "Goal: 200 guests")], b"Tone: warm").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let way = answer.header("location");
    let id = way
        .trim_start_matches("/briefs/")
        .split('?')
        .next()
        .unwrap();
    let made = brief(&client, id).await;
    assert_eq!(
        (&made["draft"]["goal"], &made["draft"]["tone"]),
        (&json!("200 guests"), &json!("warm"))
    );
    assert_eq!(made["fill"]["document"], "notes.txt");
    let page = client
        .ask(Method::GET, way.split('#').next().unwrap())
        .session(&client.owner.session)
        .send()
        .await
        .text();
    assert!(page.contains("Filled from “notes.txt”"), "{page}");
}

#[tokio::test]
async fn what_was_typed_is_saved_even_when_the_document_is_refused() {
    let client = Client::new().await;
    let made = client
        .post("/api/v1/briefs", &json!({ "title": "" }))
        .send()
        .await
        .json();
    let id = made["id"].as_str().unwrap();
    let fields = [
        ("id", id),
        ("draft[title]", "Typed just now"),
        ("draft[channels][]", "x"),
        ("source", ""),
    ];
    let answer = send(&client, &fields, b"\x89PNG\r\n\x1a\n\0").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let way = answer.header("location").to_owned();
    assert!(
        way.starts_with(&format!("/briefs/{id}?__path=%2Fbriefs%2Ffill&__err=")),
        "{way}"
    );
    let kept = brief(&client, id).await;
    assert_eq!(kept["draft"]["title"], "Typed just now");
    assert_eq!(kept["draft"]["channels"], json!(["x"]));
    let page = client
        .ask(Method::GET, &way)
        .session(&client.owner.session)
        .send()
        .await
        .text();
    assert!(
        page.contains("This is no text, Markdown, PDF or Word document."),
        "{page}"
    );
}

#[tokio::test]
async fn three_answers_start_a_campaign_and_what_is_missing_is_said() {
    let client = Client::new().await;
    let send = |body: &'static str| {
        client
            .ask(Method::POST, "/api/ui/begin-campaign")
            .session(&client.owner.session)
            .body("application/x-www-form-urlencoded", body)
            .header("accept", "text/html")
            .header("referer", "http://127.0.0.1:3000/start")
            .send()
    };
    let missing = send("intent=start&answers[promoted]=Bread").await;
    let way = missing.header("location").to_owned();
    assert!(way.contains("/start?__path="), "{way} {}", missing.text());
    let begun = send(
        "intent=start&answers[promoted]=Warm+bread&answers[audience]=Commuters&answers[goal]=200+customers\
         &answers[channels][]=x&answers[market]=US&answers[starts_on]=2026-12-01&answers[ends_on]=2026-12-14",
    )
    .await;
    let way = begun.header("location");
    assert!(way.contains("/campaigns/"), "{way} {}", begun.text());
}
