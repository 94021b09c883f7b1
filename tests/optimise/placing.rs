//! Bootcamps and rotations against brute force, their own certificates, and everything that can go wrong.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;
use serde_json::{Value, json};
use weft::optimise::bootcamp::BootcampProblem;
use weft::optimise::rotation::RotationProblem;
use weft::optimise::{
    Budget, Certificate, NoClock, OddRows, Phase, Plan, Relaxation, RowName, Rule, Status, Verdict,
    certify_bytes, parse, schema, sha256, solve,
};

use crate::placements::{best_bootcamp, best_rotation, bootcamp, rotation};

fn text(problem: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(problem).expect("a problem is JSON")
}

/// Solves, and certifies whatever came out.
fn solved_text(text: &[u8], seed: u64) -> (Plan, Verdict) {
    let read = parse(text).unwrap_or_else(|error| panic!("{error}"));
    let budget = Budget::unlimited(&NoClock);
    let plan = solve(&read, &sha256(text), seed, &budget, &mut |_| ()).expect("a plan");
    let verdict = certify_bytes(text, &plan).expect("a problem");
    assert!(verdict.holds(), "{:?}\n{}", verdict.refused, String::from_utf8_lossy(text));
    assert_eq!(verdict.value, plan.value);
    (plan, verdict)
}

fn solved(problem: &impl Serialize, seed: u64) -> Plan {
    solved_text(&text(problem), seed).0
}

/// The value, if there is a plan.
fn value(plan: &Plan) -> Option<i64> {
    (plan.status != Status::Infeasible).then_some(plan.value)
}

fn small_bootcamp(seed: u64) -> BootcampProblem {
    let weeks = u32::try_from(2 + seed % 4).expect("small");
    bootcamp(seed, 1 + seed % 3, 2 + seed % 3, weeks)
}

fn small_rotation(seed: u64) -> RotationProblem {
    let periods = u32::try_from(1 + seed % 3).expect("small");
    rotation(seed, 1 + seed % 6, 2 + seed % 4, periods)
}

#[test]
fn bootcamps_equal_brute_force_on_400_problems() {
    let (mut by_prices, mut none) = (0, 0);
    for seed in 0..400 {
        let problem = small_bootcamp(seed);
        let bytes = text(&problem);
        let (plan, verdict) = solved_text(&bytes, seed);
        let best = best_bootcamp(&problem);
        assert_eq!(value(&plan), best, "seed {seed}: {}", String::from_utf8_lossy(&bytes));
        assert!(best.is_none() || plan.status == Status::Optimal, "seed {seed}");
        by_prices += u32::from(best.is_some() && verdict.bound == Some(plan.bound));
        none += u32::from(best.is_none());
    }
    assert!(by_prices > 250 && none > 20, "{by_prices} proven by prices, {none} without a plan");
}

#[test]
fn rotations_equal_brute_force_on_400_problems() {
    let (mut by_prices, mut none) = (0, 0);
    for seed in 0..400 {
        let problem = small_rotation(seed);
        let bytes = text(&problem);
        let (plan, verdict) = solved_text(&bytes, seed);
        let best = best_rotation(&problem);
        assert_eq!(value(&plan), best, "seed {seed}: {}", String::from_utf8_lossy(&bytes));
        assert!(best.is_none() || plan.status == Status::Optimal, "seed {seed}");
        let word = verdict.not_checked.iter().any(|what| what.starts_with("bound: "));
        assert_eq!(word, best.is_some() && verdict.bound != Some(plan.bound), "seed {seed}");
        by_prices += u32::from(best.is_some() && !word);
        none += u32::from(best.is_none());
    }
    assert!(by_prices > 150 && none > 20, "{by_prices} proven by prices, {none} without a plan");
}

#[test]
fn the_same_seed_gives_the_same_bytes_with_one_thread_and_with_two() {
    for seed in 0..8 {
        let texts = [text(&bootcamp(seed, 14, 6, 8)), text(&rotation(seed, 25, 6, 3))];
        for bytes in texts {
            let plans = [1, 2, 1].map(|threads| {
                let pool =
                    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
                pool.install(|| solved_text(&bytes, 11).0.canonical())
            });
            assert!(plans[0] == plans[1] && plans[0] == plans[2], "seed {seed}");
        }
    }
}

/// The same where odd sets, a dive and regions make the plan, and where people choose all their stays anew.
#[test]
fn large_plans_are_the_same_with_one_thread_and_with_two() {
    let camp = crate::large::bootcamp(5, 40, 12, 12, 3);
    let texts = [text(&camp), text(&crate::large::rotation(5, 300, 30, 4))];
    for bytes in texts {
        let plans = [1, 2].map(|threads| {
            let pool =
                rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| solved_text(&bytes, 11).0)
        });
        assert_eq!(plans[0].canonical(), plans[1].canonical());
        assert!((plans[0].bound - plans[0].value) * 500 <= plans[0].bound);
    }
}

