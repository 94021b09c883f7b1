//! Taking due messages: who gets them, and whether they may still go.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Claim, ClaimedNotice, SIGN_IN, sending_get};
use crate::domain::id::{NoticeId, RunId};
use crate::domain::plan::NoticeState;
use crate::store::restored::restored_get;
use crate::store::{StoreError, Tx, codec, on};

/// What becomes of a row of `outbox` at the instant `$1`: 'sending', or the state that it ends in.
const VERDICT: &str = "case
        when outbox.not_after <= $1 then 'failed'
        -- Nothing of what is taken back ever left.
        when outbox.kind = 'recall' and outbox.group_id is not null
            and exists (
                select 1 from outbox told
                where told.group_id = outbox.group_id and told.recipient_id = outbox.recipient_id and told.kind <> 'recall'
            )
            and not exists (
                select 1 from outbox told
                where told.group_id = outbox.group_id and told.recipient_id = outbox.recipient_id and told.kind <> 'recall'
                  and (told.state in ('sending', 'sent') or told.attempts > 0)
            ) then 'cancelled'
        when outbox.kind <> 'recall' and exists (
            select 1 from groups where groups.id = outbox.group_id and groups.state = 'recalled'
        ) then 'cancelled'
        when outbox.kind not in ('recall', 'apology', 'placement-feedback') and exists (
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
    end";

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

/// Claims up to `limit` due rows for `holder` until `until`; rows of a claim that ran out are due again,
/// those of one that ran out long ago once [`notices_lease_refit`](super::notices_lease_refit) has given it a new term.
///
/// What was decided when the row was written is asked again here: a row too late fails, a row whose person left, is
/// away, opted out or bounces is suppressed, one whose group or run was recalled is cancelled. A stay that had begun when
/// its run was recalled went on, and how it was is asked all the same. A note that takes something back waits for what
/// workers have in hand of its run, and does not go to whom nothing of the group ever went. With the kill switch on, and
/// in the hold after a restore, only sign-in is claimed.
///
/// The address is asked again too: a message goes to the address that its reader has today. Its bytes stay as they were
/// rendered, `To` and the attendee of an invitation included: a try that may have arrived and the next one are the same
/// to the byte, and a relay looks at the envelope alone. Nothing more is sent to the address that was given up.
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
             where ((state in ('queued', 'deferred') and next_at <= $1) or (state = 'sending' and lease_until <= $1 and lease_until > $6))
               and (kind = 'sign-in' or not $2)
               -- What takes something back goes out after it: not while a worker has anything of the run in hand.
               and (kind <> 'recall' or run_id is null or run_id not in (
                   select hand.run_id from outbox hand
                   where hand.state = 'sending' and hand.kind <> 'recall' and hand.run_id is not null
               ))
             order by case kind when 'sign-in' then 0 else 1 end, next_at, id
             limit $3
             {clause}
         ),
         judged as materialized (
             select outbox.id as due_id,
                 {VERDICT} as verdict
             from due
             join outbox on outbox.id = due.due_id
         )
         update outbox
         set state = judged.verdict,
             attempts = attempts + case judged.verdict when 'sending' then 1 else 0 end,
             fence = fence + 1,
             lease_holder = case judged.verdict when 'sending' then $4 end,
             lease_until = case judged.verdict when 'sending' then $5 end,
             recipient_address = coalesce(
                 (select persons.email
                  from persons
                  where persons.id = outbox.recipient_id
                    and persons.erased_at is null
                    and judged.verdict = 'sending'),
                 outbox.recipient_address
             ),
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
            // A claim that ran out longer ago than a claim lasts is no claim of this clock: see `notices_lease_refit`.
            .bind(now - (until - now))
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
    for row in sending {
        claim.notices.push(ClaimedNotice {
            id: NoticeId(row.id),
            kind: row.kind,
            run_id: row.run_id.map(RunId),
            recipient_address: row.recipient_address,
            message: codec::unpack("outbox.message", row.message)?,
            attempts: row.attempts,
            fence: row.fence,
        });
    }
    Ok(claim)
}

/// Whether a message in a worker's hand may still go: sending is not paused, and what was asked when it was claimed holds.
pub async fn notice_goes(
    tx: &mut Tx,
    id: NoticeId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    if sending_get(tx).await?.paused || restored_get(tx).await?.is_some() {
        return Ok(false);
    }
    let text = format!("select {VERDICT} from outbox where id = $2");
    let row: Option<(String,)> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(text)).bind(now).bind(id.0).fetch_optional(conn).await?
    });
    Ok(row.is_some_and(|(verdict,)| verdict == NoticeState::Sending.as_str()))
}

/// Whether there is something that [`notices_claim`] could claim, the kill switch aside.
pub async fn notices_due(tx: &mut Tx, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let (due,): (bool,) = on!(tx, conn => {
        sqlx::query_as(
            "select exists (
                 select 1
                 from outbox
                 where (state in ('queued', 'deferred') and next_at <= $1)
                    or (state = 'sending' and lease_until <= $1)
             )",
        )
        .bind(now)
        .fetch_one(conn)
        .await?
    });
    Ok(due)
}
