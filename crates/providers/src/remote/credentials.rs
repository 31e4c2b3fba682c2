//! How a call shows who pays for it.

use std::fmt;

use async_trait::async_trait;
use courier::Courier;
use reqwest::header::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use super::Vendor;
use crate::ProviderError;

/// What goes with each call.
#[derive(Debug)]
pub enum Credentials {
    /// Nothing: a server of one's own.
    None,
    /// The same header each time.
    Header(HeaderName, HeaderValue),
    /// A token that is renewed.
    Bearer(Box<dyn BearerSource>),
}

/// Where tokens come from.
#[async_trait]
pub trait BearerSource: fmt::Debug + Send + Sync {
    /// A token that is good for a call now, as the `Authorization` header has it.
    ///
    /// # Errors
    /// When there is none to be had, in words for people.
    async fn bearer(
        &self,
        courier: &Courier,
        vendor: &Vendor,
    ) -> Result<HeaderValue, ProviderError>;
}

impl Credentials {
    /// A key in a header, after `scheme` such as `Bearer ` or nothing.
    ///
    /// # Errors
    /// [`crate::Cause::InvalidKey`] when the key holds characters that no key has.
    pub(crate) fn key(
        vendor: &Vendor,
        header: &'static str,
        scheme: &str,
        key: &SecretString,
    ) -> Result<Self, ProviderError> {
        let text = format!("{scheme}{}", key.expose_secret().trim());
        let mut value = HeaderValue::from_str(&text).map_err(|_| vendor.unusable_key())?;
        value.set_sensitive(true);
        Ok(Self::Header(HeaderName::from_static(header), value))
    }
}
