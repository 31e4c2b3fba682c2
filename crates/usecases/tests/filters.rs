//! What vendors' content filters hold back is a finding in plain words, until it was written after
//! all.
#![cfg(test)]

use std::sync::Arc;

use domain::{
    channel::{Finding, Severity},
    problem::Code,
    run::{RunState, StepKind, StepOutput, StepState},
    views::CampaignView,
};
use providers::{
    Courier, Gateway, Provider, RetryPolicy,
    anthropic::{Anthropic, AnthropicConfig},
    gemini::{Gemini, GeminiConfig},
    openai::{Azure, AzureConfig, OpenAi, OpenAiConfig},
};
use testkit::{
    anthropic::AnthropicSimulator,
    db::TestDb,
    gemini::GeminiSimulator,
    openai::{AzureSimulator, OpenAiSimulator},
    simulator::{Behaviour, Running},
    world::{Person, World},
};
use usecases::{
    Settings, campaigns,
    posts::{self, RegenerateRequest},
    runs,
};

/// A vendor with what its filter names in these simulators.
struct Vendor {
    simulator: Running,
    provider: Arc<dyn Provider>,
    rule: &'static str,
    told: &'static str,
}

async fn vendors() -> Vec<Vendor> {
    let _installed = rustls::crypto::ring::default_provider().install_default();
    let courier = Courier::within().unwrap();
    let key = || "key".to_owned().into();
    let gemini = GeminiSimulator::setup().start().await.unwrap();
    let azure = AzureSimulator::setup().start().await.unwrap();
    let openai = OpenAiSimulator::setup().start().await.unwrap();
    let anthropic = AnthropicSimulator::setup().start().await.unwrap();
    let by_gemini = GeminiConfig {
        base_url: gemini.base_url(),
        ..GeminiConfig::new(key())
    };
    let by_azure = AzureConfig {
        api_key: key(),
        endpoint: azure.base_url(),
        deployment: "writer".into(),
        api_version: None,
        image_deployment: None,
    };
    let by_openai = OpenAiConfig {
        base_url: openai.base_url(),
        ..OpenAiConfig::new(key())
    };
    let by_anthropic = AnthropicConfig {
        base_url: anthropic.base_url(),
        ..AnthropicConfig::new(key())
    };
    vec![
        Vendor {
            provider: Arc::new(Gemini::new(&by_gemini, courier.clone()).unwrap()),
            simulator: gemini.running(),
            rule: "filter.harassment",
            told: "Gemini held back the answer (harassment). Change the wording",
        },
        Vendor {
            provider: Arc::new(Azure::new(&by_azure, courier.clone()).unwrap()),
            simulator: azure.running(),
            rule: "filter.hate",
            told: "held back the answer (hate). Change the wording",
        },
        Vendor {
            provider: Arc::new(OpenAi::new(&by_openai, courier.clone()).unwrap()),
            simulator: openai.running(),
            rule: "filter.unnamed",
            told: "OpenAI held back the answer (no reason given). Change the wording",
        },
        Vendor {
            provider: Arc::new(Anthropic::new(&by_anthropic, courier).unwrap()),
            simulator: anthropic.running(),
            rule: "filter.",
            told: "Anthropic",
        },
    ]
}

async fn world(vendor: &Vendor) -> (World, Person) {
    let policy = RetryPolicy {
        attempts: 1,
        ..RetryPolicy::default()
    };
    let gateway = Gateway::new(vec![vendor.provider.clone()], policy);
    let world = World::with_gateway(TestDb::sqlite().await, Settings::default(), gateway);
    let owner = world.owner().await;
    (world, owner)
}

async fn campaign(world: &World, owner: &Person, id: domain::ids::CampaignId) -> CampaignView {
    campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap()
}

fn assert_told(vendor: &Vendor, findings: &[Finding]) {
    let [finding] = findings else {
        panic!("{findings:?}")
    };
    assert!(finding.rule.starts_with(vendor.rule), "{finding:?}");
    assert!(finding.message.contains(vendor.told), "{finding:?}");
    assert_eq!(finding.severity, Severity::Warning);
}

#[tokio::test]
async fn an_answer_that_a_filter_held_back_is_a_finding_of_its_step() {
    for vendor in vendors().await {
        let (world, owner) = world(&vendor).await;
        let id = campaigns::create(&world.services, &owner.actor, world.brief())
            .await
            .unwrap()
            .id;
        vendor.simulator.script([
            Behaviour::Answer,
            Behaviour::Answer,
            Behaviour::Answer,
            Behaviour::AnswerBlocked,
        ]);
        world.work().await;
        let stopped = campaign(&world, &owner, id).await;
        assert_eq!(
            (stopped.run.state, stopped.posts.len()),
            (RunState::Failed, 1)
        );
        let failed: Vec<_> = stopped
            .run
            .steps
            .iter()
            .filter(|step| step.state == StepState::Failed)
            .collect();
        let [step] = failed.as_slice() else {
            panic!("{failed:?}")
        };
        assert_eq!(
            (step.key.kind, step.error.as_ref().unwrap().code),
            (StepKind::Draft, Code::Provider)
        );
        let Some(StepOutput::Findings(findings)) = &step.output else {
            panic!("{step:?}")
        };
        assert_told(&vendor, findings);

        runs::retry_step(&world.services, &owner.actor, step.id)
            .await
            .unwrap();
        world.work().await;
        let done = campaign(&world, &owner, id).await;
        assert_eq!((done.run.state, done.posts.len()), (RunState::Done, 2));
    }
}

#[tokio::test]
async fn a_question_that_a_filter_held_back_says_so() {
    for vendor in vendors().await {
        let (world, owner) = world(&vendor).await;
        vendor.simulator.script([Behaviour::PromptBlocked]);
        let id = world.finished_campaign(&owner.actor).await;
        let stopped = campaign(&world, &owner, id).await;
        let step = &stopped.run.steps[0];
        let Some(StepOutput::Findings(findings)) = &step.output else {
            panic!("{step:?}")
        };
        assert!(findings[0].is_of_filter(), "{findings:?}");
        assert_eq!(step.error.as_ref().unwrap().detail, findings[0].message);
    }
}

#[tokio::test]
async fn a_post_that_could_not_be_written_anew_has_the_finding_until_it_is() {
    for vendor in vendors().await {
        let (world, owner) = world(&vendor).await;
        let id = world.finished_campaign(&owner.actor).await;
        let post = campaign(&world, &owner, id).await.posts[0].id;
        let found = async || {
            let post = posts::get(&world.services, &owner.actor, post)
                .await
                .unwrap();
            post.findings
                .into_iter()
                .filter(Finding::is_of_filter)
                .collect::<Vec<_>>()
        };
        let again = async || {
            let command = RegenerateRequest::default();
            posts::regenerate(&world.services, &owner.actor, post, command)
                .await
                .unwrap();
            world.work().await;
        };
        assert_eq!(found().await, []);
        vendor.simulator.script([Behaviour::AnswerBlocked]);
        again().await;
        assert_told(&vendor, &found().await);
        again().await;
        assert_eq!(found().await, []);
    }
}
