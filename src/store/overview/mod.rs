//! What the steering pages read: lists and figures over several tables, paged, without texts or addresses.

pub mod chain;
pub mod delivery;
pub mod health;
pub mod programme;
pub mod round;
pub mod run;
pub mod seats;

/// A part of a list: at most [`Slice::MOST`] rows from an offset on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Rows to pass over.
    pub offset: i64,
    /// Rows wanted.
    pub limit: i64,
}

impl Slice {
    /// The most rows one read returns.
    pub const MOST: i64 = 200;

    /// The `number`-th page (from 1) of `size` rows, and one row more, by which the caller sees that a next page
    /// exists.
    pub fn page(number: u32, size: u32) -> Self {
        let size = i64::from(size).clamp(1, Self::MOST - 1);
        Self { offset: i64::from(number.max(1) - 1) * size, limit: size + 1 }
    }
}
