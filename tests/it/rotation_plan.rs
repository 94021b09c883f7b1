//! The plan of a rotation call: solved, looked at, changed by hand, released; and swaps of places afterwards.

use axum::http::StatusCode;
use chrono::TimeDelta;
use weft::domain::capacity::{Offer, Use};
use weft::domain::clock::Clock as _;
use weft::domain::id::{ApplicationId, PersonId, TeamId};
use weft::domain::placement::{ApplicationState, Subject};
use weft::domain::week::Week;
use weft::programmes::placing;
use weft::programmes::rotation::apply::{Wish, submit};
use weft::programmes::rotation::call::{Step, step};
use weft::programmes::rotation::home::{Word, answer};
use weft::programmes::rotation::{RotationError, swap};
use weft::store::capacity::{offer_set, taken_recounted, team_weeks};
use weft::store::placement::{Placement, placements_of};
use weft::store::rotation_ledger::rotation_weeks_of_call;
use weft::store::swap::{
    Swap, SwapSide, SwapState, swap_add, swap_become, swap_get, swap_yes, swaps_of_call,
};

use crate::rotation::{Town, link, mail_to, on, town};
use crate::visitor::Visitor;
use crate::world::{World, both};

/// Ada and Cem of Search and Bea of Legal have answers of their home teams; the call is closed.
async fn answered(world: &World) -> (Town, PersonId, [ApplicationId; 3]) {
    let town = town(world).await;
    let bea = world.office_person("Bea Novak", "Legal").await;
    let cem = world.office_person("Cem Yilmaz", "Search").await;
    world.rotation_lead(town.legal, town.owner).await;
    let offer = Offer { rotation: 2, lend: 1, ..Offer::default() };
    let mut tx = world.env.db.write().await.expect("write");
    for week in Week::of(on(2026, 4, 6)).run(8) {
        let seen = team_weeks(&mut tx, town.legal, week, week.plus(1)).await.expect("weeks");
        let seen = seen.first().and_then(|row| row.changed_at);
        offer_set(&mut tx, town.legal, week, &offer, seen, None, world.clock.now())
            .await
            .expect("offer");
    }
    tx.commit().await.expect("commit");
    // Search has a place in the second period; Design has one in each.
    let mut tx = world.env.db.write().await.expect("write");
    let offer = Offer { rotation: 1, lend: 1, ..Offer::default() };
    for week in Week::of(on(2026, 5, 4)).run(4) {
        let seen = team_weeks(&mut tx, town.search, week, week.plus(1)).await.expect("weeks");
        let seen = seen.first().and_then(|row| row.changed_at);
        offer_set(&mut tx, town.search, week, &offer, seen, None, world.clock.now())
            .await
            .expect("offer");
    }
    tx.commit().await.expect("commit");
    let to = |team: TeamId, periods: &[u32]| Wish {
        choices: vec![team],
        periods: periods.to_vec(),
        length: 1,
        goals: "Learn.".to_owned(),
    };
    let mut ids = Vec::new();
    for (person, wish, lead) in [
        (town.ada, to(town.design, &[0]), town.lead),
        (bea, to(town.design, &[1]), town.owner),
        (cem, to(town.design, &[0]), town.lead),
    ] {
        let id = submit(&world.env, person, town.call, &wish).await.expect("submit");
        let dates = Word::These(wish.periods.clone());
        answer(&world.env, lead, id, &dates, false).await.expect("answer");
        ids.push(id);
        world.advance(TimeDelta::minutes(1));
    }
    step(&world.env, town.owner, town.call, Step::Close, "").await.expect("close");
    (town, bea, ids.try_into().expect("three"))
}

both!(a_plan_says_what_would_help, async |world: World| {
    let (town, _, _) = answered(&world).await;
    let mut tx = world.env.db.write().await.expect("write");
    for week in Week::of(on(2026, 4, 6)).run(4) {
        let seen = team_weeks(&mut tx, town.search, week, week.plus(1)).await.expect("weeks");
        let row = seen.first().expect("offered");
        let offer = Offer { lend: 2, ..row.offer.clone() };
        offer_set(&mut tx, town.search, week, &offer, row.changed_at, None, world.clock.now())
            .await
            .expect("offer");
    }
    tx.commit().await.expect("commit");
    let mut office = Visitor::of(&world, town.owner).await;
    let path = format!("/admin/calls/{}/plan", town.call);
    assert_eq!(office.post(&format!("{path}/solve"), &[]).await.status, StatusCode::SEE_OTHER);
    weft::scheduler::tick(&world.env, "test").await.expect("tick");
    let plan = office.get(&path).await.body;
    assert!(
        plan.contains("What would help") && plan.contains("One more place in Design, "),
        "{plan}"
    );
});

