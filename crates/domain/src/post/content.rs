//! What a post says, field by field.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    picture::Picture,
    problem::FieldProblem,
    text::{Bounds, folded},
};

/// A field of a post that can be edited, locked or written anew by itself.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ContentField {
    /// Title, headline or subject line.
    Title,
    /// The line an e-mail client shows after the subject.
    Preheader,
    /// The text itself.
    Body,
    /// Hashtags.
    Hashtags,
    /// The address the post leads to.
    Link,
    /// What the picture or video should show.
    ImageIdea,
    /// The picture in words, for those who do not see it.
    AltText,
}

impl ContentField {
    /// Every field, in the order of the editor.
    pub const ALL: &'static [Self] = &[
        Self::Title,
        Self::Preheader,
        Self::Body,
        Self::Hashtags,
        Self::Link,
        Self::ImageIdea,
        Self::AltText,
    ];

    /// The field as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Preheader => "preheader",
            Self::Body => "body",
            Self::Hashtags => "hashtags",
            Self::Link => "link",
            Self::ImageIdea => "image_idea",
            Self::AltText => "alt_text",
        }
    }

    /// The bound of what can be stored at all; a channel's own limits are findings, not refusals.
    const fn bounds(self) -> Bounds {
        match self {
            Self::Title => Bounds::optional("Title", 1_000),
            Self::Preheader => Bounds::optional("Preheader", 1_000),
            Self::Body => Bounds::optional("Text", 100_000),
            Self::Hashtags => Bounds::optional("Hashtags", 5_000),
            Self::Link => Bounds::optional("Link", 2_000),
            Self::ImageIdea => Bounds::optional("Picture idea", 2_000),
            Self::AltText => Bounds::optional("Alt text", 5_000),
        }
    }
}

impl std::str::FromStr for ContentField {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|field| field.slug() == slug)
            .ok_or(())
    }
}

/// What a post says. Which fields a channel uses stands in its `ChannelSpec`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct PostContent {
    /// Title, headline or subject line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The line an e-mail client shows after the subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preheader: Option<String>,
    /// The text itself; Markdown for a blog article, plain text elsewhere.
    pub body: String,
    /// Hashtags without the sign.
    pub hashtags: Vec<String>,
    /// The address the post leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What the picture or video should show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_idea: Option<String>,
    /// The picture in words, for those who do not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt_text: Option<String>,
    /// The picture itself. It is chosen by itself, not typed: an edit of the text leaves it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<Box<Picture>>,
}

impl PostContent {
    /// A field's text; hashtags with their signs, divided by spaces.
    pub fn get(&self, field: ContentField) -> String {
        match field {
            ContentField::Title => self.title.clone().unwrap_or_default(),
            ContentField::Preheader => self.preheader.clone().unwrap_or_default(),
            ContentField::Body => self.body.clone(),
            ContentField::Hashtags => self
                .hashtags
                .iter()
                .map(|tag| format!("#{tag}"))
                .collect::<Vec<_>>()
                .join(" "),
            ContentField::Link => self.link.clone().unwrap_or_default(),
            ContentField::ImageIdea => self.image_idea.clone().unwrap_or_default(),
            ContentField::AltText => self.alt_text.clone().unwrap_or_default(),
        }
    }

    /// Sets a field from its text; an empty text takes an optional field away.
    pub fn set(&mut self, field: ContentField, text: &str) {
        let optional = || Some(text.to_owned()).filter(|text| !text.trim().is_empty());
        match field {
            ContentField::Title => self.title = optional(),
            ContentField::Preheader => self.preheader = optional(),
            ContentField::Body => text.clone_into(&mut self.body),
            ContentField::Hashtags => {
                self.hashtags = text
                    .split([' ', ',', '\n', '\t'])
                    .map(|tag| tag.trim().trim_start_matches('#'))
                    .filter(|tag| !tag.is_empty())
                    .map(str::to_owned)
                    .collect();
            }
            ContentField::Link => self.link = optional(),
            ContentField::ImageIdea => self.image_idea = optional(),
            ContentField::AltText => self.alt_text = optional(),
        }
    }

    /// Everything it says, as it is searched.
    pub fn searched(&self) -> String {
        let texts: Vec<String> = ContentField::ALL
            .iter()
            .map(|field| self.get(*field))
            .collect();
        folded(&texts.join("\n"))
    }

    /// The content with `locked` fields taken from `held`.
    #[must_use]
    pub fn holding(mut self, held: &Self, locked: &[ContentField]) -> Self {
        for field in locked {
            self.set(*field, &held.get(*field));
        }
        self
    }

    /// The content as it may be stored: trimmed, with one kind of line end; or what is wrong with
    /// which field.
    pub fn parse(&self) -> Result<Self, Vec<FieldProblem>> {
        let mut parsed = Self {
            picture: self.picture.clone(),
            ..Self::default()
        };
        let mut problems = Vec::new();
        for field in ContentField::ALL {
            match field.bounds().parse(&self.get(*field)) {
                Ok(text) => parsed.set(*field, &text),
                Err(refusal) => problems.push(FieldProblem::new(field.slug(), refusal)),
            }
        }
        if problems.is_empty() {
            Ok(parsed)
        } else {
            Err(problems)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_locked_field_stays_and_the_others_change() {
        let held = PostContent {
            title: Some("Old".into()),
            body: "old".into(),
            ..Default::default()
        };
        let new = PostContent {
            title: Some("New".into()),
            body: "new".into(),
            ..Default::default()
        };
        let merged = new.holding(&held, &[ContentField::Title]);
        assert_eq!(
            (merged.title.as_deref(), merged.body.as_str()),
            (Some("Old"), "new")
        );
    }

    #[test]
    fn a_nul_byte_is_refused_with_the_field_it_stands_in() {
        let content = PostContent {
            alt_text: Some("a\0".into()),
            ..Default::default()
        };
        assert_eq!(content.parse().unwrap_err()[0].field, "alt_text");
    }

    proptest! {
        #[test]
        fn parsing_a_parsed_content_changes_nothing(body in "\\PC*", tags in proptest::collection::vec("[\\PC&&[^ ]]{0,12}", 0..4)) {
            let mut content = PostContent { body, ..Default::default() };
            content.set(ContentField::Hashtags, &tags.join(" "));
            if let Ok(parsed) = content.parse() {
                prop_assert_eq!(parsed.parse().unwrap(), parsed);
            }
        }
    }
}
