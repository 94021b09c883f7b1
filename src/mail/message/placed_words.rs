//! Letters about placements: the plan to look at, the plan as it is, what changed, what fell away, and afterwards.

use super::coffee::shorten;
use super::placed::{
    Because, Days, Entry, Missing, MondayDigest, Placed, PlacedRole, PlacementCalendar,
    PlacementCancelled, PlacementChanged, PlacementFeedback, PlacementProposed, PlacementTold,
    Stay,
};
use crate::mail::MailError;
use crate::mail::invite::{Event, Invite, Method};
use crate::mail::letter::{Block, Letter};
use crate::text::{Text, one_line};

/// From when to when.
fn dates(stay: &Stay, text: Text) -> String {
    text.of("mail-placed-dates")
        .arg("from", text.date(stay.from))
        .arg("to", text.date_year(stay.to))
        .to_string()
}

/// A placement in one line, as the reader needs it.
fn line(stay: &Stay, role: PlacedRole, text: Text) -> String {
    let dates = dates(stay, text);
    match (role, &stay.host) {
        (PlacedRole::Guest, Some(host)) => text
            .of("mail-placed-line-guest")
            .arg("dates", dates)
            .arg("team", &stay.team)
            .arg("host", host)
            .to_string(),
        (PlacedRole::Guest, None) => text
            .of("mail-placed-line-guest-alone")
            .arg("dates", dates)
            .arg("team", &stay.team)
            .to_string(),
        (PlacedRole::Host, _) => text
            .of("mail-placed-line-host")
            .arg("dates", dates)
            .arg("guest", &stay.guest)
            .arg("home", &stay.home)
            .arg("team", &stay.team)
            .to_string(),
        (PlacedRole::Home, _) => text
            .of("mail-placed-line-home")
            .arg("dates", dates)
            .arg("guest", &stay.guest)
            .arg("team", &stay.team)
            .to_string(),
    }
}

fn lines<'a>(stays: impl IntoIterator<Item = &'a Stay>, role: PlacedRole, text: Text) -> Block {
    Block::Points(stays.into_iter().map(|stay| line(stay, role, text)).collect())
}

/// What the calendar gets from this letter.
fn calendar(entry: &Entry, gone: bool, text: Text) -> Option<Block> {
    let said = match (entry, gone) {
        (Entry::None, _) => return None,
        (Entry::Here(_), false) => text.of("mail-placed-calendar-here"),
        (Entry::Here(_), true) => text.of("mail-placed-calendar-gone"),
        (Entry::Apart, false) => text.of("mail-placed-calendar-apart"),
        (Entry::Apart, true) => text.of("mail-placed-calendar-gone-apart"),
    };
    Some(Block::Say(said.to_string()))
}

/// The page with all of it, and who answers questions.
fn foot(about: &Placed, text: Text) -> [Block; 2] {
    let link = text.of("mail-placed-link").arg("role", about.role).to_string();
    [
        Block::Buttons(vec![(link, about.link.clone())]),
        Block::Small(text.of("mail-placed-questions").arg("owner", &about.owner).to_string()),
    ]
}

fn footer(about: &Placed, text: Text) -> String {
    text.of("mail-footer-placed")
        .arg("role", about.role)
        .arg("programme", &about.programme)
        .to_string()
}

fn letter(subject: String, preheader: String, blocks: Vec<Block>, footer: String) -> Letter {
    Letter { subject, preheader, blocks, footer, preferences: false }
}

