//! An organization's own keys of model providers.
#![cfg(test)]

use std::sync::{Arc, Mutex};

use domain::{
    brief::BriefDraft,
    problem::{Code, Problem},
    run::{RunState, StepState},
    views::ProviderKeyView,
};
use providers::{
    Answer, Call, Gateway, KeyedProvider, Provider, ProviderError, Request, RetryPolicy,
    built_in::BuiltIn,
};
use testkit::{
    db::TestDb,
    world::{Person, World},
};
use usecases::{Error, Settings, Vault, campaigns, keys, spending, tools};

const KEY: &str = "sk-lindner-0123456789-wxyz";

/// Answers as the built-in provider does, and notes whose key it was asked with.
struct Asked {
    key: String,
    keys: Arc<Mutex<Vec<String>>>,
}

#[async_trait::async_trait]
impl Provider for Asked {
    fn name(&self) -> &'static str {
        "openai"
    }

    fn model(&self) -> &'static str {
        "gpt-5.5"
    }

    async fn answer(
        &self,
        model: &str,
        request: &Request,
        call: &Call,
    ) -> Result<Answer, ProviderError> {
        self.keys.lock().unwrap().push(self.key.clone());
        BuiltIn.answer(model, request, call).await
    }
}

/// A server on which organizations may bring keys, with one of the operator's or without.
struct Ground {
    keys: Arc<Mutex<Vec<String>>>,
    operators: Option<&'static str>,
}

impl Ground {
    fn new(operators: Option<&'static str>) -> Self {
        let keys = Arc::default();
        Self { keys, operators }
    }

    fn gateway(&self) -> Gateway {
        let noted = Arc::clone(&self.keys);
        let make = move |key: String| -> Arc<dyn Provider> {
            let keys = Arc::clone(&noted);
            Arc::new(Asked { key, keys })
        };
        let mut providers: Vec<Arc<dyn Provider>> = Vec::new();
        providers.extend(self.operators.map(|key| make(key.to_owned())));
        providers.push(Arc::new(BuiltIn));
        let own = KeyedProvider::new("openai", move |key| Ok(make(exposed(key))));
        Gateway::new(providers, RetryPolicy::default()).with_keyed([own])
    }

    async fn world(&self) -> (World, Person) {
        let db = TestDb::sqlite().await;
        let world = World::with_gateway(db, settings(1), self.gateway());
        let owner = world.owner().await;
        (world, owner)
    }

    /// Whose keys the calls went with since the last look, each once.
    fn taken(&self) -> Vec<String> {
        let mut keys = std::mem::take(&mut *self.keys.lock().unwrap());
        keys.dedup();
        keys
    }
}

fn exposed(key: &secrecy::SecretString) -> String {
    secrecy::ExposeSecret::expose_secret(key).to_owned()
}

fn settings(vault: u8) -> Settings {
    Settings {
        vault: Vault::new(&[vault; 32]),
        ..Settings::default()
    }
}

async fn listed(world: &World, person: &Person) -> ProviderKeyView {
    let models = spending::models(&world.services, &person.actor)
        .await
        .unwrap();
    assert_eq!(models.keys.len(), 1);
    models.keys.into_iter().next().unwrap()
}

