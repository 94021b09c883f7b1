//! What each kind of mail is about: plain data, without words.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::mail::Party;

/// Signing in: a link and a code for the same thing.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// Six digits.
    pub code: String,
    /// Opens a page with one button.
    pub link: String,
    /// How long both are valid.
    pub minutes_valid: u32,
    /// Browser and system, as far as known.
    pub device: String,
    /// When it was asked for, in the reader's zone.
    pub at: DateTime<Tz>,
}

/// What an unanswered round question means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// No answer counts as yes.
    Joins,
    /// No answer counts as no.
    Skips,
}

/// "Are you in this time?", for those who want to be asked each round.
#[derive(Debug, Clone)]
pub struct RoundQuestion {
    /// The programme's name.
    pub programme: String,
    /// The day pairs are drawn.
    pub round_on: NaiveDate,
    /// What a meeting takes.
    pub minutes: u32,
    /// Page for yes.
    pub yes_link: String,
    /// Page for skipping this round.
    pub skip_link: String,
    /// Page for pausing until a date.
    pub pause_link: String,
    /// The last moment an answer counts, in the reader's zone.
    pub answer_by: DateTime<Tz>,
    /// What no answer means.
    pub silence: Silence,
}

/// Who reads the mail, as far as the words need it.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Name as others see it.
    pub name: String,
    /// Zone in which every time is printed.
    pub zone: Tz,
}

/// Somebody the reader is to meet.
#[derive(Debug, Clone)]
pub struct Partner {
    /// Full name.
    pub name: String,
    /// Home team.
    pub team: String,
    /// Where their clock stands.
    pub zone: Tz,
    /// Up to two lines about themself; may be empty.
    pub about: String,
    /// What they like to talk about.
    pub topics: Vec<String>,
    /// Languages, in the reader's words.
    pub languages: Vec<String>,
}

/// Who sends the invitation; it alternates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inviter {
    /// The reader.
    You,
    /// The partner of this name.
    Partner(String),
}

/// One reason for a match, with its numbers.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// A first meeting of two teams' people; `ties` is how many pairs of these teams know each other so far.
    NewConnection {
        /// The reader's team and the partner's.
        teams: (String, String),
        /// Ties between the two teams before this one.
        ties: u32,
    },
    /// They met before, and nobody new was within reach.
    MeetAgain {
        /// Last time.
        last_on: NaiveDate,
        /// How often so far.
        times: u32,
    },
    /// Topics both named.
    CommonTopics(Vec<String>),
    /// Working hours both share in a week.
    CommonHours(u32),
    /// The reader was left out before and came first this time.
    YouWaited {
        /// How many rounds in a row.
        rounds: u32,
    },
    /// The organisation set itself the target to bring these two groups together.
    Target {
        /// One group of teams.
        one: String,
        /// The other.
        other: String,
    },
}

/// Where the buttons of a match mail lead; every page changes something only by its own button.
#[derive(Debug, Clone)]
pub struct MatchLinks {
    /// "It is in the calendar".
    pub scheduled: String,
    /// "We know each other already".
    pub know_each_other: String,
    /// "Cannot this time".
    pub cannot: String,
    /// The why page.
    pub why: String,
}

/// A meeting as the calendar knows it, without the words.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Constant per group, unique in the world: `<group id>@host`.
    pub uid: String,
    /// 0 for the first invitation, one more at each change and at the cancellation.
    pub sequence: u32,
    /// When this version was made.
    pub stamp: DateTime<Utc>,
    /// Start of the meeting.
    pub start: DateTime<Utc>,
    /// Its length.
    pub minutes: u32,
    /// Weft's own address: no attendee has to answer for another.
    pub organiser: Party,
    /// All of the group.
    pub attendees: Vec<Party>,
}

/// "Meet …": the match, introduced to each of the group in the same way.
#[derive(Debug, Clone)]
pub struct Match {
    /// The reader.
    pub reader: Reader,
    /// The others: one, or two in a trio (more is drawn too).
    pub partners: Vec<Partner>,
    /// The programme's name.
    pub programme: String,
    /// What a meeting takes.
    pub minutes: u32,
    /// The last day of the round.
    pub by: NaiveDate,
    /// Starts inside everybody's working hours; usually three.
    pub slots: Vec<DateTime<Utc>>,
    /// One question to begin with, in the reader's language.
    pub opening_question: String,
    /// Who invites.
    pub inviter: Inviter,
    /// Why these people, most weighty first.
    pub why: Vec<Reason>,
    /// The buttons.
    pub links: MatchLinks,
    /// The invitation, when the reader allows it.
    pub invitation: Option<Meeting>,
    /// Every partner gets the invitation too.
    pub all_invited: bool,
}

/// Who decides how many places a team gives, for one reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decides {
    /// The reader.
    You,
    /// The team's lead, by name.
    Lead(String),
    /// The team has no lead.
    Nobody,
}

