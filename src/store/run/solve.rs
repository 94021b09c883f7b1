//! A run while it is solved: claim, progress, result.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::changed_one;
use crate::domain::id::RunId;
use crate::domain::plan::{Milestone, RunState};
use crate::store::codec::{int, seed_in, seed_out};
use crate::store::{StoreError, Tx, on};

/// Claims a run for solving: a draft, or one whose worker's lease is over. Returns the fence; `None`: somebody else has
/// it, or it is past solving.
pub async fn run_claim(
    tx: &mut Tx,
    id: RunId,
    holder: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64,)> = on!(tx, conn => {
        sqlx::query_as(
            "update runs
             set state = 'solving', lease_holder = $2, lease_until = $3, fence = fence + 1, attempts = attempts + 1,
                 progress = null, stop_asked_at = null
             where id = $1
               and (state = 'draft' or (state = 'solving' and (lease_until is null or lease_until <= $4)))
             returning fence",
        )
        .bind(id.0)
        .bind(holder)
        .bind(until)
        .bind(now)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(|(fence,)| fence))
}

/// Gives back the runs that a process had claimed and not finished, so that the next one need not wait for their leases.
/// Whatever the process still writes names a fence that is over; the attempt does not count. Returns how many.
pub async fn runs_give_back(
    tx: &mut Tx,
    holder: &str,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query(
            "update runs
             set lease_holder = null, lease_until = null, fence = fence + 1,
                 attempts = case when attempts > 0 then attempts - 1 else 0 end
             where state = 'solving'
               and lease_holder = $1
               and lease_until > $2",
        )
        .bind(holder)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    }))
}

/// Makes a failed run ready to be solved again: the next claim takes it.
///
/// Errors: [`StoreError::Stale`] when it has not failed.
pub async fn run_retry(tx: &mut Tx, id: RunId) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update runs
             set state = 'solving', lease_holder = null, lease_until = null, attempts = 0, note = null,
                 stop_asked_at = null
             where id = $1
               and state = 'failed'",
        )
        .bind(id.0)
        .execute(conn)
        .await?
        .rows_affected()
    });
    changed_one(changed, RunState::Solving)
}

/// Keeps the input a plan is being made of.
///
/// Errors: [`StoreError::Stale`] when the run was claimed by somebody else since.
pub async fn run_input_keep(
    tx: &mut Tx,
    id: RunId,
    fence: i64,
    problem: &[u8],
    sha256: &str,
    seed: u64,
    version: &str,
) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update runs
             set problem = $3, problem_sha256 = $4, seed = $5, weft_version = $6
             where id = $1
               and fence = $2
               and state = 'solving'",
        )
        .bind(id.0)
        .bind(fence)
        .bind(problem)
        .bind(sha256)
        .bind(seed_in(seed))
        .bind(version)
        .execute(conn)
        .await?
        .rows_affected()
    });
    changed_one(changed, RunState::Proposed)
}

/// Renews the lease and shows how far the solver is. Returns whether somebody asked to stop.
///
/// Errors: [`StoreError::Stale`] when the run was claimed by somebody else, or dropped.
pub async fn run_keep_progress(
    tx: &mut Tx,
    id: RunId,
    fence: i64,
    until: DateTime<Utc>,
    milestones: &[Milestone],
) -> Result<bool, StoreError> {
    let row: Option<(Option<DateTime<Utc>>,)> = on!(tx, conn => {
        sqlx::query_as(
            "update runs
             set lease_until = $3, progress = $4
             where id = $1
               and fence = $2
               and state = 'solving'
             returning stop_asked_at",
        )
        .bind(id.0)
        .bind(fence)
        .bind(until)
        .bind(Json(milestones))
        .fetch_optional(conn)
        .await?
    });
    match row {
        Some((asked,)) => Ok(asked.is_some()),
        None => Err(StoreError::Stale { noun: "run", expected: "solving".to_owned() }),
    }
}

