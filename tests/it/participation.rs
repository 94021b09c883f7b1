//! Joining, changing, pausing, leaving; what people tell of themselves; the two lists of names.

use axum::http::StatusCode;
use chrono::NaiveDate;
use weft::domain::clock::Clock as _;
use weft::domain::coffee::Consent;
use weft::domain::id::PersonId;
use weft::domain::wishes::MOST_RATHER_NOT;
use weft::programmes::participation::{self, ParticipationError};
use weft::store::audit::audit_page;
use weft::store::enrolment::{enrolment_get, enrolments_of};
use weft::store::history::stated_of;
use weft::store::profile::{pause_get, profile_get};
use weft::store::rather_not::{rather_not_between, rather_nots_of};

use crate::world::{World, both};

/// The join form as it is when nothing was changed.
const PLAIN: [(&str, &str); 10] = [
    ("consent", "standing"),
    ("place", "either"),
    ("from", "09:00"),
    ("until", "17:00"),
    ("day", "mon"),
    ("day", "tue"),
    ("day", "wed"),
    ("day", "thu"),
    ("day", "fri"),
    ("calendar", "yes"),
];

fn with<'a>(form: &[(&'a str, &'a str)], name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|(key, old)| if *key == name { (*key, value) } else { (*key, *old) }).collect()
}

async fn three(world: &World) -> (PersonId, PersonId, PersonId) {
    (
        world.office_person("Ada Lindqvist", "Search").await,
        world.office_person("Ben Okafor", "Design").await,
        world.office_person("Cleo Marchetti", "Payments").await,
    )
}

both!(somebody_joins_in_one_step_and_sees_what_is_stored, async |world: World| {
    let (ada, ben, _) = three(&world).await;
    let coffee = world.office_coffee("Tuesday coffee", ben).await;
    let browser = world.browser_of(ada).await;
    let programmes = browser.get("/programmes").await;
    assert_eq!(programmes.status, StatusCode::OK);
    insta::assert_snapshot!("programmes", programmes.text());
    let form = browser.get(&format!("/programmes/{coffee}/join")).await;
    insta::assert_snapshot!("join", form.text());
    let mut sent = PLAIN.to_vec();
    sent.extend([
        ("about", "I bake.\r\nOn Fridays."),
        ("topics", "Go, Sailing , go"),
        ("speaks", "en"),
        ("pause_until", "2026-02-02"),
    ]);
    let path = format!("/programmes/{coffee}/join");
    let answer = browser.post(&path, &sent).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, format!("/programmes/{coffee}/joined").as_str())
    );
    insta::assert_snapshot!(
        "joined",
        browser.get(&format!("/programmes/{coffee}/joined")).await.text()
    );
    // A second press changes nothing.
    let again = browser.post(&path, &sent).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let mut tx = world.env.db.read().await.expect("read");
    let profile = profile_get(&mut tx, ada).await.expect("profile").expect("there");
    assert_eq!(profile.about, "I bake.\nOn Fridays.");
    assert_eq!(profile.topics, ["go", "sailing"]);
    assert!(profile.calendar && !profile.on_map);
    let enrolments = enrolments_of(&mut tx, ada).await.expect("enrolments");
    assert_eq!(enrolments.len(), 1);
    assert_eq!(enrolments[0].consent, Consent::Standing);
    let pause = pause_get(&mut tx, ada).await.expect("pause").expect("there");
    assert_eq!(pause.until_on, NaiveDate::from_ymd_opt(2026, 2, 2));
    let others = world.browser_of(ben).await.get("/programmes").await.text();
    assert!(others.contains("Few so far"), "{others}");
    assert!(!others.contains("Ada"), "nobody sees who takes part");
});

both!(a_refused_form_keeps_everything_typed, async |world: World| {
    let (ada, ben, _) = three(&world).await;
    let coffee = world.office_coffee("Tuesday coffee", ben).await;
    let browser = world.browser_of(ada).await;
    let path = format!("/programmes/{coffee}/join");
    let long = "x".repeat(281);
    let mut sent = with(&with(&PLAIN, "until", "08:00"), "place", "moon");
    sent.retain(|(name, _)| *name != "day" && *name != "consent");
    let topics = (0..11).map(|n| format!("topic {n}")).collect::<Vec<_>>().join(", ");
    sent.extend([
        ("about", long.as_str()),
        ("topics", topics.as_str()),
        ("pause_from", "gestern"),
        ("on_map", "yes"),
    ]);
    let answer = browser.post(&path, &sent).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    for sentence in [
        "Choose whether you take part in every round",
        "Choose where you like to meet",
        "Your working day must end after it starts",
        "Tick at least one day",
        "Use at most 280 characters",
        "Name at most 10 topics",
        "Give the first day of your pause as a date",
    ] {
        // In the summary and beside the field.
        assert_eq!(text.matches(sentence).count(), 2, "{sentence}\n{text}");
    }
    for field in ["consent", "place", "until", "day", "about", "topics", "pause_from"] {
        assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{field}");
        assert!(answer.body.contains(&format!("id=\"{field}\"")), "{field}");
    }
    assert!(
        answer.body.contains(&long)
            && answer.body.contains("topic 10")
            && answer.body.contains("gestern")
    );
    assert!(answer.body.contains("<title>Error: "), "the title says so");
    let mut tx = world.env.db.read().await.expect("read");
    assert!(enrolments_of(&mut tx, ada).await.expect("enrolments").is_empty());
    assert!(profile_get(&mut tx, ada).await.expect("profile").is_none());
});

