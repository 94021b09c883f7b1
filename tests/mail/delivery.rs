//! Each fault ends as specified, and the next message is none the wiser.

use std::fs;
use std::time::Duration;

use uuid::Uuid;
use weft::mail::transport::{Login, Outcome, Security, SmtpConfig, Transport};

use super::smtp_server::{Fault, Server};

const RAW: &[u8] = b"Subject: hi\r\n\r\n.a line that starts with a dot\r\n";
const FROM: &str = "weft@example.org";
const TO: &str = "secret.person@example.org";

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// Long enough for an answer on a busy machine.
const PATIENCE: Duration = Duration::from_secs(1);

fn config(server: &Server) -> SmtpConfig {
    SmtpConfig {
        security: Security::None,
        connect_timeout: PATIENCE,
        command_timeout: PATIENCE,
        data_timeout: PATIENCE,
        ..SmtpConfig::new(server.address.ip().to_string(), server.address.port())
    }
}

#[derive(Debug, PartialEq, Eq)]
enum End {
    Accepted,
    Deferred,
    RelayDown,
    Refused,
}

fn end(outcome: &Outcome) -> End {
    let (end, said) = match outcome {
        Outcome::Accepted { detail } => (End::Accepted, detail),
        Outcome::Deferred { reason, relay_down: false, .. } => (End::Deferred, reason),
        Outcome::Deferred { reason, relay_down: true, .. } => (End::RelayDown, reason),
        Outcome::Refused { reason, .. } => (End::Refused, reason),
    };
    assert!(!said.contains('@') && !said.contains("secret") && !said.contains("hunter2"), "{said}");
    end
}

#[tokio::test]
async fn every_fault_ends_as_specified_and_the_next_message_is_unaffected() {
    for (fault, expected) in [
        (Fault::None, End::Accepted),
        (Fault::Silent, End::RelayDown),
        (Fault::Greeting("421 4.3.2 too busy for secret.person@example.org"), End::RelayDown),
        (Fault::Greeting("554 go away"), End::RelayDown),
        (Fault::Mail("451 4.3.0 later"), End::RelayDown),
        (Fault::Mail("550 5.7.1 not you"), End::RelayDown),
        (Fault::Rcpt("421 closing"), End::RelayDown),
        (Fault::Rcpt("432 password transition"), End::RelayDown),
        (Fault::Rcpt("451 4.7.1 greylisted secret.person@example.org"), End::Deferred),
        (Fault::Rcpt("550 5.1.1 <secret.person@example.org> unknown"), End::Refused),
        (Fault::Rcpt("530 5.7.0 log in first"), End::RelayDown),
        (Fault::Rcpt("this is no SMTP"), End::Deferred),
        (Fault::Data("451 later"), End::Deferred),
        (Fault::Data("554 no valid recipients"), End::Refused),
        (Fault::Data("250 odd"), End::Deferred),
        (Fault::Content("554 5.7.1 looks like spam"), End::Refused),
        (Fault::Content("452 4.3.1 full"), End::Deferred),
        (Fault::Content("421 4.3.2 shutting down"), End::RelayDown),
        (Fault::Content("251 odd"), End::Deferred),
        (Fault::DropInData, End::Deferred),
        (Fault::DropAfterData, End::Deferred),
        (Fault::Late(Duration::from_millis(100)), End::Accepted),
        (Fault::Late(PATIENCE * 3), End::Deferred),
        (Fault::Slow(Duration::from_millis(20)), End::Accepted),
    ] {
        let server = Server::start(&[fault]).await;
        let mut transport = Transport::smtp(config(&server));
        let first = transport.deliver(id(1), FROM, TO, RAW).await;
        assert_eq!(end(&first), expected, "{fault:?}: {first:?}");
        let next = transport.deliver(id(2), FROM, "next@example.org", RAW).await;
        assert_eq!(
            next,
            Outcome::Accepted { detail: "250, queued as 4FAB12".to_owned() },
            "after {fault:?}"
        );
        let taken = server.taken();
        let (to, message) = taken.last().expect("a message");
        assert_eq!((to.as_str(), message.as_slice()), ("next@example.org", RAW), "after {fault:?}");
        if expected == End::Refused || expected == End::RelayDown {
            assert_eq!(taken.len(), 1, "{fault:?} was no delivery");
        }
    }
}

