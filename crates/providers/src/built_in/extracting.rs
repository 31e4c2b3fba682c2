//! What tools can make of a text without a model: words of the text itself, chosen and cut.

use domain::{
    channel::{Counting, shorten},
    run::{Fact, FactSource},
    tools::{
        DESCRIPTION_PIXELS, DESCRIPTION_SIZE, SeoPair, Suggestion, TITLE_PIXELS, TITLE_SIZE,
        ToolKind, pixel_width, within_pixels,
    },
};
use serde_json::{Value, json};

use super::reading::{
    phrases::{hashtag, key_phrases},
    sentences::{capitalised, open_ended, sentences},
    words::bare,
};
use crate::{Cause, ProviderError, ToolJob};

/// The most titles, subject lines and calls.
const FEW: usize = 5;
/// The most keywords.
const KEYWORDS: usize = 10;
/// Characters of a subject line that phones show.
const SUBJECT: usize = 50;
/// Characters of a title.
const TITLE: usize = 65;
/// Words that ask a reader to do something, when a sentence begins with them.
const CALLS: &str = "apply ask book bring buy call check choose claim come contact discover donate download enjoy explore find \
    follow get join learn meet open order pick read register reserve save see send share shop sign start stop subscribe take \
    talk taste tell try use vote visit watch write";

/// What the tool makes of the text.
///
/// # Errors
/// When the text has nothing of what is asked for, or only a model could do it.
pub fn extract(job: &ToolJob) -> Result<Value, ProviderError> {
    let material = Material::of(&job.input.text);
    let items = match job.input.tool {
        ToolKind::Titles => material.lines(TITLE),
        ToolKind::SubjectLines => material.lines(SUBJECT),
        ToolKind::Keywords => material.keywords(),
        ToolKind::Hashtags => material.hashtags(job),
        ToolKind::CallsToAction => material.calls(),
        ToolKind::Summary => {
            material.shorter(&[(20, "The weightiest of it."), (45, "About half of it.")])
        }
        ToolKind::Shorten => {
            material.shorter(&[(75, "Three quarters of it."), (50, "Half of it.")])
        }
        ToolKind::Seo => return material.seo(job).map(|pair| json!({ "pairs": [pair] })),
        ToolKind::Tone
        | ToolKind::Lengthen
        | ToolKind::Readability
        | ToolKind::Transcreate
        | ToolKind::AltText
        | ToolKind::ReadAloud => {
            return Err(refused(
                "This needs a model, and none is set up. Ask your administrator to connect one.",
            ));
        }
    };
    if items.is_empty() {
        return Err(refused(
            "The text has nothing of the kind, and without a model nothing is made up. Bring a longer text, or ask your administrator to connect a model.",
        ));
    }
    Ok(json!({ "items": items }))
}

fn refused(sentence: &str) -> ProviderError {
    ProviderError::new(Cause::Other, sentence)
}

/// A text as what may be taken from it.
struct Material {
    sentences: Vec<String>,
    phrases: Vec<String>,
    /// Places of the sentences, the weightiest first.
    order: Vec<usize>,
}

impl Material {
    fn of(text: &str) -> Self {
        let sentences = sentences(text);
        let facts: Vec<Fact> = sentences
            .iter()
            .map(|sentence| Fact {
                text: sentence.clone(),
                source: FactSource::Brief,
            })
            .collect();
        let phrases = key_phrases("", &facts, "");
        let weight = |at: usize, sentence: &str| {
            let lower = sentence.to_lowercase();
            let said = phrases
                .iter()
                .filter(|phrase| lower.contains(&phrase.to_lowercase()))
                .count();
            let counted = sentence.contains(|c: char| c.is_ascii_digit());
            said * 2 + usize::from(at == 0) * 2 + usize::from(counted)
        };
        let mut weights: Vec<(usize, usize)> = sentences
            .iter()
            .enumerate()
            .map(|(at, sentence)| (weight(at, sentence), at))
            .collect();
        weights.sort_by_key(|(weight, at)| (std::cmp::Reverse(*weight), *at));
        Self {
            order: weights.into_iter().map(|(_, at)| at).collect(),
            sentences,
            phrases,
        }
    }

    /// Sentences by weight.
    fn weightiest(&self) -> impl Iterator<Item = &str> {
        let at = self.order.iter();
        at.filter_map(|at| self.sentences.get(*at))
            .map(String::as_str)
    }

