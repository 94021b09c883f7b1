//! Placements from the plan to the last day: proposals, changes by hand, release, repair, recall, time.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use chrono::TimeDelta;
use weft::domain::access::Role;
use weft::domain::capacity::{Offer, Refusal, Use};
use weft::domain::clock::Clock as _;
use weft::domain::coffee::ProgrammeKind;
use weft::domain::id::{PersonId, PlacementId, TeamId};
use weft::domain::placement::{CallState, CohortState, PlacementState, Subject};
use weft::domain::plan::{NoticeState, RunState};
use weft::domain::rotation::{Period, RotationRules};
use weft::domain::tie::{TieSource, TieState, pair};
use weft::domain::week::Week;
use weft::programmes::placing;
use weft::programmes::replay::replay;
use weft::programmes::round::RoundError;
use weft::store::StoreError;
use weft::store::call::{Call, call_add, call_become, call_edit, calls_all};
use weft::store::capacity::{offer_set, taken_recounted, team_weeks};
use weft::store::cohort::cohort_get;
use weft::store::outbox::notices_overtake_placement;
use weft::store::placement::{
    Placement, people_placed_between, placement_become, placement_get, placement_set,
    placements_add, placements_of_person, placements_to_advance, placements_with_team,
    proposals_remove, team_members,
};
use weft::store::programme::head_get;
use weft::store::run::{run_of_subject_open, runs_of_subject};
use weft::store::tie::tie_get;
use weft::store::told::placement_letters;

use crate::academy::Academy;
use crate::visitor::Visitor;
use crate::world::{World, both};

async fn mails(world: &World, kind: &str) -> usize {
    world.notices().await.iter().filter(|notice| notice.kind == kind).count()
}

/// The ledger says what its bookings say, and what the placements are.
async fn the_ledger_is_right(world: &World, academy: &Academy, teams: &[TeamId], weeks: u32) {
    let rows = world.stints(academy).await;
    let mut tx = world.env.db.read().await.expect("read");
    for team in teams {
        for week in academy.starts_on.run(weeks) {
            let said = team_weeks(&mut tx, *team, week, week.plus(1)).await.expect("weeks");
            let Some(said) = said.first() else { continue };
            let recount = taken_recounted(&mut tx, *team, week).await.expect("recount");
            assert_eq!(said.taken, recount);
            let guests = rows
                .iter()
                .filter(|row| row.team_id == *team && row.from_on <= week && week < row.to_on)
                .count();
            assert_eq!(said.taken.bootcamp as usize, guests, "{week}");
            assert_eq!(said.taken.minutes as usize, guests * 360);
            assert!(said.offer.blackout.is_some() || said.taken.bootcamp <= said.offer.bootcamp);
        }
    }
}

/// Three teams with a place each in four weeks, four hires with two stints each.
async fn january(world: &World) -> (Academy, Vec<TeamId>, Vec<PersonId>) {
    let academy = world.academy(4, 2).await;
    let mut teams = Vec::new();
    for name in ["Search", "Payments", "Maps"] {
        teams.push(world.host_team(&academy, name, 4, 1).await);
    }
    let mut hires = Vec::new();
    for name in ["Ada", "Ben", "Cleo", "Dan"] {
        hires.push(world.hire(&academy, name, "Onboarding", &[]).await);
    }
    (academy, teams, hires)
}