pub(super) fn proposed(m: &PlacementProposed, text: Text) -> Letter {
    let about = &m.about;
    let releases = match &m.releases_at {
        Some(at) => text.of("mail-placed-proposed-by").arg("at", text.day_time(at)).to_string(),
        None => text.of("mail-placed-proposed-waits").to_string(),
    };
    let blocks = vec![
        Block::Lead(
            text.of("mail-placed-proposed-lead")
                .arg("programme", &about.programme)
                .arg("role", about.role)
                .to_string(),
        ),
        lines(&m.stays, about.role, text),
        Block::Say(releases.clone()),
        Block::Buttons(vec![
            (text.of("mail-placed-proposed-fine").to_string(), m.fine_link.clone()),
            (text.of("mail-placed-proposed-not").to_string(), m.not_link.clone()),
        ]),
        Block::Link(
            text.of("mail-placed-link").arg("role", about.role).to_string(),
            about.link.clone(),
        ),
        Block::Small(text.of("mail-placed-questions").arg("owner", &about.owner).to_string()),
    ];
    let subject = text
        .of("mail-placed-proposed-subject")
        .arg("programme", shorten(&about.programme))
        .arg("role", about.role)
        .num("n", m.stays.len());
    letter(subject.to_string(), releases, blocks, footer(about, text))
}

pub(super) fn told(m: &PlacementTold, text: Text) -> Letter {
    let about = &m.about;
    let n = m.stays.len();
    let mut blocks = vec![Block::Lead(
        text.of("mail-placed-told-lead")
            .arg("programme", &about.programme)
            .arg("kind", about.kind)
            .arg("role", about.role)
            .num("n", n)
            .to_string(),
    )];
    blocks.push(lines(&m.stays, about.role, text));
    if about.role == PlacedRole::Guest {
        let expected: Vec<(String, String)> = m
            .stays
            .iter()
            .filter(|stay| !stay.expect.trim().is_empty())
            .map(|stay| (one_line(&stay.team).into_owned(), one_line(&stay.expect).into_owned()))
            .collect();
        blocks.push(Block::Heading(text.of("mail-placed-expect").to_string()));
        if expected.is_empty() {
            let general = text.of("mail-placed-expect-general").arg("kind", about.kind);
            blocks.push(Block::Say(general.to_string()));
        } else {
            blocks.push(Block::Facts(expected));
        }
    }
    blocks.extend(calendar(&m.entry, false, text));
    blocks.extend(foot(about, text));
    let subject = match m.stays.first() {
        Some(first) => text
            .of("mail-placed-told-subject")
            .arg("role", about.role)
            .arg("kind", about.kind)
            .arg("guest", shorten(&first.guest))
            .arg("team", shorten(&first.team))
            .arg("from", text.date(first.from))
            .num("n", n)
            .to_string(),
        None => about.programme.clone(),
    };
    let first = m.stays.first().map(|stay| line(stay, about.role, text)).unwrap_or_default();
    letter(subject, first, blocks, footer(about, text))
}

/// A reason or a word of explanation, if there is one.
fn because(why: &Because, text: Text) -> Option<[Block; 2]> {
    let of_week = |id, team: &str, week| {
        text.of(id).arg("team", team).arg("week", text.date(week)).to_string()
    };
    let why = match why {
        Because::Unsaid => return None,
        Because::Words(words) => words.clone(),
        Because::HasLeft => text.of("mail-placed-has-left").to_string(),
        Because::CannotHost { team, week } => of_week("mail-placed-cannot-host", team, *week),
        Because::CannotLend { team, week } => of_week("mail-placed-cannot-lend", team, *week),
        Because::ByHand => text.of("mail-placed-by-hand").to_string(),
        Because::Replanned => text.of("mail-placed-replanned").to_string(),
        Because::Swapped => text.of("mail-placed-swapped").to_string(),
    };
    let why = one_line(&why).into_owned();
    Some([Block::Say(text.of("mail-placed-why").to_string()), Block::Quote(why)])
}

