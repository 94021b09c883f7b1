//! Release: the one transaction that makes proposals real, and what may be done to a plan before it.
//!
//! All mails are rendered before the first write. Then, in one transaction: the run goes from proposed (or held) to
//! released; what is new is confirmed and booked in the ledger week by week, for the host team and for a rotation's home
//! team; what moves is written anew under its own id, with a higher SEQUENCE and other bookings; what ends is recalled and
//! gives its places back; guests and hosts are introduced; the mails lie in the outbox; the audit line is appended.
//! Whatever does not fit (a place taken meanwhile, somebody placed elsewhere) leaves everything as it was, nobody told.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::letters::{self, Facts};
use super::reasons::reasons;
use super::setting::setting;
use super::stand_in::stand_in;
use super::{Setting, write};
use crate::domain::capacity::Use;
use crate::domain::id::{PersonId, PlacementId, RunId};
use crate::domain::placement::{CallState, CohortState, PlacementState, Subject};
use crate::domain::plan::RunState;
use crate::domain::tie::TieSource;
use crate::domain::week::Week;
use crate::optimise::Problem;
use crate::programmes::Env;
use crate::programmes::capacity::take;
use crate::programmes::mailer::seal;
use crate::programmes::rotation::call::settle;
use crate::programmes::rotation::repay::remember;
use crate::programmes::round::{RoundError, actor};
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::call::{call_become, call_get};
use crate::store::capacity::{Booking, Taker, bookings_return};
use crate::store::cohort::{cohort_become, cohort_get};
use crate::store::order::placings_lock;
use crate::store::outbox::{NewNotice, notices_add};
use crate::store::placement::{
    Placement, people_placed_between, placement_become, placement_set, placements_of,
    proposals_remove,
};
use crate::store::run::{Run, run_become, run_close, run_get, run_hold, run_put_off, run_release};
use crate::whole;

/// A release by rule that failed is tried again after this.
const RETRY: TimeDelta = TimeDelta::minutes(5);

/// What a release did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Placements that became real.
    pub new: usize,
    /// Placements that moved.
    pub moved: usize,
    /// Placements that ended.
    pub ended: usize,
    /// Mails in the outbox.
    pub notices: usize,
}

/// What a plan changes, compared with what is real.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// New placements, as they will be.
    pub new: Vec<Placement>,
    /// What is, and what it will be, under the same id; with the proposal that says so.
    pub moved: Vec<(Placement, Placement, PlacementId)>,
    /// What ends.
    pub ended: Vec<Placement>,
}

/// What the rows of a plan that waits say will change.
pub(super) fn changes(there: &[Placement], run: RunId, now: DateTime<Utc>) -> Changes {
    let by_id: BTreeMap<PlacementId, &Placement> = there.iter().map(|row| (row.id, row)).collect();
    let mut changes = Changes::default();
    for row in there.iter().filter(|row| row.state.is_proposal()) {
        let before =
            row.replaces_id.and_then(|id| by_id.get(&id)).filter(|row| row.state.is_booked());
        match before {
            None => changes.new.push(Placement {
                run_id: run,
                state: PlacementState::Confirmed,
                released_at: Some(now),
                changed_at: now,
                ..row.clone()
            }),
            Some(before) => {
                let after = Placement {
                    run_id: run,
                    team_id: row.team_id,
                    host_id: row.host_id,
                    slot: row.slot,
                    length: row.length,
                    from_on: row.from_on,
                    to_on: row.to_on,
                    locked: row.locked,
                    leaves_run_id: None,
                    sequence: before.sequence + 1,
                    changed_at: now,
                    ..(*before).clone()
                };
                changes.moved.push(((*before).clone(), after, row.id));
            }
        }
    }
    changes.ended = there.iter().filter(|row| row.leaves_run_id == Some(run)).cloned().collect();
    changes
}

