//! One simulator and one adapter a vendor.

use std::sync::Arc;

use domain::time::Timestamp;
use providers::{
    Courier, Provider,
    anthropic::{Anthropic, AnthropicConfig},
    gemini::{
        Gemini, GeminiConfig, GeminiInteractions,
        vertex::{self, Instead, VertexConfig},
    },
    openai::{Azure, AzureConfig, Compatible, CompatibleConfig, OpenAi, OpenAiConfig},
};
use testkit::{
    anthropic::AnthropicSimulator,
    gemini::{GeminiSimulator, InteractionsSimulator, Vertex, VertexSimulator, service_account},
    openai::{AzureSimulator, CompatibleSimulator, OpenAiSimulator},
    simulator::{Behaviour, Call, Running, Setup, Wire},
};

pub const KEY: &str = "sk-not-for-anyones-eyes";

/// An adapter, connected to its simulator.
pub struct Rig {
    /// As the table of what adapters can do names it.
    pub name: &'static str,
    /// What it makes of a picture of 4:5, in the vendor's words.
    pub shape: &'static str,
    /// Its embedding model; empty where it has none.
    pub embedding: &'static str,
    pub simulator: Running,
    pub provider: Arc<dyn Provider>,
}

pub fn courier() -> Courier {
    // A second test of the same process finds it installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Courier::within().unwrap()
}

type Director = fn(usize, &Call) -> Behaviour;

async fn start<W: Wire>(setup: Setup<W>, director: Director) -> Running {
    setup.behaving(director).start().await.unwrap().running()
}

/// Every adapter, with simulators that behave as `director` says.
pub async fn every(director: Director) -> Vec<Rig> {
    vec![
        gemini(director).await,
        interactions(director).await,
        vertex_rig(director).await,
        openai(director).await,
        azure("Azure OpenAI", None, director).await,
        azure("Azure OpenAI, dated", Some("2024-10-21"), director).await,
        anthropic(director).await,
        compatible(director).await,
    ]
}

/// Every way to have a picture made, with simulators that answer.
pub async fn every_painting() -> Vec<Rig> {
    let answer: Director = |_, _| Behaviour::Answer;
    vec![
        gemini(answer).await,
        beside_interactions(answer).await,
        vertex_rig(answer).await,
        imagen(answer).await,
        openai(answer).await,
        azure("Azure OpenAI", None, answer).await,
        azure("Azure OpenAI, dated", Some("2024-10-21"), answer).await,
    ]
}

/// Every way to have a text read aloud, with simulators that answer.
pub async fn every_speaking() -> Vec<Rig> {
    let answer: Director = |_, _| Behaviour::Answer;
    vec![
        gemini(answer).await,
        beside_interactions(answer).await,
        openai(answer).await,
    ]
}

/// Every way to have texts turned into vectors, with simulators that answer.
pub async fn every_embedding() -> Vec<Rig> {
    let answer: Director = |_, _| Behaviour::Answer;
    let simulator = start(VertexSimulator::setup().speaking(Vertex::default()), answer).await;
    let config = VertexConfig {
        embedding_model: "gemini-embedding-2".into(),
        ..vertex_config(&simulator.base_url())
    };
    vec![
        gemini(answer).await,
        beside_interactions(answer).await,
        vertex_rig(answer).await,
        Rig {
            name: "Vertex AI, by embedContent",
            shape: "",
            embedding: "gemini-embedding-2",
            simulator,
            provider: Arc::new(vertex::connect(config, courier()).unwrap()),
        },
        openai(answer).await,
        azure("Azure OpenAI", None, answer).await,
        azure("Azure OpenAI, dated", Some("2024-10-21"), answer).await,
        compatible(answer).await,
    ]
}

/// Words by Interactions, whatever else by the developer API at the same address.
async fn beside_interactions(director: Director) -> Rig {
    let simulator = start(GeminiSimulator::setup(), director).await;
    let config = gemini_config(&simulator.base_url());
    Rig {
        name: "Gemini, Interactions",
        shape: "4:5",
        embedding: "gemini-embedding-2",
        simulator,
        provider: Arc::new(GeminiInteractions::new(&config, courier()).unwrap()),
    }
}

async fn imagen(director: Director) -> Rig {
    let setup = VertexSimulator::setup().speaking(Vertex::default());
    let simulator = start(setup, director).await;
    let config = VertexConfig {
        image_model: "imagen-4.0-generate-001".into(),
        ..vertex_config(&simulator.base_url())
    };
    Rig {
        name: "Imagen",
        shape: "3:4",
        embedding: "gemini-embedding-001",
        simulator,
        provider: Arc::new(vertex::connect(config, courier()).unwrap()),
    }
}

/// Every adapter, with simulators that answer.
pub async fn every_answering() -> Vec<Rig> {
    every(|_, _| Behaviour::Answer).await
}

