//! Analysis, strategy, and what a picture is to show.

use domain::{
    brief::Brief,
    picture::ImageBrief,
    problem::FieldProblem,
    run::{Analysis, Concept, Fact, FactSource, Persona, Strategy},
    video::{Shot, Storyboard},
};

use super::{Fault, line, listed};

const FACTS: usize = 40;
const SENTENCE: usize = 500;
const PARAGRAPH: usize = 1_500;
const CONCEPTS: usize = 3;
/// The most kinds of people that a strategy tells apart.
const PERSONAS: usize = 4;

pub(super) fn analysis(answer: Analysis, brief: &Brief, has_page: bool) -> Result<Analysis, Fault> {
    let mut facts: Vec<Fact> = Vec::new();
    for fact in answer.facts {
        let text = line(&fact.text, SENTENCE);
        if !text.is_empty() && facts.len() < FACTS && facts.iter().all(|known| known.text != text) {
            // Without a page, nothing can be from it.
            let source = if has_page {
                fact.source
            } else {
                FactSource::Brief
            };
            facts.push(Fact { text, source });
        }
    }
    if facts.is_empty() {
        return Err(Fault(
            "It has no facts; give at least one from the brief.".into(),
        ));
    }
    let subject = line(&answer.subject, 200);
    Ok(Analysis {
        subject: if subject.is_empty() {
            brief.title.clone()
        } else {
            subject
        },
        facts,
        key_phrases: listed(answer.key_phrases, 120, 20),
        open_questions: listed(answer.open_questions, SENTENCE, 10),
    })
}

pub(super) fn strategy(answer: &Strategy) -> Result<Strategy, Fault> {
    let mut concepts: Vec<Concept> = answer
        .concepts
        .iter()
        .map(concept)
        .filter(|concept| !concept.idea.is_empty())
        .collect();
    concepts.truncate(CONCEPTS);
    if concepts.len() < CONCEPTS {
        return Err(Fault(format!(
            "It has {} concepts with an idea; give exactly three.",
            concepts.len()
        )));
    }
    for index in 0..concepts.len() {
        let taken = |name: &str| {
            name.is_empty() || concepts.iter().take(index).any(|other| other.name == name)
        };
        if concepts
            .get(index)
            .is_some_and(|concept| taken(&concept.name))
            && let Some(concept) = concepts.get_mut(index)
        {
            concept.name = format!("Concept {}", index + 1);
        }
    }
    Ok(Strategy {
        audience_insight: line(&answer.audience_insight, PARAGRAPH),
        positioning: line(&answer.positioning, PARAGRAPH),
        personas: personas(&answer.personas),
        concepts,
        recommended: if answer.recommended < CONCEPTS {
            answer.recommended
        } else {
            0
        },
    })
}

/// Those that are somebody, each once.
fn personas(answer: &[Persona]) -> Vec<Persona> {
    let mut personas: Vec<Persona> = Vec::new();
    for persona in answer {
        let persona = Persona {
            who: line(&persona.who, 120),
            wants: line(&persona.wants, SENTENCE),
            doubts: line(&persona.doubts, SENTENCE),
            convinced_by: line(&persona.convinced_by, SENTENCE),
        };
        if !persona.who.is_empty() && personas.iter().all(|other| other.who != persona.who) {
            personas.push(persona);
        }
    }
    personas.truncate(PERSONAS);
    personas
}

fn concept(concept: &Concept) -> Concept {
    Concept {
        name: line(&concept.name, 80),
        idea: line(&concept.idea, PARAGRAPH),
        promise: line(&concept.promise, SENTENCE),
        sample: line(&concept.sample, SENTENCE),
        rationale: line(&concept.rationale, PARAGRAPH),
        risk: line(&concept.risk, PARAGRAPH),
        framework: concept.framework,
    }
}

/// Each field on one line and short enough for its form.
pub(super) fn image_brief(answer: &ImageBrief) -> Result<ImageBrief, Fault> {
    let brief = ImageBrief {
        shows: line(&answer.shows, 1_500),
        composition: line(&answer.composition, 500),
        style: line(&answer.style, 500),
        colours: line(&answer.colours, 400),
        avoid: line(&answer.avoid, 500),
        alt_text: line(&answer.alt_text, 1_000),
    };
    brief.parse().map_err(|problems| fault(&problems))
}

/// Each line on one line and short enough for its form.
pub(super) fn storyboard(answer: &Storyboard) -> Result<Storyboard, Fault> {
    let shots = answer.shots.iter().map(|shot| Shot {
        seconds: shot.seconds,
        seen: line(&shot.seen, 600),
        said: line(&shot.said, 200),
    });
    let storyboard = Storyboard {
        shots: shots.collect(),
        style: line(&answer.style, 500),
        avoid: line(&answer.avoid, 500),
    };
    storyboard.parse().map_err(|problems| fault(&problems))
}

fn fault(problems: &[FieldProblem]) -> Fault {
    let sentences = problems.iter().map(|problem| problem.message.as_str());
    Fault(sentences.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn personas_are_somebody_each_once_and_four_at_most() {
        let named = |who: &str| Persona {
            who: who.into(),
            wants: " Bread\nby seven ".into(),
            ..Persona::default()
        };
        let answer = Strategy {
            personas: ["A", "", "B", "A", "C", "D", "E"].map(named).to_vec(),
            ..sample::strategy()
        };
        let Ok(strategy) = strategy(&answer) else {
            panic!("it has three concepts")
        };
        let who: Vec<_> = strategy
            .personas
            .iter()
            .map(|persona| persona.who.as_str())
            .collect();
        assert_eq!(who, ["A", "B", "C", "D"]);
        assert_eq!(strategy.personas[0].wants, "Bread by seven");
    }
}
