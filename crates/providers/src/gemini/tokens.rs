//! Tokens of Google Cloud: asked for with a service account's signature or from the metadata server,
//! kept, and renewed before they end.

use std::{fmt, time::Duration};

use async_trait::async_trait;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use courier::{Courier, Delivery};
use domain::time::Timestamp;
use reqwest::{Method, Request, Url, header::HeaderValue};
use ring::{rand::SystemRandom, signature::RSA_PKCS1_SHA256, signature::RsaKeyPair};
use rustls::pki_types::{PrivatePkcs8KeyDer, pem::PemObject};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;
use tokio::{sync::Mutex, time::Instant};

use crate::{
    Cause, ProviderError,
    remote::{BearerSource, Refusal, Vendor, limited_body},
};

const SCOPE: &str = "https://www.googleapis.com/auth/cloud-platform";
const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// How long an assertion holds: the longest that Google takes.
const ASSERTION_SECONDS: i64 = 3600;
/// How long before its end a token is renewed: longer than any call takes to be sent.
const MARGIN: Duration = Duration::from_mins(5);

/// What time it is.
pub(super) struct Clock(pub Box<dyn Fn() -> Timestamp + Send + Sync>);

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// A service account and its key.
#[derive(Debug)]
pub(super) struct Account {
    file: AccountFile,
    key: RsaKeyPair,
}

#[derive(Debug, Deserialize)]
struct AccountFile {
    client_email: String,
    private_key: SecretString,
    private_key_id: Option<String>,
    token_uri: String,
}

impl Account {
    /// The account in a key file's content.
    pub(super) fn read(content: &SecretString, vendor: &Vendor) -> Result<Self, ProviderError> {
        let unusable = |why: String| {
            let message = format!(
                "The file that {} names is no key of a service account. Download one as JSON in {}, then restart the server.",
                vendor.key, vendor.console
            );
            ProviderError::new(Cause::InvalidKey, message).because(why)
        };
        // What the parser says may quote the file.
        let file: AccountFile = serde_json::from_str(content.expose_secret())
            .map_err(|error| unusable(format!("not its JSON, at line {}", error.line())))?;
        let pem = PrivatePkcs8KeyDer::from_pem_slice(file.private_key.expose_secret().as_bytes())
            .map_err(|error| unusable(format!("its private key: {error}")))?;
        let key = RsaKeyPair::from_pkcs8(pem.secret_pkcs8_der())
            .map_err(|error| unusable(format!("its private key: {error}")))?;
        Ok(Self { file, key })
    }

    /// A signed statement that it is us who ask.
    fn assertion(&self, now: Timestamp) -> Result<String, ring::error::Unspecified> {
        let issued = now.0.div_euclid(1_000_000);
        let header = json!({ "alg": "RS256", "typ": "JWT", "kid": self.file.private_key_id });
        let claims = json!({
            "iss": self.file.client_email,
            "scope": SCOPE,
            "aud": self.file.token_uri,
            "iat": issued,
            "exp": issued + ASSERTION_SECONDS,
        });
        let part = |part: &serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(part.to_string());
        let signed = format!("{}.{}", part(&header), part(&claims));
        let mut signature = vec![0; self.key.public().modulus_len()];
        self.key.sign(
            &RSA_PKCS1_SHA256,
            &SystemRandom::new(),
            signed.as_bytes(),
            &mut signature,
        )?;
        Ok(format!(
            "{signed}.{}",
            BASE64_URL_SAFE_NO_PAD.encode(signature)
        ))
    }
}

#[derive(Debug)]
enum Source {
    Account(Box<Account>, Clock),
    /// Address of the metadata server.
    Machine(String),
}

/// Tokens, of which one is kept.
#[derive(Debug)]
pub(super) struct Tokens {
    source: Source,
    kept: Mutex<Option<Kept>>,
}

#[derive(Debug)]
struct Kept {
    bearer: HeaderValue,
    until: Instant,
}

#[derive(Deserialize)]
struct Granted {
    access_token: SecretString,
    expires_in: u64,
}

/// Google's error of the token service.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Denied {
    error: String,
    error_description: String,
}

impl Tokens {
    pub(super) fn of_account(account: Account, clock: Clock) -> Self {
        Self {
            source: Source::Account(Box::new(account), clock),
            kept: Mutex::default(),
        }
    }

    pub(super) fn of_machine(metadata: &str) -> Self {
        Self {
            source: Source::Machine(format!(
                "{metadata}/computeMetadata/v1/instance/service-accounts/default/token"
            )),
            kept: Mutex::default(),
        }
    }

