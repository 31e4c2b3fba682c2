//! Titles and descriptions for search engines.

use super::{Remark, texts::invented};
use crate::{
    channel::{Severity, words::same_but_case},
    tools::{
        DESCRIPTION_PIXELS, DESCRIPTION_SIZE, SeoPair, TITLE_PIXELS, TITLE_SIZE, ToolInput,
        pixel_width,
    },
};

/// Narrower descriptions leave the second line empty, and search engines write their own.
const DESCRIPTION_LEAST: u32 = 430;
/// Narrower titles say too little to be chosen.
const TITLE_LEAST: u32 = 200;

/// What there is to say about each pair.
pub(super) fn each(input: &ToolInput, pairs: &[SeoPair], taken: &[String]) -> Vec<Vec<Remark>> {
    pairs
        .iter()
        .map(|pair| {
            let mut remarks = width("title", &pair.title, TITLE_SIZE, TITLE_LEAST, TITLE_PIXELS);
            remarks.extend(width(
                "description",
                &pair.description,
                DESCRIPTION_SIZE,
                DESCRIPTION_LEAST,
                DESCRIPTION_PIXELS,
            ));
            remarks.extend(duplicate(&pair.title, taken));
            if same_but_case(&pair.title, &pair.description) {
                remarks.push(Remark::new(
                    "seo.same",
                    Severity::Warning,
                    "Title and description are the same. Say something else in the description.",
                ));
            }
            let both = format!("{}\n{}", pair.title, pair.description);
            remarks.extend(invented(&input.text, &both));
            remarks
        })
        .collect()
}

fn width(part: &str, text: &str, size: u32, least: u32, most: u32) -> Vec<Remark> {
    let pixels = pixel_width(text, size);
    if pixels > most {
        return vec![Remark::new(
            &format!("seo.{part}_cut"),
            Severity::Warning,
            format!("The {part} is {pixels} pixels wide and is cut off after about {most}."),
        )];
    }
    if pixels < least {
        return vec![Remark::new(
            &format!("seo.{part}_short"),
            Severity::Advice,
            format!("The {part} is {pixels} pixels wide; there is room for {most}."),
        )];
    }
    Vec::new()
}

/// Whether another post has the title already.
pub(super) fn duplicate(title: &str, taken: &[String]) -> Vec<Remark> {
    if !taken.iter().any(|other| same_but_case(other, title)) {
        return Vec::new();
    }
    vec![Remark::new(
        "tools.title_taken",
        Severity::Warning,
        "Another post has this title already.",
    )]
}
