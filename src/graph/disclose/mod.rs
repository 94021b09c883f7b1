//! What HR may see (rules R1–R12 of the specification): one way from facts to figures.

pub mod publication;

pub use publication::Publication;

/// The version of the rules' code; a publication keeps the one that made it.
pub const ENGINE: u32 = 1;
