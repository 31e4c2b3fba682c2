//! AI tools: what can be done to any text, and what is true of every result without asking a model.
//!
//! `input` says what is asked of which text, `output` what came of it, `check` what can be counted
//! about it: widths in `pixels`, terms in `terms`, what has to be kept in `kept`, a language's
//! conventions in `market`, reading ease in `readability`. `landing` puts a result into a post.
//!
//! To add a tool: its variant in [`ToolKind`], its checks in `check`, its instruction with the
//! agents and, if it can be done without a model, its rule with the built-in provider.

mod check;
mod input;
mod kept;
mod kind;
mod landing;
mod lines;
mod market;
mod output;
mod pixels;
mod readability;
mod terms;
mod uses;

pub use check::{Against, Checked, Remark, check};
pub use input::{ToolDraft, ToolInput, ToolPicture};
pub use kind::ToolKind;
pub use landing::{landed, lands_in};
pub use lines::{joined, lines_of};
pub use market::{Address, Conventions};
pub use output::{SeoPair, Suggestion, TargetLine, ToolOutput};
pub use pixels::{
    DESCRIPTION_PIXELS, DESCRIPTION_SIZE, TITLE_PIXELS, TITLE_SIZE, pixel_width, within_pixels,
};
pub use readability::{Band, Formula, Readability, readability};
pub use terms::{Term, TermDraft, TermRule};
pub use uses::{ToolOrigin, UseState};

/// How many uses of tools are shown.
pub const SHOWN_USES: u32 = 50;
