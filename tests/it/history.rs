//! Whom one met: own list, filter, file.

use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};

use crate::world::{World, both};

both!(a_history_lists_meetings_people_and_teams_of_its_reader_only, async |world: World| {
    let ada = world.office_person("Ada Lindqvist", "Search").await;
    let ben = world.office_person("Ben Okafor", "Design").await;
    let cleo = world.office_person("=Cleo (1+1)", "Payments").await;
    let coffee = world.office_coffee("Tuesday coffee", ben).await;
    let browser = world.browser_of(ada).await;
    insta::assert_snapshot!("history_empty", browser.get("/history").await.text());
    let (_, groups) = world.office_round(coffee, &[&[ada, cleo]], &[]).await;
    world.advance(TimeDelta::days(14));
    world.office_round(coffee, &[&[ben, ada]], &[]).await;
    let browser = world.browser_of(ada).await;
    let id = groups[0];
    let answer = browser.post(&format!("/groups/{id}/mark"), &[("mark", "met")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    world.office_met(ada, ben, NaiveDate::from_ymd_opt(2025, 12, 1).expect("date")).await;
    insta::assert_snapshot!("history", browser.get("/history").await.text());
    let found = browser.get("/history?q=desi").await.text();
    assert!(found.contains("Ben Okafor") && !found.contains("Cleo"), "{found}");
    assert!(browser.get("/history?q=nobody").await.text().contains("Nothing found"));
    let csv = browser.get("/history.csv").await;
    assert!(
        csv.body.contains("Ben Okafor") && !csv.body.contains(",=Cleo"),
        "no formula: {}",
        csv.body
    );
    let other = world.browser_of(ben).await.get("/history").await.text();
    assert!(other.contains("Ada") && !other.contains("Cleo"));
    let nobody = world.strange_browser().get("/history").await;
    assert_eq!((nobody.status, nobody.location()), (StatusCode::SEE_OTHER, "/sign-in?to=/history"));
});
