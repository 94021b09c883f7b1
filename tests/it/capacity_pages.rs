//! Team capacity through the pages and the mails: leads fill in their weeks, coordinators look and ask.

use std::time::Instant;

use axum::http::StatusCode;
use weft::domain::access::Role;
use weft::domain::capacity::{Offer, RequestAnswer};
use weft::domain::clock::Clock as _;
use weft::domain::id::{CapacityRequestId, TeamId};
use weft::domain::team::Team;
use weft::domain::week::Week;
use weft::programmes::capacity::offers::{Span, this_week};
use weft::programmes::capacity::requests::{answer, ask};
use weft::store::capacity::{
    offer_set, request_add, request_answer, request_answers_in, request_get, request_teams,
    requests_all, team_weeks,
};
use weft::store::team::teams_put;

use crate::browser::Browser;
use crate::capacity::ordinary;
use crate::world::{World, both};

/// Lea leads search and maps; Miriam coordinates.
async fn house(world: &World) -> (TeamId, TeamId, Week) {
    world.team("search").person("lea").person("fay").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    world.team("ops").person("ole").german().await;
    world.team("nobody's").person("nina").await;
    world.leads("lea", "search").await;
    world.leads("ole", "ops").await;
    world.team("office").person("miriam").await;
    weft::programmes::roles::grant(&world.env, "miriam@test.example", Role::Coordinator, None)
        .await
        .expect("grant");
    (world.team_id("search").await, world.leads("lea", "maps").await, this_week(&world.env))
}

async fn browser(world: &World, name: &str) -> Browser {
    world.browser_of(world.id(name).await).await
}

/// The value of a hidden field.
fn hidden(body: &str, name: &str) -> String {
    let marker = format!("name=\"{name}\" value=\"");
    let from = body.find(&marker).unwrap_or_else(|| panic!("no {name}: {body}")) + marker.len();
    body[from..].split('"').next().unwrap_or("").to_owned()
}

