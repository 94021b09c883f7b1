//! Fairness over calls: whoever was passed over in one call has more say in the next.
//!
//! What counts is what others got instead: a choice for which no place was free when the person could go is nobody's
//! fault, and naming it earns nothing; neither do choices below the one that somebody got.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::id::{CallId, PersonId, PlacementId};
use crate::domain::placement::{ApplicationState, PlacementState, Subject};
use crate::optimise::RotationProblem;
use crate::optimise::rotation::Applicant;
use crate::programmes::round::{RoundError, person_key, team_key};
use crate::store::Tx;
use crate::store::application::applications_of_call;
use crate::store::owed::{passed_over, passed_over_set};
use crate::store::placement::{Placement, placements_of};

/// How many choices that had a place for an applicant are dearer to them than `got` (without a place: all of them).
pub fn passed_over_by(problem: &RotationProblem, one: &Applicant, got: Option<&str>) -> u32 {
    let before = one.choices.iter().take_while(|choice| Some(choice.as_str()) != got);
    let open = before.filter(|choice| is_open(problem, one, choice)).count();
    u32::try_from(open).unwrap_or(u32::MAX)
}

/// Had the team a place, and the home team somebody to spare, all through one of the stays that the applicant could make?
fn is_open(problem: &RotationProblem, one: &Applicant, team: &str) -> bool {
    let find = |id: &str| problem.teams.iter().find(|team| team.id == id);
    let (Some(host), Some(home)) = (find(team), find(&one.team)) else { return false };
    one.periods.iter().any(|start| {
        let time = *start as usize..(*start + one.length) as usize;
        let free = |periods: &[u32]| {
            periods.get(time.clone()).is_some_and(|all| all.iter().all(|places| *places > 0))
        };
        free(&host.places) && free(&home.lend)
    })
}

/// Sets down what a plan of a call passed its applicants over, in the transaction that makes it real: those whose
/// placement is one of `decided`, and those without any.
pub(in crate::programmes) async fn remember(
    tx: &mut Tx,
    call: CallId,
    problem: &RotationProblem,
    decided: &BTreeSet<PlacementId>,
) -> Result<(), RoundError> {
    let placements = placements_of(tx, Subject::Call(call)).await?;
    let mut held: BTreeMap<PersonId, &Placement> = BTreeMap::new();
    for row in placements
        .iter()
        .filter(|row| row.state.is_booked() || row.state == PlacementState::Finished)
    {
        held.insert(row.person_id, row);
    }
    for one in applications_of_call(tx, call).await? {
        use ApplicationState::{Eligible, Placed, Waitlisted};
        if !matches!(one.state, Eligible | Placed | Waitlisted) {
            continue;
        }
        let key = person_key(one.person_id);
        let Some(applicant) = problem.applicants.iter().find(|other| other.id == key) else {
            continue;
        };
        let got = held.get(&one.person_id);
        if got.is_some_and(|row| !decided.contains(&row.id)) {
            continue;
        }
        // The wishes as they were handed in: the problem also names teams in which somebody was placed by hand.
        let choices = one.choices.iter().map(|team| team_key(*team)).collect();
        let applicant = Applicant { choices, ..applicant.clone() };
        let got = got.map(|row| team_key(row.team_id));
        let lost = passed_over_by(problem, &applicant, got.as_deref());
        passed_over_set(tx, one.id, lost).await?;
    }
    Ok(())
}

/// Somebody came by a swap to a team that they had chosen: what is dearer than that is all they were passed over.
pub(in crate::programmes) async fn swapped(
    tx: &mut Tx,
    call: CallId,
    placement: &Placement,
) -> Result<(), RoundError> {
    let all = applications_of_call(tx, call).await?;
    let mine = all
        .iter()
        .find(|one| one.person_id == placement.person_id && one.state == ApplicationState::Placed);
    let Some(one) = mine else { return Ok(()) };
    let rank = one.choices.iter().position(|team| *team == placement.team_id);
    if let (Some(rank), Some(before)) = (rank, passed_over(tx, one.id).await?) {
        let rank = u32::try_from(rank).unwrap_or(u32::MAX);
        passed_over_set(tx, one.id, before.min(rank)).await?;
    }
    Ok(())
}
