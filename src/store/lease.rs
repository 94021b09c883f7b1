//! Leases: who may do a thing that only one process does at a time (the ticker, for one).
//!
//! A lease is a convenience that saves work; unique keys and fences are what keeps two holders from harm.

use chrono::{DateTime, Utc};

use super::{StoreError, Tx, on};

/// A lease as it lies in its row.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Lease {
    /// What it is for.
    pub name: String,
    /// Who has it.
    pub holder: String,
    /// Free for others from here on.
    pub until_at: DateTime<Utc>,
    /// Grows by one whenever it changes hands.
    pub term: i64,
    /// When it was last taken or renewed.
    pub renewed_at: DateTime<Utc>,
}

/// Takes the lease, or renews it for its holder. `None`: somebody else has it.
///
/// Returns its term, which grows by one whenever the lease changes hands.
pub async fn lease_take(
    tx: &mut Tx,
    name: &str,
    holder: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64,)> = on!(tx, conn => {
        sqlx::query_as(
            "insert into leases (name, holder, until_at, term, renewed_at)
             values ($1, $2, $4, 1, $3)
             on conflict (name) do update
             set term = case when leases.holder = excluded.holder then leases.term else leases.term + 1 end,
                 holder = excluded.holder,
                 until_at = excluded.until_at,
                 renewed_at = excluded.renewed_at
             where leases.holder = excluded.holder
                or leases.until_at <= excluded.renewed_at
             returning term",
        )
        .bind(name)
        .bind(holder)
        .bind(now)
        .bind(until)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(|(term,)| term))
}

/// Gives the lease back, so that the next holder need not wait for its end. Nothing happens when `holder` has it no more.
pub async fn lease_release(
    tx: &mut Tx,
    name: &str,
    holder: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "update leases
             set until_at = $3
             where name = $1
               and holder = $2
               and until_at > $3",
        )
        .bind(name)
        .bind(holder)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Cuts every lease whose name begins with `beginning` and that lasts beyond `until` to it. A lease given now ends at `until`
/// at the latest; one that lasts longer was given before the clock was set back, and would keep everybody waiting if its
/// holder is gone.
pub async fn leases_shorten(
    tx: &mut Tx,
    beginning: &str,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "update leases
             set until_at = $2
             where substr(name, 1, length($1)) = $1
               and until_at > $2",
        )
        .bind(beginning)
        .bind(until)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// The lease as it stands, expired or not.
pub async fn lease_get(tx: &mut Tx, name: &str) -> Result<Option<Lease>, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query_as(
            "select name, holder, until_at, term, renewed_at
             from leases
             where name = $1",
        )
        .bind(name)
        .fetch_optional(conn)
        .await?
    }))
}