both!(a_cohort_is_planned_and_nobody_is_told_before_the_release, async |world| {
    let (academy, teams, hires) = january(&world).await;
    let proposal = world.planned(&academy).await;
    assert_eq!(proposal.placements.len(), 8, "four hires with two stints each");
    let figures = proposal.figures.as_ref().expect("figures");
    assert!(figures.optimal && figures.value == figures.bound, "{figures:?}");
    assert!(proposal.explained.unplaced.is_empty());
    assert_eq!(proposal.explained.placements.len(), 8);
    assert_eq!(proposal.pending(), (8, 0, 0));
    assert!(proposal.placements.iter().all(|row| row.host_id.is_some()), "the lead hosts");
    assert_eq!(world.notices().await.len(), 0, "nobody is told");
    the_ledger_is_right(&world, &academy, &teams, 4).await;

    let run = proposal.run.as_ref().expect("run").id;
    let done = placing::release(&world.env, run, Some(academy.coordinator)).await.expect("release");
    assert_eq!((done.new, done.moved, done.ended), (8, 0, 0));
    assert_eq!(world.stints(&academy).await.len(), 8);
    assert!(world.nothing_proposed(&academy).await);
    the_ledger_is_right(&world, &academy, &teams, 4).await;
    assert_eq!(mails(&world, "placement-told").await, 4 + 3, "four hires, three hosts");
    let mut tx = world.env.db.read().await.expect("read");
    assert_eq!(
        cohort_get(&mut tx, academy.cohort).await.expect("read").expect("cohort").state,
        CohortState::Running
    );
    for person in &hires {
        let own = placements_of_person(&mut tx, *person).await.expect("own");
        let visited: BTreeSet<_> = own.iter().map(|row| row.team_id).collect();
        let weeks: BTreeSet<_> = own.iter().map(|row| row.from_on).collect();
        assert_eq!((visited.len(), weeks.len()), (2, 2), "two teams, in two weeks");
        let tie = pair(*person, own[0].host_id.expect("host")).expect("two");
        let tie =
            tie_get(&mut tx, tie, TieSource::Bootcamp).await.expect("tie").expect("introduced");
        assert_eq!(tie.state, TieState::Introduced);
    }
    drop(tx);
    let again = placing::release(&world.env, run, Some(academy.coordinator)).await;
    assert!(matches!(again, Err(RoundError::Stale { .. })), "{again:?}");
});

both!(a_change_by_hand_is_offered_only_where_it_fits_and_stays, async |world| {
    let (academy, ..) = january(&world).await;
    let proposal = world.planned(&academy).await;
    let mut movable = None;
    for row in &proposal.placements {
        let spots = placing::spots(&world.env, academy.subject, row.person_id, Some(row.id)).await;
        let spots = spots.expect("spots");
        if !spots.is_empty() {
            movable = Some((row.clone(), spots));
            break;
        }
    }
    let (row, spots) = movable.expect("four of twelve places are free");
    let others: Vec<&Placement> =
        proposal.placements.iter().filter(|other| other.id != row.id).collect();
    for spot in &spots {
        assert!(
            others.iter().all(|other| (other.team_id, other.slot) != (spot.team, spot.slot)),
            "the one place is taken"
        );
        assert!(
            others.iter().all(|other| other.person_id != row.person_id
                || (other.slot != spot.slot && other.team_id != spot.team)),
            "in one place at a time, never twice in a team"
        );
        assert!(spot.effect <= 0, "the plan is proven best: {spot:?}");
    }
    let chosen = spots.first().copied().expect("another place");
    let taken = others[0];
    let full = placing::place(
        &world.env,
        academy.subject,
        row.person_id,
        Some(row.id),
        (taken.team_id, taken.slot),
        academy.coordinator,
    )
    .await;
    assert!(matches!(full, Err(RoundError::Unfit(_))), "{full:?}");
    let place = (chosen.team, chosen.slot);
    placing::place(
        &world.env,
        academy.subject,
        row.person_id,
        Some(row.id),
        place,
        academy.coordinator,
    )
    .await
    .expect("place");
    let after = placing::proposal(&world.env, academy.subject).await.expect("proposal");
    assert_eq!((after.placements.len(), after.by_hand), (8, 1));
    let again = world.planned(&academy).await;
    let moved = again
        .placements
        .iter()
        .find(|row| row.locked)
        .expect("what was set by hand stays when solved again");
    assert_eq!((moved.team_id, moved.slot), place);
    let difference = again.difference.as_ref().expect("difference");
    assert!(
        difference
            .came
            .iter()
            .any(|one| (one.person, one.team, one.slot) == (row.person_id, place.0, place.1))
    );
    assert!(
        difference
            .went
            .iter()
            .any(|one| (one.person, one.team, one.slot) == (row.person_id, row.team_id, row.slot))
    );
    placing::set_lock(&world.env, academy.subject, moved.id, false, academy.coordinator)
        .await
        .expect("unlock");
    let best = world.planned(&academy).await;
    assert!(best.placements.iter().all(|row| !row.locked));
    assert!(best.figures.expect("figures").value >= again.figures.expect("figures").value);
    let one = best.placements[0].id;
    placing::take_out(&world.env, academy.subject, one, academy.coordinator).await.expect("out");
    let less = placing::proposal(&world.env, academy.subject).await.expect("proposal");
    assert_eq!(less.placements.len(), 7);
    assert_eq!(world.notices().await.len(), 0);
});

