//! The forms that agents ask for are forms that every vendor takes.

use std::sync::Arc;

use providers::{
    Courier, Gateway, Provider, RetryPolicy,
    anthropic::{Anthropic, AnthropicConfig},
    gemini::{GeminiConfig, GeminiInteractions},
    openai::{Azure, AzureConfig, Compatible, CompatibleConfig, OpenAi, OpenAiConfig},
};
use testkit::{
    anthropic::AnthropicSimulator,
    gemini::InteractionsSimulator,
    openai::{AzureSimulator, CompatibleSimulator, OpenAiSimulator},
    simulator::Behaviour,
};

use crate::gemini::work_through;

fn courier() -> Courier {
    // A second test of the same process finds it installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Courier::within().unwrap()
}

fn gateway(provider: impl Provider + 'static) -> Gateway {
    let policy = RetryPolicy {
        attempts: 1,
        ..RetryPolicy::default()
    };
    Gateway::new(vec![Arc::new(provider)], policy)
}

#[tokio::test]
async fn a_campaign_is_worked_through_by_openai() {
    let simulator = OpenAiSimulator::setup().start().await.unwrap();
    let config = OpenAiConfig {
        base_url: simulator.base_url(),
        ..OpenAiConfig::new("key".to_owned().into())
    };
    work_through(&gateway(OpenAi::new(&config, courier()).unwrap())).await;
}

#[tokio::test]
async fn a_campaign_is_worked_through_by_azure() {
    let simulator = AzureSimulator::setup().start().await.unwrap();
    let config = AzureConfig {
        api_key: "key".to_owned().into(),
        endpoint: simulator.base_url(),
        deployment: "writer".into(),
        api_version: None,
        image_deployment: None,
    };
    work_through(&gateway(Azure::new(&config, courier()).unwrap())).await;
}

#[tokio::test]
async fn a_campaign_is_worked_through_by_anthropic() {
    let simulator = AnthropicSimulator::setup().start().await.unwrap();
    let config = AnthropicConfig {
        base_url: simulator.base_url(),
        ..AnthropicConfig::new("key".to_owned().into())
    };
    work_through(&gateway(Anthropic::new(&config, courier()).unwrap())).await;
}

#[tokio::test]
async fn a_campaign_is_worked_through_by_the_interactions_of_gemini() {
    let simulator = InteractionsSimulator::setup().start().await.unwrap();
    let config = GeminiConfig {
        base_url: simulator.base_url(),
        ..GeminiConfig::new("key".to_owned().into())
    };
    work_through(&gateway(
        GeminiInteractions::new(&config, courier()).unwrap(),
    ))
    .await;
}

#[tokio::test]
async fn a_campaign_is_worked_through_by_a_server_that_knows_no_schemas() {
    let simulator = CompatibleSimulator::setup()
        .behaving(|_, call| {
            if call.system.contains("JSON Schema") {
                Behaviour::Answer
            } else {
                Behaviour::NoSchema
            }
        })
        .start()
        .await
        .unwrap();
    let config = CompatibleConfig {
        base_url: simulator.base_url(),
        model: "llama3.2".into(),
        api_key: None,
    };
    work_through(&gateway(Compatible::new(&config, courier()).unwrap())).await;
}
