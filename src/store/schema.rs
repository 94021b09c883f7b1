//! The schema and its versions: who may bring it forward, and which versions of Weft run on which.
//!
//! Migrations only expand: what the version before reads and writes is still there after one step. So an older process
//! works while the schema is one step ahead of it, and replicas are replaced one after the other.

use chrono::TimeDelta;

use super::{Conn, Db, StoreError, Tx, on};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");

/// So many migrations that it does not know may a version of Weft find, and still work.
pub const STEPS_AHEAD: usize = 1;

/// Where the migrations that ran are written down.
const TABLE: &str = "_sqlx_migrations";

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

impl Db {
    /// Brings the schema to the newest version: everything that is missing in one transaction, one process at a time.
    /// A schema that is one step ahead is left as it is.
    ///
    /// Errors: [`StoreError::Ahead`] when it is further ahead; a migration fails, or was changed after it ran.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        if let Conn::Postgres(session) = tx.conn() {
            session.lock_schema().await?;
        }
        ensure_table(&mut tx).await?;
        let schema = schema_get(&mut tx).await?;
        if schema.ahead.len() > STEPS_AHEAD {
            return Err(StoreError::Ahead { known: schema.known, ahead: schema.ahead });
        }
        check_unchanged(&mut tx).await?;
        for migration in migrations(&tx).iter().filter(|m| schema.behind.contains(&m.version)) {
            apply(&mut tx, migration).await?;
        }
        tx.commit().await
    }
}

fn migrations(tx: &Tx) -> &'static sqlx::migrate::Migrator {
    match tx {
        Tx::SqliteRead(_) | Tx::Sqlite(_) => &SQLITE,
        Tx::Postgres(_) => &POSTGRES,
    }
}

/// How the schema stands to this version.
pub async fn schema_get(tx: &mut Tx) -> Result<Schema, StoreError> {
    let known: Vec<i64> = migrations(tx).iter().map(|migration| migration.version).collect();
    let ran = ran(tx).await?;
    let versions: Vec<i64> = ran.iter().map(|(version, _)| *version).collect();
    Ok(Schema {
        known: known.last().copied().unwrap_or(0),
        ahead: versions.iter().filter(|version| !known.contains(version)).copied().collect(),
        behind: known.iter().filter(|version| !versions.contains(version)).copied().collect(),
    })
}

/// The migrations that ran, with the sums of their texts.
async fn ran(tx: &mut Tx) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query_as("select version, checksum from _sqlx_migrations order by version")
            .fetch_all(conn)
            .await?
    }))
}

async fn check_unchanged(tx: &mut Tx) -> Result<(), StoreError> {
    let all = migrations(tx);
    for (version, checksum) in ran(tx).await? {
        if all.iter().any(|known| known.version == version && *known.checksum != *checksum) {
            return Err(sqlx::migrate::MigrateError::VersionMismatch(version).into());
        }
    }
    Ok(())
}

/// The table has the shape that sqlx gives it, so that its own tools read it too.
async fn ensure_table(tx: &mut Tx) -> Result<(), StoreError> {
    let (bytes, instant) = match tx {
        Tx::SqliteRead(_) | Tx::Sqlite(_) => ("blob", "timestamp"),
        Tx::Postgres(_) => ("bytea", "timestamptz"),
    };
    let text = format!(
        "create table if not exists {TABLE} (
             version bigint primary key,
             description text not null,
             installed_on {instant} not null default current_timestamp,
             success boolean not null,
             checksum {bytes} not null,
             execution_time bigint not null
         )"
    );
    on!(tx, conn => {
        sqlx::raw_sql(sqlx::AssertSqlSafe(text)).execute(conn).await?;
    });
    Ok(())
}

async fn apply(
    tx: &mut Tx,
    migration: &'static sqlx::migrate::Migration,
) -> Result<(), StoreError> {
    let begun = std::time::Instant::now();
    let failed = |error| {
        StoreError::Migrate(sqlx::migrate::MigrateError::ExecuteMigration(error, migration.version))
    };
    on!(tx, conn => {
        sqlx::raw_sql(migration.sql.clone()).execute(conn).await.map_err(failed)?;
    });
    let took = TimeDelta::from_std(begun.elapsed()).ok().and_then(|took| took.num_nanoseconds());
    on!(tx, conn => {
        sqlx::query(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
             values ($1, $2, $3, $4, $5)",
        )
        .bind(migration.version)
        .bind(&*migration.description)
        .bind(true)
        .bind(&*migration.checksum)
        .bind(took.unwrap_or(-1))
        .execute(conn)
        .await?;
    });
    Ok(())
}
