//! The schemas of bootcamps and rotations.

use serde_json::{Map, Value, json};

use super::super::problem::LARGEST_WEIGHT;
use super::super::{bootcamp as b, rotation as r};
use super::parts::{list, object};

fn count(least: u32) -> Value {
    json!({"type": "integer", "minimum": least})
}

fn id() -> Value {
    json!({"type": "string", "minLength": 1})
}

fn names() -> Value {
    json!({"type": "array", "items": id(), "uniqueItems": true})
}

fn weights(named: &[(&'static str, &[i64])]) -> Value {
    let weight = |default: &i64| json!({"type": "integer", "minimum": 0, "maximum": LARGEST_WEIGHT, "default": default});
    let all: Map<String, Value> = named
        .iter()
        .map(|(name, defaults)| {
            let value = match defaults {
                [default] => weight(default),
                several => json!({"type": "array", "items": weight(&0), "default": several,
                    "minItems": several.len(), "maxItems": several.len()}),
            };
            ((*name).into(), value)
        })
        .collect();
    object("Units: milli-connections.", &Value::Object(all), &[])
}

fn given(description: &str) -> Value {
    let one = json!({"person": id(), "team": id(), "start": count(0)});
    list(&object(description, &one, &["person", "team", "start"]))
}

fn links() -> Value {
    let one = json!({"a": id(), "b": id(), "ties": count(0)});
    list(&object("Ties between two teams.", &one, &["a", "b", "ties"]))
}

fn titled(mut schema: Value, format: &str) -> Value {
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(format);
    schema
}

/// The schema of a bootcamp.
pub(super) fn bootcamp() -> Value {
    let team = object(
        "A team that hosts; places: how many newcomers in each week.",
        &json!({"id": id(), "places": list(&count(0))}),
        &["id", "places"],
    );
    let hire = object(
        "A newcomer, there in weeks from..to; stints: the most placements; length: weeks of each.",
        &json!({
            "id": id(), "home": id(), "from": count(0), "to": count(0), "stints": count(0),
            "length": {"type": "integer", "minimum": 1, "default": 1},
            "must": names(), "avoid": names(), "likes": names(),
        }),
        &["id", "home", "from", "to", "stints"],
    );
    let order = object(
        "Who visits both teams visits the first one first.",
        &json!({"first": id(), "then": id()}),
        &["first", "then"],
    );
    let window = object(
        "A team is visited in weeks from..to; hard: always; otherwise a placement outside costs `outside`.",
        &json!({"team": id(), "from": count(0), "to": count(0), "hard": {"type": "boolean", "default": false}}),
        &["team", "from", "to"],
    );
    let schema = object(
        "Newcomers who visit teams for some weeks each.",
        &json!({
            "format": {"const": b::FORMAT}, "weeks": count(0), "teams": list(&team), "hires": list(&hire),
            "links": links(), "locked": given("A placement that stays."),
            "given": given("A placement of the plan to be repaired."),
            "order": list(&order), "windows": list(&window),
            "weights": weights(&b::Weights::default().named()),
        }),
        &["format", "weeks", "teams", "hires"],
    );
    titled(schema, b::FORMAT)
}

/// The schema of a rotation.
pub(super) fn rotation() -> Value {
    let team = object(
        "A team; places: how many guests, lend: how many of its own away, in each period.",
        &json!({"id": id(), "places": list(&count(0)), "lend": list(&count(0))}),
        &["id", "places", "lend"],
    );
    let applicant = object(
        "Somebody who would like to go; choices: the dearest first; periods: where they could start.",
        &json!({
            "id": id(), "team": id(), "manager": {"type": ["string", "null"]}, "choices": names(),
            "periods": {"type": "array", "items": count(0), "uniqueItems": true},
            "length": {"type": "integer", "minimum": 1, "default": 1},
            "waited": {"type": "integer", "minimum": 0, "default": 0},
            "owed": {"type": "integer", "minimum": 0, "default": 0},
        }),
        &["id", "team", "choices", "periods"],
    );
    let rules = object(
        "balance: how far guests and lent may differ in each team and period; absent: no limit.",
        &json!({"balance": {"type": ["integer", "null"], "minimum": 0}}),
        &[],
    );
    let schema = object(
        "People who work in another team for a while.",
        &json!({
            "format": {"const": r::FORMAT}, "periods": count(0), "teams": list(&team),
            "applicants": list(&applicant), "links": links(), "rules": rules,
            "locked": given("A placement that stays."), "given": given("A placement of the plan to be repaired."),
            "weights": weights(&r::Weights::default().named()),
        }),
        &["format", "periods", "teams", "applicants"],
    );
    titled(schema, r::FORMAT)
}
