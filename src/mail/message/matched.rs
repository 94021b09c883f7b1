//! The match itself: its letter, its invitation, and what takes both back.

use super::coffee::{match_buttons, names, short_names, shorten, times};
use super::{AfterRecall, Inviter, Match, Meeting, Reason, Recalled};
use crate::mail::MailError;
use crate::mail::invite::{Event, Invite, Method};
use crate::mail::letter::{Block, Letter, Person};
use crate::text::{Text, one_line};

fn reason(reason: &Reason, text: Text) -> String {
    match reason {
        Reason::NewConnection { teams: (one, other), ties } => text
            .of("mail-why-new")
            .arg("one", one)
            .arg("other", other)
            .num("ties", *ties)
            .to_string(),
        Reason::MeetAgain { last_on, times } => text
            .of("mail-why-again")
            .arg("date", text.date_long(*last_on))
            .num("times", *times)
            .to_string(),
        Reason::CommonTopics(topics) => text
            .of("mail-why-topics")
            .arg("topics", text.list(topics))
            .num("n", topics.len())
            .to_string(),
        Reason::CommonHours(hours) => text.of("mail-why-hours").num("hours", *hours).to_string(),
        Reason::YouWaited { rounds } => {
            text.of("mail-why-waited").num("rounds", *rounds).to_string()
        }
        Reason::Target { one, other } => {
            text.of("mail-why-target").arg("one", one).arg("other", other).to_string()
        }
    }
}

pub(super) fn letter(m: &Match, text: Text) -> Letter {
    let all: Vec<String> = m.partners.iter().map(|p| p.name.clone()).collect();
    let others: Vec<_> = m.partners.iter().map(|p| (p.name.as_str(), p.zone)).collect();
    let by = text.date(m.by);
    let subject = match m.partners.as_slice() {
        [one] => text
            .of("mail-match-subject")
            .arg("name", shorten(&one.name))
            .arg("team", shorten(&one.team))
            .num("minutes", m.minutes)
            .arg("by", by),
        _ => text
            .of("mail-match-subject-group")
            .arg("names", short_names(text, &all))
            .num("minutes", m.minutes)
            .arg("by", by),
    };
    let mut blocks = vec![Block::Lead(
        text.of("mail-match-lead")
            .arg("names", names(text, &all))
            .num("minutes", m.minutes)
            .arg("by", text.date_full(m.by))
            .to_string(),
    )];
    blocks.extend(m.partners.iter().map(|p| {
        let mut details = Vec::new();
        if !p.topics.is_empty() {
            details.push((
                text.of("mail-match-topics").to_string(),
                one_line(&p.topics.join(", ")).into_owned(),
            ));
        }
        if !p.languages.is_empty() {
            details.push((
                text.of("mail-match-languages").to_string(),
                one_line(&text.list(&p.languages)).into_owned(),
            ));
        }
        Block::Person(Person {
            name: one_line(&p.name).into_owned(),
            team: one_line(&p.team).into_owned(),
            about: one_line(&p.about).into_owned(),
            details,
        })
    }));
    if let Some(first) = m.slots.first() {
        blocks.push(Block::Heading(
            text.of("mail-match-times")
                .num("n", m.slots.len())
                .arg("zone", text.zone(m.reader.zone, first))
                .to_string(),
        ));
        blocks.push(Block::Times(times(&m.slots, m.minutes, &m.reader, &others, text)));
    } else {
        blocks.push(Block::Say(text.of("mail-match-no-times").to_string()));
    }
    blocks.push(Block::Say(match (&m.inviter, &m.invitation) {
        (_, Some(meeting)) => text
            .of(if m.all_invited { "mail-match-attached" } else { "mail-match-attached-own" })
            .arg("time", text.day_time(&meeting.start.with_timezone(&m.reader.zone)))
            .arg("names", names(text, &all))
            .to_string(),
        (Inviter::You, None) => {
            text.of("mail-match-you-invite").arg("names", names(text, &all)).to_string()
        }
        (Inviter::Partner(name), None) => text
            .of("mail-match-they-invite")
            .arg("name", name)
            .arg("names", names(text, &all))
            .to_string(),
    }));
    blocks.push(match_buttons(&m.links, text));
    if !one_line(&m.opening_question).trim().is_empty() {
        blocks.push(Block::Heading(text.of("mail-match-question").to_string()));
        blocks.push(Block::Quote(one_line(&m.opening_question).into_owned()));
    }
    blocks.push(Block::Heading(text.of("mail-match-why").num("n", m.partners.len()).to_string()));
    if !m.why.is_empty() {
        blocks.push(Block::Points(m.why.iter().map(|r| reason(r, text)).collect()));
    }
    blocks.push(Block::Link(text.of("mail-match-why-link").to_string(), m.links.why.clone()));
    Letter {
        subject: subject.to_string(),
        preheader: match m.slots.first() {
            Some(first) => text
                .of("mail-match-preheader")
                .arg("time", text.day_time(&first.with_timezone(&m.reader.zone)))
                .to_string(),
            None => text.of("mail-match-no-times").to_string(),
        },
        blocks,
        footer: text.of("mail-footer-programme").arg("programme", &m.programme).to_string(),
        preferences: true,
    }
}

