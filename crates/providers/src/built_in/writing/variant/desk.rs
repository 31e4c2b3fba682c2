//! The changes that a text can be given sentence by sentence. None of them takes a mandatory away or
//! makes a text too long for its channel.

use domain::{
    brief::Tone,
    channel::{BriefRules, check, fit_body},
    post::PostContent,
};

use super::passage::{Part, Passage};
use crate::{
    WritingContext,
    built_in::{
        reading::{kind::Kind, sentences::open_ended, words::bare},
        writing::{
            dice::turn,
            feed::{ASIDES, POINTER},
            form::Form,
            lexicon::{self, AFTERS, AGITATIONS, BEFORES, Lexicon, PROBLEMS, QUESTIONS},
            material::{Material, Point},
        },
    },
};

/// The most general sentences that give way to concrete ones.
const MOST_REPLACED: usize = 3;
/// Words that point back to the sentence before.
const POINTING_BACK: [&str; 9] = [
    "it", "they", "this", "that", "these", "those", "he", "she", "its",
];

/// A post's text while it is changed.
pub(super) struct Desk<'a> {
    pub context: &'a WritingContext,
    pub material: &'a Material,
    pub post: &'a PostContent,
    pub passage: Passage,
}

impl Desk<'_> {
    /// Leaves sentences out, the least telling first, until the text has at most `most` characters.
    pub(super) fn cut_to(&mut self, most: usize) {
        self.cut_while(|desk| desk.passage.length() > most);
    }

    fn cut_while(&mut self, goes_on: impl Fn(&Self) -> bool) {
        let missing = self.missing();
        let mut needed: Vec<String> = Vec::new();
        while goes_on(self) {
            let Some(at) = self.least_telling(&needed) else {
                break;
            };
            let before = self.passage.clone();
            self.passage.remove(at);
            if self.missing() > missing {
                needed.extend(before.parts.get(at).map(|part| part.words.clone()));
                self.passage = before;
            }
        }
        self.passage.without_bare_headings();
    }

    /// Adds what is not said yet until the text has at least `least` characters.
    pub(super) fn extend_to(&mut self, least: usize) {
        for text in self.unsaid(|_| true) {
            if self.passage.length() >= least {
                return;
            }
            self.put(self.end(), &text);
        }
    }

    /// Puts numbers and names in the place of general words, and behind the text where there are none.
    pub(super) fn concretise(&mut self) {
        let concrete = self.unsaid(|point| self.is_concrete(&point.text));
        for text in concrete.iter().take(MOST_REPLACED) {
            let mut general: Vec<usize> = (0..self.passage.parts.len())
                .filter(|at| self.is_general(*at))
                .collect();
            general.sort_by_key(|at| !is_glue(self.words(*at)));
            if !general.into_iter().any(|at| self.replace(at, text)) {
                self.put(self.end(), text);
            }
        }
    }

    /// Says the small words of the text in another tone; `false` when there are none.
    pub(super) fn retone(&mut self, tone: Tone) -> bool {
        let mut changed = false;
        for at in 0..self.passage.parts.len() {
            if let Some(words) = self.in_tone(self.words(at), tone) {
                changed |= self.replace(at, &words);
            }
        }
        changed
    }

    /// Puts a sentence before the call to action, unless the text has it.
    pub(super) fn add(&mut self, words: &str) -> bool {
        !self.passage.says(words)
            && self.material.avoiding.allows(words)
            && self.put(self.end(), words)
    }

    /// Opens with these words: in the place of an opening that claims nothing, before any other.
    pub(super) fn open_with(&mut self, words: &str) {
        let Some(at) = self.passage.opening() else {
            return;
        };
        if !self.material.avoiding.allows(words) || self.words(at) == words {
            return;
        }
        let before = self.passage.clone();
        let twin = |part: &Part| part.words == words;
        if let Some(twin) = self.passage.parts.iter().position(twin) {
            self.passage.remove(twin);
        }
        let empty = is_glue(self.words(at)) || self.words(at).ends_with('?');
        if !(empty && self.replace(at, words)) {
            self.make_room_for(at, words);
        }
        if self.words(at) != words {
            self.passage = before;
        }
    }

    /// Says a point of this kind right after the opening.
    pub(super) fn lead_with(&mut self, wanted: impl Fn(&Point) -> bool) {
        let Some(opening) = self.passage.opening() else {
            return;
        };
        let points = &self.material.points;
        let Some(point) = points.iter().find(|point| wanted(point)) else {
            return;
        };
        let says = |part: &Part| {
            part.words
                .to_lowercase()
                .contains(&open_ended(&point.text).to_lowercase())
        };
        match self.passage.parts.iter().position(says) {
            Some(at) if at <= opening + 1 => {}
            Some(at) => {
                let before = self.passage.clone();
                let words = self.words(at).to_owned();
                self.passage.remove(at);
                self.passage.insert(opening + 1, &words, self.gap());
                self.unless_worse(before);
            }
            None => self.make_room_for(opening + 1, &point.text),
        }
    }

    /// Whether a sentence has a number or a name.
    pub(super) fn is_concrete(&self, words: &str) -> bool {
        let named =
            |word: &str| word.starts_with(char::is_uppercase) && self.material.is_proper(word);
        words.contains(|c: char| c.is_ascii_digit()) || words.split_whitespace().skip(1).any(named)
    }

    /// Puts a sentence before the part at `at` and leaves out what makes the text too long for its
    /// channel then; where that does not help, nothing changes.
    fn make_room_for(&mut self, at: usize, words: &str) {
        let before = self.passage.clone();
        self.passage.insert(at, words, self.gap());
        self.cut_while(|desk| !desk.fits());
        self.unless_worse(before);
    }

    fn put(&mut self, at: usize, words: &str) -> bool {
        let before = self.passage.clone();
        self.passage.insert(at, words, self.gap());
        self.unless_worse(before)
    }

    fn replace(&mut self, at: usize, words: &str) -> bool {
        let before = self.passage.clone();
        match self.passage.parts.get_mut(at) {
            Some(part) => words.clone_into(&mut part.words),
            None => return false,
        }
        self.unless_worse(before)
    }

    /// Keeps the change, unless the text is too long with it or lacks what it must carry.
    fn unless_worse(&mut self, before: Passage) -> bool {
        let changed = std::mem::replace(&mut self.passage, before);
        let missing = self.missing();
        let before = std::mem::replace(&mut self.passage, changed);
        let kept = self.fits() && self.missing() <= missing;
        if !kept {
            self.passage = before;
        }
        kept
    }

    /// The words of the part at `at`.
    fn words(&self, at: usize) -> &str {
        self.passage
            .parts
            .get(at)
            .map_or("", |part| part.words.as_str())
    }

    fn content(&self) -> PostContent {
        PostContent {
            body: self.passage.text(),
            ..self.post.clone()
        }
    }

    fn fits(&self) -> bool {
        let content = self.content();
        fit_body(self.context.slot.channel, &content) == content.body
    }

    /// How many mandatories the post does not say.
    fn missing(&self) -> usize {
        let rules = BriefRules {
            mandatories: &self.context.brief.mandatories,
            avoid: &[],
        };
        check(self.context.slot.channel, &self.content(), &rules)
            .iter()
            .filter(|finding| finding.rule == "brief.mandatory")
            .count()
    }

    fn gap(&self) -> &'static str {
        let parts = &self.passage.parts;
        let divided = parts.iter().any(|part| part.gap.contains('\n'));
        if Form::of(self.context.slot.channel).compact || !divided && parts.len() > 1 {
            " "
        } else {
            "\n\n"
        }
    }

    /// What can be said and is not.
    fn unsaid(&self, wanted: impl Fn(&Point) -> bool) -> Vec<String> {
        let points = self.material.points.iter();
        points
            .filter(|point| wanted(point) && !self.passage.says(open_ended(&point.text)))
            .map(|point| point.text.clone())
            .collect()
    }

    /// Where more can be said: before what closes the post.
    fn end(&self) -> usize {
        let closes = |words: &str| {
            let mandatories = &self.material.mandatories;
            let carries = mandatories.iter().any(|mandatory| mandatory.is_in(words));
            carries || self.is_call(words)
        };
        let open = self
            .passage
            .parts
            .iter()
            .rposition(|part| !part.fixed && !closes(&part.words));
        open.map_or(self.passage.parts.len(), |at| at + 1)
    }

    /// The sentence that says least; neither the opening nor the call to action, which is the last
    /// sentence where none is known to be one.
    fn least_telling(&self, needed: &[String]) -> Option<usize> {
        let opening = self.passage.opening()?;
        let parts = &self.passage.parts;
        let called = parts.iter().any(|part| self.is_call(&part.words));
        let last = parts
            .iter()
            .rposition(|part| !part.fixed)
            .filter(|_| !called);
        let weight = |at: usize| {
            let first = self.words(at + 1).split_whitespace().next().map(bare);
            let needed_by_next = first.is_some_and(|word| POINTING_BACK.contains(&word.as_str()));
            let words = self.words(at);
            let telling = (!is_glue(words), self.is_concrete(words));
            (needed_by_next, telling, usize::MAX - at)
        };
        parts
            .iter()
            .enumerate()
            .filter(|(at, part)| {
                !part.fixed
                    && *at != opening
                    && Some(*at) != last
                    && !self.is_call(&part.words)
                    && !needed.contains(&part.words)
            })
            .map(|(at, _)| at)
            .min_by_key(|at| weight(*at))
    }

    /// Whether a sentence can give way to one with a number or a name.
    fn is_general(&self, at: usize) -> bool {
        self.passage.parts.get(at).is_some_and(|part| {
            !part.fixed
                && self.passage.opening() != Some(at)
                && !self.is_call(&part.words)
                && !self.is_concrete(&part.words)
                && part.words != self.material.message
        })
    }

    fn is_call(&self, words: &str) -> bool {
        let calls = Tone::ALL
            .iter()
            .flat_map(|tone| self.material.ask.calls(*tone));
        calls
            .chain(ASIDES)
            .chain(&[POINTER])
            .any(|call| call.contains(words))
    }

    /// The sentence with its small words in this tone; `None` when it has none of another tone.
    fn in_tone(&self, words: &str, tone: Tone) -> Option<String> {
        let (own, own_calls) = (lexicon::of(tone), self.material.ask.calls(tone));
        let mut others = Tone::ALL.iter().filter(|other| **other != tone);
        others
            .find_map(|other| {
                let from = lexicon::of(*other);
                in_its_place(words, self.material.ask.calls(*other), own_calls)
                    .or_else(|| in_its_place(words, from.turns, own.turns))
                    .or_else(|| begun_otherwise(words, from, own))
            })
            .filter(|words| self.material.avoiding.allows(words))
    }
}

