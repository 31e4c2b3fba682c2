//! Log lines on standard error: for people by default, JSON for machines.

use std::io::IsTerminal as _;

use tracing_subscriber::{
    EnvFilter, Layer as _, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

use crate::{
    provider_metrics::ProviderMetrics,
    settings::{LogFormat, Settings},
};

/// Begins logging. A filter that cannot be read becomes `info`, with a line that says so.
pub fn begin(settings: &Settings) {
    let (filter, problem) = match EnvFilter::try_new(&settings.log) {
        Ok(filter) => (filter, None),
        Err(error) => (EnvFilter::new("info"), Some(error)),
    };
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = match settings.log_format {
        LogFormat::Text => lines.with_ansi(std::io::stderr().is_terminal()).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    // A second call, as in tests, leaves the first in place.
    let _begun = tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .with(ProviderMetrics)
        .try_init();
    if let Some(error) = problem {
        tracing::warn!(%error, "HANDBILL_LOG cannot be read; logging at info");
    }
}
