//! What bootcamps and rotations have in common as data: links between teams, and placements that are given.

use serde::{Deserialize, Serialize};

/// How many ties there are between two teams.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamLink {
    /// One of the teams.
    pub a: String,
    /// The other.
    pub b: String,
    /// How many people know each other across the two.
    pub ties: u32,
}

/// A placement that is given with the problem; its length is the person's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Who.
    pub person: String,
    /// Where.
    pub team: String,
    /// From when.
    pub start: u32,
}

/// The most placements that can be chosen from; larger problems get a typed refusal.
pub const MOST_CANDIDATES: u64 = 6_000_000;

/// The most weeks or periods of a problem.
pub const MOST_TIMES: u32 = 1_000;

/// The largest number of places, people lent, ties and the like that is accepted.
pub const LARGEST_COUNT: u32 = 1_000_000;
