//! Video models on the network: an order goes out once by the courier, looks and fetches go without
//! it, for they cost nothing and can be done again.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use courier::{Delivery, Reply};
use domain::{
    spending::{BilledTokens, BilledVideo},
    usage::Cost,
};
use reqwest::{Url, header::LOCATION};
use serde_json::Value;

use super::{Link, Refusal, reply::body_within};
use crate::{
    Account, Call, Cause, Film, ProviderError, Spent, VideoJob, VideoMaker, VideoRequest,
    VideoState, video,
};

/// The largest film that is taken: ten seconds of 1080p are a third of it.
pub(crate) const MAX_FILM_BYTES: usize = 64 * 1024 * 1024;
/// The most bytes of a look, which may bring the film along in base64.
const MAX_LOOK_BYTES: usize = MAX_FILM_BYTES / 3 * 4 + 64 * 1024;
/// How often an address of a film may point to another one.
const MAX_REDIRECTS: usize = 3;
/// Hosts where Google keeps files, with all below them.
const FILE_HOSTS: [&str; 2] = ["googleapis.com", "googleusercontent.com"];

/// The wire format in which a vendor is asked for films.
pub trait VideoProtocol: fmt::Debug + Send + Sync + 'static {
    /// The lengths that `model` makes, in seconds; none when it is no model of this protocol.
    fn lengths(&self, model: &str) -> &'static [u8];

    /// What orders a film of so many seconds.
    fn order(&self, model: &str, request: &VideoRequest, seconds: u8) -> Letter;

    /// What the vendor calls the order it took.
    ///
    /// # Errors
    /// When the answer is not in the vendor's form.
    fn operation(&self, body: &[u8]) -> Result<String, serde_json::Error>;

    /// What asks how an order stands.
    fn look(&self, job: &VideoJob) -> Letter;

    /// How it stands.
    ///
    /// # Errors
    /// When the answer is not in the vendor's form.
    fn progress(&self, body: &[u8]) -> Result<Progress, serde_json::Error>;

    /// What a refused call means.
    fn refusal(&self, status: u16, body: &[u8]) -> Refusal;
}

/// What is sent.
#[derive(Debug)]
pub struct Letter {
    /// Where to.
    pub address: String,
    /// What is posted; nothing when something is only looked up.
    pub body: Option<Value>,
}

/// What a look brings.
#[derive(Debug)]
pub enum Progress {
    /// It is being made.
    Running,
    /// It is made; tokens where the vendor counts any.
    Done(Film, Option<BilledTokens>),
    /// There will be none; what the vendor bills for that, if that is known.
    Failed(Refusal, Option<Cost>),
}

/// Video models on the network.
#[derive(Debug)]
pub struct Cinema {
    pub(crate) link: Arc<Link>,
    /// Each for the models that are its own.
    pub(crate) protocols: Vec<Box<dyn VideoProtocol>>,
    /// The model that answers when no other is asked for.
    pub(crate) model: String,
}

impl Cinema {
    fn protocol(&self, model: &str) -> Result<&dyn VideoProtocol, ProviderError> {
        let mut protocols = self.protocols.iter().map(AsRef::as_ref);
        protocols
            .find(|protocol| !protocol.lengths(model).is_empty())
            .ok_or_else(|| self.error(Refusal::new(Cause::UnknownModel, ""), model))
    }

    fn error(&self, refusal: Refusal, model: &str) -> ProviderError {
        let refusal = match refusal.cause {
            Cause::Blocked => refusal.no_film(),
            Cause::UnknownModel => Refusal::no_video_model(model, &refusal.reason),
            _ => refusal,
        };
        self.link.vendor.error(refusal, model)
    }

    /// An answer that came, or the vendor's refusal.
    async fn accepted(
        &self,
        reply: Reply,
        protocol: &dyn VideoProtocol,
        model: &str,
    ) -> Result<Reply, ProviderError> {
        if reply.status().is_success() {
            return Ok(reply);
        }
        let read = |status, body: &[u8]| protocol.refusal(status, body);
        let (refusal, _) = Link::refused(reply, read).await;
        Err(self.error(refusal, model))
    }

    async fn look(
        &self,
        protocol: &dyn VideoProtocol,
        job: &VideoJob,
    ) -> Result<Progress, ProviderError> {
        let Letter { address, body } = protocol.look(job);
        let reply = match body {
            Some(body) => {
                self.link
                    .send(&address, &body, &Delivery::default())
                    .await?
            }
            None => self.link.get(&address, true).await?,
        };
        let reply = self.accepted(reply, protocol, &job.model).await?;
        let failure = |cause| self.link.vendor.failure(cause, &job.model);
        let body = body_within(reply, MAX_LOOK_BYTES)
            .await
            .map_err(|error| failure(Cause::Cut).because(error))?;
        protocol
            .progress(&body)
            .map_err(|error| failure(Cause::MalformedAnswer).because(error))
    }

