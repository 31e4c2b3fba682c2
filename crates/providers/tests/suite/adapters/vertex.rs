use domain::time::Timestamp;
use providers::{
    Cause,
    gemini::vertex::{self, VertexConfig},
};
use testkit::{
    gemini::{Vertex, VertexSimulator, service_account},
    simulator::Running,
};

use super::{
    ask,
    rig::{courier, vertex_config},
};

async fn google(wire: Vertex) -> Running {
    VertexSimulator::setup()
        .speaking(wire)
        .start()
        .await
        .unwrap()
        .running()
}

#[tokio::test]
async fn a_token_is_used_until_shortly_before_its_end_and_then_renewed() {
    for (lasts, calls, tokens) in [(3599, 3, 1), (299, 3, 3)] {
        let wire = Vertex::lasting(lasts);
        let simulator = google(wire.clone()).await;
        let adapter = vertex::connect(vertex_config(&simulator.base_url()), courier()).unwrap();
        for _ in 0..calls {
            ask(&adapter).await.unwrap();
        }
        assert_eq!(wire.tokens(), tokens, "{lasts} seconds");
    }
}

#[tokio::test]
async fn calls_that_begin_together_ask_for_one_token() {
    let wire = Vertex::default();
    let simulator = google(wire.clone()).await;
    let adapter = vertex::connect(vertex_config(&simulator.base_url()), courier()).unwrap();
    let (one, other) = tokio::join!(ask(&adapter), ask(&adapter));
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(wire.tokens(), 1);
}

#[tokio::test]
async fn without_a_file_the_machine_is_asked_who_it_is() {
    let wire = Vertex::default();
    let simulator = google(wire.clone()).await;
    let config = VertexConfig {
        account: None,
        ..vertex_config(&simulator.base_url())
    };
    let adapter = vertex::connect(config, courier()).unwrap();
    assert!(ask(&adapter).await.is_ok());
    assert_eq!(wire.tokens(), 1);
}

#[tokio::test]
async fn an_account_that_is_gone_is_a_wrong_key_and_no_call_is_made() {
    let simulator = google(Vertex::default()).await;
    let mut config = vertex_config(&simulator.base_url());
    let account = service_account(&simulator.base_url())
        .replace("writer@handbill-tests.example", "gone@project.example");
    config.account = Some(account.into());
    let error = ask(&vertex::connect(config, courier()).unwrap())
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::InvalidKey);
    assert!(
        error.message.contains("GOOGLE_APPLICATION_CREDENTIALS"),
        "{error}"
    );
    assert!(simulator.calls().is_empty());
}

#[test]
fn a_file_that_holds_no_account_is_refused_at_the_start_without_quoting_it() {
    let broken = service_account("http://127.0.0.1:1").replace("PRIVATE KEY", "SECRET KEY");
    for account in ["{\"client_email\": \"hush\"}", broken.as_str()] {
        let config = VertexConfig {
            account: Some(account.to_owned().into()),
            ..VertexConfig::new("p".into(), || Timestamp(0))
        };
        let error = vertex::connect(config, courier()).unwrap_err();
        assert_eq!(error.cause, Cause::InvalidKey);
        assert!(
            error.message.contains("GOOGLE_APPLICATION_CREDENTIALS"),
            "{error}"
        );
        let printed = format!("{error:?}");
        assert!(
            !printed.contains("hush") && !printed.contains("MII"),
            "{printed}"
        );
    }
}
