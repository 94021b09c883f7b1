//! Changes by hand to a plan that waits: only where they fit, each with its effect, and locked from then on.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Setting;
use super::rows::weeks;
use super::setting::{has_begun, setting};
use super::solve::{begin, give_hosts, this_week, with_kept};
use crate::domain::id::{PersonId, PlacementId, RunId, TeamId};
use crate::domain::placement::{PlacementState, Subject};
use crate::domain::plan::RunState;
use crate::optimise::{self, Problem};
use crate::programmes::Env;
use crate::programmes::round::{RoundError, actor, person_key, team_key, team_of_key};
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::placement::{
    Placement, placement_set, placements_add, placements_of, proposals_remove,
};
use crate::store::run::run_of_subject_open;
use crate::whole;

/// A place where somebody could be, everybody else staying where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// With which team.
    pub team: TeamId,
    /// From which slot.
    pub slot: u32,
    /// What the plan's value gains or loses against what is planned now. Units: milli-connections.
    pub effect: i64,
}

/// Where somebody could be: instead of a placement, or beside all of theirs.
///
/// Shape: best effect first. Errors: [`RoundError::NoSubject`], [`RoundError::NoPlacement`];
/// [`RoundError::Unfit`] when the placement has begun.
/// Cost: one consistent read, and teams × slots.
pub async fn spots(
    env: &Env,
    subject: Subject,
    person: PersonId,
    instead_of: Option<PlacementId>,
) -> Result<Vec<Spot>, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let setting = setting(&mut tx, subject, now).await?;
    spots_in(&setting, person, instead_of, now)
}

fn spots_in(
    setting: &Setting,
    person: PersonId,
    instead_of: Option<PlacementId>,
    now: DateTime<Utc>,
) -> Result<Vec<Spot>, RoundError> {
    let this_week = this_week(setting, now);
    let problem = with_kept(setting, this_week);
    let planned = planned_now(&setting.placements);
    let moving = match instead_of {
        None => None,
        Some(id) => {
            let row = planned.iter().find(|row| row.id == id && row.person_id == person);
            let row = row.ok_or(RoundError::NoPlacement)?;
            if has_begun(row, this_week) {
                return Err(RoundError::Unfit("it has begun"));
            }
            Some(*row)
        }
    };
    let others: Vec<optimise::Placement> = planned
        .iter()
        .filter(|row| Some(row.id) != instead_of && is_known(&problem, row.person_id))
        .map(|row| as_planned(row))
        .collect();
    let cells = optimise::cells(&problem, &others, &person_key(person));
    let current = moving.map_or(0, |row| {
        let key = team_key(row.team_id);
        let same = cells.iter().find(|cell| cell.team == key && cell.start == row.slot);
        same.map_or(0, |cell| cell.gain)
    });
    let mut spots: Vec<Spot> = cells
        .into_iter()
        .map(|cell| {
            Ok(Spot {
                team: team_of_key(&cell.team)?,
                slot: cell.start,
                effect: cell.gain - current,
            })
        })
        .collect::<Result<_, RoundError>>()?;
    spots.retain(|spot| moving.is_none_or(|row| (row.team_id, row.slot) != (spot.team, spot.slot)));
    spots.sort_by_key(|spot| (-spot.effect, spot.slot, spot.team));
    Ok(spots)
}

fn as_planned(row: &Placement) -> optimise::Placement {
    optimise::Placement {
        person: person_key(row.person_id),
        team: team_key(row.team_id),
        start: row.slot,
        length: row.length,
    }
}

/// Is the person in the problem? Whoever has left is in no problem, and their placements take nothing in it.
fn is_known(problem: &Problem, person: PersonId) -> bool {
    let key = person_key(person);
    match problem {
        Problem::Bootcamp(problem) => problem.hires.iter().any(|hire| hire.id == key),
        Problem::Rotation(problem) => problem.applicants.iter().any(|one| one.id == key),
        Problem::Coffee(_) => false,
    }
}

/// The placements as they will be when the plan is released.
pub(super) fn planned_now(placements: &[Placement]) -> Vec<&Placement> {
    let replaced: BTreeSet<PlacementId> =
        placements.iter().filter_map(|row| row.replaces_id).collect();
    placements
        .iter()
        .filter(|row| row.state.is_proposal() || row.state.is_booked())
        .filter(|row| row.leaves_run_id.is_none() && !replaced.contains(&row.id))
        .collect()
}

/// The waiting plan's run, if there is one. Errors: [`RoundError::Stale`] while it is being solved.
async fn waiting(tx: &mut Tx, subject: Subject) -> Result<Option<RunId>, RoundError> {
    match run_of_subject_open(tx, subject).await? {
        None => Ok(None),
        Some((run, RunState::Proposed | RunState::Held)) => Ok(Some(run)),
        Some(_) => Err(RoundError::Stale { noun: "plan", expected: "still".to_owned() }),
    }
}

