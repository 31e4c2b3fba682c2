//! The one list of settings: what they are called everywhere, and what they mean. The command
//! line, the loader and the README's table all follow from it.

/// A setting and its names.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The key in the TOML file, and the name used inside.
    pub key: &'static str,
    /// The flag without its dashes; `None` for secrets, which other users of the machine could
    /// read off the list of processes.
    pub flag: Option<&'static str>,
    /// The environment variable.
    pub env: &'static str,
    /// What it is when nobody sets it, as people read it; empty when it is off.
    pub default: &'static str,
    /// What it does, in one line.
    pub meaning: &'static str,
}

/// Names the configuration file; everything else may stand in it.
pub const CONFIG: Setting = Setting {
    key: "config",
    flag: Some("config"),
    env: "HANDBILL_CONFIG",
    default: "",
    meaning: "TOML file with any of the settings below",
};

const fn setting(
    key: &'static str,
    flag: &'static str,
    env: &'static str,
    default: &'static str,
    meaning: &'static str,
) -> Setting {
    Setting {
        key,
        flag: Some(flag),
        env,
        default,
        meaning,
    }
}

const fn secret(key: &'static str, env: &'static str, meaning: &'static str) -> Setting {
    Setting {
        key,
        flag: None,
        env,
        default: "",
        meaning,
    }
}

