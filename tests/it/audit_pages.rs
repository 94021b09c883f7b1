//! The audit log and the health of the service, through the pages.

use axum::http::StatusCode;
use weft::domain::access::Role;

use crate::world::{World, both};

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

both!(auditors_take_the_papers_along, async |world: World| {
    let auditor = world.somebody_who_is(Role::Auditor).await;
    let browser = world.browser_of(auditor.id).await;
    let page = browser.get("/admin/audit").await.body;
    for name in ["privacy.md", "dpia.md", "works-agreement.md"] {
        let path = format!("/admin/audit/papers/{name}");
        assert!(page.contains(&path), "{page}");
        let paper = browser.get(&path).await;
        assert_eq!(paper.status, StatusCode::OK);
        assert!(paper.body.starts_with("> Test works, Tue 6 Jan 2026"), "{}", paper.body);
        assert!(paper.body.contains("At least 5 people stand behind each figure"));
        assert!(paper.body.contains("| set-targets |"), "its facts are the program's");
    }
    let none = browser.get("/admin/audit/papers/secrets.md").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let ada = world.somebody("Ada Lov").await;
    let refused = world.browser_of(ada.id).await.get("/admin/audit/papers/dpia.md").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
});
