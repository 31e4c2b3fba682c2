//! What the gateway asks for: words, a picture, a film or speech. It goes the same way with all.

use std::{future::Future, time::Duration};

use domain::{
    brief::Language,
    ids::CallId,
    spending::{BilledTokens, BilledVideo, TaskKind, ceiling_tokens},
    usage::Cost,
};

use super::{RetryPolicy, counting};
use crate::{
    Account, Answer, Call, Cause, ImageAnswer, ImageMaker, ImageRequest, Provider, ProviderError,
    Request, Speaker, SpeechAnswer, SpeechRequest, Spent, VideoJob, VideoMaker, VideoRequest,
    video,
};

/// What is looked at to tell who may answer.
pub(super) trait Weighed: Sync {
    fn language(&self) -> Option<Language>;

    /// Length of everything a model is sent.
    fn bytes(&self) -> usize;

    /// The model of `provider` that answers when no other is asked for; `None` when it cannot
    /// answer such questions.
    fn usual<'a>(&self, provider: &'a dyn Provider) -> Option<&'a str>;

    /// Whether `model` of `provider` can answer it.
    fn suits(&self, _provider: &dyn Provider, _model: &str) -> bool {
        true
    }

    /// The most that an answer may cost; `None` when nobody knows.
    fn most(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost>;

    /// What an answer costs at the least by a provider that counts its tokens before: below that,
    /// counting changes nothing. `None` where nothing is counted or nobody knows.
    fn least(&self, _provider: &dyn Provider, _model: &str, _account: &Account) -> Option<Cost> {
        None
    }

    /// That nobody is set up who could answer.
    fn nobody(&self) -> ProviderError {
        super::no_provider()
    }

    /// That nobody whom a route names may answer.
    fn nobody_routed(&self) -> ProviderError {
        super::no_routed_model()
    }
}

/// A question to a provider.
pub(super) trait Asking: Weighed {
    /// Whether another model may be asked as well when one is slow to begin.
    const MAY_BE_HEDGED: bool = false;

    type Answer: Answered;

    fn task(&self) -> TaskKind;

    /// The most that an answer may cost when `provider` has counted its tokens; `None` when it has
    /// not.
    fn counted(
        &self,
        _provider: &dyn Provider,
        _model: &str,
        _call: &Call,
    ) -> impl Future<Output = Option<Cost>> + Send {
        std::future::ready(None)
    }

    /// How long to wait for the beginning of an answer and for the whole of it.
    fn patience(&self, policy: &RetryPolicy) -> (Duration, Duration);

    fn put(
        &self,
        provider: &dyn Provider,
        model: &str,
        call: &Call,
    ) -> impl Future<Output = Result<Self::Answer, ProviderError>> + Send;

    /// What a failure means for whether it is asked again.
    fn failed(&self, _provider: &dyn Provider, error: ProviderError) -> ProviderError {
        error
    }
}

/// An answer, as far as the ledger looks at it.
pub(super) trait Answered: Send + Sync {
    /// The model that gave it.
    fn model(&self) -> &str;

    fn spent(&self) -> Spent;

    fn set_spent(&mut self, spent: Spent);

    /// Where its line of the ledger is noted if that stays open, because work goes on; `None` for
    /// an answer that is whole.
    fn open_line(&mut self) -> Option<&mut Option<CallId>> {
        None
    }

    /// The price of an answer is also the price of the attempts before it.
    fn with_earlier(mut self, mut spent: Spent) -> Self
    where
        Self: Sized,
    {
        spent += self.spent();
        self.set_spent(spent);
        self
    }
}

impl Weighed for Request {
    fn language(&self) -> Option<Language> {
        self.task.language()
    }

    fn bytes(&self) -> usize {
        Self::bytes(self)
    }

