//! Explanations, bottlenecks and what-if against brute force where it can, against solving again where it cannot.

use serde::Serialize;
use serde_json::json;
use weft::optimise::bootcamp::BootcampProblem;
use weft::optimise::explain::Known;
use weft::optimise::rotation::RotationProblem;
use weft::optimise::whatif::{bottlenecks, effect, most_valuable};
use weft::optimise::{
    Budget, Change, NoClock, Plan, Problem, Status, explain, parse, sha256, solve,
};

use crate::placements::{best_bootcamp, best_rotation, bootcamp, rotation};
use crate::{brute, make};

fn solved(problem: &impl Serialize) -> (Problem, Plan) {
    let text = serde_json::to_vec(problem).expect("a problem is JSON");
    let read = parse(&text).unwrap_or_else(|error| panic!("{error}"));
    let plan = solve(&read, &sha256(&text), 5, &Budget::unlimited(&NoClock), &mut |_| ());
    (read, plan.expect("a plan"))
}

fn value_with(problem: &Problem, change: &Change) -> Option<i64> {
    let changed = change.apply(problem).expect("it fits");
    let plan = solve(&changed, "", 5, &Budget::unlimited(&NoClock), &mut |_| ()).expect("a plan");
    (plan.status == Status::Optimal).then_some(plan.value)
}

fn small_bootcamp(seed: u64) -> BootcampProblem {
    let weeks = u32::try_from(2 + seed % 4).expect("small");
    bootcamp(seed, 1 + seed % 3, 2 + seed % 3, weeks)
}

fn small_rotation(seed: u64) -> RotationProblem {
    let periods = u32::try_from(1 + seed % 3).expect("small");
    let mut problem = rotation(seed, 1 + seed % 6, 2 + seed % 4, periods);
    // With equal ranks a choice can be taken away without changing the others.
    problem.weights.choice = [100; 5];
    problem
}

fn number(n: usize) -> i64 {
    i64::try_from(n).expect("small")
}

#[test]
fn placements_explained_add_up_and_losses_equal_brute_force() {
    let mut losses = 0;
    for seed in 0..300 {
        let problem = small_bootcamp(seed);
        let (read, plan) = solved(&problem);
        if plan.status == Status::Infeasible {
            continue;
        }
        let explained = explain(&read, &plan).expect("the plan's own problem");
        let sum: i64 = explained.placements.iter().map(|one| one.value).sum();
        let musts: usize = problem.hires.iter().map(|hire| hire.must.len()).sum();
        let constant = problem.weights.must * number(musts)
            + problem.weights.moved * number(problem.given.len());
        assert_eq!(sum - constant, plan.value, "seed {seed}");
        for one in explained.placements.iter().filter(|one| !one.locked) {
            let hosts = problem.teams.iter().filter(|team| team.id != one.team);
            let mut other = problem.clone();
            let hire = other.hires.iter_mut().find(|hire| hire.id == one.person).expect("known");
            let elsewhere = hosts
                .filter(|team| team.id != hire.home && !hire.avoid.contains(&team.id))
                .any(|team| {
                    (hire.from..(hire.to + 1).saturating_sub(hire.length)).any(|start| {
                        let time = start as usize..(start + hire.length) as usize;
                        let mut windows = problem.windows.iter();
                        !team.places[time].contains(&0)
                            && windows.all(|one| {
                                !one.hard || one.team != team.id || one.holds(start, hire.length)
                            })
                    })
                });
            if elsewhere {
                hire.avoid.push(one.team.clone());
                let next = one.next_best.as_ref();
                let best = best_bootcamp(&other);
                assert_eq!(next.map(|next| plan.value - next.loss), best, "seed {seed}: {one:?}");
                assert!(next.is_none_or(|next| next.known == Known::Exact));
                losses += 1;
            }
        }
    }
    assert!(losses > 80, "{losses}");
}

