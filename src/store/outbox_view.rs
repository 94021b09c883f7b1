//! The outbox as people see it: counts, a page of rows, one message; and what an admin does to a row.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::{GroupId, NoticeId, PersonId, ProgrammeId, RunId};
use crate::domain::plan::NoticeState;

/// A message without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// The row.
    pub id: NoticeId,
    /// Which mail.
    pub kind: String,
    /// The programme it is about.
    pub programme_id: Option<ProgrammeId>,
    /// The run it is about.
    pub run_id: Option<RunId>,
    /// The group it is about.
    pub group_id: Option<GroupId>,
    /// To whom.
    pub recipient_id: Option<PersonId>,
    /// To which address.
    pub recipient_address: String,
    /// The subject line.
    pub subject: String,
    /// Where it stands.
    pub state: NoticeState,
    /// How often it was tried.
    pub attempts: i64,
    /// The next try, while it waits.
    pub next_at: DateTime<Utc>,
    /// Pointless from here on.
    pub not_after: Option<DateTime<Utc>>,
    /// When it was taken by the relay.
    pub sent_at: Option<DateTime<Utc>>,
    /// What the last try said.
    pub last_error: Option<String>,
    /// When it was decided.
    pub created_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    programme_id: Option<Uuid>,
    run_id: Option<Uuid>,
    group_id: Option<Uuid>,
    recipient_id: Option<Uuid>,
    recipient_address: String,
    subject: String,
    state: String,
    attempts: i64,
    next_at: DateTime<Utc>,
    not_after: Option<DateTime<Utc>>,
    sent_at: Option<DateTime<Utc>>,
    last_error: Option<String>,
    created_at: DateTime<Utc>,
}

impl Row {
    fn read(self) -> Result<NoticeRow, StoreError> {
        Ok(NoticeRow {
            id: NoticeId(self.id),
            kind: self.kind,
            programme_id: self.programme_id.map(ProgrammeId),
            run_id: self.run_id.map(RunId),
            group_id: self.group_id.map(GroupId),
            recipient_id: self.recipient_id.map(PersonId),
            recipient_address: self.recipient_address,
            subject: self.subject,
            state: codec::word("outbox.state", &self.state)?,
            attempts: self.attempts,
            next_at: self.next_at,
            not_after: self.not_after,
            sent_at: self.sent_at,
            last_error: self.last_error,
            created_at: self.created_at,
        })
    }
}

/// Which rows a list shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoticeFilter {
    /// Only in this state.
    pub state: Option<NoticeState>,
    /// Only of this run.
    pub run: Option<RunId>,
    /// Only to this person.
    pub recipient: Option<PersonId>,
    /// Only older rows than this one (the last of the page before).
    pub before: Option<NoticeId>,
}

/// Messages, newest first, without their bytes. At most `limit`.
pub async fn notices_page(
    tx: &mut Tx,
    filter: NoticeFilter,
    limit: i64,
) -> Result<Vec<NoticeRow>, StoreError> {
    let rows: Vec<Row> = on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "select id, kind, programme_id, run_id, group_id, recipient_id, recipient_address, subject, state,
                 attempts, next_at, not_after, sent_at, last_error, created_at
             from outbox
             where 1 = 1",
        );
        if let Some(state) = filter.state {
            query.push(" and state = ").push_bind(state.as_str());
        }
        if let Some(run) = filter.run {
            query.push(" and run_id = ").push_bind(run.0);
        }
        if let Some(recipient) = filter.recipient {
            query.push(" and recipient_id = ").push_bind(recipient.0);
        }
        // Ids are UUIDv7: their order is the order of time.
        if let Some(before) = filter.before {
            query.push(" and id < ").push_bind(before.0);
        }
        query.push(" order by id desc limit ").push_bind(limit);
        query.build_query_as().fetch_all(conn).await?
    });
    rows.into_iter().map(Row::read).collect()
}

