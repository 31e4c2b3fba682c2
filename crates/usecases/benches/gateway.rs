//! What the gateway itself takes of a call: through it, with route, budget, ledger and retries on,
//! minus straight to a provider that answers at once.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{
    spending::{BudgetScope, Payer, Period},
    usage::{Cost, Tokens},
};
use providers::{Account, Answer, Call, Prompt, Provider, ProviderError, Request, Task};
use testkit::{db::TestDb, world::World};
use usecases::{Settings, spending::BudgetRequest};

/// Calls that are measured one after the other.
const CALLS: u32 = 5_000;
/// Calls a second that are begun while others are under way, and for how long.
const RATE: u32 = 2_000;
const SECONDS: u32 = 5;

struct AtOnce;

#[async_trait::async_trait]
impl Provider for AtOnce {
    fn name(&self) -> &'static str {
        "at-once"
    }

    fn model(&self) -> &'static str {
        "gpt-5.5"
    }

    async fn answer(&self, model: &str, _: &Request, call: &Call) -> Result<Answer, ProviderError> {
        tokio::task::yield_now().await;
        call.deltas.send("{}");
        Ok(Answer {
            json: serde_json::json!({}),
            provider: self.name().into(),
            model: model.into(),
            tokens: Tokens {
                input: 10,
                output: 5,
            },
            cost: Some(Cost(200)),
        })
    }
}

#[tokio::main]
async fn main() {
    let world = World::with_provider(
        TestDb::sqlite().await,
        Settings::default(),
        Arc::new(AtOnce),
    );
    let owner = world.owner().await;
    for scope in [BudgetScope::Organization, BudgetScope::Person] {
        let budget = BudgetRequest {
            scope,
            subject: None,
            period: Period::Month,
            amount: "1000000".into(),
        };
        usecases::spending::set_budget(&world.services, &owner.actor, budget)
            .await
            .unwrap();
    }
    let payer = Payer {
        org: owner.actor.org,
        brand: None,
        campaign: None,
        person: Some(owner.actor.user),
        step: None,
    };
    let (request, day) = (Arc::new(request()), world.services.now().day());
    let through = |request: Arc<Request>| {
        let services = world.services.clone();
        async move {
            let call = Call {
                account: Arc::new(Account::of(payer, day)),
                ..Call::default()
            };
            services.gateway().answer(&request, &call).await.unwrap();
        }
    };

    let mut direct = Vec::new();
    let mut sequential = Vec::new();
    for _ in 0..CALLS {
        let begun = Instant::now();
        let call = Call::default();
        AtOnce.answer("gpt-5.5", &request, &call).await.unwrap();
        direct.push(begun.elapsed());
        let begun = Instant::now();
        through(Arc::clone(&request)).await;
        sequential.push(begun.elapsed());
    }
    let straight = quantile(&mut direct, 0.5);
    print(
        "gateway, one call after the other",
        &mut sequential,
        straight,
    );

    let mut tick = tokio::time::interval(Duration::from_secs(1) / RATE);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Burst);
    let begun = Instant::now();
    let mut under_way = tokio::task::JoinSet::new();
    for _ in 0..RATE * SECONDS {
        tick.tick().await;
        let call = through(Arc::clone(&request));
        under_way.spawn(async move {
            let begun = Instant::now();
            call.await;
            begun.elapsed()
        });
    }
    let mut loaded = under_way.join_all().await;
    let rate = f64::from(RATE * SECONDS) / begun.elapsed().as_secs_f64();
    print(
        &format!("gateway, {RATE} calls a second begun, {rate:.0} ended"),
        &mut loaded,
        straight,
    );
}

fn print(what: &str, took: &mut [Duration], straight: Duration) {
    let over = |share: f64, took: &mut [Duration]| {
        quantile(took, share).saturating_sub(straight).as_secs_f64() * 1_000.0
    };
    let (half, most) = (over(0.5, took), over(0.99, took));
    println!("  {what:<52} p50 {half:.3} ms  p99 {most:.3} ms");
}

fn quantile(took: &mut [Duration], share: f64) -> Duration {
    took.sort_unstable();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index"
    )]
    let at = ((took.len() - 1) as f64 * share) as usize;
    took[at]
}

fn request() -> Request {
    let today = "2026-11-23".parse().unwrap();
    let brief = domain::brief::SAMPLES[0].draft(today).parse().unwrap();
    Request {
        task: Task::Analyse { brief, page: None },
        prompt: Prompt {
            system: "You read briefs. ".repeat(100),
            user: "The brief. ".repeat(500),
            version: "v".into(),
        },
        schema: serde_json::json!({ "type": "object" }),
        max_output_tokens: 2_048,
        seed: 7,
    }
}
