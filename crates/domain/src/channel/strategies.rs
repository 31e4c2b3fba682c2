//! Texts that property tests try: arbitrary Unicode mixed with what rules look for.

use proptest::{collection::vec, option, prelude::*};

use crate::post::PostContent;

/// A text of up to about 40 pieces.
pub(super) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "\\PC{0,8}",
        3 => "[a-zA-Z]{1,12} ",
        2 => proptest::sample::select(vec![
            " ", "\n", "\r\n", "!!", "! ", ". ", "…", "?", "#", "#tag ", "#12 ", "@", "@a@b.example ", "[Your name]", "{{name}}",
            "[x](", "<", ">", "https://example.com/a?b=(c)", "example.com", "http:/x.y ", "www.", "https//a.example ",
            "A VERY LOUD SENTENCE. ", "lorem ipsum", "cheap ", "Cheap", "👨\u{200D}👩\u{200D}👧", "🙋🏽", "1\u{FE0F}\u{20E3}", "🇫🇷",
            "\u{200F}", "\u{301}", "\u{0}", "のは安い", "ＡＢＣ", "İSTANBUL ", "ß",
        ]).prop_map(str::to_owned),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A post with any of its fields filled.
pub(super) fn content() -> impl Strategy<Value = PostContent> {
    let tag = prop_oneof![
        "[a-z]{1,6}",
        "[0-9]{1,3}",
        "\\PC{0,5}",
        Just("coffee shop".to_owned()),
        Just("cheap".to_owned())
    ];
    (
        option::of(text()),
        option::of(text()),
        text(),
        vec(tag, 0..9),
        option::of(text()),
        option::of(text()),
        option::of(text()),
    )
        .prop_map(
            |(title, preheader, body, hashtags, link, image_idea, alt_text)| PostContent {
                title,
                preheader,
                body,
                hashtags,
                link,
                image_idea,
                alt_text,
                picture: None,
            },
        )
}
