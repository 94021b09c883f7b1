//! A person's own dates as a calendar that other programs read again and again (`webcal`): no method, nobody to answer.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::MailError;
use super::invite::{Lines, date, text, utc};
use super::letter::check_link;
use super::zone::vtimezone;
use crate::text::one_line;

/// When something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Some minutes of a day.
    At {
        /// Its start.
        start: DateTime<Utc>,
        /// Its length.
        minutes: u32,
    },
    /// Whole days.
    Days {
        /// The first.
        from: NaiveDate,
        /// The day after the last.
        until: NaiveDate,
    },
    /// Again and again at one time of the wall clock, over both switches of the clocks.
    Series {
        /// The zone whose wall clock it is.
        zone: Tz,
        /// The first time, as the wall clock shows it.
        first: NaiveDateTime,
        /// The first and the last time.
        span: (DateTime<Utc>, DateTime<Utc>),
        /// Length of each.
        minutes: u32,
        /// RRULE without its name: `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=26`.
        rule: String,
    },
}

/// One thing in the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Constant, and the same as in an invitation to it, so that a calendar knows the two for one.
    pub uid: String,
    /// Its version.
    pub sequence: u32,
    /// When this version was made.
    pub stamp: DateTime<Utc>,
    /// When it is.
    pub when: When,
    /// Title.
    pub summary: String,
    /// Text below it.
    pub description: String,
    /// A page about it.
    pub link: String,
    /// Whether it takes the time.
    pub busy: bool,
}

/// The calendar. The same entries give the same bytes.
///
/// Errors: a link that is none, a year outside 1970 to 9999.
pub fn calendar(name: &str, entries: &[Entry]) -> Result<String, MailError> {
    let mut ics = Lines::default();
    ics.line("BEGIN:VCALENDAR");
    ics.line("VERSION:2.0");
    ics.line("PRODID:-//Weft//Weft//EN");
    ics.line("CALSCALE:GREGORIAN");
    let name = text(&one_line(name));
    ics.line(&format!("NAME:{name}"));
    ics.line(&format!("X-WR-CALNAME:{name}"));
    // Readers ask about that often; the older name is what most of them know.
    ics.line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    ics.line("X-PUBLISHED-TTL:PT1H");
    for (zone, from, until) in zones(entries) {
        for line in vtimezone(zone, from, until) {
            ics.line(&line);
        }
    }
    for entry in entries {
        check_link(&entry.link)?;
        ics.line("BEGIN:VEVENT");
        ics.line(&format!("UID:{}", text(&entry.uid)));
        ics.line(&format!("SEQUENCE:{}", entry.sequence));
        ics.line(&format!("DTSTAMP:{}", utc(entry.stamp)?));
        match &entry.when {
            When::At { start, minutes } => {
                let length = TimeDelta::minutes(i64::from(*minutes));
                let end = start.checked_add_signed(length).ok_or(MailError::Date)?;
                ics.line(&format!("DTSTART:{}", utc(*start)?));
                ics.line(&format!("DTEND:{}", utc(end)?));
            }
            When::Days { from, until } => {
                ics.line(&format!("DTSTART{}", date(*from)?));
                ics.line(&format!("DTEND{}", date(*until)?));
            }
            When::Series { zone, first, minutes, rule, .. } => {
                if !(1970..=9999).contains(&first.year()) {
                    return Err(MailError::Date);
                }
                let first = first.format("%Y%m%dT%H%M%S");
                ics.line(&format!("DTSTART;TZID={}:{first}", zone.name()));
                // A duration and no end: an end in wall-clock time would be wrong on the day of a switch.
                ics.line(&format!("DURATION:PT{minutes}M"));
                ics.line(&format!("RRULE:{rule}"));
            }
        }
        ics.line(&format!("SUMMARY:{}", text(&one_line(&entry.summary))));
        ics.line(&format!("DESCRIPTION:{}", text(&entry.description)));
        ics.line(&format!("URL:{}", entry.link));
        ics.line("STATUS:CONFIRMED");
        ics.line(if entry.busy { "TRANSP:OPAQUE" } else { "TRANSP:TRANSPARENT" });
        ics.line("END:VEVENT");
    }
    ics.line("END:VCALENDAR");
    Ok(ics.out)
}

/// Each zone once, over the time of all its series.
fn zones(entries: &[Entry]) -> Vec<(Tz, DateTime<Utc>, DateTime<Utc>)> {
    let mut zones: Vec<(Tz, DateTime<Utc>, DateTime<Utc>)> = Vec::new();
    for entry in entries {
        let When::Series { zone, span: (from, until), .. } = &entry.when else { continue };
        match zones.iter_mut().find(|(known, ..)| known == zone) {
            Some((_, first, last)) => {
                *first = *from.min(first);
                *last = *until.max(last);
            }
            None => zones.push((*zone, *from, *until)),
        }
    }
    zones
}
