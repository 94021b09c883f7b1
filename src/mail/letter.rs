//! A letter: what a mail says, before it is text or HTML.
//!
//! Every kind of mail is a list of blocks, and two askama templates turn any letter into its two
//! bodies. So text and HTML say the same by construction, and a new kind of mail is one function.

use askama::Template;

use super::MailError;
use super::message::{Frame, Rendered};
use crate::text::{Text, one_line};

/// One piece of a letter, from top to bottom.
#[derive(Debug)]
pub(super) enum Block {
    /// The one sentence that says what this is about.
    Lead(String),
    /// A paragraph.
    Say(String),
    /// A heading over what follows.
    Heading(String),
    /// Points of a list.
    Points(Vec<String>),
    /// Name and value, as a short table.
    Facts(Vec<(String, String)>),
    /// Somebody to meet.
    Person(Person),
    /// Times to choose from, each with what the others' clocks show.
    Times(Vec<(String, Vec<String>)>),
    /// Words of their own weight: an opening question.
    Quote(String),
    /// A code to type.
    Code(String),
    /// Links, as buttons in HTML; the first is the one most people want.
    Buttons(Vec<(String, String)>),
    /// Links, as buttons of equal weight in HTML: none of the answers is suggested.
    Choices(Vec<(String, String)>),
    /// A quiet link.
    Link(String, String),
    /// A quiet remark.
    Small(String),
}

/// A partner as the letter introduces them.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) team: String,
    pub(super) about: String,
    pub(super) details: Vec<(String, String)>,
}

/// A whole letter.
#[derive(Debug)]
pub(super) struct Letter {
    pub(super) subject: String,
    /// The line mail clients show beside the subject.
    pub(super) preheader: String,
    pub(super) blocks: Vec<Block>,
    /// Why the reader gets this.
    pub(super) footer: String,
    /// Whether the foot offers to change, pause or stop: not for what the service must say.
    pub(super) preferences: bool,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    text: Text,
    letter: &'a Letter,
    frame: &'a Frame,
    preferences: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Plain<'a> {
    text: Text,
    letter: &'a Letter,
    frame: &'a Frame,
    preferences: Option<&'a str>,
}

impl Letter {
    /// Both bodies. Links are checked here: a mail with a broken link is never made.
    pub(super) fn render(
        &self,
        text: Text,
        frame: &Frame,
        invite: Option<String>,
    ) -> Result<Rendered, MailError> {
        let preferences = frame.preferences_link.as_deref().filter(|_| self.preferences);
        let links = self.blocks.iter().flat_map(|block| match block {
            Block::Buttons(links) | Block::Choices(links) => {
                links.iter().map(|(_, href)| href.as_str()).collect()
            }
            Block::Link(_, href) => vec![href.as_str()],
            _ => Vec::new(),
        });
        for link in links.chain(preferences) {
            check_link(link)?;
        }
        let plain = Plain { text, letter: self, frame, preferences }.render()?;
        Ok(Rendered {
            subject: one_line(&self.subject).into_owned(),
            text: tidy(&plain),
            html: Html { text, letter: self, frame, preferences }.render()?,
            invite,
        })
    }
}

/// Refuses what a mail client would not follow, or what could end a header or an attribute.
pub(super) fn check_link(link: &str) -> Result<(), MailError> {
    let absolute = ["https://", "http://"].iter().any(|scheme| {
        link.strip_prefix(scheme)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '['))
    });
    let clean =
        link.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'"' | b'\\'));
    if absolute && clean { Ok(()) } else { Err(MailError::Link) }
}

/// At most one empty line in a row, no spaces at line ends, one line break at the end.
fn tidy(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    for line in plain.lines().map(str::trim_end) {
        if line.is_empty() && (out.is_empty() || out.ends_with("\n\n")) {
            continue;
        }
        // The mark of a signature has a space at its end, by old custom.
        out.push_str(if line == "--" { "-- " } else { line });
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
