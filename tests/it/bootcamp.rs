//! Bootcamps from the first cohort to the optimiser's problem, as coordinators set them up in the pages.

use axum::http::StatusCode;
use weft::domain::access::Role;
use weft::domain::bootcamp::BootcampRules;
use weft::domain::capacity::Offer;
use weft::domain::clock::Clock as _;
use weft::domain::coffee::{ProgrammeKind, ProgrammeState};
use weft::domain::id::{CohortId, PersonId, TeamId};
use weft::domain::person::PersonState;
use weft::domain::placement::{CohortState, Subject};
use weft::domain::tie::{Tie, TieSource, TieState, pair};
use weft::domain::week::Week;
use weft::optimise::{BootcampProblem, Problem};
use weft::programmes::bootcamp::ramp::ramp;
use weft::programmes::bootcamp::starters::{Fate, Why, apply, preview};
use weft::programmes::bootcamp::{CohortError, setting};
use weft::programmes::round::{person_key, team_key};
use weft::store::capacity::{offer_set, team_weeks};
use weft::store::cohort::{
    Cohort, cohort_add, cohort_become, cohort_counts, cohort_edit, cohort_get, cohorts_all,
};
use weft::store::hire::{
    Hire, cohorts_of_people, hire_remove, hire_set, hires_add, hires_of, people_by_addresses,
};
use weft::store::person::{person_by_email, person_get, persons_count, persons_put};
use weft::store::programme::{ProgrammeHead, head_add, heads_of_kind};
use weft::store::ramp::met_by_hires;
use weft::store::team::{team_get, teams_put};
use weft::store::tie::ties_put;

use crate::visitor::Visitor;
use crate::world::{World, both};

/// Monday 19 January 2026: the second week from the world's first day.
fn january() -> Week {
    Week::of(chrono::NaiveDate::from_ymd_opt(2026, 1, 19).expect("date"))
}

async fn offers(world: &World, team: TeamId, week: Week, offer: &Offer) {
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let seen = team_weeks(&mut tx, team, week, week.plus(1)).await.expect("read");
    let seen = seen.first().and_then(|row| row.changed_at);
    offer_set(&mut tx, team, week, offer, seen, None, now).await.expect("offer");
    tx.commit().await.expect("commit");
}

/// A cohort of four weeks from [`january`] on.
async fn cohort(world: &World, name: &str, rules: BootcampRules) -> Cohort {
    let owner = match world.find("carla").await {
        Some(carla) => carla,
        None => world.office_person("carla", "People").await,
    };
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let there = heads_of_kind(&mut tx, ProgrammeKind::Bootcamp).await.expect("heads");
    let programme_id = match there.first() {
        Some(head) => head.id,
        None => {
            let head = ProgrammeHead {
                id: world.env.ids.next(now),
                kind: ProgrammeKind::Bootcamp,
                name: "First weeks".to_owned(),
                purpose: "Get to know the teams.".to_owned(),
                owner_id: owner,
                state: ProgrammeState::Active,
                zone: chrono_tz::Europe::Berlin,
                updated_at: now,
            };
            head_add(&mut tx, &head, now).await.expect("head");
            head.id
        }
    };
    let cohort = Cohort {
        id: world.env.ids.next(now),
        programme_id,
        name: name.to_owned(),
        starts_on: january(),
        weeks: 4,
        rules,
        state: CohortState::Open,
        created_by: Some(owner),
        created_at: now,
        updated_at: now,
    };
    cohort_add(&mut tx, &cohort).await.expect("cohort");
    tx.commit().await.expect("commit");
    cohort
}

impl World {
    async fn find(&self, name: &str) -> Option<PersonId> {
        let mut tx = self.env.db.read().await.expect("read");
        let found = person_by_email(&mut tx, &format!("{name}@test.example")).await.expect("read");
        found.map(|person| person.id)
    }

    async fn problem_of(&self, id: CohortId) -> BootcampProblem {
        let mut tx = self.env.db.snapshot().await.expect("snapshot");
        let cohort = cohort_get(&mut tx, id).await.expect("read").expect("cohort");
        let setting = setting(&mut tx, &cohort, self.clock.now()).await.expect("setting");
        assert_eq!(setting.subject, Subject::Cohort(id));
        assert_eq!(setting.slots.len(), cohort.weeks as usize);
        match setting.problem {
            Problem::Bootcamp(problem) => {
                let bytes = serde_json::to_vec(&problem).expect("bytes");
                weft::optimise::parse(&bytes).expect("it is sound");
                problem
            }
            other => panic!("a cohort is a bootcamp: {other:?}"),
        }
    }
}

fn hire_of(cohort: CohortId, person: PersonId, world: &World) -> Hire {
    let now = world.clock.now();
    Hire {
        cohort_id: cohort,
        person_id: person,
        from_week: 0,
        to_week: 4,
        stints: None,
        length: None,
        likes: Vec::new(),
        avoid: Vec::new(),
        added_by: None,
        added_at: now,
        changed_at: now,
    }
}

