//! A moment, absolute in the HTML and relative once a script is there.

use domain::time::Timestamp;
use leptos::prelude::*;

/// A moment as `23 Nov 2026, 22:15 UTC`; in a browser with scripts as `5 min ago`
/// (`frontend/page/time.ts`).
#[component]
pub fn When(
    /// The moment.
    at: Timestamp,
) -> AnyView {
    let absolute = absolute(at);
    let title = absolute.clone();
    view! { <time datetime=at.to_string() title=title data-moment="">{absolute}</time> }.into_any()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_as_people_write_it() {
        assert_eq!(
            absolute(Timestamp(1_795_471_200_000_000)),
            "23 Nov 2026, 22:00 UTC"
        );
    }
}
