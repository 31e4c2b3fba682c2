//! What the picture or video of a post should show, and that picture in words.

use domain::channel::{ChannelKind, PostFormat, fit};
use domain::post::ContentField;

use super::{arc::Line, hooks::Says, material::Material};
use crate::built_in::reading::{
    phrases::runs,
    sentences::{capitalised, open_ended},
    words::{bare, is_picturable},
};

/// An idea for the picture and the picture in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Picture {
    /// What it should show.
    pub idea: String,
    /// What a person who does not see it is told.
    pub alt: String,
}

/// The picture of a post.
pub(super) fn picture(
    material: &Material,
    line: &Line,
    kind: ChannelKind,
    format: PostFormat,
    turn: usize,
) -> Picture {
    let things = things(material, line);
    let words = card_words(material, line);
    let photo = photo(material, &things, turn);
    let card = card(material, &words);
    let made = match format {
        PostFormat::Video => video(material, line, &things, &words),
        PostFormat::Carousel => slides(material, line, &words),
        _ if turn.is_multiple_of(2) || words.is_empty() => photo.clone().or_else(|| card.clone()),
        _ => card.clone().or_else(|| photo.clone()),
    };
    let allowed = |picture: &Picture| {
        material.avoiding.allows(&picture.idea) && material.avoiding.allows(&picture.alt)
    };
    let picture = [made, photo, card]
        .into_iter()
        .flatten()
        .find(allowed)
        .unwrap_or_default();
    Picture {
        idea: fit(kind, ContentField::ImageIdea, &picture.idea),
        alt: fit(kind, ContentField::AltText, &picture.alt),
    }
}

/// The sentence that can stand on a picture.
fn card_words(material: &Material, line: &Line) -> String {
    let lead = line
        .lead
        .and_then(|at| material.points.get(at))
        .map(|point| point.text.clone());
    let hook =
        matches!(line.hook.says, Says::Message | Says::Point(_)).then(|| line.hook.text.clone());
    let short = |text: &String| !text.is_empty() && text.chars().count() <= 110;
    [lead, Some(material.message.clone()), hook]
        .into_iter()
        .flatten()
        .find(short)
        .unwrap_or_default()
}

/// Things of the post that a camera can see, with their article where the text gives one; things of
/// one sentence stand together.
fn things(material: &Material, line: &Line) -> Vec<String> {
    let texts = line
        .lead
        .into_iter()
        .chain(line.others.iter().copied())
        .filter_map(|at| material.points.get(at))
        .map(|point| &point.text);
    texts
        .map(|text| seen_in(material, text))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn seen_in(material: &Material, text: &str) -> Vec<String> {
    let phrases = runs(text)
        .into_iter()
        .filter(|phrase| is_picturable(&last_word(phrase)));
    let things = phrases
        .filter_map(|phrase| as_thing(&phrase, text))
        .filter(|thing| material.avoiding.allows(thing));
    let mut found: Vec<String> = Vec::new();
    for thing in things {
        if !found
            .iter()
            .any(|other| other.to_lowercase().contains(&last_word(&thing)))
        {
            found.push(thing);
        }
    }
    found
}

fn last_word(phrase: &str) -> String {
    phrase.split(' ').next_back().map(bare).unwrap_or_default()
}

/// The phrase as it can be named by itself: with its article, in the plural, or a material.
fn as_thing(phrase: &str, text: &str) -> Option<String> {
    const MATERIALS: &[&str] = &[
        "bread",
        "coffee",
        "tea",
        "cheese",
        "wine",
        "beer",
        "milk",
        "butter",
        "chocolate",
        "honey",
        "jam",
        "juice",
        "pasta",
        "pizza",
        "food",
        "music",
        "pottery",
        "furniture",
        "leather",
        "wool",
        "soap",
        "art",
        "jewellery",
        "jewelry",
        "fruit",
        "fish",
        "rice",
        "salad",
        "soup",
        "sea",
    ];
    let before = text
        .find(phrase)
        .and_then(|at| text.get(..at))
        .map(str::trim_end)
        .unwrap_or_default();
    let previous = before
        .split_whitespace()
        .next_back()
        .map(bare)
        .unwrap_or_default();
    let noun = last_word(phrase);
    let named = phrase
        .split(' ')
        .all(|word| word.starts_with(char::is_uppercase))
        && !before.is_empty();
    match previous.as_str() {
        _ if named => None,
        "a" | "an" | "the" => Some(format!("{previous} {phrase}")),
        _ if noun.ends_with('s') && !noun.ends_with("ss") || MATERIALS.contains(&noun.as_str()) => {
            Some(phrase.to_owned())
        }
        _ => None,
    }
}

fn photo(material: &Material, things: &[String], turn: usize) -> Option<Picture> {
    let first = material.inside(things.first()?);
    let both = things.get(1).map_or_else(
        || first.clone(),
        |with| format!("{first} and {}", material.inside(with)),
    );
    let (idea, alt) = match turn % 4 {
        0 => (
            format!("A photograph of {both}, close enough to see the details."),
            format!("{}, seen from close by.", capitalised(&both)),
        ),
        _ => (
            format!("A photograph of {first}, with room beside it for a line of text."),
            format!("A photograph of {first}."),
        ),
    };
    Some(Picture { idea, alt })
}

fn card(material: &Material, words: &str) -> Option<Picture> {
    let below = if material.brand.is_empty() {
        String::new()
    } else {
        format!(" Below it, smaller: {}.", material.brand)
    };
    (!words.is_empty()).then(|| Picture {
        idea: format!("The words “{words}” set large on a plain background.{below}"),
        alt: format!("Text on a plain background: “{words}”{below}"),
    })
}

fn quoted_facts(material: &Material, line: &Line, most: usize) -> Vec<String> {
    let texts = line
        .lead
        .into_iter()
        .chain(line.others.iter().copied())
        .filter_map(|at| material.points.get(at));
    texts
        .filter(|point| point.text.chars().count() <= 120)
        .take(most)
        .map(|point| format!("“{}”", point.text))
        .collect()
}

fn slides(material: &Material, line: &Line, words: &str) -> Option<Picture> {
    let facts = quoted_facts(material, line, 3);
    let message = Some(&material.message)
        .filter(|message| !message.is_empty() && message.as_str() != words)
        .map(|text| format!("“{text}”"));
    let all: Vec<String> = facts.into_iter().chain(message).collect();
    (!all.is_empty()).then(|| Picture {
        idea: format!(
            "Slides with a sentence each, in this order: {}",
            all.join(" ")
        ),
        alt: format!("Slides with text: {}", all.join(" ")),
    })
}

fn video(material: &Material, line: &Line, things: &[String], words: &str) -> Option<Picture> {
    let shown: Vec<String> = things
        .iter()
        .take(3)
        .map(|thing| material.inside(thing))
        .collect();
    let opening = open_ended(&line.hook.text);
    let middle = if shown.is_empty() {
        quoted_facts(material, line, 2).join(" ")
    } else {
        format!("{}.", capitalised(&shown.join(", then ")))
    };
    let end = Some(&material.message)
        .filter(|message| !message.is_empty() && *message != &line.hook.text)
        .cloned()
        .unwrap_or_else(|| words.to_owned());
    let ending = if end.is_empty() {
        String::new()
    } else {
        format!(" End on the words “{end}”")
    };
    (!opening.is_empty()).then(|| Picture {
        idea: format!(
            "Open with the line “{}” on screen. {middle}{ending}",
            line.hook.text
        ),
        alt: format!(
            "Video with the line “{}” at its start. {middle}",
            line.hook.text
        ),
    })
}
