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
    let mut seen = Vec::new();
    let mut path = Some("/api/v1/campaigns?limit=2".to_owned());
    while let Some(page) = path {
        let answer = client.get(&page).send().await;
        let items = answer.json()["items"].as_array().unwrap().clone();
        assert!(items.len() <= 2);
        seen.extend(
            items
                .iter()
                .map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        path = answer
            .header("link")
            .strip_prefix('<')
            .and_then(|link| link.split_once(">; rel=\"next\""))
            .map(|(path, _)| path.to_owned());
        assert_eq!(path.is_none(), answer.json()["next"] == Value::Null);
    }
    assert_eq!(seen, made);
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
    for path in ["/api/v1/campaigns?limit=50", "/"] {
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
