//! Every call is entered in the ledger before it is made, and closed however it ends.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use domain::{
    ids::{CallId, OrgId, StepId},
    spending::{CallState, Payer},
    usage::Cost,
};
use providers::{
    Account, Call, Cause, Closing, Gateway, Ledger, LedgerError, Opening, Provider, RetryPolicy,
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    request,
    scripted::{Scripted, shared},
};

/// A ledger in memory that lets nothing through for the providers in `refused`.
#[derive(Default)]
pub struct Memory {
    refused: Vec<&'static str>,
    broken: bool,
    opened: Mutex<Vec<Opening>>,
    closed: Mutex<Vec<(CallId, Closing)>>,
}

impl Memory {
    pub fn opened(&self) -> Vec<Opening> {
        self.opened.lock().unwrap().clone()
    }

    pub fn states(&self) -> Vec<CallState> {
        let closed = self.closed.lock().unwrap();
        closed.iter().map(|(_, closing)| closing.state).collect()
    }
}

#[async_trait]
impl Ledger for Memory {
    async fn open(&self, opening: &Opening) -> Result<CallId, LedgerError> {
        if self.broken {
            return Err(LedgerError::Unwritten("the disk is full".into()));
        }
        if self.refused.contains(&opening.provider.as_str()) {
            return Err(LedgerError::OverBudget("The budget has $0.01 left.".into()));
        }
        let mut opened = self.opened.lock().unwrap();
        opened.push(opening.clone());
        Ok(CallId(Uuid::from_u128(opened.len() as u128)))
    }

    async fn close(&self, _: &Payer, call: CallId, closing: &Closing) -> Result<(), LedgerError> {
        self.closed.lock().unwrap().push((call, closing.clone()));
        Ok(())
    }
}

fn gateway(ledger: &Arc<Memory>, providers: Vec<Arc<dyn Provider>>) -> Gateway {
    Gateway::new(providers, RetryPolicy::default())
        .with_ledger(Arc::clone(ledger) as Arc<dyn Ledger>)
}

fn paid(step: Option<StepId>) -> Call {
    let payer = Payer {
        org: OrgId(Uuid::nil()),
        brand: None,
        campaign: None,
        person: None,
        step,
    };
    Call {
        account: Arc::new(Account::of(payer, "2026-11-27".parse().unwrap())),
        ..Call::default()
    }
}

#[tokio::test(start_paused = true)]
async fn each_attempt_at_each_model_has_its_line() {
    let ledger = Arc::new(Memory::default());
    let (_, behind) = shared([
        Scripted::named("first").failing(Cause::Overloaded, 2),
        Scripted::named("second").failing(Cause::Cut, 1),
    ]);
    gateway(&ledger, behind)
        .answer(&request(), &paid(None))
        .await
        .unwrap();
    let opened = ledger.opened.lock().unwrap();
    let lines: Vec<_> = opened
        .iter()
        .map(|line| (line.provider.as_str(), line.attempt, line.number))
        .collect();
    assert_eq!(
        lines,
        [
            ("first", 1, 0),
            ("first", 2, 1),
            ("second", 1, 2),
            ("second", 2, 3)
        ]
    );
    let closed = ledger.closed.lock().unwrap();
    let causes: Vec<_> = closed.iter().map(|(_, line)| line.cause).collect();
    assert_eq!(
        causes,
        [
            Some(Cause::Overloaded),
            Some(Cause::Overloaded),
            Some(Cause::Cut),
            None
        ]
    );
    let (id, answered) = &closed[3];
    assert_eq!((id.0.as_u128(), answered.state), (4, CallState::Answered));
    assert_eq!(answered.cost, Some(Cost(100)));
    assert!(answered.first_token.is_some());
}

