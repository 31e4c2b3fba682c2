//! How a post begins.

use std::collections::HashSet;

use domain::run::Framework;

use super::{
    arc::beginning,
    dice::turn,
    lexicon::{BEFORES, PROBLEMS, QUESTIONS},
    material::{Material, Point},
};
use crate::built_in::reading::{
    kind::Kind,
    sentences::{capitalised, open_ended},
};

/// The longest fact that opens a post by itself, in characters.
const MAX_PLAIN: usize = 150;

/// The first words of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::built_in) struct Hook {
    /// The words, one sentence or two.
    pub text: String,
    /// What they say already.
    pub says: Says,
}

/// What an opening says already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::built_in) enum Says {
    /// The brief's one message.
    Message,
    /// The point with this index.
    Point(usize),
    /// It asks what the post's first fact answers.
    Question,
    /// It asks about the reader's day.
    Situation,
    /// It names a trouble.
    Trouble,
    /// It tells how things were before.
    Before,
}

impl Hook {
    fn new(text: impl Into<String>, says: Says) -> Self {
        Self {
            text: text.into(),
            says,
        }
    }
}

/// A list of openings that any campaign can use, and what they say.
type List = (&'static [&'static str], Says);

const TROUBLES: List = (PROBLEMS, Says::Trouble);
const BEFORE: List = (BEFORES, Says::Before);
const OPEN_QUESTIONS: List = (QUESTIONS, Says::Question);

/// The openings that a slot may have.
#[derive(Clone, Copy, Debug)]
pub(in crate::built_in) struct Openings<'a> {
    /// What posts are made of.
    pub material: &'a Material,
    /// The order in which the post makes its case.
    pub framework: Framework,
    /// The point it is about; `None` for the key message.
    pub lead: Option<usize>,
    /// Which of several equal ways comes first.
    pub turn: usize,
}

