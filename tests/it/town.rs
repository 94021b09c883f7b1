//! The world in the domain's words: teams with people in a coffee programme, time that passes, what lies in mailboxes.

use std::collections::BTreeMap;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

use chrono::{NaiveDate, TimeDelta};
use weft::domain::clock::Clock;
use weft::domain::coffee::{
    CoffeeRules, Consent, GroupState, Mark, ProgrammeKind, ProgrammeState, Reason,
};
use weft::domain::id::{GroupId, PersonId, ProgrammeId, RunId};
use weft::domain::person::{Language, Person, PersonState, Profile, WorkingHours};
use weft::domain::plan::NoticeState;
use weft::domain::team::Team;
use weft::domain::tie::{Tie, TieSource, TieState};
use weft::programmes::feedback;
use weft::store::enrolment::{enrolment_get, enrolment_set};
use weft::store::group::{Group, groups_of_run};
use weft::store::outbox::{notice_sent, notices_claim};
use weft::store::outbox_view::{NoticeFilter, NoticeRow, notice_get, notices_page};
use weft::store::person::{person_by_email, person_get, person_insert, persons_put};
use weft::store::profile::{Pause, pause_set, profile_set};
use weft::store::programme::{Programme, programme_add, programmes_all};
use weft::store::rather_not::rather_not_add;
use weft::store::run::{Run, run_get};
use weft::store::team::{team_by_name, team_insert};
use weft::store::tie::ties_put;

use crate::world::World;

/// The cadence of a world's programme: the first slot is an hour after the world begins.
pub const CADENCE: &str = "every week on Tuesday 10:00";

/// A team being described: `world.team("search").seats(2).person("ada").in_coffee().await`.
#[must_use]
pub struct TeamWords<'w> {
    world: &'w World,
    name: String,
    seats: Option<u32>,
    people: Vec<Somebody>,
}

struct Somebody {
    name: String,
    email: String,
    consent: Option<Consent>,
    zone: chrono_tz::Tz,
    language: Language,
    manager: Option<String>,
    site: Option<String>,
    work: Option<(String, String)>,
    profile: Profile,
}

impl TeamWords<'_> {
    /// Seats in one round.
    pub fn seats(mut self, seats: u32) -> Self {
        self.seats = Some(seats);
        self
    }

    /// Somebody of the team; what follows is about them.
    pub fn person(mut self, name: &str) -> Self {
        self.people.push(Somebody {
            name: name.to_owned(),
            email: format!("{name}@test.example"),
            consent: None,
            zone: chrono_tz::Europe::Berlin,
            language: Language::English,
            manager: None,
            site: None,
            work: None,
            profile: Profile::default(),
        });
        self
    }

    fn last(mut self, change: impl FnOnce(&mut Somebody)) -> Self {
        change(self.people.last_mut().expect("name a person first"));
        self
    }

    /// With a standing yes.
    pub fn in_coffee(self) -> Self {
        self.last(|who| who.consent = Some(Consent::Standing))
    }

    /// "Ask me each round".
    pub fn asked_each_round(self) -> Self {
        self.last(|who| who.consent = Some(Consent::Ask))
    }

    /// Lives in this zone.
    pub fn zone(self, zone: chrono_tz::Tz) -> Self {
        self.last(|who| who.zone = zone)
    }

    /// Works from hour to hour.
    pub fn hours(self, from: u16, until: u16) -> Self {
        self.last(|who| {
            who.profile.hours =
                WorkingHours { from: from * 60, until: until * 60, ..WorkingHours::default() };
        })
    }

    /// Reads German.
    pub fn german(self) -> Self {
        self.last(|who| who.language = Language::German)
    }

    /// Speaks only this.
    pub fn speaks(self, tag: &str) -> Self {
        self.last(|who| who.profile.speaks = vec![tag.to_owned()])
    }

    /// Likes to talk about this.
    pub fn likes(self, topic: &str) -> Self {
        self.last(|who| who.profile.topics.push(topic.to_owned()))
    }

    /// Is managed by somebody named before.
    pub fn managed_by(self, name: &str) -> Self {
        self.last(|who| who.manager = Some(name.to_owned()))
    }

    /// Works at a site.
    pub fn at(self, site: &str) -> Self {
        self.last(|who| who.site = Some(site.to_owned()))
    }

    /// Has a function and a level.
    pub fn works_as(self, function: &str, level: &str) -> Self {
        self.last(|who| who.work = Some((function.to_owned(), level.to_owned())))
    }

    /// Has an address that no mail can be sent to.
    pub fn with_a_broken_address(self) -> Self {
        self.last(|who| who.email = format!("{} at nowhere", who.name))
    }
}

