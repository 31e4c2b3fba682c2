//! A moment, absolute in the HTML and relative once the page is alive.

use domain::time::Timestamp;
use leptos::prelude::*;

use crate::{browser, text::text};

/// A moment as `23 Nov 2026, 22:15 UTC`; in a browser with scripts as `5 min ago`.
#[component]
pub fn When(
    /// The moment.
    at: Timestamp,
) -> AnyView {
    let absolute = absolute(at);
    let shown = RwSignal::new(absolute.clone());
    Effect::new(move || {
        let seconds = browser::now().since(at) / 1_000_000;
        shown.set(relative(seconds).unwrap_or_else(|| browser::local_time(at)));
    });
    view! { <time datetime=at.to_string() title=absolute>{shown}</time> }.into_any()
}

/// A moment in UTC, as people write it.
fn absolute(at: Timestamp) -> String {
    let utc = at.to_utc();
    let month = utc.month().to_string();
    let month = month.get(..3).unwrap_or_default();
    format!(
        "{} {month} {}, {:02}:{:02} UTC",
        utc.day(),
        utc.year(),
        utc.hour(),
        utc.minute()
    )
}

/// How long ago, within the last day.
fn relative(seconds: i64) -> Option<String> {
    match seconds {
        0..60 => Some(text!(time.just_now).to_owned()),
        60..3_600 => Some(text!(time.minutes_ago, count = seconds / 60)),
        3_600..86_400 => Some(text!(time.hours_ago, count = seconds / 3_600)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_not_sixty_minutes() {
        assert_eq!(relative(59).as_deref(), Some("just now"));
        assert_eq!(relative(3_599).as_deref(), Some("59 min ago"));
        assert_eq!(relative(3_600).as_deref(), Some("1 h ago"));
        assert_eq!(relative(86_400), None);
        assert_eq!(relative(-5), None);
    }

    #[test]
    fn a_moment_reads_as_people_write_it() {
        assert_eq!(
            absolute(Timestamp(1_795_471_200_000_000)),
            "23 Nov 2026, 22:00 UTC"
        );
    }
}
