//! The clock is set forward by days or back by hours, while leases are held and messages are in somebody's hand.

use chrono::{DateTime, TimeDelta, Utc};
use weft::domain::clock::Clock as _;
use weft::domain::id::NoticeId;
use weft::domain::plan::{NoticeState, RunState};
use weft::mail::transport::{Security, SmtpConfig, Transport};
use weft::scheduler::due::{CONNECTION, CONNECTIONS, MOST_PAUSE, MOST_WAIT};
use weft::scheduler::health::health;
use weft::scheduler::outbox::{DeliverReport, LEASE, Manner, deliver as deliver_by, deliver_due};
use weft::scheduler::tick;
use weft::store::lease::{lease_get, lease_take, leases_shorten};
use weft::store::outbox::{
    notice_sent, notice_unclaim, notices_claim, notices_lease_refit, notices_wait_cut,
};
use weft::store::relay::{relay_down, relay_get, relay_pause_cut};
use weft::store::run::{run_claim, run_get, runs_lease_shorten};

use crate::outbox::{add_it, notice, state};
use crate::smtp_server::Server;
use crate::world::{World, both};

const DAYS: TimeDelta = TimeDelta::days(5);
const HOURS: TimeDelta = TimeDelta::hours(6);

async fn messages(world: &World, names: &[&str]) -> Vec<NoticeId> {
    let mut ids = Vec::new();
    for name in names {
        let mut notice = notice(world, &format!("match:{name}"), "match");
        notice.recipient_address = format!("{name}@weft.example");
        ids.push(add_it(world, &notice).await);
    }
    ids
}

fn relay(server: &Server) -> Transport {
    let mut config = SmtpConfig::new(server.address.ip().to_string(), server.address.port());
    config.security = Security::None;
    Transport::smtp(config)
}

async fn deliver(world: &World, transport: &mut Transport, holder: &str) -> DeliverReport {
    deliver_due(&world.env, transport, holder, 50).await.expect("deliver")
}

async fn leads(world: &World, holder: &str) -> bool {
    tick(&world.env, holder).await.expect("tick").led
}

/// Messages in the hand of a worker, as `deliver_due` has them before it has spoken to the relay.
async fn in_hand(world: &World, holder: &str) -> Vec<(NoticeId, i64)> {
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let claim = notices_claim(&mut tx, holder, now, now + LEASE, 50).await.expect("claim");
    tx.commit().await.expect("commit");
    claim.notices.iter().map(|notice| (notice.id, notice.fence)).collect()
}

async fn slots(world: &World) -> Vec<DateTime<Utc>> {
    let mut tx = world.env.db.read().await.expect("read");
    let filter = weft::store::overview::run::RunFilter::default();
    let slice = weft::store::overview::Slice { offset: 0, limit: 100 };
    let lines = weft::store::overview::run::run_lines(&mut tx, filter, slice).await.expect("runs");
    lines.iter().filter(|run| run.state != RunState::Draft).map(|run| run.slot_at).collect()
}

both!(set_forward_by_days_a_lease_is_taken_over_and_what_was_missed_is_one_round, async |world| {
    world.programme_with("every day 10:00", |rules| rules.ask_days = 0).await;
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    assert!(leads(&world, "a").await && !leads(&world, "b").await);
    world.advance(DAYS);
    assert!(leads(&world, "b").await, "the lease of the one before is over");
    assert!(!leads(&world, "a").await);
    let drawn = slots(&world).await;
    assert_eq!(drawn.len(), 1, "{drawn:?}");
    world.advance(TimeDelta::minutes(1));
    assert!(leads(&world, "b").await || leads(&world, "a").await);
    assert_eq!(slots(&world).await, drawn);
});

both!(set_back_by_hours_nobody_waits_for_hours_and_no_slot_is_drawn_twice, async |world| {
    world.programme_with("every day 12:00", |rules| rules.ask_days = 0).await;
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    // The clock is wrong by six hours, and a process draws noon's round at six in the morning of the others.
    world.advance(HOURS);
    assert!(leads(&world, "a").await);
    let drawn = slots(&world).await;
    assert_eq!(drawn.len(), 1);
    world.advance(-HOURS);
    // It died before it was set right. Whoever looks cuts its lease, and has it when that is over.
    assert!(!leads(&world, "b").await);
    let mut tx = world.env.db.write().await.expect("write");
    let until = lease_get(&mut tx, "ticker").await.expect("lease").expect("lease").until_at;
    assert!(until - world.clock.now() <= TimeDelta::seconds(40), "{until}");
    leases_shorten(&mut tx, "ticker", until + HOURS).await.expect("nothing to cut");
    let same = lease_get(&mut tx, "ticker").await.expect("lease").expect("lease").until_at;
    assert_eq!(same, until);
    drop(tx);
    let period = TimeDelta::seconds(15);
    let found = health(&world.env, period).await.expect("health");
    assert!(!found.ticking, "a tick six hours ahead says nothing of now");
    world.advance(TimeDelta::seconds(40));
    assert!(leads(&world, "b").await);
    assert!(health(&world.env, period).await.expect("health").ticking);
    // The slot comes by the right clock, and the one after it.
    world.advance(HOURS);
    leads(&world, "b").await;
    assert_eq!(slots(&world).await, drawn);
    world.advance(TimeDelta::days(1));
    leads(&world, "b").await;
    assert_eq!(slots(&world).await.len(), 2);
});

