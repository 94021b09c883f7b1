//! Links in mails: one button each; opening changes nothing, pressing twice is harmless.

use axum::http::StatusCode;
use chrono::TimeDelta;
use uuid::Uuid;
use weft::domain::clock::Clock as _;
use weft::domain::coffee::{Answer, Consent, GroupState};
use weft::domain::id::PersonId;
use weft::domain::person::Profile;
use weft::programmes::links::{self, Purpose};
use weft::programmes::participation;
use weft::store::answer::answer_get;
use weft::store::audit::audit_page;
use weft::store::enrolment::enrolment_get;
use weft::store::group::group_get;

use crate::world::{World, both};

fn link(world: &World, purpose: Purpose, person: PersonId, subject: Uuid) -> String {
    let url =
        links::url(&world.env, purpose, person, subject, world.clock.now() + TimeDelta::days(5));
    url.strip_prefix("http://127.0.0.1:8080").expect("ours").to_owned()
}

async fn audit_lines(world: &World) -> usize {
    let mut tx = world.env.db.read().await.expect("read");
    audit_page(&mut tx, None, 200).await.expect("audit").len()
}

both!(each_link_opens_a_page_with_one_button_and_acts_on_post_only, async |world: World| {
    let ada = world.office_person("Ada Lindqvist", "Search").await;
    let ben = world.office_person("Ben Okafor", "Design").await;
    let coffee = world.office_coffee("Tuesday coffee", ben).await;
    participation::enrol(&world.env, ada, coffee, Consent::Ask, &Profile::default(), None)
        .await
        .expect("enrol");
    let (_, groups) = world.office_round(coffee, &[&[ada, ben]], &[]).await;
    world.advance(TimeDelta::hours(1));
    let run = world.office_asked(coffee).await;
    let group = groups[0];
    let browser = world.strange_browser();
    let before = audit_lines(&world).await;
    let mut pages = String::new();
    let all = [
        (Purpose::Yes, run.0),
        (Purpose::Skip, run.0),
        (Purpose::Pause, coffee.0),
        (Purpose::Scheduled, group.0),
        (Purpose::Met, group.0),
        (Purpose::NotMet, group.0),
        (Purpose::KnowEachOther, group.0),
        (Purpose::Return, coffee.0),
        (Purpose::Leave, coffee.0),
    ];
    for (purpose, subject) in all {
        let page = browser.get(&link(&world, purpose, ada, subject)).await;
        assert_eq!(page.status, StatusCode::OK, "{purpose}");
        assert!(!page.body.contains("Ada"), "{purpose}: nothing more than needed");
        pages.push_str(&format!("== {purpose}\n{}\n", page.text()));
    }
    assert_eq!(audit_lines(&world).await, before, "opening changes nothing");
    insta::assert_snapshot!("link_pages", pages);
    let mut done = String::new();
    for (purpose, subject) in all {
        let path = link(&world, purpose, ada, subject);
        let form: &[(&str, &str)] =
            if purpose == Purpose::NotMet { &[("reason", "too-busy")] } else { &[] };
        for _ in 0..2 {
            let answer = browser.post(&path, form).await;
            assert_eq!(answer.status, StatusCode::OK, "{purpose}");
            done.push_str(&format!("== {purpose}\n{}\n", answer.text()));
        }
    }
    insta::assert_snapshot!("link_answers", done);
    let mut tx = world.env.db.read().await.expect("read");
    assert_eq!(answer_get(&mut tx, run, ada).await.expect("answer"), Some(Answer::Skip));
    assert_eq!(
        group_get(&mut tx, group).await.expect("group").expect("there").state,
        GroupState::NotMet
    );
    assert!(enrolment_get(&mut tx, coffee, ada).await.expect("enrolment").is_none());
});