#[test]
fn seeds_choose_among_equally_good_plans() {
    let bytes = json!({
        "format": "weft-rotation/1", "periods": 1,
        "teams": [{"id": "t", "places": [0], "lend": [9]}, {"id": "u", "places": [1], "lend": [0]}],
        "applicants": (0..6).map(|a| json!({"id": format!("p{a}"), "team": "t", "choices": ["u"], "periods": [0]}))
            .collect::<Vec<_>>(),
    });
    let chosen: BTreeSet<String> =
        (0..40).map(|seed| solved(&bytes, seed).placements[0].person.clone()).collect();
    assert!(chosen.len() >= 4, "only {chosen:?} ever go");
}

#[test]
fn widening_capacity_never_lowers_the_optimum() {
    for seed in 0..80 {
        let mut problem = small_bootcamp(seed + 1_000);
        let narrow = value(&solved(&problem, 1));
        for team in &mut problem.teams {
            team.places.iter_mut().for_each(|places| *places += 1);
        }
        assert!(value(&solved(&problem, 1)) >= narrow, "bootcamp {seed}");
        let mut problem = small_rotation(seed + 1_000);
        let narrow = value(&solved(&problem, 1));
        for team in &mut problem.teams {
            team.places.iter_mut().chain(&mut team.lend).for_each(|places| *places += 1);
        }
        problem.rules.balance = problem.rules.balance.map(|balance| balance + 1);
        assert!(value(&solved(&problem, 1)) >= narrow, "rotation {seed}");
    }
}

#[test]
fn relabelling_changes_no_value() {
    for seed in 0..80 {
        let renamed = |bytes: Vec<u8>| {
            let mut text = String::from_utf8(bytes).expect("text");
            for n in 0..6 {
                for kind in ["h", "p", "t"] {
                    let new = format!("\"x{kind}{}\"", (n * 5 + 3) % 6);
                    text = text.replace(&format!("\"{kind}{n}\""), &new);
                }
            }
            text.into_bytes()
        };
        let problem = small_bootcamp(seed + 2_000);
        let mut other: BootcampProblem =
            serde_json::from_slice(&renamed(text(&problem))).expect("a problem");
        other.hires.reverse();
        other.teams.reverse();
        assert_eq!(value(&solved(&problem, 1)), value(&solved(&other, 2)), "bootcamp {seed}");
        let problem = small_rotation(seed + 2_000);
        let mut other: RotationProblem =
            serde_json::from_slice(&renamed(text(&problem))).expect("a problem");
        other.applicants.reverse();
        other.teams.reverse();
        assert_eq!(value(&solved(&problem, 1)), value(&solved(&other, 2)), "rotation {seed}");
    }
}

#[test]
fn a_budget_that_is_over_leaves_a_certified_plan() {
    let clock = || std::time::Duration::from_secs(9);
    let budget =
        Budget { time_limit: Some(std::time::Duration::from_secs(1)), cancel: None, clock: &clock };
    for seed in 0..20 {
        for bytes in [text(&bootcamp(seed, 12, 6, 8)), text(&rotation(seed, 20, 6, 3))] {
            let read = parse(&bytes).expect("a problem");
            let plan = solve(&read, &sha256(&bytes), 1, &budget, &mut |_| ()).expect("a plan");
            let verdict = certify_bytes(&bytes, &plan).expect("a problem");
            assert!(verdict.holds(), "{:?}", verdict.refused);
            assert!(plan.value <= plan.bound);
        }
    }
}

/// Above 12,000 candidates columns come by their prices, above 1,500 exchanges come before whole numbers.
#[test]
fn large_problems_have_a_certified_gap_within_a_time_limit() {
    let team = |n: u32| format!("t{}", n % 40);
    let camp = json!({
        "format": "weft-bootcamp/1", "weeks": 12,
        "teams": (0..40).map(|t| json!({"id": team(t), "places": (0..12).map(|w| (t + w) % 3).collect::<Vec<u32>>()}))
            .collect::<Vec<_>>(),
        "hires": (0..60).map(|h| json!({"id": format!("h{h}"), "home": team(h), "from": h % 4, "to": 12, "stints": 3,
            "likes": [team(h * 7 + 1), team(h * 7 + 4)]})).collect::<Vec<_>>(),
    });
    let exchange = json!({
        "format": "weft-rotation/1", "periods": 4, "rules": {"balance": 1},
        "teams": (0..40).map(|t| json!({"id": team(t), "places": (0..4).map(|w| (t + w) % 3).collect::<Vec<u32>>(),
            "lend": [1, 2, 1, 2]})).collect::<Vec<_>>(),
        "applicants": (0..260).map(|a| json!({"id": format!("p{a}"), "team": team(a), "manager": format!("m{}", a % 45),
            "choices": [team(a + 1 + a % 7), team(a + 9 + a % 5), team(a + 15 + a % 11)], "periods": [0, 1, 2, 3],
            "length": 1 + a % 2, "waited": a % 3})).collect::<Vec<_>>(),
    });
    for bytes in [text(&camp), text(&exchange)] {
        // Time stands still until there is a bound, then each look takes a second.
        let (ticks, looks) = (AtomicU64::new(0), AtomicU64::new(0));
        let clock = || {
            let tick = ticks.load(Ordering::Relaxed);
            std::time::Duration::from_millis(looks.fetch_add(tick, Ordering::Relaxed))
        };
        let limit = Some(std::time::Duration::from_secs(30));
        let budget = Budget { time_limit: limit, cancel: None, clock: &clock };
        let read = parse(&bytes).expect("a problem");
        let plan = solve(&read, &sha256(&bytes), 1, &budget, &mut |progress| {
            let tick = if progress.phase == Phase::Bound { 1_000 } else { 0 };
            ticks.fetch_max(tick, Ordering::Relaxed);
        })
        .expect("a plan");
        let verdict = certify_bytes(&bytes, &plan).expect("a problem");
        assert!(verdict.holds(), "{:?}", verdict.refused);
        assert!((plan.bound - plan.value) * 10 <= plan.bound, "{} of {}", plan.value, plan.bound);
    }
}

