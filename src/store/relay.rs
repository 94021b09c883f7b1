//! The relay as all workers of all replicas see it: whether it works, since when not, and when somebody tries it again;
//! and how much went out in the last minute.

use chrono::{DateTime, Utc};

use super::{StoreError, Tx, codec, on};

/// The breaker between the outbox and the relay.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Relay {
    /// It has not worked since then; none: it works, as far as anybody knows.
    pub down_since: Option<DateTime<Utc>>,
    /// What it said, without an address.
    pub reason: Option<String>,
    /// How often in a row it did not work.
    pub tries: i64,
    /// Nobody speaks to it before.
    pub next_try_at: Option<DateTime<Utc>>,
}

/// The breaker as it stands.
pub async fn relay_get(tx: &mut Tx) -> Result<Relay, StoreError> {
    let row: Option<Relay> = on!(tx, conn => {
        sqlx::query_as("select down_since, reason, tries, next_try_at from relay where id = 1")
            .fetch_optional(conn)
            .await?
    });
    Ok(row.unwrap_or_default())
}

/// Takes the one try of a relay that is down and whose time has come; the others wait until `until`. `false`: somebody
/// else has it, or it is too early.
pub async fn relay_try(
    tx: &mut Tx,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let taken = on!(tx, conn => {
        sqlx::query(
            "update relay
             set next_try_at = $2
             where id = 1 and down_since is not null and (next_try_at is null or next_try_at <= $1)",
        )
        .bind(now)
        .bind(until)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(taken == 1)
}

/// Cuts a pause that lasts beyond `until` to it: a longer one was given before the clock was set back.
pub async fn relay_pause_cut(tx: &mut Tx, until: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query("update relay set next_try_at = $1 where id = 1 and next_try_at > $1")
            .bind(until)
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// Gives a try back that came to nothing: whoever comes next may try at once.
pub async fn relay_untried(tx: &mut Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query("update relay set next_try_at = $1 where id = 1 and down_since is not null")
            .bind(now)
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// It did not work, for somebody who had seen it fail `seen` times: nobody speaks to it before `next_try_at`. Of two
/// workers who found the same, one counts.
pub async fn relay_down(
    tx: &mut Tx,
    seen: i64,
    reason: &str,
    now: DateTime<Utc>,
    next_try_at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update relay
             set down_since = coalesce(down_since, $3), reason = $2, tries = tries + 1, next_try_at = $4
             where id = 1 and tries = $1",
        )
        .bind(seen)
        .bind(reason)
        .bind(now)
        .bind(next_try_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}

/// It works. `true`: it had not.
pub async fn relay_up(tx: &mut Tx) -> Result<bool, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update relay
             set down_since = null, reason = null, tries = 0, next_try_at = null
             where id = 1 and down_since is not null",
        )
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}

/// How many messages went out since `since` or are in a worker's hand at `now`; what went out later than now did so by a
/// clock that was set back since. Whoever claims by what this says locks
/// the relay's row by it, so that of two claims the second sees the first's, on both engines.
pub async fn relay_load(
    tx: &mut Tx,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    on!(tx, conn => {
        sqlx::query("update relay set tries = tries where id = 1").execute(conn).await?;
    });
    let (sent, in_hand): (i64, i64) = on!(tx, conn => {
        sqlx::query_as(
            "select (select count(*) from outbox where sent_at > $1 and sent_at <= $2),
                    (select count(*) from outbox where state = 'sending' and lease_until > $2)",
        )
        .bind(since)
        .bind(now)
        .fetch_one(conn)
        .await?
    });
    Ok(codec::count(sent) + codec::count(in_hand))
}
