//! Identifiers: a UUID each, with its own type so that a post's id cannot be passed for a run's.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = Uuid)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// An organization, the tenant that owns everything else.
    OrgId,
    /// A person with an account.
    UserId,
    /// A signed-in browser.
    SessionId,
    /// A personal access token.
    TokenId,
    /// An identity that an organization speaks as.
    BrandId,
    /// A version of a brand's voice.
    VoiceId,
    /// A reader that an organization added.
    ReaderId,
    /// A text that a brand's voice was read from.
    SampleId,
    /// A text that people approved or rejected, by which a brand's voice is tested.
    GoldenId,
    /// A brief, as typed and saved, whether it has become a campaign or not.
    BriefId,
    /// A campaign.
    CampaignId,
    /// One working-through of a campaign's brief by the campaign agents.
    RunId,
    /// One step of a run.
    StepId,
    /// A post.
    PostId,
    /// An immutable snapshot of a post's content.
    VersionId,
    /// A decision of a reviewer about a version.
    DecisionId,
    /// A stored file with its metadata.
    AssetId,
    /// A piece of queued work.
    JobId,
    /// A line of the ledger: one call to a model.
    CallId,
    /// A limit on what may be spent.
    BudgetId,
    /// A price of one's own.
    PriceId,
    /// One use of a tool.
    ToolUseId,
    /// An entry of the term base.
    TermId,
}