fn plain(from: &str, to: &str) -> Vec<(&'static str, String)> {
    [
        ("from", from),
        ("to", to),
        ("what", "places"),
        ("bootcamp", "3"),
        ("rotation", "1"),
        ("lend", "1"),
        ("hours", "20"),
        ("reserve", "4"),
        ("reason", ""),
        ("step", "check"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

fn with(
    form: &[(&'static str, String)],
    more: &[(&'static str, &str)],
) -> Vec<(&'static str, String)> {
    let mut form: Vec<_> = form
        .iter()
        .filter(|(name, _)| more.iter().all(|(other, _)| other != name))
        .cloned()
        .collect();
    form.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
    form
}

async fn send(
    browser: &Browser,
    path: &str,
    form: &[(&'static str, String)],
) -> crate::browser::Answer {
    let form: Vec<(&str, &str)> =
        form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(path, &form).await
}

both!(a_lead_fills_in_weeks_after_their_meaning_was_shown, async |world: World| {
    let (search, ..) = house(&world).await;
    let lea = browser(&world, "lea").await;
    let path = format!("/admin/capacity/{search}");
    insta::assert_snapshot!("capacity_unsaid", lea.get(&path).await.text());
    let form = lea.get(&format!("{path}/weeks?from=2026-01-12&to=2026-02-06")).await;
    assert!(form.text().contains("[2026-01-12]"), "{}", form.text());
    let typed = plain("2026-01-12", "2026-02-06");
    let weeks = format!("{path}/weeks");
    let check = send(&lea, &weeks, &typed).await;
    assert_eq!(check.status, StatusCode::OK);
    insta::assert_snapshot!("capacity_check", check.text());
    let seen = hidden(&check.body, "seen");
    let sure = with(&typed, &[("step", "save"), ("seen", &seen)]);
    let saved = send(&lea, &weeks, &sure).await;
    assert_eq!(saved.location(), format!("{path}?from=2026-01-12&done=saved"));
    // A second press finds it done; somebody who looked at the old weeks is told.
    let again = send(&lea, &weeks, &sure).await;
    assert_eq!(again.location(), format!("{path}?from=2026-01-12&done=same"));
    let other = send(&lea, &weeks, &with(&sure, &[("bootcamp", "7")])).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.text().contains("[7]"), "what was typed is kept: {}", other.text());
    assert!(other.text().contains("Somebody else changed these weeks"), "{}", other.text());
    // One of these weeks goes dark, and a guest and a host come.
    let dark = with(
        &typed,
        &[
            ("from", "2026-01-20"),
            ("to", "2026-01-20"),
            ("what", "blackout"),
            ("reason", "stocktaking"),
        ],
    );
    let check = send(&lea, &weeks, &dark).await;
    assert!(check.text().contains("In one week no programme plans anything."), "{}", check.text());
    let seen = hidden(&check.body, "seen");
    send(&lea, &weeks, &with(&dark, &[("step", "save"), ("seen", &seen)])).await;
    let of = world.bootcamp_cohort().await;
    let week = Week::of("2026-01-26".parse().expect("date"));
    world.hosts_guest(of, "nina", search, (week, 2)).await;
    insta::assert_snapshot!("capacity_team", lea.get(&path).await.text());
    // Less than is taken is refused, with who takes it.
    let less = with(&typed, &[("bootcamp", "0")]);
    let refused = send(&lea, &weeks, &less).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = "In the week of Mon 26 Jan a bootcamp guest is placed: nina. Offer at least one place, or withdraw";
    assert!(refused.text().contains(words), "{}", refused.text());
    assert!(refused.body.contains("href=\"#bootcamp\""), "at the right field");
});

both!(a_black_out_where_guests_are_expected_moves_them, async |world: World| {
    let (search, _, week) = house(&world).await;
    let lea = browser(&world, "lea").await;
    for later in 0..6 {
        world.offers(search, week.plus(later), &ordinary()).await;
    }
    let of = world.bootcamp_cohort().await;
    world.hosts_guest(of, "nina", search, (week.plus(2), 1)).await;
    let day = week.plus(2).monday().to_string();
    let weeks = format!("/admin/capacity/{search}/weeks");
    let dark = with(&plain(&day, &day), &[("what", "blackout"), ("reason", "stocktaking")]);
    let check = send(&lea, &weeks, &dark).await;
    let words =
        "One guest is placed in these weeks and has not begun. Another place is looked for at once";
    assert!(check.text().contains(words), "{}", check.text());
    let seen = hidden(&check.body, "seen");
    let saved = send(&lea, &weeks, &with(&dark, &[("step", "save"), ("seen", &seen)])).await;
    assert!(saved.location().ends_with("done=moving"), "{} {}", saved.status, saved.text());
    let page = lea.get(saved.location()).await.text();
    assert!(page.contains("Black-out: stocktaking"), "{page}");
    assert!(world.kinds("nina").await.is_empty(), "nobody is told yet");
});

both!(what_cannot_be_is_refused_at_its_field, async |world: World| {
    let (search, ..) = house(&world).await;
    let lea = browser(&world, "lea").await;
    let weeks = format!("/admin/capacity/{search}/weeks");
    let typed = plain("2026-01-12", "2026-02-06");
    for (field, value, words) in [
        ("from", "", "Write a date"),
        ("from", "tomorrow", "Write a date"),
        ("from", "2026-01-02", "The first that can be changed begins on Mon 5 Jan"),
        ("from", "2029-01-01", "more than two years ahead"),
        ("to", "2026-01-04", "The last week lies before the first"),
        ("to", "2027-06-01", "At most 53 weeks at once"),
        ("what", "party", "Choose what to write down"),
        ("what", "blackout", "Say in a few words why"),
        ("what", "before", "no word about the 13 weeks before"),
        ("what", "lift", "These weeks are so already"),
        ("bootcamp", "-1", "Places: a whole number from 0 to 500"),
        ("rotation", "501", "Places: a whole number from 0 to 500"),
        ("lend", "one", "Places: a whole number from 0 to 500"),
        ("hours", "1e9", "Hours: a number from 0 to 10,000"),
        ("hours", "", "A reserve is part of the hours"),
        ("reserve", "21", "larger than the hours"),
    ] {
        let refused = send(&lea, &weeks, &with(&typed, &[(field, value)])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
        assert!(refused.text().contains(words), "{field} {value}: {}", refused.text());
        assert!(refused.body.contains("<title>Error"), "{field} {value}");
    }
    let long = "x".repeat(121);
    let wrong = with(&typed, &[("what", "blackout"), ("reason", &long)]);
    let refused = send(&lea, &weeks, &wrong).await;
    assert!(refused.text().contains("At most 120 characters"), "{}", refused.text());
    assert!(refused.body.contains(&long), "what was typed is kept");
    let hosts = format!("/admin/capacity/{search}/hosts");
    let bob = world.id("bob").await.to_string();
    let fay = world.id("fay").await.to_string();
    for (host, most, words) in [
        (bob.as_str(), "1", "Choose an active person of this team."),
        ("", "1", "Choose an active person of this team."),
        (fay.as_str(), "0", "a whole number from 1 to 50"),
        (fay.as_str(), "many", "a whole number from 1 to 50"),
    ] {
        let refused = lea.post(&hosts, &[("host", host), ("most", most)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{host} {most}");
        assert!(refused.text().contains(words), "{}", refused.text());
    }
});

both!(a_lead_names_hosts_and_ends_it, async |world: World| {
    let (search, ..) = house(&world).await;
    let lea = browser(&world, "lea").await;
    let path = format!("/admin/capacity/{search}");
    let fay = world.id("fay").await.to_string();
    let named = lea.post(&format!("{path}/hosts"), &[("host", &fay), ("most", "2")]).await;
    assert_eq!(named.location(), format!("{path}?done=host#hosts"));
    let page = lea.get(&path).await.text();
    assert!(page.contains("The hosts together take 2 guests at once"), "{page}");
    let remove = format!("{path}/hosts/{fay}/remove");
    let sure = lea.get(&remove).await.text();
    assert!(sure.contains("Is fay no host any more?"), "{sure}");
    assert!(sure.contains("No guest is placed with this host."), "{sure}");
    assert_eq!(lea.post(&remove, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(lea.get(&path).await.text().contains("The team has named no hosts"));
    assert_eq!(lea.get(&remove).await.status, StatusCode::NOT_FOUND);
});

both!(leads_change_their_own_teams_and_coordinators_only_read, async |world: World| {
    let (search, ..) = house(&world).await;
    let ops = world.team_id("ops").await;
    let lea = browser(&world, "lea").await;
    let list = lea.get("/admin/capacity").await.text();
    assert!(list.contains("search") && list.contains("maps") && !list.contains("ops"), "{list}");
    for path in ["", "/weeks", "/seats"] {
        let path = format!("/admin/capacity/{ops}{path}");
        assert_eq!(lea.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["weeks", "seats", "hosts"] {
        let path = format!("/admin/capacity/{ops}/{path}");
        let form = plain("2026-01-12", "2026-01-12");
        assert_eq!(send(&lea, &path, &form).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(lea.get("/admin/capacity/map").await.status, StatusCode::FORBIDDEN);
    let miriam = browser(&world, "miriam").await;
    let read = miriam.get(&format!("/admin/capacity/map/{search}")).await;
    assert!(read.text().contains("What search can spare"), "{}", read.text());
    assert!(!read.body.contains("Fill in weeks") && !read.body.contains("Name a host"));
    let own = miriam.get(&format!("/admin/capacity/{search}")).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
});

both!(the_map_shows_what_is_offered_and_taken, async |world: World| {
    let (search, maps, week) = house(&world).await;
    world.offers(search, week, &ordinary()).await;
    world
        .offers(search, week.plus(1), &Offer { blackout: Some("x".to_owned()), ..ordinary() })
        .await;
    world.offers(maps, week, &Offer { bootcamp: 1, ..Offer::default() }).await;
    let of = world.bootcamp_cohort().await;
    world.hosts_guest(of, "nina", search, (week, 1)).await;
    // A reserve that is raised afterwards is over capacity, and says so without colour.
    world.offers(search, week, &Offer { reserve: 16 * 60, ..ordinary() }).await;
    let miriam = browser(&world, "miriam").await;
    insta::assert_snapshot!("capacity_map", miriam.get("/admin/capacity/map").await.text());
    let hours = miriam.get("/admin/capacity/map?show=hours").await.text();
    assert!(hours.contains("6/4!"), "{hours}");
    let page = browser(&world, "lea").await.get(&format!("/admin/capacity/{search}")).await.text();
    assert!(page.contains("Over capacity"), "{page}");
});

both!(the_map_of_five_hundred_teams_is_small_and_quick, async |world: World| {
    house(&world).await;
    let week = this_week(&world.env);
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let teams: Vec<Team> = (0..500)
        .map(|n| Team {
            id: world.env.ids.next(now),
            name: format!("Team of some length {n:03}"),
            parent_id: None,
            lead_id: None,
            coffee_seats: None,
        })
        .collect();
    teams_put(&mut tx, &teams, now).await.expect("teams");
    for team in &teams {
        for at in week.run(26) {
            offer_set(&mut tx, team.id, at, &ordinary(), None, None, now).await.expect("offer");
        }
    }
    tx.commit().await.expect("commit");
    let miriam = browser(&world, "miriam").await;
    for show in ["guests", "hours"] {
        let path = format!("/admin/capacity/map?show={show}");
        miriam.get(&path).await;
        let begun = Instant::now();
        let page = miriam.get(&path).await;
        let took = begun.elapsed();
        println!(
            "capacity map of 500 teams × 26 weeks, {show}, {}: {} bytes, {} ms",
            world.env.db.engine(),
            page.body.len(),
            took.as_millis()
        );
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.len() < 300_000, "{} bytes", page.body.len());
        assert!(page.body.matches("<td").count() >= 500 * 26);
    }
});

/// The paths of the three links in somebody's newest mail.
async fn links(world: &World, name: &str) -> Vec<String> {
    let (_, mail) = world.mails_to(world.id(name).await).await.into_iter().next().expect("a mail");
    mail.text
        .split_whitespace()
        .filter_map(|word| word.split_once("/l/").map(|(_, rest)| format!("/l/{rest}")))
        .map(|path| path.trim_end_matches(['>', ')', '.']).to_owned())
        .collect()
}

both!(a_coordinator_asks_and_one_button_answers, async |world: World| {
    let (search, maps, week) = house(&world).await;
    // Search has said something about the quarter before, maps has not.
    let span = Span { from: week.plus(13), weeks: 2 };
    for at in week.run(2) {
        world.offers(search, at, &ordinary()).await;
    }
    let miriam = browser(&world, "miriam").await;
    let form = miriam.get("/admin/capacity/ask").await.text();
    assert!(form.contains("Nobody was asked yet"), "{form}");
    let (from, to) = (span.from.monday().to_string(), span.last().friday().to_string());
    let typed: Vec<(&str, &str)> = vec![
        ("from", from.as_str()),
        ("to", to.as_str()),
        ("whom", "all"),
        ("note", "Twelve people start."),
    ];
    let mut check = typed.clone();
    check.push(("step", "check"));
    let shown = miriam.post("/admin/capacity/ask", &check).await;
    insta::assert_snapshot!("capacity_ask_check", shown.text());
    let id = hidden(&shown.body, "id");
    let mut sure = typed.clone();
    sure.extend([("step", "send"), ("id", id.as_str())]);
    for _ in 0..2 {
        let sent = miriam.post("/admin/capacity/ask", &sure).await;
        assert_eq!(sent.location(), format!("/admin/capacity/ask/{id}?done=asked"));
    }
    // One mail to each lead, whatever they lead and however often the button was pressed.
    assert_eq!(world.kinds("lea").await, ["capacity-request"]);
    assert_eq!(world.kinds("ole").await, ["capacity-request"]);
    assert_eq!(world.outbox().await.len(), 1);
    let lea = links(&world, "lea").await;
    assert_eq!(lea.len(), 3, "{lea:?}");
    let anybody = world.strange_browser();
    let page = anybody.get(&lea[0]).await.text();
    assert!(page.contains("search: 2 weeks are filled in as those 13 weeks before them"), "{page}");
    assert!(page.contains("maps: nothing was said about the 13 weeks before"), "{page}");
    assert!(!told(&world, search, span).await, "looking changes nothing");
    let done = anybody.post(&lea[0], &[]).await.text();
    assert!(done.contains("Thank you. It is written down."), "{done}");
    assert!(told(&world, search, span).await && !told(&world, maps, span).await);
    let mut tx = world.env.db.read().await.expect("read");
    let weeks = team_weeks(&mut tx, search, span.from, span.to()).await.expect("weeks");
    assert!(weeks.iter().all(|week| week.offer == ordinary()), "{weeks:?}");
    drop(tx);
    let asked = miriam.get(&format!("/admin/capacity/ask/{id}")).await.text();
    insta::assert_snapshot!("capacity_asked", asked);
    // Maps gives nothing; what search said by the other button is said again by this one.
    let nothing = anybody.get(&lea[1]).await.text();
    assert!(nothing.contains("maps takes no guests and lends nobody"), "{nothing}");
    anybody.post(&lea[1], &[]).await;
    assert!(told(&world, maps, span).await);
    let again = anybody.post(&lea[1], &[]).await.text();
    assert!(again.contains("already"), "{again}");
    // Ole fills it in: the link leads to the form, in German.
    let ole = links(&world, "ole").await;
    let page = anybody.get(&ole[2]).await.text();
    assert!(page.contains("Eintragen, was Ihre Teams erübrigen können"), "{page}");
    let to_form = anybody.post(&ole[2], &[]).await;
    let ops = world.team_id("ops").await;
    assert!(to_form.location().starts_with(&format!("/admin/capacity/{ops}/weeks?from=")));
    let browser_of_ole = browser(&world, "ole").await;
    let weeks = format!("/admin/capacity/{ops}/weeks");
    let typed = plain(&from, &to);
    let check = send(&browser_of_ole, &weeks, &typed).await;
    let seen = hidden(&check.body, "seen");
    send(&browser_of_ole, &weeks, &with(&typed, &[("step", "save"), ("seen", &seen)])).await;
    let mut tx = world.env.db.read().await.expect("read");
    let request: CapacityRequestId = id.parse().expect("id");
    let answers: Vec<_> = request_teams(&mut tx, request, None)
        .await
        .expect("teams")
        .into_iter()
        .map(|asked| (asked.team, asked.answer))
        .collect();
    assert_eq!(
        answers,
        [
            ("maps".to_owned(), Some(RequestAnswer::Nothing)),
            ("ops".to_owned(), Some(RequestAnswer::Filled)),
            ("search".to_owned(), Some(RequestAnswer::Nothing)),
        ]
    );
    let (_, asked, answered) = requests_all(&mut tx).await.expect("all").remove(0);
    assert_eq!((asked, answered), (3, 3));
    drop(tx);
    // A button pressed later does not write over what was filled in by hand.
    anybody.post(&ole[1], &[]).await;
    let mut tx = world.env.db.read().await.expect("read");
    let weeks = team_weeks(&mut tx, ops, span.from, span.to()).await.expect("weeks");
    assert!(weeks.iter().all(|week| week.offer == ordinary()), "{weeks:?}");
});

/// Has the team said something about every week?
async fn told(world: &World, team: TeamId, span: Span) -> bool {
    let mut tx = world.env.db.read().await.expect("read");
    let weeks = team_weeks(&mut tx, team, span.from, span.to()).await.expect("weeks");
    weeks.iter().filter(|week| week.changed_at.is_some()).count() == span.weeks as usize
}

both!(what_cannot_be_asked_is_refused, async |world: World| {
    house(&world).await;
    let miriam = browser(&world, "miriam").await;
    let base = [("from", "2026-01-12"), ("to", "2026-02-06"), ("whom", "all"), ("step", "check")];
    let nobody = world.team_id("nobody's").await.to_string();
    for (more, words) in [
        (vec![("from", "x")], "Write a date"),
        (vec![("from", "2025-12-01")], "The first that can be changed"),
        (vec![("to", "2026-01-01")], "The last week lies before the first"),
        (vec![("whom", "chosen")], "Tick at least one team"),
        (vec![("whom", "chosen"), ("teams", nobody.as_str())], "None of these teams has a lead"),
    ] {
        let mut form: Vec<(&str, &str)> = base
            .into_iter()
            .filter(|(name, _)| more.iter().all(|(other, _)| other != name))
            .collect();
        form.extend(more);
        let refused = miriam.post("/admin/capacity/ask", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        assert!(refused.text().contains(words), "{form:?}: {}", refused.text());
    }
    assert!(world.outbox().await.is_empty());
});

both!(an_answer_leaves_what_is_taken, async |world: World| {
    let (search, maps, week) = house(&world).await;
    let span = Span { from: week.plus(1), weeks: 2 };
    for at in span.from.run(2) {
        world.offers(search, at, &ordinary()).await;
    }
    let of = world.bootcamp_cohort().await;
    world.hosts_guest(of, "nina", search, (week.plus(1), 1)).await;
    let (miriam, lea) = (world.id("miriam").await, world.id("lea").await);
    let id: CapacityRequestId = world.env.ids.next(world.clock.now());
    assert!(ask(&world.env, id, span, None, "", miriam).await.expect("ask"));
    let done = answer(&world.env, id, lea, RequestAnswer::Nothing).await.expect("answer");
    let done = done.expect("lea was asked");
    let team = done.teams.iter().find(|team| team.asked.team_id == search).expect("search");
    assert_eq!((team.kept, team.written.len()), (1, 1), "the week with a guest stays");
    world.ledger_is_right().await;
    // Whoever does not lead the team any more answers nothing.
    let bob = world.id("bob").await;
    assert_eq!(answer(&world.env, id, bob, RequestAnswer::Same).await.expect("answer"), None);
    let mut tx = world.env.db.write().await.expect("write");
    let request = request_get(&mut tx, id).await.expect("read").expect("request");
    let mut other = request.clone();
    other.id = world.env.ids.next(world.clock.now());
    request_add(&mut tx, &other, &[(maps, lea)]).await.expect("add");
    let now = world.clock.now();
    let hand = request_answers_in(&mut tx, maps, span.from, span.to(), now).await.expect("filled");
    assert_eq!(hand, 1, "the first was answered with a button");
    assert!(request_answer(&mut tx, other.id, maps, RequestAnswer::Same, now).await.expect("set"));
    assert!(
        !request_answer(&mut tx, other.id, search, RequestAnswer::Same, now).await.expect("set")
    );
    tx.commit().await.expect("commit");
});
