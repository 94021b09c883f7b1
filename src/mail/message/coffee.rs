//! Letters of a coffee programme, from the question to the closing.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    AfterRecall, Closing, Inviter, KindQuestion, LeftOut, LeftOutBecause, Match, MatchLinks, Meeting,
    Nudge, Reader, Reason, Recalled, RoundQuestion, Silence,
};
use crate::mail::MailError;
use crate::mail::invite::{Invite, Method};
use crate::mail::letter::{Block, Letter, Person};
use crate::text::{Text, one_line};

/// The longest a name or a team stands in a subject; the body has it in full.
const IN_SUBJECT: usize = 48;

fn shorten(name: &str) -> String {
    let name = one_line(name);
    match name.char_indices().nth(IN_SUBJECT) {
        None => name.into_owned(),
        Some((at, _)) => format!("{}…", name[..at].trim_end()),
    }
}

fn names(text: Text, partners: &[String]) -> String {
    let partners: Vec<String> = partners.iter().map(|p| one_line(p).into_owned()).collect();
    text.list(&partners)
}

fn short_names(text: Text, partners: &[String]) -> String {
    let partners: Vec<String> = partners.iter().map(|p| shorten(p)).collect();
    text.list(&partners)
}

pub(super) fn round_question(m: &RoundQuestion, text: Text) -> Letter {
    let by = text.day_time(&m.answer_by);
    Letter {
        subject: text
            .of("mail-question-subject")
            .arg("programme", shorten(&m.programme))
            .arg("date", text.date(m.round_on))
            .to_string(),
        preheader: text.of("mail-question-preheader").arg("by", &by).to_string(),
        blocks: vec![
            Block::Lead(
                text.of("mail-question-lead")
                    .arg("programme", &m.programme)
                    .arg("date", text.date_full(m.round_on))
                    .to_string(),
            ),
            Block::Say(text.of("mail-question-what").num("minutes", m.minutes).to_string()),
            Block::Buttons(vec![
                (text.of("mail-question-yes").to_string(), m.yes_link.clone()),
                (text.of("mail-question-skip").to_string(), m.skip_link.clone()),
                (text.of("mail-question-pause").to_string(), m.pause_link.clone()),
            ]),
            Block::Say(
                match m.silence {
                    Silence::Joins => text.of("mail-question-silence-joins").arg("by", &by),
                    Silence::Skips => text.of("mail-question-silence-skips").arg("by", &by),
                }
                .to_string(),
            ),
        ],
        footer: text.of("mail-footer-programme").arg("programme", &m.programme).to_string(),
        preferences: true,
    }
}

/// Each start as the reader's clock shows it, with the others' clocks where they differ.
fn times(
    slots: &[DateTime<Utc>],
    minutes: u32,
    reader: &Reader,
    others: &[(&str, chrono_tz::Tz)],
    text: Text,
) -> Vec<(String, Vec<String>)> {
    let length = TimeDelta::minutes(i64::from(minutes));
    let range = |start: &DateTime<Utc>, zone| {
        text.day_times(&start.with_timezone(&zone), &(*start + length).with_timezone(&zone))
    };
    slots
        .iter()
        .map(|start| {
            let here = range(start, reader.zone);
            let elsewhere = others
                .iter()
                .filter(|(_, zone)| start.with_timezone(zone).naive_local() != start.with_timezone(&reader.zone).naive_local())
                .map(|(name, zone)| {
                    text.of("mail-time-for")
                        .arg("name", shorten(name))
                        .arg("time", range(start, *zone))
                        .arg("zone", text.zone(*zone, start))
                        .to_string()
                })
                .collect();
            (here, elsewhere)
        })
        .collect()
}

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
        Reason::CommonTopics(topics) => {
            text.of("mail-why-topics").arg("topics", text.list(topics)).num("n", topics.len()).to_string()
        }
        Reason::CommonHours(hours) => text.of("mail-why-hours").num("hours", *hours).to_string(),
        Reason::YouWaited { rounds } => text.of("mail-why-waited").num("rounds", *rounds).to_string(),
        Reason::Target { one, other } => {
            text.of("mail-why-target").arg("one", one).arg("other", other).to_string()
        }
    }
}

