//! The outbox: every message from the transaction that decided it to the relay's answer.
//!
//! `queued → sending (lease) → sent | deferred (next_at) | failed | suppressed | cancelled`. The rendered bytes lie in
//! the row, so what is sent twice after a crash is the same to the byte. A worker's outcome counts only with the fence of
//! its own claim: whoever comes late, after the lease ran out and another worker took the row, changes nothing.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::restored::restored_get;
use super::{StoreError, Tx, codec, on, setting};
use crate::domain::id::{GroupId, NoticeId, PersonId, ProgrammeId, RunId};
use crate::domain::plan::NoticeState;

/// The kind that is sent whatever is paused, and to everybody who may sign in.
pub const SIGN_IN: &str = "sign-in";
/// The kind that takes a released plan back; it goes to people who were told of it, opted out since or not.
pub const RECALL: &str = "recall";
/// Rows in one insert: 17 columns each, under the 32,766 parameters that SQLite takes.
const CHUNK: usize = 500;
/// The name of the setting that holds [`Sending`].
const SENDING: &str = "sending";

/// A message to be sent.
#[derive(Clone, Debug)]
pub struct NewNotice {
    /// Its id; Message-ID, Date and boundaries are made from the row.
    pub id: NoticeId,
    /// What it is about: nobody gets the same thing twice. `match:<group>:<person>`.
    pub dedup_key: String,
    /// Which mail: `match`, `sign-in`, …
    pub kind: &'static str,
    /// The programme it is about; whoever left the programme does not get it any more.
    pub programme_id: Option<ProgrammeId>,
    /// The run it is about.
    pub run_id: Option<RunId>,
    /// The group it is about.
    pub group_id: Option<GroupId>,
    /// To whom.
    pub recipient_id: Option<PersonId>,
    /// To which address.
    pub recipient_address: String,
    /// The subject line, for lists.
    pub subject: String,
    /// RFC 5322 bytes, as they are sent.
    pub message: Vec<u8>,
    /// Not before.
    pub next_at: DateTime<Utc>,
    /// Pointless from here on; it fails as "too late" instead of being sent.
    pub not_after: Option<DateTime<Utc>>,
    /// When it was decided.
    pub created_at: DateTime<Utc>,
}

/// A message in a worker's hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedNotice {
    /// The row.
    pub id: NoticeId,
    /// Which mail.
    pub kind: String,
    /// The run it is about.
    pub run_id: Option<RunId>,
    /// To which address.
    pub recipient_address: String,
    /// RFC 5322 bytes.
    pub message: Vec<u8>,
    /// How often it was claimed, this time included.
    pub attempts: i64,
    /// Proof of this claim; outcomes carry it.
    pub fence: i64,
}

/// What a claim brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// To be sent now, sign-in first, then by age.
    pub notices: Vec<ClaimedNotice>,
    /// Rows given up because their time is over.
    pub too_late: usize,
    /// Rows whose person left, opted out or bounces.
    pub suppressed: usize,
    /// Rows whose group or run was recalled in the meantime.
    pub cancelled: usize,
    /// The runs of the rows that were ended by the claim itself.
    pub runs: Vec<RunId>,
}

impl Claim {
    /// How many rows the claim took, to be sent or not.
    pub fn rows(&self) -> usize {
        self.notices.len() + self.too_late + self.suppressed + self.cancelled
    }
}

/// The kill switch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// Nothing leaves but sign-in.
    pub paused: bool,
    /// Since when it is as it is.
    pub changed_at: Option<DateTime<Utc>>,
    /// By whom.
    pub changed_by: Option<PersonId>,
}

/// Adds a message. `false`: one with this dedup key is there already, and nothing was added.
pub async fn notice_add(tx: &mut Tx, notice: &NewNotice) -> Result<bool, StoreError> {
    Ok(notices_add(tx, std::slice::from_ref(notice)).await? == 1)
}

/// Adds messages in bulk; those whose dedup key is there already are passed over. Returns how many were added.
///
/// Cost: 5,000 in well under a second.
pub async fn notices_add(tx: &mut Tx, notices: &[NewNotice]) -> Result<usize, StoreError> {
    let mut added = 0;
    for chunk in notices.chunks(CHUNK) {
        let rows = on!(tx, conn => {
            let mut insert = sqlx::QueryBuilder::new(
                "insert into outbox (id, dedup_key, kind, programme_id, run_id, group_id, recipient_id,
                     recipient_address, subject, message, state, attempts, next_at, not_after, fence, created_at) ",
            );
            insert.push_values(chunk, |mut row, notice| {
                row.push_bind(notice.id.0)
                    .push_bind(&notice.dedup_key)
                    .push_bind(notice.kind)
                    .push_bind(notice.programme_id.map(|id| id.0))
                    .push_bind(notice.run_id.map(|id| id.0))
                    .push_bind(notice.group_id.map(|id| id.0))
                    .push_bind(notice.recipient_id.map(|id| id.0))
                    .push_bind(&notice.recipient_address)
                    .push_bind(&notice.subject)
                    .push_bind(&notice.message)
                    .push_bind(NoticeState::Queued.as_str())
                    .push_bind(0_i64)
                    .push_bind(notice.next_at)
                    .push_bind(notice.not_after)
                    .push_bind(0_i64)
                    .push_bind(notice.created_at);
            });
            insert.push(" on conflict (dedup_key) do nothing");
            insert.build().execute(conn).await?.rows_affected()
        });
        added += usize::try_from(rows).unwrap_or(usize::MAX);
    }
    Ok(added)
}