both!(a_cohort_becomes_a_problem_by_its_rules, async |world| {
    let search = world.office_team("Search").await;
    let maps = world.office_team("Maps").await;
    let legal = world.office_team("Legal").await;
    let ada = world.office_person("ada", "Onboarding").await;
    let bo = world.office_person("bo", "Search").await;
    let left = world.office_person("cy", "Onboarding").await;
    let rules = BootcampRules {
        stints: 2,
        must: vec![search],
        should: vec![maps],
        must_not: vec![legal],
        closed: vec![january().plus(2)],
        ..BootcampRules::default()
    };
    let cohort = cohort(&world, "January", rules).await;
    for week in january().run(4) {
        let two = Offer { bootcamp: 2, ..Offer::default() };
        offers(&world, search, week, &two).await;
        offers(&world, legal, week, &two).await;
        offers(&world, maps, week, &Offer { bootcamp: 3, minutes: Some(720), ..two }).await;
    }
    let mut tx = world.env.db.write().await.expect("write");
    let own = Hire {
        likes: vec![legal, search],
        from_week: 1,
        stints: Some(1),
        ..hire_of(cohort.id, ada, &world)
    };
    let others = [hire_of(cohort.id, bo, &world), hire_of(cohort.id, left, &world)];
    hires_add(&mut tx, &[own]).await.expect("hire");
    hires_add(&mut tx, &others).await.expect("hires");
    let mut gone = person_get(&mut tx, left).await.expect("read").expect("person");
    gone.state = PersonState::Left;
    persons_put(&mut tx, &[gone], world.clock.now()).await.expect("left");
    tx.commit().await.expect("commit");

    let problem = world.problem_of(cohort.id).await;
    let places = |team: TeamId| {
        let key = team_key(team);
        problem.teams.iter().find(|team| team.id == key).map(|team| team.places.clone())
    };
    assert_eq!(places(search), Some(vec![2, 2, 0, 2]), "nobody in the closed week");
    assert_eq!(places(maps), Some(vec![2, 2, 0, 2]), "12 hours are two guests");
    assert_eq!(places(legal), None, "nobody visits Legal");
    let hire = |person| {
        let key = person_key(person);
        problem.hires.iter().find(|hire| hire.id == key).cloned()
    };
    let one = hire(ada).expect("ada");
    assert_eq!((one.from, one.to, one.stints), (1, 4, 1));
    assert_eq!(one.must, [team_key(search)]);
    assert_eq!(one.likes, [team_key(search), team_key(maps)], "her own wish, then what all should");
    let one = hire(bo).expect("bo");
    assert_eq!(one.stints, 2);
    assert!(one.must.is_empty(), "nobody must visit their own team");
    assert_eq!(hire(left), None, "who left is not planned");

    // In the second week nothing new is planned for weeks that have begun.
    world.advance(chrono::TimeDelta::days(21));
    let problem = world.problem_of(cohort.id).await;
    let key = team_key(search);
    let later = problem.teams.iter().find(|team| team.id == key).expect("search");
    assert_eq!(later.places, [0, 0, 0, 2]);
    let dark = Offer { bootcamp: 2, blackout: Some("stocktaking".to_owned()), ..Offer::default() };
    offers(&world, search, january().plus(3), &dark).await;
    let problem = world.problem_of(cohort.id).await;
    let later = problem.teams.iter().find(|team| team.id == key).expect("must be visited");
    assert_eq!(later.places, [0, 0, 0, 0]);
});

