//! The hold after a restore. A database that was put back from a backup does not know what was mailed since the backup
//! was made; whatever waited then may have arrived long ago. While the mark is set nothing but sign-in is claimed and no
//! round goes on, until an operator says what happens to what waits.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::setting::{setting_get, setting_set};
use super::{Conn, StoreError, Tx, codec, on};

/// The setting that holds the mark.
pub const RESTORED: &str = "restored";
/// The setting that says which database this is, and on which server it was last served.
pub const IDENTITY: &str = "database";

/// How it was found that the database was put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// `weft backup` left the mark in its copy.
    InTheBackup,
    /// The data folder has seen this database tick later than the database itself knows.
    OlderThanSeen,
    /// It lies on another PostgreSQL server, or its tables were made anew.
    OtherServer,
    /// An operator said so.
    ByHand,
}

impl Found {
    /// Kebab-case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InTheBackup => "in-the-backup",
            Self::OlderThanSeen => "older-than-seen",
            Self::OtherServer => "other-server",
            Self::ByHand => "by-hand",
        }
    }
}

/// The mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// The instant of the state that was put back, as far as it is known.
    pub backup_at: Option<DateTime<Utc>>,
    /// When a service found the mark or made it; nothing before the first one did.
    pub found_at: Option<DateTime<Utc>>,
    /// How.
    pub found: Found,
}

/// Which database this is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Made once, and kept by every copy.
    pub id: Uuid,
    /// The server and the very table (see [`database_home`]) that it was last served from.
    pub home: Option<String>,
}

/// The mark, while the hold lasts.
pub async fn restored_get(tx: &mut Tx) -> Result<Option<Restored>, StoreError> {
    setting_get(tx, RESTORED).await
}

/// Sets the mark.
pub async fn restored_set(
    tx: &mut Tx,
    restored: &Restored,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    setting_set(tx, RESTORED, restored, now).await
}

/// Ends the hold. `false`: there was none.
pub async fn restored_clear(tx: &mut Tx) -> Result<bool, StoreError> {
    let rows = on!(tx, conn => {
        sqlx::query("delete from settings where name = $1")
            .bind(RESTORED)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(rows > 0)
}

/// Where the database lies: on PostgreSQL the server's own number and that of a table, which change when a dump is read
/// into another server or database; on SQLite, and where the server does not say, nothing.
pub async fn database_home(tx: &mut Tx) -> Result<Option<String>, StoreError> {
    if matches!(tx.conn(), Conn::Sqlite(_)) {
        return Ok(None);
    }
    // Asked first: a function that may not be called would end the transaction.
    let (may,): (bool,) = on!(tx, conn => {
        sqlx::query_as("select has_function_privilege('pg_control_system()', 'execute')")
            .fetch_one(conn)
            .await?
    });
    let server = if may { "(select system_identifier from pg_control_system())" } else { "0" };
    let sql = format!("select concat({server}, '/', cast(cast('settings' as regclass) as oid))");
    let (home,): (String,) =
        on!(tx, conn => sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_one(conn).await?);
    Ok(Some(home))
}

/// What waits in the outbox of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which mail.
    pub kind: String,
    /// How many rows.
    pub rows: usize,
    /// When the oldest was decided.
    pub oldest_at: DateTime<Utc>,
    /// How many of them were decided before the instant asked about.
    pub before: usize,
}

/// What waits, by kind, and how much of it was decided before `at`. Sign-in goes out anyway and is left out.
pub async fn notices_waiting(tx: &mut Tx, at: DateTime<Utc>) -> Result<Vec<Waiting>, StoreError> {
    let rows: Vec<(String, i64, DateTime<Utc>, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select kind, count(*), min(created_at),
                 cast(coalesce(sum(case when created_at < $1 then 1 else 0 end), 0) as bigint)
             from outbox
             where state in ('queued', 'deferred', 'sending')
               and kind <> 'sign-in'
             group by kind
             order by kind",
        )
        .bind(at)
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .map(|(kind, rows, oldest_at, before)| Waiting {
            kind,
            rows: codec::count(rows),
            oldest_at,
            before: codec::count(before),
        })
        .collect())
}

/// Withdraws what waits and was decided before `at`, rows in the hand of a worker of the time before the restore too.
/// Returns how many.
pub async fn notices_drop_waiting(tx: &mut Tx, at: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query(
            "update outbox
             set state = 'cancelled', last_error = 'dropped after a restore', fence = fence + 1, lease_holder = null,
                 lease_until = null
             where state in ('queued', 'deferred', 'sending')
               and kind <> 'sign-in'
               and created_at < $1",
        )
        .bind(at)
        .execute(conn)
        .await?
        .rows_affected()
    }))
}
