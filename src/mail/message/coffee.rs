//! Letters around a round of coffee: the question before, the nudge, the closing, and being left out.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Closing, Decides, KindQuestion, LeftOut, LeftOutBecause, MatchLinks, Nudge, Reader,
    RoundQuestion, Silence,
};
use crate::mail::letter::{Block, Letter};
use crate::text::{Text, one_line};

/// The longest a name or a team stands in a subject; the body has it in full.
const IN_SUBJECT: usize = 48;

pub(super) fn shorten(name: &str) -> String {
    let name = one_line(name);
    match name.char_indices().nth(IN_SUBJECT) {
        None => name.into_owned(),
        Some((at, _)) => format!("{}…", name[..at].trim_end()),
    }
}

pub(super) fn names(text: Text, partners: &[String]) -> String {
    let partners: Vec<String> = partners.iter().map(|p| one_line(p).into_owned()).collect();
    text.list(&partners)
}

pub(super) fn short_names(text: Text, partners: &[String]) -> String {
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
pub(super) fn times(
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
                .filter(|(_, zone)| {
                    start.with_timezone(zone).naive_local()
                        != start.with_timezone(&reader.zone).naive_local()
                })
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

pub(super) fn match_buttons(links: &MatchLinks, text: Text) -> Block {
    Block::Buttons(vec![
        (text.of("mail-match-scheduled").to_string(), links.scheduled.clone()),
        (text.of("mail-match-know").to_string(), links.know_each_other.clone()),
        (text.of("mail-match-cannot").to_string(), links.cannot.clone()),
    ])
}

pub(super) fn left_out(m: &LeftOut, text: Text) -> Letter {
    let because = match &m.because {
        LeftOutBecause::OddNumber { people } => text.of("mail-left-out-odd").num("people", *people),
        LeftOutBecause::TeamSeats { team, seats, wanted } => text
            .of("mail-left-out-seats")
            .arg("team", team)
            .num("seats", *seats)
            .num("wanted", *wanted),
        LeftOutBecause::NoTime { team } => text.of("mail-left-out-no-time").arg("team", team),
        LeftOutBecause::NoPlaces { .. } => text.of("mail-left-out-no-places"),
        LeftOutBecause::KnowsEverybody { people } => {
            text.of("mail-left-out-known").num("people", *people)
        }
        LeftOutBecause::NoCommonHours { people } => {
            text.of("mail-left-out-hours").num("people", *people)
        }
        LeftOutBecause::NoCommonLanguage { people } => {
            text.of("mail-left-out-language").num("people", *people)
        }
        LeftOutBecause::Nobody { people } => text.of("mail-left-out-nobody").num("people", *people),
        LeftOutBecause::Alone => text.of("mail-left-out-alone"),
        LeftOutBecause::FellThrough => text.of("mail-left-out-fell-through"),
        LeftOutBecause::TimeEnded => text.of("mail-left-out-time-ended"),
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
        match (&m.because, m.first_in_line, m.next_on) {
            (LeftOutBecause::NoPlaces { decides: Decides::You }, ..) => {
                text.of("mail-left-out-places-you")
            }
            (LeftOutBecause::NoPlaces { decides: Decides::Lead(name) }, ..) => {
                text.of("mail-left-out-places-lead").arg("lead", one_line(name))
            }
            (LeftOutBecause::NoPlaces { decides: Decides::Nobody }, ..) => {
                text.of("mail-left-out-places")
            }
            (_, true, Some(next)) => {
                text.of("mail-left-out-first-on").arg("date", text.date_full(next))
            }
            (_, true, None) => text.of("mail-left-out-first"),
            (_, false, Some(next)) => {
                text.of("mail-left-out-next-on").arg("date", text.date_full(next))
            }
            (_, false, None) => text.of("mail-left-out-no-next"),
        }
        .to_string(),
    ));
    if let Some(link) = &m.third_link {
        blocks.push(Block::Say(text.of("mail-left-out-third").to_string()));
        blocks.push(Block::Buttons(vec![(
            text.of("mail-left-out-third-button").to_string(),
            link.clone(),
        )]));
    }
    blocks.push(Block::Link(text.of("mail-left-out-why-link").to_string(), m.why_link.clone()));
    let subject = match m.because {
        LeftOutBecause::NoPlaces { .. } => "mail-left-out-subject-places",
        _ if m.first_in_line => "mail-left-out-subject-first",
        _ => "mail-left-out-subject",
    };
    Letter {
        subject: text
            .of(subject)
            .arg("programme", shorten(&m.programme))
            .arg("date", date)
            .to_string(),
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
        blocks
            .push(Block::Heading(text.of("mail-nudge-times").num("n", m.slots.len()).to_string()));
        blocks.push(Block::Times(times(&m.slots, m.minutes, &m.reader, &[], text)));
    }
    blocks.push(match_buttons(&m.links, text));
    blocks.push(Block::Small(text.of("mail-nudge-once").to_string()));
    Letter {
        subject: text
            .of("mail-nudge-subject")
            .arg("names", short_names(text, &m.partners))
            .to_string(),
        preheader: text.of("mail-nudge-preheader").arg("by", text.date(m.by)).to_string(),
        blocks,
        footer: text.of("mail-footer-programme").arg("programme", &m.programme).to_string(),
        preferences: true,
    }
}

pub(super) fn closing(m: &Closing, text: Text) -> Letter {
    Letter {
        subject: text
            .of("mail-closing-subject")
            .arg("names", short_names(text, &m.partners))
            .to_string(),
        preheader: text.of("mail-closing-preheader").to_string(),
        blocks: vec![
            Block::Lead(
                text.of("mail-closing-lead").arg("names", names(text, &m.partners)).to_string(),
            ),
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
            Block::Lead(
                text.of("mail-kind-lead")
                    .arg("programme", &m.programme)
                    .num("rounds", m.rounds)
                    .to_string(),
            ),
            Block::Buttons(vec![
                (text.of("mail-kind-stay").to_string(), m.stay_link.clone()),
                (text.of("mail-kind-rest").to_string(), m.rest_link.clone()),
            ]),
            Block::Say(
                match m.next_on {
                    Some(next) => text.of("mail-kind-rests-on").arg("date", text.date_full(next)),
                    None => text.of("mail-kind-rests"),
                }
                .to_string(),
            ),
        ],
        footer: text.of("mail-footer-programme").arg("programme", &m.programme).to_string(),
        preferences: true,
    }
}
