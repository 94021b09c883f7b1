//! The bootcamp problem as data: the format `weft-bootcamp/1`, field for field.

use serde::{Deserialize, Serialize};

use super::super::placing::{Given, TeamLink};

/// The name a bootcamp problem carries in its `format` field.
pub const FORMAT: &str = "weft-bootcamp/1";

/// Newcomers who visit teams for some weeks each.
///
/// Shape: as in the file, ids as text. Every id used anywhere is defined in `teams` or `hires`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BootcampProblem {
    /// Always [`FORMAT`].
    pub format: String,
    /// How many weeks there are.
    pub weeks: u32,
    /// The teams that host.
    pub teams: Vec<Host>,
    /// The newcomers.
    pub hires: Vec<Hire>,
    /// Ties between teams, each pair once; absent: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<TeamLink>,
    /// Placements that stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locked: Vec<Given>,
    /// The plan to be repaired: each of its placements that is not kept costs `moved`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<Given>,
    /// Which team comes before which other; absent: any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<Before>,
    /// When teams are visited; absent: at any time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<Window>,
    /// What things are worth.
    #[serde(default)]
    pub weights: Weights,
}

/// Who visits both teams visits one of them first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Before {
    /// The team that comes first.
    pub first: String,
    /// The team that comes later.
    pub then: String,
}

/// The weeks in which a team is visited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The team.
    pub team: String,
    /// The first week in which a visit may begin.
    pub from: u32,
    /// The week before which it has to be over.
    pub to: u32,
    /// Whether it always holds; otherwise a placement outside costs `outside`.
    #[serde(default)]
    pub hard: bool,
}

impl Window {
    /// Whether a placement lies inside.
    #[must_use]
    pub fn holds(&self, start: u32, length: u32) -> bool {
        self.from <= start && start.saturating_add(length) <= self.to
    }
}

/// A team that hosts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// Its id, unique among teams.
    pub id: String,
    /// How many newcomers it can have in each week.
    pub places: Vec<u32>,
}

/// A newcomer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hire {
    /// Their id, unique among hires.
    pub id: String,
    /// The team they will belong to.
    pub home: String,
    /// Their first week.
    pub from: u32,
    /// The week after their last.
    pub to: u32,
    /// The most placements they have.
    pub stints: u32,
    /// How many weeks a placement takes; absent: 1.
    #[serde(default = "one")]
    pub length: u32,
    /// Teams they have to visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must: Vec<String>,
    /// Teams they never visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub avoid: Vec<String>,
    /// Teams they would like to visit, the dearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub likes: Vec<String>,
}

fn one() -> u32 {
    1
}

/// What things are worth. Units: milli-connections (1000 = one new connection across teams).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// A placement.
    pub new_connection: i64,
    /// A placement between teams without ties; with n ties a (n+1)-th of it.
    pub thin_link: i64,
    /// A placement in a team of `likes`, by position.
    pub likes: [i64; 5],
    /// What a `must` team costs that is not visited.
    pub must: i64,
    /// What the second placement of a team costs; the k-th costs k − 1 times as much.
    pub load: i64,
    /// What a placement of `given` costs that is not kept.
    pub moved: i64,
    /// What a placement costs that lies outside the ranked window of its team.
    pub outside: i64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            new_connection: 1000,
            thin_link: 300,
            likes: [100, 80, 60, 40, 20],
            must: 5000,
            load: 10,
            moved: 400,
            outside: 200,
        }
    }
}

impl Weights {
    /// Every weight by the name it has in the file, for readers and messages.
    #[must_use]
    pub fn named(&self) -> [(&'static str, &[i64]); 7] {
        use std::slice::from_ref;
        [
            ("new_connection", from_ref(&self.new_connection)),
            ("thin_link", from_ref(&self.thin_link)),
            ("likes", &self.likes),
            ("must", from_ref(&self.must)),
            ("load", from_ref(&self.load)),
            ("moved", from_ref(&self.moved)),
            ("outside", from_ref(&self.outside)),
        ]
    }
}
