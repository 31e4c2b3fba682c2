//! How the brand sounds: rules with their passages, samples, golden set, trials, versions.

mod golden;
mod publish;
mod rule;
mod rules;
mod samples;
mod trial;
mod versions;
mod words;

pub use golden::GoldenPage;
pub use rule::RulePage;
pub use rules::VoicePage;
pub use samples::{SamplePage, SamplesPage};
pub use trial::{TrialPage, fit};
pub use versions::{VersionPage, VersionsPage};

use leptos::prelude::*;

use crate::{
    components::{PageHead, Tabs},
    text::text,
};

/// The head of every page of the voice, with the way to the others.
#[component]
fn Head(
    /// The address of this page.
    current: &'static str,
) -> AnyView {
    let tab = |href: &str, name: &str| (href.to_owned(), name.to_owned());
    let tabs = vec![
        tab("/brand/voice", text!(voice.tab_rules)),
        tab("/brand/voice/samples", text!(voice.tab_samples)),
        tab("/brand/voice/golden", text!(voice.tab_golden)),
        tab("/brand/voice/try", text!(voice.tab_try)),
        tab("/brand/voice/versions", text!(voice.tab_versions)),
    ];
    let back = ("/settings/brand".to_owned(), text!(brand.title).to_owned());
    view! {
        <PageHead title=text!(voice.title) about=text!(voice.about) back />
        <Tabs label=text!(voice.tabs) tabs current />
    }
    .into_any()
}
