//! A blog article in Markdown: an introduction, a section for each kind of fact, and what to do next.

use domain::run::Framework;

use super::{
    arc::Line,
    beats::beats,
    dice::turn,
    form::closing,
    material::{Material, Point},
};
use crate::built_in::reading::{kind::Kind, sentences::capitalised};

/// The article without its title.
pub(super) fn body(material: &Material, line: &Line, framework: Framework, at: usize) -> String {
    let opening = beats(material, line, framework, 1, at);
    let mut blocks = vec![line.hook.text.clone()];
    let mut last = 0;
    for beat in opening.iter().filter(|beat| beat.text != line.hook.text) {
        match blocks.last_mut() {
            Some(block) if beat.paragraph == last => {
                block.push(' ');
                block.push_str(&beat.text);
            }
            _ => blocks.push(beat.text.clone()),
        }
        last = beat.paragraph;
    }
    let introduction = blocks.join("\n");
    let mut parts = sections(material, &introduction, line);
    if framework == Framework::QuestionAnswer {
        blocks.extend(questions(&mut parts));
    }
    for (section, points) in parts.into_iter().filter(|(_, points)| !points.is_empty()) {
        blocks.push(format!("## {}", section.heading(material, &points, at)));
        let start = material
            .avoiding
            .pick(section.starts(), at)
            .filter(|_| points.len() > 1);
        let mut written = paragraphs(&points);
        match (start, written.first_mut()) {
            (Some(start), Some(first)) if !first.starts_with("- ") => {
                *first = format!("{start} {first}");
            }
            (Some(start), _) => written.insert(0, start.to_owned()),
            _ => {}
        }
        blocks.extend(written);
    }
    let call = material
        .avoiding
        .pick(material.ask.calls(material.tone), at)
        .unwrap_or_default();
    let closing: Vec<String> = closing(material, &blocks.join("\n"), call, at)
        .into_iter()
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    if !closing.is_empty() {
        blocks.extend(
            material
                .avoiding
                .pick(NEXT, at)
                .map(|next| format!("## {next}")),
        );
        blocks.extend(closing);
    }
    blocks.join("\n\n")
}

const NEXT: &[&str] = &["What to do next", "Your next step", "Where to go from here"];

/// A part of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    /// What it is.
    Offer,
    /// How it is made, used and backed.
    Practice,
    /// When it is to be had and what it costs.
    Terms,
}

impl Section {
    const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Offer => Self::Offer,
            Kind::Action | Kind::Proof | Kind::Detail => Self::Practice,
            Kind::Time | Kind::Price => Self::Terms,
        }
    }

    const fn starts(self) -> &'static [&'static str] {
        match self {
            Self::Offer => &[
                "First things first.",
                "To begin with, the basics.",
                "Let us start at the beginning.",
            ],
            Self::Practice => &[
                "Here is what that looks like.",
                "From day to day it goes like this.",
                "A few details, one by one.",
            ],
            Self::Terms => &[
                "Before you plan, here are the figures.",
                "For your planning, this is what to know.",
                "The figures, plainly.",
            ],
        }
    }

    fn heading(self, material: &Material, points: &[&Point], at: usize) -> String {
        let about = format!("About {}", material.subject);
        let about = if material.subject.is_empty() {
            "What it is about"
        } else {
            &about
        };
        let priced = points.iter().any(|point| point.kind == Kind::Price);
        let timed = points.iter().any(|point| point.kind == Kind::Time);
        let choices: [&str; 3] = match self {
            Self::Offer => [about, "What it is about", about],
            Self::Practice => ["In practice", "A closer look", "How it goes"],
            Self::Terms if priced && timed => [
                "Times and prices",
                "When, and what it costs",
                "Times and prices",
            ],
            Self::Terms if priced => ["What it costs", "The price", "What it costs"],
            Self::Terms => ["When", "Times to note", "When"],
        };
        let chosen = material
            .avoiding
            .pick(&choices, at)
            .or_else(|| turn(&choices, at).copied())
            .unwrap_or_default();
        capitalised(chosen)
    }
}

/// The points that the introduction does not say; the section that the post is about comes first,
/// times and prices last, where readers look for them.
fn sections<'a>(
    material: &'a Material,
    introduction: &str,
    line: &Line,
) -> Vec<(Section, Vec<&'a Point>)> {
    let own = line
        .lead
        .and_then(|at| material.points.get(at))
        .map(|point| Section::of(point.kind));
    let mut order = vec![Section::Offer, Section::Practice];
    if own == Some(Section::Practice) {
        order.reverse();
    }
    order.push(Section::Terms);
    let said = introduction.to_lowercase();
    let of = |section: Section| -> Vec<&Point> {
        let unsaid = |point: &&Point| {
            Section::of(point.kind) == section && !said.contains(&point.text.to_lowercase())
        };
        let mut points: Vec<&Point> = material.points.iter().filter(unsaid).collect();
        points.sort_by_key(|point| (point.kind, !point.defines));
        points
    };
    order
        .into_iter()
        .map(|section| (section, of(section)))
        .filter(|(_, points)| !points.is_empty())
        .collect()
}

/// Facts that answer a question, each under its question; they are taken out of `parts`.
fn questions(parts: &mut Vec<(Section, Vec<&Point>)>) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for (_, points) in parts {
        points.retain(|point| {
            let Some(question) = point
                .question
                .as_ref()
                .map(|question| format!("## {question}"))
            else {
                return true;
            };
            if !blocks.contains(&question) {
                blocks.push(question);
            }
            blocks.push(point.text.clone());
            false
        });
    }
    blocks
}

/// Two or three sentences a paragraph; four short facts or more become a list.
fn paragraphs(points: &[&Point]) -> Vec<String> {
    if points.len() >= 4 && points.iter().all(|point| point.text.chars().count() < 110) {
        return vec![
            points
                .iter()
                .map(|point| format!("- {}", point.text))
                .collect::<Vec<_>>()
                .join("\n"),
        ];
    }
    points
        .chunks(3)
        .map(|chunk| {
            chunk
                .iter()
                .map(|point| point.text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}
