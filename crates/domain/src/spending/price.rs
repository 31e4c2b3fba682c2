//! What models cost, as dated data.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{time::Day, usage::Cost};

/// Tokens as a vendor bills them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BilledTokens {
    /// Tokens of the prompt, cached ones included.
    pub input: u64,
    /// Of these, the ones the vendor had cached.
    pub cached: u64,
    /// Tokens of the answer, thinking included.
    pub output: u64,
}

/// A picture as a vendor bills it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BilledImage {
    /// Tokens of the prompt, and of words and thinking around the picture.
    pub words: BilledTokens,
    /// Tokens of the picture itself, where the vendor counts any.
    pub tokens: u64,
}

/// A film as a vendor bills it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BilledVideo {
    /// How long it is.
    pub seconds: u8,
    /// Tokens, where the vendor counted any.
    pub tokens: Option<BilledTokens>,
}

/// Tokens that no call of these measures exceeds: no tokenizer makes more tokens than there are
/// bytes, and vendors add less than 1,000 for the form of the question.
pub fn ceiling_tokens(question_bytes: usize, max_output_tokens: u32) -> BilledTokens {
    BilledTokens {
        input: u64::try_from(question_bytes)
            .unwrap_or(u64::MAX)
            .saturating_add(1_000),
        cached: 0,
        output: u64::from(max_output_tokens),
    }
}

/// What one model costs in a period, in millionths of a US dollar a million tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// The model, as its vendor names it.
    pub model: String,
    /// First day it holds; open when missing.
    #[serde(default)]
    pub from: Option<Day>,
    /// Last day it holds; open when missing.
    #[serde(default)]
    pub until: Option<Day>,
    /// It holds for prompts of more than this many tokens.
    #[serde(default)]
    pub above: u64,
    /// Tokens of the prompt.
    pub input: u64,
    /// Tokens of the prompt that the vendor had cached.
    pub cached: u64,
    /// Tokens of the answer.
    pub output: u64,
    /// A picture, in millionths of a US dollar; by its tokens when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<u64>,
    /// A second of film, in millionths of a US dollar; by its tokens when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video: Option<u64>,
}

impl Price {
    fn holds(&self, model: &str, day: Day) -> bool {
        is_of(model, &self.model)
            && self.from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day <= until)
    }

    /// The smallest prompt it holds for.
    fn least(&self) -> u64 {
        if self.above == 0 { 0 } else { self.above + 1 }
    }

    /// What `tokens` cost, rounded up to a millionth of a dollar.
    fn of(&self, tokens: BilledTokens) -> Option<Cost> {
        let cached = tokens.cached.min(tokens.input);
        let micros = u128::from(tokens.input - cached) * u128::from(self.input)
            + u128::from(cached) * u128::from(self.cached)
            + u128::from(tokens.output) * u128::from(self.output);
        i64::try_from(micros.div_ceil(1_000_000)).ok().map(Cost)
    }

    /// What one picture costs; `None` when it has neither a price nor tokens.
    fn of_image(&self, image: BilledImage) -> Option<Cost> {
        match self.image {
            Some(price) => {
                let words = self.of(image.words)?;
                Some(Cost(words.0 + i64::try_from(price).ok()?))
            }
            None if image.tokens == 0 => None,
            None => self.of(BilledTokens {
                output: image.words.output + image.tokens,
                ..image.words
            }),
        }
    }

    /// What a film costs; `None` when it has neither a price nor tokens.
    fn of_video(&self, video: BilledVideo) -> Option<Cost> {
        match self.video {
            Some(price) => {
                let price = price.checked_mul(u64::from(video.seconds))?;
                i64::try_from(price).ok().map(Cost)
            }
            None => self.of(video.tokens?),
        }
    }
}

