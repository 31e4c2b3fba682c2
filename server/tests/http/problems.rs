//! What refusals look like.

use http::{Method, StatusCode};
use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn an_unknown_id_is_a_problem_with_a_help_page() {
    let client = Client::new().await;
    let answer = client
        .get("/api/v1/campaigns/00000000-0000-0000-0000-000000000000")
        .send()
        .await;
    assert_eq!(answer.header("content-type"), "application/problem+json");
    insta::assert_json_snapshot!(answer.json(), @r#"
    {
      "code": "not-found",
      "detail": "There is no such campaign. It may have been removed, or the address is wrong.",
      "instance": "/api/v1/campaigns/00000000-0000-0000-0000-000000000000",
      "request_id": "request-1",
      "status": 404,
      "title": "Not found",
      "type": "/help/errors/not-found"
    }
    "#);
}

#[tokio::test]
async fn a_refused_field_says_what_to_do() {
    let client = Client::new().await;
    let answer = client.put("/api/v1/briefs/x", &json!({})).send().await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let mut brief = serde_json::to_value(client.world.brief()).unwrap();
    brief["post_count"] = json!(900);
    let answer = client.post("/api/v1/campaigns", &brief).send().await;
    insta::assert_json_snapshot!(answer.json(), @r#"
    {
      "code": "invalid-input",
      "detail": "Give a whole number from 1 to 60.",
      "fields": [
        {
          "field": "post_count",
          "message": "Give a whole number from 1 to 60."
        }
      ],
      "instance": "/api/v1/campaigns",
      "request_id": "request-1",
      "status": 422,
      "title": "Some fields need attention",
      "type": "/help/errors/invalid-input"
    }
    "#);
}

/// Method, path, content type, body; status and code of the answer.
type Case = (
    Method,
    &'static str,
    &'static str,
    &'static [u8],
    u16,
    &'static str,
);

const FOREIGN: [Case; 9] = [
    (Method::GET, "/api/v1/nothing", "", b"", 404, "not-found"),
    (Method::GET, "/api/v1", "", b"", 404, "not-found"),
    (Method::GET, "/api/elsewhere", "", b"", 404, "not-found"),
    (
        Method::PATCH,
        "/api/v1/campaigns",
        "",
        b"",
        405,
        "malformed-request",
    ),
    (
        Method::POST,
        "/api/v1/tokens",
        "application/json",
        b"0",
        422,
        "invalid-input",
    ),
    (
        Method::POST,
        "/api/v1/tokens",
        "application/json",
        b"{",
        400,
        "malformed-request",
    ),
    (
        Method::POST,
        "/api/v1/tokens",
        "text/csv",
        b"a",
        415,
        "malformed-request",
    ),
    (
        Method::POST,
        "/api/v1/campaigns",
        "text/csv",
        b"a",
        415,
        "malformed-request",
    ),
    (
        Method::POST,
        "/api/v1/campaigns",
        "application/json",
        &[0xff, 0xfe],
        400,
        "malformed-request",
    ),
];

#[tokio::test]
async fn the_frameworks_own_refusals_have_the_same_shape() {
    let client = Client::new().await;
    for (method, path, kind, body, status, code) in FOREIGN {
        let asking = client.ask(method, path).token(&client.owner.token);
        let answer = asking.body(kind, body.to_vec()).send().await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{path}"
        );
        let problem = answer.json();
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(problem["status"], status);
        assert_eq!(problem["request_id"], "request-1");
        assert!(
            problem["detail"].as_str().unwrap().ends_with('.'),
            "{problem}"
        );
    }
    let unknown = client
        .ask(Method::GET, "/api/v1/me")
        .token("hb_wrong")
        .send()
        .await;
    assert_eq!(
        (unknown.status, unknown.json()["code"].clone()),
        (StatusCode::UNAUTHORIZED, json!("not-signed-in"))
    );
}

#[tokio::test]
async fn a_wrong_method_names_the_right_ones() {
    let client = Client::new().await;
    let answer = client
        .ask(Method::PATCH, "/api/v1/campaigns")
        .token(&client.owner.token)
        .send()
        .await;
    assert!(
        answer.header("allow").contains("POST"),
        "{}",
        answer.header("allow")
    );
}

#[tokio::test]
async fn a_database_that_is_away_is_a_503_that_names_no_internals() {
    let client = Client::new().await;
    client.world.services.db().close().await;
    for path in ["/api/v1/campaigns", "/readyz"] {
        let answer = client.get(path).send().await;
        assert_eq!(
            answer.status,
            StatusCode::SERVICE_UNAVAILABLE,
            "{path}: {}",
            answer.text()
        );
        assert_ne!(answer.header("retry-after"), "");
        assert_eq!(answer.json()["code"], "storage-unavailable");
        for internal in ["sqlx", "pool", "Pool", ".rs"] {
            assert!(!answer.text().contains(internal), "{}", answer.text());
        }
    }
    assert_eq!(
        client.ask(Method::GET, "/healthz").send().await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_page_of_ours_gets_what_its_server_function_decodes() {
    let client = Client::new().await;
    let answer = client
        .ask(Method::POST, "/api/ui/sign-out")
        .header("cookie", "handbill_session=x")
        .header("accept", "application/json")
        .header("sec-fetch-site", "cross-site")
        .send()
        .await;
    assert_eq!(answer.json()["problem"]["code"], "cross-site");
}
