//! People of a small office, its coffee programme, and rounds whose plan the test decides itself.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use weft::domain::clock::Clock as _;
use weft::domain::coffee::{CoffeeRules, Consent, ProgrammeKind, ProgrammeState};
use weft::domain::id::{GroupId, PersonId, ProgrammeId, RunId, TeamId};
use weft::domain::person::{Language, Person, PersonState, Profile};
use weft::domain::placement::Subject;
use weft::domain::plan::{RunState, Trigger};
use weft::domain::team::Team;
use weft::programmes::participation;
use weft::store::group::{NewGroup, groups_add, left_outs_add};
use weft::store::introduction::{introductions_add, meeting_add, ordered};
use weft::store::person::person_insert;
use weft::store::programme::{Programme, programme_add};
use weft::store::run::{NewRun, run_add, run_become, run_release};
use weft::store::team::{team_by_name, team_insert};

use crate::world::World;

impl World {
    /// The team of that name; made when there is none.
    pub async fn office_team(&self, name: &str) -> TeamId {
        let now = self.clock.now();
        let mut tx = self.env.db.write().await.expect("write");
        if let Some(team) = team_by_name(&mut tx, name).await.expect("team") {
            return team.id;
        }
        let id = self.env.ids.next(now);
        let team =
            Team { id, name: name.to_owned(), parent_id: None, lead_id: None, coffee_seats: None };
        team_insert(&mut tx, &team, now).await.expect("insert");
        tx.commit().await.expect("commit");
        id
    }

    /// Somebody of that name in that team, in Berlin; the address is the name with dots.
    pub async fn office_person(&self, name: &str, team: &str) -> PersonId {
        self.office_person_in(name, team, chrono_tz::Europe::Berlin).await
    }

    pub async fn office_person_in(&self, name: &str, team: &str, zone: chrono_tz::Tz) -> PersonId {
        let team_id = self.office_team(team).await;
        let now = self.clock.now();
        let id: PersonId = self.env.ids.next(now);
        let mut tx = self.env.db.write().await.expect("write");
        let person = Person {
            id,
            external_id: None,
            email: format!("{}@test.example", name.to_lowercase().replace(' ', ".")),
            name: name.to_owned(),
            team_id,
            manager_id: None,
            site: Some(zone.name().rsplit('/').next().unwrap_or_default().to_owned()),
            function: Some("Engineering".to_owned()),
            seniority: Some("Senior".to_owned()),
            zone,
            starts_on: NaiveDate::from_ymd_opt(2024, 3, 1),
            state: PersonState::Active,
            language: Language::English,
        };
        person_insert(&mut tx, &person, now).await.expect("insert");
        tx.commit().await.expect("commit");
        id
    }

    /// An active coffee programme: every two weeks on Tuesday at nine, Berlin time.
    pub async fn office_coffee(&self, name: &str, owner: PersonId) -> ProgrammeId {
        let now = self.clock.now();
        let id = self.env.ids.next(now);
        let programme = Programme {
            id,
            kind: ProgrammeKind::Coffee,
            name: name.to_owned(),
            purpose: "Meet somebody from another team over a coffee.".to_owned(),
            owner_id: owner,
            state: ProgrammeState::Active,
            cadence: "every 2 weeks on Tuesday 09:00".to_owned(),
            zone: chrono_tz::Europe::Berlin,
            starts_at: now,
            rules: CoffeeRules::default(),
            last_slot_at: None,
            created_at: now,
            updated_at: now,
        };
        let mut tx = self.env.db.write().await.expect("write");
        programme_add(&mut tx, &programme).await.expect("add");
        tx.commit().await.expect("commit");
        id
    }

    /// Enrols people with a standing yes.
    pub async fn office_joins(&self, programme: ProgrammeId, people: &[PersonId]) {
        for person in people {
            participation::enrol(
                &self.env,
                *person,
                programme,
                Consent::Standing,
                &Profile::default(),
                None,
            )
            .await
            .expect("enrol");
        }
    }

    /// A run in draft whose question went out, drawn in two days.
    pub async fn office_asked(&self, programme: ProgrammeId) -> RunId {
        let now = self.clock.now();
        let id = self.env.ids.next(now);
        let mut tx = self.env.db.write().await.expect("write");
        let run = new_run(id, programme, now + TimeDelta::days(2), now);
        run_add(&mut tx, &run).await.expect("run");
        weft::store::run::run_asked(&mut tx, id, now).await.expect("asked");
        tx.commit().await.expect("commit");
        id
    }

    /// A released round with these groups and these people left over.
    pub async fn office_round(
        &self,
        programme: ProgrammeId,
        groups: &[&[PersonId]],
        left_out: &[PersonId],
    ) -> (RunId, Vec<GroupId>) {
        let now = self.clock.now();
        let id: RunId = self.env.ids.next(now);
        let mut tx = self.env.db.write().await.expect("write");
        run_add(&mut tx, &new_run(id, programme, now, now)).await.expect("run");
        for state in [RunState::Solving, RunState::Proposed] {
            run_become(&mut tx, id, state, None).await.expect("state");
        }
        let closes = now + TimeDelta::days(12);
        run_release(&mut tx, id, None, now, now + TimeDelta::days(6), closes)
            .await
            .expect("release");
        let new: Vec<NewGroup> = groups
            .iter()
            .zip(1..)
            .map(|(members, ordinal)| NewGroup {
                id: self.env.ids.next(now),
                ordinal,
                members: members.to_vec(),
                inviter: members[0],
                slots: [26, 50, 74].map(|hours| now + TimeDelta::hours(hours)).to_vec(),
                question: "opening-one".to_owned(),
            })
            .collect();
        groups_add(&mut tx, id, &new, now).await.expect("groups");
        for members in groups {
            let pairs: Vec<_> = weft::store::group::pairs(members);
            introductions_add(&mut tx, &pairs, now.date_naive(), now).await.expect("introductions");
        }
        let over: Vec<_> =
            left_out.iter().map(|person| (*person, "odd-number".to_owned())).collect();
        left_outs_add(&mut tx, id, &over).await.expect("left outs");
        tx.commit().await.expect("commit");
        (id, new.into_iter().map(|group| group.id).collect())
    }

    /// Two people met on a day.
    pub async fn office_met(&self, one: PersonId, other: PersonId, on: NaiveDate) {
        let mut tx = self.env.db.write().await.expect("write");
        meeting_add(&mut tx, ordered(one, other), on, self.clock.now()).await.expect("meeting");
        tx.commit().await.expect("commit");
    }
}

fn new_run<'a>(
    id: RunId,
    programme: ProgrammeId,
    slot_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> NewRun<'a> {
    NewRun {
        id,
        programme_id: programme,
        subject: Subject::Round,
        slot_at,
        trigger: Trigger::Schedule,
        state: RunState::Draft,
        missed_slots: 0,
        note: None,
        created_at: now,
    }
}
