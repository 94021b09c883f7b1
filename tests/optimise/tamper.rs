//! A plan or certificate altered in one place is refused, and the place named.

use serde_json::{Value, json};
use weft::optimise::{Plan, certify_bytes};

use crate::{bytes, make, solved};

fn refused_at(problem: &[u8], plan: &Value, place: &str) {
    let plan: Plan = serde_json::from_value(plan.clone()).expect("a plan");
    let verdict = certify_bytes(problem, &plan).expect("a problem");
    assert!(
        verdict.refused.iter().any(|refusal| {
            // A change that happens to prove the same bound is noticed by the digest alone.
            refusal.place.starts_with(place)
                || (place.starts_with("$.certificate.nodes")
                    && refusal.place == "$.certificate.digest")
        }),
        "wanted a refusal at {place}, got {:?}",
        verdict.refused
    );
}

fn altered(plan: &Value, pointer: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut other = plan.clone();
    change(other.pointer_mut(pointer).unwrap_or_else(|| panic!("nothing at {pointer}")));
    other
}

fn add(by: i64) -> impl FnOnce(&mut Value) {
    move |value| *value = json!(value.as_i64().expect("a number") + by)
}

#[test]
fn every_alteration_of_the_plan_is_refused() {
    let problem = make::dense(4, 30, 5);
    let text = bytes(&problem);
    let plan = serde_json::to_value(solved(&problem, 1)).expect("JSON");
    for by in [1, -1] {
        refused_at(&text, &altered(&plan, "/value", add(by)), "$.value");
        refused_at(&text, &altered(&plan, "/bound", add(by)), "$.bound");
        refused_at(&text, &altered(&plan, "/new_connections", add(by)), "$.new_connections");
        refused_at(&text, &altered(&plan, "/terms/seat", add(by)), "$.terms.seat");
    }
    refused_at(&text, &altered(&plan, "/gap", |gap| *gap = json!(0.5)), "$.gap");
    refused_at(&text, &altered(&plan, "/status", |status| *status = json!("feasible")), "$.status");
    refused_at(
        &text,
        &altered(&plan, "/format", |format| *format = json!("weft-plan/2")),
        "$.format",
    );
    refused_at(
        &text,
        &altered(&plan, "/problem_sha256", |hash| *hash = json!("0".repeat(64))),
        "$.problem_sha256",
    );
    let (a, b) = (plan["groups"][0][0].clone(), plan["groups"][1][1].clone());
    let twice = altered(&plan, "/groups/1/1", |person| *person = a.clone());
    refused_at(&text, &twice, "$.groups[1]");
    let swapped = altered(&altered(&plan, "/groups/0/0", |p| *p = b), "/groups/1/1", |p| *p = a);
    let swapped: Plan = serde_json::from_value(swapped).expect("a plan");
    assert!(!certify_bytes(&text, &swapped).expect("a problem").holds());
    refused_at(
        &text,
        &altered(&plan, "/groups/0/0", |person| *person = json!("nobody")),
        "$.groups[0][0]",
    );
    let dropped = altered(&plan, "/groups", |groups| {
        groups.as_array_mut().expect("a list").pop();
    });
    refused_at(&text, &dropped, "$.left_out");
    let alone = altered(&plan, "/groups/0", |group| {
        group.as_array_mut().expect("a list").pop();
    });
    refused_at(&text, &alone, "$.groups[0]");
    let lie = altered(&plan, "/left_out", |left| {
        *left = json!([{"person": "p0000", "because": "odd-number"}])
    });
    refused_at(&text, &lie, "$.left_out[0]");
}

#[test]
fn every_alteration_of_a_price_is_refused() {
    let mut checked = 0;
    for (seed, n) in [(4, 30), (6, 21), (8, 61)] {
        let mut problem = make::dense(seed, n, 5);
        problem.teams[0].seats = Some(3);
        let text = bytes(&problem);
        let plan = serde_json::to_value(solved(&problem, 1)).expect("JSON");
        let nodes = plan["certificate"]["nodes"].as_array().expect("a list").clone();
        for (i, node) in nodes.iter().enumerate().filter(|(_, node)| node["node"] == "leaf").take(1)
        {
            let place = format!("$.certificate.nodes[{i}]");
            let mut prices = vec!["/sum".to_string()];
            prices.extend(
                node["people"]
                    .as_object()
                    .expect("people")
                    .keys()
                    .take(3)
                    .map(|id| format!("/people/{id}")),
            );
            prices.extend(
                node.get("seats")
                    .and_then(Value::as_object)
                    .into_iter()
                    .flatten()
                    .map(|(id, _)| format!("/seats/{id}")),
            );
            for (field, many) in [("links", 2), ("odd_sets", 2)] {
                let count = node.get(field).and_then(Value::as_array).map_or(0, Vec::len).min(many);
                prices.extend((0..count).map(|k| format!("/{field}/{k}/price")));
            }
            for price in prices {
                for by in [1, -1] {
                    let other = altered(&plan, &format!("/certificate/nodes/{i}{price}"), add(by));
                    refused_at(&text, &other, &place);
                    checked += 1;
                }
            }
        }
        refused_at(&text, &altered(&plan, "/certificate/scale", add(1)), "$.certificate.scale");
        refused_at(
            &text,
            &altered(&plan, "/certificate/kind", |k| *k = json!("x")),
            "$.certificate.kind",
        );
        refused_at(
            &text,
            &altered(&plan, "/certificate/nodes", |nodes| *nodes = json!([])),
            "$.certificate.nodes",
        );
    }
    assert!(checked > 30, "{checked}");
}

/// "At most one trio" in an odd set raises its right side: a certificate that leaves it out is refused.
#[test]
fn an_odd_set_that_forgets_the_trio_is_refused() {
    let mut checked = 0;
    for seed in 0..6 {
        let mut problem = make::dense(seed, 25, 6);
        let team = problem.teams[0].id.clone();
        let members = problem.people.iter().filter(|person| person.team == team).count();
        problem.teams[0].seats = Some(u32::from(members % 2 == 0));
        let plan = serde_json::to_value(solved(&problem, 1)).expect("JSON");
        let nodes = plan["certificate"]["nodes"].as_array().expect("a list");
        for (i, node) in nodes.iter().enumerate() {
            for (k, odd) in node["odd_sets"].as_array().into_iter().flatten().enumerate() {
                if odd["trio"] == json!(true) {
                    let place = format!("/certificate/nodes/{i}/odd_sets/{k}/trio");
                    let without = altered(&plan, &place, |trio| *trio = json!(false));
                    refused_at(&bytes(&problem), &without, &format!("$.certificate.nodes[{i}]"));
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 0, "some proof needs the trio's odd set");
}

#[test]
fn a_tree_that_forgets_a_case_is_refused() {
    let found = (0..200).find_map(|seed| {
        let problem = make::mixed(seed, 13);
        let plan = serde_json::to_value(solved(&problem, 1)).expect("JSON");
        (plan["certificate"]["nodes"].as_array().expect("a list").len() > 1)
            .then_some((problem, plan))
    });
    let (problem, plan) = found.expect("a problem whose proof distinguishes cases");
    let text = bytes(&problem);
    let root = plan["certificate"]["nodes"][0].as_object().expect("a node");
    for field in ["together", "apart", "below", "above", "inside", "outside"] {
        if root.contains_key(field) {
            let other = altered(&plan, &format!("/certificate/nodes/0/{field}"), |child| {
                *child = json!(99_999)
            });
            refused_at(&text, &other, "$.certificate.nodes[0]");
        }
    }
}
