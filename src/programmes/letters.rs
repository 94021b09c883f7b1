//! What the mails of a round say: the match to each of a group, and the honest word to whoever was left out.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};

use super::Env;
use super::links::{self, Purpose};
use super::mailer::{AFTERWARDS, Post, locale};
use super::plan::{
    ALONE, FELL_THROUGH, KNOWS_EVERYBODY, NO_COMMON_HOURS, NO_COMMON_LANGUAGE, NO_PLACES, NO_TIME,
    seats_of,
};
use super::questions::opening_question;
use super::round::{person_key, team_key};
use crate::domain::id::{GroupId, PersonId, RunId, TeamId};
use crate::domain::wishes::LANGUAGES;
use crate::mail::Party;
use crate::mail::message::{
    Decides, Inviter, LeftOut, LeftOutBecause, Match, MatchLinks, Meeting, Message, Partner,
    Reader, Reason,
};
use crate::optimise::{CoffeeProblem, because};
use crate::store::introduction::ordered;
use crate::store::programme::Programme;
use crate::store::snapshot::{KnownPair, Participant};
use crate::text::Text;

/// A group as its mails need it.
#[derive(Clone, Debug)]
pub(super) struct Meet {
    /// Ours.
    pub id: GroupId,
    /// Who is in it.
    pub members: Vec<PersonId>,
    /// Who invites.
    pub inviter: PersonId,
    /// Times to meet.
    pub slots: Vec<DateTime<Utc>>,
    /// The opening question's id.
    pub question: String,
    /// SEQUENCE of its calendar event.
    pub sequence: u32,
}

/// What all mails of one round share.
pub(super) struct Round<'a> {
    /// The service.
    pub env: &'a Env,
    /// The programme.
    pub programme: &'a Programme,
    /// The run.
    pub run: RunId,
    /// The day of the draw.
    pub day: NaiveDate,
    /// The time to meet is over then.
    pub closes_at: DateTime<Utc>,
    /// Now.
    pub now: DateTime<Utc>,
    /// Everybody who is written to or about.
    pub people: &'a HashMap<PersonId, Participant>,
    /// What the plan was made of.
    pub facts: Facts<'a>,
    /// Who leads the teams of those left out without a place; absent where nobody is left out.
    pub leads: Option<&'a HashMap<TeamId, (PersonId, String)>>,
    /// The next round's day.
    pub next_on: Option<NaiveDate>,
}

/// What the plan's problem says about pairs, ready to be looked up.
pub(super) struct Facts<'a> {
    problem: &'a CoffeeProblem,
    person: HashMap<&'a str, usize>,
    /// Ties between two teams.
    links: HashMap<(&'a str, &'a str), u32>,
    tied: BTreeSet<(&'a str, &'a str)>,
    known: HashMap<(PersonId, PersonId), KnownPair>,
}

fn two<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    if a <= b { (a, b) } else { (b, a) }
}

impl<'a> Facts<'a> {
    /// Facts of a problem, and the meetings behind its ties.
    pub fn new(problem: &'a CoffeeProblem, known: &[KnownPair]) -> Self {
        let person: HashMap<&str, usize> = problem
            .people
            .iter()
            .enumerate()
            .map(|(at, person)| (person.id.as_str(), at))
            .collect();
        let mut links = HashMap::new();
        let mut tied = BTreeSet::new();
        for tie in &problem.ties {
            tied.insert(two(&tie.a, &tie.b));
            if let (Some(a), Some(b)) = (person.get(tie.a.as_str()), person.get(tie.b.as_str())) {
                let teams = two(&problem.people[*a].team, &problem.people[*b].team);
                *links.entry(teams).or_insert(0) += 1;
            }
        }
        let known = known.iter().map(|pair| ((pair.a, pair.b), *pair)).collect();
        Self { problem, person, links, tied, known }
    }

    fn of(&self, id: PersonId) -> Option<&'a crate::optimise::problem::Person> {
        self.person.get(person_key(id).as_str()).map(|at| &self.problem.people[*at])
    }

    /// Half-hours that all of some people share.
    fn common_slots(&self, people: &[PersonId]) -> usize {
        let mut slots: Option<BTreeSet<u16>> = None;
        for person in people.iter().filter_map(|id| self.of(*id)) {
            if let Some(own) = &person.slots {
                slots = Some(match slots {
                    None => own.iter().copied().collect(),
                    Some(so_far) => {
                        own.iter().copied().filter(|slot| so_far.contains(slot)).collect()
                    }
                });
            }
        }
        slots.map_or(0, |slots| slots.len())
    }

    /// How many of the team would have come, and how many seats it has.
    fn seats(&self, team: TeamId) -> (u32, u32) {
        let key = team_key(team);
        let wanted = self.problem.people.iter().filter(|person| person.team == key).count();
        let seats = seats_of(self.problem, team);
        let wanted = u32::try_from(wanted).unwrap_or(u32::MAX);
        (wanted, seats.unwrap_or(wanted))
    }
}

