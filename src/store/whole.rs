//! A whole transaction, done again when the database broke it off.
//!
//! PostgreSQL ends one of two transactions that wait for each other (40P01), or that cannot both have been first (40001),
//! and a server that is restarted ends them all. Nothing of such a transaction stands, so it is begun anew from its first
//! read. The one case that cannot be decided from here is a connection that is lost while the commit is under way: it
//! may stand or not, and the error says so.

use std::ops::ControlFlow;
use std::time::Duration;

use super::StoreError;
use super::error::LostAtCommit;
use crate::domain::id::Ids;

/// How often a transaction is begun at most.
const TRIES: u32 = 6;
/// The longest wait before the second try; it doubles from try to try.
const FIRST_WAIT: Duration = Duration::from_millis(20);

/// Does work in a transaction that writes, and commits it. When the database breaks it off, all of it is done again: six
/// times at most, with growing waits that the given generator makes uneven. An error of the work undoes what it wrote.
///
/// `whole!(env, |tx| { …; Ok(…) })`: `env` has the database in `db` and the generator in `ids`; the work may use `?` and
/// `return`, and gives a `Result` whose error is made of a [`StoreError`]. [`StoreError::Unsure`] when the connection was
/// lost during the commit. A macro, because a future that holds a closure which lends to its own future is not `Send`
/// (Rust's issue 110338).
#[macro_export]
macro_rules! whole {
    ($env:expr, |$tx:ident| $work:expr) => {{
        let env = $env;
        let mut tries = $crate::store::whole::Tries::new(&env.ids);
        loop {
            let outcome = match env.db.write().await {
                Ok(mut held) => {
                    let $tx = &mut held;
                    match async { $work }.await {
                        Ok(done) => held.commit().await.map(|()| done).map_err(From::from),
                        Err(error) => Err(error),
                    }
                }
                Err(error) => Err(From::from(error)),
            };
            if let std::ops::ControlFlow::Break(outcome) = tries.next(outcome).await {
                break outcome;
            }
        }
    }};
}

/// How often a transaction was begun. For [`whole!`](crate::whole!) alone.
pub struct Tries<'a> {
    dice: &'a Ids,
    begun: u32,
}

impl<'a> Tries<'a> {
    /// None yet.
    pub fn new(dice: &'a Ids) -> Self {
        Self { dice, begun: 0 }
    }

    /// Ends with the outcome of a try, or waits for the next.
    pub async fn next<T, E>(&mut self, outcome: Result<T, E>) -> ControlFlow<Result<T, E>>
    where
        E: std::error::Error + 'static,
    {
        self.begun += 1;
        let error = match outcome {
            Err(error) if self.begun < TRIES && broken_off(&error) => error,
            outcome => return ControlFlow::Break(outcome),
        };
        let why = error.to_string();
        drop(error);
        tracing::info!(tries = self.begun, why, "a transaction is begun anew");
        tokio::time::sleep(wait(self.begun, self.dice)).await;
        ControlFlow::Continue(())
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

/// Why the database could not do what was asked, where asking again later may help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outage {
    /// Its server is restarted, its disk is full, everybody wants it at once: nothing of the transaction stands.
    Away,
    /// The connection was lost during the commit: it may stand, or not.
    Unsure,
}

/// Is it the database that is away for now? `None`: it is not, and asking again would give the same answer.
pub fn outage(error: &(dyn std::error::Error + 'static)) -> Option<Outage> {
    let mut at = Some(error);
    while let Some(error) = at {
        if error.is::<LostAtCommit>() {
            return Some(Outage::Unsure);
        }
        if let Some(error) = error.downcast_ref::<sqlx::Error>() {
            let passes = match error {
                sqlx::Error::PoolTimedOut => true,
                sqlx::Error::Database(found) if is_full(&**found) => true,
                other => is_conflict(other) || is_lost(other),
            };
            return passes.then_some(Outage::Away);
        }
        at = error.source();
    }
    None
}

/// Is the database away for now, as while its server is restarted or the disk is full? Whatever was asked of it may be asked
/// again later, once it is known not to stand already.
pub fn away(error: &StoreError) -> bool {
    outage(error).is_some()
}

/// There is no room: PostgreSQL's own code, or SQLite's for a full disk and for a write that the system refused, whose low
/// byte is what it extends.
fn is_full(error: &(dyn sqlx::error::DatabaseError + 'static)) -> bool {
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