pub(super) fn changed(m: &PlacementChanged, text: Text) -> Letter {
    let about = &m.about;
    let n = m.changes.len();
    let lead = text.of("mail-placed-changed-lead").arg("programme", &about.programme).num("n", n);
    let mut blocks = vec![Block::Lead(lead.to_string())];
    // One reason is said once, below what changed because of it.
    for same in m.changes.chunk_by(|(.., one), (.., other)| one == other) {
        blocks.extend(same.iter().map(|(was, now, _)| {
            Block::Facts(vec![
                (text.of("mail-placed-was").to_string(), line(was, about.role, text)),
                (text.of("mail-placed-now").to_string(), line(now, about.role, text)),
            ])
        }));
        let why = same.first().and_then(|(.., why)| because(why, text));
        blocks.extend(why.into_iter().flatten());
    }
    blocks.push(Block::Say(text.of("mail-placed-changed-rest").to_string()));
    blocks.extend(calendar(&m.entry, false, text));
    blocks.extend(foot(about, text));
    let subject = text
        .of("mail-placed-changed-subject")
        .arg("programme", shorten(&about.programme))
        .arg("role", about.role)
        .arg("guest", m.changes.first().map(|(_, now, _)| shorten(&now.guest)).unwrap_or_default())
        .arg("team", m.changes.first().map(|(_, now, _)| shorten(&now.team)).unwrap_or_default())
        .arg("from", m.changes.first().map(|(_, now, _)| text.date(now.from)).unwrap_or_default())
        .num("n", n);
    let first =
        m.changes.first().map(|(_, now, _)| line(now, about.role, text)).unwrap_or_default();
    letter(subject.to_string(), first, blocks, footer(about, text))
}

pub(super) fn cancelled(m: &PlacementCancelled, text: Text) -> Letter {
    let about = &m.about;
    let n = m.stays.len();
    let lead = text.of("mail-placed-cancelled-lead").arg("programme", &about.programme).num("n", n);
    let mut blocks = vec![Block::Lead(lead.to_string())];
    // One reason is said once, below all that fell away because of it.
    let mut reasons: Vec<(&Because, Vec<&Stay>)> = Vec::new();
    for (stay, reason) in &m.stays {
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, stays)) => stays.push(stay),
            None => reasons.push((reason, vec![stay])),
        }
    }
    for (reason, stays) in reasons {
        blocks.push(lines(stays, about.role, text));
        blocks.extend(because(reason, text).into_iter().flatten());
    }
    if about.role == PlacedRole::Guest {
        blocks.push(Block::Say(text.of("mail-placed-cancelled-guest").to_string()));
    }
    blocks.extend(calendar(&m.entry, true, text));
    blocks.extend(foot(about, text));
    let subject = text
        .of("mail-placed-cancelled-subject")
        .arg("programme", shorten(&about.programme))
        .arg("role", about.role)
        .arg("guest", m.stays.first().map(|(stay, _)| shorten(&stay.guest)).unwrap_or_default())
        .arg("team", m.stays.first().map(|(stay, _)| shorten(&stay.team)).unwrap_or_default())
        .arg("from", m.stays.first().map(|(stay, _)| text.date(stay.from)).unwrap_or_default())
        .num("n", n);
    let first = m.stays.first().map(|(stay, _)| line(stay, about.role, text)).unwrap_or_default();
    letter(subject.to_string(), first, blocks, footer(about, text))
}

pub(super) fn calendar_only(m: &PlacementCalendar, text: Text) -> Letter {
    let about = &m.about;
    let subject = title(&m.stay, m.cancelled, text);
    let said = if m.cancelled {
        text.of("mail-placed-entry-gone").to_string()
    } else {
        text.of("mail-placed-entry").arg("programme", &about.programme).to_string()
    };
    let mut blocks = vec![Block::Lead(line(&m.stay, about.role, text)), Block::Say(said)];
    blocks.extend(foot(about, text));
    letter(subject.clone(), dates(&m.stay, text), blocks, footer(about, text))
}

pub(super) fn feedback(m: &PlacementFeedback, text: Text) -> Letter {
    let about = &m.about;
    let subject = text
        .of("mail-placed-feedback-subject")
        .arg("role", about.role)
        .arg("guest", shorten(&m.stay.guest))
        .arg("team", shorten(&m.stay.team));
    let buttons = m.links.iter().zip([1_u32, 2, 3, 4, 5]).map(|(link, worth)| {
        (text.of("mail-placed-feedback-worth").num("worth", worth).to_string(), link.clone())
    });
    let blocks = vec![
        Block::Lead(
            text.of("mail-placed-feedback-lead")
                .arg("role", about.role)
                .arg("guest", &m.stay.guest)
                .arg("team", &m.stay.team)
                .arg("dates", dates(&m.stay, text))
                .to_string(),
        ),
        Block::Choices(buttons.collect()),
        Block::Small(text.of("mail-placed-feedback-who").to_string()),
    ];
    let preheader = text.of("mail-placed-feedback-preheader").to_string();
    letter(subject.to_string(), preheader, blocks, footer(about, text))
}

