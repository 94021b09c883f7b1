//! Two confirmed placements of a call change places: both people, teams and weeks at once, or nothing.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::letters::{self, Facts};
use super::release::{book, source};
use super::setting::{has_begun, setting};
use super::solve::this_week;
use super::{Setting, write};
use crate::domain::id::{PersonId, PlacementId};
use crate::domain::placement::{PlacementState, Subject};
use crate::mail::message::Because;
use crate::optimise::{self, Budget, Given, NoClock, Problem, RotationProblem, Status};
use crate::programmes::Env;
use crate::programmes::mailer::seal;
use crate::programmes::rotation::repay::swapped;
use crate::programmes::round::{RoundError, actor, person_key, team_key};
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::capacity::{Taker, bookings_return};
use crate::store::order::placings_lock;
use crate::store::outbox::notices_add;
use crate::store::placement::{Placement, people_placed_between, placement_set};
use crate::store::run::run_of_subject_open;
use crate::store::swap::{Swap, SwapState, swap_become};
use crate::whole;

/// Two placements before and after a swap.
struct Pair {
    setting: Setting,
    before: [Placement; 2],
    after: [Placement; 2],
}

impl Pair {
    async fn read(
        tx: &mut Tx,
        subject: Subject,
        ids: [PlacementId; 2],
        now: DateTime<Utc>,
    ) -> Result<Self, RoundError> {
        let setting = setting(tx, subject, now).await?;
        let find = |id: PlacementId| {
            setting
                .placements
                .iter()
                .find(|row| row.id == id)
                .cloned()
                .ok_or(RoundError::NoPlacement)
        };
        let (one, other) = (find(ids[0])?, find(ids[1])?);
        let week = this_week(&setting, now);
        let ready = |row: &Placement| {
            row.state == PlacementState::Confirmed
                && !has_begun(row, week)
                && row.leaves_run_id.is_none()
        };
        if !ready(&one) || !ready(&other) {
            return Err(RoundError::Unfit("one of the stays has begun or is over"));
        }
        if one.length != other.length {
            return Err(RoundError::Unfit("the stays are not equally long"));
        }
        if one.team_id == other.home_team_id || other.team_id == one.home_team_id {
            return Err(RoundError::Unfit("nobody is a guest of their own team"));
        }
        if one.person_id == other.person_id
            || one.team_id == other.team_id && one.slot == other.slot
        {
            return Err(RoundError::Unfit("nothing would change"));
        }
        let (a, b) = (at_the_place_of(&one, &other, now), at_the_place_of(&other, &one, now));
        Ok(Self { setting, before: [one, other], after: [a, b] })
    }

    /// What the plan gains by the swap, everybody else staying where they are. Units: milli-connections.
    ///
    /// Errors: [`RoundError::Unfit`] when the rules do not allow it.
    fn effect(&self) -> Result<i64, RoundError> {
        let Problem::Rotation(problem) = &self.setting.problem else {
            return Err(RoundError::NoSubject);
        };
        let others = || {
            self.setting
                .placements
                .iter()
                .filter(|row| row.state.is_booked() && !self.before.iter().any(|b| b.id == row.id))
        };
        let now = value(problem, others().chain(&self.before))?;
        let then = value(problem, others().chain(&self.after))?;
        Ok(then - now)
    }
}

/// `row`'s person at the place of `other`, as the next version of the event.
fn at_the_place_of(row: &Placement, other: &Placement, now: DateTime<Utc>) -> Placement {
    Placement {
        team_id: other.team_id,
        host_id: other.host_id,
        slot: other.slot,
        from_on: other.from_on,
        to_on: other.to_on,
        sequence: row.sequence + 1,
        changed_at: now,
        ..row.clone()
    }
}