both!(odd_input_is_answered_calmly, async |world: World| {
    let (ada, ben, _) = three(&world).await;
    let coffee = world.office_coffee("Tuesday coffee", ben).await;
    let browser = world.browser_of(ada).await;
    let path = format!("/programmes/{coffee}/join");
    let mut sent = PLAIN.to_vec();
    sent.extend([
        ("about", "\u{202e}evil\u{0} <script>alert(1)</script> 👩🏽‍💻 İstanbul ﷽"),
        ("topics", "ΣΊΣΥΦΟΣ; \u{feff}日本語、茶"),
    ]);
    assert_eq!(browser.post(&path, &sent).await.status, StatusCode::SEE_OTHER);
    let joined = browser.get(&format!("/programmes/{coffee}/joined")).await;
    assert!(!joined.body.contains("<script>alert") && !joined.body.contains('\u{202e}'));
    let mut tx = world.env.db.read().await.expect("read");
    let profile = profile_get(&mut tx, ada).await.expect("profile").expect("there");
    assert_eq!(profile.topics.len(), 3);
    drop(tx);
    let huge = "a".repeat(1_000_000);
    let answer = browser.post("/preferences", &[("about", huge.as_str())]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    for path in
        ["/programmes/not-an-id/join", "/programmes/019b9251-e800-700e-b9da-7ce7e8c59f92/join"]
    {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(
        browser.get("/rather-not?q=%FF%00%2e&page=99999999999").await.status,
        StatusCode::OK
    );
    assert_eq!(browser.get("/rather-not?q=%25_%5c").await.status, StatusCode::OK);
});

both!(people_change_pause_come_back_and_leave, async |world: World| {
    let (ada, ben, _) = three(&world).await;
    let coffee = world.office_coffee("Tuesday coffee", ben).await;
    world.office_joins(coffee, &[ada]).await;
    let browser = world.browser_of(ada).await;
    browser.post(&format!("/programmes/{coffee}/consent"), &[("consent", "ask")]).await;
    let mut tx = world.env.db.read().await.expect("read");
    let enrolment = enrolment_get(&mut tx, coffee, ada).await.expect("enrolment").expect("there");
    assert_eq!(enrolment.consent, Consent::Ask);
    drop(tx);
    for (until, sentence) in [
        ("2026-01-06", "must come after the pause starts"),
        ("2031-01-01", "more than two years ahead"),
        ("soon", "as a date"),
    ] {
        let answer = browser.post("/pause", &[("pause_until", until)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{until}");
        assert!(answer.text().contains(sentence), "{until}: {}", answer.text());
        assert!(answer.body.contains(until));
    }
    assert_eq!(
        browser.post("/pause", &[("pause_until", "2.2.2026")]).await.location(),
        "/?done=paused"
    );
    assert!(browser.get("/").await.text().contains("You are back on Mon 2 Feb"));
    assert_eq!(browser.post("/resume", &[]).await.location(), "/?done=resumed");
    assert!(!browser.get("/").await.text().contains("You are on pause"));
    insta::assert_snapshot!(
        "leave",
        browser.get(&format!("/programmes/{coffee}/leave")).await.text()
    );
    // Two tabs: the second press finds it done.
    for _ in 0..2 {
        let answer = browser.post(&format!("/programmes/{coffee}/leave"), &[]).await;
        assert_eq!(answer.location(), "/programmes?done=left");
    }
    // A form of another tab that still thinks the person is in.
    let stale = browser.post(&format!("/programmes/{coffee}/consent"), &[("consent", "ask")]).await;
    assert_eq!(stale.status, StatusCode::NOT_FOUND);
    let mut tx = world.env.db.read().await.expect("read");
    assert!(enrolment_get(&mut tx, coffee, ada).await.expect("enrolment").is_none());
});

both!(preferences_keep_what_is_right_and_refuse_what_is_not, async |world: World| {
    let (ada, ben, _) = three(&world).await;
    let coffee = world.office_coffee("Tuesday coffee", ben).await;
    world.office_joins(coffee, &[ada]).await;
    let browser = world.browser_of(ada).await;
    insta::assert_snapshot!("preferences", browser.get("/preferences").await.text());
    let mut sent = with(&PLAIN, "from", "13:30");
    sent.push(("on_map", "yes"));
    assert_eq!(browser.post("/preferences", &sent).await.location(), "/preferences?done=saved");
    let mut tx = world.env.db.read().await.expect("read");
    let profile = profile_get(&mut tx, ada).await.expect("profile").expect("there");
    assert!(profile.on_map);
    assert_eq!(profile.hours.from, 13 * 60 + 30);
    drop(tx);
    for bad in ["13:15", "25:00", "-1:00", "99999:99999", "noon"] {
        let answer = browser.post("/preferences", &with(&PLAIN, "from", bad)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
    }
});

both!(a_rather_not_list_is_private_silent_and_mutual_in_effect, async |world: World| {
    let (ada, ben, cleo) = three(&world).await;
    let browser = world.browser_of(ada).await;
    insta::assert_snapshot!("rather_not_empty", browser.get("/rather-not").await.text());
    let found = browser.get("/rather-not?q=okaf").await;
    assert!(found.text().contains("Ben Okafor Design"));
    assert!(
        browser.get("/rather-not?q=lindqvist").await.text().contains("Nobody of that name"),
        "not oneself"
    );
    let id = ben.to_string();
    for _ in 0..2 {
        let answer = browser.post("/rather-not/add", &[("person", &id)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(browser.get(answer.location()).await.text().contains("Ben Okafor is on your list"));
    }
    for (person, sentence) in [
        (ada.to_string(), "That is you"),
        ("019b9251-e800-700e-b9da-7ce7e8c59f92".to_owned(), "not here any more"),
    ] {
        let answer = browser.post("/rather-not/add", &[("person", &person), ("q", "oka")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains(sentence), "{}", answer.text());
    }
    let mut tx = world.env.db.read().await.expect("read");
    assert_eq!(rather_nots_of(&mut tx, ada).await.expect("list").len(), 1);
    assert!(rather_nots_of(&mut tx, ben).await.expect("list").is_empty(), "the other sees nothing");
    assert!(rather_not_between(&mut tx, ben, ada).await.expect("between"));
    assert!(!rather_not_between(&mut tx, ben, cleo).await.expect("between"));
    // The audit log tells that wishes changed, not which, nor about whom.
    let lines = audit_page(&mut tx, None, 50).await.expect("audit");
    for line in &lines {
        let shown = format!("{line:?}");
        assert!(!shown.contains("rather"), "{shown}");
        assert!(!shown.contains(&id), "{shown}");
    }
    assert_eq!(lines.len(), 1, "a second press leaves no line");
    drop(tx);
    // The other's pages say nothing.
    let other = world.browser_of(ben).await;
    for path in ["/", "/rather-not", "/known", "/history", "/preferences"] {
        assert!(!other.get(path).await.body.contains("Ada"), "{path}");
    }
    for _ in 0..2 {
        let answer = browser.post("/rather-not/remove", &[("person", &id)]).await;
        assert!(browser.get(answer.location()).await.text().contains("is off your list"));
    }
});

both!(a_list_has_its_cap, async |world: World| {
    let ada = world.office_person("Ada Lindqvist", "Search").await;
    let mut last = None;
    for n in 0..=MOST_RATHER_NOT {
        last = Some(world.office_person(&format!("Person {n:03}"), "Design").await);
    }
    let mut tx = world.env.db.read().await.expect("read");
    let people =
        weft::store::profile::people_named(&mut tx, ada, "person", 300, 0).await.expect("people");
    drop(tx);
    for person in people.iter().take(MOST_RATHER_NOT) {
        participation::rather_not_add_to(&world.env, ada, person.id).await.expect("add");
    }
    let over = participation::rather_not_add_to(&world.env, ada, last.expect("person")).await;
    assert!(matches!(over, Err(ParticipationError::Refused(_))), "{over:?}");
    let browser = world.browser_of(ada).await;
    let page = browser.get("/rather-not?q=person&page=2").await.text();
    assert!(page.contains("200 of 200") && page.contains("Person 020"), "{page}");
});

both!(two_who_know_each_other_well_both_see_it_and_either_takes_it_back, async |world: World| {
    let (ada, ben, _) = three(&world).await;
    let browser = world.browser_of(ada).await;
    let id = ben.to_string();
    browser.post("/known/add", &[("person", &id)]).await;
    let other = world.browser_of(ben).await;
    assert!(other.get("/known").await.text().contains("Ada Lindqvist Search"));
    other.post("/known/remove", &[("person", &ada.to_string())]).await;
    let mut tx = world.env.db.read().await.expect("read");
    assert!(stated_of(&mut tx, ada).await.expect("list").is_empty());
    let _ = world.clock.now();
});
