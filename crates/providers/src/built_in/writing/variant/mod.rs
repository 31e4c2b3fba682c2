//! A post that differs from the one that stands in one thing on purpose, as far as rules can do
//! that. Every sentence that need not change stays as it is, so that also a text that a person wrote
//! is changed and not replaced.

mod desk;
mod passage;

use domain::{
    brief::Tone,
    post::{Aim, Appeal, ContentField, HookStyle, PostContent},
};

use self::{
    desk::{Desk, is_figure},
    passage::Passage,
};
use super::{
    dice::turn,
    lexicon::{BEFORES, PROBLEMS, QUESTIONS, WELCOMES},
    material::{Material, Point},
    post::material,
    voice::{obeying, voiced},
    wish::Wish,
};
use crate::{
    WritingContext,
    built_in::reading::{
        audience,
        kind::Kind,
        sentences::capitalised,
        words::{bare, has_phrase, is_stop},
    },
};

/// Words by which a point tells that something is easy to have.
const EASY: [&str; 8] = [
    "easy", "online", "minutes", "near", "open", "opens", "way", "without",
];

/// The post with its text changed towards `aim`; the same post when rules find nothing to change.
pub fn vary(
    context: &WritingContext,
    post: &PostContent,
    fields: &[ContentField],
    aim: &Aim,
) -> PostContent {
    if !fields.contains(&ContentField::Body) {
        return post.clone();
    }
    let material = material(context, &voiced(context, &Wish::default()));
    let mut desk = Desk {
        context,
        material: &material,
        post,
        passage: Passage::read(&post.body),
    };
    change(&mut desk, aim);
    let body = desk.passage.text();
    // A heading alone has no sentence that could stay.
    if body.is_empty() || body == post.body.trim() {
        return post.clone();
    }
    let varied = PostContent {
        body,
        ..post.clone()
    };
    PostContent {
        body: obeying(context, varied).body,
        ..post.clone()
    }
}

fn change(desk: &mut Desk<'_>, aim: &Aim) {
    let length = desk.passage.length();
    match aim {
        Aim::Shorter => desk.cut_to(length * 2 / 3),
        Aim::Longer => desk.extend_to(length * 3 / 2),
        Aim::Warmer => {
            if !desk.retone(Tone::Warm) {
                welcome(desk);
            }
        }
        Aim::MoreConcrete => desk.concretise(),
        Aim::ForPersona { persona } => speak_to(desk, persona),
        Aim::Hook { hook } => open(desk, *hook),
        Aim::Length { percent } => {
            let wanted = length * usize::from(*percent) / 100;
            if *percent < 100 {
                desk.cut_to(wanted);
            } else {
                desk.extend_to(wanted);
            }
        }
        Aim::Appeal { appeal } => appeal_to(desk, *appeal),
    }
}

/// Adds a friendly line, once.
fn welcome(desk: &mut Desk<'_>) {
    if !WELCOMES.iter().any(|line| desk.passage.says(line)) {
        WELCOMES.iter().any(|line| desk.add(line));
    }
}

/// Begins with what moves these readers, and goes on with what is about them.
fn speak_to(desk: &mut Desk<'_>, persona: &str) {
    let about: Vec<String> = persona
        .split_whitespace()
        .map(bare)
        .filter(|word| word.len() > 3 && !is_stop(word))
        .collect();
    let shared = |point: &Point| {
        about
            .iter()
            .filter(|word| has_phrase(&point.text, word))
            .count()
    };
    let most = desk.material.points.iter().map(&shared).max().unwrap_or(0);
    if most > 0 {
        desk.lead_with(|point| shared(point) == most);
    }
    let pain = audience::pain(persona).map(|pain| format!("Tired of {pain}?"));
    let opening = [audience::situation(persona), pain, addressed(persona)];
    let allowed = |line: &String| desk.material.avoiding.allows(line);
    if let Some(line) = opening.into_iter().flatten().find(allowed) {
        desk.open_with(&line);
    }
}

