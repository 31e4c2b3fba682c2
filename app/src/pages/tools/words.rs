//! Names of tools and of what they find.

use domain::tools::{Address, Band, TermRule, ToolKind, UseState};

use crate::{components::Tone, text::text};

/// What a tool is called.
pub fn name(tool: ToolKind) -> &'static str {
    match tool {
        ToolKind::Titles => text!(tools.n_titles),
        ToolKind::Seo => text!(tools.n_seo),
        ToolKind::Keywords => text!(tools.n_keywords),
        ToolKind::Summary => text!(tools.n_summary),
        ToolKind::Hashtags => text!(tools.n_hashtags),
        ToolKind::SubjectLines => text!(tools.n_subject_lines),
        ToolKind::CallsToAction => text!(tools.n_calls_to_action),
        ToolKind::Tone => text!(tools.n_tone),
        ToolKind::Shorten => text!(tools.n_shorten),
        ToolKind::Lengthen => text!(tools.n_lengthen),
        ToolKind::Readability => text!(tools.n_readability),
        ToolKind::Transcreate => text!(tools.n_transcreate),
        ToolKind::AltText => text!(tools.n_alt_text),
        ToolKind::ReadAloud => text!(tools.n_read_aloud),
    }
}

/// What a tool does.
pub fn about(tool: ToolKind) -> &'static str {
    match tool {
        ToolKind::Titles => text!(tools.a_titles),
        ToolKind::Seo => text!(tools.a_seo),
        ToolKind::Keywords => text!(tools.a_keywords),
        ToolKind::Summary => text!(tools.a_summary),
        ToolKind::Hashtags => text!(tools.a_hashtags),
        ToolKind::SubjectLines => text!(tools.a_subject_lines),
        ToolKind::CallsToAction => text!(tools.a_calls_to_action),
        ToolKind::Tone => text!(tools.a_tone),
        ToolKind::Shorten => text!(tools.a_shorten),
        ToolKind::Lengthen => text!(tools.a_lengthen),
        ToolKind::Readability => text!(tools.a_readability),
        ToolKind::Transcreate => text!(tools.a_transcreate),
        ToolKind::AltText => text!(tools.a_alt_text),
        ToolKind::ReadAloud => text!(tools.a_read_aloud),
    }
}

/// How readers are spoken to.
pub fn address(address: Address) -> &'static str {
    match address {
        Address::Formal => text!(tools.formal),
        Address::Informal => text!(tools.informal),
    }
}

/// Where a use stands.
pub fn state(state: UseState) -> (&'static str, Tone) {
    match state {
        UseState::Open => (text!(tools.s_open), Tone::Accent),
        UseState::Done => (text!(tools.s_done), Tone::Good),
        UseState::Failed => (text!(tools.s_failed), Tone::Bad),
        UseState::Lost => (text!(tools.s_lost), Tone::Warn),
    }
}

/// How hard a text is.
pub fn band(band: Band) -> (&'static str, Tone) {
    match band {
        Band::VeryEasy => (text!(tools.b_very_easy), Tone::Good),
        Band::Easy => (text!(tools.b_easy), Tone::Good),
        Band::Medium => (text!(tools.b_medium), Tone::Plain),
        Band::Hard => (text!(tools.b_hard), Tone::Warn),
        Band::VeryHard => (text!(tools.b_very_hard), Tone::Bad),
    }
}

/// What is done with a term.
pub fn rule(rule: TermRule) -> &'static str {
    match rule {
        TermRule::Required => text!(terms.r_required),
        TermRule::Keep => text!(terms.r_keep),
        TermRule::Forbidden => text!(terms.r_forbidden),
    }
}
