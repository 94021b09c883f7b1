//! The outbox and team capacity, through the pages.

use axum::http::StatusCode;
use weft::domain::access::Role;
use weft::store::outbox_view::{NoticeFilter, notices_page};

use crate::browser::Browser;
use crate::world::{World, both};

async fn town(world: &World) -> Browser {
    world.team("search").seats(2).person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("maps").person("bob").in_coffee().person("bea").in_coffee().await;
    world.admin("olga").await
}

both!(the_outbox_shows_states_and_never_an_address, async |world| {
    let olga = town(&world).await;
    let empty = olga.get("/admin/outbox").await.text();
    assert!(empty.contains("Nothing was ever sent"), "{empty}");
    world.round().await;
    world.raw("update outbox set state = 'deferred', last_error = '451 ada@test.example: try later', attempts = 2 where kind = 'match'").await;
    let page = olga.get("/admin/outbox").await;
    assert!(page.text().contains("To be tried again"), "{}", page.text());
    assert!(!page.text().contains("@"), "an address is shown");
    assert!(!page.text().contains("ada"), "a name is shown though nobody must act");
    // Given up: somebody must look after it, so the name shows.
    world.raw("update outbox set state = 'failed'").await;
    let page = olga.get("/admin/outbox?state=failed&kind=match").await;
    assert!(page.text().contains("ada"), "{}", page.text());
    assert!(!page.text().contains("@"), "an address is shown");
    let none = olga.get("/admin/outbox?state=sent").await.text();
    assert!(none.contains("No mail in the outbox fits"), "{none}");
});

both!(retrying_is_done_once_and_noted, async |world| {
    let olga = town(&world).await;
    world.round().await;
    world.raw("update outbox set state = 'deferred', next_at = created_at").await;
    let mut tx = world.env.db.read().await.expect("read");
    let row = notices_page(&mut tx, NoticeFilter::default(), 1).await.expect("rows").remove(0);
    drop(tx);
    let path = format!("/admin/outbox/{}/retry", row.id);
    let first = olga.post(&path, &[]).await;
    assert_eq!(first.location(), "/admin/outbox?done=retry");
    let second = olga.post(&path, &[]).await;
    assert_eq!(second.location(), "/admin/outbox?done=late");
    let said = olga.get(second.location()).await.text();
    assert!(said.contains("Nothing to try again"), "{said}");
    let all = olga.post("/admin/outbox/retry-deferred", &[]).await;
    assert_eq!(all.status, StatusCode::SEE_OTHER);
    let audit = olga.get("/admin/audit?action=notice-retried").await.text();
    assert!(audit.contains("olga"), "{audit}");
});

both!(seats_are_changed_after_their_meaning_was_shown, async |world| {
    let olga = town(&world).await;
    world.round().await;
    let mut tx = world.env.db.read().await.expect("read");
    let team =
        weft::store::team::team_by_name(&mut tx, "search").await.expect("read").expect("team");
    drop(tx);
    let path = format!("/admin/capacity/{}/seats", team.id);
    let page = olga.get(&path).await.text();
    assert!(page.contains("2 of 2 in use, 0 free"), "{page}");
    let wrong = olga.post(&path, &[("step", "check"), ("seats", "many"), ("seen", "2")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"many\""));
    let check = olga.post(&path, &[("step", "check"), ("seats", "1"), ("seen", "2")]).await.text();
    assert!(check.contains("2 people take part, so in each round 1 of them sits out"), "{check}");
    assert!(check.contains("1 round that is going on uses more"), "{check}");
    for _ in 0..2 {
        let save = olga.post(&path, &[("step", "save"), ("seats", "1"), ("seen", "2")]).await;
        assert_eq!(save.status, StatusCode::SEE_OTHER);
    }
    let other = olga.post(&path, &[("step", "save"), ("seats", "7"), ("seen", "2")]).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(other.text().contains("Somebody else changed the seats"), "{}", other.text());
});

both!(leads_see_their_own_team_only, async |world| {
    town(&world).await;
    let abe = world.id("abe").await;
    weft::programmes::roles::grant(&world.env, "abe@test.example", Role::Lead, None)
        .await
        .expect("grant");
    let mut tx = world.env.db.write().await.expect("write");
    let mut search =
        weft::store::team::team_by_name(&mut tx, "search").await.expect("read").expect("team");
    let maps = weft::store::team::team_by_name(&mut tx, "maps").await.expect("read").expect("team");
    search.lead_id = Some(abe);
    weft::store::team::teams_put(
        &mut tx,
        &[search.clone()],
        weft::domain::clock::Clock::now(&*world.clock),
    )
    .await
    .expect("lead");
    tx.commit().await.expect("commit");
    let lead = world.browser_of(abe).await;
    let list = lead.get("/admin/capacity").await.text();
    assert!(list.contains("search") && !list.contains("maps"), "{list}");
    assert_eq!(lead.get(&format!("/admin/capacity/{}", search.id)).await.status, StatusCode::OK);
    assert_eq!(
        lead.get(&format!("/admin/capacity/{}", maps.id)).await.status,
        StatusCode::NOT_FOUND
    );
    let foreign = lead
        .post(
            &format!("/admin/capacity/{}/seats", maps.id),
            &[("step", "save"), ("seats", "0"), ("seen", "-1")],
        )
        .await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
});
