//! A relay with every fault there is, the real rounds of delivery and the real outbox: each message ends as specified, those
//! beside it are none the wiser, and what is marked as sent is what the relay said 250 to.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::{Notify, watch};
use weft::domain::clock::Clock as _;
use weft::domain::id::NoticeId;
use weft::domain::plan::NoticeState;
use weft::mail::transport::{Login, Security, SmtpConfig, Transport};
use weft::scheduler::dispatch::{Limits, dispatch};
use weft::scheduler::outbox::{DeliverReport, Manner, Signals, deliver};
use weft::store::outbox::{notices_claim, notices_due};
use weft::store::outbox_view::{NoticeRow, notice_get};
use weft::store::relay::{relay_down, relay_get, relay_load, relay_try, relay_untried, relay_up};

use crate::outbox::{add_it, notice};
use crate::smtp_server::{Fault, Server};
use crate::world::{World, both};

/// How long a relay that says nothing is waited for: short enough for a table of silences.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long one that answers is waited for, however busy the machine is.
const AMPLE: Duration = Duration::from_secs(30);

/// What the first round makes of the message that meets the fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Sent,
    Deferred,
    Failed,
    /// It says nothing about the message: it waits, with all others.
    RelayDown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Plain,
    Login,
    StartTls,
}

use End::{Deferred, Failed, RelayDown, Sent};
use Way::{Plain, StartTls};

const TABLE: &[(Fault, Way, End)] = &[
    (Fault::None, Plain, Sent),
    (Fault::None, Way::Login, Sent),
    // Silence, phase by phase.
    (Fault::Silent, Plain, RelayDown),
    (Fault::SilentAt("EHLO"), Plain, RelayDown),
    (Fault::SilentAt("AUTH"), Way::Login, RelayDown),
    (Fault::SilentAt("MAIL"), Plain, RelayDown),
    (Fault::SilentAt("RCPT"), Plain, Deferred),
    (Fault::SilentAt("DATA"), Plain, Deferred),
    (Fault::SilentAt("CONTENT"), Plain, Deferred),
    // 421: the relay is going away, whenever it says so.
    (Fault::Greeting("421 4.3.2 too busy"), Plain, RelayDown),
    (Fault::Mail("421 4.3.2 too busy"), Plain, RelayDown),
    (Fault::Rcpt("421 4.3.2 too busy"), Plain, RelayDown),
    (Fault::Data("421 4.3.2 too busy"), Plain, RelayDown),
    (Fault::Content("421 4.3.2 too busy"), Plain, RelayDown),
    // Not now, and never.
    (Fault::Greeting("554 5.7.1 go away"), Plain, RelayDown),
    (Fault::Mail("451 4.3.0 later"), Plain, RelayDown),
    (Fault::Rcpt("451 4.7.1 greylisted"), Plain, Deferred),
    (Fault::Data("451 4.3.0 later"), Plain, Deferred),
    (Fault::Content("451 4.3.0 later"), Plain, Deferred),
    (Fault::Rcpt("550 5.1.1 no such user"), Plain, Failed),
    (Fault::Rcpt("550 5.7.1 not for you"), Plain, Failed),
    (Fault::Rcpt("550 relay not permitted"), Plain, Failed),
    (Fault::Data("554 5.5.1 no valid recipients"), Plain, Failed),
    (Fault::Content("554 5.7.1 looks like spam"), Plain, Failed),
    (Fault::Content("251 odd"), Plain, Deferred),
    // The connection ends.
    (Fault::DropInData, Plain, Deferred),
    (Fault::DropAfterData, Plain, Deferred),
    // A 250 after our patience is no 250.
    (Fault::Late(Duration::from_millis(2500)), Plain, Deferred),
    (Fault::Slow(Duration::from_millis(30)), Plain, Sent),
    (Fault::Drip(Duration::from_millis(2)), Plain, Sent),
    // Who we are, and whether it is private.
    (Fault::Auth("535 5.7.8 wrong password"), Way::Login, RelayDown),
    (Fault::Auth("454 4.7.0 not now"), Way::Login, RelayDown),
    (Fault::StartTls("454 4.7.0 no TLS now"), StartTls, RelayDown),
    (Fault::None, StartTls, RelayDown),
];

