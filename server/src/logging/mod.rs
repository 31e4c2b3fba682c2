//! Log lines on standard error: for people by default, JSON for machines. What people typed and
//! models answered is not written, and what reaches a line all the same is redacted.

mod redact;

use std::io::IsTerminal as _;

use tracing::Subscriber;
use tracing_subscriber::{
    EnvFilter, Layer, filter::ParseError, fmt::MakeWriter, layer::SubscriberExt as _,
    registry::LookupSpan, util::SubscriberInitExt as _,
};

use self::redact::Redacting;
use crate::{
    provider_metrics::ProviderMetrics,
    settings::{LogFormat, Settings},
};

/// Begins logging. A filter that cannot be read becomes `info`, with a line that says so.
pub fn begin(settings: &Settings) {
    let (filter, problem) = filter(&settings.log);
    let ansi = std::io::stderr().is_terminal();
    let lines = lines(settings.log_format, ansi, std::io::stderr);
    // A second call, as in tests, leaves the first in place.
    let _begun = tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .with(ProviderMetrics)
        .try_init();
    if let Some(error) = problem {
        tracing::warn!(%error, "HANDBILL_LOG cannot be read; logging at info");
    }
}

/// The lines that `log` lets through, redacted, into `writer`, as [`begin`] writes them.
pub fn written_to<W>(log: &str, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    tracing_subscriber::registry()
        .with(lines(LogFormat::Text, false, writer).with_filter(filter(log).0))
}

fn filter(log: &str) -> (EnvFilter, Option<ParseError>) {
    match EnvFilter::try_new(log) {
        Ok(filter) => (filter, None),
        Err(error) => (EnvFilter::new("info"), Some(error)),
    }
}

fn lines<S, W>(format: LogFormat, ansi: bool, writer: W) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'s> LookupSpan<'s>,
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer().with_writer(Redacting(writer));
    match format {
        LogFormat::Text => lines.with_ansi(ansi).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    }
}
