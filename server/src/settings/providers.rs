//! The settings of model providers.

use std::{collections::BTreeMap, path::PathBuf};

use secrecy::SecretString;
use url::Url;

use super::{
    SettingsError, Sources,
    load::{refused, web_address},
};

/// Which providers are set up and how. Printing it shows no secret.
#[derive(Clone, Debug)]
pub struct ProviderSettings {
    /// Gemini over the developer API.
    pub gemini: Hosted,
    /// Whether the Interactions API is spoken with Gemini.
    pub gemini_interactions: bool,
    /// Gemini on Vertex AI.
    pub vertex: VertexSettings,
    /// OpenAI.
    pub openai: Hosted,
    /// Azure OpenAI.
    pub azure: AzureSettings,
    /// Anthropic.
    pub anthropic: Hosted,
    /// A server that speaks Chat Completions.
    pub compatible: Hosted,
    /// The model of the Ollama on this machine.
    pub ollama_model: Option<String>,
    /// Its embedding model.
    pub ollama_embedding_model: Option<String>,
    /// File of the model inside this process.
    pub local_model: Option<PathBuf>,
    /// Where providers process texts, by their names.
    pub regions: BTreeMap<String, String>,
}

/// A vendor that a key is enough for.
#[derive(Clone, Debug)]
pub struct Hosted {
    /// The key.
    pub api_key: Option<SecretString>,
    /// Another address than the vendor's.
    pub url: Option<Url>,
    /// Another model than the adapter's.
    pub model: Option<String>,
    /// Another image model than the adapter's.
    pub image_model: Option<String>,
    /// Another video model than the adapter's.
    pub video_model: Option<String>,
    /// Another speech model than the adapter's.
    pub speech_model: Option<String>,
    /// Another embedding model than the adapter's.
    pub embedding_model: Option<String>,
}

/// Gemini on Vertex AI.
#[derive(Clone, Debug)]
pub struct VertexSettings {
    /// Id of the project.
    pub project: Option<String>,
    /// Another location than everywhere.
    pub location: Option<String>,
    /// Another model than the adapter's.
    pub model: Option<String>,
    /// Another image model than the adapter's.
    pub image_model: Option<String>,
    /// Another video model than the adapter's.
    pub video_model: Option<String>,
    /// Another embedding model than the adapter's.
    pub embedding_model: Option<String>,
    /// Key file of a service account.
    pub credentials: Option<PathBuf>,
}

/// A deployment on Azure OpenAI.
#[derive(Clone, Debug)]
pub struct AzureSettings {
    /// Address of the resource.
    pub endpoint: Option<Url>,
    /// Key of the resource.
    pub api_key: Option<SecretString>,
    /// Name of the deployment.
    pub deployment: Option<String>,
    /// Name of the deployment that makes pictures.
    pub image_deployment: Option<String>,
    /// Name of the deployment of an embedding model.
    pub embedding_deployment: Option<String>,
    /// A dated version of the interface.
    pub api_version: Option<String>,
}

impl ProviderSettings {
    /// The settings from their texts.
    pub(super) fn load(sources: &Sources) -> Result<Self, SettingsError> {
        let text = |key: &str| sources.get(key).map(|(text, _)| text.trim().to_owned());
        let hosted = |name: &str| {
            Ok(Hosted {
                api_key: text(&format!("{name}_api_key")).map(Into::into),
                url: web_address(sources, &format!("{name}_url"))?,
                model: text(&format!("{name}_model")),
                image_model: text(&format!("{name}_image_model")),
                video_model: text(&format!("{name}_video_model")),
                speech_model: text(&format!("{name}_speech_model")),
                embedding_model: text(&format!("{name}_embedding_model")),
            })
        };
        Ok(Self {
            gemini: hosted("gemini")?,
            gemini_interactions: match text("gemini_api").as_deref() {
                None | Some("generate-content") => false,
                Some("interactions") => true,
                Some(_) => {
                    let expected = "it takes generate-content or interactions";
                    return Err(refused(sources, "gemini_api", expected));
                }
            },
            vertex: VertexSettings {
                project: text("vertex_project"),
                location: text("vertex_location"),
                model: text("vertex_model"),
                image_model: text("vertex_image_model"),
                video_model: text("vertex_video_model"),
                embedding_model: text("vertex_embedding_model"),
                credentials: text("google_application_credentials").map(Into::into),
            },
            openai: hosted("openai")?,
            azure: AzureSettings {
                endpoint: web_address(sources, "azure_openai_endpoint")?,
                api_key: text("azure_openai_api_key").map(Into::into),
                deployment: text("azure_openai_deployment"),
                image_deployment: text("azure_openai_image_deployment"),
                embedding_deployment: text("azure_openai_embedding_deployment"),
                api_version: text("azure_openai_api_version"),
            },
            anthropic: hosted("anthropic")?,
            compatible: hosted("compatible")?,
            ollama_model: text("ollama_model"),
            ollama_embedding_model: text("ollama_embedding_model"),
            local_model: text("local_model").map(Into::into),
            regions: regions(text("regions").as_deref().unwrap_or_default()).ok_or_else(|| {
                refused(
                    sources,
                    "regions",
                    "it takes pairs such as gemini=us, azure-openai=eu",
                )
            })?,
        })
    }
}

/// Pairs of provider and region, in lower case.
fn regions(text: &str) -> Option<BTreeMap<String, String>> {
    text.split(',')
        .filter(|pair| !pair.trim().is_empty())
        .map(|pair| {
            let (provider, region) = pair.split_once('=')?;
            let (provider, region) = (provider.trim(), region.trim().to_lowercase());
            (!provider.is_empty() && !region.is_empty()).then(|| (provider.to_owned(), region))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_pairs() {
        let read = regions(" gemini = US,azure-openai=eu, ").unwrap();
        let pairs: Vec<_> = read.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(pairs, [("azure-openai", "eu"), ("gemini", "us")]);
        assert!(regions("").unwrap().is_empty());
        assert_eq!(regions("eu"), None);
        assert_eq!(regions("gemini="), None);
    }
}
