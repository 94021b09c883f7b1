//! Teams.

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::{PersonId, TeamId};
use crate::domain::team::Team;

const CHUNK: usize = 1_000;

#[derive(sqlx::FromRow)]
struct TeamRow {
    id: Uuid,
    name: String,
    parent_id: Option<Uuid>,
    lead_id: Option<Uuid>,
    coffee_seats: Option<i64>,
}

impl From<TeamRow> for Team {
    fn from(row: TeamRow) -> Self {
        Self {
            id: TeamId(row.id),
            name: row.name,
            parent_id: row.parent_id.map(TeamId),
            lead_id: row.lead_id.map(PersonId),
            coffee_seats: row.coffee_seats.map(seats),
        }
    }
}

fn seats(n: i64) -> u32 {
    u32::try_from(n.max(0)).unwrap_or(u32::MAX)
}

/// Adds a team.
///
/// Errors: [`StoreError::Taken`] when there is a team of that name.
pub async fn team_insert(tx: &mut Tx, team: &Team, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into teams (id, name, parent_id, lead_id, coffee_seats, created_at)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(team.id.0)
        .bind(team.name.as_str())
        .bind(team.parent_id.map(|id| id.0))
        .bind(team.lead_id.map(|id| id.0))
        .bind(team.coffee_seats.map(i64::from))
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Adds teams, or changes parent and lead of those already there (by our id). Parents must come before their teams.
pub async fn teams_put(tx: &mut Tx, teams: &[Team], now: DateTime<Utc>) -> Result<(), StoreError> {
    for chunk in teams.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "insert into teams (id, name, parent_id, lead_id, coffee_seats, created_at) ",
            );
            query.push_values(chunk, |mut row, team| {
                row.push_bind(team.id.0)
                    .push_bind(team.name.as_str())
                    .push_bind(team.parent_id.map(|id| id.0))
                    .push_bind(team.lead_id.map(|id| id.0))
                    .push_bind(team.coffee_seats.map(i64::from))
                    .push_bind(now);
            });
            query.push(
                " on conflict (id) do update set
                    parent_id = excluded.parent_id,
                    lead_id = excluded.lead_id",
            );
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

/// A team by our id.
pub async fn team_get(tx: &mut Tx, id: TeamId) -> Result<Option<Team>, StoreError> {
    let row: Option<TeamRow> = on!(tx, conn => {
        sqlx::query_as("select id, name, parent_id, lead_id, coffee_seats from teams where id = $1")
            .bind(id.0)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(Team::from))
}

/// A team by its exact name.
pub async fn team_by_name(tx: &mut Tx, name: &str) -> Result<Option<Team>, StoreError> {
    let row: Option<TeamRow> = on!(tx, conn => {
        sqlx::query_as("select id, name, parent_id, lead_id, coffee_seats from teams where name = $1")
            .bind(name)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(Team::from))
}

/// The teams that somebody leads.
pub async fn teams_led_by(tx: &mut Tx, lead: PersonId) -> Result<Vec<Team>, StoreError> {
    let rows: Vec<TeamRow> = on!(tx, conn => {
        sqlx::query_as(
            "select id, name, parent_id, lead_id, coffee_seats
             from teams
             where lead_id = $1
             order by name
             limit 200",
        )
        .bind(lead.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(Team::from).collect())
}

/// Every team, by name. For imports and drop-down lists; pages of teams come from [`teams_page`].
pub async fn teams_all(tx: &mut Tx) -> Result<Vec<Team>, StoreError> {
    let rows: Vec<TeamRow> = on!(tx, conn => {
        sqlx::query_as("select id, name, parent_id, lead_id, coffee_seats from teams order by name, id")
            .fetch_all(conn)
            .await?
    });
    Ok(rows.into_iter().map(Team::from).collect())
}

/// One line of the list of teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamLine {
    /// The team.
    pub team: Team,
    /// The parent team's name.
    pub parent: Option<String>,
    /// The lead's name.
    pub lead: Option<String>,
    /// How many active or away people are in it.
    pub members: usize,
    /// How many of the active ones take part in a coffee programme.
    pub enrolled: usize,
}

#[derive(sqlx::FromRow)]
struct TeamLineRow {
    id: Uuid,
    name: String,
    parent_id: Option<Uuid>,
    lead_id: Option<Uuid>,
    coffee_seats: Option<i64>,
    parent: Option<String>,
    lead: Option<String>,
    members: i64,
    enrolled: i64,
}

/// Teams by name with what a list shows of them, from the `offset`th on.
pub async fn teams_page(
    tx: &mut Tx,
    offset: usize,
    limit: usize,
) -> Result<Vec<TeamLine>, StoreError> {
    let rows: Vec<TeamLineRow> = on!(tx, conn => {
        sqlx::query_as(
            "select t.id, t.name, t.parent_id, t.lead_id, t.coffee_seats,
                 parent.name as parent,
                 lead.name as lead,
                 (select count(*) from persons p where p.team_id = t.id and p.state <> 'left') as members,
                 (select count(distinct e.person_id)
                  from enrolments e
                  join persons p on p.id = e.person_id
                  where p.team_id = t.id and p.state = 'active' and e.left_at is null) as enrolled
             from teams t
             left join teams parent on parent.id = t.parent_id
             left join persons lead on lead.id = t.lead_id
             order by t.name, t.id
             limit $1 offset $2",
        )
        .bind(codec::int(limit.min(super::person::PAGE)))
        .bind(codec::int(offset))
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(team_line).collect())
}

/// One team as a list shows it.
pub async fn team_line_get(tx: &mut Tx, id: TeamId) -> Result<Option<TeamLine>, StoreError> {
    let row: Option<TeamLineRow> = on!(tx, conn => {
        sqlx::query_as(
            "select t.id, t.name, t.parent_id, t.lead_id, t.coffee_seats,
                 parent.name as parent,
                 lead.name as lead,
                 (select count(*) from persons p where p.team_id = t.id and p.state <> 'left') as members,
                 (select count(distinct e.person_id)
                  from enrolments e
                  join persons p on p.id = e.person_id
                  where p.team_id = t.id and p.state = 'active' and e.left_at is null) as enrolled
             from teams t
             left join teams parent on parent.id = t.parent_id
             left join persons lead on lead.id = t.lead_id
             where t.id = $1",
        )
        .bind(id.0)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(team_line))
}

fn team_line(row: TeamLineRow) -> TeamLine {
    TeamLine {
        team: Team {
            id: TeamId(row.id),
            name: row.name,
            parent_id: row.parent_id.map(TeamId),
            lead_id: row.lead_id.map(PersonId),
            coffee_seats: row.coffee_seats.map(seats),
        },
        parent: row.parent,
        lead: row.lead,
        members: codec::count(row.members),
        enrolled: codec::count(row.enrolled),
    }
}

/// How many teams there are.
pub async fn teams_count(tx: &mut Tx) -> Result<usize, StoreError> {
    let (n,): (i64,) = on!(tx, conn => {
        sqlx::query_as("select count(*) from teams").fetch_one(conn).await?
    });
    Ok(codec::count(n))
}

/// Sets how many people of a team one coffee round may take; none: no limit.
///
/// Errors: [`StoreError::Stale`] when the seats are no longer `before`.
pub async fn team_set_seats(
    tx: &mut Tx,
    id: TeamId,
    before: Option<u32>,
    seats: Option<u32>,
) -> Result<(), StoreError> {
    let done = on!(tx, conn => {
        sqlx::query(
            "update teams
             set coffee_seats = $2
             where id = $1 and coalesce(coffee_seats, -1) = $3",
        )
        .bind(id.0)
        .bind(seats.map(i64::from))
        .bind(before.map_or(-1, i64::from))
        .execute(conn)
        .await?
        .rows_affected()
    });
    if done == 0 {
        return Err(StoreError::Stale { noun: "team", expected: "as it was shown".to_owned() });
    }
    Ok(())
}
