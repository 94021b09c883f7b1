//! What the mails of a release say, made from plain facts: who is guest, host and home lead, who is affected by what,
//! and what each of their calendars learns.
//!
//! Whoever leads the host team stands in for a host who is not named. A person with two parts in one placement gets one
//! letter, for the nearer part: guest before host before home lead.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest, Sha256};

pub use super::facts::{Facts, last_day_of};
use crate::domain::id::{PersonId, PlacementId};
use crate::domain::person::Language;
use crate::mail::message::{
    Because, Days, Entry, Frame, Message, Placed, PlacedRole, PlacementCalendar,
    PlacementCancelled, PlacementChanged, PlacementProposed, PlacementTold, Rendered,
};
use crate::mail::{MailError, Party};
use crate::programmes::Env;
use crate::programmes::links::{self, Purpose};
use crate::programmes::mailer::{AFTERWARDS, Post, locale};
use crate::store::placement::Placement;
use crate::store::snapshot::Participant;

/// A placement's calendar event as a file, for its guest or host: the same event, under the same UID, as in the mails.
///
/// Errors: an address that is none.
pub fn calendar_file(
    env: &Env,
    stay: &crate::store::stay::Stay,
    language: Language,
) -> Result<String, MailError> {
    let site = &env.site;
    let host = stay.host.clone().zip(stay.host_email.clone());
    let guest = Party::new(stay.guest.clone(), stay.guest_email.clone());
    let attendees = [Some(guest), host.map(|(name, address)| Party::new(name, address))];
    let message = Message::PlacementCalendar(PlacementCalendar {
        about: Placed {
            programme: stay.programme.clone(),
            kind: stay.kind,
            role: PlacedRole::Guest,
            owner: stay.owner.clone(),
            link: format!("{}/first-weeks", site.base_url),
        },
        stay: super::afterwards::in_mail(stay),
        cancelled: false,
        days: Days {
            uid: format!("{}@{}", stay.id, site.mail_host),
            sequence: stay.sequence,
            stamp: env.clock.now(),
            from: stay.from_on.monday(),
            until: last_day_of(stay.to_on).succ_opt().unwrap_or(NaiveDate::MAX),
            organiser: Party::new(site.organisation.clone(), site.mail_from.clone()),
            attendees: attendees.into_iter().flatten().collect(),
        },
    });
    let frame = Frame { organisation: site.organisation.clone(), preferences_link: None };
    Ok(message.render(locale(language), &frame)?.invite.unwrap_or_default())
}

/// What one reader hears, by part.
#[derive(Default)]
struct Heard<'a> {
    told: Vec<&'a Placement>,
    changed: Vec<(&'a Placement, &'a Placement)>,
    /// With the reason, SEQUENCE of the cancellation, and whose entries are taken out.
    gone: Vec<(&'a Placement, &'a Because, u32, Vec<PersonId>)>,
}

/// The mails of a release: one each to whoever is affected of what was added, changed and withdrawn; and the calendar
/// entries, in the same mail when it speaks of one placement, otherwise one mail each. By reader and part.
pub(in crate::programmes) fn told(env: &Env, facts: &Facts) -> Vec<Post> {
    let mut heard: BTreeMap<(PersonId, PlacedRole), Heard<'_>> = BTreeMap::new();
    for placement in &facts.added {
        for reader in facts.readers(placement) {
            heard.entry(reader).or_default().told.push(placement);
        }
    }
    for (before, after) in &facts.changed {
        let (were, are) = (facts.readers(before), facts.readers(after));
        let same_time_and_team = (before.team_id, before.from_on, before.to_on)
            == (after.team_id, after.from_on, after.to_on);
        for (reader, role) in &are {
            let now = heard.entry((*reader, *role)).or_default();
            if were.iter().all(|(known, _)| known != reader) {
                now.told.push(after);
            } else if *role != PlacedRole::Home || !same_time_and_team {
                // Who looks after somebody elsewhere does not touch the team that they come from.
                now.changed.push((before, after));
            }
        }
        for (reader, role) in were {
            if are.iter().all(|(known, _)| *known != reader) {
                let gone = (before, facts.because(before), after.sequence, vec![reader]);
                heard.entry((reader, role)).or_default().gone.push(gone);
            }
        }
    }
    for (placement, reason) in &facts.withdrawn {
        let readers = facts.readers(placement);
        let all: Vec<PersonId> = readers.iter().map(|(reader, _)| *reader).collect();
        for reader in readers {
            if facts.unaware.contains(&(placement.id, reader.0)) {
                continue;
            }
            let gone = (placement, reason, placement.sequence, all.clone());
            heard.entry(reader).or_default().gone.push(gone);
        }
    }
    let mut posts = Vec::new();
    for ((reader, role), heard) in heard {
        if let Some(reader) = facts.person(reader) {
            Reader { env, facts, who: reader, role }.posts(heard, &mut posts);
        }
    }
    posts
}

