//! From words to bytes: RFC 5322 messages that are the same each time they are composed.

use std::time::SystemTime;

use chrono::{DateTime, Datelike, Utc};
use lettre::message::header::{ContentDisposition, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder, MultiPart, SinglePart};
use uuid::Uuid;

use super::letter::check_link;
use super::message::Rendered;
use super::{MailError, Party};
use crate::text::one_line;

/// Everything about a message that is not its words.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The outbox row: Message-ID and boundaries come from it.
    pub outbox_id: Uuid,
    /// When the row was made: the Date header, to the second.
    pub date: DateTime<Utc>,
    /// The sender.
    pub from: Party,
    /// The one reader.
    pub to: Party,
    /// Who gets an answer: for a match, the partners.
    pub reply_to: Vec<Party>,
    /// The programme as a List-Id such as `coffee.weft.example.org`; service mails have none.
    pub list_id: Option<String>,
    /// Acts on POST only (RFC 8058).
    pub list_unsubscribe_url: Option<String>,
    /// The Message-ID this mail follows up, as [`message_id`] made it.
    pub in_reply_to: Option<String>,
    /// The host in Message-IDs.
    pub host: String,
}

/// The Message-ID of an outbox row, with its angle brackets.
pub fn message_id(outbox_id: Uuid, host: &str) -> String {
    format!("<{}@{host}>", outbox_id.hyphenated())
}

/// Composes the message: `alternative(plain, html)`, and with an invitation
/// `mixed(alternative(plain, html, text/calendar), invite.ics)`.
///
/// *Errors:* an address, host, link or date no mail can hold. *Cost:* tens of microseconds.
pub fn compose(rendered: &Rendered, envelope: &Envelope) -> Result<Vec<u8>, MailError> {
    if !is_host(&envelope.host) {
        return Err(MailError::Host);
    }
    if !(1970..=9999).contains(&envelope.date.year()) {
        return Err(MailError::Date);
    }
    let mut builder = lettre::Message::builder()
        .message_id(Some(message_id(envelope.outbox_id, &envelope.host)))
        .date(SystemTime::from(envelope.date))
        .from(mailbox(&envelope.from)?)
        .to(mailbox(&envelope.to)?);
    for party in &envelope.reply_to {
        builder = builder.reply_to(mailbox(party)?);
    }
    builder = builder.subject(in_header(&rendered.subject));
    if let Some(id) = &envelope.in_reply_to {
        let inner =
            id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).ok_or(MailError::Host)?;
        if !inner.bytes().all(|b| b.is_ascii_graphic() && b != b'<' && b != b'>') {
            return Err(MailError::Host);
        }
        builder = builder.in_reply_to(id.clone()).references(id.clone());
    }
    builder =
        plain_header(builder, HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated");
    if let Some(list) = &envelope.list_id {
        if !is_host(list) {
            return Err(MailError::Host);
        }
        builder =
            plain_header(builder, HeaderName::new_from_ascii_str("List-Id"), &format!("<{list}>"));
    }
    if let Some(url) = &envelope.list_unsubscribe_url {
        check_link(url)?;
        if url.len() > 900 {
            // A header line must stay under 998 octets, and a URL cannot be folded.
            return Err(MailError::Link);
        }
        builder = plain_header(
            builder,
            HeaderName::new_from_ascii_str("List-Unsubscribe"),
            &format!("<{url}>"),
        );
        builder = plain_header(
            builder,
            HeaderName::new_from_ascii_str("List-Unsubscribe-Post"),
            "List-Unsubscribe=One-Click",
        );
    }
    let boundary = |part: &str| format!("weft-{}-{part}", envelope.outbox_id.simple());
    let mut alternative = MultiPart::alternative()
        .boundary(boundary("a"))
        .singlepart(SinglePart::plain(rendered.text.clone()))
        .singlepart(SinglePart::html(rendered.html.clone()));
    let body = match &rendered.invite {
        None => alternative,
        Some(ics) => {
            let method = if ics.contains("\r\nMETHOD:CANCEL\r\n") { "CANCEL" } else { "REQUEST" };
            alternative = alternative.singlepart(
                SinglePart::builder()
                    .content_type(content_type(&format!(
                        "text/calendar; charset=utf-8; method={method}"
                    ))?)
                    .body(ics.clone()),
            );
            MultiPart::mixed().boundary(boundary("m")).multipart(alternative).singlepart(
                SinglePart::builder()
                    .header(ContentDisposition::attachment("invite.ics"))
                    .content_type(content_type(
                        "application/ics; charset=utf-8; name=\"invite.ics\"",
                    )?)
                    .body(ics.clone()),
            )
        }
    };
    Ok(builder.multipart(body)?.formatted())
}

fn mailbox(party: &Party) -> Result<Mailbox, MailError> {
    let name = in_header(&party.name);
    Ok(Mailbox::new((!name.is_empty()).then_some(name), party.parsed()?))
}

/// Somebody's words on their way into a header: one line, and nothing that reads as an encoded word
/// (RFC 2047), which plain ASCII would otherwise keep and the reader's client decode.
fn in_header(words: &str) -> String {
    let words = one_line(words);
    // Runs of spaces do not survive folding in every client, so there are none.
    let single: Vec<&str> = words.split_whitespace().collect();
    single.join(" ").replace("=?", "= ?")
}

/// A header whose value is known to be plain ASCII without a line break.
fn plain_header(builder: MessageBuilder, name: HeaderName, value: &str) -> MessageBuilder {
    builder.raw_header(HeaderValue::dangerous_new_pre_encoded(
        name,
        value.to_owned(),
        value.to_owned(),
    ))
}

fn content_type(value: &str) -> Result<ContentType, MailError> {
    ContentType::parse(value).map_err(|_| MailError::Host)
}

/// Labels of letters, digits and hyphens with dots between them; at most 253 octets.
fn is_host(host: &str) -> bool {
    host.len() <= 253
        && host.split('.').all(|label| {
            !label.is_empty()
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        })
}
