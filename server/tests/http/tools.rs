//! The pages of the tools as a browser without a script gets and sends them.

use http::{Method, StatusCode};
use serde_json::json;

use crate::client::{Answer, Client};

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

async fn send(client: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    send_from(client, "/tools", path, fields).await
}

/// The page that the form stood on is where a refusal leads back to.
async fn send_from(client: &Client, from: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    let answer = client
        .ask(Method::POST, path)
        .session(&client.owner.session)
        .header("accept", "text/html")
        .header("origin", ORIGIN)
        .header("referer", &format!("{ORIGIN}{from}"))
        .body("application/x-www-form-urlencoded", form.finish())
        .send()
        .await;
    assert!(answer.status.is_redirection(), "{path}: {}", answer.text());
    answer
}

const ORIGIN: &str = "http://127.0.0.1:3000";
const TEXT: &str = "We bake <b>bread</b> at five. It is still warm at seven. Order by phone.";

#[tokio::test]
async fn a_form_leads_to_results_that_never_become_markup_and_stay_in_the_list() {
    let client = Client::new().await;
    let all = page(&client, "/tools").await;
    assert!(all.contains("/tools?tool=transcreate") && all.contains("Nothing yet."));
    let form = page(&client, "/tools?tool=titles").await;
    assert!(
        form.contains("At most $0.0000 for a text of 1,000 characters"),
        "{form}"
    );
    let fields = [("draft[tool]", "titles"), ("draft[text]", TEXT)];
    let led = send(&client, "/api/ui/use-tool", &fields).await;
    let way = led.header("location").to_owned();
    assert!(way.starts_with("/tools?used="), "{way}");
    let shown = page(&client, &way).await;
    assert!(shown.contains("It is still warm at seven"), "{shown}");
    assert!(shown.contains("It cost nothing."));
    assert!(!shown.contains("<b>bread</b>"), "{shown}");
    let listed = page(&client, "/tools").await;
    assert!(listed.contains(&way), "{listed}");
    let id = way.rsplit('=').next().unwrap();
    send(&client, "/api/ui/delete-tool-use", &[("id", id)]).await;
    assert!(!page(&client, "/tools").await.contains(&way));
}

#[tokio::test]
async fn a_refused_form_comes_back_with_what_was_typed() {
    let client = Client::new().await;
    let fields = [
        ("draft[tool]", "titles"),
        ("draft[text]", ""),
        ("draft[language]", "de"),
    ];
    let answer = send_from(&client, "/tools?tool=titles", "/api/ui/use-tool", &fields).await;
    let way = answer.header("location").replace(ORIGIN, "");
    let shown = page(&client, &way).await;
    assert!(shown.contains("Text is empty."), "{shown}");
    assert!(shown.contains("<option value=\"de\" selected"), "{shown}");
}

#[tokio::test]
async fn a_posts_text_comes_along_and_a_result_goes_back_into_it() {
    let client = Client::new().await;
    let campaign = client.campaign().await;
    let post = client.post_of(&campaign).await;
    let id = post["id"].as_str().unwrap();
    assert!(
        page(&client, &format!("/posts/{id}"))
            .await
            .contains(&format!("/tools?post={id}"))
    );
    let form = page(&client, &format!("/tools?tool=shorten&post={id}")).await;
    assert!(form.contains("From a post on "), "{form}");
    let fields = [("draft[tool]", "shorten"), ("post", id), ("field", "body")];
    let led = send(&client, "/api/ui/use-tool", &fields).await;
    let way = led.header("location").to_owned();
    let used = way.rsplit('=').next().unwrap();
    let shown = page(&client, &way).await;
    assert!(shown.contains("Put into the post"), "{shown}");
    let seen = post["version"]["hash"].as_str().unwrap();
    let fields = [("id", used), ("seen", seen), ("choice", "0")];
    let led = send(&client, "/api/ui/apply-tool", &fields).await;
    assert_eq!(led.header("location"), format!("/posts/{id}"));
    let now = client
        .get(&format!("/api/v1/posts/{id}"))
        .send()
        .await
        .json();
    assert_eq!(now["version"]["number"], 2);
    assert!(page(&client, &way).await.contains("text has changed since"));
}

#[tokio::test]
async fn terms_are_added_and_taken_out_and_lines_are_a_file_only_where_there_are_some() {
    let client = Client::new().await;
    assert!(page(&client, "/brand/terms").await.contains("No terms yet"));
    let fields = [
        ("term[source]", "guests"),
        ("term[rule]", "required"),
        ("term[target]", "Gäste"),
        ("term[language]", "de"),
    ];
    send(&client, "/api/ui/add-term", &fields).await;
    let listed = page(&client, "/brand/terms").await;
    assert!(
        listed.contains("Gäste") && listed.contains("German"),
        "{listed}"
    );
    let terms = client.get("/api/v1/terms").send().await.json();
    let id = terms["items"][0]["term"]["id"].as_str().unwrap();
    send(&client, "/api/ui/remove-term", &[("id", id)]).await;
    assert!(page(&client, "/brand/terms").await.contains("No terms yet"));
    let draft = json!({ "draft": { "tool": "readability", "text": TEXT } });
    let used = client.post("/api/v1/tools", &draft).send().await.json();
    let file = format!("/api/v1/tools/{}/export", used["id"].as_str().unwrap());
    assert_eq!(client.get(&file).send().await.status, StatusCode::CONFLICT);
}
