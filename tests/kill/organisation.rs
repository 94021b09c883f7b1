//! A made-up organisation whose coffee rounds come every three minutes.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use weft::domain::coffee::{CoffeeRules, Consent, ProgrammeKind, ProgrammeState};
use weft::domain::id::{PersonId, ProgrammeId, TeamId};
use weft::domain::person::{Language, Person, PersonState, Profile, WorkingHours};
use weft::domain::plan::{NoticeState, RunState};
use weft::domain::team::Team;
use weft::programmes::{Env, coffee};
use weft::store::enrolment::enrolment_set;
use weft::store::outbox_view::notices_count;
use weft::store::overview::Slice;
use weft::store::overview::run::{RunFilter, RunLine, run_lines};
use weft::store::person::person_insert;
use weft::store::profile::profile_set;
use weft::store::programme::{Programme, programme_add, programme_become};
use weft::store::run::run_get;
use weft::store::team::team_insert;

use super::service::Arrangement;

/// Eight people of four teams with a standing yes, four who are asked each round.
const TEAMS: [&str; 4] = ["search", "maps", "mail", "billing"];
/// Three minutes, which are 3 s of the machine.
const CADENCE: &str = "*/3 * * * *";

pub struct Organisation {
    pub env: Env,
    pub programme: ProgrammeId,
    pub owner: PersonId,
    /// Each team, and who leads it.
    pub leads: Vec<(TeamId, PersonId)>,
}

impl Organisation {
    pub async fn found(arrangement: &Arrangement) -> Self {
        let env = weft::app::open(&arrangement.config).await.expect("open");
        let now = env.clock.now();
        let mut tx = env.db.write().await.expect("write");
        let mut made = None;
        let mut leads = Vec::new();
        for name in TEAMS {
            let team = Team {
                id: env.ids.next(now),
                name: name.to_owned(),
                parent_id: None,
                lead_id: None,
                coffee_seats: None,
            };
            team_insert(&mut tx, &team, now).await.expect("team");
            for n in 0..3 {
                let person = somebody(&env, &format!("{name}{n}"), team.id, now);
                person_insert(&mut tx, &person, now).await.expect("person");
                let hours = WorkingHours { from: 0, until: 1440, days: [true; 7] };
                let profile = Profile { hours, ..Profile::default() };
                profile_set(&mut tx, person.id, &profile, now).await.expect("profile");
                if n == 0 {
                    leads.push((team.id, person.id));
                }
                if made.is_none() {
                    let programme = coffee_of(&env, &person, now);
                    programme_add(&mut tx, &programme).await.expect("programme");
                    made = Some((programme.id, person.id));
                }
                let (programme, _) = made.expect("just made");
                let consent = if n == 2 { Consent::Ask } else { Consent::Standing };
                enrolment_set(&mut tx, programme, person.id, consent, now).await.expect("enrol");
            }
        }
        tx.commit().await.expect("commit");
        let (programme, owner) = made.expect("programme");
        Self { env, programme, owner, leads }
    }

    /// No more rounds from now on.
    pub async fn end(&self) {
        let mut tx = self.env.db.write().await.expect("write");
        let now = self.env.clock.now();
        programme_become(
            &mut tx,
            self.programme,
            ProgrammeState::Active,
            ProgrammeState::Paused,
            now,
        )
        .await
        .expect("pause");
        tx.commit().await.expect("commit");
    }

    /// What an operator does with a run that was interrupted five times and gave up: has it solved again. Returns how
    /// many there were.
    pub async fn retry_interrupted(&self) -> usize {
        let mut retried = 0;
        for line in self.runs().await {
            let mut tx = self.env.db.read().await.expect("read");
            let run = run_get(&mut tx, line.id).await.expect("read").expect("run");
            drop(tx);
            if run.state == RunState::Failed
                && run.note.is_some_and(|note| note.contains("interrupted"))
            {
                coffee::retry(&self.env, run.id, self.owner).await.expect("retry");
                retried += 1;
            }
        }
        retried
    }

