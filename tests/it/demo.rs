//! The demo organisation: where it is founded and where not, and that a day has one story.

use chrono::{Datelike, TimeDelta, Timelike, Weekday};
use weft::demo::{self, OtherOrganisation};
use weft::domain::capacity::Use;
use weft::domain::clock::Clock as _;
use weft::domain::id::RunId;
use weft::domain::placement::{ApplicationState, CallState, CohortState, PlacementState, Subject};
use weft::domain::plan::RunState;
use weft::mail::transport::Transport;
use weft::programmes::bootcamp::kept::kept;
use weft::programmes::bootcamp::ramp::ramp;
use weft::programmes::placing::proposal;
use weft::store::application::{Application, applications_of_call};
use weft::store::call::{Call, calls_all};
use weft::store::cohort::{Cohort, cohorts_all};
use weft::store::enrolment::enrolments_of;
use weft::store::hire::hires_of;
use weft::store::overview::Slice;
use weft::store::overview::run::{RunFilter, RunLine, run_facts, run_lines};
use weft::store::person::person_by_email;
use weft::store::placement::{Placement, placements_of};
use weft::store::placement_word::worth_coverage;
use weft::store::programme::programmes_all;
use weft::store::rotation_ledger::rotation_weeks_of_call;
use weft::store::run::run_get;
use weft::store::swap::{SwapState, swaps_of_call};

use crate::world::{Engine, World, both, run};

async fn tell(world: &World, rounds: u32) -> anyhow::Result<RunId> {
    let mut mailbox = Transport::mailbox(world.dir.path().join("mailbox"));
    demo::tell(&world.env, &mut mailbox, rounds, &mut |_| {}).await
}

/// Everything that a run's page shows as figures, and the hash of what it was made of.
async fn figures(world: &World, run: RunId) -> (RunLine, Option<String>) {
    let mut tx = world.env.db.read().await.expect("read");
    let facts = run_facts(&mut tx, run).await.expect("read").expect("run");
    (RunLine { solve_millis: None, ..facts.line }, facts.problem_sha256)
}

both!(nobody_is_founded_among_another_organisations_people, async |world: World| {
    world.team("Finance").person("ada").in_coffee().await;
    let before = world.counts().await;
    let error = tell(&world, 2).await.expect_err("refused");
    let found = error.downcast_ref::<OtherOrganisation>().expect("the reason");
    assert_eq!(found.people, 2, "ada, and the programme's owner");
    assert_eq!(world.counts().await, before, "nothing was written");
});

#[test]
fn a_day_has_one_story() {
    run(Engine::Sqlite, async |world: World| {
        let one = tell(&world, 3).await.expect("the story");
        let later = World::new(Engine::Sqlite).await;
        later.advance(TimeDelta::hours(9));
        let two = tell(&later, 3).await.expect("the story");
        assert_eq!(figures(&world, one).await, figures(&later, two).await);
        // Started again it tells nothing anew.
        let before = world.counts().await;
        assert_eq!(tell(&world, 3).await.expect("the story"), one);
        assert_eq!(world.counts().await, before);
        later.env.db.close().await;
    });
}

#[test]
fn its_rounds_are_drawn_on_tuesdays_and_closed_before_the_next() {
    run(Engine::Sqlite, async |world: World| {
        let last = tell(&world, 3).await.expect("the story");
        let mut tx = world.env.db.read().await.expect("read");
        let all = Slice { offset: 0, limit: 10 };
        let programmes = programmes_all(&mut tx).await.expect("programmes");
        let filter = RunFilter { programme: Some(programmes[0].id), ..RunFilter::default() };
        let mut lines = run_lines(&mut tx, filter, all).await.expect("runs");
        lines.reverse();
        assert_eq!(lines.len(), 3, "{lines:?}");
        for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
            assert_eq!(line.state, RunState::Closed);
            let closes_at = run_get(&mut tx, line.id).await.expect("read").expect("run").closes_at;
            assert!(closes_at.expect("an end") < next.slot_at);
        }
        let newest = lines.last().expect("a run");
        assert_eq!(newest.id, last);
        assert!(matches!(newest.state, RunState::Sending | RunState::Sent), "{newest:?}");
        let drawn = newest.slot_at.with_timezone(&world.env.site.zone);
        assert_eq!((drawn.weekday(), drawn.hour(), drawn.minute()), (Weekday::Tue, 9, 0));
        assert!(world.clock.now() - newest.slot_at <= TimeDelta::days(14));
        // Nobody whom a visitor may be rests, and all doors open.
        for door in demo::doors(&world.env).await.expect("doors") {
            let name = door.name.to_lowercase().replace(' ', ".").replace('ń', "n");
            let email = format!("{name}@{}", demo::DOMAIN);
            let person = person_by_email(&mut tx, &email).await.expect("read").expect(door.name);
            for enrolment in enrolments_of(&mut tx, person.id).await.expect("read") {
                assert!(enrolment.resting_since.is_none(), "{} rests", door.name);
            }
        }
    });
}

/// Rounds after which the organisation is old enough for cohorts and calls.
const HALF_A_YEAR: u32 = 13;

/// The cohorts, the latest start first, and the calls, the latest first, each with its rows.
struct Beside {
    cohorts: Vec<(Cohort, Vec<Placement>)>,
    calls: Vec<(Call, Vec<Application>)>,
}