/// The mails of a release in words, each with its reader, before anybody gets them.
///
/// Errors: the first that does not render.
pub fn preview(env: &Env, facts: &Facts) -> Result<Vec<(PersonId, Rendered)>, MailError> {
    told(env, facts).iter().map(|post| Ok((post.to, post.render(&env.site)?))).collect()
}

struct Reader<'a> {
    env: &'a Env,
    facts: &'a Facts,
    who: &'a Participant,
    role: PlacedRole,
}

impl Reader<'_> {
    fn posts(&self, mut heard: Heard<'_>, posts: &mut Vec<Post>) {
        heard.told.sort_by_key(|placement| (placement.from_on, placement.id));
        heard.changed.sort_by_key(|(_, after)| (after.from_on, after.id));
        heard.gone.sort_by_key(|(placement, ..)| (placement.from_on, placement.id));
        // What falls away comes first: a calendar that reads mails in their order never shows both.
        self.gone(&heard.gone, posts);
        self.changed(&heard.changed, posts);
        self.told(&heard.told, posts);
    }

    /// A letter, and the calendar's part of it: with it, or in mails of their own.
    fn letter(
        &self,
        kind: &str,
        events: Vec<(&Placement, Days)>,
        cancelled: bool,
        message: impl FnOnce(Entry) -> Message,
        posts: &mut Vec<Post>,
    ) {
        let (facts, reader) = (self.facts, self.who);
        let until = events.iter().map(|(_, days)| days.until).max();
        let until = until.and_then(|day| day.and_hms_opt(0, 0, 0)).map(|at| at.and_utc());
        let about = events.iter().map(|(placement, days)| (placement.id, days.sequence));
        let key = key(kind, reader.id, about);
        let entry = match events.as_slice() {
            _ if !reader.profile.calendar => Entry::None,
            [(_, days)] => Entry::Here(days.clone()),
            _ => Entry::Apart,
        };
        let apart = matches!(entry, Entry::Apart);
        let mut letter = facts.post(self.env, reader, key, message(entry));
        letter.not_after = until.map(|until| until.max(facts.now + AFTERWARDS));
        posts.push(letter);
        if !apart {
            return;
        }
        for (placement, days) in events {
            let key =
                format!("placement-calendar:{}:{}:{}", reader.id, placement.id, days.sequence);
            let message = Message::PlacementCalendar(PlacementCalendar {
                about: facts.about(self.env, self.role),
                stay: facts.stay(placement),
                cancelled,
                days,
            });
            let mut post = facts.post(self.env, reader, key, message);
            post.not_after = until.map(|until| until.max(facts.now + AFTERWARDS));
            posts.push(post);
        }
    }

    fn events<'p>(&self, placements: &[&'p Placement]) -> Vec<(&'p Placement, Days)> {
        let days = |placement: &'p Placement| {
            let all: Vec<PersonId> =
                self.facts.readers(placement).into_iter().map(|(reader, _)| reader).collect();
            (placement, self.facts.days(self.env, placement, &all))
        };
        placements.iter().map(|placement| days(placement)).collect()
    }

    fn told(&self, placements: &[&Placement], posts: &mut Vec<Post>) {
        if placements.is_empty() {
            return;
        }
        let message = |entry| {
            Message::PlacementTold(PlacementTold {
                about: self.facts.about(self.env, self.role),
                stays: placements.iter().map(|placement| self.facts.stay(placement)).collect(),
                entry,
            })
        };
        self.letter("placement-told", self.events(placements), false, message, posts);
    }

    fn changed(&self, changes: &[(&Placement, &Placement)], posts: &mut Vec<Post>) {
        if changes.is_empty() {
            return;
        }
        let now: Vec<&Placement> = changes.iter().map(|(_, after)| *after).collect();
        let message = |entry| {
            Message::PlacementChanged(PlacementChanged {
                about: self.facts.about(self.env, self.role),
                changes: changes
                    .iter()
                    .map(|(before, after)| {
                        let why = self.facts.because(before).clone();
                        (self.facts.stay(before), self.facts.stay(after), why)
                    })
                    .collect(),
                entry,
            })
        };
        self.letter("placement-changed", self.events(&now), false, message, posts);
    }

    fn gone(&self, gone: &[(&Placement, &Because, u32, Vec<PersonId>)], posts: &mut Vec<Post>) {
        if gone.is_empty() {
            return;
        }
        let events = gone
            .iter()
            .map(|(placement, _, sequence, whose)| {
                let days = self.facts.days(self.env, placement, whose);
                (*placement, Days { sequence: *sequence, ..days })
            })
            .collect();
        let message = |entry| {
            Message::PlacementCancelled(PlacementCancelled {
                about: self.facts.about(self.env, self.role),
                stays: gone
                    .iter()
                    .map(|(placement, reason, ..)| (self.facts.stay(placement), (*reason).clone()))
                    .collect(),
                entry,
            })
        };
        self.letter("placement-cancelled", events, true, message, posts);
    }
}

