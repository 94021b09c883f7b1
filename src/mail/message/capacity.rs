//! The letter that asks a lead what their teams can spare.

use super::CapacityRequest;
use super::coffee::{names, shorten};
use crate::mail::letter::{Block, Letter};
use crate::text::{Text, one_line};

pub(super) fn request(m: &CapacityRequest, text: Text) -> Letter {
    let (from, until) = (text.date_year(m.from), text.date_year(m.until));
    let teams = names(text, &m.teams);
    let mut blocks = vec![Block::Lead(
        text.of("mail-capacity-lead")
            .arg("by", one_line(&m.asked_by))
            .arg("teams", &teams)
            .arg("from", &from)
            .arg("until", &until)
            .num("weeks", m.weeks)
            .to_string(),
    )];
    if !m.note.is_empty() {
        blocks.push(Block::Quote(one_line(&m.note).into_owned()));
    }
    blocks.extend([
        Block::Say(text.of("mail-capacity-what").to_string()),
        Block::Buttons(vec![
            (text.of("mail-capacity-same").to_string(), m.same_link.clone()),
            (text.of("mail-capacity-nothing").to_string(), m.nothing_link.clone()),
            (text.of("mail-capacity-fill").to_string(), m.fill_link.clone()),
        ]),
        Block::Say(text.of("mail-capacity-silence").to_string()),
    ]);
    let subject = match m.teams.as_slice() {
        [one] => text.of("mail-capacity-subject").arg("team", shorten(one)),
        more => text.of("mail-capacity-subject-teams").num("teams", more.len()),
    };
    Letter {
        subject: subject.to_string(),
        preheader: text
            .of("mail-capacity-preheader")
            .arg("from", from)
            .arg("until", until)
            .num("weeks", m.weeks)
            .to_string(),
        blocks,
        footer: text.of("mail-footer-capacity").to_string(),
        preferences: false,
    }
}
