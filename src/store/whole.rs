//! A whole transaction, done again when the database broke it off.
//!
//! PostgreSQL ends one of two transactions that wait for each other (40P01), or that cannot both have been first (40001),
//! and a server that is restarted ends them all. Nothing of such a transaction stands, so it is begun anew from its first
//! read. The one case that cannot be decided from here is a connection that is lost while the commit is under way: it
//! may stand or not, and the error says so.

use std::time::Duration;

use super::{Db, StoreError, Tx};
use crate::domain::id::Ids;

/// How often a transaction is begun at most.
const TRIES: u32 = 6;
/// The longest wait before the second try; it doubles from try to try.
const FIRST_WAIT: Duration = Duration::from_millis(20);

impl Db {
    /// Does `work` in a transaction that writes, and commits it. When the database breaks it off, all of it is done again:
    /// six times at most, with growing waits that `dice` make uneven. An error of `work` undoes what it wrote.
    ///
    /// Errors: those of `work`; [`StoreError::Unsure`] when the connection was lost during the commit.
    pub async fn whole<T, E>(
        &self,
        dice: &Ids,
        mut work: impl AsyncFnMut(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError> + std::error::Error + 'static,
    {
        let mut tries = 1;
        loop {
            let (error, again) = match self.write().await {
                Ok(mut tx) => match work(&mut tx).await {
                    Ok(done) => match tx.commit().await {
                        Ok(()) => return Ok(done),
                        Err(error) => {
                            let again =
                                !matches!(error, StoreError::Unsure(_)) && broken_off(&error);
                            (error.into(), again)
                        }
                    },
                    Err(error) => {
                        let again = broken_off(&error);
                        (error, again)
                    }
                },
                Err(error) => {
                    let again = broken_off(&error);
                    (error.into(), again)
                }
            };
            if !again || tries == TRIES {
                return Err(error);
            }
            tracing::info!(
                tries,
                error = &error as &dyn std::error::Error,
                "a transaction is begun anew"
            );
            tokio::time::sleep(wait(tries, dice)).await;
            tries += 1;
        }
    }
}

/// Between half and all of what the `tries`th try costs in waiting.
fn wait(tries: u32, dice: &Ids) -> Duration {
    let most = FIRST_WAIT * 2_u32.saturating_pow(tries.saturating_sub(1).min(8));
    let mut byte = [0];
    dice.fill(&mut byte);
    most / 2 + most / 2 * u32::from(byte[0]) / 255
}

/// Did the database break off the transaction, so that nothing of it stands and a new one may well succeed?
pub fn broken_off(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut at = Some(error);
    while let Some(error) = at {
        if let Some(error) = error.downcast_ref::<sqlx::Error>() {
            return is_conflict(error) || is_lost(error);
        }
        at = error.source();
    }
    false
}

/// Is the database away for now, as while its server is restarted or the disk is full? Whatever was asked of it may be asked
/// again later, once it is known not to stand already.
pub fn away(error: &StoreError) -> bool {
    match error {
        StoreError::Unsure(_) => true,
        StoreError::Database(sqlx::Error::PoolTimedOut) => true,
        StoreError::Database(sqlx::Error::Database(found)) if is_full(&**found) => true,
        other => broken_off(other),
    }
}

/// There is no room: PostgreSQL's own code, or SQLite's for a full disk and for a write that the system refused, whose low
/// byte is what it extends.
fn is_full(error: &dyn sqlx::error::DatabaseError) -> bool {
    let Some(code) = error.code() else { return false };
    let of_sqlite = error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some();
    match code.parse::<u32>() {
        Ok(code) if of_sqlite => matches!(code & 0xff, 10 | 13),
        _ => code == "53100",
    }
}

/// Two transactions could not both go on.
fn is_conflict(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    // Of PostgreSQL alone: SQLite has other codes, and one writer at a time.
    code.is_some_and(|code| matches!(&*code, "40001" | "40P01"))
}

/// The connection is gone.
pub(super) fn is_lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        sqlx::Error::Database(error) => error
            .code()
            // Shut down by an administrator, crashed, or not up yet; and all of class 08.
            .is_some_and(|code| {
                matches!(&*code, "57P01" | "57P02" | "57P03") || code.starts_with("08")
            }),
        _ => false,
    }
}