pub(super) fn digest(m: &MondayDigest, text: Text) -> Letter {
    let point = |stay: &Stay| match &stay.host {
        Some(host) => text
            .of("mail-digest-line")
            .arg("dates", dates(stay, text))
            .arg("guest", &stay.guest)
            .arg("team", &stay.team)
            .arg("host", host)
            .to_string(),
        None => text
            .of("mail-digest-line-alone")
            .arg("dates", dates(stay, text))
            .arg("guest", &stay.guest)
            .arg("team", &stay.team)
            .to_string(),
    };
    let mut blocks = vec![Block::Lead(
        text.of("mail-digest-lead")
            .arg("programme", &m.programme)
            .num("starts", m.starts.len())
            .num("ends", m.ends.len())
            .to_string(),
    )];
    for (heading, stays) in
        [(text.of("mail-digest-starts"), &m.starts), (text.of("mail-digest-ends"), &m.ends)]
    {
        if !stays.is_empty() {
            blocks.push(Block::Heading(heading.to_string()));
            blocks.push(Block::Points(stays.iter().map(point).collect()));
        }
    }
    if !m.missing.is_empty() {
        blocks.push(Block::Heading(text.of("mail-digest-missing").to_string()));
        blocks.push(Block::Points(
            m.missing
                .iter()
                .map(|missing| match missing {
                    Missing::Host(stay) => text
                        .of("mail-digest-no-host")
                        .arg("dates", dates(stay, text))
                        .arg("guest", &stay.guest)
                        .arg("team", &stay.team)
                        .to_string(),
                    Missing::Plan { name } => {
                        text.of("mail-digest-plan").arg("name", name).to_string()
                    }
                })
                .collect(),
        ));
    }
    blocks.push(Block::Buttons(vec![(text.of("mail-digest-link").to_string(), m.link.clone())]));
    letter(
        text.of("mail-digest-subject")
            .arg("programme", shorten(&m.programme))
            .arg("week", text.date(m.week))
            .num("starts", m.starts.len())
            .num("ends", m.ends.len())
            .num("missing", m.missing.len())
            .to_string(),
        text.of("mail-digest-preheader").to_string(),
        blocks,
        text.of("mail-footer-digest")
            .arg("who", if m.coordinator { "coordinator" } else { "host" })
            .to_string(),
    )
}

/// The event's title, the same for everybody who has it.
fn title(stay: &Stay, cancelled: bool, text: Text) -> String {
    let (guest, team) = (shorten(&stay.guest), shorten(&stay.team));
    if cancelled {
        text.of("mail-placed-event-gone").arg("guest", guest).arg("team", team).to_string()
    } else {
        text.of("mail-placed-event").arg("guest", guest).arg("team", team).to_string()
    }
}

/// The calendar object of one placement.
pub(super) fn event(
    about: &Placed,
    stay: &Stay,
    days: &Days,
    cancelled: bool,
    text: Text,
) -> Result<String, MailError> {
    let mut description = text
        .of("mail-placed-event-text")
        .arg("programme", &about.programme)
        .arg("home", &stay.home)
        .to_string();
    if let Some(host) = &stay.host {
        description.push('\n');
        description.push_str(&text.of("mail-placed-event-host").arg("host", host).to_string());
    }
    if !stay.expect.trim().is_empty() {
        description.push_str("\n\n");
        description.push_str(&one_line(&stay.expect));
    }
    Invite {
        method: if cancelled { Method::Cancel } else { Method::Request },
        event: Event::Days(days),
        summary: &title(stay, cancelled, text),
        description: &description,
        link: (!cancelled).then_some(&about.link),
    }
    .to_ics()
}
