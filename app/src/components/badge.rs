//! A word that names a state.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// What a colour says, always beside a word that says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    Plain,
    /// Going on right now.
    Accent,
    /// As it should be.
    Good,
    /// Somebody should look.
    Warn,
    /// It went wrong.
    Bad,
}

impl Tone {
    /// The value of the `data-tone` attribute that `style/feedback.css` reads.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Accent => "accent",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }

    /// The picture that goes with it.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Plain => Icon::Info,
            Self::Accent => Icon::Clock,
            Self::Good => Icon::Tick,
            Self::Warn => Icon::Warning,
            Self::Bad => Icon::Cross,
        }
    }
}

/// A small label, such as a state or a channel.
#[component]
pub fn Badge(
    /// What it says.
    #[prop(into)]
    label: String,
    /// What its colour says.
    #[prop(default = Tone::Plain)]
    tone: Tone,
    /// Whether the tone's picture stands before the word.
    #[prop(optional)]
    pictured: bool,
) -> AnyView {
    view! {
        <span class="badge" data-tone=tone.name()>
            {pictured.then(|| view! { <Glyph icon=tone.icon() /> })}
            {label}
        </span>
    }
    .into_any()
}
