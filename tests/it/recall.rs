//! Recall: what was told is taken back honestly, what was not sent never leaves.

use chrono::TimeDelta;
use weft::domain::clock::Clock as _;
use weft::domain::coffee::{GroupState, Mark};
use weft::domain::person::PersonState;
use weft::domain::plan::{NoticeState, RunState};
use weft::programmes::bounces::{Heard, envelope_sender, hear};
use weft::programmes::recall::{recall_group, recall_run};
use weft::programmes::round::RoundError;
use weft::scheduler::bounces::{Looked, look};
use weft::scheduler::outbox::LEASE;
use weft::store::outbox::{
    ClaimedNotice, notice_came_back, notice_goes, notice_sent, notice_unclaim, notices_claim,
};

use crate::world::{World, both};

async fn four(world: &World) {
    world.team("search").person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("maps").person("bob").in_coffee().person("bea").in_coffee().await;
}

both!(a_recall_before_sending_tells_nobody, async |world| {
    four(&world).await;
    let run = world.round().await;
    let recall =
        recall_run(&world.env, run, world.id("olga").await, "wrong list").await.expect("recall");
    assert_eq!((recall.groups, recall.told, recall.cancelled), (2, 0, 4));
    assert_eq!(world.run(run).await.state, RunState::Recalled);
    assert_eq!(world.deliver().await, 0);
    let mails = world.mailbox("ada").await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].state, NoticeState::Cancelled);
    assert_eq!(world.waited("ada").await, 1);
});

both!(a_recall_after_sending_tells_the_truth_and_cancels_the_calendar, async |world| {
    four(&world).await;
    let run = world.round().await;
    assert_eq!(world.deliver().await, 4);
    world.advance(TimeDelta::minutes(5));
    let olga = world.id("olga").await;
    let recall = recall_run(&world.env, run, olga, "The list was old").await.expect("recall");
    assert_eq!((recall.groups, recall.told), (2, 4));
    assert_eq!(world.deliver().await, 4);
    let mails = world.mailbox("ada").await;
    assert_eq!(
        mails.iter().map(|mail| mail.kind.as_str()).collect::<Vec<_>>(),
        ["match", "recall"]
    );
    let note = &mails[1].raw;
    assert!(note.contains("The list was old") && note.contains("method=CANCEL"), "{note}");
    assert!(note.contains("In-Reply-To:"), "it follows the reader's own first mail");
    assert_eq!(mails[1].state, NoticeState::Sent);
    // The pairs are as if they had never been introduced: they may meet in the next round.
    assert!(matches!(recall_run(&world.env, run, olga, "").await, Err(RoundError::Stale { .. })));
    let next = world.round().await;
    assert_eq!(world.groups(next).await.len(), 2);
});

both!(one_group_is_recalled_and_the_other_stays, async |world| {
    four(&world).await;
    let run = world.round().await;
    world.deliver().await;
    let group = world.group_of(run, "ada").await;
    let olga = world.id("olga").await;
    recall_group(&world.env, group, olga, "").await.expect("recall");
    assert!(matches!(
        recall_group(&world.env, group, olga, "").await,
        Err(RoundError::Stale { .. })
    ));
    assert_eq!(world.groups(run).await.len(), 1);
    assert_eq!(world.outbox().await.get("recall"), Some(&2));
    assert_eq!(world.run(run).await.state, RunState::Released);
});

both!(a_meeting_that_happened_is_not_recalled, async |world| {
    four(&world).await;
    let run = world.round().await;
    world.deliver().await;
    let group = world.group_of(run, "ada").await;
    world.marks("ada", group, Mark::Met, None).await;
    let recall = recall_run(&world.env, run, world.id("olga").await, "").await.expect("recall");
    assert_eq!(recall.groups, 1);
    let rows = world.group_rows(run).await;
    assert!(rows.iter().any(|row| row.state == GroupState::Met));
});