/// Every setting, in the order of the README's table.
pub const SETTINGS: &[Setting] = &[
    setting(
        "data",
        "data",
        "HANDBILL_DATA",
        "./data",
        "Directory for the database and files",
    ),
    setting(
        "listen",
        "listen",
        "HANDBILL_LISTEN",
        "127.0.0.1:3000",
        "Address and port to listen on",
    ),
    setting(
        "base_url",
        "base-url",
        "HANDBILL_BASE_URL",
        "http://LISTEN",
        "Address people type; https switches on secure cookies and HSTS",
    ),
    setting(
        "database_url",
        "database-url",
        "HANDBILL_DATABASE_URL",
        "sqlite:DATA/handbill.db",
        "Database: `sqlite:` or `postgres:` address (the environment or the file for one with a password)",
    ),
    setting(
        "storage_url",
        "storage-url",
        "HANDBILL_STORAGE_URL",
        "file://DATA/files",
        "Where files are kept",
    ),
    setting(
        "site",
        "site",
        "HANDBILL_SITE",
        "`site` next to the program",
        "Directory with the browser's files",
    ),
    secret(
        "gemini_api_key",
        "GEMINI_API_KEY",
        "Key for Gemini; drafting goes to the first provider of this list that is set up, else to the built-in one",
    ),
    setting(
        "gemini_url",
        "gemini-url",
        "HANDBILL_GEMINI_URL",
        "Google's",
        "Address of the Gemini interface",
    ),
    setting(
        "gemini_model",
        "gemini-model",
        "HANDBILL_GEMINI_MODEL",
        "the provider's",
        "Gemini model to ask",
    ),
    setting(
        "gemini_image_model",
        "gemini-image-model",
        "HANDBILL_GEMINI_IMAGE_MODEL",
        "the provider's",
        "Gemini model that makes pictures",
    ),
    setting(
        "gemini_video_model",
        "gemini-video-model",
        "HANDBILL_GEMINI_VIDEO_MODEL",
        "the provider's",
        "Gemini model that makes films: an Omni, or a Veo",
    ),
    setting(
        "gemini_speech_model",
        "gemini-speech-model",
        "HANDBILL_GEMINI_SPEECH_MODEL",
        "the provider's",
        "Gemini model that reads aloud",
    ),
    setting(
        "gemini_embedding_model",
        "gemini-embedding-model",
        "HANDBILL_GEMINI_EMBEDDING_MODEL",
        "the provider's",
        "Gemini model that compares texts by meaning",
    ),
    setting(
        "gemini_api",
        "gemini-api",
        "HANDBILL_GEMINI_API",
        "generate-content",
        "`generate-content` or `interactions`: the Gemini interface to speak",
    ),
    setting(
        "vertex_project",
        "vertex-project",
        "HANDBILL_VERTEX_PROJECT",
        "",
        "Google Cloud project; switches Gemini on Vertex AI on",
    ),
    setting(
        "vertex_location",
        "vertex-location",
        "HANDBILL_VERTEX_LOCATION",
        "global",
        "Location of Vertex AI, such as `eu` or `europe-west4`",
    ),
    setting(
        "vertex_model",
        "vertex-model",
        "HANDBILL_VERTEX_MODEL",
        "the provider's",
        "Gemini model to ask on Vertex AI",
    ),
    setting(
        "vertex_image_model",
        "vertex-image-model",
        "HANDBILL_VERTEX_IMAGE_MODEL",
        "the provider's",
        "Model that makes pictures on Vertex AI: one of Gemini's or an Imagen",
    ),
    setting(
        "vertex_video_model",
        "vertex-video-model",
        "HANDBILL_VERTEX_VIDEO_MODEL",
        "the provider's",
        "Veo that makes films on Vertex AI",
    ),
    setting(
        "vertex_embedding_model",
        "vertex-embedding-model",
        "HANDBILL_VERTEX_EMBEDDING_MODEL",
        "the provider's",
        "Model that compares texts by meaning on Vertex AI",
    ),
    setting(
        "google_application_credentials",
        "google-application-credentials",
        "GOOGLE_APPLICATION_CREDENTIALS",
        "the machine's own account",
        "Key file of the service account that Vertex AI is asked with",
    ),
    secret("openai_api_key", "OPENAI_API_KEY", "Key for OpenAI"),
    setting(
        "openai_url",
        "openai-url",
        "HANDBILL_OPENAI_URL",
        "OpenAI's",
        "Address of OpenAI's interface, with its version",
    ),
    setting(
        "openai_model",
        "openai-model",
        "HANDBILL_OPENAI_MODEL",
        "the provider's",
        "OpenAI model to ask",
    ),
    setting(
        "openai_image_model",
        "openai-image-model",
        "HANDBILL_OPENAI_IMAGE_MODEL",
        "the provider's",
        "OpenAI model that makes pictures",
    ),
    setting(
        "openai_speech_model",
        "openai-speech-model",
        "HANDBILL_OPENAI_SPEECH_MODEL",
        "the provider's",
        "OpenAI model that reads aloud",
    ),
    setting(
        "openai_embedding_model",
        "openai-embedding-model",
        "HANDBILL_OPENAI_EMBEDDING_MODEL",
        "the provider's",
        "OpenAI model that compares texts by meaning",
    ),
    setting(
        "azure_openai_endpoint",
        "azure-openai-endpoint",
        "AZURE_OPENAI_ENDPOINT",
        "",
        "Address of an Azure OpenAI resource; needs a key and a deployment",
    ),
    secret(
        "azure_openai_api_key",
        "AZURE_OPENAI_API_KEY",
        "Key of the Azure OpenAI resource",
    ),
    setting(
        "azure_openai_deployment",
        "azure-openai-deployment",
        "AZURE_OPENAI_DEPLOYMENT",
        "",
        "Azure OpenAI deployment to ask",
    ),
    setting(
        "azure_openai_image_deployment",
        "azure-openai-image-deployment",
        "AZURE_OPENAI_IMAGE_DEPLOYMENT",
        "",
        "Azure OpenAI deployment that makes pictures; none are made there without one",
    ),
    setting(
        "azure_openai_embedding_deployment",
        "azure-openai-embedding-deployment",
        "AZURE_OPENAI_EMBEDDING_DEPLOYMENT",
        "",
        "Azure OpenAI deployment that compares texts by meaning; none are compared there without one",
    ),
    setting(
        "azure_openai_api_version",
        "azure-openai-api-version",
        "AZURE_OPENAI_API_VERSION",
        "the undated v1",
        "Dated version of the Azure OpenAI interface, such as `2024-10-21`",
    ),
    secret(
        "anthropic_api_key",
        "ANTHROPIC_API_KEY",
        "Key for Anthropic",
    ),
    setting(
        "anthropic_url",
        "anthropic-url",
        "HANDBILL_ANTHROPIC_URL",
        "Anthropic's",
        "Address of Anthropic's interface",
    ),
    setting(
        "anthropic_model",
        "anthropic-model",
        "HANDBILL_ANTHROPIC_MODEL",
        "the provider's",
        "Anthropic model to ask",
    ),
    setting(
        "compatible_url",
        "compatible-url",
        "HANDBILL_COMPATIBLE_URL",
        "",
        "Address of a server that speaks OpenAI's Chat Completions, with its version; needs a model",
    ),
    setting(
        "compatible_model",
        "compatible-model",
        "HANDBILL_COMPATIBLE_MODEL",
        "",
        "Model to ask there",
    ),
    setting(
        "compatible_embedding_model",
        "compatible-embedding-model",
        "HANDBILL_COMPATIBLE_EMBEDDING_MODEL",
        "",
        "Model there that compares texts by meaning; none are compared there without one",
    ),
    secret(
        "compatible_api_key",
        "HANDBILL_COMPATIBLE_API_KEY",
        "Key for that server, if it wants one",
    ),
    setting(
        "ollama_model",
        "ollama-model",
        "HANDBILL_OLLAMA_MODEL",
        "",
        "Model of the Ollama on this machine: drafts where no other provider is set up and Ollama listens on port 11434 at the start",
    ),
    setting(
        "ollama_embedding_model",
        "ollama-embedding-model",
        "HANDBILL_OLLAMA_EMBEDDING_MODEL",
        "",
        "Model of that Ollama that compares texts by meaning, such as `nomic-embed-text`",
    ),
    setting(
        "local_model",
        "local-model",
        "HANDBILL_LOCAL_MODEL",
        "",
        "GGUF file of a small local model, in a program built with `make run LOCAL=1`: drafts where no other provider is set up",
    ),
    setting(
        "regions",
        "regions",
        "HANDBILL_REGIONS",
        "",
        "Where providers process texts, such as `gemini=us, azure-openai=eu`: a brand can be kept to one region",
    ),
    setting(
        "workers",
        "workers",
        "HANDBILL_WORKERS",
        "32",
        "Pieces of work done side by side, 1 to 64",
    ),
    setting(
        "lease",
        "lease",
        "HANDBILL_LEASE",
        "15",
        "Seconds after which another process takes up the work of one that died, 1 to 3600",
    ),
    setting(
        "demo",
        "demo",
        "HANDBILL_DEMO",
        "0",
        "1 seeds one demo organization and says so on every page",
    ),
    secret(
        "setup_code",
        "HANDBILL_SETUP_CODE",
        "Code the first-run page asks for; made anew at each start when not set",
    ),
    secret(
        "secret_key",
        "HANDBILL_SECRET_KEY",
        "64 hexadecimal digits that organizations' own keys are sealed with; kept in DATA/secret.key when not set. The same for all servers of one database",
    ),
    setting(
        "rate_limit",
        "rate-limit",
        "HANDBILL_RATE_LIMIT",
        "600",
        "Requests a minute for each person or token; 0 is no limit",
    ),
    setting(
        "trust_proxy",
        "trust-proxy",
        "HANDBILL_TRUST_PROXY",
        "0",
        "1 takes the client's address from the last entry of X-Forwarded-For",
    ),
    setting(
        "log",
        "log",
        "HANDBILL_LOG",
        "info",
        "What is logged: a level, or `target=level` pairs",
    ),
    setting(
        "log_format",
        "log-format",
        "HANDBILL_LOG_FORMAT",
        "text",
        "`text` or `json`",
    ),
];

