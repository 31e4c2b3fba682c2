//! A brief becomes approved posts, by program from end to end.

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::Client;

#[tokio::test]
async fn a_brief_becomes_exported_posts() {
    let client = Client::new().await;
    let markdown = client.world.brief().to_markdown();
    let created = client
        .post("/api/v1/campaigns", &json!(null))
        .body("text/markdown", markdown)
        .send()
        .await;
    assert_eq!(created.status, StatusCode::ACCEPTED, "{}", created.text());
    let path = created.header("location").to_owned();
    assert_eq!(
        path,
        format!(
            "/api/v1/campaigns/{}",
            created.json()["id"].as_str().unwrap()
        )
    );

    client.world.work().await;
    let campaign = client.get(&path).send().await.json();
    assert_eq!(campaign["run"]["state"], "done", "{}", campaign["run"]);
    let posts = client.get(&format!("{path}/posts")).send().await.json();
    assert_eq!(posts["items"], campaign["posts"]);
    assert_eq!(posts["items"].as_array().unwrap().len(), 2);

    for format in [
        ("csv", "text/csv"),
        ("json", "application/json"),
        ("markdown", "text/markdown"),
        ("zip", "application/zip"),
    ] {
        let file = client
            .get(&format!("{path}/export?format={}", format.0))
            .send()
            .await;
        assert_eq!(file.status, StatusCode::OK, "{}", file.text());
        assert!(
            file.header("content-type").starts_with(format.1),
            "{}",
            file.header("content-type")
        );
        assert!(
            file.header("content-disposition")
                .starts_with("attachment; filename=\"")
        );
        assert!(!file.body.is_empty());
    }
    let refused = client
        .get(&format!("{path}/export?format=doc"))
        .send()
        .await;
    assert_eq!(refused.json()["fields"][0]["field"], "format");
}

#[tokio::test]
async fn an_edit_makes_a_version_and_voids_the_approval() {
    let client = Client::new().await;
    let campaign = client.campaign().await;
    let post = client.post_of(&campaign).await;
    let path = format!("/api/v1/posts/{}", post["id"].as_str().unwrap());
    let hash = &post["version"]["hash"];

    let approve = json!({ "verdict": "approve", "version_hash": hash });
    let approved = client
        .post(&format!("{path}/decisions"), &approve)
        .send()
        .await;
    assert_eq!(approved.status, StatusCode::OK, "{}", approved.text());
    assert_eq!(approved.json()["state"], "approved");

    let mut content = post["version"]["content"].clone();
    content["body"] = json!(format!("{} Come early.", content["body"].as_str().unwrap()));
    let edited = client
        .put(&path, &json!({ "content": content, "based_on": hash }))
        .send()
        .await;
    assert_eq!(edited.status, StatusCode::OK, "{}", edited.text());
    assert_eq!(edited.json()["state"], "in_review");

    let late = client
        .post(&format!("{path}/decisions"), &approve)
        .send()
        .await;
    assert_eq!(
        (late.status, late.json()["code"].clone()),
        (StatusCode::CONFLICT, json!("changed"))
    );
    let versions = client.get(&format!("{path}/versions")).send().await.json();
    let numbers: Vec<_> = versions["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| version["number"].as_u64().unwrap())
        .collect();
    assert!(
        numbers.len() >= 2 && numbers.is_sorted_by(|a, b| a > b),
        "{numbers:?}"
    );
    let first = versions["items"].as_array().unwrap().last().unwrap()["id"]
        .as_str()
        .unwrap();
    let old = client
        .get(&format!("/api/v1/versions/{first}"))
        .send()
        .await
        .json();
    assert_eq!(old["number"], 1);
}

#[tokio::test]
async fn locked_fields_stay_when_a_post_is_written_anew() {
    let client = Client::new().await;
    let campaign = client.campaign().await;
    let post = client.post_of(&campaign).await;
    let path = format!("/api/v1/posts/{}", post["id"].as_str().unwrap());
    let locked = client
        .put(&format!("{path}/locks"), &json!({ "locked": ["body"] }))
        .send()
        .await
        .json();
    assert_eq!(locked["locked"], json!(["body"]));
    let accepted = client
        .post(&format!("{path}/regenerate"), &json!({ "wish": "shorter" }))
        .send()
        .await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED, "{}", accepted.text());
    client.world.work().await;
    let after = client.get(&path).send().await.json();
    assert_eq!(
        after["version"]["content"]["body"],
        post["version"]["content"]["body"]
    );
}