both!(when_somebody_leaves_the_other_is_told_and_comes_first, async |world| {
    four(&world).await;
    let run = world.round().await;
    world.deliver().await;
    let group = world.group_of(run, "ada").await;
    let partner = world
        .groups(run)
        .await
        .into_iter()
        .find(|names| names.contains(&"ada".to_owned()))
        .and_then(|names| names.into_iter().find(|name| name != "ada"))
        .expect("partner");
    world.becomes("ada", PersonState::Left).await;
    world.advance(TimeDelta::minutes(1));
    world.tick().await;
    world.tick().await;
    assert_eq!(world.kinds(&partner).await, ["match", "recall"]);
    assert_eq!(world.waited(&partner).await, 1);
    let rows = world.group_rows(run).await;
    assert!(rows.iter().any(|row| row.id == group && row.state == GroupState::Recalled));
    // The leaver gets nothing more.
    world.deliver().await;
    assert!(
        world
            .mailbox("ada")
            .await
            .iter()
            .all(|mail| mail.kind == "match" || mail.state != NoticeState::Sent)
    );
});

both!(who_opts_out_before_the_mail_left_does_not_leave_a_partner_waiting, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let run = world.round().await;
    let (programme, ada) = (world.programme().await, world.id("ada").await);
    weft::programmes::participation::leave(&world.env, ada, programme).await.expect("leave");
    // Ada's mail is suppressed, Bob's leaves: then Bob is told that it comes to nothing, and comes first next time.
    world.deliver().await;
    world.tick().await;
    assert!(world.groups(run).await.is_empty());
    world.deliver().await;
    let bob = world.mailbox("bob").await;
    let kinds: Vec<&str> = bob.iter().map(|mail| mail.kind.as_str()).collect();
    assert_eq!(kinds, ["match", "recall"]);
    assert_eq!(world.waited("bob").await, 1);
});

both!(nobody_who_was_not_told_is_asked_or_counted_as_silent, async |world| {
    four(&world).await;
    let run = world.round().await;
    // The relay is down until the time to meet is over.
    world.advance(TimeDelta::days(20));
    world.tick().await;
    world.deliver().await;
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Closed);
    for name in ["ada", "abe", "bob", "bea"] {
        let mails = world.mailbox(name).await;
        assert!(
            mails.iter().all(|mail| mail.kind != "closing" && mail.kind != "nudge"),
            "{name} is asked about a meeting nobody knew of"
        );
        assert_eq!(world.silent(name).await, 0);
    }
});

/// What a worker has in hand: the match mails of the round, none of them on the wire yet.
async fn in_hand(world: &World, holder: &str) -> Vec<ClaimedNotice> {
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let claim = notices_claim(&mut tx, holder, now, now + LEASE, 50).await.expect("claim");
    tx.commit().await.expect("commit");
    claim.notices
}

both!(a_recall_reaches_what_a_worker_has_in_hand, async |world| {
    four(&world).await;
    let run = world.round().await;
    world.advance(TimeDelta::seconds(1));
    let hand = in_hand(&world, "a").await;
    assert_eq!(hand.len(), 4);
    // The first is with the relay; then somebody recalls the round.
    let olga = world.id("olga").await;
    let recall = recall_run(&world.env, run, olga, "").await.expect("recall");
    assert_eq!((recall.groups, recall.told), (2, 4), "whoever may have been told");
    world.advance(TimeDelta::seconds(1));
    // Nobody else says that it is off while the first half is on its way.
    assert!(in_hand(&world, "b").await.is_empty());
    let mut tx = world.env.db.write().await.expect("write");
    let now = world.clock.now();
    for (at, notice) in hand.iter().enumerate() {
        assert!(!notice_goes(&mut tx, notice.id, now).await.expect("asked"), "it was taken back");
        if at == 0 {
            notice_sent(&mut tx, notice.id, notice.fence, now).await.expect("sent");
        } else {
            notice_unclaim(&mut tx, notice.id, notice.fence).await.expect("put back");
        }
    }
    tx.commit().await.expect("commit");
    // One note: to the one who has something to forget.
    assert_eq!(world.deliver().await, 1);
    let mut all = Vec::new();
    for name in ["ada", "abe", "bob", "bea"] {
        let mails = world.mailbox(name).await.into_iter();
        let sent = mails.filter(|mail| mail.state == NoticeState::Sent);
        let went: Vec<String> = sent.map(|mail| mail.kind).collect();
        assert!(went.is_empty() || went == ["match", "recall"], "{name}: {went:?}");
        all.extend(went);
    }
    assert_eq!(all.len(), 2);
});

