//! Every word a person reads comes from `locales/*.json` through [`text!`].
//!
//! The language is fixed for the life of a page: choosing another renders it anew, so no text
//! node needs a reactive effect of its own. To add a language, add its file, its name in
//! `build.rs` and in `language.rs`.

pub(crate) use generated::i18n;

#[expect(
    clippy::expect_used,
    clippy::pedantic,
    dead_code,
    unused_imports,
    reason = "written by the code generator"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
}

/// The language of the request that is being answered.
#[cfg(feature = "ssr")]
pub fn locale() -> i18n::Locale {
    leptos::prelude::use_context().unwrap_or_default()
}

/// The language of the page around this island.
#[cfg(not(feature = "ssr"))]
pub fn locale() -> i18n::Locale {
    let root = leptos::prelude::document().document_element();
    let language = root.and_then(|root| root.get_attribute("lang"));
    language
        .and_then(|language| language.parse().ok())
        .unwrap_or_default()
}

/// The text under a key: `text!(home.title)`, with values: `text!(posts.count, count = 3)`.
macro_rules! text {
    ($($key:tt)*) => {
        $crate::text::i18n::td_string!($crate::text::locale(), $($key)*)
    };
}
pub(crate) use text;
