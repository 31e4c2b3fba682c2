//! The shape of a channel's limits. The values are in `data/`.

use crate::post::ContentField;

use super::{
    count::Counting,
    finding::Severity,
    kind::{ChannelKind, PostFormat},
    rules::{HashtagRule, LinkRule, MediaRule, RefusedCharacters},
};

/// What a channel accepts and how it shows it.
#[derive(Debug)]
pub struct ChannelSpec {
    /// The channel this describes.
    pub kind: ChannelKind,
    /// The name people read.
    pub name: &'static str,
    /// Forms a post can take here; the first is the usual one.
    pub formats: &'static [PostFormat],
    /// Fields a post has here, in the order the editor shows them.
    pub fields: &'static [FieldSpec],
    /// How the main text is counted.
    pub counting: Counting,
    /// Where hashtags go and how many.
    pub hashtags: HashtagRule,
    /// Where the link goes and how many.
    pub links: LinkRule,
    /// Pictures and videos.
    pub media: MediaRule,
    /// Characters the platform refuses in title and text.
    pub refused: Option<RefusedCharacters>,
}

impl ChannelSpec {
    /// The description of one field, `None` when posts here don't have it.
    pub fn field(&self, field: ContentField) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|spec| spec.field == field)
    }
}

/// One field of a post on one channel.
#[derive(Debug)]
pub struct FieldSpec {
    /// The field this describes.
    pub field: ContentField,
    /// What the channel calls it ("Subject", "Caption").
    pub label: &'static str,
    /// A post without it can't go out.
    pub required: bool,
    /// A line break in it is refused or shown as a space.
    pub single_line: bool,
    /// How its length is counted; `max` and `recommended` use the same.
    pub counting: Counting,
    /// The most the platform takes.
    pub max: Option<Limit>,
    /// A second limit in UTF-8 bytes, where the platform has one.
    pub byte_max: Option<Limit>,
    /// Above this it gets worse, but it still goes out.
    pub recommended: Option<Limit>,
    /// Characters shown before the platform hides the rest behind "more".
    pub fold: Option<Limit>,
}

impl FieldSpec {
    /// An optional field without limits, counted in characters.
    pub(super) const fn new(field: ContentField, label: &'static str) -> Self {
        Self {
            field,
            label,
            required: false,
            single_line: false,
            counting: Counting::Characters,
            max: None,
            byte_max: None,
            recommended: None,
            fold: None,
        }
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(super) const fn single_line(mut self) -> Self {
        self.single_line = true;
        self
    }

    pub(super) const fn counted(mut self, counting: Counting) -> Self {
        self.counting = counting;
        self
    }

    pub(super) const fn max(mut self, limit: Limit) -> Self {
        self.max = Some(limit);
        self
    }

    pub(super) const fn byte_max(mut self, limit: Limit) -> Self {
        self.byte_max = Some(limit);
        self
    }

    pub(super) const fn recommended(mut self, limit: Limit) -> Self {
        self.recommended = Some(limit);
        self
    }

    pub(super) const fn fold(mut self, limit: Limit) -> Self {
        self.fold = Some(limit);
        self
    }

    /// The limits a text must keep to go out whole, each with its way of counting.
    pub(super) fn maxima(&self) -> impl Iterator<Item = (Counting, Limit)> {
        let main = self.max.map(|limit| (self.counting, limit));
        let bytes = self.byte_max.map(|limit| (Counting::Bytes, limit));
        main.into_iter().chain(bytes)
    }
}

/// A number that must not be exceeded, and who says so.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limit {
    /// The largest allowed value.
    pub count: usize,
    /// What it means to be over it.
    pub over: Severity,
    /// Where the number comes from.
    pub source: Source,
}

impl Limit {
    /// The platform refuses a post over it.
    pub(super) const fn hard(count: usize, source: Source) -> Self {
        Self {
            count,
            over: Severity::Blocker,
            source,
        }
    }

    /// The platform takes the post but cuts or ignores what is over it.
    pub(super) const fn soft(count: usize, source: Source) -> Self {
        Self {
            count,
            over: Severity::Warning,
            source,
        }
    }

    /// Good practice.
    pub(super) const fn advice(count: usize, source: Source) -> Self {
        Self {
            count,
            over: Severity::Advice,
            source,
        }
    }
}

/// The document a limit was read in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Source {
    /// The document's title, or "Handbill guideline" for our own advice.
    pub title: &'static str,
    /// Its address, where it has one.
    pub url: Option<&'static str>,
    /// The day it was read (ISO 8601).
    pub checked_on: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(spec: &'static ChannelSpec) -> Vec<Limit> {
        let fields = spec
            .fields
            .iter()
            .flat_map(|f| [f.max, f.byte_max, f.recommended, f.fold]);
        let rules = [spec.hashtags.max, spec.hashtags.recommended, spec.links.max];
        fields.chain(rules).flatten().collect()
    }

    fn sources(spec: &'static ChannelSpec) -> Vec<Source> {
        let mut all: Vec<_> = limits(spec).into_iter().map(|l| l.source).collect();
        all.extend([spec.links.source, spec.media.source]);
        all.extend(spec.refused.as_ref().map(|r| r.source));
        all
    }

    #[test]
    fn every_limit_names_its_source_and_the_day_it_was_read() {
        let day = time::format_description::parse_borrowed::<2>("[year]-[month]-[day]").unwrap();
        for kind in ChannelKind::ALL {
            for source in sources(kind.spec()) {
                assert!(!source.title.is_empty());
                assert!(
                    time::Date::parse(source.checked_on, &day).is_ok(),
                    "{source:?}"
                );
                assert!(
                    source.url.is_none_or(|url| url.starts_with("https://")),
                    "{source:?}"
                );
            }
        }
    }

    #[test]
    fn every_channel_has_a_required_main_text_and_at_least_one_format() {
        for kind in ChannelKind::ALL {
            let spec = kind.spec();
            let body = spec.field(ContentField::Body).unwrap();
            assert!(body.required, "{kind}");
            assert_eq!(body.counting, spec.counting, "{kind}");
            assert!(!spec.formats.is_empty(), "{kind}");
            assert!(limits(spec).iter().all(|limit| limit.count > 0), "{kind}");
        }
    }

    #[test]
    fn advice_is_always_tighter_than_the_limit_it_stands_beside() {
        for kind in ChannelKind::ALL {
            for field in kind.spec().fields {
                if let (Some(max), Some(recommended)) = (field.max, field.recommended) {
                    assert!(recommended.count < max.count, "{kind} {}", field.label);
                }
            }
        }
    }
}
