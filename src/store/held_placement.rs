//! What bootcamps and rotations hold of one person: read for their download, emptied when they erase it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use sqlx::types::Json;
use uuid::Uuid;

use super::{StoreError, Tx, on};
use crate::domain::id::PersonId;
use crate::domain::rotation::Period;

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
    let applications = applications_of(tx, person).await?;
    let hosting: Vec<(String, i64, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select teams.name, cast(hosts.most_at_once as bigint), hosts.named_at
             from hosts
             join teams on teams.id = hosts.team_id
             where hosts.person_id = $1
             order by teams.name
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let swaps: Vec<(String, String, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select calls.name, swaps.state, swaps.asked_at
             from swaps
             join calls on calls.id = swaps.call_id
             join placements one on one.id = swaps.asking_id
             join placements other on other.id = swaps.asked_id
             where one.person_id = $1
                or other.person_id = $1
             order by swaps.asked_at
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
    });
    let teams: HashMap<Uuid, String> = on!(tx, conn => {
        sqlx::query_as("select id, name from teams").fetch_all(conn).await?
    })
    .into_iter()
    .collect();
    let names = |ids: &[Uuid]| -> Vec<String> {
        ids.iter().filter_map(|id| teams.get(id).cloned()).collect()
    };
    let cohorts: Vec<(String, i64, i64, Json<Vec<Uuid>>, Json<Vec<Uuid>>, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select cohorts.name, cast(hires.from_week as bigint), cast(hires.to_week as bigint), hires.likes, hires.avoid,
                    hires.added_at
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
        "applications": applications.into_iter().map(|one| json!({
            "call": one.call, "choices": names(&one.choices.0), "periods": one.spans(&one.periods.0), "length": one.length,
            "goals": one.goals, "state": one.state, "submitted_at": one.submitted_at,
            "home_team": {
                "name": one.home, "asked_at": one.asked_at, "answered_at": one.answered_at,
                "agreed_periods": one.agreed.as_ref().map(|periods| one.spans(&periods.0)),
                "not_before": one.not_before_on,
            },
            "reason": one.reason, "choices_that_went_to_others": one.passed_over,
        })).collect::<Vec<_>>(),
        "swaps": swaps.into_iter().map(|(call, state, at)| json!({ "call": call, "state": state, "asked_at": at }))
            .collect::<Vec<_>>(),
        "cohorts": cohorts.into_iter().map(|(cohort, from, to, likes, avoid, added)| json!({
            "cohort": cohort, "from_week": from, "to_week": to, "likes": names(&likes.0), "avoid": names(&avoid.0),
            "since": added,
        })).collect::<Vec<_>>(),
        "host_of": hosting.into_iter().map(|(team, most, at)| json!({
            "team": team, "guests_at_once": most, "named_at": at,
        })).collect::<Vec<_>>(),
    }))
}

/// An application with the home team's answer, as the download has it.
#[derive(sqlx::FromRow)]
struct Applied {
    call: String,
    home: String,
    choices: Json<Vec<Uuid>>,
    /// Numbers of the periods of the call.
    periods: Json<Vec<u32>>,
    call_periods: Json<Vec<Period>>,
    length: i64,
    goals: String,
    state: String,
    submitted_at: Option<DateTime<Utc>>,
    asked_at: Option<DateTime<Utc>>,
    answered_at: Option<DateTime<Utc>>,
    agreed: Option<Json<Vec<u32>>>,
    not_before_on: Option<NaiveDate>,
    reason: Option<String>,
    passed_over: Option<i64>,
}

impl Applied {
    /// Periods by their first Monday and last working day.
    fn spans(&self, numbers: &[u32]) -> Vec<Value> {
        let periods = numbers.iter().filter_map(|n| self.call_periods.0.get(*n as usize));
        periods.map(|one| json!({ "from": one.from_on.monday(), "to": one.last_day() })).collect()
    }
}

async fn applications_of(tx: &mut Tx, person: PersonId) -> Result<Vec<Applied>, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query_as(
            "select calls.name as call, calls.periods as call_periods, teams.name as home, a.choices, a.periods, a.length, a.goals, a.state,
                    a.submitted_at, a.asked_at, a.answered_at, a.agreed, a.not_before_on, a.reason, a.passed_over
             from applications a
             join calls on calls.id = a.call_id
             join teams on teams.id = a.home_team_id
             where a.person_id = $1
             order by a.created_at
             limit $2",
        )
        .bind(person.0)
        .bind(MOST)
        .fetch_all(conn)
        .await?
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
        "update placements set reason = null where person_id = $1",
        "update placements set host_id = null where host_id = $1 and released_at is null",
    ] {
        on!(tx, conn => { sqlx::query(statement).bind(person.0).execute(conn).await?; });
    }
    on!(tx, conn => {
        sqlx::query(
            "update applications
             set goals = '', reason = null, choices = '[]', periods = '[]', agreed = null, not_before_on = null,
                 passed_over = null, updated_at = $2,
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
