//! What bootcamps and rotations hold of one person: read for their download, emptied when they erase it.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::{StoreError, Tx, on};
use crate::domain::id::PersonId;

/// The most rows of one kind in a download.
const MOST: i64 = 5_000;

/// Placements as guest and as host, what was said of them, wishes for a cohort, and applications.
///
/// Shape: an object of lists; names of others only where the person met them or was to.
pub async fn held_placements(tx: &mut Tx, person: PersonId) -> Result<Value, StoreError> {
    type Stay =
        (String, String, Option<String>, NaiveDate, NaiveDate, String, Option<String>, String);
    let stays: Vec<Stay> = on!(tx, conn => {
        sqlx::query_as(
            "select programmes.name, teams.name, hosts.name, p.from_on, p.to_on, p.state, p.reason, guests.name
             from placements p
             join runs on runs.id = p.run_id
             join programmes on programmes.id = runs.programme_id
             join teams on teams.id = p.team_id
             join persons guests on guests.id = p.person_id
             left join persons hosts on hosts.id = p.host_id
             where (p.person_id = $1 or p.host_id = $1)
               and p.released_at is not null
             order by p.from_on, p.id
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let words: Vec<(String, String, i64, String, bool, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select teams.name, w.side, cast(w.worth as bigint), w.words, w.words_shared, w.said_at
             from placement_words w
             join placements p on p.id = w.placement_id
             join teams on teams.id = p.team_id
             where w.person_id = $1
             order by w.said_at
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let objections: Vec<(String, String, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select programmes.name, o.reason, o.said_at
             from placement_objections o
             join runs on runs.id = o.run_id
             join programmes on programmes.id = runs.programme_id
             where o.person_id = $1
             order by o.said_at
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let applications: Vec<(String, String, String, Option<DateTime<Utc>>, Option<String>)> = on!(tx, conn => {
        sqlx::query_as(
            "select calls.name, a.goals, a.state, a.submitted_at, a.reason
             from applications a
             join calls on calls.id = a.call_id
             where a.person_id = $1
             order by a.created_at
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let cohorts: Vec<(String, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select cohorts.name, hires.added_at
             from hires
             join cohorts on cohorts.id = hires.cohort_id
             where hires.person_id = $1
             order by hires.added_at
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    Ok(json!({
        "placements": stays.into_iter().map(|(programme, team, host, from, to, state, reason, guest)| json!({
            "programme": programme, "guest": guest, "with_team": team, "host": host, "from": from,
            "until_before": to, "state": state, "reason": reason,
        })).collect::<Vec<_>>(),
        "what_you_said": words.into_iter().map(|(team, side, worth, words, shared, at)| json!({
            "team": team, "as": side, "worth": worth, "words": words, "coordinators_may_read": shared, "at": at,
        })).collect::<Vec<_>>(),
        "objections": objections.into_iter().map(|(programme, reason, at)| json!({
            "programme": programme, "reason": reason, "at": at,
        })).collect::<Vec<_>>(),
        "applications": applications.into_iter().map(|(call, goals, state, submitted, reason)| json!({
            "call": call, "goals": goals, "state": state, "submitted_at": submitted, "reason": reason,
        })).collect::<Vec<_>>(),
        "cohorts": cohorts.into_iter().map(|(cohort, added)| json!({ "cohort": cohort, "since": added }))
            .collect::<Vec<_>>(),
    }))
}

/// Empties what bootcamps and rotations hold in the person's words, and takes them out of what is planned. Placements
/// stay as rows without a name.
pub async fn held_placements_erase(
    tx: &mut Tx,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for statement in [
        "update placement_words set words = '', words_shared = false where person_id = $1",
        "delete from placement_objections where person_id = $1",
        "delete from hosts where person_id = $1",
        "delete from hires where person_id = $1",
        "delete from placements where person_id = $1 and released_at is null",
        "update placements set host_id = null where host_id = $1 and released_at is null",
    ] {
        on!(tx, conn => { sqlx::query(statement).bind(person.0).execute(conn).await?; });
    }
    on!(tx, conn => {
        sqlx::query(
            "update applications
             set goals = '', reason = null, updated_at = $2,
                 state = case when state in ('placed', 'declined') then state else 'withdrawn' end
             where person_id = $1",
        )
        .bind(person.0)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}
