//! What a page states about itself: title, meta elements, linked data.

use serde_json::Value;
use url::Url;

use super::{markup::Tag, prices, references};

/// More meta elements than any page needs.
const MOST_METAS: usize = 200;
/// Blocks of linked data that are read, and the most bytes of one.
const MOST_DATA: usize = 10;
const MOST_DATA_BYTES: usize = 256 * 1024;

/// Statements of a page about itself.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The text of the title element.
    pub(super) title: Option<String>,
    /// The first heading of the first rank.
    pub(super) heading: Option<String>,
    metas: Vec<(String, String)>,
    picture: Option<String>,
    base: Option<String>,
    data: Vec<String>,
    awaited: Option<Awaited>,
}

/// What the raw content that comes next is.
#[derive(Clone, Copy, Debug)]
enum Awaited {
    Title,
    Data,
}

impl Head {
    /// Takes note of a start tag that is not inside anything hidden.
    pub(super) fn note(&mut self, tag: &Tag<'_>, empty: bool) {
        let value = |name| tag.attribute(name).map(|value| value.trim().to_owned());
        match tag.name.as_str() {
            "meta" if self.metas.len() < MOST_METAS => {
                let key = value("property")
                    .or_else(|| value("name"))
                    .or_else(|| value("itemprop"));
                if let Some((key, content)) = key.zip(value("content")) {
                    self.metas.push((key.to_ascii_lowercase(), content));
                }
            }
            "link" if value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("image_src")) => {
                self.picture = self.picture.take().or_else(|| value("href"));
            }
            "base" => self.base = self.base.take().or_else(|| value("href")),
            "title" if self.title.is_none() && !empty => self.awaited = Some(Awaited::Title),
            "script"
                if !empty
                    && value("type")
                        .is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) =>
            {
                self.awaited = Some(Awaited::Data);
            }
            _ => {}
        }
    }

    /// Takes the content of an element that holds no markup.
    pub(super) fn raw(&mut self, content: &str) {
        match self.awaited.take() {
            Some(Awaited::Title) => self.title = Some(references::resolve(content).into_owned()),
            Some(Awaited::Data)
                if self.data.len() < MOST_DATA && content.len() <= MOST_DATA_BYTES =>
            {
                self.data.push(content.to_owned());
            }
            _ => {}
        }
    }

    /// The first of these meta elements that says anything.
    pub(super) fn meta(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| {
            let found = self
                .metas
                .iter()
                .find(|(name, content)| name == key && !content.is_empty());
            found.map(|(_, content)| content.as_str())
        })
    }

    /// The picture the page offers for sharing, as a full web address.
    pub(super) fn social_image(&self, address: &Url) -> Option<String> {
        let keys = [
            "og:image:secure_url",
            "og:image",
            "og:image:url",
            "twitter:image",
            "twitter:image:src",
        ];
        let named = self.meta(&keys).or(self.picture.as_deref())?;
        let base = self
            .base
            .as_deref()
            .and_then(|base| address.join(base).ok());
        let picture = base.as_ref().unwrap_or(address).join(named).ok()?;
        let plain = picture.username().is_empty() && picture.password().is_none();
        let fits = picture.as_str().len() <= 2_000;
        (matches!(picture.scheme(), "http" | "https") && plain && fits).then(|| picture.to_string())
    }

    /// The prices of meta elements and of the offers in linked data: amount and currency, both
    /// needed.
    pub(super) fn prices(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (amount, currency) in [
            ("product:price:amount", "product:price:currency"),
            ("og:price:amount", "og:price:currency"),
            ("price", "pricecurrency"),
        ] {
            let amount = self.meta(&[amount]).filter(|amount| is_amount(amount));
            let currency = self
                .meta(&[currency])
                .filter(|currency| prices::is_code(currency));
            if let Some((amount, currency)) = amount.zip(currency) {
                prices::add(&mut found, format!("{currency} {amount}"));
            }
        }
        for data in &self.data {
            if let Ok(value) = serde_json::from_str(data) {
                offers(&value, &mut found);
            }
        }
        found
    }
}

/// Collects prices from every object that states amount and currency. The parser bounds the depth.
fn offers(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| offers(item, found)),
        Value::Object(fields) => {
            let currency = fields
                .get("priceCurrency")
                .and_then(Value::as_str)
                .filter(|code| prices::is_code(code));
            for amount in ["price", "lowPrice", "highPrice"]
                .iter()
                .filter_map(|name| fields.get(*name))
            {
                if let Some((currency, amount)) = currency.zip(amount_of(amount)) {
                    prices::add(found, format!("{currency} {amount}"));
                }
            }
            fields.values().for_each(|field| offers(field, found));
        }
        _ => {}
    }
}

fn amount_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| is_amount(text)),
        Value::Number(number) if number.is_f64() => {
            // JSON drops the zero of 49.50, which no price tag does.
            number
                .as_f64()
                .filter(|amount| (0.0..1e9).contains(amount))
                .map(|amount| format!("{amount:.2}"))
        }
        Value::Number(number) => number.as_u64().map(|amount| amount.to_string()),
        _ => None,
    }
}

fn is_amount(text: &str) -> bool {
    text.len() <= 15
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}
