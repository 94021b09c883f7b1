//! Coffee programmes: rules, states and what people answer.

use serde::{Deserialize, Serialize};

use super::words;

words! {
    /// Which kind of programme.
    pub enum ProgrammeKind {
        /// Pairs or groups in rounds.
        Coffee = "coffee",
        /// Stints of new hires.
        Bootcamp = "bootcamp",
        /// Weeks or months on another team.
        Rotation = "rotation",
    }
}

words! {
    /// Whether a programme makes rounds.
    pub enum ProgrammeState {
        /// Being set up; nobody sees it.
        Draft = "draft",
        /// Open to join; rounds run.
        Active = "active",
        /// Open to join; no rounds until resumed.
        Paused = "paused",
        /// Over.
        Ended = "ended",
    }
}

words! {
    /// How somebody takes part.
    pub enum Consent {
        /// In every round until said otherwise.
        Standing = "standing",
        /// Only in rounds to which the person said yes.
        Ask = "ask",
    }
}

words! {
    /// The answer to a round question.
    pub enum Answer {
        /// Takes part.
        Yes = "yes",
        /// Not this one.
        Skip = "skip",
    }
}

words! {
    /// What one person says of a meeting.
    pub enum Mark {
        /// It is in the calendar.
        Scheduled = "scheduled",
        /// It happened.
        Met = "met",
        /// It did not.
        NotMet = "not_met",
    }
}

words! {
    /// Why a meeting did not happen (or was not wanted).
    pub enum Reason {
        /// Too busy.
        TooBusy = "too-busy",
        /// No common time.
        NoCommonTime = "no-common-time",
        /// We know each other already.
        KnowEachOther = "know-each-other",
        /// Not useful.
        NotUseful = "not-useful",
        /// Away.
        Away = "away",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// A group's state.
    pub enum GroupState {
        /// In a plan that nobody was told of.
        Proposed = "proposed",
        /// Told.
        Released = "released",
        /// Somebody of the group said it is in the calendar.
        Scheduled = "scheduled",
        /// Somebody said met and nobody denied it.
        Met = "met",
        /// Said not to have happened.
        NotMet = "not_met",
        /// The round closed without a word.
        Unknown = "unknown",
        /// Withdrawn.
        Recalled = "recalled",
    }
}

impl GroupState {
    /// May a group go from `self` to `to`? Only these transitions exist. Within an open round people may
    /// correct what they said, so `met` and `not_met` may change into each other until the round closes.
    pub fn may_become(self, to: Self) -> bool {
        use GroupState::{Met, NotMet, Proposed, Recalled, Released, Scheduled, Unknown};
        matches!(
            (self, to),
            (Proposed, Released | Recalled)
                | (Released, Scheduled | Met | NotMet | Unknown | Recalled)
                | (Scheduled, Met | NotMet | Unknown | Recalled)
                | (Met, NotMet)
                | (NotMet, Met)
                | (Unknown, Met | NotMet)
        )
    }
}

/// The rules of a coffee programme, as stored; what the optimiser gets is made from them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoffeeRules {
    /// Only people of different teams meet.
    pub cross_team: bool,
    /// The same two people meet again only after so many days.
    pub repeat_after_days: u32,
    /// Half-hour slots of the week that both must share.
    pub min_common_slots: u32,
    /// Minutes a meeting takes.
    pub minutes: u32,
    /// Days before the draw at which "ask me each round" people are asked. 0: never asked, so only standing consents take part.
    pub ask_days: u32,
    /// Minutes a proposed plan is held before it is released by itself; `None`: a person must approve it.
    pub hold_minutes: Option<u32>,
    /// Days people have to meet; the closing mail goes out at the end.
    pub meet_within_days: u32,
    /// A slot older than this is skipped, visibly, and not caught up. Minutes.
    pub catch_up_minutes: u32,
}

impl Default for CoffeeRules {
    fn default() -> Self {
        Self {
            cross_team: true,
            repeat_after_days: 90,
            min_common_slots: 1,
            minutes: 30,
            ask_days: 3,
            hold_minutes: Some(60),
            meet_within_days: 12,
            catch_up_minutes: 3 * 24 * 60,
        }
    }
}

impl ProgrammeState {
    /// May a programme go from `self` to `to`? Only these transitions exist; what has ended stays ended.
    pub fn may_become(self, to: Self) -> bool {
        use ProgrammeState::{Active, Draft, Ended, Paused};
        matches!(
            (self, to),
            (Draft, Active | Ended) | (Active, Paused | Ended) | (Paused, Active | Ended)
        )
    }
}