fn match_buttons(links: &MatchLinks, text: Text) -> Block {
    Block::Buttons(vec![
        (text.of("mail-match-scheduled").to_string(), links.scheduled.clone()),
        (text.of("mail-match-know").to_string(), links.know_each_other.clone()),
        (text.of("mail-match-cannot").to_string(), links.cannot.clone()),
    ])
}

pub(super) fn matched(m: &Match, text: Text) -> Letter {
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
            details.push((text.of("mail-match-topics").to_string(), one_line(&p.topics.join(", ")).into_owned()));
        }
        if !p.languages.is_empty() {
            details.push((text.of("mail-match-languages").to_string(), one_line(&text.list(&p.languages)).into_owned()));
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
            .of("mail-match-attached")
            .arg("time", text.day_time(&meeting.start.with_timezone(&m.reader.zone)))
            .arg("names", names(text, &all))
            .to_string(),
        (Inviter::You, None) => text.of("mail-match-you-invite").arg("names", names(text, &all)).to_string(),
        (Inviter::Partner(name), None) => {
            text.of("mail-match-they-invite").arg("name", name).arg("names", names(text, &all)).to_string()
        }
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
    let people: Vec<String> = meeting.attendees.iter().map(|a| one_line(&a.name).into_owned()).collect();
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
        meeting,
        summary: &text.of("mail-invite-summary").arg("names", text.list(&people)).to_string(),
        description: &description,
        link: Some(&m.links.why),
    }
    .to_ics()
}

pub(super) fn cancellation(m: &Recalled, meeting: &Meeting, text: Text) -> Result<String, MailError> {
    let people: Vec<String> = meeting.attendees.iter().map(|a| one_line(&a.name).into_owned()).collect();
    Invite {
        method: Method::Cancel,
        meeting,
        summary: &text.of("mail-invite-cancelled").arg("names", text.list(&people)).to_string(),
        description: &text.of("mail-recalled-lead").arg("programme", &m.programme).arg("names", names(text, &m.partners)).to_string(),
        link: None,
    }
    .to_ics()
}

pub(super) fn left_out(m: &LeftOut, text: Text) -> Letter {
    let because = match &m.because {
        LeftOutBecause::OddNumber { people } => text.of("mail-left-out-odd").num("people", *people),
        LeftOutBecause::TeamSeats { team, seats, wanted } => text
            .of("mail-left-out-seats")
            .arg("team", team)
            .num("seats", *seats)
            .num("wanted", *wanted),
        LeftOutBecause::KnowsEverybody { people } => text.of("mail-left-out-known").num("people", *people),
        LeftOutBecause::NoCommonHours { people } => text.of("mail-left-out-hours").num("people", *people),
        LeftOutBecause::NoCommonLanguage { people } => {
            text.of("mail-left-out-language").num("people", *people)
        }
        LeftOutBecause::BetterWithout { connections } => {
            text.of("mail-left-out-better").num("connections", *connections)
        }
    };
    let date = text.date(m.round_on);
    let mut blocks = vec![
        Block::Lead(
            text.of("mail-left-out-lead")
                .arg("programme", &m.programme)
                .arg("date", text.date_full(m.round_on))
                .to_string(),
        ),
        Block::Say(because.to_string()),
    ];
    blocks.push(Block::Say(
        match (m.first_in_line, m.next_on) {
            (true, Some(next)) => text.of("mail-left-out-first-on").arg("date", text.date_full(next)),
            (true, None) => text.of("mail-left-out-first"),
            (false, Some(next)) => text.of("mail-left-out-next-on").arg("date", text.date_full(next)),
            (false, None) => text.of("mail-left-out-no-next"),
        }
        .to_string(),
    ));
    if let Some(link) = &m.third_link {
        blocks.push(Block::Say(text.of("mail-left-out-third").to_string()));
        blocks.push(Block::Buttons(vec![(text.of("mail-left-out-third-button").to_string(), link.clone())]));
    }
    blocks.push(Block::Link(text.of("mail-left-out-why-link").to_string(), m.why_link.clone()));
    let subject = if m.first_in_line { "mail-left-out-subject-first" } else { "mail-left-out-subject" };
    Letter {
        subject: text.of(subject).arg("programme", shorten(&m.programme)).arg("date", date).to_string(),
        preheader: because.to_string(),
        blocks,
        footer: text.of("mail-footer-programme").arg("programme", &m.programme).to_string(),
        preferences: true,
    }
}