    fn usual<'a>(&self, provider: &'a dyn Provider) -> Option<&'a str> {
        Some(provider.model())
    }

    fn most(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost> {
        if provider.is_free() {
            return Some(Cost(0));
        }
        let mut tokens = ceiling_tokens(Self::bytes(self), self.max_output_tokens);
        if !self.pictures.is_empty() {
            tokens.input += self.pictures.count() * provider.sight(model)?;
        }
        account.cost([model], None, tokens)
    }

    fn least(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost> {
        counting::least(self, provider, model, account)
    }

    fn suits(&self, provider: &dyn Provider, model: &str) -> bool {
        self.pictures.is_empty() || provider.sight(model).is_some()
    }

    fn nobody(&self) -> ProviderError {
        if self.pictures.is_empty() {
            return super::no_provider();
        }
        ProviderError::new(
            Cause::NoModel,
            "No model that is set up can see pictures, so nobody was asked. Ask your administrator to connect one that can, or write the text yourself.",
        )
    }

    fn nobody_routed(&self) -> ProviderError {
        if self.pictures.is_empty() {
            return super::no_routed_model();
        }
        ProviderError::new(
            Cause::NoModel,
            "No model of this task's route may look at this picture: each is not set up, cannot see, is too expensive, or is not meant for this language. Change the route under Settings, Models, then try again.",
        )
    }
}

impl Asking for Request {
    const MAY_BE_HEDGED: bool = true;

    type Answer = Answer;

    fn task(&self) -> TaskKind {
        self.task.kind()
    }

    async fn counted(&self, provider: &dyn Provider, model: &str, call: &Call) -> Option<Cost> {
        counting::most(self, provider, model, call).await
    }

    fn patience(&self, policy: &RetryPolicy) -> (Duration, Duration) {
        (policy.first_token_timeout, policy.whole_timeout)
    }

    async fn put(
        &self,
        provider: &dyn Provider,
        model: &str,
        call: &Call,
    ) -> Result<Answer, ProviderError> {
        provider.answer(model, self, call).await
    }
}

impl Answered for Answer {
    fn model(&self) -> &str {
        &self.model
    }

    fn spent(&self) -> Spent {
        Spent {
            tokens: self.tokens,
            cost: self.cost,
        }
    }

    fn set_spent(&mut self, spent: Spent) {
        self.tokens = spent.tokens;
        self.cost = spent.cost;
    }
}

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

impl Answered for ImageAnswer {
    fn model(&self) -> &str {
        &self.model
    }

    fn spent(&self) -> Spent {
        Spent {
            tokens: self.tokens,
            cost: self.cost,
        }
    }

    fn set_spent(&mut self, spent: Spent) {
        self.tokens = spent.tokens;
        self.cost = spent.cost;
    }
}

impl Weighed for VideoRequest {
    /// A film is in no language that a route could tell.
    fn language(&self) -> Option<Language> {
        None
    }

    fn bytes(&self) -> usize {
        self.prompt.len() + self.avoid.len()
    }

    fn usual<'a>(&self, provider: &'a dyn Provider) -> Option<&'a str> {
        provider.videos().map(VideoMaker::model)
    }

    fn most(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost> {
        if provider.is_free() {
            return Some(Cost(0));
        }
        let lengths = provider.videos()?.lengths(model);
        let billed = BilledVideo {
            seconds: video::nearest_length(self.seconds, lengths),
            tokens: None,
        };
        account.video_cost([model], billed)
    }

    fn nobody(&self) -> ProviderError {
        ProviderError::new(
            Cause::NoModel,
            "No video model is set up. Ask your administrator to connect one; until then the storyboard is for whoever films it.",
        )
    }
}

impl Asking for VideoRequest {
    type Answer = VideoJob;

    fn task(&self) -> TaskKind {
        TaskKind::Video
    }

    /// Taking an order is quick; the film itself is not waited for.
    fn patience(&self, policy: &RetryPolicy) -> (Duration, Duration) {
        (policy.whole_timeout, policy.whole_timeout)
    }

