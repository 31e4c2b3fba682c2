//! Prices as they stand in a text: an amount with its currency, never one without.

/// The most prices that are kept.
pub(super) const MOST: usize = 20;

const SIGNS: &[&str] = &[
    "US$", "CA$", "A$", "AU$", "NZ$", "HK$", "S$", "R$", "MX$", "NT$", "C$", "€", "$", "£", "¥",
    "￥", "₹", "₩", "₺", "₽", "₴", "₫", "₱", "₪", "₦", "฿", "zł", "Kč", "kr.", "kr", "Ft", "lei",
    "руб.",
];

const CODES: &[&str] = &[
    "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "AUD", "CAD", "NZD", "SEK", "NOK", "DKK", "PLN",
    "CZK", "HUF", "RON", "BGN", "TRY", "INR", "IDR", "KRW", "BRL", "MXN", "ARS", "CLP", "COP",
    "ZAR", "AED", "SAR", "EGP", "NGN", "ILS", "SGD", "HKD", "TWD", "THB", "Rs.", "Rs", "Euro",
    "euros",
];

/// Whether `code` is the code of a currency, as structured data gives it.
pub(super) fn is_code(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Adds `price` unless it is there already or the list is full.
pub(super) fn add(prices: &mut Vec<String>, price: String) {
    if prices.len() < MOST && !prices.contains(&price) {
        prices.push(price);
    }
}

/// Adds the prices that stand in `text`.
pub(super) fn find(text: &str, prices: &mut Vec<String>) {
    let mut from = 0;
    while let Some(offset) = text
        .get(from..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = from + offset;
        let end = start + amount(text.get(start..).unwrap_or_default());
        let before = text.get(..start).map_or(0, currency_before);
        let after = text.get(end..).map_or(0, currency_after);
        let inside_word = text
            .get(..start)
            .is_some_and(|head| head.ends_with(|c: char| c.is_alphanumeric()));
        let found = match (before, after) {
            (0, 0) => None,
            (0, _) if inside_word => None,
            (0, length) => text.get(start..end + length),
            (length, _) => text.get(start - length..end),
        };
        if let Some(price) = found {
            add(prices, price.replace(['\u{a0}', '\u{202f}', '\n'], " "));
        }
        from = end.max(start + 1);
    }
}

/// Bytes of the number at the beginning of `text`, with its separators: `1,299.00`, `49,–`.
fn amount(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_ascii_digit() {
            end = at + 1;
            continue;
        }
        let next = chars.peek().map(|(_, next)| *next);
        let groups = matches!(c, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}')
            && next.is_some_and(|next| next.is_ascii_digit());
        if !groups {
            let dash = matches!(c, '.' | ',') && matches!(next, Some('-' | '–' | '—'));
            return if dash {
                at + c.len_utf8() + next.map_or(0, char::len_utf8)
            } else {
                end
            };
        }
    }
    end
}

/// Bytes of a currency at the end of `text`, with the one space that may follow it.
fn currency_before(text: &str) -> usize {
    let trimmed = text
        .strip_suffix([' ', '\u{a0}', '\u{202f}'])
        .unwrap_or(text);
    let found = SIGNS.iter().chain(CODES).filter(|name| {
        trimmed
            .strip_suffix(**name)
            .is_some_and(|head| stands_alone(name.chars().next(), head.chars().next_back()))
    });
    found
        .map(|name| text.len() - trimmed.len() + name.len())
        .max()
        .unwrap_or(0)
}

/// Bytes of a currency at the beginning of `text`, with the one space that may precede it.
fn currency_after(text: &str) -> usize {
    let trimmed = text
        .strip_prefix([' ', '\u{a0}', '\u{202f}'])
        .unwrap_or(text);
    let found = SIGNS.iter().chain(CODES).filter(|name| {
        // `5 $10`: the sign belongs to the amount that follows.
        trimmed.strip_prefix(**name).is_some_and(|tail| {
            let next = tail.chars().next();
            stands_alone(name.chars().next_back(), next)
                && !next.is_some_and(|c| c.is_ascii_digit())
        })
    });
    found
        .map(|name| text.len() - trimmed.len() + name.len())
        .max()
        .unwrap_or(0)
}

/// A currency in letters is no part of a longer word.
fn stands_alone(edge: Option<char>, neighbour: Option<char>) -> bool {
    !(edge.is_some_and(char::is_alphabetic) && neighbour.is_some_and(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn prices(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        find(text, &mut found);
        found
    }

    #[test]
    fn amounts_with_a_currency_are_found_as_they_stand() {
        for (text, price) in [
            ("only €49.00 today", "€49.00"),
            ("jetzt 49,00 € statt", "49,00 €"),
            ("from US$ 1,299.", "US$ 1,299"),
            ("1.299,00 EUR inkl.", "1.299,00 EUR"),
            ("CHF 12.– pro", "CHF 12.–"),
            ("£5 off", "£5"),
            ("249\u{a0}kr i månaden", "249 kr"),
            ("Rs. 1,49,999 only", "Rs. 1,49,999"),
            ("¥1200/day", "¥1200"),
            ("za 19,99 zł.", "19,99 zł"),
            ("12 EUR/month", "12 EUR"),
            ("(EUR 7)", "EUR 7"),
        ] {
            assert_eq!(prices(text), [price], "{text}");
        }
    }

    #[test]
    fn numbers_without_a_currency_are_no_prices() {
        for text in [
            "in 2026",
            "7:00 to 18:00",
            "room A4",
            "5 kroner-like kratoms",
            "10 eurocents",
            "3 Rscripts",
            "42",
        ] {
            assert!(prices(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_price_is_kept_once_and_at_most_twenty_are() {
        assert_eq!(prices("€5, €5 and 5 €"), ["€5", "5 €"]);
        assert_eq!(prices("from 5 $10"), ["$10"]);
        let many: Vec<_> = (1..50).map(|n| format!("€{n}")).collect();
        assert_eq!(prices(&many.join(" ")).len(), MOST);
    }

    proptest! {
        #[test]
        fn no_price_is_found_that_is_not_in_the_text(text in "[0-9€$.,’ \u{a0}EURkrzł–é-]{0,40}") {
            let plain = text.replace(['\u{a0}', '\u{202f}'], " ");
            for price in prices(&text) {
                prop_assert!(plain.contains(&price), "{price}");
            }
        }
    }
}
