//! An answer that fits a JSON Schema, made without understanding the question. Equal questions
//! get equal answers, different ones different words.

use serde_json::{Map, Value};

use super::Call;

/// A valid answer to `call`.
pub fn answer(call: &Call) -> Value {
    value(
        &call.schema,
        "answer",
        &format!("{:04x}", call.id().0 & 0xffff),
    )
}

fn value(schema: &Value, name: &str, mark: &str) -> Value {
    if let Some(options) = schema.get("enum").and_then(Value::as_array) {
        return options.first().cloned().unwrap_or(Value::Null);
    }
    match kind(schema) {
        "object" => object(schema, mark),
        "array" => {
            let count = schema.get("minItems").and_then(Value::as_u64).unwrap_or(1);
            let items = schema.get("items").unwrap_or(&Value::Null);
            (1..=count)
                .map(|number| value(items, name, &format!("{mark} {number}")))
                .collect()
        }
        "integer" | "number" => schema.get("minimum").cloned().unwrap_or_else(|| 0.into()),
        "boolean" => false.into(),
        "null" => Value::Null,
        _ if schema.get("format").and_then(Value::as_str) == Some("date") => "2026-12-01".into(),
        _ => format!("Words for the {} of {mark}", name.replace('_', " ")).into(),
    }
}

/// The first type that is not null.
fn kind(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .find(|kind| *kind != "null")
            .unwrap_or("null"),
        _ if schema.get("properties").is_some() => "object",
        _ => "string",
    }
}

fn object(schema: &Value, mark: &str) -> Value {
    let properties = schema.get("properties").and_then(Value::as_object);
    let fields: Map<String, Value> = properties
        .into_iter()
        .flatten()
        .map(|(name, schema)| (name.clone(), value(schema, name, mark)))
        .collect();
    fields.into()
}
