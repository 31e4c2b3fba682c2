//! The agents with the one real model there is, the small one inside the process: `make model`
//! brings it, and `HANDBILL_LOCAL_MODEL` says where it is.

use std::{path::Path, sync::Arc};

use domain::{channel::ChannelKind, run::StepOutput};
use providers::{
    Answer, Call, Gateway, Prompt, Provider, ProviderError, Request, RetryPolicy, Task,
    local::Local,
};
use serde_json::Value;

use crate::{perform, request, sample, schema};

fn local() -> Local {
    let file = std::env::var_os("HANDBILL_LOCAL_MODEL")
        .expect("make model brings the model and says what to set");
    Local::open(Path::new(&file)).unwrap()
}

async fn ask(local: &Local, request: &Request) -> Result<Answer, ProviderError> {
    local.answer(local.model(), request, &Call::default()).await
}

/// Whether `json` is what `schema` asks for.
fn fits(schema: &Value, json: &Value) -> bool {
    if let Some(words) = schema["enum"].as_array() {
        return words.contains(json);
    }
    match schema["type"].as_str().unwrap() {
        "object" => {
            let (properties, json) = (schema["properties"].as_object().unwrap(), json.as_object());
            json.is_some_and(|json| {
                json.keys().eq(properties.keys())
                    && properties
                        .iter()
                        .all(|(name, schema)| fits(schema, &json[name]))
            })
        }
        "array" => json.as_array().is_some_and(|items| {
            let count = items.len() as u64;
            count >= schema["minItems"].as_u64().unwrap()
                && count <= schema["maxItems"].as_u64().unwrap()
                && items.iter().all(|item| fits(&schema["items"], item))
        }),
        "integer" => json.as_i64().is_some_and(|number| {
            number >= schema["minimum"].as_i64().unwrap_or(i64::MIN)
                && number <= schema["maximum"].as_i64().unwrap_or(i64::MAX)
        }),
        "boolean" => json.is_boolean(),
        "string" if schema["format"] == "date" => {
            let text = json.as_str().unwrap_or_default();
            text.parse::<domain::time::Day>().is_ok()
        }
        "string" => json.is_string(),
        other => panic!("{other} is not in the dialect"),
    }
}

/// `task` in a few words, so that the test is about the answer.
fn short(task: Task, max_output_tokens: u32) -> Request {
    Request {
        prompt: Prompt {
            system: "Answer in JSON.".into(),
            user: "Warm bread at seven.".into(),
            version: "v".into(),
        },
        max_output_tokens,
        ..request(task, None, 5)
    }
}

/// Without room for an answer, nothing but the form is looked at.
#[tokio::test]
async fn the_form_of_every_answer_is_understood() {
    let local = local();
    let mut tasks = sample::tasks();
    for channel in ChannelKind::ALL {
        let context = sample::context(channel);
        tasks.push(Task::Write { context });
    }
    tasks.retain(|task| {
        task.language()
            .is_none_or(|language| local.writes(language))
    });
    assert!(tasks.len() > 15);
    for task in tasks {
        let kind = task.kind();
        let error = ask(&local, &short(task, 1)).await.unwrap_err();
        assert!(error.message.contains("longer than"), "{kind:?}: {error:?}");
    }
}

#[tokio::test]
async fn answers_fit_their_schemas() {
    let local = local();
    let analyse = Task::Analyse {
        brief: sample::brief(),
        page: None,
    };
    let write = Task::Write {
        context: sample::context(ChannelKind::X),
    };
    for task in [analyse, write] {
        let question = short(task, 330);
        let json = ask(&local, &question).await.unwrap().json;
        assert!(fits(&question.schema, &json), "{json}");
    }
}

#[tokio::test]
async fn a_brief_is_analysed_by_a_small_model() {
    let gateway = Gateway::new(vec![Arc::new(local())], RetryPolicy::default());
    let analyse = Task::Analyse {
        brief: sample::brief(),
        page: None,
    };
    let question = Request {
        max_output_tokens: 250,
        ..request(analyse, None, 5)
    };
    let performed = perform(&gateway, question, &Call::default(), &())
        .await
        .unwrap();
    assert_eq!(performed.provider, "local");
    assert!(performed.tokens.input > 300, "{:?}", performed.tokens);
    let StepOutput::Analysis(analysis) = performed.output else {
        panic!("{:?}", performed.output)
    };
    assert!(!analysis.facts.is_empty());
}

#[test]
fn what_does_not_fit_a_schema_is_seen() {
    let schema = schema(&Task::Analyse {
        brief: sample::brief(),
        page: None,
    });
    let fact = serde_json::json!({ "text": "It is warm.", "source": "brief" });
    let good = serde_json::json!({
        "subject": "Bread", "facts": [fact], "key_phrases": [], "open_questions": [],
    });
    assert!(fits(&schema, &good));
    for (name, bad) in [
        ("subject", Value::from(7)),
        ("facts", Value::Array(Vec::new())),
        (
            "facts",
            serde_json::json!([{ "text": "It is warm.", "source": "page" }]),
        ),
        ("other", Value::Null),
    ] {
        let mut answer = good.clone();
        answer[name] = bad;
        assert!(!fits(&schema, &answer), "{answer}");
    }
}
