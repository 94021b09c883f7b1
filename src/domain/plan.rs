//! Runs: the states of one execution of the optimiser.

use serde::{Deserialize, Serialize};

use super::words;

words! {
    /// A run's state.
    pub enum RunState {
        /// The round is known (question mails may be out); the optimiser has not started.
        Draft = "draft",
        /// The optimiser works, under a lease.
        Solving = "solving",
        /// A plan stands; it is released by itself at `hold_until`, or when approved.
        Proposed = "proposed",
        /// Somebody stopped the clock; only a person releases or drops it.
        Held = "held",
        /// Real: groups, introductions, notices and the audit line were written in one transaction.
        Released = "released",
        /// The first notice left the outbox.
        Sending = "sending",
        /// No notice of the plan is waiting any more.
        Sent = "sent",
        /// The time to meet is over.
        Closed = "closed",
        /// Dropped before release.
        Cancelled = "cancelled",
        /// Could not be solved or released; nobody was told.
        Failed = "failed",
        /// Withdrawn after release.
        Recalled = "recalled",
        /// Too old to be caught up when it was found.
        Skipped = "skipped",
    }
}

impl RunState {
    /// May a run go from `self` to `to`? Only these transitions exist.
    pub fn may_become(self, to: Self) -> bool {
        use RunState::{
            Cancelled, Closed, Draft, Failed, Held, Proposed, Recalled, Released, Sending, Sent,
            Skipped, Solving,
        };
        matches!(
            (self, to),
            (Draft, Solving | Cancelled | Failed | Skipped)
                | (Solving, Proposed | Cancelled | Failed)
                | (Proposed, Held | Released | Cancelled | Failed)
                | (Held, Released | Cancelled | Failed)
                | (Released, Sending | Sent | Closed | Recalled)
                | (Sending, Sent | Closed | Recalled)
                | (Sent, Closed | Recalled)
                | (Failed, Solving)
        )
    }
}

words! {
    /// What started a run.
    pub enum Trigger {
        /// Its slot came.
        Schedule = "schedule",
        /// Somebody pressed the button.
        Manual = "manual",
    }
}

words! {
    /// A notice's state in the outbox.
    pub enum NoticeState {
        /// Waiting for its turn (or for the kill switch to be lifted).
        Queued = "queued",
        /// A worker has it, under a lease.
        Sending = "sending",
        /// The relay (or the local mailbox) took it.
        Sent = "sent",
        /// To be tried again at `next_at`.
        Deferred = "deferred",
        /// Given up: refused for good, or too old.
        Failed = "failed",
        /// Not sent because the person left, opted out or bounces.
        Suppressed = "suppressed",
        /// Withdrawn before it was sent.
        Cancelled = "cancelled",
    }
}

words! {
    /// What the solver was doing at a milestone.
    pub enum SolvePhase {
        /// Building plans by seeded search.
        Search = "search",
        /// Lowering the bound.
        Bound = "bound",
        /// Branching until value and bound meet.
        Prove = "prove",
        /// Done.
        Done = "done",
    }
}

/// One sign of life of the solver, as the run's row keeps it and the run's page draws it.
///
/// Shape: a run's `progress` is a JSON array of these, oldest first, at most [`MOST_MILESTONES`].
/// Units: `value` and `bound` in milli-connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Milliseconds since the solve began.
    pub millis: u64,
    /// What the solver was doing.
    pub phase: SolvePhase,
    /// Value of the best plan so far.
    pub value: i64,
    /// Best bound so far, once there is one.
    pub bound: Option<i64>,
}

/// The most milestones a run keeps.
pub const MOST_MILESTONES: usize = 120;

/// Adds a milestone, unless it says what the last one said; above [`MOST_MILESTONES`], every second of the
/// older half goes, so that the first and the newest stay.
pub fn add_milestone(milestones: &mut Vec<Milestone>, next: Milestone) {
    if let Some(last) = milestones.last()
        && (last.phase, last.value, last.bound) == (next.phase, next.value, next.bound)
    {
        return;
    }
    milestones.push(next);
    if milestones.len() > MOST_MILESTONES {
        let mut at = 0;
        milestones.retain(|_| {
            at += 1;
            at > MOST_MILESTONES / 2 || at % 2 == 1
        });
    }
}
