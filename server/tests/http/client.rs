//! Sends requests to the router as a program or a browser would.

use std::path::PathBuf;

use axum::{Router, body::Body, body::to_bytes};
use http::{HeaderMap, Method, Request, StatusCode, header};
use metrics_exporter_prometheus::PrometheusBuilder;
use serde_json::Value;
use server::http::{RateLimits, Server, ServerConfig, router};
use testkit::world::{Person, World};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

/// A world with a server in front of it.
pub struct Client {
    /// The world behind the server.
    pub world: World,
    /// Its owner.
    pub owner: Person,
    /// Ends the server.
    pub stop: CancellationToken,
    router: Router,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }
}

/// A request being written.
pub struct Asking<'a> {
    client: &'a Client,
    request: http::request::Builder,
    body: Body,
}

impl Client {
    pub async fn new() -> Self {
        Self::with("http://127.0.0.1:3000/", RateLimits::default()).await
    }

    pub async fn with(base_url: &str, limits: RateLimits) -> Self {
        Self::serving("/nowhere".into(), base_url, limits).await
    }

    /// With the browser's files in `site`.
    pub async fn serving(site: PathBuf, base_url: &str, limits: RateLimits) -> Self {
        Self::over(World::sqlite().await, site, base_url, limits).await
    }

    /// In front of a world of one's own.
    pub async fn over(world: World, site: PathBuf, base_url: &str, limits: RateLimits) -> Self {
        let owner = world.owner().await;
        let stop = CancellationToken::new();
        let config = ServerConfig {
            base_url: base_url.parse().unwrap(),
            trust_proxy: true,
            site,
            limits,
            metrics: PrometheusBuilder::new().build_recorder().handle(),
            stop: stop.clone(),
        };
        let router = router(Server::new(world.services.clone(), config));
        Self {
            world,
            owner,
            stop,
            router,
        }
    }

    pub fn ask(&self, method: Method, path: &str) -> Asking<'_> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("x-request-id", "request-1");
        Asking {
            client: self,
            request,
            body: Body::empty(),
        }
    }

    /// A request of the owner's program.
    pub fn get(&self, path: &str) -> Asking<'_> {
        self.ask(Method::GET, path).token(&self.owner.token)
    }

    /// A request of the owner's program.
    pub fn post(&self, path: &str, body: &Value) -> Asking<'_> {
        self.ask(Method::POST, path)
            .token(&self.owner.token)
            .json(body)
    }

    /// A request of the owner's program.
    pub fn put(&self, path: &str, body: &Value) -> Asking<'_> {
        self.ask(Method::PUT, path)
            .token(&self.owner.token)
            .json(body)
    }

    /// The owner's finished campaign.
    pub async fn campaign(&self) -> Value {
        let id = self.world.finished_campaign(&self.owner.actor).await;
        self.get(&format!("/api/v1/campaigns/{id}"))
            .send()
            .await
            .json()
    }

    /// The first post of the owner's finished campaign.
    pub async fn post_of(&self, campaign: &Value) -> Value {
        let id = campaign["posts"][0]["id"].as_str().unwrap();
        self.get(&format!("/api/v1/posts/{id}")).send().await.json()
    }
}

impl Asking<'_> {
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    pub fn token(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// As a page of ours would send it.
    pub fn session(self, secret: &str) -> Self {
        self.header("cookie", &format!("handbill_session={secret}"))
            .header("sec-fetch-site", "same-origin")
    }

    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    pub fn body(mut self, kind: &str, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self.header(header::CONTENT_TYPE.as_str(), kind)
    }

    /// The answer with its body still to be read.
    pub async fn begin(self) -> http::Response<Body> {
        let request = self.request.body(self.body).unwrap();
        self.client.router.clone().oneshot(request).await.unwrap()
    }

    pub async fn send(self) -> Answer {
        let (parts, body) = self.begin().await.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}
