//! Bootcamps: newcomers visit teams for some weeks each.

mod cells;
mod locked;
mod model;
mod problem;
mod read;
mod view;

use std::collections::BTreeSet;

use super::certificate::RowPrice;
use super::placing::packing::{About, Packing};
use super::placing::plan::{Title, Told, conflict, no_plan, plan, reason, rows};
use super::placing::{Found, Rule, solve as choose};
use super::plan::{Kind, LeftOut, Placement, Plan, Status};
use super::{Budget, Progress};
use locked::crowds;
use model::{Numbers, packing, starts};

pub(super) use cells::cells;
pub use problem::{Before, BootcampProblem, FORMAT, Hire, Host, Weights, Window};
pub(super) use read::{check, read};
pub(super) use view::Seen;

/// Solves a bootcamp that has been checked.
pub(super) fn solve(
    problem: &BootcampProblem,
    problem_sha256: &str,
    seed: u64,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Plan {
    let title = Title { kind: Kind::Bootcamp, problem_sha256, seed, budget };
    let numbers = Numbers::new(problem);
    let locked: Vec<Placement> = problem
        .locked
        .iter()
        .map(|one| Placement {
            person: one.person.clone(),
            team: one.team.clone(),
            start: one.start,
            length: problem.hires[numbers.hire[one.person.as_str()]].length,
        })
        .collect();
    if let Some(conflict) = conflict(crowds(&numbers, &locked), &locked) {
        return no_plan(title, conflict);
    }
    let packing = packing(&numbers, false);
    let found = choose(&packing, seed, budget, progress);
    let rows = rows(&packing, &found, |about| name(problem, about));
    let told = told(&numbers, &packing, &found);
    let mut plan = plan(title, &found, told, rows);
    plan.left_out = left_out(&numbers, &plan);
    plan
}

fn name(problem: &BootcampProblem, about: About) -> RowPrice {
    RowPrice {
        constraint: about.rule.name().into(),
        person: about.person.map(|h| problem.hires[h as usize].id.clone()),
        team: about.team.map(|t| problem.teams[t as usize].id.clone()),
        at: about.at,
        price: 0,
    }
}

fn told(numbers: &Numbers<'_>, packing: &Packing, found: &Found) -> Told {
    let problem = numbers.problem;
    let weights = &problem.weights;
    let mut told = Told::default();
    let mut hosted = vec![0_i64; problem.teams.len()];
    let mut visited = BTreeSet::new();
    let mut kept = 0;
    let mut late = 0;
    for &c in found.chosen.iter().flatten() {
        let one = packing.candidates[c];
        let (h, t) = (one.person as usize, one.team as usize);
        let hire = &problem.hires[h];
        let team = &problem.teams[t];
        for (name, value) in numbers.terms(h, t) {
            *told.terms.entry(name.into()).or_default() += value;
        }
        hosted[t] += 1;
        late += numbers.late(t, one.start, hire.length);
        visited.insert((hire.id.as_str(), team.id.as_str()));
        kept += i64::from(numbers.kept(h, t, one.start));
        told.placements.push(Placement {
            person: hire.id.clone(),
            team: team.id.clone(),
            start: one.start,
            length: hire.length,
        });
    }
    let missed = problem
        .hires
        .iter()
        .flat_map(|hire| hire.must.iter().map(|team| (hire.id.as_str(), team.as_str())))
        .filter(|visit| !visited.contains(visit))
        .count();
    let load: i64 = hosted.iter().map(|n| n * (n - 1) / 2).sum();
    let moved = i64::try_from(problem.given.len()).unwrap_or(0) - kept;
    told.terms.insert("must".into(), -weights.must * i64::try_from(missed).unwrap_or(0));
    told.terms.insert("load".into(), -weights.load * load);
    told.terms.insert("moved".into(), -weights.moved * moved);
    told.terms.insert("outside".into(), -late);
    told
}

fn left_out(numbers: &Numbers<'_>, plan: &Plan) -> Vec<LeftOut> {
    let problem = numbers.problem;
    let mut free: Vec<Vec<i64>> = problem
        .teams
        .iter()
        .map(|team| team.places.iter().map(|places| i64::from(*places)).collect())
        .collect();
    let mut placed = BTreeSet::new();
    for one in &plan.placements {
        placed.insert(one.person.as_str());
        for week in one.start..one.start + one.length {
            free[numbers.team[one.team.as_str()]][week as usize] -= 1;
        }
    }
    let mut all = Vec::new();
    for hire in problem.hires.iter().filter(|hire| !placed.contains(hire.id.as_str())) {
        let against: Vec<Vec<Rule>> = numbers
            .hosts(hire)
            .into_iter()
            .flat_map(|t| starts(hire).map(move |start| (t, start)))
            .filter(|&(t, start)| numbers.in_time(t, start, hire.length))
            .map(|(t, start)| {
                let full = (start..start + hire.length).any(|week| free[t][week as usize] <= 0);
                if full { vec![Rule::TeamPlaces] } else { Vec::new() }
            })
            .collect();
        let because = reason(hire.stints > 0, &against, plan.status == Status::Optimal);
        all.push(LeftOut { person: hire.id.clone(), because: because.into() });
    }
    all.sort_by(|a, b| a.person.cmp(&b.person));
    all
}
