//! What HR may see (rules R1–R12 of the specification): one way from facts to figures.

mod algebra;
pub mod facts;
pub mod publication;
pub mod rules;
mod select;
mod space;

pub use facts::{Closed, Facts};
pub use publication::Publication;
pub use rules::{K_FLOOR, Rules, TooFew};
pub use select::publish;

/// The version of the rules' code; a publication keeps the one that made it.
pub const ENGINE: u32 = 1;
