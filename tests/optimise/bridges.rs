//! Teams that should come together: their new connections count more, in every way a round is solved.

use serde_json::{Value, json};
use weft::optimise::problem::CoffeeProblem;
use weft::optimise::{Budget, NoClock, Plan, Problem, Status, certify_bytes, explain};

use crate::make::{Stream, bridged, dense, mixed};
use crate::{brute, bytes, solved, solved_with};

/// How many pairs of people of bridged teams a plan brings together who had no tie.
fn crossings(problem: &CoffeeProblem, plan: &Plan) -> i64 {
    let team = |id: &str| {
        let person = problem.people.iter().find(|person| person.id == id);
        person.expect("a person of the problem").team.as_str()
    };
    let mut count = 0;
    for group in &plan.groups {
        for (i, p) in group.iter().enumerate() {
            for q in &group[i + 1..] {
                let tied = problem
                    .ties
                    .iter()
                    .any(|tie| (&tie.a, &tie.b) == (p, q) || (&tie.a, &tie.b) == (q, p));
                let (a, b) = (team(p), team(q));
                let meant = |one: &str, other: &str| one == a && other == b;
                let both = problem
                    .bridges
                    .iter()
                    .any(|bridge| meant(&bridge.a, &bridge.b) || meant(&bridge.b, &bridge.a));
                count += i64::from(both && !tied);
            }
        }
    }
    count
}

#[test]
fn pairs_trios_and_groups_equal_brute_force_with_every_weight() {
    let mut crossed = 0;
    for seed in 0..150 {
        let mut dice = Stream(seed ^ 0xB1);
        let n = 6 + usize::try_from(seed % 4).expect("small");
        let weight = i64::try_from(dice.below(3_000)).expect("small");
        let mut problem = mixed(seed + 40_000, n);
        problem.bridges.clear();
        problem = bridged(problem, weight);
        if seed % 3 == 2 {
            problem.group.odd = None;
            problem.group.min = 2 + u32::try_from(dice.below(2)).expect("small");
            problem.group.max = 4;
        }
        let plan = solved(&problem, seed);
        let words = || String::from_utf8_lossy(&bytes(&problem)).into_owned();
        assert_eq!(plan.value, brute::best(&problem), "seed {seed}: {}", words());
        assert_eq!(plan.status, Status::Optimal, "seed {seed}");
        let made = crossings(&problem, &plan);
        let term = plan.terms.get("bridge").copied().unwrap_or(0);
        assert_eq!(term, made * weight, "seed {seed}: {}", words());
        crossed += made;
    }
    assert!(crossed > 100, "only {crossed} pairs of bridged teams");
}

#[test]
fn every_way_of_solving_brings_bridged_teams_together_and_proves_it() {
    // Cases; with a dive; prices that settle; groups by cases; groups by pairs.
    for (n, teams, max) in [(48, 8, 2), (151, 10, 2), (501, 24, 2), (40, 8, 4), (230, 12, 4)] {
        let mut plain = dense(11, n, teams);
        if max > 2 {
            plain.group.odd = None;
            (plain.group.min, plain.group.max) = (3, max);
        }
        let meant = bridged(plain.clone(), 400);
        let (without, with) = (solved(&plain, 5), solved(&meant, 5));
        let (before, after) = (crossings(&meant, &without), crossings(&meant, &with));
        assert!(after > before, "{n} people: {before} without, {after} with");
        assert_eq!(with.terms["bridge"], 400 * after);
        assert!(!without.terms.contains_key("bridge"));
        assert!((with.bound - with.value) * 50 <= with.bound, "{} of {}", with.value, with.bound);
        if n <= 60 {
            assert_eq!(with.status, Status::Optimal, "{n} people");
        }
    }
}

