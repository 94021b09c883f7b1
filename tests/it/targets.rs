//! Targets: two groups of teams that should meet, set by HR, counted in their share of rounds, read by everybody.

use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};
use weft::domain::access::Role;
use weft::domain::clock::Clock as _;
use weft::domain::id::{PersonId, RunId, TargetId};
use weft::domain::person::PersonState;
use weft::domain::target::Side;
use weft::programmes::plan::stored;
use weft::programmes::replay::replay;
use weft::programmes::targets::{self, Fault, NewTarget, TargetError, bridges_of_round};
use weft::programmes::why::why;
use weft::store::target::{
    active_by_team, next_round_no, target_add, target_withdraw, targets_until,
};
use weft::store::team::{team_get, teams_put};

use crate::browser::Browser;
use crate::world::{World, both};

const NAMES: [[&str; 5]; 4] = [
    ["ada", "abe", "ali", "amy", "art"],
    ["bea", "ben", "bix", "bob", "bud"],
    ["cat", "cem", "cid", "coy", "cyd"],
    ["dan", "deb", "dee", "don", "dot"],
];

/// Four teams of five, and Hanna of HR.
async fn house(world: &World) -> PersonId {
    for (team, names) in ["search", "maps", "ops", "lab"].into_iter().zip(NAMES) {
        let mut words = world.team(team);
        for name in names {
            words = words.person(name).in_coffee();
        }
        words.await;
    }
    world.team("office").person("hanna").await;
    weft::programmes::roles::grant(&world.env, "hanna@test.example", Role::Hr, None)
        .await
        .expect("grant");
    world.id("hanna").await
}

fn today(world: &World) -> NaiveDate {
    world.clock.now().with_timezone(&world.env.site.zone).date_naive()
}

async fn meant(world: &World) -> NewTarget {
    let today = today(world);
    NewTarget {
        name: "Search meets maps".to_owned(),
        a: vec![world.team_id("search").await],
        b: vec![world.team_id("maps").await],
        share_percent: 50,
        from_on: today,
        ends_on: today + TimeDelta::days(100),
    }
}

async fn set(world: &World, new: &NewTarget, by: PersonId) -> TargetId {
    let id = world.env.ids.next(world.clock.now());
    targets::set(&world.env, id, new, today(world), by).await.expect("set");
    id
}

/// How many pairs of a run are of somebody of search and somebody of maps.
async fn crossings(world: &World, run: RunId) -> usize {
    let of = |group: &[String], letter: char| group.iter().any(|name| name.starts_with(letter));
    let groups = world.groups(run).await;
    groups.iter().filter(|group| of(group, 'a') && of(group, 'b')).count()
}

/// How many pairs of teams a run's kept problem asks to bring together.
async fn asked(world: &World, run: RunId) -> usize {
    let mut tx = world.env.db.read().await.expect("read");
    stored(&mut tx, run).await.expect("stored").problem.bridges.len()
}

both!(a_target_counts_in_its_share_of_rounds_and_everybody_reads_why, async |world: World| {
    let hanna = house(&world).await;
    set(&world, &meant(&world).await, hanna).await;
    let first = world.round().await;
    assert_eq!(world.groups(first).await.len(), 10);
    assert_eq!(asked(&world, first).await, 0, "half of the rounds: the second");
    let by_chance = crossings(&world, first).await;
    world.advance(TimeDelta::days(6));
    let second = world.round().await;
    assert_eq!(asked(&world, second).await, 1);
    assert_eq!(crossings(&world, second).await, 5, "{by_chance} without");
    assert!(by_chance < 5);
    let replayed = replay(&world.env, second).await.expect("replay");
    assert!(replayed.holds(), "{replayed:?}");
    let (mut bridged, mut total, mut value) = (0, 0, 0);
    for group in world.group_rows(second).await {
        let told = why(&world.env, group.id, group.members[0].person).await.expect("why");
        bridged += usize::from(told.terms.contains(&("bridge", 400)));
        (total, value) = (total + told.total, told.run.value);
    }
    assert_eq!((bridged, total), (5, value), "the terms are the plan's");
    let ada = world.browser_of(world.id("ada").await).await;
    let group = world.group_of(second, "ada").await;
    let told = ada.get(&format!("/groups/{group}/why")).await.text();
    assert!(told.contains("The organisation wants your two areas to meet more"), "{told}");
    let programmes = ada.get("/programmes").await.text();
    assert!(programmes.contains("search – and maps: in 50 of 100 rounds"), "{programmes}");
});