/// Makes a plan real. `by`: who; `None`: its hold is over.
///
/// Errors: [`RoundError::Full`] and [`RoundError::Busy`] when the plan does not fit what others did since it was solved;
/// [`RoundError::Stale`] when it does not wait (any more). Then nothing is changed and nobody told.
pub async fn release(env: &Env, run: RunId, by: Option<PersonId>) -> Result<Done, RoundError> {
    let outcome = release_now(env, run, by).await;
    // A person who pressed the button sees the error. By rule, what does not fit waits for a person, and whatever else
    // went wrong is tried again.
    if by.is_none()
        && let Err(error) = &outcome
        && !matches!(error, RoundError::Stale { .. } | RoundError::NoRun)
    {
        let note = format!("release failed, nobody was told: {error}");
        let mut tx = env.db.write().await?;
        if matches!(error, RoundError::Full { .. } | RoundError::Busy { .. }) {
            run_hold(&mut tx, run, Some(&note)).await?;
        } else {
            run_put_off(&mut tx, run, env.clock.now() + RETRY, &note).await?;
        }
        tx.commit().await?;
    }
    outcome
}

async fn release_now(env: &Env, run: RunId, by: Option<PersonId>) -> Result<Done, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let row = run_get(&mut tx, run).await?.ok_or(RoundError::NoRun)?;
    if !(row.state == RunState::Proposed || (row.state == RunState::Held && by.is_some())) {
        return Err(RoundError::Stale { noun: "run", expected: "proposed".to_owned() });
    }
    let ready = Ready::prepare(&mut tx, row, now).await?;
    let facts = ready.facts(&mut tx).await?;
    drop(tx);
    let notices = seal(env, ready.run.programme_id, letters::told(env, &facts), now).await?;
    whole!(env, |tx| {
        ready.write(env, tx, by, &notices).await?;
        Ok(Done {
            new: ready.changes.new.len(),
            moved: ready.changes.moved.len(),
            ended: ready.changes.ended.len(),
            notices: notices.len(),
        })
    })
}

/// A plan that is about to become real.
struct Ready {
    run: Run,
    setting: Setting,
    /// As the rows say it.
    proposed: Changes,
    /// As it will be: somebody who is there stands in for every host who is away.
    changes: Changes,
    now: DateTime<Utc>,
}

impl Ready {
    async fn prepare(tx: &mut Tx, run: Run, now: DateTime<Utc>) -> Result<Self, RoundError> {
        let setting = setting(tx, run.subject, now).await?;
        let proposed = changes(&setting.placements, run.id, now);
        let mut changes = proposed.clone();
        stand_in(tx, &mut changes, &setting.placements).await?;
        Ok(Self { run, setting, proposed, changes, now })
    }

    async fn facts(&self, tx: &mut Tx) -> Result<Facts, RoundError> {
        let (why_moved, why_ended) = reasons(tx, &self.changes).await?;
        let ended = self.changes.ended.iter().map(|row| called_off(row, self.now)).zip(why_ended);
        let moved = self.changes.moved.iter().map(|(was, is, _)| (was.clone(), is.clone()));
        let mut facts = Facts::read(
            tx,
            self.run.id,
            self.setting.programme.clone(),
            self.now,
            self.changes.new.clone(),
            moved.collect(),
            ended.collect(),
        )
        .await?;
        facts.why = self.changes.moved.iter().map(|(was, ..)| was.id).zip(why_moved).collect();
        Ok(facts)
    }