both!(
    a_hosts_withdrawal_moves_as_little_as_possible_and_tells_only_those_affected,
    async |world| {
        let academy = world.academy(4, 2).await;
        let mut teams = Vec::new();
        for name in ["Search", "Payments", "Maps", "Ads"] {
            teams.push(world.host_team(&academy, name, 4, 1).await);
        }
        for name in ["Ada", "Ben", "Cleo", "Dan"] {
            world.hire(&academy, name, "Onboarding", &[]).await;
        }
        world.released(&academy).await;
        let before: BTreeMap<PlacementId, Placement> =
            world.stints(&academy).await.into_iter().map(|row| (row.id, row)).collect();
        let told = world.notices().await.len();
        let team = teams[0];
        let affected = before
            .values()
            .find(|row| row.team_id == team)
            .expect("somebody visits Search")
            .clone();
        let (week, next) = (affected.from_on, affected.from_on.plus(1));
        let (touched, begun) =
            placing::would_touch(&world.env, team, week, next).await.expect("look");
        assert_eq!((touched.len(), begun.len()), (1, 0));
        let lead = affected.host_id.expect("lead");
        let done = placing::withdraw(&world.env, team, (week, next), "Stocktaking", lead)
            .await
            .expect("withdraw");
        assert_eq!((done.runs.len(), done.touched), (1, 1));
        world.advance(TimeDelta::seconds(1));
        weft::scheduler::tick(&world.env, "test").await.expect("tick");
        let proposal = placing::proposal(&world.env, academy.subject).await.expect("proposal");
        let (new, moved, ended) = proposal.pending();
        assert_eq!((new, moved, ended), (0, 1, 0), "one moves, nothing else");
        assert_eq!(world.notices().await.len(), told, "nobody is told before the release");
        placing::release(&world.env, done.runs[0], Some(academy.coordinator))
            .await
            .expect("release");
        let after: BTreeMap<PlacementId, Placement> =
            world.stints(&academy).await.into_iter().map(|row| (row.id, row)).collect();
        assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        for (id, row) in &before {
            if *id == affected.id {
                assert_eq!(after[id].sequence, 1, "the same event, changed");
                assert_ne!((after[id].team_id, after[id].from_on), (row.team_id, row.from_on));
            } else {
                assert_eq!(&after[id], row, "unchanged placements stay as they are");
            }
        }
        assert!(world.notices().await.len() > told);
        let now = world.clock.now();
        let new: BTreeSet<PersonId> = world
            .notices()
            .await
            .iter()
            .filter(|notice| notice.created_at == now)
            .filter_map(|notice| notice.recipient_id)
            .collect();
        let concerned: BTreeSet<PersonId> =
            [Some(affected.person_id), affected.host_id, after[&affected.id].host_id]
                .into_iter()
                .flatten()
                .collect();
        assert_eq!(new, concerned);
        the_ledger_is_right(&world, &academy, &teams, 4).await;
    }
);