both!(a_target_that_ended_or_singles_people_out_counts_nothing, async |world: World| {
    let hanna = house(&world).await;
    let new = meant(&world).await;
    let id = set(&world, &new, hanna).await;
    let programme = world.programme().await;
    let bridges = async |day: NaiveDate| {
        let mut tx = world.env.db.read().await.expect("read");
        bridges_of_round(&mut tx, programme, None, day).await.expect("bridges").len()
    };
    // The first round is none of its share; after one round the next one is.
    assert_eq!(bridges(new.from_on).await, 0);
    world.round().await;
    {
        let mut tx = world.env.db.read().await.expect("read");
        assert_eq!(next_round_no(&mut tx, programme).await.expect("number"), 2);
        assert_eq!(active_by_team(&mut tx).await.expect("people")[&new.a[0]], 5);
        assert_eq!(targets_until(&mut tx, new.ends_on).await.expect("targets").len(), 1);
        assert!(
            targets_until(&mut tx, new.ends_on.succ_opt().expect("a day"))
                .await
                .expect("none")
                .is_empty()
        );
    }
    assert_eq!(bridges(new.from_on).await, 1);
    assert_eq!(bridges(new.ends_on).await, 1);
    assert_eq!(bridges(new.from_on.pred_opt().expect("a day")).await, 0);
    assert_eq!(bridges(new.ends_on.succ_opt().expect("a day")).await, 0);
    // Four people are few enough to be meant themselves.
    world.becomes("bud", PersonState::Away).await;
    assert_eq!(bridges(new.from_on).await, 0);
    world.becomes("bud", PersonState::Active).await;
    assert_eq!(bridges(new.from_on).await, 1);
    // Teams that moved into one another are one group.
    {
        let mut tx = world.env.db.write().await.expect("write");
        let mut maps = team_get(&mut tx, new.b[0]).await.expect("team").expect("team");
        maps.parent_id = Some(new.a[0]);
        teams_put(&mut tx, std::slice::from_ref(&maps), world.clock.now()).await.expect("moved");
        tx.commit().await.expect("commit");
        assert_eq!(bridges(new.from_on).await, 0);
        let mut tx = world.env.db.write().await.expect("write");
        maps.parent_id = None;
        teams_put(&mut tx, &[maps], world.clock.now()).await.expect("moved");
        tx.commit().await.expect("commit");
    }
    targets::end(&world.env, id, hanna).await.expect("ended");
    assert_eq!(bridges(new.from_on).await, 0);
    let again = targets::end(&world.env, id, hanna).await;
    assert!(matches!(again, Err(TargetError::NoTarget)));
    // The rows say the same: written once, ended once.
    let mut tx = world.env.db.write().await.expect("write");
    let row = targets_until(&mut tx, new.from_on).await.expect("targets").remove(0);
    assert!(!target_add(&mut tx, &row).await.expect("known"));
    assert!(!target_withdraw(&mut tx, id, hanna, world.clock.now()).await.expect("ended"));
});

both!(what_would_single_people_out_is_refused, async |world: World| {
    let hanna = house(&world).await;
    let right = meant(&world).await;
    let office = world.team_id("office").await;
    let refused = async |new: NewTarget| {
        let id = world.env.ids.next(world.clock.now());
        match targets::set(&world.env, id, &new, today(&world), hanna).await {
            Err(TargetError::Faults(faults)) => faults,
            other => panic!("{other:?}"),
        }
    };
    let few = NewTarget { b: vec![office], ..right.clone() };
    assert_eq!(refused(few).await, [Fault::TooFew(Side::B, 5)]);
    let both = NewTarget { b: right.a.clone(), ..right.clone() };
    assert_eq!(refused(both).await, [Fault::Overlap]);
    let none = NewTarget {
        a: Vec::new(),
        b: vec![world.env.ids.next(world.clock.now())],
        ..right.clone()
    };
    assert_eq!(refused(none).await, [Fault::NoTeam(Side::A), Fault::NoTeam(Side::B)]);
    for share_percent in [0, 4, 51, 100] {
        assert_eq!(refused(NewTarget { share_percent, ..right.clone() }).await, [Fault::Share]);
    }
    let back = NewTarget { ends_on: right.from_on - TimeDelta::days(1), ..right.clone() };
    assert_eq!(refused(back).await, [Fault::Ends]);
    let long = NewTarget { ends_on: right.from_on + TimeDelta::days(800), ..right.clone() };
    assert_eq!(refused(long).await, [Fault::Long]);
    for name in [String::new(), " ".to_owned(), "x".repeat(81)] {
        assert_eq!(refused(NewTarget { name, ..right.clone() }).await, [Fault::Name]);
    }
    let mut tx = world.env.db.read().await.expect("read");
    assert!(targets_until(&mut tx, right.from_on).await.expect("targets").is_empty());
});

