//! What every handler can reach.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

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
    leptos: LeptosOptions,
    openapi: Arc<str>,
}

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct Server(Arc<Parts>);

impl Server {
    /// Everything together.
    pub fn new(services: Services, config: ServerConfig) -> Self {
        let leptos = leptos_options(&config.site);
        let openapi = api::document().to_pretty_json().unwrap_or_default().into();
        Self(Arc::new(Parts {
            services,
            config,
            leptos,
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

    /// How the application is rendered.
    pub fn leptos(&self) -> &LeptosOptions {
        &self.0.leptos
    }
}

impl FromRef<Server> for LeptosOptions {
    fn from_ref(server: &Server) -> Self {
        server.leptos().clone()
    }
}

/// Names of the browser's files carry hashes where the build left a list of them. Without a site,
/// as in tests, pages are rendered just the same.
fn leptos_options(site: &Path) -> LeptosOptions {
    let site = std::path::absolute(site).unwrap_or_else(|_| site.to_owned());
    let hashes = site.join("hash.txt");
    LeptosOptions::builder()
        .output_name("handbill")
        .site_root(site.display().to_string())
        .site_pkg_dir("pkg")
        .hash_files(hashes.is_file())
        .hash_file(hashes.display().to_string().into())
        .build()
}
