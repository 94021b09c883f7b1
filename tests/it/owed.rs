//! Rotations over several calls: whoever was passed over in one has more say in the next.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::Value;
use weft::domain::access::Role;
use weft::domain::capacity::Offer;
use weft::domain::clock::Clock as _;
use weft::domain::id::{ApplicationId, CallId, PersonId, ProgrammeId, TeamId};
use weft::domain::placement::{ApplicationState, Subject};
use weft::domain::week::Week;
use weft::programmes::rotation::apply::{Wish, submit};
use weft::programmes::rotation::call::{self, Step, programme_create, step};
use weft::programmes::rotation::call_form::Typed;
use weft::programmes::rotation::home::{Word, answer};
use weft::programmes::{person_data, placing, roles};
use weft::store::capacity::{offer_set, team_weeks};
use weft::store::owed::{owed_choices, passed_over, passed_over_set};
use weft::store::placement::placements_of;

use crate::rotation::on;
use crate::visitor::Visitor;
use crate::world::{World, both};

struct Valley {
    programme: ProgrammeId,
    owner: PersonId,
    lead: PersonId,
    hosts: Vec<TeamId>,
    people: Vec<PersonId>,
}

/// Three people of Search, and three teams with a place each from April to July.
async fn valley(world: &World) -> Valley {
    let owner = world.office_person("Olga Owner", "People").await;
    let lead = world.office_person("Lea Lead", "Search").await;
    let search = world.office_team("Search").await;
    world.rotation_lead(search, lead).await;
    let mut people = Vec::new();
    for name in ["Ada Adams", "Ben Berg", "Cem Can"] {
        people.push(world.office_person(name, "Search").await);
    }
    let mut hosts = Vec::new();
    for name in ["Alpha", "Beta", "Gamma"] {
        world.office_person(&format!("Somebody of {name}"), name).await;
        hosts.push(world.office_team(name).await);
    }
    let mut tx = world.env.db.write().await.expect("write");
    for week in Week::of(on(2026, 4, 6)).run(16) {
        for team in &hosts {
            let offer = Offer { rotation: 1, ..Offer::default() };
            offer_set(&mut tx, *team, week, &offer, None, None, world.clock.now())
                .await
                .expect("offer");
        }
        let offer = Offer { lend: 3, ..Offer::default() };
        offer_set(&mut tx, search, week, &offer, None, None, world.clock.now())
            .await
            .expect("offer");
    }
    tx.commit().await.expect("commit");
    roles::grant(&world.env, "olga.owner@test.example", Role::Coordinator, None)
        .await
        .expect("role");
    let address = "olga.owner@test.example";
    let programme = programme_create(&world.env, owner, "Rotations", "See more.", address).await;
    Valley { programme: programme.expect("programme"), owner, lead, hosts, people }
}

impl Valley {
    /// [`Self::applied`], and solved, but not released.
    async fn call(
        &self,
        world: &World,
        name: &str,
        from: &str,
        wishes: &[Vec<TeamId>],
    ) -> (CallId, Vec<ApplicationId>) {
        let (id, applications) = self.applied(world, name, from, wishes).await;
        self.solved(world, id).await;
        (id, applications)
    }

    /// A call for four weeks from that Monday, to which everybody applies as they wish, and is let go.
    async fn applied(
        &self,
        world: &World,
        name: &str,
        from: &str,
        wishes: &[Vec<TeamId>],
    ) -> (CallId, Vec<ApplicationId>) {
        let typed = Typed {
            name: name.to_owned(),
            opens_on: "2026-01-06".to_owned(),
            last_on: "2026-03-06".to_owned(),
            periods: vec![(from.to_owned(), "4".to_owned())],
            ..Typed::fresh(on(2026, 1, 6))
        };
        let draft = typed.check().expect("a call");
        let id = call::create(&world.env, self.owner, self.programme, &draft).await.expect("call");
        step(&world.env, self.owner, id, Step::Open, "").await.expect("open");
        let mut applications = Vec::new();
        for (person, choices) in self.people.iter().zip(wishes) {
            let wish = Wish {
                choices: choices.clone(),
                periods: vec![0],
                length: 1,
                goals: "Learn.".to_owned(),
            };
            let one = submit(&world.env, *person, id, &wish).await.expect("submit");
            answer(&world.env, self.lead, one, &Word::These(vec![0]), false).await.expect("yes");
            applications.push(one);
            world.advance(TimeDelta::minutes(1));
        }
        step(&world.env, self.owner, id, Step::Close, "").await.expect("close");
        (id, applications)
    }

