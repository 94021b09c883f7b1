//! Time passes: placements begin and end, and what they were becomes history.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::release::source;
use super::write::meet;
use crate::domain::id::PersonId;
use crate::domain::placement::{CallState, CohortState, PlacementState, Subject};
use crate::domain::tie::KNOWN_TEAM;
use crate::domain::week::Week;
use crate::programmes::Env;
use crate::programmes::round::{RoundError, actor};
use crate::store::Tx;
use crate::store::audit::audit_append;
use crate::store::call::{call_become, call_get, calls_all};
use crate::store::cohort::{cohort_become, cohort_get, cohorts_all};
use crate::store::order::placings_lock;
use crate::store::placement::{
    Placement, placement_become, placements_of, placements_to_advance, team_members,
};

/// What became of placements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Advanced {
    /// Began.
    pub started: usize,
    /// Ended.
    pub finished: usize,
    /// Cohorts and calls that are over.
    pub over: usize,
}

/// Lets what has begun begin and what is over end. Whoever was a guest has met the host, and the team where it is small
/// enough to have met it. Doing it twice changes nothing.
pub async fn advance(env: &Env) -> Result<Advanced, RoundError> {
    let now = env.clock.now();
    let mut done = Advanced::default();
    let mut tx = env.db.read().await?;
    // A look without the write lock: most ticks have nothing to do.
    let due = placements_to_advance(&mut tx, Week::of(now.date_naive())).await?;
    // The last placement may have ended before the last week did.
    let mut subjects = past_their_last_week(&mut tx, now).await?;
    drop(tx);
    if due.is_empty() && subjects.is_empty() {
        return Ok(done);
    }
    let mut tx = env.db.write().await?;
    placings_lock(&mut tx).await?;
    begin_and_finish(&mut tx, now, &mut subjects, &mut done).await?;
    for subject in subjects {
        done.over += usize::from(end(&mut tx, subject, now).await?);
    }
    if done == Advanced::default() {
        return Ok(done);
    }
    let detail = json!({ "started": done.started, "finished": done.finished });
    audit_append(&mut tx, now, &actor(None), "placements-advanced", "placements", &detail).await?;
    tx.commit().await?;
    Ok(done)
}

/// What began by `now` begins, what was over by then ends; whose last placement may be among them joins `subjects`.
/// To be called behind [`placings_lock`].
pub(super) async fn begin_and_finish(
    tx: &mut Tx,
    now: DateTime<Utc>,
    subjects: &mut Vec<Subject>,
    done: &mut Advanced,
) -> Result<(), RoundError> {
    for row in placements_to_advance(tx, Week::of(now.date_naive())).await? {
        if row.state == PlacementState::Confirmed {
            placement_become(tx, row.id, PlacementState::Started, None, now).await?;
            done.started += 1;
        }
        if row.to_on.monday() <= now.date_naive() {
            finish(tx, &row, now).await?;
            done.finished += 1;
            if !subjects.contains(&row.subject) {
                subjects.push(row.subject);
            }
        }
    }
    Ok(())
}

/// Cohorts and calls that run and whose last week is over.
async fn past_their_last_week(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<Subject>, RoundError> {
    let today = now.date_naive();
    let mut over = Vec::new();
    for cohort in cohorts_all(tx).await? {
        let end = cohort.starts_on.plus(cohort.weeks).monday();
        if cohort.state == CohortState::Running && end <= today {
            over.push(Subject::Cohort(cohort.id));
        }
    }
    for call in calls_all(tx).await? {
        let ended = call.periods.last().is_none_or(|last| last.to_on.monday() <= today);
        if call.state == CallState::Running && ended {
            over.push(Subject::Call(call.id));
        }
    }
    Ok(over)
}

async fn finish(tx: &mut Tx, row: &Placement, now: DateTime<Utc>) -> Result<(), RoundError> {
    placement_become(tx, row.id, PlacementState::Finished, None, now).await?;
    let mut met: Vec<PersonId> = team_members(tx, row.team_id, KNOWN_TEAM + 1).await?;
    if met.len() > KNOWN_TEAM {
        met.clear();
    }
    if let Some(host) = row.host_id.filter(|host| !met.contains(host)) {
        met.push(host);
    }
    met.retain(|other| *other != row.person_id);
    let last = row.to_on.monday().pred_opt().unwrap_or(row.to_on.monday());
    meet(tx, row.person_id, &met, source(row.subject), last, now).await
}

/// Ends a cohort or call of which nothing is left to come. Returns whether it ended.
async fn end(tx: &mut Tx, subject: Subject, now: DateTime<Utc>) -> Result<bool, RoundError> {
    let open = placements_of(tx, subject)
        .await?
        .iter()
        .any(|row| matches!(row.state, PlacementState::Confirmed | PlacementState::Started));
    if open {
        return Ok(false);
    }
    match subject {
        Subject::Cohort(id) => {
            let Some(cohort) = cohort_get(tx, id).await? else { return Ok(false) };
            let over = cohort.starts_on.plus(cohort.weeks).monday() <= now.date_naive();
            if cohort.state != CohortState::Running || !over {
                return Ok(false);
            }
            cohort_become(tx, id, CohortState::Running, CohortState::Closed, now).await?;
        }
        Subject::Call(id) => {
            let Some(call) = call_get(tx, id).await? else { return Ok(false) };
            let over =
                call.periods.last().is_none_or(|last| last.to_on.monday() <= now.date_naive());
            if call.state != CallState::Running || !over {
                return Ok(false);
            }
            call_become(tx, id, CallState::Running, CallState::Finished, now).await?;
        }
        Subject::Round => return Ok(false),
    }
    Ok(true)
}