#[test]
fn large_rounds_with_every_feature_and_a_dear_bridge_are_proven() {
    for seed in 0..6 {
        let n = 401 + usize::try_from(Stream(seed).below(40)).expect("small");
        let mut problem = mixed(seed + 90, n);
        problem.bridges.clear();
        let weight = [0, 50, 400, 3_000, 100_000, 1_000_000];
        let problem = bridged(problem, weight[usize::try_from(seed).expect("small")]);
        let plan = solved(&problem, seed);
        let made = crossings(&problem, &plan);
        assert_eq!(plan.terms.get("bridge").copied().unwrap_or(0), made * problem.weights.bridge);
    }
}

#[test]
fn a_bridge_of_nothing_and_one_between_teams_without_people_change_no_plan() {
    for (n, max) in [(41, 2), (430, 2), (30, 4)] {
        let mut plain = dense(3, n, 9);
        plain.teams.push(plain.teams[0].clone());
        plain.teams[9].id = "nobody".into();
        if max > 2 {
            plain.group.odd = None;
            plain.group.max = max;
        }
        let groups = |problem: &CoffeeProblem| solved(problem, 2).groups;
        let free = bridged(plain.clone(), 0);
        let mut empty = bridged(plain.clone(), 400);
        empty.bridges.retain(|bridge| bridge.a == "nobody" || bridge.b == "nobody");
        assert!(!empty.bridges.is_empty());
        let as_before = groups(&plain);
        assert_eq!(as_before, groups(&free));
        assert_eq!(as_before, groups(&empty));
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_with_one_thread_and_with_two() {
    for n in [59, 130, 420] {
        let problem = bridged(dense(3, n, 8), 400);
        let plans = [1, 2].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("threads").install(|| solved(&problem, 11).canonical())
        });
        assert_eq!(plans[0], plans[1], "{n} people");
    }
}

#[test]
fn an_altered_bridge_is_refused() {
    for n in [40, 430] {
        let problem = bridged(dense(6, n, 8), 400);
        let text = bytes(&problem);
        let plan = solved_with(&problem, 1, &Budget::unlimited(&NoClock));
        let refused = |text: &[u8], plan: Value, place: &str| {
            let plan: Plan = serde_json::from_value(plan).expect("a plan");
            let refused = certify_bytes(text, &plan).expect("a problem").refused;
            assert!(
                refused.iter().any(|one| one.place.starts_with(place)),
                "{n} people, {place}: {refused:?}"
            );
        };
        let file = serde_json::to_value(&plan).expect("JSON");
        for by in [1, -400] {
            let mut other = file.clone();
            other["terms"]["bridge"] = json!(plan.terms["bridge"] + by);
            refused(&text, other, "$.terms.bridge");
        }
        let mut without = file.clone();
        without["terms"].as_object_mut().expect("terms").remove("bridge");
        refused(&text, without, "$.terms.bridge");
        // A proof made without the bridges does not hold with them: their pairs are not covered.
        let mut plain = problem.clone();
        plain.bridges.clear();
        let mut blind = solved(&plain, 1);
        blind.problem_sha256.clone_from(&plan.problem_sha256);
        let file = serde_json::to_value(&blind).expect("JSON");
        refused(&text, file, "$.certificate");
        // Nor does a proof with dearer bridges hold as it stands, for its plan is worth less.
        let mut dearer = problem.clone();
        dearer.weights.bridge = 500;
        let file = serde_json::to_value(&plan).expect("JSON");
        refused(&bytes(&dearer), file, "$.value");
    }
}

#[test]
fn explanations_name_what_the_bridge_adds() {
    for problem in [bridged(dense(2, 61, 6), 400)] {
        let plan = solved(&problem, 1);
        let explained =
            explain(&Problem::Coffee(problem.clone()), &plan).expect("the plan's own problem");
        assert_eq!(explained.groups.iter().map(|group| group.value).sum::<i64>(), plan.value);
        let bridge: i64 = explained.groups.iter().filter_map(|g| g.terms.get("bridge")).sum();
        assert_eq!(Some(&bridge), plan.terms.get("bridge"));
    }
}
