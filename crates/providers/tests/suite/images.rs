//! Image models go the way of all models: routes, regions, the ledger, and cancelling.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use domain::{
    channel::Ratio,
    ids::OrgId,
    spending::{BilledImage, BilledTokens, CallState, Choice, Payer, Price, Route, TaskKind},
    usage::{Cost, Tokens},
};
use providers::{
    Account, Answer, Call, Cause, Gateway, ImageAnswer, ImageMaker, ImageRequest, Ledger, Provider,
    ProviderError, Request, RetryPolicy, prices,
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{ledger::Memory, scripted::Scripted};

/// A provider that paints.
struct Painter {
    name: &'static str,
    region: Option<&'static str>,
    failing: Option<Cause>,
    silent: bool,
    asked: Mutex<Vec<String>>,
}

fn painter(name: &'static str) -> Painter {
    Painter {
        name,
        region: None,
        failing: None,
        silent: false,
        asked: Mutex::default(),
    }
}

#[async_trait]
impl Provider for Painter {
    fn name(&self) -> &'static str {
        self.name
    }

    fn model(&self) -> &'static str {
        "words"
    }

    fn region(&self) -> Option<&str> {
        self.region
    }

    fn images(&self) -> Option<&dyn ImageMaker> {
        Some(self)
    }

    async fn answer(&self, _: &str, _: &Request, _: &Call) -> Result<Answer, ProviderError> {
        Err(ProviderError::new(Cause::Other, "It writes nothing."))
    }
}

#[async_trait]
impl ImageMaker for Painter {
    fn model(&self) -> &'static str {
        "brush"
    }

    fn most(&self, _: &str, prompt_bytes: usize) -> BilledImage {
        BilledImage {
            words: BilledTokens {
                input: prompt_bytes as u64,
                ..BilledTokens::default()
            },
            tokens: 0,
        }
    }

    async fn make(
        &self,
        model: &str,
        _: &ImageRequest,
        _: &Call,
    ) -> Result<ImageAnswer, ProviderError> {
        self.asked.lock().unwrap().push(model.to_owned());
        if let Some(cause) = self.failing {
            return Err(ProviderError::new(cause, "It did not work."));
        }
        if self.silent {
            return std::future::pending().await;
        }
        Ok(ImageAnswer {
            bytes: vec![1],
            provider: self.name.into(),
            model: model.into(),
            tokens: Tokens::default(),
            cost: Some(Cost(40_000)),
        })
    }
}

fn request() -> ImageRequest {
    ImageRequest {
        prompt: "A loaf".into(),
        ratio: Ratio::new(1, 1),
    }
}

fn paid(route: Route) -> Call {
    let payer = Payer {
        org: OrgId(Uuid::nil()),
        brand: None,
        campaign: None,
        person: None,
        step: None,
    };
    let price = |model: &str, image| Price {
        model: model.into(),
        from: None,
        until: None,
        above: 0,
        input: 1_000_000,
        cached: 0,
        output: 0,
        image: Some(image),
        video: None,
    };
    Call {
        account: Arc::new(Account {
            route,
            prices: prices::list(vec![price("brush", 40_000), price("fine", 90_000)]),
            ..Account::of(payer, "2026-11-30".parse().unwrap())
        }),
        ..Call::default()
    }
}

fn gateway(providers: Vec<Arc<dyn Provider>>, ledger: &Arc<Memory>) -> Gateway {
    Gateway::new(providers, RetryPolicy::default())
        .with_ledger(Arc::clone(ledger) as Arc<dyn Ledger>)
}

#[tokio::test]
async fn only_those_who_paint_are_asked_and_each_attempt_has_its_line_with_the_most_it_may_cost() {
    let ledger = Arc::new(Memory::default());
    let failing = Painter {
        failing: Some(Cause::InvalidKey),
        ..painter("first")
    };
    let providers: Vec<Arc<dyn Provider>> = vec![
        Arc::new(Scripted::named("writer")),
        Arc::new(failing),
        Arc::new(painter("second")),
    ];
    let gateway = gateway(providers, &ledger);
    let answer = gateway.image(&request(), &paid(Route::default())).await;
    assert_eq!(answer.unwrap().provider, "second");
    let lines: Vec<_> = ledger
        .opened()
        .iter()
        .map(|line| (line.provider.clone(), line.task, line.most))
        .collect();
    // Six bytes at a dollar a million tokens, and a picture.
    let most = Some(Cost(40_006));
    assert_eq!(
        lines,
        [
            ("first".to_owned(), TaskKind::Image, most),
            ("second".to_owned(), TaskKind::Image, most)
        ]
    );
    assert_eq!(ledger.states(), [CallState::Failed, CallState::Answered]);
}

