//! What the mails about placements are about: plain data, without words.
//!
//! A calendar object of iTIP speaks of one event (RFC 5546: one UID). Programs that read mail take the first of several
//! and drop the rest, or make doubles at the next change. So a letter about one placement carries its event, and a
//! letter about several says that they come in mails of their own: [`PlacementCalendar`], one event each.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::domain::coffee::ProgrammeKind;
pub use crate::domain::placement::PlacedRole;
use crate::mail::Party;

/// The reason of a cancellation that Weft gives itself: the guest has left. It is said in the reader's language.
pub const HAS_LEFT: &str = "has-left";

/// Why something that people were told of is different, or does not happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// Nobody said.
    Unsaid,
    /// In the words of whoever changed it.
    Words(String),
    /// The guest has left.
    HasLeft,
    /// The host team has closed a week of it.
    CannotHost {
        /// Its name.
        team: String,
        /// The week's Monday.
        week: NaiveDate,
    },
    /// The home team has closed a week of it.
    CannotLend {
        /// Its name.
        team: String,
        /// The week's Monday.
        week: NaiveDate,
    },
    /// A coordinator put somebody elsewhere.
    ByHand,
    /// Something else in the plan changed, and it was made anew.
    Replanned,
    /// Two people changed places.
    Swapped,
}

impl From<&str> for Because {
    /// The reason of a withdrawal as it is stored: empty, [`HAS_LEFT`], or somebody's words.
    fn from(reason: &str) -> Self {
        match reason.trim() {
            "" => Self::Unsaid,
            HAS_LEFT => Self::HasLeft,
            words => Self::Words(words.to_owned()),
        }
    }
}

/// One placement, as a sentence needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// The guest's name.
    pub guest: String,
    /// The guest's own team.
    pub home: String,
    /// The host team.
    pub team: String,
    /// Who looks after the guest.
    pub host: Option<String>,
    /// First day.
    pub from: NaiveDate,
    /// Last working day.
    pub to: NaiveDate,
    /// What to expect there, in the host team's own words; may be empty.
    pub expect: String,
}

/// An event of whole days, as the calendar knows it, without the words.
#[derive(Debug, Clone)]
pub struct Days {
    /// Constant per placement, unique in the world: `<placement id>@host`.
    pub uid: String,
    /// 0 for the first invitation, one more at each change and at the cancellation.
    pub sequence: u32,
    /// When this version was made.
    pub stamp: DateTime<Utc>,
    /// First day.
    pub from: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
    /// Weft's own address.
    pub organiser: Party,
    /// Guest, host and home lead.
    pub attendees: Vec<Party>,
}

/// How the reader's calendar learns of what the letter says.
#[derive(Debug, Clone)]
pub enum Entry {
    /// Not at all: the reader wants no invitations.
    None,
    /// With this letter, which speaks of one placement.
    Here(Days),
    /// Each in a mail of its own.
    Apart,
}

impl Entry {
    /// The event that lies in the letter itself.
    pub fn here(&self) -> Option<&Days> {
        if let Self::Here(days) = self { Some(days) } else { None }
    }
}

/// What all letters about placements share.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The programme's name.
    pub programme: String,
    /// Bootcamp or rotation.
    pub kind: ProgrammeKind,
    /// What the reader is to the placements.
    pub role: PlacedRole,
    /// Who answers questions: the owner's name.
    pub owner: String,
    /// Where the reader sees it all: the timeline, the guests, the people who are away.
    pub link: String,
}

/// A plan is held, and hosts and home leads look at it first.
#[derive(Debug, Clone)]
pub struct PlacementProposed {
    /// What all share; the role is never the guest's.
    pub about: Placed,
    /// Who would come or go, and when.
    pub stays: Vec<Stay>,
    /// Released by itself at this moment, in the reader's zone; `None`: somebody releases it.
    pub releases_at: Option<DateTime<Tz>>,
    /// Page for "fine".
    pub fine_link: String,
    /// Page for "not like this", which asks for the reason.
    pub not_link: String,
}

/// A plan was released.
#[derive(Debug, Clone)]
pub struct PlacementTold {
    /// What all share.
    pub about: Placed,
    /// All placements of the release that are the reader's, by date.
    pub stays: Vec<Stay>,
    /// How the calendar learns of it.
    pub entry: Entry,
}

/// Something that people were told of is different now.
#[derive(Debug, Clone)]
pub struct PlacementChanged {
    /// What all share.
    pub about: Placed,
    /// What was, what is now, and why.
    pub changes: Vec<(Stay, Stay, Because)>,
    /// How the calendar learns of it.
    pub entry: Entry,
}

/// Something that people were told of does not happen.
#[derive(Debug, Clone)]
pub struct PlacementCancelled {
    /// What all share.
    pub about: Placed,
    /// What does not happen, each with its reason.
    pub stays: Vec<(Stay, Because)>,
    /// How the calendar learns of it.
    pub entry: Entry,
}

/// One event for the calendar, when a letter spoke of several.
#[derive(Debug, Clone)]
pub struct PlacementCalendar {
    /// What all share.
    pub about: Placed,
    /// The placement.
    pub stay: Stay,
    /// It is taken out of the calendar.
    pub cancelled: bool,
    /// Its event.
    pub days: Days,
}

/// At the end: was it worth the time?
#[derive(Debug, Clone)]
pub struct PlacementFeedback {
    /// What all share; guest or host.
    pub about: Placed,
    /// The placement.
    pub stay: Stay,
    /// Pages for 1 (not worth it) to 5 (very much so).
    pub links: [String; 5],
}

/// Something that somebody has to see to this week.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Missing {
    /// Nobody is named to look after a guest who comes soon.
    Host(Stay),
    /// A plan waits for its release.
    Plan {
        /// Cohort or call.
        name: String,
    },
}

/// Mondays: who starts, who ends, what is missing.
#[derive(Debug, Clone)]
pub struct MondayDigest {
    /// The programme's name.
    pub programme: String,
    /// To a coordinator (of everybody) or a host (of the own guests).
    pub coordinator: bool,
    /// The Monday.
    pub week: NaiveDate,
    /// Who starts this week.
    pub starts: Vec<Stay>,
    /// Who ends this week.
    pub ends: Vec<Stay>,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// The page with all of it.
    pub link: String,
}
