//! Calendar invitations and cancellations as iCalendar (RFC 5545, RFC 5546).
//!
//! Written by hand and not with the `icalendar` crate: that one passes carriage returns and other
//! control characters of a name through into a line, does not escape `"` in a parameter, treats a
//! value that starts and ends in `"` as already quoted, and falls back to the clock and to random
//! UIDs. Here the same meeting gives the same bytes.

use std::fmt::Write as _;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::letter::check_link;
use super::message::{Days, Meeting};
use super::{MailError, Party};
use crate::text::one_line;

/// What the object asks the calendar to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Enter or change the event.
    Request,
    /// Take it out again.
    Cancel,
}

impl Method {
    /// The method's name in `METHOD:` and in the content type.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// What the calendar is to hold.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// Some minutes of a day, which other meetings must not take.
    Meeting(&'a Meeting),
    /// Whole days, which stay free for meetings: somebody is a guest, not busy.
    Days(&'a Days),
}

/// An event with its words.
#[derive(Debug)]
pub struct Invite<'a> {
    /// Enter, or take out.
    pub method: Method,
    /// The facts; a cancellation repeats UID, start, organiser and attendees.
    pub event: Event<'a>,
    /// Title in the calendar.
    pub summary: &'a str,
    /// Text below it; line breaks are kept.
    pub description: &'a str,
    /// A page about the meeting.
    pub link: Option<&'a str>,
}

impl Invite<'_> {
    /// The iCalendar object: CRLF lines of at most 75 octets.
    ///
    /// *Errors:* an address or link that is none, a year outside 1970 to 9999.
    pub fn to_ics(&self) -> Result<String, MailError> {
        let (uid, sequence, stamp, organiser, attendees) = match self.event {
            Event::Meeting(m) => (&m.uid, m.sequence, m.stamp, &m.organiser, &m.attendees),
            Event::Days(d) => (&d.uid, d.sequence, d.stamp, &d.organiser, &d.attendees),
        };
        let (start, end, busy) = match self.event {
            Event::Meeting(m) => {
                let length = TimeDelta::minutes(i64::from(m.minutes));
                let end = m.start.checked_add_signed(length).ok_or(MailError::Date)?;
                (format!(":{}", utc(m.start)?), format!(":{}", utc(end)?), "OPAQUE")
            }
            Event::Days(d) => (date(d.from)?, date(d.until)?, "TRANSPARENT"),
        };
        let (status, answer) = match (self.method, self.event) {
            (Method::Request, Event::Meeting(_)) => {
                ("CONFIRMED", "PARTSTAT=NEEDS-ACTION;RSVP=TRUE;")
            }
            // Whether it happens was decided before: there is nothing to answer.
            (Method::Request, Event::Days(_)) => ("CONFIRMED", "PARTSTAT=NEEDS-ACTION;RSVP=FALSE;"),
            (Method::Cancel, _) => ("CANCELLED", ""),
        };
        let mut ics = Lines::default();
        ics.line("BEGIN:VCALENDAR");
        ics.line("VERSION:2.0");
        ics.line("PRODID:-//Weft//Weft//EN");
        ics.line("CALSCALE:GREGORIAN");
        ics.line(&format!("METHOD:{}", self.method.as_str()));
        ics.line("BEGIN:VEVENT");
        ics.line(&format!("UID:{}", text(uid)));
        ics.line(&format!("SEQUENCE:{sequence}"));
        ics.line(&format!("DTSTAMP:{}", utc(stamp)?));
        ics.line(&format!("DTSTART{start}"));
        ics.line(&format!("DTEND{end}"));
        ics.line(&format!("SUMMARY:{}", text(&one_line(self.summary))));
        ics.line(&format!("DESCRIPTION:{}", text(self.description)));
        if let Some(link) = self.link {
            check_link(link)?;
            ics.line(&format!("URL:{link}"));
        }
        ics.line(&format!("ORGANIZER;{}", who(organiser)?));
        for attendee in attendees {
            ics.line(&format!(
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;{answer}{}",
                who(attendee)?
            ));
        }
        ics.line(&format!("STATUS:{status}"));
        ics.line(&format!("TRANSP:{busy}"));
        ics.line("END:VEVENT");
        ics.line("END:VCALENDAR");
        Ok(ics.out)
    }
}

/// `CN="name":mailto:address`.
fn who(party: &Party) -> Result<String, MailError> {
    party.parsed()?;
    // A parameter cannot hold a quote, and few clients know the escape of RFC 6868.
    let name = one_line(&party.name).replace('"', "\u{2019}");
    let name = if name.trim().is_empty() { party.address.replace('"', "") } else { name };
    Ok(format!("CN=\"{name}\":mailto:{}", uri(&party.address)))
}

/// An address inside a `mailto:` URI.
fn uri(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"@.-_~!$'*+=".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A TEXT value: backslash, semicolon, comma and line break escaped, other control characters gone.
pub(super) fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 8);
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

pub(super) fn utc(at: DateTime<Utc>) -> Result<String, MailError> {
    if !(1970..=9999).contains(&at.year()) {
        return Err(MailError::Date);
    }
    Ok(at.format("%Y%m%dT%H%M%SZ").to_string())
}

/// The rest of a line after its property's name, for a whole day.
pub(super) fn date(day: NaiveDate) -> Result<String, MailError> {
    if !(1970..=9999).contains(&day.year()) {
        return Err(MailError::Date);
    }
    Ok(day.format(";VALUE=DATE:%Y%m%d").to_string())
}

/// Content lines of an iCalendar object.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) out: String,
}

impl Lines {
    /// One content line, folded before the 76th octet and never inside a character.
    pub(super) fn line(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > 75 {
                self.out.push_str("\r\n ");
                used = 1;
            }
            self.out.push(c);
            used += c.len_utf8();
        }
        self.out.push_str("\r\n");
    }
}
