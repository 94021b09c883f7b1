//! The ledger: what teams offer week by week, and what has been taken of it.
//!
//! A booking is one statement that raises what is taken only where it still fits; the row's checks stand behind it. So
//! whoever comes second finds the place gone, on both engines, however many come at once.

mod busy;
mod check;
mod grid;
mod host;
mod request;
mod uses;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::codec::word;
use super::{StoreError, Tx, on};
use crate::domain::capacity::{Offer, Taken, Use};
use crate::domain::id::{PersonId, PlacementId, RunId, TeamId};
use crate::domain::week::Week;

pub use busy::{BusyHost, busy_hosts, guest_weeks};
pub use check::{Difference, ledger_differences, taken_recounted};
pub use grid::{GridWeek, weeks_by_team};
pub use host::{Host, host_guests, host_remove, host_set, hosts_of_teams};
pub use request::{
    Asked, Request, request_add, request_answer, request_answers_in, request_get, request_teams,
    requests_all,
};
pub use uses::{Taking, given_and_got, takings_of_team, uses_of_team};

/// What a team offers in a week, and what is taken of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamWeek {
    /// Whose.
    pub team_id: TeamId,
    /// Which week.
    pub week: Week,
    /// What is offered.
    pub offer: Offer,
    /// What is taken.
    pub taken: Taken,
    /// When the team last said so; `None`: it said nothing yet, and the row only counts what coffee takes.
    pub changed_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    team_id: Uuid,
    week_on: NaiveDate,
    bootcamp_places: i64,
    rotation_places: i64,
    lend_places: i64,
    minutes: Option<i64>,
    reserve_minutes: i64,
    blackout: Option<String>,
    bootcamp_used: i64,
    rotation_used: i64,
    lend_used: i64,
    minutes_used: i64,
    changed_at: Option<DateTime<Utc>>,
}

fn small(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

impl From<Row> for TeamWeek {
    fn from(row: Row) -> Self {
        Self {
            team_id: TeamId(row.team_id),
            week: Week::of(row.week_on),
            offer: Offer {
                bootcamp: small(row.bootcamp_places),
                rotation: small(row.rotation_places),
                lend: small(row.lend_places),
                minutes: row.minutes.map(small),
                reserve: small(row.reserve_minutes),
                blackout: row.blackout,
            },
            taken: Taken {
                bootcamp: small(row.bootcamp_used),
                rotation: small(row.rotation_used),
                lend: small(row.lend_used),
                minutes: small(row.minutes_used),
            },
            changed_at: row.changed_at,
        }
    }
}

const COLUMNS: &str =
    "team_id, week_on, bootcamp_places, rotation_places, lend_places, minutes, reserve_minutes,
            blackout, bootcamp_used, rotation_used, lend_used, minutes_used, changed_at";

/// What one team offers from one week up to (without) another, in order; weeks without a row are missing.
pub async fn team_weeks(
    tx: &mut Tx,
    team: TeamId,
    from: Week,
    to: Week,
) -> Result<Vec<TeamWeek>, StoreError> {
    let sql = format!(
        "select {COLUMNS}
         from team_weeks
         where team_id = $1
           and week_on >= $2
           and week_on < $3
         order by week_on
         limit 1000"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(team.0)
            .bind(from.monday())
            .bind(to.monday())
            .fetch_all(conn)
            .await?
    });
    Ok(rows.into_iter().map(TeamWeek::from).collect())
}

/// What all teams offer from one week up to (without) another; weeks without a row are missing.
///
/// Cost: one row for each team and week; 500 teams of 26 weeks are 13,000 rows, some 15 ms.
pub async fn weeks_of_all_teams(
    tx: &mut Tx,
    from: Week,
    to: Week,
) -> Result<BTreeMap<(TeamId, Week), TeamWeek>, StoreError> {
    let sql =
        format!("select {COLUMNS}\n from team_weeks\n where week_on >= $1\n and week_on < $2");
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(from.monday())
            .bind(to.monday())
            .fetch_all(conn)
            .await?
    });
    Ok(rows.into_iter().map(TeamWeek::from).map(|row| ((row.team_id, row.week), row)).collect())
}

