//! The admin's pages of roster files, people and held accounts.

use axum::http::StatusCode;
use weft::domain::access::Role;
use weft::domain::person::{Person, PersonState};
use weft::store::person::{person_by_email, person_keep_by_hand};
use weft::store::view::view_list;

use crate::visitor::Visitor;
use crate::world::{World, both};

const ROSTER: &str = "id,email,name,team,manager
1,ada@test.example,Ada Lovelace,Search,
2,bo@test.example,Bo Åkesson,Search,1
3,cy@test.example,Cy Young,Sales,1
4,info@test.example,Information,Sales,
";

/// An administrator who is on no roster, at a browser.
async fn admin(world: &World) -> (Visitor, Person) {
    let admin = world.somebody_who_is(Role::Admin).await;
    let mut tx = world.env.db.write().await.expect("write");
    person_keep_by_hand(&mut tx, admin.id).await.expect("by hand");
    tx.commit().await.expect("commit");
    (Visitor::of(world, admin.id).await, admin)
}

async fn someone(world: &World, email: &str) -> Option<Person> {
    let mut tx = world.env.db.read().await.expect("read");
    person_by_email(&mut tx, email).await.expect("person")
}

impl Visitor {
    async fn roster(&mut self, file: &str) -> String {
        let reply =
            self.upload("/admin/import", &[("kind", "roster")], ("r.csv", file.as_bytes())).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        reply.leads_to().to_owned()
    }
}

both!(a_file_is_refused_mended_looked_at_and_applied, async |world| {
    let (mut browser, _) = admin(&world).await;
    let none = browser.upload("/admin/import", &[("kind", "ties")], ("", b"")).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("Choose a file"));
    assert!(none.body.contains("value=\"ties\" checked"), "what was chosen stays");

    let bad = ROSTER.replace("Bo Åkesson", "=1+1");
    let refused =
        browser.upload("/admin/import", &[("kind", "roster")], ("r.csv", bad.as_bytes())).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("<code>=1+1</code>"), "{}", refused.body);
    assert!(someone(&world, "ada@test.example").await.is_none());

    let path = browser.roster(ROSTER).await;
    let preview = browser.get(&path).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(preview.body.contains("Ada Lovelace"), "{}", preview.body);
    assert!(someone(&world, "ada@test.example").await.is_none(), "looking writes nothing");
    let applied = browser.post(&path, &[]).await;
    assert_eq!((applied.status, applied.leads_to()), (StatusCode::SEE_OTHER, path.as_str()));
    assert!(browser.get(&path).await.body.contains("The roster is imported"));
    assert!(someone(&world, "ada@test.example").await.is_some());
    assert_eq!(browser.post(&path, &[]).await.status, StatusCode::CONFLICT, "once");
});

both!(columns_are_asked_for_and_the_file_is_kept_for_the_answer, async |world| {
    let (mut browser, _) = admin(&world).await;
    let asked = browser.roster("who,post,group\nAda Lovelace,ada@test.example,Search\n").await;
    assert!(asked.ends_with("/columns"), "{asked}");
    let page = browser.get(&asked).await;
    assert!(page.body.contains("name=\"map-email\""), "{}", page.body);
    let answer = [("map-email", "post"), ("map-name", "who"), ("map-team", "group")];
    let mapped = browser.post(&asked, &answer).await;
    assert_eq!(mapped.status, StatusCode::SEE_OTHER, "{}", mapped.body);
    let path = mapped.leads_to().to_owned();
    assert!(browser.get(&path).await.body.contains("Ada Lovelace"));
    assert_eq!(browser.post(&path, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(someone(&world, "ada@test.example").await.is_some());
});

both!(many_leavers_need_their_number_typed, async |world| {
    let (mut browser, _) = admin(&world).await;
    let first = browser.roster(ROSTER).await;
    browser.post(&first, &[]).await;
    let path = browser
        .roster("id,email,name,team,manager\n1,ada@test.example,Ada Lovelace,Search,\n")
        .await;
    let refused = browser.post(&path, &[("leaving", "7")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("value=\"7\""), "what was typed stays");
    assert_eq!(browser.post(&path, &[("leaving", "2")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(someone(&world, "bo@test.example").await.expect("bo").state, PersonState::Left);
});

both!(a_look_at_somebody_is_noted_once_and_a_leaver_leaves, async |world| {
    let (mut browser, _) = admin(&world).await;
    let first = browser.roster(ROSTER).await;
    browser.post(&first, &[]).await;
    let list = browser.get("/admin/people?search=akesson").await;
    assert!(list.body.contains("Bo Åkesson") && !list.body.contains("Cy Young"), "{}", list.body);
    let bo = someone(&world, "bo@test.example").await.expect("bo");
    let path = format!("/admin/people/{}", bo.id);
    let asked = browser.get(&path).await;
    assert!(!asked.body.contains("bo@test.example"), "nothing is shown before it is noted");
    for _ in 0..2 {
        assert_eq!(browser.post(&format!("{path}/look"), &[]).await.leads_to(), path);
    }
    assert!(browser.get(&path).await.body.contains("bo@test.example"));
    let mut tx = world.env.db.read().await.expect("read");
    assert_eq!(view_list(&mut tx, bo.id, 10).await.expect("views").len(), 1);
    drop(tx);
    assert_eq!(browser.get(&format!("{path}/leave")).await.status, StatusCode::OK);
    assert_eq!(someone(&world, "bo@test.example").await.expect("bo").state, PersonState::Active);
    browser.post(&format!("{path}/leave"), &[]).await;
    assert_eq!(someone(&world, "bo@test.example").await.expect("bo").state, PersonState::Left);
    let teams = browser.get("/admin/teams").await;
    assert!(teams.body.contains("Sales"), "{}", teams.body);
});

both!(a_held_account_is_decided_on_its_page, async |world| {
    let (mut browser, _) = admin(&world).await;
    let first = browser.roster(ROSTER).await;
    browser.post(&first, &[]).await;
    let account = ("email", "info@test.example");
    let nameless =
        browser.post("/admin/held", &[account, ("decision", "person"), ("name", "")]).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.body.contains("Give the person a name"));
    let ignored = browser.post("/admin/held", &[account, ("decision", "ignored")]).await;
    assert_eq!(ignored.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/admin/held").await.body.contains("Nothing waits"));
    let decided = browser.get("/admin/held?show=decided").await;
    assert!(decided.body.contains("Decide again"), "{}", decided.body);
    browser.post("/admin/held", &[account, ("decision", "reopen")]).await;
    browser.post("/admin/held", &[account, ("decision", "person"), ("name", "Ines Fo")]).await;
    assert_eq!(someone(&world, "info@test.example").await.expect("ines").name, "Ines Fo");
});