impl Openings<'_> {
    /// The first opening that no other slot has begun with.
    pub(in crate::built_in) fn first_unused(&self, begun: &HashSet<String>) -> Hook {
        let fresh = |hook: &Hook| {
            !hook.text.is_empty()
                && self.material.avoiding.allows(&hook.text)
                && !begun.contains(&beginning(&hook.text))
        };
        self.own()
            .into_iter()
            .chain(self.spare())
            .find(fresh)
            .unwrap_or_else(|| Hook::new(self.last_resort(), Says::Before))
    }

    /// Openings in the framework's manner.
    fn own(&self) -> Vec<Hook> {
        let styles = match self.framework {
            Framework::Aida => match self.turn % 4 {
                0 => [self.message(), self.plain(), self.question(), self.led_in()],
                1 => [self.plain(), self.question(), self.led_in(), self.message()],
                2 => [self.question(), self.led_in(), self.plain(), self.message()],
                _ => [self.led_in(), self.plain(), self.question(), self.message()],
            },
            Framework::FeatureAdvantageBenefit => match self.turn % 3 {
                0 => [self.plain(), self.led_in(), self.question(), None],
                1 => [self.led_in(), self.plain(), self.question(), None],
                _ => [self.question(), self.plain(), self.led_in(), None],
            },
            Framework::Pas => [
                self.pain(),
                self.situation().filter(|_| self.turn < 3),
                self.listed(TROUBLES),
                None,
            ],
            Framework::BeforeAfterBridge => [self.situation(), self.listed(BEFORE), None, None],
            Framework::QuestionAnswer => [
                self.question(),
                self.situation(),
                self.listed(OPEN_QUESTIONS),
                None,
            ],
        };
        styles.into_iter().flatten().collect()
    }

    /// Openings for when the framework's own are used up: list after list, line after line.
    fn spare(&self) -> impl Iterator<Item = Hook> + '_ {
        let lists = match self.framework {
            Framework::QuestionAnswer => [OPEN_QUESTIONS, TROUBLES, BEFORE],
            Framework::BeforeAfterBridge => [BEFORE, TROUBLES, OPEN_QUESTIONS],
            _ => [TROUBLES, BEFORE, OPEN_QUESTIONS],
        };
        let framed = matches!(
            self.framework,
            Framework::Pas | Framework::BeforeAfterBridge | Framework::QuestionAnswer
        );
        let lines = move |(list, says): List| {
            (0..list.len())
                .filter_map(move |at| turn(list, self.turn + at).map(|line| Hook::new(*line, says)))
        };
        let led = move |lead| {
            (0..self.material.lexicon().lead_ins.len())
                .filter_map(move |more| self.led_in_by(lead, self.turn + more))
        };
        let own_list = lists.into_iter().take(usize::from(framed)).flat_map(lines);
        let facts = [self.plain(), self.question()]
            .into_iter()
            .flatten()
            .chain(led(self.lead))
            .chain(led(None));
        own_list
            .chain(facts)
            .chain((0..self.material.points.len()).flat_map(move |at| led(Some(at))))
            .chain(lists.into_iter().flat_map(lines))
    }

    fn point(&self) -> Option<(usize, &Point)> {
        self.lead
            .and_then(|at| self.material.points.get(at).map(|point| (at, point)))
    }

    fn message(&self) -> Option<Hook> {
        let message = &self.material.message;
        (self.lead.is_none() && !message.is_empty()).then(|| Hook {
            text: message.clone(),
            says: Says::Message,
        })
    }

    fn plain(&self) -> Option<Hook> {
        let (at, point) = self.point()?;
        (point.text.chars().count() <= MAX_PLAIN).then(|| Hook {
            text: point.text.clone(),
            says: Says::Point(at),
        })
    }

    fn question(&self) -> Option<Hook> {
        self.point()
            .and_then(|(_, point)| point.question.clone())
            .map(|text| Hook::new(text, Says::Question))
    }

    /// A price needs no drum roll.
    fn led_in(&self) -> Option<Hook> {
        let price = self
            .point()
            .is_some_and(|(_, point)| point.kind == Kind::Price);
        self.led_in_by(self.lead, self.turn).filter(|_| !price)
    }

    /// "Good to know: the first loaves leave the oven at 6:45."
    fn led_in_by(&self, lead: Option<usize>, at: usize) -> Option<Hook> {
        let start = turn(self.material.lexicon().lead_ins, at)?;
        let (text, says) = match lead {
            Some(index) => (
                self.material.points.get(index).map(|point| &point.text)?,
                Says::Point(index),
            ),
            None => (&self.material.message, Says::Message),
        };
        let fits = !text.is_empty() && text.chars().count() <= MAX_PLAIN && !text.contains(": ");
        fits.then(|| Hook {
            text: format!("{start}: {}", self.material.inside(text)),
            says,
        })
    }

    /// The readers' own trouble, each time in other words.
    fn pain(&self) -> Option<Hook> {
        let pain = open_ended(self.material.pain.as_deref()?);
        let text = match self.turn % 5 {
            0 => format!("Tired of {pain}?"),
            1 => format!("Nobody plans for {pain}."),
            2 => format!("{}: does that sound familiar?", capitalised(pain)),
            3 => format!("You know the feeling: {pain}."),
            _ => format!("{}, again?", capitalised(pain)),
        };
        Some(Hook::new(text, Says::Trouble))
    }

    fn situation(&self) -> Option<Hook> {
        self.material
            .situation
            .clone()
            .map(|text| Hook::new(text, Says::Situation))
    }

    fn listed(&self, (list, says): List) -> Option<Hook> {
        turn(list, self.turn).map(|line| Hook::new(*line, says))
    }

    /// Something that can always be said.
    fn last_resort(&self) -> String {
        let named = [
            &self.material.message,
            &self.material.brand,
            &self.material.subject,
        ];
        let start = turn(self.material.lexicon().lead_ins, self.turn)
            .copied()
            .unwrap_or_default();
        match named.into_iter().find(|name| !name.is_empty()) {
            Some(name) if self.material.avoiding.allows(start) => format!("{start}: {name}"),
            Some(name) => name.clone(),
            None => start.to_owned(),
        }
    }
}
