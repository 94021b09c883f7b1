//! Mails: what Weft writes to people, as bytes on the wire, and how the bytes are delivered.
//!
//! A kind of mail is a struct of plain data in [`message`]; [`message::Message::render`] puts it
//! into words of the reader's language; [`compose::compose`] makes an RFC 5322 message whose every
//! byte follows from its arguments, so that a retry is byte-identical; [`transport::Transport`]
//! delivers it. Nothing here reads a clock, makes an id or knows the store.

pub mod bounce;
pub mod compose;
pub mod feed;
pub mod invite;
mod letter;
pub mod message;
pub mod read;
pub mod sample;
pub mod transport;
mod zone;

/// Somebody with an address: sender, reader, organiser, attendee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The name shown; may be empty and may hold anything.
    pub name: String,
    /// The address, `local@domain`.
    pub address: String,
}

impl Party {
    /// A party of this name and address.
    pub fn new(name: impl Into<String>, address: impl Into<String>) -> Self {
        Self { name: name.into(), address: address.into() }
    }

    fn parsed(&self) -> Result<lettre::Address, MailError> {
        let address: lettre::Address = self.address.parse().map_err(|_| MailError::Address)?;
        // Control characters pass the address grammar inside a quoted local part.
        if self.address.chars().any(|c| c.is_control() || c == '<' || c == '>') {
            return Err(MailError::Address);
        }
        Ok(address)
    }
}

/// Why a mail could not be made. None of the texts holds an address or a secret.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// A sender, reader or attendee has no usable address.
    #[error("an address is not a mail address")]
    Address,
    /// The host that stands in Message-IDs is not a host name.
    #[error("the mail host is not a host name")]
    Host,
    /// A link is not an absolute http or https URL, or holds characters no URL may hold.
    #[error("a link in a mail is not an absolute URL")]
    Link,
    /// A date lies outside what mail headers or calendars can say.
    #[error("a date cannot be written in a mail")]
    Date,
    /// A template did not render.
    #[error("the mail template did not render")]
    Template(#[from] askama::Error),
    /// The message could not be put together.
    #[error("the message could not be put together")]
    Build(#[from] lettre::error::Error),
}
