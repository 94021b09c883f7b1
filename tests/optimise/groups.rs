//! Rounds of groups of more than two: brute force, seats, sizes, threads, history, and everything that can be altered.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::{Value, json};
use weft::optimise::problem::{CoffeeProblem, Group, Odd, Person, Team, Tie, Weights};
use weft::optimise::{
    Budget, GROUPS_RELAXATION_KIND, GROUPS_TREE_KIND, Known, NoClock, Node, Plan, Problem,
    RefusalKind, Status, certify_bytes, explain, parse,
};

use crate::{brute, bytes, make, solved, solved_with};

fn sized(mut problem: CoffeeProblem, min: u32, max: u32) -> CoffeeProblem {
    problem.group = Group { min, max, odd: None };
    problem
}

#[test]
fn equals_brute_force_on_400_problems_and_every_certificate_holds() {
    let sizes = [(3, 3), (4, 4), (2, 3), (3, 5), (2, 8), (4, 6), (3, 4), (5, 5)];
    let mut filled = 0;
    for seed in 0..400u64 {
        let n = usize::try_from(seed % 10).expect("small");
        let (min, max) = sizes[usize::try_from(seed / 7).expect("small") % sizes.len()];
        let problem = sized(make::mixed(seed, n), min, max);
        let plan = solved(&problem, seed);
        let best = brute::best(&problem);
        assert_eq!(
            (plan.value, plan.bound, plan.status),
            (best, best, Status::Optimal),
            "seed {seed}: {}",
            String::from_utf8_lossy(&bytes(&problem))
        );
        filled += plan.groups.len();
    }
    assert!(filled > 200, "only {filled} groups in all");
}

#[test]
fn ten_and_eleven_people_equal_brute_force() {
    for seed in 2_000..2_012u64 {
        let n = 10 + usize::try_from(seed % 2).expect("small");
        let problem = sized(make::mixed(seed, n), 3, 4);
        let plan = solved(&problem, seed);
        assert_eq!((plan.value, plan.status), (brute::best(&problem), Status::Optimal), "{seed}");
    }
}

#[test]
fn twenty_and_forty_dense_people_are_proven_optimal() {
    for (seed, n, teams, min, max) in
        [(1, 14, 7, 3, 5), (2, 20, 8, 4, 4), (3, 24, 12, 3, 3), (1, 40, 8, 4, 4), (4, 30, 9, 3, 4)]
    {
        let plan = solved(&sized(make::dense(seed, n, teams), min, max), 7);
        assert_eq!(plan.status, Status::Optimal, "{n} people: {} of {}", plan.value, plan.bound);
    }
}

#[test]
fn a_hundred_and_three_hundred_people_have_a_small_certified_gap() {
    for (n, teams, kind) in [(100, 20, GROUPS_TREE_KIND), (300, 30, GROUPS_RELAXATION_KIND)] {
        let plan = solved(&sized(make::dense(5, n, teams), 4, 4), 7);
        assert_eq!(plan.certificate.kind, kind);
        assert_eq!(plan.groups.len(), n / 4);
        let parts = if n == 100 { 200 } else { 50 };
        assert!((plan.bound - plan.value) * parts <= plan.bound, "{} {}", plan.value, plan.bound);
    }
}

#[test]
fn mixed_sizes_seat_everybody() {
    for (n, min, max) in [(23, 3, 5), (17, 4, 6), (11, 5, 6)] {
        let mut problem = sized(make::dense(3, n, n), min, max);
        for (p, person) in problem.people.iter_mut().enumerate() {
            person.team = problem.teams[p].id.clone();
        }
        problem.ties.clear();
        let plan = solved(&problem, 1);
        assert!(plan.left_out.is_empty(), "{n} in {min} to {max}: {:?}", plan.groups);
        let fits =
            |group: &Vec<String>| (min..=max).contains(&u32::try_from(group.len()).expect("small"));
        assert!(plan.groups.iter().all(fits));
    }
}