both!(a_list_is_previewed_and_applied_whole_or_not_at_all, async |world| {
    let (search, _) = (world.office_team("Search").await, world.office_team("Maps").await);
    let dan = world.office_person("dan", "Maps").await;
    let eve = world.office_person("eve", "Maps").await;
    let carla = world.office_person("carla", "People").await;
    let first = cohort(&world, "January", BootcampRules::default()).await;
    let other = cohort(&world, "Elsewhere", BootcampRules::default()).await;
    let mut tx = world.env.db.write().await.expect("write");
    hires_add(&mut tx, &[hire_of(other.id, eve, &world)]).await.expect("hire");
    tx.commit().await.expect("commit");
    let before = world.counts().await;

    let wrong = "Ada,ada@test.example,Search,2026-01-26\n\
                 Bo,bo@test.example,Serch\n\
                 ,cy@test.example,Search\n\
                 Eve,eve@test.example,Maps\n\
                 Fay,fay@test.example,Maps,2026-06-01\n\
                 Gil,ada@test.example,Maps\n\
                 Hal,hal@test.example";
    let found = preview(&world.env, first.id, wrong, None).await.expect("preview");
    let whys: Vec<(Option<u64>, &Why)> =
        found.refused.iter().map(|refused| (refused.line, &refused.why)).collect();
    assert_eq!(found.refused_total, 6);
    assert_eq!(whys[0], (Some(2), &Why::UnknownTeam { nearest: Some("Search".to_owned()) }));
    assert_eq!(whys[1], (Some(3), &Why::NoName));
    assert_eq!(whys[2], (Some(4), &Why::InOther { cohort: "Elsewhere".to_owned() }));
    assert_eq!(whys[3], (Some(5), &Why::TooLate));
    assert!(matches!(whys[4], (Some(6), Why::Unreadable { .. })), "{whys:?}");
    assert_eq!(whys[5], (Some(7), &Why::NoTeam));
    assert_eq!(found.lines.len(), 1, "Ada could come");
    let refused = apply(&world.env, carla, first.id, wrong, None).await.expect("apply");
    assert_eq!(refused.expect_err("refused").refused_total, 6);
    assert_eq!(before, world.counts().await, "nothing was written");

    let right = "name;email;team;start;likes\n\
                 Ada;ada@test.example;Search;26.01.2026;Maps\n\
                 Dan;dan@test.example;Search;;Search|Maps";
    let found = preview(&world.env, first.id, right, None).await.expect("preview");
    assert_eq!((found.count(Fate::New), found.count(Fate::Joins)), (1, 1));
    assert!(found.lines[1].roster_differs, "the roster says Maps");
    let added =
        apply(&world.env, carla, first.id, right, None).await.expect("apply").expect("taken");
    assert_eq!((added.new, added.joined, added.changed), (1, 1, 0));
    let mut tx = world.env.db.read().await.expect("read");
    let hires = hires_of(&mut tx, first.id).await.expect("hires");
    let ada = &hires[0];
    assert_eq!((ada.name.as_str(), ada.home_team_id, ada.hire.from_week), ("Ada", search, 1));
    assert_eq!((hires[1].hire.person_id, hires[1].hire.likes.len()), (dan, 2));
    let somewhere = cohorts_of_people(&mut tx, &[dan, eve]).await.expect("cohorts");
    assert_eq!(somewhere.len(), 2);
    let known =
        people_by_addresses(&mut tx, &["ada@test.example".to_owned()]).await.expect("known");
    assert_eq!(known.len(), 1, "she is on the roster now");
    drop(tx);

    let found = preview(&world.env, first.id, right, None).await.expect("preview");
    assert_eq!(found.count(Fate::Same), 2, "the same list again changes nothing");
    world.advance(chrono::TimeDelta::minutes(1));
    let later = "Ada,ada@test.example,Search,2026-02-02,";
    let found =
        apply(&world.env, carla, first.id, later, None).await.expect("apply").expect("taken");
    assert_eq!((found.new, found.changed), (0, 1));
    let mut tx = world.env.db.write().await.expect("write");
    let hires = hires_of(&mut tx, first.id).await.expect("hires");
    assert_eq!((hires[0].hire.from_week, hires[0].hire.likes.len()), (2, 1), "wishes stay");
    let stale = hire_set(&mut tx, &hires[0].hire, first.created_at).await;
    assert!(stale.is_err(), "somebody changed her meanwhile");
    assert!(hire_remove(&mut tx, first.id, dan).await.expect("remove"));
    assert!(!hire_remove(&mut tx, first.id, dan).await.expect("remove"));
    cohort_become(&mut tx, first.id, CohortState::Open, CohortState::Cancelled, world.clock.now())
        .await
        .expect("cancelled");
    tx.commit().await.expect("commit");
    let over = preview(&world.env, first.id, right, None).await;
    assert!(matches!(over, Err(CohortError::Over(CohortState::Cancelled))), "{over:?}");
});

