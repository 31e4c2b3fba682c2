//! The form that describes a picture as a browser without a script sends it, and texts read aloud.

use std::sync::Arc;

use http::{Method, StatusCode};
use providers::{
    Courier,
    gemini::{Gemini, GeminiConfig},
};
use server::http::RateLimits;
use testkit::{db::TestDb, gemini::GeminiSimulator, simulator::picture_of, world::World};
use usecases::Settings;

use crate::client::{Answer, Client};

async fn with_sight() -> (GeminiSimulator, Client) {
    // A second test of the same process finds it installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let simulator = GeminiSimulator::setup().start().await.unwrap();
    let config = GeminiConfig {
        base_url: simulator.base_url(),
        ..GeminiConfig::new("AIza-test".to_owned().into())
    };
    let gemini = Gemini::new(&config, Courier::within().unwrap()).unwrap();
    let world = World::with_provider(
        TestDb::sqlite().await,
        Settings::default(),
        Arc::new(gemini),
    );
    let limits = RateLimits::default();
    let base = "http://127.0.0.1:3000/";
    let client = Client::over(world, "/nowhere".into(), base, limits).await;
    (simulator, client)
}

async fn page(client: &Client, path: &str) -> String {
    let answer = client
        .ask(Method::GET, path)
        .session(&client.owner.session)
        .header("accept", "text/html")
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.text()
}

async fn send(client: &Client, language: &str, file: &[u8]) -> Answer {
    let mut form = format!(
        "--x\r\ncontent-disposition: form-data; name=\"language\"\r\n\r\n{language}\r\n\
         --x\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\n<b>Warm</b>\r\n\
         --x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"oven.png\"\r\n\r\n"
    )
    .into_bytes();
    form.extend(file);
    form.extend(b"\r\n--x--\r\n");
    client
        .ask(Method::POST, "/tools/picture")
        .session(&client.owner.session)
        .body("multipart/form-data; boundary=x", form)
        .send()
        .await
}

#[tokio::test]
async fn a_picture_that_is_sent_leads_to_alt_texts_with_the_picture_and_their_price() {
    let (simulator, client) = with_sight().await;
    let form = page(&client, "/tools?tool=alt_text").await;
    assert!(
        form.contains("multipart/form-data") && form.contains("for a picture"),
        "{form}"
    );
    let led = send(&client, "en", &picture_of(8, 6, [20, 200, 40])).await;
    assert_eq!(led.status, StatusCode::SEE_OTHER, "{}", led.text());
    let way = led.header("location").to_owned();
    assert!(way.starts_with("/tools?used="), "{way}");
    let shown = page(&client, &way).await;
    assert!(shown.contains("looking at green 8x6"), "{shown}");
    assert!(shown.contains("gemini-3.8-flash"), "{shown}");
    assert!(!shown.contains("<b>Warm</b>"), "{shown}");
    let picture = format!("/pictures/tools/{}", way.rsplit('=').next().unwrap());
    assert!(shown.contains(&picture), "{shown}");
    let file = client.get(&picture).send().await;
    assert_eq!(file.header("content-type"), "image/png");
    assert_eq!(
        file.header("cache-control"),
        "private, max-age=31536000, immutable"
    );
    let stranger = client.world.stranger().await;
    let elsewhere = client
        .ask(Method::GET, &picture)
        .session(&stranger.session)
        .send()
        .await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    assert_eq!(simulator.calls().len(), 1);
}

#[tokio::test]
async fn a_refused_form_comes_back_with_what_was_typed() {
    let (simulator, client) = with_sight().await;
    let led = send(&client, "de", b"GIF89a").await;
    let shown = page(&client, led.header("location")).await;
    assert!(shown.contains("no picture we can read"), "{shown}");
    assert!(shown.contains("<option value=\"de\" selected"), "{shown}");
    assert!(simulator.calls().is_empty());
}

#[tokio::test]
async fn a_program_sends_a_picture_as_the_body_and_reads_it_again() {
    let (_simulator, client) = with_sight().await;
    let file = picture_of(8, 6, [200, 20, 40]);
    let used = client
        .ask(Method::POST, "/api/v1/tools/pictures?language=en")
        .token(&client.owner.token)
        .body("application/octet-stream", file)
        .send()
        .await;
    assert_eq!(used.status, StatusCode::OK, "{}", used.text());
    let used = used.json();
    assert_eq!(used["input"]["tool"], "alt_text");
    assert!(
        used["output"].to_string().contains("looking at red 8x6"),
        "{used}"
    );
    let path = format!("/api/v1/tools/{}/picture", used["id"].as_str().unwrap());
    let file = client.get(&path).send().await;
    assert_eq!(&file.body[1..4], b"PNG");
}

#[tokio::test]
async fn the_picture_of_a_post_leads_to_its_alt_text() {
    let client = Client::new().await;
    let campaign = client.campaign().await;
    let post = client.post_of(&campaign).await;
    let id = post["id"].as_str().unwrap();
    let link = format!("/tools?tool=alt_text&amp;post={id}");
    for place in [format!("/posts/{id}"), format!("/posts/{id}/picture")] {
        assert!(page(&client, &place).await.contains(&link), "{place}");
    }
    let form = page(&client, &link.replace("&amp;", "&")).await;
    assert!(form.contains("This tool needs a model"), "{form}");
}

#[tokio::test]
async fn a_text_that_was_read_aloud_is_heard_in_parts_by_those_who_may() {
    let (_simulator, client) = with_sight().await;
    let draft =
        serde_json::json!({ "draft": { "tool": "read_aloud", "text": "Warm bread at seven." } });
    let used = client.post("/api/v1/tools", &draft).send().await.json();
    assert_eq!(used["output"]["kind"], "speech", "{used}");
    let id = used["id"].as_str().unwrap();
    let shown = page(&client, &format!("/tools?used={id}")).await;
    let path = format!("/speech/{id}.wav");
    assert!(shown.contains("<audio") && shown.contains(&path), "{shown}");
    let whole = client.get(&path).send().await;
    assert_eq!(whole.header("content-type"), "audio/wav");
    let part = client.get(&path).header("range", "bytes=0-3").send().await;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.body, b"RIFF".as_slice());
    let told = format!("bytes 0-3/{}", whole.body.len());
    assert_eq!(part.header("content-range"), told);
    let stranger = client.world.stranger().await;
    let elsewhere = client
        .ask(Method::GET, &path)
        .session(&stranger.session)
        .send()
        .await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}