both!(set_back_by_hours_a_draw_of_a_dead_process_is_taken_over, async |world| {
    world.programme_with("every day 12:00", |rules| rules.ask_days = 0).await;
    world.team("search").person("ada").in_coffee().await;
    world.team("maps").person("bob").in_coffee().await;
    world.advance(HOURS);
    weft::programmes::coffee::open_due(&world.env).await.expect("open");
    let mut tx = world.env.db.read().await.expect("read");
    let runs = weft::store::run::runs_due(&mut tx, world.clock.now()).await.expect("due");
    let run = runs.first().expect("noon's").id;
    drop(tx);
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let until = now + TimeDelta::seconds(60);
    run_claim(&mut tx, run, "dead", now, until).await.expect("claim").expect("ours");
    tx.commit().await.expect("commit");
    world.advance(-HOURS);
    leads(&world, "b").await;
    let mut tx = world.env.db.write().await.expect("write");
    let row = run_get(&mut tx, run).await.expect("read").expect("run");
    let left = row.lease_until.expect("claimed") - world.clock.now();
    assert!(left <= TimeDelta::seconds(60), "{left}");
    runs_lease_shorten(&mut tx, world.clock.now() + HOURS).await.expect("nothing to cut");
    drop(tx);
    world.advance(TimeDelta::minutes(2));
    leads(&world, "b").await;
    let mut tx = world.env.db.read().await.expect("read");
    let row = run_get(&mut tx, run).await.expect("read").expect("run");
    assert_ne!(row.state, RunState::Solving, "{row:?}");
    assert_eq!(row.fence, 2);
});

both!(set_forward_by_days_what_is_in_somebodys_hand_is_not_mailed_by_another, async |world| {
    let server = Server::start(&[]).await;
    let ids = messages(&world, &["ada", "bo"]).await;
    let hand = in_hand(&world, "a").await;
    assert_eq!(hand.len(), 2);
    world.advance(DAYS);
    // The one who has them is in the middle of the relay's answer.
    let mut transport = relay(&server);
    assert_eq!(deliver(&world, &mut transport, "b").await.claimed, 0);
    leads(&world, "b").await;
    assert_eq!(deliver(&world, &mut transport, "b").await.claimed, 0);
    let (id, fence) = hand[0];
    let mut tx = world.env.db.write().await.expect("write");
    notice_sent(&mut tx, id, fence, world.clock.now()).await.expect("the claim still holds");
    tx.commit().await.expect("commit");
    // With the other it was killed: another sends it when the new term is over, once.
    world.advance(LEASE);
    assert_eq!(deliver(&world, &mut transport, "b").await.sent, 1);
    assert_eq!(deliver(&world, &mut transport, "a").await.claimed, 0);
    assert_eq!(server.taken().len(), 1);
    for id in ids {
        assert_eq!(state(&world, id).await.0, NoticeState::Sent);
    }
});

both!(set_back_by_hours_messages_in_a_dead_hand_wait_for_minutes_and_go_out_once, async |world| {
    let server = Server::start(&[]).await;
    let ids = messages(&world, &["ada", "bo"]).await;
    world.advance(HOURS);
    let hand = in_hand(&world, "dead").await;
    assert_eq!(hand.len(), 2);
    world.advance(-HOURS);
    let mut transport = relay(&server);
    leads(&world, "b").await;
    assert_eq!(deliver(&world, &mut transport, "b").await.claimed, 0);
    world.advance(LEASE);
    assert_eq!(deliver(&world, &mut transport, "b").await.sent, 2);
    assert_eq!(deliver(&world, &mut transport, "b").await.claimed, 0);
    assert_eq!(server.taken().len(), 2);
    // The claim of one that was not dead after all counts no more.
    let (id, fence) = hand[0];
    let mut tx = world.env.db.write().await.expect("write");
    notice_sent(&mut tx, id, fence, world.clock.now()).await.expect_err("somebody else sent it");
    let now = world.clock.now();
    notices_lease_refit(&mut tx, now - LEASE, now + LEASE).await.expect("nothing to refit");
    drop(tx);
    for id in ids {
        assert_eq!(state(&world, id).await.0, NoticeState::Sent);
    }
});

both!(set_forward_by_minutes_what_is_in_somebodys_hand_is_not_mailed_by_another, async |world| {
    for minutes in [10, 12, 19] {
        let server = Server::start(&[]).await;
        let ids = messages(&world, &[&format!("ada{minutes}"), &format!("bo{minutes}")]).await;
        let hand = in_hand(&world, "a").await;
        assert_eq!(hand.len(), 2);
        // A claim that ran out like this cannot be told from any other by its row.
        world.set_forward(TimeDelta::minutes(minutes));
        let mut transport = relay(&server);
        assert_eq!(deliver(&world, &mut transport, "b").await.claimed, 0, "{minutes}");
        let (id, fence) = hand[0];
        let mut tx = world.env.db.write().await.expect("write");
        notice_sent(&mut tx, id, fence, world.clock.now()).await.expect("the claim still holds");
        tx.commit().await.expect("commit");
        // With the other it was killed.
        world.advance(LEASE);
        assert_eq!(deliver(&world, &mut transport, "b").await.sent, 1);
        assert_eq!(server.taken().len(), 1);
        for id in ids {
            assert_eq!(state(&world, id).await.0, NoticeState::Sent);
        }
    }
});

