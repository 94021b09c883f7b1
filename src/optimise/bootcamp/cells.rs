//! Where a hire could make one more stint while all other placements stay.

use std::collections::HashSet;

use super::super::placing::Cell;
use super::super::plan::Placement;
use super::model::{Numbers, starts};
use super::problem::BootcampProblem;

/// All teams and weeks in which a hire could make one more stint beside the given placements, with what it adds. None
/// when the hire has all their stints already, or is unknown.
///
/// Shape: by team in the problem's order, then by week. Cost: teams × weeks.
pub(in crate::optimise) fn cells(
    problem: &BootcampProblem,
    others: &[Placement],
    person: &str,
) -> Vec<Cell> {
    let numbers = Numbers::new(problem);
    let Some(&h) = numbers.hire.get(person) else { return Vec::new() };
    let hire = &problem.hires[h];
    let own: Vec<&Placement> = others.iter().filter(|one| one.person == person).collect();
    if own.len() >= hire.stints as usize {
        return Vec::new();
    }
    let weeks = problem.weeks as usize;
    let mut taken = vec![vec![0_u32; weeks]; problem.teams.len()];
    let mut hosted = vec![0_i64; problem.teams.len()];
    for one in others {
        let Some(&t) = numbers.team.get(one.team.as_str()) else { continue };
        hosted[t] += 1;
        for week in one.start..one.start + one.length {
            if let Some(taken) = taken[t].get_mut(week as usize) {
                *taken += 1;
            }
        }
    }
    let visited: HashSet<&str> = own.iter().map(|one| one.team.as_str()).collect();
    let busy = |week: u32| own.iter().any(|one| one.start <= week && week < one.start + one.length);
    let mut cells = Vec::new();
    for t in numbers.hosts(hire) {
        let team = &problem.teams[t];
        if visited.contains(team.id.as_str()) {
            continue;
        }
        for start in starts(hire) {
            let with = |one: &&Placement| {
                let other = numbers.team.get(one.team.as_str());
                other.is_none_or(|&other| numbers.in_order((t, start), (other, one.start)))
            };
            let fits = numbers.in_time(t, start, hire.length)
                && own.iter().all(with)
                && (start..start + hire.length).all(|week| {
                    !busy(week) && taken[t][week as usize] < team.places[week as usize]
                });
            if fits {
                let terms: i64 = numbers.terms(h, t).iter().map(|(_, value)| value).sum();
                let must = if hire.must.contains(&team.id) { problem.weights.must } else { 0 };
                let kept = if numbers.kept(h, t, start) { problem.weights.moved } else { 0 };
                let gain = terms + must + kept
                    - problem.weights.load * hosted[t]
                    - numbers.late(t, start, hire.length);
                cells.push(Cell { team: team.id.clone(), start, gain });
            }
        }
    }
    cells
}
