//! Closed quarters as they are shown, made once and never changed; and who looked.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::PersonId;
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

/// Somebody looks at something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLook<'a> {
    /// Who, when a person did.
    pub viewer: Option<PersonId>,
    /// In what role.
    pub role: &'a str,
    /// The sheet of figures, or the file.
    pub what: &'a str,
    /// Of which quarter.
    pub period: Option<Quarter>,
    /// The day, in the organisation's zone.
    pub on: NaiveDate,
    /// When.
    pub at: DateTime<Utc>,
}

/// Notes that somebody looks at something.
pub async fn look_add(tx: &mut Tx, id: Uuid, look: &NewLook<'_>) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into disclosure_log (id, viewer_id, role, what, period, looked_on, at)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(look.viewer.map(|viewer| viewer.0))
        .bind(look.role)
        .bind(look.what)
        .bind(look.period.map(|period| period.to_string()))
        .bind(look.on)
        .bind(look.at)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Did somebody look at a quarter's sheet on a day?
pub async fn look_exists(
    tx: &mut Tx,
    viewer: PersonId,
    what: &str,
    period: Quarter,
    on: NaiveDate,
) -> Result<bool, StoreError> {
    let row: Option<(i32,)> = on!(tx, conn => {
        sqlx::query_as(
            "select 1
             from disclosure_log
             where looked_on = $1 and what = $2 and period = $3 and viewer_id = $4
             limit 1",
        )
        .bind(on)
        .bind(what)
        .bind(period.to_string())
        .bind(viewer.0)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.is_some())
}

/// Looks of one month at one sheet of one quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthLooks {
    /// The month's first day, in the organisation's zone.
    pub month_on: NaiveDate,
    /// The sheet or file.
    pub what: String,
    /// The quarter.
    pub period: Option<Quarter>,
    /// How often by HR.
    pub by_hr: usize,
    /// How often by everybody else.
    pub by_others: usize,
}

/// The looks since a day, by month, the latest first.
pub async fn looks_by_month(tx: &mut Tx, since: NaiveDate) -> Result<Vec<MonthLooks>, StoreError> {
    let rows: Vec<(String, String, Option<String>, i64, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select substr(cast(looked_on as text), 1, 7) as month_of, what, period,
                    sum(case when role = 'hr' then 1 else 0 end), count(*)
             from disclosure_log
             where looked_on >= $1
             group by substr(cast(looked_on as text), 1, 7), what, period
             order by month_of desc, what, period desc",
        )
        .bind(since)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(month, what, period, by_hr, all)| {
            let period =
                period.map(|text| codec::word("disclosure_log.period", &text)).transpose()?;
            Ok(MonthLooks {
                month_on: codec::word("disclosure_log.looked_on", &format!("{month}-01"))?,
                what,
                period,
                by_hr: codec::count(by_hr),
                by_others: codec::count(all - by_hr),
            })
        })
        .collect()
}

/// The published quarters, the newest first.
pub async fn publication_periods(tx: &mut Tx) -> Result<Vec<Quarter>, StoreError> {
    let rows: Vec<(String,)> = on!(tx, conn => {
        sqlx::query_as("select period from publications order by period desc limit 200")
            .fetch_all(conn)
            .await?
    });
    rows.into_iter().map(|(period,)| codec::word("publications.period", &period)).collect()
}

/// The bodies of a quarter's publication and of those before it, the newest first; at most `limit`.
pub async fn publications_up_to(
    tx: &mut Tx,
    period: Quarter,
    limit: usize,
) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = on!(tx, conn => {
        sqlx::query_as(
            "select body from publications where period <= $1 order by period desc limit $2",
        )
        .bind(period.to_string())
        .bind(codec::int(limit))
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(body,)| body).collect())
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
