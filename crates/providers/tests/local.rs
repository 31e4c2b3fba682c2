//! The provider inside the process, with the one real model there is: `make model` brings it, and
//! `HANDBILL_LOCAL_MODEL` says where it is.
#![cfg(test)]

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use domain::{
    brief::{BriefDraft, SAMPLES},
    usage::Cost,
};
use providers::{
    Answer, Call, Cause, DeltaSink, Gateway, InputPictures, Prompt, Provider, ProviderError,
    Request, RetryPolicy, Task, local::Local,
};
use serde_json::{Value, json};

fn file() -> PathBuf {
    std::env::var_os("HANDBILL_LOCAL_MODEL")
        .expect("make model brings the model and says what to set")
        .into()
}

fn local() -> Local {
    Local::open(&file()).unwrap()
}

/// A short question, so that the answer comes soon.
fn request(schema: Value) -> Request {
    request_in("en", schema)
}

fn request_in(language: &str, schema: Value) -> Request {
    let draft = SAMPLES[0].draft("2026-11-23".parse().unwrap());
    let draft = BriefDraft {
        language: language.into(),
        ..draft
    };
    Request {
        task: Task::Analyse {
            brief: draft.parse().unwrap(),
            page: None,
        },
        prompt: Prompt {
            system: "You write for a bakery. Answer in JSON.".into(),
            user: "The bakery opens at 7. It sells 12 kinds of bread. Write about it.".into(),
            version: "v".into(),
        },
        schema,
        max_output_tokens: 96,
        seed: 7,
        pictures: InputPictures::default(),
        functions: Vec::new(),
    }
}

fn text() -> Value {
    object(&json!({ "text": { "type": "string" } }))
}

fn object(properties: &Value) -> Value {
    let names: Vec<_> = properties.as_object().unwrap().keys().collect();
    json!({ "type": "object", "properties": properties, "required": names, "additionalProperties": false })
}

async fn ask(local: &Local, request: &Request) -> Result<Answer, ProviderError> {
    local.answer(local.model(), request, &Call::default()).await
}

#[tokio::test]
async fn the_same_seed_gives_the_same_answer_and_another_seed_another_one() {
    let local = local();
    let question = request(text());
    let first = ask(&local, &question).await.unwrap();
    assert!(!first.json["text"].as_str().unwrap().is_empty());
    assert_eq!(ask(&local, &question).await.unwrap(), first);
    let other = Request {
        seed: 8,
        ..question
    };
    assert_ne!(ask(&local, &other).await.unwrap().json, first.json);
}

#[tokio::test]
async fn the_pieces_make_up_the_answer_which_is_counted_and_costs_nothing() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let call = Call {
        deltas: DeltaSink::new({
            let told = Arc::clone(&told);
            move |text| told.lock().unwrap().push(text.to_owned())
        }),
        ..Call::default()
    };
    let local = local();
    let answer = local
        .answer(local.model(), &request(text()), &call)
        .await
        .unwrap();
    let told = told.lock().unwrap();
    assert!(told.len() > 3, "{told:?}");
    let json: Value = serde_json::from_str(&told.concat()).unwrap();
    assert_eq!(json, answer.json);
    assert!(answer.tokens.input > 20, "{:?}", answer.tokens);
    assert!(
        (5..=96).contains(&answer.tokens.output),
        "{:?}",
        answer.tokens
    );
    assert_eq!(answer.cost, Some(Cost(0)));
    assert_eq!(
        (answer.provider.as_str(), answer.model.as_str()),
        ("local", local.model())
    );
    assert!((local.is_free(), local.region()) == (true, Some("local")));
}

#[tokio::test]
async fn whatever_the_room_the_answer_is_whole() {
    let local = local();
    let item = object(&json!({
        "kind": { "type": "string", "enum": ["warm", "warmer", "warm \"bread\"", ""] },
        "number": { "type": "integer", "minimum": 1, "maximum": 120 },
        "said": { "type": "string" },
        "true": { "type": "boolean" },
        "day": { "type": "string", "format": "date" },
    }));
    let schema = object(&json!({
        "items": { "type": "array", "items": item, "minItems": 1, "maxItems": 9 },
        "words": { "type": "array", "items": { "type": "string" } },
    }));
    for room in [100, 140, 250] {
        let question = Request {
            max_output_tokens: room,
            seed: u64::from(room),
            ..request(schema.clone())
        };
        let answer = ask(&local, &question).await.unwrap();
        assert!(
            answer.tokens.output <= u64::from(room),
            "{:?}",
            answer.tokens
        );
        let items = answer.json["items"].as_array().unwrap();
        assert!((1..=9).contains(&items.len()), "{}", answer.json);
        for item in items {
            let kinds = ["warm", "warmer", "warm \"bread\"", ""];
            assert!(kinds.contains(&item["kind"].as_str().unwrap()));
            assert!((1..=120).contains(&item["number"].as_u64().unwrap()));
            assert!(item["true"].is_boolean());
            let day = item["day"].as_str().unwrap();
            day.parse::<domain::time::Day>().unwrap();
        }
        assert!(answer.json["words"].is_array());
    }
}

