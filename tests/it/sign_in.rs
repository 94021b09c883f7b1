//! Signing in and out, as browsers do it.

use axum::http::StatusCode;
use chrono::TimeDelta;
use weft::domain::access::Role;
use weft::programmes::{sessions, sign_in};

use crate::visitor::Visitor;
use crate::world::both;

both!(a_link_signs_in_once_and_only_by_its_button, async |world| {
    let ada = world.somebody("Ada Lov").await;
    let mut browser = Visitor::new(&world);
    let sent = browser.get("/mailbox?mail=1").await;
    assert_eq!(sent.leads_to(), "/sign-in?to=/mailbox%3Fmail%3D1");
    let sent = browser
        .post("/sign-in", &[("address", " ADA.lov@test.example "), ("to", "/mailbox")])
        .await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
    let (link, _) = world.sign_in_mail(ada.id).await;
    for _ in 0..2 {
        let offer = browser.get(&link).await;
        assert_eq!(offer.status, StatusCode::OK);
        assert!(
            offer.body.contains("Ada Lov") && offer.body.contains("Firefox · Linux"),
            "{}",
            offer.body
        );
    }
    assert!(browser.session().is_none(), "looking signs nobody in");
    let entered = browser.post(&link, &[]).await;
    assert_eq!((entered.status, entered.leads_to()), (StatusCode::SEE_OTHER, "/mailbox"));
    let cookie = entered.headers["set-cookie"].to_str().expect("cookie");
    assert!(cookie.contains("HttpOnly; SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
    assert_eq!(browser.get("/me").await.status, StatusCode::OK);

    let mut other = Visitor::new(&world);
    for again in [other.get(&link).await, other.post(&link, &[]).await] {
        assert_eq!(again.status, StatusCode::GONE);
        assert!(again.body.contains("value=\"ada.lov@test.example\""), "the address is kept");
    }
    assert!(other.session().is_none());
    let unknown = other.get(&format!("{link}x")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);

    let out = browser.post("/sign-out", &[]).await;
    assert_eq!(out.leads_to(), "/sign-in?out=1");
    assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER);
});

both!(an_unknown_address_gets_the_same_answer_and_no_mail, async |world| {
    let ada = world.somebody("Ada Lov").await;
    let mut answers = Vec::new();
    for address in [ada.email.as_str(), "nobody@test.example"] {
        let mut browser = Visitor::new(&world);
        let answer = browser.post("/sign-in", &[("address", address)]).await;
        let attempt = answer.hidden("attempt");
        answers
            .push((answer.status, answer.body.replace(&attempt, "ID").replace(address, "ADDRESS")));
        // A code for an address that nobody has is wrong like any other.
        let wrong =
            browser.post("/sign-in/code", &[("attempt", &attempt), ("code", "000000")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(world.mails_to(ada.id).await.len(), 1);
    assert_eq!(sign_in::mail_waiting(&world.env).await.expect("waiting"), 0);
});

both!(a_code_may_be_tried_five_times, async |world| {
    let ada = world.somebody("Ada Lov").await;
    let mut browser = Visitor::new(&world);
    let asked =
        browser.post("/sign-in", &[("address", &ada.email), ("to", "//evil.example")]).await;
    let attempt = asked.hidden("attempt");
    let (_, code) = world.sign_in_mail(ada.id).await;
    for odd in ["", "12345", "abcdef", "１２３４５６", "9999999999999999999999", "\u{0}\u{ff}"]
    {
        let answer = browser.post("/sign-in/code", &[("attempt", &attempt), ("code", odd)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd:?}");
    }
    assert_eq!(
        browser.post("/sign-in/code", &[("attempt", "x")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let wrong = if code == "123456" { "654321" } else { "123456" };
    for _ in 0..4 {
        let answer = browser.post("/sign-in/code", &[("attempt", &attempt), ("code", wrong)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let entered = browser.post("/sign-in/code", &[("attempt", &attempt), ("code", &spaced)]).await;
    assert_eq!(
        (entered.status, entered.leads_to()),
        (StatusCode::SEE_OTHER, "/"),
        "the fifth try is right"
    );

    let mut guesser = Visitor::new(&world);
    let asked = guesser.post("/sign-in", &[("address", &ada.email)]).await;
    let attempt = asked.hidden("attempt");
    let (_, code) = world.sign_in_mail(ada.id).await;
    let wrong = if code == "123456" { "654321" } else { "123456" };
    for _ in 0..5 {
        guesser.post("/sign-in/code", &[("attempt", &attempt), ("code", wrong)]).await;
    }
    let late = guesser.post("/sign-in/code", &[("attempt", &attempt), ("code", &code)]).await;
    assert_eq!(late.status, StatusCode::GONE, "the right code after five wrong ones");
    assert!(guesser.session().is_none());
});

both!(a_link_expires_and_offers_a_new_one, async |world| {
    let ada = world.somebody("Ada Lov").await;
    let mut browser = Visitor::new(&world);
    browser.post("/sign-in", &[("address", &ada.email)]).await;
    let (link, _) = world.sign_in_mail(ada.id).await;
    world.advance(TimeDelta::minutes(15));
    for late in [browser.get(&link).await, browser.post(&link, &[]).await] {
        assert_eq!(late.status, StatusCode::GONE);
        assert!(late.body.contains("value=\"ada.lov@test.example\""));
        assert!(late.body.contains("expired"));
    }
    let made = sign_in::link_for(&world.env, ada.id, TimeDelta::days(7)).await.expect("link");
    world.advance(TimeDelta::days(6));
    let path = made.strip_prefix(&world.env.site.base_url).expect("our address");
    let page = browser.get(path).await.body;
    assert!(page.contains("made on the command line") && !page.contains("this mail"), "{page}");
    assert_eq!(browser.post(path, &[]).await.leads_to(), "/");
    assert_eq!(browser.get("/me").await.status, StatusCode::OK);
});

both!(a_session_ends_by_disuse_by_age_and_by_its_owner, async |world| {
    let ada = world.somebody_who_is(Role::Admin).await;
    let mut browser = Visitor::of(&world, ada.id).await;
    let first = browser.session().expect("session").clone();
    for _ in 0..27 {
        world.advance(TimeDelta::hours(11));
        assert_eq!(browser.get("/me").await.status, StatusCode::OK);
    }
    world.advance(TimeDelta::hours(12));
    assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER, "unused for twelve hours");

    browser.enter(&world, ada.id).await;
    for hour in 0..(14 * 24 / 6) {
        assert_eq!(browser.get("/me").await.status, StatusCode::OK, "{hour}");
        world.advance(TimeDelta::hours(6));
    }
    assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER, "fourteen days old");

    // Signing in anew ends the session that the browser had.
    browser.enter(&world, ada.id).await;
    let before = browser.session().expect("session").clone();
    assert_ne!(first, before);
    browser.post("/sign-in", &[("address", &ada.email)]).await;
    let (link, _) = world.sign_in_mail(ada.id).await;
    browser.post(&link, &[]).await;
    let hash = sessions::hash_of(&before).expect("hash");
    assert!(sessions::owner(&world.env, &hash).await.expect("owner").is_none(), "rotated");

    let mut phone = Visitor::of(&world, ada.id).await;
    let page = browser.get("/me").await;
    assert_eq!(page.body.matches("name=\"session\"").count(), 2);
    assert_eq!(browser.post("/me/sessions/end-others", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(phone.get("/me").await.status, StatusCode::SEE_OTHER);
    let key = browser.get("/me").await.hidden("session");
    let eve = world.somebody("Eve").await;
    let mut eve = Visitor::of(&world, eve.id).await;
    assert_eq!(
        eve.post("/me/sessions/end", &[("session", &key)]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        eve.post("/me/sessions/end", &[("session", "zz")]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        browser.post("/me/sessions/end", &[("session", &key)]).await.leads_to(),
        "/sign-in?out=1"
    );
});

both!(a_flood_is_slowed_down_and_a_form_too_large_refused, async |world| {
    let ada = world.somebody("Ada Lov").await;
    let mut browser = Visitor::new(&world);
    for _ in 0..5 {
        assert_eq!(
            browser.post("/sign-in", &[("address", &ada.email)]).await.status,
            StatusCode::OK
        );
    }
    let slowed = browser.post("/sign-in", &[("address", &ada.email)]).await;
    assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(slowed.headers.contains_key("retry-after") && slowed.body.contains("wait"));
    world.advance(TimeDelta::minutes(3));
    assert_eq!(browser.post("/sign-in", &[("address", &ada.email)]).await.status, StatusCode::OK);

    let large = "x".repeat(300 * 1024);
    let refused = browser.post("/sign-in", &[("address", &large)]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.body.contains("256"));
    let wrong = browser.post("/sign-in", &[("address", "<b>no address")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("Error:") && wrong.body.contains("&#60;b&#62;no address"),
        "kept, escaped"
    );
});
