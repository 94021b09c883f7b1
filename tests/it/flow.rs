//! The way of a placement when something fails in the middle of it, and when many come at once.

use std::sync::Arc;

use axum::http::StatusCode;
use chrono::TimeDelta;
use weft::domain::access::Role;
use weft::domain::capacity::{Offer, Refusal, Use};
use weft::domain::clock::Clock as _;
use weft::domain::id::{RunId, TeamId};
use weft::domain::person::{Person, PersonState};
use weft::domain::placement::Subject;
use weft::domain::plan::RunState;
use weft::domain::week::Week;
use weft::programmes::placing;
use weft::programmes::round::RoundError;
use weft::store::capacity::{Host, host_set, offer_set, taken_recounted, team_weeks};
use weft::store::cohort::{Cohort, cohort_add, cohort_get};
use weft::store::order::{placings_lock, team_weeks_lock};
use weft::store::person::{person_get, persons_put};
use weft::store::placement::placements_of;
use weft::store::run::run_get;

use crate::academy::Academy;
use crate::visitor::Visitor;
use crate::world::{World, both};

/// Another cohort of the academy's programme, in the same weeks.
async fn another(world: &World, academy: &Academy, name: &str) -> Academy {
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let like = cohort_get(&mut tx, academy.cohort).await.expect("read").expect("cohort");
    let cohort = Cohort { id: world.env.ids.next(now), name: name.to_owned(), ..like };
    cohort_add(&mut tx, &cohort).await.expect("cohort");
    tx.commit().await.expect("commit");
    Academy { cohort: cohort.id, subject: Subject::Cohort(cohort.id), ..*academy }
}

/// What a team offers in a week from now on.
async fn offers(world: &World, team: TeamId, week: Week, offer: &Offer) {
    let mut tx = world.env.db.write().await.expect("write");
    let seen = team_weeks(&mut tx, team, week, week.plus(1)).await.expect("weeks");
    let seen = seen.first().and_then(|row| row.changed_at);
    offer_set(&mut tx, team, week, offer, seen, None, world.clock.now()).await.expect("offer");
    tx.commit().await.expect("commit");
}

/// Runs of some cohorts, asked for at one instant and solved.
async fn all_planned(world: &World, cohorts: &[&Academy]) -> Vec<RunId> {
    let mut runs = Vec::new();
    for academy in cohorts {
        let run = placing::solve(&world.env, academy.subject, academy.coordinator).await;
        runs.push(run.expect("solve"));
    }
    for _ in 0..cohorts.len() {
        world.advance(TimeDelta::seconds(1));
        weft::scheduler::tick(&world.env, "test").await.expect("tick");
        let mut waiting = 0;
        for run in &runs {
            waiting += usize::from(world.run_state(*run).await == RunState::Proposed);
        }
        if waiting == runs.len() {
            break;
        }
    }
    runs
}

both!(a_withdrawal_or_a_change_by_hand_that_fails_half_way_leaves_nothing, async |world: World| {
    let academy = world.academy(4, 1).await;
    let search = world.host_team(&academy, "Search", 4, 1).await;
    world.host_team(&academy, "Maps", 4, 1).await;
    let ada = world.hire(&academy, "Ada", "Onboarding", &[search]).await;
    world.released(&academy).await;
    let stay = world.stints(&academy).await.remove(0);
    let (from, to) = (stay.from_on, stay.from_on.plus(1));
    let before = world.counts().await;
    // Whatever is written down is written after the weeks are closed, or the place is locked.
    world.raw("alter table audit rename to audit_away").await;
    let failed =
        placing::withdraw(&world.env, stay.team_id, (from, to), "Stocktaking", academy.coordinator)
            .await;
    assert!(failed.is_err());
    let spots = placing::spots(&world.env, academy.subject, ada, Some(stay.id)).await;
    let spot = spots.expect("spots").first().copied().expect("a free place");
    let place = (spot.team, spot.slot);
    let by_hand = || {
        placing::place(&world.env, academy.subject, ada, Some(stay.id), place, academy.coordinator)
    };
    assert!(by_hand().await.is_err());
    world.raw("alter table audit_away rename to audit").await;
    assert_eq!(world.counts().await, before);
    let mut tx = world.env.db.read().await.expect("read");
    let said = team_weeks(&mut tx, stay.team_id, from, to).await.expect("weeks");
    assert_eq!(said[0].offer.blackout, None, "the week is open");
    assert!(placements_of(&mut tx, academy.subject).await.expect("rows").iter().all(|r| !r.locked));
    drop(tx);

    // When nothing fails, the change and the run that takes it over come together.
    let run = by_hand().await.expect("place");
    let mut tx = world.env.db.read().await.expect("read");
    let rows = placements_of(&mut tx, academy.subject).await.expect("rows");
    let moved = rows.iter().find(|row| row.locked).expect("locked");
    assert_eq!((moved.run_id, moved.replaces_id), (run, Some(stay.id)));
    assert_eq!(run_get(&mut tx, run).await.expect("read").expect("run").state, RunState::Draft);
    drop(tx);
    // A withdrawal does not count on a run that may have read what was before.
    let done =
        placing::withdraw(&world.env, stay.team_id, (from, to), "Stocktaking", academy.coordinator)
            .await
            .expect("withdraw");
    assert_eq!(done.runs.len(), 1);
    assert_ne!(done.runs[0], run);
    assert_eq!(world.run_state(run).await, RunState::Cancelled);
});