/// What kept somebody out of a round, with its numbers.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum LeftOutBecause {
    /// An odd number of people and no group of three.
    OddNumber {
        /// Who took part.
        people: u32,
    },
    /// The team has fewer seats than people who wanted one.
    TeamSeats {
        /// The reader's team.
        team: String,
        /// Seats it has this round.
        seats: u32,
        /// People of the team who wanted one.
        wanted: u32,
    },
    /// The team has no time to spare in the week of the draw.
    NoTime {
        /// The reader's team.
        team: String,
    },
    /// The team gives no places at all, in this round as in the next.
    NoPlaces {
        /// Who could change that.
        decides: Decides,
    },
    /// Nobody is left whom the reader does not know.
    KnowsEverybody {
        /// Who took part.
        people: u32,
    },
    /// Nobody's working hours meet the reader's.
    NoCommonHours {
        /// Who took part.
        people: u32,
    },
    /// Nobody shares a language with the reader.
    NoCommonLanguage {
        /// Who took part.
        people: u32,
    },
    /// Nobody who took part could meet the reader.
    Nobody {
        /// How many others took part.
        people: u32,
    },
    /// Nobody else took part.
    Alone,
    /// A match was planned, and somebody of it is not there any more.
    FellThrough,
    /// The time for making the plan ended before a place was found.
    TimeEnded,
    /// Every pairing possible for the reader would have cost the others more.
    BetterWithout {
        /// Connections the whole plan would have lost.
        connections: u32,
    },
}

/// "No match this time": why, and that it will be repaid.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// The programme's name.
    pub programme: String,
    /// The round's day.
    pub round_on: NaiveDate,
    /// The binding reason.
    pub because: LeftOutBecause,
    /// Whether the reader comes first next time.
    pub first_in_line: bool,
    /// Page for joining a pair as a third, when there is one.
    pub third_link: Option<String>,
    /// The next round's day.
    pub next_on: Option<NaiveDate>,
    /// The reader's why page.
    pub why_link: String,
}

/// Once, in the middle of a round, when nobody of the group marked anything.
#[derive(Debug, Clone)]
pub struct Nudge {
    /// The reader.
    pub reader: Reader,
    /// The others' names.
    pub partners: Vec<String>,
    /// What a meeting takes.
    pub minutes: u32,
    /// The last day of the round.
    pub by: NaiveDate,
    /// Starts that still lie ahead.
    pub slots: Vec<DateTime<Utc>>,
    /// The programme's name.
    pub programme: String,
    /// The buttons.
    pub links: MatchLinks,
}

/// After a round: did it happen?
#[derive(Debug, Clone)]
pub struct Closing {
    /// The programme's name.
    pub programme: String,
    /// The others' names.
    pub partners: Vec<String>,
    /// Page for "we met".
    pub met_link: String,
    /// Page for "not yet, we still will".
    pub not_yet_link: String,
    /// Page for "no", with reasons to tap.
    pub no_link: String,
}

/// After three rounds without an answer the reader rests; one question: shall we go on?
#[derive(Debug, Clone)]
pub struct KindQuestion {
    /// The programme's name.
    pub programme: String,
    /// Rounds without an answer.
    pub rounds: u32,
    /// Page for staying.
    pub stay_link: String,
    /// Page for resting.
    pub rest_link: String,
    /// The next round's day: whoever stays by then is in it.
    pub next_on: Option<NaiveDate>,
}

/// What follows on a recall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterRecall {
    /// A new match comes, at the latest on this day.
    NewMatchBy(NaiveDate),
    /// The next round is on this day.
    NextRound(NaiveDate),
    /// Nothing is planned.
    Nothing,
}

/// A released match is withdrawn.
#[derive(Debug, Clone)]
pub struct Recalled {
    /// The programme's name.
    pub programme: String,
    /// The others' names.
    pub partners: Vec<String>,
    /// What went wrong, in the owner's own words; may be empty.
    pub note: String,
    /// What follows.
    pub after: AfterRecall,
    /// Who answers questions: the owner's name.
    pub owner: String,
    /// The calendar entry to cancel, when an invitation had gone out.
    pub cancelled: Option<Meeting>,
}

/// The admin's test send.
#[derive(Debug, Clone)]
pub struct TestMail {
    /// Who pressed the button.
    pub by: String,
    /// When, in their zone.
    pub at: DateTime<Tz>,
    /// How it was delivered, in words: "local mailbox", "mail.example.org, STARTTLS".
    pub through: String,
}

/// To the owner: a plan waits to be released.
#[derive(Debug, Clone)]
pub struct RoundProposed {
    /// The programme's name.
    pub programme: String,
    /// The round's day.
    pub round_on: NaiveDate,
    /// People who took part.
    pub people: u32,
    /// Groups in the plan.
    pub groups: u32,
    /// New connections among them.
    pub new_connections: u32,
    /// People left out.
    pub left_out: u32,
    /// The plan's value, in the optimiser's units.
    pub value: i64,
    /// The proven upper bound.
    pub bound: i64,
    /// Seconds it took.
    pub seconds: f64,
    /// Released by itself at this moment, when the programme says so; in the owner's zone.
    pub releases_at: Option<DateTime<Tz>>,
    /// The run's page.
    pub link: String,
}

/// To a lead: what can your teams spare in these weeks?
#[derive(Debug, Clone)]
pub struct CapacityRequest {
    /// The reader's teams; at least one.
    pub teams: Vec<String>,
    /// The first Monday.
    pub from: NaiveDate,
    /// The last Friday.
    pub until: NaiveDate,
    /// How many weeks.
    pub weeks: u32,
    /// Who asks.
    pub asked_by: String,
    /// A sentence of theirs; may be empty.
    pub note: String,
    /// Page for "as last quarter".
    pub same_link: String,
    /// Page for "nothing this time".
    pub nothing_link: String,
    /// Page for filling it in.
    pub fill_link: String,
}

/// To the owner of a programme: somebody's address does not work any more.
#[derive(Debug, Clone)]
pub struct Unreachable {
    /// Who cannot be reached.
    pub name: String,
    /// The programme whose mail came back; none: a mail of the service itself.
    pub programme: Option<String>,
    /// What the mail server said: `5.1.1`.
    pub status: String,
    /// The page with everybody who cannot be reached, for whoever may see it.
    pub link: String,
}