impl<'w> IntoFuture for TeamWords<'w> {
    type Output = ();
    type IntoFuture = Pin<Box<dyn Future<Output = ()> + 'w>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.world.found(self.name, self.seats, self.people).await })
    }
}

/// A message in somebody's mailbox, sent or not.
#[derive(Clone, Debug)]
pub struct Mail {
    pub kind: String,
    pub subject: String,
    pub state: NoticeState,
    /// The RFC 5322 bytes as text.
    pub raw: String,
}

impl World {
    /// Begins to describe a team.
    pub fn team(&self, name: &str) -> TeamWords<'_> {
        TeamWords { world: self, name: name.to_owned(), seats: None, people: Vec::new() }
    }

    async fn found(&self, name: String, seats: Option<u32>, people: Vec<Somebody>) {
        let programme = self.programme().await;
        let now = self.clock.now();
        let mut tx = self.env.db.write().await.expect("write");
        let team_id = match team_by_name(&mut tx, &name).await.expect("team") {
            Some(team) => team.id,
            None => {
                let team = Team {
                    id: self.env.ids.next(now),
                    name,
                    parent_id: None,
                    lead_id: None,
                    coffee_seats: seats,
                };
                team_insert(&mut tx, &team, now).await.expect("team");
                team.id
            }
        };
        for who in people {
            let manager_id = match &who.manager {
                Some(name) => {
                    let address = format!("{name}@test.example");
                    Some(
                        person_by_email(&mut tx, &address)
                            .await
                            .expect("manager")
                            .expect("manager")
                            .id,
                    )
                }
                None => None,
            };
            let person = Person {
                id: self.env.ids.next(now),
                external_id: None,
                email: who.email,
                name: who.name,
                team_id,
                manager_id,
                site: who.site,
                function: who.work.as_ref().map(|(function, _)| function.clone()),
                seniority: who.work.map(|(_, level)| level),
                zone: who.zone,
                starts_on: None,
                state: PersonState::Active,
                language: who.language,
            };
            person_insert(&mut tx, &person, now).await.expect("person");
            profile_set(&mut tx, person.id, &who.profile, now).await.expect("profile");
            if let Some(consent) = who.consent {
                enrolment_set(&mut tx, programme, person.id, consent, now).await.expect("enrol");
            }
        }
        tx.commit().await.expect("commit");
    }

    /// The world's one coffee programme, made when it is first needed.
    pub async fn programme(&self) -> ProgrammeId {
        self.programme_with(CADENCE, |_| {}).await
    }

    /// The same with another cadence or rules; must be the first to ask.
    pub async fn programme_with(
        &self,
        cadence: &str,
        rules: impl FnOnce(&mut CoffeeRules),
    ) -> ProgrammeId {
        let now = self.clock.now();
        let mut tx = self.env.db.write().await.expect("write");
        if let Some(there) = programmes_all(&mut tx).await.expect("programmes").first() {
            return there.id;
        }
        let team = Team {
            id: self.env.ids.next(now),
            name: "Office".to_owned(),
            parent_id: None,
            lead_id: None,
            coffee_seats: None,
        };
        team_insert(&mut tx, &team, now).await.expect("team");
        let owner = Person {
            id: self.env.ids.next(now),
            external_id: None,
            email: "olga@test.example".to_owned(),
            name: "olga".to_owned(),
            team_id: team.id,
            manager_id: None,
            site: None,
            function: None,
            seniority: None,
            zone: chrono_tz::Europe::Berlin,
            starts_on: None,
            state: PersonState::Active,
            language: Language::English,
        };
        person_insert(&mut tx, &owner, now).await.expect("owner");
        let mut programme = Programme {
            id: self.env.ids.next(now),
            kind: ProgrammeKind::Coffee,
            name: "Coffee".to_owned(),
            purpose: "Meet people of other teams".to_owned(),
            owner_id: owner.id,
            state: ProgrammeState::Active,
            cadence: cadence.to_owned(),
            zone: chrono_tz::Europe::Berlin,
            starts_at: now,
            rules: CoffeeRules::default(),
            last_slot_at: None,
            created_at: now,
            updated_at: now,
        };
        rules(&mut programme.rules);
        programme_add(&mut tx, &programme).await.expect("programme");
        tx.commit().await.expect("commit");
        programme.id
    }

    /// Somebody by name.
    pub async fn id(&self, name: &str) -> PersonId {
        let mut tx = self.env.db.read().await.expect("read");
        let found =
            person_by_email(&mut tx, &format!("{name}@test.example")).await.expect("person");
        found.unwrap_or_else(|| panic!("nobody is called {name}")).id
    }

    /// What somebody is called.
    pub async fn name(&self, id: PersonId) -> String {
        let mut tx = self.env.db.read().await.expect("read");
        person_get(&mut tx, id).await.expect("person").expect("person").name
    }

    /// The two know each other; last met so many days ago, or since long.
    pub async fn know_each_other(&self, one: &str, other: &str, days: Option<i64>) {
        let (one, other) = (self.id(one).await, self.id(other).await);
        let now = self.clock.now();
        let last_on = days.map(|days| (now - TimeDelta::days(days)).date_naive());
        let tie = Tie {
            a_id: one.min(other),
            b_id: one.max(other),
            source: TieSource::Imported,
            introduced_on: None,
            first_on: last_on,
            last_on,
            times: u32::from(last_on.is_some()),
            state: TieState::Met,
        };
        let mut tx = self.env.db.write().await.expect("write");
        ties_put(&mut tx, &[tie], now).await.expect("tie");
        tx.commit().await.expect("commit");
    }

    /// One rather not meets the other.
    pub async fn rather_not(&self, one: &str, other: &str) {
        let (one, other) = (self.id(one).await, self.id(other).await);
        let mut tx = self.env.db.write().await.expect("write");
        rather_not_add(&mut tx, one, other, self.clock.now()).await.expect("rather not");
        tx.commit().await.expect("commit");
    }

    /// Somebody leaves, goes on leave or comes back.
    pub async fn becomes(&self, name: &str, state: PersonState) {
        let id = self.id(name).await;
        let mut tx = self.env.db.write().await.expect("write");
        let mut person = person_get(&mut tx, id).await.expect("person").expect("person");
        person.state = state;
        persons_put(&mut tx, &[person], self.clock.now()).await.expect("person");
        tx.commit().await.expect("commit");
    }

    /// Somebody is on a pause.
    pub async fn pauses(&self, name: &str, from_on: NaiveDate, until_on: Option<NaiveDate>) {
        let id = self.id(name).await;
        let mut tx = self.env.db.write().await.expect("write");
        pause_set(&mut tx, id, Pause { from_on, until_on }, self.clock.now()).await.expect("pause");
        tx.commit().await.expect("commit");
    }

    /// Everything that is due happens, as the service's heartbeat does it.
    pub async fn tick(&self) {
        weft::scheduler::tick(&self.env, "test").await.expect("tick");
    }

    /// Time passes until the programme's next slot, and what is due then happens. Returns the run of that slot.
    pub async fn draw(&self) -> RunId {
        let programme = self.programme().await;
        let mut tx = self.env.db.read().await.expect("read");
        let programme = weft::store::programme::programme_get(&mut tx, programme)
            .await
            .expect("read")
            .expect("programme");
        drop(tx);
        let cadence = weft::domain::calendar::Cadence::parse(&programme.cadence, programme.zone)
            .expect("cadence");
        let slot = cadence.next_after(self.clock.now(), programme.starts_at).expect("slot");
        self.tick().await;
        self.advance(slot - self.clock.now());
        self.tick().await;
        let mut tx = self.env.db.read().await.expect("read");
        weft::store::run::run_at_slot(&mut tx, programme.id, slot)
            .await
            .expect("read")
            .expect("run")
            .id
    }

    /// A round is drawn, held for its hour and released.
    pub async fn round(&self) -> RunId {
        let run = self.draw().await;
        self.advance(TimeDelta::hours(1));
        self.tick().await;
        run
    }

    /// A run's row.
    pub async fn run(&self, run: RunId) -> Run {
        let mut tx = self.env.db.read().await.expect("read");
        run_get(&mut tx, run).await.expect("run").expect("run")
    }

    /// A run's groups as rows.
    pub async fn group_rows(&self, run: RunId) -> Vec<Group> {
        let mut tx = self.env.db.read().await.expect("read");
        groups_of_run(&mut tx, run).await.expect("groups")
    }

    /// A run's groups that were not recalled, as names: `["ada", "bob"]`.
    pub async fn groups(&self, run: RunId) -> Vec<Vec<String>> {
        let mut groups = Vec::new();
        for group in self.group_rows(run).await {
            if group.state == GroupState::Recalled {
                continue;
            }
            let mut names = Vec::new();
            for id in group.people() {
                names.push(self.name(id).await);
            }
            names.sort();
            groups.push(names);
        }
        groups.sort();
        groups
    }

    /// The group of a run in which somebody is.
    pub async fn group_of(&self, run: RunId, name: &str) -> GroupId {
        let id = self.id(name).await;
        let groups = self.group_rows(run).await;
        groups
            .iter()
            .find(|group| group.people().contains(&id))
            .unwrap_or_else(|| panic!("{name} is in no group"))
            .id
    }

    /// Somebody marks a meeting.
    pub async fn marks(
        &self,
        name: &str,
        group: GroupId,
        mark: Mark,
        reason: Option<Reason>,
    ) -> GroupState {
        let id = self.id(name).await;
        feedback::mark(&self.env, group, id, mark, reason, None).await.expect("mark")
    }

    /// Rounds in a row in which somebody was left out.
    pub async fn waited(&self, name: &str) -> usize {
        let (id, programme) = (self.id(name).await, self.programme().await);
        let mut tx = self.env.db.read().await.expect("read");
        let enrolment =
            enrolment_get(&mut tx, programme, id).await.expect("enrolment").expect("enrolment");
        usize::try_from(enrolment.waited).expect("count")
    }

    /// What somebody sat out beyond an even share, in thousandths of a round.
    pub async fn account(&self, name: &str) -> i64 {
        let (id, programme) = (self.id(name).await, self.programme().await);
        let mut tx = self.env.db.read().await.expect("read");
        enrolment_get(&mut tx, programme, id).await.expect("enrolment").expect("enrolment").account
    }

    /// Rounds in a row in which somebody said nothing.
    pub async fn silent(&self, name: &str) -> usize {
        let (id, programme) = (self.id(name).await, self.programme().await);
        let mut tx = self.env.db.read().await.expect("read");
        enrolment_get(&mut tx, programme, id).await.expect("enrolment").expect("enrolment").silent
    }

    /// All messages to somebody, oldest first, whether or not they were sent.
    pub async fn mailbox(&self, name: &str) -> Vec<Mail> {
        let id = self.id(name).await;
        let mut tx = self.env.db.read().await.expect("read");
        let filter = NoticeFilter { recipient: Some(id), ..NoticeFilter::default() };
        let mut rows: Vec<NoticeRow> = notices_page(&mut tx, filter, 200).await.expect("notices");
        rows.reverse();
        let mut mails = Vec::new();
        for row in rows {
            let (_, bytes) = notice_get(&mut tx, row.id).await.expect("notice").expect("notice");
            mails.push(Mail {
                kind: row.kind,
                subject: row.subject,
                state: row.state,
                raw: String::from_utf8(bytes).expect("ascii mail"),
            });
        }
        mails
    }

    /// The kinds of all messages to somebody, oldest first.
    pub async fn kinds(&self, name: &str) -> Vec<String> {
        self.mailbox(name).await.into_iter().map(|mail| mail.kind).collect()
    }

    /// How many messages there are, by kind.
    pub async fn outbox(&self) -> BTreeMap<String, usize> {
        let mut tx = self.env.db.read().await.expect("read");
        let mut counts = BTreeMap::new();
        for row in notices_page(&mut tx, NoticeFilter::default(), 100_000).await.expect("notices") {
            *counts.entry(row.kind).or_insert(0) += 1;
        }
        counts
    }

    /// What waits in the outbox is taken by the relay. Returns how many messages were.
    pub async fn deliver(&self) -> usize {
        let now = self.clock.now();
        let mut tx = self.env.db.write().await.expect("write");
        let claim = notices_claim(&mut tx, "test", now, now + TimeDelta::minutes(10), 100_000)
            .await
            .expect("claim");
        for notice in &claim.notices {
            notice_sent(&mut tx, notice.id, notice.fence, now).await.expect("sent");
        }
        tx.commit().await.expect("commit");
        claim.notices.len()
    }
}