both!(set_back_by_hours_a_relay_that_was_down_is_tried_within_minutes, async |world| {
    let server = Server::start(&[]).await;
    messages(&world, &["ada"]).await;
    world.advance(HOURS);
    let mut tx = world.env.db.write().await.expect("write");
    let now = world.clock.now();
    relay_down(&mut tx, 0, "it said 421", now, now + MOST_PAUSE).await.expect("down");
    // And somebody died with the only connection.
    let lease = format!("{CONNECTIONS}0");
    lease_take(&mut tx, &lease, "dead", now, now + CONNECTION).await.expect("take").expect("free");
    tx.commit().await.expect("commit");
    // What went out by the wrong clock does not fill the minutes of the right one.
    let early = messages(&world, &["eve"]).await;
    world.advance(TimeDelta::seconds(1));
    for (id, fence) in in_hand(&world, "a").await {
        let mut tx = world.env.db.write().await.expect("write");
        if id == early[0] {
            notice_sent(&mut tx, id, fence, world.clock.now()).await.expect("sent");
        } else {
            notice_unclaim(&mut tx, id, fence).await.expect("put back");
        }
        tx.commit().await.expect("commit");
    }
    world.advance(-HOURS);
    messages(&world, &["bo"]).await;
    leads(&world, "b").await;
    let mut transport = relay(&server);
    let patient = Manner { patient: true, per_minute: 1, ..Manner::at_once("b", 50) };
    assert!(deliver_by(&world.env, &mut transport, &patient).await.expect("deliver").waits);
    world.advance(MOST_PAUSE);
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    lease_take(&mut tx, &lease, "b", now, now + CONNECTION)
        .await
        .expect("take")
        .expect("free by now");
    tx.commit().await.expect("commit");
    // Nor do the messages that were written by the wrong clock wait for it.
    for sent in 1..=2 {
        let report = deliver_by(&world.env, &mut transport, &patient).await.expect("deliver");
        assert_eq!((report.sent, server.taken().len()), (1, sent));
        world.advance(TimeDelta::minutes(2));
    }
});

both!(what_another_clock_gave_is_cut_and_nothing_else, async |world| {
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    let (near, far) = (now + CONNECTION, now + HOURS);
    for (name, until) in [(format!("{CONNECTIONS}0"), far), (format!("{CONNECTIONS}1"), near)] {
        lease_take(&mut tx, &name, "a", now, until).await.expect("take").expect("free");
    }
    lease_take(&mut tx, "another", "a", now, far).await.expect("take").expect("free");
    let middle = now + CONNECTION * 2;
    leases_shorten(&mut tx, CONNECTIONS, middle).await.expect("cut");
    for (name, until) in
        [("relay-connection-0", middle), ("relay-connection-1", near), ("another", far)]
    {
        let lease = lease_get(&mut tx, name).await.expect("lease").expect("lease");
        assert_eq!(lease.until_at, until, "{name}");
    }
    relay_down(&mut tx, 0, "it said 421", now, far).await.expect("down");
    for (cut, left) in [(middle, middle), (far, middle)] {
        relay_pause_cut(&mut tx, cut).await.expect("cut");
        let relay = relay_get(&mut tx).await.expect("relay");
        assert_eq!(relay.next_try_at, Some(left));
    }
});

both!(set_forward_and_right_again_the_dead_lose_what_they_held_within_minutes, async |world| {
    let server = Server::start(&[]).await;
    messages(&world, &["ada"]).await;
    assert_eq!(in_hand(&world, "dead").await.len(), 1);
    world.set_forward(HOURS);
    // What is written now waits by the wrong clock.
    let late = messages(&world, &["bo"]).await;
    let mut transport = relay(&server);
    assert_eq!(deliver(&world, &mut transport, "b").await.claimed, 1, "bo's alone");
    assert_eq!(state(&world, late[0]).await.0, NoticeState::Sent);
    messages(&world, &["eve"]).await;
    world.advance(-HOURS);
    leads(&world, "b").await;
    // Eve's is due at once; Ada's when the claim of the dead is over, and no look at it gives it longer.
    assert_eq!(deliver(&world, &mut transport, "b").await.sent, 1);
    for _ in 0..11 {
        world.advance(TimeDelta::minutes(1));
        leads(&world, "b").await;
        deliver(&world, &mut transport, "b").await;
    }
    assert_eq!(server.taken().len(), 3);
    let mut tx = world.env.db.write().await.expect("write");
    let now = world.clock.now();
    notices_wait_cut(&mut tx, now + MOST_WAIT, now).await.expect("nothing to cut");
});