#[tokio::test]
async fn a_form_that_cannot_be_filled_in_the_room_there_is_is_refused() {
    let question = Request {
        max_output_tokens: 10,
        ..request(text())
    };
    let error = ask(&local(), &question).await.unwrap_err();
    assert!(
        error
            .message
            .contains("longer than the small local model can read"),
        "{error}"
    );
    assert!(error.cause.another_may_answer() && !error.is_retryable());
}

#[tokio::test]
async fn a_question_that_is_too_long_goes_on_to_the_next_model() {
    let mut question = request(text());
    question.prompt.user = "bread ".repeat(9_000);
    let error = ask(&local(), &question).await.unwrap_err();
    assert!(
        error
            .message
            .contains("choose a model with a larger context"),
        "{error}"
    );
    assert!(error.cause.another_may_answer() && !error.is_retryable());
}

#[tokio::test]
async fn it_writes_the_languages_that_its_file_names() {
    let error = ask(&local(), &request_in("fr", text())).await.unwrap_err();
    assert_eq!(error.cause, Cause::UnsupportedLanguage);
    assert!(error.message.contains("does not write French"), "{error}");
}

#[tokio::test]
async fn another_model_than_that_of_the_file_is_not_known() {
    let local = local();
    let error = local
        .answer("larger", &request(text()), &Call::default())
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::UnknownModel);
    assert!(
        error.message.contains(local.model()) && error.message.contains("larger"),
        "{error}"
    );
}

/// Cancelling in the middle ends the work as well as the waiting: the next question has its turn.
#[tokio::test]
async fn a_cancelled_question_makes_room_for_the_next_one() {
    let local = Arc::new(local());
    let begun = tokio_util::sync::CancellationToken::new();
    let call = Call {
        deltas: DeltaSink::new({
            let begun = begun.clone();
            move |_| begun.cancel()
        }),
        ..Call::default()
    };
    let mut endless = request(object(&json!({
        "words": { "type": "array", "items": { "type": "string" }, "minItems": 150 },
    })));
    endless.max_output_tokens = 4_000;
    let working = tokio::spawn({
        let (local, call) = (Arc::clone(&local), call.clone());
        async move { local.answer(local.model(), &endless, &call).await }
    });
    begun.cancelled().await;
    let waiting = call.cancel.clone();
    waiting.cancel();
    let error = working.await.unwrap().unwrap_err();
    assert_eq!(error.cause, Cause::Cancelled);
    assert!(ask(&local, &request(text())).await.is_ok());
}

/// What a dropped future leaves behind would answer for thousands of tokens more, and the next
/// question would wait for it: past the gateway's limits this test ends.
#[tokio::test]
async fn a_question_that_nobody_waits_for_any_longer_ends_too() {
    let local = local();
    let begun = tokio_util::sync::CancellationToken::new();
    let call = Call {
        deltas: DeltaSink::new({
            let begun = begun.clone();
            move |_| begun.cancel()
        }),
        ..Call::default()
    };
    let mut endless = request(object(&json!({
        "words": { "type": "array", "items": { "type": "string" }, "minItems": 150 },
    })));
    endless.max_output_tokens = 4_000;
    tokio::select! {
        answer = local.answer(local.model(), &endless, &call) => panic!("{answer:?}"),
        () = begun.cancelled() => {}
    }
    assert!(ask(&local, &request(text())).await.is_ok());
}

#[test]
fn a_file_that_is_missing_cut_off_or_no_model_is_said_plainly() {
    let said = |path: &Path| {
        let error = Local::open(path).err().unwrap();
        assert_eq!(error.cause, Cause::UnknownModel);
        assert!(
            error.message.contains(&path.display().to_string()),
            "{error}"
        );
        assert!(error.message.contains("make model"), "{error}");
        error.message
    };
    assert!(said(Path::new("/nowhere/model.gguf")).contains("No such file"));
    assert!(said(Path::new("Cargo.toml")).contains("no GGUF file"));
    let whole = std::fs::read(file()).unwrap();
    let cut = std::env::temp_dir().join(format!("cut-{}.gguf", std::process::id()));
    std::fs::write(&cut, &whole[..whole.len() - 1_000]).unwrap();
    let message = said(&cut);
    std::fs::remove_file(&cut).unwrap();
    assert!(message.contains("cut off"), "{message}");
}

/// A model of the script, larger than the local one.
struct Larger;

#[async_trait::async_trait]
impl Provider for Larger {
    fn name(&self) -> &'static str {
        "larger"
    }

    fn model(&self) -> &'static str {
        "large"
    }

    async fn answer(&self, _: &str, _: &Request, _: &Call) -> Result<Answer, ProviderError> {
        Err(ProviderError::new(Cause::InvalidKey, "The key is wrong."))
    }
}

#[tokio::test]
async fn where_a_larger_model_is_set_up_the_small_one_never_takes_its_place() {
    let providers: Vec<Arc<dyn Provider>> = vec![
        Arc::new(Larger),
        Arc::new(local()),
        Arc::new(providers::built_in::BuiltIn),
    ];
    let gateway = |providers| Gateway::new(providers, RetryPolicy::default());
    let error = gateway(providers.clone())
        .answer(&request(text()), &Call::default())
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::InvalidKey);
    let answer = gateway(providers[1..].to_vec())
        .answer(&request(text()), &Call::default())
        .await
        .unwrap();
    assert_eq!(answer.provider, "local");
}
