//! What a film is to show, shot by shot: the art director writes it, a person has the last word on
//! it before any money is spent.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{post::PostContent, problem::FieldProblem, text::Bounds};

/// One shot of a film.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Shot {
    /// How long it is beside the others, in seconds: of a film that is made longer or shorter it
    /// has the same share.
    pub seconds: u8,
    /// What is to be seen.
    pub seen: String,
    /// What is said, word for word; empty when nobody speaks.
    pub said: String,
}

/// A film in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Storyboard {
    /// Its shots in their order.
    pub shots: Vec<Shot>,
    /// Camera, light, mood.
    pub style: String,
    /// What must not be in it.
    pub avoid: String,
}

impl Storyboard {
    /// The most shots: films of video models last ten seconds at the most.
    pub const MOST_SHOTS: usize = 4;
    /// The longest that a shot can be.
    pub const LONGEST_SHOT: u8 = 10;
    /// The most bytes of it that a video model is told: what its fields hold in any script.
    pub const MOST_BYTES: usize = 4 * 4_200;

    /// What the post itself says of its film.
    pub fn of(content: &PostContent) -> Self {
        let shot = Shot {
            seconds: 8,
            seen: content.image_idea.clone().unwrap_or_default(),
            said: String::new(),
        };
        Self {
            shots: vec![shot],
            ..Self::default()
        }
    }

    /// Whether anybody speaks.
    pub fn speaks(&self) -> bool {
        self.shots.iter().any(|shot| !shot.said.is_empty())
    }

    /// Each shot with its beginning and end in a film of so many milliseconds.
    pub fn timed(&self, millis: u32) -> Vec<(u32, u32, &Shot)> {
        let whole: u64 = self.shots.iter().map(|shot| u64::from(shot.seconds)).sum();
        let at = |seconds: u64| {
            let at = u64::from(millis) * seconds / whole.max(1);
            u32::try_from(at).unwrap_or(millis)
        };
        let mut before = 0;
        let timed = self.shots.iter().map(|shot| {
            let begins = before;
            before += u64::from(shot.seconds);
            (at(begins), at(before), shot)
        });
        timed.collect()
    }

    /// The storyboard as it may be used: trimmed, without empty shots.
    ///
    /// # Errors
    /// What is wrong with which field.
    pub fn parse(&self) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut read = |field: String, bounds: Bounds, text: &str| {
            bounds.parse(text).unwrap_or_else(|refusal| {
                problems.push(FieldProblem::new(field, refusal));
                String::new()
            })
        };
        let mut shots = Vec::new();
        let mut lengths = Vec::new();
        for (number, shot) in self.shots.iter().enumerate() {
            if shot.seen.trim().is_empty() && shot.said.trim().is_empty() {
                continue;
            }
            lengths.push((number, shot.seconds));
            shots.push(Shot {
                seconds: shot.seconds,
                seen: read(
                    format!("shots.{number}.seen"),
                    Bounds::required("What is seen", 600),
                    &shot.seen,
                ),
                said: read(
                    format!("shots.{number}.said"),
                    Bounds::optional("What is said", 200),
                    &shot.said,
                ),
            });
        }
        let style = read("style".into(), Bounds::optional("Style", 500), &self.style);
        let avoid = read(
            "avoid".into(),
            Bounds::optional("Leave out", 500),
            &self.avoid,
        );
        for (number, seconds) in lengths {
            if !(1..=Self::LONGEST_SHOT).contains(&seconds) {
                let sentence = format!("A shot takes 1 to {} seconds.", Self::LONGEST_SHOT);
                problems.push(FieldProblem::new(
                    format!("shots.{number}.seconds"),
                    sentence,
                ));
            }
        }
        let parsed = Self {
            shots,
            style,
            avoid,
        };
        problems.extend(parsed.too_much());
        if problems.is_empty() {
            Ok(parsed)
        } else {
            Err(problems)
        }
    }

    /// What is wrong with it as a whole.
    fn too_much(&self) -> Option<FieldProblem> {
        let told: usize = self
            .shots
            .iter()
            .map(|shot| shot.seen.len() + shot.said.len())
            .sum();
        let sentence = match self.shots.len() {
            0 => "There is no shot. Say what is to be seen in at least one.".to_owned(),
            shots if shots > Self::MOST_SHOTS => format!(
                "There are {shots} shots; a film of a few seconds has {} at the most. Take some out.",
                Self::MOST_SHOTS
            ),
            _ if told + self.style.len() + self.avoid.len() > Self::MOST_BYTES => {
                "The storyboard is too long for a video model. Shorten it.".to_owned()
            }
            _ => return None,
        };
        Some(FieldProblem::new("shots.0.seen", sentence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shot(seconds: u8, seen: &str, said: &str) -> Shot {
        Shot {
            seconds,
            seen: seen.into(),
            said: said.into(),
        }
    }

    fn board(shots: Vec<Shot>) -> Storyboard {
        Storyboard {
            shots,
            ..Storyboard::default()
        }
    }

    #[test]
    fn empty_shots_fall_away_and_the_others_are_trimmed() {
        let typed = board(vec![
            shot(2, " Dough ", ""),
            shot(0, " ", ""),
            shot(6, "A loaf", " Fresh at six. "),
        ]);
        let parsed = typed.parse().unwrap();
        assert_eq!(
            parsed.shots,
            [shot(2, "Dough", ""), shot(6, "A loaf", "Fresh at six.")]
        );
        assert!(parsed.speaks());
    }

    #[test]
    fn a_storyboard_says_what_is_wrong_with_it() {
        for (shots, field) in [
            (vec![], "shots.0.seen"),
            (vec![shot(4, "", "Words")], "shots.0.seen"),
            (vec![shot(4, "x", &"x".repeat(201))], "shots.0.said"),
            (vec![shot(4, "x", ""), shot(11, "x", "")], "shots.1.seconds"),
            (vec![shot(1, "x", ""); 5], "shots.0.seen"),
        ] {
            let problems = board(shots.clone()).parse().unwrap_err();
            assert_eq!(problems[0].field, field, "{shots:?}");
        }
    }

    #[test]
    fn the_longest_storyboard_is_within_what_a_model_is_told() {
        let long = Storyboard {
            shots: vec![shot(2, &"x".repeat(600), &"x".repeat(200)); 4],
            style: "x".repeat(500),
            avoid: "x".repeat(500),
        };
        assert!(long.parse().is_ok());
        let emoji = board(vec![shot(2, &"👨‍👩‍👧".repeat(600), ""); 4]);
        assert_eq!(emoji.parse().unwrap_err()[0].field, "shots.0.seen");
    }

    #[test]
    fn shots_keep_their_shares_in_a_film_of_another_length() {
        let board = board(vec![shot(2, "a", ""), shot(6, "b", "")]);
        let times = |millis| {
            let timed = board.timed(millis).into_iter();
            timed.map(|(from, to, _)| (from, to)).collect::<Vec<_>>()
        };
        assert_eq!(times(8_000), [(0, 2_000), (2_000, 8_000)]);
        assert_eq!(times(4_000), [(0, 1_000), (1_000, 4_000)]);
        assert_eq!(Storyboard::default().timed(4_000), []);
    }

    #[test]
    fn a_post_gives_its_idea_as_the_first_shot() {
        let content = PostContent {
            image_idea: Some("Hands knead".into()),
            ..PostContent::default()
        };
        assert_eq!(Storyboard::of(&content).shots[0].seen, "Hands knead");
    }
}
