//! Readers, and what they found.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    channel::Severity,
    ids::{ReaderId, StepId},
    post::ContentField,
    reader::Reader,
    run::StepState,
    time::Timestamp,
    usage::Cost,
};

/// A reader in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReaderSummary {
    /// Its id.
    pub id: ReaderId,
    /// Its name.
    pub name: String,
    /// Number of the version that reads; `None` when it never did or no longer does.
    pub number: Option<u32>,
    /// Whether somebody is changing it.
    pub draft: bool,
}

/// A version of a reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReaderVersionView {
    /// Its number, from 1.
    pub number: u32,
    /// Whether it was published; a draft otherwise.
    pub published: bool,
    /// Whether it ended the reader's work.
    pub retired: bool,
    /// What the reader is.
    pub reader: Reader,
    /// What whoever published it says is new.
    pub note: String,
    /// Who published it; of a draft, who last changed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A reader with every version it had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReaderView {
    /// Its id.
    pub id: ReaderId,
    /// Number of the version that reads; `None` when it never did or no longer does.
    pub number: Option<u32>,
    /// Its versions, newest first; the draft, if there is one, is the first.
    pub versions: Vec<ReaderVersionView>,
}

impl ReaderView {
    /// The draft.
    pub fn draft(&self) -> Option<&ReaderVersionView> {
        self.versions.first().filter(|version| !version.published)
    }

    /// The version that reads.
    pub fn in_use(&self) -> Option<&ReaderVersionView> {
        let number = self.number?;
        self.versions
            .iter()
            .find(|version| version.number == number)
    }
}

/// What a reader last found in a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReadingView {
    /// The step that it was.
    pub step: StepId,
    /// The reader.
    pub reader: ReaderId,
    /// Its name at that time.
    pub name: String,
    /// Number of its version.
    pub number: u32,
    /// Where the step stands.
    pub state: StepState,
    /// Why it failed.
    pub error: Option<String>,
    /// Number of the version of the post that was read.
    pub version: u32,
    /// Whether the post still says that.
    pub current: bool,
    /// What was found, worst first.
    pub remarks: Vec<Remark>,
    /// Remarks that were dropped, because the words they quote are not in the post.
    pub dropped: u32,
    /// The model that read.
    pub model: Option<String>,
    /// What it cost; `None` while it is not known.
    pub cost: Option<Cost>,
}

/// One thing that a reader found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Remark {
    /// How much it matters.
    pub severity: Severity,
    /// The field it is about.
    pub field: ContentField,
    /// The words it is about.
    pub quote: String,
    /// What is wrong and what to do.
    pub message: String,
    /// What to write in the place of the words.
    pub instead: Option<String>,
    /// Whether the words still stand in the post, and what is suggested does not.
    pub stands: bool,
}
