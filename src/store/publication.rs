//! Closed quarters as HR sees them, made once and never changed; and who looked.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::quarter::Quarter;

/// A publication as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The quarter.
    pub period: Quarter,
    /// The level of units at which ties are shown.
    pub level: String,
    /// The version of the rules' code.
    pub engine: u32,
    /// How many people stand behind each figure at least.
    pub k: u32,
    /// What is shown, as JSON.
    pub body: String,
    /// Who stood behind it, as JSON; only to make the next one.
    pub ledger: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
}

/// Keeps a publication. Returns whether it was the first of its quarter; otherwise nothing changes.
pub async fn publication_add(tx: &mut Tx, new: &Published) -> Result<bool, StoreError> {
    let done = on!(tx, conn => {
        sqlx::query(
            "insert into publications (period, level, engine, k, body, ledger, made_at)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (period) do nothing",
        )
        .bind(new.period.to_string())
        .bind(&new.level)
        .bind(i64::from(new.engine))
        .bind(i64::from(new.k))
        .bind(&new.body)
        .bind(&new.ledger)
        .bind(new.made_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(done > 0)
}

/// The newest quarter that was published.
pub async fn publication_newest(tx: &mut Tx) -> Result<Option<Quarter>, StoreError> {
    let row: Option<(String,)> = on!(tx, conn => {
        sqlx::query_as("select period from publications order by period desc limit 1")
            .fetch_optional(conn)
            .await?
    });
    row.map(|(period,)| codec::word("publications.period", &period)).transpose()
}

/// What is shown of the published quarters, the newest first; at most `limit`.
pub async fn publications_shown(
    tx: &mut Tx,
    limit: usize,
) -> Result<Vec<(Quarter, String)>, StoreError> {
    let rows: Vec<(String, String)> = on!(tx, conn => {
        sqlx::query_as("select period, body from publications order by period desc limit $1")
            .bind(codec::int(limit))
            .fetch_all(conn)
            .await?
    });
    rows.into_iter()
        .map(|(period, body)| Ok((codec::word("publications.period", &period)?, body)))
        .collect()
}

/// Every published quarter with who stood behind it, the oldest first. Only for making the next one.
///
/// Cost: megabytes for thousands of people and years of quarters.
pub async fn publications_with_ledgers(tx: &mut Tx) -> Result<Vec<(String, String)>, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query_as("select body, ledger from publications order by period")
            .fetch_all(conn)
            .await?
    }))
}

/// Notes that somebody in a role looked at something.
pub async fn look_add(
    tx: &mut Tx,
    id: Uuid,
    role: &str,
    what: &str,
    period: Option<Quarter>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into disclosure_log (id, role, what, period, at) values ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(role)
        .bind(what)
        .bind(period.map(|period| period.to_string()))
        .bind(at)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// How often something was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looks {
    /// The role.
    pub role: String,
    /// The page or file.
    pub what: String,
    /// How often.
    pub times: usize,
    /// The last time.
    pub last_at: DateTime<Utc>,
}

/// The looks since an instant, by role and page, the latest first; for everybody to see.
pub async fn looks_since(tx: &mut Tx, since: DateTime<Utc>) -> Result<Vec<Looks>, StoreError> {
    let rows: Vec<(String, String, i64, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select role, what, count(*), max(at)
             from disclosure_log
             where at >= $1
             group by role, what
             order by max(at) desc, role, what",
        )
        .bind(since)
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .map(|(role, what, times, last_at)| Looks {
            role,
            what,
            times: codec::count(times),
            last_at,
        })
        .collect())
}
