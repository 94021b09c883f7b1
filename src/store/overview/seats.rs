//! What a team can spare for coffee: its seats, and how the current round uses them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::id::{PersonId, RunId, TeamId};
use crate::store::codec::count;
use crate::store::{StoreError, Tx, on};

/// A team and its seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamSeats {
    /// Ours.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Who leads it.
    pub lead_id: Option<PersonId>,
    /// The most people of the team in one round; absent: no limit.
    pub seats: Option<i64>,
    /// Active people.
    pub members: usize,
    /// Of them: joined a coffee programme and not resting.
    pub joined: usize,
}

/// A round that is going on, and how many of the team are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatUse {
    /// The run.
    pub run_id: RunId,
    /// Its programme's name.
    pub programme: String,
    /// Which round.
    pub round_no: i64,
    /// When it was drawn.
    pub slot_at: DateTime<Utc>,
    /// When the time to meet ends.
    pub closes_at: Option<DateTime<Utc>>,
    /// How many people of the team are in a group.
    pub used: usize,
}

/// A team with its seats.
pub async fn team_seats(tx: &mut Tx, id: TeamId) -> Result<Option<TeamSeats>, StoreError> {
    type Row = (String, Option<Uuid>, Option<i64>, i64, i64);
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select t.name, t.lead_id, t.coffee_seats,
                    (select count(*) from persons who where who.team_id = t.id and who.state = 'active'),
                    (select count(distinct e.person_id)
                     from enrolments e
                     join persons who on who.id = e.person_id
                     join programmes p on p.id = e.programme_id
                     where who.team_id = t.id
                       and who.state = 'active'
                       and p.kind = 'coffee'
                       and p.state in ('active', 'paused')
                       and e.left_at is null
                       and e.resting_since is null)
             from teams t
             where t.id = $1",
        )
        .bind(id.0)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(|(name, lead, seats, members, joined)| TeamSeats {
        id,
        name,
        lead_id: lead.map(PersonId),
        seats,
        members: count(members),
        joined: count(joined),
    }))
}

/// How the rounds that are going on use a team's seats, newest first; at most 20.
pub async fn seat_uses(tx: &mut Tx, id: TeamId) -> Result<Vec<SeatUse>, StoreError> {
    type Row = (Uuid, String, i64, DateTime<Utc>, Option<DateTime<Utc>>, i64);
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select r.id, p.name, r.round_no, r.slot_at, r.closes_at,
                    (select count(*)
                     from group_members m
                     join groups g on g.id = m.group_id
                     join persons who on who.id = m.person_id
                     where m.run_id = r.id
                       and who.team_id = $1
                       and g.state <> 'recalled')
             from runs r
             join programmes p on p.id = r.programme_id
             where r.state in ('proposed', 'held', 'released', 'sending', 'sent')
             order by r.slot_at desc
             limit 20",
        )
        .bind(id.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .map(|(run, programme, round_no, slot_at, closes_at, used)| SeatUse {
            run_id: RunId(run),
            programme,
            round_no,
            slot_at,
            closes_at,
            used: count(used),
        })
        .collect())
}

/// Who leads some teams, by name; at most 200 of them. Teams without a lead, or whose lead has left, are missing.
pub async fn team_leads(
    tx: &mut Tx,
    ids: &[TeamId],
) -> Result<HashMap<TeamId, (PersonId, String)>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, Uuid, String)> = on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "select t.id, lead.id, lead.name
             from teams t
             join persons lead on lead.id = t.lead_id
             where lead.state <> 'left'
               and t.id in (",
        );
        let mut list = query.separated(", ");
        for id in ids.iter().take(200) {
            list.push_bind(id.0);
        }
        query.push(")");
        query.build_query_as().fetch_all(conn).await?
    });
    Ok(rows.into_iter().map(|(team, lead, name)| (TeamId(team), (PersonId(lead), name))).collect())
}

/// The names of some teams; at most 200 of them.
pub async fn team_names(
    tx: &mut Tx,
    ids: &[TeamId],
) -> Result<HashMap<TeamId, String>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String)> = on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new("select id, name from teams where id in (");
        let mut list = query.separated(", ");
        for id in ids.iter().take(200) {
            list.push_bind(id.0);
        }
        query.push(")");
        query.build_query_as().fetch_all(conn).await?
    });
    Ok(rows.into_iter().map(|(id, name)| (TeamId(id), name)).collect())
}