/// One message, with its bytes.
pub async fn notice_get(
    tx: &mut Tx,
    id: NoticeId,
) -> Result<Option<(NoticeRow, Vec<u8>)>, StoreError> {
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select id, kind, programme_id, run_id, group_id, recipient_id, recipient_address, subject, state,
                 attempts, next_at, not_after, sent_at, last_error, created_at
             from outbox
             where id = $1",
        )
        .bind(id.0)
        .fetch_optional(&mut *conn)
        .await?
    });
    let Some(row) = row else { return Ok(None) };
    let (message,): (Vec<u8>,) = on!(tx, conn => {
        sqlx::query_as("select message from outbox where id = $1")
            .bind(id.0)
            .fetch_one(conn)
            .await?
    });
    Ok(Some((row.read()?, codec::unpack("outbox.message", message)?)))
}

/// How many messages are in each state; states without any are left out. Of one run, or of all.
pub async fn notices_count(
    tx: &mut Tx,
    run: Option<RunId>,
) -> Result<Vec<(NoticeState, usize)>, StoreError> {
    let rows: Vec<(String, i64)> = match run {
        Some(run) => on!(tx, conn => {
            sqlx::query_as(
                "select state, count(*) from outbox where run_id = $1 group by state order by state",
            )
            .bind(run.0)
            .fetch_all(conn)
            .await?
        }),
        None => on!(tx, conn => {
            sqlx::query_as("select state, count(*) from outbox group by state order by state")
                .fetch_all(conn)
                .await?
        }),
    };
    rows.into_iter()
        .map(|(state, n)| Ok((codec::word("outbox.state", &state)?, codec::count(n))))
        .collect()
}

/// Since when the oldest due message waits.
pub async fn notices_oldest_due(
    tx: &mut Tx,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let (oldest,): (Option<DateTime<Utc>>,) = on!(tx, conn => {
        sqlx::query_as(
            "select min(next_at) from outbox where state in ('queued', 'deferred') and next_at <= $1",
        )
        .bind(now)
        .fetch_one(conn)
        .await?
    });
    Ok(oldest)
}

/// Everybody who was told of a group, or may have been: a message other than a recall went out, or was tried.
/// Whoever takes a group back owes these people a note.
pub async fn notices_told(tx: &mut Tx, group: GroupId) -> Result<Vec<PersonId>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as(
            "select distinct recipient_id
             from outbox
             where group_id = $1
               and recipient_id is not null
               and kind <> 'recall'
               and (state in ('sending', 'sent') or attempts > 0)
             order by recipient_id",
        )
        .bind(group.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}

/// Tries a message again now: one that failed, was suppressed or waits for its next turn. Its waits begin anew, but
/// that it was tried, and may have arrived, stays known.
///
/// Errors: [`StoreError::Stale`] when it is in none of these states (sent, in a worker's hand, withdrawn).
pub async fn notice_retry(tx: &mut Tx, id: NoticeId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let rows = on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'queued', next_at = $2, attempts = case when attempts > 0 then 1 else 0 end
             where id = $1 and state in ('failed', 'suppressed', 'deferred')",
        )
        .bind(id.0)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale {
            noun: "notice",
            expected: "failed, suppressed or deferred".to_owned(),
        })
    }
}

/// Withdraws one message that waits.
///
/// Errors: [`StoreError::Stale`] when it does not wait.
pub async fn notice_cancel(tx: &mut Tx, id: NoticeId) -> Result<(), StoreError> {
    let rows = on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'cancelled', last_error = 'withdrawn by hand'
             where id = $1 and state in ('queued', 'deferred')",
        )
        .bind(id.0)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale { noun: "notice", expected: "queued or deferred".to_owned() })
    }
}

/// The messages to people who were erased since an instant.
pub async fn notices_of_erased(
    tx: &mut Tx,
    since: DateTime<Utc>,
) -> Result<Vec<NoticeId>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as(
            "select outbox.id
             from persons
             join outbox on outbox.recipient_id = persons.id
             where persons.erased_at >= $1
             order by outbox.id",
        )
        .bind(since)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id,)| NoticeId(id)).collect())
}