/// Sets down what a team offers in a week, if nobody changed it since `seen_at` (its `changed_at`; `None`: there was no
/// word yet).
///
/// Errors: [`StoreError::Stale`] when it was changed meanwhile, or when more is taken than would be offered.
pub async fn offer_set(
    tx: &mut Tx,
    team: TeamId,
    week: Week,
    offer: &Offer,
    seen_at: Option<DateTime<Utc>>,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "insert into team_weeks (team_id, week_on, bootcamp_places, rotation_places, lend_places, minutes,
                reserve_minutes, blackout, bootcamp_used, rotation_used, lend_used, minutes_used, changed_by, changed_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, 0, $9, $10)
             on conflict (team_id, week_on) do update
             set bootcamp_places = excluded.bootcamp_places, rotation_places = excluded.rotation_places,
                 lend_places = excluded.lend_places, minutes = excluded.minutes,
                 reserve_minutes = excluded.reserve_minutes, blackout = excluded.blackout,
                 changed_by = excluded.changed_by, changed_at = excluded.changed_at
             where team_weeks.changed_at is not distinct from $11
               and team_weeks.bootcamp_used <= excluded.bootcamp_places
               and team_weeks.rotation_used <= excluded.rotation_places
               and team_weeks.lend_used <= excluded.lend_places
               and (excluded.minutes is null or team_weeks.minutes_used <= excluded.minutes)",
        )
        .bind(team.0)
        .bind(week.monday())
        .bind(i64::from(offer.bootcamp))
        .bind(i64::from(offer.rotation))
        .bind(i64::from(offer.lend))
        .bind(offer.minutes.map(i64::from))
        .bind(i64::from(offer.reserve))
        .bind(offer.blackout.as_deref())
        .bind(by.map(|by| by.0))
        .bind(now)
        .bind(seen_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if changed == 0 {
        return Err(StoreError::Stale { noun: "offer", expected: "as it was read".to_owned() });
    }
    Ok(())
}

/// What takes capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taker {
    /// A placement: its host team's places and time, or its home team's people.
    Placement(PlacementId),
    /// A coffee round.
    Round(RunId),
}

/// Capacity to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booking {
    /// Its id.
    pub id: Uuid,
    /// Of which team.
    pub team_id: TeamId,
    /// In which week.
    pub week: Week,
    /// For what.
    pub what: Use,
    /// How many people.
    pub places: u32,
    /// How many minutes of the team.
    pub minutes: u32,
    /// By what.
    pub taker: Taker,
}

/// The column that counts what a use takes; coffee takes time only.
fn used(what: Use) -> Option<(&'static str, &'static str)> {
    match what {
        Use::Coffee => None,
        Use::Bootcamp => Some(("bootcamp_used", "bootcamp_places")),
        Use::Rotation => Some(("rotation_used", "rotation_places")),
        Use::Lend => Some(("lend_used", "lend_places")),
    }
}

