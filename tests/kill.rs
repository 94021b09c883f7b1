//! The service is killed at random moments, again and again, its database restarted, its clocks wrong:
//! nothing is lost, doubled or stuck.
//!
//! Real processes, real signals: `weft serve` runs coffee rounds of a made-up organisation under a clock that runs sixty
//! times as fast, and is killed with SIGKILL. Afterwards everything runs until it is quiet, and the rows, the mailbox and
//! what the relay took are counted.
//!
//! `WEFT_KILLS` is the number of kills for each arrangement (50 when not set), `WEFT_KILL_SEED` chooses the moments.

mod kill {
    pub mod clocks;
    pub mod disk;
    pub mod loops;
    pub mod organisation;
    pub mod placements;
    pub mod pooler;
    pub mod relay;
    pub mod restart;
    pub mod service;
    pub mod start;
    pub mod verdict;
}

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::runtime::Runtime;

/// One arrangement at a time: the machine's cores are what it is about.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn number(name: &str, default: u64) -> u64 {
    variable(name).and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[expect(clippy::disallowed_methods, reason = "a test has no configuration")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn runtime() -> Runtime {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2).enable_all().build().expect("runtime")
}
