//! Whom it is for, what it stands on, and concepts to choose from.

use domain::{
    brief::Brief,
    run::{Analysis, Concept, Framework, Persona, Strategy},
};

use crate::built_in::{
    reading::{
        audience,
        kind::Kind,
        sentences::{capitalised, ended, open_ended, sentences},
        words::{bare, has_phrase, is_stop},
    },
    writing::material::{Material, Point},
};

/// Audience insight, positioning and three concepts with three ways to make the case.
pub fn strategise(brief: &Brief, analysis: &Analysis) -> Strategy {
    let material = Material::new(brief, analysis, "");
    let concepts = vec![
        promise(&material),
        close_up(&material),
        turn_of_view(&material),
    ];
    let recommended = usize::from(material.message.is_empty());
    Strategy {
        audience_insight: insight(brief, &material),
        positioning: positioning(brief, &material),
        personas: personas(brief),
        concepts,
        recommended,
    }
}

/// Those that the brief names. What they want and doubt it would have to make up.
fn personas(brief: &Brief) -> Vec<Persona> {
    let named = brief.personas().into_iter().take(4);
    let named = named.map(|who| Persona {
        who: capitalised(&who),
        ..Persona::default()
    });
    named.collect()
}

fn quoted(text: &str) -> String {
    format!("“{}”", text.trim())
}

fn joined(parts: &[String]) -> String {
    parts
        .iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}

fn insight(brief: &Brief, material: &Material) -> String {
    let who = sentences(&brief.audience)
        .into_iter()
        .next()
        .unwrap_or_default();
    let moved = match (&material.pain, &material.situation) {
        (Some(pain), _) => {
            format!("What moves them is what they would be glad to be rid of: {pain}.")
        }
        (None, Some(situation)) => format!(
            "They can be met in a moment of their own day: {}",
            quoted(situation)
        ),
        (None, None) => String::new(),
    };
    let near = nearest(&brief.audience, material).map(|point| {
        format!(
            "What the material says closest to them: {}",
            quoted(&point.text)
        )
    });
    joined(&[capitalised(&who), moved, near.unwrap_or_default()])
}

/// The point that shares most with the audience's description, or the most concrete one.
fn nearest<'a>(audience: &str, material: &'a Material) -> Option<&'a Point> {
    let words: Vec<String> = audience
        .split_whitespace()
        .map(bare)
        .filter(|word| word.len() > 3 && !is_stop(word))
        .collect();
    let shared = |point: &Point| {
        words
            .iter()
            .filter(|word| has_phrase(&point.text, word))
            .count()
    };
    let priced = |point: &Point| point.kind == Kind::Price;
    material
        .points
        .iter()
        .enumerate()
        .filter(|(_, point)| !priced(point))
        .max_by_key(|(at, point)| (shared(point), usize::MAX - at))
        .map(|(_, point)| point)
}

fn positioning(brief: &Brief, material: &Material) -> String {
    let readers = audience::readers(&brief.audience);
    let subject = if material.subject.is_empty() {
        brief.title.clone()
    } else {
        material.subject.clone()
    };
    let start = if readers.is_empty() {
        capitalised(&subject)
    } else {
        format!("For {}, {subject}", material.inside(&readers))
    };
    let stands = if material.message.is_empty() {
        ended(&start)
    } else {
        format!(
            "{start} stands for one thing: {}",
            quoted(&material.message)
        )
    };
    let backing: Vec<String> = backing(material).map(|point| quoted(&point.text)).collect();
    let backed = if backing.is_empty() {
        String::new()
    } else {
        format!(
            "It is backed by what can be checked: {}",
            backing.join(" and ")
        )
    };
    joined(&[stands, backed])
}

/// Points that back a message: figures and details before prices.
fn backing(material: &Material) -> impl Iterator<Item = &Point> {
    let backs = |point: &&Point| {
        !point.text.contains(". ")
            && matches!(
                point.kind,
                Kind::Proof | Kind::Time | Kind::Offer | Kind::Detail
            )
    };
    material.points.iter().filter(backs).take(2)
}

/// A few words of the key message, as a name.
fn name_of(message: &str) -> String {
    let first = open_ended(message)
        .split([',', ';', ':', '–', '—'])
        .next()
        .unwrap_or_default()
        .trim();
    let words: Vec<&str> = first.split_whitespace().collect();
    words
        .get(..words.len().min(6))
        .unwrap_or_default()
        .join(" ")
}

fn promise(material: &Material) -> Concept {
    let name = Some(name_of(&material.message))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "The promise".to_owned());
    let message = if material.message.is_empty() {
        quoted(&material.subject)
    } else {
        quoted(&material.message)
    };
    let then = material.points.first().map(|point| {
        format!(
            "The posts after it each take one fact as their opening, such as {}",
            quoted(&point.text)
        )
    });
    let first = material.points.first().map(|point| point.text.clone());
    Concept {
        name,
        promise: "Whoever reads three posts can say in one sentence what this is about.".to_owned(),
        sample: Some(material.message.clone()).filter(|line| !line.is_empty()).or(first).unwrap_or_default(),
        idea: joined(&[format!("The campaign opens with its message in its own words: {message}"), then.unwrap_or_default()]),
        rationale: "One message, come back to from several sides, is easier to remember than many. Each post adds one fact, so readers who see only one of them still learn something.".to_owned(),
        risk: "If the message sounds like others in the market, the facts have to carry the difference: check that the opening post does not stand alone.".to_owned(),
        framework: Framework::Aida,
    }
}

