//! The new hires of cohorts.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::QueryBuilder;
use sqlx::types::Json;
use uuid::Uuid;

use super::codec::word;
use super::{StoreError, Tx, on};
use crate::domain::id::{CohortId, PersonId, TeamId};
use crate::domain::person::PersonState;

const CHUNK: usize = 500;

/// A hire as it lies in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hire {
    /// Of which cohort.
    pub cohort_id: CohortId,
    /// Who.
    pub person_id: PersonId,
    /// The first week of the cohort in which they can be placed.
    pub from_week: u32,
    /// The week after the last.
    pub to_week: u32,
    /// Their own number of stints; `None`: as the rules say.
    pub stints: Option<u32>,
    /// Their own length of a stint in weeks; `None`: as the rules say.
    pub length: Option<u32>,
    /// Teams they would like to visit, best first.
    pub likes: Vec<TeamId>,
    /// Teams they do not visit.
    pub avoid: Vec<TeamId>,
    /// Who added them.
    pub added_by: Option<PersonId>,
    /// When.
    pub added_at: DateTime<Utc>,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
}

/// A hire with what the roster knows of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HireLine {
    /// The row.
    pub hire: Hire,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The team they belong to.
    pub home_team_id: TeamId,
    /// Active, away or left.
    pub state: PersonState,
    /// Their first day of work.
    pub starts_on: Option<NaiveDate>,
}

#[derive(sqlx::FromRow)]
struct Row {
    cohort_id: Uuid,
    person_id: Uuid,
    from_week: i64,
    to_week: i64,
    stints: Option<i64>,
    length: Option<i64>,
    likes: Json<Vec<TeamId>>,
    avoid: Json<Vec<TeamId>>,
    added_by: Option<Uuid>,
    added_at: DateTime<Utc>,
    changed_at: DateTime<Utc>,
    name: String,
    email: String,
    team_id: Uuid,
    state: String,
    starts_on: Option<NaiveDate>,
}

fn small(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

impl TryFrom<Row> for HireLine {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            hire: Hire {
                cohort_id: CohortId(row.cohort_id),
                person_id: PersonId(row.person_id),
                from_week: small(row.from_week),
                to_week: small(row.to_week),
                stints: row.stints.map(small),
                length: row.length.map(small),
                likes: row.likes.0,
                avoid: row.avoid.0,
                added_by: row.added_by.map(PersonId),
                added_at: row.added_at,
                changed_at: row.changed_at,
            },
            name: row.name,
            email: row.email,
            home_team_id: TeamId(row.team_id),
            state: word("persons.state", &row.state)?,
            starts_on: row.starts_on,
        })
    }
}

/// Adds hires.
///
/// Errors: [`StoreError::Taken`] when somebody is in the cohort already.
/// Cost: one statement per 500.
pub async fn hires_add(tx: &mut Tx, hires: &[Hire]) -> Result<(), StoreError> {
    for chunk in hires.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "insert into hires (cohort_id, person_id, from_week, to_week, stints, length, likes, avoid, added_by,
                    added_at, changed_at) ",
            );
            query.push_values(chunk, |mut row, hire| {
                row.push_bind(hire.cohort_id.0)
                    .push_bind(hire.person_id.0)
                    .push_bind(i64::from(hire.from_week))
                    .push_bind(i64::from(hire.to_week))
                    .push_bind(hire.stints.map(i64::from))
                    .push_bind(hire.length.map(i64::from))
                    .push_bind(Json(&hire.likes))
                    .push_bind(Json(&hire.avoid))
                    .push_bind(hire.added_by.map(|by| by.0))
                    .push_bind(hire.added_at)
                    .push_bind(hire.changed_at);
            });
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

/// All hires of a cohort with what the roster knows of them, by name.
pub async fn hires_of(tx: &mut Tx, cohort: CohortId) -> Result<Vec<HireLine>, StoreError> {
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select h.cohort_id, h.person_id, h.from_week, h.to_week, h.stints, h.length, h.likes, h.avoid, h.added_by,
                    h.added_at, h.changed_at, p.name, p.email, p.team_id, p.state, p.starts_on
             from hires h
             join persons p on p.id = h.person_id
             where h.cohort_id = $1
             order by p.name, p.id",
        )
        .bind(cohort.0)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(HireLine::try_from).collect()
}