#[tokio::test]
async fn a_route_says_who_paints_and_the_offer_is_the_costliest_of_those_who_may() {
    let ledger = Arc::new(Memory::default());
    let providers: Vec<Arc<dyn Provider>> =
        vec![Arc::new(painter("first")), Arc::new(painter("second"))];
    let gateway = gateway(providers, &ledger);
    let route = Route::of(vec![
        Choice::of("second", None),
        Choice::of("first", Some("fine")),
    ]);
    let call = paid(route);
    let (asked, most) = gateway.image_offer(&request(), &call.account).unwrap();
    assert_eq!(
        (asked.provider.as_str(), asked.model.as_str(), most),
        ("second", "brush", Some(Cost(90_006)))
    );
    let answer = gateway.image(&request(), &call).await.unwrap();
    assert_eq!(
        (answer.provider.as_str(), answer.model.as_str()),
        ("second", "brush")
    );
    let unpriced = paid(Route::of(vec![Choice::of("first", Some("unheard-of"))]));
    let (_, most) = gateway.image_offer(&request(), &unpriced.account).unwrap();
    assert_eq!(most, None, "nobody knows");
}

#[tokio::test]
async fn without_an_image_model_or_with_none_in_the_region_it_is_said_so() {
    let ledger = Arc::new(Memory::default());
    let writers = gateway(vec![Arc::new(Scripted::named("writer"))], &ledger);
    let error = writers
        .image(&request(), &paid(Route::default()))
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::NoModel);
    assert!(error.message.contains("No image model"), "{error}");
    let abroad = Painter {
        region: Some("us"),
        ..painter("first")
    };
    let abroad = gateway(vec![Arc::new(abroad)], &ledger);
    let call = paid(Route::default());
    let account = Arc::into_inner(call.account).unwrap();
    let at_home = Account {
        region: Some("eu".into()),
        ..account
    };
    let error = abroad.image_offer(&request(), &at_home).unwrap_err();
    assert_eq!(error.cause, Cause::NoModel);
    assert!(ledger.opened().is_empty(), "nobody was asked");
}

#[tokio::test(start_paused = true)]
async fn a_picture_is_waited_for_longer_than_words_and_not_for_ever() {
    let ledger = Arc::new(Memory::default());
    let silent = Arc::new(Painter {
        silent: true,
        ..painter("first")
    });
    let policy = RetryPolicy {
        attempts: 1,
        ..RetryPolicy::default()
    };
    let gateway = Gateway::new(vec![Arc::clone(&silent) as Arc<dyn Provider>], policy)
        .with_ledger(Arc::clone(&ledger) as Arc<dyn Ledger>);
    let begun = tokio::time::Instant::now();
    let error = gateway
        .image(&request(), &paid(Route::default()))
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::Timeout);
    assert_eq!(begun.elapsed(), Duration::from_mins(4));
    assert_eq!(ledger.states(), [CallState::Failed]);
}

#[tokio::test]
async fn a_cancelled_picture_is_entered_as_cancelled_at_a_cost_that_nobody_knows() {
    let ledger = Arc::new(Memory::default());
    let silent = Arc::new(Painter {
        silent: true,
        ..painter("first")
    });
    let gateway = gateway(vec![silent], &ledger);
    let cancel = CancellationToken::new();
    let call = Call {
        cancel: cancel.clone(),
        ..paid(Route::default())
    };
    let asked = request();
    let (outcome, ()) = tokio::join!(gateway.image(&asked, &call), async {
        tokio::task::yield_now().await;
        cancel.cancel();
    });
    let error = outcome.unwrap_err();
    assert_eq!((error.cause, error.spent.cost), (Cause::Cancelled, None));
    assert_eq!(ledger.states(), [CallState::Cancelled]);
}
