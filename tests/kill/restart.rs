//! The database's server is restarted while rounds run and mails go out.

use std::process::Command;
use std::time::Duration;

use super::organisation::Organisation;
use super::relay::Relay;
use super::service::{Arrangement, Engine, Fleet};
use crate::{alone, runtime, variable};

/// Restarts the private server: `fast` ends its sessions, `immediate` is a crash, after which it recovers.
fn restart(mode: &str) {
    let control = variable("WEFT_TEST_POSTGRES_CTL").expect(
        "WEFT_TEST_POSTGRES_CTL is not set: run the tests by bin/test, or under bin/with-postgres",
    );
    let done = Command::new("bash")
        .args(["-c", &format!("cd / && {control} -w -m {mode} restart >/dev/null")])
        .status()
        .expect("pg_ctl");
    assert!(done.success(), "the server was not restarted: {done}");
}

#[test]
fn the_database_is_restarted_under_load() {
    let _alone = alone();
    let runtime = runtime();
    let relay = Relay::start();
    let arrangement = Arrangement::at_speed(30, Engine::Postgres, Some(relay.address), &runtime);
    let organisation = runtime.block_on(Organisation::found(&arrangement));
    let mut fleet = Fleet::start(&arrangement, 3);
    (0..3).for_each(|which| fleet.answers(which));
    let modes = ["fast", "immediate", "fast", "immediate", "immediate"];
    for (n, mode) in modes.iter().enumerate() {
        // Rounds come every six seconds: another point of the round each time.
        std::thread::sleep(Duration::from_millis(3000 + 1400 * u64::try_from(n).expect("few")));
        restart(mode);
    }
    // The rounds go on by themselves.
    let before = runtime.block_on(organisation.rounds_over());
    runtime
        .block_on(organisation.more_rounds(before + 2, Duration::from_secs(300), || fleet.log()));
    fleet.all_alive();
    runtime.block_on(organisation.end());
    runtime.block_on(organisation.quiet(Duration::from_secs(300), || fleet.log()));
    fleet.stop();
    let verdict = runtime.block_on(organisation.verdict(&arrangement, Some(&relay.taken())));
    println!("PostgreSQL, 3 processes, the server restarted {} times: {verdict}", modes.len());
    assert!(verdict.wrong.is_empty(), "{}\n{}", verdict.wrong.join("\n"), fleet.log());
    // Nobody was killed: what the relay took was marked as soon as the server was back.
    assert_eq!(verdict.doubles, 0, "{}", fleet.log());
    runtime.block_on(organisation.close());
}
