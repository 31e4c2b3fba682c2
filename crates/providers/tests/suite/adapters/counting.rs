//! Counting a question before it is answered.

use providers::{Call, Cause};
use testkit::simulator::{Behaviour, Call as Asked};

use super::{
    ask,
    rig::{KEY, every_answering},
};
use crate::{looking, request};

#[tokio::test]
async fn a_question_is_counted_as_what_its_answer_is_billed_for() {
    for rig in every_answering().await {
        if !rig.provider.counts_tokens() {
            continue;
        }
        let (provider, call) = (rig.provider.as_ref(), Call::default());
        let count = async |request| {
            let counted = provider.count_tokens(provider.model(), &request, &call);
            counted.await.unwrap().unwrap()
        };
        let counted = count(request()).await;
        let billed = ask(provider).await.unwrap().tokens.input;
        assert_eq!(counted, billed, "{}", rig.name);
        assert!(count(looking()).await > counted, "{}: a picture", rig.name);
        let calls = rig.simulator.calls();
        let whole = |call: &Asked| (call.system.clone(), call.user.clone(), call.schema.clone());
        assert_eq!(whole(&calls[0]), whole(&calls[1]), "{}", rig.name);
        assert_eq!(rig.simulator.billed().input, billed, "{}", rig.name);
    }
}

#[tokio::test]
async fn who_does_not_count_is_not_asked_to() {
    let mut counting = Vec::new();
    for rig in every_answering().await {
        if rig.provider.counts_tokens() {
            counting.push(rig.name);
            continue;
        }
        let (model, call) = (rig.provider.model(), Call::default());
        let counted = rig.provider.count_tokens(model, &request(), &call).await;
        assert_eq!(counted.unwrap(), None, "{}", rig.name);
        assert!(rig.simulator.calls().is_empty(), "{}", rig.name);
    }
    let some = super::table::COUNTING;
    assert_eq!(counting, some);
}

#[tokio::test]
async fn every_failure_of_a_count_has_its_cause_and_a_sentence_without_the_key() {
    for rig in every_answering().await {
        if !rig.provider.counts_tokens() {
            continue;
        }
        for (behaviour, cause) in [
            (Behaviour::BadKey, Cause::InvalidKey),
            (Behaviour::UnknownModel, Cause::UnknownModel),
            (Behaviour::Forbidden, Cause::NotAllowed),
            (Behaviour::PerMinute(None), Cause::RateLimited),
            (Behaviour::Overloaded(None), Cause::Overloaded),
            (Behaviour::HalfJson, Cause::MalformedAnswer),
            (Behaviour::Cut, Cause::Cut),
        ] {
            rig.simulator.script([behaviour]);
            let (model, call) = (rig.provider.model(), Call::default());
            let counted = rig.provider.count_tokens(model, &request(), &call).await;
            let error = counted.unwrap_err();
            assert_eq!(error.cause, cause, "{}: {error}", rig.name);
            assert!(error.message.ends_with('.'), "{error}");
            assert!(!format!("{error:?}").contains(KEY), "{error:?}");
        }
    }
}
