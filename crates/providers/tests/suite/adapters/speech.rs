//! Texts read aloud: every speech model against the simulator of its vendor.

use std::{sync::Arc, time::Duration};

use domain::usage::Cost;
use providers::{
    Account, Call, Cause, Gateway, Provider, ProviderError, RetryPolicy, SAMPLE_RATE, SpeechAnswer,
    SpeechRequest,
};
use testkit::simulator::{BYTES_A_LETTER, Behaviour};

use super::rig::{KEY, every_answering, every_speaking};
use crate::scripted::{Scripted, shared};

const TEXT: &str = "Warm bread at seven.";

fn request() -> SpeechRequest {
    SpeechRequest {
        text: TEXT.into(),
        language: "en".parse().ok(),
    }
}

fn call() -> Call {
    Call {
        account: Arc::new(Account {
            day: Some("2026-11-30".parse().unwrap()),
            ..Account::default()
        }),
        ..Call::default()
    }
}

async fn speak(provider: &dyn Provider) -> Result<SpeechAnswer, ProviderError> {
    let speaker = provider.speech().unwrap();
    speaker.speak(speaker.model(), &request(), &call()).await
}

#[tokio::test]
async fn a_text_is_read_aloud_as_a_file_that_browsers_play_within_its_price() {
    for rig in every_speaking().await {
        let speaker = rig.provider.speech().unwrap();
        let answer = speak(rig.provider.as_ref()).await.unwrap();
        let asked = rig.simulator.calls().remove(0);
        assert!(asked.user.ends_with(TEXT), "{}: {}", rig.name, asked.user);
        let read = asked.user.len() * BYTES_A_LETTER;
        assert_eq!(&answer.wav[..4], b"RIFF", "{}", rig.name);
        assert_eq!(answer.wav.len(), read + 44, "{}: every sample", rig.name);
        assert_eq!(
            answer.wav[24..28],
            SAMPLE_RATE.to_le_bytes(),
            "{}",
            rig.name
        );
        assert_eq!(
            (answer.provider.as_str(), answer.model.as_str()),
            (rig.provider.name(), speaker.model()),
            "{}",
            rig.name
        );
        assert!(answer.cost.unwrap() > Cost(0), "{}", rig.name);
        // The simulator's reader takes a fifteenth of a second a letter, what stands in front included.
        let most = speaker.most(speaker.model(), asked.user.len());
        assert!(
            answer.tokens.input <= most.input && answer.tokens.output <= most.output,
            "{}: {answer:?}",
            rig.name
        );
    }
}

#[tokio::test]
async fn every_way_to_stay_silent_has_its_cause_and_says_what_to_change() {
    for rig in every_speaking().await {
        for (behaviour, cause) in [
            (Behaviour::AnswerBlocked, Cause::Blocked),
            (Behaviour::PerMinute(Some("2s")), Cause::RateLimited),
            (Behaviour::Overloaded(None), Cause::Overloaded),
            (Behaviour::BadKey, Cause::InvalidKey),
            (Behaviour::UnknownModel, Cause::UnknownModel),
            (Behaviour::Cut, Cause::Cut),
            (Behaviour::Text("no base64!".into()), Cause::MalformedAnswer),
        ] {
            let label = format!("{} {behaviour:?}", rig.name);
            rig.simulator.script([behaviour]);
            let error = speak(rig.provider.as_ref()).await.unwrap_err();
            assert_eq!(error.cause, cause, "{label}: {error:?}");
            assert!(error.message.ends_with('.'), "{label}: {}", error.message);
            if cause == Cause::Blocked {
                assert!(error.message.contains("read again"), "{label}: {error}");
            }
            assert!(!format!("{error:?}").contains(KEY), "{label}");
        }
    }
}

#[tokio::test]
async fn a_failure_that_passes_is_tried_again_and_the_text_is_paid_once() {
    for rig in every_speaking().await {
        rig.simulator.script([Behaviour::Overloaded(None)]);
        let policy = RetryPolicy {
            base: Duration::from_millis(1),
            ..RetryPolicy::default()
        };
        let gateway = Gateway::new(vec![rig.provider], policy);
        let (_, most) = gateway.speech_offer(&request(), &call().account).unwrap();
        let answer = gateway.speech(&request(), &call()).await.unwrap();
        assert!(answer.cost <= most, "{}", rig.name);
        assert_eq!(rig.simulator.paid_twice(), 0, "{}", rig.name);
        assert_eq!(rig.simulator.calls().len(), 2, "{}", rig.name);
    }
}

#[tokio::test]
async fn where_nobody_speaks_it_is_said_so_and_nobody_is_asked() {
    let ([writer], behind) = shared([Scripted::named("first")]);
    let gateway = Gateway::new(behind, RetryPolicy::default());
    let error = gateway.speech(&request(), &call()).await.unwrap_err();
    assert_eq!((error.cause, writer.times()), (Cause::NoModel, 0));
    assert!(error.message.contains("No speech model"), "{error}");
    let speaking = every_answering().await.into_iter();
    let speaking = speaking.filter(|rig| rig.provider.speech().is_some());
    let names: Vec<_> = speaking.map(|rig| rig.name).collect();
    assert_eq!(names, ["Gemini", "Gemini, Interactions", "OpenAI"]);
}
