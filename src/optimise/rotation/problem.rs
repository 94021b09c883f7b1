//! The rotation problem as data: the format `weft-rotation/1`, field for field.

use serde::{Deserialize, Serialize};

use super::super::placing::{Given, TeamLink};

/// The name a rotation problem carries in its `format` field.
pub const FORMAT: &str = "weft-rotation/1";

/// People who would work in another team for a while.
///
/// Shape: as in the file, ids as text. Every team used anywhere is defined in `teams`; managers are free ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RotationProblem {
    /// Always [`FORMAT`].
    pub format: String,
    /// How many periods there are.
    pub periods: u32,
    /// The teams that host and lend.
    pub teams: Vec<Host>,
    /// Who would like to go.
    pub applicants: Vec<Applicant>,
    /// Ties between teams, each pair once; absent: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<TeamLink>,
    /// What holds for every team.
    #[serde(default)]
    pub rules: Rules,
    /// Placements that stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locked: Vec<Given>,
    /// The plan to be repaired: each of its placements that is not kept costs `moved`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<Given>,
    /// What things are worth.
    #[serde(default)]
    pub weights: Weights,
}

/// A team that hosts and lends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// Its id, unique among teams.
    pub id: String,
    /// How many guests it can have in each period.
    pub places: Vec<u32>,
    /// How many of its own can be away in each period.
    pub lend: Vec<u32>,
}

/// Somebody who would like to go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applicant {
    /// Their id, unique among applicants.
    pub id: String,
    /// Their own team.
    pub team: String,
    /// Their manager, if that is to count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<String>,
    /// Where they would like to go, the dearest first.
    pub choices: Vec<String>,
    /// The periods in which they could start.
    pub periods: Vec<u32>,
    /// How many periods they stay; absent: 1.
    #[serde(default = "one")]
    pub length: u32,
    /// Rounds they applied for in vain, in a row.
    #[serde(default)]
    pub waited: u32,
    /// Dearer choices that went to others before, and were not made up for: `choice` counts once more for each, for at
    /// most two.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub owed: u32,
}

fn is_nothing(n: &u32) -> bool {
    *n == 0
}

fn one() -> u32 {
    1
}

/// What holds for every team.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// How far guests and lent may differ in each period; absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance: Option<u32>,
}

/// What things are worth. Units: milli-connections (1000 = one new connection across teams).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// A placement.
    pub new_connection: i64,
    /// A placement between teams without ties; with n ties a (n+1)-th of it.
    pub thin_link: i64,
    /// A placement in a team of `choices`, by rank; once more for each of `owed`.
    pub choice: [i64; 5],
    /// Each round applied for in vain, at most three.
    pub waited: i64,
    /// Once for every manager of whose applicants somebody is placed.
    pub manager_first: i64,
    /// What a placement of `given` costs that is not kept.
    pub moved: i64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            new_connection: 1000,
            thin_link: 300,
            choice: [300, 200, 120, 60, 20],
            waited: 300,
            manager_first: 150,
            moved: 400,
        }
    }
}

impl Weights {
    /// Every weight by the name it has in the file, for readers and messages.
    #[must_use]
    pub fn named(&self) -> [(&'static str, &[i64]); 6] {
        use std::slice::from_ref;
        [
            ("new_connection", from_ref(&self.new_connection)),
            ("thin_link", from_ref(&self.thin_link)),
            ("choice", &self.choice),
            ("waited", from_ref(&self.waited)),
            ("manager_first", from_ref(&self.manager_first)),
            ("moved", from_ref(&self.moved)),
        ]
    }
}
