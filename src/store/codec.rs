//! How a domain type lies in a column: the only place that knows.

use std::str::FromStr;

use super::StoreError;

/// Reads a word (a text enum, a zone, an id kept as text) out of its column.
///
/// Errors: [`StoreError::Corrupt`] names the column and the text.
pub fn word<T: FromStr>(column: &'static str, text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt { column, text: text.to_owned() })
}

/// A count or an amount as both engines keep it.
pub fn int(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A count out of its column; negative ones read as 0.
pub fn count(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}

/// An unsigned 64-bit number (a seed) in a signed column, bit by bit.
pub fn seed_in(seed: u64) -> i64 {
    i64::from_ne_bytes(seed.to_ne_bytes())
}

/// The number that [`seed_in`] wrote.
pub fn seed_out(column: i64) -> u64 {
    u64::from_ne_bytes(column.to_ne_bytes())
}