/// A line that calls readers by their name.
fn addressed(persona: &str) -> Option<String> {
    let readers = audience::readers(persona);
    (!readers.is_empty()).then(|| format!("{}: this one is for you.", capitalised(&readers)))
}

fn open(desk: &mut Desk<'_>, style: HookStyle) {
    let material = desk.material;
    let turn = usize::from(desk.context.slot.number);
    let fits = |line: &String| material.avoiding.allows(line) && !line.is_empty();
    if let Some(line) = openings(material, style, turn).into_iter().find(fits) {
        desk.open_with(&line);
    }
}

/// Lines that open in this style, the fittest first.
fn openings(material: &Material, style: HookStyle, at: usize) -> Vec<String> {
    let point = |wanted: &dyn Fn(&Point) -> bool| {
        let mut points = material.points.iter();
        points
            .find(|point| wanted(point))
            .map(|point| point.text.clone())
    };
    let listed = |list: &[&'static str]| turn(list, at).map(|line| (*line).to_owned());
    let question = material
        .points
        .iter()
        .find_map(|point| point.question.clone());
    let news = turn(material.lexicon().lead_ins, at)
        .filter(|_| !material.message.is_empty() && !material.message.contains(": "))
        .map(|start| format!("{start}: {}", material.inside(&material.message)));
    let pain = material.pain.as_deref();
    let found = match style {
        HookStyle::Question => [question, listed(QUESTIONS)],
        HookStyle::Benefit => [Some(material.message.clone()), None],
        HookStyle::Figure => [
            point(&is_figure),
            point(&|point| point.text.contains(|c: char| c.is_ascii_digit())),
        ],
        HookStyle::Problem => [
            pain.map(|pain| format!("Tired of {pain}?")),
            listed(PROBLEMS),
        ],
        HookStyle::Scene => [
            material.situation.clone(),
            Some("Take a day like any other.".to_owned()),
        ],
        HookStyle::Statement => [
            point(&|point| point.kind == Kind::Offer),
            point(&|point| point.kind == Kind::Detail),
        ],
        HookStyle::Contrast => [listed(BEFORES), None],
        HookStyle::News => [news, None],
        HookStyle::Curiosity => [Some("Have you heard?".to_owned()), listed(QUESTIONS)],
        HookStyle::Invitation => [
            listed(material.ask.calls(material.tone)),
            listed(material.ask.calls(Tone::Plain)),
        ],
    };
    found.into_iter().flatten().collect()
}

fn appeal_to(desk: &mut Desk<'_>, appeal: Appeal) {
    match appeal {
        Appeal::Rational => {
            desk.retone(Tone::Plain);
            desk.lead_with(is_figure);
        }
        Appeal::Emotional => {
            desk.retone(Tone::Warm);
            open(desk, HookStyle::Scene);
        }
        Appeal::SocialProof => desk.lead_with(|point| point.kind == Kind::Action),
        Appeal::Urgency => {
            desk.retone(Tone::Urgent);
            desk.lead_with(|point| point.kind == Kind::Time);
        }
        Appeal::Authority => {
            desk.retone(Tone::Confident);
            desk.lead_with(|point| point.kind == Kind::Offer);
        }
        Appeal::Value => desk.lead_with(|point| point.kind == Kind::Price),
        Appeal::Convenience => {
            desk.lead_with(|point| EASY.iter().any(|word| has_phrase(&point.text, word)));
        }
        Appeal::Belonging => {
            desk.retone(Tone::Warm);
            if let Some(line) = addressed(&desk.context.brief.audience) {
                desk.open_with(&line);
            }
        }
        Appeal::Curiosity => open(desk, HookStyle::Curiosity),
        Appeal::LossAversion => {
            desk.retone(Tone::Urgent);
            open(desk, HookStyle::Problem);
        }
    }
}