fn camp() -> Value {
    json!({
        "format": "weft-bootcamp/1", "weeks": 4,
        "teams": [{"id": "t", "places": [1, 1, 1, 1]}, {"id": "u", "places": [1, 0, 1, 1]},
            {"id": "v", "places": [2, 2, 2, 2]}, {"id": "w", "places": [1, 1, 1, 1]}],
        "hires": [{"id": "a", "home": "t", "from": 0, "to": 3, "stints": 2, "avoid": ["w"], "likes": ["u", "v"]},
            {"id": "b", "home": "w", "from": 0, "to": 4, "stints": 2, "length": 2, "must": ["v"]}],
    })
}

fn exchange() -> Value {
    json!({
        "format": "weft-rotation/1", "periods": 3,
        "teams": [{"id": "t", "places": [1, 1, 1], "lend": [1, 2, 2]}, {"id": "u", "places": [1, 2, 2], "lend": [1, 1, 1]},
            {"id": "v", "places": [2, 2, 2], "lend": [1, 1, 1]}],
        "applicants": [{"id": "a", "team": "t", "choices": ["u"], "periods": [0, 1], "manager": "m"},
            {"id": "b", "team": "t", "choices": ["u", "v"], "periods": [0], "length": 2},
            {"id": "c", "team": "u", "choices": ["v"], "periods": [0, 2], "manager": "m"}],
        "rules": {"balance": 1},
    })
}

/// What is refused when the plan has exactly these placements.
fn reasons(problem: &Value, spots: &[(&str, &str, u32)], lengths: u32) -> Vec<String> {
    let bytes = text(problem);
    let mut plan = serde_json::to_value(solved_text(&bytes, 1).0).expect("JSON");
    let spot = |(person, team, start): &(&str, &str, u32)| {
        let length = if *person == "b" { 2 } else { 1 } + lengths;
        json!({"person": person, "team": team, "start": start, "length": length})
    };
    plan["placements"] = spots.iter().map(spot).collect();
    let plan: Plan = serde_json::from_value(plan).expect("a plan");
    let verdict = certify_bytes(&bytes, &plan).expect("a problem");
    let places = ["$.placements"];
    verdict
        .refused
        .into_iter()
        .filter(|refusal| places.iter().any(|place| refusal.place.starts_with(place)))
        .map(|refusal| refusal.reason)
        .collect()
}

#[track_caller]
fn breaks(problem: &Value, rule: Rule, spots: &[(&str, &str, u32)]) {
    let found = reasons(problem, spots, 0);
    let name = format!("{}: ", rule.name());
    assert!(found.iter().any(|reason| reason.starts_with(&name)), "{name}{found:?}");
    assert!(found.iter().all(|reason| reason.starts_with(&name)), "{name}{found:?}");
}

#[test]
fn every_constraint_of_a_bootcamp_is_checked() {
    let camp = camp();
    assert_eq!(reasons(&camp, &[("a", "u", 0), ("a", "v", 1), ("b", "v", 0)], 0), [""; 0]);
    breaks(&camp, Rule::Window, &[("a", "u", 3)]);
    breaks(&camp, Rule::NotHome, &[("a", "t", 0)]);
    breaks(&camp, Rule::NotAvoid, &[("a", "w", 0)]);
    breaks(&camp, Rule::OnePlace, &[("a", "u", 0), ("a", "v", 0)]);
    breaks(&camp, Rule::OnePlace, &[("b", "t", 0), ("b", "v", 1)]);
    breaks(&camp, Rule::OncePerTeam, &[("a", "v", 0), ("a", "v", 1)]);
    breaks(&camp, Rule::TeamPlaces, &[("a", "u", 1)]);
    breaks(&camp, Rule::TeamPlaces, &[("a", "u", 2), ("b", "u", 2)]);
    let mut more = camp.clone();
    more["hires"][0]["stints"] = json!(1);
    breaks(&more, Rule::Stints, &[("a", "u", 0), ("a", "v", 1)]);
    let found = reasons(&camp, &[("a", "v", 0)], 1);
    assert!(found.iter().any(|reason| reason.starts_with(Rule::Length.name())), "{found:?}");
    let mut locked = camp.clone();
    locked["locked"] = json!([{"person": "a", "team": "u", "start": 0}]);
    breaks(&locked, Rule::Locked, &[("a", "u", 2)]);
    let mut order = camp.clone();
    order["order"] = json!([{"first": "v", "then": "u"}]);
    breaks(&order, Rule::Order, &[("a", "u", 0), ("a", "v", 1)]);
    assert_eq!(reasons(&order, &[("a", "u", 0)], 0), [""; 0], "it binds who visits both");
    assert_eq!(reasons(&order, &[("a", "v", 1), ("a", "u", 2)], 0), [""; 0]);
    let mut window = camp.clone();
    window["windows"] = json!([{"team": "v", "from": 0, "to": 1, "hard": true}]);
    breaks(&window, Rule::TeamWindow, &[("a", "v", 1)]);
    assert_eq!(reasons(&window, &[("a", "v", 0)], 0), [""; 0]);
    window["windows"][0]["hard"] = json!(false);
    assert_eq!(reasons(&window, &[("a", "v", 1)], 0), [""; 0], "a ranked window only costs");
}