    async fn solved(&self, world: &World, id: CallId) {
        placing::solve(&world.env, Subject::Call(id), self.owner).await.expect("solve");
        world.advance(TimeDelta::seconds(1));
        let report = weft::scheduler::tick(&world.env, "test").await.expect("tick");
        assert_eq!(report.failed, 0, "{report:?}");
    }

    async fn release(&self, world: &World, call: CallId) {
        let plan = placing::proposal(&world.env, Subject::Call(call)).await.expect("plan");
        let run = plan.run.expect("run").id;
        placing::release(&world.env, run, Some(self.owner)).await.expect("release");
    }

    /// Who is where by the plan.
    async fn places(&self, world: &World, call: CallId) -> BTreeMap<PersonId, TeamId> {
        let mut tx = world.env.db.read().await.expect("read");
        let rows = placements_of(&mut tx, Subject::Call(call)).await.expect("rows");
        rows.into_iter()
            .filter(|row| row.state.is_proposal() || row.state.is_booked())
            .map(|row| (row.person_id, row.team_id))
            .collect()
    }
}

both!(who_got_the_third_choice_gets_the_first_of_equal_wishes_next_time, async |world: World| {
    let valley = valley(&world).await;
    let equal = vec![valley.hosts.clone(); 3];
    let (spring, applications) = valley.call(&world, "Spring", "2026-04-06", &equal).await;
    valley.release(&world, spring).await;
    let before = valley.places(&world, spring).await;
    let rank = |places: &BTreeMap<PersonId, TeamId>, person: &PersonId| {
        valley.hosts.iter().position(|team| *team == places[person]).expect("one of the wishes")
    };
    let mut tx = world.env.db.read().await.expect("read");
    for (person, one) in valley.people.iter().zip(&applications) {
        let lost = passed_over(&mut tx, *one).await.expect("read");
        assert_eq!(lost.map(|n| n as usize), Some(rank(&before, person)), "others got the dearer");
    }
    drop(tx);
    let (summer, again) = valley.call(&world, "Summer", "2026-05-04", &equal).await;
    let now = valley.places(&world, summer).await;
    for person in &valley.people {
        assert_eq!(rank(&now, person), 2 - rank(&before, person), "the last are the first");
    }
    // Who had the third choice reads it, and the coordinator does.
    let last = valley.people.iter().position(|p| rank(&before, p) == 2).expect("somebody");
    let mut own = Visitor::of(&world, valley.people[last]).await;
    let page = own.get(&format!("/rotations/applications/{}", applications[last])).await.body;
    assert!(page.contains("2 choices that are dearer to you went to others"), "{page}");
    let page = own.get(&format!("/rotations/applications/{}", again[last])).await.body;
    assert!(page.contains("So what you choose now counts for more"), "{page}");
    let mut office = Visitor::of(&world, valley.owner).await;
    let page = office.get(&format!("/admin/calls/{summer}")).await.body;
    assert!(page.contains("2 of them were passed over in earlier calls"), "{page}");
    let page = office.get(&format!("/admin/applications/{}", again[last])).await.body;
    assert!(page.contains("what they choose now counts three times"), "{page}");

    // Once made up for, it is over; whoever had the first is owed now.
    valley.release(&world, summer).await;
    let mut tx = world.env.db.read().await.expect("read");
    let other: CallId = world.env.ids.next(world.clock.now());
    let owed = owed_choices(&mut tx, &valley.people, other).await.expect("owed");
    for person in &valley.people {
        let due = u32::try_from(rank(&before, person) + rank(&now, person)).expect("small").min(2);
        let due = if rank(&now, person) == 0 { 0 } else { due };
        assert_eq!(owed.get(person).copied().unwrap_or(0), due);
    }
    drop(tx);

    // All of it is in the download, and goes with the person.
    let data = person_data::export(&world.env, valley.people[last]).await.expect("data");
    let held = &data["stints_and_rotations"];
    let one = &held["applications"][0];
    assert_eq!(one["call"], Value::from("Spring"));
    assert_eq!(one["choices"], Value::from(vec!["Alpha", "Beta", "Gamma"]));
    assert_eq!(one["periods"][0]["from"], Value::from("2026-04-06"));
    assert_eq!(one["home_team"]["name"], Value::from("Search"));
    assert_eq!(one["home_team"]["agreed_periods"][0]["to"], Value::from("2026-05-01"));
    assert_eq!(one["choices_that_went_to_others"], Value::from(2));
    assert_eq!(held["placements"][0]["with_team"], Value::from("Gamma"));
    person_data::erase(&world.env, valley.people[last], None).await.expect("erase");
    let data = person_data::export(&world.env, valley.people[last]).await.expect("data");
    let one = &data["stints_and_rotations"]["applications"][0];
    assert_eq!(one["choices"], Value::from(Vec::<String>::new()));
    assert_eq!(one["goals"], Value::from(""));
    assert_eq!(one["choices_that_went_to_others"], Value::Null);
});