async fn bring(world: &World, person: &Person, key: &str) -> Result<(), Error> {
    keys::set(
        &world.services,
        &person.actor,
        "openai",
        key.to_owned().into(),
    )
    .await
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Problem {
    match result.unwrap_err() {
        Error::Refused(problem) => problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn calls_go_with_the_organizations_own_key_and_with_the_operators_for_all_others() {
    let ground = Ground::new(Some("sk-operator"));
    let (world, owner) = ground.world().await;
    let stranger = world.stranger().await;
    world.finished_campaign(&owner.actor).await;
    assert_eq!(ground.taken(), ["sk-operator"]);
    bring(&world, &owner, &format!("  {KEY}\n")).await.unwrap();
    world.finished_campaign(&owner.actor).await;
    assert_eq!(ground.taken(), [KEY]);
    world.finished_campaign(&stranger.actor).await;
    assert_eq!(
        ground.taken(),
        ["sk-operator"],
        "another organization's calls"
    );
    keys::remove(&world.services, &owner.actor, "openai")
        .await
        .unwrap();
    world.finished_campaign(&owner.actor).await;
    assert_eq!(ground.taken(), ["sk-operator"]);
    let again = keys::remove(&world.services, &owner.actor, "openai").await;
    assert_eq!(refused(again).code, Code::NotFound);
}

#[tokio::test]
async fn an_own_key_sets_a_model_up_where_the_operator_has_none() {
    let ground = Ground::new(None);
    let (world, owner) = ground.world().await;
    let has_model = async || {
        tools::has_model(&world.services, &owner.actor)
            .await
            .unwrap()
    };
    assert!(!has_model().await);
    let german = BriefDraft {
        language: "de".into(),
        ..world.brief()
    };
    let refusal = campaigns::create(&world.services, &owner.actor, german).await;
    assert_eq!(refused(refusal).fields[0].field, "language");
    bring(&world, &owner, KEY).await.unwrap();
    assert!(has_model().await);
    let models = spending::models(&world.services, &owner.actor)
        .await
        .unwrap();
    assert_eq!(models.models[0].provider, "openai");
    world.finished_campaign(&owner.actor).await;
    assert_eq!(ground.taken(), [KEY]);
}

#[tokio::test]
async fn a_key_is_kept_sealed_and_only_its_end_is_shown() {
    let ground = Ground::new(Some("sk-operator"));
    let (world, owner) = ground.world().await;
    let before = listed(&world, &owner).await;
    assert!(before.operators && before.own.is_none());
    bring(&world, &owner, KEY).await.unwrap();
    let own = listed(&world, &owner).await.own.unwrap();
    assert_eq!((own.ending.as_str(), own.usable), ("wxyz", true));
    assert_eq!(own.by_name, "Ada");
    let rows = world.rows().await;
    assert_eq!(rows["provider_keys"].len(), 1);
    let secret = KEY.strip_suffix("wxyz").unwrap();
    let in_hex = domain::post::hex(secret.as_bytes()).to_uppercase();
    for row in rows.values().flatten() {
        assert!(!row.contains(secret) && !row.contains(&in_hex), "{row}");
    }
}

#[tokio::test]
async fn what_is_no_key_or_for_no_provider_is_refused_and_the_key_before_stays() {
    let ground = Ground::new(None);
    let (world, owner) = ground.world().await;
    bring(&world, &owner, KEY).await.unwrap();
    for wrong in [
        "",
        "short",
        "two words of a key that is long",
        "kéy-with-an-accent-0000",
        &"k".repeat(401),
    ] {
        let problem = refused(bring(&world, &owner, wrong).await);
        assert_eq!(problem.fields[0].field, "key", "{wrong}");
        assert!(wrong.is_empty() || !problem.fields[0].message.contains(wrong));
    }
    let unknown = keys::set(
        &world.services,
        &owner.actor,
        "gemini",
        KEY.to_owned().into(),
    )
    .await;
    assert_eq!(refused(unknown).code, Code::NotFound);
    assert_eq!(listed(&world, &owner).await.own.unwrap().ending, "wxyz");
}

#[tokio::test]
async fn a_key_that_cannot_be_opened_any_longer_stops_calls_instead_of_billing_the_operator() {
    let ground = Ground::new(Some("sk-operator"));
    let (world, owner) = ground.world().await;
    bring(&world, &owner, KEY).await.unwrap();
    let id = campaigns::create(&world.services, &owner.actor, world.brief())
        .await
        .unwrap()
        .id;
    let world = world.started_again(settings(2), ground.gateway());
    assert!(!listed(&world, &owner).await.own.unwrap().usable);
    let another = campaigns::create(&world.services, &owner.actor, world.brief()).await;
    assert_eq!(refused(another).code, Code::Provider);
    world.work().await;
    let campaign = campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap();
    assert_eq!(campaign.run.state, RunState::Failed);
    let failed = campaign
        .run
        .steps
        .iter()
        .find(|step| step.state == StepState::Failed)
        .unwrap();
    let problem = failed.error.as_ref().unwrap();
    assert!(problem.detail.contains("give it once more"), "{problem:?}");
    assert_eq!(ground.taken(), [""; 0]);
    bring(&world, &owner, KEY).await.unwrap();
    world.finished_campaign(&owner.actor).await;
    assert_eq!(ground.taken(), [KEY]);
}
