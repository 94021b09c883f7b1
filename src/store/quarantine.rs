//! Accounts of roster files that may not be people, and what admins said of them.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::QueryBuilder;
use sqlx::types::Json;
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::ImportId;
use crate::domain::roster::odd::{OddDecision, OddReason};

const CHUNK: usize = 1_000;

/// A held account.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Address, lower case.
    pub email: String,
    /// The roster's id.
    pub external_id: Option<String>,
    /// The name; may be empty.
    pub name: String,
    /// The row as the file had it.
    pub row: Value,
    /// Why it is held.
    pub reason: OddReason,
    /// What an admin said; none: nothing yet.
    pub decision: Option<OddDecision>,
    /// The file it last stood in.
    pub import_id: Option<ImportId>,
}

#[derive(sqlx::FromRow)]
struct HeldRow {
    email: String,
    external_id: Option<String>,
    name: String,
    row: Json<Value>,
    reason: String,
    decision: Option<String>,
    import_id: Option<Uuid>,
}

impl TryFrom<HeldRow> for Held {
    type Error = StoreError;

    fn try_from(row: HeldRow) -> Result<Self, StoreError> {
        Ok(Self {
            email: row.email,
            external_id: row.external_id,
            name: row.name,
            row: row.row.0,
            reason: codec::word("quarantine.reason", &row.reason)?,
            decision: row
                .decision
                .map(|word| codec::word("quarantine.decision", &word))
                .transpose()?,
            import_id: row.import_id.map(ImportId),
        })
    }
}

/// Holds accounts. Those held before keep what was said of them.
pub async fn held_put(tx: &mut Tx, held: &[Held], now: DateTime<Utc>) -> Result<(), StoreError> {
    for chunk in held.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "insert into quarantine (email, external_id, name, row, reason, decision, import_id, created_at) ",
            );
            query.push_values(chunk, |mut row, held| {
                row.push_bind(held.email.as_str())
                    .push_bind(held.external_id.as_deref())
                    .push_bind(held.name.as_str())
                    .push_bind(Json(&held.row))
                    .push_bind(held.reason.as_str())
                    .push_bind(held.decision.map(OddDecision::as_str))
                    .push_bind(held.import_id.map(|id| id.0))
                    .push_bind(now);
            });
            query.push(
                " on conflict (email) do update set
                    external_id = excluded.external_id,
                    name = excluded.name,
                    row = excluded.row,
                    reason = excluded.reason,
                    import_id = excluded.import_id",
            );
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

/// Forgets accounts that nothing was said of and that the given file does not hold any more.
pub async fn held_forget_others(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let done = on!(tx, conn => {
        sqlx::query("delete from quarantine where decision is null and (import_id is null or import_id <> $1)")
            .bind(import.0)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(done)
}

/// What was said of every account, for comparing a file with it. Not on a page's path.
pub async fn held_decisions(tx: &mut Tx) -> Result<Vec<(String, Option<OddDecision>)>, StoreError> {
    let rows: Vec<(String, Option<String>)> = on!(tx, conn => {
        sqlx::query_as("select email, decision from quarantine").fetch_all(conn).await?
    });
    rows.into_iter()
        .map(|(email, decision)| {
            let decision =
                decision.map(|word| codec::word("quarantine.decision", &word)).transpose()?;
            Ok((email, decision))
        })
        .collect()
}

/// A held account by its address.
pub async fn held_get(tx: &mut Tx, email: &str) -> Result<Option<Held>, StoreError> {
    let row: Option<HeldRow> = on!(tx, conn => {
        sqlx::query_as(
            "select email, external_id, name, row, reason, decision, import_id
             from quarantine
             where email = $1",
        )
        .bind(email)
        .fetch_optional(conn)
        .await?
    });
    row.map(Held::try_from).transpose()
}

/// Held accounts by address: those that wait, or those that an admin said something of.
pub async fn held_page(
    tx: &mut Tx,
    waiting: bool,
    offset: usize,
    limit: usize,
) -> Result<Vec<Held>, StoreError> {
    let rows: Vec<HeldRow> = on!(tx, conn => {
        sqlx::query_as(
            "select email, external_id, name, row, reason, decision, import_id
             from quarantine
             where (decision is null) = $1
             order by reason, email
             limit $2 offset $3",
        )
        .bind(waiting)
        .bind(codec::int(limit.min(200)))
        .bind(codec::int(offset))
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(Held::try_from).collect()
}

/// How many accounts wait, and of how many an admin said something.
pub async fn held_counts(tx: &mut Tx) -> Result<(usize, usize), StoreError> {
    let (waiting, decided): (i64, i64) = on!(tx, conn => {
        sqlx::query_as(
            "select
                 cast(coalesce(sum(case when decision is null then 1 else 0 end), 0) as bigint),
                 cast(coalesce(sum(case when decision is null then 0 else 1 end), 0) as bigint)
             from quarantine",
        )
        .fetch_one(conn)
        .await?
    });
    Ok((codec::count(waiting), codec::count(decided)))
}

/// Notes what an admin says of an account; none: it waits again.
///
/// Errors: [`StoreError::Stale`] when what was said before is no longer `before`.
pub async fn held_decide(
    tx: &mut Tx,
    email: &str,
    before: Option<OddDecision>,
    decision: Option<OddDecision>,
) -> Result<(), StoreError> {
    let done = on!(tx, conn => {
        sqlx::query(
            "update quarantine
             set decision = $3
             where email = $1 and coalesce(decision, '') = $2",
        )
        .bind(email)
        .bind(before.map_or("", OddDecision::as_str))
        .bind(decision.map(OddDecision::as_str))
        .execute(conn)
        .await?
        .rows_affected()
    });
    if done == 0 {
        return Err(StoreError::Stale { noun: "account", expected: "as it was shown".to_owned() });
    }
    Ok(())
}
