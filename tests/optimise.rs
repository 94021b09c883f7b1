//! The optimiser against brute force, its own certificates, and everything that can go wrong.

#[path = "optimise/bridges.rs"]
mod bridges;
#[path = "optimise/brute.rs"]
mod brute;
#[path = "optimise/cells.rs"]
mod cells;
#[path = "optimise/crowd.rs"]
mod crowd;
#[path = "optimise/groups.rs"]
mod groups;
#[path = "optimise/large.rs"]
mod large;
#[path = "optimise/limits.rs"]
mod limits;
#[path = "optimise/make.rs"]
mod make;
#[path = "optimise/placements.rs"]
mod placements;
#[path = "optimise/placing.rs"]
mod placing;
#[path = "optimise/rules.rs"]
mod rules;
#[path = "optimise/tamper.rs"]
mod tamper;
#[path = "optimise/whatif.rs"]
mod whatif;

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use weft::optimise::problem::{CoffeeProblem, Person, Team, Tie, Weights};
use weft::optimise::{
    Budget, Clock, Explanation, NoClock, Plan, Problem, RefusalKind, Status, certify_bytes,
    explain, parse, schema, sha256, solve,
};

fn bytes(problem: &CoffeeProblem) -> Vec<u8> {
    serde_json::to_vec(problem).expect("a problem is JSON")
}

fn solved_with(problem: &CoffeeProblem, seed: u64, budget: &Budget<'_>) -> Plan {
    let text = bytes(problem);
    let read = parse(&text).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(read, Problem::Coffee(problem.clone()), "what is written is read");
    let plan = solve(&read, &sha256(&text), seed, budget, &mut |_| ()).expect("a plan");
    let verdict = certify_bytes(&text, &plan).expect("a problem");
    assert!(verdict.holds(), "{:?}", verdict.refused);
    assert_eq!(verdict.value, plan.value);
    assert_eq!(verdict.bound, Some(plan.bound));
    plan
}

fn solved(problem: &CoffeeProblem, seed: u64) -> Plan {
    solved_with(problem, seed, &Budget::unlimited(&NoClock))
}

#[test]
fn equals_brute_force_on_600_problems_and_every_certificate_holds() {
    for seed in 0..600 {
        let n = usize::try_from(seed % 10).expect("small");
        let problem = make::mixed(seed, n);
        let plan = solved(&problem, seed);
        assert_eq!(
            plan.value,
            brute::best(&problem),
            "seed {seed}: {}",
            String::from_utf8_lossy(&bytes(&problem))
        );
        assert_eq!(plan.status, Status::Optimal, "seed {seed}");
    }
}

#[test]
fn ten_people_equal_brute_force() {
    for seed in 1_000..1_020 {
        let problem = make::mixed(seed, 10);
        assert_eq!(solved(&problem, 1).value, brute::best(&problem), "seed {seed}");
    }
}

#[test]
fn forty_and_sixty_dense_people_are_proven_optimal() {
    for (seed, n, teams) in [(1, 40, 6), (2, 41, 8), (3, 60, 8), (4, 59, 12)] {
        let plan = solved(&make::dense(seed, n, teams), 7);
        assert_eq!(plan.status, Status::Optimal, "{n} people");
        assert_eq!(plan.value, plan.bound);
        assert!(plan.left_out.is_empty());
    }
}

#[test]
fn odd_organisations_above_sixty_are_proven_too() {
    for (seed, n, teams) in [(1, 61, 13), (2, 65, 13), (3, 101, 16)] {
        let plan = solved(&make::dense(seed, n, teams), 7);
        assert_eq!(plan.status, Status::Optimal, "{n} people: {} of {}", plan.value, plan.bound);
    }
}

