//! Mail: our workers into a relay, alone and with the outbox around them, and what deflating a round's mails costs.
//!
//! `cargo bench --bench mail -- workers PORT CONNECTIONS COUNT FILE` sends the message in FILE by our own SMTP workers and
//! prints messages per second; `-- outbox PORT CONNECTIONS COUNT FILE` does it through the outbox and its dispatcher, on
//! SQLite on disk; `-- pack` prints what deflating saves and costs. `bin/bench mail` runs them beside Postfix's own tools.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark prints its figures"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use tokio::sync::{Notify, watch};
use uuid::Uuid;
use weft::domain::clock::Clock;
use weft::domain::id::Ids;
use weft::mail::compose::compose;
use weft::mail::sample;
use weft::mail::transport::{Outcome, Security, SmtpConfig, Transport};
use weft::programmes::{Env, LinkKey, Site};
use weft::scheduler::dispatch::{Limits, dispatch};
use weft::scheduler::outbox::Signals;
use weft::store::codec::{pack, unpack};
use weft::store::outbox::{NewNotice, notices_add};
use weft::store::outbox_view::notices_oldest_due;
use weft::store::{Db, Url};
use weft::text::Locale;

struct Machine;

impl Clock for Machine {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("runtime");
    match words.as_slice() {
        ["workers", port, connections, count, file] => {
            let message = std::fs::read(file).expect("the message");
            let (port, connections, count) = (number(port), number(connections), number(count));
            let rate = runtime.block_on(workers(port, connections, count, message));
            println!("{rate:.0}");
        }
        ["outbox", port, connections, count, file] => {
            let message = std::fs::read(file).expect("the message");
            let (port, connections, count) = (number(port), number(connections), number(count));
            let rate = runtime.block_on(outbox(port, connections, count, &message));
            println!("{rate:.0}");
        }
        ["message", file] => std::fs::write(file, invitation(1)).expect("written"),
        _ => packing(),
    }
}

fn number(text: &str) -> usize {
    text.parse().expect("a number")
}

fn relay(port: usize) -> Transport {
    let port = u16::try_from(port).expect("a port");
    Transport::smtp(SmtpConfig { security: Security::None, ..SmtpConfig::new("127.0.0.1", port) })
}

/// A match mail with its invitation, as people get it.
fn invitation(number: u32) -> Vec<u8> {
    let all = sample::all();
    let sample = all.iter().find(|sample| sample.name == "match--invitation").expect("a match");
    let rendered = sample.message.render(Locale::En, &sample::frame()).expect("rendered");
    compose(&rendered, &sample::envelope(sample, number)).expect("composed")
}

async fn workers(port: usize, connections: usize, count: usize, message: Vec<u8>) -> f64 {
    let message: Arc<[u8]> = message.into();
    let mut transports: Vec<Transport> = (0..connections).map(|_| relay(port)).collect();
    for transport in &mut transports {
        deliver(transport, 0, &message).await;
    }
    let begun = Instant::now();
    let tasks: Vec<_> = transports
        .into_iter()
        .map(|mut transport| {
            let message = message.clone();
            tokio::spawn(async move {
                for n in 0..count / connections {
                    deliver(&mut transport, n, &message).await;
                }
                transport.close().await;
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("worker");
    }
    rate(count / connections * connections, begun.elapsed())
}

async fn deliver(transport: &mut Transport, n: usize, message: &[u8]) {
    let to = format!("p{n}@example.org");
    let outcome = transport.deliver(Uuid::nil(), "weft@example.org", &to, message).await;
    assert!(matches!(outcome, Outcome::Accepted { .. }), "{outcome:?}");
}

fn rate(count: usize, took: Duration) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / took.as_secs_f64()
}

async fn outbox(port: usize, connections: usize, count: usize, message: &[u8]) -> f64 {
    let dir = tempfile::tempdir().expect("folder");
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let env = Env {
        db: Db::open(&Url::Sqlite(dir.path().join("weft.db"))).await.expect("database"),
        clock: Arc::new(Machine),
        ids: Arc::new(Ids::new(Box::new(move |bytes| rng.fill_bytes(bytes)))),
        site: Arc::new(Site {
            base_url: "https://weft.example".to_owned(),
            organisation: "Bench works".to_owned(),
            mail_from: "weft@weft.example".to_owned(),
            mail_host: "weft.example".to_owned(),
            zone: chrono_tz::Europe::Berlin,
            link_key: LinkKey([7; 32]),
            local_mailbox: false,
            demo: false,
        }),
    };
    let now = env.clock.now();
    let notices: Vec<NewNotice> = (0..count)
        .map(|n| NewNotice {
            id: env.ids.next(now),
            dedup_key: format!("match:{n}"),
            kind: "match",
            programme_id: None,
            run_id: None,
            group_id: None,
            recipient_id: None,
            recipient_address: format!("p{n}@example.org"),
            subject: "Meet".to_owned(),
            message: message.to_vec(),
            next_at: now,
            not_after: None,
            created_at: now,
        })
        .collect();
    let mut tx = env.db.write().await.expect("write");
    notices_add(&mut tx, &notices).await.expect("add");
    tx.commit().await.expect("commit");
    let (stop, stopping) = watch::channel(false);
    let signals = Signals { nudge: Arc::new(Notify::new()), stop: stopping };
    let begun = Instant::now();
    let tasks: Vec<_> = (0..connections)
        .map(|n| {
            let (env, signals) = (env.clone(), signals.clone());
            tokio::spawn(dispatch(env, relay(port), format!("w{n}"), signals, Limits::default()))
        })
        .collect();
    loop {
        tokio::time::sleep(Duration::from_millis(20)).await;
        let mut tx = env.db.read().await.expect("read");
        if notices_oldest_due(&mut tx, env.clock.now()).await.expect("due").is_none() {
            break;
        }
    }
    let took = begun.elapsed();
    stop.send_replace(true);
    for task in tasks {
        task.await.expect("worker");
    }
    rate(count, took)
}

/// What deflating one mail saves and costs, over every kind of mail in both languages.
fn packing() {
    let mails: Vec<Vec<u8>> = Locale::ALL
        .iter()
        .flat_map(|locale| {
            (0_u32..).zip(sample::all()).map(|(number, sample)| {
                let rendered = sample.message.render(*locale, &sample::frame()).expect("rendered");
                compose(&rendered, &sample::envelope(&sample, number)).expect("composed")
            })
        })
        .collect();
    let invitations: Vec<Vec<u8>> = (0..500).map(invitation).collect();
    for (name, mails) in [("all kinds", &mails), ("invitations", &invitations)] {
        let begun = Instant::now();
        let packed: Vec<Vec<u8>> = mails.iter().map(|mail| pack(mail)).collect();
        let packing = begun.elapsed();
        let begun = Instant::now();
        for (mail, kept) in mails.iter().zip(&packed) {
            assert_eq!(&unpack("outbox.message", kept.clone()).expect("unpacked"), mail);
        }
        let unpacking = begun.elapsed();
        let (before, after) =
            (mails.iter().map(Vec::len).sum::<usize>(), packed.iter().map(Vec::len).sum::<usize>());
        let count = u32::try_from(mails.len()).unwrap_or(1);
        println!(
            "{name}: {count} mails, {} B each, {} B packed ({:.2}), {:?} to pack, {:?} to unpack",
            before / mails.len(),
            after / mails.len(),
            rate(after, Duration::from_secs(1)) / rate(before, Duration::from_secs(1)),
            packing / count,
            unpacking / count
        );
    }
}
