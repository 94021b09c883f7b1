//! Placements of people in teams over time: what bootcamps and rotations share.
//!
//! Both are packing problems: choose from *candidates* (person × team × start) so that every limit holds, and a few
//! counts have concave worth. [`packing`] says so as data, [`solve`] finds a plan and its bound, [`dual`] makes the
//! bound exact. What the limits mean is told by the kinds themselves.

mod cells;
pub(super) mod check;
mod dual;
mod explain;
mod lp;
mod mip;
mod odd;
pub(super) mod packing;
pub(super) mod plan;
mod problem;
mod regions;
mod rule;
pub(super) mod scene;
mod solve;
mod start;
mod state;
mod stays;
mod tight;
pub(super) mod view;
pub(super) mod whatif;

pub use cells::Cell;
pub(super) use explain::{SOLVED_AGAIN_UP_TO, explain};
pub use problem::{Given, LARGEST_COUNT, MOST_CANDIDATES, MOST_TIMES, TeamLink};
pub use rule::Rule;
pub(super) use solve::{Found, possible, solve};