both!(what_comes_back_before_its_worker_has_noted_it_waits, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let run = world.round().await;
    world.advance(TimeDelta::seconds(1));
    let hand = in_hand(&world, "a").await;
    let (to_ada, _) = world.mails_to(world.id("ada").await).await.remove(0);
    let sender = envelope_sender(&world.env, "bounces@test.example", to_ada);
    let raw = crate::bounces::report(&sender, "failed", "5.1.1");
    let folder = world.dir.path().join("bounces");
    std::fs::create_dir_all(folder.join("new")).expect("folder");
    std::fs::write(folder.join("new/1.a"), &raw).expect("file");
    // The relay has taken it, and its report is here before the worker says so.
    assert_eq!(hear(&world.env, &raw).await.expect("heard"), Heard::Early);
    assert_eq!(look(&world.env, &folder).await, Ok(Looked::default()));
    world.tick().await;
    assert_eq!(world.groups(run).await.len(), 1);
    let mut tx = world.env.db.write().await.expect("write");
    for notice in hand {
        notice_sent(&mut tx, notice.id, notice.fence, world.clock.now()).await.expect("sent");
    }
    tx.commit().await.expect("commit");
    let looked = look(&world.env, &folder).await;
    assert_eq!(looked, Ok(Looked { read: 1, suppressed: 1, aside: 0 }));
    world.tick().await;
    assert!(world.groups(run).await.is_empty());
    world.deliver().await;
    assert_eq!(world.kinds("bob").await, ["match", "recall"]);
    assert_eq!(hear(&world.env, &raw).await.expect("heard"), Heard::Again);
});

both!(what_comes_back_of_a_mail_whose_worker_died_waits_no_longer_than_the_lease, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let run = world.round().await;
    world.advance(TimeDelta::seconds(1));
    assert_eq!(in_hand(&world, "a").await.len(), 2);
    let (to_ada, _) = world.mails_to(world.id("ada").await).await.remove(0);
    let sender = envelope_sender(&world.env, "bounces@test.example", to_ada);
    let raw = crate::bounces::report(&sender, "failed", "5.1.1");
    assert_eq!(hear(&world.env, &raw).await.expect("heard"), Heard::Early);
    world.advance(LEASE);
    assert_eq!(hear(&world.env, &raw).await.expect("heard"), Heard::Suppressed);
    // Nothing of it leaves once more, and Bob is not left with somebody whom nobody reaches.
    world.deliver().await;
    world.tick().await;
    world.deliver().await;
    assert!(world.groups(run).await.is_empty());
    assert_eq!(world.mailbox("ada").await[0].state, NoticeState::Suppressed);
});

both!(a_mail_that_comes_back_leaves_no_partner_waiting, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let run = world.round().await;
    assert_eq!(world.deliver().await, 2);
    world.tick().await;
    assert_eq!(world.groups(run).await.len(), 1);
    // The relay took both, and finds out later that Ada has no mailbox.
    let (to_ada, _) = world.mails_to(world.id("ada").await).await.remove(0);
    let sender = envelope_sender(&world.env, "bounces@test.example", to_ada);
    let raw = crate::bounces::report(&sender, "failed", "5.1.1");
    assert_eq!(hear(&world.env, &raw).await.expect("heard"), Heard::Suppressed);
    world.tick().await;
    assert!(world.groups(run).await.is_empty());
    world.deliver().await;
    assert_eq!(world.kinds("bob").await, ["match", "recall"]);
    assert_eq!(world.waited("bob").await, 1);
    assert_eq!(world.mailbox("ada").await[0].state, NoticeState::Failed);
    // What failed, or waits, does not come back once more.
    let mut tx = world.env.db.write().await.expect("write");
    assert!(!notice_came_back(&mut tx, to_ada, "again").await.expect("asked"));
});
