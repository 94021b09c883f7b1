//! What can go wrong with rows, told apart where a caller does something different.

use std::sync::atomic::{AtomicU64, Ordering};

/// Errors of the database that this process has met; see [`database_errors`].
static MET: AtomicU64 = AtomicU64::new(0);

/// How many errors of the database (not: a key that is there already) this process has met since it started.
pub fn database_errors() -> u64 {
    MET.load(Ordering::Relaxed)
}

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique key already has this value: somebody was first.
    #[error("already there")]
    Taken(#[source] sqlx::Error),
    /// The row was not in the state that the change needs: somebody else changed it.
    #[error("{noun} is no longer {expected}")]
    Stale {
        /// Which noun.
        noun: &'static str,
        /// The state that was needed.
        expected: String,
    },
    /// A column holds what its domain type refuses.
    #[error("column {column} holds {text:?}, which is not valid there")]
    Corrupt {
        /// Table and column.
        column: &'static str,
        /// The text found.
        text: String,
    },
    /// The schema could not be brought up to date.
    #[error("the database's schema could not be brought up to date")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The schema is further ahead than this version of Weft may work with.
    #[error(
        "the database's schema is {} steps ahead of this version of Weft (it knows migrations up to {known:04}; \
         {} ran here too); at most one step is possible: start a newer version of Weft on this database",
        ahead.len(),
        ahead.iter().map(|version| format!("{version:04}")).collect::<Vec<_>>().join(", ")
    )]
    Ahead {
        /// The newest migration this version knows.
        known: i64,
        /// What ran besides.
        ahead: Vec<i64>,
    },
    /// The connection was lost while the transaction was being made final: it may stand, or not.
    #[error(
        "the connection was lost while the change was being made final, and it may have been made"
    )]
    Unsure(#[source] LostAtCommit),
    /// Anything else the database said.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
}

/// What the driver said when a connection was lost during a commit. The driver's error itself is no source: whoever looks
/// through sources for a transaction that was broken off must not find it here.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct LostAtCommit(pub String);

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation) {
            Self::Taken(error)
        } else {
            MET.fetch_add(1, Ordering::Relaxed);
            Self::Database(error)
        }
    }
}