both!(a_plan_that_does_not_fit_the_ledger_any_more_is_refused_whole, async |world| {
    let (academy, teams, _) = january(&world).await;
    let proposal = world.planned(&academy).await;
    let run = proposal.run.as_ref().expect("run").id;
    let row =
        proposal.placements.iter().find(|row| row.team_id == teams[1]).expect("Payments").clone();
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let seen =
        team_weeks(&mut tx, teams[1], row.from_on, row.from_on.plus(1)).await.expect("weeks");
    let none = Offer::default();
    offer_set(&mut tx, teams[1], row.from_on, &none, seen[0].changed_at, None, now)
        .await
        .expect("offer");
    tx.commit().await.expect("commit");
    let refused = placing::release(&world.env, run, Some(academy.coordinator)).await;
    let full = RoundError::Full {
        team: teams[1],
        week: row.from_on.monday(),
        what: Use::Bootcamp,
        why: Refusal::NotOffered,
    };
    assert_eq!(refused.expect_err("full").to_string(), full.to_string());
    assert_eq!(world.stints(&academy).await.len(), 0);
    assert_eq!(world.notices().await.len(), 0);
    assert_eq!(world.run_state(run).await, RunState::Proposed);
    the_ledger_is_right(&world, &academy, &teams, 4).await;
    world.released(&academy).await;
    the_ledger_is_right(&world, &academy, &teams, 4).await;
});

both!(a_plan_is_held_shown_and_dropped, async |world| {
    let (academy, teams, _) = january(&world).await;
    let run = world.planned(&academy).await.run.expect("run").id;
    let shown = placing::show_plan(&world.env, run, Some(academy.coordinator)).await.expect("show");
    assert_eq!(shown, 3, "three hosts; the home team has no lead");
    assert_eq!(
        placing::show_plan(&world.env, run, Some(academy.coordinator)).await.expect("again"),
        0
    );
    assert_eq!(world.run_state(run).await, RunState::Proposed);
    placing::drop_plan(&world.env, run, academy.coordinator).await.expect("drop");
    assert!(world.nothing_proposed(&academy).await);
    assert_eq!(mails(&world, "placement-told").await, 0);
    the_ledger_is_right(&world, &academy, &teams, 4).await;
    let mut tx = world.env.db.read().await.expect("read");
    let runs = runs_of_subject(&mut tx, academy.subject).await.expect("runs");
    assert_eq!(runs.len(), 1);
    assert_eq!(runs[0].state, RunState::Cancelled);
});

both!(whoever_was_not_told_of_a_plan_does_not_hear_of_its_end, async |world| {
    let (academy, ..) = january(&world).await;
    let run = world.released(&academy).await;
    assert!(mails(&world, "placement-told").await > 0);
    let mut tx = world.env.db.write().await.expect("write");
    let letters = placement_letters(&mut tx, academy.subject).await.expect("letters");
    assert!(!letters.is_empty());
    for letter in &letters {
        assert!(letter.waits && !letter.reached && letter.run == run, "{letter:?}");
    }
    assert_eq!(placement_letters(&mut tx, Subject::Round).await.expect("none"), []);
    let nothing = world.env.ids.next(world.clock.now());
    let by = academy.coordinator;
    assert_eq!(notices_overtake_placement(&mut tx, by, nothing).await.expect("none"), 0);
    drop(tx);
    let (gone, told) = placing::recall_run(&world.env, run, academy.coordinator, "wrong list")
        .await
        .expect("recall");
    assert!(gone > 0);
    assert_eq!((told, mails(&world, "recall").await), (0, 0));
    let notices = world.notices().await;
    let mut letters = notices.iter().filter(|notice| notice.kind == "placement-told");
    assert!(letters.all(|notice| notice.state == NoticeState::Cancelled), "{notices:?}");
});

