//! What models cost, as dated data: `prices.json` holds one row a model, period and tier, in
//! millionths of a US dollar a million tokens.
//!
//! A model without a row has no cost: its tokens are recorded and the cost stays unknown.

use std::sync::LazyLock;

use domain::{time::Day, usage::Cost};
use serde::Deserialize;

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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    model: String,
    /// First day it holds; open when missing.
    #[serde(default)]
    from: Option<Day>,
    /// Last day it holds; open when missing.
    #[serde(default)]
    until: Option<Day>,
    /// It holds for prompts of more than this many tokens.
    #[serde(default)]
    above: u64,
    input: u64,
    cached: u64,
    output: u64,
}

static ROWS: LazyLock<Vec<Row>> =
    LazyLock::new(|| serde_json::from_str(include_str!("prices.json")).unwrap_or_default());

/// What `tokens` of `model` cost on `day`, rounded up to a millionth of a dollar; `None` when the
/// model has no price on that day.
pub fn cost(model: &str, day: Day, tokens: BilledTokens) -> Option<Cost> {
    let row = ROWS
        .iter()
        .filter(|row| row.holds(model, day) && tokens.input >= row.least())
        .max_by_key(|row| row.above)?;
    let cached = tokens.cached.min(tokens.input);
    let micros = u128::from(tokens.input - cached) * u128::from(row.input)
        + u128::from(cached) * u128::from(row.cached)
        + u128::from(tokens.output) * u128::from(row.output);
    i64::try_from(micros.div_ceil(1_000_000)).ok().map(Cost)
}

impl Row {
    fn holds(&self, model: &str, day: Day) -> bool {
        is_of(model, &self.model)
            && self.from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day <= until)
    }

    /// The smallest prompt it holds for.
    fn least(&self) -> u64 {
        if self.above == 0 { 0 } else { self.above + 1 }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    const MILLION: BilledTokens = BilledTokens {
        input: 1_000_000,
        cached: 0,
        output: 1_000_000,
    };

    #[test]
    fn the_table_is_read_and_no_two_rows_hold_at_once() {
        assert!(ROWS.len() > 5);
        for (index, one) in ROWS.iter().enumerate() {
            for other in ROWS
                .iter()
                .skip(index + 1)
                .filter(|other| other.model == one.model && other.above == one.above)
            {
                let apart = one
                    .until
                    .zip(other.from)
                    .is_some_and(|(until, from)| until < from)
                    || other
                        .until
                        .zip(one.from)
                        .is_some_and(|(until, from)| until < from);
                assert!(apart, "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn a_price_changes_on_its_day() {
        assert_eq!(
            cost("gemini-3.8-flash", day("2026-12-31"), MILLION),
            Some(Cost(4_500_000))
        );
        assert_eq!(
            cost("gemini-3.8-flash", day("2027-01-01"), MILLION),
            Some(Cost(9_000_000))
        );
    }

    #[test]
    fn cached_tokens_are_billed_at_their_own_price() {
        let tokens = BilledTokens {
            cached: 1_000_000,
            output: 0,
            ..MILLION
        };
        assert_eq!(
            cost("gemini-3.8-flash", day("2026-12-31"), tokens),
            Some(Cost(75_000))
        );
    }

    #[test]
    fn a_long_prompt_falls_into_the_higher_tier() {
        let short = BilledTokens {
            input: 200_000,
            cached: 0,
            output: 0,
        };
        let long = BilledTokens {
            input: 200_001,
            ..short
        };
        assert_eq!(
            cost("gemini-3.1-pro-preview", day("2026-11-23"), short),
            Some(Cost(400_000))
        );
        assert_eq!(
            cost("gemini-3.1-pro-preview", day("2026-11-23"), long),
            Some(Cost(800_004))
        );
    }

    #[test]
    fn an_unknown_model_has_no_cost_rather_than_a_guessed_one() {
        assert_eq!(cost("gemini-9-ultra", day("2026-11-23"), MILLION), None);
    }

    #[test]
    fn a_dated_name_has_the_price_of_its_model_and_a_longer_name_has_not() {
        let price = |model| cost(model, day("2026-11-23"), MILLION);
        assert_eq!(price("gpt-5.5-2026-04-23"), price("gpt-5.5"));
        assert_eq!(
            price("claude-sonnet-5-5-20260901"),
            price("claude-sonnet-5-5")
        );
        assert_ne!(price("gpt-5.4-mini"), price("gpt-5.4"));
        assert_eq!(price("gpt-5.5-pro"), None);
    }

    #[test]
    fn a_single_token_costs_something() {
        let tokens = BilledTokens {
            input: 1,
            cached: 0,
            output: 0,
        };
        assert_eq!(
            cost("gemini-3.8-flash", day("2026-11-23"), tokens),
            Some(Cost(1))
        );
    }
}