pub(super) fn nudge(m: &Nudge, text: Text) -> Letter {
    let mut blocks = vec![Block::Lead(
        text.of("mail-nudge-lead")
            .arg("names", names(text, &m.partners))
            .num("minutes", m.minutes)
            .arg("by", text.date_full(m.by))
            .to_string(),
    )];
    if !m.slots.is_empty() {
        blocks.push(Block::Heading(text.of("mail-nudge-times").num("n", m.slots.len()).to_string()));
        blocks.push(Block::Times(times(&m.slots, m.minutes, &m.reader, &[], text)));
    }
    blocks.push(match_buttons(&m.links, text));
    blocks.push(Block::Small(text.of("mail-nudge-once").to_string()));
    Letter {
        subject: text.of("mail-nudge-subject").arg("names", short_names(text, &m.partners)).to_string(),
        preheader: text.of("mail-nudge-preheader").arg("by", text.date(m.by)).to_string(),
        blocks,
        footer: text.of("mail-footer-programme").arg("programme", &m.programme).to_string(),
        preferences: true,
    }
}

pub(super) fn closing(m: &Closing, text: Text) -> Letter {
    Letter {
        subject: text.of("mail-closing-subject").arg("names", short_names(text, &m.partners)).to_string(),
        preheader: text.of("mail-closing-preheader").to_string(),
        blocks: vec![
            Block::Lead(text.of("mail-closing-lead").arg("names", names(text, &m.partners)).to_string()),
            Block::Buttons(vec![
                (text.of("mail-closing-met").to_string(), m.met_link.clone()),
                (text.of("mail-closing-not-yet").to_string(), m.not_yet_link.clone()),
                (text.of("mail-closing-no").to_string(), m.no_link.clone()),
            ]),
            Block::Say(text.of("mail-closing-why").to_string()),
        ],
        footer: text.of("mail-footer-programme").arg("programme", &m.programme).to_string(),
        preferences: true,
    }
}

pub(super) fn kind_question(m: &KindQuestion, text: Text) -> Letter {
    Letter {
        subject: text.of("mail-kind-subject").arg("programme", shorten(&m.programme)).to_string(),
        preheader: text.of("mail-kind-preheader").to_string(),
        blocks: vec![
            Block::Lead(text.of("mail-kind-lead").arg("programme", &m.programme).num("rounds", m.rounds).to_string()),
            Block::Buttons(vec![
                (text.of("mail-kind-stay").to_string(), m.stay_link.clone()),
                (text.of("mail-kind-rest").to_string(), m.rest_link.clone()),
            ]),
            Block::Say(text.of("mail-kind-silence").arg("date", text.date_full(m.rests_on)).to_string()),
        ],
        footer: text.of("mail-footer-programme").arg("programme", &m.programme).to_string(),
        preferences: true,
    }
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
            AfterRecall::NewMatchBy(date) => text.of("mail-recalled-new-by").arg("date", text.date_full(date)),
            AfterRecall::NextRound(date) => text.of("mail-recalled-next").arg("date", text.date_full(date)),
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
