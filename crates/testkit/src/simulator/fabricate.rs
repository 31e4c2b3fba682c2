//! An answer that fits a JSON Schema, made without understanding the question. Equal questions
//! get equal answers, different ones different words; what was shown is told.

use serde_json::{Map, Value};

use super::Call;

/// A valid answer to `call`.
pub fn answer(call: &Call) -> Value {
    let mut mark = format!("{:04x}", call.id().0 & 0xffff);
    for seen in &call.seen {
        mark += ", looking at ";
        mark += &seen.told();
    }
    value(&call.schema, "answer", &mark, &|name, mark| {
        format!("Words for the {} of {mark}", name.replace('_', " "))
    })
}

/// A valid answer to `call` that says `text` wherever it may say anything.
pub fn saying(call: &Call, text: &str) -> Value {
    value(&call.schema, "answer", "", &|_, _| text.to_owned())
}

/// What a text field says, by its name and its mark.
type Words<'a> = &'a dyn Fn(&str, &str) -> String;

fn value(schema: &Value, name: &str, mark: &str, words: Words) -> Value {
    if let Some(options) = schema.get("enum").and_then(Value::as_array) {
        return options.first().cloned().unwrap_or(Value::Null);
    }
    match kind(schema) {
        "object" => object(schema, mark, words),
        "array" => {
            let count = schema.get("minItems").and_then(Value::as_u64).unwrap_or(1);
            let items = schema.get("items").unwrap_or(&Value::Null);
            (1..=count)
                .map(|number| value(items, name, &format!("{mark} {number}"), words))
                .collect()
        }
        "integer" | "number" => schema.get("minimum").cloned().unwrap_or_else(|| 0.into()),
        "boolean" => false.into(),
        "null" => Value::Null,
        _ if schema.get("format").and_then(Value::as_str) == Some("date") => "2026-12-01".into(),
        _ => words(name, mark).into(),
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

fn object(schema: &Value, mark: &str, words: Words) -> Value {
    let properties = schema.get("properties").and_then(Value::as_object);
    let fields: Map<String, Value> = properties
        .into_iter()
        .flatten()
        .map(|(name, schema)| (name.clone(), value(schema, name, mark, words)))
        .collect();
    fields.into()
}
