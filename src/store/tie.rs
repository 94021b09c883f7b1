//! Ties: who has met whom, through what.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::PersonId;
use crate::domain::tie::{Tie, TieSource};

const CHUNK: usize = 2_000;

#[derive(sqlx::FromRow)]
struct TieRow {
    a_id: Uuid,
    b_id: Uuid,
    source: String,
    introduced_on: Option<NaiveDate>,
    first_on: Option<NaiveDate>,
    last_on: Option<NaiveDate>,
    times: i64,
    state: String,
}

impl TryFrom<TieRow> for Tie {
    type Error = StoreError;

    fn try_from(row: TieRow) -> Result<Self, StoreError> {
        Ok(Self {
            a_id: PersonId(row.a_id),
            b_id: PersonId(row.b_id),
            source: codec::word("ties.source", &row.source)?,
            introduced_on: row.introduced_on,
            first_on: row.first_on,
            last_on: row.last_on,
            times: u32::try_from(row.times).unwrap_or(0),
            state: codec::word("ties.state", &row.state)?,
        })
    }
}

/// Adds ties, or brings those already there (by pair and source) to the given facts.
///
/// Cost: one statement per 2,000 ties.
pub async fn ties_put(tx: &mut Tx, ties: &[Tie], now: DateTime<Utc>) -> Result<(), StoreError> {
    for chunk in ties.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "insert into ties (a_id, b_id, source, introduced_on, first_on, last_on, times, state, updated_at) ",
            );
            query.push_values(chunk, |mut row, tie| {
                row.push_bind(tie.a_id.0)
                    .push_bind(tie.b_id.0)
                    .push_bind(tie.source.as_str())
                    .push_bind(tie.introduced_on)
                    .push_bind(tie.first_on)
                    .push_bind(tie.last_on)
                    .push_bind(i64::from(tie.times))
                    .push_bind(tie.state.as_str())
                    .push_bind(now);
            });
            query.push(
                " on conflict (a_id, b_id, source) do update set
                    introduced_on = excluded.introduced_on,
                    first_on = excluded.first_on,
                    last_on = excluded.last_on,
                    times = excluded.times,
                    state = excluded.state,
                    updated_at = excluded.updated_at",
            );
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

/// The tie of a pair through one thing; the pair in the order of [`crate::domain::tie::pair`].
pub async fn tie_get(
    tx: &mut Tx,
    (a, b): (PersonId, PersonId),
    source: TieSource,
) -> Result<Option<Tie>, StoreError> {
    let row: Option<TieRow> = on!(tx, conn => {
        sqlx::query_as(
            "select a_id, b_id, source, introduced_on, first_on, last_on, times, state
             from ties
             where a_id = $1 and b_id = $2 and source = $3",
        )
        .bind(a.0)
        .bind(b.0)
        .bind(source.as_str())
        .fetch_optional(conn)
        .await?
    });
    row.map(Tie::try_from).transpose()
}

/// Removes the tie of a pair through one thing. Returns whether there was one.
pub async fn tie_remove(
    tx: &mut Tx,
    (a, b): (PersonId, PersonId),
    source: TieSource,
) -> Result<bool, StoreError> {
    let done = on!(tx, conn => {
        sqlx::query("delete from ties where a_id = $1 and b_id = $2 and source = $3")
            .bind(a.0)
            .bind(b.0)
            .bind(source.as_str())
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(done > 0)
}

/// Every tie that came by one thing. For imports; not on a page's path.
pub async fn ties_of_source(tx: &mut Tx, source: TieSource) -> Result<Vec<Tie>, StoreError> {
    let rows: Vec<TieRow> = on!(tx, conn => {
        sqlx::query_as(
            "select a_id, b_id, source, introduced_on, first_on, last_on, times, state
             from ties
             where source = $1
             order by a_id, b_id",
        )
        .bind(source.as_str())
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(Tie::try_from).collect()
}
