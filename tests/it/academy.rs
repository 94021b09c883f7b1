//! A bootcamp in the domain's words: teams with places, a cohort with hires, plans solved by the tick.

use chrono::TimeDelta;
use weft::domain::bootcamp::BootcampRules;
use weft::domain::capacity::Offer;
use weft::domain::clock::Clock as _;
use weft::domain::coffee::{ProgrammeKind, ProgrammeState};
use weft::domain::id::{CohortId, PersonId, RunId, TeamId};
use weft::domain::placement::{CohortState, PlacementState, Subject};
use weft::domain::plan::RunState;
use weft::domain::week::Week;
use weft::programmes::placing::{self, Proposal};
use weft::store::capacity::offer_set;
use weft::store::cohort::{Cohort, cohort_add};
use weft::store::hire::{Hire, hires_add};
use weft::store::outbox_view::{NoticeFilter, NoticeRow, notices_page};
use weft::store::placement::{Placement, placements_of};
use weft::store::programme::{ProgrammeHead, head_add};
use weft::store::run::run_get;
use weft::store::team::{team_get, teams_put};

use crate::world::World;

/// A cohort whose first week is next week.
pub struct Academy {
    pub cohort: CohortId,
    pub subject: Subject,
    pub coordinator: PersonId,
    pub starts_on: Week,
}

impl World {
    /// A bootcamp of so many weeks, from next Monday on: stints of a week each, each host teams' guests for 6 hours.
    pub async fn academy(&self, weeks: u32, stints: u32) -> Academy {
        let coordinator = self.office_person("Carla Coordinator", "People").await;
        let now = self.clock.now();
        let head = ProgrammeHead {
            id: self.env.ids.next(now),
            kind: ProgrammeKind::Bootcamp,
            name: "First weeks".to_owned(),
            purpose: "New people get to know the teams.".to_owned(),
            owner_id: coordinator,
            state: ProgrammeState::Active,
            zone: chrono_tz::Europe::Berlin,
            updated_at: now,
        };
        let starts_on = Week::of(now.date_naive()).plus(1);
        let cohort = Cohort {
            id: self.env.ids.next(now),
            programme_id: head.id,
            name: "January".to_owned(),
            starts_on,
            weeks,
            rules: BootcampRules { stints, ..BootcampRules::default() },
            state: CohortState::Open,
            created_by: Some(coordinator),
            created_at: now,
            updated_at: now,
        };
        let mut tx = self.env.db.write().await.expect("write");
        head_add(&mut tx, &head, now).await.expect("programme");
        cohort_add(&mut tx, &cohort).await.expect("cohort");
        tx.commit().await.expect("commit");
        Academy { cohort: cohort.id, subject: Subject::Cohort(cohort.id), coordinator, starts_on }
    }

    /// A team with a lead that offers so many places for bootcamp guests in each of the first `weeks` weeks.
    pub async fn host_team(
        &self,
        academy: &Academy,
        name: &str,
        weeks: u32,
        places: u32,
    ) -> TeamId {
        let lead = self.office_person(&format!("Lead of {name}"), name).await;
        let team = self.office_team(name).await;
        let now = self.clock.now();
        let mut tx = self.env.db.write().await.expect("write");
        let mut row = team_get(&mut tx, team).await.expect("read").expect("team");
        row.lead_id = Some(lead);
        teams_put(&mut tx, &[row], now).await.expect("lead");
        for week in academy.starts_on.run(weeks) {
            let offer = Offer { bootcamp: places, ..Offer::default() };
            offer_set(&mut tx, team, week, &offer, None, Some(lead), now).await.expect("offer");
        }
        tx.commit().await.expect("commit");
        team
    }

    /// A hire of the cohort, there in all of its weeks.
    pub async fn hire(
        &self,
        academy: &Academy,
        name: &str,
        home: &str,
        likes: &[TeamId],
    ) -> PersonId {
        let person = self.office_person(name, home).await;
        let now = self.clock.now();
        let hire = Hire {
            cohort_id: academy.cohort,
            person_id: person,
            from_week: 0,
            to_week: 52,
            stints: None,
            length: None,
            likes: likes.to_vec(),
            avoid: Vec::new(),
            added_by: Some(academy.coordinator),
            added_at: now,
            changed_at: now,
        };
        let mut tx = self.env.db.write().await.expect("write");
        hires_add(&mut tx, &[hire]).await.expect("hire");
        tx.commit().await.expect("commit");
        person
    }

    /// Solves the cohort's plan by the next tick, and reads it.
    pub async fn planned(&self, academy: &Academy) -> Proposal {
        placing::solve(&self.env, academy.subject, academy.coordinator).await.expect("solve");
        self.advance(TimeDelta::seconds(1));
        let report = weft::scheduler::tick(&self.env, "test").await.expect("tick");
        assert_eq!(report.failed, 0, "{report:?}");
        let proposal = placing::proposal(&self.env, academy.subject).await.expect("proposal");
        let run = proposal.run.as_ref().expect("run");
        assert_eq!(run.state, RunState::Proposed, "{:?}", run.note);
        proposal
    }

    /// Solves and releases.
    pub async fn released(&self, academy: &Academy) -> RunId {
        let run = self.planned(academy).await.run.expect("run").id;
        placing::release(&self.env, run, Some(academy.coordinator)).await.expect("release");
        run
    }

    /// The cohort's placements that are real.
    pub async fn stints(&self, academy: &Academy) -> Vec<Placement> {
        let mut tx = self.env.db.read().await.expect("read");
        let rows = placements_of(&mut tx, academy.subject).await.expect("placements");
        rows.into_iter().filter(|row| row.state.is_booked()).collect()
    }

    /// All mails made so far.
    pub async fn notices(&self) -> Vec<NoticeRow> {
        let mut tx = self.env.db.read().await.expect("read");
        notices_page(&mut tx, NoticeFilter::default(), 200).await.expect("notices")
    }

    /// A run's state.
    pub async fn run_state(&self, run: RunId) -> RunState {
        let mut tx = self.env.db.read().await.expect("read");
        run_get(&mut tx, run).await.expect("read").expect("run").state
    }

    /// Whether nothing waits to be decided: no proposals at all.
    pub async fn nothing_proposed(&self, academy: &Academy) -> bool {
        let mut tx = self.env.db.read().await.expect("read");
        let rows = placements_of(&mut tx, academy.subject).await.expect("placements");
        rows.iter().all(|row| !row.state.is_proposal() && row.state != PlacementState::Proposed)
    }
}
