//! Following a campaign live.

use axum::body::{Body, BodyDataStream};
use futures::StreamExt as _;
use serde_json::{Value, json};
use usecases::posts;

use crate::client::Client;

async fn next_event(stream: &mut BodyDataStream) -> (i64, Value) {
    let text = String::from_utf8(stream.next().await.unwrap().unwrap().to_vec()).unwrap();
    let line = |name: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(name))
            .unwrap_or_else(|| panic!("{text}"))
            .trim()
            .to_owned()
    };
    (
        line("id:").parse().unwrap(),
        serde_json::from_str(&line("data:")).unwrap(),
    )
}

fn events_of(campaign: &Value) -> String {
    format!(
        "/api/v1/campaigns/{}/events",
        campaign["id"].as_str().unwrap()
    )
}

/// What happens to the campaign from now on.
async fn followed(client: &Client, campaign: &Value) -> BodyDataStream {
    let path = format!("{}?after={}", events_of(campaign), campaign["last_event"]);
    let body: Body = client.get(&path).begin().await.into_body();
    body.into_data_stream()
}

fn frames(text: &str) -> Vec<i64> {
    text.lines()
        .filter_map(|line| line.strip_prefix("id: "))
        .map(|id| id.parse().unwrap())
        .collect()
}

#[tokio::test]
async fn a_stream_replays_what_was_missed_then_ends_with_the_server() {
    let client = Client::new().await;
    let campaign = client.campaign().await;
    let last = campaign["last_event"].as_i64().unwrap();
    let path = events_of(&campaign);
    client.stop.cancel();
    let all = client.get(&path).send().await;
    assert_eq!(all.header("content-type"), "text/event-stream");
    assert_eq!(frames(&all.text()), (1..=last).collect::<Vec<_>>());
    let missed = client
        .get(&path)
        .header("last-event-id", &(last - 2).to_string())
        .send()
        .await;
    assert_eq!(frames(&missed.text()), [last - 1, last]);
    let asked = client
        .get(&format!("{path}?after={}", last - 1))
        .send()
        .await;
    assert_eq!(frames(&asked.text()), [last]);
}

#[tokio::test]
async fn what_happens_now_arrives_on_an_open_stream() {
    let client = Client::new().await;
    let campaign = client.campaign().await;
    let last = campaign["last_event"].as_i64().unwrap();
    let mut stream = followed(&client, &campaign).await;
    let post = campaign["posts"][0]["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    posts::set_locks(
        &client.world.services,
        &client.owner.actor,
        post,
        Vec::new(),
    )
    .await
    .unwrap();
    let (seq, event) = next_event(&mut stream).await;
    assert_eq!(seq, last + 1);
    assert_eq!(
        (&event["kind"], &event["post"]),
        (&json!("post"), &json!(post.to_string()))
    );
}

#[tokio::test]
async fn the_words_of_an_answer_arrive_while_it_is_written_and_have_no_number() {
    let client = Client::new().await;
    let campaign = client.campaign().await;
    let mut stream = followed(&client, &campaign).await;
    let post = campaign["posts"][0]["id"].as_str().unwrap();
    let asked = json!({ "fields": ["body"] });
    let step = client
        .post(&format!("/api/v1/posts/{post}/regenerate"), &asked)
        .send()
        .await
        .json();
    client.world.work().await;
    let mut told = String::new();
    while !told.contains("event: words") {
        told = String::from_utf8(stream.next().await.unwrap().unwrap().to_vec()).unwrap();
    }
    assert!(!told.contains("id:"), "{told}");
    let data = told
        .lines()
        .find_map(|line| line.strip_prefix("data: "))
        .unwrap();
    let words: Value = serde_json::from_str(data).unwrap();
    assert_eq!(words["step"], step["step"]);
    let text = words["text"].as_str().unwrap();
    assert!(text.len() > 20 && !text.contains('{'), "{text}");
}
