//! The form of a coffee programme: what is typed, what is wrong with it field by field, and what it comes to.

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone, Utc, Weekday,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::{Cadence, CadenceError};
use crate::domain::coffee::CoffeeRules;
use crate::domain::words;
use crate::store::programme::Programme;

words! {
    /// A field of the form; the text is its name in the page.
    pub enum Field {
        /// The programme's name.
        Name = "name",
        /// What it is for.
        Purpose = "purpose",
        /// The owner's address.
        Owner = "owner",
        /// When its rounds are drawn, in words.
        Cadence = "cadence",
        /// The zone of the cadence.
        Zone = "zone",
        /// The first day on which a round may be drawn.
        FirstOn = "first_on",
        /// Minutes of a meeting.
        Minutes = "minutes",
        /// Days before the draw at which people are asked.
        AskDays = "ask_days",
        /// Days people have to meet.
        MeetWithinDays = "meet_within_days",
        /// Only people of different teams meet.
        CrossTeam = "cross_team",
        /// Days until the same two may meet again.
        RepeatAfterDays = "repeat_after_days",
        /// By itself or by a person.
        Hold = "hold",
        /// Hours a plan is held.
        HoldHours = "hold_hours",
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was typed.
    Missing,
    /// More characters than there is room for.
    TooLong {
        /// The most.
        most: usize,
    },
    /// Not a whole number (for hours: not a number).
    NotANumber,
    /// A number outside what makes sense.
    OutOf {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// Not a date.
    NotADate,
    /// Another programme has this name.
    Taken,
    /// Nobody active has this address.
    UnknownPerson,
    /// Not a zone of the IANA list.
    UnknownZone,
    /// The cadence is not understood, or never comes.
    Cadence(CadenceError),
    /// The question for a round would go out before the round before it was drawn.
    AskOverlaps {
        /// Whole days between two rounds.
        days_between: i64,
    },
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// Which field.
    pub field: Field,
    /// What is wrong.
    pub fault: Fault,
}

/// The form as it was typed. Kept whole when something is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The programme's name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// The owner's address.
    pub owner: String,
    /// In words.
    pub cadence: String,
    /// IANA name.
    pub zone: String,
    /// `2026-01-06`.
    pub first_on: String,
    /// Minutes.
    pub minutes: String,
    /// Days.
    pub ask_days: String,
    /// Days.
    pub meet_within_days: String,
    /// `yes` when ticked.
    pub cross_team: String,
    /// Days.
    pub repeat_after_days: String,
    /// `auto` or `approve`.
    pub hold: String,
    /// Hours, such as `24` or `0.5`.
    pub hold_hours: String,
}

/// A form that holds: everything but the owner and the name's uniqueness is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The programme's name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// The owner's address, lower case.
    pub owner: String,
    /// As written, without blanks at the ends.
    pub cadence: String,
    /// The zone of the cadence.
    pub zone: Tz,
    /// The first day on which a round may be drawn, in the zone.
    pub first_on: NaiveDate,
    /// The rules.
    pub rules: CoffeeRules,
}

/// The longest name.
pub const NAME_MOST: usize = 80;
/// The longest purpose.
pub const PURPOSE_MOST: usize = 600;
/// How many dates the preview shows.
pub const PREVIEW_DATES: usize = 5;

impl Typed {
    /// An empty form with the defaults filled in.
    pub fn fresh(owner: &str, zone: Tz, today: NaiveDate) -> Self {
        let rules = CoffeeRules { hold_minutes: Some(24 * 60), ..CoffeeRules::default() };
        let first_on = today.checked_add_days(Days::new(7)).unwrap_or(today);
        let mut typed = Self::of_rules(&rules);
        owner.clone_into(&mut typed.owner);
        "every 2 weeks on Tuesday 09:00".clone_into(&mut typed.cadence);
        zone.name().clone_into(&mut typed.zone);
        typed.first_on = first_on.to_string();
        typed
    }

