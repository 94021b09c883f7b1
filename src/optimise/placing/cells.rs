//! Where one person could be placed while everybody else stays, and what that does to the plan's value.

use serde::{Deserialize, Serialize};

/// A place where a person could be, everybody else staying where they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell {
    /// The team's id.
    pub team: String,
    /// From when.
    pub start: u32,
    /// What the plan's value gains by it, against the person having none. Units: milli-connections.
    pub gain: i64,
}
