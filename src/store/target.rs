//! Targets: two groups of teams that the organisation wants to meet.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::codec::{count, word};
use super::{StoreError, Tx, on};
use crate::domain::id::{PersonId, ProgrammeId, TargetId, TeamId};
use crate::domain::target::Side;

/// A target as it lies in its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Ours.
    pub id: TargetId,
    /// As people see it.
    pub name: String,
    /// In how many of a hundred rounds it counts.
    pub share_percent: u32,
    /// The first day on which a round may count it.
    pub from_on: NaiveDate,
    /// The last one.
    pub ends_on: NaiveDate,
    /// Who made it; nobody, once they are erased.
    pub made_by: Option<PersonId>,
    /// When.
    pub made_at: DateTime<Utc>,
    /// When somebody ended it before its last day.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// The teams of the first group; those below them belong to it too.
    pub a: Vec<TeamId>,
    /// Of the second.
    pub b: Vec<TeamId>,
}

impl Target {
    /// May a round drawn on this day count it?
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.withdrawn_at.is_none() && (self.from_on..=self.ends_on).contains(&day)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    share_percent: i64,
    from_on: NaiveDate,
    ends_on: NaiveDate,
    made_by: Option<Uuid>,
    made_at: DateTime<Utc>,
    withdrawn_at: Option<DateTime<Utc>>,
}

impl From<Row> for Target {
    fn from(row: Row) -> Self {
        Self {
            id: TargetId(row.id),
            name: row.name,
            share_percent: u32::try_from(row.share_percent).unwrap_or(0),
            from_on: row.from_on,
            ends_on: row.ends_on,
            made_by: row.made_by.map(PersonId),
            made_at: row.made_at,
            withdrawn_at: row.withdrawn_at,
            a: Vec::new(),
            b: Vec::new(),
        }
    }
}

/// Adds a target with its teams. `false`: there is one of this id already, and nothing was written.
pub async fn target_add(tx: &mut Tx, target: &Target) -> Result<bool, StoreError> {
    let added = on!(tx, conn => {
        sqlx::query(
            "insert into targets (id, name, share_percent, from_on, ends_on, made_by, made_at)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (id) do nothing",
        )
        .bind(target.id.0)
        .bind(&target.name)
        .bind(i64::from(target.share_percent))
        .bind(target.from_on)
        .bind(target.ends_on)
        .bind(target.made_by.map(|by| by.0))
        .bind(target.made_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if added == 0 {
        return Ok(false);
    }
    for (side, teams) in [(Side::A, &target.a), (Side::B, &target.b)] {
        for team in teams {
            on!(tx, conn => {
                sqlx::query("insert into target_teams (target_id, team_id, side) values ($1, $2, $3)")
                    .bind(target.id.0)
                    .bind(team.0)
                    .bind(side.as_str())
                    .execute(conn)
                    .await?;
            });
        }
    }
    Ok(true)
}

/// Targets whose last day is `from` or later, the latest first; at most 200.
pub async fn targets_until(tx: &mut Tx, from: NaiveDate) -> Result<Vec<Target>, StoreError> {
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select id, name, share_percent, from_on, ends_on, made_by, made_at, withdrawn_at
             from targets
             where ends_on >= $1
             order by made_at desc, id desc
             limit 200",
        )
        .bind(from)
        .fetch_all(conn)
        .await?
    });
    let mut targets: Vec<Target> = rows.into_iter().map(Target::from).collect();
    let place: HashMap<TargetId, usize> =
        targets.iter().enumerate().map(|(at, target)| (target.id, at)).collect();
    let teams: Vec<(Uuid, Uuid, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select tt.target_id, tt.team_id, tt.side
             from target_teams tt
             join targets t on t.id = tt.target_id
             join teams on teams.id = tt.team_id
             where t.ends_on >= $1
             order by teams.name, tt.team_id",
        )
        .bind(from)
        .fetch_all(conn)
        .await?
    });
    for (target, team, side) in teams {
        let Some(&at) = place.get(&TargetId(target)) else { continue };
        match word("target_teams.side", &side)? {
            Side::A => targets[at].a.push(TeamId(team)),
            Side::B => targets[at].b.push(TeamId(team)),
        }
    }
    Ok(targets)
}

/// Ends a target before its last day. `false`: there is none that is not ended already.
pub async fn target_withdraw(
    tx: &mut Tx,
    id: TargetId,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = on!(tx, conn => {
        sqlx::query(
            "update targets
             set withdrawn_at = $2, withdrawn_by = $3
             where id = $1 and withdrawn_at is null",
        )
        .bind(id.0)
        .bind(now)
        .bind(by.0)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(done > 0)
}

/// How many active people each team has; teams without any are missing.
pub async fn active_by_team(tx: &mut Tx) -> Result<HashMap<TeamId, usize>, StoreError> {
    let rows: Vec<(Uuid, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select team_id, count(*)
             from persons
             where state = 'active'
             group by team_id",
        )
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(team, people)| (TeamId(team), count(people))).collect())
}

/// The number of the programme's next round.
pub async fn next_round_no(tx: &mut Tx, programme: ProgrammeId) -> Result<i64, StoreError> {
    let (next,): (i64,) = on!(tx, conn => {
        sqlx::query_as("select coalesce(max(round_no), 0) + 1 from runs where programme_id = $1")
            .bind(programme.0)
            .fetch_one(conn)
            .await?
    });
    Ok(next)
}

/// The numbers of coffee rounds that were released and whose draw was due from `from` on and before `until`; of several
/// programmes, each one's own.
pub async fn rounds_between(
    tx: &mut Tx,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<u32>, StoreError> {
    let rows: Vec<(i64,)> = on!(tx, conn => {
        sqlx::query_as(
            "select round_no
             from runs
             where cohort_id is null and call_id is null
               and released_at is not null
               and slot_at >= $1 and slot_at < $2
             order by slot_at, id",
        )
        .bind(from)
        .bind(until)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().filter_map(|(number,)| u32::try_from(number).ok()).collect())
}
