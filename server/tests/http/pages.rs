//! Pages as a browser without a script gets them.

use http::{Method, StatusCode};
use testkit::world::{EMAIL, PASSWORD};

use crate::client::Client;

#[tokio::test]
async fn an_address_that_leads_nowhere_is_a_404_page() {
    let client = Client::new().await;
    for path in [
        "/nowhere/at/all",
        "/campaigns/00000000-0000-0000-0000-000000000000",
        "/posts/not-an-id",
    ] {
        let answer = client
            .ask(Method::GET, path)
            .session(&client.owner.session)
            .header("accept", "text/html")
            .send()
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            answer.header("content-type").starts_with("text/html"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_led_to_the_door() {
    let client = Client::new().await;
    let answer = client
        .ask(Method::GET, "/")
        .header("accept", "text/html")
        .send()
        .await;
    assert!(answer.status.is_redirection(), "{}", answer.status);
    assert!(
        answer.header("location").starts_with("/sign-in"),
        "{}",
        answer.header("location")
    );
}

#[tokio::test]
async fn a_plain_form_signs_in_with_a_cookie_that_scripts_cannot_read() {
    let client = Client::with(
        "https://handbill.example/",
        server::http::RateLimits::default(),
    )
    .await;
    let form = format!(
        "email={}&password={}",
        EMAIL.replace('@', "%40"),
        PASSWORD.replace(' ', "+")
    );
    let answer = client
        .ask(Method::POST, "/api/ui/sign-in")
        .header("accept", "text/html")
        .header("origin", "https://handbill.example")
        .body("application/x-www-form-urlencoded", form)
        .send()
        .await;
    let cookie = answer.header("set-cookie");
    assert!(
        answer.status.is_redirection(),
        "{} {}",
        answer.status,
        answer.text()
    );
    for part in [
        "handbill_session=",
        "HttpOnly",
        "SameSite=Lax",
        "Secure",
        "Path=/",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[tokio::test]
async fn the_finder_is_a_page_and_what_was_typed_never_becomes_markup() {
    let client = Client::new().await;
    let campaign = client.campaign().await;
    let page = async |path: &str| {
        client
            .ask(Method::GET, path)
            .session(&client.owner.session)
            .header("accept", "text/html")
            .send()
            .await
    };
    let found = page("/find?q=SEVEN%20oven").await;
    assert_eq!(found.status, StatusCode::OK);
    let id = campaign["id"].as_str().unwrap();
    assert!(found.text().contains(&format!("/campaigns/{id}")));
    let nothing = page("/find?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E").await;
    assert_eq!(nothing.status, StatusCode::OK);
    assert!(!nothing.text().contains("<script>alert(1)"));
    assert!(!nothing.text().contains(&format!("/campaigns/{id}")));
    let stranger = client
        .ask(Method::GET, "/find?q=oven")
        .header("accept", "text/html")
        .send()
        .await;
    assert!(stranger.status.is_redirection(), "{}", stranger.status);
}

#[tokio::test]
async fn what_happened_is_counted_until_it_was_seen() {
    let client = Client::new().await;
    client.campaign().await;
    let unseen = async || {
        client
            .ask(Method::GET, "/api/ui/unseen-news")
            .session(&client.owner.session)
            .send()
            .await
            .json()
    };
    assert_eq!(unseen().await, 1);
    let long_after = client
        .ask(Method::POST, "/api/ui/see-news")
        .session(&client.owner.session)
        .header("accept", "text/html")
        .header("origin", "http://127.0.0.1:3000")
        .body(
            "application/x-www-form-urlencoded",
            "until=2999-01-01T00%3A00%3A00Z",
        )
        .send()
        .await;
    assert!(long_after.status.is_redirection(), "{}", long_after.text());
    assert_eq!(unseen().await, 0);
    client.campaign().await;
    assert_eq!(unseen().await, 1, "the future is never seen in advance");
}
