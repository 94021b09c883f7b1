//! The tie network and what it measures: who has met whom, and how an organisation hangs together by that.
//!
//! Pure: no I/O, no clock, no global; the same answer for the same input and seed, whatever the number of threads.
//! People are indices, groups are indices; names stay with the caller. What comes out as [`Measures`] is about groups
//! and the whole; what is about one person ([`constraint`], [`Walks::betweenness`]) is for that person only.

mod across;
mod change;
mod chart;
mod communities;
mod components;
mod constraint;
mod dice;
pub mod disclose;
pub mod export;
#[cfg(test)]
mod golden;
mod groups;
mod inequality;
pub mod layout;
mod leiden;
mod measures;
mod network;
mod paths;
mod rates;
mod resilience;
mod survival;
mod sweep;

pub use across::{Across, SILO, Standing, across, density, standings};
pub use change::{Change, change};
pub use chart::{assortativity, modularity};
pub use communities::{Communities, adjusted_rand, communities};
pub use components::{Cuts, Pieces, components, cuts, pieces};
pub use constraint::constraint;
pub use groups::Groups;
pub use inequality::{Hosting, Opportunity, Theil, gini, hosting, lorenz, opportunity, theil};
pub use measures::{GroupMeasures, Measures, Settings, measures};
pub use network::{Activity, Layer, Meeting, Network, NetworkError, Person, Tie, View};
pub use paths::{Concentration, Paths, Sampling, Walks, concentration, walks};
pub use rates::{Rate, Z, participation, replies};
pub use resilience::{Pair, holds, matching, pairs};
pub use survival::{Step, Survival, THIRD, kaplan_meier, newcomers};
pub mod open_map;
