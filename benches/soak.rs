//! Three replicas on one PostgreSQL server under load, for long: rounds every three seconds, pages, a relay with faults,
//! replicas killed. Afterwards nothing may be lost, doubled or stuck, and memory has to have stayed where it was.
//!
//! The resident memory of the replica that is never killed is sampled; its slope over the second half is printed. Nothing
//! fails by time or memory: these are figures to look at. `bin/bench soak [MINUTES]`

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[expect(dead_code, reason = "the tests that kill the service need more of it")]
#[path = "../tests/kill"]
mod kill {
    pub mod organisation;
    pub mod relay;
    pub mod service;
    pub mod verdict;
}

use std::time::{Duration, Instant};

use kill::organisation::Organisation;
use kill::relay::Relay;
use kill::service::{Arrangement, Engine, Fleet};
use weft::domain::access::Role;
use weft::programmes::sessions;
use weft::store::role::role_grant;

const PAGES: [&str; 9] = [
    "/",
    "/readyz",
    "/healthz",
    "/sign-in",
    "/admin/runs",
    "/admin/outbox",
    "/admin/health",
    "/history",
    "/looks",
];
/// A replica is killed so often.
const KILL: Duration = Duration::from_secs(10);
const SAMPLE: Duration = Duration::from_secs(5);

/// A browser of the organisation's owner, who is an admin.
async fn cookie(organisation: &Organisation) -> String {
    let env = &organisation.env;
    let mut tx = env.db.write().await.expect("write");
    let now = env.clock.now();
    role_grant(&mut tx, organisation.owner, Role::Admin, None, now).await.expect("role");
    let id =
        sessions::start(env, &mut tx, organisation.owner, "Soak", None).await.expect("session");
    tx.commit().await.expect("commit");
    // The address is no https.
    format!("weft={id}")
}

/// Resident memory in KiB.
fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Least squares: KiB a minute.
#[expect(clippy::cast_precision_loss, reason = "figures to look at")]
fn slope(samples: &[(f64, u64)]) -> f64 {
    let n = samples.len() as f64;
    let (mean_t, mean_m) = samples
        .iter()
        .fold((0.0, 0.0), |(t, m), (at, memory)| (t + at / n, m + *memory as f64 / n));
    let (mut above, mut below) = (0.0, 0.0);
    for (at, memory) in samples {
        above += (at - mean_t) * (*memory as f64 - mean_m);
        below += (at - mean_t).powi(2);
    }
    if below > 0.0 { above / below } else { 0.0 }
}

fn main() {
    #[expect(clippy::disallowed_methods, reason = "a benchmark has no configuration")]
    let minutes = std::env::var("WEFT_BENCH_MINUTES").ok().and_then(|text| text.parse().ok());
    let lasts = Duration::from_secs(60 * minutes.unwrap_or(30));
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("runtime");
    let relay = Relay::moody();
    let arrangement = Arrangement::new(Engine::Postgres, Some(relay.address), &runtime);
    let organisation = runtime.block_on(Organisation::found(&arrangement));
    let mut fleet = Fleet::start(&arrangement, 3);
    (0..3).for_each(|which| fleet.answers(which));

    let begun = Instant::now();
    let (mut pages, mut errors, mut kills) = (0_u64, 0_u64, 0_usize);
    let (mut killed, mut sampled) = (begun, begun);
    let mut samples: Vec<(f64, u64)> = Vec::new();
    let mut who = runtime.block_on(cookie(&organisation));
    let mut who_since = begun;
    while begun.elapsed() < lasts {
        for (n, page) in PAGES.iter().enumerate() {
            let answer = fleet.get_as(n % 3, page, &who);
            pages += 1;
            // 503 of /readyz is an answer: under this clock a tick is late after a tenth of a second.
            errors += u64::from(answer.starts_with("HTTP/1.1 5") && *page != "/readyz");
        }
        if who_since.elapsed() > Duration::from_secs(300) {
            // Twelve hours idle are twelve minutes here.
            who = runtime.block_on(cookie(&organisation));
            who_since = Instant::now();
        }
        if killed.elapsed() > KILL {
            killed = Instant::now();
            // The first is never killed: its memory is looked at.
            fleet.kill_and_start_again(1 + kills % 2);
            kills += 1;
        }
        if sampled.elapsed() > SAMPLE {
            sampled = Instant::now();
            samples.extend(
                resident(fleet.process_id(0))
                    .map(|memory| (begun.elapsed().as_secs_f64() / 60.0, memory)),
            );
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    let half = samples.split_off(samples.len() / 2);
    let first = samples.iter().map(|(_, memory)| *memory).max().unwrap_or(0);
    let second = half.iter().map(|(_, memory)| *memory).max().unwrap_or(0);
    println!(
        "soak: {:.0} minutes, {pages} pages ({errors} errors), {kills} kills; resident memory at most {first} KiB in the \
         first half, {second} KiB in the second, slope of the second {:+.1} KiB a minute",
        begun.elapsed().as_secs_f64() / 60.0,
        slope(&half),
    );
    (0..3).for_each(|which| fleet.answers(which));
    runtime.block_on(organisation.end());
    let patience = Duration::from_secs(300);
    runtime.block_on(organisation.quiet(patience, || fleet.log()));
    let retried = runtime.block_on(organisation.retry_interrupted());
    runtime.block_on(organisation.quiet(patience, || fleet.log()));
    fleet.stop();
    let verdict = runtime.block_on(organisation.verdict(&arrangement, Some(&relay.taken())));
    println!("soak: {verdict}, {retried} retried by hand");
    assert!(verdict.wrong.is_empty(), "{}\n{}", verdict.wrong.join("\n"), fleet.log());
    assert_eq!(errors, 0, "{}", fleet.log());
    runtime.block_on(organisation.close());
}
