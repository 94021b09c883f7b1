//! What ends when people leave, and what they were before.

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;

use super::{StoreError, Tx, on};
use crate::domain::id::{PersonId, TeamId};

const CHUNK: usize = 1_000;

/// The statements that end what somebody has. `$1` is the instant; the list of people follows.
const ENDINGS: &[&str] = &[
    "update persons set state = 'left', left_at = $1, updated_at = $1
     where state <> 'left' and id in (",
    "update sessions set revoked_at = $1
     where revoked_at is null and person_id in (",
    // Codes and links on their way open nothing any more.
    "update sign_ins set expires_at = $1
     where used_at is null and expires_at > $1 and person_id in (",
    "update enrolments set left_at = $1
     where left_at is null and person_id in (",
];

/// Ends what the people have: their state is left, sessions and sign-in codes are void, enrolments end, notices that
/// are not on the wire yet are suppressed, granted roles and the lead of teams are taken, the open map forgets them, their
/// secret calendar address is void.
///
/// Cost: nine statements per 1,000 people.
pub async fn people_end(
    tx: &mut Tx,
    people: &[PersonId],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for chunk in people.chunks(CHUNK) {
        for ending in ENDINGS {
            on!(tx, conn => {
                let mut query = QueryBuilder::new("");
                let mut parts = ending.split("$1");
                query.push(parts.next().unwrap_or_default());
                for part in parts {
                    query.push_bind(now).push(part);
                }
                let mut ids = query.separated(", ");
                for id in chunk {
                    ids.push_bind(id.0);
                }
                query.push(")");
                query.build().persistent(false).execute(conn).await?;
            });
        }
        for ending in [
            "update outbox set state = 'suppressed', last_error = 'the recipient has left'
             where state in ('queued', 'deferred') and recipient_id in (",
            "delete from role_grants where person_id in (",
            "update teams set lead_id = null where lead_id in (",
            // Their calendar reads nothing any more.
            "delete from calendar_feeds where person_id in (",
            // Who comes back one day is asked again.
            "update profiles set on_map = false where person_id in (",
        ] {
            on!(tx, conn => {
                let mut query = QueryBuilder::new(ending);
                let mut ids = query.separated(", ");
                for id in chunk {
                    ids.push_bind(id.0);
                }
                query.push(")");
                query.build().persistent(false).execute(conn).await?;
            });
        }
    }
    Ok(())
}

/// Notes the teams that people were in until now. At one instant a person moves once.
pub async fn past_teams_add(
    tx: &mut Tx,
    moves: &[(PersonId, TeamId)],
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    for chunk in moves.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new("insert into past_teams (person_id, team_id, until_at) ");
            query.push_values(chunk, |mut row, (person, team)| {
                row.push_bind(person.0).push_bind(team.0).push_bind(until);
            });
            query.push(" on conflict (person_id, until_at) do nothing");
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

/// The names of the teams somebody was in before, the latest first, with the instant they moved on.
pub async fn past_teams_of(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<(String, DateTime<Utc>)>, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query_as(
            "select t.name, h.until_at
             from past_teams h
             join teams t on t.id = h.team_id
             where h.person_id = $1
             order by h.until_at desc
             limit 50",
        )
        .bind(person.0)
        .fetch_all(conn)
        .await?
    }))
}
