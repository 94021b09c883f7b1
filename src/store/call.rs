//! Rotation calls.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::codec::word;
use super::{StoreError, Tx, on};
use crate::domain::id::{CallId, PersonId, ProgrammeId};
use crate::domain::placement::CallState;
use crate::domain::rotation::{Period, RotationRules};

/// A call as it lies in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Ours.
    pub id: CallId,
    /// Of which rotation programme.
    pub programme_id: ProgrammeId,
    /// As people see it; unique in its programme.
    pub name: String,
    /// The first day on which people may apply.
    pub opens_on: NaiveDate,
    /// The first day on which they may not any more.
    pub closes_on: NaiveDate,
    /// When people may be away: whole weeks, in order, without overlap.
    pub periods: Vec<Period>,
    /// Its rules.
    pub rules: RotationRules,
    /// Where it stands.
    pub state: CallState,
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
    opens_on: NaiveDate,
    closes_on: NaiveDate,
    periods: Json<Vec<Period>>,
    rules: Json<RotationRules>,
    state: String,
    created_by: Option<Uuid>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl TryFrom<Row> for Call {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: CallId(row.id),
            programme_id: ProgrammeId(row.programme_id),
            name: row.name,
            opens_on: row.opens_on,
            closes_on: row.closes_on,
            periods: row.periods.0,
            rules: row.rules.0,
            state: word("calls.state", &row.state)?,
            created_by: row.created_by.map(PersonId),
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

const COLUMNS: &str =
    "id, programme_id, name, opens_on, closes_on, periods, rules, state, created_by, created_at,
            updated_at";

/// Adds a call.
///
/// Errors: [`StoreError::Taken`] when its programme has one of this name.
pub async fn call_add(tx: &mut Tx, call: &Call) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into calls (id, programme_id, name, opens_on, closes_on, periods, rules, state, created_by, created_at,
                updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(call.id.0)
        .bind(call.programme_id.0)
        .bind(&call.name)
        .bind(call.opens_on)
        .bind(call.closes_on)
        .bind(Json(&call.periods))
        .bind(Json(&call.rules))
        .bind(call.state.as_str())
        .bind(call.created_by.map(|by| by.0))
        .bind(call.created_at)
        .bind(call.updated_at)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// A call by its id.
pub async fn call_get(tx: &mut Tx, id: CallId) -> Result<Option<Call>, StoreError> {
    let sql = format!("select {COLUMNS}\n from calls\n where id = $1");
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.0).fetch_optional(conn).await?
    });
    row.map(Call::try_from).transpose()
}

/// All calls, the latest first; at most 200.
pub async fn calls_all(tx: &mut Tx) -> Result<Vec<Call>, StoreError> {
    let sql = format!("select {COLUMNS}\n from calls\n order by opens_on desc, name\n limit 200");
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(conn).await?
    });
    rows.into_iter().map(Call::try_from).collect()
}

/// Replaces what people may edit (name, window, periods, rules), if nobody changed the call since `seen_at` (its
/// `updated_at` when it was read).
///
/// Errors: [`StoreError::Stale`] when it was changed meanwhile; [`StoreError::Taken`] when the name is in use.
pub async fn call_edit(tx: &mut Tx, call: &Call, seen_at: DateTime<Utc>) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update calls
             set name = $3, opens_on = $4, closes_on = $5, periods = $6, rules = $7, updated_at = $8
             where id = $1
               and updated_at = $2",
        )
        .bind(call.id.0)
        .bind(seen_at)
        .bind(&call.name)
        .bind(call.opens_on)
        .bind(call.closes_on)
        .bind(Json(&call.periods))
        .bind(Json(&call.rules))
        .bind(call.updated_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if changed == 0 {
        return Err(StoreError::Stale { noun: "call", expected: "as it was read".to_owned() });
    }
    Ok(())
}

/// Moves a call from one state to another.
///
/// Errors: [`StoreError::Stale`] when it is not in `from` any more.
pub async fn call_become(
    tx: &mut Tx,
    id: CallId,
    from: CallState,
    to: CallState,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query("update calls set state = $3, updated_at = $4 where id = $1 and state = $2")
            .bind(id.0)
            .bind(from.as_str())
            .bind(to.as_str())
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    if changed == 0 {
        return Err(StoreError::Stale { noun: "call", expected: from.as_str().to_owned() });
    }
    Ok(())
}