both!(whoever_was_told_of_a_plan_hears_of_its_end_and_is_asked_of_what_had_begun, async |world| {
    let (academy, ..) = january(&world).await;
    let run = world.released(&academy).await;
    world.deliver().await;
    world.advance(TimeDelta::days(7));
    weft::scheduler::tick(&world.env, "test").await.expect("tick");
    let (gone, told) = placing::recall_run(&world.env, run, academy.coordinator, "wrong list")
        .await
        .expect("recall");
    assert!(gone > 0 && told > 0, "{gone} placements, {told} mails");
    assert_eq!(mails(&world, "recall").await, told);
    // What had begun goes on to its end.
    world.advance(TimeDelta::days(7));
    for _ in 0..2 {
        weft::scheduler::tick(&world.env, "test").await.expect("tick");
    }
    world.deliver().await;
    let notices = world.notices().await;
    let asked: Vec<NoticeState> = notices
        .iter()
        .filter(|notice| notice.kind == "placement-feedback")
        .map(|notice| notice.state)
        .collect();
    assert!(!asked.is_empty());
    assert!(asked.iter().all(|state| *state == NoticeState::Sent), "{asked:?}");
});

both!(stints_begin_end_and_become_ties, async |world| {
    let (academy, teams, hires) = january(&world).await;
    world.released(&academy).await;
    world.deliver().await;
    world.advance(TimeDelta::days(7));
    weft::scheduler::tick(&world.env, "test").await.expect("tick");
    let states =
        |rows: Vec<Placement>, state| rows.into_iter().filter(|row| row.state == state).count();
    let first = world.stints(&academy).await.iter().filter(|row| row.slot == 0).count();
    assert!(first > 0);
    assert_eq!(states(world.stints(&academy).await, PlacementState::Started), first);
    world.advance(TimeDelta::days(7));
    weft::scheduler::tick(&world.env, "test").await.expect("tick");
    assert_eq!(states(world.stints(&academy).await, PlacementState::Finished), first);
    let over = world
        .stints(&academy)
        .await
        .into_iter()
        .find(|row| row.state == PlacementState::Finished)
        .expect("one");
    let mut tx = world.env.db.read().await.expect("read");
    let tie = pair(over.person_id, over.host_id.expect("host")).expect("two");
    let tie = tie_get(&mut tx, tie, TieSource::Bootcamp).await.expect("tie").expect("met");
    assert_eq!((tie.state, tie.times), (TieState::Met, 1));
    drop(tx);
    let gone =
        placing::recall_placement(&world.env, over.id, academy.coordinator, "too late").await;
    assert!(matches!(gone, Err(RoundError::Stale { .. })), "{gone:?}");
    let began =
        world.stints(&academy).await.into_iter().find(|row| row.state == PlacementState::Started);
    if let Some(row) = began {
        placing::end_early(&world.env, row.id, academy.coordinator, "ill")
            .await
            .expect("end early");
    }
    let coming = world
        .stints(&academy)
        .await
        .into_iter()
        .find(|row| row.state == PlacementState::Confirmed)
        .expect("one");
    let told =
        placing::recall_placement(&world.env, coming.id, academy.coordinator, "Search moves house")
            .await
            .expect("recall");
    assert!(told >= 2, "guest and host");
    let mut tx = world.env.db.read().await.expect("read");
    let said =
        team_weeks(&mut tx, coming.team_id, coming.from_on, coming.to_on).await.expect("weeks");
    assert_eq!(said[0].taken.bootcamp, 0, "the place is free again");
    drop(tx);
    world.advance(TimeDelta::days(21));
    weft::scheduler::tick(&world.env, "test").await.expect("tick");
    let mut tx = world.env.db.read().await.expect("read");
    assert_eq!(
        cohort_get(&mut tx, academy.cohort).await.expect("read").expect("cohort").state,
        CohortState::Closed
    );
    assert!(!hires.is_empty() && !teams.is_empty());
});

