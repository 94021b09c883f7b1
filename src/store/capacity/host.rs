//! Hosts: people of a team who look after guests.

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::small;
use crate::domain::id::{PersonId, TeamId};
use crate::domain::week::Week;
use crate::store::codec::count;
use crate::store::{StoreError, Tx, on};

/// Somebody of a team who looks after guests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Of which team.
    pub team_id: TeamId,
    /// Who.
    pub person_id: PersonId,
    /// Guests at the same time.
    pub most_at_once: u32,
}

/// Names a host, or changes how many guests they take at once.
pub async fn host_set(
    tx: &mut Tx,
    host: &Host,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into hosts (team_id, person_id, most_at_once, named_by, named_at)
             values ($1, $2, $3, $4, $5)
             on conflict (team_id, person_id) do update
             set most_at_once = excluded.most_at_once, named_by = excluded.named_by, named_at = excluded.named_at",
        )
        .bind(host.team_id.0)
        .bind(host.person_id.0)
        .bind(i64::from(host.most_at_once))
        .bind(by.0)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Somebody is no host of the team any more.
pub async fn host_remove(tx: &mut Tx, team: TeamId, person: PersonId) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query("delete from hosts where team_id = $1 and person_id = $2")
            .bind(team.0)
            .bind(person.0)
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// The hosts of some teams who are active and still of the team, by team and name.
pub async fn hosts_of_teams(tx: &mut Tx, teams: &[TeamId]) -> Result<Vec<Host>, StoreError> {
    let mut hosts = Vec::new();
    for chunk in teams.chunks(500) {
        let rows: Vec<(Uuid, Uuid, i64)> = on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "select h.team_id, h.person_id, h.most_at_once
                 from hosts h
                 join persons p on p.id = h.person_id and p.team_id = h.team_id
                 where p.state = 'active'
                   and h.team_id in (",
            );
            let mut ids = query.separated(", ");
            for team in chunk {
                ids.push_bind(team.0);
            }
            query.push(") order by h.team_id, p.name, p.id");
            query.build_query_as().persistent(false).fetch_all(conn).await?
        });
        hosts.extend(rows.into_iter().map(|(team, person, most)| Host {
            team_id: TeamId(team),
            person_id: PersonId(person),
            most_at_once: small(most),
        }));
    }
    Ok(hosts)
}

/// How many guests somebody hosts, or is to host, in a week from `from` on.
pub async fn host_guests(
    tx: &mut Tx,
    team: TeamId,
    person: PersonId,
    from: Week,
) -> Result<usize, StoreError> {
    let (n,): (i64,) = on!(tx, conn => {
        sqlx::query_as(
            "select count(*)
             from placements
             where team_id = $1
               and host_id = $2
               and to_on > $3
               and state in ('confirmed', 'started')",
        )
        .bind(team.0)
        .bind(person.0)
        .bind(from.monday())
        .fetch_one(conn)
        .await?
    });
    Ok(count(n))
}
