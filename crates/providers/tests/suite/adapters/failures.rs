use std::time::Duration;

use domain::usage::{Cost, Tokens};
use providers::Cause;
use testkit::simulator::Behaviour;

use super::{
    ask,
    rig::{KEY, every_answering, every_at},
};

/// What every vendor's failures mean.
fn expected() -> Vec<(Behaviour, Cause)> {
    vec![
        (Behaviour::PerMinute(Some("29.72s")), Cause::RateLimited),
        (Behaviour::PerMinute(None), Cause::RateLimited),
        (Behaviour::Overloaded(Some(3)), Cause::Overloaded),
        (Behaviour::BadKey, Cause::InvalidKey),
        (Behaviour::NotAvailable, Cause::NotAllowed),
        (Behaviour::Forbidden, Cause::NotAllowed),
        (Behaviour::UnknownModel, Cause::UnknownModel),
        (Behaviour::TooLongQuestion, Cause::Other),
        (Behaviour::PromptBlocked, Cause::Blocked),
        (Behaviour::AnswerBlocked, Cause::Blocked),
        (Behaviour::Declined, Cause::Blocked),
        (Behaviour::CalledTool, Cause::MalformedAnswer),
        (Behaviour::MaxTokens, Cause::TooLong),
        (Behaviour::Cut, Cause::Cut),
        (Behaviour::EndsEarly, Cause::Cut),
        (Behaviour::ErrorInStream, Cause::Overloaded),
        (Behaviour::HalfJson, Cause::MalformedAnswer),
        (Behaviour::Garbage, Cause::Cut),
        (
            Behaviour::Text("Sure! Here is your JSON:".into()),
            Cause::MalformedAnswer,
        ),
    ]
}

#[tokio::test]
async fn every_failure_has_its_cause_and_a_sentence_without_the_key() {
    let expected = expected();
    for rig in every_answering().await {
        rig.simulator
            .script(expected.iter().map(|(behaviour, _)| behaviour.clone()));
        for (behaviour, cause) in &expected {
            let behaviour: String = format!("{behaviour:?}").chars().take(60).collect();
            let label = format!("{} {behaviour}", rig.name);
            let error = ask(rig.provider.as_ref()).await.unwrap_err();
            assert_eq!(error.cause, *cause, "{label}: {error:?}");
            let sentence = &error.message;
            assert!(
                sentence.ends_with('.') && !sentence.contains(['{', '}', '\n']),
                "{label}: {sentence}"
            );
            assert!(
                ["Gemini", "Vertex AI", "OpenAI", "Anthropic", "model server"]
                    .iter()
                    .any(|title| sentence.contains(title)),
                "{label}: {sentence}"
            );
            assert!(!format!("{error:?}").contains(KEY), "{label}");
        }
    }
}

#[tokio::test]
async fn an_answer_that_grows_past_every_limit_is_given_up() {
    // The bound is in what all adapters share.
    let rigs = every_answering().await;
    let rig = &rigs[0];
    rig.simulator
        .script([Behaviour::Text("x".repeat(9_000_000))]);
    let error = ask(rig.provider.as_ref()).await.unwrap_err();
    assert_eq!(error.cause, Cause::MalformedAnswer);
}

#[tokio::test]
async fn what_lasts_until_tomorrow_or_until_somebody_pays_is_not_asked_again() {
    for rig in every_answering().await {
        rig.simulator.script([Behaviour::PerDay]);
        let error = ask(rig.provider.as_ref()).await.unwrap_err();
        assert!(
            matches!(error.cause, Cause::QuotaPerDay | Cause::NotAllowed),
            "{}: {error:?}",
            rig.name
        );
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn the_wait_that_a_vendor_asks_for_is_read_from_body_and_header() {
    for rig in every_answering().await {
        rig.simulator.script([
            Behaviour::PerMinute(Some("29.72s")),
            Behaviour::Overloaded(Some(3)),
            Behaviour::PerMinute(None),
        ]);
        let mut asked = Vec::new();
        for _ in 0..3 {
            asked.push(ask(rig.provider.as_ref()).await.unwrap_err().retry_after);
        }
        assert_eq!(
            asked,
            [
                Some(Duration::from_millis(29_720)),
                Some(Duration::from_secs(3)),
                None
            ],
            "{}",
            rig.name
        );
    }
}

#[tokio::test]
async fn a_cut_answer_still_counts_the_tokens_that_were_reported() {
    for rig in every_answering().await {
        rig.simulator
            .script([Behaviour::MaxTokens, Behaviour::PerDay]);
        let spent = ask(rig.provider.as_ref()).await.unwrap_err().spent;
        assert!(
            spent.tokens.output > 0 && spent.cost.is_some_and(|cost| cost > Cost(0)),
            "{}",
            rig.name
        );
        let refused = ask(rig.provider.as_ref()).await.unwrap_err().spent;
        assert_eq!(
            (refused.tokens, refused.cost),
            (Tokens::default(), Some(Cost(0))),
            "{}",
            rig.name
        );
    }
}

#[tokio::test]
async fn an_address_where_nobody_listens_is_unreachable() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    for provider in every_at(&address).await {
        let error = ask(provider.as_ref()).await.unwrap_err();
        assert_eq!(error.cause, Cause::Unreachable, "{}", provider.name());
        assert!(
            error.message.contains("cannot be reached. Check"),
            "{}: {error}",
            provider.name()
        );
    }
}