#[test]
fn rotations_explained_add_up_and_losses_equal_brute_force() {
    let mut losses = 0;
    for seed in 0..150 {
        let problem = small_rotation(seed);
        let (read, plan) = solved(&problem);
        if plan.status == Status::Infeasible {
            continue;
        }
        let explained = explain(&read, &plan).expect("the plan's own problem");
        let sum: i64 = explained.placements.iter().map(|one| one.value).sum();
        assert_eq!(sum - problem.weights.moved * number(problem.given.len()), plan.value);
        for one in explained.placements.iter().filter(|one| !one.locked) {
            let Some(next) = &one.next_best else { continue };
            let mut other = problem.clone();
            let who = other.applicants.iter_mut().find(|who| who.id == one.person).expect("known");
            if next.team.as_ref() == Some(&one.team) {
                continue;
            }
            who.choices.retain(|choice| *choice != one.team);
            let mut exact = Some(plan.value - next.loss);
            if next.team.is_none() {
                // Only another start may have been left.
                exact = exact.max(best_rotation(&other));
            }
            assert_eq!(exact, best_rotation(&other), "seed {seed}: {one:?}");
            losses += 1;
        }
        for left in &explained.left_out {
            assert!(!left.words.is_empty() && left.words.ends_with('.'), "{left:?}");
            assert!(left.placed.as_ref().is_none_or(|placed| placed.loss >= 0), "{left:?}");
        }
    }
    assert!(losses > 60, "{losses}");
}

#[test]
fn one_more_place_gains_what_brute_force_says() {
    let mut gains = 0;
    for seed in 0..250 {
        let problem = small_bootcamp(seed);
        let (read, plan) = solved(&problem);
        let (team, at) = (problem.teams[0].id.clone(), u32::try_from(seed).expect("small") % 2);
        let change = Change::Place { team, at, more: 1 };
        let found = effect(&read, &plan, std::slice::from_ref(&change));
        let mut wider = problem.clone();
        wider.teams[0].places[at as usize] += 1;
        if let Some(best) = best_bootcamp(&problem) {
            let gain = best_bootcamp(&wider).expect("still a plan") - best;
            let found = found.expect("it fits");
            assert_eq!((found.at_least, found.at_most), (gain, gain), "seed {seed}");
            gains += u32::from(gain > 0);
        }
        let problem = small_rotation(seed);
        let (read, plan) = solved(&problem);
        let change = Change::Lend { team: problem.teams[0].id.clone(), at: 0, more: 1 };
        let found = effect(&read, &plan, &[change]);
        let mut wider = problem.clone();
        wider.teams[0].lend[0] += 1;
        if let Some(best) = best_rotation(&problem) {
            let gain = best_rotation(&wider).expect("still a plan") - best;
            assert_eq!(found.map(|found| found.at_least), Some(gain), "seed {seed}");
            gains += u32::from(gain > 0);
        }
    }
    assert!(gains > 10, "{gains}");
}

/// Above 400 placements to choose from there are bounds instead of solving again: the truth lies between.
#[test]
fn bounds_of_large_plans_hold() {
    let (mut positive, mut narrow) = (0, 0);
    for seed in 0..6 {
        let mut camp = bootcamp(seed + 40, 24, 7, 8);
        let mut turn = rotation(seed + 40, 90, 8, 4);
        camp.locked.clear();
        turn.locked.clear();
        for (read, plan) in [solved(&camp), solved(&turn)] {
            if plan.status != Status::Optimal {
                continue;
            }
            let best = most_valuable(&read, &plan, 3);
            for one in &best {
                let Some(value) = value_with(&read, &one.changes[0]) else { continue };
                let gain = value - plan.value;
                assert!(one.at_least <= gain && gain <= one.at_most, "{gain}: {one:?}");
                positive += u32::from(one.at_least > 0);
                narrow += u32::from(one.at_most <= gain + 500);
            }
            let explained = explain(&read, &plan).expect("the plan's own problem");
            assert_eq!(explained.placements.len(), plan.placements.len());
            for next in explained.placements.iter().filter_map(|one| one.next_best.as_ref()) {
                assert!(next.loss >= 0 && next.at_least.is_none_or(|least| least <= next.loss));
            }
            for left in &explained.left_out {
                let Some(placed) = &left.placed else { continue };
                assert!(placed.at_least.is_none_or(|least| least <= placed.loss), "{left:?}");
            }
            let Problem::Bootcamp(problem) = &read else { continue };
            for one in explained.placements.iter().take(4) {
                let mut other = problem.clone();
                let hire = other.hires.iter_mut().find(|hire| hire.id == one.person);
                hire.expect("known").avoid.push(one.team.clone());
                let again = solved(&other).1;
                if let (Some(next), Status::Optimal) = (&one.next_best, again.status) {
                    let loss = plan.value - again.value;
                    assert!(loss <= next.loss && next.at_least.unwrap_or(0) <= loss, "{one:?}");
                }
            }
        }
    }
    assert!(positive > 5 && narrow > 5, "{positive} {narrow}");
}