/// What a plan of exactly these placements is worth.
fn value<'a>(
    problem: &RotationProblem,
    rows: impl Iterator<Item = &'a Placement>,
) -> Result<i64, RoundError> {
    let mut problem = problem.clone();
    problem.given.clear();
    problem.locked.clear();
    for row in rows {
        let (person, team) = (person_key(row.person_id), team_key(row.team_id));
        let Some(one) = problem.applicants.iter_mut().find(|one| one.id == person) else {
            continue;
        };
        // Both agreed to the swap: the place counts as one of theirs, at the end of the ranks.
        if !one.choices.contains(&team) {
            one.choices.push(team.clone());
        }
        if !one.periods.contains(&row.slot) {
            one.periods.push(row.slot);
        }
        problem.locked.push(Given { person, team, start: row.slot });
    }
    // Nobody else is placed: only these are compared.
    let locked: Vec<&String> = problem.locked.iter().map(|one| &one.person).collect();
    let mut applicants = problem.applicants.clone();
    applicants.retain(|one| locked.contains(&&one.id));
    problem.applicants = applicants;
    let problem = Problem::Rotation(problem);
    let plan = optimise::solve(&problem, "", 0, &Budget::unlimited(&NoClock), &mut |_| {})
        .map_err(|error| RoundError::Plan(error.to_string()))?;
    if plan.status == Status::Infeasible {
        return Err(RoundError::Unfit("places, home teams or the balance stand against it"));
    }
    Ok(plan.value)
}

/// What a plan gains (loses, when negative) by a swap of two confirmed placements. Units: milli-connections.
///
/// Errors: [`RoundError::Unfit`] when one of them has begun, or the rules do not allow it.
/// Cost: one consistent read, and two solves with everything locked.
pub async fn swap_effect(
    env: &Env,
    subject: Subject,
    ids: [PlacementId; 2],
) -> Result<i64, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let pair = Pair::read(&mut tx, subject, ids, now).await?;
    drop(tx);
    tokio::task::spawn_blocking(move || pair.effect()).await.map_err(|_| RoundError::Interrupted)?
}

/// Books an agreed swap: both placements change places, in the rows, in the ledger, and in everybody's calendars, in one
/// transaction.
///
/// Errors: as [`swap_effect`]; [`RoundError::Full`] and [`RoundError::Busy`] when a place or person is taken meanwhile;
/// [`RoundError::Stale`] while a plan of the call is made or waits. Then nothing was changed and nobody told.
pub async fn swap(env: &Env, swap: &Swap, by: PersonId) -> Result<(), RoundError> {
    let now = env.clock.now();
    let subject = Subject::Call(swap.call_id);
    let ids = [swap.asking_id, swap.asked_id];
    let effect = swap_effect(env, subject, ids).await?;
    let mut tx = env.db.snapshot().await?;
    let pair = Pair::read(&mut tx, subject, ids, now).await?;
    let changed = pair.before.iter().cloned().zip(pair.after.iter().cloned()).collect();
    let programme = pair.setting.programme.clone();
    let run = pair.before[0].run_id;
    let mut facts =
        Facts::read(&mut tx, run, programme.clone(), now, Vec::new(), changed, Vec::new()).await?;
    drop(tx);
    facts.why = pair.before.iter().map(|row| (row.id, Because::Swapped)).collect();
    let notices = seal(env, programme.id, letters::told(env, &facts), now).await?;
    whole!(env, |tx| {
        placings_lock(tx).await?;
        if run_of_subject_open(tx, subject).await?.is_some() {
            return Err(RoundError::Stale { noun: "plan", expected: "released".to_owned() });
        }
        swap_become(tx, swap.id, SwapState::Agreed, SwapState::Booked, Some(by), now).await?;
        write::lock_weeks(tx, pair.before.iter().chain(&pair.after)).await?;
        for row in &pair.before {
            bookings_return(tx, Taker::Placement(row.id), row.from_on).await?;
        }
        for (was, is) in pair.before.iter().zip(&pair.after) {
            placement_set(tx, is, was.changed_at).await?;
            swapped(tx, swap.call_id, is).await?;
        }
        for row in &pair.after {
            book(env, tx, row, pair.setting.minutes_per_week, now).await?;
            let person = [row.person_id];
            let busy =
                people_placed_between(tx, &person, row.from_on, row.to_on, &[row.id]).await?;
            if let Some(person) = busy.first() {
                return Err(RoundError::Busy { person: *person });
            }
            if let Some(host) = row.host_id {
                write::introduce(tx, row.person_id, host, source(subject), now).await?;
            }
        }
        write::overtake(tx, &notices).await?;
        let added = notices_add(tx, &notices).await?;
        let detail =
            json!({ "subject": subject, "placements": ids, "effect": effect, "notices": added });
        let about = format!("swap:{}", swap.id);
        audit_append(tx, now, &actor(Some(by)), "swap-booked", &about, &detail).await?;
        Ok(())
    })
}
