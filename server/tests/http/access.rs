//! Every operation against every kind of asker. The list comes from the OpenAPI document, so that
//! a new route cannot be forgotten.

use domain::{
    access::Scope,
    ids::{AssetId, CampaignId, PostId, StepId},
    picture::ImageBrief,
    video::Storyboard,
};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use storage::{assets, made_images, videos};
use testkit::world::EMAIL;

use crate::client::Client;

/// An operation as the document has it.
struct Operation {
    id: String,
    method: Method,
    path: String,
}

async fn operations(client: &Client) -> Vec<Operation> {
    let document = client
        .ask(Method::GET, "/api/v1/openapi.json")
        .send()
        .await
        .json();
    let operations: Vec<Operation> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            item.as_object()
                .unwrap()
                .iter()
                .map(|(method, operation)| Operation {
                    id: operation["operationId"].as_str().unwrap().to_owned(),
                    method: method.to_uppercase().parse().unwrap(),
                    path: path.clone(),
                })
        })
        .collect();
    assert!(
        operations.len() >= 24,
        "only {} operations",
        operations.len()
    );
    operations
}

/// Ids of things that the owner's organization has, by the first part of the path.
struct Things(Value);

impl Things {
    async fn new(client: &Client) -> Self {
        let campaign = client.campaign().await;
        let post = client.post_of(&campaign).await;
        let brief = client
            .post("/api/v1/briefs", &json!({ "title": "Half a brief" }))
            .send()
            .await
            .json();
        let budget = json!({ "scope": "organization", "period": "month", "amount": "9" });
        let price = json!({ "model": "llama", "input": "1", "output": "2" });
        for (method, path, body) in [
            (Method::PUT, "/api/v1/budgets", budget),
            (Method::POST, "/api/v1/prices", price),
        ] {
            let asking = client.ask(method, path).session(&client.owner.session);
            let answer = asking.json(&body).send().await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
        }
        let listed = async |path| client.get(path).send().await.json();
        let budgets = listed("/api/v1/budgets").await;
        let models = listed("/api/v1/models").await;
        let sample = json!({ "text": "We bake at five." });
        let desk = client
            .post("/api/v1/voice/samples", &sample)
            .send()
            .await
            .json();
        let golden = json!({ "text": "Warm at seven.", "approved": true });
        let golden = client
            .post("/api/v1/voice/golden", &golden)
            .send()
            .await
            .json();
        let picture = made_picture(client, &campaign, &post).await;
        let film = made_film(client, &campaign, &post).await;
        let used = json!({ "draft": { "tool": "readability", "text": "We bake at five." } });
        let used = client.post("/api/v1/tools", &used).send().await.json();
        let term = json!({ "source": "bread", "rule": "keep" });
        let term = client.post("/api/v1/terms", &term).send().await.json();
        let reader = json!({ "name": "Compliance", "instructions": "Find promises." });
        let reader = client.post("/api/v1/readers", &reader).send().await.json();
        let tokens = client
            .ask(Method::GET, "/api/v1/tokens")
            .session(&client.owner.session)
            .send()
            .await
            .json();
        Self(json!({
            "briefs": brief["id"], "campaigns": campaign["id"], "posts": post["id"], "versions": post["version"]["id"],
            "steps": campaign["run"]["steps"][0]["id"], "tokens": tokens["items"][0]["id"],
            "jobs": campaign["run"]["steps"][0]["id"], "budgets": budgets["items"][0]["id"],
            "prices": models["own_prices"][0]["id"], "samples": desk["samples"][0]["id"], "golden": golden["id"],
            "pictures": picture, "videos": film, "readers": reader["id"],
            "tools": used["id"], "terms": term["term"]["id"],
        }))
    }

    fn put_into(&self, path: &str) -> String {
        if !path.contains("{id}") {
            let query = if path.ends_with("/voice/rules") {
                "?key=ban:cheap"
            } else {
                ""
            };
            let path = path.replace("{task}", "write");
            return path.replace("{provider}", "openai") + query;
        }
        let noun = path.split('/').nth(3).unwrap();
        let id = self.0[noun]
            .as_str()
            .unwrap_or_else(|| panic!("no id known for {path}: add one to Things"));
        let query = match (noun, path.ends_with("/comparison")) {
            ("campaigns", true) => format!("?with={id}"),
            (_, true) => "?from=1&to=1".to_owned(),
            _ => String::new(),
        };
        let step = self.0["steps"].as_str().unwrap();
        path.replace("{id}", id).replace("{variant}", step) + &query
    }
}