both!(ten_thousand_lines_are_read_and_one_more_is_refused_in_words, async |world| {
    world.office_team("Search").await;
    let cohort = cohort(&world, "January", BootcampRules::default()).await;
    let line = |n: usize| format!("P{n},p{n}@test.example,Search\n");
    let most: String = (0..10_000).map(line).collect();
    let found = preview(&world.env, cohort.id, &most, None).await.expect("preview");
    assert_eq!((found.count(Fate::New), found.refused_total), (10_000, 0));
    let carla = Visitor::of(&world, world.somebody_who_is(Role::Coordinator).await.id).await;
    let mut browser = carla;
    let path = format!("/cohorts/{}/starters", cohort.id);
    let more = format!("{most}{}", line(10_000));
    let answer = browser.post(&path, &[("list", &more)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("10,001"), "the line is named");
    assert!(answer.body.contains("P9999,p9999@test.example,Search"), "nothing pasted is lost");
});

/// A coordinator makes the first cohort with its programme.
async fn made(world: &World, browser: &mut Visitor) -> CohortId {
    let answer = browser
        .post(
            "/cohorts/new",
            &[
                ("programme", "new"),
                ("programme_name", "First weeks"),
                ("purpose", "Get to know the teams."),
                ("owner", "the.coordinator@test.example"),
                ("name", "January"),
                ("starts_on", "2026-01-21"),
                ("weeks", "4"),
                ("step", "save"),
            ],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let mut tx = world.env.db.read().await.expect("read");
    let all = cohorts_all(&mut tx).await.expect("cohorts");
    assert!(answer.leads_to().contains(&all[0].id.to_string()));
    all[0].id
}

both!(a_coordinator_sets_a_cohort_up, async |world| {
    let carla = world.somebody_who_is(Role::Coordinator).await;
    let mut browser = Visitor::of(&world, carla.id).await;
    let empty = browser.get("/cohorts").await;
    assert!(empty.body.contains("No cohort yet") && empty.body.contains("Nobody is told"));
    let wrong = browser
        .post(
            "/cohorts/new",
            &[
                ("programme", "new"),
                ("programme_name", "First weeks"),
                ("purpose", "Get to know the teams."),
                ("owner", "nobody@test.example"),
                ("name", "January & February"),
                ("starts_on", "2026-01-21"),
                ("weeks", "0"),
                ("step", "check"),
            ],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("January &#38; February")
            || wrong.body.contains("January &amp; February")
    );
    assert!(wrong.body.contains("href=\"#weeks\"") && wrong.body.contains("from 1 to 52"));
    let id = made(&world, &mut browser).await;
    let mut tx = world.env.db.read().await.expect("read");
    let cohort = cohort_get(&mut tx, id).await.expect("read").expect("cohort");
    assert_eq!(cohort.starts_on, january(), "the week of the day that was typed");
    assert_eq!(cohort.rules.stints, 4);
    assert_eq!(cohort_counts(&mut tx).await.expect("counts")[&id].hires, 0);
    drop(tx);
    let twice = browser
        .post(
            "/cohorts/new",
            &[
                ("programme", &cohort.programme_id.to_string()),
                ("name", "january"),
                ("starts_on", "2026-03-02"),
                ("weeks", "4"),
                ("step", "check"),
            ],
        )
        .await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.body.contains("this name is in use already"));

    let path = format!("/cohorts/{id}");
    let own = browser.get(&path).await;
    assert!(own.body.contains("Add the new people") && own.body.contains("Nobody yet"));
    let rules = browser.get(&format!("{path}/rules")).await;
    let seen = rules.hidden("seen");
    let mut typed = vec![
        ("seen", seen.as_str()),
        ("stints", "3"),
        ("length", "2"),
        ("must", "search\nSerch"),
        ("must_not", "Search"),
        ("closed", "2026-01-28"),
        ("hours", "1.5"),
        ("hold", "approve"),
        ("hold_hours", "24"),
        ("step", "check"),
    ];
    let wrong = browser.post(&format!("{path}/rules"), &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "Did you mean Search?",
        "the stints take 6 weeks, and there are 3",
        "Search also stands under",
    ] {
        assert!(wrong.body.contains(said), "{said}");
    }
    assert!(wrong.body.contains("search\nSerch"), "what was typed is kept");
    typed.retain(|(name, _)| !["stints", "length", "must", "must_not"].contains(name));
    typed.extend([("stints", "3"), ("length", "1"), ("must", "search")]);
    let check = browser.post(&format!("{path}/rules"), &typed).await;
    assert_eq!(check.status, StatusCode::OK);
    assert!(check.body.contains("<ins>Search</ins>"), "{}", check.body);
    typed.retain(|(name, _)| *name != "step");
    typed.push(("step", "save"));
    world.advance(chrono::TimeDelta::minutes(1));
    let saved = browser.post(&format!("{path}/rules"), &typed).await;
    assert_eq!(saved.leads_to(), format!("{path}?done=rules"));
    let again = browser.post(&format!("{path}/rules"), &typed).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "it was changed meanwhile");
    let mut tx = world.env.db.write().await.expect("write");
    let cohort = cohort_get(&mut tx, id).await.expect("read").expect("cohort");
    assert_eq!((cohort.rules.stints, cohort.rules.minutes_per_week), (3, 90));
    let late = cohort_edit(&mut tx, &cohort, cohort.created_at).await;
    assert!(late.is_err(), "the store refuses what was read too early");
});

