//! Bootcamps: the rules of a cohort.

use serde::{Deserialize, Serialize};

use super::id::TeamId;
use super::week::Week;

/// Who visits both teams visits one of them first. Every plan keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamOrder {
    /// The team that comes first.
    pub first: TeamId,
    /// The team that comes later.
    pub then: TeamId,
}

/// The weeks of a cohort in which a team is visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamWindow {
    /// The team.
    pub team: TeamId,
    /// The first week, from 0.
    pub from: u32,
    /// The week after the last.
    pub to: u32,
    /// Every plan keeps it; otherwise a stint outside costs the plan.
    pub hard: bool,
}

impl TeamWindow {
    /// Whether a stint lies inside.
    pub fn holds(&self, slot: u32, length: u32) -> bool {
        self.from <= slot && slot.saturating_add(length) <= self.to
    }
}

/// The rules of a cohort, as stored; what the optimiser gets is made from them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BootcampRules {
    /// The most stints a hire makes.
    pub stints: u32,
    /// Weeks that a stint takes.
    pub length: u32,
    /// Teams that everybody is to visit; one that cannot be visited costs the plan much and is named.
    pub must: Vec<TeamId>,
    /// Teams that everybody should visit, best first: worth as much as a hire's own wish of that rank.
    pub should: Vec<TeamId>,
    /// Teams that nobody visits.
    pub must_not: Vec<TeamId>,
    /// Which team comes before which other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<TeamOrder>,
    /// When teams are visited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<TeamWindow>,
    /// Weeks in which nobody is placed: holidays of the site.
    pub closed: Vec<Week>,
    /// Minutes of a host's time that one guest takes in a week.
    pub minutes_per_week: u32,
    /// Minutes a proposed plan waits before it is released by itself; `None`: a person must approve it.
    pub hold_minutes: Option<u32>,
}

impl Default for BootcampRules {
    fn default() -> Self {
        Self {
            stints: 4,
            length: 1,
            must: Vec::new(),
            should: Vec::new(),
            must_not: Vec::new(),
            order: Vec::new(),
            windows: Vec::new(),
            closed: Vec::new(),
            minutes_per_week: 6 * 60,
            hold_minutes: None,
        }
    }
}
