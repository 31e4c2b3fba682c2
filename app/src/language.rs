//! Which language a page is in: the one chosen in this browser, or the first of those it asks for.

use http::{HeaderMap, header};
use leptos::prelude::provide_context;

use crate::text::i18n::Locale;

/// Name of the cookie that carries the chosen language.
pub const LANGUAGE_COOKIE: &str = "handbill_language";

/// The languages of the interface by their own names.
pub const LANGUAGES: [(Locale, &str); 7] = [
    (Locale::en, "English"),
    (Locale::de, "Deutsch"),
    (Locale::es, "Español"),
    (Locale::fr, "Français"),
    (Locale::pt, "Português"),
    (Locale::ja, "日本語"),
    (Locale::ar, "العربية"),
];

/// Lets everything that is rendered for a request with these headers be in its language.
pub fn provide_language(headers: &HeaderMap) {
    provide_context(language_of(headers));
}

/// The direction in which a language is written.
pub fn direction(language: Locale) -> &'static str {
    if language == Locale::ar { "rtl" } else { "ltr" }
}

fn language_of(headers: &HeaderMap) -> Locale {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let chosen = text(header::COOKIE).split("; ").find_map(|cookie| {
        cookie
            .strip_prefix(LANGUAGE_COOKIE)?
            .strip_prefix('=')?
            .parse()
            .ok()
    });
    // Browsers list languages by preference; weights that say otherwise are not worth a parser.
    let mut asked = text(header::ACCEPT_LANGUAGE).split(',').filter_map(|tag| {
        let language = tag.split([';', '-']).next().unwrap_or_default();
        language.trim().to_ascii_lowercase().parse().ok()
    });
    chosen.or_else(|| asked.next()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn of(cookie: &'static str, accept: &'static str) -> Locale {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static(cookie));
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(accept));
        language_of(&headers)
    }

    #[test]
    fn the_chosen_language_comes_before_those_the_browser_asks_for() {
        assert_eq!(
            of("a=b; handbill_language=ja", "de-AT,de;q=0.9"),
            Locale::ja
        );
        assert_eq!(of("a=b", "de-AT,de;q=0.9,en;q=0.8"), Locale::de);
        assert_eq!(of("", "tlh, PT-br;q=0.5"), Locale::pt);
    }

    #[test]
    fn what_nobody_translated_is_english() {
        assert_eq!(of("handbill_language=tlh", "tlh"), Locale::en);
        assert_eq!(language_of(&HeaderMap::new()), Locale::en);
    }
}
