//! Teams.

use super::id::{PersonId, TeamId};

/// A team of the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Ours.
    pub id: TeamId,
    /// Unique.
    pub name: String,
    /// The team it belongs to.
    pub parent_id: Option<TeamId>,
    /// Who leads it.
    pub lead_id: Option<PersonId>,
    /// The most people of the team in one coffee round; none: no limit.
    pub coffee_seats: Option<u32>,
}
