//! An old brief used again.

use super::BriefDraft;
use crate::time::Day;

/// The most characters of a title.
const MAX_TITLE: usize = 120;

impl BriefDraft {
    /// The same brief for another campaign: as long as before, beginning on the Monday after
    /// `today`. Its title says which use it is.
    #[must_use]
    pub fn again(&self, today: Day) -> Self {
        let fresh = Self::starting(today);
        let days = self
            .starts_on
            .parse::<Day>()
            .ok()
            .zip(self.ends_on.parse::<Day>().ok())
            .map(|(first, last)| first.days_until(last))
            .filter(|days| *days >= 0);
        let monday = today.week_start().plus(7);
        Self {
            title: numbered(&self.title),
            starts_on: monday.to_string(),
            ends_on: days.map_or(fresh.ends_on, |days| monday.plus(days).to_string()),
            ..self.clone()
        }
    }
}

/// The title with the next number: `Spring`, `Spring (2)`, `Spring (3)`.
fn numbered(title: &str) -> String {
    let title = title.trim();
    if title.is_empty() {
        return String::new();
    }
    let parts = title
        .strip_suffix(')')
        .and_then(|title| title.rsplit_once(" ("));
    let (name, number) = parts
        .and_then(|(name, number)| Some((name, number.parse::<u16>().ok()?)))
        .unwrap_or((title, 1));
    let mark = format!(" ({})", number.saturating_add(1));
    let room = MAX_TITLE.saturating_sub(mark.len());
    let name: String = name.chars().take(room).collect();
    name.trim_end().to_owned() + &mark
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::SAMPLES;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_brief_used_again_is_as_long_and_begins_next_monday() {
        let old = SAMPLES[0].draft(day("2026-03-01"));
        let again = old.again(day("2026-11-25"));
        assert_eq!(
            (again.starts_on.as_str(), again.ends_on.as_str()),
            ("2026-11-30", "2026-12-14")
        );
        assert_eq!(again.title, "Oven-warm by seven (2)");
        assert_eq!(again.goal, old.goal);
        assert!(again.parse().is_ok());
        assert_eq!(again.again(day("2026-11-30")).starts_on, "2026-12-07");
    }

    #[test]
    fn days_that_say_nothing_begin_as_in_an_empty_brief() {
        let old = BriefDraft {
            starts_on: "soon".into(),
            ..BriefDraft::default()
        };
        let again = old.again(day("2026-11-25"));
        assert!(day(&again.starts_on).days_until(day(&again.ends_on)) >= 0);
    }

    #[test]
    fn a_title_counts_its_uses_and_stays_within_bounds() {
        assert_eq!(numbered("Spring (9)"), "Spring (10)");
        assert_eq!(numbered("Spring (sale)"), "Spring (sale) (2)");
        assert_eq!(numbered(" "), "");
        assert_eq!(numbered(&"é".repeat(120)).chars().count(), 120);
    }
}
