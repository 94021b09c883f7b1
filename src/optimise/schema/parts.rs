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

/// A way out of a conflict.
pub(super) fn way_out() -> Value {
    let text = json!({"type": "string"});
    let number = json!({"type": "integer", "minimum": 0});
    let change = object(
        "Something made wider.",
        &json!({"change": {"enum": ["place", "lend", "balance", "seat", "stint", "stay", "admit", "start", "unlock"]},
            "team": text, "person": text, "at": number, "more": number, "to": number, "from": number, "start": number}),
        &["change"],
    );
    object(
        "Changes after which there is a plan, and what it is worth.",
        &json!({"changes": list(&change), "words": text, "value": {"type": "integer"}, "optimal": {"type": "boolean"}}),
        &["changes", "words"],
    )
}
