//! The brand's voice.

use domain::{
    views::{
        GoldenDesk, SampleView, ScoredText, VoiceComparison, VoiceDesk, VoiceSummary, VoiceView,
    },
    voice::RuleDraft,
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// What there is of the voice, and how far the golden set stands in the way of publishing it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoicePage {
    /// Draft, published version and samples.
    pub desk: VoiceDesk,
    /// The golden set.
    pub golden: GoldenDesk,
}

/// Draft, published version, samples and golden set.
#[server(name = ReadVoice, prefix = "/api/ui", endpoint = "voice", input = GetUrl)]
pub async fn voice() -> AppResult<VoicePage> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    let desk = usecases::voice::desk(&visit.services, &actor)
        .await
        .or_refuse()?;
    let golden = usecases::voice::golden(&visit.services, &actor)
        .await
        .or_refuse()?;
    Ok(VoicePage { desk, golden })
}

/// A sample with the rules that came from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SamplePage {
    /// The sample.
    pub sample: SampleView,
    /// The voice that is worked on, or the published one.
    pub voice: Option<VoiceView>,
}

/// A sample with the rules that came from it.
#[server(name = ReadSample, prefix = "/api/ui", endpoint = "voice-sample", input = GetUrl)]
pub async fn sample(id: String) -> AppResult<SamplePage> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "sample")?;
    let desk = usecases::voice::desk(&visit.services, &actor)
        .await
        .or_refuse()?;
    Ok(SamplePage {
        sample: usecases::voice::sample(&visit.services, &actor, id)
            .await
            .or_refuse()?,
        voice: desk.draft.or(desk.published),
    })
}

/// Takes a sample out of the draft.
#[server(name = RemoveSample, prefix = "/api/ui", endpoint = "remove-sample")]
pub async fn remove_sample(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "sample")?;
    usecases::voice::remove_sample(&visit.services, &actor, id)
        .await
        .or_refuse()
}

/// Writes a rule, new or in the place of the one with the key `old`.
#[server(name = WriteRule, prefix = "/api/ui", endpoint = "write-rule")]
pub async fn write_rule(
    #[server(default)] old: String,
    #[server(default)] rule: RuleDraft,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to};
    let (visit, actor) = acting().await?;
    let typed = [
        ("term", &rule.term),
        ("instead_of", &rule.instead_of),
        ("measure", &rule.measure),
        ("amount", &rule.amount),
        ("least", &rule.least),
        ("most", &rule.most),
        ("context", &rule.context),
        ("text", &rule.text),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.clone()));
    let replaced = Some(old.as_str()).filter(|old| !old.is_empty());
    usecases::voice::write_rule(&visit.services, &actor, replaced, &rule)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    go_to("/brand/voice");
    Ok(())
}

/// Takes a rule out.
#[server(name = RemoveRule, prefix = "/api/ui", endpoint = "remove-rule")]
pub async fn remove_rule(key: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::voice::remove_rule(&visit.services, &actor, &key)
        .await
        .or_refuse()
}

/// Publishes the draft that was last changed at `seen`.
#[server(name = PublishVoice, prefix = "/api/ui", endpoint = "publish-voice")]
pub async fn publish_voice(
    #[server(default)] note: String,
    #[server(default)] seen: String,
    #[server(default)] despite_golden: bool,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    let typed = [("note".to_owned(), note.clone())];
    let request = usecases::voice::PublishRequest {
        note,
        seen: serde_json::from_value(serde_json::Value::String(seen)).ok(),
        despite_golden,
    };
    usecases::voice::publish(&visit.services, &actor, request)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    Ok(())
}

/// Gives the draft up.
#[server(name = DiscardVoiceDraft, prefix = "/api/ui", endpoint = "discard-voice-draft")]
pub async fn discard_voice_draft() -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::voice::discard_draft(&visit.services, &actor)
        .await
        .or_refuse()
}

