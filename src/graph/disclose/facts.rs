//! What is known of one closed period: the input of the rules. It names people by their ids and never leaves the
//! process; it is kept beside its publication, because the next one must know who stood behind earlier figures.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::publication::{Dimension, Level, Publication};
use crate::domain::coffee::Reason;
use crate::domain::id::PersonId;
use crate::domain::quarter::Quarter;

/// Everything that the figures of one period are counted from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The period.
    pub period: Quarter,
    /// The names of each dimension's groups; people name them by their place here. Of units: all levels in one list.
    pub names: BTreeMap<Dimension, Vec<String>>,
    /// Everybody of the directory at the period's end, and whoever else stands behind a tie.
    pub people: Vec<PersonFact>,
    /// Pairs who met in the four quarters up to the period's end, or are known to know each other; each pair once.
    pub ties: Vec<TieFact>,
    /// Measures of the whole, computed from the same ties.
    pub measures: Vec<MeasureFact>,
}

/// One person in one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFact {
    /// Who: the same in all periods.
    pub id: PersonId,
    /// In the directory at the period's end, active and able to take part.
    pub here: bool,
    /// The units the person is in, the highest first and the team last. Empty: in none.
    pub unit: Vec<u32>,
    /// The groups the person is in by the other dimensions.
    pub groups: BTreeMap<Dimension, u32>,
    /// How far in coffee: 0 not opted in, 1 opted in, 2 was offered a meeting, 3 met.
    pub coffee: u8,
    /// How far in bootcamps and rotations: 0 not asked, 1 hire or applicant, 2 placed, 3 with the first choice.
    pub placement: u8,
    /// Minutes spent in meetings.
    pub minutes: u64,
    /// Was eligible, left out, and waits.
    pub waiting: bool,
    /// The reasons the person gave.
    pub reasons: BTreeSet<Reason>,
    /// For new hires: whether they have ties to at least three people of other teams.
    pub three_ties: Option<bool>,
}

/// Two people who know each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieFact {
    /// Their places in [`Facts::people`].
    pub people: [u32; 2],
    /// The units each was in when they last met, the highest first; empty: in none that is known.
    pub units: [Vec<u32>; 2],
}

/// A measure of the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureFact {
    /// Its stable name.
    pub name: String,
    /// Thousandths, rounded.
    pub thousandths: i64,
    /// When the measure counts people (isolates, cut points): how many. Fewer than k, or all but fewer than k, are
    /// not published, nor a count that changed by fewer than k.
    pub people: Option<u32>,
    /// The fewest people on any side of what the measure tells; fewer than k: it is not published.
    #[serde(default)]
    pub behind: Option<u32>,
    /// Of measures that tell how many ties lie across groups: the level of the groups. Such a measure is published only
    /// for the level of the table of ties, and only when the table shows that number.
    #[serde(default)]
    pub level: Option<Level>,
}

/// A period that was published: never made again, never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// What it was made from, as it was known then.
    pub facts: Facts,
    /// What was shown.
    pub publication: Publication,
}

/// The group a path of units is in at a level: the highest, the one below it, or the last.
pub(super) fn at_level(path: &[u32], level: Level) -> Option<u32> {
    match level {
        Level::Whole => None,
        Level::Division => path.first().copied(),
        Level::Department => path.get(1.min(path.len().saturating_sub(1))).copied(),
        Level::Team | Level::Group => path.last().copied(),
    }
}

impl Facts {
    /// The group somebody is in, as a place in the names of the dimension.
    pub(crate) fn group_of(
        &self,
        person: usize,
        dimension: Dimension,
        level: Level,
    ) -> Option<u32> {
        let fact = self.people.get(person)?;
        match (dimension, level) {
            (_, Level::Whole) => None,
            (Dimension::Unit, _) => at_level(&fact.unit, level),
            _ => fact.groups.get(&dimension).copied(),
        }
    }

    /// The group of one side of a tie: of units the one at the meeting's date, else as in the directory.
    pub(crate) fn side_of(
        &self,
        tie: &TieFact,
        side: usize,
        dimension: Dimension,
        level: Level,
    ) -> Option<u32> {
        match (dimension, level) {
            (_, Level::Whole) => None,
            (Dimension::Unit, _) => at_level(&tie.units[side], level),
            _ => self.group_of(tie.people[side] as usize, dimension, level),
        }
    }

    /// The groups of a dimension at a level that anybody is in by the directory, in the order of their names' places. One that
    /// is no more would be listed only if somebody of it had a tie, and so tell of them.
    pub(super) fn groups_at(&self, dimension: Dimension, level: Level) -> Vec<u32> {
        let found: BTreeSet<u32> = (0..self.people.len())
            .filter(|person| self.people[*person].here)
            .filter_map(|person| self.group_of(person, dimension, level))
            .collect();
        found.into_iter().collect()
    }
}
