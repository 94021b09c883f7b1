//! My calendar: a secret address under which a calendar reads somebody's own dates, and nothing of it afterwards.

use axum::http::{StatusCode, header};
use chrono::{Datelike as _, TimeDelta};
use sha2::{Digest as _, Sha256};
use weft::domain::clock::Clock as _;
use weft::domain::id::PersonId;
use weft::programmes::people::person_leave;
use weft::programmes::{feed, person_data};
use weft::store::audit::audit_page;
use weft::store::feed::{
    feed_made_at, feed_meetings, feed_owner, feed_revoke, feed_rounds, feed_set,
};

use crate::browser::Browser;
use crate::world::{World, both};

/// The path of the address that a page shows.
fn address(page: &str) -> String {
    let from = page.find("http://127.0.0.1:8080/calendar/").expect("an address");
    page[from + "http://127.0.0.1:8080".len()..].chars().take_while(|c| *c != '<').collect()
}

/// Ada meets Ben, takes part in a programme, and has an address.
async fn scene(world: &World) -> (PersonId, Browser, String) {
    let ada = world.office_person("Ada Lindqvist", "Search").await;
    let ben = world.office_person("Ben; \"B\"\r\nOkafor", "Design").await;
    let coffee = world.office_coffee("Tuesday coffee", ben).await;
    world.office_joins(coffee, &[ada, ben]).await;
    world.office_round(coffee, &[&[ada, ben]], &[]).await;
    let browser = world.browser_of(ada).await;
    let path = address(&browser.post("/me/calendar", &[]).await.body);
    (ada, browser, path)
}

