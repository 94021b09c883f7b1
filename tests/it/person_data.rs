//! My data: all of it, only one's own, and gone when erased.

use axum::http::StatusCode;
use serde_json::Value;
use weft::domain::access::Role;
use weft::domain::clock::Clock;
use weft::domain::id::{NoticeId, PersonId};
use weft::domain::person::{PersonState, Profile};
use weft::programmes::{roles, sending};
use weft::store::outbox::{NewNotice, notice_add};
use weft::store::person::person_get;
use weft::store::profile::{profile_get, profile_set};
use weft::store::rather_not::rather_not_add;

use crate::visitor::Visitor;
use crate::world::{World, both};

async fn sent_mail(world: &World, to: PersonId, address: &str, kind: &'static str) -> NoticeId {
    let now = world.clock.now();
    let id: NoticeId = world.env.ids.next(now);
    let message = format!(
        "From: Weft <weft@test.example>\r\nTo: <{address}>\r\nSubject: Meet Bo\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/html; charset=utf-8\r\n\r\n<html><head></head><body>secret words<script>1</script></body></html>\r\n"
    );
    let mut tx = world.env.db.write().await.expect("write");
    let notice = NewNotice {
        id,
        dedup_key: format!("{kind}:{id}"),
        kind,
        programme_id: None,
        run_id: None,
        group_id: None,
        recipient_id: Some(to),
        recipient_address: address.to_owned(),
        subject: "Meet Bo".to_owned(),
        message: message.into_bytes(),
        next_at: now,
        not_after: None,
        created_at: now,
    };
    assert!(notice_add(&mut tx, &notice).await.expect("add"));
    tx.commit().await.expect("commit");
    world.raw("update outbox set state = 'sent'").await;
    id
}

both!(everything_held_is_shown_and_downloaded, async |world| {
    let ada = world.somebody("Ada =1+1").await;
    let bo = world.somebody("Bo Ek").await;
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let profile = Profile { about: "I like bees".to_owned(), ..Profile::default() };
    profile_set(&mut tx, ada.id, &profile, now).await.expect("profile");
    rather_not_add(&mut tx, ada.id, bo.id, now).await.expect("rather not");
    tx.commit().await.expect("commit");
    sent_mail(&world, ada.id, &ada.email, "match").await;

    let mut browser = Visitor::of(&world, ada.id).await;
    let page = browser.get("/me").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.len() < 100 * 1024, "{} bytes", page.body.len());
    let data = browser.get("/me/data.json").await;
    let data: Value = serde_json::from_str(&data.body).expect("JSON");
    assert_eq!(data["person"]["name"], "Ada =1+1");
    assert_eq!(data["wishes"]["profile"]["about"], "I like bees");
    assert_eq!(data["wishes"]["rather_not"][0]["name"], "Bo Ek");
    assert_eq!(data["service"]["mails"][0]["subject"], "Meet Bo");
    assert_eq!(data["service"]["sessions"].as_array().map(Vec::len), Some(1));

    let mut other = Visitor::of(&world, bo.id).await;
    let data = other.get("/me/data.json").await;
    assert!(
        !data.body.contains("Ada") && !data.body.contains("bees"),
        "who is named by others is not told"
    );

    let saved =
        browser.post("/me/locale", &[("language", "de"), ("zone", "America/New_York")]).await;
    assert_eq!(saved.leads_to(), "/me?done=saved");
    let page = browser.get("/me?done=saved").await;
    assert!(page.body.contains("<html lang=\"de\"") && page.body.contains("Meine Daten"));
    let wrong = browser.post("/me/locale", &[("language", "xx"), ("zone", "Mars/Base")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"Mars/Base\""), "what was typed is kept");
});