    async fn put(
        &self,
        provider: &dyn Provider,
        model: &str,
        call: &Call,
    ) -> Result<VideoJob, ProviderError> {
        let maker = provider.videos().ok_or_else(|| self.nobody())?;
        maker.submit(model, self, call).await
    }

    /// An order that may have been taken is not given again, to nobody: it might be paid twice.
    fn failed(&self, provider: &dyn Provider, error: ProviderError) -> ProviderError {
        let open = matches!(
            error.cause,
            Cause::Timeout | Cause::Cut | Cause::MalformedAnswer
        );
        if !open {
            return error;
        }
        let message = format!(
            "Whether “{}” has begun the film is not known: its answer was lost. Ask your administrator to look in its console; if no film is being made there, make it again.",
            provider.name()
        );
        let source = error.source.unwrap_or_else(|| error.message.into());
        ProviderError::new(Cause::Unsettled, message)
            .because(source)
            .having_spent(Spent {
                cost: None,
                ..Spent::default()
            })
    }
}

impl Answered for VideoJob {
    fn model(&self) -> &str {
        &self.model
    }

    /// What it costs is known when the film is there; orders that were refused cost nothing.
    fn spent(&self) -> Spent {
        Spent::default()
    }

    fn set_spent(&mut self, _: Spent) {}

    fn open_line(&mut self) -> Option<&mut Option<CallId>> {
        Some(&mut self.line)
    }
}

/// A question that nobody has put yet.
pub(super) struct Expected {
    pub language: Language,
    /// What its answer would take.
    pub tokens: BilledTokens,
}

impl Weighed for Expected {
    fn language(&self) -> Option<Language> {
        Some(self.language)
    }

    /// Four bytes a token, as vendors count English.
    fn bytes(&self) -> usize {
        usize::try_from(self.tokens.input.saturating_mul(4)).unwrap_or(usize::MAX)
    }

    fn usual<'a>(&self, provider: &'a dyn Provider) -> Option<&'a str> {
        Some(provider.model())
    }

    fn most(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost> {
        if provider.is_free() {
            return Some(Cost(0));
        }
        account.cost([model], None, self.tokens)
    }
}

impl Weighed for SpeechRequest {
    fn language(&self) -> Option<Language> {
        self.language
    }

    fn bytes(&self) -> usize {
        self.text.len()
    }

    fn usual<'a>(&self, provider: &'a dyn Provider) -> Option<&'a str> {
        provider.speech().map(Speaker::model)
    }

    fn most(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost> {
        if provider.is_free() {
            return Some(Cost(0));
        }
        let most = provider.speech()?.most(model, self.text.len());
        account.cost([model], None, most)
    }

    fn nobody(&self) -> ProviderError {
        ProviderError::new(
            Cause::NoModel,
            "No speech model is set up, so nothing can be read aloud. Ask your administrator to connect one.",
        )
    }
}

impl Asking for SpeechRequest {
    type Answer = SpeechAnswer;

    fn task(&self) -> TaskKind {
        TaskKind::Speak
    }

    /// Speech comes in one piece.
    fn patience(&self, policy: &RetryPolicy) -> (Duration, Duration) {
        (policy.picture_timeout, policy.picture_timeout)
    }

    async fn put(
        &self,
        provider: &dyn Provider,
        model: &str,
        call: &Call,
    ) -> Result<SpeechAnswer, ProviderError> {
        let speaker = provider.speech().ok_or_else(|| self.nobody())?;
        speaker.speak(model, self, call).await
    }
}

impl Answered for SpeechAnswer {
    fn model(&self) -> &str {
        &self.model
    }

    fn spent(&self) -> Spent {
        Spent {
            tokens: self.tokens,
            cost: self.cost,
        }
    }

    fn set_spent(&mut self, spent: Spent) {
        self.tokens = spent.tokens;
        self.cost = spent.cost;
    }
}
