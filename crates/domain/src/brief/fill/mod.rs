//! Filling a brief from a text: what the text says of each field, and what becomes of fields that
//! were filled before.

mod dates;
mod names;
mod sections;
mod values;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use self::{
    names::Name,
    sections::{Section, sections},
};
use super::{BriefDraft, BriefFileError};
use crate::time::Day;

/// What was last filled into a brief, and from where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fill {
    /// The name of the document; empty for text that was pasted.
    pub document: String,
    /// Whether the document went on beyond what is read.
    pub cut: bool,
    /// Fields that were filled.
    pub taken: Vec<Taken>,
    /// What the text says of fields that hold something else.
    pub offers: Vec<Offer>,
}

/// A field that was filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Taken {
    /// The field's name.
    pub field: String,
    /// What stood above it in the text; empty where nothing did.
    pub label: String,
}

/// What a field could hold instead. Taking it puts what it held in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Offer {
    /// The field's name.
    pub field: String,
    /// What stood above it in the text; empty where nothing did.
    pub label: String,
    /// The value, as typed; channels one a line.
    pub value: String,
}

impl BriefDraft {
    /// Fills fields from a text: a brief as Handbill exports it, or whatever names its parts.
    /// Fields that hold what `start` holds are filled; for others the text's value is offered.
    /// What belongs to no field is added to what is promoted, so that nothing is lost. `today`
    /// tells the year of a day without one.
    ///
    /// # Errors
    /// A text that begins like JSON and is no brief in JSON.
    pub fn filled(
        mut self,
        start: &Self,
        text: &str,
        today: Day,
    ) -> Result<(Self, Fill), BriefFileError> {
        let found = if text.trim_start().starts_with('{') {
            exported(text)?
        } else {
            found(text, today)
        };
        let mut fill = Fill::default();
        for Offer {
            field,
            label,
            value,
        } in found
        {
            let held = self.typed(&field);
            // What belongs to no field is added to what stands there, and takes nothing away.
            let value = if label.is_empty() && field == "promoted" && !held.trim().is_empty() {
                added(&held, &value)
            } else {
                value
            };
            if held.trim() == value.trim() {
                continue;
            }
            if held.trim().is_empty() || held == start.typed(&field) {
                self.type_into(&field, &value);
                fill.taken.push(Taken { field, label });
            } else {
                fill.offers.push(Offer {
                    field,
                    label,
                    value,
                });
            }
        }
        Ok((self, fill))
    }
}

impl Fill {
    /// Puts what is offered for `field` into `draft` and offers what stood there; `false` when
    /// nothing is offered.
    pub fn swap(&mut self, draft: &mut BriefDraft, field: &str) -> bool {
        let Some(offer) = self.offers.iter_mut().find(|offer| offer.field == field) else {
            return false;
        };
        let held = draft.typed(field);
        draft.type_into(field, &offer.value);
        offer.value = held;
        true
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.taken.is_empty() && self.offers.is_empty()
    }
}

/// What a text says of each field, in the order of the form.
fn found(text: &str, today: Day) -> Vec<Offer> {
    let mut reading = Reading {
        today,
        found: Vec::new(),
        rest: Vec::new(),
    };
    for section in sections(text) {
        reading.section(section);
    }
    reading.look_around(text);
    let mut found = reading.done();
    found.sort_by_key(|offer| {
        BriefDraft::FIELDS
            .iter()
            .position(|field| *field == offer.field)
    });
    found
}

/// The fields of a brief in JSON.
fn exported(text: &str) -> Result<Vec<Offer>, BriefFileError> {
    let draft = BriefDraft::from_file(text, BriefDraft::default())?;
    let fields = BriefDraft::FIELDS.iter().map(|field| Offer {
        field: (*field).to_owned(),
        label: (*field).to_owned(),
        value: draft.typed(field),
    });
    Ok(fields
        .filter(|offer| !offer.value.trim().is_empty())
        .collect())
}

struct Reading {
    today: Day,
    found: Vec<Offer>,
    /// What belongs to no field.
    rest: Vec<String>,
}

