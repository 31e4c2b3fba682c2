//! Functions that a model may ask for before it answers.

use std::sync::Arc;

use domain::spending::Choice;
use providers::{
    Account, Answer, Call, Cause, Function, FunctionCall, Gateway, Provider as _, ProviderError,
    Request, RetryPolicy, openai,
};
use serde_json::{Value, json};
use testkit::simulator::Behaviour;

use super::rig::{self, every_answering};
use crate::request;

fn offering() -> Request {
    let function = |name, description| Function {
        name,
        description,
        parameters: json!({
            "type": "object",
            "properties": { "words": { "type": "string" } },
            "required": ["words"],
            "additionalProperties": false,
        }),
    };
    Request {
        functions: vec![
            function("term_base", "How the brand says a word."),
            function("earlier_posts", "What was said before."),
        ],
        ..request()
    }
}

fn asking() -> Behaviour {
    Behaviour::Calls(vec![
        ("term_base", r#"{"words":"warm rolls"}"#),
        ("earlier_posts", r#"{"words":"“früh” 早い"}"#),
    ])
}

async fn ask(rig: &rig::Rig, request: &Request) -> Result<Answer, ProviderError> {
    let model = rig.provider.model();
    rig.provider.answer(model, request, &Call::default()).await
}

#[tokio::test]
async fn what_a_model_asks_for_before_it_answers_is_read_whole() {
    for rig in every_answering().await {
        rig.simulator.script([asking()]);
        let answer = ask(&rig, &offering()).await.unwrap();
        let call = |name: &str, words: &str| FunctionCall {
            name: name.into(),
            arguments: json!({ "words": words }),
        };
        assert_eq!(
            answer.calls,
            [
                call("term_base", "warm rolls"),
                call("earlier_posts", "“früh” 早い")
            ],
            "{}",
            rig.name
        );
        assert_eq!(answer.json, Value::Null, "{}", rig.name);
        assert!(answer.cost.is_some() && answer.tokens.input > 0);
        let offered = &rig.simulator.calls()[0].functions;
        assert_eq!(offered, &["term_base", "earlier_posts"], "{}", rig.name);
        let answer = ask(&rig, &offering()).await.unwrap();
        assert!(answer.calls.is_empty() && answer.json.is_object());
    }
}

#[tokio::test]
async fn what_nobody_offered_is_not_asked_for() {
    for rig in every_answering().await {
        rig.simulator.script([asking()]);
        let error = ask(&rig, &request()).await.unwrap_err();
        assert_eq!(error.cause, Cause::MalformedAnswer, "{}: {error}", rig.name);
        assert!(rig.simulator.calls()[0].functions.is_empty());
    }
}

#[tokio::test]
async fn a_model_that_calls_no_functions_next_to_its_form_answers_without() {
    for rig in every_answering().await {
        let old = "gemini-2.5-flash";
        if rig.provider.calls_functions(old) {
            continue;
        }
        let gateway = Gateway::new(vec![Arc::clone(&rig.provider)], RetryPolicy::default());
        let mut account = Account::default();
        account.route.models = vec![Choice::of(rig.provider.name(), Some(old))];
        let call = Call {
            account: Arc::new(account),
            ..Call::default()
        };
        let answer = gateway.answer(&offering(), &call).await.unwrap();
        assert!(answer.json.is_object(), "{}", rig.name);
        assert!(rig.simulator.calls()[0].functions.is_empty());
    }
}

#[tokio::test]
async fn a_server_that_knows_no_functions_is_asked_without_them() {
    let rigs = every_answering().await;
    let rig = rigs.iter().find(|rig| rig.name == "OpenAI-compatible");
    let rig = rig.unwrap();
    rig.simulator.script([Behaviour::NoFunctions]);
    let config = rig::compatible_config(&rig.simulator.base_url());
    let adapter = openai::Compatible::new(&config, rig::courier()).unwrap();
    let (question, call) = (offering(), Call::default());
    let answer = adapter.answer("llama3.2", &question, &call).await.unwrap();
    assert!(answer.json.is_object());
    let calls = rig.simulator.calls();
    assert_eq!((calls.len(), calls[0].functions.len()), (2, 2));
    assert!(calls[1].functions.is_empty());
    assert_eq!(calls[1].schema, calls[0].schema);
}
