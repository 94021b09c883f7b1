//! How the schema stands to this version of Weft.

use super::{Conn, POSTGRES_MIGRATIONS, SQLITE_MIGRATIONS, StoreError, Tx, on};

/// So many migrations that it does not know may a version of Weft find, and still work.
pub const STEPS_AHEAD: usize = 1;

/// How the database's schema stands to this version of Weft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The newest migration that this version brings.
    pub known: i64,
    /// Migrations that ran here and that this version does not know, oldest first.
    pub ahead: Vec<i64>,
    /// Migrations of this version that did not run here yet.
    pub behind: Vec<i64>,
}

impl Schema {
    /// May this version work on it?
    pub fn fits(&self) -> bool {
        self.behind.is_empty() && self.ahead.len() <= STEPS_AHEAD
    }
}

/// How the schema stands to this version.
pub async fn schema_get(tx: &mut Tx) -> Result<Schema, StoreError> {
    let migrations = match tx.conn() {
        Conn::Sqlite(_) => &SQLITE_MIGRATIONS,
        Conn::Postgres(_) => &POSTGRES_MIGRATIONS,
    };
    let known: Vec<i64> = migrations.iter().map(|migration| migration.version).collect();
    let ran: Vec<(i64,)> = on!(tx, conn => {
        sqlx::query_as("select version from _sqlx_migrations where success order by version")
            .fetch_all(conn)
            .await?
    });
    let ran: Vec<i64> = ran.into_iter().map(|(version,)| version).collect();
    Ok(Schema {
        known: known.last().copied().unwrap_or(0),
        ahead: ran.iter().filter(|version| !known.contains(version)).copied().collect(),
        behind: known.iter().filter(|version| !ran.contains(version)).copied().collect(),
    })
}
