//! In which order transactions that take much at once wait for each other, so that none stops another.
//!
//! On SQLite one transaction writes at a time and there is nothing to wait for. On PostgreSQL whatever changes placements
//! comes one after the other ([`placings_lock`], before anything else is written), whatever takes of several team weeks
//! locks them by team and week ([`team_weeks_lock`]), and the audit's head is taken last.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{StoreError, Tx, on};
use crate::domain::id::TeamId;
use crate::domain::week::Week;

fn one_at_a_time(tx: &Tx) -> bool {
    matches!(tx, Tx::SqliteRead(_) | Tx::Sqlite(_))
}

/// Until the transaction ends no other that asks for it changes placements, of whatever programme: nobody is placed twice
/// in one week, and no two of them wait for each other.
pub async fn placings_lock(tx: &mut Tx) -> Result<(), StoreError> {
    if one_at_a_time(tx) {
        return Ok(());
    }
    let _programmes: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as("select id from programmes where kind in ('bootcamp', 'rotation') order by id for update")
            .fetch_all(conn)
            .await?
    });
    Ok(())
}

/// Locks weeks of teams in the order in which everybody who takes several does. Each team's weeks in between are locked
/// too.
pub async fn team_weeks_lock(
    tx: &mut Tx,
    weeks: &BTreeSet<(TeamId, Week)>,
) -> Result<(), StoreError> {
    if one_at_a_time(tx) {
        return Ok(());
    }
    let mut spans: BTreeMap<TeamId, (Week, Week)> = BTreeMap::new();
    for (team, week) in weeks {
        let span = spans.entry(*team).or_insert((*week, *week));
        *span = (span.0.min(*week), span.1.max(*week));
    }
    for (team, (first, last)) in spans {
        let _weeks: Vec<(Uuid,)> = on!(tx, conn => {
            sqlx::query_as(
                "select team_id
                 from team_weeks
                 where team_id = $1
                   and week_on between $2 and $3
                 order by week_on
                 for update",
            )
            .bind(team.0)
            .bind(first.monday())
            .bind(last.monday())
            .fetch_all(conn)
            .await?
        });
    }
    Ok(())
}