    async fn write(
        &self,
        env: &Env,
        tx: &mut Tx,
        by: Option<PersonId>,
        notices: &[NewNotice],
    ) -> Result<(), RoundError> {
        let subject = self.run.subject;
        let over = self.setting.slots.last().map_or(self.now, |slot| {
            slot.to_on.monday().and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::days(1)
        });
        placings_lock(tx).await?;
        run_release(tx, self.run.id, by, self.now, over, over).await?;
        let there = placements_of(tx, subject).await?;
        if changes(&there, self.run.id, self.now) != self.proposed {
            return Err(RoundError::Stale { noun: "plan", expected: "as it was read".to_owned() });
        }
        let moved = self.changes.moved.iter().flat_map(|(was, is, _)| [was, is]);
        let all = self.changes.ended.iter().chain(&self.changes.new).chain(moved);
        write::lock_weeks(tx, all).await?;
        // Places that are given back are free to what comes.
        for row in &self.changes.ended {
            placement_set(tx, &called_off(row, self.now), row.changed_at).await?;
            placement_become(tx, row.id, PlacementState::Recalled, Some("replanned"), self.now)
                .await?;
            bookings_return(tx, Taker::Placement(row.id), row.from_on).await?;
        }
        for (was, ..) in &self.changes.moved {
            bookings_return(tx, Taker::Placement(was.id), was.from_on).await?;
        }
        let proposals: Vec<PlacementId> =
            self.changes.moved.iter().map(|(.., proposal)| *proposal).collect();
        // A proposal that points to the row it replaces goes before the row is written.
        proposals_remove(tx, &proposals).await?;
        for (was, is, _) in &self.changes.moved {
            placement_set(tx, is, was.changed_at).await?;
            self.book(env, tx, is).await?;
        }
        for row in &self.changes.new {
            let seen = there
                .iter()
                .find(|old| old.id == row.id)
                .map_or(row.changed_at, |old| old.changed_at);
            placement_set(tx, row, seen).await?;
            placement_become(tx, row.id, PlacementState::Confirmed, None, self.now).await?;
            self.book(env, tx, row).await?;
        }
        self.nobody_twice(tx).await?;
        let source = source(subject);
        for row in self.changes.new.iter().chain(self.changes.moved.iter().map(|(_, is, _)| is)) {
            if let Some(host) = row.host_id {
                write::introduce(tx, row.person_id, host, source, self.now).await?;
            }
        }
        self.begin(env, tx).await?;
        write::overtake(tx, notices).await?;
        let added = notices_add(tx, notices).await?;
        if added != notices.len() {
            return Err(RoundError::Plan("somebody was told of this before".to_owned()));
        }
        let detail = json!({
            "programme": self.run.programme_id, "subject": subject, "new": self.changes.new.len(),
            "moved": self.changes.moved.len(), "ended": self.changes.ended.len(), "notices": added,
        });
        let about = format!("run:{}", self.run.id);
        audit_append(tx, self.now, &actor(by), "run-released", &about, &detail).await?;
        Ok(())
    }

    /// Takes the places of a placement in the ledger, all of its weeks or none.
    async fn book(&self, env: &Env, tx: &mut Tx, row: &Placement) -> Result<(), RoundError> {
        book(env, tx, row, self.setting.minutes_per_week, self.now).await
    }

    /// Nobody is in two places at once, of whatever programme.
    async fn nobody_twice(&self, tx: &mut Tx) -> Result<(), RoundError> {
        let all: Vec<&Placement> =
            self.changes.new.iter().chain(self.changes.moved.iter().map(|(_, is, _)| is)).collect();
        for row in all {
            let busy =
                people_placed_between(tx, &[row.person_id], row.from_on, row.to_on, &[row.id])
                    .await?;
            if let Some(person) = busy.first() {
                return Err(RoundError::Busy { person: *person });
            }
        }
        Ok(())
    }

    /// The cohort or call runs; applications learn what became of them.
    async fn begin(&self, env: &Env, tx: &mut Tx) -> Result<(), RoundError> {
        match self.run.subject {
            Subject::Cohort(id) => {
                let cohort = cohort_get(tx, id).await?.ok_or(RoundError::NoSubject)?;
                if cohort.state == CohortState::Open {
                    cohort_become(tx, id, CohortState::Open, CohortState::Running, self.now)
                        .await?;
                }
            }
            Subject::Call(id) => {
                let call = call_get(tx, id).await?.ok_or(RoundError::NoSubject)?;
                if call.state == CallState::Closed {
                    call_become(tx, id, CallState::Closed, CallState::Running, self.now).await?;
                }
                settle(env, tx, id).await?;
                if let Problem::Rotation(problem) = &self.setting.problem {
                    let moved = self.changes.moved.iter().map(|(_, is, _)| is.id);
                    let new = self.changes.new.iter().map(|row| row.id);
                    remember(tx, id, problem, &new.chain(moved).collect()).await?;
                }
            }
            Subject::Round => {}
        }
        Ok(())
    }
}

