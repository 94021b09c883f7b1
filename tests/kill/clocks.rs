//! Replicas on machines whose clocks are minutes apart.

use std::time::{Duration, Instant};

use weft::domain::plan::RunState;
use weft::scheduler::lead::TICKER;
use weft::store::lease::{Lease, lease_get};

use super::organisation::Organisation;
use super::relay::Relay;
use super::service::{Arrangement, Engine, Fleet};
use crate::{alone, runtime};

async fn lease(organisation: &Organisation) -> Lease {
    let mut tx = organisation.env.db.read().await.expect("read");
    lease_get(&mut tx, TICKER).await.expect("lease").expect("somebody ticks")
}

/// Nothing was drawn before its slot by the true clock.
async fn nothing_early(organisation: &Organisation) {
    let now = organisation.env.clock.now();
    for run in organisation.runs().await {
        assert!(run.state == RunState::Draft || run.slot_at <= now, "{} at {now}", run.slot_at);
    }
}

#[test]
fn replicas_with_clocks_ten_minutes_apart_agree_by_the_databases() {
    let _alone = alone();
    let runtime = runtime();
    let relay = Relay::start();
    let mut arrangement =
        Arrangement::at_speed(10, Engine::Postgres, Some(relay.address), &runtime);
    arrangement.wrong_by = vec![-600, 0, 600];
    let organisation = runtime.block_on(Organisation::found(&arrangement));
    let mut fleet = Fleet::start(&arrangement, 3);
    (0..3).for_each(|which| fleet.answers(which));
    let patience = Duration::from_secs(300);
    runtime.block_on(organisation.more_rounds(1, patience, || fleet.log()));
    runtime.block_on(nothing_early(&organisation));
    // By clocks of their own, the one that is ahead takes the lease from the others at each of its ticks.
    let before = runtime.block_on(lease(&organisation));
    assert!(before.term <= 10, "the lease changed hands {} times", before.term);

    // Its holder is killed; the others do not wait for ten minutes.
    let of = |which: &usize| before.holder.starts_with(&format!("{}-", fleet.process_id(*which)));
    let holder = (0..3).find(of).expect("one of ours");
    fleet.kill(holder);
    let killed = Instant::now();
    while runtime.block_on(lease(&organisation)).holder == before.holder {
        assert!(killed.elapsed() < patience, "nobody took over\n{}", fleet.log());
        std::thread::sleep(Duration::from_millis(200));
    }
    let over = runtime.block_on(organisation.rounds_over());
    runtime.block_on(organisation.more_rounds(over + 1, patience, || fleet.log()));
    runtime.block_on(nothing_early(&organisation));
    fleet.start_again(holder);
    (0..3).for_each(|which| fleet.answers(which));
    runtime.block_on(organisation.end());
    runtime.block_on(organisation.quiet(patience, || fleet.log()));
    fleet.stop();
    let verdict = runtime.block_on(organisation.verdict(&arrangement, Some(&relay.taken())));
    println!("PostgreSQL, 3 processes whose clocks are 10 minutes apart: {verdict}");
    assert!(verdict.wrong.is_empty(), "{}\n{}", verdict.wrong.join("\n"), fleet.log());
    runtime.block_on(organisation.close());
}