/// Takes capacity. `false`: it does not fit any more (or was never offered), and nothing was written. Guests fit only
/// where the team's named hosts can take them, of bootcamps and rotations together. Coffee in a week for which the team
/// has said nothing fits: its seats bound it. What a round takes of a week adds up in one booking.
///
/// Whoever takes several does so in the order of team and week: two that come at once then wait for each other instead
/// of stopping each other.
pub async fn booking_take(
    tx: &mut Tx,
    booking: &Booking,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (set, fits) = if let Some((used, places)) = used(booking.what) {
        (format!("{used} = {used} + $3, "), format!("and {used} + $3 <= {places}"))
    } else {
        row_for_coffee(tx, booking).await?;
        (String::new(), "and $3 >= 0".to_owned())
    };
    let hosted = match booking.what {
        Use::Bootcamp | Use::Rotation => {
            "and bootcamp_used + rotation_used + $3 <= coalesce((
                select sum(h.most_at_once)
                from hosts h
                join persons p on p.id = h.person_id and p.team_id = h.team_id
                where h.team_id = $1
                  and p.state = 'active'), 1000000)"
        }
        Use::Coffee | Use::Lend => "",
    };
    let sql = format!(
        "update team_weeks
         set {set}minutes_used = minutes_used + $4
         where team_id = $1
           and week_on = $2
           and blackout is null
           {fits}
           {hosted}
           and (minutes is null or $4 = 0 or minutes_used + $4 + reserve_minutes <= minutes)"
    );
    let changed = on!(tx, conn => {
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(booking.team_id.0)
            .bind(booking.week.monday())
            .bind(i64::from(booking.places))
            .bind(i64::from(booking.minutes))
            .execute(conn)
            .await?
            .rows_affected()
    });
    if changed == 0 {
        return Ok(false);
    }
    let (placement, run) = match booking.taker {
        Taker::Placement(id) => (Some(id.0), None),
        Taker::Round(id) => (None, Some(id.0)),
    };
    on!(tx, conn => {
        sqlx::query(
            "insert into bookings (id, team_id, week_on, kind, placement_id, run_id, places, minutes, booked_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (run_id, team_id, week_on) do update
             set places = bookings.places + excluded.places, minutes = bookings.minutes + excluded.minutes",
        )
        .bind(booking.id)
        .bind(booking.team_id.0)
        .bind(booking.week.monday())
        .bind(booking.what.as_str())
        .bind(placement)
        .bind(run)
        .bind(i64::from(booking.places))
        .bind(i64::from(booking.minutes))
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(true)
}

/// A row that counts what coffee takes of a week about which the team has said nothing, so that the count is right when
/// the team says something later.
async fn row_for_coffee(tx: &mut Tx, booking: &Booking) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into team_weeks (team_id, week_on, bootcamp_places, rotation_places, lend_places, minutes,
                reserve_minutes, blackout, bootcamp_used, rotation_used, lend_used, minutes_used, changed_by, changed_at)
             values ($1, $2, 0, 0, 0, null, 0, null, 0, 0, 0, 0, null, null)
             on conflict (team_id, week_on) do nothing",
        )
        .bind(booking.team_id.0)
        .bind(booking.week.monday())
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Gives back what so many people of a team took in a week of a round; no more than there is. Returns how many there
/// were.
pub async fn booking_shrink(
    tx: &mut Tx,
    run: RunId,
    team: TeamId,
    week: Week,
    people: u32,
) -> Result<u32, StoreError> {
    // The team's week first, as everybody who takes does: on PostgreSQL its lock keeps two of these apart.
    on!(tx, conn => {
        sqlx::query("update team_weeks set minutes_used = minutes_used where team_id = $1 and week_on = $2")
            .bind(team.0)
            .bind(week.monday())
            .execute(conn)
            .await?;
    });
    let row: Option<(Uuid, i64, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select id, places, minutes
             from bookings
             where run_id = $1
               and team_id = $2
               and week_on = $3",
        )
        .bind(run.0)
        .bind(team.0)
        .bind(week.monday())
        .fetch_optional(conn)
        .await?
    });
    let Some((id, places, minutes)) = row else { return Ok(0) };
    let gone = i64::from(people).min(places);
    let back = if gone == places { minutes } else { minutes / places.max(1) * gone };
    on!(tx, conn => {
        sqlx::query("update bookings set places = places - $2, minutes = minutes - $3 where id = $1")
            .bind(id)
            .bind(gone)
            .bind(back)
            .execute(&mut *conn)
            .await?;
        sqlx::query("delete from bookings where id = $1 and places = 0").bind(id).execute(&mut *conn).await?;
        sqlx::query("update team_weeks set minutes_used = minutes_used - $3 where team_id = $1 and week_on = $2")
            .bind(team.0)
            .bind(week.monday())
            .bind(back)
            .execute(conn)
            .await?;
    });
    Ok(small(gone))
}

/// Gives back what something took in the weeks from `from` on (all of it: the first week there is). Returns how many
/// bookings there were.
pub async fn bookings_return(tx: &mut Tx, taker: Taker, from: Week) -> Result<usize, StoreError> {
    type Gone = (Uuid, NaiveDate, String, i64, i64);
    let (column, id) = match taker {
        Taker::Placement(id) => ("placement_id", id.0),
        Taker::Round(id) => ("run_id", id.0),
    };
    let sql = format!(
        "delete from bookings where {column} = $1 and week_on >= $2
         returning team_id, week_on, kind, places, minutes"
    );
    let mut gone: Vec<Gone> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).bind(from.monday()).fetch_all(conn).await?
    });
    gone.sort_unstable();
    for (team, week, kind, places, minutes) in &gone {
        let set = match used(word("bookings.kind", kind)?) {
            Some((used, _)) => format!("{used} = {used} - $3, "),
            None => String::new(),
        };
        let sql = format!(
            "update team_weeks
             set {set}minutes_used = minutes_used - $4
             where team_id = $1
               and week_on = $2
               and $3 >= 0"
        );
        on!(tx, conn => {
            sqlx::query(sqlx::AssertSqlSafe(sql))
                .bind(team)
                .bind(week)
                .bind(places)
                .bind(minutes)
                .execute(conn)
                .await?;
        });
    }
    Ok(gone.len())
}