fn relay(server: &Server, way: Way) -> Transport {
    relay_for(server, way, AMPLE)
}

fn relay_for(server: &Server, way: Way, patience: Duration) -> Transport {
    Transport::smtp(SmtpConfig {
        security: if way == StartTls { Security::StartTls } else { Security::None },
        login: (way == Way::Login)
            .then(|| Login { user: "weft".to_owned(), password: "hunter2".to_owned() }),
        connect_timeout: patience,
        command_timeout: patience,
        data_timeout: patience,
        ..SmtpConfig::new(server.address.ip().to_string(), server.address.port())
    })
}

async fn add(world: &World, name: &str) -> NoticeId {
    let mut notice = notice(world, &format!("match:{name}"), "match");
    notice.recipient_address = format!("{name}@weft.example");
    let id = add_it(world, &notice).await;
    // The order of the outbox is the order of its rows.
    world.advance(TimeDelta::milliseconds(10));
    id
}

async fn row(world: &World, id: NoticeId) -> NoticeRow {
    let mut tx = world.env.db.read().await.expect("read");
    notice_get(&mut tx, id).await.expect("get").expect("there").0
}

async fn round(world: &World, transport: &mut Transport) -> DeliverReport {
    let manner = Manner { patient: true, ..Manner::at_once("worker", 50) };
    deliver(&world.env, transport, &manner).await.expect("deliver")
}

both!(each_fault_ends_as_specified_and_the_others_are_none_the_wiser, async |world: World| {
    for (number, (fault, way, end)) in TABLE.iter().enumerate() {
        let case = format!("{fault:?} {way:?}");
        let server = Server::start(&[*fault]).await;
        let silent = matches!(fault, Fault::Silent | Fault::SilentAt(_) | Fault::Late(_));
        let patience = if silent { PATIENCE } else { AMPLE };
        let mut transport = relay_for(&server, *way, patience);
        let mut ids = Vec::new();
        for name in ["first", "second", "third"] {
            ids.push(add(&world, &format!("{name}-{number}")).await);
        }
        let now = world.clock.now();
        let report = round(&world, &mut transport).await;
        let first = row(&world, ids[0]).await;
        assert_eq!(report.relay_down, *end == RelayDown, "{case}: {report:?}");
        match end {
            Sent => assert_eq!((first.state, first.attempts), (NoticeState::Sent, 1), "{case}"),
            Failed => assert_eq!((first.state, first.attempts), (NoticeState::Failed, 1), "{case}"),
            Deferred => {
                assert_eq!((first.state, first.attempts), (NoticeState::Deferred, 1), "{case}");
                let wait = (first.next_at - now).num_seconds();
                assert!((48..=73).contains(&wait), "{case}: tried again after {wait} s");
            }
            RelayDown => {
                for id in &ids {
                    let row = row(&world, *id).await;
                    assert_eq!((row.state, row.attempts), (NoticeState::Queued, 0), "{case}");
                }
                let mut tx = world.env.db.read().await.expect("read");
                let breaker = relay_get(&mut tx).await.expect("breaker");
                drop(tx);
                assert_eq!((breaker.down_since, breaker.tries), (Some(now), 1), "{case}");
                assert_eq!(breaker.next_try_at, Some(now + TimeDelta::seconds(5)), "{case}");
                let reason = breaker.reason.expect("a reason");
                assert!(!reason.contains('@') && !reason.contains("hunter2"), "{case}: {reason}");
                // Nobody speaks to it before.
                assert!(round(&world, &mut transport).await.waits, "{case}");
                assert!(server.answered().is_empty(), "{case}");
            }
        }
        if *end != RelayDown {
            for id in &ids[1..] {
                let row = row(&world, *id).await;
                assert_eq!((row.state, row.attempts), (NoticeState::Sent, 1), "{case}");
            }
        }
        if first.state != NoticeState::Sent {
            let error = first.last_error.clone().expect("why");
            assert!(!error.contains('@') && !error.contains("hunter2"), "{case}: {error}");
        }
        // A relay without TLS stays as it is: in the next case it is another one.
        if *way == StartTls {
            world.raw("update relay set down_since = null, tries = 0, next_try_at = null").await;
            world.raw("update outbox set state = 'cancelled' where state = 'queued'").await;
            continue;
        }
        // Time passes, the fault is used up, and everything that can be delivered is.
        for _ in 0..6 {
            world.advance(TimeDelta::seconds(30));
            let _ = round(&world, &mut transport).await;
        }
        transport.close().await;
        let mut sent = Vec::new();
        for (id, name) in ids.iter().zip(["first", "second", "third"]) {
            let row = row(&world, *id).await;
            if row.state == NoticeState::Sent {
                sent.push(format!("{name}-{number}@weft.example"));
            } else {
                assert_eq!((row.state, *end), (NoticeState::Failed, Failed), "{case}: {name}");
            }
        }
        let mut answered = server.answered();
        answered.sort();
        answered.dedup();
        sent.sort();
        assert_eq!(sent, answered, "{case}: sent is what the relay said 250 to");
        let mut times: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
        for (to, message) in server.taken() {
            times.entry(to).or_default().push(message);
        }
        for (to, messages) in times {
            // The relay took it and we did not hear so: the one gap there is, and then the same to the byte.
            let gap =
                matches!(fault, Fault::DropAfterData | Fault::Late(_) | Fault::SilentAt("CONTENT"))
                    && to.starts_with("first");
            assert_eq!(messages.len(), if gap { 2 } else { 1 }, "{case}: {to}");
            assert!(messages.iter().all(|message| *message == messages[0]), "{case}: {to}");
        }
        let mut tx = world.env.db.read().await.expect("read");
        assert_eq!(relay_get(&mut tx).await.expect("breaker").down_since, None, "{case}");
    }
});

