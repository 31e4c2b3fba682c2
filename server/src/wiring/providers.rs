//! The model providers that are set up.

use std::{net::TcpStream, path::Path, sync::Arc, time::Duration};

use courier::Courier;
use providers::{
    KeyedProvider, Provider, ProviderError,
    anthropic::{Anthropic, AnthropicConfig},
    built_in::BuiltIn,
    gemini::{
        Gemini, GeminiConfig, GeminiInteractions,
        vertex::{self, VertexConfig},
    },
    openai::{
        Azure, AzureConfig, Compatible, CompatibleConfig, OLLAMA_ADDRESS, OLLAMA_URL, OpenAi,
        OpenAiConfig,
    },
};
use secrecy::SecretString;
use usecases::{Clock as _, SystemClock};

use super::StartError;
use crate::settings::{AzureSettings, Hosted, ProviderSettings, Settings, VertexSettings};

/// How long Ollama may take to accept a connection on this machine.
const OLLAMA_PATIENCE: Duration = Duration::from_millis(250);

type Made = Result<Arc<dyn Provider>, ProviderError>;
type Found = Result<Option<Arc<dyn Provider>>, StartError>;

/// Everything that is set up, in the order of the settings, and the built-in provider at the end.
pub fn providers(
    settings: &Settings,
    courier: &Courier,
) -> Result<Vec<Arc<dyn Provider>>, StartError> {
    let ProviderSettings {
        gemini: google,
        gemini_interactions,
        vertex: cloud,
        openai: open,
        azure: deployment,
        anthropic: claude,
        compatible: own,
        ollama_model,
        ollama_embedding_model,
        local_model,
        regions: _,
    } = &settings.providers;
    let found = [
        with_key(google, |key| {
            gemini(google, *gemini_interactions, key, courier)
        })?,
        vertex(cloud, courier)?,
        with_key(open, |key| openai(open, key, courier))?,
        azure(deployment, courier)?,
        with_key(claude, |key| anthropic(claude, key, courier))?,
        compatible(own, courier)?,
    ];
    let mut providers: Vec<_> = found.into_iter().flatten().collect();
    if providers.is_empty()
        && let Some(model) = ollama_model
        && ollama_listens()
    {
        let ollama = Compatible::ollama(OLLAMA_URL, model.clone(), courier.clone());
        let ollama = embedding(ollama, ollama_embedding_model.as_ref());
        providers.push(Arc::new(ollama));
    }
    if let Some(path) = local_model {
        match small_local_model(path) {
            Ok(model) => providers.push(model),
            Err(reason) => tracing::warn!(%reason, "the small local model does not draft"),
        }
    }
    providers.push(Arc::new(BuiltIn));
    Ok(providers)
}

/// The providers that a key is enough for, so that organizations may bring their own.
pub fn keyed(settings: &ProviderSettings, courier: &Courier) -> Vec<KeyedProvider> {
    let google = (settings.gemini.clone(), settings.gemini_interactions);
    let (open, claude) = (settings.openai.clone(), settings.anthropic.clone());
    let couriers = [courier.clone(), courier.clone(), courier.clone()];
    let [to_google, to_openai, to_anthropic] = couriers;
    vec![
        KeyedProvider::new("gemini", move |key| {
            gemini(&google.0, google.1, key, &to_google)
        }),
        KeyedProvider::new("openai", move |key| openai(&open, key, &to_openai)),
        KeyedProvider::new("anthropic", move |key| {
            anthropic(&claude, key, &to_anthropic)
        }),
    ]
}

/// The model of a file inside this process.
///
/// # Errors
/// A sentence with the next step, where it cannot be used.
#[cfg(feature = "local")]
pub fn small_local_model(path: &Path) -> Result<Arc<dyn Provider>, String> {
    match providers::local::Local::open(path) {
        Ok(local) => Ok(Arc::new(local)),
        Err(error) => Err(error.to_string()),
    }
}

/// The same in a program that was built without it.
#[cfg(not(feature = "local"))]
pub fn small_local_model(_: &Path) -> Result<Arc<dyn Provider>, String> {
    Err("This program was built without a small local model. Build it with `make run LOCAL=1`, or take HANDBILL_LOCAL_MODEL away.".into())
}

