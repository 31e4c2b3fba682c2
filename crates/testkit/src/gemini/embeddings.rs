//! `embedContent` and `batchEmbedContents` of the developer API; `predict` and `embedContent` of
//! Vertex AI.

use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::refusal;
use crate::simulator::{Call, Embedded, Told, VectorForm, vectors_told};

/// The most texts of one batch.
const MOST: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Batch {
    requests: Vec<One>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct One {
    #[serde(default)]
    model: Option<String>,
    content: Content,
    #[serde(default, rename = "taskType")]
    _task_type: Option<Task>,
    #[serde(default, rename = "title")]
    _title: Option<String>,
    #[serde(default, rename = "outputDimensionality")]
    _dimensions: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(default, rename = "role")]
    _role: Option<String>,
    parts: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    text: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Task {
    RetrievalQuery,
    RetrievalDocument,
    SemanticSimilarity,
    Classification,
    Clustering,
    QuestionAnswering,
    FactVerification,
    CodeRetrievalQuery,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Predict {
    instances: Vec<Instance>,
    #[serde(default, rename = "parameters")]
    _parameters: Option<Parameters>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Instance {
    content: String,
    #[serde(default, rename = "task_type")]
    _task_type: Option<Task>,
    #[serde(default, rename = "title")]
    _title: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Parameters {
    #[serde(default, rename = "outputDimensionality")]
    _dimensions: Option<u16>,
    #[serde(default, rename = "autoTruncate")]
    _truncate: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Alone {
    content: Content,
    #[serde(default, rename = "embedContentConfig")]
    _config: Option<Config>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Config {
    #[serde(default, rename = "taskType")]
    _task_type: Option<Task>,
    #[serde(default, rename = "outputDimensionality")]
    _dimensions: Option<u16>,
}

impl Content {
    fn text(self) -> String {
        self.parts.into_iter().map(|part| part.text).collect()
    }
}

/// The call to `MODEL:METHOD` of the developer API; `None` when it is another method.
pub(super) fn read(target: &str, body: &[u8]) -> Option<Result<Call, Response>> {
    let (model, method) = target.split_once(':')?;
    let read = match method {
        "embedContent" => {
            parsed(body).and_then(|one| call(model, texts_of(model, [one])?, VectorForm::Alone))
        }
        "batchEmbedContents" => parsed(body).and_then(|Batch { requests }| {
            call(model, texts_of(model, requests)?, VectorForm::Numbers)
        }),
        _ => return None,
    };
    Some(read.map_err(|complaint| complain("INVALID_ARGUMENT", &complaint)))
}

/// The same of Vertex AI, where a model has one of two methods.
pub(super) fn read_on_vertex(target: &str, body: &[u8]) -> Option<Result<Call, Response>> {
    let (model, method) = target.split_once(':')?;
    let later = model.starts_with("gemini-embedding-") && model != "gemini-embedding-001";
    let read = match (method, later) {
        ("embedContent", true) => parsed(body)
            .and_then(|Alone { content, .. }| call(model, vec![content.text()], VectorForm::Alone)),
        ("predict", false) if model.contains("embedding") => {
            parsed(body).and_then(|Predict { instances, .. }| {
                if model.starts_with("gemini") && instances.len() > 1 {
                    return Err("gemini-embedding-001 supports one instance per request".into());
                }
                let texts = instances.into_iter().map(|instance| instance.content);
                call(model, texts.collect(), VectorForm::Numbers)
            })
        }
        ("embedContent", false) | ("predict", true) => {
            let complaint = format!("{model} does not support {method}");
            return Some(Err(complain("FAILED_PRECONDITION", &complaint)));
        }
        _ => return None,
    };
    Some(read.map_err(|complaint| complain("INVALID_ARGUMENT", &complaint)))
}

fn parsed<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| format!("Invalid JSON payload received. {error}"))
}

fn texts_of(model: &str, requests: impl IntoIterator<Item = One>) -> Result<Vec<String>, String> {
    let named = format!("models/{model}");
    let text = |one: One| {
        if one.model.is_some_and(|model| model != named) {
            return Err("The model of a request is another one than the address names.".into());
        }
        Ok(one.content.text())
    };
    requests.into_iter().map(text).collect()
}

fn call(model: &str, texts: Vec<String>, form: VectorForm) -> Result<Call, String> {
    if !model.contains("embedding") {
        return Err(format!("{model} is not supported for embedContent"));
    }
    if texts.len() > MOST {
        return Err(
            "* BatchEmbedContentsRequest.requests: at most 100 requests can be in one batch".into(),
        );
    }
    if texts.is_empty() || texts.iter().any(String::is_empty) {
        return Err("The text content is empty.".into());
    }
    Ok(Call {
        model: model.to_owned(),
        user: texts.join("\n"),
        embedded: Some(Embedded { texts, form }),
        ..Call::default()
    })
}

fn complain(status: &str, complaint: &str) -> Response {
    refusal::error(400, status, complaint, &json!([]))
}

/// The answer of the developer API. Google's client knows a count of tokens in it but not for which
/// models; here the later ones tell it, so that both are met.
pub(super) fn whole(call: &Call, embedded: &Embedded, told: &Told) -> Value {
    let vectors = vectors_told(told).into_iter();
    let mut vectors = vectors.map(|values| json!({ "values": values }));
    let tokens = call.tokens();
    let usage = json!({ "promptTokenCount": tokens, "promptTokenDetails": [{ "modality": "TEXT", "tokenCount": tokens }] });
    let mut answer = match embedded.form {
        VectorForm::Alone => json!({ "embedding": vectors.next() }),
        _ => json!({ "embeddings": vectors.collect::<Vec<_>>() }),
    };
    if let Some(answer) = answer.as_object_mut()
        && call.model != "gemini-embedding-001"
    {
        answer.insert("usageMetadata".into(), usage);
    }
    answer
}

/// The answer of Vertex AI.
pub(super) fn whole_on_vertex(call: &Call, embedded: &Embedded, told: &Told) -> Value {
    if embedded.form == VectorForm::Alone {
        return whole(call, embedded, told);
    }
    let prediction = |(values, text): (Vec<f32>, &String)| json!({ "embeddings": { "values": values, "statistics": { "truncated": false, "token_count": text.len() / 4 } } });
    let vectors = vectors_told(told).into_iter().zip(&embedded.texts);
    json!({ "predictions": vectors.map(prediction).collect::<Vec<_>>(), "metadata": { "billableCharacterCount": call.user.len() } })
}
