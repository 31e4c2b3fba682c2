//! Runs over three vendors that fail again and again, over real sockets: nobody notices, and the
//! ledger has each call once.
#![cfg(test)]

use std::{
    collections::BTreeMap,
    hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use domain::{
    brief::{BriefDraft, SAMPLES},
    event::Happening,
    run::{RunState, StepState},
    spending::{CallFilter, CallState},
    usage::Tokens,
    views::{CallView, CampaignView},
};
use providers::{
    Courier, Gateway, Provider, RetryPolicy,
    anthropic::{Anthropic, AnthropicConfig},
    gemini::{Gemini, GeminiConfig},
    openai::{OpenAi, OpenAiConfig},
};
use testkit::{
    anthropic::AnthropicSimulator,
    db::TestDb,
    gemini::GeminiSimulator,
    openai::OpenAiSimulator,
    simulator::{Behaviour, Call, Running, Setup, Wire},
    world::{Person, World},
};
use usecases::{Settings, campaigns, events, failed_jobs, spending};

const POSTS: u16 = 30;

/// Failures that pass when the same is asked again, be it of the same model.
fn passing() -> Vec<Behaviour> {
    vec![
        Behaviour::PerMinute(None),
        Behaviour::PerMinute(Some("0.01s")),
        Behaviour::PerMinute(Some("40s")),
        Behaviour::Overloaded(None),
        Behaviour::Cut,
        Behaviour::EndsEarly,
        Behaviour::ErrorInStream,
        Behaviour::Garbage,
        Behaviour::Silence,
    ]
}

/// Every way to fail but a filter's: what one vendor's filter blocked is not taken to the next.
fn every_way() -> Vec<Behaviour> {
    let mut ways = passing();
    ways.extend([
        Behaviour::PerDay,
        Behaviour::Overloaded(Some(40)),
        Behaviour::BadKey,
        Behaviour::NotAvailable,
        Behaviour::Forbidden,
        Behaviour::UnknownModel,
        Behaviour::TooLongQuestion,
        Behaviour::CalledTool,
        Behaviour::MaxTokens,
        Behaviour::HalfJson,
        Behaviour::Text(String::new()),
        Behaviour::Text("[]".into()),
        Behaviour::Text("Sure! Here is your JSON:".into()),
        Behaviour::Latency(Duration::from_millis(30)),
        Behaviour::SlowDrip(Duration::from_millis(1)),
    ]);
    ways
}

/// How the call with this number, among those of all vendors, goes.
type Director = Arc<dyn Fn(usize) -> Behaviour + Send + Sync>;

/// Every third call fails, in each way in its turn.
fn in_turn() -> Director {
    let ways = every_way();
    Arc::new(move |number| match number % 3 {
        2 => ways[number / 3 % ways.len()].clone(),
        _ => Behaviour::Answer,
    })
}

/// Each call fails with a chance of one in three, in any way that passes.
fn at_random() -> Director {
    let ways = passing();
    Arc::new(move |number| {
        let dice = BuildHasherDefault::<DefaultHasher>::new().hash_one((number, "failover"));
        let dice = usize::try_from(dice >> 1).unwrap();
        match dice % 3 {
            0 => ways[dice / 3 % ways.len()].clone(),
            _ => Behaviour::Answer,
        }
    })
}

/// Three vendors, whose calls are counted together.
struct Vendors {
    simulators: [Running; 3],
    providers: Vec<Arc<dyn Provider>>,
    failed: Arc<AtomicUsize>,
}

impl Vendors {
    async fn directed(director: &Director) -> Self {
        let _installed = rustls::crypto::ring::default_provider().install_default();
        let (number, failed) = (Arc::default(), Arc::default());
        let gemini = start(GeminiSimulator::setup(), director, &number, &failed).await;
        let openai = start(OpenAiSimulator::setup(), director, &number, &failed).await;
        let anthropic = start(AnthropicSimulator::setup(), director, &number, &failed).await;
        let courier = Courier::within().unwrap();
        let providers: Vec<Arc<dyn Provider>> = vec![
            Arc::new(
                Gemini::new(
                    &GeminiConfig {
                        base_url: gemini.base_url(),
                        ..GeminiConfig::new("key".to_owned().into())
                    },
                    courier.clone(),
                )
                .unwrap(),
            ),
            Arc::new(
                OpenAi::new(
                    &OpenAiConfig {
                        base_url: openai.base_url(),
                        ..OpenAiConfig::new("key".to_owned().into())
                    },
                    courier.clone(),
                )
                .unwrap(),
            ),
            Arc::new(
                Anthropic::new(
                    &AnthropicConfig {
                        base_url: anthropic.base_url(),
                        ..AnthropicConfig::new("key".to_owned().into())
                    },
                    courier,
                )
                .unwrap(),
            ),
        ];
        Self {
            simulators: [gemini, openai, anthropic],
            providers,
            failed,
        }
    }

    fn calls(&self) -> usize {
        self.simulators
            .iter()
            .map(|simulator| simulator.calls().len())
            .sum()
    }

    fn billed(&self) -> Tokens {
        let mut billed = Tokens::default();
        for simulator in &self.simulators {
            billed += simulator.billed();
        }
        billed
    }
}

async fn start<W: Wire>(
    setup: Setup<W>,
    director: &Director,
    number: &Arc<AtomicUsize>,
    failed: &Arc<AtomicUsize>,
) -> Running {
    let (director, number, failed) = (Arc::clone(director), Arc::clone(number), Arc::clone(failed));
    let behaving = setup.behaving(move |_, _: &Call| {
        let behaviour = director(number.fetch_add(1, Ordering::SeqCst));
        failed.fetch_add(
            usize::from(behaviour != Behaviour::Answer),
            Ordering::SeqCst,
        );
        behaviour
    });
    behaving.start().await.unwrap().running()
}

/// As patient as the product, in a hundredth of the time.
fn policy() -> RetryPolicy {
    let usual = RetryPolicy::default();
    RetryPolicy {
        base: usual.base / 100,
        max: usual.max / 100,
        longest_before_next: usual.longest_before_next / 100,
        first_token_timeout: usual.first_token_timeout / 100,
        whole_timeout: usual.whole_timeout / 100 * 10,
        ..usual
    }
}

async fn run_to_its_end(world: &World, owner: &Person, number: usize) -> CampaignView {
    let brief = BriefDraft {
        title: format!("Oven-warm by seven, {number}"),
        post_count: POSTS.to_string(),
        web_address: String::new(),
        ..SAMPLES[0].draft(world.services.now().day())
    };
    let id = campaigns::create(&world.services, &owner.actor, brief)
        .await
        .unwrap()
        .id;
    for _ in 0..20 {
        world.work().await;
        let campaign = campaigns::get(&world.services, &owner.actor, id)
            .await
            .unwrap();
        if campaign.run.state != RunState::Running {
            return campaign;
        }
        // What waits for its next attempt is due by then.
        world.clock.advance_seconds(61);
    }
    panic!("the run does not end");
}

async fn ledger(world: &World, owner: &Person) -> Vec<CallView> {
    let mut lines = Vec::new();
    let mut after = None;
    loop {
        let page = spending::calls(
            &world.services,
            &owner.actor,
            &CallFilter::default(),
            after.as_deref(),
        )
        .await
        .unwrap();
        lines.extend(page.items);
        match page.next {
            Some(next) => after = Some(next),
            None => return lines,
        }
    }
}

/// Failures that a person has seen in a campaign: what failed, if only for a while.
async fn seen(world: &World, owner: &Person, campaign: &CampaignView) -> usize {
    let (mut seen, mut last) = (0, 0);
    loop {
        let events = events::after(&world.services, &owner.actor, campaign.id, last)
            .await
            .unwrap();
        let Some(latest) = events.last() else {
            return seen;
        };
        last = latest.seq;
        let failed = events.iter().filter(|event| {
            matches!(
                event.happening,
                Happening::Step {
                    state: StepState::Failed,
                    ..
                } | Happening::Run {
                    state: RunState::Failed
                }
            )
        });
        seen += failed.count();
    }
}

async fn assert_nobody_notices(how: &str, director: Director) {
    let vendors = Vendors::directed(&director).await;
    let gateway = Gateway::new(vendors.providers.clone(), policy());
    let world = World::with_gateway(TestDb::sqlite().await, Settings::default(), gateway);
    let owner = world.owner().await;
    let (mut posts, mut failures) = (0, 0);
    // Until each way had its turn.
    while vendors.calls() < 3 * every_way().len() {
        let campaign = run_to_its_end(&world, &owner, posts).await;
        assert_eq!(campaign.run.state, RunState::Done);
        assert_eq!(campaign.posts.len(), usize::from(POSTS));
        posts += campaign.posts.len();
        failures += seen(&world, &owner, &campaign).await;
    }
    let dead = failed_jobs::list(&world.services, &owner.actor).await;
    let lines = ledger(&world, &owner).await;
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ended = Tokens::default();
    for line in &lines {
        *states.entry(line.state.slug()).or_default() += 1;
        if line
            .cause
            .as_deref()
            .is_none_or(|cause| ["malformed_answer", "too_long"].contains(&cause))
        {
            ended += line.tokens;
        }
    }
    println!(
        "{how}: {} calls, {} of them failing, for {posts} posts: failures a person sees {failures}, lines of the ledger {}: {states:?}",
        vendors.calls(),
        vendors.failed.load(Ordering::SeqCst),
        lines.len(),
    );
    assert_eq!((failures, dead.unwrap().len()), (0, 0));
    assert_eq!(lines.len(), vendors.calls(), "each call has one line");
    for (simulator, provider) in vendors.simulators.iter().zip(&vendors.providers) {
        let own = lines.iter().filter(|line| line.provider == provider.name());
        assert_eq!(own.count(), simulator.calls().len(), "{}", provider.name());
        assert_eq!(simulator.paid_twice(), 0);
    }
    assert!(
        lines
            .iter()
            .all(|line| matches!(line.state, CallState::Answered | CallState::Failed)),
        "{states:?}"
    );
    assert_eq!(
        ended,
        vendors.billed(),
        "the ledger has what the vendors bill"
    );
    assert!(vendors.failed.load(Ordering::SeqCst) * 4 > vendors.calls());
}

#[tokio::test]
async fn nobody_notices_that_every_third_call_fails_in_each_way_there_is() {
    assert_nobody_notices("each way in its turn", in_turn()).await;
}

#[tokio::test]
async fn nobody_notices_that_one_in_three_calls_fails_at_random() {
    assert_nobody_notices("at random", at_random()).await;
}
