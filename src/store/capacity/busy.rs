//! Who has more guests than they said they could look after, and how the guests are spread over teams.

use uuid::Uuid;

use super::super::{StoreError, Tx, on};
use crate::domain::id::TeamId;
use crate::domain::week::Week;

/// A host with more guests in some week than they take at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusyHost {
    /// The team.
    pub team_id: TeamId,
    /// Its name.
    pub team: String,
    /// The host's name.
    pub host: String,
    /// The first such week.
    pub week: Week,
    /// Guests in the worst week.
    pub guests: u32,
    /// What they take at once.
    pub most: u32,
}

fn small(n: i64) -> u32 {
    u32::try_from(n.max(0)).unwrap_or(u32::MAX)
}

/// Hosts with more guests than they take at once, from a week on.
///
/// Cost: one statement over the bookings from that week on.
pub async fn busy_hosts(tx: &mut Tx, from: Week) -> Result<Vec<BusyHost>, StoreError> {
    let rows: Vec<(Uuid, String, String, chrono::NaiveDate, i64, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select w.team_id, t.name, person.name, min(w.week_on), max(w.guests), w.most
             from (
                 select b.team_id, b.week_on, p.host_id, count(*) as guests, h.most_at_once as most
                 from bookings b
                 join placements p on p.id = b.placement_id
                 join hosts h on h.team_id = b.team_id and h.person_id = p.host_id
                 where b.kind in ('bootcamp', 'rotation')
                   and b.week_on >= $1
                 group by b.team_id, b.week_on, p.host_id, h.most_at_once
                 having count(*) > h.most_at_once) w
             join teams t on t.id = w.team_id
             join persons person on person.id = w.host_id
             group by w.team_id, t.name, person.name, w.host_id, w.most
             order by t.name, person.name
             limit 100",
        )
        .bind(from.monday())
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .map(|(team, name, host, week, guests, most)| BusyHost {
            team_id: TeamId(team),
            team: name,
            host,
            week: Week::of(week),
            guests: small(guests),
            most: small(most),
        })
        .collect())
}

/// Weeks of guests that each team has from a week on, the most first; teams without guests are not listed.
///
/// Cost: one statement over the bookings from that week on.
pub async fn guest_weeks(
    tx: &mut Tx,
    from: Week,
) -> Result<Vec<(TeamId, String, u32)>, StoreError> {
    let rows: Vec<(Uuid, String, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select b.team_id, t.name, count(*)
             from bookings b
             join teams t on t.id = b.team_id
             where b.kind in ('bootcamp', 'rotation')
               and b.week_on >= $1
             group by b.team_id, t.name
             order by count(*) desc, t.name",
        )
        .bind(from.monday())
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(team, name, weeks)| (TeamId(team), name, small(weeks))).collect())
}
