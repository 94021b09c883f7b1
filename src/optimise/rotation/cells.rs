//! Where an applicant could go while all other placements stay.

use super::super::placing::Cell;
use super::super::plan::Placement;
use super::flows;
use super::model::Numbers;
use super::problem::RotationProblem;

/// All teams and periods in which an applicant could go beside the given placements, with what it adds. None when the
/// applicant has a placement among them, or is unknown.
///
/// Shape: by choice, then by period. Cost: choices × periods.
pub(in crate::optimise) fn cells(
    problem: &RotationProblem,
    others: &[Placement],
    person: &str,
) -> Vec<Cell> {
    let numbers = Numbers::new(problem);
    let Some(&a) = numbers.applicant.get(person) else { return Vec::new() };
    if others.iter().any(|one| one.person == person) {
        return Vec::new();
    }
    let one = &problem.applicants[a];
    let flows = flows(&numbers, others);
    let home = numbers.team[one.team.as_str()];
    let manager_placed = one.manager.as_ref().is_some_and(|manager| {
        others.iter().any(|other| {
            numbers
                .applicant
                .get(other.person.as_str())
                .is_some_and(|&b| problem.applicants[b].manager.as_ref() == Some(manager))
        })
    });
    let first =
        if one.manager.is_some() && !manager_placed { problem.weights.manager_first } else { 0 };
    let mut cells = Vec::new();
    for choice in &one.choices {
        let t = numbers.team[choice.as_str()];
        for start in numbers.starts(one) {
            let fits = (start..start + one.length).all(|period| {
                let at = period as usize;
                let ((guests, lent), (own_guests, own_lent)) = (flows[t][at], flows[home][at]);
                guests < i64::from(problem.teams[t].places[at])
                    && own_lent < i64::from(problem.teams[home].lend[at])
                    && problem.rules.balance.is_none_or(|balance| {
                        let balance = i64::from(balance);
                        guests + 1 - lent <= balance && own_lent + 1 - own_guests <= balance
                    })
            });
            if fits {
                let terms: i64 = numbers.terms(a, t).iter().map(|(_, value)| value).sum();
                let kept = if numbers.kept(a, t, start) { problem.weights.moved } else { 0 };
                cells.push(Cell { team: choice.clone(), start, gain: terms + kept + first });
            }
        }
    }
    cells
}
