//! What is published of one closed period: the only thing that pages, exports and answers to programs ever see.

use serde::{Deserialize, Serialize};

use crate::domain::quarter::Quarter;
use crate::domain::words;

/// The closed figures of one period. Made once and never changed; nobody's id, name or measure is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The period.
    pub period: Quarter,
    /// The version of the rules' code that made it ([`super::ENGINE`]).
    pub engine: u32,
    /// At least so many people stand behind each figure, and behind whatever can be computed from figures.
    pub k: u32,
    /// The tables, in the order of [`super::tables::FIXED`]: always the same ones.
    pub tables: Vec<Table>,
    /// Measures of the organisation as a whole.
    pub measures: Vec<Measure>,
}

/// One table of figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it counts.
    pub subject: Subject,
    /// By what people are grouped.
    pub dimension: Dimension,
    /// The level really shown. For dimensions without levels: [`Level::Group`], or [`Level::Whole`] when no group can
    /// be shown.
    pub level: Level,
    /// Why it is not a finer level; none when it is the finest there is.
    pub because: Option<RolledUp>,
    /// Deciding all of its cells would have taken too many steps; those that were not decided are withheld.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unfinished: bool,
    /// The groups at this level, by name; cells name them by their place in this list.
    pub groups: Vec<Group>,
    /// Every cell of the table at this level, shown or withheld, in a fixed order: the whole, then groups, then pairs.
    pub cells: Vec<Cell>,
}

/// A group of people at the level shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its name; for tenure bands and newcomers' quarters their stable word.
    pub name: String,
    /// How many people are in it by the directory at the period's end; none below k.
    pub people: Option<u32>,
}

/// One figure's place and worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Whose.
    pub of: Of,
    /// What is counted.
    pub quantity: Quantity,
    /// How much, or that it is withheld.
    pub value: Value,
}

/// The people a cell is about: places in [`Table::groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// Everybody.
    All,
    /// Ties between different groups.
    Across,
    /// One group; of ties: all that touch it, those inside it once.
    Group(u16),
    /// Ties between two groups, or inside one; the first is never above the second.
    Pair(u16, u16),
}

/// A figure, or that there is none to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// The exact count.
    Shown(u64),
    /// Nothing is said.
    Hidden(Hidden),
}

impl Value {
    /// The count, when it is shown.
    pub fn shown(self) -> Option<u64> {
        match self {
            Self::Shown(count) => Some(count),
            Self::Hidden(_) => None,
        }
    }
}

words! {
    /// Why a cell says nothing. One word for all that depends on what people did: which of the rules it was would
    /// itself tell something about the cell. Nought is withheld like any small count.
    pub enum Hidden {
        /// Fewer than k people stand behind it, or fewer than k together with other figures or earlier periods.
        Protected = "protected",
        /// No two people could have been counted here: by the directory, not by what anybody did.
        Nobody = "nobody",
    }
}

words! {
    /// What a table counts.
    pub enum Subject {
        /// Pairs who met or are known to know each other, in the four quarters up to the period's end.
        Ties = "ties",
        /// Coffee: able to take part → opted in → offered a meeting → met.
        Coffee = "coffee",
        /// Bootcamps and rotations: hire or applicant → placed → first choice.
        Placements = "placements",
        /// Working time spent in meetings and stays.
        Time = "time",
        /// People who were eligible and left out, and still wait.
        Waiting = "waiting",
        /// Why meetings did not come about.
        Reasons = "reasons",
        /// New hires and whom they have met.
        Newcomers = "newcomers",
    }
}

words! {
    /// By what people are grouped: a fixed list.
    pub enum Dimension {
        /// Team, department, division.
        Unit = "unit",
        /// Where they work.
        Site = "site",
        /// How long they have been here.
        Tenure = "tenure",
        /// What they do.
        Function = "function",
        /// How senior they are.
        Seniority = "seniority",
        /// Under whom of the highest managers they are.
        Line = "line",
        /// In which quarter they started.
        Cohort = "cohort",
    }
}

words! {
    /// How fine a table is.
    pub enum Level {
        /// Teams.
        Team = "team",
        /// What teams belong to.
        Department = "department",
        /// The highest below the whole.
        Division = "division",
        /// The groups of a dimension without levels.
        Group = "group",
        /// Only the whole.
        Whole = "whole",
    }
}

words! {
    /// Why a table is not finer.
    pub enum RolledUp {
        /// At the finer level less than half of the cells could have been shown.
        TooSmall = "too-small",
        /// The finer level has more cells than are decided, or read.
        TooMany = "too-many",
    }
}

words! {
    /// What a cell counts.
    pub enum Quantity {
        /// Pairs of people.
        Ties = "ties",
        /// People who could take part.
        Eligible = "eligible",
        /// People who opted in.
        OptedIn = "opted-in",
        /// People who were offered a meeting.
        Offered = "offered",
        /// People who met.
        Met = "met",
        /// Hires and applicants.
        Asked = "asked",
        /// People who were placed.
        Placed = "placed",
        /// People whose first choice it was.
        FirstChoice = "first-choice",
        /// Minutes.
        Minutes = "minutes",
        /// People who wait.
        Waiting = "waiting",
        /// People too busy.
        TooBusy = "too-busy",
        /// People who found no common time.
        NoCommonTime = "no-common-time",
        /// People who knew each other.
        KnowEachOther = "know-each-other",
        /// People who thought it not useful.
        NotUseful = "not-useful",
        /// People who were away.
        Away = "away",
        /// People with another reason.
        Other = "other",
        /// New hires.
        Newcomers = "newcomers",
        /// New hires with at least three ties to people of other teams.
        ThreeTies = "three-ties",
    }
}

/// A measure of the organisation as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Its stable name.
    pub name: String,
    /// Thousandths, rounded; none: withheld.
    pub thousandths: Option<i64>,
}
