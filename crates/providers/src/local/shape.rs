//! The form of an answer: what of it is fixed, and where the model has a choice.
//!
//! It is made from the JSON Schema of a question. What the agents' schemas use is understood:
//! objects, lists, texts, days, whole numbers, yes and no, and one word out of several.

use std::ops::Add;

use serde_json::Value;

use super::{Result, Trouble, vocabulary::Vocabulary};

/// Numbers without an upper bound are chosen up to this far above their lower one.
const MOST_NUMBERS: i64 = 999;
/// How many items of a list are reckoned with where it may have fewer.
const USUAL_ITEMS: usize = 3;

/// What a text has room for at least, in tokens.
pub(super) const SHORTEST: usize = 16;

/// Text that stands as it is, with its tokens.
#[derive(Clone, Debug)]
pub(super) struct Fixed {
    pub text: String,
    pub tokens: Vec<u32>,
}

/// A part of an answer.
#[derive(Debug)]
pub(super) enum Shape {
    /// No choice.
    Fixed(Fixed),
    /// One out of these.
    OneOf(Vec<Fixed>),
    /// Text up to its closing quotation mark, which is not part of it.
    Text,
    /// One after the other.
    Row(Vec<Self>),
    /// Items between brackets, which are not part of it.
    List {
        item: Box<Self>,
        least: usize,
        most: usize,
    },
}

/// What the shortest answer of a shape takes, and how many texts are to have a share of the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Need {
    pub tokens: usize,
    pub texts: usize,
}

impl Add for Need {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            tokens: self.tokens + other.tokens,
            texts: self.texts + other.texts,
        }
    }
}

impl Need {
    pub(super) const fn times(self, count: usize) -> Self {
        Self {
            tokens: self.tokens * count,
            texts: self.texts * count,
        }
    }
}

impl Shape {
    /// The form that `schema` asks for.
    pub(super) fn of(schema: &Value, vocabulary: &Vocabulary) -> Result<Self> {
        let mut outline = Outline {
            vocabulary,
            parts: Vec::new(),
            fixed: String::new(),
        };
        outline.add(schema)?;
        outline.finish()
    }

    pub(super) fn need(&self) -> Need {
        match self {
            Self::Fixed(fixed) => Need {
                tokens: fixed.tokens.len(),
                texts: 0,
            },
            Self::OneOf(options) => Need {
                tokens: options
                    .iter()
                    .map(|fixed| fixed.tokens.len())
                    .max()
                    .unwrap_or(0),
                texts: 0,
            },
            Self::Text => Need {
                tokens: SHORTEST,
                texts: 1,
            },
            Self::Row(parts) => parts.iter().map(Self::need).fold(Need::default(), Add::add),
            Self::List { item, least, most } => Need {
                tokens: (item.need().tokens + 1) * least,
                texts: item.need().texts * USUAL_ITEMS.clamp(*least, (*most).max(*least)),
            },
        }
    }

    /// The token that it begins with, where only one can.
    pub(super) fn first_token(&self) -> Option<u32> {
        match self {
            Self::Fixed(fixed) => fixed.tokens.first().copied(),
            Self::Row(parts) => parts.first()?.first_token(),
            Self::OneOf(_) | Self::Text | Self::List { .. } => None,
        }
    }
}

/// A shape in the making. What is fixed on both sides of a border becomes one text, because it is
/// closer to how a model was taught in fewer tokens.
struct Outline<'a> {
    vocabulary: &'a Vocabulary,
    parts: Vec<Shape>,
    fixed: String,
}

impl Outline<'_> {
    fn add(&mut self, schema: &Value) -> Result<()> {
        if let Some(words) = schema.get("enum").and_then(Value::as_array) {
            return self.one_of(words.iter().map(Value::to_string));
        }
        let bound = |name| schema.get(name).and_then(Value::as_i64);
        match schema.get("type").and_then(Value::as_str) {
            Some("object") => self.object(schema),
            Some("array") => {
                let items = schema.get("items").ok_or(Trouble::Form)?;
                let count = |name, otherwise| {
                    bound(name).map_or(otherwise, |count| usize::try_from(count).unwrap_or(0))
                };
                let list = Shape::List {
                    item: Box::new(Shape::of(items, self.vocabulary)?),
                    least: count("minItems", 0),
                    most: count("maxItems", usize::MAX),
                };
                self.fixed.push('[');
                self.part(list)?;
                self.fixed.push(']');
                Ok(())
            }
            Some("string") if schema.get("format").is_some_and(|format| format == "date") => {
                self.day()
            }
            Some("string") => {
                self.fixed.push('"');
                self.part(Shape::Text)?;
                self.fixed.push('"');
                Ok(())
            }
            Some("integer") => {
                let least = bound("minimum").unwrap_or(0);
                let most = bound("maximum").unwrap_or_else(|| least.saturating_add(MOST_NUMBERS));
                self.one_of((least..=most).map(|number| number.to_string()))
            }
            Some("boolean") => self.one_of(["true", "false"].map(str::to_owned).into_iter()),
            _ => Err(Trouble::Form),
        }
    }

    fn object(&mut self, schema: &Value) -> Result<()> {
        let properties = schema.get("properties").and_then(Value::as_object);
        self.fixed.push('{');
        for (at, (name, property)) in properties.into_iter().flatten().enumerate() {
            if at > 0 {
                self.fixed.push(',');
            }
            self.fixed += &Value::from(name.as_str()).to_string();
            self.fixed.push(':');
            self.add(property)?;
        }
        self.fixed.push('}');
        Ok(())
    }

    /// A day of this century that every month has.
    fn day(&mut self) -> Result<()> {
        self.fixed.push('"');
        self.one_of((2000..2100).map(|year| year.to_string()))?;
        for last in [12, 28] {
            self.fixed.push('-');
            self.one_of((1..=last).map(|number| format!("{number:02}")))?;
        }
        self.fixed.push('"');
        Ok(())
    }

    fn one_of(&mut self, options: impl Iterator<Item = String>) -> Result<()> {
        let vocabulary = self.vocabulary;
        let options: Vec<_> = options
            .map(|text| fixed(vocabulary, text))
            .collect::<Result<_>>()?;
        if options.is_empty() {
            return Err(Trouble::Form);
        }
        self.part(Shape::OneOf(options))
    }

    fn part(&mut self, shape: Shape) -> Result<()> {
        if !self.fixed.is_empty() {
            let text = std::mem::take(&mut self.fixed);
            self.parts.push(Shape::Fixed(fixed(self.vocabulary, text)?));
        }
        self.parts.push(shape);
        Ok(())
    }

    fn finish(mut self) -> Result<Shape> {
        if !self.fixed.is_empty() {
            let text = std::mem::take(&mut self.fixed);
            self.parts.push(Shape::Fixed(fixed(self.vocabulary, text)?));
        }
        Ok(Shape::Row(self.parts))
    }
}

fn fixed(vocabulary: &Vocabulary, text: String) -> Result<Fixed> {
    Ok(Fixed {
        tokens: vocabulary.tokens(&text)?,
        text,
    })
}