impl Reading {
    fn section(&mut self, section: Section) {
        let body = section.body.as_str();
        match section.name {
            None => self.rest.push(section.body),
            _ if body.is_empty() => self.rest.push(section.label),
            Some(Name::Other) => self.rest.push(with_label(&section.label, body)),
            Some(Name::Dates) => match dates::days_in(body, self.today).as_slice() {
                [first, last, ..] => {
                    self.add("starts_on", &section.label, &first.to_string());
                    self.add("ends_on", &section.label, &last.to_string());
                }
                _ => self.rest.push(with_label(&section.label, body)),
            },
            Some(Name::Field("channels")) => {
                let (channels, others) = values::channels(body);
                self.add("channels", &section.label, &slugs(&channels));
                if !others.is_empty() {
                    self.rest
                        .push(with_label(&section.label, &others.join(", ")));
                }
            }
            Some(Name::Field(field)) => match self.value(field, body) {
                Some(value) => self.add(field, &section.label, &value),
                None => self.rest.push(with_label(&section.label, body)),
            },
        }
    }

    /// What `field` holds when the text says `body` of it.
    fn value(&self, field: &str, body: &str) -> Option<String> {
        match field {
            "mandatories" => Some(values::entries(body, &[';', '；']).join("\n")),
            "avoid" => Some(values::entries(body, &[';', ',', '；', '、', '،']).join("\n")),
            "tone" => values::tone(body).map(|tone| tone.slug().to_owned()),
            "market" => values::market(body).map(|market| market.code().to_owned()),
            "language" => values::language(body).map(|language| language.code().to_owned()),
            "post_count" => values::post_count(body).map(|count| count.to_string()),
            "web_address" => values::web_address(body).map(str::to_owned),
            "starts_on" | "ends_on" => {
                let days = dates::days_in(body, self.today);
                days.first().map(ToString::to_string)
            }
            "title" | "goal" | "audience" | "key_message" => Some(values::unbroken(body)),
            _ => Some(body.to_owned()),
        }
    }

    /// The first value of a field stands; of prose, more of it is added.
    fn add(&mut self, field: &str, label: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        match self.found.iter_mut().find(|offer| offer.field == field) {
            None => self.found.push(Offer {
                field: field.to_owned(),
                label: label.to_owned(),
                value: value.to_owned(),
            }),
            Some(offer) if matches!(field, "goal" | "promoted" | "audience") => {
                offer.value.push_str("\n\n");
                offer.value.push_str(value);
            }
            Some(_) => self.rest.push(with_label(label, value)),
        }
    }

    fn lacks(&self, field: &str) -> bool {
        !self.found.iter().any(|offer| offer.field == field)
    }

    /// What a text tells without a name: an address, channels, a number of posts.
    fn look_around(&mut self, text: &str) {
        if self.lacks("web_address")
            && let Some(address) = values::web_address(text)
        {
            self.add("web_address", "", address);
        }
        if self.lacks("channels") {
            self.add("channels", "", &slugs(&values::channels_named(text)));
        }
        if self.lacks("post_count")
            && let Some(count) = values::post_count_named(text)
        {
            self.add("post_count", "", &count.to_string());
        }
    }

    fn done(mut self) -> Vec<Offer> {
        let rest: Vec<_> = std::mem::take(&mut self.rest);
        for words in rest.iter().filter(|words| !words.trim().is_empty()) {
            self.add("promoted", "", words);
        }
        self.found
    }
}

/// The text with `more` behind it, unless it says that already.
fn added(text: &str, more: &str) -> String {
    if text.contains(more.trim()) {
        return text.to_owned();
    }
    format!("{}\n\n{more}", text.trim_end())
}

fn with_label(label: &str, words: &str) -> String {
    let gap = if words.contains('\n') { '\n' } else { ' ' };
    if label.is_empty() {
        words.to_owned()
    } else {
        format!("{label}:{gap}{words}")
    }
}

fn slugs(channels: &[crate::channel::ChannelKind]) -> String {
    let slugs: Vec<_> = channels.iter().map(|kind| kind.slug()).collect();
    slugs.join("\n")
}

#[cfg(test)]
mod tests;