#[tokio::test(start_paused = true)]
async fn the_most_a_call_may_cost_is_set_aside_by_the_price_of_its_model() {
    let ledger = Arc::new(Memory::default());
    let (_, behind) = shared([Scripted::named("first")]);
    let gateway = gateway(&ledger, behind);
    for model in ["gpt-5.5", "a model of unknown price"] {
        let mut call = paid(None);
        let account = Arc::get_mut(&mut call.account).unwrap();
        account.route.models = vec![domain::spending::Choice::of("first", Some(model))];
        gateway.answer(&request(), &call).await.unwrap();
    }
    let opened = ledger.opened.lock().unwrap();
    let bytes = i64::try_from(request().bytes()).unwrap();
    // $5 a million tokens in, $30 out; a token for each byte and 1,000 for the form.
    let most = (bytes + 1_000) * 5 + 2_048 * 30;
    assert_eq!(opened[0].most, Some(Cost(most)));
    assert_eq!(opened[1].most, None);
}

#[tokio::test(start_paused = true)]
async fn a_call_over_budget_is_not_made_and_a_cheaper_model_may_answer() {
    let ledger = Arc::new(Memory {
        refused: vec!["dear"],
        ..Memory::default()
    });
    let ([dear, cheap], behind) = shared([Scripted::named("dear"), Scripted::named("cheap")]);
    let answer = gateway(&ledger, behind)
        .answer(&request(), &paid(None))
        .await
        .unwrap();
    assert_eq!(answer.provider, "cheap");
    assert_eq!((dear.times(), cheap.times()), (0, 1));

    let ([dear], behind) = shared([Scripted::named("dear")]);
    let error = gateway(&ledger, behind)
        .answer(&request(), &paid(None))
        .await
        .unwrap_err();
    assert_eq!((error.cause, dear.times()), (Cause::OverBudget, 0));
    assert!(error.message.contains("$0.01 left") && !error.is_retryable());
}

#[tokio::test(start_paused = true)]
async fn a_call_that_cannot_be_entered_is_not_made_and_tried_again() {
    let ledger = Arc::new(Memory {
        broken: true,
        ..Memory::default()
    });
    let ([first], behind) = shared([Scripted::named("first")]);
    let error = gateway(&ledger, behind)
        .answer(&request(), &paid(None))
        .await
        .unwrap_err();
    assert_eq!((error.cause, first.times()), (Cause::Unbooked, 0));
    assert!(error.is_retryable());
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_call_is_entered_as_cancelled_and_its_cost_as_unknown() {
    let ledger = Arc::new(Memory::default());
    let (_, behind) = shared([Scripted {
        silent: true,
        ..Scripted::named("first")
    }]);
    let cancel = CancellationToken::new();
    let call = Call {
        cancel: cancel.clone(),
        ..paid(None)
    };
    let gateway = gateway(&ledger, behind);
    let request = request();
    let (outcome, ()) = tokio::join!(gateway.answer(&request, &call), async {
        tokio::task::yield_now().await;
        cancel.cancel();
    });
    assert_eq!(outcome.unwrap_err().cause, Cause::Cancelled);
    assert_eq!(ledger.states(), [CallState::Cancelled]);
    assert_eq!(ledger.closed.lock().unwrap()[0].1.cost, None);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_is_entered_as_cancelled_unless_its_step_is_taken_up_again() {
    for (step, states) in [
        (None, vec![CallState::Cancelled]),
        (Some(StepId(Uuid::nil())), vec![]),
    ] {
        let ledger = Arc::new(Memory::default());
        let (_, behind) = shared([Scripted {
            silent: true,
            ..Scripted::named("first")
        }]);
        let gateway = gateway(&ledger, behind);
        let (request, call) = (request(), paid(step));
        tokio::select! {
            biased;
            _ = gateway.answer(&request, &call) => unreachable!("it is silent"),
            () = tokio::task::yield_now() => {}
        }
        tokio::task::yield_now().await;
        assert_eq!(ledger.opened.lock().unwrap().len(), 1);
        assert_eq!(ledger.states(), states);
    }
}

#[tokio::test(start_paused = true)]
async fn calls_of_nobody_are_entered_in_no_book() {
    let ledger = Arc::new(Memory::default());
    let (_, behind) = shared([Scripted::named("first")]);
    gateway(&ledger, behind)
        .answer(&request(), &Call::default())
        .await
        .unwrap();
    assert!(ledger.opened.lock().unwrap().is_empty());
}
