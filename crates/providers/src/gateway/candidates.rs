//! Which models may answer a question, in the order in which they are asked.

use std::{borrow::Cow, sync::Arc};

use domain::{
    brief::Language,
    spending::{Choice, Weight},
    usage::Cost,
};

use super::{Gateway, asking::Weighed, no_provider};
use crate::{Account, Asked, Cause, Provider, ProviderError};

/// Where models run that send nothing out of the organization's own machines.
const LOCAL: &str = "local";

/// A model that may answer a question.
#[derive(Clone)]
pub(super) struct Candidate<'a> {
    pub provider: &'a dyn Provider,
    pub model: Cow<'a, str>,
    /// The most that an answer may cost; `None` when nobody knows.
    pub most: Option<Cost>,
    /// Whether it may only be asked when a count shows that `most` is not exceeded.
    pub uncounted: bool,
}

impl Candidate<'_> {
    pub fn asked(&self) -> Asked {
        Asked {
            provider: self.provider.name().into(),
            model: self.model.clone().into_owned(),
        }
    }
}

impl Gateway {
    /// Who is asked first on `account`, and the most that an answer may cost by whoever gives it.
    pub(super) fn offer(
        &self,
        request: &impl Weighed,
        account: &Account,
    ) -> Result<(Asked, Option<Cost>), ProviderError> {
        let candidates = self.candidates(request, account)?;
        let mosts = candidates.iter().map(|by| by.most);
        let most = mosts.collect::<Option<Vec<_>>>();
        let first = candidates.first().map(Candidate::asked);
        Ok((
            first.ok_or_else(|| request.nobody())?,
            most.and_then(|most| most.into_iter().max()),
        ))
    }

    /// The models that may answer, in their order.
    pub(super) fn candidates<'a>(
        &'a self,
        request: &impl Weighed,
        account: &'a Account,
    ) -> Result<Vec<Candidate<'a>>, ProviderError> {
        if self.providers.is_empty() {
            return Err(no_provider());
        }
        let bytes = u64::try_from(request.bytes()).unwrap_or(u64::MAX);
        let routed = account.route.models.iter().filter_map(|choice| {
            let candidate = self.candidate(choice, request, account)?;
            let weight = |most| Weight {
                language: request.language().map(Language::code),
                bytes,
                most,
            };
            if choice.admits(weight(candidate.most)) {
                return Some(candidate);
            }
            let least = request.least(candidate.provider, &candidate.model, account);
            let admitted = choice.admits(weight(least));
            admitted.then(|| candidate.uncounted(choice))
        });
        let mut candidates: Vec<_> = if account.route.models.is_empty() {
            self.every_model(request, account).collect()
        } else {
            routed.collect()
        };
        if candidates.is_empty() && account.route.models.is_empty() {
            return Err(request.nobody());
        }
        if candidates.is_empty() {
            return Err(request.nobody_routed());
        }
        if let Some(region) = &account.region {
            candidates.retain(|candidate| {
                let processed = self.region(candidate.provider);
                processed == Some(LOCAL) || processed == Some(region)
            });
            if candidates.is_empty() {
                let message = format!(
                    "The brand's texts may only be processed in “{region}”, and no model that may answer is there. Set up one and name its region in HANDBILL_REGIONS, or change the brand's rule, then retry the step."
                );
                return Err(ProviderError::new(Cause::NoModel, message));
            }
        }
        Ok(candidates)
    }

    /// What answers where no route says otherwise: all models that are set up and answer such
    /// questions; where there is none, the small one inside this process; and where there is none
    /// either, the built-in provider.
    fn every_model<Q: Weighed>(
        &self,
        request: &Q,
        account: &Account,
    ) -> impl Iterator<Item = Candidate<'_>> {
        let rank =
            |provider: &Arc<dyn Provider>| (provider.is_built_in(), provider.is_in_process());
        let able = || {
            let providers = self.providers.iter();
            providers.filter(|provider| request.usual(provider.as_ref()).is_some())
        };
        let best = able().map(rank).min();
        able()
            .filter(move |provider| Some(rank(provider)) == best)
            .filter_map(|provider| {
                let (provider, usual) = (provider.as_ref(), request.usual(provider.as_ref())?);
                request.suits(provider, usual).then(|| Candidate {
                    most: request.most(provider, usual, account),
                    model: usual.into(),
                    provider,
                    uncounted: false,
                })
            })
    }

    fn candidate<'a>(
        &'a self,
        choice: &'a Choice,
        request: &impl Weighed,
        account: &Account,
    ) -> Option<Candidate<'a>> {
        let provider = self
            .providers
            .iter()
            .find(|provider| provider.name() == choice.provider)?
            .as_ref();
        let usual = request.usual(provider)?;
        let model = choice.model.as_deref().unwrap_or(usual);
        request.suits(provider, model).then(|| Candidate {
            most: request.most(provider, model, account),
            model: model.into(),
            provider,
            uncounted: false,
        })
    }
}
