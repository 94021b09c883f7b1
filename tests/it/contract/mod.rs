//! Store functions that no scenario of their own noun calls by name: each runs here on both engines.

mod people;
mod rounds;
mod steering;

/// Calls a store function on a transaction: `ask!(tx, run_get(id))`.
macro_rules! ask {
    ($tx:ident, $function:ident ( $($argument:expr),* $(,)? )) => {
        $function(&mut $tx $(, $argument)*).await.expect(stringify!($function))
    };
}
pub(crate) use ask;
