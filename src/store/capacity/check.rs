//! The ledger counted again from its bookings.

use chrono::NaiveDate;
use uuid::Uuid;

use super::small;
use crate::domain::capacity::{Taken, Use};
use crate::domain::id::TeamId;
use crate::domain::week::Week;
use crate::store::codec::word;
use crate::store::{StoreError, Tx, on};

/// What is taken of a team's week as the bookings say it: the ledger's counts must be the same. For tests and `doctor`.
pub async fn taken_recounted(tx: &mut Tx, team: TeamId, week: Week) -> Result<Taken, StoreError> {
    let rows: Vec<(String, i64, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select kind, cast(sum(places) as bigint), cast(sum(minutes) as bigint)
             from bookings
             where team_id = $1
               and week_on = $2
             group by kind",
        )
        .bind(team.0)
        .bind(week.monday())
        .fetch_all(conn)
        .await?
    });
    let mut taken = Taken::default();
    for (kind, places, minutes) in rows {
        taken.minutes += small(minutes);
        match word("bookings.kind", &kind)? {
            Use::Coffee => {}
            Use::Bootcamp => taken.bootcamp += small(places),
            Use::Rotation => taken.rotation += small(places),
            Use::Lend => taken.lend += small(places),
        }
    }
    Ok(taken)
}

/// A team's week whose count is not what its bookings say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Whose.
    pub team_id: TeamId,
    /// Which week.
    pub week: Week,
    /// As the ledger counts.
    pub counted: Taken,
    /// As the bookings say.
    pub booked: Taken,
}

/// Counts the whole ledger again; at most 100 differences, by week. None: it is right.
///
/// Cost: one pass over the weeks and bookings.
pub async fn ledger_differences(tx: &mut Tx) -> Result<Vec<Difference>, StoreError> {
    type Row = (Uuid, NaiveDate, i64, i64, i64, i64, i64, i64, i64, i64);
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select team_id, week_on,
                    cast(sum(counted_bootcamp) as bigint), cast(sum(counted_rotation) as bigint),
                    cast(sum(counted_lend) as bigint), cast(sum(counted_minutes) as bigint),
                    cast(sum(booked_bootcamp) as bigint), cast(sum(booked_rotation) as bigint),
                    cast(sum(booked_lend) as bigint), cast(sum(booked_minutes) as bigint)
             from (
                select team_id, week_on,
                       bootcamp_used as counted_bootcamp, rotation_used as counted_rotation,
                       lend_used as counted_lend, minutes_used as counted_minutes,
                       0 as booked_bootcamp, 0 as booked_rotation, 0 as booked_lend, 0 as booked_minutes
                from team_weeks
                union all
                select team_id, week_on, 0, 0, 0, 0,
                       case when kind = 'bootcamp' then places else 0 end,
                       case when kind = 'rotation' then places else 0 end,
                       case when kind = 'lend' then places else 0 end,
                       minutes
                from bookings) both_sides
             group by team_id, week_on
             having sum(counted_bootcamp) <> sum(booked_bootcamp)
                 or sum(counted_rotation) <> sum(booked_rotation)
                 or sum(counted_lend) <> sum(booked_lend)
                 or sum(counted_minutes) <> sum(booked_minutes)
             order by week_on, team_id
             limit 100",
        )
        .fetch_all(conn)
        .await?
    });
    let taken = |bootcamp, rotation, lend, minutes| Taken {
        bootcamp: small(bootcamp),
        rotation: small(rotation),
        lend: small(lend),
        minutes: small(minutes),
    };
    Ok(rows
        .into_iter()
        .map(|(team, week, b, r, l, m, booked_b, booked_r, booked_l, booked_m)| Difference {
            team_id: TeamId(team),
            week: Week::of(week),
            counted: taken(b, r, l, m),
            booked: taken(booked_b, booked_r, booked_l, booked_m),
        })
        .collect())
}