/// What a solve came to.
#[derive(Clone, Debug, PartialEq)]
pub struct RunResult<'a> {
    /// The plan as JSON.
    pub plan: &'a serde_json::Value,
    /// Why it is as it is, as JSON.
    pub explanation: &'a serde_json::Value,
    /// `optimal` or `feasible`.
    pub status: &'a str,
    /// Milli-connections.
    pub value: i64,
    /// Milli-connections.
    pub bound: i64,
    /// How many were in the pool.
    pub people: usize,
    /// How many groups the plan has.
    pub groups: usize,
    /// How many people are in no group.
    pub left_out: usize,
    /// Pairs of different teams without a tie before.
    pub new_connections: usize,
    /// How long the optimiser took.
    pub solve_millis: i64,
    /// Its milestones.
    pub progress: &'a [Milestone],
    /// Released by itself then; `None`: a person must approve it.
    pub hold_until: Option<DateTime<Utc>>,
    /// What there is to say about it.
    pub note: Option<&'a str>,
    /// Now.
    pub solved_at: DateTime<Utc>,
}

/// Publishes a plan as proposed.
///
/// Errors: [`StoreError::Stale`] when the run was claimed by somebody else since, or dropped.
pub async fn run_publish(
    tx: &mut Tx,
    id: RunId,
    fence: i64,
    result: &RunResult<'_>,
) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update runs
             set state = 'proposed', lease_holder = null, lease_until = null, plan = $3, explanation = $4, status = $5,
                 value = $6, bound = $7, people = $8, group_count = $9, left_out_count = $10, new_connections = $11,
                 solve_millis = $12, progress = $13, hold_until = $14, note = $15, solved_at = $16
             where id = $1
               and fence = $2
               and state = 'solving'",
        )
        .bind(id.0)
        .bind(fence)
        .bind(Json(result.plan))
        .bind(Json(result.explanation))
        .bind(result.status)
        .bind(result.value)
        .bind(result.bound)
        .bind(int(result.people))
        .bind(int(result.groups))
        .bind(int(result.left_out))
        .bind(int(result.new_connections))
        .bind(result.solve_millis)
        .bind(Json(result.progress))
        .bind(result.hold_until)
        .bind(result.note)
        .bind(result.solved_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    changed_one(changed, RunState::Proposed)
}

/// Ends a claimed run with its reason.
///
/// Errors: [`StoreError::Stale`] when the run was claimed by somebody else since, or dropped.
pub async fn run_failed(tx: &mut Tx, id: RunId, fence: i64, why: &str) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update runs
             set state = 'failed', lease_holder = null, lease_until = null, note = $3
             where id = $1
               and fence = $2
               and state = 'solving'",
        )
        .bind(id.0)
        .bind(fence)
        .bind(why)
        .execute(conn)
        .await?
        .rows_affected()
    });
    changed_one(changed, RunState::Failed)
}

/// The stored input of a run: exact bytes, their hash, the seed and the version that solved it.
pub async fn run_input(
    tx: &mut Tx,
    id: RunId,
) -> Result<Option<(Vec<u8>, String, u64, String)>, StoreError> {
    type Row = (Option<Vec<u8>>, Option<String>, Option<i64>, Option<String>);
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as("select problem, problem_sha256, seed, weft_version from runs where id = $1")
            .bind(id.0)
            .fetch_optional(conn)
            .await?
    });
    Ok(match row {
        Some((Some(problem), Some(sha256), Some(seed), Some(version))) => {
            Some((problem, sha256, seed_out(seed), version))
        }
        _ => None,
    })
}

/// The plan and the explanation of a run, as JSON.
pub async fn run_plan(
    tx: &mut Tx,
    id: RunId,
) -> Result<Option<(serde_json::Value, serde_json::Value)>, StoreError> {
    type Row = (Option<Json<serde_json::Value>>, Option<Json<serde_json::Value>>);
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as("select plan, explanation from runs where id = $1")
            .bind(id.0)
            .fetch_optional(conn)
            .await?
    });
    Ok(match row {
        Some((Some(plan), Some(explanation))) => Some((plan.0, explanation.0)),
        _ => None,
    })
}
