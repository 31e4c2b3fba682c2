//! The public interface's document as a list that people read.

use serde_json::Value;

use super::help::{OperationGroup, OperationView};

/// The operations of `document`, by their tag, in the document's order.
pub fn groups(document: &str) -> Vec<OperationGroup> {
    let document: Value = serde_json::from_str(document).unwrap_or_default();
    let mut groups: Vec<OperationGroup> = Vec::new();
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(_, value)| value.get("responses").is_some())
        {
            let name = words(operation.pointer("/tags/0"));
            let view = operation_view(path, method, operation);
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.operations.push(view),
                None => groups.push(OperationGroup {
                    name,
                    operations: vec![view],
                }),
            }
        }
    }
    groups
}

fn operation_view(path: &str, method: &str, operation: &Value) -> OperationView {
    let parameters = operation
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let answers = operation
        .get("responses")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    let body = operation
        .get("requestBody")
        .and_then(|body| body.get("content"))
        .and_then(Value::as_object);
    let shape = body
        .and_then(|content| content.values().next())
        .and_then(|media| media.pointer("/schema/$ref"));
    OperationView {
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: words(operation.get("summary")),
        description: words(operation.get("description")),
        parameters: parameters
            .map(|parameter| {
                (
                    words(parameter.get("name")),
                    words(parameter.get("in")),
                    words(parameter.get("description")),
                )
            })
            .collect(),
        body: shape
            .and_then(Value::as_str)
            .and_then(|shape| shape.rsplit('/').next())
            .map(str::to_owned),
        answers: answers
            .map(|(status, answer)| (status.clone(), words(answer.get("description"))))
            .collect(),
    }
}

fn words(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_grouped_by_what_they_are_about() {
        let document = r##"{"paths":{"/posts/{id}":{"get":{"tags":["posts"],"summary":"A post","parameters":[{"name":"id","in":"path"}],
            "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Edit"}}}},
            "responses":{"200":{"description":"the post"}}}}}}"##;
        let groups = groups(document);
        let operation = &groups[0].operations[0];
        assert_eq!(
            (groups[0].name.as_str(), operation.method.as_str()),
            ("posts", "GET")
        );
        assert_eq!(operation.body.as_deref(), Some("Edit"));
        assert_eq!(
            operation.answers,
            [("200".to_owned(), "the post".to_owned())]
        );
    }

    #[test]
    fn a_document_that_is_none_shows_nothing() {
        assert!(groups("").is_empty());
    }
}
