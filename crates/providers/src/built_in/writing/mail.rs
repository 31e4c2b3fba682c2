//! The body of an e-mail: greeting, what it is about, one call to action, farewell.

use domain::run::Framework;

use super::{arc::Line, beats::beats, form::closing, material::Material};

/// The message's text.
pub(super) fn body(
    material: &Material,
    line: &Line,
    framework: Framework,
    facts: usize,
    at: usize,
) -> String {
    let lexicon = material.lexicon();
    let beats = beats(material, line, framework, facts, at);
    let mut paragraphs: Vec<String> = vec![line.hook.text.clone()];
    let mut last = 0;
    for beat in &beats {
        let joins = beat.paragraph == last;
        last = beat.paragraph;
        match paragraphs.last_mut() {
            Some(paragraph) if joins => {
                paragraph.push(' ');
                paragraph.push_str(&beat.text);
            }
            _ => paragraphs.push(beat.text.clone()),
        }
    }
    let call = material
        .avoiding
        .pick(material.ask.calls(material.tone), at)
        .unwrap_or_default();
    let closing = closing(material, &paragraphs.join("\n"), call, at);
    let allowed = |text: &String| material.avoiding.allows(text);
    let greeting = Some(lexicon.greeting.to_owned()).filter(allowed);
    let farewell = Some(format!("{},\n{}", lexicon.farewell, material.brand))
        .filter(|text| !material.brand.is_empty() && allowed(text));
    let all = greeting
        .into_iter()
        .chain(paragraphs)
        .chain(closing)
        .chain(farewell)
        .filter(|paragraph| !paragraph.is_empty());
    all.collect::<Vec<_>>().join("\n\n")
}
