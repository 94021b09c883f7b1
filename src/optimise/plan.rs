//! The plan as data: the format `weft-plan/1`, field for field.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::certificate::Certificate;
use super::change::Change;

/// The name a plan carries in its `format` field.
pub const PLAN_FORMAT: &str = "weft-plan/1";

/// The reasons a person can be left out for, by their stable ids.
pub mod because {
    /// The number of people is odd and no trio takes them in.
    pub const ODD_NUMBER: &str = "odd-number";
    /// The team has fewer seats than people who would come.
    pub const TEAM_SEATS: &str = "team-seats";
    /// There is nobody the person may meet.
    pub const NO_ADMISSIBLE_PARTNER: &str = "no-admissible-partner";
    /// Everybody the person may meet has no seat in their team.
    pub const PARTNERS_WITHOUT_SEATS: &str = "partners-without-seats";
    /// The person may meet fewer people than the smallest group needs.
    pub const TOO_FEW_PARTNERS: &str = "too-few-partners";
    /// As many take part as groups of these sizes can seat.
    pub const GROUP_SIZES: &str = "group-sizes";
    /// Those the person may meet are needed elsewhere: the whole is worth more so.
    pub const BETTER_PLAN: &str = "better-plan";
    /// The budget ended before a place was found.
    pub const BUDGET_ENDED: &str = "budget-ended";
    /// There is no team, and no time, in which the person could be placed.
    pub const NO_ADMISSIBLE_PLACEMENT: &str = "no-admissible-placement";
    /// The hire has no stints.
    pub const NO_STINTS: &str = "no-stints";
    /// Wherever the person could be placed, all places are taken.
    pub const TEAM_PLACES: &str = "team-places";
    /// Whenever the person could go, their team has lent as many as it may.
    pub const LEND: &str = "lend";
    /// Wherever the person could be placed, guests and lent would differ too much.
    pub const BALANCE: &str = "balance";
    /// Wherever the person could be placed, one or another of these three stands against it.
    pub const LIMITS: &str = "limits";
}

/// What kind of problem a plan answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// A round of coffee chats.
    Coffee,
    /// Newcomers visiting teams.
    Bootcamp,
    /// People working in another team for a while.
    Rotation,
}

/// How good a plan is known to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Value and bound are equal.
    Optimal,
    /// A gap is left.
    Feasible,
    /// No plan keeps the rules and what is locked (never for coffee: the plan without groups always does).
    Infeasible,
}

impl Status {
    /// The word in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Optimal => "optimal",
            Self::Feasible => "feasible",
            Self::Infeasible => "infeasible",
        }
    }
}

/// (bound − value) / max(1, |bound|). Units: parts per billion; a decimal fraction in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap(pub i64);

impl Gap {
    /// The gap between a value and its bound, rounded down.
    #[must_use]
    pub fn between(value: i64, bound: i64) -> Self {
        let parts = i128::from(bound - value) * 1_000_000_000 / i128::from(bound.abs().max(1));
        Self(i64::try_from(parts).unwrap_or(i64::MAX))
    }
}

impl Serialize for Gap {
    #[expect(
        clippy::cast_precision_loss,
        reason = "nine digits of a fraction for readers; nothing counts with it"
    )]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64 / 1e9)
    }
}

impl<'de> Deserialize<'de> for Gap {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a fraction outside saturates and is then refused as wrong"
    )]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fraction = f64::deserialize(deserializer)?;
        Ok(Self((fraction * 1e9).round() as i64))
    }
}

/// Somebody who is in no group, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// The person's id.
    pub person: String,
    /// One of [`because`].
    pub because: String,
}

/// A placement of a bootcamp or rotation; coffee plans have none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// Who.
    pub person: String,
    /// Where.
    pub team: String,
    /// From when.
    pub start: u32,
    /// For how long.
    pub length: u32,
}

/// Why there is no plan: locked placements that cannot all be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The constraint they break, by its id.
    pub constraint: String,
    /// As few of the locked placements as break it.
    pub placements: Vec<Placement>,
    /// The conflict in a sentence.
    pub words: String,
    /// What would end it, each by itself.
    pub ways_out: Vec<WayOut>,
}

/// Changes after which there is a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WayOut {
    /// The changes, all of them together.
    pub changes: Vec<Change>,
    /// In a sentence.
    pub words: String,
    /// What a plan is worth then; absent: not known to be enough. Units: milli-connections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<i64>,
    /// Whether no plan would be worth more; else there may be better ones.
    #[serde(default)]
    pub optimal: bool,
}

impl WayOut {
    /// By one change, not looked into yet.
    #[must_use]
    pub fn by(change: Change) -> Self {
        Self { changes: vec![change], words: String::new(), value: None, optimal: false }
    }
}

/// A plan, its value, a proven bound, and the proof.
///
/// Shape: `groups` ascending by ids within and between, `left_out` ascending by id, `placements` ascending by person,
/// start and team, `terms` without zeros.
/// Units: `value`, `bound`, `terms` in milli-connections.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Always [`PLAN_FORMAT`].
    pub format: String,
    /// What kind of problem it answers.
    pub kind: Kind,
    /// SHA-256 of the problem's bytes.
    pub problem_sha256: String,
    /// The seed that chose among equally good plans.
    pub seed: u64,
    /// The version of Weft that made it.
    pub weft: String,
    /// How good it is known to be.
    pub status: Status,
    /// What it is worth.
    pub value: i64,
    /// What no plan can be worth more than.
    pub bound: i64,
    /// What is left between the two.
    pub gap: Gap,
    /// How many pairs meet that had no tie and are of different teams.
    pub new_connections: u64,
    /// How long the solver took, by the caller's clock. Units: seconds.
    pub seconds: f64,
    /// Who meets whom.
    #[serde(default)]
    pub groups: Vec<Vec<String>>,
    /// Who is in no group.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
    /// Placements of a bootcamp or rotation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub placements: Vec<Placement>,
    /// Why there is no plan, when it is infeasible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conflict: Option<Conflict>,
    /// The value by term.
    pub terms: BTreeMap<String, i64>,
    /// The proof of the bound.
    pub certificate: Certificate,
}

impl Plan {
    /// The plan without its only varying field: two runs of the same problem, seed and version agree in it, byte for
    /// byte.
    ///
    /// Shape: JSON with `seconds` 0.
    #[must_use]
    pub fn canonical(&self) -> String {
        let still = Self { seconds: 0.0, ..self.clone() };
        serde_json::to_string(&still).unwrap_or_default()
    }

    /// Reads a plan.
    ///
    /// Errors: what is wrong and at which line and column.
    pub fn parse(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}
