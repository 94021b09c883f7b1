//! What teams gave and got by rotations, counted from the ledger's bookings.

use chrono::NaiveDate;
use uuid::Uuid;

use super::codec::word;
use super::{StoreError, Tx, on};
use crate::domain::capacity::Use;
use crate::domain::id::{CallId, TeamId};
use crate::domain::week::Week;

/// A week of a team in which its people were away, or guests were with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RotationWeek {
    /// Which team.
    pub team_id: TeamId,
    /// Which week.
    pub week: Week,
    /// [`Use::Lend`] or [`Use::Rotation`].
    pub what: Use,
    /// How many people.
    pub people: u32,
}

type Row = (Uuid, NaiveDate, String, i64);

fn read(rows: Vec<Row>) -> Result<Vec<RotationWeek>, StoreError> {
    rows.into_iter()
        .map(|(team, week, what, people)| {
            Ok(RotationWeek {
                team_id: TeamId(team),
                week: Week::of(week),
                what: word("bookings.kind", &what)?,
                people: u32::try_from(people).unwrap_or(0),
            })
        })
        .collect()
}

/// The weeks that one team lent or hosted, in order; at most 2,000.
pub async fn rotation_weeks_of_team(
    tx: &mut Tx,
    team: TeamId,
) -> Result<Vec<RotationWeek>, StoreError> {
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select team_id, week_on, kind, cast(sum(places) as bigint)
             from bookings
             where team_id = $1
               and kind in ('rotation', 'lend')
             group by team_id, week_on, kind
             order by week_on, kind
             limit 2000",
        )
        .bind(team.0)
        .fetch_all(conn)
        .await?
    });
    read(rows)
}

/// The weeks that teams lent or hosted in one call, by team and week.
pub async fn rotation_weeks_of_call(
    tx: &mut Tx,
    call: CallId,
) -> Result<Vec<RotationWeek>, StoreError> {
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select b.team_id, b.week_on, b.kind, cast(sum(b.places) as bigint)
             from bookings b
             join placements p on p.id = b.placement_id
             where p.call_id = $1
               and b.kind in ('rotation', 'lend')
             group by b.team_id, b.week_on, b.kind
             order by b.team_id, b.week_on, b.kind",
        )
        .bind(call.0)
        .fetch_all(conn)
        .await?
    });
    read(rows)
}