fn with<'a>(form: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = form.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more).copied().collect()
}

async fn send(browser: &Browser, form: &[(&str, &str)]) -> crate::browser::Answer {
    browser.post("/hr/targets/new", form).await
}

both!(hr_sets_a_target_after_its_meaning_was_shown_and_ends_it, async |world: World| {
    let hanna = house(&world).await;
    let browser = world.browser_of(hanna).await;
    assert!(browser.get("/hr/targets").await.text().contains("No target"));
    let empty = browser.get("/hr/targets/new").await;
    assert!(empty.body.contains("value=\"25\""), "{}", empty.body);
    let new = meant(&world).await;
    let (a, b, office) =
        (new.a[0].to_string(), new.b[0].to_string(), world.team_id("office").await.to_string());
    let (from, until) = (new.from_on.to_string(), new.ends_on.to_string());
    let right = [
        ("name", "Search meets maps"),
        ("a", a.as_str()),
        ("b", b.as_str()),
        ("share", "50"),
        ("from", from.as_str()),
        ("until", until.as_str()),
        ("step", "check"),
    ];
    for (wrong, words) in [
        (("b", office.as_str()), "Fewer than 5 active people are in these teams"),
        (("b", a.as_str()), "A team is in both groups"),
        (("b", ""), "Tick at least one team"),
        (("share", "60"), "Choose a whole number from 5 to 50"),
        (("share", "many"), "Choose a whole number from 5 to 50"),
        (("from", "soon"), "Write the day as"),
        (("until", "2001-01-01"), "The last day must be today or later"),
        (("name", ""), "Give it a name"),
    ] {
        for step in ["check", "set"] {
            let id = world.env.ids.next::<TargetId>(world.clock.now()).to_string();
            let form = with(&right, &[wrong, ("step", step), ("id", &id)]);
            let answer = send(&browser, &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
            assert!(answer.text().contains(words), "{wrong:?}: {}", answer.text());
            let kept = if wrong.0 == "name" { until.as_str() } else { "Search meets maps" };
            assert!(answer.body.contains(kept), "{wrong:?}: what was typed is kept");
        }
    }
    let check = send(&browser, &right).await;
    assert_eq!(check.status, StatusCode::OK);
    for words in [
        "search – and maps",
        "In 50 of 100 rounds, from",
        "nobody meets against a wish, an absence or a limit",
        "The target is listed on the programmes page for everybody",
    ] {
        assert!(check.text().contains(words), "{words}: {}", check.text());
    }
    assert!(browser.get("/hr/targets").await.text().contains("No target"), "nothing is set yet");
    let marker = "name=\"id\" value=\"";
    let at = check.body.find(marker).expect("an id") + marker.len();
    let id = check.body[at..at + 36].to_owned();
    let sure = with(&right, &[("step", "set"), ("id", &id)]);
    for _ in 0..2 {
        let done = send(&browser, &sure).await;
        assert_eq!(done.location(), "/hr/targets?done=set");
    }
    let list = browser.get("/hr/targets").await.text();
    assert_eq!(list.matches("Search meets maps").count(), 1, "{list}");
    let path = format!("/hr/targets/{id}");
    let page = browser.get(&path).await;
    for words in
        ["Search meets maps", "50 of 100 rounds", "holds", "search", "maps", "End the target"]
    {
        assert!(page.body.contains(words), "{words}: {}", page.text());
    }
    let ask = browser.get(&format!("{path}/end")).await;
    assert!(ask.text().contains("From the next round on"), "{}", ask.text());
    assert!(browser.get("/hr/targets").await.text().contains("holds"), "asking ended nothing");
    let ended = browser.post(&format!("{path}/end"), &[]).await;
    assert_eq!(ended.location(), "/hr/targets?done=ended");
    assert!(browser.get("/hr/targets").await.text().contains("ended early"));
    let again = browser.post(&format!("{path}/end"), &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let ada = world.browser_of(world.id("ada").await).await;
    // What is published is everybody's to read; ending it is not.
    let read = ada.get(&path).await;
    assert!(read.status == StatusCode::OK && !read.body.contains(&format!("{path}/end")));
    let end = ada.post(&format!("{path}/end"), &[]).await;
    assert_eq!(end.status, StatusCode::FORBIDDEN);
    assert!(!ada.get("/programmes").await.text().contains("search – and maps"));
});