both!(erasing_takes_the_name_and_leaves_the_counts, async |world| {
    let admin = world.somebody_who_is(Role::Admin).await;
    let ada = world.somebody("Ada Lov").await;
    let bo = world.somebody("Bo Ek").await;
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    profile_set(&mut tx, ada.id, &Profile::default(), now).await.expect("profile");
    rather_not_add(&mut tx, bo.id, ada.id, now).await.expect("rather not");
    tx.commit().await.expect("commit");
    let mail = sent_mail(&world, ada.id, &ada.email, "match").await;

    let mut browser = Visitor::of(&world, ada.id).await;
    let page = browser.get("/me/erase").await;
    assert!(page.body.contains("The one mail kept for you"), "consequences in numbers");
    let refused = browser.post("/me/erase", &[("typed", "yes")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.get("/me").await.status, StatusCode::OK, "nothing happened");
    let done = browser.post("/me/erase", &[("typed", "Erase")]).await;
    assert_eq!(done.leads_to(), "/erased");
    assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER);

    let mut tx = world.env.db.read().await.expect("read");
    let gone = person_get(&mut tx, ada.id).await.expect("get").expect("the row stays");
    assert!(!gone.name.contains("Ada") && !gone.email.contains("ada"));
    assert_eq!((gone.state, gone.site), (PersonState::Left, None));
    assert!(profile_get(&mut tx, ada.id).await.expect("get").is_none());
    let (row, bytes) =
        weft::store::outbox_view::notice_get(&mut tx, mail).await.expect("get").expect("row");
    assert!(bytes.is_empty() && row.recipient_address.is_empty() && row.subject.is_empty());
    drop(tx);

    // The address is free: nobody has it any more, and the last administrator stays one.
    let mut stranger = Visitor::new(&world);
    stranger.post("/sign-in", &[("address", &ada.email)]).await;
    assert!(world.mails_to(ada.id).await.iter().all(|(id, _)| *id == mail));
    let mut browser = Visitor::of(&world, admin.id).await;
    let last = browser.post("/me/erase", &[("typed", "erase")]).await;
    assert_eq!(last.status, StatusCode::CONFLICT);
    assert!(matches!(
        roles::revoke(&world.env, admin.id, Role::Admin, None).await,
        Err(roles::RoleError::LastAdmin)
    ));
});

both!(mails_are_read_by_their_reader_and_by_admins_who_are_seen, async |world| {
    let admin = world.somebody_who_is(Role::Admin).await;
    let ada = world.somebody("Ada Lov").await;
    let bo = world.somebody("Bo Ek").await;
    let mail = sent_mail(&world, ada.id, &ada.email, "match").await;
    let way_in = sent_mail(&world, ada.id, &ada.email, "sign-in").await;

    let mut browser = Visitor::of(&world, ada.id).await;
    let page = browser.get(&format!("/mailbox?mail={mail}")).await;
    assert!(page.body.contains("<iframe") && page.body.contains("sandbox"));
    let html = browser.get(&format!("/mailbox/{mail}/html")).await;
    assert!(html.body.contains("secret words"));
    let csp = html.headers["content-security-policy"].to_str().expect("policy");
    assert!(
        csp.contains("sandbox") && csp.contains("default-src 'none'") && !csp.contains("script")
    );

    let mut other = Visitor::of(&world, bo.id).await;
    for path in [
        format!("/mailbox?mail={mail}"),
        format!("/mailbox/{mail}/html"),
        format!("/mailbox/{mail}/file/0"),
    ] {
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }

    let mut steward = Visitor::of(&world, admin.id).await;
    let closed = steward.get(&format!("/admin/mailbox?mail={mail}")).await;
    assert!(!closed.body.contains("<iframe"));
    assert_eq!(
        steward.get(&format!("/admin/mailbox/{mail}/html")).await.status,
        StatusCode::NOT_FOUND
    );
    steward.post(&format!("/admin/mailbox/{mail}/open"), &[]).await;
    assert!(steward.get(&format!("/admin/mailbox?mail={mail}")).await.body.contains("<iframe"));
    steward.post(&format!("/admin/mailbox/{way_in}/open"), &[]).await;
    assert_eq!(
        steward.get(&format!("/admin/mailbox/{way_in}/html")).await.status,
        StatusCode::NOT_FOUND
    );
    let mine = browser.get("/me").await;
    assert!(mine.body.contains("A mail to you, in the local mailbox"), "who looked");
});

both!(sending_stops_and_starts_with_a_line_in_the_log, async |world| {
    let admin = world.somebody_who_is(Role::Admin).await;
    let mut browser = Visitor::of(&world, admin.id).await;
    assert!(browser.get("/admin/sending").await.body.contains("Stop all sending"));
    browser.post("/admin/sending", &[("sending", "pause")]).await;
    let state = sending::state(&world.env).await.expect("state");
    assert!(state.paused && state.changed_by == Some(admin.id));
    assert!(
        browser.get("/me").await.body.contains("All sending is stopped"),
        "a banner for everybody"
    );
    browser.post("/admin/sending", &[("sending", "resume")]).await;
    assert!(!sending::state(&world.env).await.expect("state").paused);
    assert_eq!(
        browser.post("/admin/sending", &[("sending", "?")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );

    let test = browser.post("/admin/settings/test-mail", &[]).await;
    assert_eq!(test.leads_to(), "/admin/settings?done=test");
    assert_eq!(world.mails_to(admin.id).await.len(), 1);
    let nobody =
        browser.post("/admin/roles", &[("address", "no@test.example"), ("role", "hr")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
});