#[test]
fn every_constraint_of_a_rotation_is_checked() {
    let exchange = exchange();
    assert_eq!(reasons(&exchange, &[("a", "u", 1), ("c", "v", 0)], 0), [""; 0]);
    breaks(&exchange, Rule::Choice, &[("a", "v", 0)]);
    breaks(&exchange, Rule::Period, &[("a", "u", 2)]);
    let mut free = exchange.clone();
    free["rules"] = json!({});
    breaks(&free, Rule::OnePlacement, &[("c", "v", 0), ("c", "v", 2)]);
    breaks(&free, Rule::Lend, &[("a", "u", 0), ("b", "v", 0)]);
    free["teams"][0]["lend"] = json!([9, 9, 9]);
    breaks(&free, Rule::TeamPlaces, &[("a", "u", 0), ("b", "u", 0)]);
    let mut zero = exchange.clone();
    zero["rules"]["balance"] = json!(0);
    zero["applicants"]
        .as_array_mut()
        .expect("a list")
        .push(json!({"id": "d", "team": "v", "choices": ["t"], "periods": [0, 1, 2]}));
    let found = reasons(&zero, &[("a", "u", 1)], 0);
    for rule in [Rule::BalanceIn, Rule::BalanceOut] {
        assert!(found.iter().any(|reason| reason.starts_with(rule.name())), "{found:?}");
    }
    assert_eq!(reasons(&zero, &[("a", "u", 0), ("c", "v", 0), ("d", "t", 0)], 0), [""; 0]);
    let found = reasons(&exchange, &[("a", "u", 1)], 1);
    assert!(found.iter().any(|reason| reason.starts_with(Rule::Length.name())), "{found:?}");
    let mut locked = exchange.clone();
    locked["locked"] = json!([{"person": "a", "team": "u", "start": 0}]);
    breaks(&locked, Rule::Locked, &[("a", "u", 1)]);
}

