//! An organization's own keys of model providers.

use domain::{
    access::{Actor, Permission, authorize},
    ids::OrgId,
    problem::{Code, FieldProblem, Problem},
    views::{OwnKeyView, ProviderKeyView},
};
use providers::{Gateway, Provider};
use secrecy::{ExposeSecret as _, SecretString};
use storage::{
    OrgTx,
    provider_keys::{self, ProviderKey},
};

use crate::{Result, Services};

/// The shortest and the longest key, in characters; vendors' have 39 to 200.
const LENGTHS: std::ops::RangeInclusive<usize> = 16..=400;
/// How much of a key is shown, so that people know it again.
const SHOWN: usize = 4;

/// The gateway as `org` reaches models: with its own keys in the place of the operator's.
///
/// # Errors
/// When one of its keys cannot be opened: the operator's key does not pay in its place.
pub(crate) async fn gateway(services: &Services, org: OrgId) -> Result<Gateway> {
    let mut tx = services.db().read(org).await?;
    gateway_in(services, &mut tx).await
}

/// The same within a transaction.
pub(crate) async fn gateway_in(services: &Services, tx: &mut OrgTx) -> Result<Gateway> {
    if services.gateway().keyed().next().is_none() {
        return Ok(services.gateway().clone());
    }
    let org = tx.org();
    let kept = provider_keys::list(tx).await?;
    let opened = kept.iter().map(|key| {
        let secret = open(services, org, key).ok_or_else(|| unopened(&key.provider))?;
        Ok((key.provider.clone(), secret))
    });
    with_keys(services, &opened.collect::<Result<Vec<_>>>()?)
}

/// Whether a model is set up for the organization. What the built-in provider cannot do is not
/// offered otherwise.
pub(crate) async fn has_model(services: &Services, tx: &mut OrgTx) -> Result<bool> {
    let is_model = |provider: &dyn Provider| !provider.is_built_in();
    let operators = services.gateway().providers().any(is_model);
    Ok(operators || gateway_in(services, tx).await?.providers().any(is_model))
}

fn with_keys(services: &Services, keys: &[(String, SecretString)]) -> Result<Gateway> {
    let own = services.gateway().with_keys(keys);
    own.map_err(|error| Problem::new(Code::Provider, error.message).into())
}

fn open(services: &Services, org: OrgId, key: &ProviderKey) -> Option<SecretString> {
    let vault = &services.settings().vault;
    let opened = vault.open(&place(org, &key.provider), &key.sealed);
    let logged = opened.inspect_err(
        |error| tracing::error!(%error, %org, provider = key.provider, "a key cannot be used"),
    );
    logged.ok()
}

/// Where a sealed key belongs: moved to another organization or provider, it cannot be opened.
fn place(org: OrgId, provider: &str) -> String {
    format!("{org}/{provider}")
}

/// The providers that an own key can be brought for, with what is known of it; and the gateway with
/// the keys that can be opened.
pub(crate) async fn list(
    services: &Services,
    tx: &mut OrgTx,
) -> Result<(Vec<ProviderKeyView>, Gateway)> {
    let (org, gateway) = (tx.org(), services.gateway());
    let kept = provider_keys::list(tx).await?;
    let mut opened = Vec::new();
    let views = gateway.keyed().map(|provider| {
        let own = kept.iter().find(|key| key.provider == provider);
        ProviderKeyView {
            provider: provider.to_owned(),
            operators: gateway.providers().any(|there| there.name() == provider),
            own: own.map(|key| {
                let secret = open(services, org, key);
                let usable = secret.is_some();
                opened.extend(secret.map(|secret| (provider.to_owned(), secret)));
                OwnKeyView {
                    ending: key.ending.clone(),
                    usable,
                    by_name: key.by_name.clone(),
                    at: key.at,
                }
            }),
        }
    });
    let views = views.collect();
    Ok((views, with_keys(services, &opened)?))
}

/// Brings a key for a provider, in the place of the one before. From then on the organization's
/// calls go with it.
///
/// # Errors
/// [`Code::NotFound`] when no key can be brought for the provider; what is wrong with the key.
pub async fn set(
    services: &Services,
    actor: &Actor,
    provider: &str,
    key: SecretString,
) -> Result<()> {
    authorize(actor, Permission::Administer)?;
    known(services, provider)?;
    let text = key.expose_secret().trim();
    let length = text.chars().count();
    if !LENGTHS.contains(&length) || !text.chars().all(|c| c.is_ascii_graphic()) {
        return Err(no_key(provider).into());
    }
    let sealed = (services.settings().vault).seal(&place(actor.org, provider), text);
    let stored = ProviderKey {
        provider: provider.to_owned(),
        sealed,
        ending: text.chars().skip(length - SHOWN).collect(),
        user: actor.user,
        by_name: actor.name.clone(),
        at: services.now(),
    };
    let mut tx = services.db().write(actor.org).await?;
    provider_keys::set(&mut tx, &stored).await?;
    tx.commit().await?;
    tracing::info!(org = %actor.org, user = %actor.user, provider, "an organization brought a key of its own");
    Ok(())
}

/// Takes a key out; calls go with the operator's again, if there is one.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn remove(services: &Services, actor: &Actor, provider: &str) -> Result<()> {
    authorize(actor, Permission::Administer)?;
    let mut tx = services.db().write(actor.org).await?;
    if !provider_keys::delete(&mut tx, provider).await? {
        return Err(Problem::not_found("key").into());
    }
    tx.commit().await?;
    tracing::info!(org = %actor.org, user = %actor.user, provider, "an organization took its own key out");
    Ok(())
}

fn known(services: &Services, provider: &str) -> Result<()> {
    if services.gateway().keyed().any(|keyed| keyed == provider) {
        return Ok(());
    }
    Err(Problem::not_found("provider").into())
}

fn no_key(provider: &str) -> Problem {
    let message = format!(
        "This is no key of “{provider}”: it has 16 to 400 letters, digits and signs, and no spaces. Copy it from the provider's console once more."
    );
    Problem::fields(vec![FieldProblem::new("key", message)])
}

fn unopened(provider: &str) -> Problem {
    let message = format!(
        "Your organization's key for “{provider}” cannot be opened any longer, so nothing was asked. Have an administrator give it once more, or take it out, under Settings, Models."
    );
    Problem::new(Code::Provider, message)
}
