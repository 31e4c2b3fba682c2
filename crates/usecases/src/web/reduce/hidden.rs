//! Which elements a visitor of the page does not see.

use super::markup::Tag;

/// Names for "only for screen readers" that the common style sheets use.
const HIDDEN_CLASSES: &[&str] = &[
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "d-none",
    "u-hidden",
    "is-hidden",
];

/// Elements whose content is no text of the page.
const NEVER_TEXT: &[&str] = &[
    "audio",
    "button",
    "canvas",
    "datalist",
    "iframe",
    "map",
    "math",
    "meter",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "progress",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
];

/// Declarations that take an element out of sight, without their spaces.
const HIDING: &[(&str, &[&str])] = &[
    ("display", &["none"]),
    ("visibility", &["hidden", "collapse"]),
    ("content-visibility", &["hidden"]),
    ("opacity", &["0", "0.0", ".0", "0%", "0.00"]),
    ("font-size", &["0", "0px", "0em", "0rem", "0pt", "0%"]),
    ("font", &["0/0a"]),
    ("color", &["transparent"]),
    (
        "clip",
        &["rect(0,0,0,0)", "rect(0000)", "rect(1px,1px,1px,1px)"],
    ),
    ("clip-path", &["inset(50%)", "inset(100%)", "circle(0)"]),
    ("transform", &["scale(0)"]),
];

/// Whether the content of an element with this start tag is dropped. Text that only a style sheet
/// hides is not noticed: that would take the whole of CSS.
pub(super) fn is_dropped(tag: &Tag<'_>) -> bool {
    NEVER_TEXT.contains(&tag.name.as_str())
        || (tag.name == "dialog" && tag.attribute("open").is_none())
        || tag.attribute("hidden").is_some()
        || tag
            .attribute("aria-hidden")
            .is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
        || tag.attribute("style").is_some_and(|style| hides(&style))
        || tag.attribute("class").is_some_and(|class| {
            class
                .split_ascii_whitespace()
                .any(|name| HIDDEN_CLASSES.contains(&name))
        })
}

fn hides(style: &str) -> bool {
    // Nobody escapes or comments a declaration in an attribute but to hide what it is.
    if style.contains('\\') || style.contains("/*") {
        return true;
    }
    let plain: String = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    plain
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'))
        .any(|(property, value)| {
            let value = value.trim_end_matches("!important");
            let listed = HIDING
                .iter()
                .any(|(name, values)| *name == property && values.contains(&value));
            let aside = matches!(
                property,
                "left" | "right" | "top" | "bottom" | "text-indent" | "margin-left" | "margin-top"
            );
            listed || (aside && is_far_away(value))
        })
}

/// A thousand units out of the window, in whatever unit.
fn is_far_away(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or_default();
    digits
        .split(|c: char| !c.is_ascii_digit())
        .next()
        .is_some_and(|number| number.len() >= 4)
}

#[cfg(test)]
mod tests {
    use super::{
        super::markup::{Markup, Piece},
        *,
    };

    fn dropped(markup: &str) -> bool {
        let Some(Piece::Open(tag)) = Markup::new(markup, false).next() else {
            panic!("no tag: {markup}")
        };
        is_dropped(&tag)
    }

    #[test]
    fn elements_out_of_sight_are_dropped() {
        for markup in [
            "<div hidden>",
            "<p hidden=until-found>",
            "<span aria-hidden='TRUE'>",
            "<div style='display:none'>",
            "<div style=' Display : NONE !important ; color:red'>",
            "<p style='visibility:hidden'>",
            "<p style='opacity: 0'>",
            "<p style='font-size:0px'>",
            "<p style='position:absolute;left:-9999px'>",
            "<p style='text-indent:-10000em'>",
            "<p style='d\\69splay:none'>",
            "<p style='display:/**/none'>",
            "<p style='display&#58;none'>",
            "<p class='a sr-only'>",
            "<template>",
            "<noscript>",
            "<svg>",
            "<dialog>",
        ] {
            assert!(dropped(markup), "{markup}");
        }
    }

    #[test]
    fn elements_in_sight_stay() {
        for markup in [
            "<div>",
            "<p style='display:block;opacity:0.5'>",
            "<p style='left:-20px'>",
            "<p aria-hidden=false>",
            "<dialog open>",
            "<details>",
            "<p class=hidden-gems>",
            "<p style='font-size:10px'>",
        ] {
            assert!(!dropped(markup), "{markup}");
        }
    }
}