#[tokio::test]
async fn a_run_is_cancelled_and_goes_on_from_another_concept() {
    let client = Client::new().await;
    let campaign = client.campaign().await;
    let path = format!("/api/v1/campaigns/{}", campaign["id"].as_str().unwrap());
    let too_late = client
        .post(&format!("{path}/cancel"), &json!({}))
        .send()
        .await;
    assert_eq!(too_late.json()["code"], "wrong-state");
    let other = (campaign["run"]["concept"].as_u64().unwrap() + 1) % 3;
    let chosen = client
        .post(&format!("{path}/concept"), &json!({ "concept": other }))
        .send()
        .await;
    assert_eq!(chosen.status, StatusCode::ACCEPTED, "{}", chosen.text());
    let cancelled = client
        .post(&format!("{path}/cancel"), &json!({}))
        .send()
        .await;
    assert_eq!(
        cancelled.json()["run"]["state"],
        "cancelled",
        "{}",
        cancelled.text()
    );
    let steps = cancelled.json()["run"]["steps"].clone();
    let stopped = steps
        .as_array()
        .unwrap()
        .iter()
        .find(|step| step["state"] == "cancelled")
        .unwrap()["id"]
        .clone();
    let retried = client
        .post(
            &format!("/api/v1/steps/{}/retry", stopped.as_str().unwrap()),
            &json!({}),
        )
        .send()
        .await;
    assert_eq!(retried.status, StatusCode::ACCEPTED, "{}", retried.text());
    client.world.work().await;
    let done = client.get(&path).send().await.json();
    assert_eq!(
        (&done["run"]["state"], &done["run"]["concept"]),
        (&json!("done"), &json!(other))
    );
}

#[tokio::test]
async fn a_brief_is_written_in_parts_and_then_submitted() {
    let client = Client::new().await;
    let begun = client
        .post("/api/v1/briefs", &json!({ "title": "Bread" }))
        .send()
        .await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text());
    let path = begun.header("location").to_owned();
    assert!(!begun.json()["problems"].as_array().unwrap().is_empty());
    let refused = client
        .post(&format!("{path}/submit"), &json!(null))
        .send()
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let whole = serde_json::to_value(client.world.brief()).unwrap();
    assert_eq!(
        client.put(&path, &whole).send().await.json()["problems"],
        json!([])
    );
    let submitted = client
        .post(&format!("{path}/submit"), &json!(null))
        .send()
        .await;
    assert_eq!(
        submitted.status,
        StatusCode::ACCEPTED,
        "{}",
        submitted.text()
    );
    assert_eq!(
        client.get("/api/v1/briefs").send().await.json()["items"],
        json!([])
    );
    let channels = client.get("/api/v1/channels").send().await.json();
    assert_eq!(channels["items"].as_array().unwrap().len(), 12);
}

/// What became of the posts.
async fn bulk(client: &Client, posts: &[Value], act: Value) -> Value {
    let command = json!({ "posts": posts, "act": act });
    let answer = client.post("/api/v1/posts/bulk", &command).send().await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()["outcomes"].clone()
}

