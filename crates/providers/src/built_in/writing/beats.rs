//! The frameworks: in which order a post makes its case.

use domain::run::Framework;

use super::{
    arc::Line,
    hooks::Says,
    lexicon::{AFTERS, AGITATIONS, BRIDGES},
    material::Material,
};
use crate::built_in::reading::kind::Kind;

/// A sentence or two of a post, with what may be left out when room is short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Beat {
    /// The words.
    pub text: String,
    /// Beats of the same number stand in one paragraph.
    pub paragraph: usize,
    /// What is left out first; 0 stays.
    pub spare: usize,
}

/// The order of a post after its opening.
pub(super) struct Composer<'a> {
    material: &'a Material,
    line: &'a Line,
    /// Chooses among equal ways.
    turn: usize,
    said_message: bool,
    facts: std::vec::IntoIter<usize>,
    paragraph: usize,
    beats: Vec<Beat>,
}

/// The beats of a post: at most `facts` facts, in the framework's order.
pub(super) fn beats(
    material: &Material,
    line: &Line,
    framework: Framework,
    facts: usize,
    turn: usize,
) -> Vec<Beat> {
    let said = match line.hook.says {
        Says::Point(at) => Some(at),
        _ => None,
    };
    let mut order: Vec<usize> = line
        .lead
        .into_iter()
        .chain(line.others.iter().copied())
        .filter(|at| Some(*at) != said)
        .take(facts)
        .collect();
    // What it is before what it costs; the fact that the post is about stays first.
    let kept = usize::from(line.lead.is_some() && line.lead != said);
    order.get_mut(kept..).unwrap_or_default().sort_by_key(|at| {
        material
            .points
            .get(*at)
            .map(|point| (point.kind, !point.defines))
    });
    let said_message =
        line.hook.says == Says::Message || material.message.is_empty() || line.without_message;
    let mut composer = Composer {
        material,
        line,
        turn,
        said_message,
        facts: order.into_iter(),
        paragraph: 1,
        beats: Vec::new(),
    };
    match framework {
        Framework::Aida => composer.aida(),
        Framework::Pas => composer.pas(),
        Framework::BeforeAfterBridge => composer.before_after_bridge(),
        Framework::FeatureAdvantageBenefit => composer.feature_advantage_benefit(),
        Framework::QuestionAnswer => composer.question_answer(),
    }
    composer.rest();
    composer
        .beats
        .retain(|beat| material.avoiding.allows(&beat.text));
    composer.beats
}

impl Composer<'_> {
    fn say(&mut self, text: impl Into<String>, spare: usize) {
        self.beats.push(Beat {
            text: text.into(),
            paragraph: self.paragraph,
            spare,
        });
    }

    fn break_paragraph(&mut self) {
        self.paragraph += 1;
    }

    /// The next fact as it stands.
    fn fact(&mut self, spare: usize) -> bool {
        let point = self
            .facts
            .next()
            .and_then(|at| self.material.points.get(at));
        if let Some(point) = point {
            self.say(point.text.clone(), spare);
        }
        point.is_some()
    }

    /// The next fact after a few words that lead over to it.
    fn further(&mut self, starts: &[&str], spare: usize) -> bool {
        let Some(point) = self
            .facts
            .next()
            .and_then(|at| self.material.points.get(at))
        else {
            return false;
        };
        let start = self
            .material
            .avoiding
            .pick(starts, self.turn)
            .filter(|_| !point.text.contains(": "));
        let text = match start {
            Some(start) => format!("{start}: {}", self.material.inside(&point.text)),
            None => point.text.clone(),
        };
        self.say(text, spare);
        true
    }

    fn message(&mut self, spare: usize) {
        if !std::mem::replace(&mut self.said_message, true) {
            self.say(self.material.message.clone(), spare);
        }
    }

    fn summed(&mut self, spare: usize) {
        if !std::mem::replace(&mut self.said_message, true) {
            let text = match self
                .material
                .avoiding
                .pick(self.material.lexicon().sums, self.turn)
            {
                Some(start) => format!("{start}: {}", self.material.inside(&self.material.message)),
                None => self.material.message.clone(),
            };
            self.say(text, spare);
        }
    }

    fn glue(&mut self, list: &[&'static str], spare: usize) {
        if let Some(line) = self.material.avoiding.pick(list, self.turn) {
            self.say(line, spare);
        }
    }

    fn aida(&mut self) {
        let more = self.material.lexicon().more;
        let asked = self.line.hook.says == Says::Question;
        match self.turn % 3 {
            0 => {
                self.fact(1);
                self.fact(4);
                self.rest();
                self.message(2);
            }
            1 if !asked => {
                self.message(2);
                self.break_paragraph();
                self.fact(1);
                self.break_paragraph();
                self.further(more, 4);
            }
            _ => {
                self.fact(1);
                self.break_paragraph();
                self.further(more, 4);
                self.rest();
                self.summed(2);
            }
        }
    }

    fn pas(&mut self) {
        if self.line.hook.says == Says::Trouble {
            // Belongs to the opening's paragraph.
            self.paragraph = 0;
            self.glue(AGITATIONS, 6);
            self.paragraph = 1;
            self.glue(self.material.lexicon().turns, 5);
        }
        self.fact(1);
        self.break_paragraph();
        self.fact(4);
        self.rest();
        self.message(2);
    }

    fn before_after_bridge(&mut self) {
        if matches!(
            self.line.hook.says,
            Says::Before | Says::Situation | Says::Trouble
        ) && !self.said_message
        {
            self.glue(AFTERS, 3);
        }
        self.message(2);
        self.break_paragraph();
        let next = self
            .facts
            .as_slice()
            .first()
            .and_then(|at| self.material.points.get(*at))
            .map(|point| point.kind);
        match next {
            Some(Kind::Price) => self.further(&["What it costs"], 1),
            Some(Kind::Time | Kind::Detail) => self.fact(1),
            _ => self.further(BRIDGES, 1),
        };
        self.break_paragraph();
        self.fact(4);
    }

    fn feature_advantage_benefit(&mut self) {
        self.fact(1);
        self.break_paragraph();
        self.further(self.material.lexicon().more, 4);
        self.rest();
        self.summed(2);
    }

    fn question_answer(&mut self) {
        self.fact(1);
        self.break_paragraph();
        if let Some(next) = self
            .facts
            .as_slice()
            .first()
            .and_then(|at| self.material.points.get(*at))
        {
            let question = next
                .question
                .as_ref()
                .filter(|question| **question != self.line.hook.text);
            match question {
                Some(question) => {
                    let text = format!("{question} {}", next.text);
                    self.facts.next();
                    self.say(text, 4);
                }
                None => {
                    self.fact(4);
                }
            }
        }
        self.rest();
        self.message(2);
    }

    /// What is left, two facts a paragraph, before what closes the post.
    fn rest(&mut self) {
        self.break_paragraph();
        let mut spare = 7;
        while self.fact(spare) {
            if spare % 2 == 0 {
                self.break_paragraph();
            }
            spare += 1;
        }
        self.break_paragraph();
    }
}
