//! What an image model is to make: the art director writes it, a person has the last word on it
//! before any money is spent.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{ids::AssetId, post::PostContent, problem::FieldProblem, text::Bounds};

/// What a picture is to show, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ImageBrief {
    /// What is to be seen.
    pub shows: String,
    /// From where it is seen, and where what stands.
    pub composition: String,
    /// Photograph or drawing, light, mood.
    pub style: String,
    /// Which colours carry it.
    pub colours: String,
    /// What must not be in it.
    pub avoid: String,
    /// The picture in words, for those who do not see it.
    pub alt_text: String,
}

impl ImageBrief {
    /// The most bytes of it that an image model is told: what its fields hold in any script.
    pub const MOST_BYTES: usize = 4 * 3_400;

    /// What the post itself says of its picture.
    pub fn of(content: &PostContent) -> Self {
        Self {
            shows: content.image_idea.clone().unwrap_or_default(),
            alt_text: content.alt_text.clone().unwrap_or_default(),
            ..Self::default()
        }
    }

    /// What an image model is told of it.
    fn told(&self) -> [&str; 5] {
        [
            &self.shows,
            &self.composition,
            &self.style,
            &self.colours,
            &self.avoid,
        ]
    }

    /// The brief as it may be used: trimmed, with one kind of line end.
    ///
    /// # Errors
    /// What is wrong with which field.
    pub fn parse(&self) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut read = |field: &str, bounds: Bounds, text: &str| {
            bounds.parse(text).unwrap_or_else(|refusal| {
                problems.push(FieldProblem::new(field, refusal));
                String::new()
            })
        };
        let parsed = Self {
            shows: read(
                "shows",
                Bounds::required("What it shows", 1_500),
                &self.shows,
            ),
            composition: read(
                "composition",
                Bounds::optional("Composition", 500),
                &self.composition,
            ),
            style: read("style", Bounds::optional("Style", 500), &self.style),
            colours: read("colours", Bounds::optional("Colours", 400), &self.colours),
            avoid: read("avoid", Bounds::optional("Leave out", 500), &self.avoid),
            alt_text: read(
                "alt_text",
                Bounds::optional("Alt text", 1_000),
                &self.alt_text,
            ),
        };
        if parsed.told().map(str::len).iter().sum::<usize>() > Self::MOST_BYTES {
            let sentence = "The description is too long for an image model. Shorten it.";
            problems.push(FieldProblem::new("shows", sentence));
        }
        if problems.is_empty() {
            Ok(parsed)
        } else {
            Err(problems)
        }
    }
}

/// A picture that an image model made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MadeImage {
    /// Its file.
    pub asset: AssetId,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brief_needs_something_to_show_and_says_what_is_too_long() {
        let brief = ImageBrief {
            shows: " ".into(),
            style: "x".repeat(501),
            ..ImageBrief::default()
        };
        let problems = brief.parse().unwrap_err();
        let fields: Vec<_> = problems.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["shows", "style"]);
    }

    #[test]
    fn a_parsed_brief_is_trimmed_and_within_what_a_model_is_told() {
        let brief = ImageBrief {
            shows: "  Bread\r\non a board ".into(),
            ..ImageBrief::default()
        };
        assert_eq!(brief.parse().unwrap().shows, "Bread\non a board");
        let longest = ImageBrief {
            shows: "x".repeat(1_500),
            composition: "x".repeat(500),
            style: "x".repeat(500),
            colours: "x".repeat(400),
            avoid: "x".repeat(500),
            alt_text: String::new(),
        };
        assert!(longest.parse().is_ok());
        let emoji = ImageBrief {
            shows: "👨‍👩‍👧".repeat(800),
            ..longest
        };
        assert_eq!(emoji.parse().unwrap_err()[0].field, "shows");
    }

    #[test]
    fn a_post_gives_its_idea_and_its_alt_text() {
        let content = PostContent {
            image_idea: Some("A loaf".into()),
            alt_text: Some("A loaf on a board.".into()),
            ..PostContent::default()
        };
        let brief = ImageBrief::of(&content);
        assert_eq!(
            (brief.shows.as_str(), brief.alt_text.as_str()),
            ("A loaf", "A loaf on a board.")
        );
    }
}
