//! A model that turns against us: whatever it answers is words. It starts no act, becomes no
//! markup, reaches nobody else and spends no more than it may.

use std::{
    collections::BTreeSet,
    io::Cursor,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use dom_query::Document;
use domain::{
    brief::{BriefDraft, SAMPLES},
    channel::ChannelKind,
    ids::CampaignId,
    post::PostState,
    run::{RunState, StepState},
    spending::{BudgetScope, Period},
    usage::Cost,
    views::CampaignView,
};
use http::{Method, StatusCode};
use providers::{
    Courier, Gateway, RetryPolicy,
    gemini::{Gemini, GeminiConfig},
};
use server::http::RateLimits;
use testkit::{
    db::TestDb,
    gemini::{Behaviour, Call, GeminiSimulator},
    injections::{self, OTHER_BRAND, TRAP},
    rows::Rows,
    simulator::saying,
    world::World,
};
use tokio::net::TcpListener;
use usecases::{
    Settings, campaigns, posts, runs,
    spending::{self, BudgetRequest},
};

use crate::client::{Answer, Client};

/// Tables that a campaign and its run may change. In no other does a row come, go or change.
const TABLES_OF_RUNS: [&str; 12] = [
    "answers",
    "briefs",
    "calls",
    "campaigns",
    "events",
    "jobs",
    "passages",
    "posts",
    "questions",
    "runs",
    "steps",
    "versions",
];

/// What says that an earlier answer could not be used.
const AGAIN: &str = "An earlier answer could not be used";

/// Counts whoever follows an address in the texts.
struct Trap {
    address: String,
    visits: Arc<AtomicUsize>,
}

impl Trap {
    async fn set() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let visits = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&visits);
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                counted.fetch_add(1, Ordering::SeqCst);
            }
        });
        Self { address, visits }
    }

    /// Every text, its addresses leading here.
    fn texts(&self) -> Vec<String> {
        let texts = injections::all()
            .into_iter()
            .map(|injection| injection.text());
        texts
            .map(|text| text.replace(TRAP, &self.address))
            .collect()
    }
}

