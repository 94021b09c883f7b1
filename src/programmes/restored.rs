//! After a restore: what is held, how the service knows, and how an operator ends it.
//!
//! A backup knows nothing of what was mailed after it was made. Sending what waits in it may tell people twice; drawing
//! the rounds that came due since may tell them something else. So both stand still until somebody decides. Three signs
//! tell of a restore: the mark that `weft backup` leaves in its copy; a data folder that has seen this database tick
//! later than the database knows; and, on PostgreSQL, tables on another server than the one last served from. Whoever
//! puts a database back in a way that shows none of them says so by hand (`weft restored hold`).

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::Env;
use super::closing::close_in_silence;
use super::coffee::skip_due;
use super::placing::pass_over_letters;
use super::rotation::home::pass_over_silences;
use super::round::{RoundError, actor};
use crate::domain::id::PersonId;
use crate::domain::placement::Subject;
use crate::domain::plan::RunState;
use crate::store::audit::audit_append;
use crate::store::order::placings_lock;
use crate::store::restored::{
    Found, IDENTITY, Identity, Restored, Waiting, database_home, notices_drop_waiting,
    notices_waiting, restored_clear, restored_get, restored_set,
};
use crate::store::run::{run_become, run_nudged, runs_due, runs_hold};
use crate::store::setting::{setting_get, setting_set};
use crate::store::{StoreError, Tx};
use crate::whole;

/// The note of a round that is passed over.
const PASSED_OVER: &str = "came due before a restore; people may have been told already";

/// What a data folder remembers of the database that was served from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Which database.
    pub id: Uuid,
    /// The last tick that it knew of.
    pub ticked_at: DateTime<Utc>,
}

/// What to do with what waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// All of it goes out, at the risk of telling people twice.
    Send,
    /// What was decided before this instant is withdrawn, the rest goes out.
    DropBefore(DateTime<Utc>),
}

/// What to do with rounds that came due before the hold ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounds {
    /// They are drawn and released as if nothing had happened.
    GoOn,
    /// Slots are passed over; every plan that is not released waits for a person; questions, reminders, digests, silences
    /// and ends that came due before the restore was found count as done, without a mail.
    Stop,
}

/// The hold as an operator looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The mark.
    pub restored: Restored,
    /// What waits, by kind.
    pub waiting: Vec<Waiting>,
    /// Everything before this instant was decided before the restore was found.
    pub split_at: DateTime<Utc>,
    /// Runs with a step that is due.
    pub runs_due: usize,
}

/// What the end of a hold did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Messages withdrawn.
    pub dropped: u64,
    /// Messages that go out now.
    pub sent_on: usize,
    /// Rounds passed over or ended without a mail, plans that now wait for a person, letters that are not written again.
    pub stopped: usize,
}

/// Is everything held?
pub async fn is_held(env: &Env) -> Result<bool, StoreError> {
    let mut tx = env.db.read().await?;
    Ok(restored_get(&mut tx).await?.is_some())
}

/// The identity of the database; made when it has none.
pub async fn identity(env: &Env) -> Result<Uuid, StoreError> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    if let Some(identity) = setting_get::<Identity>(&mut tx, IDENTITY).await? {
        return Ok(identity.id);
    }
    drop(tx);
    let mut tx = env.db.write().await?;
    if let Some(identity) = setting_get::<Identity>(&mut tx, IDENTITY).await? {
        return Ok(identity.id);
    }
    let home = database_home(&mut tx).await?;
    let identity = Identity { id: env.ids.next(now), home };
    setting_set(&mut tx, IDENTITY, &identity, now).await?;
    tx.commit().await?;
    Ok(identity.id)
}

/// Looks, before the service does anything, whether the database was put back, and sets the hold if so. `seen` is what
/// the data folder remembers, `ticked_at` the last tick that the database knows.
///
/// Returns: the mark, when there is one now.
pub async fn arrive(
    env: &Env,
    seen: Option<Seen>,
    ticked_at: Option<DateTime<Utc>>,
) -> Result<Option<Restored>, StoreError> {
    let id = identity(env).await?;
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let home = database_home(&mut tx).await?;
    let before = setting_get::<Identity>(&mut tx, IDENTITY).await?.and_then(|before| before.home);
    let moved = before.is_some() && home != before;
    let older = seen
        .is_some_and(|seen| seen.id == id && ticked_at.is_none_or(|known| known < seen.ticked_at));
    let mark = match restored_get(&mut tx).await? {
        // Found by a start before this one: it stands as it is.
        Some(mark) if mark.found_at.is_some() => Some((mark, false)),
        Some(mark) => Some((Restored { found_at: Some(now), ..mark }, true)),
        None if older || moved => {
            let found = if older { Found::OlderThanSeen } else { Found::OtherServer };
            Some((Restored { backup_at: ticked_at, found_at: Some(now), found }, true))
        }
        None => None,
    };
    if let Some((mark, true)) = &mark {
        restored_set(&mut tx, mark, now).await?;
    }
    if home != before {
        setting_set(&mut tx, IDENTITY, &Identity { id, home }, now).await?;
    }
    if let Some((mark, true)) = &mark {
        note_hold(&mut tx, mark, None, now).await?;
    }
    tx.commit().await?;
    Ok(mark.map(|(mark, _)| mark))
}

