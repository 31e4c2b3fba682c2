//! Rate limits, held in this process's memory: per network address, per person or token, and
//! tighter ones around passwords.

use std::{
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    sync::Arc,
};

use axum::{
    body::{self, Body},
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::problem::{Code, Problem};
use governor::{
    Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::HashMapStateStore,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use super::{
    Who,
    limits::{MAX_BODY, too_large},
};
use crate::http::{Refusal, Server};

type Limiter =
    RateLimiter<String, HashMapStateStore<String>, DefaultClock, StateInformationMiddleware>;

/// The limits of this process. Cheap to clone.
#[derive(Clone)]
pub struct RateLimits {
    person: Arc<Limit>,
    address: Arc<Limit>,
    sign_in_address: Arc<Limit>,
    sign_in_email: Arc<Limit>,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self::per_minute(600)
    }
}

impl RateLimits {
    /// The usual limits with another number of requests a minute for each person; 0 is no limit.
    pub fn per_minute(person: u32) -> Self {
        let limit = |per_minute| Arc::new(Limit::new(per_minute));
        Self {
            person: limit(person),
            address: limit(1_200),
            sign_in_address: limit(30),
            sign_in_email: limit(10),
        }
    }
}

struct Limit {
    per_minute: u32,
    limiter: Limiter,
}

/// How much of a limit is left.
struct Standing {
    limit: u32,
    left: u32,
    seconds: u32,
}

impl Limit {
    fn new(per_minute: u32) -> Self {
        let count = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MAX);
        Self {
            per_minute: count.get(),
            limiter: RateLimiter::hashmap(Quota::per_minute(count)).with_middleware(),
        }
    }

    /// Counts one request; `Err` with the seconds to wait when there were too many.
    fn take(&self, key: &str) -> Result<Standing, Standing> {
        // Keys that have recovered are forgotten, so that memory does not grow with every visitor.
        if self.limiter.len() > 10_000 {
            self.limiter.retain_recent();
        }
        let limit = self.per_minute;
        match self.limiter.check_key(&key.to_owned()) {
            Ok(snapshot) => {
                let left = snapshot.remaining_burst_capacity();
                let missing = u64::from(limit.saturating_sub(left)) * 60;
                let seconds =
                    u32::try_from(missing.div_ceil(u64::from(limit.max(1)))).unwrap_or(60);
                Ok(Standing {
                    limit,
                    left,
                    seconds,
                })
            }
            Err(until) => {
                let wait = until.wait_time_from(DefaultClock::default().now());
                let seconds = u32::try_from(wait.as_secs())
                    .unwrap_or(60)
                    .saturating_add(1);
                Err(Standing {
                    limit,
                    left: 0,
                    seconds,
                })
            }
        }
    }
}

impl Standing {
    fn write(&self, headers: &mut HeaderMap) {
        let values = [
            ("ratelimit-limit", self.limit),
            ("ratelimit-remaining", self.left),
            ("ratelimit-reset", self.seconds),
        ];
        for (name, value) in values {
            headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
        }
    }

    fn refuse(&self, what: &str) -> Response {
        let detail = format!(
            "Too many {what} in a short time. Try again in {} seconds.",
            self.seconds
        );
        let mut response = Refusal::from(Problem {
            retry_after: Some(self.seconds),
            ..Problem::new(Code::TooManyRequests, detail)
        })
        .into_response();
        self.write(response.headers_mut());
        response
    }
}

/// Counts the request for the network address it came from.
pub async fn limit_address(State(server): State<Server>, request: Request, next: Next) -> Response {
    let Some(address) = outside_address(&server, &request) else {
        return next.run(request).await;
    };
    match server.limits().address.take(&address.to_string()) {
        Ok(_) => next.run(request).await,
        Err(standing) => standing.refuse("requests from your network"),
    }
}

/// Counts the request for the person or token that made it, and says how much is left.
pub async fn limit_person(State(server): State<Server>, request: Request, next: Next) -> Response {
    let Some(actor) = request.extensions().get::<Who>().and_then(Who::actor) else {
        return next.run(request).await;
    };
    match server.limits().person.take(&actor.user.to_string()) {
        Ok(standing) => {
            let mut response = next.run(request).await;
            standing.write(response.headers_mut());
            response
        }
        Err(standing) => standing.refuse("requests"),
    }
}

/// Where passwords and set-up codes are tried.
const DOORS: [&str; 2] = ["/api/ui/sign-in", "/api/ui/set-up"];

/// Counts tries to sign in for the address they come from and for the account they are about.
pub async fn limit_sign_in(State(server): State<Server>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !DOORS.contains(&request.uri().path()) {
        return next.run(request).await;
    }
    if let Some(address) = outside_address(&server, &request)
        && let Err(standing) = server.limits().sign_in_address.take(&address.to_string())
    {
        return standing.refuse("tries to sign in from your network");
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = body::to_bytes(body, MAX_BODY).await else {
        return too_large().into_response();
    };
    if let Some(email) = email_in(&bytes)
        && let Err(standing) = server.limits().sign_in_email.take(&email)
    {
        return standing.refuse("tries to sign in with this e-mail address");
    }
    next.run(Request::from_parts(parts, Body::from(bytes)))
        .await
}

/// The e-mail address in a form, in whichever way the form nests its fields.
fn email_in(form: &[u8]) -> Option<String> {
    url::form_urlencoded::parse(form)
        .find(|(name, _)| name == "email" || name.ends_with("[email]"))
        .map(|(_, email)| email.trim().to_lowercase().chars().take(254).collect())
}

/// The client's address; `None` for this machine itself, where a proxy or a test would make one
/// address of everybody.
fn outside_address(server: &Server, request: &Request) -> Option<IpAddr> {
    let forwarded = || {
        request
            .headers()
            .get("x-forwarded-for")?
            .to_str()
            .ok()?
            .rsplit(',')
            .next()?
            .trim()
            .parse()
            .ok()
    };
    let peer = || {
        request
            .extensions()
            .get::<ConnectInfo<SocketAddr>>()
            .map(|ConnectInfo(peer)| peer.ip())
    };
    let address = if server.trusts_proxy() {
        forwarded().or_else(peer)
    } else {
        peer()
    };
    address.filter(|address| !address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_used_up_limit_says_when_to_come_back() {
        let limit = Limit::new(2);
        assert!(limit.take("ada").is_ok_and(|standing| standing.left == 1));
        assert!(limit.take("ada").is_ok_and(|standing| standing.left == 0));
        assert!(
            limit
                .take("ada")
                .is_err_and(|standing| (1..=31).contains(&standing.seconds))
        );
        assert!(limit.take("bob").is_ok());
    }

    #[test]
    fn the_account_is_found_however_the_form_nests_it() {
        assert_eq!(
            email_in(b"input%5Bemail%5D=Ada%40x.org&input[password]=p").as_deref(),
            Some("ada@x.org")
        );
        assert_eq!(email_in(b"email=ada%40x.org").as_deref(), Some("ada@x.org"));
        assert_eq!(email_in(b"name=x"), None);
    }
}
