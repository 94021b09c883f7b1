//! Floor 2: rows. The only module that names sqlx.
//!
//! One SQL text per function serves SQLite (embedded, the default) and PostgreSQL (several replicas): [`Db`] and
//! [`Tx`] hold either, and the macro [`on!`] compiles a function's body once per driver. Every function takes
//! `&mut Tx`. Reads that need no consistent view take one from [`Db::read`], several reads of one state from
//! [`Db::snapshot`], everything that writes from [`Db::write`].

pub mod answer;
pub mod application;
pub mod audit;
pub mod backup;
pub mod bounce;
pub mod call;
pub mod capacity;
pub mod codec;
pub mod cohort;
pub mod connections;
pub mod enrolment;
pub mod error;
pub mod expect;
pub mod feed;
pub mod figures;
pub mod group;
pub mod held;
pub mod held_placement;
pub mod hire;
pub mod history;
pub mod home;
pub mod import;
pub mod integrity;
pub mod introduction;
pub mod lease;
pub mod leaver;
pub mod mailed;
pub mod open_map;
pub mod order;
pub mod outbox;
pub mod outbox_view;
pub mod overview;
pub mod owed;
pub mod person;
pub mod placement;
pub mod placement_word;
pub mod profile;
pub mod programme;
pub mod publication;
pub mod quarantine;
pub mod ramp;
pub mod rather_not;
pub mod relay;
pub mod restored;
pub mod retention;
pub mod role;
pub mod roster;
pub mod rotation_ledger;
pub mod run;
pub mod run_delivery;
pub mod run_review;
pub mod schema;
pub mod server;
pub mod session;
pub mod setting;
pub mod sign_in;
pub mod sit_out;
pub mod snapshot;
pub mod stay;
pub mod swap;
pub mod target;
pub mod team;
pub mod tie;
pub mod told;
pub mod view;
pub mod whole;

use std::path::Path;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection as _, Sqlite, SqliteConnection, SqlitePool};

pub use error::StoreError;
pub use server::{Server, Session};

/// An open database.
#[derive(Clone, Debug)]
pub enum Db {
    /// The embedded default: one connection that writes, a few that read.
    Sqlite {
        /// One connection; writers queue for it instead of failing with "database is locked".
        write: SqlitePool,
        /// Connections that refuse to write.
        read: SqlitePool,
    },
    /// A server shared by several replicas.
    Postgres(Server),
}

/// A connection or transaction on either engine. Dropped without [`Tx::commit`], a write is undone.
#[derive(Debug)]
pub enum Tx {
    /// A read on SQLite.
    SqliteRead(PoolConnection<Sqlite>),
    /// A transaction on SQLite.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// A read or a transaction on PostgreSQL.
    Postgres(Session),
}

pub(crate) enum Conn<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut Session),
}

/// Runs `$body` with `$conn` bound to the driver's own connection: the same text, compiled once per driver.
macro_rules! on {
    ($tx:expr, $conn:ident => $body:expr) => {
        match $tx.conn() {
            $crate::store::Conn::Sqlite($conn) => $body,
            $crate::store::Conn::Postgres($conn) => $body,
        }
    };
}
pub(crate) use on;

/// How to open a database.
#[derive(Clone, Debug)]
pub enum Url {
    /// A file; made when it does not exist.
    Sqlite(std::path::PathBuf),
    /// A `postgres://` address.
    Postgres(String),
}

impl Db {
    /// Opens the database and brings its schema to the newest version.
    ///
    /// Errors: the file or server cannot be reached; a migration fails or was changed after it ran.
    pub async fn open(url: &Url) -> Result<Self, StoreError> {
        let db = Self::connect(url).await?;
        db.migrate().await?;
        Ok(db)
    }

    /// Opens the database as it is.
    pub async fn connect(url: &Url) -> Result<Self, StoreError> {
        match url {
            Url::Sqlite(path) => Self::connect_sqlite(path).await,
            Url::Postgres(address) => Ok(Self::Postgres(Server::connect(address).await?)),
        }
    }