/// Sets the hold by hand. `false`: it is set already.
pub async fn hold(
    env: &Env,
    backup_at: Option<DateTime<Utc>>,
    by: Option<PersonId>,
) -> Result<bool, StoreError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        if restored_get(tx).await?.is_some() {
            return Ok(false);
        }
        let mark = Restored { backup_at, found_at: Some(now), found: Found::ByHand };
        restored_set(tx, &mark, now).await?;
        note_hold(tx, &mark, by, now).await?;
        Ok::<_, StoreError>(true)
    })
}

async fn note_hold(
    tx: &mut Tx,
    mark: &Restored,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let detail = json!({ "found": mark.found.as_str(), "backup_at": mark.backup_at });
    audit_append(tx, now, &actor(by), "sending-held-after-restore", "sending", &detail).await
}

/// What is held, in numbers. `None`: nothing is held.
pub async fn look(env: &Env) -> Result<Option<Hold>, StoreError> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let Some(restored) = restored_get(&mut tx).await? else { return Ok(None) };
    let split_at = restored.found_at.unwrap_or(now);
    let waiting = notices_waiting(&mut tx, split_at).await?;
    let runs_due = runs_due(&mut tx, now).await?.len();
    Ok(Some(Hold { restored, waiting, split_at, runs_due }))
}

/// Ends the hold, all in one transaction. `None`: there was none, or somebody was first.
pub async fn end(
    env: &Env,
    waits: Waits,
    rounds: Rounds,
    by: Option<PersonId>,
) -> Result<Option<Ended>, RoundError> {
    let now = env.clock.now();
    whole!(env, |tx| {
        if rounds == Rounds::Stop {
            // Before any row is written, as wherever placements change.
            placings_lock(tx).await?;
        }
        let Some(mark) = restored_get(tx).await? else { return Ok(None) };
        if !restored_clear(tx).await? {
            return Ok(None);
        }
        let dropped = match waits {
            Waits::Send => 0,
            Waits::DropBefore(at) => notices_drop_waiting(tx, at).await?,
        };
        let stopped = match rounds {
            Rounds::GoOn => 0,
            Rounds::Stop => stop_rounds(env, tx, mark.found_at.unwrap_or(now), now).await?,
        };
        let sent_on = notices_waiting(tx, now).await?.iter().map(|waiting| waiting.rows).sum();
        let detail = json!({ "dropped": dropped, "sent_on": sent_on, "stopped": stopped });
        audit_append(tx, now, &actor(by), "sending-hold-ended", "sending", &detail).await?;
        Ok::<_, RoundError>(Some(Ended { dropped, sent_on, stopped }))
    })
}

/// What came due after `found_at` is nobody's work yet: everything stood still from then on.
async fn stop_rounds(
    env: &Env,
    tx: &mut Tx,
    found_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<usize, RoundError> {
    let lost = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at <= found_at);
    // Those too whose hold is not over: they may have been released since the backup, and would be once more by rule.
    let mut stopped = runs_hold(tx, PASSED_OVER).await?;
    // A look shows so many runs at most; what was dealt with is not due any more.
    loop {
        let mut changed = 0;
        for run in runs_due(tx, now).await? {
            match run.state {
                // A cohort's or call's first proposal is seen by people before anybody is told.
                RunState::Draft if run.slot_at <= now && run.subject == Subject::Round => {
                    run_become(tx, run.id, RunState::Skipped, Some(PASSED_OVER)).await?;
                }
                RunState::Solving => {
                    run_become(tx, run.id, RunState::Cancelled, Some(PASSED_OVER)).await?;
                }
                RunState::Released | RunState::Sending | RunState::Sent
                    if run.subject == Subject::Round && lost(run.closes_at) =>
                {
                    close_in_silence(tx, run.id, PASSED_OVER, now).await?;
                }
                RunState::Released | RunState::Sending | RunState::Sent
                    if run.subject == Subject::Round && lost(run.nudge_at) =>
                {
                    // No round is stopped by it.
                    changed += usize::from(run_nudged(tx, run.id, now).await?);
                    continue;
                }
                // The rest goes its way: it looks at what is in the rows.
                _ => continue,
            }
            stopped += 1;
            changed += 1;
        }
        if changed == 0 {
            break;
        }
    }
    let letters = pass_over_letters(tx, found_at, now).await?;
    let silences = pass_over_silences(tx, found_at, now).await?;
    Ok(stopped + letters + silences + skip_due(env, tx, PASSED_OVER, found_at, now).await?)
}