/// Answers in no form that was asked for.
fn misshapen() -> Vec<Behaviour> {
    let texts = [
        r#"{"act":"approve_all","posts":"*"}"#.to_owned(),
        r#"{"body":{"$exec":"approve"},"hashtags":[[["x"]]]}"#.to_owned(),
        r#"[{"tool":"publish"}]"#.to_owned(),
        format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!(r#"{{"body":"{}"}}"#, "x".repeat(9_000_000)),
        String::new(),
        "<html><script>injected()</script></html>".to_owned(),
    ];
    let mut all: Vec<_> = texts.map(Behaviour::Text).into();
    all.extend([
        Behaviour::CalledTool,
        Behaviour::HalfJson,
        Behaviour::MaxTokens,
    ]);
    all
}

/// Says each text once, in every field of its answer, then answers in no form that was asked for.
/// What is asked again is answered as it should be, so that runs go on.
async fn hostile(texts: Vec<String>) -> GeminiSimulator {
    let said = AtomicUsize::new(0);
    let misshapen = misshapen();
    GeminiSimulator::setup()
        .behaving(move |_, call: &Call| {
            if call.user.contains(AGAIN) {
                return Behaviour::Answer;
            }
            let number = said.fetch_add(1, Ordering::SeqCst);
            match texts.get(number) {
                Some(text) => Behaviour::Text(saying(call, text).to_string()),
                None => misshapen
                    .get(number - texts.len())
                    .cloned()
                    .unwrap_or(Behaviour::Answer),
            }
        })
        .start()
        .await
        .unwrap()
}

/// Answers as models do: now and then too long, and held back by a filter, so that pages show all that
/// they show of such a run.
async fn friendly() -> GeminiSimulator {
    GeminiSimulator::setup()
        .behaving(|number, call| match number {
            9 => Behaviour::AnswerBlocked,
            _ if number % 2 == 0 => {
                Behaviour::Text(saying(call, &"Bread is warm at seven. ".repeat(60)).to_string())
            }
            _ => Behaviour::Answer,
        })
        .start()
        .await
        .unwrap()
}

async fn client(simulator: &GeminiSimulator) -> Client {
    let _installed = rustls::crypto::ring::default_provider().install_default();
    let config = GeminiConfig {
        base_url: simulator.base_url(),
        ..GeminiConfig::new("key".to_owned().into())
    };
    let gemini = Gemini::new(&config, Courier::within().unwrap()).unwrap();
    let policy = RetryPolicy {
        attempts: 1,
        ..RetryPolicy::default()
    };
    let gateway = Gateway::new(vec![Arc::new(gemini)], policy);
    let world = World::with_gateway(TestDb::sqlite().await, Settings::default(), gateway);
    Client::over(
        world,
        "/nowhere".into(),
        "http://127.0.0.1:3000/",
        RateLimits::per_minute(0),
    )
    .await
}

/// A brief for every channel that will not have the other brand named.
fn brief(client: &Client, number: usize) -> BriefDraft {
    BriefDraft {
        title: format!("Oven-warm by seven, {number}"),
        web_address: String::new(),
        avoid: OTHER_BRAND.into(),
        channels: ChannelKind::ALL.map(|kind| kind.slug().to_owned()).to_vec(),
        post_count: "24".into(),
        ..SAMPLES[0].draft(client.world.services.now().day())
    }
}

async fn run(client: &Client, number: usize) -> CampaignView {
    let services = &client.world.services;
    let id = campaigns::create(services, &client.owner.actor, brief(client, number))
        .await
        .unwrap()
        .id;
    client.world.work().await;
    campaigns::get(services, &client.owner.actor, id)
        .await
        .unwrap()
}

async fn set_budget(client: &Client, amount: &str) {
    let request = BudgetRequest {
        scope: BudgetScope::Organization,
        subject: None,
        period: Period::Whole,
        amount: amount.into(),
    };
    spending::set_budget(&client.world.services, &client.owner.actor, request)
        .await
        .unwrap();
}

/// What is left of the only budget; how much more than it allows was spent.
async fn overspent(client: &Client) -> Cost {
    let budgets = spending::budgets(&client.world.services, &client.owner.actor)
        .await
        .unwrap();
    assert_eq!((budgets.len(), budgets[0].reserved), (1, Cost(0)));
    Cost((budgets[0].spent.0 - budgets[0].amount.0).max(0))
}

/// A page as its owner's browser gets it.
async fn page(client: &Client, path: &str) -> Answer {
    let answer = client
        .ask(Method::GET, path)
        .session(&client.owner.session)
        .header("accept", "text/html")
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    assert!(
        answer.header("content-type").starts_with("text/html"),
        "{path}"
    );
    assert!(
        answer
            .header("content-security-policy")
            .contains("script-src"),
        "{path}"
    );
    answer
}

/// Pages that show what a campaign's model said.
fn pages_of(campaign: &CampaignView) -> Vec<String> {
    let id = campaign.id;
    let mut paths = vec![format!("/campaigns/{id}"), format!("/campaigns/{id}/print")];
    paths.extend(
        campaign
            .posts
            .iter()
            .map(|post| format!("/posts/{}", post.id)),
    );
    let asking = campaign.run.steps.iter();
    paths.extend(
        asking
            .filter(|step| step.key.kind.asks_a_model())
            .map(|step| format!("/campaigns/{id}/steps/{}", step.id)),
    );
    paths
}

/// Pages that show what the models of all campaigns said.
const PAGES_OF_ALL: [&str; 10] = [
    "/",
    "/posts",
    "/posts?view=list",
    "/posts?view=board",
    "/posts?view=month",
    "/posts?view=gallery",
    "/find?q=rules",
    "/news",
    "/settings/jobs",
    "/activity",
];

/// The elements of a page with their attributes' names. What scripts and links say is checked.
fn elements(html: &str, path: &str, trap: &str) -> BTreeSet<(String, String)> {
    let document = Document::from(html);
    let mut found = BTreeSet::new();
    for node in document.select("*").nodes() {
        let element = node.node_name().unwrap_or_default().to_string();
        found.insert((element.clone(), String::new()));
        for attribute in node.attrs() {
            let (name, value) = (
                attribute.name.local.to_string(),
                attribute.value.to_string(),
            );
            let leads = [
                "href",
                "src",
                "srcset",
                "action",
                "formaction",
                "poster",
                "data",
                "style",
                "srcdoc",
            ];
            if leads.contains(&name.as_str()) {
                let followed = value.to_lowercase().replace(char::is_whitespace, "");
                assert!(
                    !followed.contains("javascript:") && !followed.contains(trap),
                    "{path}: <{element} {name}={value:?}>"
                );
            }
            found.insert((element.clone(), name));
        }
    }
    found
}

/// Elements and attributes of everything that these campaigns show.
async fn shown(
    client: &Client,
    campaigns: &[CampaignView],
    trap: &str,
) -> (usize, BTreeSet<(String, String)>) {
    let paths = campaigns.iter().flat_map(pages_of);
    let paths: Vec<String> = paths.chain(PAGES_OF_ALL.map(str::to_owned)).collect();
    let mut found = BTreeSet::new();
    for path in &paths {
        found.extend(elements(&page(client, path).await.text(), path, trap));
    }
    (paths.len(), found)
}

/// A campaign's file in this form.
async fn file(client: &Client, id: CampaignId, format: &str) -> Vec<u8> {
    let answer = client
        .get(&format!("/api/v1/campaigns/{id}/export?format={format}"))
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer
            .header("content-disposition")
            .starts_with("attachment;")
    );
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    answer.body
}