#[derive(sqlx::FromRow)]
struct ClaimedRow {
    id: Uuid,
    kind: String,
    run_id: Option<Uuid>,
    recipient_address: String,
    message: Vec<u8>,
    attempts: i64,
    fence: i64,
    state: String,
    next_at: DateTime<Utc>,
}

/// Claims up to `limit` due rows for `holder` until `until`; rows of a claim that ran out are due again.
///
/// What was decided when the row was written is asked again here: a row too late fails, a row whose person left, is
/// away, opted out or bounces is suppressed, one whose group or run was recalled is cancelled. With the kill switch on,
/// and in the hold after a restore, only sign-in is claimed.
pub async fn notices_claim(
    tx: &mut Tx,
    holder: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    limit: usize,
) -> Result<Claim, StoreError> {
    let paused = sending_get(tx).await?.paused || restored_get(tx).await?.is_some();
    let text = format!(
        "with due as materialized (
             select id as due_id
             from outbox
             where ((state in ('queued', 'deferred') and next_at <= $1) or (state = 'sending' and lease_until <= $1))
               and (kind = 'sign-in' or not $2)
             order by case kind when 'sign-in' then 0 else 1 end, next_at, id
             limit $3
             {clause}
         ),
         judged as materialized (
             select outbox.id as due_id,
                 case
                     when outbox.not_after <= $1 then 'failed'
                     when outbox.kind <> 'recall' and exists (
                         select 1 from groups where groups.id = outbox.group_id and groups.state = 'recalled'
                     ) then 'cancelled'
                     when outbox.kind not in ('recall', 'apology') and exists (
                         select 1 from runs where runs.id = outbox.run_id and runs.state = 'recalled'
                     ) then 'cancelled'
                     when exists (
                         select 1
                         from persons
                         where persons.id = outbox.recipient_id
                           and (persons.erased_at is not null
                                or persons.state = 'left'
                                or (persons.suppressed_at is not null and outbox.kind <> 'sign-in')
                                or (persons.state = 'away' and outbox.kind not in ('sign-in', 'recall')))
                     ) then 'suppressed'
                     when outbox.kind not in ('sign-in', 'recall') and exists (
                         select 1
                         from enrolments
                         where enrolments.programme_id = outbox.programme_id
                           and enrolments.person_id = outbox.recipient_id
                           and enrolments.left_at is not null
                     ) then 'suppressed'
                     else 'sending'
                 end as verdict
             from due
             join outbox on outbox.id = due.due_id
         )
         update outbox
         set state = judged.verdict,
             attempts = attempts + case judged.verdict when 'sending' then 1 else 0 end,
             fence = fence + 1,
             lease_holder = case judged.verdict when 'sending' then $4 end,
             lease_until = case judged.verdict when 'sending' then $5 end,
             last_error = case judged.verdict
                 when 'failed' then case when attempts > 0 then 'too late; a try before may have arrived' else 'too late' end
                 when 'suppressed' then 'the person left, opted out or bounces'
                 when 'cancelled' then 'recalled'
                 else last_error
             end
         from judged
         where outbox.id = judged.due_id
         returning id, kind, run_id, recipient_address, message, attempts, fence, state, next_at",
        clause = tx.claim_clause(),
    );
    let rows: Vec<ClaimedRow> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(now)
            .bind(paused)
            .bind(codec::int(limit))
            .bind(holder)
            .bind(until)
            .fetch_all(conn)
            .await?
    });
    let mut claim = Claim::default();
    let mut sending = Vec::with_capacity(rows.len());
    for row in rows {
        match codec::word::<NoticeState>("outbox.state", &row.state)? {
            NoticeState::Sending => {
                sending.push(row);
                continue;
            }
            NoticeState::Failed => claim.too_late += 1,
            NoticeState::Suppressed => claim.suppressed += 1,
            _ => claim.cancelled += 1,
        }
        claim.runs.extend(row.run_id.map(RunId));
    }
    claim.runs.sort_unstable();
    claim.runs.dedup();
    // `returning` keeps no order.
    sending.sort_by_key(|row| (row.kind != SIGN_IN, row.next_at, row.id));
    claim.notices = sending
        .into_iter()
        .map(|row| ClaimedNotice {
            id: NoticeId(row.id),
            kind: row.kind,
            run_id: row.run_id.map(RunId),
            recipient_address: row.recipient_address,
            message: row.message,
            attempts: row.attempts,
            fence: row.fence,
        })
        .collect();
    Ok(claim)
}

