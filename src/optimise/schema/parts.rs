//! Pieces of JSON Schemas.

use serde_json::{Value, json};

/// An object with these properties and no others.
pub(super) fn object(description: &str, properties: &Value, required: &[&str]) -> Value {
    json!({
        "type": "object",
        "description": description,
        "additionalProperties": false,
        "properties": properties,
        "required": required,
    })
}

/// A list.
pub(super) fn list(items: &Value) -> Value {
    json!({"type": "array", "items": items})
}
