//! Release: everything of a plan becomes real at once, or nothing does.

use chrono::TimeDelta;
use weft::domain::clock::Clock;
use weft::domain::person::PersonState;
use weft::domain::plan::RunState;
use weft::programmes::release::{drop_plan, hold, preview, release};
use weft::programmes::round::RoundError;

use crate::world::{World, both};

async fn four(world: &World) {
    world.team("search").person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("maps").person("bob").in_coffee().person("bea").in_coffee().german().await;
}

both!(a_plan_is_held_its_hour_and_then_released_by_itself, async |world| {
    four(&world).await;
    let run = world.draw().await;
    world.advance(TimeDelta::minutes(59));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Proposed);
    assert!(world.outbox().await.is_empty());
    world.advance(TimeDelta::minutes(1));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Released);
    assert_eq!(world.outbox().await.get("match"), Some(&4));
});

both!(a_held_plan_waits_for_a_person, async |world| {
    four(&world).await;
    let run = world.draw().await;
    let olga = world.id("olga").await;
    hold(&world.env, run, olga).await.expect("hold");
    world.advance(TimeDelta::days(2));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Held);
    assert!(matches!(release(&world.env, run, None).await, Err(RoundError::Stale { .. })));
    let shown = preview(&world.env, run).await.expect("preview");
    assert_eq!(shown.groups.len(), 2);
    assert!(
        shown.match_mail.is_some_and(|mail| mail.text.contains("Meet") || !mail.text.is_empty())
    );
    let released = release(&world.env, run, Some(olga)).await.expect("release");
    assert_eq!((released.groups, released.left_out, released.notices), (2, 0, 4));
    // Once is enough, whoever asks.
    assert!(matches!(release(&world.env, run, Some(olga)).await, Err(RoundError::Stale { .. })));
    assert!(matches!(hold(&world.env, run, olga).await, Err(RoundError::Stale { .. })));
    assert!(matches!(drop_plan(&world.env, run, olga).await, Err(RoundError::Stale { .. })));
    assert_eq!(world.outbox().await.get("match"), Some(&4));
});

both!(a_dropped_plan_tells_nobody, async |world| {
    four(&world).await;
    let run = world.draw().await;
    drop_plan(&world.env, run, world.id("olga").await).await.expect("drop");
    world.advance(TimeDelta::days(1));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Cancelled);
    assert!(world.outbox().await.is_empty());
    assert_eq!(world.waited("ada").await, 0);
});

both!(a_mail_that_does_not_render_leaves_the_plan_proposed_and_nobody_told, async |world| {
    four(&world).await;
    world.team("ops").person("cem").in_coffee().with_a_broken_address().await;
    let run = world.draw().await;
    world.advance(TimeDelta::hours(1));
    world.tick().await;
    let row = world.run(run).await;
    assert_eq!(row.state, RunState::Proposed);
    assert!(
        row.note.as_deref().is_some_and(|note| note.contains("nobody was told")),
        "{:?}",
        row.note
    );
    assert!(row.hold_until > Some(world.clock.now()));
    assert!(world.group_rows(run).await.is_empty());
    assert!(world.outbox().await.is_empty());
    // Once it is mended, the next try goes through.
    world.raw("update persons set email = 'cem@test.example' where name = 'cem'").await;
    world.advance(TimeDelta::minutes(6));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Released);
    assert_eq!(world.outbox().await.get("match"), Some(&5));
});

both!(a_full_disk_leaves_the_plan_proposed_and_nobody_told, async |world| {
    four(&world).await;
    let run = world.draw().await;
    world.advance(TimeDelta::hours(1));
    // The last write of the transaction fails.
    world.raw("alter table audit rename to audit_elsewhere").await;
    assert!(matches!(release(&world.env, run, None).await, Err(RoundError::Store(_))));
    assert_eq!(world.run(run).await.state, RunState::Proposed);
    assert!(world.group_rows(run).await.is_empty());
    assert!(world.outbox().await.is_empty());
    assert_eq!(world.waited("ada").await, 0);
    world.raw("alter table audit_elsewhere rename to audit").await;
    world.advance(TimeDelta::minutes(6));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Released);
    assert_eq!(world.outbox().await.get("match"), Some(&4));
});