#[test]
fn the_most_valuable_places_are_the_best_of_all() {
    for seed in 0..12 {
        let mut camp = bootcamp(seed + 300, 5, 4, 5);
        camp.locked.clear();
        let (read, plan) = solved(&camp);
        let found = most_valuable(&read, &plan, 2);
        let mut all: Vec<i64> = Vec::new();
        for team in &camp.teams {
            for at in 0..camp.weeks {
                let change = Change::Place { team: team.id.clone(), at, more: 1 };
                all.extend(value_with(&read, &change).map(|value| value - plan.value));
            }
        }
        all.sort_unstable_by_key(|gain| -gain);
        let gains: Vec<i64> = found.iter().map(|one| one.at_least).collect();
        let best: Vec<i64> = all.into_iter().take(2).filter(|gain| *gain > 0).collect();
        assert_eq!(gains, best, "seed {seed}");
    }
}

#[test]
fn bottlenecks_say_the_numbers_and_what_would_help() {
    let camp = json!({
        "format": "weft-bootcamp/1", "weeks": 2,
        "teams": [{"id": "t", "places": [1, 0]}, {"id": "u", "places": [0, 1]}, {"id": "home", "places": [0, 0]}],
        "hires": (0..4).map(|h| json!({"id": format!("h{h}"), "home": "home", "from": 0, "to": 2, "stints": 1,
            "must": ["t"]})).collect::<Vec<_>>(),
    });
    let (read, plan) = solved(&camp);
    let tight = bottlenecks(&read, &plan);
    assert_eq!(tight.len(), 2, "{tight:?}");
    assert_eq!(
        tight[0].words,
        "3 of 4 newcomers who have to visit t do not: in weeks 0 to 1 it has 1 places, 1 of them taken"
    );
    let way = &tight[0].ways_out[0];
    assert_eq!((way.words.as_str(), way.is_exact()), ("one more place in t in week 0", true));
    assert_eq!(tight[1].people.len(), 2);
    assert!(tight[1].words.ends_with("Week 0: 4 newcomers, 1 places"), "{tight:?}");
    let explained = explain(&read, &plan).expect("the plan's own problem");
    assert_eq!(explained.left_out[0].words, "Week 0: 4 newcomers, 1 places.");
    let exchange = json!({
        "format": "weft-rotation/1", "periods": 1,
        "teams": [{"id": "t", "places": [0], "lend": [1]}, {"id": "u", "places": [1], "lend": [0]}],
        "applicants": (0..3).map(|a| json!({"id": format!("p{a}"), "team": "t", "choices": ["u"], "periods": [0]}))
            .collect::<Vec<_>>(),
    });
    let (read, plan) = solved(&exchange);
    let tight = bottlenecks(&read, &plan);
    assert!(tight[0].words.ends_with("Period 0: 3 people chose u, 1 places"), "{tight:?}");
    assert_eq!(
        tight[0].ways_out[0].words,
        "one more place in u in period 0, and one more person that t lends in period 0"
    );
}

#[test]
fn one_more_seat_gains_what_brute_force_says_and_bounds_hold_above() {
    let mut gains = 0;
    for seed in 0..60 {
        let problem = make::mixed(seed + 70, 9);
        let (read, plan) = solved(&problem);
        for one in most_valuable(&read, &plan, 2) {
            let Problem::Coffee(wider) = one.changes[0].apply(&read).expect("it fits") else {
                panic!("another kind")
            };
            let gain = brute::best(&wider) - plan.value;
            assert_eq!((one.at_least, one.at_most), (gain, gain), "seed {seed}");
            gains += 1;
        }
    }
    assert!(gains > 3, "{gains}");
    let mut problem = make::dense(4, 70, 7);
    for team in &mut problem.teams {
        team.seats = Some(7);
    }
    let (read, plan) = solved(&problem);
    let found = most_valuable(&read, &plan, 2);
    assert!(!found.is_empty());
    for one in found {
        if let Some(value) = value_with(&read, &one.changes[0]) {
            let gain = value - plan.value;
            assert!(one.at_least <= gain && gain <= one.at_most, "{gain}: {one:?}");
        }
    }
}
