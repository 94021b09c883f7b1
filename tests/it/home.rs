//! The home page in each of its states, a group's page, and what people say of a meeting.

use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};
use weft::domain::coffee::{Consent, GroupState};
use weft::domain::person::Profile;
use weft::programmes::participation;
use weft::store::group::group_get;

use crate::world::{World, both};

both!(home_says_what_will_happen_when_nothing_has, async |world: World| {
    let ada = world.office_person("Ada Lindqvist", "Search").await;
    let ben = world.office_person("Ben Okafor", "Design").await;
    let browser = world.browser_of(ada).await;
    insta::assert_snapshot!("home_no_programme", browser.get("/").await.text());
    let coffee = world.office_coffee("Tuesday coffee", ben).await;
    insta::assert_snapshot!("home_not_joined", browser.get("/").await.text());
    world.office_joins(coffee, &[ada]).await;
    insta::assert_snapshot!("home_waiting", browser.get("/").await.text());
    let stranger = world.strange_browser().get("/").await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
});

both!(home_shows_the_current_group_and_takes_one_tap, async |world: World| {
    let ada = world.office_person("Ada Lindqvist", "Search").await;
    let ben = world.office_person_in("Ben Okafor", "Design", chrono_tz::Asia::Kolkata).await;
    let cleo = world.office_person("Cleo Marchetti", "Payments").await;
    let coffee = world.office_coffee("Tuesday coffee", cleo).await;
    let profile = Profile {
        about: "I bake.".to_owned(),
        topics: vec!["go".to_owned()],
        ..Profile::default()
    };
    participation::enrol(&world.env, ben, coffee, Consent::Standing, &profile, None)
        .await
        .expect("enrol");
    world.office_joins(coffee, &[ada, cleo]).await;
    world.office_met(ada, cleo, NaiveDate::from_ymd_opt(2025, 12, 9).expect("date")).await;
    let (_, groups) = world.office_round(coffee, &[&[ben, ada]], &[cleo]).await;
    let group = groups[0];
    let browser = world.browser_of(ada).await;
    let home = browser.get("/").await;
    assert!(home.body.len() < 100_000);
    insta::assert_snapshot!("home_group", home.text());
    insta::assert_snapshot!("group", browser.get(&format!("/groups/{group}")).await.text());
    // The mark of somebody else's group, and ids of nothing.
    let foreign = world.browser_of(cleo).await;
    for path in
        [format!("/groups/{group}"), format!("/groups/{group}/not-met"), "/groups/1".to_owned()]
    {
        assert_eq!(foreign.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let path = format!("/groups/{group}/mark");
    assert_eq!(foreign.post(&path, &[("mark", "met")]).await.status, StatusCode::NOT_FOUND);
    let answer = browser.post(&path, &[("mark", "scheduled"), ("from", "home")]).await;
    assert_eq!(answer.location(), "/?done=scheduled");
    // "Not this time" without a reason asks for one.
    assert_eq!(
        browser.post(&path, &[("mark", "not_met")]).await.location(),
        format!("/groups/{group}/not-met")
    );
    insta::assert_snapshot!(
        "not_met",
        browser.get(&format!("/groups/{group}/not-met")).await.text()
    );
    // A double press says the same twice and changes nothing more.
    for _ in 0..2 {
        assert_eq!(browser.post(&path, &[("mark", "met")]).await.status, StatusCode::SEE_OTHER);
    }
    let mut tx = world.env.db.read().await.expect("read");
    let row = group_get(&mut tx, group).await.expect("group").expect("there");
    assert_eq!(row.state, GroupState::Met);
    drop(tx);
    let home = browser.get("/?done=met").await.text();
    assert!(home.contains("You know somebody more"), "{home}");
    // Free words, kept when too long.
    let words = format!("/groups/{group}/words");
    let long = "ß".repeat(1001);
    let refused = browser.post(&words, &[("words", &long), ("share", "yes")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(&long));
    assert_eq!(
        browser.post(&words, &[("words", "We talked about tea.")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(browser.get(&format!("/groups/{group}")).await.body.contains("We talked about tea."));
    let other = world.browser_of(ben).await.get(&format!("/groups/{group}")).await;
    assert!(!other.body.contains("We talked about tea."), "only the writer sees the words");
});

both!(the_left_out_are_told_why_and_what_is_next, async |world: World| {
    let ada = world.office_person("Ada Lindqvist", "Search").await;
    let ben = world.office_person("Ben Okafor", "Design").await;
    let cleo = world.office_person("Cleo Marchetti", "Payments").await;
    let coffee = world.office_coffee("Tuesday coffee", ben).await;
    world.office_joins(coffee, &[ada, ben, cleo]).await;
    let (run, _) = world.office_round(coffee, &[&[ada, ben]], &[cleo]).await;
    let browser = world.browser_of(cleo).await;
    assert!(browser.get("/").await.text().contains("No partner for you this round"));
    insta::assert_snapshot!(
        "left_out",
        browser.get(&format!("/rounds/{run}/left-out")).await.text()
    );
    let other = world.browser_of(ada).await;
    assert_eq!(other.get(&format!("/rounds/{run}/left-out")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        other.post(&format!("/rounds/{run}/third"), &[]).await.status,
        StatusCode::NOT_FOUND
    );
});

both!(those_who_are_asked_answer_on_the_home_page, async |world: World| {
    let ada = world.office_person("Ada Lindqvist", "Search").await;
    let ben = world.office_person("Ben Okafor", "Design").await;
    let coffee = world.office_coffee("Tuesday coffee", ben).await;
    participation::enrol(&world.env, ada, coffee, Consent::Ask, &Profile::default(), None)
        .await
        .expect("enrol");
    let run = world.office_asked(coffee).await;
    let browser = world.browser_of(ada).await;
    insta::assert_snapshot!("home_asked", browser.get("/").await.text());
    let path = format!("/rounds/{run}/answer");
    assert_eq!(browser.post(&path, &[("answer", "yes")]).await.location(), "/?done=yes");
    assert!(browser.get("/").await.text().contains("You are in this round"));
    assert_eq!(browser.post(&path, &[("answer", "skip")]).await.location(), "/?done=skip");
    assert_eq!(browser.post(&path, &[("answer", "perhaps")]).await.location(), "/");
    assert!(browser.get("/").await.text().contains("You skip this round"));
    world.advance(TimeDelta::days(3));
    let mut tx = world.env.db.write().await.expect("write");
    weft::store::run::run_become(&mut tx, run, weft::domain::plan::RunState::Solving, None)
        .await
        .expect("solving");
    tx.commit().await.expect("commit");
    let browser = world.browser_of(ada).await;
    assert_eq!(browser.post(&path, &[("answer", "yes")]).await.status, StatusCode::CONFLICT);
});

both!(the_page_says_of_the_invitation_what_the_mail_says, async |world: World| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let run = world.round().await;
    let group = world.group_of(run, "ada").await;
    let browser = world.browser_of(world.id("ada").await).await;
    let before = browser.get("/").await.text();
    assert!(!before.contains("came with the mail"), "no mail went out yet: {before}");
    world.deliver().await;
    for path in ["/".to_owned(), format!("/groups/{group}")] {
        let page = browser.get(&path).await.text();
        assert!(
            page.contains("The invitation for") && page.contains("came with the mail"),
            "{page}"
        );
        assert_eq!(page.matches("in the invitation").count(), 1, "one of the times: {page}");
        for wrong in ["sends the invitation", "You send the invitation"] {
            assert!(!page.contains(wrong), "{wrong}: {page}");
        }
    }
});

both!(the_first_admin_finds_the_way_to_a_first_programme, async |world: World| {
    let admin = world.somebody_who_is(weft::domain::access::Role::Admin).await;
    let page = world.browser_of(admin.id).await.get("/").await;
    assert!(page.body.contains("href=\"/admin/programmes/new\""), "{}", page.body);
    assert!(page.text().contains("New coffee programme"));
});
