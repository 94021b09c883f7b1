//! Rotations: the home team's question and its silence, what became of an application, and swaps.

use chrono::NaiveDate;

use super::coffee::shorten;
use crate::mail::letter::{Block, Letter};
use crate::text::{Text, one_line};

/// Weeks in a row, as people say them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last working day.
    pub to: NaiveDate,
}

/// "May they go?", to the lead of an applicant's home team.
#[derive(Debug, Clone)]
pub struct HomeQuestion {
    /// The applicant.
    pub person: String,
    /// The home team.
    pub team: String,
    /// The call.
    pub call: String,
    /// Its programme.
    pub programme: String,
    /// When the person could go.
    pub periods: Vec<Span>,
    /// How many of them in a row the stay takes.
    pub length: u32,
    /// Host teams, the dearest first.
    pub choices: Vec<String>,
    /// What the person would like to learn or do.
    pub goals: String,
    /// After this day the programme's owner is told that no answer came.
    pub answer_by: NaiveDate,
    /// Page for "these dates".
    pub yes_link: String,
    /// Page for "not now".
    pub not_now_link: String,
}

/// No answer of a home team, to the programme's owner.
#[derive(Debug, Clone)]
pub struct HomeSilence {
    /// The applicant.
    pub person: String,
    /// The home team.
    pub team: String,
    /// The call.
    pub call: String,
    /// Its programme.
    pub programme: String,
    /// Who was asked; `None`: the team has nobody who could be.
    pub lead: Option<String>,
    /// Working days the team had.
    pub days: u32,
    /// The application's page.
    pub link: String,
}

/// What became of an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The plan has no place for it.
    Waitlisted,
    /// The home team said "not now".
    NotNow {
        /// Which team.
        team: String,
        /// Why.
        reason: String,
        /// The day before which it is no use to ask again.
        not_before: NaiveDate,
    },
    /// The call was given up.
    Cancelled {
        /// Why.
        reason: String,
    },
    /// Somebody said no to a swap that the reader asked for.
    SwapRefused {
        /// The host team of the other place.
        team: String,
    },
    /// The applicant took it back; the reader is the home team's lead.
    Withdrawn {
        /// The applicant.
        person: String,
    },
}

/// What became of an application, to the applicant (or, taken back, to the home team's lead).
#[derive(Debug, Clone)]
pub struct ApplicationAnswer {
    /// The call.
    pub call: String,
    /// Its programme.
    pub programme: String,
    /// What became of it.
    pub answer: Answer,
    /// The application's page, when the reader is the applicant.
    pub link: Option<String>,
}

/// Whose word a swap's question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SwapAsks {
    /// The other person's.
    Other,
    /// A home team's.
    Home,
    /// The coordinator's: everybody agreed.
    Office,
}

/// One of the two places of a swap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwapPlace {
    /// Whose it is.
    pub person: String,
    /// With which team.
    pub team: String,
    /// When.
    pub span: Span,
}

/// "Would you swap?"
#[derive(Debug, Clone)]
pub struct SwapQuestion {
    /// The call.
    pub call: String,
    /// Its programme.
    pub programme: String,
    /// The place of whoever asks, then the other.
    pub places: Vec<SwapPlace>,
    /// Whose word is asked for.
    pub asks: SwapAsks,
    /// Pages for yes and no; for the coordinator the swap's page.
    pub links: Vec<String>,
}

fn span(text: Text, span: &Span) -> String {
    text.of("rotation-span")
        .arg("from", text.date(span.from))
        .arg("to", text.date_year(span.to))
        .to_string()
}

pub(super) fn home_question(m: &HomeQuestion, text: Text) -> Letter {
    let mut blocks = vec![
        Block::Lead(
            text.of("mail-home-lead")
                .arg("person", &m.person)
                .arg("team", &m.team)
                .arg("call", &m.call)
                .to_string(),
        ),
        Block::Heading(text.of("mail-home-periods").num("length", m.length).to_string()),
        Block::Points(m.periods.iter().map(|period| span(text, period)).collect()),
        Block::Heading(text.of("mail-home-choices").to_string()),
        Block::Points(m.choices.iter().map(|team| one_line(team).into_owned()).collect()),
    ];
    if !m.goals.trim().is_empty() {
        blocks
            .push(Block::Heading(text.of("mail-home-goals").arg("person", &m.person).to_string()));
        blocks.push(Block::Quote(m.goals.clone()));
    }
    blocks.push(Block::Buttons(vec![
        (text.of("mail-home-yes").to_string(), m.yes_link.clone()),
        (text.of("mail-home-not-now").to_string(), m.not_now_link.clone()),
    ]));
    blocks.push(Block::Say(
        text.of("mail-home-silence").arg("by", text.date_full(m.answer_by)).to_string(),
    ));
    blocks.push(Block::Small(text.of("mail-home-not-now-means").to_string()));
    Letter {
        subject: text
            .of("mail-home-subject")
            .arg("person", shorten(&m.person))
            .arg("by", text.date(m.answer_by))
            .to_string(),
        preheader: text.of("mail-home-preheader").arg("call", &m.call).to_string(),
        blocks,
        footer: text
            .of("mail-home-footer")
            .arg("team", &m.team)
            .arg("programme", &m.programme)
            .to_string(),
        preferences: false,
    }
}

