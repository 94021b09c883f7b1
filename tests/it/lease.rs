//! One holder at a time, whoever asks when.

use chrono::TimeDelta;
use weft::domain::clock::Clock;
use weft::store::lease::{lease_get, lease_release, lease_take};

use crate::world::{World, both};

async fn take(world: &World, holder: &str) -> Option<i64> {
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let term = lease_take(&mut tx, "ticker", holder, now, now + TimeDelta::seconds(40))
        .await
        .expect("take");
    tx.commit().await.expect("commit");
    term
}

both!(a_lease_has_one_holder_until_it_runs_out, async |world| {
    assert_eq!(take(&world, "a").await, Some(1));
    assert_eq!(take(&world, "b").await, None);
    world.advance(TimeDelta::seconds(30));
    // Renewed by its holder it keeps its term and lasts longer.
    assert_eq!(take(&world, "a").await, Some(1));
    world.advance(TimeDelta::seconds(39));
    assert_eq!(take(&world, "b").await, None);
    world.advance(TimeDelta::seconds(1));
    assert_eq!(take(&world, "b").await, Some(2));
    assert_eq!(take(&world, "a").await, None);
    let mut tx = world.env.db.read().await.expect("read");
    let lease = lease_get(&mut tx, "ticker").await.expect("get").expect("there");
    assert_eq!((lease.holder.as_str(), lease.term), ("b", 2));
    assert_eq!(lease.renewed_at, world.clock.now());
    assert_eq!(lease.until_at, world.clock.now() + TimeDelta::seconds(40));
    assert!(lease_get(&mut tx, "other").await.expect("get").is_none());
});

both!(a_lease_that_was_given_back_is_free_at_once, async |world| {
    assert_eq!(take(&world, "a").await, Some(1));
    let mut tx = world.env.db.write().await.expect("write");
    // Only its holder gives it back.
    lease_release(&mut tx, "ticker", "b", world.clock.now()).await.expect("release");
    tx.commit().await.expect("commit");
    assert_eq!(take(&world, "b").await, None);
    let mut tx = world.env.db.write().await.expect("write");
    lease_release(&mut tx, "ticker", "a", world.clock.now()).await.expect("release");
    tx.commit().await.expect("commit");
    assert_eq!(take(&world, "b").await, Some(2));
});

both!(of_many_who_ask_at_one_moment_one_gets_it, async |world| {
    let asks = (0..8).map(|n| {
        let env = world.env.clone();
        let now = world.clock.now();
        tokio::spawn(async move {
            let mut tx = env.db.write().await.expect("write");
            let until = now + TimeDelta::seconds(40);
            let term = lease_take(&mut tx, "ticker", &format!("holder-{n}"), now, until)
                .await
                .expect("take");
            tx.commit().await.expect("commit");
            term
        })
    });
    let mut winners = 0;
    for ask in asks.collect::<Vec<_>>() {
        winners += usize::from(ask.await.expect("task").is_some());
    }
    assert_eq!(winners, 1);
});
