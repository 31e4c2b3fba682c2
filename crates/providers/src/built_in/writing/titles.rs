//! Titles, subject lines and the line after them.

use domain::channel::{ChannelKind, Counting, PostFormat, shorten};

use super::{arc::Line, dice::turn, hooks::Says, material::Material};
use crate::built_in::reading::sentences::{capitalised, open_ended};

/// The title of a post, where its channel has one.
pub(super) fn title(
    material: &Material,
    line: &Line,
    kind: ChannelKind,
    format: PostFormat,
    at: usize,
) -> Option<String> {
    let most = match kind {
        ChannelKind::Email | ChannelKind::Blog => 60,
        ChannelKind::YouTube => 70,
        ChannelKind::Pinterest => 80,
        ChannelKind::TikTok if format == PostFormat::Carousel => 80,
        _ => return None,
    };
    let mut choices = titles(material, line);
    let fits = |title: &&String| title.chars().count() <= most;
    let good: Vec<String> = choices.iter().filter(fits).take(3).cloned().collect();
    if let Some(title) = turn(&good, at) {
        choices.insert(0, title.clone());
    }
    let chosen = choices
        .iter()
        .find(fits)
        .or_else(|| choices.first())
        .cloned();
    let last = [material.brand.as_str(), open_ended(&line.hook.text)]
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    let chosen = chosen.unwrap_or_else(|| last.to_owned());
    Some(replaced(
        kind,
        &shorten(Counting::Characters, most, &chosen),
    ))
    .filter(|title| !title.is_empty())
}

/// Titles that do not say what the text begins with.
fn titles(material: &Material, line: &Line) -> Vec<String> {
    let lead = line.lead.and_then(|at| material.points.get(at));
    let told = |at| line.hook.says == Says::Point(at);
    let question = lead
        .filter(|_| line.hook.says != Says::Question)
        .and_then(|point| point.question.clone());
    let plain = lead
        .filter(|_| line.lead.is_some_and(|at| !told(at)))
        .map(|point| open_ended(&point.text).to_owned());
    let message = Some(&material.message)
        .filter(|message| !message.is_empty() && line.hook.says != Says::Message);
    let other = line
        .others
        .iter()
        .filter_map(|at| material.points.get(*at))
        .map(|point| open_ended(&point.text).to_owned());
    let phrase = lead.and_then(|point| phrase_of(material, &point.text));
    let named = message.map(|message| {
        format!(
            "{}: {}",
            capitalised(&material.subject),
            material.inside(open_ended(message))
        )
    });
    let message = message.map(|message| open_ended(message).to_owned());
    let all = [message, question, plain]
        .into_iter()
        .flatten()
        .chain(other)
        .chain(phrase)
        .chain(named.filter(|_| !material.subject.is_empty()));
    all.filter(|title| material.avoiding.allows(title) && !title.is_empty())
        .collect()
}

/// "Lindner Bakery: sourdough bread"
fn phrase_of(material: &Material, text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let phrase = material
        .phrases
        .iter()
        .find(|phrase| phrase.contains(' ') && lower.contains(&phrase.to_lowercase()))?;
    let named = !material.subject.is_empty() && !lower.contains(&material.subject.to_lowercase());
    named.then(|| {
        format!(
            "{}: {}",
            capitalised(&material.subject),
            material.inside(phrase)
        )
    })
}

/// The preview text of an e-mail, or an article's description for search engines.
pub(super) fn preheader(
    material: &Material,
    line: &Line,
    kind: ChannelKind,
    title: &str,
) -> Option<String> {
    let most = match kind {
        ChannelKind::Email => 100,
        ChannelKind::Blog => 155,
        _ => return None,
    };
    let unsaid = |text: &&str| !text.is_empty() && open_ended(text) != open_ended(title);
    let points = line
        .lead
        .into_iter()
        .chain(line.others.iter().copied())
        .filter_map(|at| material.points.get(at));
    let mut choices: Vec<&str> = [material.message.as_str()]
        .into_iter()
        .chain(points.map(|point| point.text.as_str()))
        .filter(unsaid)
        .collect();
    if line.hook.says == Says::Message {
        let by = 1.min(choices.len());
        choices.rotate_left(by);
    }
    let chosen = choices
        .iter()
        .find(|text| text.chars().count() <= most)
        .or_else(|| choices.first())?;
    Some(shorten(Counting::Characters, most, chosen)).filter(|text| material.avoiding.allows(text))
}

/// The text without characters that the platform refuses.
pub(super) fn replaced(kind: ChannelKind, text: &str) -> String {
    let Some(refused) = kind.spec().refused.as_ref() else {
        return text.to_owned();
    };
    let instead = |c: char| {
        refused
            .replacements
            .iter()
            .find(|(from, _)| *from == c)
            .map_or(c, |(_, to)| *to)
    };
    text.chars().map(instead).collect()
}
