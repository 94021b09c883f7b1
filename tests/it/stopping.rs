//! The service told to stop: what is in hand is finished, nothing is left behind.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use weft::domain::clock::Clock as _;
use weft::domain::plan::NoticeState;
use weft::scheduler::lead::TICKER;
use weft::store::lease::lease_get;

use crate::outbox::{add_it, notice, state};
use crate::served::{Served, ask};
use crate::smtp_server::{Fault, Server};
use crate::world::{Engine, World, run};

async fn lease_is_free(world: &World) -> bool {
    let mut tx = world.env.db.read().await.expect("read");
    let lease = lease_get(&mut tx, TICKER).await.expect("lease").expect("somebody ticked");
    lease.until_at <= crate::served::machine_now()
}

/// A conversation of which the head is sent, and the last byte waits for us.
fn half_a_request(served: &Served) -> std::net::TcpStream {
    use std::io::Write as _;
    let mut stream = std::net::TcpStream::connect(&served.address).expect("connect");
    write!(
        stream,
        "POST /sign-in HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 23\r\n\r\naddress=ada%40test.exa",
        served.address
    )
    .expect("sent");
    stream
}

fn stops(engine: Engine) {
    run(engine, async |world| {
        use std::io::{Read as _, Write as _};
        world.before_the_machine(TimeDelta::minutes(1));
        world.team("search").person("ada").in_coffee().await;
        // The relay takes its time with the first message: it is in hand when the signal comes.
        let server = Server::start(&[Fault::Late(Duration::from_secs(3))]).await;
        let relay = format!("smtp+plain://{}", server.address);
        let mail = add_it(&world, &notice(&world, "in hand", "test-mail")).await;
        let mut served =
            Served::start(&world, &[("WEFT_SMTP", &relay), ("WEFT_SMTP_WORKERS", "1")]);
        let begun = Instant::now();
        while server.taken().is_empty() {
            assert!(begun.elapsed() < Duration::from_secs(30), "{}", served.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(state(&world, mail).await.0, NoticeState::Sending);
        // So is a request, of which one byte is still to come.
        let mut request = half_a_request(&served);
        // Connections are accepted in their order: when later ones were answered, it is in the service's hands.
        for _ in 0..2 {
            assert_eq!(served.get("/healthz", "").0, 200);
        }
        served.signal("TERM");
        // New requests are not taken any more.
        let begun = Instant::now();
        while ask(&served.address, "GET", "/healthz", "", "").is_ok() {
            assert!(begun.elapsed() < Duration::from_secs(5), "it takes new requests");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        request.write_all(b"m").expect("the last byte");
        let mut answer = String::new();
        request.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
        let ended = served.wait();
        assert!(ended.success(), "{ended}\n{}", served.log());
        assert_eq!(state(&world, mail).await.0, NoticeState::Sent, "{}", served.log());
        assert_eq!(server.taken().len(), 1);
        assert!(lease_is_free(&world).await, "{}", served.log());
    });
}

#[test]
fn sqlite() {
    stops(Engine::Sqlite);
}

#[test]
fn postgres() {
    stops(Engine::Postgres);
}

#[test]
fn it_is_not_ready_before_it_takes_no_more_requests() {
    run(Engine::Sqlite, async |world| {
        world.before_the_machine(TimeDelta::minutes(1));
        world.team("search").person("ada").in_coffee().await;
        let mut served = Served::start(&world, &[("WEFT_STOP_DELAY", "15")]);
        served.scrape_until("ready", |now| now.value("weft_ready") == Some(1.0));
        // A tick that took long on a busy machine is over soon.
        let begun = Instant::now();
        while served.get("/readyz", "").0 != 200 {
            assert!(begun.elapsed() < Duration::from_secs(30), "{}", served.log());
        }
        served.signal("TERM");
        let begun = Instant::now();
        loop {
            let (status, body) = served.get("/readyz", "");
            if status == 503 {
                assert!(body.contains("\"stopping\":true"), "{body}");
                break;
            }
            assert!(begun.elapsed() < Duration::from_secs(12), "{body}");
        }
        assert_eq!(served.get("/healthz", "").0, 200, "it still answers");
        assert!(served.wait().success(), "{}", served.log());
    });
}

#[test]
fn a_second_signal_ends_it_at_once() {
    run(Engine::Sqlite, async |world| {
        world.before_the_machine(TimeDelta::minutes(1));
        world.team("search").person("ada").in_coffee().await;
        let mut served = Served::start(&world, &[("WEFT_STOP_DELAY", "60")]);
        served.signal("TERM");
        // Two signals that nobody has taken yet are one.
        let begun = Instant::now();
        while !served.log().contains("stopping: open requests") {
            assert!(begun.elapsed() < Duration::from_secs(30), "{}", served.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        served.signal("TERM");
        let begun = Instant::now();
        let ended = served.wait();
        assert!(begun.elapsed() < Duration::from_secs(10));
        assert_eq!(ended.code(), Some(1), "{}", served.log());
        let now = world.clock.now();
        assert!(served.log().contains("told twice to stop"), "{now} {}", served.log());
    });
}
