//! Copies: one file made of the embedded database while it is in use, and what two databases hold, to be compared.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt as _;
use sha2::{Digest as _, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqlitePoolOptions};
use sqlx::types::Json;
use sqlx::{ConnectOptions as _, Connection as _};

use super::restored::{IDENTITY, RESTORED, Restored};
use super::{Conn, Db, StoreError, Tx, on};

impl Db {
    /// Writes a copy of the embedded database to `path`, as of one instant, while others read and write. The file must
    /// not exist, or be empty. `false`: the database is a server's, which has tools of its own.
    ///
    /// Cost: a read of the whole file and a write of what it holds.
    pub async fn copy_into(&self, path: &Path) -> Result<bool, StoreError> {
        let Self::Sqlite { write, .. } = self else { return Ok(false) };
        let mut conn = write.acquire().await?;
        sqlx::query("vacuum into $1").bind(path.display().to_string()).execute(&mut *conn).await?;
        Ok(true)
    }

    /// Opens a file as it lies there: nothing is written, neither into it nor beside it.
    pub async fn look_at(path: &Path) -> Result<Self, StoreError> {
        let mut beside = path.as_os_str().to_owned();
        beside.push("-wal");
        let options = SqliteConnectOptions::new()
            .filename(path)
            .read_only(true)
            // Where a log lies beside it, the file alone is not the whole.
            .immutable(!Path::new(&beside).exists())
            .busy_timeout(Duration::from_secs(20))
            .disable_statement_logging();
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        Ok(Self::Sqlite { write: pool.clone(), read: pool })
    }
}

/// Has a database's file alone for a moment: no other process has it open. What lies in its log is in the file then.
///
/// Errors: somebody has it open; it cannot be read.
pub async fn have_alone(path: &Path) -> Result<(), StoreError> {
    let mut conn = SqliteConnectOptions::new()
        .filename(path)
        // Otherwise a transaction on a file with a log is kept from nothing by those who have it open.
        .locking_mode(SqliteLockingMode::Exclusive)
        .busy_timeout(Duration::from_secs(2))
        .disable_statement_logging()
        .connect()
        .await?;
    let alone = sqlx::raw_sql("begin exclusive; rollback").execute(&mut conn).await;
    // In any case, and here: let go of, it would be closed some time later, and whoever closes a database last writes
    // what lies in its log into whatever file is there by then.
    conn.close().await?;
    alone?;
    Ok(())
}

/// Sets the mark of the hold in a copy that nobody serves, and leaves one plain file behind.
pub async fn mark_copy(
    path: &Path,
    restored: &Restored,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut conn = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Delete)
        .disable_statement_logging()
        .connect()
        .await?;
    sqlx::query(
        "insert into settings (name, value, changed_at) values ($1, $2, $3)
         on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at",
    )
    .bind(RESTORED)
    .bind(Json(restored))
    .bind(now)
    .execute(&mut conn)
    .await?;
    // Whoever held a lease when the copy was made does not work on the copy.
    sqlx::query("update leases set until_at = renewed_at").execute(&mut conn).await?;
    conn.close().await?;
    Ok(())
}

/// What one table holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The table.
    pub table: String,
    /// Its rows.
    pub rows: u64,
    /// The same for the same rows, in whatever order they lie. Hexadecimal.
    pub digest: String,
}

/// What every table holds, by name. Left out is what belongs to the process that serves: leases, the mark of a restore
/// and where the database lies.
///
/// Cost: a read of everything; 32 bytes of memory a row.
pub async fn content(tx: &mut Tx) -> Result<Vec<Content>, StoreError> {
    let sqlite = matches!(tx.conn(), Conn::Sqlite(_));
    let names: Vec<(String,)> = if sqlite {
        on!(tx, conn => {
            sqlx::query_as(
                "select name from sqlite_master
                 where type = 'table' and name not like 'sqlite%'
                 order by name",
            )
            .fetch_all(conn)
            .await?
        })
    } else {
        on!(tx, conn => {
            sqlx::query_as(
                "select cast(table_name as text) from information_schema.tables
                 where table_schema = current_schema() and table_type = 'BASE TABLE'
                 order by table_name",
            )
            .fetch_all(conn)
            .await?
        })
    };
    let mut contents = Vec::new();
    for (table,) in names.into_iter().filter(|(table,)| table != "leases") {
        contents.push(table_content(tx, sqlite, table).await?);
    }
    Ok(contents)
}

async fn table_content(tx: &mut Tx, sqlite: bool, table: String) -> Result<Content, StoreError> {
    let row = if sqlite {
        let sql = format!("select name from pragma_table_info('{table}') order by name");
        let columns: Vec<(String,)> =
            on!(tx, conn => sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(conn).await?);
        let quoted: Vec<String> =
            columns.iter().map(|(column,)| format!("quote(\"{column}\")")).collect();
        quoted.join(" || ',' || ")
    } else {
        format!("cast(\"{table}\" as text)")
    };
    let but = if table == "settings" {
        format!(" where name not in ('{RESTORED}', '{IDENTITY}')")
    } else {
        String::new()
    };
    let sql = format!("select {row} from \"{table}\"{but}");
    let mut rows: Vec<[u8; 32]> = on!(tx, conn => {
        let mut found = Vec::new();
        let mut stream = sqlx::query_as::<_, (String,)>(sqlx::AssertSqlSafe(sql)).fetch(conn);
        while let Some((row,)) = stream.try_next().await? {
            found.push(Sha256::digest(row.as_bytes()).into());
        }
        found
    });
    // Two copies may hold their rows in another order.
    rows.sort_unstable();
    let mut whole = Sha256::new();
    for row in &rows {
        whole.update(row);
    }
    let digest = whole.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Content { table, rows: u64::try_from(rows.len()).unwrap_or(u64::MAX), digest })
}
