//! What the log shows of a run: that it went on, and nothing of what was asked and answered.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use domain::brief::{BriefDraft, SAMPLES};
use providers::{
    Courier, Gateway, RetryPolicy,
    gemini::{Gemini, GeminiConfig},
};
use server::logging;
use testkit::{
    db::TestDb,
    gemini::{Behaviour, GeminiSimulator},
    simulator::saying,
    world::World,
};
use tracing_subscriber::fmt::MakeWriter;
use usecases::{Settings, campaigns};

/// What a person's text may hold that is nobody else's business.
const PRIVATE: [&str; 4] = [
    "mallory@private.example",
    "+49 30 90182044",
    "4111 1111 1111 1111",
    "sk-live-0123456789abcdefghij",
];
/// A word of the brief, and one of every answer.
const ASKED: &str = "zwiebelkuchen";
const ANSWERED: &str = "quittengelee";

/// Lines in memory.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Every way in which an answer may be told of: whole, in another form, in no form, declined.
async fn simulator() -> GeminiSimulator {
    let said = format!("{ANSWERED}, {}", PRIVATE.join(", "));
    let misread = serde_json::json!({ "facts": said, "slots": said, "concepts": said, "hashtags": said, "body": [said] });
    let simulator = GeminiSimulator::setup()
        .answering(move |call| saying(call, &said))
        .start()
        .await
        .unwrap();
    simulator.script([
        Behaviour::Text(misread.to_string()),
        Behaviour::Answer,
        Behaviour::Garbage,
        Behaviour::HalfJson,
        Behaviour::Answer,
    ]);
    simulator
}

/// The log of a run at this level.
async fn log_of_a_run(level: &str) -> String {
    let lines = Lines::default();
    let logging = tracing::subscriber::set_default(logging::written_to(level, lines.clone()));
    let _installed = rustls::crypto::ring::default_provider().install_default();
    let simulator = simulator().await;
    let config = GeminiConfig {
        base_url: simulator.base_url(),
        ..GeminiConfig::new(PRIVATE[3].to_owned().into())
    };
    let gemini = Gemini::new(&config, Courier::within().unwrap()).unwrap();
    let gateway = Gateway::new(vec![Arc::new(gemini)], RetryPolicy::default());
    let world = World::with_gateway(TestDb::sqlite().await, Settings::default(), gateway);
    let owner = world.owner().await;
    let brief = BriefDraft {
        web_address: String::new(),
        promoted: format!("{ASKED}. {}", PRIVATE.join(", ")),
        ..SAMPLES[0].draft(world.services.now().day())
    };
    campaigns::create(&world.services, &owner.actor, brief)
        .await
        .unwrap();
    world.work().await;
    assert!(simulator.calls().len() > 8, "the run went on");
    drop(logging);
    lines.text()
}

#[tokio::test]
async fn the_log_shows_nothing_of_what_was_asked_and_answered() {
    let log = log_of_a_run("info").await;
    assert!(
        log.contains("a provider did not answer") && log.contains("is asked for again"),
        "{log}"
    );
    for word in [ASKED, ANSWERED].iter().chain(&PRIVATE) {
        assert!(!log.contains(word), "{word}: {log}");
    }
}

#[tokio::test]
async fn what_the_log_quotes_at_its_finest_is_redacted() {
    let log = log_of_a_run("debug").await;
    assert!(log.contains(ANSWERED), "a misread answer is quoted: {log}");
    for (private, instead) in PRIVATE
        .iter()
        .zip(["[e-mail]", "[phone]", "[card]", "[key]"])
    {
        assert!(
            !log.contains(private) && log.contains(instead),
            "{private}: {log}"
        );
    }
}