fn signals() -> (Signals, watch::Sender<bool>) {
    let (stop, stopping) = watch::channel(false);
    (Signals { nudge: Arc::new(Notify::new()), stop: stopping }, stop)
}

both!(the_kill_switch_and_a_stop_let_out_at_most_the_message_in_hand, async |world: World| {
    for by_switch in [true, false] {
        let server = Server::start(&[Fault::Late(Duration::from_secs(3))]).await;
        let mut transport = relay(&server, Plain);
        let mut ids = Vec::new();
        for n in 0..5 {
            ids.push(add(&world, &format!("{by_switch}-{n}")).await);
        }
        let (signals, stop) = signals();
        let env = world.env.clone();
        let stopping = signals.stop.clone();
        let delivering = tokio::spawn(async move {
            let manner = Manner { stop: Some(&stopping), ..Manner::at_once("worker", 50) };
            deliver(&env, &mut transport, &manner).await.expect("deliver")
        });
        while server.taken().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        if by_switch {
            weft::programmes::sending::pause(&world.env, None).await.expect("pause");
        } else {
            stop.send_replace(true);
        }
        let report = delivering.await.expect("worker");
        assert_eq!((report.sent, report.put_back), (1, 4), "{report:?}");
        assert_eq!(server.taken().len(), 1);
        for id in &ids[1..] {
            let row = row(&world, *id).await;
            assert_eq!((row.state, row.attempts), (NoticeState::Queued, 0));
        }
        weft::programmes::sending::resume(&world.env, None).await.expect("resume");
        let mut transport = relay(&server, Plain);
        assert_eq!(round(&world, &mut transport).await.sent, 4);
    }
});

both!(no_more_leave_in_a_minute_than_allowed_whoever_sends, async |world: World| {
    let server = Server::start(&[]).await;
    for n in 0..23 {
        add(&world, &format!("p{n}")).await;
    }
    let mut sent = Vec::new();
    for _ in 0..6 {
        let workers: Vec<_> = (0..4)
            .map(|n| {
                let (env, mut transport) = (world.env.clone(), relay(&server, Plain));
                tokio::spawn(async move {
                    let name = format!("w{n}");
                    let manner = Manner { per_minute: 5, ..Manner::at_once(&name, 50) };
                    deliver(&env, &mut transport, &manner).await.expect("deliver").sent
                })
            })
            .collect();
        let mut in_this_minute = 0;
        for worker in workers {
            in_this_minute += worker.await.expect("worker");
        }
        sent.push(in_this_minute);
        world.advance(TimeDelta::seconds(61));
    }
    assert_eq!(sent, [5, 5, 5, 5, 3, 0]);
    let mut tx = world.env.db.write().await.expect("write");
    let now = world.clock.now();
    assert_eq!(relay_load(&mut tx, now - TimeDelta::days(1), now).await.expect("load"), 23);
});