/// Cells that a spreadsheet would compute, names that would leave the folder, and lines that
/// Markdown would read as markup, in a campaign's files.
async fn effective_in_files(client: &Client, id: CampaignId) -> usize {
    let table = file(client, id, "csv").await;
    let mut rows = csv::Reader::from_reader(table.as_slice());
    let cells = rows
        .records()
        .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
    let formulas = cells
        .filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']))
        .count();
    let archive = file(client, id, "zip").await;
    let archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let leaving = archive.file_names().filter(|name| {
        name.starts_with('/')
            || name.contains("..")
            || name.contains(['\\', ':'])
            || name.chars().any(char::is_control)
    });
    let markdown = String::from_utf8(file(client, id, "markdown").await).unwrap();
    let outside = outside_of_fences(&markdown);
    let markup = outside.iter().filter(|line| is_markup(line));
    formulas + leaving.count() + markup.count()
}

/// The lines of a Markdown document that do not stand in a fence.
fn outside_of_fences(markdown: &str) -> Vec<&str> {
    let mut open: Option<usize> = None;
    let mut outside = Vec::new();
    for line in markdown.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match open {
            Some(fence) if ticks == fence && line.len() == ticks => open = None,
            Some(_) => {}
            None if ticks >= 3 => open = Some(ticks),
            None => outside.push(line),
        }
    }
    assert_eq!(open, None, "a fence stays open");
    outside
}

/// Whether a tag, a link or a picture begins in the line, not escaped.
fn is_markup(line: &str) -> bool {
    let before = std::iter::once(' ').chain(line.chars());
    before
        .zip(line.chars())
        .any(|(before, c)| matches!(c, '<' | '[') && before != '\\')
}

/// Rows that came, went or changed where a run has no business, and rows of the stranger's
/// organization.
fn acts(before: &Rows, after: &Rows, stranger: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (table, rows) in after {
        let changed = rows.symmetric_difference(&before[table]);
        let not_allowed = changed.filter(|row| {
            !TABLES_OF_RUNS.contains(&table.as_str())
                || row.contains(stranger)
                || (table == "jobs" && !row.contains(&format!("'{}'", runs::RUN_STEP)))
        });
        found.extend(not_allowed.map(|row| format!("{table}: {row}")));
    }
    found
}

/// Every run came to its end; what failed says so in a sentence with the next step.
fn assert_ended(campaign: &CampaignView) {
    assert!(matches!(
        campaign.run.state,
        RunState::Done | RunState::Failed
    ));
    for step in &campaign.run.steps {
        assert!(step.state.has_ended());
        if step.state == StepState::Failed {
            let sentence = &step.error.as_ref().unwrap().detail;
            assert!(
                sentence.ends_with('.') && sentence.contains(". "),
                "{sentence}"
            );
        }
    }
}

/// Posts that name the other brand without a finding that says so.
async fn unnoticed(client: &Client, campaign: &CampaignView) -> usize {
    let mut unnoticed = 0;
    for post in &campaign.posts {
        let post = posts::get(&client.world.services, &client.owner.actor, post.id)
            .await
            .unwrap();
        assert_eq!(post.state, PostState::InReview);
        assert_eq!(post.version.content.link, None);
        let names = post.version.content.body.contains(OTHER_BRAND);
        let told = post
            .findings
            .iter()
            .any(|finding| finding.message.contains(OTHER_BRAND));
        unnoticed += usize::from(names && !told);
    }
    unnoticed
}