both!(a_plan_is_solved_looked_at_changed_by_hand_and_released, async |world: World| {
    let (town, bea, [ada_id, bea_id, cem_id]) = answered(&world).await;
    let mut office = Visitor::of(&world, town.owner).await;
    let path = format!("/admin/calls/{}/plan", town.call);
    assert!(office.get(&path).await.body.contains("There is no plan yet"));
    assert_eq!(office.post(&format!("{path}/solve"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(office.get(&path).await.body.contains("A plan is being made"));
    let report = weft::scheduler::tick(&world.env, "test").await.expect("tick");
    assert_eq!((report.drawn, report.failed), (1, 0));
    let plan = office.get(&path).await.body;
    // Search lets one go in each period, Design has one place: Ada or Cem, and Bea.
    assert!(plan.contains("A plan waits until somebody releases it"), "{plan}");
    assert!(plan.contains("Bea Novak") && plan.contains("Proposed"), "{plan}");
    // One more place in Design alone would help nobody: Search lets no second one go.
    assert!(!plan.contains("What would help"), "{plan}");
    assert!(plan.contains("Wherever the person would go, all places are taken."), "{plan}");
    let mut tx = world.env.db.read().await.expect("read");
    let rows = placements_of(&mut tx, Subject::Call(town.call)).await.expect("rows");
    drop(tx);
    assert_eq!(rows.len(), 2);
    let row = rows.iter().find(|row| row.person_id == bea).expect("Bea is planned");
    let place = format!("/admin/calls/{}/place/{bea}", town.call);
    let by_hand = office.get(&format!("{place}?instead={}", row.id)).await;
    assert_eq!(by_hand.status, StatusCode::OK);
    assert!(by_hand.body.contains("Lock it here"), "{}", by_hand.body);
    let id = row.id.to_string();
    let locked = office.post(&place, &[("what", "lock"), ("instead", &id)]).await;
    assert!(locked.leads_to().ends_with("?done=lock"), "{}", locked.body);
    let release = office.get(&format!("{path}/release")).await.body;
    assert!(
        release.contains("2 places become real")
            && release.contains("1 person goes on the waitlist"),
        "{release}"
    );
    assert_eq!(office.post(&format!("{path}/release"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(office.get(&path).await.body.contains("The plan is real"));
    let states: Vec<ApplicationState> = {
        let mut states = Vec::new();
        for id in [ada_id, cem_id, bea_id] {
            states.push(world.rotation_application(id).await.state);
        }
        states.sort_unstable();
        states
    };
    use ApplicationState::{Placed, Waitlisted};
    assert_eq!(states, [Placed, Placed, Waitlisted]);
    let waiting =
        if world.rotation_application(ada_id).await.state == Waitlisted { ada_id } else { cem_id };
    let waiting = world.rotation_application(waiting).await.person_id;
    assert!(mail_to(&world, waiting).await.0.contains("you are on the waitlist"));
    // The ledger of who gave and got, on both pages.
    let call = office.get(&format!("/admin/calls/{}", town.call)).await.body;
    assert!(call.contains("Weeks lent") && call.contains("2 of 3 have a place"), "{call}");
    let mut lead = Visitor::of(&world, town.lead).await;
    assert!(lead.get("/team-rotations").await.body.contains("Q2 2026"));
    let mut tx = world.env.db.read().await.expect("read");
    let weeks = rotation_weeks_of_call(&mut tx, town.call).await.expect("weeks");
    let hosted: u32 =
        weeks.iter().filter(|week| week.what == Use::Rotation).map(|week| week.people).sum();
    assert_eq!(hosted, 8, "two guests for four weeks");
});

both!(a_swap_needs_everybody_and_is_booked_at_once, async |world: World| {
    let (town, bea, [ada_id, bea_id, cem_id]) = answered(&world).await;
    placing::solve(&world.env, Subject::Call(town.call), town.owner).await.expect("solve");
    weft::scheduler::tick(&world.env, "test").await.expect("tick");
    let proposal = placing::proposal(&world.env, Subject::Call(town.call)).await.expect("plan");
    let run = proposal.run.expect("run").id;
    placing::release(&world.env, run, Some(town.owner)).await.expect("release");
    // Whoever of Search has the first period in Design would rather have Bea's second.
    let first = if world.rotation_application(ada_id).await.state == ApplicationState::Placed {
        ada_id
    } else {
        cem_id
    };
    let asking = world.rotation_application(first).await.person_id;
    let mut browser = Visitor::of(&world, asking).await;
    let page = format!("/rotations/applications/{first}/swap");
    world.advance(TimeDelta::minutes(1));
    let shown = browser.get(&page).await.body;
    assert!(!shown.contains("Bea Novak"), "whose place it is, is not shown");
    if shown.contains("No place could be swapped") {
        panic!("a swap is possible: {shown}");
    }
    let other = {
        let marker = "name=\"placement\" value=\"";
        let from = shown.find(marker).expect("a place") + marker.len();
        shown[from..from + 36].to_owned()
    };
    let asked = browser.post(&page, &[("placement", &other)]).await;
    assert!(asked.leads_to().ends_with("?done=asked"), "{}", asked.body);
    assert_eq!(
        browser.post(&page, &[("placement", &other)]).await.status,
        StatusCode::CONFLICT,
        "one at a time"
    );
    let mut tx = world.env.db.read().await.expect("read");
    let swap = swaps_of_call(&mut tx, town.call).await.expect("swaps").remove(0);
    assert_eq!(swap_get(&mut tx, swap.id).await.expect("swap").expect("swap"), swap);
    let before = placements_of(&mut tx, Subject::Call(town.call)).await.expect("rows");
    drop(tx);
    assert!(
        swap::decide(&world.env, town.owner, swap.id, true).await.is_err(),
        "nobody agreed yet"
    );
    // Bea, then both home teams, by the links of their mails.
    let mut anybody = Visitor::new(&world);
    for person in [bea, town.lead] {
        let (_, text) = mail_to(&world, person).await;
        let yes = link(&text, "swap-yes");
        assert!(anybody.get(&yes).await.body.contains("I agree"));
        assert!(anybody.post(&yes, &[]).await.body.contains("your yes is set down"));
        assert!(anybody.post(&yes, &[]).await.body.contains("done already"));
    }
    // The owner leads Bea's team, and coordinates.
    assert!(swap::say(&world.env, town.owner, swap.id, true).await.expect("yes"));
    let mut office = Visitor::of(&world, town.owner).await;
    let case = office.get(&format!("/admin/swaps/{}", swap.id)).await.body;
    assert!(case.contains("Everybody agreed") && case.contains("Effect on the plan"), "{case}");
    let booked = office.post(&format!("/admin/swaps/{}", swap.id), &[("what", "book")]).await;
    assert_eq!(booked.status, StatusCode::SEE_OTHER, "{}", booked.body);
    let mut tx = world.env.db.read().await.expect("read");
    let after = placements_of(&mut tx, Subject::Call(town.call)).await.expect("rows");
    let slot = |rows: &[Placement], person| {
        rows.iter().find(|row| row.person_id == person).map(|row| (row.slot, row.sequence))
    };
    assert_eq!((slot(&before, asking), slot(&before, bea)), (Some((0, 0)), Some((1, 0))));
    assert_eq!((slot(&after, asking), slot(&after, bea)), (Some((1, 1)), Some((0, 1))));
    for week in Week::of(on(2026, 4, 6)).run(8) {
        let said = team_weeks(&mut tx, town.design, week, week.plus(1)).await.expect("weeks");
        let recount = taken_recounted(&mut tx, town.design, week).await.expect("recount");
        assert_eq!(said[0].taken, recount);
        assert_eq!(recount.rotation, 1);
    }
    drop(tx);
    assert!(matches!(
        swap::decide(&world.env, town.owner, swap.id, true).await,
        Err(RotationError::NotPossible)
    ));
    assert_eq!(world.rotation_application(bea_id).await.state, ApplicationState::Placed);
});

both!(a_swap_is_refused_or_taken_back, async |world: World| {
    let (town, bea, [ada_id, _, cem_id]) = answered(&world).await;
    placing::solve(&world.env, Subject::Call(town.call), town.owner).await.expect("solve");
    weft::scheduler::tick(&world.env, "test").await.expect("tick");
    let proposal = placing::proposal(&world.env, Subject::Call(town.call)).await.expect("plan");
    placing::release(&world.env, proposal.run.expect("run").id, Some(town.owner))
        .await
        .expect("release");
    let placed = world.rotation_application(ada_id).await.state == ApplicationState::Placed;
    let asking = world.rotation_application(if placed { ada_id } else { cem_id }).await.person_id;
    let possible = swap::possible(&world.env, town.call, asking).await.expect("possible");
    let [(other, _)] = possible.as_slice() else { panic!("one place: {possible:?}") };
    let id = swap::ask(&world.env, asking, town.call, other.id).await.expect("ask");
    assert!(matches!(swap::take_back(&world.env, bea, id).await, Err(RotationError::Unknown)));
    swap::take_back(&world.env, asking, id).await.expect("taken back");
    world.advance(TimeDelta::minutes(1));
    let id = swap::ask(&world.env, asking, town.call, other.id).await.expect("ask");
    let stranger = world.office_person("Sam Stranger", "People").await;
    assert!(matches!(
        swap::say(&world.env, stranger, id, false).await,
        Err(RotationError::Unknown)
    ));
    world.advance(TimeDelta::minutes(1));
    assert!(swap::say(&world.env, bea, id, false).await.expect("no"));
    assert!(!swap::say(&world.env, bea, id, false).await.expect("no again"), "said before");
    assert!(mail_to(&world, asking).await.0.contains("No swap with Design"));
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let one = swap_get(&mut tx, id).await.expect("swap").expect("swap");
    assert_eq!(one.state, SwapState::Refused);
    let again = Swap { id: world.env.ids.next(now), state: SwapState::Asked, ..one };
    swap_add(&mut tx, &again).await.expect("add");
    assert!(swap_yes(&mut tx, again.id, SwapSide::Other, now).await.expect("yes"));
    assert!(!swap_yes(&mut tx, again.id, SwapSide::Other, now).await.expect("yes"), "once");
    swap_become(&mut tx, again.id, SwapState::Asked, SwapState::Withdrawn, None, now)
        .await
        .expect("state");
    assert!(
        swap_become(&mut tx, again.id, SwapState::Asked, SwapState::Agreed, None, now)
            .await
            .is_err()
    );
});