#[tokio::test]
async fn reasons_name_code_and_step() {
    let server = Server::start(&[
        Fault::Rcpt("550 5.1.1 <secret.person@example.org> unknown"),
        Fault::DropInData,
    ])
    .await;
    let mut transport = Transport::smtp(config(&server));
    let refused = transport.deliver(id(1), FROM, TO, RAW).await;
    assert_eq!(
        refused,
        Outcome::Refused {
            reason: "the relay answered 550 5.1.1 to RCPT".to_owned(),
            gone: Some("5.1.1".to_owned())
        }
    );
}

#[tokio::test]
async fn one_connection_serves_many_and_is_replaced_in_time() {
    let server = Server::start(&[]).await;
    let mut transport = Transport::smtp(SmtpConfig { max_messages: 10, ..config(&server) });
    for n in 0..25 {
        assert_eq!(end(&transport.deliver(id(n), FROM, TO, RAW).await), End::Accepted);
    }
    assert_eq!(server.connections(), 3);
    let mut transport = Transport::smtp(SmtpConfig { max_age: Duration::ZERO, ..config(&server) });
    for n in 0..2 {
        assert_eq!(end(&transport.deliver(id(n), FROM, TO, RAW).await), End::Accepted);
    }
    assert_eq!(server.connections(), 5);
    transport.close().await;
}

#[tokio::test]
async fn a_connection_the_relay_ended_between_messages_is_opened_again() {
    let server = Server::start(&[Fault::CloseAfter]).await;
    let mut transport = Transport::smtp(config(&server));
    for n in 0..2 {
        let outcome = transport.deliver(id(n), FROM, TO, RAW).await;
        assert_eq!(end(&outcome), End::Accepted, "{outcome:?}");
    }
    assert_eq!((server.connections(), server.taken().len()), (2, 2));
}

