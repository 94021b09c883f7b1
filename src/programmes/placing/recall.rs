//! Recall: a released placement, or all of a plan that have not begun, is withdrawn; or one that has begun ends before its
//! time. Places go back to the ledger, calendars are told, and whoever is affected gets an honest note.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::letters::{self, Facts};
use super::release::{called_off, returns_from};
use super::write;
use crate::domain::id::{PersonId, PlacementId, RunId};
use crate::domain::placement::{PlacementState, Subject};
use crate::domain::week::Week;
use crate::mail::message::Because;
use crate::programmes::Env;
use crate::programmes::mailer::seal;
use crate::programmes::rotation::call::follow_placements;
use crate::programmes::round::{RoundError, actor};
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::capacity::{Taker, bookings_return};
use crate::store::order::placings_lock;
use crate::store::outbox::{notices_add, notices_cancel_for_run, notices_overtake_placement};
use crate::store::placement::{
    Placement, placement_become, placement_get, placement_set, placements_of,
};
use crate::store::programme::{ProgrammeHead, head_get};
use crate::store::run::{Run, run_get, run_recall};
use crate::store::told::{PlacementLetter, placement_letters};
use crate::whole;

/// So often the notes are made anew because somebody was told of a placement while they were rendered.
const TRIES: usize = 4;

/// Withdraws one placement that has not begun. Returns how many mails it made.
///
/// `by`: who; none: a rule. `reason`: what went wrong, in the words of whoever recalls; it goes into the note.
/// Errors: [`RoundError::Stale`] when it is not confirmed (any more), or has begun.
pub async fn recall_placement(
    env: &Env,
    id: PlacementId,
    by: impl Into<Option<PersonId>>,
    reason: &str,
) -> Result<usize, RoundError> {
    withdraw_one(env, id, by.into(), reason, PlacementState::Recalled).await
}

/// Ends a placement that has begun: this week is its last. Returns how many mails it made.
///
/// Errors: [`RoundError::Stale`] when it has not begun, or is over.
pub async fn end_early(
    env: &Env,
    id: PlacementId,
    by: impl Into<Option<PersonId>>,
    reason: &str,
) -> Result<usize, RoundError> {
    withdraw_one(env, id, by.into(), reason, PlacementState::EndedEarly).await
}

async fn withdraw_one(
    env: &Env,
    id: PlacementId,
    by: Option<PersonId>,
    reason: &str,
    to: PlacementState,
) -> Result<usize, RoundError> {
    for _ in 1..TRIES {
        match withdraw_one_as_read(env, id, by, reason, to).await {
            Err(error) if is_outdated(&error) => {}
            outcome => return outcome,
        }
    }
    withdraw_one_as_read(env, id, by, reason, to).await
}

async fn withdraw_one_as_read(
    env: &Env,
    id: PlacementId,
    by: Option<PersonId>,
    reason: &str,
    to: PlacementState,
) -> Result<usize, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let row = placement_get(&mut tx, id).await?.ok_or(RoundError::NoPlacement)?;
    if !row.state.is_booked() || !row.state.may_become(to) {
        return Err(RoundError::Stale { noun: "placement", expected: "going on".to_owned() });
    }
    let run = run_get(&mut tx, row.run_id).await?.ok_or(RoundError::NoRun)?;
    let told = if to == PlacementState::Recalled { Told::ByLetters } else { Told::Surely };
    let notices = Withdrawn::read(&mut tx, &run, vec![row.clone()], told, reason, now).await?;
    drop(tx);
    let notices = notices.seal(env, now).await?;
    whole!(env, |tx| {
        placings_lock(tx).await?;
        let told = notices.write(tx, to, reason, now).await?;
        let detail = json!({ "subject": row.subject, "person": row.person_id, "team": row.team_id, "told": told });
        let action = if to == PlacementState::Recalled {
            "placement-recalled"
        } else {
            "placement-ended-early"
        };
        audit_append(tx, now, &actor(by), action, &format!("placement:{id}"), &detail).await?;
        Ok(told)
    })
}

/// Withdraws all placements of a released plan that have not begun. Those that have, and those of other plans, stay.
/// Returns how many placements were withdrawn, and how many mails it made.
///
/// Errors: [`RoundError::Stale`] when the run is not released (any more).
pub async fn recall_run(
    env: &Env,
    run: RunId,
    by: PersonId,
    reason: &str,
) -> Result<(usize, usize), RoundError> {
    for _ in 1..TRIES {
        match recall_run_as_read(env, run, by, reason).await {
            Err(error) if is_outdated(&error) => {}
            outcome => return outcome,
        }
    }
    recall_run_as_read(env, run, by, reason).await
}