pub(super) fn invitation(m: &Match, meeting: &Meeting, text: Text) -> Result<String, MailError> {
    let people: Vec<String> =
        meeting.attendees.iter().map(|a| one_line(&a.name).into_owned()).collect();
    let question = one_line(&m.opening_question);
    let mut description = text
        .of("mail-invite-description")
        .arg("programme", &m.programme)
        .num("minutes", m.minutes)
        .to_string();
    if !question.trim().is_empty() {
        description.push_str("\n\n");
        description.push_str(&question);
    }
    Invite {
        method: Method::Request,
        event: Event::Meeting(meeting),
        summary: &text.of("mail-invite-summary").arg("names", text.list(&people)).to_string(),
        description: &description,
        link: Some(&m.links.why),
    }
    .to_ics()
}

pub(super) fn cancellation(
    m: &Recalled,
    meeting: &Meeting,
    text: Text,
) -> Result<String, MailError> {
    let people: Vec<String> =
        meeting.attendees.iter().map(|a| one_line(&a.name).into_owned()).collect();
    Invite {
        method: Method::Cancel,
        event: Event::Meeting(meeting),
        summary: &text.of("mail-invite-cancelled").arg("names", text.list(&people)).to_string(),
        description: &text
            .of("mail-recalled-lead")
            .arg("programme", &m.programme)
            .arg("names", names(text, &m.partners))
            .to_string(),
        link: None,
    }
    .to_ics()
}

pub(super) fn recalled(m: &Recalled, text: Text) -> Letter {
    let mut blocks = vec![Block::Lead(
        text.of("mail-recalled-lead")
            .arg("programme", &m.programme)
            .arg("names", names(text, &m.partners))
            .to_string(),
    )];
    blocks.push(Block::Say(text.of("mail-recalled-sorry").to_string()));
    let note = one_line(&m.note);
    if !note.trim().is_empty() {
        blocks.push(Block::Say(text.of("mail-recalled-note").arg("owner", &m.owner).to_string()));
        blocks.push(Block::Quote(note.into_owned()));
    }
    if m.cancelled.is_some() {
        blocks.push(Block::Say(text.of("mail-recalled-calendar").to_string()));
    }
    blocks.push(Block::Say(
        match m.after {
            AfterRecall::NewMatchBy(date) => {
                text.of("mail-recalled-new-by").arg("date", text.date_full(date))
            }
            AfterRecall::NextRound(date) => {
                text.of("mail-recalled-next").arg("date", text.date_full(date))
            }
            AfterRecall::Nothing => text.of("mail-recalled-nothing"),
        }
        .to_string(),
    ));
    blocks.push(Block::Small(text.of("mail-recalled-owner").arg("owner", &m.owner).to_string()));
    Letter {
        subject: text
            .of("mail-recalled-subject")
            .arg("programme", shorten(&m.programme))
            .arg("names", short_names(text, &m.partners))
            .to_string(),
        preheader: text.of("mail-recalled-preheader").to_string(),
        blocks,
        footer: text.of("mail-footer-programme").arg("programme", &m.programme).to_string(),
        preferences: true,
    }
}
