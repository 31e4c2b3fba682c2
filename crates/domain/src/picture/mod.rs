//! A post's picture as a recipe: layout, words, colours, photo and the point it is cut around.
//!
//! The recipe is part of the post's content, so a version's hash binds it, and an approval ends
//! when it changes. Drawing it is a pure function of the recipe and the files it names, which the
//! server does when somebody looks.

mod colour;
mod crop;
mod image_brief;
mod layout;
mod suggest;
mod words;

pub use colour::{Colour, NotAColour};
pub use crop::{Area, Focus, crop};
pub use image_brief::{ImageBrief, MadeImage};
pub use layout::Layout;
pub use suggest::suggest;
pub use words::{OwnWords, Words, words};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::AssetId;

/// Counts up whenever the same recipe comes out looking different, so that kept pictures are drawn
/// anew.
pub const EDITION: u16 = 1;

/// What a post's picture is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Picture {
    /// How it is composed.
    pub layout: Layout,
    /// The brand as it looked when the picture was made.
    pub look: Look,
    /// Words that differ from the post's own.
    #[serde(default, skip_serializing_if = "OwnWords::is_empty")]
    pub own: OwnWords,
    /// The photo in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<Photo>,
}

/// What a brand looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Look {
    /// The name below the words.
    pub name: String,
    /// The colour that carries.
    pub primary: Colour,
    /// The colour that accents.
    pub secondary: Colour,
    /// The file of the logo, shown in place of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<FileHash>,
}

impl Look {
    /// The look of a brand that has not chosen its colours: one of a few pairs, by its name.
    pub fn unchosen(name: &str) -> Self {
        const PAIRS: [(Colour, Colour); 6] = [
            (Colour::new(0x1f, 0x3a, 0x5f), Colour::new(0xf2, 0xb1, 0x34)),
            (Colour::new(0x0f, 0x5c, 0x4d), Colour::new(0xf4, 0x8c, 0x5d)),
            (Colour::new(0x8a, 0x2b, 0x3f), Colour::new(0xf5, 0xc9, 0x9b)),
            (Colour::new(0x4a, 0x34, 0x8c), Colour::new(0xff, 0xa6, 0x8a)),
            (Colour::new(0xb4, 0x45, 0x1f), Colour::new(0xff, 0xd8, 0x7a)),
            (Colour::new(0x23, 0x4f, 0x1e), Colour::new(0xd9, 0xe2, 0x6b)),
        ];
        let sum = name.bytes().map(usize::from).sum::<usize>();
        let [first, ..] = PAIRS;
        let (primary, secondary) = PAIRS.get(sum % PAIRS.len()).copied().unwrap_or(first);
        Self {
            name: name.to_owned(),
            primary,
            secondary,
            logo: None,
        }
    }
}

/// A photo in a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Photo {
    /// The file as the campaign knows it.
    pub asset: AssetId,
    /// What is in the file.
    pub file: FileHash,
    /// What every cut keeps in sight.
    pub focus: Focus,
}

/// SHA-256 of a stored picture, as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct FileHash(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brand_without_colours_always_looks_the_same() {
        assert_eq!(Look::unchosen("Rye"), Look::unchosen("Rye"));
        assert_ne!(Look::unchosen("Rye").primary, Look::unchosen("Ryf").primary);
    }

    #[test]
    fn a_picture_without_extras_is_short_on_the_wire() {
        let picture = Picture {
            layout: Layout::Quote,
            look: Look::unchosen("Rye"),
            own: OwnWords::default(),
            photo: None,
        };
        let json = serde_json::to_string(&picture).unwrap();
        assert!(!json.contains("own") && !json.contains("photo"), "{json}");
        assert_eq!(serde_json::from_str::<Picture>(&json).unwrap(), picture);
    }
}