#[test]
fn sizes_that_do_not_divide_leave_somebody_out_and_say_so() {
    let mut problem = sized(make::dense(3, 14, 14), 4, 4);
    for (p, person) in problem.people.iter_mut().enumerate() {
        person.team = problem.teams[p].id.clone();
    }
    problem.ties.clear();
    let plan = solved(&problem, 1);
    assert_eq!((plan.groups.len(), plan.status), (3, Status::Optimal));
    assert!(plan.left_out.iter().all(|left| left.because == "group-sizes"));
    let mut two = problem.clone();
    two.people.truncate(3);
    let plan = solved(&two, 1);
    assert!(plan.left_out.iter().all(|left| left.because == "too-few-partners"));
    assert_eq!((plan.value, plan.bound), (0, 0));
}

#[test]
fn seats_are_never_exceeded_and_widening_them_never_lowers_the_optimum() {
    for seed in 0..25 {
        let mut problem = sized(make::dense(seed, 16, 4), 3, 4);
        problem.rules.cross_team = seed % 2 == 0;
        for (t, team) in problem.teams.iter_mut().enumerate() {
            team.seats = Some(u32::try_from(1 + t).expect("small"));
        }
        let narrow = solved(&problem, 1);
        for team in &problem.teams {
            let of = |id: &String| problem.people.iter().any(|p| p.id == *id && p.team == team.id);
            let used = narrow.groups.iter().flatten().filter(|id| of(id)).count();
            assert!(used <= team.seats.expect("a limit") as usize);
        }
        for team in &mut problem.teams {
            team.seats = team.seats.map(|seats| seats + 1);
        }
        assert!(solved(&problem, 1).value >= narrow.value, "seed {seed}");
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_with_one_thread_and_with_two() {
    for (n, min, max) in [(30, 4, 4), (61, 3, 5), (220, 4, 4)] {
        let problem = sized(make::dense(3, n, 12), min, max);
        let plans: Vec<String> = [1, 2]
            .map(|threads| {
                let pool =
                    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
                pool.install(|| solved(&problem, 11).canonical())
            })
            .into();
        assert_eq!(plans[0], plans[1]);
    }
}

#[test]
fn the_trio_rule_says_nothing_about_larger_groups() {
    let plain = sized(make::dense(3, 15, 15), 4, 4);
    let mut trio = plain.clone();
    trio.group.odd = Some(Odd::Trio);
    let plan = solved(&trio, 1);
    assert!(plan.groups.iter().all(|group| group.len() == 4));
    assert_eq!(plan.value, solved(&plain, 1).value);
}

/// A round of groups of four among a hundred people who may all meet, after these meetings.
fn round(met: &BTreeMap<(String, String), u32>, number: u32) -> CoffeeProblem {
    let mut problem = sized(make::empty(), 4, 4);
    for p in 0..100 {
        let (id, team) = (format!("p{p:02}"), format!("t{p:02}"));
        problem.teams.push(Team { id: team.clone(), seats: None });
        problem.people.push(Person { id, team, ..Person::default() });
    }
    problem.ties = met
        .iter()
        .map(|((a, b), at)| Tie { a: a.clone(), b: b.clone(), days: Some(14 * (number - at)) })
        .collect();
    problem
}

/// 26 rounds make 3,900 of 4,950 pairs; the later a round, the harder. The first fifteen are perfect.
#[test]
fn history_is_used_well_over_26_rounds() {
    let mut met: BTreeMap<(String, String), u32> = BTreeMap::new();
    let (mut meetings, mut repeated) = (0, 0);
    for number in 0..26 {
        let plan = solved(&round(&met, number), u64::from(number));
        for group in &plan.groups {
            for (i, a) in group.iter().enumerate() {
                for b in &group[i + 1..] {
                    meetings += 1;
                    let before = met.insert((a.clone(), b.clone()), number);
                    repeated += usize::from(before.is_some());
                    assert!(before.is_none_or(|at| 14 * (number - at) >= 90));
                }
            }
        }
        assert!(number >= 15 || (plan.groups.len() == 25 && repeated == 0), "round {number}");
    }
    assert!(repeated * 1000 <= meetings * 5, "{repeated} of {meetings} meetings are repeated");
    assert!(met.len() * 100 >= 26 * 25 * 6 * 99, "only {} pairs have met", met.len());
}

#[test]
fn a_time_limit_or_cancellation_leaves_a_certified_plan() {
    for (limit, n) in [(0, 40), (1, 40), (3, 60), (40, 100)] {
        let looks = std::sync::atomic::AtomicU64::new(0);
        let clock =
            || Duration::from_millis(looks.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        let budget =
            Budget { time_limit: Some(Duration::from_millis(limit)), cancel: None, clock: &clock };
        let plan = solved_with(&sized(make::dense(9, n, 9), 3, 4), 1, &budget);
        assert!(plan.value <= plan.bound);
    }
}

#[test]
fn explanations_add_up_and_every_exchange_is_a_plan() {
    for (problem, proven) in [
        (sized(make::dense(2, 22, 7), 3, 4), true),
        (sized(make::dense(2, 90, 9), 4, 6), false),
        (sized(make::mixed(8, 9), 3, 3), true),
    ] {
        let plan = solved(&problem, 1);
        let explained = explain(&Problem::Coffee(problem), &plan).expect("the plan's own problem");
        assert_eq!(explained.groups.iter().map(|group| group.value).sum::<i64>(), plan.value);
        assert_eq!(explained.left_out.len(), plan.left_out.len());
        for next in explained.groups.iter().flat_map(|group| &group.next_best) {
            assert_eq!((next.known, next.at_least), (Known::AtMost, None));
            assert!(next.loss >= 0 || !proven, "a better plan than the optimum: {next:?}");
        }
    }
}

#[test]
fn what_is_too_large_is_refused_as_not_yet() {
    let large = sized(make::dense(1, 8, 3), 3, 9);
    let error = parse(&bytes(&large)).expect_err("too large a group");
    assert_eq!((error.path.as_str(), error.kind), ("$.group.max", RefusalKind::NotYet));
    let error = parse(&bytes(&sized(make::dense(1, 2_001, 9), 3, 4))).expect_err("too many");
    assert_eq!((error.path.as_str(), error.kind), ("$.people", RefusalKind::NotYet));
    for (min, max, path) in [(1, 4, "$.group.min"), (4, 3, "$.group.max")] {
        let error = parse(&bytes(&sized(make::dense(1, 8, 3), min, max))).expect_err("wrong");
        assert_eq!((error.path.as_str(), error.kind), (path, RefusalKind::Invalid));
    }
}

fn refused_at(problem: &[u8], plan: &Value, place: &str) {
    let plan: Plan = serde_json::from_value(plan.clone()).expect("a plan");
    let verdict = certify_bytes(problem, &plan).expect("a problem");
    assert!(
        verdict.refused.iter().any(|refusal| refusal.place.starts_with(place)),
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
fn every_alteration_of_the_groups_is_refused() {
    let problem = sized(make::dense(4, 30, 10), 3, 4);
    let text = bytes(&problem);
    let plan = serde_json::to_value(solved(&problem, 1)).expect("JSON");
    for by in [1, -1] {
        for field in ["value", "bound", "new_connections"] {
            refused_at(
                &text,
                &altered(&plan, &format!("/{field}"), add(by)),
                &format!("$.{field}"),
            );
        }
        refused_at(&text, &altered(&plan, "/terms/thin_link", add(by)), "$.terms.thin_link");
    }
    let first = plan["groups"][0][0].clone();
    let twice = altered(&plan, "/groups/1/1", |person| *person = first);
    refused_at(&text, &twice, "$.groups[1][1]");
    let small = altered(&plan, "/groups/0", |group| {
        group.as_array_mut().expect("a list").truncate(2);
    });
    refused_at(&text, &small, "$.groups[0]");
    let other = plan["groups"][1].as_array().expect("a list").clone();
    let large = altered(&plan, "/groups/0", |group| {
        group.as_array_mut().expect("a list").extend(other);
    });
    refused_at(&text, &large, "$.groups[0]");
    let lie = altered(&plan, "/left_out", |left| {
        *left = json!([{"person": "p0000", "because": "group-sizes"}]);
    });
    refused_at(&text, &lie, "$.left_out[0]");
    // The same plan for a problem with a seat less than it takes.
    let mut narrow = problem.clone();
    let team = narrow.teams[0].id.clone();
    let of = |id: &Value| problem.people.iter().any(|p| id == &json!(p.id) && p.team == team);
    let groups = plan["groups"].as_array().expect("groups");
    let used =
        groups.iter().flat_map(|g| g.as_array().expect("a group")).filter(|id| of(id)).count();
    narrow.teams[0].seats = Some(u32::try_from(used - 1).expect("some take part"));
    refused_at(&bytes(&narrow), &plan, "$.groups");
    // And for one in which two of a group may not meet.
    let mut never = problem.clone();
    let id = |at: usize| plan["groups"][2][at].as_str().expect("an id").to_string();
    never.never.push((id(0), id(1)));
    refused_at(&bytes(&never), &plan, "$.groups[2]");
}

#[test]
fn every_alteration_of_a_price_is_refused() {
    let mut seen = BTreeSet::new();
    let mut checked = 0;
    for (seed, n, min, max) in [(4, 30, 4, 4), (6, 26, 3, 4), (7, 230, 4, 4), (8, 232, 3, 5)] {
        let mut problem = sized(make::dense(seed, n, 12), min, max);
        problem.teams[0].seats = Some(3);
        problem.teams[1].seats = Some(4);
        let text = bytes(&problem);
        let plan = solved(&problem, 1);
        let kind = plan.certificate.kind.clone();
        let plan = serde_json::to_value(plan).expect("JSON");
        let nodes = plan["certificate"]["nodes"].as_array().expect("a list").clone();
        let (i, node) = nodes
            .iter()
            .enumerate()
            .find(|(_, node)| node["node"] == "leaf")
            .expect("a certificate has a leaf");
        let place = format!("$.certificate.nodes[{i}]");
        let mut prices = vec!["/sum".to_string()];
        for field in ["people", "seats"] {
            let keys = node.get(field).and_then(Value::as_object).into_iter().flatten();
            prices.extend(keys.take(3).map(|(id, _)| format!("/{field}/{id}")));
        }
        if node.get("sizes").and_then(Value::as_array).is_some_and(|sizes| !sizes.is_empty()) {
            prices.push("/sizes/0/price".into());
        }
        if node.get("links").and_then(Value::as_array).is_some_and(|links| !links.is_empty()) {
            prices.push("/links/0/price".into());
        }
        for price in prices {
            let field = price.split('/').nth(1).expect("a field").to_string();
            for by in [1, -1, 1_000_000, -1_000_000] {
                let other = altered(&plan, &format!("/certificate/nodes/{i}{price}"), add(by));
                let other: Plan = serde_json::from_value(other).expect("a plan");
                let verdict = certify_bytes(&text, &other).expect("a problem");
                let named = verdict.refused.iter().any(|refusal| {
                    refusal.place.starts_with(&place) || refusal.place == "$.certificate.digest"
                });
                assert!(named, "{price} by {by}: {:?}", verdict.refused);
                checked += 1;
            }
            seen.insert((kind.clone(), field));
        }
        // Cheaper people, and a sum to match: the groups themselves are looked at.
        if kind == GROUPS_TREE_KIND {
            let people = node["people"].as_object().expect("people");
            let (id, price) = people.iter().max_by_key(|(_, p)| p.as_i64()).expect("a price");
            let less = price.as_i64().expect("a number") / 2;
            let cheap = altered(&plan, &format!("/certificate/nodes/{i}/people/{id}"), add(-less));
            let cheap = altered(&cheap, &format!("/certificate/nodes/{i}/sum"), add(-less));
            let cheap: Plan = serde_json::from_value(cheap).expect("a plan");
            let verdict = certify_bytes(&text, &cheap).expect("a problem");
            let reason =
                &verdict.refused.iter().find(|r| r.place == place).expect("a refusal").reason;
            assert!(reason.contains("do not cover the group"), "{reason}");
        }
        let other = if kind == GROUPS_TREE_KIND { "coffee-dual-tree/1" } else { GROUPS_TREE_KIND };
        let swapped = altered(&plan, "/certificate/kind", |kind| *kind = json!(other));
        refused_at(&text, &swapped, "$.certificate");
        refused_at(&text, &altered(&plan, "/certificate/scale", add(1)), "$.certificate.scale");
        let none = altered(&plan, "/certificate/nodes", |nodes| *nodes = json!([]));
        refused_at(&text, &none, "$.certificate.nodes");
        for (field, value) in [
            ("trio", json!(1)),
            ("odd_sets", json!([{"price": 0, "people": []}])),
            ("sizes", json!([{"size": 9, "price": 1}])),
            ("people", json!({"nobody": 1})),
            ("seats", json!({"nobody": 1})),
            ("links", json!([{"a": "t000", "b": "t000", "price": 1}])),
        ] {
            let strange = altered(&plan, &format!("/certificate/nodes/{i}"), |leaf| {
                leaf[field] = value;
            });
            refused_at(&text, &strange, &format!("{place}.{field}"));
        }
    }
    assert!(checked > 60, "{checked}");
    for kind in [GROUPS_TREE_KIND, GROUPS_RELAXATION_KIND] {
        for field in ["sum", "people", "seats", "links"] {
            assert!(seen.contains(&(kind.to_string(), field.to_string())), "{kind} {field}");
        }
    }
}

#[test]
fn a_tree_that_forgets_a_case_is_refused() {
    let found = (0..60).find_map(|seed| {
        let problem = sized(make::dense(seed, 50, 10), 4, 4);
        let plan = solved(&problem, 1);
        (plan.certificate.nodes.len() > 1).then_some((problem, plan))
    });
    let (problem, plan) = found.expect("a problem whose proof distinguishes cases");
    assert!(matches!(plan.certificate.nodes[0], Node::Pair { .. }));
    let plan = serde_json::to_value(plan).expect("JSON");
    for field in ["together", "apart"] {
        let other = altered(&plan, &format!("/certificate/nodes/0/{field}"), |child| {
            *child = json!(99_999);
        });
        refused_at(&bytes(&problem), &other, "$.certificate.nodes[0]");
    }
}

#[test]
fn a_price_by_size_is_refused_where_groups_are_pairs() {
    let problem = make::dense(4, 12, 4);
    let plan = serde_json::to_value(solved(&problem, 1)).expect("JSON");
    let nodes = plan["certificate"]["nodes"].as_array().expect("a list");
    let i = nodes.iter().position(|node| node["node"] == "leaf").expect("a leaf");
    let strange = altered(&plan, &format!("/certificate/nodes/{i}"), |leaf| {
        leaf["sizes"] = json!([{"size": 2, "price": 1}]);
    });
    refused_at(&bytes(&problem), &strange, &format!("$.certificate.nodes[{i}].sizes"));
}

#[test]
fn nobody_meets_where_nobody_may() {
    let empty = solved(&sized(make::empty(), 3, 4), 1);
    assert_eq!((empty.value, empty.bound, empty.status), (0, 0, Status::Optimal));
    let mut seats = sized(make::dense(1, 12, 4), 3, 3);
    seats.teams.iter_mut().for_each(|team| team.seats = Some(0));
    let plan = solved(&seats, 1);
    assert!(plan.left_out.iter().all(|left| left.because == "team-seats"));
    assert_eq!(plan.status, Status::Optimal);
    let mut cheap = sized(make::dense(1, 12, 6), 3, 3);
    cheap.weights = Weights {
        new_connection: 0,
        topic: 0,
        repeat: 0,
        seat: 0,
        waited: 0,
        thin_link: 0,
        bridge: 0,
    };
    let plan = solved_with(&cheap, 1, &Budget::unlimited(&NoClock));
    assert_eq!((plan.value, plan.bound), (0, 0));
}
