//! Bootcamp cohorts.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::codec::{count, word};
use super::{StoreError, Tx, on};
use crate::domain::bootcamp::BootcampRules;
use crate::domain::id::{CohortId, PersonId, ProgrammeId};
use crate::domain::placement::CohortState;
use crate::domain::plan::RunState;
use crate::domain::week::Week;

/// A cohort as it lies in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// Ours.
    pub id: CohortId,
    /// Of which bootcamp programme.
    pub programme_id: ProgrammeId,
    /// As people see it; unique in its programme.
    pub name: String,
    /// Its first week.
    pub starts_on: Week,
    /// How many weeks it has.
    pub weeks: u32,
    /// Its rules.
    pub rules: BootcampRules,
    /// Where it stands.
    pub state: CohortState,
    /// Who made it.
    pub created_by: Option<PersonId>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    programme_id: Uuid,
    name: String,
    starts_on: NaiveDate,
    weeks: i64,
    rules: Json<BootcampRules>,
    state: String,
    created_by: Option<Uuid>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl TryFrom<Row> for Cohort {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: CohortId(row.id),
            programme_id: ProgrammeId(row.programme_id),
            name: row.name,
            starts_on: Week::of(row.starts_on),
            weeks: u32::try_from(row.weeks).unwrap_or(0),
            rules: row.rules.0,
            state: word("cohorts.state", &row.state)?,
            created_by: row.created_by.map(PersonId),
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

const COLUMNS: &str =
    "id, programme_id, name, starts_on, weeks, rules, state, created_by, created_at, updated_at";

/// Adds a cohort.
///
/// Errors: [`StoreError::Taken`] when its programme has one of this name.
pub async fn cohort_add(tx: &mut Tx, cohort: &Cohort) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into cohorts (id, programme_id, name, starts_on, weeks, rules, state, created_by, created_at,
                updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(cohort.id.0)
        .bind(cohort.programme_id.0)
        .bind(&cohort.name)
        .bind(cohort.starts_on.monday())
        .bind(i64::from(cohort.weeks))
        .bind(Json(&cohort.rules))
        .bind(cohort.state.as_str())
        .bind(cohort.created_by.map(|by| by.0))
        .bind(cohort.created_at)
        .bind(cohort.updated_at)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// A cohort by its id.
pub async fn cohort_get(tx: &mut Tx, id: CohortId) -> Result<Option<Cohort>, StoreError> {
    let sql = format!("select {COLUMNS}\n from cohorts\n where id = $1");
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.0).fetch_optional(conn).await?
    });
    row.map(Cohort::try_from).transpose()
}

/// All cohorts, the latest start first; at most 200.
pub async fn cohorts_all(tx: &mut Tx) -> Result<Vec<Cohort>, StoreError> {
    let sql =
        format!("select {COLUMNS}\n from cohorts\n order by starts_on desc, name\n limit 200");
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(conn).await?
    });
    rows.into_iter().map(Cohort::try_from).collect()
}

/// Replaces what people may edit (name, first week, weeks, rules), if nobody changed the cohort since `seen_at` (its
/// `updated_at` when it was read).
///
/// Errors: [`StoreError::Stale`] when it was changed meanwhile; [`StoreError::Taken`] when the name is in use.
pub async fn cohort_edit(
    tx: &mut Tx,
    cohort: &Cohort,
    seen_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update cohorts
             set name = $3, starts_on = $4, weeks = $5, rules = $6, updated_at = $7
             where id = $1
               and updated_at = $2",
        )
        .bind(cohort.id.0)
        .bind(seen_at)
        .bind(&cohort.name)
        .bind(cohort.starts_on.monday())
        .bind(i64::from(cohort.weeks))
        .bind(Json(&cohort.rules))
        .bind(cohort.updated_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if changed == 0 {
        return Err(StoreError::Stale { noun: "cohort", expected: "as it was read".to_owned() });
    }
    Ok(())
}

/// Moves a cohort from one state to another.
///
/// Errors: [`StoreError::Stale`] when it is not in `from` any more.
pub async fn cohort_become(
    tx: &mut Tx,
    id: CohortId,
    from: CohortState,
    to: CohortState,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query("update cohorts set state = $3, updated_at = $4 where id = $1 and state = $2")
            .bind(id.0)
            .bind(from.as_str())
            .bind(to.as_str())
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    if changed == 0 {
        return Err(StoreError::Stale { noun: "cohort", expected: from.as_str().to_owned() });
    }
    Ok(())
}

/// What a cohort comes to in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CohortCounts {
    /// Hires.
    pub hires: usize,
    /// Hires with a placement or a proposal.
    pub placed: usize,
    /// Proposals to which the host team or the home team has not agreed.
    pub unanswered: usize,
    /// Placements and proposals without a host.
    pub hostless: usize,
    /// Where its latest run stands.
    pub run: Option<RunState>,
}

/// The numbers of every cohort.
///
/// Cost: one statement, over the hires and placements of all cohorts.
pub async fn cohort_counts(tx: &mut Tx) -> Result<BTreeMap<CohortId, CohortCounts>, StoreError> {
    let rows: Vec<(Uuid, i64, i64, i64, i64, Option<String>)> = on!(tx, conn => {
        sqlx::query_as(
            "select c.id,
                 (select count(*) from hires h where h.cohort_id = c.id),
                 (select count(*)
                  from hires h
                  where h.cohort_id = c.id
                    and exists (
                        select 1 from placements p
                        where p.cohort_id = c.id
                          and p.person_id = h.person_id
                          and p.state not in ('recalled', 'ended_early'))),
                 (select count(*) from placements p
                  where p.cohort_id = c.id
                    and p.state in ('proposed', 'host_ok', 'home_ok')
                    and (p.host_said_at is null or p.home_said_at is null)),
                 (select count(*) from placements p
                  where p.cohort_id = c.id
                    and p.state in ('proposed', 'host_ok', 'home_ok', 'confirmed')
                    and p.host_id is null),
                 (select r.state from runs r where r.cohort_id = c.id order by r.round_no desc limit 1)
             from cohorts c",
        )
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(id, hires, placed, unanswered, hostless, run)| {
            let counts = CohortCounts {
                hires: count(hires),
                placed: count(placed),
                unanswered: count(unanswered),
                hostless: count(hostless),
                run: run.map(|state| word("runs.state", &state)).transpose()?,
            };
            Ok((CohortId(id), counts))
        })
        .collect()
}