pub(super) fn home_silence(m: &HomeSilence, text: Text) -> Letter {
    let lead = match &m.lead {
        Some(lead) => text
            .of("mail-silence-lead")
            .arg("lead", lead)
            .arg("person", &m.person)
            .arg("team", &m.team)
            .num("days", m.days),
        None => text.of("mail-silence-nobody").arg("person", &m.person).arg("team", &m.team),
    };
    Letter {
        subject: text
            .of("mail-silence-subject")
            .arg("person", shorten(&m.person))
            .arg("team", shorten(&m.team))
            .to_string(),
        preheader: text.of("mail-silence-preheader").arg("call", &m.call).to_string(),
        blocks: vec![
            Block::Lead(lead.to_string()),
            Block::Say(text.of("mail-silence-what").arg("call", &m.call).to_string()),
            Block::Buttons(vec![(text.of("mail-silence-button").to_string(), m.link.clone())]),
            Block::Small(text.of("mail-silence-once").to_string()),
        ],
        footer: text.of("mail-footer-owner").arg("programme", &m.programme).to_string(),
        preferences: false,
    }
}

pub(super) fn application_answer(m: &ApplicationAnswer, text: Text) -> Letter {
    let call = &m.call;
    let (subject, lead, more) = match &m.answer {
        Answer::Waitlisted => (
            text.of("mail-answer-waitlisted-subject").arg("call", shorten(call)),
            text.of("mail-answer-waitlisted").arg("call", call),
            vec![
                text.of("mail-answer-waitlisted-next").to_string(),
                text.of("mail-answer-repaid").to_string(),
            ],
        ),
        Answer::NotNow { team, reason, not_before } => (
            text.of("mail-answer-not-now-subject").arg("call", shorten(call)),
            text.of("mail-answer-not-now")
                .arg("team", team)
                .arg("call", call)
                .arg("date", text.date_long(*not_before)),
            vec![
                text.of("mail-answer-reason").arg("reason", reason).to_string(),
                text.of("mail-answer-repaid").to_string(),
            ],
        ),
        Answer::Cancelled { reason } => (
            text.of("mail-answer-cancelled-subject").arg("call", shorten(call)),
            text.of("mail-answer-cancelled").arg("call", call),
            vec![text.of("mail-answer-reason").arg("reason", reason).to_string()],
        ),
        Answer::SwapRefused { team } => (
            text.of("mail-swap-refused-subject").arg("team", shorten(team)),
            text.of("mail-swap-refused").arg("team", team).arg("call", call),
            vec![text.of("mail-swap-refused-next").to_string()],
        ),
        Answer::Withdrawn { person } => (
            text.of("mail-answer-withdrawn-subject")
                .arg("person", shorten(person))
                .arg("call", shorten(call)),
            text.of("mail-answer-withdrawn").arg("person", person).arg("call", call),
            vec![text.of("mail-answer-withdrawn-next").to_string()],
        ),
    };
    let mut blocks = vec![Block::Lead(lead.to_string())];
    blocks.extend(more.into_iter().map(Block::Say));
    if let Some(link) = &m.link {
        blocks.push(Block::Link(text.of("mail-answer-link").to_string(), link.clone()));
    }
    Letter {
        subject: subject.to_string(),
        preheader: lead.to_string(),
        blocks,
        footer: text.of("mail-footer-rotation").arg("programme", &m.programme).to_string(),
        preferences: false,
    }
}

pub(super) fn swap_question(m: &SwapQuestion, text: Text) -> Letter {
    let person = m.places.first().map(|place| place.person.as_str()).unwrap_or_default();
    let lead = match m.asks {
        SwapAsks::Other => text.of("mail-swap-other").arg("person", person).arg("call", &m.call),
        SwapAsks::Home => text.of("mail-swap-home").arg("person", person).arg("call", &m.call),
        SwapAsks::Office => text.of("mail-swap-office").arg("person", person).arg("call", &m.call),
    };
    let facts = m
        .places
        .iter()
        .map(|place| {
            let where_and_when = text
                .of("mail-swap-place")
                .arg("team", &place.team)
                .arg("span", span(text, &place.span));
            (one_line(&place.person).into_owned(), where_and_when.to_string())
        })
        .collect();
    let labels: &[&'static str] = match m.asks {
        SwapAsks::Office => &["mail-swap-look"],
        _ => &["mail-swap-yes", "mail-swap-no"],
    };
    let buttons = labels.iter().zip(&m.links);
    Letter {
        subject: text
            .of("mail-swap-subject")
            .arg("person", shorten(person))
            .arg("call", shorten(&m.call))
            .to_string(),
        preheader: lead.to_string(),
        blocks: vec![
            Block::Lead(lead.to_string()),
            Block::Facts(facts),
            Block::Buttons(
                buttons.map(|(id, link)| (text.of(id).to_string(), link.clone())).collect(),
            ),
            Block::Small(text.of("mail-swap-means").to_string()),
        ],
        footer: text.of("mail-footer-swap").arg("programme", &m.programme).to_string(),
        preferences: false,
    }
}
