//! Swaps: two confirmed placements of a call that would change places, and who agreed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::codec::word;
use super::{StoreError, Tx, on};
use crate::domain::id::{CallId, PersonId, PlacementId, SwapId};
use crate::domain::words;

words! {
    /// Where a swap stands.
    pub enum SwapState {
        /// Asked for; somebody has not answered.
        Asked = "asked",
        /// The other person and both home teams agreed; the coordinator decides.
        Agreed = "agreed",
        /// Both placements changed places.
        Booked = "booked",
        /// Somebody said no.
        Refused = "refused",
        /// Taken back by whoever asked.
        Withdrawn = "withdrawn",
    }
}

/// Whose yes a swap needs before the coordinator's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SwapSide {
    /// The other person.
    Other,
    /// The home team of whoever asks.
    AskingHome,
    /// The home team of the other person.
    AskedHome,
}

impl SwapSide {
    fn column(self) -> &'static str {
        match self {
            Self::Other => "other_said_at",
            Self::AskingHome => "asking_home_said_at",
            Self::AskedHome => "asked_home_said_at",
        }
    }
}

/// A swap as it lies in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// Ours.
    pub id: SwapId,
    /// Of which call.
    pub call_id: CallId,
    /// The placement of whoever asks.
    pub asking_id: PlacementId,
    /// The other placement.
    pub asked_id: PlacementId,
    /// Where it stands.
    pub state: SwapState,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// When the other person agreed.
    pub other_said_at: Option<DateTime<Utc>>,
    /// When the home team of whoever asks agreed.
    pub asking_home_said_at: Option<DateTime<Utc>>,
    /// When the other's home team agreed.
    pub asked_home_said_at: Option<DateTime<Utc>>,
    /// Who ended it.
    pub ended_by: Option<PersonId>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    call_id: Uuid,
    asking_id: Uuid,
    asked_id: Uuid,
    state: String,
    asked_at: DateTime<Utc>,
    other_said_at: Option<DateTime<Utc>>,
    asking_home_said_at: Option<DateTime<Utc>>,
    asked_home_said_at: Option<DateTime<Utc>>,
    ended_by: Option<Uuid>,
    ended_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Swap {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: SwapId(row.id),
            call_id: CallId(row.call_id),
            asking_id: PlacementId(row.asking_id),
            asked_id: PlacementId(row.asked_id),
            state: word("swaps.state", &row.state)?,
            asked_at: row.asked_at,
            other_said_at: row.other_said_at,
            asking_home_said_at: row.asking_home_said_at,
            asked_home_said_at: row.asked_home_said_at,
            ended_by: row.ended_by.map(PersonId),
            ended_at: row.ended_at,
        })
    }
}

const COLUMNS: &str =
    "id, call_id, asking_id, asked_id, state, asked_at, other_said_at, asking_home_said_at,
            asked_home_said_at, ended_by, ended_at";

/// Adds a swap that was asked for.
pub async fn swap_add(tx: &mut Tx, swap: &Swap) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into swaps (id, call_id, asking_id, asked_id, state, asked_at)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(swap.id.0)
        .bind(swap.call_id.0)
        .bind(swap.asking_id.0)
        .bind(swap.asked_id.0)
        .bind(swap.state.as_str())
        .bind(swap.asked_at)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// A swap by its id.
pub async fn swap_get(tx: &mut Tx, id: SwapId) -> Result<Option<Swap>, StoreError> {
    let sql = format!("select {COLUMNS}\n from swaps\n where id = $1");
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.0).fetch_optional(conn).await?
    });
    row.map(Swap::try_from).transpose()
}

/// The swaps of a call, the latest first; at most 500.
pub async fn swaps_of_call(tx: &mut Tx, call: CallId) -> Result<Vec<Swap>, StoreError> {
    let sql = format!(
        "select {COLUMNS}\n from swaps\n where call_id = $1\n order by asked_at desc, id desc\n limit 500"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(call.0).fetch_all(conn).await?
    });
    rows.into_iter().map(Swap::try_from).collect()
}

/// Sets down one side's yes to a swap that is asked for. `false`: it said so before.
pub async fn swap_yes(
    tx: &mut Tx,
    id: SwapId,
    side: SwapSide,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let column = side.column();
    let sql = format!(
        "update swaps set {column} = $2 where id = $1 and state = 'asked' and {column} is null"
    );
    let changed = on!(tx, conn => {
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id.0).bind(now).execute(conn).await?.rows_affected()
    });
    Ok(changed == 1)
}

/// Moves a swap from one state to another. `by`: who ended it.
///
/// Errors: [`StoreError::Stale`] when it is not in `from` any more.
pub async fn swap_become(
    tx: &mut Tx,
    id: SwapId,
    from: SwapState,
    to: SwapState,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let ends = to != SwapState::Agreed;
    let changed = on!(tx, conn => {
        sqlx::query(
            "update swaps set state = $3, ended_by = $4, ended_at = $5 where id = $1 and state = $2",
        )
        .bind(id.0)
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(by.map(|by| by.0))
        .bind(ends.then_some(now))
        .execute(conn)
        .await?
        .rows_affected()
    });
    if changed == 0 {
        return Err(StoreError::Stale { noun: "swap", expected: from.as_str().to_owned() });
    }
    Ok(())
}
