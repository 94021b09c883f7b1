//! A bootcamp beside the rounds: new hires come, plans are asked for, and the processes solve and release them while they
//! are killed.

use std::collections::BTreeMap;

use weft::domain::bootcamp::BootcampRules;
use weft::domain::capacity::Offer;
use weft::domain::coffee::{ProgrammeKind, ProgrammeState};
use weft::domain::id::{CohortId, PersonId, TeamId};
use weft::domain::placement::{CohortState, Subject};
use weft::domain::plan::NoticeState;
use weft::domain::team::Team;
use weft::domain::week::Week;
use weft::programmes::placing;
use weft::programmes::round::RoundError;
use weft::store::capacity::{ledger_differences, offer_set};
use weft::store::cohort::{Cohort, cohort_add};
use weft::store::hire::{Hire, hires_add};
use weft::store::outbox_view::NoticeRow;
use weft::store::person::person_insert;
use weft::store::placement::placements_of;
use weft::store::programme::{ProgrammeHead, head_add};
use weft::store::team::{team_get, team_insert, teams_put};

use super::organisation::{Organisation, somebody};
use super::verdict::Verdict;

/// Stints of each hire.
const STINTS: u32 = 2;
/// The hosts have places for so many hires.
const MOST: usize = 24;

pub struct Bootcamp {
    cohort: CohortId,
    home: TeamId,
    hires: Vec<PersonId>,
}

impl Bootcamp {
    /// Four host teams with places in eight weeks, from next week on; plans are released by themselves.
    pub async fn found(organisation: &Organisation) -> Self {
        let env = &organisation.env;
        let now = env.clock.now();
        let mut tx = env.db.write().await.expect("write");
        let head = ProgrammeHead {
            id: env.ids.next(now),
            kind: ProgrammeKind::Bootcamp,
            name: "First weeks".to_owned(),
            purpose: "New people get to know the teams".to_owned(),
            owner_id: organisation.owner,
            state: ProgrammeState::Active,
            zone: chrono_tz::UTC,
            updated_at: now,
        };
        head_add(&mut tx, &head, now).await.expect("programme");
        let starts_on = Week::of(now.date_naive()).plus(1);
        let rules =
            BootcampRules { stints: STINTS, hold_minutes: Some(1), ..BootcampRules::default() };
        let cohort = Cohort {
            id: env.ids.next(now),
            programme_id: head.id,
            name: "This quarter".to_owned(),
            starts_on,
            weeks: 8,
            rules,
            state: CohortState::Open,
            created_by: Some(organisation.owner),
            created_at: now,
            updated_at: now,
        };
        cohort_add(&mut tx, &cohort).await.expect("cohort");
        for (team, lead) in &organisation.leads {
            let mut row = team_get(&mut tx, *team).await.expect("read").expect("team");
            row.lead_id = Some(*lead);
            teams_put(&mut tx, &[row], now).await.expect("lead");
            for week in starts_on.run(8) {
                let offer = Offer { bootcamp: 2, ..Offer::default() };
                offer_set(&mut tx, *team, week, &offer, None, Some(*lead), now)
                    .await
                    .expect("offer");
            }
        }
        let home = Team {
            id: env.ids.next(now),
            name: "Newcomers".to_owned(),
            parent_id: None,
            lead_id: None,
            coffee_seats: None,
        };
        team_insert(&mut tx, &home, now).await.expect("team");
        tx.commit().await.expect("commit");
        Self { cohort: cohort.id, home: home.id, hires: Vec::new() }
    }

    /// Somebody new begins, and a plan is asked for. While one waits for its release it is left alone.
    pub async fn somebody_begins(&mut self, organisation: &Organisation) {
        if self.hires.len() == MOST {
            return;
        }
        let env = &organisation.env;
        let now = env.clock.now();
        let person = somebody(env, &format!("hire{}", self.hires.len()), self.home, now);
        let mut tx = env.db.write().await.expect("write");
        person_insert(&mut tx, &person, now).await.expect("person");
        let hire = Hire {
            cohort_id: self.cohort,
            person_id: person.id,
            from_week: 0,
            to_week: 52,
            stints: None,
            length: None,
            likes: Vec::new(),
            avoid: Vec::new(),
            added_by: Some(organisation.owner),
            added_at: now,
            changed_at: now,
        };
        hires_add(&mut tx, &[hire]).await.expect("hire");
        tx.commit().await.expect("commit");
        self.hires.push(person.id);
        self.plan(organisation).await;
    }

    /// Asks for a plan of everybody who is there.
    pub async fn plan(&self, organisation: &Organisation) {
        let (env, subject) = (&organisation.env, Subject::Cohort(self.cohort));
        match placing::solve(env, subject, organisation.owner).await {
            // It was released in this very moment.
            Ok(_) | Err(RoundError::Stale { .. }) => {}
            Err(error) => panic!("a plan was asked for: {error}"),
        }
    }

    /// Everybody has their stints, was told of them, and the ledger counts what is booked.
    pub async fn verdict(
        &self,
        organisation: &Organisation,
        verdict: &mut Verdict,
        notices: &[NoticeRow],
    ) {
        let mut tx = organisation.env.db.snapshot().await.expect("snapshot");
        let rows = placements_of(&mut tx, Subject::Cohort(self.cohort)).await.expect("placements");
        let mut stints: BTreeMap<PersonId, u32> = BTreeMap::new();
        for row in &rows {
            if row.state.is_booked() {
                *stints.entry(row.person_id).or_default() += 1;
            } else if row.state.is_proposal() {
                verdict.wrong.push(format!("placement {} is still proposed", row.id));
            }
        }
        verdict.placements = stints.values().sum();
        for hire in &self.hires {
            let has = stints.get(hire).copied().unwrap_or(0);
            if has != STINTS {
                verdict.wrong.push(format!("hire {hire} has {has} stints instead of {STINTS}"));
            }
            let told = notices.iter().any(|notice| {
                notice.recipient_id == Some(*hire) && notice.state == NoticeState::Sent
            });
            if !told {
                verdict.wrong.push(format!("hire {hire} was never told"));
            }
        }
        for wrong in ledger_differences(&mut tx).await.expect("ledger") {
            verdict.wrong.push(format!("the ledger counts otherwise than it booked: {wrong:?}"));
        }
    }
}
