//! Providers that an organization may bring its own key for.

use std::{fmt, sync::Arc};

use secrecy::SecretString;

use super::Gateway;
use crate::{Provider, ProviderError};

type Make = dyn Fn(&SecretString) -> Result<Arc<dyn Provider>, ProviderError> + Send + Sync;

/// A provider that is set up but for its key.
#[derive(Clone)]
pub struct KeyedProvider {
    name: &'static str,
    make: Arc<Make>,
}

impl KeyedProvider {
    /// The provider `name`, which `make` sets up with a key.
    pub fn new(
        name: &'static str,
        make: impl Fn(&SecretString) -> Result<Arc<dyn Provider>, ProviderError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name,
            make: Arc::new(make),
        }
    }
}

impl fmt::Debug for KeyedProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("KeyedProvider").field(&self.name).finish()
    }
}

impl Gateway {
    /// With the providers that organizations may bring their own keys for.
    #[must_use]
    pub fn with_keyed(mut self, keyed: impl IntoIterator<Item = KeyedProvider>) -> Self {
        self.keyed = keyed.into_iter().collect();
        self
    }

    /// Names of the providers that organizations may bring their own keys for.
    pub fn keyed(&self) -> impl Iterator<Item = &'static str> {
        self.keyed.iter().map(|keyed| keyed.name)
    }

    /// The same gateway for somebody with keys of their own, by the names of their providers. Such
    /// a provider goes in the place of the one with the operator's key, or before all others where
    /// the operator has none. Keys of providers that are no longer set up are left out.
    ///
    /// # Errors
    /// [`crate::Cause::InvalidKey`] when a key holds characters that no key has.
    pub fn with_keys(&self, keys: &[(String, SecretString)]) -> Result<Self, ProviderError> {
        let mut own = self.clone();
        let mut further = 0;
        for (name, key) in keys {
            let Some(keyed) = self.keyed.iter().find(|keyed| keyed.name == name) else {
                continue;
            };
            let provider = (keyed.make)(key)?;
            let mut there = own.providers.iter_mut();
            if let Some(there) = there.find(|there| there.name() == name) {
                *there = provider;
            } else {
                own.providers.insert(further, provider);
                further += 1;
            }
        }
        Ok(own)
    }
}