fn close_up(material: &Material) -> Concept {
    let name = if material.subject.is_empty() {
        "Up close".to_owned()
    } else {
        format!("Inside {}", material.subject)
    };
    let examples: Vec<String> = backing(material).map(|point| quoted(&point.text)).collect();
    let shown = if examples.is_empty() {
        String::new()
    } else {
        format!("To begin with: {}", examples.join(" and "))
    };
    let sample = backing(material).next().or(material.points.first());
    Concept {
        name,
        promise: "Every post gives readers one thing they can check for themselves.".to_owned(),
        sample: sample.map(|point| point.text.clone()).unwrap_or_default(),
        idea: joined(&["Each post takes readers close to one detail and says what it means for them.".to_owned(), shown]),
        rationale: "Details that can be checked are believed sooner than praise. They also give every post a picture of its own.".to_owned(),
        risk: "Details without their meaning read like a data sheet. Every post has to come back to what the reader gets.".to_owned(),
        framework: Framework::FeatureAdvantageBenefit,
    }
}

/// From the reader's side: what they are tired of, what they do, or what they would ask.
fn turn_of_view(material: &Material) -> Concept {
    match (&material.pain, &material.situation) {
        (Some(pain), _) => against(pain, material),
        (None, Some(situation)) => before_and_after(situation, material),
        (None, None) => asked(material),
    }
}

/// `opening` and then the first thing that can be said.
fn leading(opening: &str, material: &Material) -> String {
    let first = material.points.first().map(|point| point.text.clone());
    joined(&[opening.to_owned(), first.unwrap_or_default()])
}

fn against(pain: &str, material: &Material) -> Concept {
    let short: Vec<&str> = pain
        .split_whitespace()
        .take_while(|word| {
            !matches!(
                bare(word).as_str(),
                "at" | "of" | "in" | "on" | "for" | "with" | "and"
            )
        })
        .collect();
    Concept {
        name: format!("Instead of {}", if short.is_empty() { pain.to_owned() } else { short.join(" ") }),
        promise: format!("Readers see a way around {pain}."),
        sample: leading(&format!("Tired of {pain}?"), material),
        idea: format!("The posts begin where it hurts, with {pain}, and then show the other way, fact by fact."),
        rationale: "People who recognise their own trouble read on. The answer then needs no adjectives.".to_owned(),
        risk: "Too much of the trouble drags the mood down. It gets a sentence or two a post, not more.".to_owned(),
        framework: Framework::Pas,
    }
}

fn before_and_after(situation: &str, material: &Material) -> Concept {
    Concept {
        name: "The usual way, and another".to_owned(),
        promise: "Readers see their own day with something better in it.".to_owned(),
        sample: leading(situation, material),
        idea: format!("The posts begin in the reader’s ordinary day ({}) and show the same moment with something else in it.", quoted(situation)),
        rationale: "A familiar moment makes the difference easy to picture. The facts are the bridge from one to the other.".to_owned(),
        risk: "The ordinary day must not be talked down: readers have chosen it. The tone stays kind.".to_owned(),
        framework: Framework::BeforeAfterBridge,
    }
}

fn asked(material: &Material) -> Concept {
    let answered = material
        .points
        .iter()
        .find(|point| point.question.is_some());
    let question = answered.and_then(|point| point.question.as_deref());
    let line = answered.map(|point| {
        joined(&[
            point.question.clone().unwrap_or_default(),
            point.text.clone(),
        ])
    });
    let example = question.map(|question| format!("For example: {}", quoted(question)));
    Concept {
        name: "Asked and answered".to_owned(),
        promise: "Whoever has a question finds it answered without asking.".to_owned(),
        sample: line.unwrap_or_else(|| leading("", material)),
        idea: joined(&["Each post answers one question that people have before they decide.".to_owned(), example.unwrap_or_default()]),
        rationale: "Questions are what people search for and say aloud, and a plain answer is a reason to trust the rest.".to_owned(),
        risk: "A question nobody has falls flat. Compare the list with what is asked at the counter, on the phone or in messages.".to_owned(),
        framework: Framework::QuestionAnswer,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use domain::brief::SAMPLES;

    use super::*;
    use crate::built_in::reading::facts::analyse;

    #[test]
    fn three_concepts_differ_in_name_and_framework() {
        for sample in SAMPLES {
            let brief = sample.draft("2026-11-23".parse().unwrap()).parse().unwrap();
            let strategy = strategise(&brief, &analyse(&brief, None));
            let names: HashSet<_> = strategy
                .concepts
                .iter()
                .map(|concept| &concept.name)
                .collect();
            let frameworks: HashSet<_> = strategy
                .concepts
                .iter()
                .map(|concept| concept.framework)
                .collect();
            assert_eq!((names.len(), frameworks.len()), (3, 3));
            assert!(strategy.recommended < 3);
            assert!(
                strategy
                    .concepts
                    .iter()
                    .all(|concept| { !concept.promise.is_empty() && !concept.sample.is_empty() })
            );
        }
    }
}