both!(two_cohorts_of_a_programme_are_solved_at_one_instant, async |world: World| {
    let first = world.academy(4, 1).await;
    let second = another(&world, &first, "February").await;
    world.host_team(&first, "Search", 4, 1).await;
    world.hire(&first, "Ada", "Onboarding", &[]).await;
    world.hire(&second, "Ben", "Onboarding", &[]).await;
    let runs = all_planned(&world, &[&first, &second]).await;
    assert_ne!(runs[0], runs[1]);
    let again = placing::solve(&world.env, first.subject, first.coordinator).await.expect("again");
    let twice = placing::solve(&world.env, first.subject, first.coordinator).await.expect("twice");
    assert_eq!(again, twice, "two presses make one");
    assert_eq!(world.run_state(runs[0]).await, RunState::Cancelled);
    assert_eq!(world.run_state(runs[1]).await, RunState::Proposed);
});

both!(releases_over_the_same_teams_at_once_wait_for_each_other, async |world: World| {
    const TIMES: usize = 12;
    let first = world.academy(4, 4).await;
    let second = another(&world, &first, "February").await;
    let mut teams = Vec::new();
    for name in ["Search", "Payments", "Maps", "Ads", "Legal"] {
        teams.push(world.host_team(&first, name, 4, 2).await);
    }
    for name in ["Ada", "Ben", "Cleo", "Dan"] {
        world.hire(&first, name, "Onboarding", &[]).await;
    }
    for name in ["Eve", "Fay", "Gil", "Hal"] {
        world.hire(&second, name, "Onboarding", &[]).await;
    }
    for time in 0..TIMES {
        let runs = all_planned(&world, &[&first, &second]).await;
        let release = |run| {
            let (env, by) = (world.env.clone(), first.coordinator);
            tokio::spawn(async move { placing::release(&env, run, Some(by)).await })
        };
        let both = [release(runs[0]), release(runs[1])];
        let mut new = 0;
        for one in both {
            match one.await.expect("joined") {
                Ok(done) => new += done.new,
                // The plans do not know of each other: the later one may find its places taken, but says so.
                Err(RoundError::Full { why: Refusal::Places, .. }) => {}
                Err(error) => panic!("{time}: {error}"),
            }
        }
        assert!(new >= 16, "{time}: at least one plan is real");
        let recall = |run| {
            let (env, by) = (world.env.clone(), first.coordinator);
            tokio::spawn(async move { placing::recall_run(&env, run, by, "again").await })
        };
        let both = [recall(runs[0]), recall(runs[1])];
        for one in both {
            match one.await.expect("joined") {
                Ok(_) | Err(RoundError::Stale { .. }) => {}
                Err(error) => panic!("{time}: {error}"),
            }
        }
        let mut tx = world.env.db.write().await.expect("write");
        placings_lock(&mut tx).await.expect("lock");
        let weeks = teams.iter().flat_map(|team| first.starts_on.run(4).map(|week| (*team, week)));
        team_weeks_lock(&mut tx, &weeks.collect()).await.expect("lock");
        for team in &teams {
            for said in team_weeks(&mut tx, *team, first.starts_on, first.starts_on.plus(4))
                .await
                .expect("weeks")
            {
                assert_eq!(said.taken.bootcamp, 0, "{time}: all places are free again");
                let again = taken_recounted(&mut tx, *team, said.week).await.expect("recount");
                assert_eq!(said.taken, again);
            }
        }
    }
});

