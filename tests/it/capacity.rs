//! The capacity ledger: what teams offer, who takes it, and coffee's share.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::TimeDelta;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use weft::domain::bootcamp::BootcampRules;
use weft::domain::capacity::{Offer, Refusal, Taken, Use};
use weft::domain::clock::Clock as _;
use weft::domain::coffee::{ProgrammeKind, ProgrammeState};
use weft::domain::id::{CohortId, PersonId, PlacementId, RunId, TeamId};
use weft::domain::person::PersonState;
use weft::domain::placement::{CohortState, PlacementState, Subject};
use weft::domain::plan::{RunState, Trigger};
use weft::domain::week::Week;
use weft::programmes::capacity::hosts::{self, HostError};
use weft::programmes::capacity::offers::{
    Change, OfferError, Span, changes, save, seen, this_week,
};
use weft::programmes::capacity::{free_places, take};
use weft::programmes::plan::NO_TIME;
use weft::programmes::recall::{recall_group, recall_run};
use weft::programmes::third::{ThirdOffer, join, offer};
use weft::store::StoreError;
use weft::store::capacity::{
    Booking, Host, Taker, booking_shrink, booking_take, bookings_return, given_and_got,
    host_guests, host_remove, host_set, hosts_of_teams, ledger_differences, offer_set,
    taken_recounted, takings_of_team, team_weeks, uses_of_team, weeks_by_team, weeks_of_all_teams,
};
use weft::store::cohort::{Cohort, cohort_add};
use weft::store::placement::{Placement, placements_add};
use weft::store::programme::{ProgrammeHead, head_add};
use weft::store::run::{NewRun, run_add};
use weft::store::team::{team_by_name, teams_put};

use crate::world::{World, both};

/// Three guests of bootcamps, one on rotation, one away; 20 hours, of them 4 in reserve.
pub fn ordinary() -> Offer {
    Offer {
        bootcamp: 3,
        rotation: 1,
        lend: 1,
        minutes: Some(20 * 60),
        reserve: 4 * 60,
        blackout: None,
    }
}

impl World {
    pub async fn team_id(&self, name: &str) -> TeamId {
        let mut tx = self.env.db.read().await.expect("read");
        team_by_name(&mut tx, name).await.expect("read").expect("team").id
    }

    /// Somebody leads a team.
    pub async fn leads(&self, lead: &str, team: &str) -> TeamId {
        let lead = self.id(lead).await;
        let mut tx = self.env.db.write().await.expect("write");
        let mut row = team_by_name(&mut tx, team).await.expect("read").expect("team");
        row.lead_id = Some(lead);
        let id = row.id;
        teams_put(&mut tx, &[row], self.clock.now()).await.expect("lead");
        tx.commit().await.expect("commit");
        id
    }

    /// A team offers this in a week, whatever it said before.
    pub async fn offers(&self, team: TeamId, week: Week, offer: &Offer) {
        let mut tx = self.env.db.write().await.expect("write");
        let row = team_weeks(&mut tx, team, week, week.plus(1)).await.expect("read").pop();
        let seen = row.and_then(|row| row.changed_at);
        offer_set(&mut tx, team, week, offer, seen, None, self.clock.now()).await.expect("offer");
        tx.commit().await.expect("commit");
    }

    /// What is taken of a team's week.
    pub async fn taken(&self, team: TeamId, week: Week) -> Taken {
        let mut tx = self.env.db.read().await.expect("read");
        let row = team_weeks(&mut tx, team, week, week.plus(1)).await.expect("read").pop();
        row.map(|row| row.taken).unwrap_or_default()
    }

