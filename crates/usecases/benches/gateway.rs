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
use providers::{
    Account, Answer, Call, InputPictures, Prompt, Provider, ProviderError, Request, Task,
};
use testkit::{db::TestDb, world::World};
use usecases::{Services, Settings, spending::BudgetRequest};

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
            calls: Vec::new(),
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

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
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
        usecases::spending::set_budget(&world.services, &owner.actor, budget).await?;
    }
    let payer = Payer {
        org: owner.actor.org,
        brand: None,
        campaign: None,
        person: Some(owner.actor.user),
        step: None,
    };
    let request = Arc::new(request()?);
    let straight = one_by_one(&world, payer, &request).await?;
    at_a_rate(&world, payer, &request, straight).await
}

/// A call through the gateway; how long it took.
async fn through(
    services: Services,
    payer: Payer,
    request: Arc<Request>,
) -> Result<Duration, ProviderError> {
    let begun = Instant::now();
    let call = Call {
        account: Arc::new(Account::of(payer, services.now().day())),
        ..Call::default()
    };
    services.gateway().answer(&request, &call).await?;
    Ok(begun.elapsed())
}

/// What a call straight to the provider takes, after what one through the gateway adds is printed.
async fn one_by_one(
    world: &World,
    payer: Payer,
    request: &Arc<Request>,
) -> Result<Duration, Failure> {
    let (mut direct, mut gateway) = (Vec::new(), Vec::new());
    for _ in 0..CALLS {
        let begun = Instant::now();
        AtOnce.answer("gpt-5.5", request, &Call::default()).await?;
        direct.push(begun.elapsed());
        gateway.push(through(world.services.clone(), payer, Arc::clone(request)).await?);
    }
    let straight = quantile(&mut direct, 0.5);
    print("gateway, one call after the other", &mut gateway, straight);
    Ok(straight)
}

async fn at_a_rate(
    world: &World,
    payer: Payer,
    request: &Arc<Request>,
    straight: Duration,
) -> Result<(), Failure> {
    let mut tick = tokio::time::interval(Duration::from_secs(1) / RATE);
    let begun = Instant::now();
    let mut under_way = tokio::task::JoinSet::new();
    for _ in 0..RATE * SECONDS {
        tick.tick().await;
        under_way.spawn(through(world.services.clone(), payer, Arc::clone(request)));
    }
    let mut took = under_way
        .join_all()
        .await
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    let rate = f64::from(RATE * SECONDS) / begun.elapsed().as_secs_f64();
    let what = format!("gateway, {RATE} calls a second begun, {rate:.0} ended");
    print(&what, &mut took, straight);
    Ok(())
}

fn print(what: &str, took: &mut [Duration], straight: Duration) {
    let mut over = |share| quantile(took, share).saturating_sub(straight).as_secs_f64() * 1_000.0;
    let (half, most) = (over(0.5), over(0.99));
    println!("  {what:<52} p50 {half:.3} ms  p99 {most:.3} ms");
}

/// The value that `share` of them do not exceed.
fn quantile(took: &mut [Duration], share: f64) -> Duration {
    took.sort_unstable();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a list"
    )]
    let at = (took.len().saturating_sub(1) as f64 * share) as usize;
    took.get(at).copied().unwrap_or_default()
}

fn request() -> Result<Request, Failure> {
    let sample = domain::brief::SAMPLES.first().ok_or("there is no sample")?;
    let brief = sample
        .draft("2026-11-23".parse()?)
        .parse()
        .map_err(|_| "the sample is refused")?;
    Ok(Request {
        task: Task::Analyse { brief, page: None },
        prompt: Prompt {
            system: "You read briefs. ".repeat(100),
            user: "The brief. ".repeat(500),
            version: "v".into(),
        },
        schema: serde_json::json!({ "type": "object" }),
        max_output_tokens: 2_048,
        seed: 7,
        pictures: InputPictures::default(),
        functions: Vec::new(),
    })
}