/// Puts somebody where the coordinator wants them: instead of one of their placements, or as one more. The place is
/// locked: solving again leaves it there. A confirmed placement gets a proposal that moves it; when no plan waits for its
/// release, one is solved around the change. Returns the run that will release it.
///
/// Errors: [`RoundError::Unfit`] when the place is not free (any more); as [`spots`].
pub async fn place(
    env: &Env,
    subject: Subject,
    person: PersonId,
    instead_of: Option<PlacementId>,
    (team, slot): (TeamId, u32),
    by: PersonId,
) -> Result<RunId, RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        let run = waiting(tx, subject).await?;
        let setting = setting(tx, subject, now).await?;
        let spots = spots_in(&setting, person, instead_of, now)?;
        let Some(spot) = spots.iter().find(|spot| (spot.team, spot.slot) == (team, slot)) else {
            return Err(RoundError::Unfit("the place is not free"));
        };
        let there = placements_of(tx, subject).await?;
        let before = instead_of.and_then(|id| there.iter().find(|row| row.id == id));
        let (length, home) = length_and_home(&setting.problem, person)?;
        let length = before.map_or(length, |row| row.length);
        let (from_on, to_on) =
            weeks(&setting.slots, slot, length).ok_or(RoundError::NoPlacement)?;
        // Without a plan that waits, one is solved around the change.
        let run = match run {
            Some(run) => run,
            None => begin(env, tx, subject, by).await?,
        };
        let mut new = Placement {
            id: env.ids.next(now),
            run_id: run,
            subject,
            person_id: person,
            team_id: team,
            home_team_id: home,
            host_id: None,
            slot,
            length,
            from_on,
            to_on,
            state: PlacementState::Proposed,
            reason: None,
            locked: true,
            host_said_at: None,
            home_said_at: None,
            replaces_id: before.filter(|row| row.state.is_booked()).map(|row| row.id),
            leaves_run_id: None,
            sequence: 0,
            released_at: None,
            created_at: now,
            changed_at: now,
        };
        if let Some(row) = before.filter(|row| row.state.is_proposal()) {
            new.replaces_id = row.replaces_id;
            proposals_remove(tx, &[row.id]).await?;
        }
        let others: Vec<Placement> =
            there.iter().filter(|row| Some(row.id) != instead_of).cloned().collect();
        give_hosts(tx, std::slice::from_mut(&mut new), &others).await?;
        placements_add(tx, std::slice::from_ref(&new)).await?;
        let detail = json!({
            "subject": subject, "person": person, "team": team, "slot": slot, "effect": spot.effect,
        });
        let about = format!("placement:{}", new.id);
        audit_append(tx, now, &actor(Some(by)), "placement-set-by-hand", &about, &detail).await?;
        Ok(run)
    })
}

fn length_and_home(problem: &Problem, person: PersonId) -> Result<(u32, TeamId), RoundError> {
    let key = person_key(person);
    let found = match problem {
        Problem::Bootcamp(problem) => problem
            .hires
            .iter()
            .find(|hire| hire.id == key)
            .map(|hire| (hire.length, hire.home.as_str())),
        Problem::Rotation(problem) => problem
            .applicants
            .iter()
            .find(|one| one.id == key)
            .map(|one| (one.length, one.team.as_str())),
        Problem::Coffee(_) => None,
    };
    let (length, home) = found.ok_or(RoundError::NoPlacement)?;
    Ok((length, team_of_key(home)?))
}

/// Locks a proposal where it is, or lets the next solve move it.
///
/// Errors: [`RoundError::NoPlacement`] when it is no proposal of a plan that waits.
pub async fn set_lock(
    env: &Env,
    subject: Subject,
    id: PlacementId,
    locked: bool,
    by: PersonId,
) -> Result<(), RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        let row = proposal_of(tx, subject, id).await?;
        if row.locked != locked {
            let seen = row.changed_at;
            placement_set(tx, &Placement { locked, changed_at: now, ..row }, seen).await?;
            let action = if locked { "placement-locked" } else { "placement-unlocked" };
            let about = format!("placement:{id}");
            audit_append(tx, now, &actor(Some(by)), action, &about, &json!({ "subject": subject }))
                .await?;
        }
        Ok(())
    })
}

/// Takes a proposal out of a plan that waits. What it would have moved stays where it is.
///
/// Errors: [`RoundError::NoPlacement`] when it is no proposal of a plan that waits.
pub async fn take_out(
    env: &Env,
    subject: Subject,
    id: PlacementId,
    by: PersonId,
) -> Result<(), RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        let row = proposal_of(tx, subject, id).await?;
        proposals_remove(tx, &[id]).await?;
        let detail = json!({ "subject": subject, "person": row.person_id, "team": row.team_id, "slot": row.slot });
        let about = format!("placement:{id}");
        audit_append(tx, now, &actor(Some(by)), "placement-taken-out", &about, &detail).await?;
        Ok(())
    })
}

async fn proposal_of(
    tx: &mut Tx,
    subject: Subject,
    id: PlacementId,
) -> Result<Placement, RoundError> {
    waiting(tx, subject).await?.ok_or(RoundError::NoPlacement)?;
    let there = placements_of(tx, subject).await?;
    there
        .into_iter()
        .find(|row| row.id == id && row.state.is_proposal())
        .ok_or(RoundError::NoPlacement)
}
