//! From a name to addresses that may be connected to.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use futures::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::{FetchRefusal, ranges::is_public};

/// Looks up names. Tests answer with addresses of their own.
pub trait Resolver: Send + Sync + 'static {
    /// Every address of `host`.
    fn resolve(&self, host: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>>;
}

/// The machine's own resolver.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemResolver;

impl Resolver for SystemResolver {
    fn resolve(&self, host: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        let host = host.to_owned();
        Box::pin(async move {
            let found = tokio::net::lookup_host((host.as_str(), 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// Which addresses may be connected to. There is no setting for it: whoever runs a server cannot
/// open their own network to its users by mistake.
#[derive(Clone, Debug, Default)]
pub struct AddressPolicy {
    reachable: Vec<IpAddr>,
}

impl AddressPolicy {
    /// Public addresses and no others.
    pub const fn public_only() -> Self {
        Self {
            reachable: Vec::new(),
        }
    }

    /// Public addresses and the one where a test has put its server.
    pub fn public_and_test_server(address: IpAddr) -> Self {
        Self {
            reachable: vec![address],
        }
    }

    /// Whether `address` may be connected to.
    pub fn allows(&self, address: IpAddr) -> bool {
        is_public(address) || self.reachable.contains(&address)
    }
}

/// The resolver the HTTP client gets, its only one. What it gives out has been checked, and the
/// client connects to exactly that: there is no second look-up that could answer otherwise.
pub(super) struct CheckedResolver {
    pub(super) resolver: Arc<dyn Resolver>,
    pub(super) policy: AddressPolicy,
}

impl Resolve for CheckedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (policy, host) = (self.policy.clone(), name.as_str().to_owned());
        let looked_up = self.resolver.resolve(&host);
        Box::pin(async move {
            let addresses = looked_up.await.unwrap_or_default();
            if addresses.is_empty() {
                return Err(FetchRefusal::UnknownHost(host).into());
            }
            // One inside address among public ones is how rebinding begins: refuse them all.
            if !addresses.iter().all(|address| policy.allows(*address)) {
                return Err(FetchRefusal::NotPublic(host).into());
            }
            // The client puts the port of the address that is asked for in place of 0.
            Ok(Box::new(
                addresses
                    .into_iter()
                    .map(|address| SocketAddr::new(address, 0)),
            ) as Addrs)
        })
    }
}
