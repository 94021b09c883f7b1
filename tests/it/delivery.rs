//! From the outbox into mailboxes and relays, with what can go wrong on the way.

use chrono::TimeDelta;
use weft::domain::id::NoticeId;
use weft::domain::plan::NoticeState;
use weft::mail::transport::{Security, SmtpConfig, Transport};
use weft::scheduler::outbox::{DeliverReport, deliver_all, deliver_due};

use crate::outbox::{add_it, notice, state};
use crate::smtp_server::{Fault, Server};
use crate::world::{World, both};

async fn add(world: &World, name: &str) -> NoticeId {
    let mut notice = notice(world, &format!("match:{name}"), "match");
    notice.recipient_address = format!("{name}@weft.example");
    add_it(world, &notice).await
}

async fn deliver(world: &World, transport: &mut Transport) -> DeliverReport {
    deliver_due(&world.env, transport, "worker", 50).await.expect("deliver")
}

fn relay(server: &Server) -> Transport {
    let mut config = SmtpConfig::new(server.address.ip().to_string(), server.address.port());
    config.security = Security::None;
    Transport::smtp(config)
}

both!(messages_land_in_the_local_mailbox_once, async |world| {
    let dir = world.dir.path().join("mailbox");
    let mut mailbox = Transport::mailbox(&dir);
    let mut ids = Vec::new();
    for name in ["ada", "bo", "cy"] {
        ids.push(add(&world, name).await);
    }
    let report = deliver(&world, &mut mailbox).await;
    assert_eq!((report.claimed, report.sent), (3, 3));
    assert_eq!(deliver(&world, &mut mailbox).await, DeliverReport::default());
    for (id, name) in ids.iter().zip(["ada", "bo", "cy"]) {
        assert_eq!(state(&world, *id).await.0, NoticeState::Sent);
        let file = std::fs::read(dir.join(format!("{id}.eml"))).expect("file");
        assert_eq!(file, notice(&world, &format!("match:{name}"), "match").message);
    }
    // A process that died before its mark sends the same row again: the mailbox does not change.
    world.raw("update outbox set state = 'queued', sent_at = null").await;
    assert_eq!(deliver(&world, &mut mailbox).await.sent, 3);
    assert_eq!(std::fs::read_dir(&dir).expect("mailbox").count(), 3);
});

both!(delivering_all_ends_when_it_is_done_and_when_it_gets_nowhere, async |world| {
    for n in 0..3 {
        add(&world, &format!("p{n}")).await;
    }
    let dir = world.dir.path().join("mailbox");
    std::fs::write(&dir, "a file where the folder should be").expect("obstacle");
    let mut mailbox = Transport::mailbox(&dir);
    let report = deliver_all(&world.env, &mut mailbox, "worker").await.expect("ends");
    assert!(report.relay_down && report.sent == 0, "{report:?}");
    // A relay that nothing listens for.
    let mut config = SmtpConfig::new("127.0.0.1".to_owned(), 1);
    config.security = Security::None;
    let report = deliver_all(&world.env, &mut Transport::smtp(config), "worker").await;
    assert!(report.expect("ends").relay_down);
    std::fs::remove_file(&dir).expect("the obstacle goes");
    world.advance(TimeDelta::hours(1));
    let report = deliver_all(&world.env, &mut mailbox, "worker").await.expect("ends");
    assert_eq!((report.sent, report.relay_down), (3, false), "{report:?}");
});

