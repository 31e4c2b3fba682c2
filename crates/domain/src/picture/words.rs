//! The words on a picture: taken from the post, unless a person wrote others.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation as _;
use utoipa::ToSchema;

use crate::{
    channel::{is_emoji, links},
    post::PostContent,
    problem::FieldProblem,
    text::{Bounds, lines},
};

/// A headline longer than this many characters is cut at the end of a thought.
const HEADLINE: usize = 90;
/// The same for the line below it.
const LINE: usize = 120;
/// The most points of a list.
const POINTS: usize = 4;

/// The words on a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The words that carry it; empty only when the post says nothing.
    pub headline: String,
    /// The line below; may be empty.
    pub line: String,
    /// A label of a few letters above; may be empty.
    pub label: String,
    /// A number, price, date or time; may be empty.
    pub figure: String,
    /// Points of a list, or the two sides of a comparison.
    pub points: Vec<String>,
}

/// What a person wrote in place of the post's own words. `None` takes the post's; an empty text
/// leaves the place empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct OwnWords {
    /// In place of the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// In place of the line below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// The label, which no post has by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// In place of the number found in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
    /// In place of the points, one a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
}

impl OwnWords {
    /// Whether all words are the post's.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The words as they may be stored; or what is wrong with which field.
    pub fn parse(&self) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut parse = |field: &str, bounds: Bounds, text: &Option<String>| {
            let parsed = text.as_ref().map(|text| bounds.parse(text))?;
            parsed
                .map_err(|refusal| problems.push(FieldProblem::new(field, refusal)))
                .ok()
        };
        let parsed = Self {
            headline: parse(
                "headline",
                Bounds::optional("Headline", 200),
                &self.headline,
            ),
            line: parse("line", Bounds::optional("Second line", 300), &self.line),
            label: parse("label", Bounds::optional("Label", 40), &self.label),
            figure: parse("figure", Bounds::optional("Number", 24), &self.figure),
            points: parse("points", Bounds::optional("Points", 600), &self.points),
        };
        if problems.is_empty() {
            Ok(parsed)
        } else {
            Err(problems)
        }
    }

    /// Only what differs from the post's own `words`, so that the rest follows later edits.
    #[must_use]
    pub fn differing_from(self, words: &Words) -> Self {
        let unlike = |own: Option<String>, posts: &str| own.filter(|own| own.trim() != posts);
        Self {
            headline: unlike(self.headline, &words.headline),
            line: unlike(self.line, &words.line),
            label: unlike(self.label, &words.label),
            figure: unlike(self.figure, &words.figure),
            points: unlike(
                self.points.map(|points| lines(&points).join("\n")),
                &words.points.join("\n"),
            ),
        }
    }
}

/// The words of a post's picture.
pub fn words(content: &PostContent, own: &OwnWords) -> Words {
    let mut words = of_post(content);
    let replace = |place: &mut String, own: &Option<String>| {
        if let Some(own) = own {
            own.clone_into(place);
        }
    };
    replace(&mut words.headline, &own.headline);
    replace(&mut words.line, &own.line);
    replace(&mut words.label, &own.label);
    replace(&mut words.figure, &own.figure);
    if let Some(points) = &own.points {
        words.points = lines(points);
        words.points.truncate(POINTS);
    }
    words
}

