//! Programmes as a list.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::run::{RunLine, run_line_last};
use crate::domain::id::{PersonId, ProgrammeId};
use crate::store::programme::{Programme, programmes_all};
use crate::store::{StoreError, Tx, codec, on};

/// A programme with the figures of the list.
#[derive(Clone, Debug)]
pub struct ProgrammeLine {
    /// The programme.
    pub programme: Programme,
    /// Its owner's name.
    pub owner: String,
    /// Who takes part.
    pub joined: Joined,
    /// The newest run with a plan, or the newest at all.
    pub last_run: Option<RunLine>,
}

/// How many take part, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// Everybody who joined and has not left, on the roster as active.
    pub people: usize,
    /// Of them: said yes once and for all.
    pub standing: usize,
    /// Of them: is asked each round.
    pub ask: usize,
    /// Of them: rests after three silent rounds.
    pub resting: usize,
    /// Of them: paused on the given day.
    pub paused: usize,
    /// Teams with at least one of them.
    pub teams: usize,
}

/// All programmes with their figures, by name.
///
/// Cost: three short reads a programme; there are few.
pub async fn programme_lines(
    tx: &mut Tx,
    now: DateTime<Utc>,
) -> Result<Vec<ProgrammeLine>, StoreError> {
    let mut lines = Vec::new();
    for programme in programmes_all(tx).await? {
        let owner = person_name(tx, programme.owner_id).await?.unwrap_or_default();
        let joined = programme_joined(tx, programme.id, now).await?;
        let last_run = run_line_last(tx, programme.id).await?;
        lines.push(ProgrammeLine { programme, owner, joined, last_run });
    }
    Ok(lines)
}

/// Who takes part in a programme, as counts.
pub async fn programme_joined(
    tx: &mut Tx,
    id: ProgrammeId,
    now: DateTime<Utc>,
) -> Result<Joined, StoreError> {
    let row: (i64, i64, i64, i64, i64, i64) = on!(tx, conn => {
        sqlx::query_as(
            "select count(*),
                    cast(coalesce(sum(case when e.consent = 'standing' then 1 else 0 end), 0) as bigint),
                    cast(coalesce(sum(case when e.consent = 'ask' then 1 else 0 end), 0) as bigint),
                    cast(coalesce(sum(case when e.resting_since is not null then 1 else 0 end), 0) as bigint),
                    cast(coalesce(sum(case when p.person_id is not null then 1 else 0 end), 0) as bigint),
                    count(distinct who.team_id)
             from enrolments e
             join persons who on who.id = e.person_id
             left join pauses p on p.person_id = e.person_id
                and p.from_on <= $2
                and (p.until_on is null or p.until_on > $2)
             where e.programme_id = $1
               and e.left_at is null
               and who.state = 'active'",
        )
        .bind(id.0)
        .bind(now.date_naive())
        .fetch_one(conn)
        .await?
    });
    Ok(Joined {
        people: codec::count(row.0),
        standing: codec::count(row.1),
        ask: codec::count(row.2),
        resting: codec::count(row.3),
        paused: codec::count(row.4),
        teams: codec::count(row.5),
    })
}

/// Somebody's name.
pub async fn person_name(tx: &mut Tx, id: PersonId) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = on!(tx, conn => {
        sqlx::query_as("select name from persons where id = $1").bind(id.0).fetch_optional(conn).await?
    });
    Ok(row.map(|(name,)| name))
}

/// Somebody active by address, as owners are typed: id and name.
pub async fn person_by_address(
    tx: &mut Tx,
    address: &str,
) -> Result<Option<(PersonId, String)>, StoreError> {
    let row: Option<(Uuid, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select id, name
             from persons
             where email = $1
               and state = 'active'",
        )
        .bind(address.to_lowercase())
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(|(id, name)| (PersonId(id), name)))
}

/// The address of somebody, to fill a form's owner field.
pub async fn person_address(tx: &mut Tx, id: PersonId) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = on!(tx, conn => {
        sqlx::query_as("select email from persons where id = $1").bind(id.0).fetch_optional(conn).await?
    });
    Ok(row.map(|(email,)| email))
}