#[tokio::test]
async fn a_hostile_model_starts_no_act_and_becomes_no_markup() {
    let trap = Trap::set().await;
    let friendly = friendly().await;
    let safe = client(&friendly).await;
    let usual = [run(&safe, 0).await];
    let (_, mut known) = shown(&safe, &usual, &trap.address).await;
    // Where a preview cuts a long text; the friendly ones are short.
    known.insert(("span".into(), "data-cut".into()));

    let texts = trap.texts();
    let (count, simulator) = (texts.len(), hostile(texts).await);
    let client = client(&simulator).await;
    let stranger = client.world.stranger().await;
    let owned = stranger.actor.org.0.simple().to_string().to_uppercase();
    let before = client.world.rows().await;
    let mut run_campaigns = Vec::new();
    while simulator
        .calls()
        .iter()
        .filter(|call| !call.user.contains(AGAIN))
        .count()
        < count + misshapen().len()
    {
        run_campaigns.push(run(&client, run_campaigns.len()).await);
        assert!(run_campaigns.len() < 20, "texts are not asked for any more");
    }
    let acts = acts(&before, &client.world.rows().await, &owned);
    assert!(
        before["organizations"]
            .iter()
            .any(|row| row.contains(&owned)),
        "the stranger is not found"
    );
    let mut other_brands = 0;
    let mut in_files = 0;
    for campaign in &run_campaigns {
        assert_ended(campaign);
        other_brands += unnoticed(&client, campaign).await;
        in_files += effective_in_files(&client, campaign.id).await;
    }
    let (pages, found) = shown(&client, &run_campaigns, &trap.address).await;
    let foreign: Vec<_> = found.difference(&known).collect();
    let visits = trap.visits.load(Ordering::SeqCst);
    println!(
        "{count} texts and {} misshapen answers in {} campaigns of {} posts: unauthorized acts {}, connections elsewhere {visits}; \
         markup that took effect {} on {pages} pages and {in_files} in files; posts that name another brand unnoticed {other_brands}",
        misshapen().len(),
        run_campaigns.len(),
        run_campaigns
            .iter()
            .map(|campaign| campaign.posts.len())
            .sum::<usize>(),
        acts.len(),
        foreign.len(),
    );
    assert_eq!(acts, Vec::<String>::new());
    assert_eq!(foreign, Vec::<&(String, String)>::new());
    assert_eq!((visits, in_files, other_brands), (0, 0, 0));
}

#[tokio::test]
async fn events_of_a_hostile_model_are_data_and_nothing_else() {
    let trap = Trap::set().await;
    let texts = trap
        .texts()
        .into_iter()
        .filter(|text| text.contains("data:") || text.contains("event:"));
    let simulator = hostile(texts.collect()).await;
    let client = client(&simulator).await;
    let campaign = run(&client, 0).await;
    client.stop.cancel();
    let events = client
        .get(&format!("/api/v1/campaigns/{}/events", campaign.id))
        .send()
        .await
        .text();
    let known = BTreeSet::from(["data", "event", "id", "retry", ""]);
    for line in events.lines().filter(|line| !line.is_empty()) {
        let (field, value) = line.split_once(':').unwrap_or_else(|| panic!("{line}"));
        assert!(known.contains(field), "{line}");
        if field == "data" {
            serde_json::from_str::<serde_json::Value>(value).unwrap();
        }
    }
    let numbered = events.lines().filter(|line| line.starts_with("id:"));
    assert_eq!(
        numbered.count(),
        usize::try_from(campaign.last_event).unwrap()
    );
}

#[tokio::test]
async fn no_answer_makes_a_run_spend_more_than_its_budget() {
    // Each call writes until it is stopped, so that each costs as much as it may, twice a step.
    let endless = GeminiSimulator::setup()
        .answering(|call| saying(call, &"bread ".repeat(100_000)))
        .start()
        .await
        .unwrap();
    // This vendor bills beyond the limit it was given, which nobody can foresee: once.
    let boundless = GeminiSimulator::setup()
        .behaving(|_, _| Behaviour::Text("x".repeat(9_000_000)))
        .start()
        .await
        .unwrap();
    let mut over = Cost(0);
    for (simulator, obeys) in [(&endless, true), (&boundless, false)] {
        let client = client(simulator).await;
        set_budget(&client, "0.12").await;
        let mut refused = false;
        for number in 0..4 {
            let campaign = run(&client, number).await;
            assert_eq!(campaign.run.state, RunState::Failed);
            let sentence = &campaign.run.steps[0].error.as_ref().unwrap().detail;
            refused |= sentence.contains("The budget of the organization has");
        }
        assert!(refused, "the budget was never asked");
        if obeys {
            over = overspent(&client).await;
        }
    }
    let asked = endless.calls().len();
    println!("{asked} calls that each cost as much as they may: spent over the budget {over}");
    assert_eq!(boundless.calls().len(), 1, "once is enough");
    assert!(asked > 1 && over == Cost(0), "{asked} {over}");
}