    /// A bootcamp with a cohort that starts this week, and its run.
    pub async fn bootcamp_cohort(&self) -> (RunId, CohortId) {
        let owner = self.id("olga").await;
        let now = self.clock.now();
        let head = ProgrammeHead {
            id: self.env.ids.next(now),
            kind: ProgrammeKind::Bootcamp,
            name: "Bootcamp".to_owned(),
            purpose: "Meet the house.".to_owned(),
            owner_id: owner,
            state: ProgrammeState::Active,
            zone: chrono_tz::Europe::Berlin,
            updated_at: now,
        };
        let cohort = Cohort {
            id: self.env.ids.next(now),
            programme_id: head.id,
            name: "January".to_owned(),
            starts_on: this_week(&self.env),
            weeks: 12,
            rules: BootcampRules::default(),
            state: CohortState::Running,
            created_by: Some(owner),
            created_at: now,
            updated_at: now,
        };
        let run = NewRun {
            id: self.env.ids.next(now),
            programme_id: head.id,
            subject: Subject::Cohort(cohort.id),
            slot_at: now,
            trigger: Trigger::Manual,
            state: RunState::Draft,
            missed_slots: 0,
            note: None,
            created_at: now,
        };
        let mut tx = self.env.db.write().await.expect("write");
        head_add(&mut tx, &head, now).await.expect("programme");
        cohort_add(&mut tx, &cohort).await.expect("cohort");
        run_add(&mut tx, &run).await.expect("run");
        tx.commit().await.expect("commit");
        (run.id, cohort.id)
    }

    /// Somebody is placed with a team for some weeks; nothing is booked yet.
    pub async fn placed(
        &self,
        (run, cohort): (RunId, CohortId),
        guest: (PersonId, TeamId),
        team: TeamId,
        weeks: (Week, u32),
        host: Option<PersonId>,
    ) -> PlacementId {
        let now = self.clock.now();
        let row = Placement {
            id: self.env.ids.next(now),
            run_id: run,
            subject: Subject::Cohort(cohort),
            person_id: guest.0,
            team_id: team,
            home_team_id: guest.1,
            host_id: host,
            slot: 0,
            length: weeks.1,
            from_on: weeks.0,
            to_on: weeks.0.plus(weeks.1),
            state: PlacementState::Confirmed,
            reason: None,
            locked: false,
            host_said_at: None,
            home_said_at: None,
            replaces_id: None,
            leaves_run_id: None,
            sequence: 0,
            released_at: Some(now),
            created_at: now,
            changed_at: now,
        };
        let mut tx = self.env.db.write().await.expect("write");
        placements_add(&mut tx, std::slice::from_ref(&row)).await.expect("placement");
        tx.commit().await.expect("commit");
        row.id
    }

    fn booking(&self, team: TeamId, week: Week, what: Use, taker: Taker, minutes: u32) -> Booking {
        let id = self.env.ids.next(self.clock.now());
        Booking { id, team_id: team, week, what, places: 1, minutes, taker }
    }

    /// Takes capacity by the verb of the service, in a transaction of its own.
    pub async fn takes(&self, booking: &Booking) -> Result<(), Refusal> {
        let mut tx = self.env.db.write().await.expect("write");
        let outcome = take(&mut tx, booking, self.clock.now()).await.expect("take");
        if outcome.is_ok() {
            tx.commit().await.expect("commit");
        }
        outcome
    }

    /// A guest of the bootcamp is placed and booked.
    pub async fn hosts_guest(
        &self,
        of: (RunId, CohortId),
        guest: &str,
        team: TeamId,
        weeks: (Week, u32),
    ) -> PlacementId {
        let person = self.id(guest).await;
        let home = self.team_id("Office").await;
        let id = self.placed(of, (person, home), team, weeks, None).await;
        for week in weeks.0.run(weeks.1) {
            let booking = self.booking(team, week, Use::Bootcamp, Taker::Placement(id), 360);
            self.takes(&booking).await.expect("a place");
        }
        id
    }

    /// Every count of the ledger is what its bookings say.
    pub async fn ledger_is_right(&self) {
        let mut tx = self.env.db.snapshot().await.expect("read");
        let wrong = ledger_differences(&mut tx).await.expect("ledger");
        assert!(wrong.is_empty(), "{wrong:?}");
        for (key, row) in weeks_of_all_teams(
            &mut tx,
            this_week(&self.env).minus(60),
            this_week(&self.env).plus(200),
        )
        .await
        .expect("weeks")
        {
            assert_eq!(taken_recounted(&mut tx, key.0, key.1).await.expect("recount"), row.taken);
        }
    }
}

