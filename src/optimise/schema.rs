//! JSON Schemas (draft 2020-12) of the formats, for editors and other programs.

mod parts;
mod placing;

use serde_json::{Value, json};

use super::certificate::{
    CERTIFICATE_KIND, GROUPS_RELAXATION_KIND, GROUPS_TREE_KIND, RELAXATION_KIND, SCALE,
};
use super::plan::PLAN_FORMAT;
use super::problem::{
    COFFEE_FORMAT, LARGEST_GROUP, LARGEST_WEIGHT, MOST_PEOPLE, SLOTS_OF_A_WEEK, Weights,
};
use super::{bootcamp, rotation};
use parts::{list, object};

/// The kinds [`schema`] knows.
pub const SCHEMA_KINDS: [&str; 4] =
    [COFFEE_FORMAT, bootcamp::FORMAT, rotation::FORMAT, PLAN_FORMAT];

/// The JSON Schema of a format; also by its first word (`coffee`, `bootcamp`, `rotation`, `plan`).
#[must_use]
pub fn schema(kind: &str) -> Option<Value> {
    match kind {
        COFFEE_FORMAT | "weft-coffee" | "coffee" => Some(coffee()),
        bootcamp::FORMAT | "weft-bootcamp" | "bootcamp" => Some(placing::bootcamp()),
        rotation::FORMAT | "weft-rotation" | "rotation" => Some(placing::rotation()),
        PLAN_FORMAT | "weft-plan" | "plan" => Some(plan()),
        _ => None,
    }
}

fn coffee() -> Value {
    let id = json!({"type": "string", "minLength": 1});
    let names = json!({"type": "array", "items": id, "uniqueItems": true});
    let weights: serde_json::Map<String, Value> = Weights::default()
        .named()
        .into_iter()
        .map(|(name, default)| {
            (name.into(), json!({"type": "integer", "minimum": 0, "maximum": LARGEST_WEIGHT, "default": default}))
        })
        .collect();
    let group = object(
        "How large a group may be, min ≤ max; odd: where both are 2, one group may have three when the number of people is odd.",
        &json!({
            "min": {"type": "integer", "minimum": 2, "maximum": LARGEST_GROUP},
            "max": {"type": "integer", "minimum": 2, "maximum": LARGEST_GROUP},
            "odd": {"enum": ["trio", null]},
        }),
        &["min", "max"],
    );
    let rules = object(
        "Who may meet whom.",
        &json!({
            "cross_team": {"type": "boolean", "default": true},
            "repeat_after_days": {"type": "integer", "minimum": 0, "default": 90},
            "min_common_slots": {"type": "integer", "minimum": 0, "default": 1},
        }),
        &[],
    );
    let team = object(
        "A team; seats: the most of its people that may take part.",
        &json!({"id": id, "seats": {"type": ["integer", "null"], "minimum": 0}}),
        &["id"],
    );
    let slot = json!({"type": "integer", "minimum": 0, "maximum": SLOTS_OF_A_WEEK - 1});
    let person = object(
        "Somebody who could take part; slots: half-hours of the week in UTC, absent: always.",
        &json!({
            "id": id, "team": id, "manager": {"type": ["string", "null"]},
            "slots": {"type": ["array", "null"], "items": slot, "uniqueItems": true},
            "languages": names, "topics": names, "waited": {"type": "integer", "minimum": 0, "default": 0},
        }),
        &["id", "team"],
    );
    let tie = object(
        "Two people who know each other; days since they last met, absent: since long.",
        &json!({"a": id, "b": id, "days": {"type": ["integer", "null"], "minimum": 0}}),
        &["a", "b"],
    );
    let pair = json!({"type": "array", "prefixItems": [id, id], "minItems": 2, "maxItems": 2});
    let link = object(
        "Ties between two teams of people who are not all in this problem, beside those above.",
        &json!({"a": id, "b": id, "ties": {"type": "integer", "minimum": 0}}),
        &["a", "b", "ties"],
    );
    let bridge = object(
        "Two teams that should come together: each new connection between them counts the weight bridge more.",
        &json!({"a": id, "b": id}),
        &["a", "b"],
    );
    let mut schema = object(
        "A round of coffee chats to be planned.",
        &json!({
            "format": {"const": COFFEE_FORMAT},
            "group": group,
            "rules": rules,
            "teams": list(&team),
            "people": {"type": "array", "maxItems": MOST_PEOPLE, "items": person},
            "ties": list(&tie),
            "never": list(&pair),
            "links": list(&link),
            "bridges": list(&bridge),
            "weights": object("Units: milli-connections.", &Value::Object(weights), &[]),
        }),
        &["format", "teams", "people"],
    );
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(COFFEE_FORMAT);
    schema
}

