//! Reading a stored message back, for the page that shows the local mailbox as a mail client would.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use mail_parser::{MessageParser, MimeHeaders as _};

use super::Party;

/// A message as a mail client shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mail {
    /// Without angle brackets.
    pub message_id: String,
    /// Decoded.
    pub subject: String,
    /// The sender.
    pub from: Option<Party>,
    /// The readers.
    pub to: Vec<Party>,
    /// Who gets an answer.
    pub reply_to: Vec<Party>,
    /// The Date header.
    pub date: Option<DateTime<Utc>>,
    /// The mail this one follows up, without angle brackets.
    pub in_reply_to: Option<String>,
    /// Every header as it lies in the file, unfolded.
    pub headers: Vec<(String, String)>,
    /// The plain body.
    pub text: String,
    /// The HTML body, untrusted: show it in a sandboxed frame only.
    pub html: Option<String>,
    /// What is attached.
    pub attachments: Vec<Attached>,
    /// The calendar event inside.
    pub event: Option<Event>,
}

/// An attachment's outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// File name.
    pub name: String,
    /// For example `application/ics`.
    pub content_type: String,
    /// The bytes.
    pub content: Vec<u8>,
}

/// The event of an invitation or cancellation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// `REQUEST` or `CANCEL`.
    pub method: String,
    /// Constant per meeting.
    pub uid: String,
    /// Version.
    pub sequence: u32,
    /// Title.
    pub summary: String,
    /// Text below it.
    pub description: String,
    /// Start.
    pub start: Option<DateTime<Utc>>,
    /// End.
    pub end: Option<DateTime<Utc>>,
    /// First day and the day after the last, of an event of whole days.
    pub days: (Option<NaiveDate>, Option<NaiveDate>),
    /// Addresses of the attendees.
    pub attendees: Vec<String>,
}

/// Parses a message; `None` when the bytes are no message at all.
pub fn parse(raw: &[u8]) -> Option<Mail> {
    let message = MessageParser::default().parse(raw)?;
    let parties = |address: Option<&mail_parser::Address<'_>>| {
        address.map_or_else(Vec::new, |list| {
            list.iter()
                .map(|a| Party::new(a.name().unwrap_or_default(), a.address().unwrap_or_default()))
                .collect()
        })
    };
    let mut mail = Mail {
        message_id: message.message_id().unwrap_or_default().to_owned(),
        subject: message.subject().unwrap_or_default().to_owned(),
        from: parties(message.from()).into_iter().next(),
        to: parties(message.to()),
        reply_to: parties(message.reply_to()),
        date: message.date().and_then(|d| DateTime::from_timestamp(d.to_timestamp(), 0)),
        in_reply_to: message.in_reply_to().as_text().map(str::to_owned),
        headers: message
            .headers_raw()
            .map(|(name, value)| (name.to_owned(), unfolded(value)))
            .collect(),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        html: message.body_html(0).map(Cow::into_owned),
        attachments: Vec::new(),
        event: None,
    };
    for part in message.parts.iter().filter(|p| p.sub_parts().is_none()) {
        let kind = part.content_type().map_or_else(String::new, |c| match c.subtype() {
            Some(sub) => format!("{}/{sub}", c.ctype()),
            None => c.ctype().to_owned(),
        });
        if kind == "text/calendar" && mail.event.is_none() {
            mail.event = std::str::from_utf8(part.contents()).ok().and_then(event);
        }
        if let Some(name) = part.attachment_name() {
            mail.attachments.push(Attached {
                name: name.to_owned(),
                content_type: kind,
                content: part.contents().to_vec(),
            });
        }
    }
    Some(mail)
}

fn unfolded(value: &str) -> String {
    value.replace("\r\n", "\n").replace('\n', "").trim().to_owned()
}

/// The first event of an iCalendar object as Weft writes it (UTC times or whole days).
fn event(ics: &str) -> Option<Event> {
    let mut event = Event::default();
    let mut inside = false;
    for line in ics.replace("\r\n ", "").replace("\n ", "").lines() {
        let (name, value) = property(line);
        match (name, inside) {
            ("METHOD", _) => value.clone_into(&mut event.method),
            ("BEGIN", _) if value == "VEVENT" => inside = true,
            ("END", true) if value == "VEVENT" => return Some(event),
            ("UID", true) => event.uid = unescaped(value),
            ("SEQUENCE", true) => event.sequence = value.parse().unwrap_or_default(),
            ("SUMMARY", true) => event.summary = unescaped(value),
            ("DESCRIPTION", true) => event.description = unescaped(value),
            ("DTSTART", true) => (event.start, event.days.0) = (utc(value), day(value)),
            ("DTEND", true) => (event.end, event.days.1) = (utc(value), day(value)),
            ("ATTENDEE", true) => {
                event.attendees.push(value.trim_start_matches("mailto:").to_owned());
            }
            _ => {}
        }
    }
    None
}

/// Name and value of a content line; parameters may hold colons and semicolons in quotes.
fn property(line: &str) -> (&str, &str) {
    let mut quoted = false;
    let colon = line.char_indices().find_map(|(at, c)| {
        if c == '"' {
            quoted = !quoted;
        }
        (c == ':' && !quoted).then_some(at)
    });
    let Some(colon) = colon else { return (line, "") };
    let name = line[..colon].split(';').next().unwrap_or_default();
    (name, &line[colon + 1..])
}

fn utc(value: &str) -> Option<DateTime<Utc>> {
    NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%SZ").ok().map(|t| t.and_utc())
}

fn day(value: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(value, "%Y%m%d").ok()
}

fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            (c, false) => out.push(c),
        }
    }
    out
}
