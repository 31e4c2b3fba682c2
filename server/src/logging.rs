//! Log lines on standard error: for people by default, JSON for machines.

use tracing_subscriber::{EnvFilter, Layer as _, layer::SubscriberExt as _, util::SubscriberInitExt as _};

use crate::settings::{LogFormat, Settings};

/// Begins logging. A filter that cannot be read becomes `info`, with a line that says so.
pub fn begin(settings: &Settings) {
    let (filter, problem) = match EnvFilter::try_new(&settings.log) {
        Ok(filter) => (filter, None),
        Err(error) => (EnvFilter::new("info"), Some(error)),
    };
    let lines = match settings.log_format {
        LogFormat::Text => tracing_subscriber::fmt::layer().with_writer(std::io::stderr).boxed(),
        LogFormat::Json => tracing_subscriber::fmt::layer().json().flatten_event(true).with_writer(std::io::stderr).boxed(),
    };
    // A second call, as in tests, leaves the first in place.
    let _begun = tracing_subscriber::registry().with(filter).with(lines).try_init();
    if let Some(error) = problem {
        tracing::warn!(%error, "HANDBILL_LOG cannot be read; logging at info");
    }
}