#[tokio::test]
async fn a_cancelled_delivery_leaves_nothing_behind() {
    let server = Server::start(&[Fault::Late(Duration::from_millis(500))]).await;
    let mut transport = Transport::smtp(config(&server));
    let taken = async {
        while server.taken().is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::select! {
        outcome = transport.deliver(id(1), FROM, TO, RAW) => panic!("its 250 is late: {outcome:?}"),
        () = taken => {}
    }
    // With a pool, the late 250 of the first would count for this one.
    let next = transport.deliver(id(2), FROM, "next@example.org", RAW).await;
    assert_eq!(next, Outcome::Accepted { detail: "250, queued as 4FAB12".to_owned() });
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn logins_work_and_a_refused_one_pauses_the_relay() {
    let server = Server::start(&[Fault::Auth("535 5.7.8 secret.person wrong: hunter2")]).await;
    let login = Some(Login { user: "secret.person".to_owned(), password: "hunter2".to_owned() });
    let config = SmtpConfig { login, ..config(&server) };
    assert!(!format!("{config:?}").contains("hunter2"));
    let mut transport = Transport::smtp(config);
    assert_eq!(end(&transport.deliver(id(1), FROM, TO, RAW).await), End::RelayDown);
    assert_eq!(end(&transport.deliver(id(1), FROM, TO, RAW).await), End::Accepted);
    assert_eq!(server.logins(), 1);
}

#[tokio::test]
async fn no_mail_leaves_without_the_privacy_that_was_asked_for() {
    let server = Server::start(&[]).await;
    for security in [Security::StartTls, Security::Tls] {
        let mut transport = Transport::smtp(SmtpConfig { security, ..config(&server) });
        let outcome = transport.deliver(id(1), FROM, TO, RAW).await;
        assert_eq!(end(&outcome), End::RelayDown, "{outcome:?}");
    }
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn nobody_there_and_addresses_that_are_none() {
    let server = Server::start(&[]).await;
    let mut closed = SmtpConfig { port: 1, ..config(&server) };
    closed.host = "127.0.0.1".to_owned();
    assert_eq!(end(&Transport::smtp(closed).deliver(id(1), FROM, TO, RAW).await), End::RelayDown);
    let mut transport = Transport::smtp(config(&server));
    for bad in ["", "x", "a@b\r\nRCPT TO:<c@d>", "a b@c.org"] {
        assert_eq!(end(&transport.deliver(id(1), FROM, bad, RAW).await), End::Refused, "{bad:?}");
        assert_eq!(end(&transport.deliver(id(1), bad, TO, RAW).await), End::RelayDown, "{bad:?}");
    }
    assert!(server.taken().is_empty());
    assert_eq!(end(&transport.deliver(id(1), FROM, "zoë@example.org", RAW).await), End::Refused);
    assert_eq!(
        end(&transport.deliver(id(1), FROM, TO, "Subject: ü\r\n\r\nß\r\n".as_bytes()).await),
        End::Accepted
    );
}

#[tokio::test]
async fn the_local_mailbox_holds_each_message_once_and_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("mail");
    let mut transport = Transport::mailbox(&dir);
    for _ in 0..2 {
        assert_eq!(end(&transport.deliver(id(1), FROM, TO, RAW).await), End::Accepted);
    }
    assert_eq!(end(&transport.deliver(id(1), FROM, TO, b"other").await), End::Refused);
    let names: Vec<_> =
        fs::read_dir(&dir).expect("the mailbox").flatten().map(|e| e.file_name()).collect();
    assert_eq!(names, ["00000000-0000-0000-0000-000000000001.eml"]);
    assert_eq!(fs::read(dir.join(&names[0])).expect("the message"), RAW);
}

#[tokio::test]
async fn a_mailbox_that_cannot_be_written_waits() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a-file");
    fs::write(&file, b"").expect("written");
    assert_eq!(
        end(&Transport::mailbox(file.join("mail")).deliver(id(1), FROM, TO, RAW).await),
        End::RelayDown
    );
    // A disk that is full, where the system has one to offer.
    let full = std::path::Path::new("/dev/full");
    if full.exists() {
        let dir = folder.path().join("full");
        fs::create_dir(&dir).expect("made");
        let temporary = dir.join(format!(".{}.{}.tmp", id(7).simple(), std::process::id()));
        std::os::unix::fs::symlink(full, &temporary).expect("linked");
        let outcome = Transport::mailbox(&dir).deliver(id(7), FROM, TO, RAW).await;
        let expected = "the local mailbox's disk is full".to_owned();
        let expected = Outcome::Deferred { reason: expected, relay_down: true, answered: false };
        assert_eq!(outcome, expected);
        assert_eq!(fs::read_dir(&dir).expect("read").count(), 0);
    }
}

/// Against real TLS: `tests/oracle/mail_tls.py` starts the servers and calls this.
#[tokio::test]
#[ignore = "needs the servers of tests/oracle/mail_tls.py"]
async fn tls_with_an_own_authority() {
    #[expect(clippy::disallowed_methods, reason = "a test is told by its caller where to look")]
    let given = |name: &str| std::env::var(name).expect("run by tests/oracle/mail_tls.py");
    let own_ca = Some(fs::read(given("WEFT_TLS_CA")).expect("the authority"));
    for (security, port) in
        [(Security::Tls, "WEFT_TLS_PORT"), (Security::StartTls, "WEFT_STARTTLS_PORT")]
    {
        let config = SmtpConfig {
            security,
            own_ca: own_ca.clone(),
            login: Some(Login { user: "weft".to_owned(), password: "hunter2".to_owned() }),
            ..SmtpConfig::new("localhost", given(port).parse().expect("a port"))
        };
        let mut transport = Transport::smtp(config.clone());
        let large = format!("Subject: hi\r\n\r\n{}", ".dots and more dots\r\n".repeat(1_000));
        let mut times = Vec::new();
        for n in 0..200 {
            let start = tokio::time::Instant::now();
            let outcome = transport.deliver(id(n), FROM, TO, large.as_bytes()).await;
            assert_eq!(end(&outcome), End::Accepted, "{security:?}: {outcome:?}");
            times.push(start.elapsed());
        }
        // A stall of 40 ms would meet each message; a busy machine holds up some.
        times.sort_unstable();
        assert!(times[100] < Duration::from_millis(40), "{security:?}: {times:?}");
        transport.close().await;
        let mut stranger = Transport::smtp(SmtpConfig { own_ca: None, ..config.clone() });
        assert_eq!(end(&stranger.deliver(id(1), FROM, TO, RAW).await), End::RelayDown);
        let mut wrong_name = Transport::smtp(SmtpConfig { host: "127.0.0.1".to_owned(), ..config });
        assert_eq!(end(&wrong_name.deliver(id(1), FROM, TO, RAW).await), End::RelayDown);
    }
}
