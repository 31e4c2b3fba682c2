//! Every word a person reads comes from `locales/*.json` through [`text!`].
//!
//! The language is fixed for the life of a page: changing it loads the page anew, so no text
//! node needs a reactive effect of its own. To add a language, add its file and its name in
//! `build.rs`.

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

/// The language this page is shown in.
pub fn locale() -> i18n::Locale {
    i18n::Locale::default()
}

/// The text under a key: `text!(home.title)`, with values: `text!(posts.count, count = 3)`.
macro_rules! text {
    ($($key:tt)*) => {
        $crate::text::i18n::td_string!($crate::text::locale(), $($key)*)
    };
}
pub(crate) use text;