impl Round<'_> {
    fn last_day(&self) -> NaiveDate {
        self.closes_at.with_timezone(&self.programme.zone).date_naive()
    }

    /// The buttons about a group, for one reader.
    pub fn match_links(&self, group: GroupId, reader: PersonId) -> MatchLinks {
        let until = self.closes_at + AFTERWARDS;
        let url = |purpose| links::url(self.env, purpose, reader, group.0, until);
        MatchLinks {
            scheduled: url(Purpose::Scheduled),
            know_each_other: url(Purpose::KnowEachOther),
            cannot: url(Purpose::NotMet),
            why: format!("{}/groups/{group}/why", self.env.site.base_url),
        }
    }

    /// The calendar's view of a group's meeting; none without a time.
    pub fn meeting(&self, meet: &Meet) -> Option<Meeting> {
        let site = &self.env.site;
        Some(Meeting {
            uid: format!("{}@{}", meet.id, site.mail_host),
            sequence: meet.sequence,
            stamp: self.now,
            start: *meet.slots.first()?,
            minutes: self.programme.rules.minutes,
            organiser: Party::new(site.organisation.clone(), site.mail_from.clone()),
            attendees: self.parties(&meet.members),
        })
    }

    fn parties(&self, people: &[PersonId]) -> Vec<Party> {
        people
            .iter()
            .filter_map(|id| self.people.get(id))
            .map(|person| Party::new(person.name.clone(), person.email.clone()))
            .collect()
    }

    /// The match mail to each of a group.
    pub fn match_posts(&self, meet: &Meet) -> Vec<Post> {
        meet.members.iter().filter_map(|id| self.match_post(meet, self.people.get(id)?)).collect()
    }

    fn match_post(&self, meet: &Meet, reader: &Participant) -> Option<Post> {
        let text = Text::new(locale(reader.language));
        let others: Vec<PersonId> =
            meet.members.iter().copied().filter(|id| *id != reader.id).collect();
        let partners: Vec<&Participant> =
            others.iter().map(|id| self.people.get(id)).collect::<Option<Vec<_>>>()?;
        let inviter = match self.people.get(&meet.inviter) {
            Some(partner) if partner.id != reader.id => Inviter::Partner(partner.name.clone()),
            _ => Inviter::You,
        };
        let message = Message::Match(Match {
            reader: Reader { name: reader.name.clone(), zone: reader.zone },
            partners: partners.iter().map(|partner| introduced(partner, text)).collect(),
            programme: self.programme.name.clone(),
            minutes: self.programme.rules.minutes,
            by: self.last_day(),
            slots: meet.slots.clone(),
            opening_question: opening_question(&meet.question, text),
            inviter,
            why: self.reasons(reader, &partners),
            links: self.match_links(meet.id, reader.id),
            invitation: if reader.profile.calendar { self.meeting(meet) } else { None },
            all_invited: partners.iter().all(|partner| partner.profile.calendar),
        });
        let key = match meet.sequence {
            0 => format!("match:{}:{}", meet.id, reader.id),
            changed => format!("match:{}:{}:{changed}", meet.id, reader.id),
        };
        let post = Post::new(self.env, self.now, reader, key, message)
            .of_run(self.run)
            .of_group(meet.id)
            .reply_to(self.parties(&others))
            .not_after(self.closes_at);
        Some(post)
    }

    /// Why these people, most weighty first.
    fn reasons(&self, reader: &Participant, partners: &[&Participant]) -> Vec<Reason> {
        let mut why = Vec::new();
        let mut topics: Option<BTreeSet<&str>> = None;
        for partner in partners {
            let (me, you) = (person_key(reader.id), person_key(partner.id));
            let known =
                self.facts.known.get(&ordered(reader.id, partner.id)).filter(|pair| pair.met);
            if let Some(pair) = known {
                if let Some(last_on) = pair.last_on {
                    let times = u32::try_from(pair.times).unwrap_or(1).max(1);
                    why.push(Reason::MeetAgain { last_on, times });
                }
            } else if reader.team_id != partner.team_id
                && !self.facts.tied.contains(&two(&me, &you))
            {
                let (mine, yours) = (team_key(reader.team_id), team_key(partner.team_id));
                let ties = self.facts.links.get(&two(&mine, &yours)).copied().unwrap_or(0);
                why.push(Reason::NewConnection {
                    teams: (reader.team.clone(), partner.team.clone()),
                    ties,
                });
            }
            let shared: BTreeSet<&str> = reader
                .profile
                .topics
                .iter()
                .filter(|topic| partner.profile.topics.contains(topic))
                .map(String::as_str)
                .collect();
            topics = Some(match topics {
                None => shared,
                Some(so_far) => so_far.intersection(&shared).copied().collect(),
            });
        }
        let topics: Vec<String> = topics.into_iter().flatten().take(3).map(str::to_owned).collect();
        if !topics.is_empty() {
            why.push(Reason::CommonTopics(topics));
        }
        if reader.waited > 0 {
            why.push(Reason::YouWaited { rounds: reader.waited });
        }
        let mut all: Vec<PersonId> = partners.iter().map(|partner| partner.id).collect();
        all.push(reader.id);
        let hours = self.facts.common_slots(&all) / 2;
        if hours > 0 {
            why.push(Reason::CommonHours(u32::try_from(hours).unwrap_or(u32::MAX)));
        }
        why
    }

    /// The mail to somebody who was left out. `pairs`: whether there is a pair that has room for a third.
    pub fn left_out_post(&self, id: PersonId, reason: &str, pairs: bool) -> Option<Post> {
        let reader = self.people.get(&id)?;
        let may_join = pairs
            && !matches!(
                reason,
                because::TEAM_SEATS | NO_PLACES | NO_TIME | NO_COMMON_HOURS | NO_COMMON_LANGUAGE
            );
        let third =
            may_join.then(|| links::url(self.env, Purpose::Third, id, self.run.0, self.closes_at));
        let message = Message::LeftOut(LeftOut {
            programme: self.programme.name.clone(),
            round_on: self.day,
            because: self.because(reader, reason),
            // A place comes first to who waited, but a team without places has none to come to.
            first_in_line: reason != NO_PLACES,
            third_link: third,
            next_on: self.next_on,
            why_link: format!("{}/rounds/{}/left-out", self.env.site.base_url, self.run),
        });
        let post =
            Post::new(self.env, self.now, reader, format!("left-out:{}:{id}", self.run), message)
                .of_run(self.run)
                .not_after(self.closes_at);
        Some(post)
    }

    /// Who decides how many places the reader's team gives.
    fn decides(&self, reader: &Participant) -> Decides {
        match self.leads.and_then(|leads| leads.get(&reader.team_id)) {
            None => Decides::Nobody,
            Some((lead, _)) if *lead == reader.id => Decides::You,
            Some((_, name)) => Decides::Lead(name.clone()),
        }
    }

    fn because(&self, reader: &Participant, reason: &str) -> LeftOutBecause {
        let people = u32::try_from(self.facts.problem.people.len()).unwrap_or(u32::MAX);
        let others = people.saturating_sub(1);
        match reason {
            because::ODD_NUMBER => LeftOutBecause::OddNumber { people },
            because::TEAM_SEATS => {
                let (wanted, seats) = self.facts.seats(reader.team_id);
                LeftOutBecause::TeamSeats { team: reader.team.clone(), seats, wanted }
            }
            NO_TIME => LeftOutBecause::NoTime { team: reader.team.clone() },
            NO_PLACES => LeftOutBecause::NoPlaces { decides: self.decides(reader) },
            KNOWS_EVERYBODY => LeftOutBecause::KnowsEverybody { people: others },
            NO_COMMON_HOURS => LeftOutBecause::NoCommonHours { people: others },
            NO_COMMON_LANGUAGE => LeftOutBecause::NoCommonLanguage { people: others },
            FELL_THROUGH => LeftOutBecause::FellThrough,
            ALONE => LeftOutBecause::Alone,
            because::BETTER_PLAN => LeftOutBecause::BetterWithout { connections: 1 },
            because::BUDGET_ENDED => LeftOutBecause::TimeEnded,
            _ => LeftOutBecause::Nobody { people: others },
        }
    }
}

/// Somebody as they are introduced to a partner.
fn introduced(person: &Participant, text: Text) -> Partner {
    Partner {
        name: person.name.clone(),
        team: person.team.clone(),
        zone: person.zone,
        about: person.profile.about.clone(),
        topics: person.profile.topics.clone(),
        languages: person.profile.speaks.iter().map(|tag| language_name(tag, text)).collect(),
    }
}

const LANGUAGE_TEXTS: &[&str] = &[
    "language-en",
    "language-de",
    "language-fr",
    "language-es",
    "language-it",
    "language-pt",
    "language-nl",
    "language-pl",
    "language-cs",
    "language-tr",
    "language-uk",
    "language-ar",
    "language-hi",
    "language-zh",
    "language-ja",
];

fn language_name(tag: &str, text: Text) -> String {
    let at = LANGUAGES.iter().position(|known| *known == tag);
    match at.and_then(|at| LANGUAGE_TEXTS.get(at)) {
        Some(id) => text.of(id).to_string(),
        None => tag.to_owned(),
    }
}
