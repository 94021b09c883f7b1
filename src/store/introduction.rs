//! Ties that rounds make: an introduction when a plan is released, a meeting when somebody says so.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::QueryBuilder;

use super::{StoreError, Tx, on};
use crate::domain::id::{GroupId, PersonId};

const CHUNK: usize = 1_000;

/// The pair in the order in which ties are kept.
pub fn ordered(p: PersonId, q: PersonId) -> (PersonId, PersonId) {
    if p <= q { (p, q) } else { (q, p) }
}

/// Sets down that a released plan brought pairs together.
///
/// Shape: each pair [`ordered`].
/// Cost: one statement per 1,000 pairs.
pub async fn introductions_add(
    tx: &mut Tx,
    pairs: &[(PersonId, PersonId)],
    on_day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for chunk in pairs.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "insert into ties (a_id, b_id, source, introduced_on, first_on, last_on, times, state, updated_at) ",
            );
            query.push_values(chunk, |mut row, (a, b)| {
                row.push_bind(a.0)
                    .push_bind(b.0)
                    .push_bind("coffee")
                    .push_bind(on_day)
                    .push("null")
                    .push("null")
                    .push("0")
                    .push("'introduced'")
                    .push_bind(now);
            });
            query.push(
                " on conflict (a_id, b_id, source) do update set
                     introduced_on = excluded.introduced_on,
                     updated_at = excluded.updated_at",
            );
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

/// Takes back the introduction of one group's pair: the one before it (of another group of the two that was not
/// recalled) counts again, and a tie that had nothing else goes.
pub async fn introduction_withdraw(
    tx: &mut Tx,
    (a, b): (PersonId, PersonId),
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let before = last_day(tx, (a, b), group, "released_at", "g.state <> 'recalled'").await?;
    on!(tx, conn => {
        sqlx::query(
            "update ties
             set introduced_on = $3, updated_at = $4
             where a_id = $1
               and b_id = $2
               and source = 'coffee'",
        )
        .bind(a.0)
        .bind(b.0)
        .bind(before)
        .bind(now)
        .execute(conn)
        .await?;
    });
    on!(tx, conn => {
        sqlx::query(
            "delete from ties
             where a_id = $1
               and b_id = $2
               and source = 'coffee'
               and introduced_on is null
               and times = 0
               and state = 'introduced'",
        )
        .bind(a.0)
        .bind(b.0)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Sets down that a pair met.
pub async fn meeting_add(
    tx: &mut Tx,
    (a, b): (PersonId, PersonId),
    on_day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into ties (a_id, b_id, source, introduced_on, first_on, last_on, times, state, updated_at)
             values ($1, $2, 'coffee', null, $3, $3, 1, 'met', $4)
             on conflict (a_id, b_id, source) do update set
                 first_on = coalesce(ties.first_on, excluded.first_on),
                 last_on = excluded.last_on,
                 times = ties.times + 1,
                 state = 'met',
                 updated_at = excluded.updated_at",
        )
        .bind(a.0)
        .bind(b.0)
        .bind(on_day)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Takes back that one group's pair met: the meeting before it counts as the last again.
pub async fn meeting_withdraw(
    tx: &mut Tx,
    (a, b): (PersonId, PersonId),
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let before = last_day(tx, (a, b), group, "changed_at", "g.state = 'met'").await?;
    on!(tx, conn => {
        sqlx::query(
            "update ties
             set times = times - 1,
                 last_on = $3,
                 first_on = case when times <= 1 then null else first_on end,
                 state = case when times <= 1 then 'introduced' else state end,
                 updated_at = $4
             where a_id = $1
               and b_id = $2
               and source = 'coffee'
               and times > 0",
        )
        .bind(a.0)
        .bind(b.0)
        .bind(before)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Sets down that two people know each other already, because one of them said so.
pub async fn stated_tie_add(
    tx: &mut Tx,
    (a, b): (PersonId, PersonId),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into ties (a_id, b_id, source, introduced_on, first_on, last_on, times, state, updated_at)
             values ($1, $2, 'stated', null, null, null, 0, 'met', $3)
             on conflict (a_id, b_id, source) do nothing",
        )
        .bind(a.0)
        .bind(b.0)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// The day of the newest other group of the two, by one of its instants.
async fn last_day(
    tx: &mut Tx,
    (a, b): (PersonId, PersonId),
    but: GroupId,
    column: &'static str,
    which: &'static str,
) -> Result<Option<NaiveDate>, StoreError> {
    let sql = format!(
        "select g.{column}
         from groups g
         join group_members m on m.group_id = g.id and m.person_id = $1
         join group_members o on o.group_id = g.id and o.person_id = $2
         where g.id <> $3
           and {which}
           and g.released_at is not null
         order by g.{column} desc
         limit 1"
    );
    let row: Option<(DateTime<Utc>,)> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(a.0)
            .bind(b.0)
            .bind(but.0)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(|(at,)| at.date_naive()))
}