/// The relay (or the local mailbox) took it.
///
/// Errors: [`StoreError::Stale`] when the claim is no longer the row's own.
pub async fn notice_sent(
    tx: &mut Tx,
    id: NoticeId,
    fence: i64,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows = on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'sent', sent_at = $3, lease_holder = null, lease_until = null, last_error = null,
                 message = case when kind = 'sign-in' then $4 else message end
             where id = $1 and fence = $2 and state = 'sending'",
        )
        .bind(id.0)
        .bind(fence)
        .bind(now)
        // Link and code let their reader in: they leave with the mail.
        .bind(Vec::<u8>::new())
        .execute(conn)
        .await?
        .rows_affected()
    });
    claimed_by_us(rows)
}

/// Not now: to be tried again at `next_at`.
///
/// Errors: [`StoreError::Stale`] when the claim is no longer the row's own.
pub async fn notice_deferred(
    tx: &mut Tx,
    id: NoticeId,
    fence: i64,
    next_at: DateTime<Utc>,
    error: &str,
) -> Result<(), StoreError> {
    let rows = on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'deferred', next_at = $3, lease_holder = null, lease_until = null, last_error = $4
             where id = $1 and fence = $2 and state = 'sending'",
        )
        .bind(id.0)
        .bind(fence)
        .bind(next_at)
        .bind(error)
        .execute(conn)
        .await?
        .rows_affected()
    });
    claimed_by_us(rows)
}

/// Given up: refused for good, or tried for too long.
///
/// Errors: [`StoreError::Stale`] when the claim is no longer the row's own.
pub async fn notice_failed(
    tx: &mut Tx,
    id: NoticeId,
    fence: i64,
    error: &str,
) -> Result<(), StoreError> {
    let rows = on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'failed', lease_holder = null, lease_until = null, last_error = $3
             where id = $1 and fence = $2 and state = 'sending'",
        )
        .bind(id.0)
        .bind(fence)
        .bind(error)
        .execute(conn)
        .await?
        .rows_affected()
    });
    claimed_by_us(rows)
}

/// Puts a claimed row back untried, where it was in the order. It does not count as an attempt.
///
/// Errors: [`StoreError::Stale`] when the claim is no longer the row's own.
pub async fn notice_unclaim(tx: &mut Tx, id: NoticeId, fence: i64) -> Result<(), StoreError> {
    let rows = on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'queued', attempts = attempts - 1, lease_holder = null, lease_until = null
             where id = $1 and fence = $2 and state = 'sending'",
        )
        .bind(id.0)
        .bind(fence)
        .execute(conn)
        .await?
        .rows_affected()
    });
    claimed_by_us(rows)
}

/// Puts a claimed row back because the relay as a whole did not work. It does not count as an attempt, but others come
/// first next time: if it is this very message that upsets the relay, it must not hold up all the rest.
///
/// Errors: [`StoreError::Stale`] when the claim is no longer the row's own.
pub async fn notice_turned_away(
    tx: &mut Tx,
    id: NoticeId,
    fence: i64,
    now: DateTime<Utc>,
    why: &str,
) -> Result<(), StoreError> {
    let rows = on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'queued', attempts = attempts - 1, next_at = $3, lease_holder = null, lease_until = null,
                 last_error = $4
             where id = $1 and fence = $2 and state = 'sending'",
        )
        .bind(id.0)
        .bind(fence)
        .bind(now)
        .bind(why)
        .execute(conn)
        .await?
        .rows_affected()
    });
    claimed_by_us(rows)
}

fn claimed_by_us(rows: u64) -> Result<(), StoreError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale { noun: "notice", expected: "in this worker's hand".to_owned() })
    }
}

/// Withdraws what was not sent of one group's messages. Rows in a worker's hand stay: they are sent, or their next claim
/// sees that the group was recalled. Returns how many were withdrawn.
pub async fn notices_cancel_for_group(tx: &mut Tx, group: GroupId) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'cancelled', last_error = 'recalled'
             where group_id = $1 and state in ('queued', 'deferred') and kind <> 'recall'",
        )
        .bind(group.0)
        .execute(conn)
        .await?
        .rows_affected()
    }))
}

/// Withdraws what was not sent of one run's messages, as [`notices_cancel_for_group`] does for a group.
pub async fn notices_cancel_for_run(tx: &mut Tx, run: RunId) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'cancelled', last_error = 'recalled'
             where run_id = $1 and state in ('queued', 'deferred') and kind not in ('recall', 'apology')",
        )
        .bind(run.0)
        .execute(conn)
        .await?
        .rows_affected()
    }))
}

/// The kill switch as it stands.
pub async fn sending_get(tx: &mut Tx) -> Result<Sending, StoreError> {
    Ok(setting::setting_get(tx, SENDING).await?.unwrap_or_default())
}

/// Turns the kill switch on (`paused`) or off.
pub async fn sending_set(
    tx: &mut Tx,
    paused: bool,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sending = Sending { paused, changed_at: Some(now), changed_by: by };
    setting::setting_set(tx, SENDING, &sending, now).await
}