/// Three teams that can always meet in coffee.
async fn town(world: &World) -> (TeamId, TeamId, Week) {
    world.team("search").person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("maps").person("bob").in_coffee().person("bea").in_coffee().await;
    (world.team_id("search").await, world.team_id("maps").await, this_week(&world.env))
}

both!(fifty_who_come_at_once_for_three_places_are_three, async |world: World| {
    let (search, maps, week) = town(&world).await;
    world.offers(search, week, &Offer { minutes: None, reserve: 0, ..ordinary() }).await;
    let of = world.bootcamp_cohort().await;
    let bob = world.id("bob").await;
    let mut bookings = Vec::new();
    for _ in 0..50 {
        let id = world.placed(of, (bob, maps), search, (week, 1), None).await;
        bookings.push(world.booking(search, week, Use::Bootcamp, Taker::Placement(id), 360));
    }
    // Twice as many at a time as there are connections: nobody waits for one until it is too late.
    let doors = Arc::new(tokio::sync::Semaphore::new(16));
    let takers: Vec<_> = bookings
        .into_iter()
        .map(|booking| {
            let (env, doors) = (world.env.clone(), doors.clone());
            tokio::spawn(async move {
                let _door = doors.acquire_owned().await;
                let now = env.clock.now();
                let mut tx = env.db.write().await.expect("write");
                let outcome = take(&mut tx, &booking, now).await.expect("take");
                if outcome.is_ok() {
                    tx.commit().await.expect("commit");
                }
                outcome
            })
        })
        .collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for taker in takers {
        let outcome = taker.await.expect("no panic");
        let word = outcome.err().map_or("took", Refusal::as_str);
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    assert_eq!(counts, BTreeMap::from([("places".to_owned(), 47), ("took".to_owned(), 3)]));
    assert_eq!(
        world.taken(search, week).await,
        Taken { bootcamp: 3, minutes: 1080, ..Taken::default() }
    );
    world.ledger_is_right().await;
});

both!(whatever_does_not_fit_says_why, async |world: World| {
    let (search, maps, week) = town(&world).await;
    let of = world.bootcamp_cohort().await;
    let (ada, bob) = (world.id("ada").await, world.id("bob").await);
    let guest = async |what: Use, minutes: u32| {
        let id = world.placed(of, (bob, maps), search, (week, 1), None).await;
        world.takes(&world.booking(search, week, what, Taker::Placement(id), minutes)).await
    };
    assert_eq!(guest(Use::Bootcamp, 0).await, Err(Refusal::NotOffered));
    world.offers(search, week, &ordinary()).await;
    assert_eq!(guest(Use::Bootcamp, 961).await, Err(Refusal::Time), "the reserve is not spent");
    assert_eq!(guest(Use::Bootcamp, 360).await, Ok(()));
    assert_eq!(guest(Use::Rotation, 0).await, Ok(()));
    assert_eq!(guest(Use::Rotation, 0).await, Err(Refusal::Places));
    hosts::name(&world.env, search, ada, 2, ada).await.expect("host");
    assert_eq!(guest(Use::Bootcamp, 0).await, Err(Refusal::Hosts));
    assert_eq!(guest(Use::Lend, 0).await, Ok(()), "nobody hosts who is away");
    // A host who leaves hosts nobody, and without a host the places count.
    world.becomes("ada", PersonState::Left).await;
    assert_eq!(guest(Use::Bootcamp, 0).await, Ok(()));
    world.offers(search, week, &Offer { blackout: Some("move".to_owned()), ..ordinary() }).await;
    assert_eq!(guest(Use::Bootcamp, 0).await, Err(Refusal::Blackout));
    world.ledger_is_right().await;
});

both!(places_for_a_plan_are_bounded_by_time_hosts_and_black_outs, async |world: World| {
    let (search, maps, week) = town(&world).await;
    let of = world.bootcamp_cohort().await;
    world.offers(search, week, &ordinary()).await;
    let dark = Offer { blackout: Some("move".to_owned()), ..ordinary() };
    world.offers(search, week.plus(2), &dark).await;
    world.hosts_guest(of, "bob", search, (week, 1)).await;
    let weeks: Vec<Week> = week.run(3).collect();
    let free = async |what: Use, minutes: u32| {
        let mut tx = world.env.db.read().await.expect("read");
        free_places(&mut tx, what, &weeks, minutes).await.expect("free")
    };
    let bootcamp = free(Use::Bootcamp, 360).await;
    assert_eq!(bootcamp.get(&search), Some(&vec![1, 0, 0]), "ten hours are one guest and a half");
    assert_eq!(bootcamp.get(&maps), None, "maps said nothing");
    assert_eq!(free(Use::Bootcamp, 0).await[&search], [2, 0, 0]);
    assert_eq!(free(Use::Lend, 360).await[&search], [1, 0, 0]);
    assert_eq!(free(Use::Coffee, 30).await[&search], [20, u32::MAX, 0]);
    assert_eq!(free(Use::Rotation, 60).await[&search], [1, 0, 0]);
    let abe = world.id("abe").await;
    hosts::name(&world.env, search, abe, 1, abe).await.expect("host");
    assert_eq!(free(Use::Rotation, 60).await[&search], [0, 0, 0], "the host has a guest");
    let mut tx = world.env.db.read().await.expect("read");
    assert!(free_places(&mut tx, Use::Coffee, &[], 1).await.expect("free").is_empty());
});

both!(the_ledger_equals_its_recount_whatever_happens, async |world: World| {
    let (search, maps, week) = town(&world).await;
    let of = world.bootcamp_cohort().await;
    let (bob, now) = (world.id("bob").await, world.clock.now());
    let mut placements = Vec::new();
    for _ in 0..6 {
        placements.push(world.placed(of, (bob, maps), search, (week, 2), None).await);
    }
    for seed in 0..4 {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let mut roll = |n: u32| dice.next_u32() % n;
        for _ in 0..120 {
            let team = [search, maps][roll(2) as usize];
            let at = week.plus(roll(2));
            match roll(6) {
                0 => {
                    let offer = Offer {
                        bootcamp: roll(4),
                        rotation: roll(3),
                        lend: roll(2),
                        minutes: (roll(2) == 0).then(|| roll(2000)),
                        reserve: roll(300),
                        blackout: (roll(5) == 0).then(|| "why not".to_owned()),
                    };
                    let mut tx = world.env.db.write().await.expect("write");
                    let row = team_weeks(&mut tx, team, at, at.plus(1)).await.expect("read").pop();
                    let seen = row.and_then(|row| row.changed_at);
                    match offer_set(&mut tx, team, at, &offer, seen, None, now).await {
                        Ok(()) => tx.commit().await.expect("commit"),
                        Err(StoreError::Stale { .. }) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
                1 => {
                    let mut tx = world.env.db.write().await.expect("write");
                    let taker = Taker::Placement(placements[roll(6) as usize]);
                    bookings_return(&mut tx, taker, at).await.expect("return");
                    tx.commit().await.expect("commit");
                }
                2 => {
                    let mut tx = world.env.db.write().await.expect("write");
                    booking_shrink(&mut tx, of.0, team, at, roll(3)).await.expect("shrink");
                    tx.commit().await.expect("commit");
                }
                3 => {
                    let minutes = roll(90);
                    let mut booking =
                        world.booking(team, at, Use::Coffee, Taker::Round(of.0), minutes);
                    booking.places = 1 + roll(3);
                    let _ = world.takes(&booking).await;
                }
                _ => {
                    let what = [Use::Bootcamp, Use::Rotation, Use::Lend][roll(3) as usize];
                    let taker = Taker::Placement(placements[roll(6) as usize]);
                    let booking = world.booking(team, at, what, taker, roll(400));
                    let mut tx = world.env.db.write().await.expect("write");
                    match booking_take(&mut tx, &booking, now).await {
                        Ok(true) => tx.commit().await.expect("commit"),
                        // Full, or the placement has its place already.
                        Ok(false) | Err(StoreError::Taken(_)) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            }
            let mut tx = world.env.db.read().await.expect("read");
            let wrong = ledger_differences(&mut tx).await.expect("ledger");
            assert!(wrong.is_empty(), "seed {seed}: {wrong:?}");
        }
        world.ledger_is_right().await;
    }
    // A count that is not what the bookings say is found.
    world.raw("update team_weeks set minutes_used = minutes_used + 7").await;
    let mut tx = world.env.db.read().await.expect("read");
    let wrong = ledger_differences(&mut tx).await.expect("ledger");
    assert!(!wrong.is_empty());
    assert!(wrong.iter().all(|row| row.counted.minutes == row.booked.minutes + 7), "{wrong:?}");
});

both!(coffee_keeps_out_of_a_black_out_and_takes_its_time_when_released, async |world: World| {
    let (search, maps, week) = town(&world).await;
    world.team("ops").person("cleo").in_coffee().person("cem").in_coffee().await;
    let dark = Offer { blackout: Some("stocktaking".to_owned()), ..Offer::default() };
    world.offers(search, week, &dark).await;
    let run = world.round().await;
    let met: Vec<String> = world.groups(run).await.concat();
    assert!(met.len() == 4 && !met.contains(&"ada".to_owned()), "{met:?}");
    let mut tx = world.env.db.read().await.expect("read");
    let ada = world.id("ada").await;
    let reason = weft::store::group::left_out_get(&mut tx, run, ada).await.expect("read");
    assert_eq!(reason.as_deref(), Some(NO_TIME));
    drop(tx);
    let mail = world.mailbox("ada").await.remove(0).raw.replace("=\r\n", "");
    assert!(mail.contains("search has no time for coffee in the week of the draw"), "{mail}");
    assert!(mail.contains("first"), "it is repaid: {mail}");
    let page = world.browser_of(ada).await.get(&format!("/rounds/{run}/left-out")).await.text();
    assert!(page.contains("Your team had no time to spare in the week of the draw."), "{page}");
    assert_eq!(world.taken(search, week).await.minutes, 0);
    assert_eq!(world.taken(maps, week).await.minutes, 60, "two people for half an hour");
    let mut tx = world.env.db.read().await.expect("read");
    let uses = uses_of_team(&mut tx, maps, week, week.plus(1)).await.expect("uses");
    assert_eq!(uses, [("Coffee".to_owned(), Use::Coffee, 2, 60)]);
    drop(tx);
    world.ledger_is_right().await;
    // The week after is another matter.
    let run = world.round().await;
    assert!(world.groups(run).await.concat().contains(&"ada".to_owned()));
});

both!(a_teams_hours_bound_the_draw_and_third_ones, async |world: World| {
    world.team("search").person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let (search, week) = (world.team_id("search").await, this_week(&world.env));
    // Half an hour beside the reserve: one of the two.
    let little = Offer { minutes: Some(90), reserve: 60, ..Offer::default() };
    world.offers(search, week, &little).await;
    let run = world.round().await;
    let met = world.groups(run).await.concat();
    let (inside, outside) =
        if met.contains(&"ada".to_owned()) { ("ada", "abe") } else { ("abe", "ada") };
    assert!(met.contains(&inside.to_owned()) && !met.contains(&outside.to_owned()), "{met:?}");
    assert_eq!(world.taken(search, week).await.minutes, 30);
    world.deliver().await;
    let left = world.id(outside).await;
    assert_eq!(offer(&world.env, run, left).await.expect("offer"), ThirdOffer::NoSeat);
    assert_eq!(join(&world.env, run, left).await.expect("join"), ThirdOffer::NoSeat);
    assert_eq!(world.taken(search, week).await.minutes, 30);
});

both!(a_third_takes_time_too, async |world: World| {
    town(&world).await;
    world.team("ops").person("cleo").in_coffee().await;
    let run = world.round().await;
    world.deliver().await;
    let met = world.groups(run).await.concat();
    let Some(left) = ["ada", "abe", "bob", "bea", "cleo"]
        .into_iter()
        .find(|name| !met.contains(&(*name).to_owned()))
    else {
        // The odd one is in a group of three already.
        world.ledger_is_right().await;
        return;
    };
    let before = total_minutes(&world).await;
    if join(&world.env, run, world.id(left).await).await.expect("join") == ThirdOffer::Joined {
        assert_eq!(total_minutes(&world).await, before + 30);
    }
    world.ledger_is_right().await;
});

async fn total_minutes(world: &World) -> u32 {
    let week = this_week(&world.env);
    let mut tx = world.env.db.read().await.expect("read");
    let weeks = weeks_of_all_teams(&mut tx, week.minus(4), week.plus(4)).await.expect("weeks");
    weeks.values().map(|row| row.taken.minutes).sum()
}

both!(time_that_is_gone_since_the_draw_lets_the_match_fall_through, async |world: World| {
    let (search, maps, week) = town(&world).await;
    let run = world.draw().await;
    world.offers(search, week, &Offer { minutes: Some(30), ..Offer::default() }).await;
    world.advance(TimeDelta::hours(1));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Released);
    assert_eq!(world.groups(run).await.len(), 1, "time is left for one of the two");
    assert_eq!(world.taken(search, week).await.minutes, 30);
    assert_eq!(world.taken(maps, week).await.minutes, 30);
    let mails: Vec<String> = [world.kinds("ada").await, world.kinds("abe").await].concat();
    assert!(mails.contains(&"left-out".to_owned()) && mails.contains(&"match".to_owned()));
    world.ledger_is_right().await;
});

both!(a_recall_gives_back_what_its_groups_took, async |world: World| {
    let (search, maps, week) = town(&world).await;
    let run = world.round().await;
    let olga = world.id("olga").await;
    assert_eq!(world.taken(search, week).await.minutes, 60);
    // The team says something afterwards, and the count is right all the same.
    world.offers(search, week, &ordinary()).await;
    assert_eq!(world.taken(search, week).await.minutes, 60);
    recall_group(&world.env, world.group_of(run, "ada").await, olga, "").await.expect("recall");
    assert_eq!(world.taken(search, week).await.minutes, 30);
    assert_eq!(world.taken(maps, week).await.minutes, 30);
    world.ledger_is_right().await;
    recall_run(&world.env, run, olga, "").await.expect("recall");
    assert_eq!(total_minutes(&world).await, 0);
    world.ledger_is_right().await;
});

both!(weeks_are_filled_in_together_or_not_at_all, async |world: World| {
    let (search, _, week) = town(&world).await;
    let of = world.bootcamp_cohort().await;
    let ada = world.id("ada").await;
    let span = Span { from: week, weeks: 4 };
    let keep = async |change: &Change| {
        let mut tx = world.env.db.read().await.expect("read");
        let was = seen(&mut tx, search, span).await.expect("seen");
        drop(tx);
        save(&world.env, search, span, change, &was, ada).await
    };
    assert_eq!(keep(&Change::Places(ordinary())).await.expect("save"), 4);
    assert_eq!(keep(&Change::Places(ordinary())).await.expect("save"), 0, "it is so already");
    assert_eq!(keep(&Change::Blackout("stocktaking".to_owned())).await.expect("save"), 4);
    assert_eq!(keep(&Change::Lift).await.expect("save"), 4);
    world.hosts_guest(of, "bob", search, (week.plus(1), 1)).await;
    let less = Change::Places(Offer { bootcamp: 0, ..ordinary() });
    let Err(OfferError::TooLittle(found)) = keep(&less).await else { panic!("too little") };
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].week, found[0].what, found[0].taken), (week.plus(1), Use::Bootcamp, 1));
    assert_eq!(found[0].takers[0].person.as_deref(), Some("bob"));
    assert!(matches!(keep(&Change::Nothing).await, Err(OfferError::TooLittle(_))));
    let short = Change::Places(Offer { minutes: Some(359), reserve: 0, ..ordinary() });
    let Err(OfferError::TooLittle(found)) = keep(&short).await else { panic!("too little") };
    assert_eq!((found[0].what, found[0].offered, found[0].taken), (Use::Coffee, 359, 360));
    // A quarter later everything is as it was, week by week.
    let later = Span { from: week.plus(13), weeks: 5 };
    let mut tx = world.env.db.read().await.expect("read");
    let copied = changes(&mut tx, search, later, &Change::AsBefore).await.expect("changes");
    assert_eq!(copied.len(), 4, "there was no word about the fifth");
    assert!(copied.iter().all(|week| week.after == ordinary() && week.said_at.is_none()));
    drop(tx);
    // What was shown is what is saved.
    let stale = save(&world.env, search, span, &less, "0-0", ada).await;
    assert!(matches!(stale, Err(OfferError::Stale)));
    let past = Span { from: week.minus(1), weeks: 1 };
    let late = save(&world.env, search, past, &less, "0-0", ada).await;
    assert!(matches!(late, Err(OfferError::Past)));
});

both!(only_active_people_of_the_team_are_its_hosts, async |world: World| {
    let (search, maps, week) = town(&world).await;
    let (ada, bob) = (world.id("ada").await, world.id("bob").await);
    let named = async |person, most| hosts::name(&world.env, search, person, most, ada).await;
    assert!(matches!(named(bob, 1).await, Err(HostError::NotOfTeam)));
    assert!(matches!(named(ada, 0).await, Err(HostError::Limit)));
    assert!(matches!(named(ada, 51).await, Err(HostError::Limit)));
    named(ada, 2).await.expect("host");
    let of = world.bootcamp_cohort().await;
    world.placed(of, (bob, maps), search, (week, 2), Some(ada)).await;
    let mut tx = world.env.db.write().await.expect("write");
    let only = Host { team_id: search, person_id: ada, most_at_once: 2 };
    assert_eq!(hosts_of_teams(&mut tx, &[search, maps]).await.expect("hosts"), [only.clone()]);
    assert_eq!(host_guests(&mut tx, search, ada, week.plus(1)).await.expect("guests"), 1);
    assert_eq!(host_guests(&mut tx, search, ada, week.plus(2)).await.expect("guests"), 0);
    host_set(&mut tx, &Host { most_at_once: 3, ..only }, ada, world.clock.now())
        .await
        .expect("set");
    assert_eq!(hosts_of_teams(&mut tx, &[search]).await.expect("hosts")[0].most_at_once, 3);
    host_remove(&mut tx, search, ada).await.expect("remove");
    assert!(hosts_of_teams(&mut tx, &[search]).await.expect("hosts").is_empty());
    tx.commit().await.expect("commit");
    assert!(!hosts::remove(&world.env, search, ada, ada).await.expect("remove"));
});

both!(the_ledger_says_who_takes_and_who_gives, async |world: World| {
    let (search, _, week) = town(&world).await;
    let of = world.bootcamp_cohort().await;
    for later in 0..3 {
        world.offers(search, week.plus(later), &ordinary()).await;
    }
    world.hosts_guest(of, "olga", search, (week, 2)).await;
    let office = world.team_id("Office").await;
    let mut tx = world.env.db.read().await.expect("read");
    let all = (week, week.plus(3));
    let takings = takings_of_team(&mut tx, search, all.0, all.1).await.expect("takings");
    assert_eq!(takings.len(), 2);
    assert_eq!(takings[0].person.as_deref(), Some("olga"));
    assert_eq!((takings[1].week, takings[1].places, takings[1].minutes), (week.plus(1), 1, 360));
    assert_eq!(given_and_got(&mut tx, search, all.0, all.1).await.expect("given"), (2, 0));
    assert_eq!(given_and_got(&mut tx, office, all.0, all.1).await.expect("got"), (0, 2));
    let grid = weeks_by_team(&mut tx, all.0, all.1).await.expect("grid");
    let weeks = team_weeks(&mut tx, search, all.0, all.1).await.expect("weeks");
    assert_eq!(grid[&search].len(), 3);
    for row in weeks {
        let cell = grid[&search].iter().find(|cell| cell.week == row.week).expect("cell");
        assert_eq!((&cell.offer, cell.taken, cell.said), (&row.offer, row.taken, true));
    }
});