/// The mails of a plan that is held, to hosts and home leads: what of it is theirs, with links to say "fine" and "not
/// like this". What would change or fall away is not told before it is decided.
pub(in crate::programmes) fn proposed(
    env: &Env,
    facts: &Facts,
    releases_at: Option<DateTime<Utc>>,
) -> Vec<Post> {
    let mut heard: BTreeMap<(PersonId, PlacedRole), Vec<&Placement>> = BTreeMap::new();
    for placement in &facts.added {
        for (reader, role) in facts.readers(placement) {
            if role != PlacedRole::Guest {
                heard.entry((reader, role)).or_default().push(placement);
            }
        }
    }
    let until = releases_at.unwrap_or(facts.now + AFTERWARDS);
    let mut posts = Vec::new();
    for ((reader, role), mut placements) in heard {
        let Some(reader) = facts.person(reader) else { continue };
        placements.sort_by_key(|placement| (placement.from_on, placement.id));
        let url = |purpose| links::url(env, purpose, reader.id, facts.run.0, until);
        let message = Message::PlacementProposed(PlacementProposed {
            about: facts.about(env, role),
            stays: placements.iter().map(|placement| facts.stay(placement)).collect(),
            releases_at: releases_at.map(|at| at.with_timezone(&reader.zone)),
            fine_link: url(Purpose::PlacedFine),
            not_link: url(Purpose::PlacedNot),
        });
        let key = format!("placement-proposed:{}:{}:{role}", facts.run, reader.id);
        posts.push(facts.post(env, reader, key, message).not_after(until));
    }
    posts
}

/// Names what a letter is about: each placement and its SEQUENCE, so that nothing is said to one person twice.
fn key(kind: &str, reader: PersonId, about: impl Iterator<Item = (PlacementId, u32)>) -> String {
    let mut about: Vec<String> = about.map(|(id, sequence)| format!("{id}:{sequence}")).collect();
    about.sort_unstable();
    if let [one] = about.as_slice() {
        format!("{kind}:{reader}:{one}")
    } else {
        let digest = Sha256::digest(about.join(" ").as_bytes());
        let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        format!("{kind}:{reader}:{}:{hex}", about.len())
    }
}
