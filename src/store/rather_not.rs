//! With whom somebody rather not be matched. Silent and private: only the person reads their own rows, and the
//! draw reads all of them as pairs without a direction.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::profile::{Known, known};
use super::{StoreError, Tx, codec, on};
use crate::domain::id::PersonId;

/// Adds a name to the person's own list; false when it was there.
pub async fn rather_not_add(
    tx: &mut Tx,
    person: PersonId,
    other: PersonId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let added = on!(tx, conn => {
        sqlx::query(
            "insert into rather_nots (person_id, other_id, created_at)
             values ($1, $2, $3)
             on conflict (person_id, other_id) do nothing",
        )
        .bind(person.0)
        .bind(other.0)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(added > 0)
}

/// Takes a name off the person's own list; false when it was not there.
pub async fn rather_not_remove(
    tx: &mut Tx,
    person: PersonId,
    other: PersonId,
) -> Result<bool, StoreError> {
    let gone = on!(tx, conn => {
        sqlx::query("delete from rather_nots where person_id = $1 and other_id = $2")
            .bind(person.0)
            .bind(other.0)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(gone > 0)
}

/// The person's own list by name, at most 200; people who left are not on it any more.
pub async fn rather_nots_of(tx: &mut Tx, person: PersonId) -> Result<Vec<Known>, StoreError> {
    let rows: Vec<(Uuid, String, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select p.id, p.name, t.name
             from rather_nots r
             join persons p on p.id = r.other_id
             join teams t on t.id = p.team_id
             where r.person_id = $1
               and p.state <> 'left'
             order by p.name, p.id
             limit 200",
        )
        .bind(person.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(known).collect())
}

/// How many names are on the person's own list.
pub async fn rather_nots_count(tx: &mut Tx, person: PersonId) -> Result<usize, StoreError> {
    let (count,): (i64,) = on!(tx, conn => {
        sqlx::query_as(
            "select count(*)
             from rather_nots r
             join persons p on p.id = r.other_id
             where r.person_id = $1
               and p.state <> 'left'",
        )
        .bind(person.0)
        .fetch_one(conn)
        .await?
    });
    Ok(codec::count(count))
}

/// Would either of the two rather not meet the other?
pub async fn rather_not_between(
    tx: &mut Tx,
    one: PersonId,
    other: PersonId,
) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = on!(tx, conn => {
        sqlx::query_as(
            "select cast(1 as bigint)
             from rather_nots
             where (person_id = $1 and other_id = $2)
                or (person_id = $2 and other_id = $1)
             limit 1",
        )
        .bind(one.0)
        .bind(other.0)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.is_some())
}
