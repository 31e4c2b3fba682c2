use domain::usage::Cost;
use providers::{
    Provider,
    openai::{Compatible, CompatibleConfig},
};
use testkit::{
    openai::CompatibleSimulator,
    simulator::{Behaviour, Running, fabricate},
};

use super::{
    ask,
    rig::{compatible_config, courier},
};

async fn server() -> Running {
    CompatibleSimulator::setup()
        .start()
        .await
        .unwrap()
        .running()
}

#[tokio::test]
async fn a_server_that_knows_no_schemas_is_told_the_schema_in_words() {
    let simulator = server().await;
    simulator.script([Behaviour::NoSchema]);
    let config = compatible_config(&simulator.base_url());
    let adapter = Compatible::new(&config, courier()).unwrap();
    let answer = ask(&adapter).await.unwrap();
    let calls = simulator.calls();
    assert_eq!(calls.len(), 2);
    assert!(calls[1].system.contains("JSON Schema"));
    assert_eq!(answer.json, fabricate(&calls[1]));
}

#[tokio::test]
async fn a_server_of_ones_own_needs_no_key() {
    let simulator = server().await;
    let config = CompatibleConfig {
        api_key: None,
        ..compatible_config(&simulator.base_url())
    };
    let adapter = Compatible::new(&config, courier()).unwrap();
    assert!(ask(&adapter).await.is_ok());
}

#[tokio::test]
async fn a_model_without_a_price_is_counted_and_its_cost_stays_unknown() {
    let simulator = server().await;
    let config = CompatibleConfig {
        model: "llama3.2".into(),
        ..compatible_config(&simulator.base_url())
    };
    let adapter = Compatible::new(&config, courier()).unwrap();
    let answer = ask(&adapter).await.unwrap();
    assert!(answer.tokens.output > 0);
    assert_eq!(answer.cost, None);
}

#[tokio::test]
async fn json_in_a_fence_is_read() {
    let simulator = server().await;
    simulator.script([Behaviour::Text("```json\n{\"subject\": 1}\n```".into())]);
    let config = compatible_config(&simulator.base_url());
    let adapter = Compatible::new(&config, courier()).unwrap();
    assert_eq!(ask(&adapter).await.unwrap().json["subject"], 1);
}

#[tokio::test]
async fn what_ollama_answers_costs_nothing() {
    let simulator = server().await;
    let adapter = Compatible::ollama(&simulator.base_url(), "llama3.2".into(), courier());
    let answer = ask(&adapter).await.unwrap();
    assert_eq!(adapter.name(), "ollama");
    assert_eq!(answer.cost, Some(Cost(0)));
    assert!(answer.tokens.output > 0);
}