both!(starters_and_one_hire_by_the_pages, async |world| {
    let carla = world.somebody_who_is(Role::Coordinator).await;
    let mut browser = Visitor::of(&world, carla.id).await;
    let id = made(&world, &mut browser).await;
    let path = format!("/cohorts/{id}");
    let list = "Ada Byron\tada@test.example\tSearch\t2026-01-26\nBo\tbo@test.example\tSearch";
    let count = async || {
        let mut tx = world.env.db.read().await.expect("read");
        persons_count(&mut tx, &weft::store::person::PersonFilter::default()).await.expect("count")
    };
    let before = count().await;
    let shown = browser
        .upload(&format!("{path}/starters"), &[("list", "")], ("new.tsv", list.as_bytes()))
        .await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    assert!(shown.body.contains("Nothing is written yet") && shown.body.contains("Ada Byron"));
    assert_eq!(before, count().await);
    let wrong =
        browser.post(&format!("{path}/starters"), &[("list", "Ada\tnot an address\tSearch")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("not an address\tSearch"), "what was pasted is kept");
    let done =
        browser.post(&format!("{path}/starters"), &[("list", list), ("step", "apply")]).await;
    assert_eq!(done.leads_to(), format!("{path}?done=starters&new=2&joined=0&changed=0"));
    let own = browser.get(done.leads_to()).await;
    assert!(own.body.contains("2 new on the roster") && own.body.contains("Ada Byron"));
    assert!(own.body.contains("Check the rules and have a plan made"));

    let ada = world.id("ada").await;
    let page = format!("{path}/hires/{ada}");
    let form = browser.get(&page).await;
    assert!(form.body.contains("value=\"2\""), "from the week of her first day on");
    let seen = form.hidden("seen");
    let wrong = browser
        .post(&page, &[("seen", &seen), ("from_week", "3"), ("to_week", "2"), ("likes", "Serch")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("it lies before the first week"));
    let right = [
        ("seen", seen.as_str()),
        ("from_week", "2"),
        ("to_week", "4"),
        ("stints", "1"),
        ("likes", "people"),
    ];
    world.office_team("People").await;
    let saved = browser.post(&page, &right).await;
    assert_eq!(saved.leads_to(), format!("{path}?done=hire"), "{}", saved.body);
    let stranger = browser.get(&format!("{path}/hires/{}", carla.id)).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    let asked = browser.get(&format!("{page}/remove")).await;
    assert!(asked.body.contains("stays on the roster"));
    let gone = browser.post(&format!("{page}/remove"), &[]).await;
    assert_eq!(gone.leads_to(), format!("{path}?done=removed"));
    let asked = browser.get(&format!("{path}/give-up")).await;
    assert!(asked.body.contains("1 person in it stays on the roster"), "{}", asked.body);
    let over = browser.post(&format!("{path}/give-up"), &[]).await;
    assert_eq!(over.leads_to(), "/cohorts?done=given-up");
    let again = browser.post(&format!("{path}/give-up"), &[]).await;
    assert_eq!(again.leads_to(), "/cohorts?done=given-up", "a second press finds what it wanted");
});

both!(foreign_columns_are_asked_about_and_nothing_pasted_is_lost, async |world| {
    world.office_team("Search").await;
    let carla = world.somebody_who_is(Role::Coordinator).await;
    let mut browser = Visitor::of(&world, carla.id).await;
    let id = made(&world, &mut browser).await;
    let path = format!("/cohorts/{id}");
    let starters = format!("{path}/starters");
    let list = "Nachname;Vorname;E-Mail;Startdatum;Abteilung;Kst\n\
                Byron;Ada;ada@test.example;26.01.2026;Search;4711\n\
                Lind;Bo;bo@test.example;26.01.2026;Serch;4711";
    let before = world.counts().await;
    let asked = browser.upload(&starters, &[("list", "")], ("hr.csv", list.as_bytes())).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
    assert!(asked.body.contains("Match the columns") && asked.body.contains("Kst (such as 4711)"));
    assert!(asked.body.contains("<option value=\"3\" selected>Startdatum"), "{}", asked.body);
    assert!(asked.body.contains("Lind;Bo;bo@test.example"), "the list goes along");
    let head = asked.hidden("head");
    assert_eq!(head, "Nachname;Vorname;E-Mail;Startdatum;Abteilung;Kst");
    let mut typed = vec![
        ("list", list),
        ("head", head.as_str()),
        ("heading", "yes"),
        ("dates", "detect"),
        ("col-first", "1"),
        ("col-last", "0"),
        ("col-email", ""),
        ("col-team", "3"),
        ("col-start", "3"),
        ("step", "map"),
    ];
    let wrong = browser.post(&starters, &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("choose its column") && wrong.body.contains("was chosen for"));
    assert!(wrong.body.contains("Lind;Bo;bo@test.example"), "still there");
    typed.retain(|(name, _)| !matches!(*name, "col-email" | "col-team"));
    typed.extend([("col-email", "2"), ("col-team", "4")]);
    let unknown = browser.post(&starters, &typed).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unknown.body);
    assert!(unknown.body.contains("Did you mean Search?") && unknown.body.contains("Serch"));
    assert_eq!(unknown.hidden("col-email"), "2", "the choice is kept while the list is mended");
    assert_eq!(before, world.counts().await, "nothing was written");
    let mended = list.replace("Serch", "Search");
    typed.retain(|(name, _)| !matches!(*name, "list" | "step"));
    typed.push(("list", &mended));
    let shown = browser.post(&starters, &typed).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("Nothing is written yet") && shown.body.contains("Ada Byron"));
    assert_eq!(shown.hidden("col-start"), "3");
    // Another list than the one whose columns were chosen is read by itself.
    let other = "Cy,cy@test.example,Search";
    let answer = browser
        .post(
            &starters,
            &[("list", other), ("head", &head), ("heading", "yes"), ("col-email", "0")],
        )
        .await;
    assert!(answer.body.contains("Cy") && answer.status == StatusCode::OK, "{}", answer.body);
    typed.push(("step", "apply"));
    let done = browser.post(&starters, &typed).await;
    assert_eq!(done.leads_to(), format!("{path}?done=starters&new=2&joined=0&changed=0"));
    let mut tx = world.env.db.read().await.expect("read");
    let hires = hires_of(&mut tx, id).await.expect("hires");
    assert_eq!((hires[0].name.as_str(), hires[0].hire.from_week), ("Ada Byron", 1));
});