/// Whether somebody listens where Ollama does. Asked at the start alone.
fn ollama_listens() -> bool {
    let there = TcpStream::connect_timeout(&OLLAMA_ADDRESS, OLLAMA_PATIENCE);
    if let Err(error) = &there {
        tracing::warn!(address = %OLLAMA_ADDRESS, %error, "Ollama is not there, so the built-in provider drafts; start it, then restart the server");
    }
    there.is_ok()
}

fn found(provider: Result<impl Provider + 'static, ProviderError>) -> Found {
    made(provider).map(Some).map_err(StartError::Provider)
}

fn made(provider: Result<impl Provider + 'static, ProviderError>) -> Made {
    Ok(Arc::new(provider?))
}

/// The provider of a vendor whose key is set.
fn with_key(settings: &Hosted, make: impl FnOnce(&SecretString) -> Made) -> Found {
    let key = settings.api_key.as_ref();
    key.map(make).transpose().map_err(StartError::Provider)
}

/// Puts what is set in the place of the vendor's own.
fn apply(settings: &Hosted, address: &mut String, model: &mut String) {
    if let Some(url) = &settings.url {
        url.as_str().clone_into(address);
    }
    set(settings.model.as_ref(), model);
}

fn set(chosen: Option<&String>, model: &mut String) {
    if let Some(chosen) = chosen {
        chosen.clone_into(model);
    }
}

fn gemini(settings: &Hosted, interactions: bool, key: &SecretString, courier: &Courier) -> Made {
    let mut config = GeminiConfig::new(key.clone());
    apply(settings, &mut config.base_url, &mut config.model);
    set(settings.image_model.as_ref(), &mut config.image_model);
    set(settings.video_model.as_ref(), &mut config.video_model);
    set(settings.speech_model.as_ref(), &mut config.speech_model);
    set(
        settings.embedding_model.as_ref(),
        &mut config.embedding_model,
    );
    if interactions {
        return made(GeminiInteractions::new(&config, courier.clone()));
    }
    made(Gemini::new(&config, courier.clone()))
}

fn vertex(settings: &VertexSettings, courier: &Courier) -> Found {
    let Some(project) = &settings.project else {
        return Ok(None);
    };
    let mut config = VertexConfig::new(project.clone(), || SystemClock.now());
    if let Some(path) = &settings.credentials {
        let file = std::fs::read_to_string(path)
            .map_err(|error| StartError::Credentials(path.display().to_string(), error))?;
        config.account = Some(file.into());
    }
    if let Some(location) = &settings.location {
        location.clone_into(&mut config.location);
    }
    set(settings.model.as_ref(), &mut config.model);
    set(settings.image_model.as_ref(), &mut config.image_model);
    set(settings.video_model.as_ref(), &mut config.video_model);
    set(
        settings.embedding_model.as_ref(),
        &mut config.embedding_model,
    );
    found(vertex::connect(config, courier.clone()))
}

fn openai(settings: &Hosted, key: &SecretString, courier: &Courier) -> Made {
    let mut config = OpenAiConfig::new(key.clone());
    apply(settings, &mut config.base_url, &mut config.model);
    set(settings.image_model.as_ref(), &mut config.image_model);
    set(settings.speech_model.as_ref(), &mut config.speech_model);
    set(
        settings.embedding_model.as_ref(),
        &mut config.embedding_model,
    );
    made(OpenAi::new(&config, courier.clone()))
}

fn azure(settings: &AzureSettings, courier: &Courier) -> Found {
    const ENDPOINT: &str = "AZURE_OPENAI_ENDPOINT";
    let Some(endpoint) = &settings.endpoint else {
        return Ok(None);
    };
    let missing = |setting| StartError::Incomplete(ENDPOINT, setting);
    let config = AzureConfig {
        api_key: settings
            .api_key
            .clone()
            .ok_or_else(|| missing("AZURE_OPENAI_API_KEY"))?,
        endpoint: endpoint.to_string(),
        deployment: settings
            .deployment
            .clone()
            .ok_or_else(|| missing("AZURE_OPENAI_DEPLOYMENT"))?,
        image_deployment: settings.image_deployment.clone(),
        api_version: settings.api_version.clone(),
    };
    let azure = Azure::new(&config, courier.clone());
    found(azure.map(|azure| match &settings.embedding_deployment {
        Some(deployment) => azure.with_embedding_deployment(deployment.clone()),
        None => azure,
    }))
}

