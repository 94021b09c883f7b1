//! An apology for a run that went wrong.

use chrono::NaiveDate;

use super::coffee::shorten;
use crate::mail::letter::{Block, Letter};
use crate::text::{Text, one_line};

/// How the reader was told of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wronged {
    /// Whom to meet.
    Group,
    /// Of a placement, as guest, host or lead.
    Placement,
    /// That they were left out.
    LeftOut,
    /// They were asked whether they take part.
    Asked,
}

/// A run went wrong, and everybody who was mailed about it hears so once.
#[derive(Debug, Clone)]
pub struct Apology {
    /// The list it belongs to: `coffee`, `bootcamp` or `rotation`.
    pub list: &'static str,
    /// The programme's name.
    pub programme: String,
    /// The run's day.
    pub on: NaiveDate,
    /// How the reader was told.
    pub wronged: Wronged,
    /// What happened and what follows, in the words of whoever apologises; paragraphs are divided by line breaks.
    pub words: String,
    /// Who answers questions: the owner's name.
    pub owner: String,
}

pub(super) fn letter(m: &Apology, text: Text) -> Letter {
    let day = text.date_full(m.on);
    let lead = match m.wronged {
        Wronged::Group => {
            text.of("mail-apology-group").arg("programme", &m.programme).arg("date", day)
        }
        Wronged::Placement => {
            text.of("mail-apology-placement").arg("programme", &m.programme).arg("date", day)
        }
        Wronged::LeftOut => {
            text.of("mail-apology-left-out").arg("programme", &m.programme).arg("date", day)
        }
        Wronged::Asked => {
            text.of("mail-apology-asked").arg("programme", &m.programme).arg("date", day)
        }
    };
    let mut blocks =
        vec![Block::Lead(lead.to_string()), Block::Say(text.of("mail-apology-sorry").to_string())];
    let paragraphs = m.words.lines().map(one_line).filter(|line| !line.trim().is_empty());
    blocks.extend(paragraphs.map(|line| Block::Say(line.into_owned())));
    if !m.owner.is_empty() {
        blocks.push(Block::Small(text.of("mail-apology-owner").arg("owner", &m.owner).to_string()));
    }
    Letter {
        subject: text
            .of("mail-apology-subject")
            .arg("programme", shorten(&m.programme))
            .to_string(),
        preheader: text.of("mail-apology-preheader").to_string(),
        blocks,
        footer: text.of("mail-apology-footer").arg("programme", &m.programme).to_string(),
        preferences: true,
    }
}
