//! The kinds of readers that a brief names, so that a post can be written for one of them.

use super::Brief;
use crate::text::lines;

/// The most kinds of readers that are told apart.
const MOST: usize = 6;
/// Words between two kinds of readers, in the languages that briefs are written in.
const JOINTS: [&str; 8] = [
    ", and ", ", und ", ", sowie ", ", et ", ", y ", ", e ", "، و", "、",
];
/// A part shorter than this names nobody; it belongs to the part before it.
const LEAST: usize = 8;

impl Brief {
    /// The kinds of readers that the audience names, each in the brief's own words: a line, a
    /// sentence, or a part of one that a comma and an "and" divide.
    pub fn personas(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for line in lines(&self.audience) {
            for sentence in sentences(&line) {
                for part in parts(sentence) {
                    let persona = part.trim().trim_end_matches(['.', '。', ';', ',']).trim();
                    if !persona.is_empty()
                        && found.len() < MOST
                        && found.iter().all(|other| other != persona)
                    {
                        found.push(persona.to_owned());
                    }
                }
            }
        }
        found
    }
}

fn sentences(line: &str) -> impl Iterator<Item = &str> {
    line.split("; ")
        .flat_map(|part| part.split(". "))
        .flat_map(|part| part.split_inclusive('。'))
}

/// The sentence, divided where a further kind of readers begins.
fn parts(sentence: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = sentence;
    while let Some((at, joint)) = next_joint(rest) {
        let (part, after) = rest.split_at(at);
        parts.push(part);
        rest = after.get(joint..).unwrap_or_default();
    }
    parts.push(rest);
    parts
}

/// Where the next joint begins and how long it is, between two parts that both name somebody.
fn next_joint(text: &str) -> Option<(usize, usize)> {
    let joints = JOINTS.iter().flat_map(|joint| {
        text.match_indices(joint)
            .map(|(at, found)| (at, found.len()))
    });
    joints
        .filter(|(at, length)| {
            let before = text.get(..*at).unwrap_or_default();
            let after = text.get(at + length..).unwrap_or_default();
            names_somebody(before) && names_somebody(after)
        })
        .min()
}

fn names_somebody(part: &str) -> bool {
    part.trim().len() >= LEAST
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::brief::SAMPLES;

    fn personas(audience: &str) -> Vec<String> {
        let draft = SAMPLES[0].draft("2026-11-23".parse().unwrap());
        let brief = Brief {
            audience: audience.into(),
            ..draft.parse().unwrap()
        };
        brief.personas()
    }

    #[test]
    fn readers_that_the_audience_names_side_by_side_are_told_apart() {
        assert_eq!(
            personas(
                "Families with children from 4 to 12, and grandparents who plan outings with them."
            ),
            [
                "Families with children from 4 to 12",
                "grandparents who plan outings with them"
            ]
        );
        assert_eq!(
            personas("- Commuters in a hurry\n- Neighbours; school classes"),
            ["Commuters in a hurry", "Neighbours", "school classes"]
        );
        assert_eq!(
            personas("Handwerker aus der Region, sowie ihre Auszubildenden"),
            ["Handwerker aus der Region", "ihre Auszubildenden"]
        );
    }

    #[test]
    fn one_kind_of_readers_stays_one() {
        let commuters =
            "Commuters who walk past the station before work and now buy breakfast in a chain.";
        assert_eq!(personas(commuters), [commuters.trim_end_matches('.')]);
        assert_eq!(personas("Bakers, and me"), ["Bakers, and me"]);
    }

    proptest! {
        #[test]
        fn every_persona_stands_in_the_audience(audience in "(a|bc def|, and |; |\\. |\\n|、|- ){0,30}") {
            let found = personas(&audience);
            prop_assert!(found.len() <= MOST);
            prop_assert!(found.iter().all(|persona| audience.contains(persona.as_str())), "{found:?}");
        }
    }
}