impl Beside {
    async fn read(world: &World) -> Self {
        let mut tx = world.env.db.read().await.expect("read");
        let (mut cohorts, mut calls) = (Vec::new(), Vec::new());
        for cohort in cohorts_all(&mut tx).await.expect("cohorts") {
            let rows = placements_of(&mut tx, Subject::Cohort(cohort.id)).await.expect("rows");
            cohorts.push((cohort, rows));
        }
        for call in calls_all(&mut tx).await.expect("calls") {
            let rows = applications_of_call(&mut tx, call.id).await.expect("rows");
            calls.push((call, rows));
        }
        cohorts.sort_by_key(|(cohort, _)| std::cmp::Reverse(cohort.starts_on));
        calls.sort_by_key(|(call, _)| std::cmp::Reverse(call.opens_on));
        Self { cohorts, calls }
    }
}

fn has(rows: &[Placement], state: PlacementState) -> bool {
    rows.iter().any(|row| row.state == state)
}

#[test]
fn beside_coffee_there_are_cohorts_and_calls() {
    run(Engine::Sqlite, async |world: World| {
        tell(&world, HALF_A_YEAR).await.expect("the story");
        let beside = Beside::read(&world).await;
        let [(coming, proposals), (running, stints), (earlier, done)] = &beside.cohorts[..] else {
            panic!("{} cohorts", beside.cohorts.len());
        };
        // One runs: stints behind, now and to come, each with a host; a team could not host, and a stint moved.
        assert_eq!(running.state, CohortState::Running);
        for state in [PlacementState::Finished, PlacementState::Started, PlacementState::Confirmed]
        {
            assert!(has(stints, state), "none is {state}");
        }
        assert!(stints.iter().all(|row| row.host_id.is_some()));
        assert!(stints.iter().any(|row| row.sequence > 0), "none was moved");
        let mut tx = world.env.db.read().await.expect("read");
        let hires = hires_of(&mut tx, running.id).await.expect("hires").len();
        assert!((8..=12).contains(&hires), "{hires} starters");
        let (over, judged, _) = worth_coverage(&mut tx).await.expect("coverage");
        assert!(judged > 0, "nobody said anything of {over}");
        // One is over, and shows how acquaintance grows.
        assert_eq!(earlier.state, CohortState::Closed);
        assert!(done.iter().all(|row| row.state == PlacementState::Finished));
        let (ramps, gave) = ramp(&world.env, earlier.id).await.expect("ramp");
        let steps = ramps[0].steps;
        assert!(steps.iter().all(|step| step.hires == 8 && step.teams > 1.0), "{steps:?}");
        assert!(!gave.is_empty());
        // One waits, and its rules collide: somebody misses what everybody must see, and there are ways out.
        let plan = proposal(&world.env, Subject::Cohort(coming.id)).await.expect("plan");
        assert!(plan.is_waiting() && has(proposals, PlacementState::Proposed));
        let figures = plan.figures.as_ref().expect("figures");
        assert!(figures.optimal, "{figures:?}");
        let hires = hires_of(&mut tx, coming.id).await.expect("hires");
        let kept = kept(coming, &hires, plan.after());
        let missed: usize = kept.must.iter().map(|(_, _, missing)| missing.len()).sum();
        assert!(missed > 0, "{kept:?}");
        assert!(plan.explained.tight.iter().any(|one| !one.ways_out.is_empty()));

        let [(open, open_rows), (current, current_rows), (past, past_rows)] = &beside.calls[..]
        else {
            panic!("{} calls", beside.calls.len());
        };
        assert_eq!(
            (open.state, current.state, past.state),
            (CallState::Open, CallState::Running, CallState::Finished)
        );
        for state in [
            ApplicationState::Draft,
            ApplicationState::Submitted,
            ApplicationState::AwaitingHome,
            ApplicationState::Eligible,
            ApplicationState::Withdrawn,
        ] {
            assert!(open_rows.iter().any(|one| one.state == state), "none is {state}");
        }
        let declined = open_rows.iter().find(|one| one.state == ApplicationState::Declined);
        let declined = declined.expect("a home team that said \"not now\"");
        assert!(declined.reason.is_some() && declined.not_before_on.is_some());
        assert!(past_rows.iter().any(|one| one.state == ApplicationState::Placed));
        assert!(current_rows.iter().any(|one| one.state == ApplicationState::Waitlisted));
        let swaps = swaps_of_call(&mut tx, current.id).await.expect("swaps");
        assert!(swaps.iter().any(|swap| swap.state == SwapState::Asked), "{swaps:?}");
        let ledger = rotation_weeks_of_call(&mut tx, past.id).await.expect("ledger");
        assert!(ledger.iter().any(|week| week.what == Use::Lend), "{ledger:?}");
        assert!(ledger.iter().any(|week| week.what == Use::Rotation), "{ledger:?}");
        drop(tx);
        let roles: Vec<_> = demo::doors(&world.env)
            .await
            .expect("doors")
            .into_iter()
            .map(|door| door.role)
            .collect();
        for role in ["hire", "host", "applicant"] {
            assert!(roles.contains(&role), "{roles:?}");
        }
        // Started again it tells nothing anew.
        let before = world.counts().await;
        tell(&world, HALF_A_YEAR).await.expect("the story");
        assert_eq!(world.counts().await, before);
    });
}
