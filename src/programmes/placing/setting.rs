//! The setting of a cohort or call, by its kind; and what both kinds owe to a team that cannot host after all.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::Setting;
use crate::domain::id::{ProgrammeId, TeamId};
use crate::domain::placement::{CallState, CohortState, PlacementState, Subject};
use crate::domain::week::Week;
use crate::optimise::Problem;
use crate::programmes::round::{RoundError, team_key};
use crate::programmes::{bootcamp, rotation};
use crate::store::Tx;
use crate::store::call::call_get;
use crate::store::capacity::weeks_of_all_teams;
use crate::store::cohort::cohort_get;
use crate::store::placement::Placement;

/// Reads what a plan of a cohort or call is made of.
///
/// A team with a black-out has places in that week for those only whose stay there has begun: what was promised there
/// and has not begun has to move.
///
/// Errors: [`RoundError::NoSubject`] when there is none.
pub(super) async fn setting(
    tx: &mut Tx,
    subject: Subject,
    now: DateTime<Utc>,
) -> Result<Setting, RoundError> {
    let mut setting = match subject {
        Subject::Cohort(id) => {
            let cohort = cohort_get(tx, id).await?.ok_or(RoundError::NoSubject)?;
            bootcamp::setting(tx, &cohort, now).await?
        }
        Subject::Call(id) => {
            let call = call_get(tx, id).await?.ok_or(RoundError::NoSubject)?;
            rotation::setting(tx, &call, now).await?
        }
        Subject::Round => return Err(RoundError::NoSubject),
    };
    let (Some(first), Some(last)) = (setting.slots.first(), setting.slots.last()) else {
        return Ok(setting);
    };
    let dark: Vec<(TeamId, Week)> = weeks_of_all_teams(tx, first.from_on, last.to_on)
        .await?
        .into_iter()
        .filter(|(_, row)| row.offer.blackout.is_some())
        .map(|(key, _)| key)
        .collect();
    close_dark(&mut setting, &dark);
    Ok(setting)
}

/// Whether a stay goes on whatever the team says: it has begun.
pub(super) fn has_begun(row: &Placement, this_week: Week) -> bool {
    match row.state {
        PlacementState::Started | PlacementState::Finished => true,
        PlacementState::Confirmed => row.from_on <= this_week,
        _ => false,
    }
}

/// Leaves teams, in slots that touch a week of a black-out, the places of stays that have begun.
fn close_dark(setting: &mut Setting, dark: &[(TeamId, Week)]) {
    let mut left: BTreeMap<(String, usize), u32> = BTreeMap::new();
    for (team, week) in dark {
        for (slot, period) in setting.slots.iter().enumerate() {
            if period.from_on <= *week && *week < period.to_on {
                let begun = setting.placements.iter().filter(|row| {
                    let end = (row.slot + row.length) as usize;
                    row.team_id == *team
                        && matches!(row.state, PlacementState::Started | PlacementState::Finished)
                        && (row.slot as usize..end).contains(&slot)
                });
                let begun = u32::try_from(begun.count()).unwrap_or(u32::MAX);
                left.insert((team_key(*team), slot), begun);
            }
        }
    }
    let close = |id: &str, places: &mut Vec<u32>| {
        for (slot, places) in places.iter_mut().enumerate() {
            if let Some(left) = left.get(&(id.to_owned(), slot)) {
                *places = *left;
            }
        }
    };
    match &mut setting.problem {
        Problem::Bootcamp(problem) => {
            problem.teams.iter_mut().for_each(|team| close(&team.id, &mut team.places));
        }
        Problem::Rotation(problem) => {
            problem.teams.iter_mut().for_each(|team| close(&team.id, &mut team.places));
        }
        Problem::Coffee(_) => {}
    }
}

/// The programme of a cohort or call that is not over.
///
/// Errors: [`RoundError::NoSubject`] when there is none, or it is over.
pub(super) async fn programme_of(tx: &mut Tx, subject: Subject) -> Result<ProgrammeId, RoundError> {
    let programme = match subject {
        Subject::Cohort(id) => cohort_get(tx, id)
            .await?
            .filter(|cohort| matches!(cohort.state, CohortState::Open | CohortState::Running))
            .map(|cohort| cohort.programme_id),
        Subject::Call(id) => call_get(tx, id)
            .await?
            .filter(|call| matches!(call.state, CallState::Closed | CallState::Running))
            .map(|call| call.programme_id),
        Subject::Round => None,
    };
    programme.ok_or(RoundError::NoSubject)
}
