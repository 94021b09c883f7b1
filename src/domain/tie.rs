//! Who has met whom.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::PersonId;
use super::words;

words! {
    /// Through what two people know each other.
    pub enum TieSource {
        /// A coffee meeting.
        Coffee = "coffee",
        /// A bootcamp stint.
        Bootcamp = "bootcamp",
        /// A rotation.
        Rotation = "rotation",
        /// The same team.
        Team = "team",
        /// A file of who knows whom.
        Imported = "imported",
        /// One of the two said so.
        Stated = "stated",
    }
}

words! {
    /// How much of a tie it is.
    pub enum TieState {
        /// A released plan brought them together; whether they met is not known. No tie yet for measures.
        Introduced = "introduced",
        /// They have met, or know each other.
        Met = "met",
    }
}

/// Two people who know each other through one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The person with the smaller id.
    pub a_id: PersonId,
    /// The other.
    pub b_id: PersonId,
    /// Through what.
    pub source: TieSource,
    /// The day a released plan brought them together.
    pub introduced_on: Option<NaiveDate>,
    /// The day they first met, where it is known.
    pub first_on: Option<NaiveDate>,
    /// The day they last met, where it is known.
    pub last_on: Option<NaiveDate>,
    /// How often they met, as far as it is known.
    pub times: u32,
    /// Introduced or met.
    pub state: TieState,
}

/// A team of up to so many people knows each other: a guest has met all of it, and who moves away knew it.
pub const KNOWN_TEAM: usize = 15;

/// The pair in the order in which ties are kept: the smaller id first. None when both are the same person.
pub fn pair(one: PersonId, other: PersonId) -> Option<(PersonId, PersonId)> {
    match one.cmp(&other) {
        std::cmp::Ordering::Less => Some((one, other)),
        std::cmp::Ordering::Greater => Some((other, one)),
        std::cmp::Ordering::Equal => None,
    }
}
