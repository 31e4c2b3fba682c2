//! Alt texts: a picture in words, for those who do not see it.

mod phrases;

use self::phrases::{ARTICLES, CLOSINGS, ENDINGS, OPENINGS};
use super::{Remark, texts};
use crate::{
    channel::{Citation, Severity},
    post::ContentField,
    text::folded,
    tools::{ToolInput, kept::addresses},
};

/// Characters that an alt text has at the most where the channel sets no limit of its own.
const USUAL: usize = 125;

/// What there is to say about an alt text.
pub(super) fn about(input: &ToolInput, text: &str) -> Vec<Remark> {
    let mut remarks = length(input, text);
    remarks.extend(says_picture(input, text));
    remarks.extend(file_name(text));
    remarks.extend(repeats(&input.text, text));
    remarks.extend(addresses(text).first().map(|address| {
        Remark::new(
            "alt.link",
            Severity::Warning,
            format!("“{address}” would be spelt out letter by letter. Leave the link to the post."),
        )
    }));
    remarks
}

/// The channel's own limit, or the usual advice.
fn length(input: &ToolInput, text: &str) -> Vec<Remark> {
    let own = input.channel.filter(|channel| {
        let spec = channel.spec().field(ContentField::AltText);
        spec.is_some_and(|spec| spec.max.is_some())
    });
    if let Some(channel) = own {
        return texts::in_field(channel, ContentField::AltText, text);
    }
    let used = text.chars().count();
    if used <= USUAL {
        return Vec::new();
    }
    let remark = Remark::new(
        "alt.length",
        Severity::Advice,
        format!(
            "It has {used} characters. About {USUAL} are advised: a screen reader says it in one go, without a pause."
        ),
    );
    vec![Remark {
        source: Some(Citation {
            title: "Stanford University IT: Informative images".to_owned(),
            url: Some(
                "https://uit.stanford.edu/accessibility/learn-about/images/image-informative"
                    .to_owned(),
            ),
            checked_on: "2026-11-30".to_owned(),
        }),
        ..remark
    }]
}

fn says_picture(input: &ToolInput, text: &str) -> Option<Remark> {
    let language = input.result_language()?.code();
    let lower = text.to_lowercase();
    let inner = lower
        .trim()
        .trim_matches(['“', '”', '„', '"', '«', '»', ' ']);
    let bare = ARTICLES
        .iter()
        .find_map(|article| inner.strip_prefix(article))
        .unwrap_or(inner);
    let of = |table: &'static [(&str, &[&str])]| {
        let own = table.iter().find(|(code, _)| *code == language);
        own.map_or(&[][..], |(_, phrases)| phrases)
    };
    let ends = inner.trim_end_matches(['.', '。', '!', '…', ' ']);
    let begins = |phrase: &&&str| [inner, bare].iter().any(|text| begins_with(text, phrase));
    let said = of(OPENINGS)
        .iter()
        .find(begins)
        .or_else(|| of(CLOSINGS).iter().find(|phrase| ends.ends_with(**phrase)))?;
    Some(Remark::new(
        "alt.says_picture",
        Severity::Warning,
        format!("“{said}” is said by the screen reader itself. Begin with what is to be seen."),
    ))
}

/// Whole words, where the phrase ends with one: “foto” is not in “Fotografin”.
fn begins_with(text: &str, phrase: &str) -> bool {
    let Some(rest) = text.strip_prefix(phrase) else {
        return false;
    };
    let spaced = phrase.chars().next_back().is_some_and(|last| {
        last.is_alphabetic() && !matches!(last, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
    });
    // German puts endings on its articles: “Bild einer”, “Bild eines”.
    let inflected = phrase.ends_with(" eine") || phrase.ends_with(" del");
    !spaced || inflected || !rest.starts_with(char::is_alphabetic)
}

fn file_name(text: &str) -> Option<Remark> {
    let lower = text.to_lowercase();
    let named = lower.split_whitespace().find(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let camera = ["img_", "dsc_", "dscn", "pxl_"]
            .iter()
            .any(|begins| word.starts_with(begins));
        ENDINGS.iter().any(|end| word.ends_with(end)) || (camera && digits > 2)
    })?;
    Some(Remark::new(
        "alt.file_name",
        Severity::Warning,
        format!("“{named}” is the name of a file and tells nobody what is to be seen."),
    ))
}