both!(bad_links_have_pages_of_their_own, async |world: World| {
    let ada = world.office_person("Ada Lindqvist", "Search").await;
    let ben = world.office_person("Ben Okafor", "Design").await;
    let coffee = world.office_coffee("Tuesday coffee", ben).await;
    let (_, groups) = world.office_round(coffee, &[&[ada, ben]], &[]).await;
    let browser = world.strange_browser();
    let good = link(&world, Purpose::Met, ada, groups[0].0);
    let cut = &good[..good.len() - 5];
    let other_purpose = good.replace("/l/met/", "/l/leave/");
    let no_purpose = good.replace("/l/met/", "/l/everything/");
    for path in
        [cut, other_purpose.as_str(), no_purpose.as_str(), "/l/met/x", "/l/met/%F0%9F%92%A9"]
    {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(browser.post(path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    // A group the person is not in: signed, but about nothing of theirs.
    let foreign = link(&world, Purpose::Met, ada, Uuid::nil());
    assert!(browser.get(&foreign).await.text().contains("not open any more"));
    world.advance(TimeDelta::days(6));
    assert_eq!(browser.get(&good).await.status, StatusCode::GONE);
    assert_eq!(browser.post(&good, &[]).await.status, StatusCode::GONE);
    insta::assert_snapshot!("link_expired", browser.get(&good).await.text());
});

both!(mails_are_stopped_by_one_request_without_a_page, async |world: World| {
    let ada = world.office_person("Ada Lindqvist", "Search").await;
    let ben = world.office_person("Ben Okafor", "Design").await;
    let coffee = world.office_coffee("Tuesday coffee", ben).await;
    world.office_joins(coffee, &[ada, ben]).await;
    let path = link(&world, Purpose::Leave, ada, coffee.0);
    // As RFC 8058 has it: no cookie, no Origin, this one field.
    let answer = world.strange_browser().post(&path, &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    let mut tx = world.env.db.read().await.expect("read");
    assert!(enrolment_get(&mut tx, coffee, ada).await.expect("enrolment").is_none());
    assert!(enrolment_get(&mut tx, coffee, ben).await.expect("enrolment").is_some());
});

both!(one_click_in_a_mail_client_acts_once_and_for_its_reader_only, async |world: World| {
    world.team("Finance").person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("Legal").person("bob").in_coffee().person("bea").in_coffee().await;
    world.round().await;
    let (ada, bob) = (world.id("ada").await, world.id("bob").await);
    let (_, mail) = world.mails_to(ada).await.into_iter().next().expect("a match");
    let header = |name: &str| {
        let found = mail.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    assert_eq!(header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    let url = header("List-Unsubscribe");
    let path = url
        .trim_matches(['<', '>'])
        .strip_prefix("http://127.0.0.1:8080")
        .expect("ours")
        .to_owned();
    let programme = world.programme().await;
    let takes_part = async |person: PersonId| {
        let mut tx = world.env.db.read().await.expect("read");
        enrolment_get(&mut tx, programme, person).await.expect("enrolment").is_some()
    };
    // A scanner that opens every link changes nothing, and finds a button.
    let client = world.strange_browser();
    let page = client.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("<button") && takes_part(ada).await);
    let one_click = [("List-Unsubscribe", "One-Click")];
    for _ in 0..2 {
        assert_eq!(client.post(&path, &one_click).await.status, StatusCode::OK);
        assert!(!takes_part(ada).await && takes_part(bob).await);
    }
    // Turned to somebody else, or too late, it does nothing.
    let bobs = link(&world, Purpose::Leave, bob, programme.0);
    let token = |path: &str| path.rsplit('/').next().expect("a token").to_owned();
    let (hers, his) = (token(&path), token(&bobs));
    let mixed = format!("/l/leave/{}{}", &his[..40], &hers[40..]);
    assert_eq!(client.post(&mixed, &one_click).await.status, StatusCode::NOT_FOUND);
    world.advance(TimeDelta::days(6));
    assert_eq!(client.post(&bobs, &one_click).await.status, StatusCode::GONE);
    assert!(takes_part(bob).await);
});

both!(an_answer_after_the_draw_says_that_it_is_too_late, async |world: World| {
    let ada = world.office_person("Ada Lindqvist", "Search").await;
    let coffee = world.office_coffee("Tuesday coffee", ada).await;
    participation::enrol(&world.env, ada, coffee, Consent::Ask, &Profile::default(), None)
        .await
        .expect("enrol");
    let run = world.office_asked(coffee).await;
    let path = link(&world, Purpose::Yes, ada, run.0);
    world.advance(TimeDelta::days(3));
    let browser = world.strange_browser();
    for answer in [browser.get(&path).await, browser.post(&path, &[]).await] {
        assert!(answer.text().contains("That round is over"), "{}", answer.text());
    }
});