async fn recall_run_as_read(
    env: &Env,
    run: RunId,
    by: PersonId,
    reason: &str,
) -> Result<(usize, usize), RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let row = run_get(&mut tx, run).await?.ok_or(RoundError::NoRun)?;
    let ours: Vec<Placement> = placements_of(&mut tx, row.subject)
        .await?
        .into_iter()
        .filter(|placement| placement.run_id == run && placement.state == PlacementState::Confirmed)
        .collect();
    let told = Told::ByLettersThatLeft;
    let withdrawn = Withdrawn::read(&mut tx, &row, ours, told, reason, now).await?;
    drop(tx);
    let withdrawn = withdrawn.seal(env, now).await?;
    whole!(env, |tx| {
        placings_lock(tx).await?;
        run_recall(tx, run, now).await?;
        notices_cancel_for_run(tx, run).await?;
        let placements = withdrawn.rows.len();
        let told = withdrawn.write(tx, PlacementState::Recalled, reason, now).await?;
        let detail = json!({ "subject": row.subject, "placements": placements, "told": told });
        audit_append(tx, now, &actor(Some(by)), "run-recalled", &format!("run:{run}"), &detail)
            .await?;
        Ok((placements, told))
    })
}

/// The noun of the error that says that the letters are not as they were read any more.
const LETTERS: &str = "letter";

fn is_outdated(error: &RoundError) -> bool {
    matches!(error, RoundError::Stale { noun, .. } if *noun == LETTERS)
}

/// How it is known who was told of a placement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// It has begun: everybody knows.
    Surely,
    /// By a letter that was sent or tried; and by one about other placements too, which still goes out.
    ByLetters,
    /// By a letter that was sent or tried: what waits is withdrawn with its plan.
    ByLettersThatLeft,
}

/// Who was not told of a placement yet: there is a letter to them, and none that may have arrived. Where there is no letter
/// at all it is kept no longer.
fn unaware(
    facts: &Facts,
    rows: &[Placement],
    letters: &[PlacementLetter],
    told: Told,
) -> BTreeSet<(PlacementId, PersonId)> {
    let mut unaware = BTreeSet::new();
    if told == Told::Surely {
        return unaware;
    }
    for row in rows {
        for (reader, _) in facts.readers(row) {
            let theirs = || {
                letters.iter().filter(move |letter| {
                    letter.reader == reader
                        && letter.about.is_none_or(|about| about == row.id)
                        // One that was never moved was told of by its own plan.
                        && (row.sequence > 0 || letter.run == row.run_id)
                })
            };
            let goes_out = |letter: &PlacementLetter| {
                told == Told::ByLetters && letter.waits && letter.about.is_none()
            };
            let tells = |letter: &PlacementLetter| letter.reached || goes_out(letter);
            if theirs().next().is_some() && !theirs().any(tells) {
                unaware.insert((row.id, reader));
            }
        }
    }
    unaware
}

/// Placements to be withdrawn, with the facts of their notes.
struct Withdrawn {
    told: Told,
    subject: Subject,
    programme: ProgrammeHead,
    rows: Vec<Placement>,
    facts: Facts,
    notices: Vec<crate::store::outbox::NewNotice>,
}

impl Withdrawn {
    async fn read(
        tx: &mut Tx,
        run: &Run,
        rows: Vec<Placement>,
        told: Told,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<Self, RoundError> {
        let programme = head_get(tx, run.programme_id).await?.ok_or(RoundError::NoProgramme)?;
        let gone = rows.iter().map(|row| (called_off(row, now), Because::from(reason))).collect();
        let mut facts =
            Facts::read(tx, run.id, programme.clone(), now, Vec::new(), Vec::new(), gone).await?;
        let letters = placement_letters(tx, run.subject).await?;
        facts.unaware = unaware(&facts, &rows, &letters, told);
        Ok(Self { told, subject: run.subject, programme, rows, facts, notices: Vec::new() })
    }

    async fn seal(mut self, env: &Env, now: DateTime<Utc>) -> Result<Self, RoundError> {
        let posts = letters::told(env, &self.facts);
        self.notices = seal(env, self.programme.id, posts, now).await?;
        Ok(self)
    }

    async fn write(
        &self,
        tx: &mut Tx,
        to: PlacementState,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<usize, RoundError> {
        self.overtake(tx).await?;
        let this_week = Week::of(now.with_timezone(&self.programme.zone).date_naive());
        write::lock_weeks(tx, self.rows.iter()).await?;
        for row in &self.rows {
            placement_set(tx, &called_off(row, now), row.changed_at).await?;
            placement_become(tx, row.id, to, Some(reason), now).await?;
            bookings_return(tx, Taker::Placement(row.id), returns_from(row, this_week)).await?;
        }
        if let Subject::Call(call) = self.subject {
            follow_placements(tx, call, now).await?;
        }
        Ok(notices_add(tx, &self.notices).await?)
    }

    /// Withdraws the letters that wait and say what is so no longer. Whoever was told since the notes were rendered has
    /// none.
    ///
    /// Errors: one that [`is_outdated`] then.
    async fn overtake(&self, tx: &mut Tx) -> Result<(), RoundError> {
        // Of a plan that is withdrawn as a whole only other plans' letters still wait.
        let one = self.told == Told::ByLetters;
        for row in &self.rows {
            if !one && row.sequence == 0 {
                continue;
            }
            for (reader, _) in self.facts.readers(row) {
                notices_overtake_placement(tx, reader, row.id).await?;
            }
        }
        let letters = placement_letters(tx, self.subject).await?;
        if unaware(&self.facts, &self.rows, &letters, self.told) != self.facts.unaware {
            let expected = "as it was when the notes were made".to_owned();
            return Err(RoundError::Stale { noun: LETTERS, expected });
        }
        Ok(())
    }
}
