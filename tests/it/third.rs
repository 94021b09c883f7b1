//! Somebody whose match fell through joins a pair as a third; and the page that says why.

use axum::http::StatusCode;
use chrono::TimeDelta;
use weft::domain::clock::Clock as _;
use weft::domain::coffee::Mark;
use weft::domain::id::RunId;
use weft::domain::person::PersonState;
use weft::domain::plan::NoticeState;
use weft::programmes::links::{self, Purpose};
use weft::programmes::recall::{recall_group, recall_run};
use weft::programmes::third::{self, ThirdOffer};
use weft::store::outbox::{notice_deferred, notices_claim, notices_overtake_match};

use crate::world::{World, both};

/// Four people of four teams; one of them leaves while the plan is held, so that their partner is left over. Returns
/// the run, the one left over, and the pair.
async fn one_left_over(world: &World) -> (RunId, String, Vec<String>) {
    for (team, name) in [("search", "ada"), ("maps", "bob"), ("legal", "cleo"), ("sales", "dan")] {
        world.team(team).person(name).in_coffee().await;
    }
    let run = world.draw().await;
    world.becomes("dan", PersonState::Left).await;
    world.advance(TimeDelta::hours(1));
    world.tick().await;
    let groups = world.groups(run).await;
    assert_eq!(groups.len(), 1, "{groups:?}");
    let over =
        ["ada", "bob", "cleo"].into_iter().find(|name| !groups[0].contains(&(*name).to_owned()));
    (run, over.expect("somebody").to_owned(), groups[0].clone())
}

both!(the_one_left_over_joins_a_pair_that_was_told, async |world: World| {
    let (run, over, pair) = one_left_over(&world).await;
    let person = world.id(&over).await;
    assert_eq!(world.waited(&over).await, 1);
    assert_eq!(
        third::offer(&world.env, run, person).await.expect("offer"),
        ThirdOffer::Late,
        "nobody was told yet"
    );
    world.deliver().await;
    let browser = world.browser_of(person).await;
    let page = browser.get(&format!("/rounds/{run}/left-out")).await;
    assert_eq!(page.status, StatusCode::OK);
    for name in &pair {
        assert!(!page.text().contains(name.as_str()), "nobody's name: {}", page.text());
    }
    insta::assert_snapshot!("left_out_with_an_offer", page.text());
    // By the mail's link, without being signed in; the second press finds it done.
    let link = links::url(
        &world.env,
        Purpose::Third,
        person,
        run.0,
        world.clock.now() + TimeDelta::days(2),
    );
    let link = link.strip_prefix("http://127.0.0.1:8080").expect("ours");
    let stranger = world.strange_browser();
    assert!(stranger.get(link).await.text().contains("Join a pair"));
    assert!(stranger.post(link, &[]).await.text().contains("All three of you get a mail"));
    assert!(stranger.post(link, &[]).await.text().contains("You are in a group of this round now"));
    let groups = world.groups(run).await;
    assert_eq!(groups, [["ada", "bob", "cleo"].map(str::to_owned).to_vec()]);
    assert_eq!(world.waited(&over).await, 0);
    for name in ["ada", "bob", "cleo"] {
        let matches = world.kinds(name).await.iter().filter(|kind| *kind == "match").count();
        assert_eq!(matches, if name == over { 1 } else { 2 }, "{name}");
    }
    let row = &world.group_rows(run).await[0];
    assert_eq!(row.sequence, 1);
    assert!(!row.slots.is_empty());
    assert!(browser.get("/").await.text().contains("Times that suit you all"));
});

both!(an_older_mail_to_the_pair_does_not_come_after_the_one_to_all_three, async |world: World| {
    let (run, over, pair) = one_left_over(&world).await;
    let person = world.id(&over).await;
    // The relay puts everything off: it was tried, and may have arrived.
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let claim = notices_claim(&mut tx, "test", now, now + TimeDelta::minutes(10), 99).await;
    for notice in claim.expect("claim").notices {
        let later = now + TimeDelta::hours(1);
        notice_deferred(&mut tx, notice.id, notice.fence, later, "greylisted")
            .await
            .expect("deferred");
    }
    tx.commit().await.expect("commit");
    assert_eq!(third::join(&world.env, run, person).await.expect("join"), ThirdOffer::Joined);
    for name in &pair {
        let mut mails = world.mailbox(name).await;
        mails.retain(|mail| mail.kind == "match");
        let states: Vec<NoticeState> = mails.iter().map(|mail| mail.state).collect();
        assert_eq!(states.len(), 2, "{name}");
        assert!(states.contains(&NoticeState::Cancelled), "{name}: {states:?}");
        assert!(states.contains(&NoticeState::Queued), "{name}: {states:?}");
    }
    let group = world.group_of(run, &over).await;
    let mut tx = world.env.db.write().await.expect("write");
    assert_eq!(notices_overtake_match(&mut tx, group).await.expect("overtake"), 3);
});

