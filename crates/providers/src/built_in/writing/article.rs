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
    for (kind, points) in sections(material, &introduction, line) {
        blocks.push(format!("## {}", heading(material, kind, at)));
        blocks.extend(paragraphs(&points));
    }
    let call = material.avoiding.pick(material.ask.calls(material.tone), at).unwrap_or_default();
    let closing: Vec<String> = closing(material, &blocks.join("\n"), call, at).into_iter().filter(|paragraph| !paragraph.is_empty()).collect();
    if !closing.is_empty() {
        blocks.extend(material.avoiding.pick(NEXT, at).map(|next| format!("## {next}")));
        blocks.extend(closing);
    }
    blocks.join("\n\n")
}

const NEXT: &[&str] = &["What to do next", "Your next step", "Where to go from here"];

/// The points that the introduction does not say, by kind; the post's own kind comes first.
fn sections<'a>(material: &'a Material, introduction: &str, line: &Line) -> Vec<(Kind, Vec<&'a Point>)> {
    let own = line.lead.and_then(|at| material.points.get(at)).map(|point| point.kind);
    let order = [Kind::Offer, Kind::Action, Kind::Proof, Kind::Detail, Kind::Time, Kind::Price];
    let mut kinds: Vec<Kind> = own.into_iter().chain(order.into_iter().filter(|kind| Some(*kind) != own)).collect();
    // Times and prices are what a reader looks for at the end.
    kinds.sort_by_key(|kind| matches!(kind, Kind::Time | Kind::Price));
    let said = introduction.to_lowercase();
    let of = |kind: Kind| -> Vec<&Point> {
        let unsaid = |point: &&Point| point.kind == kind && !said.contains(&material.inside(&point.text).to_lowercase());
        material.points.iter().filter(unsaid).collect()
    };
    kinds.into_iter().map(|kind| (kind, of(kind))).filter(|(_, points)| !points.is_empty()).collect()
}

/// Two or three sentences a paragraph; four short facts or more become a list.
fn paragraphs(points: &[&Point]) -> Vec<String> {
    if points.len() >= 4 && points.iter().all(|point| point.text.chars().count() < 110) {
        return vec![points.iter().map(|point| format!("- {}", point.text)).collect::<Vec<_>>().join("\n")];
    }
    points.chunks(3).map(|chunk| chunk.iter().map(|point| point.text.as_str()).collect::<Vec<_>>().join(" ")).collect()
}

fn heading(material: &Material, kind: Kind, at: usize) -> String {
    let named = !material.subject.is_empty();
    let about = format!("About {}", material.subject);
    let choices: [&str; 3] = match kind {
        Kind::Offer if named => [&about, "What it is about", &about],
        Kind::Offer => ["What it is about", "What it does", "The idea"],
        Kind::Action => ["In practice", "How it goes", "What it is like"],
        Kind::Proof => ["Up close", "The details", "What stands behind it"],
        Kind::Detail => ["Good to know", "A closer look", "What else there is"],
        Kind::Time => ["When", "Times to note", "Good to plan with"],
        Kind::Price => ["What it costs", "The price", "What to reckon with"],
    };
    let chosen = material.avoiding.pick(&choices, at).or_else(|| turn(&choices, at).copied()).unwrap_or_default();
    capitalised(chosen)
}
