//! Starts every simulator, prints their addresses as one line of JSON, and ends when its input
//! does. The vendors' own clients are held against them (`crates/testkit/vendor-clients`); how a
//! call goes is said by a word in the question.

use std::io;

use serde_json::json;
use testkit::{
    anthropic::AnthropicSimulator,
    gemini::{GeminiSimulator, InteractionsSimulator, VertexSimulator},
    openai::{AzureSimulator, CompatibleSimulator, OpenAiSimulator},
    simulator::{Behaviour, Call, Running, Setup, Wire},
    videos::VideoSimulator,
};

fn by_word(_: usize, call: &Call) -> Behaviour {
    match call.user.as_str() {
        "too fast" => Behaviour::PerMinute(Some("2s")),
        "overloaded" => Behaviour::Overloaded(None),
        "bad key" => Behaviour::BadKey,
        "unknown model" => Behaviour::UnknownModel,
        "limit" => Behaviour::MaxTokens,
        "blocked" => Behaviour::AnswerBlocked,
        "declined" => Behaviour::Declined,
        "look it up" => Behaviour::Calls(vec![("term_base", r#"{"words":"warm rolls"}"#)]),
        "cut" => Behaviour::Cut,
        "error in stream" => Behaviour::ErrorInStream,
        _ => Behaviour::Answer,
    }
}

async fn start<W: Wire>(setup: Setup<W>) -> io::Result<Running> {
    Ok(setup.behaving(by_word).start().await?.running())
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let simulators = [
        ("gemini", start(GeminiSimulator::setup()).await?),
        ("interactions", start(InteractionsSimulator::setup()).await?),
        ("vertex", start(VertexSimulator::setup()).await?),
        ("openai", start(OpenAiSimulator::setup()).await?),
        ("azure", start(AzureSimulator::setup()).await?),
        ("compatible", start(CompatibleSimulator::setup()).await?),
        ("anthropic", start(AnthropicSimulator::setup()).await?),
    ];
    let videos = VideoSimulator::start().await?;
    let mut addresses: serde_json::Map<_, _> = simulators
        .iter()
        .map(|(name, simulator)| ((*name).to_owned(), json!(simulator.base_url())))
        .collect();
    addresses.insert("videos".into(), json!(videos.base_url()));
    println!("{}", serde_json::Value::from(addresses));
    let input = tokio::task::spawn_blocking(|| io::copy(&mut io::stdin(), &mut io::sink()));
    input.await??;
    Ok(())
}