both!(whoever_joins_while_the_pair_is_recalled_is_left_with_no_meeting, async |world: World| {
    let (run, over, pair) = one_left_over(&world).await;
    world.deliver().await;
    let (olga, person) = (world.id("olga").await, world.id(&over).await);
    let group = world.group_of(run, &pair[0]).await;
    let (env, other) = (world.env.clone(), world.env.clone());
    let joining = tokio::spawn(async move { third::join(&other, run, person).await });
    let recalling = tokio::spawn(async move { recall_group(&env, group, olga, "").await });
    // Whichever of the two is first, and between whatever steps of the other.
    let recall = recalling.await.expect("a task").expect("recall");
    let _ = joining.await.expect("a task");
    assert_eq!((recall.groups, recall.told), (1, 2));
    world.deliver().await;
    for name in &pair {
        assert!(world.kinds(name).await.contains(&"recall".to_owned()), "{name}");
    }
    let theirs = world.mailbox(&over).await;
    assert!(
        theirs.iter().all(|mail| mail.kind != "match" || mail.state == NoticeState::Cancelled),
        "{theirs:?}"
    );
    assert!(world.groups(run).await.is_empty());
});

both!(nobody_joins_against_a_rule_or_after_a_word, async |world: World| {
    let (run, over, pair) = one_left_over(&world).await;
    world.deliver().await;
    let person = world.id(&over).await;
    world.rather_not(&pair[0], &over).await;
    assert_eq!(third::offer(&world.env, run, person).await.expect("offer"), ThirdOffer::NoPair);
    assert_eq!(third::join(&world.env, run, person).await.expect("join"), ThirdOffer::NoPair);
    let browser = world.browser_of(person).await;
    let page = browser.get(&format!("/rounds/{run}/left-out")).await.text();
    assert!(page.contains("No pair fits you this time"), "{page}");
    let group = world.group_of(run, &pair[0]).await;
    world.marks(&pair[0], group, Mark::Scheduled, None).await;
    assert_eq!(third::join(&world.env, run, person).await.expect("join"), ThirdOffer::Late);
    assert_eq!(world.groups(run).await, [pair]);
});

both!(a_group_sees_why_it_is_one, async |world: World| {
    world.team("search").person("ada").likes("tea").in_coffee().await;
    world.team("maps").person("bob").likes("tea").in_coffee().await;
    world.team("legal").person("cleo").in_coffee().await;
    let run = world.round().await;
    let group = world.group_of(run, "ada").await;
    let ada = world.browser_of(world.id("ada").await).await;
    let page = ada.get(&format!("/groups/{group}/why")).await;
    assert_eq!(page.status, StatusCode::OK);
    insta::assert_snapshot!("why", page.text());
    let fold = ada.get(&format!("/groups/{group}/why?part=fold")).await;
    assert!(!fold.body.contains("<html") && fold.body.contains("<li>"), "{}", fold.body);
    let olga = world.browser_of(world.id("olga").await).await;
    assert_eq!(olga.get(&format!("/groups/{group}/why")).await.status, StatusCode::NOT_FOUND);
});

async fn accounts(world: &World) -> Vec<i64> {
    let mut accounts = Vec::new();
    for name in ["ada", "bob", "cleo", "dan"] {
        accounts.push(world.account(name).await);
    }
    accounts
}

both!(
    a_sit_out_is_owed_until_it_is_repaid_and_a_recall_leaves_it_as_it_was,
    async |world: World| {
        let (run, over, pair) = one_left_over(&world).await;
        // A third of a round for each of the three, and a round for the one left over.
        assert_eq!(world.account(&over).await, 667);
        assert_eq!(world.account(&pair[0]).await, -333);
        assert_eq!(
            world.account("dan").await,
            0,
            "who was not there owes nothing and is owed nothing"
        );
        // One group goes: its people went without too. Then all of it goes, and nothing is owed to anybody.
        let olga = world.id("olga").await;
        let group = world.group_of(run, &pair[0]).await;
        recall_group(&world.env, group, olga, "").await.expect("recall");
        assert_eq!(world.account(&pair[0]).await, 667);
        recall_run(&world.env, run, olga, "").await.expect("recall");
        assert_eq!(accounts(&world).await, [0; 4]);
    }
);

both!(who_joins_as_a_third_did_not_sit_out, async |world: World| {
    let (run, over, pair) = one_left_over(&world).await;
    world.deliver().await;
    let person = world.id(&over).await;
    assert_eq!(third::join(&world.env, run, person).await.expect("join"), ThirdOffer::Joined);
    assert_eq!(world.account(&over).await, -333);
    // Whoever loses the meeting through somebody else went without; a word taken back takes that back.
    let group = world.group_of(run, &over).await;
    world.marks(&pair[0], group, Mark::NotMet, None).await;
    assert_eq!(world.account(&over).await, 667);
    assert_eq!(world.account(&pair[0]).await, -333);
    world.marks(&pair[0], group, Mark::Met, None).await;
    assert_eq!(world.account(&over).await, -333);
    let olga = world.id("olga").await;
    recall_run(&world.env, run, olga, "").await.expect("recall");
    assert_eq!(world.account(&over).await, -333, "a round in which somebody met stays");
});