    async fn connect_sqlite(path: &Path) -> Result<Self, StoreError> {
        make_private(path);
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(20))
            .optimize_on_close(true, None)
            .disable_statement_logging();
        let pool = |most| {
            SqlitePoolOptions::new()
                .max_connections(most)
                .acquire_timeout(Duration::from_secs(30))
                .before_acquire(|conn, _| Box::pin(async { Ok(is_fresh(conn)) }))
        };
        let write = pool(1).connect_with(options.clone()).await?;
        let read = pool(4).connect_with(options.pragma("query_only", "on")).await?;
        Ok(Self::Sqlite { write, read })
    }

    /// A connection for independent reads.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::SqliteRead(read.acquire().await?),
            Self::Postgres(server) => Tx::Postgres(server.read().await?),
        })
    }

    /// A transaction in which every read sees the same state.
    pub async fn snapshot(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin_with("begin").await?),
            Self::Postgres(server) => {
                Tx::Postgres(server.begin("begin isolation level repeatable read read only").await?)
            }
        })
    }

    /// A transaction that writes. On SQLite it takes the write lock at once: a plain `begin` that reads first and
    /// then writes fails with "database is locked" in spite of the busy timeout.
    pub async fn write(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("begin immediate").await?),
            Self::Postgres(server) => Tx::Postgres(server.begin("begin").await?),
        })
    }

    /// The engine's name, as shown to admins.
    pub fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }

    /// Connections that are open, and how many of them nobody uses.
    pub fn connections(&self) -> (u32, usize) {
        match self {
            Self::Sqlite { write, read } => {
                (write.size() + read.size(), write.num_idle() + read.num_idle())
            }
            Self::Postgres(server) => server.connections(),
        }
    }

    /// Closes all connections.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(server) => server.close().await,
        }
    }
}

impl Tx {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::SqliteRead(conn) => Conn::Sqlite(conn),
            Self::Sqlite(tx) => Conn::Sqlite(tx),
            Self::Postgres(session) => Conn::Postgres(session),
        }
    }

    /// Makes the writes real. Nothing to do for a read.
    ///
    /// Errors: [`StoreError::Unsure`] when the connection was lost meanwhile.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::SqliteRead(_) => Ok(()),
            Self::Sqlite(tx) => Ok(tx.commit().await?),
            Self::Postgres(session) => session.commit().await.map_err(|error| {
                if whole::is_lost(&error) {
                    StoreError::Unsure(error::LostAtCommit(error.to_string()))
                } else {
                    error.into()
                }
            }),
        }
    }

    /// The clause behind a `select` that claims rows: PostgreSQL passes over rows that another worker holds;
    /// SQLite has one writer and needs none. With [`Tx::digits`] the only dialect text.
    pub(crate) fn claim_clause(&self) -> &'static str {
        match self {
            Self::SqliteRead(_) | Self::Sqlite(_) => "",
            Self::Postgres(_) => "for update skip locked",
        }
    }

    /// The expression that gives the id in `column` as hexadecimal digits, for ids inside an aggregated text.
    pub(crate) fn digits(&self, column: &'static str) -> String {
        match self {
            Self::SqliteRead(_) | Self::Sqlite(_) => format!("hex({column})"),
            Self::Postgres(_) => format!("cast({column} as text)"),
        }
    }
}

/// Is no transaction left open on a connection that nobody uses? When the disk is full or fails, SQLite itself ends the
/// transaction; the `rollback` that follows is an error then, and the driver counts one transaction too many for ever
/// after: each further `begin` would be refused. The pool replaces such a connection.
fn is_fresh(conn: &SqliteConnection) -> bool {
    !conn.is_in_transaction()
}

/// Makes the database's file readable by its owner alone; SQLite gives its companions the same permissions. One that is
/// there keeps what its owner gave it, and one that cannot be made is SQLite's to report.
fn make_private(path: &Path) {
    use std::os::unix::fs::OpenOptionsExt as _;
    let _ = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_transaction_that_sqlite_ended_by_itself_leaves_no_trace() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Db::connect(&Url::Sqlite(folder.path().join("weft.db"))).await.expect("open");
        let mut tx = db.write().await.expect("write");
        let Conn::Sqlite(conn) = tx.conn() else { panic!("SQLite") };
        sqlx::query("create table numbers (n integer primary key)").execute(conn).await.expect("a");
        tx.commit().await.expect("commit");
        for _ in 0..3 {
            let mut tx = db.write().await.expect("a transaction can begin");
            let Conn::Sqlite(conn) = tx.conn() else { panic!("SQLite") };
            let twice = "insert or rollback into numbers values (1), (1)";
            sqlx::query(twice).execute(conn).await.expect_err("SQLite ends the transaction");
        }
        let mut tx = db.write().await.expect("a transaction can begin");
        let Conn::Sqlite(conn) = tx.conn() else { panic!("SQLite") };
        sqlx::query("insert into numbers values (1)")
            .execute(conn)
            .await
            .expect("nothing was kept");
        tx.commit().await.expect("commit");
    }
}