both!(padding_or_narrowing_a_list_earns_nothing, async |world: World| {
    let valley = valley(&world).await;
    let [alpha, beta, gamma] = valley.hosts[..] else { panic!("three teams") };
    // Ada names one team only; Ben and Cem all three; all want Alpha most.
    let wishes = [vec![alpha], vec![alpha, beta, gamma], vec![alpha, beta, gamma]];
    let (spring, applications) = valley.applied(&world, "Spring", "2026-04-06", &wishes).await;
    // Alpha is closed for the spring after that: naming it earns nothing, whoever gets what.
    let mut tx = world.env.db.write().await.expect("write");
    let dark = Offer { blackout: Some("Stocktaking".to_owned()), rotation: 1, ..Offer::default() };
    for week in Week::of(on(2026, 4, 6)).run(4) {
        let now = world.clock.now();
        let seen = team_weeks(&mut tx, alpha, week, week.plus(1)).await.expect("weeks");
        let seen = seen.first().and_then(|row| row.changed_at);
        offer_set(&mut tx, alpha, week, &dark, seen, None, now).await.expect("offer");
    }
    tx.commit().await.expect("commit");
    valley.solved(&world, spring).await;
    valley.release(&world, spring).await;
    let places = valley.places(&world, spring).await;
    let mut tx = world.env.db.read().await.expect("read");
    let mut lost = BTreeMap::new();
    for (person, one) in valley.people.iter().zip(&applications) {
        lost.insert(*person, passed_over(&mut tx, *one).await.expect("read"));
    }
    drop(tx);
    assert_eq!(
        world.rotation_application(applications[0]).await.state,
        ApplicationState::Waitlisted
    );
    assert_eq!(lost[&valley.people[0]], Some(0), "nobody got what was not to be had");
    for person in &valley.people[1..] {
        let rank = if places[person] == beta { 0 } else { 1 };
        assert_eq!(lost[person], Some(rank), "Alpha does not count");
    }
    // Rows are written as they are said.
    let mut tx = world.env.db.write().await.expect("write");
    passed_over_set(&mut tx, applications[0], 3).await.expect("set");
    let other: CallId = world.env.ids.next(world.clock.now());
    let owed = owed_choices(&mut tx, &valley.people, other).await.expect("owed");
    assert_eq!(owed.get(&valley.people[0]), Some(&2), "no more than two");
    let same = owed_choices(&mut tx, &valley.people, spring).await.expect("owed");
    assert!(same.is_empty(), "a call does not count in itself");
});