/// The rows of the README's table, in Markdown.
pub fn markdown() -> String {
    let row = |setting: &Setting| {
        let flag = setting
            .flag
            .map_or_else(|| "–".to_owned(), |flag| format!("`--{flag}`"));
        let default = if setting.default.is_empty() {
            "–"
        } else {
            setting.default
        };
        format!(
            "| {flag} | `{}` | `{}` | {default} | {} |\n",
            setting.env, setting.key, setting.meaning
        )
    };
    let config = format!(
        "| `--{}` | `{}` | – | – | {} |\n",
        CONFIG.key, CONFIG.env, CONFIG.meaning
    );
    let head = "| flag | environment | TOML key | default | meaning |\n|---|---|---|---|---|\n";
    [head.to_owned(), config]
        .into_iter()
        .chain(SETTINGS.iter().map(row))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_is_its_key_with_dashes() {
        for setting in SETTINGS {
            if let Some(flag) = setting.flag {
                assert_eq!(flag, setting.key.replace('_', "-"));
            }
        }
    }

    #[test]
    fn every_name_is_used_once() {
        for name in [
            |setting: &Setting| setting.key,
            |setting: &Setting| setting.env,
        ] {
            let mut names: Vec<_> = SETTINGS.iter().map(name).collect();
            names.sort_unstable();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all);
        }
    }

    #[test]
    fn the_readme_has_this_table() {
        let readme = include_str!("../../../README.md");
        let (_, rest) = readme
            .split_once(
                "<!-- settings: made from server/src/settings/table.rs, held to it by a test -->\n",
            )
            .unwrap();
        let (table, _) = rest.split_once("<!-- /settings -->").unwrap();
        assert_eq!(table, markdown(), "write it anew with `handbill settings`");
    }

    #[test]
    fn a_secret_has_no_flag() {
        for setting in SETTINGS
            .iter()
            .filter(|setting| setting.key.contains("key") || setting.key.contains("code"))
        {
            assert!(setting.flag.is_none(), "{}", setting.key);
        }
    }
}
