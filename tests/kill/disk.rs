//! There is no room left, and then there is again.

use std::process::Command;
use std::time::{Duration, Instant};

use super::organisation::Organisation;
use super::relay::Relay;
use super::service::{Arrangement, Engine, Fleet};
use crate::{alone, runtime};

/// No file of the process may grow beyond so many bytes: its writes fail as they do on a full disk.
fn limit_files(process: u32, most: &str) {
    let done = Command::new("prlimit")
        .args(["--pid", &process.to_string(), &format!("--fsize={most}:unlimited")])
        .status()
        .expect("prlimit");
    assert!(done.success(), "prlimit: {done}");
}

#[test]
fn a_full_disk_is_told_of_and_leaves_nothing_half_told() {
    let _alone = alone();
    let runtime = runtime();
    let relay = Relay::start();
    let arrangement = Arrangement::at_speed(30, Engine::Sqlite, Some(relay.address), &runtime);
    let organisation = runtime.block_on(Organisation::found(&arrangement));
    let mut fleet = Fleet::start(&arrangement, 1);
    let patience = Duration::from_secs(300);
    fleet.answers(0);
    runtime.block_on(organisation.more_rounds(1, patience, || fleet.log()));
    for n in 0..3 {
        // Once in the middle of a round's mails, once between two rounds, once wherever it comes.
        std::thread::sleep(Duration::from_millis(1800 * n));
        // Little more than nothing: the log still has room.
        fleet.mark_log();
        limit_files(fleet.process_id(0), "32768");
        let full = Instant::now();
        let said = |log: &str| log.contains("the tick failed") || log.contains("a step failed");
        while !said(&fleet.log_since_marked()) {
            assert!(full.elapsed() < patience, "nothing was said\n{}", fleet.log());
            std::thread::sleep(Duration::from_millis(100));
        }
        let page = fleet.get(0, "/readyz");
        assert!(page.starts_with("HTTP/1.1 503"), "{page}");
        assert!(fleet.get(0, "/sign-in").starts_with("HTTP/1.1 200"), "reading needs no room");
        limit_files(fleet.process_id(0), "unlimited");
        let over = runtime.block_on(organisation.rounds_over());
        runtime.block_on(organisation.more_rounds(over + 1, patience, || fleet.log()));
    }
    fleet.all_alive();
    runtime.block_on(organisation.end());
    runtime.block_on(organisation.quiet(patience, || fleet.log()));
    fleet.stop();
    let verdict = runtime.block_on(organisation.verdict(&arrangement, Some(&relay.taken())));
    println!("SQLite, no room on the disk three times: {verdict}");
    assert!(verdict.wrong.is_empty(), "{}\n{}", verdict.wrong.join("\n"), fleet.log());
    assert_eq!(verdict.doubles, 0, "{}", fleet.log());
    runtime.block_on(organisation.close());
}
