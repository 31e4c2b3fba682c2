//! Schemas in the dialect that Anthropic takes: bounds of numbers and lists are refused there, so
//! they become words for the model, as the vendor's own clients do it.

use serde_json::{Map, Value};

/// Bounds that the vendor does not know.
const BOUNDS: [&str; 5] = ["minimum", "maximum", "minLength", "maxLength", "maxItems"];

/// `schema` with its bounds as descriptions.
pub(super) fn spelt_out(schema: &Value) -> Value {
    match schema {
        Value::Object(fields) => {
            let (kept, bounds): (Map<_, _>, Map<_, _>) = fields
                .iter()
                .map(|(name, value)| (name.clone(), value.clone()))
                .partition(|(name, value)| !is_bound(name, value));
            let mut spelt: Map<String, Value> = kept
                .iter()
                .map(|(name, value)| (name.clone(), spelt_out(value)))
                .collect();
            if !bounds.is_empty() {
                let words: Vec<_> = bounds
                    .iter()
                    .map(|(name, value)| format!("{name}: {value}"))
                    .collect();
                spelt.insert("description".into(), words.join(", ").into());
            }
            spelt.into()
        }
        Value::Array(items) => items.iter().map(spelt_out).collect(),
        other => other.clone(),
    }
}

/// A property of an object may have the name of a bound; then its value is a schema.
fn is_bound(name: &str, value: &Value) -> bool {
    value.is_number()
        && (BOUNDS.contains(&name) || (name == "minItems" && value.as_u64() > Some(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn bounds_become_words_and_everything_else_stays() {
        let schema = json!({
            "type": "object",
            "properties": {
                "slots": { "type": "array", "items": { "type": "string" }, "minItems": 3, "maxItems": 3 },
                "some": { "type": "array", "items": { "type": "string", "format": "date" }, "minItems": 1 },
                "minimum": { "type": "integer", "minimum": 0 },
            },
            "required": ["slots", "some", "minimum"],
            "additionalProperties": false,
        });
        assert_eq!(
            spelt_out(&schema),
            json!({
                "type": "object",
                "properties": {
                    "slots": { "type": "array", "items": { "type": "string" }, "description": "maxItems: 3, minItems: 3" },
                    "some": { "type": "array", "items": { "type": "string", "format": "date" }, "minItems": 1 },
                    "minimum": { "type": "integer", "description": "minimum: 0" },
                },
                "required": ["slots", "some", "minimum"],
                "additionalProperties": false,
            })
        );
    }
}
