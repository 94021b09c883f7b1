//! What a simulation found, as data: the JSON that `weft simulate --json` prints.

use serde::{Serialize, Serializer};

/// The name a report carries in its `format` field.
pub const REPORT_FORMAT: &str = "weft-simulation/1";

/// Rounds after which the coverage of team pairs is told.
pub const COVERAGE_AFTER: [u32; 5] = [1, 3, 5, 10, 26];

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub count: u32,
    /// Of how many.
    pub of: u32,
}

impl Share {
    /// The fraction; that of nothing is what `empty` says.
    #[must_use]
    pub fn fraction(self, empty: f64) -> f64 {
        if self.of == 0 { empty } else { f64::from(self.count) / f64::from(self.of) }
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        let mut fields = serializer.serialize_struct("Share", 3)?;
        fields.serialize_field("count", &self.count)?;
        fields.serialize_field("of", &self.of)?;
        let share = (self.of > 0).then(|| (self.fraction(0.0) * 1e6).round() / 1e6);
        fields.serialize_field("share", &share)?;
        fields.end()
    }
}

/// One point of a policy's way through the rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Point {
    /// After so many rounds.
    pub round: u32,
    /// Team pairs tied since the start, of those that any plan could have tied by now.
    pub team_pairs: Share,
    /// Meetings so far whose two had met within the twelve rounds before, of all meetings so far.
    pub repeats_within_12: Share,
}

/// What came of one policy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Measures {
    /// Pairs that met, each time counted.
    pub meetings: u32,
    /// Meetings whose two had met within the twelve rounds before.
    pub repeats_within_12: Share,
    /// Meetings whose two had met before in the simulation.
    pub repeats: Share,
    /// Different pairs that met, of as many as meetings and the rules on pairs allow.
    pub distinct_pairs: Share,
    /// Different partners in all, of people who were ever there: the mean is the fraction.
    pub partners: Share,
    /// The fewest different partners that somebody who was ever there had.
    pub partners_min: u32,
    /// Meetings of two of one team.
    pub same_team: Share,
    /// Times somebody was there and in no group.
    pub sit_outs: u32,
    /// Sit-outs that the number of people there, and of the largest team, forces.
    pub sit_outs_forced: u32,
    /// The most sit-outs of one person minus the fewest, among those who were ever there.
    pub sit_out_spread: u32,
    /// The spread without what forced sit-outs spread when they go round evenly (0 or 1).
    pub sit_out_spread_beyond: u32,
    /// The most rounds in a row that somebody was there for and sat out.
    pub longest_wait: u32,
    /// Pairs of different teams who met and had not known each other.
    pub new_connections: u32,
    /// Those of them between teams that should come together.
    pub bridged: u32,
    /// Sum of the rounds' values. Units: milli-connections.
    pub value: i64,
    /// Rounds whose plan was proven to be the best; only of the policy that proves.
    pub rounds_proven: Option<u32>,
    /// After 1, 3, 5, 10 and 26 rounds, as far as there were so many.
    pub team_pairs: Vec<Point>,
    /// After every round.
    pub course: Vec<Point>,
}

/// One policy's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its name.
    pub policy: &'static str,
    /// Why it made no groups.
    pub refused: Option<String>,
    /// What came of it.
    pub measures: Option<Measures>,
}

/// What a simulation found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Always [`REPORT_FORMAT`].
    pub format: &'static str,
    /// People who take part.
    pub people: usize,
    /// Teams with somebody who takes part.
    pub teams: usize,
    /// Ties before the first round.
    pub ties: usize,
    /// Rounds.
    pub rounds: u32,
    /// How many of a hundred are there, each round anew.
    pub present_percent: u32,
    /// Days from one round to the next.
    pub cadence_days: u32,
    /// What the optimiser was told of sit-outs: rounds in a row, or all that are owed.
    pub repay: &'static str,
    /// Which ties it was told of: those between people who were there, or all.
    pub links: &'static str,
    /// Ties before the first round between teams that should come together.
    pub bridged_ties: usize,
    /// In how many of a hundred rounds that counted; without teams that should come together: 0.
    pub target_percent: u32,
    /// In how many of the rounds.
    pub target_rounds: u32,
    /// Smallest and largest group.
    pub group: (u32, u32),
    /// The seed.
    pub seed: u64,
    /// One for each policy, in the order asked for.
    pub policies: Vec<Line>,
}