/// A picture as an image model would have left it.
async fn made_picture(client: &Client, campaign: &Value, post: &Value) -> AssetId {
    let id = |value: &Value| value.as_str().unwrap().parse().unwrap();
    let asset = AssetId(id(&campaign["id"]));
    let file = assets::Asset {
        id: asset,
        campaign: CampaignId(id(&campaign["id"])),
        content_type: "image/webp".into(),
        file_name: "made.webp".into(),
        path: "made/x.webp".into(),
        bytes: 1,
        sha256: "0".repeat(64),
        source: None,
        alt: None,
        size: Some((4, 5)),
    };
    let made = made_images::MadeImage {
        asset,
        post: PostId(id(&post["id"])),
        step: StepId(id(&campaign["run"]["steps"][0]["id"])),
        brief: ImageBrief::default(),
        provider: "gemini".into(),
        model: "m".into(),
        cost: None,
        made_at: client.world.services.now(),
    };
    let org = client.owner.actor.org;
    let mut tx = client.world.services.db().write(org).await.unwrap();
    assets::insert(&mut tx, &file).await.unwrap();
    made_images::insert(&mut tx, &made).await.unwrap();
    tx.commit().await.unwrap();
    asset
}

/// A film as a video model would have left it.
async fn made_film(client: &Client, campaign: &Value, post: &Value) -> AssetId {
    let id = |value: &Value| value.as_str().unwrap().parse().unwrap();
    let asset = AssetId(id(&post["id"]));
    let file = assets::Asset {
        id: asset,
        campaign: CampaignId(id(&campaign["id"])),
        content_type: "video/mp4".into(),
        file_name: "film.mp4".into(),
        path: "made/x.mp4".into(),
        bytes: 1,
        sha256: "0".repeat(64),
        source: None,
        alt: None,
        size: None,
    };
    let made = videos::MadeVideo {
        asset,
        post: PostId(id(&post["id"])),
        step: StepId(id(&campaign["run"]["steps"][0]["id"])),
        storyboard: Storyboard::default(),
        first_frame: None,
        size: (1_280, 720),
        millis: 8_000,
        provider: "vertex".into(),
        model: "m".into(),
        cost: None,
        made_at: client.world.services.now(),
    };
    let org = client.owner.actor.org;
    let mut tx = client.world.services.db().write(org).await.unwrap();
    assets::insert(&mut tx, &file).await.unwrap();
    videos::insert(&mut tx, &made).await.unwrap();
    tx.commit().await.unwrap();
    asset
}

/// A body that is complete, so that only permission or absence can refuse it.
fn body(operation: &Operation) -> Option<Value> {
    let body = match operation.id.as_str() {
        "createBrief" | "saveBrief" | "createCampaign" => json!({ "title": "Some title" }),
        "editPost" => json!({ "content": { "body": "New" }, "based_on": "0" }),
        "choosePicture" => json!({ "based_on": "0", "picture": null }),
        "setLocks" => json!({ "locked": ["body"] }),
        "decide" => json!({ "verdict": "approve", "version_hash": "0" }),
        "regeneratePost" | "uploadPhoto" | "fillBrief" | "setRoute" | "addSampleDocument"
        | "describePicture" => {
            json!({})
        }
        "askForVariants" => json!({ "kind": "one", "aim": { "kind": "shorter" } }),
        "useVariant" | "chooseMadePicture" | "applyToolResult" => json!({ "based_on": "0" }),
        "reschedulePost" => json!({ "publish_on": "2026-12-24" }),
        "restoreVersion" => {
            json!({ "version": "00000000-0000-0000-0000-000000000000", "based_on": "0" })
        }
        "changePosts" => json!({
            "posts": [{ "id": "00000000-0000-0000-0000-000000000000", "version_hash": "0" }], "act": { "kind": "approve" },
        }),
        "forkCampaign" => json!({ "at": "draft" }),
        "makeVideo" => {
            json!({ "storyboard": { "shots": [{ "seconds": 8, "seen": "A loaf" }] }, "seconds": 8 })
        }
        "makePictures" => json!({ "brief": { "shows": "A loaf" }, "count": 1 }),
        "chooseConcept" => json!({ "concept": 1 }),
        "setBudget" => json!({ "scope": "organization", "period": "month", "amount": "5" }),
        "setRegion" => json!({ "region": "eu" }),
        "setProviderKey" => json!({ "key": "sk-0123456789abcdef" }),
        "addPrice" => json!({ "model": "llama", "input": "1", "output": "2" }),
        "addSamples" | "addGolden" | "scoreText" => json!({ "text": "Some text" }),
        "writeRule" => json!({ "rule": { "kind": "ban", "term": "cheap" } }),
        "useTool" | "estimateTool" => {
            json!({ "draft": { "tool": "readability", "text": "Some text" } })
        }
        "saveTargets" => json!({ "targets": ["Some text"] }),
        "addTerm" => json!({ "source": "guests", "rule": "keep" }),
        "publishVoice" | "publishWording" | "publishReader" => json!({ "note": "New" }),
        "saveWording" => json!({ "instructions": "Write.", "request": "Now." }),
        "createReader" | "saveReader" => {
            json!({ "name": "Compliance", "instructions": "Find promises." })
        }
        "haveRead" => json!({}),
        "useSuggestions" => json!({ "step": "00000000-0000-7000-8000-000000000000" }),
        "restoreWording" => json!({ "number": 0 }),
        "createToken" => json!({ "name": "Mine", "scopes": ["read"] }),
        "submitBrief" | "duplicateBrief" | "cancelRun" | "retryStep" | "retryJob"
        | "addPostToGoldenSet" | "briefPicture" | "briefVideo" | "cancelStep" | "retireReader"
        | "compareMeaning" => {
            return None;
        }
        other => {
            assert!(
                matches!(operation.method, Method::GET | Method::DELETE),
                "give {other} a body"
            );
            return None;
        }
    };
    Some(body)
}

