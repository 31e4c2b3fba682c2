//! What models cost as their vendors publish it: `prices.json` holds one row a model, period and
//! tier, in millionths of a US dollar a million tokens.

use std::sync::LazyLock;

use domain::spending::{Price, PriceList};

static KNOWN: LazyLock<Vec<Price>> =
    LazyLock::new(|| serde_json::from_str(include_str!("prices.json")).unwrap_or_default());

/// The prices that come with the program.
pub fn known() -> &'static [Price] {
    &KNOWN
}

/// `own` prices before the ones that come with the program.
pub fn list(own: Vec<Price>) -> PriceList {
    PriceList::new(own, known())
}

#[cfg(test)]
mod tests {
    use domain::{spending::BilledTokens, time::Day, usage::Cost};

    use super::*;

    fn cost(model: &str, day: Day, tokens: BilledTokens) -> Option<Cost> {
        list(Vec::new()).cost(model, day, tokens)
    }

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
        assert!(KNOWN.len() > 5);
        for (index, one) in KNOWN.iter().enumerate() {
            for other in KNOWN
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
