//! What became of a message in a worker's hand. Each outcome counts only with the fence of the worker's own claim.

use chrono::{DateTime, Utc};

use crate::domain::id::NoticeId;
use crate::store::{StoreError, Tx, on};

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

/// The relay took it and could not bring it: it came back for good. `false`: it was not sent, or is one of sign-in,
/// of which nothing is left to send again.
pub async fn notice_came_back(tx: &mut Tx, id: NoticeId, why: &str) -> Result<bool, StoreError> {
    let rows = on!(tx, conn => {
        sqlx::query("update outbox set state = 'failed', last_error = $2 where id = $1 and state = 'sent' and kind <> 'sign-in'")
            .bind(id.0)
            .bind(why)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(rows == 1)
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

/// Makes messages due that wait for longer than any does, beyond `latest`: they were written or put off by a clock that was
/// set back since.
pub async fn notices_wait_cut(
    tx: &mut Tx,
    latest: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "update outbox
             set next_at = $2
             where state in ('queued', 'deferred') and next_at > $1",
        )
        .bind(latest)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Gives claims that were given by another clock a new term, until `until`: those that last longer than a new claim (the
/// clock was set back since), and those that ran out before `oldest` (it was set forward, or nobody was there for long). A
/// worker that is alive has the whole of a claim to finish what it has in hand; one that is gone has lost it then.
pub async fn notices_lease_refit(
    tx: &mut Tx,
    oldest: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "update outbox
             set lease_until = $2
             where state = 'sending'
               and (lease_until > $2 or lease_until <= $1)",
        )
        .bind(oldest)
        .bind(until)
        .execute(conn)
        .await?;
    });
    Ok(())
}
