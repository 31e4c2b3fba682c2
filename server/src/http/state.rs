//! What every handler can reach.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use app::BrowserFiles;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio_util::sync::CancellationToken;
use url::Url;
use usecases::Services;

use super::{api, edge::RateLimits};

/// What the HTTP side needs to know, beside what use cases work with.
#[derive(Clone)]
pub struct ServerConfig {
    /// The address people type.
    pub base_url: Url,
    /// Whether `X-Forwarded-For` names the client.
    pub trust_proxy: bool,
    /// The browser's files.
    pub site: PathBuf,
    /// How much each may ask.
    pub limits: RateLimits,
    /// What was measured.
    pub metrics: PrometheusHandle,
    /// Fires when the server is to end, so that event streams do.
    pub stop: CancellationToken,
}

struct Parts {
    services: Services,
    config: ServerConfig,
    files: BrowserFiles,
    openapi: Arc<str>,
}

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct Server(Arc<Parts>);

impl Server {
    /// Everything together.
    pub fn new(services: Services, config: ServerConfig) -> Self {
        let files = browser_files(&config.site);
        let openapi = api::document().to_pretty_json().unwrap_or_default().into();
        Self(Arc::new(Parts {
            services,
            config,
            files,
            openapi,
        }))
    }

    /// What use cases work with.
    pub fn services(&self) -> &Services {
        &self.0.services
    }

    /// The address people type.
    pub fn base_url(&self) -> &Url {
        &self.0.config.base_url
    }

    /// Whether people reach the server encrypted.
    pub fn is_https(&self) -> bool {
        self.base_url().scheme() == "https"
    }

    /// Whether `X-Forwarded-For` names the client.
    pub fn trusts_proxy(&self) -> bool {
        self.0.config.trust_proxy
    }

    /// The browser's files.
    pub fn site(&self) -> &Path {
        &self.0.config.site
    }

    /// How much each may ask.
    pub fn limits(&self) -> &RateLimits {
        &self.0.config.limits
    }

    /// What was measured.
    pub fn metrics(&self) -> &PrometheusHandle {
        &self.0.config.metrics
    }

    /// Fires when the server is to end.
    pub fn stop(&self) -> &CancellationToken {
        &self.0.config.stop
    }

    /// The interface's document, in JSON.
    pub fn openapi(&self) -> Arc<str> {
        self.0.openapi.clone()
    }

    /// The names of the browser's files.
    pub fn files(&self) -> &BrowserFiles {
        &self.0.files
    }
}

impl FromRef<Server> for LeptosOptions {
    fn from_ref(_server: &Server) -> Self {
        LeptosOptions::builder().output_name("handbill").build()
    }
}

/// The names of the browser's files, from the list that the build left beside them. Without a
/// site, as in tests, pages are rendered just the same.
fn browser_files(site: &Path) -> BrowserFiles {
    let list = std::fs::read(site.join("files.json")).ok();
    let files = list.and_then(|list| serde_json::from_slice(&list).ok());
    files.unwrap_or_default()
}