#[test]
fn every_alteration_of_a_plan_is_refused() {
    let mut prices = 0;
    for seed in 0..12 {
        for bytes in [text(&bootcamp(seed, 9, 5, 6)), text(&rotation(seed, 14, 5, 3))] {
            let plan = solved_text(&bytes, 1).0;
            if plan.placements.is_empty() {
                continue;
            }
            let plan = serde_json::to_value(plan).expect("JSON");
            let refused = |pointer: &str, place: &str, change: &dyn Fn(&mut Value)| {
                let mut other = plan.clone();
                change(other.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")));
                let other: Plan = serde_json::from_value(other).expect("a plan");
                let verdict = certify_bytes(&bytes, &other).expect("a problem");
                assert!(
                    verdict.refused.iter().any(|refusal| refusal.place.starts_with(place)),
                    "{pointer}: wanted {place}, got {:?}",
                    verdict.refused
                );
            };
            let add = |by: i64| {
                move |value: &mut Value| *value = json!(value.as_i64().expect("a number") + by)
            };
            for by in [1, -1] {
                refused("/value", "$.value", &add(by));
                refused("/bound", "$.", &add(by));
                refused("/new_connections", "$.new_connections", &add(by.abs()));
                refused("/terms/new_connection", "$.terms.new_connection", &add(by));
                refused("/certificate/relaxation/sum", "$.certificate", &add(by));
                let rows = plan["certificate"]["relaxation"]["rows"].as_array().expect("rows");
                for i in 0..rows.len() {
                    let pointer = format!("/certificate/relaxation/rows/{i}/price");
                    refused(&pointer, "$.certificate", &add(by));
                    prices += 1;
                }
            }
            refused("/kind", "$.kind", &|kind| *kind = json!("coffee"));
            refused("/gap", "$.gap", &|gap| *gap = json!(0.5));
            refused("/status", "$.status", &|status| *status = json!("feasible"));
            refused("/status", "$.conflict", &|status| *status = json!("infeasible"));
            refused("/certificate/kind", "$.certificate.kind", &|kind| *kind = json!("x"));
            refused("/certificate/relaxation", "$.certificate", &|all| *all = Value::Null);
            refused("/problem_sha256", "$.problem_sha256", &|hash| *hash = json!("0".repeat(64)));
            refused("/placements/0/person", "$.placements[0].person", &|id| *id = json!("nobody"));
            refused("/placements/0/team", "$.placements[0].team", &|id| *id = json!("nowhere"));
            refused("/placements/0/start", "$.", &|start| *start = json!(4_000_000_000_u32));
            refused("/placements", "$.", &|all| {
                all.as_array_mut().expect("a list").remove(0);
            });
            refused("/placements", "$.", &|all| {
                let all = all.as_array_mut().expect("a list");
                all.push(all[0].clone());
            });
            for (i, left) in plan["left_out"].as_array().expect("a list").iter().enumerate() {
                let lie = if left["because"] == "no-admissible-placement" {
                    "team-places"
                } else {
                    "no-admissible-placement"
                };
                let place = format!("$.left_out[{i}].because");
                refused(&format!("/left_out/{i}/because"), &place, &|why| *why = json!(lie));
            }
            if !plan["left_out"].as_array().expect("a list").is_empty() {
                refused("/left_out", "$.left_out", &|all| {
                    all.as_array_mut().expect("a list").clear();
                });
            }
        }
    }
    assert!(prices > 100, "{prices}");
}

/// Odd sets prove more than rows alone, and whatever is done to them, never less than the truth.
#[test]
fn odd_sets_lower_the_bound_and_never_below_a_plan() {
    let bytes = text(&crate::large::rotation(4, 200, 20, 4));
    let plan = solved_text(&bytes, 1).0;
    let relaxation = plan.certificate.relaxation.clone().expect("prices");
    assert!(relaxation.odd_sets.len() > 2, "{}", relaxation.odd_sets.len());
    let proven = |change: &dyn Fn(&mut Relaxation)| {
        let (mut other, mut relaxation) = (plan.clone(), relaxation.clone());
        change(&mut relaxation);
        other.certificate = Certificate::of_relaxation(relaxation);
        let verdict = certify_bytes(&bytes, &other).expect("a problem");
        (verdict.bound, verdict.refused)
    };
    let whole = proven(&|_| ()).0.expect("a bound");
    assert!(proven(&|some| some.odd_sets.clear()).0.expect("a bound") > whole);
    let at_least = |change: &dyn Fn(&mut Relaxation)| {
        assert!(proven(change).0.is_none_or(|bound| bound >= plan.value));
    };
    for i in 0..relaxation.odd_sets.len() {
        at_least(&|some| some.odd_sets[i].price *= 3);
        at_least(&|some| some.odd_sets[i].price /= 2);
        at_least(&|some| drop(some.odd_sets.remove(i)));
        at_least(&|some| {
            let again = some.odd_sets[i].clone();
            some.odd_sets.push(again);
        });
        for j in 0..relaxation.odd_sets[i].rows.len() {
            at_least(&|some| drop(some.odd_sets[i].rows.remove(j)));
        }
        let refused = |field: &str, change: &dyn Fn(&mut OddRows)| {
            let place = format!("$.certificate.relaxation.odd_sets[{i}]{field}");
            let (bound, reasons) = proven(&|some| change(&mut some.odd_sets[i]));
            assert!(bound.is_none() && reasons.iter().any(|one| one.place.starts_with(&place)));
        };
        refused(".price", &|set| set.price = -1);
        refused(".rows", &|set| {
            let again = set.rows[0].clone();
            set.rows.push(again);
        });
        refused(".rows[0].constraint", &|set| set.rows[0].constraint = "length".into());
        refused(".rows[0]", &|set| set.rows[0].person = Some("nobody".into()));
        // What counts is no limit: the manager's first may be any number.
        refused(".rows[0].constraint", &|set| {
            set.rows[0] = RowName {
                constraint: Rule::ManagerFirst.name().into(),
                person: Some("m1".into()),
                ..RowName::default()
            };
        });
    }
    let mut unsigned = plan.clone();
    let of_plan = unsigned.certificate.relaxation.as_mut().expect("prices");
    of_plan.odd_sets[0].rows.pop();
    let refused = certify_bytes(&bytes, &unsigned).expect("a problem").refused;
    assert!(refused.iter().any(|one| one.place == "$.certificate.digest"));
}

/// A certificate whose prices are altered and summed up and signed anew proves another bound, never a wrong one.
#[test]
fn a_bound_below_the_truth_is_never_proven() {
    for seed in 0..40 {
        let bytes = text(&small_rotation(seed));
        let plan = solved_text(&bytes, 1).0;
        let Some(relaxation) = plan.certificate.relaxation.clone() else { continue };
        for i in 0..relaxation.rows.len() {
            for by in [-900_000, -65_536, 65_536, 900_000] {
                let mut other = plan.clone();
                let mut relaxation = relaxation.clone();
                relaxation.rows[i].price += by;
                other.certificate = Certificate::of_relaxation(relaxation);
                let verdict = certify_bytes(&bytes, &other).expect("a problem");
                assert!(verdict.bound.is_none_or(|bound| bound >= plan.value), "seed {seed}");
            }
        }
    }
}

#[test]
fn conflicts_of_locked_placements_are_small_and_said_in_words() {
    let mut camp = camp();
    let lock = |spots: &[(&str, &str, u32)]| -> Value {
        let one = |(person, team, start): &(&str, &str, u32)| json!({"person": person, "team": team, "start": start});
        spots.iter().map(one).collect()
    };
    for (spots, rule, size, words) in [
        (&[("a", "u", 3)][..], Rule::Window, 1, "a is there in weeks 0 to 2"),
        (&[("a", "t", 0)], Rule::NotHome, 1, "t is the home of a"),
        (&[("a", "w", 0)], Rule::NotAvoid, 1, "a avoids w"),
        (
            &[("a", "u", 1)],
            Rule::TeamPlaces,
            1,
            "week 1: u has 0 places, 1 newcomers are locked there",
        ),
        (&[("a", "u", 0), ("a", "v", 0), ("b", "v", 0)], Rule::OnePlace, 2, "week 0: a is locked"),
        (&[("a", "v", 0), ("a", "v", 2)], Rule::OncePerTeam, 2, "a is locked in v more than once"),
        (&[("a", "u", 2), ("b", "u", 2)], Rule::TeamPlaces, 2, "week 2: u has 1 places"),
    ] {
        camp["locked"] = lock(spots);
        let plan = solved(&camp, 1);
        let conflict = plan.conflict.expect("a conflict");
        assert_eq!(plan.status, Status::Infeasible);
        assert_eq!((conflict.constraint.as_str(), conflict.placements.len()), (rule.name(), size));
        assert!(conflict.words.starts_with(words), "{}", conflict.words);
        assert!(conflict.ways_out.len() >= size, "{conflict:?}");
        for way in &conflict.ways_out {
            let mut changed = parse(&text(&camp)).expect("a problem");
            for change in &way.changes {
                changed = change.apply(&changed).unwrap_or_else(|| panic!("{way:?}"));
            }
            let budget = Budget::unlimited(&NoClock);
            let plan = solve(&changed, "", 1, &budget, &mut |_| ()).expect("a plan");
            assert_eq!(way.value, Some(plan.value), "{way:?}");
            assert!(way.optimal && !way.words.is_empty());
        }
    }
    let mut exchange = exchange();
    exchange["rules"]["balance"] = json!(0);
    exchange["locked"] = lock(&[("a", "u", 1), ("c", "v", 0)]);
    let plan = solved(&exchange, 1);
    let conflict = plan.conflict.expect("a conflict");
    assert!(conflict.constraint.starts_with("balance-"), "{conflict:?}");
    assert_eq!(conflict.placements.len(), 1);
    let wider = conflict.ways_out.iter().find(|way| way.words == "a balance of 1");
    assert!(wider.is_some_and(|way| way.value.is_some()), "{conflict:?}");
}

/// Two conflicts at once: what ends the first is not enough, and the way out says both.
#[test]
fn a_way_out_goes_on_until_there_is_a_plan() {
    let mut camp = camp();
    camp["locked"] = json!([{"person": "a", "team": "t", "start": 0}, {"person": "b", "team": "w", "start": 0},
        {"person": "a", "team": "w", "start": 1}]);
    let conflict = solved(&camp, 1).conflict.expect("a conflict");
    let way = &conflict.ways_out[0];
    assert_eq!(way.changes.len(), 3, "{conflict:?}");
    assert!(way.value.is_some_and(|value| value > 0), "{conflict:?}");
}

#[test]
fn a_repair_keeps_what_was_told_and_counts_what_moves() {
    for seed in 0..30 {
        let mut problem = bootcamp(seed, 8, 5, 6);
        problem.given.clear();
        problem.locked.clear();
        problem.weights = weft::optimise::bootcamp::Weights::default();
        let first = solved(&problem, 1);
        let given = |plan: &Plan| {
            plan.placements
                .iter()
                .map(|one| weft::optimise::Given {
                    person: one.person.clone(),
                    team: one.team.clone(),
                    start: one.start,
                })
                .collect::<Vec<_>>()
        };
        problem.given = given(&first);
        let again = solved(&problem, 2);
        assert_eq!(again.placements, first.placements, "nothing changed, so nothing moves");
        let Some(one) = first.placements.first() else { continue };
        let hire = problem.hires.iter_mut().find(|hire| hire.id == one.person).expect("known");
        hire.avoid.push(one.team.clone());
        hire.avoid.sort();
        hire.avoid.dedup();
        let repaired = solved(&problem, 3);
        assert!(repaired.terms["moved"] <= -400, "seed {seed}");
        let kept = given(&repaired).iter().filter(|spot| problem.given.contains(spot)).count();
        let lost = i64::try_from(problem.given.len() - kept).expect("small");
        assert_eq!(repaired.terms["moved"], -400 * lost);
    }
}

fn given_of(plan: &Plan) -> Vec<weft::optimise::Given> {
    let given = |one: &weft::optimise::Placement| weft::optimise::Given {
        person: one.person.clone(),
        team: one.team.clone(),
        start: one.start,
    };
    plan.placements.iter().map(given).collect()
}

/// A host withdraws a week: the repair is the best there is by brute force, and where nobody was there nothing moves.
#[test]
fn a_host_who_withdraws_a_week_moves_as_few_as_brute_force() {
    let (mut hit, mut spared) = (0, 0);
    for seed in 0..120 {
        let mut camp = small_bootcamp(seed + 3_000);
        camp.given.clear();
        camp.locked.clear();
        camp.weights = weft::optimise::bootcamp::Weights::default();
        let first = solved(&camp, 1);
        camp.given = given_of(&first);
        camp.teams[0].places[0] = 0;
        let repaired = solved(&camp, 2);
        assert_eq!(value(&repaired), best_bootcamp(&camp), "bootcamp {seed}");
        let host = camp.teams[0].id.as_str();
        let mut turn = small_rotation(seed + 3_000);
        turn.given.clear();
        turn.locked.clear();
        turn.weights = weft::optimise::rotation::Weights::default();
        let before = solved(&turn, 1);
        turn.given = given_of(&before);
        turn.teams[0].places[0] = 0;
        let again = solved(&turn, 2);
        assert_eq!(value(&again), best_rotation(&turn), "rotation {seed}");
        for (old, new) in [(first, repaired), (before, again)] {
            let there =
                |plan: &Plan| plan.placements.iter().any(|one| one.team == host && one.start == 0);
            if there(&old) {
                assert!(!there(&new));
                assert!(new.terms["moved"] <= -400, "seed {seed}");
                hit += 1;
            } else {
                assert_eq!(new.placements, old.placements, "seed {seed}: nobody was there");
                spared += 1;
            }
        }
    }
    assert!(hit > 20 && spared > 20, "{hit} {spared}");
}

/// With room elsewhere only those move whose host withdraws; what is locked stays in any case.
#[test]
fn unaffected_placements_stay_when_there_is_room() {
    for seed in 0..40 {
        let mut camp = bootcamp(seed + 500, 6, 4, 6);
        camp.given.clear();
        camp.locked.clear();
        camp.weights = weft::optimise::bootcamp::Weights { load: 0, ..Default::default() };
        for team in &mut camp.teams {
            team.places = vec![9; team.places.len()];
        }
        let first = solved(&camp, 1);
        camp.given = given_of(&first);
        camp.locked = camp.given.iter().filter(|one| one.team != "t0").take(2).cloned().collect();
        camp.teams[0].places[2] = 0;
        let repaired = given_of(&solved(&camp, 2));
        let mut affected: Vec<&str> = Vec::new();
        for one in &first.placements {
            if one.team == "t0" && one.start <= 2 && 2 < one.start + one.length {
                affected.push(&one.person);
            }
        }
        for one in camp.given.iter().filter(|one| !affected.contains(&one.person.as_str())) {
            assert!(repaired.contains(one), "seed {seed}: {one:?} moved for nothing");
        }
        assert!(camp.locked.iter().all(|one| repaired.contains(one)));
    }
}

#[test]
fn people_without_a_placement_are_told_why() {
    let because = |problem: &Value, person: &str| {
        let plan = solved(problem, 1);
        let left = plan.left_out.iter().find(|left| left.person == person);
        left.map(|left| left.because.clone()).unwrap_or_default()
    };
    let mut camp = camp();
    camp["hires"][0]["stints"] = json!(0);
    assert_eq!(because(&camp, "a"), "no-stints");
    camp["hires"][0]["stints"] = json!(1);
    camp["hires"][0]["length"] = json!(4);
    assert_eq!(because(&camp, "a"), "no-admissible-placement");
    camp["hires"][0]["length"] = json!(1);
    camp["teams"] = json!([{"id": "t", "places": [0, 0, 0, 0]}, {"id": "u", "places": [0, 0, 0, 0]},
        {"id": "v", "places": [0, 0, 0, 0]}, {"id": "w", "places": [9, 9, 9, 9]}]);
    assert_eq!(because(&camp, "a"), "team-places");
    let mut exchange = exchange();
    exchange["applicants"][0]["choices"] = json!([]);
    assert_eq!(because(&exchange, "a"), "no-admissible-placement");
    exchange["applicants"][0]["choices"] = json!(["u"]);
    exchange["teams"][0]["lend"] = json!([0, 0, 0]);
    assert_eq!(because(&exchange, "a"), "lend");
    exchange["teams"][0]["lend"] = json!([5, 5, 5]);
    exchange["teams"][1]["places"] = json!([0, 0, 0]);
    assert_eq!(because(&exchange, "a"), "team-places");
    exchange["teams"][1]["places"] = json!([5, 5, 5]);
    exchange["rules"]["balance"] = json!(0);
    assert_eq!(because(&exchange, "a"), "balance");
}

#[test]
fn wrong_problems_are_refused_with_path_and_reason() {
    let camp = camp();
    let exchange = exchange();
    for (base, pointer, value, path) in [
        (&camp, "/colour", json!(1), "$.colour"),
        (&camp, "/weeks", json!(3), "$.teams[0].places"),
        (&camp, "/weeks", json!(-1), "$.weeks"),
        (&camp, "/teams/1/id", json!("t"), "$.teams[1].id"),
        (&camp, "/teams/1/places/2", json!(1.5), "$.teams[1].places[2]"),
        (&camp, "/hires/1/id", json!("a"), "$.hires[1].id"),
        (&camp, "/hires/0/home", json!("z"), "$.hires[0].home"),
        (&camp, "/hires/0/to", json!(5), "$.hires[0].to"),
        (&camp, "/hires/0/from", json!(4), "$.hires[0].from"),
        (&camp, "/hires/0/length", json!(0), "$.hires[0].length"),
        (&camp, "/hires/0/stints", Value::Null, "$.hires[0].stints"),
        (&camp, "/hires/0/must", json!(["u", "z"]), "$.hires[0].must[1]"),
        (&camp, "/hires/0/likes", json!(["u", "u"]), "$.hires[0].likes[1]"),
        (&camp, "/hires/0/sofa", json!(1), "$.hires[0].sofa"),
        (&camp, "/links", json!([{"a": "t", "b": "z", "ties": 1}]), "$.links[0].b"),
        (&camp, "/links", json!([{"a": "t", "b": "t", "ties": 1}]), "$.links[0]"),
        (
            &camp,
            "/links",
            json!([{"a": "t", "b": "u", "ties": 1}, {"a": "u", "b": "t", "ties": 1}]),
            "$.links[1]",
        ),
        (&camp, "/locked", json!([{"person": "z", "team": "t", "start": 0}]), "$.locked[0].person"),
        (&camp, "/locked", json!([{"person": "a", "team": "z", "start": 0}]), "$.locked[0].team"),
        (&camp, "/given", json!([{"person": "a", "team": "u", "start": 9}]), "$.given[0].start"),
        (
            &camp,
            "/given",
            json!([{"person": "a", "team": "u", "start": 1}, {"person": "a", "team": "u", "start": 1}]),
            "$.given[1]",
        ),
        (&camp, "/weights", json!({"load": -1}), "$.weights.load"),
        (&camp, "/weights", json!({"likes": [1, 2]}), "$.weights.likes"),
        (&exchange, "/periods", json!("x"), "$.periods"),
        (&exchange, "/teams/0/lend", json!([1]), "$.teams[0].lend"),
        (&exchange, "/applicants/0/team", json!("z"), "$.applicants[0].team"),
        (&exchange, "/applicants/0/choices", json!(["u", "t"]), "$.applicants[0].choices[1]"),
        (&exchange, "/applicants/0/periods", json!([0, 3]), "$.applicants[0].periods[1]"),
        (&exchange, "/applicants/0/periods", json!([1, 1]), "$.applicants[0].periods[1]"),
        (&exchange, "/applicants/0/length", json!(0), "$.applicants[0].length"),
        (&exchange, "/applicants/0/waited", json!(-2), "$.applicants[0].waited"),
        (&exchange, "/rules", json!({"balance": -1}), "$.rules.balance"),
        (&exchange, "/rules", json!({"unbalance": 1}), "$.rules.unbalance"),
    ] {
        let mut problem = base.clone();
        let (parent, field) = pointer.rsplit_once('/').expect("a pointer");
        let parent = problem.pointer_mut(parent).expect("a parent");
        match field.parse::<usize>() {
            Ok(i) => parent[i] = value,
            Err(_) => parent[field] = value,
        }
        let error = parse(&text(&problem)).expect_err(pointer);
        assert_eq!(error.path, path, "{pointer}: {error}");
    }
}

#[test]
fn schemas_know_every_field_of_the_types() {
    let problems = [
        ("bootcamp", serde_json::to_value(bootcamp(3, 4, 3, 5)).expect("JSON")),
        ("rotation", serde_json::to_value(rotation(3, 4, 3, 3)).expect("JSON")),
    ];
    for (kind, problem) in problems {
        let schema = schema(kind).expect("a schema");
        assert_eq!(schema["additionalProperties"], false);
        for field in problem.as_object().expect("an object").keys() {
            assert!(schema["properties"].get(field).is_some(), "{kind}: {field}");
        }
    }
    let known = schema("plan").expect("a schema");
    let mut camp = camp();
    let plan = serde_json::to_value(solved(&camp, 1)).expect("JSON");
    camp["locked"] = json!([{"person": "a", "team": "t", "start": 0}]);
    let none = serde_json::to_value(solved(&camp, 1)).expect("JSON");
    for field in [plan, none].iter().flat_map(|plan| plan.as_object().expect("an object").keys()) {
        assert!(known["properties"].get(field).is_some(), "{field}");
    }
}

/// `docs/model.md` lists every constraint id of the code, and no other.
#[test]
fn the_constraint_ids_of_the_documentation_are_those_of_the_code() {
    let model = include_str!("../../docs/model.md");
    let placing = model.split("# The mathematics of bootcamps and rotations").nth(1).expect("it");
    let listed: BTreeSet<&str> =
        placing.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let known: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    assert_eq!(listed, known);
    for rule in Rule::ALL {
        assert_eq!(serde_json::to_value(rule).expect("JSON"), json!(rule.name()));
    }
}

/// Problems and plans for `tests/oracle/bootcamp_rotation_cpsat.py`, as many of each kind as are asked for.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "how many is an argument of the script that runs the oracle"
)]
fn writes_placements_for_the_oracle() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("placing-oracle");
    // What an earlier run left is not of this one.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    // More of them by `tests/oracle/run COUNT`.
    let count = std::env::var("WEFT_ORACLE_PROBLEMS").ok().and_then(|n| n.parse().ok());
    for seed in 0..count.unwrap_or(300) {
        let extra = 5 + seed % 12;
        let weeks = u32::try_from(3 + seed % 6).expect("small");
        let periods = u32::try_from(1 + seed % 4).expect("small");
        for (kind, bytes) in [
            ("bootcamp", text(&bootcamp(seed + 9_000, extra, 3 + seed % 4, weeks))),
            ("rotation", text(&rotation(seed + 9_000, 2 * extra, 3 + seed % 4, periods))),
        ] {
            let plan = solved_text(&bytes, seed).0;
            let file = |what: &str| folder.join(format!("{kind}-{seed:03}.{what}.json"));
            std::fs::write(file("problem"), &bytes).expect("written");
            std::fs::write(file("plan"), plan.canonical()).expect("written");
        }
    }
}
