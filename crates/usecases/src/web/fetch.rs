//! The client that reads pages people name, and cannot be led inside.

use std::{
    error::Error,
    fmt,
    sync::{Arc, OnceLock},
    time::Duration,
};

use domain::web_page::WebPage;
use reqwest::{
    Client, Response, StatusCode,
    header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, LOCATION},
    redirect,
};

use super::{
    AddressPolicy, FetchRefusal, FetchedImage, Resolver, SystemResolver,
    address::Target,
    body::Body,
    picture,
    reduce::{self, Source},
    resolve::CheckedResolver,
};

/// How we introduce ourselves.
const USER_AGENT: &str = "Handbill/0.1 (+page reader)";
/// How often an address may lead on to another.
const MAX_REDIRECTS: usize = 5;
/// From the call to the answer, in seconds: look-ups, redirects, reading and reducing included.
const SECONDS: u64 = 5;
/// The most bytes of a page that are read, in MiB.
const PAGE_MEBIBYTES: usize = 2;
/// The most bytes of a picture that are read, in MiB.
const PICTURE_MEBIBYTES: usize = 5;

/// A page that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Its words.
    pub page: WebPage,
}

/// Fetches pages from addresses that people type. It reaches public addresses only, follows
/// redirects by hand under the same rules, sends no cookie, credential or referrer, and ignores
/// proxies of the environment (a proxy would resolve the name again). Cheap to clone.
#[derive(Clone)]
pub struct PageFetcher {
    inner: Arc<Inner>,
}

struct Inner {
    resolver: Arc<dyn Resolver>,
    policy: AddressPolicy,
    /// Made at the first use: it reads the machine's certificate authorities.
    client: OnceLock<Option<Client>>,
}

impl PageFetcher {
    /// A fetcher that reaches the public internet and nothing else.
    pub fn new() -> Self {
        Self::with_resolver(Arc::new(SystemResolver), AddressPolicy::public_only())
    }

    /// A fetcher that asks `resolver` for names and connects where `policy` allows: for tests.
    pub fn with_resolver(resolver: Arc<dyn Resolver>, policy: AddressPolicy) -> Self {
        Self {
            inner: Arc::new(Inner {
                resolver,
                policy,
                client: OnceLock::new(),
            }),
        }
    }

    /// The page at `address`, reduced to its words: HTML only, at most 2 MiB, 5 redirects and 5 s.
    pub async fn fetch(&self, address: &str) -> Result<Fetched, FetchRefusal> {
        within_time(self.fetch_page(address)).await
    }

    /// The picture at `address`: PNG, JPEG, WebP or GIF by its bytes, at most 5 MiB, 5 redirects
    /// and 5 s.
    pub async fn fetch_image(&self, address: &str) -> Result<FetchedImage, FetchRefusal> {
        within_time(self.fetch_picture(address)).await
    }

    async fn fetch_page(&self, address: &str) -> Result<Fetched, FetchRefusal> {
        let (target, response) = self
            .open(address, "text/html, application/xhtml+xml;q=0.9")
            .await?;
        let content_type = content_type(&response);
        let essence = content_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        let xml = essence == "application/xhtml+xml";
        if !xml && essence != "text/html" {
            return Err(FetchRefusal::NotHtml(named_type(&essence)));
        }
        let body = Body::read(response, PAGE_MEBIBYTES).await?;
        let page = off_thread(move || {
            let bytes = body.unpack()?;
            let source = Source {
                address: target.url(),
                content_type: &content_type,
                bytes: &bytes,
                xml,
            };
            reduce::reduce(&source).ok_or(FetchRefusal::NoText)
        });
        Ok(Fetched { page: page.await? })
    }

    async fn fetch_picture(&self, address: &str) -> Result<FetchedImage, FetchRefusal> {
        let (_, response) = self
            .open(address, "image/webp, image/png, image/jpeg, image/gif")
            .await?;
        let body = Body::read(response, PICTURE_MEBIBYTES).await?;
        let bytes = off_thread(move || body.unpack()).await?;
        let (content_type, extension) = picture::kind(&bytes).ok_or(FetchRefusal::NotAPicture)?;
        Ok(FetchedImage {
            content_type,
            bytes,
            extension,
        })
    }

