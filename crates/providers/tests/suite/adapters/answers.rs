use std::sync::{Arc, Mutex};

use domain::spending::BilledTokens;
use providers::{Call, DeltaSink, prices};
use testkit::simulator::{Behaviour, fabricate};

use super::{
    ask,
    rig::{KEY, every_answering},
};
use crate::{looking, request};

#[tokio::test]
async fn an_answer_comes_with_its_model_its_tokens_and_its_price() {
    for rig in every_answering().await {
        let answer = ask(rig.provider.as_ref()).await.unwrap();
        let call = rig.simulator.calls().remove(0);
        assert_eq!(answer.json, fabricate(&call), "{}", rig.name);
        assert_eq!(
            (answer.provider.as_str(), answer.model.as_str()),
            (rig.provider.name(), rig.provider.model())
        );
        let tokens = answer.tokens;
        assert!(
            tokens.input > 0 && tokens.output > 8,
            "{}: thinking is billed too",
            rig.name
        );
        let billed = BilledTokens {
            input: tokens.input,
            cached: 0,
            output: tokens.output,
        };
        let day = "2026-11-25".parse().unwrap();
        assert_eq!(
            answer.cost,
            prices::list(Vec::new()).cost(rig.provider.model(), day, billed),
            "{}",
            rig.name
        );
        assert!(answer.cost.is_some(), "{}", rig.name);
    }
}

#[tokio::test]
async fn the_question_goes_out_whole_and_in_the_vendors_form() {
    for rig in every_answering().await {
        ask(rig.provider.as_ref()).await.unwrap();
        let call = rig.simulator.calls().remove(0);
        assert_eq!(
            (call.system.as_str(), call.user.as_str()),
            ("You read briefs.", "The brief"),
            "{}",
            rig.name
        );
        assert_eq!(call.max_output_tokens, Some(2048), "{}", rig.name);
        assert!(call.stream, "{}", rig.name);
        assert_eq!(
            call.schema["properties"]["subject"],
            request().schema["properties"]["subject"],
            "{}",
            rig.name
        );
    }
}

#[tokio::test]
async fn a_picture_goes_out_in_the_vendors_form_and_is_seen() {
    for rig in every_answering().await {
        let (blind, seeing) = (request(), looking());
        let model = rig.provider.model();
        let answer = rig
            .provider
            .answer(model, &seeing, &Call::default())
            .await
            .unwrap();
        let call = rig.simulator.calls().remove(0);
        let seen = &call.seen[0];
        assert_eq!(
            (seen.media_type.as_str(), seen.width, seen.height),
            ("image/png", 12, 8),
            "{}",
            rig.name
        );
        assert_eq!(call.user, blind.prompt.user, "{}", rig.name);
        assert!(
            answer.json.to_string().contains("looking at green 12x8"),
            "{}: {}",
            rig.name,
            answer.json
        );
        let most = rig.provider.sight(model).unwrap();
        let without = ask(rig.provider.as_ref()).await.unwrap();
        let counted = answer.tokens.input - without.tokens.input;
        assert!((1..=most).contains(&counted), "{}: {counted}", rig.name);
    }
}

#[tokio::test]
async fn text_is_handed_on_as_it_comes_and_thoughts_are_not() {
    for rig in every_answering().await {
        let pieces = Arc::new(Mutex::new(Vec::new()));
        let deltas = DeltaSink::new({
            let pieces = pieces.clone();
            move |text| pieces.lock().unwrap().push(text.to_owned())
        });
        let call = Call {
            deltas,
            ..Call::default()
        };
        let answer = rig
            .provider
            .answer(rig.provider.model(), &request(), &call)
            .await
            .unwrap();
        let pieces = pieces.lock().unwrap();
        assert!(pieces.len() > 2, "{}", rig.name);
        assert_eq!(pieces.concat(), answer.json.to_string(), "{}", rig.name);
    }
}

#[tokio::test]
async fn an_answer_that_was_whole_before_the_connection_broke_is_not_paid_again() {
    for rig in every_answering().await {
        rig.simulator.script([Behaviour::CutAfterTheEnd]);
        let answer = ask(rig.provider.as_ref()).await;
        assert!(answer.is_ok(), "{}: {answer:?}", rig.name);
    }
}

#[tokio::test]
async fn a_key_is_never_printed() {
    for rig in every_answering().await {
        ask(rig.provider.as_ref()).await.unwrap();
    }
    let configs = format!(
        "{:?} {:?} {:?} {:?}",
        providers::gemini::GeminiConfig::new(KEY.to_owned().into()),
        providers::openai::OpenAiConfig::new(KEY.to_owned().into()),
        providers::anthropic::AnthropicConfig::new(KEY.to_owned().into()),
        super::rig::compatible_config("http://127.0.0.1:1/v1"),
    );
    assert!(!configs.contains(KEY), "{configs}");
    let config = super::rig::compatible_config("http://127.0.0.1:1/v1");
    let adapter = providers::openai::Compatible::new(&config, super::rig::courier()).unwrap();
    assert!(!format!("{adapter:?}").contains(KEY));
}

#[tokio::test]
async fn a_key_that_no_header_can_carry_is_refused_before_any_call() {
    use providers::{Cause, anthropic, gemini, openai};
    let key = || "two\nlines".to_owned().into();
    let courier = super::rig::courier;
    let refusals = [
        gemini::Gemini::new(&gemini::GeminiConfig::new(key()), courier()).unwrap_err(),
        openai::OpenAi::new(&openai::OpenAiConfig::new(key()), courier()).unwrap_err(),
        anthropic::Anthropic::new(&anthropic::AnthropicConfig::new(key()), courier()).unwrap_err(),
    ];
    for refusal in refusals {
        assert_eq!(refusal.cause, Cause::InvalidKey, "{refusal}");
    }
}
