//! Instants and calendar days, as the rules need them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use time::{
    Date, Duration, Month, OffsetDateTime, format_description::well_known::Rfc3339,
    macros::format_description,
};
use utoipa::ToSchema;

/// An instant, in microseconds since 1970-01-01T00:00:00Z: what both databases keep without loss.
/// On the wire it is RFC 3339 text in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToSchema)]
#[schema(value_type = String, format = DateTime)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The instant `seconds` later (earlier when negative).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Microseconds from `earlier` to this instant; negative when it lies before.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The instant at which `day` begins in UTC.
    pub fn start_of(day: Day) -> Self {
        day.0.midnight().assume_utc().into()
    }

    /// The day on which this instant falls in UTC.
    pub fn day(self) -> Day {
        Day(self.to_utc().date())
    }

    /// The same instant as a date and time in UTC; instants beyond year 9999 become the epoch,
    /// which no clock of ours can reach.
    pub fn to_utc(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

impl From<OffsetDateTime> for Timestamp {
    fn from(at: OffsetDateTime) -> Self {
        Self(i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_utc().format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        OffsetDateTime::parse(&text, &Rfc3339)
            .map(Self::from)
            .map_err(D::Error::custom)
    }
}

/// A calendar day without a time of day, `2026-11-23` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToSchema)]
#[schema(value_type = String, format = Date)]
pub struct Day(pub Date);

impl Day {
    /// The day `days` later (earlier when negative), held at the calendar's ends.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self(
            self.0
                .checked_add(Duration::days(days))
                .unwrap_or(if days < 0 { Date::MIN } else { Date::MAX }),
        )
    }

    /// The Monday of this day's week.
    #[must_use]
    pub fn week_start(self) -> Self {
        self.plus(-i64::from(self.0.weekday().number_days_from_monday()))
    }

    /// The first day of the month `months` later (earlier when negative); of this month at the
    /// ends of the calendar.
    #[must_use]
    pub fn month_start(self, months: i32) -> Self {
        let months = self.0.year() * 12 + i32::from(u8::from(self.0.month())) - 1 + months;
        let month = u8::try_from(months.rem_euclid(12) + 1)
            .ok()
            .and_then(|month| Month::try_from(month).ok());
        month
            .and_then(|month| Date::from_calendar_date(months.div_euclid(12), month, 1).ok())
            .map_or(self, Self)
    }

    /// Whole days from this day to `later`; negative when `later` lies before.
    pub fn days_until(self, later: Self) -> i64 {
        (later.0 - self.0).whole_days()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.format(format_description!("[year]-[month]-[day]"));
        f.write_str(&text.map_err(|_| fmt::Error)?)
    }
}

impl FromStr for Day {
    type Err = time::error::Parse;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Date::parse(text.trim(), format_description!("[year]-[month]-[day]")).map(Self)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_survives_the_wire_to_the_microsecond() {
        let at = Timestamp(1_795_471_200_123_456);
        let text = serde_json::to_string(&at).unwrap();
        assert_eq!(serde_json::from_str::<Timestamp>(&text).unwrap(), at);
    }

    #[test]
    fn weeks_begin_on_monday_and_months_on_their_first() {
        let day: Day = "2026-12-27".parse().unwrap();
        assert_eq!(day.week_start().to_string(), "2026-12-21");
        assert_eq!(day.week_start().week_start(), day.week_start());
        let first = |months| day.month_start(months).to_string();
        assert_eq!(
            [first(0), first(1), first(-12), first(13)],
            ["2026-12-01", "2027-01-01", "2025-12-01", "2028-01-01"]
        );
        assert_eq!(Day(Date::MAX).month_start(1), Day(Date::MAX));
        assert_eq!(Day(Date::MIN).plus(-1), Day(Date::MIN));
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        assert!("2026-02-30".parse::<Day>().is_err());
        assert_eq!(
            "2026-11-23".parse::<Day>().unwrap().plus(8).to_string(),
            "2026-12-01"
        );
    }
}
