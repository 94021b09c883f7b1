//! The weeks of many teams in one read, for lists and maps: numbers only.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::capacity::{Offer, Taken};
use crate::domain::id::TeamId;
use crate::domain::week::Week;
use crate::store::{StoreError, Tx, on};

/// A team's week in numbers; the offer's black-out has no reason here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridWeek {
    /// Which week.
    pub week: Week,
    /// The team has said something about it.
    pub said: bool,
    /// What is offered.
    pub offer: Offer,
    /// What is taken.
    pub taken: Taken,
}

/// The weeks of every team from one week up to (without) another, in no order; teams and weeks without a row are
/// missing.
///
/// Cost: one row for each team, whose weeks come as one text: 500 teams of 26 weeks are 500 rows instead of 13,000.
pub async fn weeks_by_team(
    tx: &mut Tx,
    from: Week,
    to: Week,
) -> Result<HashMap<TeamId, Vec<GridWeek>>, StoreError> {
    let rows: Vec<(Uuid, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select team_id, string_agg(
                    cast(week_on as text) || ':' || (case when changed_at is null then 0 else 1 end)
                    || ':' || (case when blackout is null then 0 else 1 end)
                    || ':' || bootcamp_places || ':' || rotation_places || ':' || lend_places
                    || ':' || coalesce(minutes, -1) || ':' || reserve_minutes
                    || ':' || bootcamp_used || ':' || rotation_used || ':' || lend_used || ':' || minutes_used, ',')
             from team_weeks
             where week_on >= $1
               and week_on < $2
             group by team_id",
        )
        .bind(from.monday())
        .bind(to.monday())
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(team, weeks)| {
            let weeks = weeks.split(',').map(week_of).collect::<Option<Vec<_>>>();
            let weeks = weeks
                .ok_or(StoreError::Corrupt { column: "team_weeks", text: team.to_string() })?;
            Ok((TeamId(team), weeks))
        })
        .collect()
}

fn week_of(text: &str) -> Option<GridWeek> {
    let mut parts = text.split(':');
    let week: NaiveDate = parts.next()?.parse().ok()?;
    let mut number = || parts.next()?.parse::<i64>().ok();
    let (said, dark) = (number()? == 1, number()? == 1);
    let mut offer = Offer {
        bootcamp: super::small(number()?),
        rotation: super::small(number()?),
        lend: super::small(number()?),
        ..Offer::default()
    };
    offer.minutes = u32::try_from(number()?).ok();
    offer.reserve = super::small(number()?);
    offer.blackout = dark.then(String::new);
    let taken = Taken {
        bootcamp: super::small(number()?),
        rotation: super::small(number()?),
        lend: super::small(number()?),
        minutes: super::small(number()?),
    };
    Some(GridWeek { week: Week::of(week), said, offer, taken })
}