    /// Follows an address to its file. The key goes to the vendor's own host and nowhere else.
    async fn fetch(&self, own: &Url, job: &VideoJob, at: &str) -> Result<Reply, ProviderError> {
        let elsewhere = |reason: &str| self.error(Refusal::film_elsewhere(reason), &job.model);
        let mut address = Url::parse(at).map_err(|_| elsewhere("no address"))?;
        for _ in 0..=MAX_REDIRECTS {
            if !may_be_fetched(own, &address) {
                return Err(elsewhere(address.host_str().unwrap_or_default()));
            }
            let is_own = address.origin() == own.origin();
            let reply = self.link.get(address.as_str(), is_own).await?;
            if !reply.status().is_redirection() {
                return Ok(reply);
            }
            let next = reply.headers().get(LOCATION);
            let next = next.and_then(|next| next.to_str().ok());
            address = next
                .and_then(|next| address.join(next).ok())
                .ok_or_else(|| elsewhere("a redirect to nowhere"))?;
        }
        Err(elsewhere("too many redirects"))
    }
}

/// Whether a film is fetched from there: the vendor's own host, or where Google keeps files, and
/// never less safely than the vendor itself is spoken to.
fn may_be_fetched(own: &Url, address: &Url) -> bool {
    let Some(host) = address.host_str() else {
        return false;
    };
    let of_google = FILE_HOSTS.iter().any(|known| {
        host.strip_suffix(known)
            .is_some_and(|below| below.is_empty() || below.ends_with('.'))
    });
    let safe = address.scheme() == "https" || address.scheme() == own.scheme();
    let own_host = own.host_str() == Some(host);
    safe && (own_host || of_google && address.scheme() == "https")
}

#[async_trait]
impl VideoMaker for Cinema {
    fn model(&self) -> &str {
        &self.model
    }

    fn lengths(&self, model: &str) -> &[u8] {
        self.protocol(model)
            .map_or(&[], |protocol| protocol.lengths(model))
    }

    async fn submit(
        &self,
        model: &str,
        request: &VideoRequest,
        call: &Call,
    ) -> Result<VideoJob, ProviderError> {
        let protocol = self.protocol(model)?;
        let seconds = video::nearest_length(request.seconds, protocol.lengths(model));
        let Letter { address, body } = protocol.order(model, request, seconds);
        let body = body.unwrap_or_default();
        let reply = self.link.send(&address, &body, &call.delivery).await?;
        let reply = self.accepted(reply, protocol, model).await?;
        let failure = |cause| self.link.vendor.failure(cause, model);
        let body = body_within(reply, MAX_LOOK_BYTES)
            .await
            .map_err(|error| failure(Cause::Cut).because(error))?;
        let operation = protocol
            .operation(&body)
            .map_err(|error| failure(Cause::MalformedAnswer).because(error))?;
        Ok(VideoJob {
            provider: self.link.vendor.name.into(),
            model: model.into(),
            operation,
            seconds,
            line: None,
        })
    }

    async fn poll(&self, job: &VideoJob, account: &Account) -> Result<VideoState, ProviderError> {
        let protocol = self.protocol(&job.model)?;
        Ok(match self.look(protocol, job).await? {
            Progress::Running => VideoState::Running,
            Progress::Done(film, tokens) => {
                let billed = BilledVideo {
                    seconds: job.seconds,
                    tokens,
                };
                VideoState::Done(film, video::spent([job.model.as_str()], billed, account))
            }
            Progress::Failed(refusal, cost) => {
                let spent = Spent {
                    cost,
                    ..Spent::default()
                };
                VideoState::Failed(self.error(refusal, &job.model).having_spent(spent))
            }
        })
    }

    async fn download(&self, job: &VideoJob, film: Film) -> Result<Vec<u8>, ProviderError> {
        let at = match film {
            Film::Here(bytes) => return Ok(bytes),
            Film::At(at) => at,
        };
        let protocol = self.protocol(&job.model)?;
        let own = Url::parse(&protocol.look(job).address)
            .map_err(|_| self.error(Refusal::film_elsewhere("no own address"), &job.model))?;
        let reply = self.fetch(&own, job, &at).await?;
        if matches!(reply.status().as_u16(), 403 | 404 | 410) {
            let reason = reply.status().to_string();
            return Err(self.error(Refusal::film_expired(&reason), &job.model));
        }
        let reply = self.accepted(reply, protocol, &job.model).await?;
        body_within(reply, MAX_FILM_BYTES).await.map_err(|error| {
            if super::reply::is_too_large(&*error) {
                return self.error(Refusal::film_too_large(), &job.model);
            }
            let cut = self.link.vendor.failure(Cause::Cut, &job.model);
            cut.because(error)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_is_fetched_from_the_vendor_and_where_google_keeps_files_alone() {
        let own = Url::parse("https://generativelanguage.googleapis.com/v1beta").unwrap();
        for (address, may) in [
            (
                "https://generativelanguage.googleapis.com/v1beta/files/1:download",
                true,
            ),
            ("https://storage.googleapis.com/film", true),
            ("https://x.googleusercontent.com/film", true),
            ("http://storage.googleapis.com/film", false),
            ("https://evilgoogleapis.com/film", false),
            ("https://googleapis.com.example/film", false),
            ("https://169.254.169.254/latest", false),
            ("file:///etc/passwd", false),
        ] {
            let address = Url::parse(address).unwrap();
            assert_eq!(may_be_fetched(&own, &address), may, "{address}");
        }
    }
}