    /// The form of a programme that exists.
    pub fn of(programme: &Programme, owner: &str) -> Self {
        Self {
            name: programme.name.clone(),
            purpose: programme.purpose.clone(),
            owner: owner.to_owned(),
            cadence: programme.cadence.clone(),
            zone: programme.zone.name().to_owned(),
            first_on: programme.starts_at.with_timezone(&programme.zone).date_naive().to_string(),
            ..Self::of_rules(&programme.rules)
        }
    }

    fn of_rules(rules: &CoffeeRules) -> Self {
        Self {
            minutes: rules.minutes.to_string(),
            ask_days: rules.ask_days.to_string(),
            meet_within_days: rules.meet_within_days.to_string(),
            cross_team: if rules.cross_team { "yes".to_owned() } else { String::new() },
            repeat_after_days: rules.repeat_after_days.to_string(),
            hold: if rules.hold_minutes.is_some() { "auto" } else { "approve" }.to_owned(),
            hold_hours: hours(rules.hold_minutes.unwrap_or(24 * 60)),
            ..Self::default()
        }
    }

    /// Checks everything that can be checked without the rows. `base` gives the rules that the form does not show.
    ///
    /// Errors: every field that is wrong, in the order of the form.
    pub fn check(&self, base: &CoffeeRules) -> Result<Draft, Vec<FieldFault>> {
        let mut faults = Faults::default();
        let name = faults.text(Field::Name, &self.name, NAME_MOST);
        let purpose = faults.text(Field::Purpose, &self.purpose, PURPOSE_MOST);
        let owner = faults.text(Field::Owner, &self.owner, 254).to_lowercase();
        let cadence_text = faults.text(Field::Cadence, &self.cadence, 120);
        let zone = faults.zone(&self.zone);
        let first_on = faults.date(&self.first_on);
        let minutes = faults.number(Field::Minutes, &self.minutes, 10, 240);
        let ask_days = faults.number(Field::AskDays, &self.ask_days, 0, 14);
        let meet_within_days = faults.number(Field::MeetWithinDays, &self.meet_within_days, 1, 90);
        let repeat_after_days =
            faults.number(Field::RepeatAfterDays, &self.repeat_after_days, 0, 3650);
        let hold_minutes = faults.hold(&self.hold, &self.hold_hours);
        let cadence = zone.filter(|_| !cadence_text.is_empty()).and_then(|zone| {
            Cadence::parse(&cadence_text, zone)
                .map_err(|error| faults.add(Field::Cadence, Fault::Cadence(error)))
                .ok()
        });
        // A zone written into the cadence counts more than the field below it.
        let zone = cadence.as_ref().map(Cadence::zone).or(zone);
        if let (Some(cadence), Some(zone), Some(first_on)) = (&cadence, zone, first_on) {
            let from = starts_at(zone, first_on);
            let dates = cadence.upcoming(from, from, PREVIEW_DATES);
            let days_between = shortest_gap(&dates).map(|gap| gap.num_days());
            if let Some(days_between) = days_between
                && ask_days > 0
                && i64::from(ask_days) >= days_between.max(1)
            {
                faults.add(Field::AskDays, Fault::AskOverlaps { days_between });
            }
        }
        let (Some(zone), Some(first_on), []) = (zone, first_on, faults.0.as_slice()) else {
            return Err(faults.in_order());
        };
        let rules = CoffeeRules {
            cross_team: self.cross_team == "yes",
            repeat_after_days,
            minutes,
            min_common_slots: minutes.div_ceil(30),
            ask_days,
            hold_minutes,
            meet_within_days,
            catch_up_minutes: base.catch_up_minutes,
        };
        Ok(Draft { name, purpose, owner, cadence: cadence_text, zone, first_on, rules })
    }
}

#[derive(Default)]
struct Faults(Vec<FieldFault>);

