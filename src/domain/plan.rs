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
