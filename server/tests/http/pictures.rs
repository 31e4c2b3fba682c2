//! Pictures over HTTP: addresses that never change, uploads and their limits.

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::Client;

const PHOTO: &[u8] = include_bytes!("../../../crates/pictures/fixtures/held_sideways.jpg");

async fn post(client: &Client) -> Value {
    let campaign = client.campaign().await;
    client.post_of(&campaign).await
}

fn form(bytes: &[u8]) -> Vec<u8> {
    let mut form =
        b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"oven.jpg\"\r\n\r\n"
            .to_vec();
    form.extend(bytes);
    form.extend(b"\r\n--x--\r\n");
    form
}

#[tokio::test]
async fn a_versions_picture_may_be_kept_for_ever_by_those_who_may_see_it() {
    let client = Client::new().await;
    let post = post(&client).await;
    let version = post["version"]["id"].as_str().unwrap();
    let channel = client.get("/api/v1/channels").send().await.json();
    assert!(channel.to_string().contains("linkedin"));
    let path = format!("/pictures/1/{version}/191x100-320.webp");
    let answer = client.get(&path).send().await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "image/webp");
    assert_eq!(
        answer.header("cache-control"),
        "private, max-age=31536000, immutable"
    );
    assert_eq!(&answer.body[8..12], b"WEBP");
    let nobody = client.ask(Method::GET, &path).send().await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let stranger = client.world.stranger().await;
    let elsewhere = client
        .ask(Method::GET, &path)
        .session(&stranger.session)
        .send()
        .await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    for wrong in ["191x100-321.webp", "191x100-320.gif", "x"] {
        let path = format!("/pictures/1/{version}/{wrong}");
        assert_eq!(
            client.get(&path).send().await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn a_preview_is_asked_for_again_only_when_it_would_look_different() {
    let client = Client::new().await;
    let post = post(&client).await;
    let path = format!(
        "/pictures/posts/{}/preview?layout=poster&width=160",
        post["id"].as_str().unwrap()
    );
    let first = client.get(&path).send().await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.text());
    let tag = first.header("etag").to_owned();
    let second = client.get(&path).header("if-none-match", &tag).send().await;
    assert_eq!(second.status, StatusCode::NOT_MODIFIED);
    let other = client.get(&format!("{path}&headline=Other")).send().await;
    assert_ne!(other.header("etag"), tag);
}

#[tokio::test]
async fn a_photo_sent_from_the_posts_page_is_in_its_picture_afterwards() {
    let client = Client::new().await;
    let post = post(&client).await;
    let id = post["id"].as_str().unwrap();
    let answer = client
        .ask(Method::POST, &format!("/posts/{id}/photo"))
        .session(&client.owner.session)
        .body("multipart/form-data; boundary=x", form(PHOTO))
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(answer.header("location"), format!("/posts/{id}#picture"));
    let after = client
        .get(&format!("/api/v1/posts/{id}"))
        .send()
        .await
        .json();
    assert!(
        after["version"]["content"]["picture"]["photo"]["file"].is_string(),
        "{after}"
    );
}

#[tokio::test]
async fn a_file_that_is_too_large_or_no_picture_is_refused_in_a_sentence() {
    let client = Client::new().await;
    let post = post(&client).await;
    let path = format!(
        "/api/v1/campaigns/{}/photos?name=a.png",
        post["campaign"].as_str().unwrap()
    );
    let send = |bytes: Vec<u8>| {
        client
            .ask(Method::POST, &path)
            .token(&client.owner.token)
            .body("image/png", bytes)
            .send()
    };
    let large = send(vec![0; 10 * 1024 * 1024 + 1]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.text().contains("10 MiB"), "{}", large.text());
    let wrong = send(b"<svg/>".to_vec()).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let three_mebibytes = send(vec![0; 3 * 1024 * 1024]).await;
    assert_eq!(three_mebibytes.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = send(PHOTO.to_vec()).await.json();
    assert_eq!(
        (&taken["width"], &taken["height"]),
        (&json!(32), &json!(48))
    );
    let list = client.get(&path).send().await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_program_chooses_and_downloads_a_picture() {
    let client = Client::new().await;
    let post = post(&client).await;
    let path = format!("/api/v1/posts/{}/picture", post["id"].as_str().unwrap());
    let chosen = json!({ "based_on": post["version"]["hash"], "picture": { "layout": "quote", "own": { "headline": "Still warm" } } });
    let answer = client.put(&path, &chosen).send().await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(
        answer.json()["version"]["content"]["picture"]["layout"],
        "quote"
    );
    let file = client.get(&format!("{path}?width=320")).send().await;
    assert_eq!(
        (file.header("content-type"), &file.body[1..4]),
        ("image/png", b"PNG".as_slice())
    );
    let wrong = client.get(&format!("{path}?ratio=3x1")).send().await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let late = client.put(&path, &chosen).send().await;
    assert_eq!(
        late.status,
        StatusCode::OK,
        "the same choice again changes nothing"
    );
    let gone = json!({ "based_on": "0", "picture": null });
    assert_eq!(
        client.put(&path, &gone).send().await.status,
        StatusCode::CONFLICT
    );
}