    /// Waits until nothing is under way any more.
    pub async fn quiet(&self, patience: Duration, log: impl Fn() -> String) {
        let started = Instant::now();
        loop {
            let busy = self.busy().await;
            if busy.is_empty() {
                return;
            }
            assert!(
                started.elapsed() < patience,
                "stuck after {patience:?}: {}\n{}",
                busy.join(", "),
                log()
            );
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// How many rounds came to their end.
    pub async fn rounds_over(&self) -> usize {
        let over = [RunState::Sent, RunState::Closed];
        self.rounds().await.iter().filter(|run| over.contains(&run.state)).count()
    }

    /// Waits until so many rounds came to their end.
    pub async fn more_rounds(&self, rounds: usize, patience: Duration, log: impl Fn() -> String) {
        let started = Instant::now();
        while self.rounds_over().await < rounds {
            assert!(started.elapsed() < patience, "no more rounds after {patience:?}\n{}", log());
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    async fn busy(&self) -> Vec<String> {
        let mut tx = self.env.db.read().await.expect("read");
        let states = notices_count(&mut tx, None).await.expect("count");
        drop(tx);
        let waiting = [NoticeState::Queued, NoticeState::Sending, NoticeState::Deferred];
        let mut busy: Vec<String> = states
            .iter()
            .filter(|(state, _)| waiting.contains(state))
            .map(|(state, n)| format!("{n} messages {state}"))
            .collect();
        for run in self.runs().await {
            let under_way =
                [RunState::Solving, RunState::Proposed, RunState::Released, RunState::Sending];
            // A round's draft waits for as long as its programme is paused; a bootcamp's is drawn with the next tick.
            let drawn = run.state == RunState::Draft && run.programme_id != self.programme;
            if drawn || under_way.contains(&run.state) {
                busy.push(format!("run of {} {}", run.slot_at, run.state));
            }
        }
        busy
    }

    /// Every round's run, newest first.
    pub async fn rounds(&self) -> Vec<RunLine> {
        let mut runs = self.runs().await;
        runs.retain(|run| run.programme_id == self.programme);
        runs
    }

    /// Every run, newest first.
    pub async fn runs(&self) -> Vec<RunLine> {
        let mut tx = self.env.db.read().await.expect("read");
        let mut runs = Vec::new();
        loop {
            let offset = i64::try_from(runs.len()).expect("few");
            let slice = Slice { offset, limit: Slice::MOST };
            let page = run_lines(&mut tx, RunFilter::default(), slice).await.expect("runs");
            if page.is_empty() {
                return runs;
            }
            runs.extend(page);
        }
    }

    pub async fn close(self) {
        self.env.db.close().await;
    }
}

pub fn somebody(env: &Env, name: &str, team: TeamId, now: DateTime<Utc>) -> Person {
    Person {
        id: env.ids.next(now),
        external_id: None,
        email: format!("{name}@weft.example"),
        name: name.to_owned(),
        team_id: team,
        manager_id: None,
        site: None,
        function: None,
        seniority: None,
        zone: chrono_tz::UTC,
        starts_on: None,
        state: PersonState::Active,
        language: Language::English,
    }
}

fn coffee_of(env: &Env, owner: &Person, now: DateTime<Utc>) -> Programme {
    Programme {
        id: env.ids.next(now),
        kind: ProgrammeKind::Coffee,
        name: "Coffee".to_owned(),
        purpose: "Meet people of other teams".to_owned(),
        owner_id: owner.id,
        state: ProgrammeState::Active,
        cadence: CADENCE.to_owned(),
        zone: chrono_tz::UTC,
        starts_at: now,
        rules: CoffeeRules {
            repeat_after_days: 0,
            ask_days: 1,
            hold_minutes: Some(1),
            meet_within_days: 1,
            ..CoffeeRules::default()
        },
        last_slot_at: None,
        created_at: now,
        updated_at: now,
    }
}