both!(
    of_fifty_releases_for_three_places_three_succeed_and_the_others_are_told_why,
    async |world: World| {
        let first = world.academy(1, 1).await;
        let search = world.host_team(&first, "Search", 1, 3).await;
        let mut cohorts = Vec::new();
        for n in 0..50 {
            let academy = another(&world, &first, &format!("Cohort {n}")).await;
            world.hire(&academy, &format!("Hire {n}"), "Onboarding", &[]).await;
            cohorts.push(academy);
        }
        let all: Vec<&Academy> = cohorts.iter().collect();
        let runs = all_planned(&world, &all).await;
        // Twice as many at a time as there are connections: nobody waits for one until it is too late, however slow the
        // machine is.
        let doors = Arc::new(tokio::sync::Semaphore::new(16));
        let mut releases = Vec::new();
        for run in &runs {
            let (env, run, by, doors) = (world.env.clone(), *run, first.coordinator, doors.clone());
            releases.push(tokio::spawn(async move {
                let _door = doors.acquire_owned().await;
                placing::release(&env, run, Some(by)).await
            }));
        }
        let (mut done, mut refused) = (0, Vec::new());
        for (release, academy) in releases.into_iter().zip(&all) {
            match release.await.expect("joined") {
                Ok(one) => done += one.new,
                Err(RoundError::Full { team, week, what, why }) => {
                    assert_eq!((team, week), (search, first.starts_on.monday()));
                    assert_eq!((what, why), (Use::Bootcamp, Refusal::Places));
                    refused.push(*academy);
                }
                Err(error) => panic!("{error}"),
            }
        }
        assert_eq!((done, refused.len()), (3, 47));
        let mut tx = world.env.db.read().await.expect("read");
        let said = team_weeks(&mut tx, search, first.starts_on, first.starts_on.plus(1)).await;
        assert_eq!(said.expect("weeks")[0].taken.bootcamp, 3);
        drop(tx);
        let mut waiting = 0;
        for run in &runs {
            waiting += usize::from(world.run_state(*run).await == RunState::Proposed);
        }
        assert_eq!(waiting, 47, "a plan that does not fit waits");
        assert!(world.notices().await.len() <= 3 * 2, "nobody of the others was told");

        // In words on the page, whatever stands in the way.
        let office = world.somebody_who_is(Role::Coordinator).await;
        let mut office = Visitor::of(&world, office.id).await;
        let path = format!("/cohorts/{}/plan/release", refused[0].cohort);
        let week = first.starts_on;
        let ways = [
            (Offer { bootcamp: 3, ..Offer::default() }, "All places of Search in the week of"),
            (
                Offer { bootcamp: 4, minutes: Some(4 * 360), reserve: 60, ..Offer::default() },
                "Search has no hours left for a guest in the week of",
            ),
            (
                Offer { bootcamp: 4, blackout: Some("Stocktaking".to_owned()), ..Offer::default() },
                "Search has closed the week of",
            ),
        ];
        for (offer, words) in ways {
            offers(&world, search, week, &offer).await;
            let page = office.post(&path, &[]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        offers(&world, search, week, &Offer { bootcamp: 4, ..Offer::default() }).await;
        let host = world.office_person("Hugo Host", "Search").await;
        let mut tx = world.env.db.write().await.expect("write");
        let host = Host { team_id: search, person_id: host, most_at_once: 3 };
        host_set(&mut tx, &host, first.coordinator, world.clock.now()).await.expect("host");
        tx.commit().await.expect("commit");
        let page = office.post(&path, &[]).await;
        assert!(page.body.contains("The hosts of Search have as many guests"), "{}", page.body);
    }
);

both!(a_move_says_why_and_somebody_stands_in_for_a_host_who_is_away, async |world: World| {
    let academy = world.academy(4, 1).await;
    let search = world.host_team(&academy, "Search", 4, 1).await;
    let maps = world.host_team(&academy, "Maps", 4, 1).await;
    let ada = world.hire(&academy, "Ada", "Onboarding", &[search]).await;
    world.released(&academy).await;
    let stay = world.stints(&academy).await.remove(0);
    let all = (academy.starts_on, academy.starts_on.plus(4));
    let done = placing::withdraw(&world.env, stay.team_id, all, "Private", academy.coordinator);
    let run = done.await.expect("withdraw").runs[0];
    world.advance(TimeDelta::seconds(1));
    weft::scheduler::tick(&world.env, "test").await.expect("tick");
    let plan = placing::proposal(&world.env, academy.subject).await.expect("plan");
    let moved = plan.placements.iter().find(|row| row.state.is_proposal()).expect("moves").clone();
    let other = if stay.team_id == search { maps } else { search };
    assert_eq!(moved.team_id, other);
    let names = |team| if team == search { "Search" } else { "Maps" };

    // The lead who was to look after Ada goes on leave; Hugo of the same team is a host.
    let lead = moved.host_id.expect("the lead");
    let hugo = world.office_person("Hugo Host", names(other)).await;
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let away = person_get(&mut tx, lead).await.expect("read").expect("lead");
    persons_put(&mut tx, &[Person { state: PersonState::Away, ..away }], now).await.expect("away");
    let host = Host { team_id: other, person_id: hugo, most_at_once: 1 };
    host_set(&mut tx, &host, academy.coordinator, now).await.expect("host");
    tx.commit().await.expect("commit");
    let office = world.somebody_who_is(Role::Coordinator).await;
    let mut office = Visitor::of(&world, office.id).await;
    let path = format!("/cohorts/{}/plan/release", academy.cohort);
    let page = office.get(&path).await.body;
    let words = format!("Lead of {} is away: Hugo Host looks after Ada instead", names(other));
    assert!(page.contains(&words), "{page}");
    placing::release(&world.env, run, Some(academy.coordinator)).await.expect("release");
    let after = world.stints(&academy).await.remove(0);
    assert_eq!((after.id, after.team_id, after.host_id), (stay.id, other, Some(hugo)));
    let (_, told) = world.mails_to(hugo).await.into_iter().next().expect("Hugo is told");
    assert!(told.text.contains("Ada"), "{}", told.text);
    assert!(world.mails_to(lead).await.is_empty());
    let (_, letter) = world.mails_to(ada).await.into_iter().next().expect("Ada is told");
    let why = format!("{} cannot host in the week of", names(stay.team_id));
    assert!(letter.text.contains(&why), "{}", letter.text);
    assert!(!letter.text.contains("Private"), "what a lead writes for the team stays there");
});
