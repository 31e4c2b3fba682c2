//! A picture that is to be drawn.

use std::time::Duration;

use domain::{brief::Language, spending::TaskKind, usage::Cost};

use super::{Asking, Weighed};
use crate::{
    Account, Call, Cause, ImageAnswer, ImageMaker, ImageRequest, Provider, ProviderError,
    gateway::RetryPolicy,
};

impl Weighed for ImageRequest {
    /// A picture is in no language.
    fn language(&self) -> Option<Language> {
        None
    }

    fn bytes(&self) -> usize {
        self.prompt.len()
    }

    fn usual<'a>(&self, provider: &'a dyn Provider) -> Option<&'a str> {
        provider.images().map(ImageMaker::model)
    }

    fn most(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost> {
        if provider.is_free() {
            return Some(Cost(0));
        }
        let most = provider.images()?.most(model, self.prompt.len());
        account.image_cost([model], None, most)
    }

    fn nobody(&self) -> ProviderError {
        ProviderError::new(
            Cause::NoModel,
            "No image model is set up. Ask your administrator to connect one, or choose one of the built-in pictures.",
        )
    }
}

impl Asking for ImageRequest {
    type Answer = ImageAnswer;

    fn task(&self) -> TaskKind {
        TaskKind::Image
    }

    /// A picture comes in one piece.
    fn patience(&self, policy: &RetryPolicy) -> (Duration, Duration) {
        (policy.picture_timeout, policy.picture_timeout)
    }

    async fn put(
        &self,
        provider: &dyn Provider,
        model: &str,
        call: &Call,
    ) -> Result<ImageAnswer, ProviderError> {
        let maker = provider.images().ok_or_else(|| self.nobody())?;
        maker.make(model, self, call).await
    }
}
