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
