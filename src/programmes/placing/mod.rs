//! Placements of bootcamps and rotations: what both kinds share from the plan to the last day.
//!
//! A solve makes proposals: rows beside the real placements, nobody is told. What differs from what is real is all that a
//! proposal has: a placement that moves (`replaces_id`), one that ends (`leaves_run_id`), one that is new. A release turns
//! exactly those into real ones; every other row stays as it is, byte for byte.

mod advance;
pub mod afterwards;
mod digest;
mod edit;
mod explained;
mod facts;
mod leavers;
pub mod letters;
mod lost;
mod proposal;
mod reasons;
mod recall;
mod release;
mod rows;
mod setting;
mod show;
mod solve;
mod stand_in;
mod swap;
mod withdraw;
mod write;

use crate::domain::placement::Subject;
use crate::domain::rotation::Period;
use crate::optimise::Problem;
use crate::store::placement::Placement;
use crate::store::programme::ProgrammeHead;

pub use advance::{Advanced, advance};
pub use digest::digests_due;
pub use edit::{Spot, place, set_lock, spots, take_out};
pub use explained::{Explained, Next, Tight, Unplaced, WhatIf, Widening, Worth};
pub use leavers::leavers_due;
pub use lost::pass_over_letters;
pub use proposal::{Difference, Figures, Place, Proposal, proposal};
pub use recall::{end_early, recall_placement, recall_run};
pub use release::{Done, close, drop_plan, release};
pub use show::{Opinion, say_of_plan, show_due, show_plan};
pub(super) use solve::propose;
pub use solve::solve;
pub use stand_in::{StandIn, stand_ins};
pub use swap::{swap, swap_effect};
pub use withdraw::{Withdrawal, withdraw, would_touch};

/// What a plan of a cohort or call is made of; the bootcamp and the rotation each make theirs from one consistent read.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The cohort or call.
    pub subject: Subject,
    /// Its programme.
    pub programme: ProgrammeHead,
    /// What is to be solved, without locks; people and teams under the keys of [`super::round`].
    pub problem: Problem,
    /// The weeks of each slot (start) of the problem, in order.
    pub slots: Vec<Period>,
    /// Minutes of a host team that one guest takes in a week.
    pub minutes_per_week: u32,
    /// Minutes a proposed plan waits before it is released by itself; `None`: a person must approve it.
    pub hold_minutes: Option<u32>,
    /// All placements of the cohort or call, proposals too.
    pub placements: Vec<Placement>,
}