/// Replaces a hire's weeks, stints, likes and avoid, if nobody changed them since `seen_at` (their `changed_at` when
/// they were read).
///
/// Errors: [`StoreError::Stale`] when they were changed or taken out meanwhile.
pub async fn hire_set(tx: &mut Tx, hire: &Hire, seen_at: DateTime<Utc>) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update hires
             set from_week = $4, to_week = $5, stints = $6, length = $7, likes = $8, avoid = $9, changed_at = $10
             where cohort_id = $1
               and person_id = $2
               and changed_at = $3",
        )
        .bind(hire.cohort_id.0)
        .bind(hire.person_id.0)
        .bind(seen_at)
        .bind(i64::from(hire.from_week))
        .bind(i64::from(hire.to_week))
        .bind(hire.stints.map(i64::from))
        .bind(hire.length.map(i64::from))
        .bind(Json(&hire.likes))
        .bind(Json(&hire.avoid))
        .bind(hire.changed_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if changed == 0 {
        return Err(StoreError::Stale { noun: "hire", expected: "as it was read".to_owned() });
    }
    Ok(())
}

/// Takes a hire out of a cohort; false when they were not in it.
pub async fn hire_remove(
    tx: &mut Tx,
    cohort: CohortId,
    person: PersonId,
) -> Result<bool, StoreError> {
    let gone = on!(tx, conn => {
        sqlx::query("delete from hires where cohort_id = $1 and person_id = $2")
            .bind(cohort.0)
            .bind(person.0)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(gone > 0)
}

/// Who of some people is in which cohort that is open or running: the cohort and its name.
///
/// Cost: one statement per 500 people.
pub async fn cohorts_of_people(
    tx: &mut Tx,
    people: &[PersonId],
) -> Result<Vec<(PersonId, CohortId, String)>, StoreError> {
    let mut all = Vec::new();
    for chunk in people.chunks(CHUNK) {
        let rows: Vec<(Uuid, Uuid, String)> = on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "select h.person_id, c.id, c.name
                 from hires h
                 join cohorts c on c.id = h.cohort_id
                 where c.state in ('open', 'running')
                   and h.person_id in (",
            );
            let mut ids = query.separated(", ");
            for person in chunk {
                ids.push_bind(person.0);
            }
            query.push(") order by h.person_id, c.id");
            query.build_query_as().persistent(false).fetch_all(conn).await?
        });
        all.extend(rows.into_iter().map(|(who, id, name)| (PersonId(who), CohortId(id), name)));
    }
    Ok(all)
}

/// Somebody by their address, as far as a list of starters needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    /// Who.
    pub id: PersonId,
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// The team they belong to.
    pub team_id: TeamId,
    /// Active, away or left.
    pub state: PersonState,
    /// Their first day of work.
    pub starts_on: Option<NaiveDate>,
}

/// The people who have some addresses (in lower case).
///
/// Cost: one statement per 500.
pub async fn people_by_addresses(
    tx: &mut Tx,
    addresses: &[String],
) -> Result<Vec<Addressed>, StoreError> {
    type Found = (Uuid, String, String, Uuid, String, Option<NaiveDate>);
    let mut all = Vec::new();
    for chunk in addresses.chunks(CHUNK) {
        let rows: Vec<Found> = on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "select id, email, name, team_id, state, starts_on from persons where email in (",
            );
            let mut list = query.separated(", ");
            for address in chunk {
                list.push_bind(address.as_str());
            }
            query.push(")");
            query.build_query_as().persistent(false).fetch_all(conn).await?
        });
        for (id, email, name, team, state, starts_on) in rows {
            let state = word("persons.state", &state)?;
            let (id, team_id) = (PersonId(id), TeamId(team));
            all.push(Addressed { id, email, name, team_id, state, starts_on });
        }
    }
    Ok(all)
}