both!(a_calendar_reads_ones_own_dates_without_a_cookie, async |world: World| {
    let (_, browser, path) = scene(&world).await;
    let page = browser.get("/me/calendar").await.text();
    assert!(page.contains("There is an address since") && !page.contains("/calendar/"), "{page}");
    assert!(browser.get("/me").await.text().contains("Dates in my calendar"));
    let calendar = world.strange_browser();
    let answer = calendar.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK);
    let head = |name: header::HeaderName| answer.headers[name].to_str().expect("text").to_owned();
    assert_eq!(head(header::CONTENT_TYPE), "text/calendar; charset=utf-8");
    assert!(head(header::CACHE_CONTROL).starts_with("private"));
    assert!(head(header::LAST_MODIFIED).ends_with("GMT"));
    let ics = answer.body.replace("\r\n ", "");
    assert!(
        ics.contains("SUMMARY:Coffee with Ben\\; \"B\"  Okafor") || ics.contains("Coffee with Ben"),
        "{ics}"
    );
    assert!(ics.contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"), "{ics}");
    // The draws: Tuesdays at nine in Berlin, in winter as in summer.
    assert!(ics.contains("DTSTART;TZID=Europe/Berlin:20260106T090000\r\n"), "{ics}");
    assert!(ics.contains("RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU;COUNT="), "{ics}");
    assert!(!ics.contains('@') || !ics.contains("mailto:"), "nobody's address");
    assert!(!ics.contains("ATTENDEE") && !ics.contains("METHOD"), "{ics}");
    for line in answer.body.split("\r\n") {
        assert!(line.len() <= 75 && !line.chars().any(char::is_control), "{line:?}");
    }
    // Read again without a change: the same bytes.
    assert_eq!(calendar.get(&path).await.body, answer.body);
    let etag = head(header::ETAG);
    let unchanged = calendar.get_with(&path, &[("if-none-match", &etag)]).await;
    assert_eq!((unchanged.status, unchanged.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let modified = head(header::LAST_MODIFIED);
    let other = calendar.get_with(&path, &[("if-none-match", "\"other\"")]).await;
    assert_eq!(other.status, StatusCode::OK);
    let later = calendar.get_with(&path, &[("if-modified-since", &modified)]).await;
    assert_eq!(later.status, StatusCode::NOT_MODIFIED);
});

both!(an_address_ends_when_renewed_revoked_left_and_erased, async |world: World| {
    let (ada, browser, path) = scene(&world).await;
    let calendar = world.strange_browser();
    let second = address(&browser.post("/me/calendar", &[]).await.body);
    assert_ne!(path, second);
    assert_eq!(calendar.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(calendar.get(&second).await.status, StatusCode::OK);
    browser.post("/me/calendar/revoke", &[]).await;
    assert_eq!(calendar.get(&second).await.status, StatusCode::NOT_FOUND);
    assert!(!feed::revoke(&world.env, ada).await.expect("again"));
    for wrong in
        ["/calendar/x", "/calendar/%F0%9F%92%A9.ics", &format!("/calendar/{}.ics", "a".repeat(43))]
    {
        assert_eq!(calendar.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let mut tx = world.env.db.read().await.expect("read");
    let actions: Vec<String> = audit_page(&mut tx, None, 50)
        .await
        .expect("audit")
        .into_iter()
        .map(|line| line.action)
        .filter(|action| action.starts_with("calendar"))
        .collect();
    drop(tx);
    assert_eq!(actions.len(), 3, "{actions:?}");
    // Whoever leaves takes the address along, and it does not come back with them.
    let third = address(&browser.post("/me/calendar", &[]).await.body);
    assert_eq!(calendar.get(&third).await.status, StatusCode::OK);
    assert!(person_leave(&world.env, ada, None).await.expect("leave"));
    assert_eq!(calendar.get(&third).await.status, StatusCode::NOT_FOUND);
    world.raw("update persons set state = 'active', left_at = null").await;
    assert_eq!(calendar.get(&third).await.status, StatusCode::NOT_FOUND);
    let fourth = feed::renew(&world.env, ada).await.expect("renew");
    let fourth = fourth.strip_prefix("http://127.0.0.1:8080").expect("ours").to_owned();
    assert_eq!(calendar.get(&fourth).await.status, StatusCode::OK);
    person_data::erase(&world.env, ada, None).await.expect("erase");
    assert_eq!(calendar.get(&fourth).await.status, StatusCode::NOT_FOUND);
    assert_eq!(feed::since(&world.env, ada).await.expect("since"), None);
});

both!(whoever_reads_too_often_is_asked_to_wait, async |world: World| {
    let (_, _, path) = scene(&world).await;
    let calendar = world.strange_browser();
    let mut refused = None;
    for n in 0..60 {
        if calendar.get(&path).await.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(n);
            break;
        }
    }
    assert_eq!(refused, Some(20));
    world.advance(TimeDelta::minutes(1));
    assert_eq!(calendar.get(&path).await.status, StatusCode::OK);
});

both!(rows_behind_an_address, async |world: World| {
    let (ada, _, _) = scene(&world).await;
    let now = world.clock.now();
    let hash = Sha256::digest(b"token").into();
    let mut tx = world.env.db.write().await.expect("write");
    feed_set(&mut tx, ada, &hash, now).await.expect("set");
    assert_eq!(feed_owner(&mut tx, &hash).await.expect("owner").expect("ada").person, ada);
    assert_eq!(feed_made_at(&mut tx, ada).await.expect("made"), Some(now));
    let meetings = feed_meetings(&mut tx, ada, now - TimeDelta::days(1)).await.expect("meetings");
    assert_eq!(meetings.len(), 1);
    assert_eq!(meetings[0].others.len(), 1);
    assert!(feed_meetings(&mut tx, ada, now + TimeDelta::days(1)).await.expect("none").is_empty());
    assert_eq!(feed_rounds(&mut tx, ada).await.expect("rounds")[0].name, "Tuesday coffee");
    assert!(feed_revoke(&mut tx, ada).await.expect("revoke"));
    assert_eq!(feed_owner(&mut tx, &hash).await.expect("owner"), None);
});

both!(a_calendar_for_outside_parsers, async |world: World| {
    let (ada, _, path) = scene(&world).await;
    // Cadences of all shapes, in zones that switch on different days, and one that does not.
    for (name, cadence, zone) in [
        ("Weekly", "every week on Monday and Thursday 10:30", chrono_tz::America::New_York),
        ("Monthly", "every month on the last Friday 16:00", chrono_tz::Australia::Lord_Howe),
        ("Daily", "every weekday 08:15", chrono_tz::Asia::Kolkata),
    ] {
        let id = world.office_coffee(name, ada).await;
        world.office_joins(id, &[ada]).await;
        let mut tx = world.env.db.write().await.expect("write");
        let mut programme =
            weft::store::programme::programme_get(&mut tx, id).await.expect("get").expect("there");
        let before = programme.updated_at;
        programme.cadence = cadence.to_owned();
        programme.zone = zone;
        programme.updated_at = world.clock.now() + TimeDelta::seconds(1);
        weft::store::programme::programme_edit(&mut tx, &programme, before).await.expect("edit");
        tx.commit().await.expect("commit");
    }
    let ics = world.strange_browser().get(&path).await.body;
    assert_eq!(ics.matches("BEGIN:VTIMEZONE").count(), 4);
    // What each series means, by our own calendar: title and instants in seconds.
    let mut tx = world.env.db.read().await.expect("read");
    let from = world
        .clock
        .now()
        .date_naive()
        .with_day(1)
        .expect("first")
        .and_time(chrono::NaiveTime::MIN)
        .and_utc();
    let until = from + chrono::Months::new(12);
    let mut expected = serde_json::Map::new();
    for round in feed_rounds(&mut tx, ada).await.expect("rounds") {
        let cadence =
            weft::domain::calendar::Cadence::parse(&round.cadence, round.zone).expect("cadence");
        let instants: Vec<i64> = cadence
            .upcoming(from, round.starts_at, 400)
            .into_iter()
            .filter(|at| *at <= until)
            .map(|at| at.timestamp())
            .collect();
        assert!(instants.len() > 8, "{}", round.name);
        expected.insert(format!("{}: groups are drawn", round.name), instants.into());
    }
    assert_eq!(expected.len(), 4);
    #[expect(clippy::disallowed_methods, reason = "a test is told by its caller where to write")]
    let given = std::env::var_os("WEFT_FEEDS");
    if let Some(folder) = given {
        let folder = std::path::PathBuf::from(folder);
        std::fs::create_dir_all(&folder).expect("folder");
        std::fs::write(folder.join("feed.ics"), ics).expect("written");
        let expected = serde_json::to_vec(&expected).expect("JSON");
        std::fs::write(folder.join("expected.json"), expected).expect("written");
    }
});