/// What stands beside the picture would be heard twice.
fn repeats(beside: &str, text: &str) -> Option<Remark> {
    let plain = |text: &str| {
        let words = folded(text);
        let words: Vec<_> = words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        words.join(" ")
    };
    let (beside, said) = (plain(beside), plain(text));
    let same = !said.is_empty() && format!(" {beside} ").contains(&format!(" {said} "));
    same.then(|| {
        Remark::new(
            "alt.repeats_text",
            Severity::Warning,
            "These words stand beside the picture already and would be heard twice. Say what is to be seen.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{brief::Language, channel::ChannelKind, tools::ToolKind};

    fn input(language: &str) -> ToolInput {
        ToolInput {
            tool: ToolKind::AltText,
            text: "Warm bread at seven. Come in!".into(),
            language: language.parse().ok(),
            target: None,
            market: None,
            address: None,
            tone: None,
            channel: None,
            picture: None,
        }
    }

    fn rules(input: &ToolInput, text: &str) -> Vec<String> {
        let remarks = about(input, text).into_iter();
        remarks.map(|remark| remark.rule).collect()
    }

    #[test]
    fn what_a_screen_reader_says_itself_is_found_in_every_language() {
        for (language, text) in [
            ("en", "An image of a loaf."),
            ("en", "Screenshot of a menu"),
            ("de", "Ein Foto einer Bäckerei"),
            ("fr", "Photo d’un pain chaud"),
            ("es", "Fotografía de un pan"),
            ("pt", "Uma foto de um pão"),
            ("it", "Immagine del pane"),
            ("nl", "Een foto van brood"),
            ("ar", "صورة لرغيف خبز"),
            ("ja", "焼きたてのパンの写真。"),
            ("zh", "一张照片，刚出炉的面包"),
            ("ko", "갓 구운 빵 사진"),
            ("tr", "Sıcak ekmek fotoğrafı"),
            ("hi", "गरम रोटी की तस्वीर"),
        ] {
            assert_eq!(
                rules(&input(language), text),
                ["alt.says_picture"],
                "{text}"
            );
        }
        for (language, text) in [
            ("en", "A loaf of bread beside a picture of the founder"),
            ("de", "Fotografin vor einem Ofen"),
            ("de", "Bildschirm mit Speisekarte"),
            ("ja", "窓辺で湯気を立てるパン"),
        ] {
            assert!(rules(&input(language), text).is_empty(), "{text}");
        }
    }

    #[test]
    fn every_language_of_briefs_has_its_openings() {
        for (code, name) in Language::ALL {
            assert!(OPENINGS.iter().any(|(own, _)| own == code), "{name}");
        }
    }

    #[test]
    fn the_channels_own_limit_counts_and_the_usual_advice_where_it_has_none() {
        let long = "Steam rises from a loaf. ".repeat(6);
        let found = about(&input("en"), &long);
        assert_eq!(found[0].rule, "alt.length");
        let source = found[0].source.as_ref().unwrap();
        assert!(source.url.as_deref().unwrap().contains("stanford.edu"));
        let pinned = ToolInput {
            channel: Some(ChannelKind::Pinterest),
            ..input("en")
        };
        assert!(rules(&pinned, &long).is_empty(), "500 are its limit");
        assert_eq!(
            about(&pinned, &long.repeat(4))[0].severity,
            Severity::Blocker
        );
    }

    #[test]
    fn names_of_files_links_and_the_words_beside_it_are_found() {
        let found = |text: &str| rules(&input("en"), text);
        assert_eq!(found("loaf_final-2.JPG"), ["alt.file_name"]);
        assert_eq!(found("IMG_2034"), ["alt.file_name"]);
        assert_eq!(found("warm bread, at seven"), ["alt.repeats_text"]);
        assert_eq!(
            found("A sign reads https://example.com/bread"),
            ["alt.link"]
        );
        assert!(found("Steam rises from warm bread on a board").is_empty());
    }
}