fn certificate() -> Value {
    let id = json!({"type": "string"});
    let number = json!({"type": "integer"});
    let child = json!({"type": "integer", "minimum": 1});
    let prices = json!({"type": "object", "additionalProperties": number});
    let link = object(
        "A team pair's price.",
        &json!({"a": id, "b": id, "price": number}),
        &["a", "b", "price"],
    );
    let odd = object(
        "An odd set and its price.",
        &json!({
            "price": {"type": "integer", "minimum": 0},
            "people": list(&id),
            "teams": list(&id),
            "links": list(&list(&id)),
            "steps": list(&json!({"type": "array", "prefixItems": [id, id, {"type": "integer"}]})),
            "trio": {"type": "boolean"},
        }),
        &["price", "people"],
    );
    let node = json!({"oneOf": [
        object("Two people together, or apart.",
            &json!({"node": {"const": "pair"}, "a": id, "b": id, "together": child, "apart": child}),
            &["node", "a", "b", "together", "apart"]),
        object("Two teams with at most so many new connections, or more.",
            &json!({"node": {"const": "link"}, "a": id, "b": id, "at_most": {"type": "integer", "minimum": 0},
                "below": child, "above": child}),
            &["node", "a", "b", "at_most", "below", "above"]),
        object("A person in the trio, or not.",
            &json!({"node": {"const": "trio"}, "person": id, "inside": child, "outside": child}),
            &["node", "person", "inside", "outside"]),
        object("A case and the prices that bound it.",
            &json!({"node": {"const": "leaf"}, "sum": number, "people": prices, "seats": prices,
                "links": list(&link), "odd_sets": list(&odd), "trio": number,
                "sizes": list(&object("The price of a group of a size.",
                    &json!({"size": {"type": "integer", "minimum": 2, "maximum": LARGEST_GROUP}, "price": number}),
                    &["size", "price"]))}),
            &["node", "sum", "people"]),
    ]});
    let row = object(
        "The price of a row of the linear relaxation.",
        &json!({"constraint": id, "person": id, "team": id, "at": {"type": "integer", "minimum": 0}, "price": number}),
        &["constraint", "price"],
    );
    let name = object(
        "A row of the linear relaxation.",
        &json!({"constraint": id, "person": id, "team": id, "at": {"type": "integer", "minimum": 0}}),
        &["constraint"],
    );
    let odd_rows = object(
        "Half the sum of rows, rounded down on each side.",
        &json!({"price": number, "rows": list(&name)}),
        &["price", "rows"],
    );
    let relaxation = object(
        "The prices of the linear relaxation, and the solver's word where it goes further.",
        &json!({"sum": number, "solver_bound": number, "rows": list(&row), "odd_sets": list(&odd_rows)}),
        &["sum", "rows"],
    );
    object(
        "The proof of the bound, prices in 1/scale milli-connection: a tree of cases for coffee, else a relaxation.",
        &json!({"kind": {"enum": [CERTIFICATE_KIND, GROUPS_TREE_KIND, GROUPS_RELAXATION_KIND, RELAXATION_KIND]}, "scale": {"const": SCALE},
            "digest": {"type": "string"}, "nodes": list(&node), "relaxation": relaxation}),
        &["kind", "scale", "digest"],
    )
}

fn plan() -> Value {
    let id = json!({"type": "string"});
    let count = json!({"type": "integer", "minimum": 0});
    let left = object(
        "Somebody in no group or placement.",
        &json!({"person": id, "because": id}),
        &["person", "because"],
    );
    let placement = object(
        "A placement of a bootcamp or rotation.",
        &json!({"person": id, "team": id, "start": count, "length": count}),
        &["person", "team", "start", "length"],
    );
    let mut schema = object(
        "A plan, its value, a proven bound, and the proof.",
        &json!({
            "format": {"const": PLAN_FORMAT},
            "kind": {"enum": ["coffee", "bootcamp", "rotation"]},
            "problem_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "seed": count,
            "weft": id,
            "status": {"enum": ["optimal", "feasible", "infeasible"]},
            "value": {"type": "integer"},
            "bound": {"type": "integer"},
            "gap": {"type": "number", "minimum": 0},
            "new_connections": count,
            "seconds": {"type": "number", "minimum": 0},
            "groups": {"type": "array", "items": {"type": "array", "items": id, "minItems": 2, "maxItems": LARGEST_GROUP}},
            "left_out": list(&left),
            "placements": list(&placement),
            "conflict": object(
                "Why there is no plan.",
                &json!({"constraint": id, "placements": list(&placement), "words": id, "ways_out": list(&parts::way_out())}),
                &["constraint", "placements", "words", "ways_out"],
            ),
            "terms": {"type": "object", "additionalProperties": {"type": "integer"}},
            "certificate": certificate(),
        }),
        &[
            "format",
            "kind",
            "problem_sha256",
            "seed",
            "weft",
            "status",
            "value",
            "bound",
            "gap",
            "new_connections",
            "seconds",
            "groups",
            "left_out",
            "terms",
            "certificate",
        ],
    );
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(PLAN_FORMAT);
    schema
}
