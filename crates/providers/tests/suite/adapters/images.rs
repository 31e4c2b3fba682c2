//! Pictures: every image model against the simulator of its vendor.

use std::sync::Arc;

use domain::{
    channel::Ratio,
    usage::{Cost, Tokens},
};
use providers::{
    Account, Call, Cause, Gateway, ImageAnswer, ImageRequest, Provider, ProviderError, RetryPolicy,
};
use testkit::simulator::Behaviour;

use super::rig::{KEY, Rig, every_painting};

const PNG: &[u8] = b"\x89PNG\r\n";

fn request() -> ImageRequest {
    ImageRequest {
        prompt: "A loaf of bread on a wooden board.".into(),
        ratio: Ratio::new(4, 5),
    }
}

/// A call on a day that prices are known for, for vendors that tell no day of their own.
fn call() -> Call {
    Call {
        account: Arc::new(Account {
            day: Some("2026-11-30".parse().unwrap()),
            ..Account::default()
        }),
        ..Call::default()
    }
}

async fn make(provider: &dyn Provider) -> Result<ImageAnswer, ProviderError> {
    let maker = provider.images().unwrap();
    maker.make(maker.model(), &request(), &call()).await
}

#[tokio::test]
async fn a_picture_comes_as_it_was_made_with_its_model_and_within_its_price() {
    for rig in every_painting().await {
        let maker = rig.provider.images().unwrap();
        let answer = make(rig.provider.as_ref()).await.unwrap();
        assert!(answer.bytes.starts_with(PNG), "{}", rig.name);
        assert_eq!(
            (answer.provider.as_str(), answer.model.as_str()),
            (rig.provider.name(), maker.model()),
            "{}",
            rig.name
        );
        let most = maker.most(maker.model(), request().prompt.len());
        let day = "2026-11-30".parse().unwrap();
        let list = providers::prices::list(Vec::new());
        let most = list.image_cost(maker.model(), day, most).unwrap();
        let cost = answer.cost.unwrap();
        assert!(
            cost > Cost(0) && cost <= most,
            "{}: {cost} of at most {most}",
            rig.name
        );
    }
}

#[tokio::test]
async fn the_question_names_the_model_and_the_nearest_shape_and_nothing_the_vendor_does_not_know() {
    for rig in every_painting().await {
        make(rig.provider.as_ref()).await.unwrap();
        let asked = rig.simulator.calls().remove(0);
        assert_eq!(asked.user, request().prompt, "{}", rig.name);
        assert_eq!(
            asked.model,
            rig.provider.images().unwrap().model(),
            "{}",
            rig.name
        );
        assert_eq!(
            asked.picture.as_deref(),
            Some(rig.shape),
            "{}: 4:5 as near as it makes it",
            rig.name
        );
    }
}

#[tokio::test]
async fn every_way_to_have_no_picture_has_its_cause_and_says_what_to_change() {
    for rig in every_painting().await {
        let google = rig.name != "OpenAI" && !rig.name.starts_with("Azure");
        let imagen = rig.name == "Imagen";
        let declined = if google && !imagen {
            Cause::MalformedAnswer
        } else {
            Cause::Blocked
        };
        for (behaviour, cause) in [
            (Behaviour::PromptBlocked, Cause::Blocked),
            (Behaviour::AnswerBlocked, Cause::Blocked),
            (Behaviour::Declined, declined),
            (Behaviour::PerMinute(Some("2s")), Cause::RateLimited),
            (Behaviour::Overloaded(None), Cause::Overloaded),
            (Behaviour::BadKey, Cause::InvalidKey),
            (Behaviour::Forbidden, Cause::NotAllowed),
            (Behaviour::UnknownModel, Cause::UnknownModel),
            (Behaviour::Cut, Cause::Cut),
            (Behaviour::Text("no base64!".into()), Cause::MalformedAnswer),
        ] {
            let label = format!("{} {behaviour:?}", rig.name);
            rig.simulator.script([behaviour]);
            let error = make(rig.provider.as_ref()).await.unwrap_err();
            assert_eq!(error.cause, cause, "{label}: {error:?}");
            assert!(error.message.ends_with('.'), "{label}: {}", error.message);
            if cause == Cause::Blocked {
                assert!(
                    error.message.contains("Change the description"),
                    "{label}: {}",
                    error.message
                );
            }
            assert!(!format!("{error:?}").contains(KEY), "{label}");
        }
    }
}

#[tokio::test]
async fn a_picture_that_was_held_back_costs_its_words_alone_and_a_lost_one_an_unknown_sum() {
    for rig in every_painting().await {
        rig.simulator
            .script([Behaviour::AnswerBlocked, Behaviour::Cut]);
        let held = make(rig.provider.as_ref()).await.unwrap_err().spent;
        assert!(
            held.cost.is_some_and(|cost| cost < Cost(1_000)),
            "{}: {held:?}",
            rig.name
        );
        let lost = make(rig.provider.as_ref()).await.unwrap_err().spent;
        assert_eq!(
            (lost.tokens, lost.cost),
            (Tokens::default(), None),
            "{}",
            rig.name
        );
    }
}

#[tokio::test]
async fn a_failure_that_passes_is_tried_again_and_the_picture_is_paid_once() {
    for rig in every_painting().await {
        let Rig {
            name,
            simulator,
            provider,
            ..
        } = rig;
        simulator.script([Behaviour::Overloaded(None)]);
        let policy = RetryPolicy {
            base: std::time::Duration::from_millis(1),
            ..RetryPolicy::default()
        };
        let gateway = Gateway::new(vec![provider], policy);
        let answer = gateway.image(&request(), &call()).await.unwrap();
        assert!(answer.bytes.starts_with(PNG), "{name}");
        let tallies: Vec<_> = simulator.tallies().into_values().collect();
        assert_eq!(
            tallies
                .iter()
                .map(|tally| (tally.calls, tally.answered))
                .collect::<Vec<_>>(),
            [(2, 1)],
            "{name}"
        );
    }
}
