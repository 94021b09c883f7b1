//! Where one person could be placed while everybody else stays: exactly the places that fit, with what they add.

use weft::optimise::bootcamp::BootcampProblem;
use weft::optimise::{Budget, Given, NoClock, Plan, Problem, Status, cells, solve};

use crate::placements::{bootcamp, bootcamp_value, in_order, rotation, rotation_value};

fn solved(problem: &Problem, seed: u64) -> Option<Plan> {
    let plan = solve(problem, "", seed, &Budget::unlimited(&NoClock), &mut |_| ()).expect("a plan");
    (plan.status != Status::Infeasible).then_some(plan)
}

/// The cells as the optimiser offers them: team, start, gain.
fn offered(
    problem: &Problem,
    plan: &Plan,
    person: &str,
    without: Option<usize>,
) -> Vec<(String, u32, i64)> {
    let others: Vec<_> = plan
        .placements
        .iter()
        .enumerate()
        .filter(|(i, _)| Some(*i) != without)
        .map(|(_, one)| one.clone())
        .collect();
    let mut all: Vec<_> = cells(problem, &others, person)
        .into_iter()
        .map(|cell| (cell.team, cell.start, cell.gain))
        .collect();
    all.sort();
    all
}

fn given(plan: &Plan, without: Option<usize>) -> Vec<Given> {
    plan.placements
        .iter()
        .enumerate()
        .filter(|(i, _)| Some(*i) != without)
        .map(|(_, one)| Given {
            person: one.person.clone(),
            team: one.team.clone(),
            start: one.start,
        })
        .collect()
}

/// Whether a bootcamp plan keeps every rule, counted anew.
fn keeps(problem: &BootcampProblem, plan: &[Given]) -> bool {
    let hire =
        |one: &Given| problem.hires.iter().find(|hire| hire.id == one.person).expect("known");
    let weeks = |one: &Given| one.start..one.start + hire(one).length;
    let each = plan.iter().enumerate().all(|(i, one)| {
        let who = hire(one);
        let inside = who.from <= one.start && one.start + who.length <= who.to;
        let own = one.team != who.home && !who.avoid.contains(&one.team);
        let apart = plan[..i].iter().filter(|other| other.person == one.person).all(|other| {
            other.team != one.team
                && in_order(problem, other, one)
                && weeks(other).all(|week| !weeks(one).contains(&week))
        });
        let timely = problem
            .windows
            .iter()
            .filter(|window| window.hard && window.team == one.team)
            .all(|window| window.from <= one.start && one.start + who.length <= window.to);
        inside && own && apart && timely
    });
    let stints = problem.hires.iter().all(|hire| {
        plan.iter().filter(|one| one.person == hire.id).count() <= hire.stints as usize
    });
    let places = problem.teams.iter().all(|team| {
        (0..problem.weeks).all(|week| {
            let there = plan.iter().filter(|one| one.team == team.id && weeks(one).contains(&week));
            there.count() <= team.places[week as usize] as usize
        })
    });
    each && stints && places
}

#[test]
fn a_hires_cells_are_the_places_that_fit_with_their_exact_gains() {
    let mut looked_at = 0;
    for seed in 0..250 {
        let weeks = u32::try_from(3 + seed % 4).expect("small");
        let mut own = bootcamp(seed, 2 + seed % 4, 3 + seed % 3, weeks);
        own.locked.clear();
        let problem = Problem::Bootcamp(own.clone());
        let Some(plan) = solved(&problem, seed) else { continue };
        for hire in &own.hires {
            let moves =
                (0..plan.placements.len()).filter(|i| plan.placements[*i].person == hire.id);
            for without in moves.map(Some).chain([None]) {
                let rest = given(&plan, without);
                let value = |plan: &[Given]| bootcamp_value(&own, &plan.iter().collect::<Vec<_>>());
                let before = value(&rest).expect("value");
                let mut fits = Vec::new();
                for team in &own.teams {
                    for start in 0..own.weeks {
                        let mut with = rest.clone();
                        let one = Given { person: hire.id.clone(), team: team.id.clone(), start };
                        with.push(one);
                        if keeps(&own, &with) {
                            let gain = value(&with).expect("value") - before;
                            fits.push((team.id.clone(), start, gain));
                        }
                    }
                }
                fits.sort();
                assert_eq!(
                    offered(&problem, &plan, &hire.id, without),
                    fits,
                    "seed {seed}, {}",
                    hire.id
                );
                looked_at += fits.len();
            }
        }
    }
    assert!(looked_at > 1000, "{looked_at}");
}

#[test]
fn an_applicants_cells_are_the_places_that_fit_with_their_exact_gains() {
    let mut looked_at = 0;
    for seed in 0..200 {
        let periods = u32::try_from(2 + seed % 3).expect("small");
        let mut own = rotation(seed, 3 + seed % 5, 3 + seed % 3, periods);
        own.locked.clear();
        let problem = Problem::Rotation(own.clone());
        let Some(plan) = solved(&problem, seed) else { continue };
        for one in &own.applicants {
            let without = plan.placements.iter().position(|placed| placed.person == one.id);
            let rest = given(&plan, without);
            let Some(before) = rotation_value(&own, &rest) else {
                // Without this one, guests and lent may differ too much: then the others do not fit by themselves.
                continue;
            };
            let mut fits = Vec::new();
            for team in &one.choices {
                for &start in one.periods.iter().filter(|start| *start + one.length <= own.periods)
                {
                    let mut with = rest.clone();
                    with.push(Given { person: one.id.clone(), team: team.clone(), start });
                    if let Some(value) = rotation_value(&own, &with) {
                        fits.push((team.clone(), start, value - before));
                    }
                }
            }
            fits.sort();
            assert_eq!(offered(&problem, &plan, &one.id, without), fits, "seed {seed}, {}", one.id);
            looked_at += fits.len();
        }
    }
    assert!(looked_at > 300, "{looked_at}");
}

#[test]
fn nobody_else_and_nothing_of_coffee_has_cells() {
    let problem = Problem::Bootcamp(bootcamp(1, 2, 3, 4));
    let plan = solved(&problem, 1).expect("plan");
    assert!(offered(&problem, &plan, "nobody", None).is_empty());
}
