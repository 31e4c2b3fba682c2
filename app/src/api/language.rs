//! The language of the interface.

#![expect(clippy::unused_async, reason = "server functions are async")]

use leptos::prelude::*;

use crate::{error::AppResult, text::i18n::Locale};

/// Keeps the chosen language in this browser.
#[server(name = ChooseLanguage, prefix = "/api/ui", endpoint = "choose-language")]
pub async fn choose_language(language: Locale) -> AppResult<()> {
    use super::visit::{keep_language, visit};
    keep_language(&visit()?, language);
    Ok(())
}