    fn question(&self, courier: &Courier, vendor: &Vendor) -> Result<Request, ProviderError> {
        match &self.source {
            Source::Machine(address) => {
                let url = Url::parse(address)
                    .map_err(|error| vendor.failure(Cause::Unreachable, "").because(error))?;
                let mut question = Request::new(Method::GET, url);
                question
                    .headers_mut()
                    .insert("metadata-flavor", HeaderValue::from_static("Google"));
                Ok(question)
            }
            Source::Account(account, clock) => {
                let assertion = account.assertion((clock.0)()).map_err(|error| {
                    vendor
                        .failure(Cause::InvalidKey, "")
                        .because(error.to_string())
                })?;
                courier
                    .post(&account.file.token_uri)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(format!(
                        "grant_type={}&assertion={assertion}",
                        GRANT.replace(':', "%3A")
                    ))
                    .build()
                    .map_err(|error| vendor.unusable_address(error))
            }
        }
    }

    async fn fetch(&self, courier: &Courier, vendor: &Vendor) -> Result<Kept, ProviderError> {
        let question = self.question(courier, vendor)?;
        let asked = Instant::now();
        // A token costs nothing, and one that is older than a restart need not be kept.
        let reply = courier
            .send(&Delivery::default(), question)
            .await
            .map_err(|error| self.nobody(vendor, error))?;
        let status = reply.status().as_u16();
        let body = limited_body(reply).await;
        if status != 200 {
            return Err(denied(status, &body, vendor));
        }
        let granted: Granted = serde_json::from_slice(&body).map_err(|error| {
            vendor
                .failure(Cause::Overloaded, "")
                .because(format!("no token at line {}", error.line()))
        })?;
        let mut bearer =
            HeaderValue::from_str(&format!("Bearer {}", granted.access_token.expose_secret()))
                .map_err(|error| vendor.failure(Cause::Overloaded, "").because(error))?;
        bearer.set_sensitive(true);
        let lasts = Duration::from_secs(granted.expires_in).saturating_sub(MARGIN);
        Ok(Kept {
            bearer,
            until: asked + lasts,
        })
    }

    /// Nobody hands out tokens.
    fn nobody(&self, vendor: &Vendor, error: courier::SendError) -> ProviderError {
        match &self.source {
            Source::Account(..) => vendor.unreachable(error),
            Source::Machine(_) => ProviderError::new(
                Cause::InvalidKey,
                "This machine has no metadata server of Google Cloud to ask for a token. Set GOOGLE_APPLICATION_CREDENTIALS to the key file of a service account, then restart the server.",
            )
            .because(error),
        }
    }
}

fn denied(status: u16, body: &[u8], vendor: &Vendor) -> ProviderError {
    let said: Denied = serde_json::from_slice(body).unwrap_or_default();
    let reason = format!("{status} {}: {}", said.error, said.error_description);
    let refusal = match said.error.as_str() {
        "invalid_grant" | "invalid_client" | "unauthorized_client" => {
            Refusal::new(Cause::InvalidKey, reason)
        }
        _ => Refusal::of_status(status, reason),
    };
    vendor.error(refusal, "")
}

#[async_trait]
impl BearerSource for Tokens {
    /// Calls that come while a token is fetched wait for it.
    async fn bearer(
        &self,
        courier: &Courier,
        vendor: &Vendor,
    ) -> Result<HeaderValue, ProviderError> {
        let mut kept = self.kept.lock().await;
        if let Some(token) = kept.as_ref().filter(|token| Instant::now() < token.until) {
            return Ok(token.bearer.clone());
        }
        let token = self.fetch(courier, vendor).await?;
        let bearer = token.bearer.clone();
        *kept = Some(token);
        Ok(bearer)
    }
}

#[cfg(test)]
mod tests {
    use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

    use super::*;
    use crate::gemini::vertex::VENDOR;

    #[test]
    fn an_assertion_is_signed_and_says_who_asks_for_what_and_until_when() {
        let file = testkit::gemini::service_account("http://127.0.0.1:1");
        let account = Account::read(&file.into(), &VENDOR).unwrap();
        let assertion = account.assertion(Timestamp(1_795_428_000_000_000)).unwrap();
        let (signed, signature) = assertion.rsplit_once('.').unwrap();
        let decoded = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).unwrap();
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, account.key.public());
        key.verify(signed.as_bytes(), &decoded(signature)).unwrap();
        let claims: serde_json::Value =
            serde_json::from_slice(&decoded(signed.split_once('.').unwrap().1)).unwrap();
        assert_eq!(claims["iss"], "writer@handbill-tests.example");
        assert_eq!(claims["scope"], SCOPE);
        assert_eq!(claims["iat"], 1_795_428_000);
        assert_eq!(claims["exp"], 1_795_431_600);
    }
}
