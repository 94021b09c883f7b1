//! The coffee problem as data: the format `weft-coffee/1`, field for field.
//!
//! Sets, parameters and their names are those of `docs/model.md`.

use serde::{Deserialize, Serialize};

use super::placing::TeamLink;

/// The name a coffee problem carries in its `format` field.
pub const COFFEE_FORMAT: &str = "weft-coffee/1";

/// Half-hour slots of a week; slot numbers lie below this.
pub const SLOTS_OF_A_WEEK: u16 = 336;

/// The most people this version solves; larger problems get a typed refusal.
pub const MOST_PEOPLE: usize = 1_000_000;

/// The largest group this version makes.
pub const LARGEST_GROUP: u32 = 8;

/// The most people this version solves where groups may have more than two.
pub const MOST_PEOPLE_IN_GROUPS: usize = 2_000;

/// The largest weight that is accepted: keeps every sum far inside an `i64`.
pub const LARGEST_WEIGHT: i64 = 1_000_000;

/// One round of coffee chats to be planned.
///
/// Shape: as in the file, ids as text. Every id used anywhere is defined in `teams` or `people`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoffeeProblem {
    /// Always [`COFFEE_FORMAT`].
    pub format: String,
    /// How large a group may be.
    #[serde(default)]
    pub group: Group,
    /// Who may meet whom.
    #[serde(default)]
    pub rules: Rules,
    /// The teams of the people below.
    pub teams: Vec<Team>,
    /// Everybody who could be in the round.
    pub people: Vec<Person>,
    /// Who has met whom, each pair once.
    #[serde(default)]
    pub ties: Vec<Tie>,
    /// Pairs that never meet, each once.
    #[serde(default)]
    pub never: Vec<(String, String)>,
    /// How many ties two teams have beside those above: of people who are not in this problem. Each pair once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<TeamLink>,
    /// Teams that should come together: each new connection between the two counts [`Weights::bridge`] more. Each pair
    /// once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bridges: Vec<Bridge>,
    /// What things are worth.
    #[serde(default)]
    pub weights: Weights,
}

/// Group sizes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Smallest size.
    pub min: u32,
    /// Largest size, but for the odd one's trio; at most [`LARGEST_GROUP`].
    pub max: u32,
    /// What happens when the number of people is odd; says something only where groups have two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub odd: Option<Odd>,
}

impl Default for Group {
    fn default() -> Self {
        Self { min: 2, max: 2, odd: None }
    }
}

/// What happens when the number of people is odd; absent: somebody sits out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Odd {
    /// At most one group may have three.
    Trio,
}

/// Who may meet whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Only people of different teams meet.
    #[serde(default = "yes")]
    pub cross_team: bool,
    /// People whose last meeting is younger than this do not meet. Units: days.
    #[serde(default = "ninety")]
    pub repeat_after_days: u32,
    /// How many slots of the week two people must share.
    #[serde(default = "one")]
    pub min_common_slots: u32,
}

fn yes() -> bool {
    true
}
fn ninety() -> u32 {
    90
}
fn one() -> u32 {
    1
}

impl Default for Rules {
    fn default() -> Self {
        Self { cross_team: true, repeat_after_days: 90, min_common_slots: 1 }
    }
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Its id, unique among teams.
    pub id: String,
    /// The most people of the team that may be in this round; absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<u32>,
}

/// Somebody who could be in the round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Their id, unique among people.
    pub id: String,
    /// Their team's id.
    pub team: String,
    /// Their manager's id, when the manager is in this problem too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<String>,
    /// The slots of the week, in UTC, in which they can meet; absent: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slots: Option<Vec<u16>>,
    /// Languages they speak; none listed: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// What they like to talk about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Rounds sat out that are owed to them: those in a row, or what is left of earlier ones too.
    #[serde(default)]
    pub waited: u32,
}

/// Two people who know each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// One of the two.
    pub a: String,
    /// The other.
    pub b: String,
    /// Days since they last met; absent: they know each other since long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
}

/// Two teams that should come together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bridge {
    /// One of the two.
    pub a: String,
    /// The other.
    pub b: String,
}

/// What things are worth. Units: milli-connections (1000 = one new connection across teams).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// Two people of different teams meet who have no tie.
    pub new_connection: i64,
    /// Each common topic, at most three.
    pub topic: i64,
    /// The most a repeated meeting costs.
    pub repeat: i64,
    /// A person takes part.
    pub seat: i64,
    /// Each round owed to the person, at most three.
    pub waited: i64,
    /// The first tie between two teams; the n-th is worth a n-th of it.
    pub thin_link: i64,
    /// Each new connection between two teams of [`CoffeeProblem::bridges`].
    pub bridge: i64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            new_connection: 1000,
            topic: 20,
            repeat: 200,
            seat: 200,
            waited: 300,
            thin_link: 300,
            bridge: 400,
        }
    }
}

impl Weights {
    /// Every weight by the name it has in the file, for readers and messages.
    #[must_use]
    pub fn named(&self) -> [(&'static str, i64); 7] {
        [
            ("new_connection", self.new_connection),
            ("topic", self.topic),
            ("repeat", self.repeat),
            ("seat", self.seat),
            ("waited", self.waited),
            ("thin_link", self.thin_link),
            ("bridge", self.bridge),
        ]
    }
}