/// Vendors answer with the dated name of what they were asked for, such as `gpt-5.5-2026-04-23`.
fn is_of(model: &str, priced: &str) -> bool {
    let Some(rest) = model.strip_prefix(priced) else {
        return false;
    };
    let date = rest.replace('-', "");
    rest.is_empty()
        || (rest.starts_with('-')
            && date.len() == 8
            && date.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Prices in force: an organization's own before the ones that come with the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceList {
    own: Vec<Price>,
    known: &'static [Price],
}

impl PriceList {
    /// `own` before `known`.
    pub const fn new(own: Vec<Price>, known: &'static [Price]) -> Self {
        Self { own, known }
    }

    /// What `tokens` of `model` cost on `day`, rounded up to a millionth of a dollar; `None` when
    /// the model has no price on that day.
    pub fn cost(&self, model: &str, day: Day, tokens: BilledTokens) -> Option<Cost> {
        self.holding(model, day, tokens)?.of(tokens)
    }

    /// What one picture of `model` costs on `day`; `None` when the model has no price for it on
    /// that day.
    pub fn image_cost(&self, model: &str, day: Day, image: BilledImage) -> Option<Cost> {
        self.holding(model, day, image.words)?.of_image(image)
    }

    /// What a film by `model` costs on `day`; `None` when the model has no price for it on that
    /// day.
    pub fn video_cost(&self, model: &str, day: Day, video: BilledVideo) -> Option<Cost> {
        let tokens = video.tokens.unwrap_or_default();
        self.holding(model, day, tokens)?.of_video(video)
    }

    /// The price that holds for a prompt of this length.
    fn holding(&self, model: &str, day: Day, tokens: BilledTokens) -> Option<&Price> {
        [self.own.as_slice(), self.known]
            .into_iter()
            .find_map(|prices| {
                prices
                    .iter()
                    .filter(|price| price.holds(model, day) && tokens.input >= price.least())
                    .max_by_key(|price| (price.above, price.from))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLION: BilledTokens = BilledTokens {
        input: 1_000_000,
        cached: 0,
        output: 1_000_000,
    };

    fn price(model: &str, input: u64) -> Price {
        Price {
            model: model.into(),
            from: None,
            until: None,
            above: 0,
            input,
            cached: input / 10,
            output: 0,
            image: None,
            video: None,
        }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn an_own_price_goes_before_the_known_one_while_it_holds() {
        static KNOWN: std::sync::LazyLock<Vec<Price>> =
            std::sync::LazyLock::new(|| vec![price("m", 1_000_000)]);
        let own = Price {
            from: Some(day("2026-12-01")),
            ..price("m", 500_000)
        };
        let list = PriceList::new(vec![own], &KNOWN);
        assert_eq!(
            list.cost("m", day("2026-11-30"), MILLION),
            Some(Cost(1_000_000))
        );
        assert_eq!(
            list.cost("m", day("2026-12-01"), MILLION),
            Some(Cost(500_000))
        );
        assert_eq!(list.cost("other", day("2026-12-01"), MILLION), None);
    }

    #[test]
    fn of_two_own_prices_that_hold_the_later_one_counts() {
        let since = |from: &str, input| Price {
            from: Some(day(from)),
            ..price("m", input)
        };
        let list = PriceList::new(
            vec![
                since("2026-12-01", 7_000_000),
                since("2026-01-01", 9_000_000),
            ],
            &[],
        );
        assert_eq!(
            list.cost("m", day("2026-12-02"), MILLION),
            Some(Cost(7_000_000))
        );
    }

    #[test]
    fn a_picture_costs_its_own_price_or_that_of_its_tokens_or_nobody_knows() {
        let by_piece = Price {
            output: 2_000_000,
            image: Some(40_000),
            ..price("piece", 1_000_000)
        };
        let by_token = Price {
            image: None,
            model: "token".into(),
            ..by_piece.clone()
        };
        let list = PriceList::new(vec![by_piece, by_token], &[]);
        let image = BilledImage {
            words: BilledTokens {
                input: 100,
                cached: 0,
                output: 50,
            },
            tokens: 1_000,
        };
        let cost = |model, image| list.image_cost(model, day("2026-12-01"), image);
        assert_eq!(cost("piece", image), Some(Cost(40_200)));
        assert_eq!(cost("token", image), Some(Cost(2_200)));
        let uncounted = BilledImage { tokens: 0, ..image };
        assert_eq!(cost("piece", uncounted), Some(Cost(40_200)));
        assert_eq!(cost("token", uncounted), None);
        assert_eq!(cost("other", image), None);
    }

    #[test]
    fn a_film_costs_its_seconds_or_its_tokens_or_nobody_knows() {
        let by_second = Price {
            video: Some(400_000),
            ..price("second", 0)
        };
        let list = PriceList::new(vec![by_second, price("token", 1_000_000)], &[]);
        let cost = |model, tokens| {
            let video = BilledVideo { seconds: 8, tokens };
            list.video_cost(model, day("2026-12-01"), video)
        };
        assert_eq!(cost("second", None), Some(Cost(3_200_000)));
        assert_eq!(cost("second", Some(MILLION)), Some(Cost(3_200_000)));
        assert_eq!(cost("token", Some(MILLION)), Some(Cost(1_000_000)));
        assert_eq!(cost("token", None), None);
        assert_eq!(cost("other", Some(MILLION)), None);
    }

    #[test]
    fn the_ceiling_counts_every_byte_as_a_token() {
        let bound = ceiling_tokens("Grüße".len(), 50);
        assert_eq!((bound.input, bound.output), (1_007, 50));
    }
}