fn of_post(content: &PostContent) -> Words {
    let paragraphs: Vec<(bool, String)> = content
        .body
        .lines()
        .map(|line| (is_point(line), plain(line)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let points = paragraphs
        .iter()
        .filter(|(point, _)| *point)
        .map(|(_, text)| thought(text, 60))
        .take(POINTS)
        .collect();
    let mut sentences = paragraphs
        .iter()
        .filter(|(point, _)| !point)
        .flat_map(|(_, text)| sentences(text));
    let title = content.title.as_deref().map(plain);
    let headline = title
        .filter(|title| !title.is_empty())
        .or_else(|| sentences.next())
        .or_else(|| paragraphs.first().map(|(_, text)| text.clone()))
        .map(|text| thought(&text, HEADLINE))
        .unwrap_or_default();
    let line = sentences
        .find(|sentence| *sentence != headline)
        .map(|sentence| thought(&sentence, LINE))
        .unwrap_or_default();
    let figure = figure(&format!("{headline} {line}"))
        .or_else(|| paragraphs.iter().find_map(|(_, text)| figure(text)))
        .unwrap_or_default();
    Words {
        headline,
        line,
        label: String::new(),
        figure,
        points,
    }
}

/// Whether a line is a point of a list.
fn is_point(line: &str) -> bool {
    let line = line.trim_start();
    let marked = ["- ", "* ", "• ", "– ", "✓ ", "✔", "✅", "→ ", "👉"];
    let numbered = line
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .strip_prefix(['.', ')'])
        .is_some_and(|rest| rest.starts_with(' ') && !line.starts_with(['.', ')']));
    marked.iter().any(|mark| line.starts_with(mark)) || numbered
}

/// A line without what a picture does not show: Markdown, links, hashtag signs, emoji, markers.
fn plain(line: &str) -> String {
    let mut text = line.trim().to_owned();
    if is_point(&text) {
        let rest = text.trim_start_matches(|c: char| {
            c.is_ascii_digit() || c.is_whitespace() || ".)-*•–✓✔✅→👉\u{fe0f}".contains(c)
        });
        text = rest.to_owned();
    }
    // From the end, so that what stands before keeps its place.
    for link in links(&text).into_iter().rev() {
        text.replace_range(link.start..link.end, "");
    }
    let without_emoji: String = text
        .graphemes(true)
        .filter(|cluster| !is_emoji(cluster))
        .collect();
    let unmarked = without_emoji
        .replace(['*', '`', '[', ']', '\u{fe0f}'], "")
        .replace("()", "");
    let words: Vec<&str> = unmarked
        .split_whitespace()
        .filter(|word| !word.chars().all(|c| matches!(c, '#' | '>')))
        .collect();
    // A line of hashtags alone says nothing.
    if words.iter().all(|word| word.starts_with('#')) {
        return String::new();
    }
    let bare: Vec<&str> = words
        .iter()
        .map(|word| word.trim_start_matches('#'))
        .collect();
    bare.join(" ").trim_matches(['_', ' ']).to_owned()
}

fn sentences(text: &str) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    for part in text.unicode_sentences() {
        match sentences.last_mut() {
            // "Am 3. März" is one sentence.
            Some(before) if ends_in_ordinal(before) => before.push_str(part),
            _ => sentences.push(part.to_owned()),
        }
    }
    let sentences = sentences.into_iter().map(|part| part.trim().to_owned());
    sentences
        .filter(|sentence| sentence.chars().any(char::is_alphanumeric))
        .collect()
}

fn ends_in_ordinal(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let digits = last.strip_suffix('.').unwrap_or_default();
    matches!(digits.len(), 1..=2) && digits.chars().all(|c| c.is_ascii_digit())
}

/// The text, or its beginning up to the end of a thought that fits into `max` characters; a full
/// stop at the end is left out, as headlines have none.
fn thought(text: &str, max: usize) -> String {
    let short = text.trim_end_matches(['.', ':', ' ']);
    // "..." and "a.m." mean something.
    let text = if text.ends_with("..") || text.ends_with(".m.") {
        text
    } else {
        short
    };
    if text.graphemes(true).count() <= max {
        return text.to_owned();
    }
    let start: String = text.graphemes(true).take(max).collect();
    let clause = start
        .rmatch_indices([',', ';', ':', '—', '–', '('])
        .map(|(at, _)| at)
        .find(|at| *at >= max / 3);
    let cut = clause.or_else(|| start.rfind(' ')).unwrap_or(start.len());
    let kept = start.get(..cut).unwrap_or(&start).trim_end();
    if clause.is_some() {
        kept.to_owned()
    } else {
        format!("{kept}…")
    }
}

/// The first price, share, time or date in a text.
fn figure(text: &str) -> Option<String> {
    const UNITS: &[&str] = &[
        "€", "%", "EUR", "USD", "CHF", "GBP", "a.m", "p.m", "am", "pm", "Uhr",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let followers = words.iter().skip(1).copied().chain([""]);
    words
        .iter()
        .copied()
        .zip(followers)
        .find_map(|(word, next)| {
            let (bare, bare_next) = (bare(word), bare(next));
            let number = bare.chars().count() <= 12 && bare.chars().any(|c| c.is_ascii_digit());
            let dated = is_day(bare) && is_month(bare_next) || is_month(bare) && is_day(bare_next);
            if dated || number && UNITS.contains(&bare_next) {
                Some(format!("{} {}", closed(word), closed(next)))
            } else {
                (number && (bare.contains(CURRENCY) || is_time(bare))).then(|| bare.to_owned())
            }
        })
}

const CURRENCY: &[char] = &['€', '$', '£', '¥', '₹', '%'];

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && !CURRENCY.contains(&c))
}

/// A word without the punctuation around it, but with the full stop of "3." and "a.m.".
fn closed(word: &str) -> &str {
    let bare = bare(word);
    let dotted =
        word.trim_matches(|c: char| c != '.' && !c.is_alphanumeric() && !CURRENCY.contains(&c));
    let belongs = bare.contains('.') || bare.chars().all(|c| c.is_ascii_digit());
    if belongs { dotted } else { bare }
}

fn is_time(word: &str) -> bool {
    word.split_once(':').is_some_and(|(hour, minute)| {
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        (1..=2).contains(&hour.len()) && minute.len() == 2 && digits(hour) && digits(minute)
    })
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
    digits
        .parse::<u8>()
        .is_ok_and(|day| (1..=31).contains(&day))
}

/// Whether a word names a month in English, German, French, Spanish or Portuguese. Some are words
/// as well: a number beside it confirms it.
pub(super) fn is_month(word: &str) -> bool {
    const MONTHS: &str = "january february march april may june july august september october november december \
        januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre \
        octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre \
        diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro";
    let lower = word.to_lowercase();
    // "12 mars" is a date as it stands; "may" is one with a capital only.
    word != "may" && MONTHS.split_whitespace().any(|month| month == lower)
}

#[cfg(test)]
mod tests;