/// A trio among an even number of seats leaves one empty: without saying so, the bound stays half a pair too high.
#[test]
fn an_odd_organisation_with_an_even_number_of_seats_is_proven() {
    for seed in 0..4 {
        let mut problem = make::dense(seed, 57, 13);
        let team = problem.teams[0].id.clone();
        let members = problem.people.iter().filter(|person| person.team == team).count();
        problem.teams[0].seats = Some(u32::from(members % 2 == 0));
        let plan = solved(&problem, seed);
        assert_eq!(plan.status, Status::Optimal, "seed {seed}: {} of {}", plan.value, plan.bound);
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_with_one_thread_and_with_two() {
    for n in [25, 60, 130, 211] {
        let problem = make::dense(3, n, 7);
        let plans: Vec<String> = [1, 2, 1]
            .map(|threads| {
                let pool =
                    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
                pool.install(|| solved(&problem, 11).canonical())
            })
            .into();
        assert_eq!(plans[0], plans[1]);
        assert_eq!(plans[0], plans[2]);
    }
}

#[test]
fn seeds_choose_among_equally_good_plans_and_take_turns_in_sitting_out() {
    let mut problem = make::empty();
    for t in 0..3 {
        problem.teams.push(Team { id: format!("t{t}"), seats: None });
    }
    for p in 0..9 {
        problem.people.push(Person {
            id: format!("p{p}"),
            team: format!("t{}", p % 3),
            ..Person::default()
        });
    }
    let plans: Vec<Plan> = (0..40).map(|seed| solved(&problem, seed)).collect();
    assert!(plans.iter().all(|plan| plan.value == plans[0].value && plan.left_out.len() == 1));
    let out: std::collections::BTreeSet<&str> =
        plans.iter().map(|plan| plan.left_out[0].person.as_str()).collect();
    assert!(out.len() >= 5, "only {out:?} ever sit out");
    assert!(plans.iter().all(|plan| plan.left_out[0].because == "odd-number"));
}

#[test]
fn nobody_one_person_one_team_all_blocked_and_no_seats_have_empty_plans() {
    let empty = solved(&make::empty(), 1);
    assert_eq!((empty.value, empty.bound, empty.groups.len()), (0, 0, 0));
    let one = solved(&make::mixed(4, 1), 1);
    assert_eq!(one.left_out[0].because, "no-admissible-partner");
    let mut team = make::empty();
    team.teams.push(Team { id: "t".into(), seats: None });
    team.people = (0..6)
        .map(|p| Person { id: format!("p{p}"), team: "t".into(), ..Person::default() })
        .collect::<Vec<_>>();
    let plan = solved(&team, 1);
    assert!(plan.groups.is_empty());
    assert!(plan.left_out.iter().all(|left| left.because == "no-admissible-partner"));
    let mut seats = make::dense(1, 12, 3);
    seats.teams.iter_mut().for_each(|team| team.seats = Some(0));
    let plan = solved(&seats, 1);
    assert!(
        plan.groups.is_empty() && plan.left_out.iter().all(|left| left.because == "team-seats")
    );
    let mut blocked = make::dense(1, 8, 3);
    for p in 0..8 {
        for q in p + 1..8 {
            blocked.never.push((format!("p{p:04}"), format!("p{q:04}")));
        }
    }
    assert!(solved(&blocked, 1).groups.is_empty());
}

/// A clock that advances by a millisecond at each look.
struct Ticking(std::sync::atomic::AtomicU64);

impl Clock for Ticking {
    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.0.fetch_add(1, Ordering::Relaxed))
    }
}

#[test]
fn a_time_limit_at_any_moment_leaves_a_certified_plan() {
    for (limit, n) in [(0, 40), (1, 40), (2, 59), (5, 60), (9, 60), (3, 150), (40, 150)] {
        let clock = Ticking(std::sync::atomic::AtomicU64::new(0));
        let budget =
            Budget { time_limit: Some(Duration::from_millis(limit)), cancel: None, clock: &clock };
        let plan = solved_with(&make::dense(9, n, 6), 1, &budget);
        assert!(plan.value <= plan.bound);
    }
}

#[test]
fn cancellation_at_any_sign_of_life_leaves_a_certified_plan() {
    for stop_at in 0..6 {
        let flag = AtomicBool::new(stop_at == 0);
        let budget = Budget { time_limit: None, cancel: Some(&flag), clock: &NoClock };
        let problem = make::mixed(21, 15);
        let text = bytes(&problem);
        let seen = Cell::new(0);
        let plan =
            solve(&parse(&text).expect("a problem"), &sha256(&text), 1, &budget, &mut |progress| {
                seen.set(seen.get() + 1);
                assert!(progress.bound.is_none_or(|bound| bound >= progress.value));
                flag.fetch_or(seen.get() >= stop_at, Ordering::Relaxed);
            })
            .expect("a plan");
        assert!(certify_bytes(&text, &plan).expect("a problem").holds());
    }
}

