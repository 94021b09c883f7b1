//! What people write about a run afterwards, and what the log holds of it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, on};
use crate::domain::id::{PersonId, RunId};

/// Free words about a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunReview {
    /// What went well.
    pub went_well: String,
    /// What surprised.
    pub surprised: String,
    /// What is changed because of it.
    pub changes: String,
    /// Grows with each change; 0: nobody wrote anything yet.
    pub version: i64,
    /// When it was changed last.
    pub changed_at: Option<DateTime<Utc>>,
}

/// What was written about a run; empty when nothing was.
pub async fn run_review_get(tx: &mut Tx, run: RunId) -> Result<RunReview, StoreError> {
    let row: Option<(String, String, String, i64, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select went_well, surprised, changes, version, changed_at from run_reviews where run_id = $1",
        )
        .bind(run.0)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map_or_else(RunReview::default, |(went_well, surprised, changes, version, at)| {
        RunReview { went_well, surprised, changes, version, changed_at: Some(at) }
    }))
}

/// Writes it, over the version that `review` names.
///
/// Errors: [`StoreError::Stale`] when somebody else wrote since.
pub async fn run_review_set(
    tx: &mut Tx,
    run: RunId,
    review: &RunReview,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = on!(tx, conn => {
        sqlx::query(
            "insert into run_reviews (run_id, went_well, surprised, changes, version, changed_by, changed_at)
             values ($1, $2, $3, $4, $5 + 1, $6, $7)
             on conflict (run_id) do update
             set went_well = excluded.went_well, surprised = excluded.surprised, changes = excluded.changes,
                 version = excluded.version, changed_by = excluded.changed_by, changed_at = excluded.changed_at
             where run_reviews.version = $5",
        )
        .bind(run.0)
        .bind(&review.went_well)
        .bind(&review.surprised)
        .bind(&review.changes)
        .bind(review.version)
        .bind(by.0)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale { noun: "review", expected: "as it was read".to_owned() })
    }
}

/// As what somebody acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActedAs {
    /// By a rule.
    System,
    /// As the programme's owner.
    Owner,
    /// As an admin.
    Admin,
    /// As a coordinator.
    Coordinator,
    /// As somebody without any of these roles today.
    Somebody,
}

/// A line of a run's story: what was done, when, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryLine {
    /// When.
    pub at: DateTime<Utc>,
    /// The audit log's word.
    pub action: String,
    /// Ids and figures, as the log has them.
    pub detail: serde_json::Value,
    /// Who, by role.
    pub acted_as: ActedAs,
}

/// What the log holds about a run, and about all sending between two instants; oldest first, at most 200 lines.
pub async fn run_story(
    tx: &mut Tx,
    run: RunId,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<StoryLine>, StoreError> {
    let subject = format!("run:{run}");
    let lines: Vec<(DateTime<Utc>, String, String, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select at, actor, action, detail
             from audit
             where subject = $1
                or (subject = 'sending' and at >= $2 and at <= $3)
             order by seq
             limit 200",
        )
        .bind(subject)
        .bind(from)
        .bind(until)
        .fetch_all(conn)
        .await?
    });
    let (owner,): (Uuid,) = on!(tx, conn => {
        sqlx::query_as(
            "select programmes.owner_id
             from runs
             join programmes on programmes.id = runs.programme_id
             where runs.id = $1",
        )
        .bind(run.0)
        .fetch_one(conn)
        .await?
    });
    let roles: Vec<(Uuid, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select person_id, role from role_grants where role in ('admin', 'coordinator') limit 1000",
        )
        .fetch_all(conn)
        .await?
    });
    let acted_as = |actor: &str| {
        let Some(person) = actor.strip_prefix("person:").and_then(|id| id.parse::<Uuid>().ok())
        else {
            return ActedAs::System;
        };
        let has = |role: &str| roles.iter().any(|(who, held)| *who == person && held == role);
        if person == owner {
            ActedAs::Owner
        } else if has("admin") {
            ActedAs::Admin
        } else if has("coordinator") {
            ActedAs::Coordinator
        } else {
            ActedAs::Somebody
        }
    };
    Ok(lines
        .into_iter()
        .map(|(at, actor, action, detail)| StoryLine {
            at,
            action,
            detail: serde_json::from_str(&detail).unwrap_or_default(),
            acted_as: acted_as(&actor),
        })
        .collect())
}