both!(no_more_connections_are_open_than_allowed_whoever_sends, async |world: World| {
    // So slow that all workers are at it at once, where nothing keeps them from it.
    let slow = [Fault::Slow(Duration::from_millis(2)); 240];
    for (allowed, expected) in [(0, 4), (2, 2), (1, 1)] {
        let server = Server::start(&slow).await;
        for n in 0..240 {
            add(&world, &format!("p{n}-of-{allowed}")).await;
        }
        let (stop, stopping) = watch::channel(false);
        let workers: Vec<_> = (0..4)
            .map(|n| {
                let signals = Signals { nudge: Arc::new(Notify::new()), stop: stopping.clone() };
                let limits = Limits { connections: allowed, ..Limits::default() };
                let (env, transport) = (world.env.clone(), relay(&server, Plain));
                tokio::spawn(dispatch(env, transport, format!("replica-{n}/0"), signals, limits))
            })
            .collect();
        for _ in 0..3000 {
            if server.answered().len() == 240 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        stop.send_replace(true);
        for worker in workers {
            worker.await.expect("worker");
        }
        let mut told = server.answered();
        told.sort_unstable();
        told.dedup();
        assert_eq!((told.len(), server.taken().len()), (240, 240), "{allowed} allowed");
        assert_eq!(server.peak(), expected, "{allowed} allowed");
    }
});

both!(one_worker_at_a_time_tries_a_relay_that_is_down, async |world: World| {
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    assert!(!relay_up(&mut tx).await.expect("up"), "it works");
    assert!(!relay_try(&mut tx, now, now).await.expect("try"), "there is nothing to try");
    let next = now + TimeDelta::seconds(5);
    assert!(relay_down(&mut tx, 0, "no answer", now, next).await.expect("down"));
    // A second worker found the same: it counts once.
    assert!(!relay_down(&mut tx, 0, "no answer", now, next).await.expect("down"));
    assert_eq!(relay_get(&mut tx).await.expect("breaker").tries, 1);
    assert!(!relay_try(&mut tx, now, next).await.expect("too early"));
    assert!(relay_try(&mut tx, next, next + TimeDelta::minutes(2)).await.expect("its time"));
    assert!(!relay_try(&mut tx, next, next).await.expect("somebody has it"));
    relay_untried(&mut tx, next).await.expect("it came to nothing");
    assert!(relay_try(&mut tx, next, next + TimeDelta::minutes(2)).await.expect("at once"));
    assert!(relay_up(&mut tx).await.expect("up"));
    assert_eq!(relay_get(&mut tx).await.expect("breaker").tries, 0);
    tx.commit().await.expect("commit");
});

both!(a_relay_that_puts_off_the_one_message_works_again, async |world: World| {
    let server = Server::start(&[
        Fault::Greeting("421 4.3.2 too busy"),
        Fault::Rcpt("450 4.7.1 greylisted"),
    ])
    .await;
    let mut transport = relay(&server, Plain);
    for n in 0..3 {
        add(&world, &format!("p{n}")).await;
    }
    assert!(round(&world, &mut transport).await.relay_down);
    world.advance(TimeDelta::seconds(6));
    let report = round(&world, &mut transport).await;
    assert_eq!((report.claimed, report.deferred), (1, 1), "one message finds out");
    let mut tx = world.env.db.read().await.expect("read");
    assert_eq!(relay_get(&mut tx).await.expect("breaker").down_since, None);
    drop(tx);
    assert_eq!(round(&world, &mut transport).await.sent, 2, "the others wait for nothing");
});

both!(a_try_that_finds_nothing_to_send_costs_no_time, async |world: World| {
    let mut late = notice(&world, "match:late", "match");
    late.not_after = Some(world.clock.now());
    add_it(&world, &late).await;
    world.advance(TimeDelta::milliseconds(10));
    add(&world, "ada").await;
    let now = world.clock.now();
    let mut tx = world.env.db.write().await.expect("write");
    assert!(relay_down(&mut tx, 0, "no answer", now, now).await.expect("down"));
    tx.commit().await.expect("commit");
    let server = Server::start(&[]).await;
    let mut transport = relay(&server, Plain);
    let report = round(&world, &mut transport).await;
    assert_eq!((report.claimed, report.failed), (1, 1), "too late: {report:?}");
    assert_eq!(server.connections(), 0);
    assert_eq!(round(&world, &mut transport).await.sent, 1, "the next turn tries at once");
});

both!(
    a_message_of_a_worker_that_died_is_tried_even_while_the_relay_is_down,
    async |world: World| {
        let id = add(&world, "ada").await;
        let now = world.clock.now();
        let lease = TimeDelta::minutes(10);
        let mut tx = world.env.db.write().await.expect("write");
        assert!(notices_due(&mut tx, now).await.expect("due"));
        assert_eq!(
            notices_claim(&mut tx, "dead", now, now + lease, 9).await.expect("claim").rows(),
            1
        );
        assert!(!notices_due(&mut tx, now).await.expect("due"));
        assert!(relay_down(&mut tx, 0, "no answer", now, now).await.expect("down"));
        tx.commit().await.expect("commit");
        let server = Server::start(&[]).await;
        let mut transport = relay(&server, Plain);
        assert!(round(&world, &mut transport).await.waits);
        world.advance(lease);
        assert_eq!(round(&world, &mut transport).await.sent, 1);
        assert_eq!(row(&world, id).await.state, NoticeState::Sent);
    }
);

both!(the_local_mailbox_forgets_with_the_outbox, async |world: World| {
    let ada = world.somebody("Ada Lov").await;
    let dir = world.dir.path().join("mailbox");
    let mut mine = notice(&world, "match:ada", "match");
    mine.recipient_id = Some(ada.id);
    let mine = add_it(&world, &mine).await;
    let other = add(&world, "bo").await;
    let (signals, stop) = signals();
    let worker = {
        let (env, transport) = (world.env.clone(), Transport::mailbox(&dir));
        let signals = signals.clone();
        tokio::spawn(dispatch(env, transport, "w".to_owned(), signals, Limits::default()))
    };
    let there = |id: NoticeId| dir.join(format!("{id}.eml")).exists();
    // What a process left that was killed while it wrote: of hers, of a message of long ago, and of one just now.
    std::fs::create_dir_all(&dir).expect("folder");
    let left = |id: NoticeId| dir.join(format!(".{}.1.tmp", id.0.simple()));
    let ids = [mine, world.env.ids.next(world.clock.now()), world.env.ids.next(world.clock.now())];
    for id in ids {
        std::fs::write(left(id), b"Subject: half a m").expect("write");
    }
    let long_ago = std::time::SystemTime::UNIX_EPOCH + Duration::from_hours(24);
    let old = std::fs::File::options().write(true).open(left(ids[1])).expect("file");
    old.set_modified(long_ago).expect("older");
    let until = async |wanted: &dyn Fn() -> bool| {
        for _ in 0..2400 {
            if wanted() {
                return;
            }
            signals.nudge.notify_one();
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("it never happened");
    };
    until(&|| there(mine) && there(other)).await;
    weft::programmes::person_data::erase(&world.env, ada.id, None).await.expect("erase");
    world.advance(TimeDelta::minutes(2));
    until(&|| !there(mine)).await;
    assert!(there(other));
    until(&|| !left(ids[0]).exists() && !left(ids[1]).exists()).await;
    assert!(left(ids[2]).exists(), "somebody may be writing it");
    world.advance(weft::domain::retention::term(weft::domain::retention::Kept::Mails));
    until(&|| !there(other)).await;
    stop.send_replace(true);
    worker.await.expect("worker");
});