fn anthropic(settings: &Hosted, key: &SecretString, courier: &Courier) -> Made {
    let mut config = AnthropicConfig::new(key.clone());
    apply(settings, &mut config.base_url, &mut config.model);
    made(Anthropic::new(&config, courier.clone()))
}

fn compatible(settings: &Hosted, courier: &Courier) -> Found {
    let Some(url) = &settings.url else {
        return Ok(None);
    };
    let model = settings.model.clone().ok_or(StartError::Incomplete(
        "HANDBILL_COMPATIBLE_URL",
        "HANDBILL_COMPATIBLE_MODEL",
    ))?;
    let config = CompatibleConfig {
        base_url: url.to_string(),
        model,
        api_key: settings.api_key.clone(),
    };
    let server = Compatible::new(&config, courier.clone());
    found(server.map(|server| embedding(server, settings.embedding_model.as_ref())))
}

/// A server of one's own with its embedding model, if one is named.
fn embedding(server: Compatible, model: Option<&String>) -> Compatible {
    match model {
        Some(model) => server.with_embedding_model(model.clone()),
        None => server,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Sources;

    type Models = Vec<(&'static str, String)>;

    fn set_up(environment: &[(&str, &str)]) -> Result<Models, String> {
        let names = |provider: &Arc<dyn Provider>| (provider.name(), provider.model().to_owned());
        found_in(environment).map(|providers| providers.iter().map(names).collect())
    }

    fn image_models(environment: &[(&str, &str)]) -> Models {
        let providers = found_in(environment).unwrap();
        let makers = providers.iter().filter_map(|provider| {
            let maker = provider.images()?;
            Some((provider.name(), maker.model().to_owned()))
        });
        makers.collect()
    }

    fn video_models(environment: &[(&str, &str)]) -> Models {
        let providers = found_in(environment).unwrap();
        let makers = providers.iter().filter_map(|provider| {
            let maker = provider.videos()?;
            Some((provider.name(), maker.model().to_owned()))
        });
        makers.collect()
    }

    fn embedding_models(environment: &[(&str, &str)]) -> Models {
        let providers = found_in(environment).unwrap();
        let makers = providers.iter().filter_map(|provider| {
            let maker = provider.embeddings()?;
            Some((provider.name(), maker.model().to_owned()))
        });
        makers.collect()
    }

    fn found_in(environment: &[(&str, &str)]) -> Result<Vec<Arc<dyn Provider>>, String> {
        let _installed = rustls::crypto::ring::default_provider().install_default();
        let find = |name: &str| {
            environment
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        };
        let sources = Sources::gather(|_| None, find, |_| Ok(String::new())).unwrap();
        let settings = Settings::load(&sources, Path::new("/program")).unwrap();
        providers(&settings, &Courier::within().unwrap()).map_err(|error| error.to_string())
    }

    #[test]
    fn nothing_set_up_leaves_the_built_in_provider() {
        let names = set_up(&[]).unwrap();
        assert_eq!(names.len(), 1);
        assert_eq!(names[0].0, "built-in");
    }

    #[test]
    fn everything_that_is_set_up_is_there_in_the_order_of_the_settings() {
        let names = set_up(&[
            ("HANDBILL_COMPATIBLE_URL", "http://localhost:8000/v1"),
            ("HANDBILL_COMPATIBLE_MODEL", "llama"),
            ("ANTHROPIC_API_KEY", "k"),
            ("AZURE_OPENAI_ENDPOINT", "https://x.openai.azure.com"),
            ("AZURE_OPENAI_API_KEY", "k"),
            ("AZURE_OPENAI_DEPLOYMENT", "writer"),
            ("OPENAI_API_KEY", "k"),
            ("HANDBILL_OPENAI_MODEL", "gpt-6-luna"),
            ("HANDBILL_VERTEX_PROJECT", "p"),
            ("GEMINI_API_KEY", "k"),
            ("HANDBILL_GEMINI_API", "interactions"),
            ("HANDBILL_OLLAMA_MODEL", "llama3.2"),
        ])
        .unwrap();
        let names: Vec<_> = names
            .iter()
            .map(|(name, model)| (*name, model.as_str()))
            .collect();
        assert_eq!(
            names[..6],
            [
                ("gemini", "gemini-3.8-flash"),
                ("vertex", "gemini-3.8-flash"),
                ("openai", "gpt-6-luna"),
                ("azure-openai", "writer"),
                ("anthropic", "claude-sonnet-5-5"),
                ("compatible", "llama"),
            ]
        );
        assert_eq!(names[6].0, "built-in", "and no Ollama");
        assert_eq!(names.len(), 7);
    }

    #[test]
    fn a_local_model_that_cannot_be_used_leaves_the_built_in_provider_and_says_why() {
        let file = "/nowhere/at-all.gguf";
        let names = set_up(&[("HANDBILL_LOCAL_MODEL", file)]).unwrap();
        assert_eq!(names.len(), 1);
        assert_eq!(names[0].0, "built-in");
        let reason = small_local_model(Path::new(file)).err().unwrap();
        assert!(reason.contains("HANDBILL_LOCAL_MODEL"), "{reason}");
        assert!(reason.contains("make"), "{reason}");
    }

    #[test]
    fn who_makes_pictures_has_an_image_model_of_its_own() {
        let makers = image_models(&[
            ("GEMINI_API_KEY", "k"),
            ("HANDBILL_VERTEX_PROJECT", "p"),
            ("HANDBILL_VERTEX_IMAGE_MODEL", "imagen-4.0-generate-001"),
            ("OPENAI_API_KEY", "k"),
            ("AZURE_OPENAI_ENDPOINT", "https://x.openai.azure.com"),
            ("AZURE_OPENAI_API_KEY", "k"),
            ("AZURE_OPENAI_DEPLOYMENT", "writer"),
            ("ANTHROPIC_API_KEY", "k"),
        ]);
        let makers: Vec<_> = makers
            .iter()
            .map(|(name, model)| (*name, model.as_str()))
            .collect();
        assert_eq!(
            makers,
            [
                ("gemini", "gemini-3.1-flash-image"),
                ("vertex", "imagen-4.0-generate-001"),
                ("openai", "gpt-image-1"),
            ]
        );
    }

    #[test]
    fn who_makes_films_has_a_video_model_of_its_own() {
        let makers = video_models(&[
            ("GEMINI_API_KEY", "k"),
            ("HANDBILL_VERTEX_PROJECT", "p"),
            ("HANDBILL_VERTEX_VIDEO_MODEL", "veo-3.1-generate-001"),
            ("OPENAI_API_KEY", "k"),
        ]);
        assert_eq!(
            makers,
            [
                ("gemini", "gemini-omni-1.1-flash".to_owned()),
                ("vertex", "veo-3.1-generate-001".to_owned()),
            ]
        );
    }

    #[test]
    fn what_is_half_set_up_is_refused_with_what_is_missing() {
        for (environment, missing) in [
            (
                ("AZURE_OPENAI_ENDPOINT", "https://x.openai.azure.com"),
                "AZURE_OPENAI_API_KEY",
            ),
            (
                ("HANDBILL_COMPATIBLE_URL", "http://localhost:8000/v1"),
                "HANDBILL_COMPATIBLE_MODEL",
            ),
        ] {
            let refusal = set_up(&[environment]).unwrap_err();
            assert!(
                refusal.contains(environment.0) && refusal.contains(missing),
                "{refusal}"
            );
        }
        let refusal = set_up(&[
            ("HANDBILL_VERTEX_PROJECT", "p"),
            ("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere/at-all.json"),
        ])
        .unwrap_err();
        assert!(refusal.contains("/nowhere/at-all.json"), "{refusal}");
    }

    #[test]
    fn embedding_models_are_the_adapters_unless_others_are_named_and_servers_have_none_by_themselves()
     {
        let keys = [
            ("OPENAI_API_KEY", "k"),
            ("HANDBILL_COMPATIBLE_URL", "http://127.0.0.1:8000/v1"),
            ("HANDBILL_COMPATIBLE_MODEL", "qwen3"),
        ];
        let ids = |models: Models| {
            models
                .into_iter()
                .map(|(_, model)| model)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            ids(embedding_models(&keys)),
            ["text-embedding-3-small", "built-in-words-1"]
        );
        let named = [
            ("HANDBILL_OPENAI_EMBEDDING_MODEL", "text-embedding-3-large"),
            ("HANDBILL_COMPATIBLE_EMBEDDING_MODEL", "bge-m3"),
        ];
        let named: Vec<_> = keys.into_iter().chain(named).collect();
        assert_eq!(
            ids(embedding_models(&named)),
            ["text-embedding-3-large", "bge-m3", "built-in-words-1"]
        );
    }
}
