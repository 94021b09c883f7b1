//! The constraints of bootcamps and rotations by their stable ids, which `docs/model.md` lists.

use serde::{Deserialize, Serialize};

/// A constraint's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A bootcamp's placement lies inside the hire's weeks.
    Window,
    /// Nobody visits their own team.
    NotHome,
    /// Nobody visits a team they avoid.
    NotAvoid,
    /// A hire is in one place at a time.
    OnePlace,
    /// A hire visits a team at most once.
    OncePerTeam,
    /// Who visits both teams visits one of them first.
    Order,
    /// A team is visited in its weeks only.
    TeamWindow,
    /// A hire has at most so many placements.
    Stints,
    /// A rotation leads to a team that was chosen.
    Choice,
    /// A rotation starts in a period that was offered, and all its periods exist.
    Period,
    /// An applicant has at most one placement.
    OnePlacement,
    /// A team has at most so many guests at a time.
    TeamPlaces,
    /// A team lends at most so many at a time.
    Lend,
    /// A team has at most so many more guests than it lends.
    BalanceIn,
    /// A team lends at most so many more than it has guests.
    BalanceOut,
    /// A placement takes the time its person asked for.
    Length,
    /// Locked placements stay.
    Locked,
    /// How many placements a team hosts, which its load depends on.
    Load,
    /// How many of a manager's applicants are placed.
    ManagerFirst,
}

impl Rule {
    /// Every constraint.
    pub const ALL: [Self; 19] = [
        Self::Window,
        Self::NotHome,
        Self::NotAvoid,
        Self::OnePlace,
        Self::OncePerTeam,
        Self::Order,
        Self::TeamWindow,
        Self::Stints,
        Self::Choice,
        Self::Period,
        Self::OnePlacement,
        Self::TeamPlaces,
        Self::Lend,
        Self::BalanceIn,
        Self::BalanceOut,
        Self::Length,
        Self::Locked,
        Self::Load,
        Self::ManagerFirst,
    ];

    /// The id in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::NotHome => "not-home",
            Self::NotAvoid => "not-avoid",
            Self::OnePlace => "one-place",
            Self::OncePerTeam => "once-per-team",
            Self::Order => "order",
            Self::TeamWindow => "team-window",
            Self::Stints => "stints",
            Self::Choice => "choice",
            Self::Period => "period",
            Self::OnePlacement => "one-placement",
            Self::TeamPlaces => "team-places",
            Self::Lend => "lend",
            Self::BalanceIn => "balance-in",
            Self::BalanceOut => "balance-out",
            Self::Length => "length",
            Self::Locked => "locked",
            Self::Load => "load",
            Self::ManagerFirst => "manager-first",
        }
    }
}