both!(who_is_blocked_leaves_or_pauses_after_the_draw_is_not_matched, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    world.know_each_other("ada", "bob", None).await;
    let run = world.draw().await;
    world.rather_not("bob", "ada").await;
    world.advance(TimeDelta::hours(1));
    world.tick().await;
    assert_eq!(world.run(run).await.state, RunState::Released);
    assert!(world.groups(run).await.is_empty());
    for name in ["ada", "bob"] {
        let mails = world.mailbox(name).await;
        assert_eq!(mails.len(), 1, "{name}");
        assert_eq!(mails[0].kind, "left-out");
        assert!(mails[0].raw.contains("can no longer take place"), "{}", mails[0].raw);
        assert_eq!(world.waited(name).await, 1);
    }
    // A leaver: the other one is told honestly and comes first; the leaver gets nothing.
    world.team("ops").person("cem").in_coffee().await;
    world.team("far").person("dan").in_coffee().await;
    world.rather_not("ada", "cem").await;
    world.rather_not("ada", "dan").await;
    world.rather_not("bob", "cem").await;
    world.rather_not("bob", "dan").await;
    let run = world.draw().await;
    world.becomes("dan", PersonState::Left).await;
    world.advance(TimeDelta::hours(1));
    world.tick().await;
    assert!(world.groups(run).await.is_empty());
    assert_eq!(world.kinds("cem").await, ["left-out"]);
    assert!(world.kinds("dan").await.is_empty());
});

both!(of_three_two_stay_together_when_one_cannot, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    world.team("ops").person("cem").in_coffee().await;
    let run = world.draw().await;
    let today = world.clock.now().date_naive();
    world.pauses("cem", today, None).await;
    world.advance(TimeDelta::hours(1));
    world.tick().await;
    assert_eq!(world.groups(run).await, [["ada", "bob"]]);
    assert!(world.kinds("cem").await.is_empty());
});

both!(the_reader_gets_their_own_language_and_both_clocks, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world
        .team("maps")
        .person("bob")
        .in_coffee()
        .german()
        .zone(chrono_tz::Europe::London)
        .hours(8, 16)
        .await;
    let run = world.round().await;
    let rows = world.group_rows(run).await;
    assert_eq!(rows[0].slots.len(), 3);
    let released = world.run(run).await.released_at.expect("released");
    for slot in &rows[0].slots {
        assert!(*slot >= released + TimeDelta::days(1));
        assert!(*slot < world.run(run).await.closes_at.expect("closes"));
    }
    let (ada, bob) = (world.mailbox("ada").await, world.mailbox("bob").await);
    assert!(ada[0].subject.contains("bob"), "{}", ada[0].subject);
    assert!(bob[0].subject.contains("ada"), "{}", bob[0].subject);
    assert_ne!(ada[0].subject.split_whitespace().next(), bob[0].subject.split_whitespace().next());
});

both!(a_pair_that_another_round_introduced_meanwhile_is_not_introduced_again, async |world| {
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    let run = world.draw().await;
    let (ada, bob) = (world.id("ada").await, world.id("bob").await);
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let pair = (ada.min(bob), ada.max(bob));
    weft::store::introduction::introductions_add(&mut tx, &[pair], now.date_naive(), now)
        .await
        .expect("introduced");
    tx.commit().await.expect("commit");
    release(&world.env, run, None).await.expect("release");
    assert!(world.groups(run).await.is_empty());
    assert_eq!(world.kinds("ada").await, ["left-out"]);
    assert_eq!(world.kinds("bob").await, ["left-out"]);
});

both!(seats_that_went_since_the_draw_are_kept, async |world| {
    world.team("search").person("ada").in_coffee().person("abe").in_coffee().await;
    world.team("maps").person("bob").in_coffee().person("bea").in_coffee().await;
    let run = world.draw().await;
    world.raw("update teams set coffee_seats = 1 where name = 'search'").await;
    release(&world.env, run, None).await.expect("release");
    let groups = world.groups(run).await;
    assert_eq!(groups.len(), 1, "one of search has a seat: {groups:?}");
});