#[tokio::test]
async fn nobody_gets_past_the_door() {
    let client = Client::new().await;
    let things = Things::new(&client).await;
    for operation in operations(&client).await {
        let asking = client.ask(operation.method.clone(), &things.put_into(&operation.path));
        let asking = match body(&operation) {
            Some(body) => asking.json(&body),
            None => asking,
        };
        let answer = asking.send().await;
        assert_eq!(
            answer.status,
            StatusCode::UNAUTHORIZED,
            "{}: {}",
            operation.id,
            answer.text()
        );
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{}",
            operation.id
        );
        assert_eq!(answer.json()["code"], "not-signed-in");
    }
}

#[tokio::test]
async fn what_belongs_to_another_organization_is_not_there() {
    let client = Client::new().await;
    let things = Things::new(&client).await;
    let stranger = client.world.stranger().await;
    for operation in operations(&client)
        .await
        .into_iter()
        .filter(|operation| operation.path.contains("{id}"))
    {
        let asking = client
            .ask(operation.method.clone(), &things.put_into(&operation.path))
            .session(&stranger.session);
        let asking = match body(&operation) {
            Some(body) => asking.json(&body),
            None => asking,
        };
        let answer = asking.send().await;
        assert_eq!(
            answer.status,
            StatusCode::NOT_FOUND,
            "{}: {}",
            operation.id,
            answer.text()
        );
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{}",
            operation.id
        );
    }
    let list = client
        .ask(Method::GET, "/api/v1/campaigns")
        .session(&stranger.session)
        .send()
        .await;
    assert_eq!(list.json()["items"], json!([]));
}

#[tokio::test]
async fn a_token_without_scopes_for_it_does_nothing() {
    let client = Client::new().await;
    let things = Things::new(&client).await;
    let reader = client.world.token(EMAIL, &[Scope::Read]).await;
    // Scoring a text and asking for a price change nothing: who may read may do it.
    for operation in operations(&client).await.into_iter().filter(|operation| {
        operation.method != Method::GET
            && !["scoreText", "estimateTool"].contains(&operation.id.as_str())
    }) {
        let asking = client
            .ask(operation.method.clone(), &things.put_into(&operation.path))
            .token(&reader);
        let asking = match body(&operation) {
            Some(body) => asking.json(&body),
            None => asking,
        };
        let answer = asking.send().await;
        assert_eq!(
            answer.status,
            StatusCode::FORBIDDEN,
            "{}: {}",
            operation.id,
            answer.text()
        );
    }
}

#[tokio::test]
async fn a_token_reads_who_it_stands_for_and_manages_no_tokens() {
    let client = Client::new().await;
    let me = client.get("/api/v1/me").send().await.json();
    assert_eq!(
        me,
        json!({ "name": "Ada", "email": EMAIL, "org_name": "Lindner Bakery" })
    );
    assert_eq!(
        client.get("/api/v1/tokens").send().await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        client.get("/api/v1/jobs/failed").send().await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_removed_token_is_refused_at_once() {
    let client = Client::new().await;
    let session = |method, path: &str| client.ask(method, path).session(&client.owner.session);
    let made = session(Method::POST, "/api/v1/tokens")
        .json(&json!({ "name": "CI", "scopes": ["read"] }))
        .send()
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let made = made.json();
    let secret = made["secret"].as_str().unwrap().to_owned();
    assert_eq!(
        client
            .ask(Method::GET, "/api/v1/me")
            .token(&secret)
            .send()
            .await
            .status,
        StatusCode::OK
    );
    let path = format!("/api/v1/tokens/{}", made["token"]["id"].as_str().unwrap());
    assert_eq!(
        session(Method::DELETE, &path).send().await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        client
            .ask(Method::GET, "/api/v1/me")
            .token(&secret)
            .send()
            .await
            .status,
        StatusCode::UNAUTHORIZED
    );
}