/// Puts a text into the golden set.
#[server(name = AddGolden, prefix = "/api/ui", endpoint = "add-golden")]
pub async fn add_golden(
    #[server(default)] text: String,
    #[server(default)] verdict: String,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    let typed = [("text".to_owned(), text.clone())];
    let new = usecases::voice::NewGolden {
        text,
        approved: verdict == "approved",
    };
    usecases::voice::add_golden(&visit.services, &actor, new)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    Ok(())
}

/// Puts a post into the golden set, as it was decided about.
#[server(name = AddGoldenPost, prefix = "/api/ui", endpoint = "add-golden-post")]
pub async fn add_golden_post(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "post")?;
    usecases::voice::add_post(&visit.services, &actor, id)
        .await
        .or_refuse()?;
    Ok(())
}

/// Takes a text out of the golden set.
#[server(name = RemoveGolden, prefix = "/api/ui", endpoint = "remove-golden")]
pub async fn remove_golden(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "text in the golden set")?;
    usecases::voice::remove_golden(&visit.services, &actor, id)
        .await
        .or_refuse()
}

/// The text that is tried, and the voice it is held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialPage {
    /// The text with its score; `None` before the first try, or without a voice.
    pub tried: Option<ScoredText>,
    /// The voice that is worked on, or the published one.
    pub voice: Option<VoiceView>,
    /// Whether a model can judge.
    pub model: bool,
}

/// The text that was tried last.
#[server(name = ReadTrial, prefix = "/api/ui", endpoint = "voice-trial", input = GetUrl)]
pub async fn trial() -> AppResult<TrialPage> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    let desk = usecases::voice::desk(&visit.services, &actor)
        .await
        .or_refuse()?;
    Ok(TrialPage {
        tried: usecases::voice::trial(&visit.services, &actor)
            .await
            .or_refuse()?,
        model: desk.model,
        voice: desk.draft.or(desk.published),
    })
}

/// Tries a text; with `intent` = `judge` a model judges it too.
#[server(name = TryText, prefix = "/api/ui", endpoint = "try-text")]
pub async fn try_text(
    #[server(default)] text: String,
    #[server(default)] intent: String,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    let typed = [("text".to_owned(), text.clone())];
    let tried = if intent == "judge" {
        usecases::voice::judge_text(&visit.services, &actor, &text).await
    } else {
        usecases::voice::try_text(&visit.services, &actor, &text).await
    };
    tried.or_refuse().map_err(|error| error.with_typed(typed))
}

/// Has a model read the draft's samples.
#[server(name = ReadSamplesWithModel, prefix = "/api/ui", endpoint = "read-samples")]
pub async fn read_samples() -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::voice::read_samples(&visit.services, &actor)
        .await
        .or_refuse()
}

/// The versions, newest first.
#[server(name = ListVoiceVersions, prefix = "/api/ui", endpoint = "voice-versions", input = GetUrl)]
pub async fn versions() -> AppResult<Vec<VoiceSummary>> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::voice::versions(&visit.services, &actor)
        .await
        .or_refuse()
}

/// A version, and what differs from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionPage {
    /// The version.
    pub version: VoiceView,
    /// What differs from the one it is compared with.
    pub compared: VoiceComparison,
    /// All versions, to choose another from.
    pub all: Vec<VoiceSummary>,
}

/// A version next to `from`, or next to the one before it.
#[server(name = ReadVoiceVersion, prefix = "/api/ui", endpoint = "voice-version", input = GetUrl)]
pub async fn version(number: String, #[server(default)] from: String) -> AppResult<VersionPage> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let services = &visit.services;
    let number: u32 = parse_id(&number, "version of the voice")?;
    let from = from.parse().unwrap_or(number.saturating_sub(1));
    Ok(VersionPage {
        version: usecases::voice::version(services, &actor, number)
            .await
            .or_refuse()?,
        compared: usecases::voice::compare(services, &actor, from, number)
            .await
            .or_refuse()?,
        all: usecases::voice::versions(services, &actor)
            .await
            .or_refuse()?,
    })
}
