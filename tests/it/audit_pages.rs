//! The audit log and the health of the service, through the pages.

use axum::http::StatusCode;
use weft::domain::access::Role;

use crate::world::both;

both!(the_log_shows_who_did_what_and_that_its_chain_holds, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let olga = world.admin("olga").await;
    let run = world.draw().await;
    olga.post(&format!("/admin/runs/{run}/release"), &[]).await;
    let page = olga.get("/admin/audit").await.text();
    assert!(page.contains("The chain holds"), "{page}");
    assert!(
        page.contains("Plan released") && page.contains("olga") && page.contains("Weft itself"),
        "{page}"
    );
    let one = olga.get(&format!("/admin/audit?subject=run:{run}&action=run-released")).await.text();
    assert!(one.contains("Plan released") && !one.contains("Plan made\n"), "{one}");
    let none = olga.get("/admin/audit?actor=person:nobody").await.text();
    assert!(none.contains("Nothing in the log fits"), "{none}");
    // An auditor reads it; runs stay closed to them.
    let ada = world.id("ada").await;
    weft::programmes::roles::grant(&world.env, "ada@test.example", Role::Auditor, None)
        .await
        .expect("grant");
    let auditor = world.browser_of(ada).await;
    let page = auditor.get("/admin/audit").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("href=\"/admin/runs/"), "no link that leads nowhere");
    assert_eq!(auditor.get(&format!("/admin/runs/{run}")).await.status, StatusCode::FORBIDDEN);
    // A line changed outside of Weft is found, and said.
    world.raw("update audit set action = 'run-held' where action = 'run-released'").await;
    let page = olga.get("/admin/audit").await.text();
    assert!(page.contains("The chain is broken at line"), "{page}");
});

both!(the_health_page_says_what_needs_a_look, async |world| {
    world.team("search").person("ada").in_coffee().await;
    let olga = world.admin("olga").await;
    let page = olga.get("/admin/health").await.text();
    assert!(
        page.contains("It has never ticked") && page.contains("Something needs a look"),
        "{page}"
    );
    assert!(page.contains("SQLite") || page.contains("PostgreSQL"), "{page}");
});
