//! The outbox as a page shows it: states and counts, no texts, no addresses.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Slice;
use crate::domain::id::{NoticeId, PersonId, RunId};
use crate::domain::plan::NoticeState;
use crate::store::codec::{count, word};
use crate::store::{StoreError, Tx, on};

/// A notice as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeLine {
    /// Ours.
    pub id: NoticeId,
    /// Which kind.
    pub kind: String,
    /// Of which run.
    pub run_id: Option<RunId>,
    /// The run's round.
    pub round_no: Option<i64>,
    /// To whom.
    pub recipient_id: Option<PersonId>,
    /// The recipient's name.
    pub recipient: Option<String>,
    /// Where it stands.
    pub state: NoticeState,
    /// How often it was tried.
    pub attempts: i64,
    /// The next try.
    pub next_at: DateTime<Utc>,
    /// Not sent after this.
    pub not_after: Option<DateTime<Utc>>,
    /// The relay took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// What the last try met, as stored.
    pub last_error: Option<String>,
    /// It was written.
    pub created_at: DateTime<Utc>,
}

/// Which notices a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeFilter {
    /// Only in this state.
    pub state: Option<NoticeState>,
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only of this run.
    pub run: Option<RunId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    run_id: Option<Uuid>,
    round_no: Option<i64>,
    recipient_id: Option<Uuid>,
    recipient: Option<String>,
    state: String,
    attempts: i64,
    next_at: DateTime<Utc>,
    not_after: Option<DateTime<Utc>>,
    sent_at: Option<DateTime<Utc>>,
    last_error: Option<String>,
    created_at: DateTime<Utc>,
}

/// A part of the outbox, newest first.
pub async fn notice_lines(
    tx: &mut Tx,
    filter: &NoticeFilter,
    slice: Slice,
) -> Result<Vec<NoticeLine>, StoreError> {
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select o.id, o.kind, o.run_id, r.round_no, o.recipient_id, who.name as recipient, o.state, o.attempts, o.next_at,
                    o.not_after, o.sent_at, o.last_error, o.created_at
             from outbox o
             left join persons who on who.id = o.recipient_id
             left join runs r on r.id = o.run_id
             where ($1 is null or o.state = $1)
               and ($2 is null or o.kind = $2)
               and ($3 is null or o.run_id = $3)
             order by o.created_at desc, o.id desc
             limit $4 offset $5",
        )
        .bind(filter.state.map(NoticeState::as_str))
        .bind(filter.kind.as_deref())
        .bind(filter.run.map(|id| id.0))
        .bind(slice.limit)
        .bind(slice.offset)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|row| {
            Ok(NoticeLine {
                id: NoticeId(row.id),
                kind: row.kind,
                run_id: row.run_id.map(RunId),
                round_no: row.round_no,
                recipient_id: row.recipient_id.map(PersonId),
                recipient: row.recipient,
                state: word("outbox.state", &row.state)?,
                attempts: row.attempts,
                next_at: row.next_at,
                not_after: row.not_after,
                sent_at: row.sent_at,
                last_error: row.last_error,
                created_at: row.created_at,
            })
        })
        .collect()
}

/// The outbox by state, with the oldest row of each.
pub async fn outbox_states(
    tx: &mut Tx,
) -> Result<Vec<(NoticeState, usize, DateTime<Utc>)>, StoreError> {
    let rows: Vec<(String, i64, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select state, count(*), min(created_at)
             from outbox
             group by state
             order by state",
        )
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(state, n, oldest)| Ok((word("outbox.state", &state)?, count(n), oldest)))
        .collect()
}

/// The kinds of notices there are in the outbox.
pub async fn outbox_kinds(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = on!(tx, conn => {
        sqlx::query_as("select distinct kind from outbox order by kind limit 50").fetch_all(conn).await?
    });
    Ok(rows.into_iter().map(|(kind,)| kind).collect())
}

/// Makes all deferred notices due at once; returns how many.
pub async fn notices_retry_deferred(tx: &mut Tx, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update outbox
             set next_at = $1
             where state = 'deferred'
               and next_at > $1",
        )
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(usize::try_from(changed).unwrap_or(usize::MAX))
}