#[tokio::test]
async fn several_posts_are_planned_approved_edited_and_undone() {
    let client = Client::new().await;
    client.campaign().await;
    let found = client.get("/api/v1/posts").send().await.json();
    let items = found["items"].as_array().unwrap();
    let posts: Vec<_> = items
        .iter()
        .map(|item| json!({ "id": item["post"]["id"], "version_hash": item["version_hash"] }))
        .collect();
    let outcomes = bulk(&client, &posts, json!({ "kind": "approve" })).await;
    assert_eq!(outcomes[1]["changed"], true, "{outcomes}");
    let path = format!("/api/v1/posts/{}", items[0]["post"]["id"].as_str().unwrap());
    let planned = client
        .put(
            &format!("{path}/schedule"),
            &json!({ "publish_on": "2027-01-04" }),
        )
        .send()
        .await
        .json();
    assert_eq!(
        (&planned["publish_on"], &planned["state"]),
        (&json!("2027-01-04"), &json!("approved"))
    );

    let outcomes = bulk(
        &client,
        &posts,
        json!({ "kind": "add_hashtag", "hashtag": "#zwieback" }),
    )
    .await;
    assert_eq!(outcomes[0]["changed"], true, "{outcomes}");
    let late = bulk(&client, &posts, json!({ "kind": "approve" })).await;
    assert_eq!(late[0]["refusal"]["code"], "changed", "{late}");
    let edited = client.get(&path).send().await.json();
    assert_eq!(edited["state"], "in_review");
    let versions = client.get(&format!("{path}/versions")).send().await.json();
    let before = &versions["items"][1];
    let restore = json!({ "version": before["id"], "based_on": edited["version"]["hash"] });
    let restored = client
        .post(&format!("{path}/restore"), &restore)
        .send()
        .await
        .json();
    assert_eq!(restored["version"]["hash"], before["hash"], "{restored}");
    let numbers = format!(
        "from={}&to={}",
        before["number"], edited["version"]["number"]
    );
    let shown = client
        .get(&format!("{path}/comparison?{numbers}"))
        .send()
        .await
        .json();
    assert!(shown["fields"].to_string().contains("zwieback"), "{shown}");
}

#[tokio::test]
async fn variants_are_asked_for_compared_and_one_is_used() {
    let client = Client::new().await;
    let campaign = client.campaign().await;
    let post = client.post_of(&campaign).await;
    let path = format!("/api/v1/posts/{}", post["id"].as_str().unwrap());
    let variants = format!("{path}/variants");
    let request = json!({ "kind": "several", "differ_in": "hook", "count": 3 });
    let asked = client.post(&variants, &request).send().await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", asked.text());
    client.world.work().await;
    let view = client.get(&variants).send().await.json();
    let listed = view["variants"].as_array().unwrap();
    assert_eq!(listed.len(), 3);
    assert_eq!(
        listed[0]["aim"],
        json!({ "kind": "hook", "hook": "question" })
    );
    assert_eq!(view["estimate"], json!({ "most": 0 }));
    let step = |at: usize| format!("{variants}/{}", listed[at]["step"].as_str().unwrap());
    let stale = client
        .post(&format!("{}/use", step(0)), &json!({ "based_on": "0" }))
        .send()
        .await;
    assert_eq!(
        (stale.status, stale.json()["code"].clone()),
        (StatusCode::CONFLICT, json!("changed"))
    );
    let seen = json!({ "based_on": view["version_hash"] });
    let used = client.post(&format!("{}/use", step(0)), &seen).send().await;
    assert_eq!(used.status, StatusCode::OK, "{}", used.text());
    assert_eq!(
        used.json()["version"]["content"],
        listed[0]["offer"]["content"]
    );
    let dismissed = client
        .ask(Method::DELETE, &step(1))
        .token(&client.owner.token)
        .send()
        .await;
    assert_eq!(
        dismissed.status,
        StatusCode::NO_CONTENT,
        "{}",
        dismissed.text()
    );
    let rest = client.get(&variants).send().await.json();
    assert_eq!(rest["variants"].as_array().unwrap().len(), 1);
    let many = json!({ "kind": "several", "differ_in": "hook", "count": 11 });
    let refused = client.post(&variants, &many).send().await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["fields"][0]["field"], "count");
}
