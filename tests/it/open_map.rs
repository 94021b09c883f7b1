//! The open map: who chose to be shown is on it, for everybody alike, and nobody else in any format.

use axum::http::{StatusCode, header};
use chrono::NaiveDate;
use weft::domain::access::Role;
use weft::domain::clock::Clock as _;
use weft::domain::coffee::{Mark, Reason};
use weft::domain::id::PersonId;
use weft::domain::person::{Language, Person, PersonState, Profile};
use weft::domain::tie::{Tie, TieSource, TieState};
use weft::programmes::people::person_leave;
use weft::programmes::{feedback, participation, person_data};
use weft::store::history::{stated_add, ties_count};
use weft::store::introduction::ordered;
use weft::store::open_map::{OpenMap, open_map_person, open_map_read, open_map_ties};
use weft::store::person::{person_get, persons_put};
use weft::store::profile::{profile_get, profile_show};
use weft::store::role::role_grant;
use weft::store::tie::ties_put;

use crate::world::{World, both};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 12, 9).expect("date")
}

impl World {
    /// Somebody who ticked "show me on the map".
    async fn shown(&self, name: &str, team: &str) -> PersonId {
        let person = self.office_person(name, team).await;
        let profile = Profile { on_map: true, ..Profile::default() };
        participation::tell(&self.env, person, &profile).await.expect("tell");
        person
    }

    /// A tie of any kind.
    async fn tied(&self, one: PersonId, other: PersonId, source: TieSource, state: TieState) {
        let (a_id, b_id) = ordered(one, other);
        let known = state == TieState::Met;
        let tie = Tie {
            a_id,
            b_id,
            source,
            introduced_on: Some(day()),
            first_on: known.then(day),
            last_on: known.then(day),
            times: u32::from(known),
            state,
        };
        let mut tx = self.env.db.write().await.expect("write");
        ties_put(&mut tx, &[tie], self.clock.now()).await.expect("tie");
        tx.commit().await.expect("commit");
    }

    async fn become_state(&self, id: PersonId, state: PersonState) {
        let mut tx = self.env.db.write().await.expect("write");
        let person = person_get(&mut tx, id).await.expect("read").expect("there");
        let person = Person { state, ..person };
        persons_put(&mut tx, &[person], self.clock.now()).await.expect("put");
        tx.commit().await.expect("commit");
    }

    async fn open_map(&self) -> OpenMap {
        let mut tx = self.env.db.read().await.expect("read");
        open_map_read(&mut tx).await.expect("map")
    }

    /// Names of everybody on the map, and of each tie's two; both sorted.
    async fn on_the_map(&self) -> (Vec<String>, Vec<(String, String)>) {
        let map = self.open_map().await;
        let name = |index: usize| map.people[index].name.clone();
        let mut names: Vec<_> = map.people.iter().map(|person| person.name.clone()).collect();
        names.sort();
        let pair = |(a, b): &(usize, usize)| {
            let (a, b) = (name(*a), name(*b));
            if a < b { (a, b) } else { (b, a) }
        };
        let mut ties: Vec<_> = map.ties.iter().map(pair).collect();
        ties.sort();
        (names, ties)
    }

    /// Everything that the map's pages say to this reader: page, searches, table's pages, data, a page of each person.
    async fn all_answers(&self, reader: PersonId, people: &[PersonId]) -> Vec<(String, String)> {
        let browser = self.browser_of(reader).await;
        let mut paths: Vec<String> =
            ["/map", "/map?page=2", "/map?q=a", "/map?q=search", "/map/data"]
                .map(str::to_owned)
                .to_vec();
        paths.extend(people.iter().map(|id| format!("/map/people/{id}")));
        let mut answers = Vec::new();
        for path in paths {
            let answer = browser.get(&path).await;
            let cached = &answer.headers[header::CACHE_CONTROL];
            assert_eq!(cached, "no-store", "{path}");
            answers.push((path, answer.body));
        }
        answers
    }
}

