//! Is a database whole? And what time is it there?

use chrono::{DateTime, Utc};

use super::{Conn, StoreError, Tx, on};

/// What the engine itself finds wrong with its pages, and rows that name others which are not there. PostgreSQL holds
/// its keys by itself and has no such check: nothing is found there.
///
/// Cost: on SQLite a read of the whole file.
pub async fn database_defects(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    if !matches!(tx.conn(), Conn::Sqlite(_)) {
        return Ok(Vec::new());
    }
    let pages: Vec<(String,)> = on!(tx, conn => {
        sqlx::query_as("pragma integrity_check(20)").fetch_all(conn).await?
    });
    let mut defects: Vec<String> =
        pages.into_iter().map(|(line,)| line).filter(|line| line != "ok").collect();
    let keys: Vec<(String, i64, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select \"table\", count(*), parent from pragma_foreign_key_check group by \"table\", parent",
        )
        .fetch_all(conn)
        .await?
    });
    defects.extend(keys.into_iter().map(|(table, rows, parent)| {
        format!("{rows} rows of {table} name rows of {parent} that are not there")
    }));
    Ok(defects)
}

/// The clock of the database's server; nothing on SQLite, which has none but ours.
pub async fn server_clock(tx: &mut Tx) -> Result<Option<DateTime<Utc>>, StoreError> {
    if matches!(tx.conn(), Conn::Sqlite(_)) {
        return Ok(None);
    }
    let (at,): (DateTime<Utc>,) =
        on!(tx, conn => sqlx::query_as("select clock_timestamp()").fetch_one(conn).await?);
    Ok(Some(at))
}
