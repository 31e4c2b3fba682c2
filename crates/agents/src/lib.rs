//! The campaign agents: what each role is told, which form its answer must have, and what is made
//! of the answer.
//!
//! Nothing here stores anything. It may import `domain` and `providers`. A role is data: a
//! template in `roles/` that becomes a [`providers::Prompt`]; everything that came from people or
//! from the web stands in it as fenced data. An answer is data too: it is read against its
//! schema, mended where the mending is plain, and refused in a sentence otherwise; no answer can
//! start an act.
//!
//! To add a role: a template in `roles/`, a [`Role`] in `role.rs`, its blocks in `prompt.rs`, its
//! schema in `schema.rs` and its reading in `answer/`.

mod answer;
mod error;
mod fence;
mod hash;
mod lookup;
mod perform;
mod prompt;
mod role;
#[cfg(test)]
mod sample;
mod schema;
#[cfg(feature = "local")]
#[cfg(test)]
mod small_model;
mod words;

pub use answer::{ProposedSlot, normalise_plan};
pub use error::AgentError;
pub use fence::passages;
pub use lookup::{Library, Lookup, MOST_ROUNDS};
pub use perform::{
    Performed, input_hash, perform, perform_plain, perform_tool, read_again, request,
};
pub use prompt::{IMAGE_PROMPT, VIDEO_PROMPT, image_prompt, prompt, video_prompt};
pub use role::{ROLES, Role, rules};
pub use schema::schema;
pub use words::Words;

use domain::{
    brief::Brief,
    channel::{BriefRules, ChannelKind, Finding},
    post::PostContent,
    voice::SpokenVoice,
};

/// What the rules of the channel, the brief and the brand's voice have to say about a draft, worst
/// first. It asks no model.
pub fn check(
    kind: ChannelKind,
    content: &PostContent,
    brief: &Brief,
    voice: Option<&SpokenVoice>,
) -> Vec<Finding> {
    let rules = BriefRules {
        mandatories: &brief.mandatories,
        avoid: &brief.avoid,
    };
    let mut findings = domain::channel::check(kind, content, &rules);
    if let Some(spoken) = voice {
        findings.extend(domain::voice::check(content, &spoken.voice));
        findings.sort_by_key(|finding| (finding.severity, finding.field));
    }
    findings
}