fn pairs(ties: &[(&str, &str)]) -> Vec<(String, String)> {
    ties.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

both!(only_who_chose_it_is_on_the_map_and_only_who_met_is_tied, async |world: World| {
    let ada = world.shown("Ada Lindqvist", "Search").await;
    let ben = world.shown("Ben Okafor", "Design").await;
    let gil = world.shown("Gil \u{1f}Moreau\u{1e}", "Search").await;
    let hana = world.shown("Hana Sato", "Design").await;
    let cleo = world.office_person("Cleo Marchetti", "Payments").await;
    let dora = world.shown("Dora Away", "Payments").await;
    let emil = world.shown("Emil Left", "Payments").await;
    let fay = world.shown("Fay Erased", "Payments").await;
    for other in [ben, cleo, dora, emil, fay] {
        world.office_met(ada, other, day()).await;
    }
    world.office_met(cleo, ben, day()).await;
    // Only introduced; the same team; what one said of the other: none of them is a meeting to show.
    world.tied(ada, gil, TieSource::Coffee, TieState::Introduced).await;
    world.tied(ada, gil, TieSource::Team, TieState::Met).await;
    let mut tx = world.env.db.write().await.expect("write");
    stated_add(&mut tx, ada, hana, world.clock.now()).await.expect("stated");
    tx.commit().await.expect("commit");
    // Two things that brought the same two together are one tie.
    world.tied(ben, gil, TieSource::Rotation, TieState::Met).await;
    world.tied(ben, gil, TieSource::Bootcamp, TieState::Met).await;
    world.tied(hana, gil, TieSource::Imported, TieState::Met).await;
    world.become_state(dora, PersonState::Away).await;
    world.become_state(emil, PersonState::Left).await;
    person_data::erase(&world.env, fay, None).await.expect("erase");

    let (names, ties) = world.on_the_map().await;
    let gil_shown = "Gil  Moreau ";
    assert_eq!(names, ["Ada Lindqvist", "Ben Okafor", gil_shown, "Hana Sato"]);
    let expected =
        [("Ada Lindqvist", "Ben Okafor"), ("Ben Okafor", gil_shown), (gil_shown, "Hana Sato")];
    assert_eq!(ties, pairs(&expected));

    // A person's own page says the same as the map.
    let mut tx = world.env.db.read().await.expect("read");
    // One's own small map has everybody who works here: Ben, Cleo and Dora met, Hana stated; in two teams.
    assert_eq!(ties_count(&mut tx, ada).await.expect("count"), (4, 2));
    for id in [cleo, dora, emil, fay] {
        assert_eq!(open_map_person(&mut tx, id).await.expect("read"), None);
        assert_eq!(open_map_ties(&mut tx, id, 10, 0).await.expect("read"), []);
    }
    let known = open_map_person(&mut tx, ben).await.expect("read").expect("on the map");
    assert_eq!((known.name.as_str(), known.team.as_str()), ("Ben Okafor", "Design"));
    let of_ben = open_map_ties(&mut tx, ben, 1, 0).await.expect("read");
    assert_eq!(of_ben.iter().map(|one| one.id).collect::<Vec<_>>(), [ada, gil]);
    let of_ben = open_map_ties(&mut tx, ben, 1, 1).await.expect("read");
    assert_eq!(of_ben.iter().map(|one| one.id).collect::<Vec<_>>(), [gil]);
    drop(tx);
    // Who comes back from being away is shown again: they never took it back.
    world.become_state(dora, PersonState::Active).await;
    assert!(world.on_the_map().await.0.contains(&"Dora Away".to_owned()));
});

both!(a_meeting_that_one_of_the_two_denies_is_no_tie, async |world: World| {
    let ada = world.shown("Ada Lindqvist", "Search").await;
    let ben = world.shown("Ben Okafor", "Design").await;
    let coffee = world.office_coffee("Tuesday coffee", ada).await;
    let profile = Profile { on_map: true, ..Profile::default() };
    for person in [ada, ben] {
        let consent = weft::domain::coffee::Consent::Standing;
        participation::enrol(&world.env, person, coffee, consent, &profile, None)
            .await
            .expect("enrol");
    }
    let (_, groups) = world.office_round(coffee, &[&[ada, ben]], &[]).await;
    assert_eq!(world.on_the_map().await.1, [], "introduced is no tie");
    let say = async |person, mark, reason| {
        feedback::mark(&world.env, groups[0], person, mark, reason, None).await.expect("mark");
    };
    say(ada, Mark::Met, None).await;
    assert_eq!(world.on_the_map().await.1, pairs(&[("Ada Lindqvist", "Ben Okafor")]));
    // "We know each other" is a reason given in confidence: it makes a stated tie, and no line on the map.
    say(ben, Mark::NotMet, Some(Reason::KnowEachOther)).await;
    assert_eq!(world.on_the_map().await.1, []);
});

both!(taking_oneself_off_counts_from_the_next_answer_on, async |world: World| {
    let ada = world.shown("Ada Lindqvist", "Quarry").await;
    let ben = world.shown("Ben Okafor", "Design").await;
    let cleo = world.office_person("Cleo Marchetti", "Design").await;
    world.office_met(ada, ben, day()).await;
    world.office_met(ada, cleo, day()).await;
    let people = [ada, ben, cleo];
    let own = world.browser_of(ada).await;
    let home = own.get("/map").await;
    assert!(home.text().contains("You are on the map"), "{}", home.text());
    let before = world.all_answers(ben, &people).await;
    assert!(before.iter().filter(|(_, body)| body.contains("Ada Lindqvist")).count() >= 4);

    let answer = own.post("/map", &[("show", "no")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/map?done=off"));
    for (path, body) in world.all_answers(ben, &people).await {
        for gone in ["Ada Lindqvist".to_owned(), "Quarry".to_owned(), ada.to_string()] {
            let said = path.contains(&gone) || !body.contains(&gone);
            assert!(said, "{path} still says {gone}");
        }
    }
    let data: serde_json::Value =
        serde_json::from_str(&world.browser_of(ben).await.get("/map/data").await.body)
            .expect("data");
    assert_eq!(
        (data["people"].as_array().map(Vec::len), &data["ties"]),
        (Some(1), &serde_json::json!([]))
    );
    assert!(own.get("/map").await.text().contains("You are not on the map"));
    // The rest of what was told stays, and the download says what holds.
    let mut tx = world.env.db.read().await.expect("read");
    let profile = profile_get(&mut tx, ada).await.expect("read").expect("profile");
    drop(tx);
    assert_eq!(profile, Profile::default());

    // A word that is no choice changes nothing; and the way back is as short, also for those who never told anything.
    own.post("/map", &[("show", "perhaps")]).await;
    assert_eq!(world.on_the_map().await.0, ["Ben Okafor"]);
    own.post("/map", &[("show", "yes")]).await;
    world.browser_of(cleo).await.post("/map", &[("show", "yes")]).await;
    let (names, ties) = world.on_the_map().await;
    assert_eq!(names, ["Ada Lindqvist", "Ben Okafor", "Cleo Marchetti"]);
    let both = [("Ada Lindqvist", "Ben Okafor"), ("Ada Lindqvist", "Cleo Marchetti")];
    assert_eq!(ties, pairs(&both));
});

both!(leavers_are_off_the_map_and_are_asked_again_when_they_return, async |world: World| {
    let ada = world.shown("Ada Lindqvist", "Search").await;
    let ben = world.shown("Ben Okafor", "Design").await;
    world.office_met(ada, ben, day()).await;
    person_leave(&world.env, ada, None).await.expect("leave");
    assert_eq!(world.on_the_map().await, (vec!["Ben Okafor".to_owned()], vec![]));
    world.become_state(ada, PersonState::Active).await;
    assert_eq!(world.on_the_map().await.0, ["Ben Okafor"], "asked again");
    let mut tx = world.env.db.write().await.expect("write");
    profile_show(&mut tx, ada, true, world.clock.now()).await.expect("show");
    tx.commit().await.expect("commit");
    assert_eq!(world.on_the_map().await.1, pairs(&[("Ada Lindqvist", "Ben Okafor")]));
});

both!(
    nobody_who_did_not_tick_appears_in_any_answer_and_all_roles_see_the_same,
    async |world: World| {
        let teams = ["Search", "Design", "Payments", "Research"];
        let mut people = Vec::new();
        for n in 0..24_usize {
            let (name, team) = (format!("Person{n:02} Ofteam{}", n % 4), teams[n % 4]);
            // The fourth team has nobody who ticked: its name stays out, too.
            let ticked = n % 3 != 0 && n % 4 != 3;
            let id = if ticked {
                world.shown(&name, team).await
            } else {
                world.office_person(&name, team).await
            };
            people.push((id, name, team, ticked));
        }
        for (n, (one, ..)) in people.iter().enumerate() {
            for step in [1, 5, 11] {
                world.office_met(*one, people[(n + step) % 24].0, day()).await;
            }
        }
        let shown: Vec<_> = people.iter().filter(|(.., ticked)| *ticked).collect();
        let hidden: Vec<_> = people.iter().filter(|(.., ticked)| !*ticked).collect();
        let ids: Vec<PersonId> = people.iter().map(|(id, ..)| *id).collect();
        let expected: usize = (0..24)
            .flat_map(|n| [1, 5, 11].map(|step| (n, (n + step) % 24)))
            .filter(|(a, b)| people[*a].3 && people[*b].3)
            .count();

        // One of the hidden for each role: readers who are on the map see their own state, which differs.
        let mut first: Option<Vec<(String, String)>> = None;
        for (role, (reader, name, ..)) in Role::ALL.iter().zip(&hidden) {
            if *role != Role::Participant {
                let mut tx = world.env.db.write().await.expect("write");
                role_grant(&mut tx, *reader, *role, None, world.clock.now()).await.expect("grant");
                tx.commit().await.expect("commit");
            }
            let answers: Vec<(String, String)> = world
                .all_answers(*reader, &ids)
                .await
                .into_iter()
                // The frame around the page names the reader and their own menu.
                .map(|(path, body)| {
                    let main = body.split_once("<main").map(|(_, main)| main.to_owned());
                    (path, main.unwrap_or(body))
                })
                .collect();
            for (path, body) in &answers {
                for (id, name, ..) in &hidden {
                    assert!(!body.contains(name.as_str()), "{role}: {path} names {name}");
                    assert!(!body.contains(&id.to_string()), "{role}: {path} has {name}'s id");
                    assert!(!body.contains(&id.0.simple().to_string()), "{role}: {path}");
                }
                assert!(!body.contains("Research"), "{role}: {path} names a team without anybody");
                assert!(!body.contains("test.example"), "{role}: {path} has an address");
            }
            let said = |name: &str| answers.iter().filter(|(_, body)| body.contains(name)).count();
            for (_, name, ..) in &shown {
                assert!(
                    said(name) >= 3,
                    "{name} is on the page, in the data and on their own page"
                );
            }
            let data: serde_json::Value = serde_json::from_str(&answers[4].1).expect("data");
            assert_eq!(data["people"].as_array().map(Vec::len), Some(shown.len()));
            assert_eq!(data["ties"].as_array().map(Vec::len), Some(expected));
            match &first {
                None => first = Some(answers),
                Some(first) => assert_eq!(first, &answers, "{role} ({name}) sees another map"),
            }
        }
        // Who is not shown and who does not exist are answered alike.
        let browser = world.browser_of(shown[0].0).await;
        let nobody = browser.get("/map/people/01900000-0000-7000-8000-000000000000").await;
        for (id, ..) in &hidden {
            let answer = browser.get(&format!("/map/people/{id}")).await;
            assert_eq!((answer.status, &answer.body), (StatusCode::NOT_FOUND, &nobody.body));
        }
    }
);

both!(a_map_of_a_thousand_is_one_page_below_its_budget, async |world: World| {
    let team = world.office_team("Search").await;
    let mut teams = vec![team];
    for n in 1..70 {
        teams.push(world.office_team(&format!("Business unit {n:02}")).await);
    }
    let now = world.clock.now();
    let people: Vec<Person> = (0..1_001)
        .map(|n: usize| Person {
            id: world.env.ids.next(now),
            external_id: None,
            email: format!("p{n}@test.example"),
            name: format!("Maximilian Person {n:04}"),
            team_id: teams[n % 70],
            manager_id: None,
            site: None,
            function: None,
            seniority: None,
            zone: chrono_tz::Europe::Berlin,
            starts_on: None,
            state: PersonState::Active,
            language: Language::English,
        })
        .collect();
    let mut ties = Vec::new();
    for n in 0..1_000_usize {
        for step in [1, 37, 211] {
            let other = (n + step) % 1_000;
            let (a_id, b_id) = ordered(people[n].id, people[other].id);
            ties.push(Tie {
                a_id,
                b_id,
                source: TieSource::Coffee,
                introduced_on: None,
                first_on: Some(day()),
                last_on: Some(day()),
                times: 1,
                state: TieState::Met,
            });
        }
    }
    let mut tx = world.env.db.write().await.expect("write");
    persons_put(&mut tx, &people, now).await.expect("people");
    ties_put(&mut tx, &ties, now).await.expect("ties");
    for person in &people[..1_000] {
        profile_show(&mut tx, person.id, true, now).await.expect("show");
    }
    tx.commit().await.expect("commit");
    let browser = world.browser_of(people[0].id).await;
    let page = browser.get("/map").await;
    assert!(page.body.len() < 100_000, "{} bytes", page.body.len());
    assert!(page.text().contains("1,000 people of 70 teams, 3,000 ties between two of them"));
    assert!(!page.body.contains("<canvas"));
    let drawing = page.body.split_once("class=\"open-map\"").expect("the drawing").1;
    assert_eq!(
        drawing.matches("h0").count(),
        1_001,
        "each person's dot, and the ring around one's own"
    );
    // The table: by name, fifty on a page, searched without marks and in team names.
    assert!(page.body.contains("Person 0049") && !page.body.contains("Person 0050"));
    let last = browser.get("/map?page=20").await;
    assert!(last.body.contains("Person 0999") && !last.body.contains("rel=\"next\""));
    let found = browser.get("/map?q=m%C3%84ximilian+person+0777").await.text();
    assert!(
        found.contains("1 person found") && found.contains("Maximilian Person 0777"),
        "{found}"
    );
    assert!(browser.get("/map?q=unit+69").await.text().contains("14 people found"));
    assert!(browser.get("/map?q=nobody+here").await.text().contains("Nobody found"));
    assert_eq!(browser.get("/map?page=99999999999999999999").await.status, StatusCode::OK);
    // One more: the drawing is the script's.
    browser.post("/map", &[("show", "yes")]).await;
    world.browser_of(people[1_000].id).await.post("/map", &[("show", "yes")]).await;
    let page = browser.get("/map").await;
    assert!(page.body.contains("<canvas") && page.body.len() < 60_000, "{}", page.body.len());
    let data = browser.get("/map/data").await;
    assert_eq!(data.headers[header::CONTENT_TYPE], "application/json");
    let data: serde_json::Value = serde_json::from_str(&data.body).expect("data");
    assert_eq!(data["people"].as_array().map(Vec::len), Some(1_001));
});