both!(rows_of_placements, async |world| {
    let (academy, teams, hires) = january(&world).await;
    world.released(&academy).await;
    let row = world.stints(&academy).await.remove(0);
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    assert_eq!(placement_get(&mut tx, row.id).await.expect("get").as_ref(), Some(&row));
    let busy = people_placed_between(&mut tx, &hires, row.from_on, row.to_on, &[row.id])
        .await
        .expect("busy");
    assert!(!busy.contains(&row.person_id));
    let busy =
        people_placed_between(&mut tx, &hires, row.from_on, row.to_on, &[]).await.expect("busy");
    assert!(busy.contains(&row.person_id));
    let with =
        placements_with_team(&mut tx, row.team_id, row.from_on, row.to_on).await.expect("with");
    assert_eq!(with, std::slice::from_ref(&row));
    assert!(
        placements_to_advance(&mut tx, Week::of(now.date_naive())).await.expect("due").is_empty()
    );
    assert_eq!(team_members(&mut tx, teams[0], 5).await.expect("members").len(), 1);
    // What is real is not removed, and nobody writes over what somebody else changed.
    proposals_remove(&mut tx, &[row.id]).await.expect("remove");
    assert!(placement_get(&mut tx, row.id).await.expect("get").is_some());
    let late = placement_set(&mut tx, &row, row.changed_at - TimeDelta::seconds(1)).await;
    assert!(late.is_err());
    assert!(placement_become(&mut tx, row.id, PlacementState::Finished, None, now).await.is_err());
    let other = Placement { id: world.env.ids.next(now), ..row.clone() };
    placements_add(&mut tx, &[other]).await.expect("add");
});

both!(rows_of_calls, async |world| {
    let academy = world.academy(4, 2).await;
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let bootcamp = cohort_get(&mut tx, academy.cohort).await.expect("read").expect("cohort");
    let head = head_get(&mut tx, bootcamp.programme_id).await.expect("read").expect("head");
    assert_eq!(head.kind, ProgrammeKind::Bootcamp);
    let monday = academy.starts_on;
    let call = Call {
        id: world.env.ids.next(now),
        programme_id: head.id,
        name: "Spring".to_owned(),
        opens_on: now.date_naive(),
        closes_on: monday.monday(),
        periods: vec![Period { from_on: monday.plus(4), to_on: monday.plus(8) }],
        rules: RotationRules::default(),
        state: CallState::Draft,
        created_by: None,
        created_at: now,
        updated_at: now,
    };
    call_add(&mut tx, &call).await.expect("add");
    assert_eq!(calls_all(&mut tx).await.expect("all"), std::slice::from_ref(&call));
    let later = now + TimeDelta::minutes(1);
    let renamed = Call { name: "April".to_owned(), updated_at: later, ..call.clone() };
    call_edit(&mut tx, &renamed, now).await.expect("edit");
    let late = call_edit(&mut tx, &call, now).await;
    assert!(matches!(late, Err(StoreError::Stale { .. })), "{late:?}");
    call_become(&mut tx, call.id, CallState::Draft, CallState::Open, later).await.expect("open");
    let twice = call_become(&mut tx, call.id, CallState::Draft, CallState::Open, later).await;
    assert!(matches!(twice, Err(StoreError::Stale { .. })), "{twice:?}");
    assert_eq!(run_of_subject_open(&mut tx, Subject::Call(call.id)).await.expect("none"), None);
    tx.commit().await.expect("commit");
    // A call that still takes applications is not planned.
    let early = placing::solve(&world.env, Subject::Call(call.id), academy.coordinator).await;
    assert!(matches!(early, Err(RoundError::NoSubject)), "{early:?}");
});

both!(the_admins_pages_show_the_runs_of_a_cohort, async |world| {
    let (academy, ..) = january(&world).await;
    let run = world.released(&academy).await;
    let admin = world.somebody_who_is(Role::Admin).await;
    let mut browser = Visitor::of(&world, admin.id).await;
    for path in
        ["/admin/runs".to_owned(), format!("/admin/runs/{run}"), "/admin/programmes".to_owned()]
    {
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    }
    let replayed = replay(&world.env, run).await.expect("replay");
    assert!(replayed.holds(), "{replayed:?}");
});
