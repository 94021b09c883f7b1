//! Killed at random moments.

use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::organisation::Organisation;
use super::placements::Bootcamp;
use super::relay::Relay;
use super::service::{Arrangement, Engine, Fleet};
use crate::{alone, number, runtime};

fn kill_again_and_again(name: &str, engine: Engine, processes: usize, by_relay: bool) {
    let _alone = alone();
    let kills = number("WEFT_KILLS", 50);
    let mut dice = ChaCha8Rng::seed_from_u64(number("WEFT_KILL_SEED", 1));
    let runtime = runtime();
    let relay = by_relay.then(Relay::start);
    let mut arrangement =
        Arrangement::new(engine, relay.as_ref().map(|relay| relay.address), &runtime);
    // Fewer than there are workers: whoever is killed with one must not keep it from the others.
    arrangement.config.smtp_connections = 3;
    let organisation = runtime.block_on(Organisation::found(&arrangement));
    let mut bootcamp = runtime.block_on(Bootcamp::found(&organisation));
    let mut fleet = Fleet::start(&arrangement, processes);
    for n in 0..kills {
        if n % 8 == 0 {
            runtime.block_on(bootcamp.somebody_begins(&organisation));
        }
        let which = usize::try_from(dice.next_u32()).expect("small") % processes;
        // A third of the kills come while the process still wakes up.
        let most = if dice.next_u32().is_multiple_of(3) {
            150
        } else {
            fleet.answers(which);
            1000
        };
        std::thread::sleep(Duration::from_millis(u64::from(dice.next_u32() % most)));
        fleet.kill_and_start_again(which);
    }
    // Whoever was started last has to be there to be stopped in order.
    (0..processes).for_each(|which| fleet.answers(which));
    runtime.block_on(organisation.end());
    runtime.block_on(organisation.quiet(Duration::from_secs(300), || fleet.log()));
    let retried = runtime.block_on(organisation.retry_interrupted());
    runtime.block_on(organisation.quiet(Duration::from_secs(300), || fleet.log()));
    // Whoever came while another plan waited is planned for now.
    runtime.block_on(bootcamp.plan(&organisation));
    runtime.block_on(organisation.quiet(Duration::from_secs(300), || fleet.log()));
    fleet.stop();
    let taken = relay.as_ref().map(Relay::taken);
    let mut verdict = runtime.block_on(organisation.verdict(&arrangement, taken.as_deref()));
    let notices = runtime.block_on(organisation.notices());
    runtime.block_on(bootcamp.verdict(&organisation, &mut verdict, &notices));
    println!(
        "{name}: {kills} kills of {processes} process(es): {verdict}, {retried} retried by hand"
    );
    assert!(verdict.wrong.is_empty(), "{name}:\n{}\n{}", verdict.wrong.join("\n"), fleet.log());
    assert!(
        verdict.doubles <= kills * 4,
        "{name}: more messages came twice than kills could have caused: {verdict}"
    );
    runtime.block_on(organisation.close());
}

#[test]
fn sqlite_into_the_mailbox() {
    kill_again_and_again("SQLite, mailbox", Engine::Sqlite, 1, false);
}

#[test]
fn sqlite_one_process_by_a_relay() {
    kill_again_and_again("SQLite, relay", Engine::Sqlite, 1, true);
}

#[test]
fn sqlite_three_processes_on_one_file() {
    kill_again_and_again("SQLite, relay", Engine::Sqlite, 3, true);
}

#[test]
fn postgres_three_processes() {
    kill_again_and_again("PostgreSQL, relay", Engine::Postgres, 3, true);
}