/// The line of `own` that stands where `words` stand in `from`; `None` when they do not, or are in
/// both.
fn in_its_place(words: &str, from: &[&str], own: &[&str]) -> Option<String> {
    let at = from.iter().position(|line| *line == words)?;
    let line = turn(own, at).filter(|_| !own.contains(&words));
    line.map(|line| (*line).to_owned())
}

/// A sentence that begins with small words of `from` and a colon, a greeting or a farewell, with
/// those of `own`.
fn begun_otherwise(words: &str, from: &Lexicon, own: &Lexicon) -> Option<String> {
    if let Some(greeting) = in_its_place(words, &[from.greeting], &[own.greeting]) {
        return Some(greeting);
    }
    if let Some(farewell) = words.strip_suffix(',') {
        let line = in_its_place(farewell, &[from.farewell], &[own.farewell])?;
        return Some(format!("{line},"));
    }
    let (start, rest) = words.split_once(": ")?;
    let line = in_its_place(start, from.lead_ins, own.lead_ins)
        .or_else(|| in_its_place(start, from.more, own.more))
        .or_else(|| in_its_place(start, from.sums, own.sums))?;
    Some(format!("{line}: {rest}"))
}

/// Whether a sentence is one of those that hold facts together and claim nothing.
pub(super) fn is_glue(words: &str) -> bool {
    let turns = Tone::ALL.iter().map(|tone| lexicon::of(*tone).turns);
    [PROBLEMS, AGITATIONS, BEFORES, AFTERS, QUESTIONS]
        .into_iter()
        .chain(turns)
        .any(|list| list.contains(&words))
}

/// Whether a point tells a number other than a time.
pub(super) fn is_figure(point: &Point) -> bool {
    point.text.contains(|c: char| c.is_ascii_digit()) && point.kind != Kind::Time
}