    /// Sentences that fit, then the beginnings of others, cut at a word.
    fn lines(&self, most: usize) -> Vec<Suggestion> {
        let fits = |sentence: &&str| sentence.chars().count() <= most;
        let whole = self.weightiest().filter(fits).map(|sentence| Suggestion {
            text: open_ended(sentence).to_owned(),
            note: "A sentence of the text.".into(),
        });
        let cut = self
            .weightiest()
            .filter(|sentence| !fits(sentence))
            .map(|sentence| Suggestion {
                text: shorten(Counting::Characters, most, open_ended(sentence)),
                note: "The beginning of a sentence of the text.".into(),
            });
        distinct(whole.chain(cut), FEW)
    }

    fn keywords(&self) -> Vec<Suggestion> {
        let phrases = self.phrases.iter().map(|phrase| Suggestion {
            text: phrase.to_lowercase(),
            note: self.note_of(phrase),
        });
        distinct(phrases, KEYWORDS)
    }

    fn note_of(&self, phrase: &str) -> String {
        let lower = phrase.to_lowercase();
        let has = |sentence: &&String| sentence.to_lowercase().contains(&lower);
        let count = self.sentences.iter().filter(has).count();
        let sentences = if count == 1 { "sentence" } else { "sentences" };
        format!("In {count} {sentences} of the text.")
    }

    fn hashtags(&self, job: &ToolJob) -> Vec<Suggestion> {
        let most = job
            .input
            .channel
            .and_then(|channel| channel.spec().hashtags.recommended)
            .map_or(FEW, |limit| limit.count.min(KEYWORDS));
        let tags = self.phrases.iter().filter_map(|phrase| {
            Some(Suggestion {
                text: format!("#{}", hashtag(phrase)?),
                note: self.note_of(phrase),
            })
        });
        distinct(tags, most)
    }

    fn calls(&self) -> Vec<Suggestion> {
        let calls = self.sentences.iter().filter(|sentence| {
            let first = sentence.split_whitespace().next().map(bare);
            first.is_some_and(|first| CALLS.split_whitespace().any(|call| call == first))
        });
        let calls = calls.map(|sentence| Suggestion {
            text: sentence.clone(),
            note: "The text asks for this itself.".into(),
        });
        distinct(calls, FEW)
    }

    /// The weightiest sentences in their order, as many as fit into each share of the text.
    fn shorter(&self, shares: &[(usize, &str)]) -> Vec<Suggestion> {
        let whole: usize = self.sentences.iter().map(String::len).sum();
        let texts = shares.iter().map(|(percent, note)| Suggestion {
            text: self.within(whole * percent / 100),
            note: (*note).to_owned(),
        });
        let len = self.sentences.len();
        let texts: Vec<_> = if len < 2 { Vec::new() } else { texts.collect() };
        distinct(texts, FEW)
    }

    /// Sentences of `room` bytes together, but one at the least.
    fn within(&self, room: usize) -> String {
        let mut kept: Vec<usize> = Vec::new();
        let mut used = 0;
        for at in &self.order {
            let length = self.sentences.get(*at).map_or(0, String::len);
            if kept.is_empty() || used + length <= room {
                used += length;
                kept.push(*at);
            }
        }
        kept.sort_unstable();
        let kept = kept.iter().filter_map(|at| self.sentences.get(*at));
        kept.cloned().collect::<Vec<_>>().join(" ")
    }

    fn seo(&self, job: &ToolJob) -> Result<SeoPair, ProviderError> {
        let title = self.lines(TITLE).into_iter().next();
        let Some(Suggestion { text: title, .. }) = title else {
            return Err(refused("The text has no sentence. Bring one with a few."));
        };
        let title = capitalised(&within_pixels(&title, TITLE_SIZE, TITLE_PIXELS));
        let branded = format!("{title} | {}", job.brand);
        let said = title.to_lowercase().contains(&job.brand.to_lowercase());
        let fits = !said && pixel_width(&branded, TITLE_SIZE) <= TITLE_PIXELS;
        let others: Vec<&str> = self
            .weightiest()
            .filter(|sentence| !open_ended(sentence).eq_ignore_ascii_case(&title))
            .collect();
        let description = within_pixels(&others.join(" "), DESCRIPTION_SIZE, DESCRIPTION_PIXELS);
        if description.is_empty() {
            return Err(refused(
                "The text has one sentence, which makes a title and no description. Bring a longer one.",
            ));
        }
        Ok(SeoPair {
            title: if fits { branded } else { title },
            description,
            note: "Sentences of the text, the weightiest first.".into(),
        })
    }
}

/// Each once, at most `most` of them.
fn distinct(items: impl IntoIterator<Item = Suggestion>, most: usize) -> Vec<Suggestion> {
    let mut kept: Vec<Suggestion> = Vec::new();
    for item in items {
        let known = kept
            .iter()
            .any(|other| other.text.eq_ignore_ascii_case(&item.text));
        if !item.text.is_empty() && !known && kept.len() < most {
            kept.push(item);
        }
    }
    kept
}