impl Faults {
    fn add(&mut self, field: Field, fault: Fault) {
        self.0.push(FieldFault { field, fault });
    }

    fn text(&mut self, field: Field, typed: &str, most: usize) -> String {
        // One line each but for the purpose: a line break in a name would be one in a mail's header.
        let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            self.add(field, Fault::Missing);
        } else if text.chars().count() > most {
            self.add(field, Fault::TooLong { most });
        }
        text
    }

    fn number(&mut self, field: Field, typed: &str, least: u32, most: u32) -> u32 {
        let typed = typed.trim();
        if typed.is_empty() {
            self.add(field, Fault::Missing);
            return least;
        }
        let digits = typed.bytes().all(|byte| byte.is_ascii_digit());
        match typed.parse::<u32>() {
            Ok(number) if (least..=most).contains(&number) => number,
            Err(_) if !digits => {
                self.add(field, Fault::NotANumber);
                least
            }
            _ => {
                self.add(field, Fault::OutOf { least, most });
                least
            }
        }
    }

    fn zone(&mut self, typed: &str) -> Option<Tz> {
        let zone = typed.trim().parse().ok();
        if zone.is_none() {
            let fault = if typed.trim().is_empty() { Fault::Missing } else { Fault::UnknownZone };
            self.add(Field::Zone, fault);
        }
        zone
    }

    fn date(&mut self, typed: &str) -> Option<NaiveDate> {
        let date = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d")
            .ok()
            .filter(|date| (2000..=2200).contains(&date.year()));
        if date.is_none() {
            let fault = if typed.trim().is_empty() { Fault::Missing } else { Fault::NotADate };
            self.add(Field::FirstOn, fault);
        }
        date
    }

    fn hold(&mut self, hold: &str, typed: &str) -> Option<u32> {
        match hold {
            "approve" => None,
            "auto" => Some(self.hours(typed)),
            _ => {
                self.add(Field::Hold, Fault::Missing);
                None
            }
        }
    }

    /// Hours with at most two decimals, as minutes.
    fn hours(&mut self, typed: &str) -> u32 {
        const MOST: u32 = 14 * 24;
        let typed = typed.trim();
        if typed.is_empty() {
            self.add(Field::HoldHours, Fault::Missing);
            return 0;
        }
        let (whole, part) = typed.split_once(['.', ',']).unwrap_or((typed, "0"));
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 2 {
            self.add(Field::HoldHours, Fault::NotANumber);
            return 0;
        }
        let hundredths = part.parse::<u32>().unwrap_or(0) * if part.len() == 1 { 10 } else { 1 };
        match whole.parse::<u32>() {
            Ok(whole) if whole < MOST || (whole == MOST && hundredths == 0) => {
                whole * 60 + (hundredths * 60 + 50) / 100
            }
            _ => {
                self.add(Field::HoldHours, Fault::OutOf { least: 0, most: MOST });
                0
            }
        }
    }

    fn in_order(mut self) -> Vec<FieldFault> {
        self.0.sort_by_key(|fault| fault.field);
        self.0
    }
}

/// Minutes as hours with at most two decimals: `24`, `0.5`.
pub fn hours(minutes: u32) -> String {
    let hundredths = (minutes % 60 * 100 + 30) / 60;
    match hundredths {
        0 => (minutes / 60).to_string(),
        part if part % 10 == 0 => format!("{}.{}", minutes / 60, part / 10),
        part => format!("{}.{part:02}", minutes / 60),
    }
}

/// The instant from which a cadence counts: midnight of its first day in its zone.
pub fn starts_at(zone: Tz, first_on: NaiveDate) -> DateTime<Utc> {
    let midnight = first_on.and_time(NaiveTime::MIN);
    (0..=4)
        .find_map(|half_hours| {
            // Some zones skip midnight on the day their clocks go forward.
            zone.from_local_datetime(&(midnight + TimeDelta::minutes(30 * half_hours))).earliest()
        })
        .map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}