/// Every adapter where nobody listens.
pub async fn every_at(address: &str) -> Vec<Arc<dyn Provider>> {
    let base = format!("http://{address}");
    vec![
        Arc::new(Gemini::new(&gemini_config(&base), courier()).unwrap()),
        Arc::new(GeminiInteractions::new(&gemini_config(&base), courier()).unwrap()),
        Arc::new(vertex::connect(vertex_config(&base), courier()).unwrap()),
        Arc::new(OpenAi::new(&openai_config(&base), courier()).unwrap()),
        Arc::new(Azure::new(&azure_config(&base, None), courier()).unwrap()),
        Arc::new(Azure::new(&azure_config(&base, Some("2024-10-21")), courier()).unwrap()),
        Arc::new(Anthropic::new(&anthropic_config(&base), courier()).unwrap()),
        Arc::new(Compatible::new(&compatible_config(&base), courier()).unwrap()),
    ]
}

fn gemini_config(base: &str) -> GeminiConfig {
    GeminiConfig {
        base_url: base.into(),
        ..GeminiConfig::new(KEY.to_owned().into())
    }
}

async fn gemini(director: Director) -> Rig {
    let simulator = start(GeminiSimulator::setup(), director).await;
    let provider = Gemini::new(&gemini_config(&simulator.base_url()), courier()).unwrap();
    Rig {
        name: "Gemini",
        shape: "4:5",
        embedding: "gemini-embedding-2",
        simulator,
        provider: Arc::new(provider),
    }
}

async fn interactions(director: Director) -> Rig {
    let simulator = start(InteractionsSimulator::setup(), director).await;
    let config = gemini_config(&simulator.base_url());
    Rig {
        name: "Gemini, Interactions",
        shape: "4:5",
        embedding: "gemini-embedding-2",
        simulator,
        provider: Arc::new(GeminiInteractions::new(&config, courier()).unwrap()),
    }
}

/// A configuration whose account asks the simulator for tokens.
pub fn vertex_config(base: &str) -> VertexConfig {
    VertexConfig {
        account: Some(service_account(base).into()),
        instead: Some(Instead {
            vertex: base.into(),
            metadata: base.into(),
        }),
        ..VertexConfig::new("handbill-tests".into(), || Timestamp(1_795_428_000_000_000))
    }
}

async fn vertex_rig(director: Director) -> Rig {
    let setup = VertexSimulator::setup().speaking(Vertex::default());
    let simulator = start(setup, director).await;
    let config = vertex_config(&simulator.base_url());
    Rig {
        name: "Vertex AI",
        shape: "4:5",
        embedding: "gemini-embedding-001",
        simulator,
        provider: Arc::new(vertex::connect(config, courier()).unwrap()),
    }
}

fn openai_config(base: &str) -> OpenAiConfig {
    OpenAiConfig {
        base_url: base.into(),
        ..OpenAiConfig::new(KEY.to_owned().into())
    }
}

async fn openai(director: Director) -> Rig {
    let simulator = start(OpenAiSimulator::setup(), director).await;
    let config = openai_config(&simulator.base_url());
    Rig {
        name: "OpenAI",
        shape: "1024x1536",
        embedding: "text-embedding-3-small",
        simulator,
        provider: Arc::new(OpenAi::new(&config, courier()).unwrap()),
    }
}

fn azure_config(base: &str, version: Option<&str>) -> AzureConfig {
    AzureConfig {
        api_key: KEY.to_owned().into(),
        endpoint: base.into(),
        deployment: "gpt-5.4-mini".into(),
        image_deployment: Some("gpt-image-1-mini".into()),
        api_version: version.map(str::to_owned),
    }
}

async fn azure(name: &'static str, version: Option<&str>, director: Director) -> Rig {
    let simulator = start(AzureSimulator::setup(), director).await;
    let config = azure_config(&simulator.base_url(), version);
    let adapter = Azure::new(&config, courier()).unwrap();
    Rig {
        name,
        shape: "1024x1536",
        embedding: "text-embedding-3-large",
        simulator,
        provider: Arc::new(adapter.with_embedding_deployment("text-embedding-3-large".into())),
    }
}

fn anthropic_config(base: &str) -> AnthropicConfig {
    AnthropicConfig {
        base_url: base.into(),
        ..AnthropicConfig::new(KEY.to_owned().into())
    }
}

async fn anthropic(director: Director) -> Rig {
    let simulator = start(AnthropicSimulator::setup(), director).await;
    let config = anthropic_config(&simulator.base_url());
    Rig {
        name: "Anthropic",
        shape: "",
        embedding: "",
        simulator,
        provider: Arc::new(Anthropic::new(&config, courier()).unwrap()),
    }
}

pub fn compatible_config(base: &str) -> CompatibleConfig {
    CompatibleConfig {
        base_url: base.into(),
        // A server of one's own may serve a model that has a price elsewhere.
        model: "gpt-4o-mini".into(),
        api_key: Some(KEY.to_owned().into()),
    }
}

async fn compatible(director: Director) -> Rig {
    let simulator = start(CompatibleSimulator::setup(), director).await;
    let config = compatible_config(&simulator.base_url());
    let adapter = Compatible::new(&config, courier()).unwrap();
    Rig {
        name: "OpenAI-compatible",
        shape: "",
        embedding: "nomic-embed-text",
        simulator,
        provider: Arc::new(adapter.with_embedding_model("nomic-embed-text".into())),
    }
}