    /// The first answer that does not lead on, and where it came from.
    async fn open(&self, address: &str, accept: &str) -> Result<(Target, Response), FetchRefusal> {
        let mut target = Target::parse(address)?;
        for _ in 0..=MAX_REDIRECTS {
            let response = self.ask(&target, accept).await?;
            if response.status().is_success() {
                return Ok((target, response));
            }
            if !leads_on(response.status()) {
                return Err(FetchRefusal::Status(response.status().as_u16()));
            }
            let location = response
                .headers()
                .get(LOCATION)
                .map(reqwest::header::HeaderValue::as_bytes);
            let location = location.and_then(|bytes| std::str::from_utf8(bytes).ok());
            target = target.follow(location.ok_or(FetchRefusal::BadRedirect)?)?;
        }
        Err(FetchRefusal::TooManyRedirects)
    }

    async fn ask(&self, target: &Target, accept: &str) -> Result<Response, FetchRefusal> {
        let policy = &self.inner.policy;
        // An IP address goes past the resolver, so it is checked here.
        if target
            .literal()
            .is_some_and(|address| !policy.allows(address))
        {
            return Err(FetchRefusal::NotPublic(target.host()));
        }
        let request = self
            .client()?
            .get(target.url().clone())
            .header(ACCEPT, accept)
            .header(ACCEPT_ENCODING, "gzip");
        let response = request
            .send()
            .await
            .map_err(|error| refusal_of(&error, target))?;
        // The connection is pinned to a checked address; should that ever fail, nothing is read.
        match response.remote_addr() {
            Some(peer) if !policy.allows(peer.ip()) => Err(FetchRefusal::NotPublic(target.host())),
            _ => Ok(response),
        }
    }

    fn client(&self) -> Result<&Client, FetchRefusal> {
        self.inner
            .client
            .get_or_init(|| self.build_client())
            .as_ref()
            .ok_or(FetchRefusal::NoAuthorities)
    }

    fn build_client(&self) -> Option<Client> {
        // Fails only if another part of the program has installed one, which serves as well.
        drop(rustls::crypto::ring::default_provider().install_default());
        Client::builder()
            .user_agent(USER_AGENT)
            .dns_resolver(CheckedResolver {
                resolver: Arc::clone(&self.inner.resolver),
                policy: self.inner.policy.clone(),
            })
            .no_proxy()
            .redirect(redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            // No connection outlives its answer, so each hop is looked up and checked once.
            .pool_max_idle_per_host(0)
            .build()
            .ok()
    }
}

impl Default for PageFetcher {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for PageFetcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageFetcher")
            .field("policy", &self.inner.policy)
            .finish_non_exhaustive()
    }
}

async fn within_time<T>(
    work: impl Future<Output = Result<T, FetchRefusal>>,
) -> Result<T, FetchRefusal> {
    tokio::time::timeout(Duration::from_secs(SECONDS), work)
        .await
        .unwrap_or(Err(FetchRefusal::TooSlow(SECONDS)))
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FetchRefusal> + Send + 'static,
) -> Result<T, FetchRefusal> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or(Err(FetchRefusal::Unreadable))
}

fn leads_on(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn content_type(response: &Response) -> String {
    let header = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    header.unwrap_or_default().to_owned()
}

/// A content type as it can stand in a sentence, whatever the server sent.
fn named_type(essence: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '+' | '-' | '.');
    match essence {
        "" => "a file of unknown type".to_owned(),
        _ => essence.chars().filter(|c| plain(*c)).take(60).collect(),
    }
}

/// The reason behind a failed request, found among the causes of the client's error.
fn refusal_of(error: &reqwest::Error, target: &Target) -> FetchRefusal {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(found) = cause {
        if let Some(refusal) = found.downcast_ref::<FetchRefusal>() {
            return refusal.clone();
        }
        if found.is::<rustls::Error>() {
            return FetchRefusal::Untrusted(target.host());
        }
        // What an I/O error was made from is no `source` of it, but stands inside.
        let inside = found
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        cause = inside
            .map(|inside| inside as &(dyn Error + 'static))
            .or_else(|| found.source());
    }
    if error.is_connect() {
        FetchRefusal::Unreachable(target.host())
    } else {
        FetchRefusal::CutOff
    }
}