/// One of the next dates, as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upcoming {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The day in the programme's zone.
    pub on: NaiveDate,
    /// Its weekday.
    pub weekday: Weekday,
    /// The wall clock's time in the programme's zone.
    pub time: NaiveTime,
    /// The zone's offset on that day, such as `+01:00`.
    pub offset: String,
    /// What the clocks do.
    pub note: Option<ClockNote>,
}

/// What a switch of the clocks does to a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockNote {
    /// The clocks go forward between the date before and this one; the time on the wall stays.
    Forward {
        /// The day of the switch.
        on: NaiveDate,
    },
    /// The clocks go back between the date before and this one; the time on the wall stays.
    Back {
        /// The day of the switch.
        on: NaiveDate,
    },
    /// The time does not exist on that day (the clocks jump over it): the draw comes when the jump ends.
    Skipped,
    /// The time comes twice on that day: the draw comes the first time.
    Twice,
}

/// The next dates of a cadence after an instant, with what the clocks do.
pub fn upcoming(
    cadence: &str,
    zone: Tz,
    starts_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Vec<Upcoming> {
    let Ok(cadence) = Cadence::parse(cadence, zone) else { return Vec::new() };
    notes(&cadence.upcoming(now, starts_at, PREVIEW_DATES), cadence.zone(), now.max(starts_at))
}

/// The shortest time between two neighbouring dates.
pub fn shortest_gap(dates: &[DateTime<Utc>]) -> Option<TimeDelta> {
    dates.windows(2).map(|pair| pair[1] - pair[0]).min()
}

fn notes(dates: &[DateTime<Utc>], zone: Tz, from: DateTime<Utc>) -> Vec<Upcoming> {
    // The time that most of the dates have is the one that was meant.
    let times: Vec<NaiveTime> = dates.iter().map(|at| at.with_timezone(&zone).time()).collect();
    let meant = times.iter().max_by_key(|time| times.iter().filter(|other| other == time).count());
    let mut before = from;
    dates
        .iter()
        .map(|at| {
            let local = at.with_timezone(&zone);
            let offset = local.offset().fix();
            let was = before.with_timezone(&zone).offset().fix();
            let twice = matches!(
                zone.from_local_datetime(&local.naive_local()),
                chrono::LocalResult::Ambiguous(..)
            );
            let jump = offset.local_minus_utc() - was.local_minus_utc();
            let note = if meant.is_some_and(|meant| *meant != local.time()) && jump > 0 {
                Some(ClockNote::Skipped)
            } else if twice {
                Some(ClockNote::Twice)
            } else {
                match jump {
                    0 => None,
                    1.. => Some(ClockNote::Forward { on: switch(zone, before, *at) }),
                    _ => Some(ClockNote::Back { on: switch(zone, before, *at) }),
                }
            };
            before = *at;
            Upcoming {
                at: *at,
                on: local.date_naive(),
                weekday: local.weekday(),
                time: local.time(),
                offset: offset.to_string(),
                note,
            }
        })
        .collect()
}

/// The last day between two instants on which the zone's offset changed.
fn switch(zone: Tz, from: DateTime<Utc>, until: DateTime<Utc>) -> NaiveDate {
    let offset = |at: DateTime<Utc>| at.with_timezone(&zone).offset().fix();
    let (mut low, mut high) = (from, until);
    // Days first, so that of several switches the last one is found.
    while high - TimeDelta::days(1) > from && offset(high - TimeDelta::days(1)) == offset(until) {
        high -= TimeDelta::days(1);
    }
    low = low.max(high - TimeDelta::days(1));
    while high - low > TimeDelta::minutes(1) {
        let middle = low + (high - low) / 2;
        if offset(middle) == offset(until) { high = middle } else { low = middle }
    }
    high.with_timezone(&zone).date_naive()
}