#[test]
fn relabelling_changes_no_value() {
    for seed in 0..60 {
        let problem = make::mixed(seed + 300, 9);
        let mut text = String::from_utf8(bytes(&problem)).expect("text");
        for p in 0..9 {
            text = text.replace(&format!("\"p{p:02}\""), &format!("\"x{}\"", (p * 5 + 3) % 9));
        }
        let mut other: CoffeeProblem = serde_json::from_str(&text).expect("a problem");
        other.people.reverse();
        other.teams.reverse();
        assert_eq!(solved(&problem, 1).value, solved(&other, 2).value, "seed {seed}");
    }
}

#[test]
fn widening_seats_never_lowers_the_optimum() {
    for seed in 0..60 {
        let mut problem = make::mixed(seed + 700, 9);
        let narrow = solved(&problem, 1).value;
        for team in &mut problem.teams {
            team.seats = team.seats.map(|seats| seats + 1);
        }
        assert!(solved(&problem, 1).value >= narrow, "seed {seed}");
    }
}

#[test]
fn adding_a_tie_never_raises_the_bound_of_new_connections() {
    for seed in 0..60 {
        let mut problem = make::mixed(seed + 900, 8);
        problem.weights = Weights {
            new_connection: 1000,
            topic: 0,
            repeat: 0,
            seat: 0,
            waited: 0,
            thin_link: 0,
            bridge: 0,
        };
        let before = solved(&problem, 1).bound;
        let tied =
            |a: &str, b: &str, tie: &Tie| (tie.a == a && tie.b == b) || (tie.a == b && tie.b == a);
        if !problem.ties.iter().any(|tie| tied("p00", "p01", tie)) {
            problem.ties.push(Tie { a: "p00".into(), b: "p01".into(), days: None });
        }
        assert!(solved(&problem, 1).bound <= before, "seed {seed}");
    }
}

#[test]
fn explanations_add_up_and_name_the_next_best() {
    for (problem, exact) in [(make::mixed(12, 12), true), (make::dense(2, 61, 6), false)] {
        let plan = solved(&problem, 1);
        let explained: Explanation =
            explain(&Problem::Coffee(problem), &plan).expect("the plan's own problem");
        assert_eq!(explained.groups.iter().map(|group| group.value).sum::<i64>(), plan.value);
        assert_eq!(explained.groups.len(), plan.groups.len());
        assert_eq!(explained.left_out.len(), plan.left_out.len());
        for next in explained.groups.iter().flat_map(|group| &group.next_best) {
            assert!(next.loss >= 0 || !exact, "a better plan than the optimum: {next:?}");
            assert!(next.at_least.is_none_or(|least| least <= next.loss));
        }
    }
}

#[test]
fn larger_problems_are_refused_as_not_yet() {
    let mut large = make::dense(1, 2_001, 5);
    large.group.max = 4;
    let error = parse(&bytes(&large)).expect_err("too large");
    assert_eq!((error.path.as_str(), error.kind), ("$.people", RefusalKind::NotYet));
}

#[test]
fn schemas_are_of_the_draft_and_know_the_fields_the_types_have() {
    for kind in ["weft-coffee/1", "weft-plan/1"] {
        let schema = schema(kind).expect("a schema");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["additionalProperties"], false);
    }
    let plan = serde_json::to_value(solved(&make::mixed(2, 6), 1)).expect("JSON");
    let known = schema("plan").expect("a schema");
    for field in plan.as_object().expect("an object").keys() {
        assert!(known["properties"].get(field).is_some(), "{field} is not in the schema");
    }
    assert!(schema("weft-nothing/1").is_none());
}

/// Problems and plans for `tests/oracle/coffee_cpsat.py`, which solves each anew with OR-tools CP-SAT.
#[test]
fn writes_problems_for_the_oracle() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("optimise-oracle");
    // What an earlier run left is not of this one.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    for seed in 0..60 {
        let n = 11 + usize::try_from(seed).expect("small") / 2;
        let problem =
            if seed % 3 == 0 { make::dense(seed, n, 5) } else { make::mixed(seed + 5_000, n) };
        let problem = if seed % 6 == 0 { make::bridged(problem, 400) } else { problem };
        let plan = solved(&problem, seed);
        std::fs::write(folder.join(format!("{seed:03}.problem.json")), bytes(&problem))
            .expect("written");
        std::fs::write(folder.join(format!("{seed:03}.plan.json")), plan.canonical())
            .expect("written");
    }
}
