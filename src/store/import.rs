//! Roster and tie files between their preview and their application.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::{ImportId, PersonId};

/// A file to be kept until somebody confirms it.
#[derive(Clone, Debug)]
pub struct NewImport<'a> {
    /// Ours.
    pub id: ImportId,
    /// `roster` or `ties`.
    pub kind: &'a str,
    /// As it was called.
    pub file_name: &'a str,
    /// As it was sent.
    pub bytes: &'a [u8],
    /// How it was to be read.
    pub mapping: &'a Value,
    /// What it would change.
    pub summary: &'a Value,
    /// Who sent it; none: the command line.
    pub created_by: Option<PersonId>,
}

/// A file without its bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Ours.
    pub id: ImportId,
    /// `roster` or `ties`.
    pub kind: String,
    /// As it was called.
    pub file_name: String,
    /// How it was to be read.
    pub mapping: Value,
    /// What it would change, or what it changed.
    pub summary: Value,
    /// `previewed`, `applied` or `dropped`.
    pub state: String,
    /// Who sent it; none: the command line.
    pub created_by: Option<PersonId>,
    /// When it was sent.
    pub created_at: DateTime<Utc>,
    /// When it was applied.
    pub applied_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct ImportRow {
    id: Uuid,
    kind: String,
    file_name: String,
    mapping: Json<Value>,
    summary: Json<Value>,
    state: String,
    created_by: Option<Uuid>,
    created_at: DateTime<Utc>,
    applied_at: Option<DateTime<Utc>>,
}

impl From<ImportRow> for Import {
    fn from(row: ImportRow) -> Self {
        Self {
            id: ImportId(row.id),
            kind: row.kind,
            file_name: row.file_name,
            mapping: row.mapping.0,
            summary: row.summary.0,
            state: row.state,
            created_by: row.created_by.map(PersonId),
            created_at: row.created_at,
            applied_at: row.applied_at,
        }
    }
}

/// Keeps a previewed file. Earlier previews of the kind by the same sender are dropped with their bytes.
pub async fn import_insert(
    tx: &mut Tx,
    import: &NewImport<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let by = import.created_by.map(|id| id.0);
    on!(tx, conn => {
        sqlx::query(
            "update imports
             set state = 'dropped', bytes = $4, summary = $5
             where kind = $1 and state = 'previewed'
               and (created_by = $2 or (created_by is null and $3))",
        )
        .bind(import.kind)
        .bind(by)
        .bind(by.is_none())
        .bind(Vec::<u8>::new())
        .bind(Json(Value::Null))
        .execute(&mut *conn)
        .await?;
        sqlx::query(
            "insert into imports (id, kind, file_name, bytes, mapping, summary, state, created_by, created_at)
             values ($1, $2, $3, $4, $5, $6, 'previewed', $7, $8)",
        )
        .bind(import.id.0)
        .bind(import.kind)
        .bind(import.file_name)
        .bind(import.bytes)
        .bind(Json(import.mapping))
        .bind(Json(import.summary))
        .bind(by)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// A file without its bytes.
pub async fn import_get(tx: &mut Tx, id: ImportId) -> Result<Option<Import>, StoreError> {
    let row: Option<ImportRow> = on!(tx, conn => {
        sqlx::query_as(
            "select id, kind, file_name, mapping, summary, state, created_by, created_at, applied_at
             from imports
             where id = $1",
        )
        .bind(id.0)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(Import::from))
}

/// A file's bytes; empty once it is applied or dropped.
pub async fn import_bytes(tx: &mut Tx, id: ImportId) -> Result<Vec<u8>, StoreError> {
    let row: Option<(Vec<u8>,)> = on!(tx, conn => {
        sqlx::query_as("select bytes from imports where id = $1")
            .bind(id.0)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(|(bytes,)| bytes).unwrap_or_default())
}

/// The files that were applied, newest first.
pub async fn imports_applied(tx: &mut Tx, limit: usize) -> Result<Vec<Import>, StoreError> {
    let rows: Vec<ImportRow> = on!(tx, conn => {
        sqlx::query_as(
            "select id, kind, file_name, mapping, summary, state, created_by, created_at, applied_at
             from imports
             where state = 'applied'
             order by applied_at desc, id desc
             limit $1",
        )
        .bind(codec::int(limit.min(200)))
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(Import::from).collect())
}

/// Makes others who are about to apply a file of the kind wait until this transaction ends.
pub async fn imports_lock(tx: &mut Tx, kind: &str) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query("update imports set kind = kind where kind = $1 and state = 'previewed'")
            .bind(kind)
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// Ends a preview: applied or dropped. Its bytes go; the summary becomes what is kept of it.
///
/// Errors: [`StoreError::Stale`] when it is no longer previewed.
pub async fn import_end(
    tx: &mut Tx,
    id: ImportId,
    applied: bool,
    summary: &Value,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = on!(tx, conn => {
        sqlx::query(
            "update imports
             set state = $2, bytes = $3, summary = $4, applied_at = $5
             where id = $1 and state = 'previewed'",
        )
        .bind(id.0)
        .bind(if applied { "applied" } else { "dropped" })
        .bind(Vec::<u8>::new())
        .bind(Json(summary))
        .bind(applied.then_some(now))
        .execute(conn)
        .await?
        .rows_affected()
    });
    if done == 0 {
        return Err(StoreError::Stale { noun: "import", expected: "previewed".to_owned() });
    }
    Ok(())
}