/// A placement as its cancellation has it: the next version of its event.
pub(super) fn called_off(row: &Placement, now: DateTime<Utc>) -> Placement {
    Placement { sequence: row.sequence + 1, leaves_run_id: None, changed_at: now, ..row.clone() }
}

/// Through what guest and host come to know each other.
pub(super) fn source(subject: Subject) -> TieSource {
    if subject.call().is_some() { TieSource::Rotation } else { TieSource::Bootcamp }
}

/// Takes the places of a placement in the ledger, all of its weeks or none: the host team's, and for a rotation one of
/// the home team's people.
///
/// Errors: [`RoundError::Full`] with the first team and week that has no room for it, and why.
pub(in crate::programmes) async fn book(
    env: &Env,
    tx: &mut Tx,
    row: &Placement,
    minutes_per_week: u32,
    now: DateTime<Utc>,
) -> Result<(), RoundError> {
    let host = if row.subject.call().is_some() { Use::Rotation } else { Use::Bootcamp };
    let weeks = u32::try_from(row.from_on.until(row.to_on)).unwrap_or(0);
    for week in row.from_on.run(weeks) {
        let mut takes = vec![(row.team_id, host, minutes_per_week)];
        if row.subject.call().is_some() {
            takes.push((row.home_team_id, Use::Lend, 0));
        }
        for (team_id, what, minutes) in takes {
            let id: PlacementId = env.ids.next(now);
            let booking = Booking {
                id: id.0,
                team_id,
                week,
                what,
                places: 1,
                minutes,
                taker: Taker::Placement(row.id),
            };
            if let Err(why) = take(tx, &booking, now).await? {
                return Err(RoundError::Full { team: team_id, week: week.monday(), what, why });
            }
        }
    }
    Ok(())
}

/// Drops a plan before its release: nobody was told, nobody will be; its proposals go, and what it would have ended stays.
///
/// Errors: [`RoundError::Stale`] when it was released already, or is over.
pub async fn drop_plan(env: &Env, run: RunId, by: PersonId) -> Result<(), RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        let row = run_get(tx, run).await?.ok_or(RoundError::NoRun)?;
        run_become(tx, run, RunState::Cancelled, Some("dropped before release")).await?;
        let there = placements_of(tx, row.subject).await?;
        let proposals: Vec<PlacementId> =
            there.iter().filter(|row| row.state.is_proposal()).map(|row| row.id).collect();
        proposals_remove(tx, &proposals).await?;
        for row in there.iter().filter(|row| row.leaves_run_id.is_some()) {
            let stays = Placement { leaves_run_id: None, changed_at: now, ..row.clone() };
            placement_set(tx, &stays, row.changed_at).await?;
        }
        let about = format!("run:{run}");
        audit_append(tx, now, &actor(Some(by)), "run-dropped", &about, &json!({})).await?;
        Ok(())
    })
}

/// The first week that a withdrawal of a placement may still give back: the next one when it has begun.
pub(super) fn returns_from(row: &Placement, this_week: Week) -> Week {
    if row.from_on > this_week { row.from_on } else { this_week.plus(1) }
}

/// Closes the run of a plan whose last week is over.
///
/// Errors: [`RoundError::Stale`] when it is not open.
pub async fn close(env: &Env, run: RunId) -> Result<(), RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        run_close(tx, run, now, None).await?;
        audit_append(tx, now, &actor(None), "run-closed", &format!("run:{run}"), &json!({}))
            .await?;
        Ok(())
    })
}
