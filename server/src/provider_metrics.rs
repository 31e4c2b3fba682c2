//! Measures calls of model providers. The gateway opens a span for each; this layer counts the
//! spans and times them, so that the gateway need not know how measurements are kept.

use std::time::Instant;

use tracing::{
    Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id},
};
use tracing_subscriber::{Layer, layer::Context, registry::LookupSpan};

const SPAN: &str = "provider.answer";

/// The layer.
pub struct ProviderMetrics;

struct Call {
    began: Instant,
    names: Names,
}

#[derive(Clone, Default)]
struct Names {
    provider: String,
    model: String,
    step: String,
}

impl Visit for Names {
    fn record_str(&mut self, field: &Field, value: &str) {
        let slot = match field.name() {
            "provider" => &mut self.provider,
            "model" => &mut self.model,
            "step" => &mut self.step,
            _ => return,
        };
        value.clone_into(slot);
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for ProviderMetrics {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if attributes.metadata().name() != SPAN {
            return;
        }
        if let Some(span) = context.span(id) {
            let mut names = Names::default();
            attributes.record(&mut names);
            span.extensions_mut().insert(Call {
                began: Instant::now(),
                names,
            });
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else {
            return;
        };
        let Some(Call { began, names }) = span.extensions_mut().remove::<Call>() else {
            return;
        };
        let Names {
            provider,
            model,
            step,
        } = names;
        metrics::histogram!("handbill_provider_call_seconds", "provider" => provider, "model" => model, "step" => step)
            .record(began.elapsed().as_secs_f64());
    }
}