/// Hosts for a cohort that [`made`] made: each team with a lead and so many places in each week.
async fn hosts(world: &World, id: CohortId, teams: &[(&str, u32)]) {
    let mut tx = world.env.db.read().await.expect("read");
    let cohort = cohort_get(&mut tx, id).await.expect("read").expect("cohort");
    drop(tx);
    for (name, places) in teams {
        let lead = world.office_person(&format!("Lead of {name}"), name).await;
        let team = world.office_team(name).await;
        let mut tx = world.env.db.write().await.expect("write");
        let mut row = team_get(&mut tx, team).await.expect("read").expect("team");
        row.lead_id = Some(lead);
        teams_put(&mut tx, &[row], world.clock.now()).await.expect("lead");
        tx.commit().await.expect("commit");
        for week in cohort.starts_on.run(cohort.weeks) {
            let offer = Offer { bootcamp: *places, ..Offer::default() };
            offers(world, team, week, &offer).await;
        }
    }
}

/// The first address on a page that begins so.
fn link(body: &str, begin: &str) -> String {
    let from = body.find(begin).unwrap_or_else(|| panic!("no {begin} on the page"));
    body[from..].split(['"', '?']).next().unwrap_or("").to_owned()
}

both!(a_plan_is_looked_at_changed_by_hand_and_released, async |world| {
    let carla = world.somebody_who_is(Role::Coordinator).await;
    let mut browser = Visitor::of(&world, carla.id).await;
    let id = made(&world, &mut browser).await;
    let path = format!("/cohorts/{id}");
    hosts(&world, id, &[("Maps", 3), ("Legal", 3), ("Ads", 3)]).await;
    let list =
        "Ada,ada@test.example,Search,,Maps\nBo,bo@test.example,Search\nCy,cy@test.example,Search";
    let done =
        browser.post(&format!("{path}/starters"), &[("list", list), ("step", "apply")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let none = browser.get(&format!("{path}/plan")).await;
    assert!(none.body.contains("No plan was made yet"), "{}", none.body);
    let solve = browser.post(&format!("{path}/solve"), &[]).await;
    assert_eq!(solve.leads_to(), format!("{path}/plan?done=solve"));
    let wait = browser.get(&format!("{path}/plan")).await;
    assert!(wait.body.contains("A plan is being made"));
    world.tick().await;

    let plan = browser.get(&format!("{path}/plan")).await;
    for said in ["Waits for your release", "0, proven", "All hard rules", "People by weeks"] {
        assert!(plan.body.contains(said), "{said} is missing: {}", plan.body);
    }
    assert!(plan.body.contains("3 of 4 stints"), "three teams are three stints each");
    assert!(plan.body.contains("1 of 1 visit the team they like best"));
    assert!(!plan.body.contains("style="));
    let teams = browser.get(&format!("{path}/plan?by=teams")).await;
    assert!(teams.body.contains(" of 3</span>") && teams.body.contains("<path d=\"M0 0h"));
    assert!(!teams.body.contains("over capacity"));

    // One stint is moved to the first place that fits, and stays there.
    let stint = format!("{path}/{}", link(&plan.body, "stint/"));
    let page = browser.get(&stint).await;
    assert!(page.body.contains("Proposed:") && page.body.contains("The plan"), "{}", page.body);
    let spot = {
        let from = page.body.find("name=\"spot\" value=\"").expect("a place") + 19;
        page.body[from..].split('"').next().unwrap_or("").to_owned()
    };
    let nowhere = browser.post(&stint, &[]).await;
    assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
    let full = browser.post(&stint, &[("spot", &format!("{}.0", carla.team_id))]).await;
    assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(full.body.contains("does not fit any more"));
    let moved = browser.post(&stint, &[("spot", &spot)]).await;
    assert_eq!(moved.leads_to(), format!("{path}/plan?done=placed"), "{}", moved.body);
    let plan = browser.get(&format!("{path}/plan")).await;
    assert!(plan.body.contains("fixed by hand\">■"), "{}", plan.body);
    assert!(browser.get(&stint).await.status == StatusCode::NOT_FOUND, "its proposal was replaced");
    world.advance(chrono::TimeDelta::minutes(1));
    let anew = browser.post(&format!("{path}/solve"), &[]).await;
    assert_eq!(anew.leads_to(), format!("{path}/plan?done=solve"), "{}", anew.body);
    world.tick().await;
    let again = browser.get(&format!("{path}/plan")).await;
    assert!(again.body.contains("Against the plan before") && again.body.contains("■"));

    let sure = browser.get(&format!("{path}/plan/release")).await;
    assert!(sure.body.contains("New: 9. Moved: 0. Ended: 0."), "{}", sure.body);
    assert!(sure.body.contains("Mails go to 3 people"));
    let show = browser.get(&format!("{path}/plan/show")).await;
    assert!(show.body.contains("Mails go to the hosts and leads of 4 teams"), "{}", show.body);
    let shown = browser.post(&format!("{path}/plan/show"), &[]).await;
    assert_eq!(shown.leads_to(), format!("{path}/plan?done=shown"), "{}", shown.body);
    let plan = browser.get(&format!("{path}/plan")).await;
    assert!(plan.body.contains("Hosts and leads have seen it since"), "{}", plan.body);
    let held = browser.post(&format!("{path}/plan/hold"), &[]).await;
    assert_eq!(held.leads_to(), format!("{path}/plan?done=held"));
    let released = browser.post(&format!("{path}/plan/release"), &[]).await;
    assert_eq!(released.leads_to(), format!("{path}/plan?done=released"), "{}", released.body);
    let twice = browser.post(&format!("{path}/plan/release"), &[]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let list = browser.get("/cohorts").await;
    assert!(list.body.contains("Running: nothing to do"), "{}", list.body);

    // A released stint is withdrawn only with a reason.
    let plan = browser.get(&format!("{path}/plan")).await;
    let stint = format!("{path}/{}", link(&plan.body, "stint/"));
    let page = browser.get(&stint).await;
    assert!(page.body.contains("Released:"), "{}", page.body);
    let silent = browser.post(&format!("{stint}/withdraw"), &[]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = browser.post(&format!("{stint}/withdraw"), &[("why", "The host is ill.")]).await;
    assert_eq!(gone.leads_to(), format!("{path}/plan?done=recalled"), "{}", gone.body);
});

both!(a_plan_that_is_dropped_leaves_nothing, async |world| {
    let carla = world.somebody_who_is(Role::Coordinator).await;
    let mut browser = Visitor::of(&world, carla.id).await;
    let id = made(&world, &mut browser).await;
    let path = format!("/cohorts/{id}");
    hosts(&world, id, &[("Maps", 1)]).await;
    let list = "Ada,ada@test.example,Search\nBo,bo@test.example,Search\nCy,cy@test.example,Search\n\
                Di,di@test.example,Search\nEd,ed@test.example,Search";
    browser.post(&format!("{path}/starters"), &[("list", list), ("step", "apply")]).await;
    let short = browser.get(&path).await;
    assert!(short.body.contains("16 too few"), "{}", short.body);
    browser.post(&format!("{path}/solve"), &[]).await;
    world.tick().await;
    let plan = browser.get(&format!("{path}/plan")).await;
    assert!(plan.body.contains("Every team that is open to this person is full"), "{}", plan.body);
    assert!(plan.body.contains("What would help"), "{}", plan.body);
    let moved = browser
        .post(
            &format!("{path}/edit"),
            &[
                ("seen", &browser_seen(&world, id).await),
                ("name", "January"),
                ("starts_on", "2026-01-26"),
                ("weeks", "4"),
            ],
        )
        .await;
    assert_eq!(moved.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(moved.body.contains("there are stints in these weeks already"));
    let sure = browser.get(&format!("{path}/plan/drop")).await;
    assert!(sure.body.contains("4 proposed stints go"), "{}", sure.body);
    let dropped = browser.post(&format!("{path}/plan/drop"), &[]).await;
    assert_eq!(dropped.leads_to(), format!("{path}/plan?done=dropped"));
    let plan = browser.get(&format!("{path}/plan")).await;
    assert!(plan.body.contains("The last plan was dropped"));
    assert!(world.outbox().await.is_empty(), "nobody was told");
});

async fn browser_seen(world: &World, id: CohortId) -> String {
    let mut tx = world.env.db.read().await.expect("read");
    let cohort = cohort_get(&mut tx, id).await.expect("read").expect("cohort");
    cohort.updated_at.timestamp_micros().to_string()
}

both!(a_team_that_cannot_host_is_repaired_around, async |world| {
    let carla = world.somebody_who_is(Role::Coordinator).await;
    let mut browser = Visitor::of(&world, carla.id).await;
    let id = made(&world, &mut browser).await;
    let path = format!("/cohorts/{id}");
    hosts(&world, id, &[("Maps", 2), ("Legal", 2)]).await;
    browser
        .post(
            &format!("{path}/starters"),
            &[("list", "Ada,ada@test.example,Search"), ("step", "apply")],
        )
        .await;
    browser.post(&format!("{path}/solve"), &[]).await;
    world.tick().await;
    browser.post(&format!("{path}/plan/release"), &[]).await;
    let maps = world.office_team("Maps").await;
    let lead = world.id("lead.of.maps").await;
    let other = world.id("lead.of.legal").await;
    let page = format!("/admin/capacity/{maps}/cannot-host");
    let mut stranger = Visitor::of(&world, other).await;
    assert_eq!(stranger.get(&page).await.status, StatusCode::NOT_FOUND);
    let mut theirs = Visitor::of(&world, lead).await;
    assert_eq!(theirs.get(&page).await.status, StatusCode::OK);
    let all = [("from", "2026-01-19"), ("to", "2026-02-09"), ("why", "Stocktaking")];
    let wrong =
        theirs.post(&page, &[("from", "2026-02-09"), ("to", "2026-01-19"), ("why", "")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let check = theirs.post(&page, &all).await;
    assert!(check.body.contains("1 stint or rotation has to move"), "{}", check.body);
    assert!(check.body.contains("Ada,"), "whom it moves");
    let mut save = all.to_vec();
    save.push(("step", "save"));
    world.advance(chrono::TimeDelta::minutes(1));
    let done = theirs.post(&page, &save).await;
    assert_eq!(done.leads_to(), format!("{page}?done=closed&n=1"), "{}", done.body);
    world.tick().await;
    let plan = browser.get(&format!("{path}/plan")).await;
    assert!(plan.body.contains("Waits for your release"), "{}", plan.body);
    let sure = browser.get(&format!("{path}/plan/release")).await;
    assert!(sure.body.contains("New: 0. Moved: 0. Ended: 1."), "{}", sure.body);
});

both!(the_ramp_counts_people_and_teams_met_since_the_first_day, async |world| {
    let carla = world.somebody_who_is(Role::Coordinator).await;
    let mut browser = Visitor::of(&world, carla.id).await;
    let id = made(&world, &mut browser).await;
    let path = format!("/cohorts/{id}");
    let list = "Ada,ada@test.example,Search,2026-01-19\nBo,bo@test.example,Search,2026-01-19";
    browser.post(&format!("{path}/starters"), &[("list", list), ("step", "apply")]).await;
    let (ada, kim) = (world.id("ada").await, world.office_person("kim", "Maps").await);
    let (lou, mate) = (world.office_person("lou", "Maps").await, world.id("bo").await);
    let tie = |other, day: u32| {
        let (a_id, b_id) = pair(ada, other).expect("two");
        let first_on = chrono::NaiveDate::from_ymd_opt(2026, 2, day);
        Tie {
            a_id,
            b_id,
            source: TieSource::Bootcamp,
            introduced_on: None,
            first_on,
            last_on: first_on,
            times: 1,
            state: TieState::Met,
        }
    };
    // One within thirty days, one after; whoever is of her own team does not count.
    let ties = [tie(kim, 2), tie(lou, 27), tie(mate, 3)];
    let mut tx = world.env.db.write().await.expect("write");
    ties_put(&mut tx, &ties, world.clock.now()).await.expect("ties");
    let programme = cohort_get(&mut tx, id).await.expect("read").expect("cohort").programme_id;
    assert_eq!(met_by_hires(&mut tx, programme).await.expect("met").len(), 2);
    tx.commit().await.expect("commit");
    let (ramps, gave) = ramp(&world.env, id).await.expect("ramp");
    assert!(gave.is_empty());
    assert!(ramps[0].steps.iter().all(|step| step.hires == 0), "nobody is there that long");
    world.advance(chrono::TimeDelta::days(80));
    let (ramps, _) = ramp(&world.env, id).await.expect("ramp");
    let steps: Vec<_> =
        ramps[0].steps.iter().map(|step| (step.hires, step.people, step.teams)).collect();
    assert_eq!(steps, [(2, 0.5, 0.5), (2, 1.0, 0.5), (0, 0.0, 0.0)]);
    // Sessions end after two weeks.
    browser.enter(&world, carla.id).await;
    let page = browser.get(&format!("{path}/ramp")).await;
    assert!(page.body.contains("1.0 people, 0.5 teams (2 people)"), "{}", page.body);
    assert!(page.body.contains("<polyline"));
});
