//! Who takes a team's capacity, and what the team gives and gets.

use chrono::NaiveDate;

use super::small;
use crate::domain::capacity::Use;
use crate::domain::id::TeamId;
use crate::domain::week::Week;
use crate::store::codec::word;
use crate::store::{StoreError, Tx, on};

/// A booking in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taking {
    /// Which week.
    pub week: Week,
    /// For what.
    pub what: Use,
    /// The programme.
    pub programme: String,
    /// The guest, or the one of the team who is away; nobody for coffee, whose people are nobody's business.
    pub person: Option<String>,
    /// People.
    pub places: u32,
    /// Minutes of the team.
    pub minutes: u32,
}

/// What takes a team's capacity from one week up to (without) another, by week, programme and name; at most 2,000.
pub async fn takings_of_team(
    tx: &mut Tx,
    team: TeamId,
    from: Week,
    to: Week,
) -> Result<Vec<Taking>, StoreError> {
    type Row = (NaiveDate, String, String, Option<String>, i64, i64);
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select b.week_on, b.kind, g.name, p.name, b.places, b.minutes
             from bookings b
             left join placements l on l.id = b.placement_id
             join runs r on r.id = coalesce(b.run_id, l.run_id)
             join programmes g on g.id = r.programme_id
             left join persons p on p.id = l.person_id
             where b.team_id = $1
               and b.week_on >= $2
               and b.week_on < $3
             order by b.week_on, g.name, p.name
             limit 2000",
        )
        .bind(team.0)
        .bind(from.monday())
        .bind(to.monday())
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(week, kind, programme, person, places, minutes)| {
            Ok(Taking {
                week: Week::of(week),
                what: word("bookings.kind", &kind)?,
                programme,
                person,
                places: small(places),
                minutes: small(minutes),
            })
        })
        .collect()
}

/// What each programme takes of a team from one week up to (without) another: programme, for what, people's weeks,
/// minutes; by programme.
pub async fn uses_of_team(
    tx: &mut Tx,
    team: TeamId,
    from: Week,
    to: Week,
) -> Result<Vec<(String, Use, u32, u32)>, StoreError> {
    let rows: Vec<(String, String, i64, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select g.name, b.kind, cast(sum(b.places) as bigint), cast(sum(b.minutes) as bigint)
             from bookings b
             left join placements l on l.id = b.placement_id
             join runs r on r.id = coalesce(b.run_id, l.run_id)
             join programmes g on g.id = r.programme_id
             where b.team_id = $1
               and b.week_on >= $2
               and b.week_on < $3
             group by g.name, b.kind
             order by g.name, b.kind",
        )
        .bind(team.0)
        .bind(from.monday())
        .bind(to.monday())
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(programme, kind, places, minutes)| {
            Ok((programme, word("bookings.kind", &kind)?, small(places), small(minutes)))
        })
        .collect()
}

/// Guests' weeks that a team gives (hosts others' people) and gets (its own people are hosted elsewhere), of bootcamps
/// and rotations, from one week up to (without) another: `(given, got)`.
pub async fn given_and_got(
    tx: &mut Tx,
    team: TeamId,
    from: Week,
    to: Week,
) -> Result<(u32, u32), StoreError> {
    let (given, got): (i64, i64) = on!(tx, conn => {
        sqlx::query_as(
            "select cast(coalesce(sum(case when b.team_id = $1 then b.places else 0 end), 0) as bigint),
                    cast(coalesce(sum(case when l.home_team_id = $1 then b.places else 0 end), 0) as bigint)
             from bookings b
             join placements l on l.id = b.placement_id
             where (b.team_id = $1 or l.home_team_id = $1)
               and b.kind in ('bootcamp', 'rotation')
               and b.week_on >= $2
               and b.week_on < $3",
        )
        .bind(team.0)
        .bind(from.monday())
        .bind(to.monday())
        .fetch_one(conn)
        .await?
    });
    Ok((small(given), small(got)))
}