both!(a_mailbox_that_cannot_be_written_loses_nothing, async |world| {
    let dir = world.dir.path().join("mailbox");
    std::fs::write(&dir, "a file where the folder should be").expect("obstacle");
    let mut mailbox = Transport::mailbox(&dir);
    let ids = [add(&world, "ada").await, add(&world, "bo").await];
    let report = deliver(&world, &mut mailbox).await;
    assert!(report.relay_down);
    assert_eq!((report.sent, report.put_back), (0, 2));
    let mut reasons = 0;
    for id in ids {
        let (state, attempts, error) = state(&world, id).await;
        assert_eq!((state, attempts), (NoticeState::Queued, 0));
        reasons += usize::from(error.is_some_and(|error| error.contains("mailbox")));
    }
    assert_eq!(reasons, 1, "the outbox page says why");
    std::fs::remove_file(&dir).expect("obstacle away");
    assert_eq!(deliver(&world, &mut mailbox).await.sent, 2);
});

both!(what_a_relay_says_decides_about_the_message_it_was_said_of, async |world| {
    let server = Server::start(&[
        Fault::Rcpt("550 5.1.1 no such user"),
        Fault::Content("451 4.3.0 later"),
        Fault::DropAfterData,
    ])
    .await;
    let mut transport = relay(&server);
    let mut ids = Vec::new();
    for name in ["bo", "cy", "di", "ada", "ed"] {
        ids.push(add(&world, name).await);
        world.advance(TimeDelta::seconds(1));
    }
    let report = deliver(&world, &mut transport).await;
    assert_eq!((report.sent, report.failed, report.deferred), (2, 1, 2), "{report:?}");
    let mut states = Vec::new();
    for id in &ids {
        states.push(state(&world, *id).await.0);
    }
    assert_eq!(
        states,
        [
            NoticeState::Failed,
            NoticeState::Deferred,
            NoticeState::Deferred,
            NoticeState::Sent,
            NoticeState::Sent,
        ]
    );
    let error = state(&world, ids[0]).await.2.expect("why");
    assert!(error.contains("550") && !error.contains('@'), "{error}");

    world.advance(TimeDelta::minutes(2));
    let report = deliver(&world, &mut transport).await;
    assert_eq!(report.sent, 2, "{report:?}");
    transport.close().await;
    // The relay had taken one message without saying so: it comes again, the same to the byte.
    let taken = server.taken();
    let of = |name: &str| -> Vec<&Vec<u8>> {
        let address = format!("{name}@weft.example");
        taken.iter().filter(|(to, _)| *to == address).map(|(_, message)| message).collect()
    };
    assert_eq!(of("di").len(), 2);
    assert_eq!(of("di")[0], of("di")[1]);
    for (name, times) in [("ada", 1), ("bo", 0), ("cy", 1), ("ed", 1)] {
        assert_eq!(of(name).len(), times, "{name}");
    }
});

both!(a_relay_that_is_down_pauses_and_no_message_counts_a_try, async |world| {
    let server = Server::start(&[Fault::Greeting("421 4.3.2 shutting down")]).await;
    let mut transport = relay(&server);
    let ids = [add(&world, "ada").await, add(&world, "bo").await];
    let report = deliver(&world, &mut transport).await;
    assert!(report.relay_down);
    assert_eq!((report.sent, report.deferred, report.put_back), (0, 0, 2));
    for id in ids {
        let (state, attempts, _) = state(&world, id).await;
        assert_eq!((state, attempts), (NoticeState::Queued, 0));
    }
    let report = deliver(&world, &mut transport).await;
    assert_eq!((report.sent, report.relay_down), (2, false));
});

both!(after_48_hours_of_tries_a_message_is_given_up, async |world| {
    let faults = vec![Fault::Content("451 4.3.0 later"); 60];
    let server = Server::start(&faults).await;
    let mut transport = relay(&server);
    let id = add(&world, "ada").await;
    let mut tries = 0;
    while state(&world, id).await.0 != NoticeState::Failed {
        let report = deliver(&world, &mut transport).await;
        assert_eq!(report.deferred + report.failed, 1, "{report:?} after {tries} tries");
        tries += 1;
        world.advance(TimeDelta::minutes(73));
        assert!(tries < 60, "it never ends");
    }
    assert_eq!(tries, 51);
    assert!(state(&world, id).await.2.expect("why").contains("451"));
});
