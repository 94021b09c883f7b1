//! Placements: a person with a host team for some weeks, their states, and the cohorts and calls they belong to.

use serde::{Deserialize, Serialize};

use super::id::{CallId, CohortId};
use super::words;

words! {
    /// Where a placement stands.
    pub enum PlacementState {
        /// In a plan that nobody but its reviewers has seen.
        Proposed = "proposed",
        /// The host team agreed.
        HostOk = "host_ok",
        /// The host team and the home team agreed.
        HomeOk = "home_ok",
        /// Real: booked in the ledger, everybody told.
        Confirmed = "confirmed",
        /// Its first day has come.
        Started = "started",
        /// Its last day is over.
        Finished = "finished",
        /// Ended before its time, with a reason.
        EndedEarly = "ended_early",
        /// Withdrawn before it began.
        Recalled = "recalled",
    }
}

impl PlacementState {
    /// May a placement go from `self` to `to`? Only these transitions exist. A plan may be released while one side has
    /// not spoken: the coordinator answers for that, and the state says so by what was skipped.
    pub fn may_become(self, to: Self) -> bool {
        use PlacementState::{
            Confirmed, EndedEarly, Finished, HomeOk, HostOk, Proposed, Recalled, Started,
        };
        matches!(
            (self, to),
            (Proposed, HostOk | Confirmed | Recalled)
                | (HostOk, HomeOk | Confirmed | Recalled)
                | (HomeOk, Confirmed | Recalled)
                | (Confirmed, Started | Recalled)
                | (Started, Finished | EndedEarly)
        )
    }

    /// Does it take up places in the ledger? Proposals do not.
    pub fn is_booked(self) -> bool {
        matches!(self, Self::Confirmed | Self::Started | Self::Finished)
    }

    /// Is it part of a plan that is not real yet?
    pub fn is_proposal(self) -> bool {
        matches!(self, Self::Proposed | Self::HostOk | Self::HomeOk)
    }
}

words! {
    /// Where a cohort stands.
    pub enum CohortState {
        /// Being set up and planned; nobody was told.
        Open = "open",
        /// A plan was released.
        Running = "running",
        /// Its last week is over.
        Closed = "closed",
        /// Given up.
        Cancelled = "cancelled",
    }
}

words! {
    /// Where a call stands.
    pub enum CallState {
        /// Being set up; nobody sees it.
        Draft = "draft",
        /// People may apply from its first to its last day.
        Open = "open",
        /// No more applications; planned.
        Closed = "closed",
        /// A plan was released.
        Running = "running",
        /// Its last period is over.
        Finished = "finished",
        /// Given up.
        Cancelled = "cancelled",
    }
}

words! {
    /// Where a rotation application stands.
    pub enum ApplicationState {
        /// Kept by the applicant, not handed in.
        Draft = "draft",
        /// Handed in.
        Submitted = "submitted",
        /// The home team was asked.
        AwaitingHome = "awaiting_home",
        /// The home team agreed; it is in the plan.
        Eligible = "eligible",
        /// It has a placement.
        Placed = "placed",
        /// No place in this plan; it comes up when one is free.
        Waitlisted = "waitlisted",
        /// Not this time, with a reason and a date.
        Declined = "declined",
        /// Taken back by the applicant.
        Withdrawn = "withdrawn",
    }
}

impl ApplicationState {
    /// May an application go from `self` to `to`? Only these transitions exist.
    pub fn may_become(self, to: Self) -> bool {
        use ApplicationState::{
            AwaitingHome, Declined, Draft, Eligible, Placed, Submitted, Waitlisted, Withdrawn,
        };
        matches!(
            (self, to),
            (Draft, Submitted | Withdrawn)
                | (Submitted, AwaitingHome | Declined | Withdrawn)
                | (AwaitingHome, Eligible | Declined | Withdrawn)
                | (Eligible, Placed | Waitlisted | Declined | Withdrawn)
                | (Waitlisted, Placed | Declined | Withdrawn)
                | (Placed, Waitlisted | Withdrawn)
        )
    }
}

/// What a run plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A round of its coffee programme.
    Round,
    /// A bootcamp cohort.
    Cohort(CohortId),
    /// A rotation call.
    Call(CallId),
}

impl Subject {
    /// The cohort, if it is one.
    pub fn cohort(self) -> Option<CohortId> {
        if let Self::Cohort(id) = self { Some(id) } else { None }
    }

    /// The call, if it is one.
    pub fn call(self) -> Option<CallId> {
        if let Self::Call(id) = self { Some(id) } else { None }
    }
}

words! {
    /// Whose word about a placement.
    pub enum Side {
        /// The person who was placed.
        Guest = "guest",
        /// The host.
        Host = "host",
    }
}

words! {
    /// What the reader is to a placement.
    pub enum PlacedRole {
        /// Who was placed.
        Guest = "guest",
        /// Who looks after the guest, or leads the host team.
        Host = "host",
        /// Who leads the guest's own team.
        Home = "home",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_stays_over() {
        for state in
            [PlacementState::Finished, PlacementState::EndedEarly, PlacementState::Recalled]
        {
            assert!(PlacementState::ALL.iter().all(|to| !state.may_become(*to)), "{state}");
        }
        for state in [ApplicationState::Declined, ApplicationState::Withdrawn] {
            assert!(ApplicationState::ALL.iter().all(|to| !state.may_become(*to)), "{state}");
        }
    }

    #[test]
    fn only_what_is_confirmed_begins() {
        let before: Vec<_> = PlacementState::ALL
            .iter()
            .filter(|state| state.may_become(PlacementState::Started))
            .collect();
        assert_eq!(before, [&PlacementState::Confirmed]);
    }
}
