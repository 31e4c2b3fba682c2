//! Headers, limits and the way in.

use http::{Method, StatusCode};
use serde_json::json;
use server::http::RateLimits;

use crate::client::Client;

#[tokio::test]
async fn a_page_runs_only_scripts_with_its_own_nonce() {
    let client = Client::new().await;
    let ask = || {
        client
            .ask(Method::GET, "/")
            .session(&client.owner.session)
            .send()
    };
    let (first, second) = (ask().await, ask().await);
    let policy = first.header("content-security-policy");
    let nonce = policy
        .split("'nonce-")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap();
    assert!(
        first.text().contains(&format!("nonce=\"{nonce}\"")),
        "no script carries the nonce"
    );
    for script in first.text().split("<script").skip(1) {
        assert!(
            script.split('>').next().unwrap().contains(nonce),
            "<script{script}"
        );
    }
    for part in [
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{policy}"
    );
    assert_ne!(policy, second.header("content-security-policy"));
}

#[tokio::test]
async fn a_page_asks_for_no_script_while_it_is_read() {
    let client = Client::new().await;
    let page = client
        .ask(Method::GET, "/")
        .session(&client.owner.session)
        .send()
        .await;
    for script in page.text().split("<script").skip(1) {
        assert!(
            !script.split('>').next().unwrap().contains("src="),
            "<script{script}"
        );
    }
    assert!(!page.text().contains("modulepreload"), "{}", page.text());
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let client = Client::with("https://handbill.example/", RateLimits::default()).await;
    for path in ["/", "/api/v1/campaigns", "/healthz", "/api/v1/nothing"] {
        let answer = client.ask(Method::GET, path).send().await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert!(
            answer
                .header("strict-transport-security")
                .starts_with("max-age=")
        );
        assert_eq!(answer.header("x-request-id"), "request-1");
        assert_ne!(answer.header("content-security-policy"), "");
        assert_ne!(answer.header("cache-control"), "");
    }
    assert_eq!(
        Client::new()
            .await
            .ask(Method::GET, "/")
            .send()
            .await
            .header("strict-transport-security"),
        ""
    );
}

#[tokio::test]
async fn another_site_cannot_act_with_a_visitors_session() {
    let client = Client::new().await;
    let with_cookie = || {
        let cookie = format!("handbill_session={}", client.owner.session);
        client
            .ask(Method::POST, "/api/v1/briefs")
            .json(&json!({ "title": "x" }))
            .header("cookie", &cookie)
    };
    let forged = [
        with_cookie(),
        with_cookie().header("sec-fetch-site", "cross-site"),
        with_cookie()
            .header("origin", "https://evil.example")
            .header("host", "127.0.0.1:3000"),
    ];
    for asking in forged {
        let answer = asking.send().await;
        assert_eq!(
            (answer.status, answer.json()["code"].clone()),
            (StatusCode::FORBIDDEN, json!("cross-site"))
        );
    }
    let own = [
        with_cookie().header("sec-fetch-site", "same-origin"),
        with_cookie().header("origin", "http://127.0.0.1:3000"),
    ];
    for asking in own {
        assert_eq!(asking.send().await.status, StatusCode::CREATED);
    }
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_when_to_come_back() {
    let client = Client::with("http://127.0.0.1:3000/", RateLimits::per_minute(2)).await;
    let first = client.get("/api/v1/me").send().await;
    assert_eq!(
        (
            first.header("ratelimit-limit"),
            first.header("ratelimit-remaining")
        ),
        ("2", "1")
    );
    client.get("/api/v1/me").send().await;
    let refused = client.get("/api/v1/me").send().await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.json()["code"], "too-many-requests");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert_eq!(refused.header("ratelimit-remaining"), "0");
}

#[tokio::test]
async fn guessing_a_password_ends_soon() {
    let client = Client::new().await;
    let mut statuses = Vec::new();
    for _ in 0..11 {
        let form = "email=ada%40example.com&password=wrong-wrong-wrong";
        let guess = client
            .ask(Method::POST, "/api/ui/sign-in")
            .header("accept", "application/json")
            .header("x-forwarded-for", "203.0.113.7")
            .body("application/x-www-form-urlencoded", form);
        statuses.push(guess.send().await.status);
    }
    assert_eq!(statuses.pop(), Some(StatusCode::TOO_MANY_REQUESTS));
    assert!(
        statuses
            .iter()
            .all(|status| *status == StatusCode::UNAUTHORIZED),
        "{statuses:?}"
    );
}

#[tokio::test]
async fn probes_answer_without_a_session() {
    let client = Client::new().await;
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(
            client.ask(Method::GET, path).send().await.status,
            StatusCode::OK,
            "{path}"
        );
    }
    client.stop.cancel();
    assert_eq!(
        client.ask(Method::GET, "/readyz").send().await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
}

#[tokio::test]
async fn long_answers_are_compressed_for_those_who_can_read_it() {
    let client = Client::new().await;
    let answer = client
        .get("/api/v1/channels")
        .header("accept-encoding", "br")
        .send()
        .await;
    assert_eq!(answer.header("content-encoding"), "br");
}
