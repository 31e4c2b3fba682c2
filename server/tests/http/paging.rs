//! Lists are read page by page, with few statements however long they are.

use serde_json::Value;
use usecases::campaigns;

use crate::client::Client;

#[tokio::test]
async fn following_the_links_shows_every_campaign_once() {
    let client = Client::new().await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(
            campaigns::create(
                &client.world.services,
                &client.owner.actor,
                client.world.brief(),
            )
            .await
            .unwrap()
            .id
            .to_string(),
        );
    }
    made.reverse();
    assert_eq!(follow(&client, "/api/v1/campaigns?limit=2").await, made);
}

/// The ids of all items from `path` on, two a page.
async fn follow(client: &Client, path: &str) -> Vec<String> {
    let mut seen = Vec::new();
    let mut path = Some(path.to_owned());
    while let Some(page) = path {
        let answer = client.get(&page).send().await;
        let items = answer.json()["items"].as_array().unwrap().clone();
        assert!(items.len() <= 2);
        seen.extend(items.iter().map(|item| {
            let id = item.get("id").unwrap_or(&item["post"]["id"]);
            id.as_str().unwrap().to_owned()
        }));
        path = answer
            .header("link")
            .strip_prefix('<')
            .and_then(|link| link.split_once(">; rel=\"next\""))
            .map(|(path, _)| path.to_owned());
        assert_eq!(path.is_none(), answer.json()["next"] == Value::Null);
    }
    seen
}

#[tokio::test]
async fn following_the_links_keeps_what_was_asked_for() {
    let client = Client::new().await;
    let mut own = Vec::new();
    for _ in 0..2 {
        own = client.campaign().await["posts"].as_array().unwrap().clone();
    }
    let campaign = client.get("/api/v1/campaigns").send().await.json()["items"][0]["id"].clone();
    let all = follow(&client, "/api/v1/posts?limit=1&sort=changed").await;
    assert_eq!(all.len(), 4);
    let path = format!(
        "/api/v1/posts?limit=1&q=&campaign={}",
        campaign.as_str().unwrap()
    );
    let mut of_one = follow(&client, &path).await;
    of_one.sort();
    let mut own: Vec<_> = own
        .iter()
        .map(|post| post["id"].as_str().unwrap().to_owned())
        .collect();
    own.sort();
    assert_eq!(of_one, own);
    let refused = client
        .get("/api/v1/posts?channel=pigeon&from=soon")
        .send()
        .await;
    assert_eq!(refused.json()["fields"][1]["field"], "from");
}

#[tokio::test]
async fn a_damaged_cursor_and_a_wrong_limit_are_refused_in_words() {
    let client = Client::new().await;
    let refused = client.get("/api/v1/campaigns?after=nonsense").send().await;
    assert_eq!(refused.json()["fields"][0]["field"], "after");
    let refused = client.get("/api/v1/campaigns?limit=many").send().await;
    assert_eq!(refused.json()["code"], "malformed-request");
}

#[tokio::test]
async fn a_list_takes_at_most_five_statements_with_the_session_checked() {
    let client = Client::new().await;
    for _ in 0..8 {
        campaigns::create(
            &client.world.services,
            &client.owner.actor,
            client.world.brief(),
        )
        .await
        .unwrap();
    }
    client.campaign().await;
    for path in [
        "/api/v1/campaigns?limit=50",
        "/",
        "/api/v1/posts?q=mill&state=in_review",
        "/posts",
        "/posts?view=board",
        "/posts?view=month",
        "/posts?view=gallery&sort=changed",
    ] {
        let asking = client
            .ask(http::Method::GET, path)
            .session(&client.owner.session)
            .send();
        let (answer, statements) = storage::counted(asking).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.status);
        assert!(
            (1..=5).contains(&statements),
            "{path} took {statements} statements"
        );
    }
}
