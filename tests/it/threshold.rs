//! How many people stand behind a figure: an administrator's page, on which the number only goes up.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use weft::domain::access::Role;
use weft::domain::clock::Clock as _;
use weft::programmes::connections::{publish_due, threshold};

use crate::world::{World, both};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("instant")
}

both!(the_number_behind_a_figure_only_goes_up, async |world: World| {
    world.team("office").person("ida").person("hanna").await;
    for at in 0..12 {
        world.team("north").person(&format!("north{at}")).in_coffee().await;
    }
    world.round().await;
    weft::programmes::roles::grant(&world.env, "hanna@test.example", Role::Hr, None)
        .await
        .expect("grant");
    let admin = world.admin("ida").await;
    let path = "/admin/disclosure";
    let page = admin.get(path).await.text();
    for words in ["stands on at least 5 people", "built into the program", "15 April 2026"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(admin.get("/admin/settings").await.body.contains("href=\"/admin/disclosure\""));
    for wrong in ["", "4", "5", "51", "-9", "many", "99999999999999999999"] {
        for step in ["check", "raise"] {
            let answer = admin.post(path, &[("k", wrong), ("step", step)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong} {step}");
            assert!(
                answer.text().contains("Choose a whole number from 6 to 50"),
                "{}",
                answer.text()
            );
            assert!(answer.body.contains(&format!("value=\"{wrong}\"")), "what was typed is kept");
        }
    }
    let check = admin.post(path, &[("k", "8"), ("step", "check")]).await.text();
    assert!(
        check.contains("From 5 to 8 people?") && check.contains("cannot be lowered"),
        "{check}"
    );
    assert_eq!(threshold(&world.env).await.expect("read").now, 5, "asking raised nothing");
    // In the days of grace the quarter that is over is the next to be published.
    world.advance(at("2026-04-03T06:00:00Z") - world.clock.now());
    let admin = world.admin("ida").await;
    assert!(admin.get(path).await.text().contains("15 April 2026"));
    world.advance(at("2026-04-20T06:00:00Z") - world.clock.now());
    assert!(publish_due(&world.env).await.expect("publish").is_some());
    let admin = world.admin("ida").await;
    let done = admin.post(path, &[("k", "8"), ("step", "raise")]).await;
    assert_eq!(done.location(), "/admin/disclosure?done=raised");
    let page = admin.get("/admin/disclosure?done=raised").await.text();
    assert!(page.contains("From the next quarter on, at least 8 people"), "{page}");
    let body = admin.get(path).await.body;
    let row = "<th scope=\"row\">Q1 2026</th><td class=\"num\">5</td>";
    assert!(body.contains(row), "the published quarter keeps its number: {body}");
    // A form that was open in between lowers nothing.
    let late = admin.post(path, &[("k", "7"), ("step", "raise")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("from 9 to 50"), "{}", late.text());
    world.advance(at("2026-07-20T06:00:00Z") - world.clock.now());
    assert!(publish_due(&world.env).await.expect("publish").is_some());
    let known = threshold(&world.env).await.expect("read");
    let numbers: Vec<u32> = known.quarters.iter().map(|(_, k)| *k).collect();
    assert_eq!((known.now, numbers), (8, vec![8, 5]));
    // HR reads which number a quarter was published with, before and after opening it.
    let hanna = world.browser_of(world.id("hanna").await).await;
    for (quarter, words) in [("2026-Q1", "at least 5 people"), ("2026-Q2", "at least 8 people")] {
        for sheet in ["connections", "fairness", "newcomers", "health"] {
            let path = format!("/hr/{sheet}?quarter={quarter}");
            assert!(hanna.get(&path).await.text().contains(words), "{path}");
            hanna.post("/hr/open", &[("sheet", sheet), ("quarter", quarter)]).await;
            assert!(hanna.get(&path).await.text().contains(words), "{path}");
        }
    }
    assert_eq!(hanna.get(path).await.status, StatusCode::FORBIDDEN);
    // It is in the log, with who and from what to what.
    let log = world.admin("ida").await.get("/admin/audit?action=disclosure-raised").await;
    assert!(log.text().contains("More people asked for behind a figure"), "{}", log.text());
    let rows = log.body.split("<tbody>").nth(1).expect("rows");
    assert!(rows.contains(">ida</a>"), "{rows}");
});
