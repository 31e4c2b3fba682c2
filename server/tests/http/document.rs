//! The OpenAPI document is whole.

use http::Method;
use serde_json::Value;

use crate::client::Client;

/// Every value below `value` under the name `name`.
fn all<'a>(value: &'a Value, name: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields {
                if key == name {
                    found.push(inner);
                }
                all(inner, name, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| all(item, name, found)),
        _ => {}
    }
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    let client = Client::new().await;
    let document = client
        .ask(Method::GET, "/api/v1/openapi.json")
        .send()
        .await
        .json();
    let mut references = Vec::new();
    all(&document, "$ref", &mut references);
    assert!(references.len() > 50, "{}", references.len());
    for reference in references {
        let pointer = reference.as_str().unwrap().strip_prefix('#').unwrap();
        assert!(
            document.pointer(pointer).is_some(),
            "{pointer} leads nowhere"
        );
    }
}

#[tokio::test]
async fn every_operation_says_what_it_does_and_how_it_refuses() {
    let client = Client::new().await;
    let document = client
        .ask(Method::GET, "/api/v1/openapi.json")
        .send()
        .await
        .json();
    for (path, item) in document["paths"].as_object().unwrap() {
        assert!(path.starts_with("/api/v1/"), "{path}");
        for (method, operation) in item.as_object().unwrap() {
            assert!(
                operation["summary"]
                    .as_str()
                    .is_some_and(|text| text.len() > 8),
                "{method} {path} has no summary"
            );
            let problem = &operation["responses"]["default"]["content"]["application/problem+json"];
            assert!(
                problem.is_object(),
                "{method} {path} does not say how it refuses"
            );
        }
    }
}
