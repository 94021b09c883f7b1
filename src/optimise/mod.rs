//! The optimiser: (problem, seed, budget) → plan, with a bound that anybody can check.
//!
//! Pure: no I/O, no global, no clock but the budget's; the same answer for the same input when it ends by itself.
//! The mathematics stand in `docs/model.md` under the same names.

mod admissible;
pub mod bootcamp;
mod branch;
mod certificate;
mod certify;
pub mod change;
mod coffee;
mod columns;
mod crowd;
mod cuts;
mod dual;
pub mod explain;
mod groups;
mod instance;
mod json;
mod milp;
mod oddcut;
mod placing;
mod plan;
pub mod problem;
mod read;
mod relax;
pub mod rotation;
mod rounding;
mod schema;
mod search;
mod state;
mod vast;
pub mod whatif;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sha2::{Digest, Sha256};
use thiserror::Error;

pub use admissible::{Barrier, ConstraintId, barrier};
pub use bootcamp::BootcampProblem;
pub use certificate::digest as certificate_digest;
pub use certificate::{
    CERTIFICATE_KIND, Certificate, GROUPS_RELAXATION_KIND, GROUPS_TREE_KIND, Leaf, LinkPrice, Node,
    OddRows, OddSet, RELAXATION_KIND, Relaxation, RowName, RowPrice, SCALE, SizePrice,
};
pub use certify::{Check, Refusal, Verdict, certify, certify_bytes};
pub use change::Change;
pub use explain::{Explanation, Known, explain};
pub use placing::{Cell, Given, Rule, TeamLink};
pub use plan::{
    Conflict, Gap, Kind, LeftOut, PLAN_FORMAT, Placement, Plan, Status, WayOut, because,
};
pub use problem::CoffeeProblem;
pub use read::{check, parse};
pub use rotation::RotationProblem;
pub use schema::{SCHEMA_KINDS, schema};

/// The version that plans carry: the same problem, seed and version give the same plan.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A problem of any kind that this version reads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A round of coffee chats.
    Coffee(CoffeeProblem),
    /// Newcomers visiting teams.
    Bootcamp(BootcampProblem),
    /// People working in another team for a while.
    Rotation(RotationProblem),
}

/// Why a problem is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalKind {
    /// It is wrong.
    Invalid,
    /// It is right, and a later version will solve it.
    NotYet,
}

/// A refused problem: where and why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{path}: {reason}")]
pub struct ProblemError {
    /// JSON path of the offending element, such as `$.people[3].team`.
    pub path: String,
    /// The reason, in words.
    pub reason: String,
    /// Whether it is wrong or only not solved yet.
    pub kind: RefusalKind,
}

/// Why there is no plan at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SolveError {
    /// The problem is refused.
    #[error("the problem is refused: {0}")]
    Problem(#[from] ProblemError),
}

/// The caller's clock, so that the optimiser reads none.
pub trait Clock: Sync {
    /// Time since the solve began.
    fn elapsed(&self) -> Duration;
}

impl<F: Fn() -> Duration + Sync> Clock for F {
    fn elapsed(&self) -> Duration {
        self()
    }
}

/// A clock that stands still: no time limit is ever reached and `seconds` is 0.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoClock;

impl Clock for NoClock {
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }
}

/// What a solve may spend.
pub struct Budget<'a> {
    /// Stop with the best plan so far after this long by `clock`; absent: end by itself.
    pub time_limit: Option<Duration>,
    /// Set by anybody, at any moment: stop with the best plan so far.
    pub cancel: Option<&'a AtomicBool>,
    /// The caller's clock.
    pub clock: &'a dyn Clock,
}

impl<'a> Budget<'a> {
    /// A budget without limits, over the given clock.
    #[must_use]
    pub fn unlimited(clock: &'a dyn Clock) -> Self {
        Self { time_limit: None, cancel: None, clock }
    }

    /// Whether the time is over or somebody cancelled.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.cancel.is_some_and(|flag| flag.load(Ordering::Relaxed))
            || self.time_limit.is_some_and(|limit| self.clock.elapsed() >= limit)
    }

    /// What is left of the time limit; `None`: no limit.
    #[must_use]
    pub fn left(&self) -> Option<Duration> {
        self.time_limit.map(|limit| limit.saturating_sub(self.clock.elapsed()))
    }
}

/// What the solver is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Building plans by seeded search.
    Search,
    /// Lowering the bound by prices.
    Bound,
    /// Branching until value and bound meet.
    Prove,
    /// Done.
    Done,
}

/// A sign of life while solving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What the solver is doing.
    pub phase: Phase,
    /// Value of the best plan so far. Units: milli-connections.
    pub value: i64,
    /// Best bound so far, once there is one. Units: milli-connections.
    pub bound: Option<i64>,
}

/// Solves a problem.
///
/// `problem_sha256` is written into the plan: [`sha256`] of the problem's bytes.
/// Errors: [`SolveError::Problem`] when the problem would be refused by [`parse`] too; everything else has a plan,
/// if need be one without groups; locked placements that cannot all be kept have one that says why.
/// Cost: up to 60 people well under a second, 1,000 about a second, 10,000 some seconds, 100,000 about a minute,
/// 1,000,000 some ten minutes and 4 GiB.
pub fn solve(
    problem: &Problem,
    problem_sha256: &str,
    seed: u64,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Plan, SolveError> {
    match problem {
        Problem::Coffee(coffee) => check(coffee)?,
        Problem::Bootcamp(bootcamp) => bootcamp::check(bootcamp)?,
        Problem::Rotation(rotation) => rotation::check(rotation)?,
    }
    let plan = solve_alone(problem, problem_sha256, seed, budget, progress);
    Ok(whatif::with_ways_out(problem, plan, budget))
}

/// Solves a problem that has been checked; ways out of a conflict have no value yet.
fn solve_alone(
    problem: &Problem,
    hash: &str,
    seed: u64,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Plan {
    match problem {
        Problem::Coffee(coffee) => {
            let solve = if coffee.group.max > 2 { groups::solve } else { coffee::solve };
            solve(coffee, hash, seed, budget, progress)
        }
        Problem::Bootcamp(bootcamp) => bootcamp::solve(bootcamp, hash, seed, budget, progress),
        Problem::Rotation(rotation) => rotation::solve(rotation, hash, seed, budget, progress),
    }
}

/// Where one person could be placed beside the given placements, all of which stay, and what the plan's value gains by it.
/// Nothing for coffee.
///
/// Shape: by team, then by time. Cost: teams × times; well under a millisecond for 200 teams of 26 weeks.
#[must_use]
pub fn cells(problem: &Problem, others: &[Placement], person: &str) -> Vec<Cell> {
    match problem {
        Problem::Coffee(_) => Vec::new(),
        Problem::Bootcamp(problem) => bootcamp::cells(problem, others, person),
        Problem::Rotation(problem) => rotation::cells(problem, others, person),
    }
}

/// The hash by which a plan names its problem: SHA-256 of the bytes, in lower-case hex.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The SHA-256 of a value as compact JSON, which is hashed as it is written: it may be large.
fn sha256_of(value: &(impl serde::Serialize + ?Sized)) -> String {
    struct Into(Sha256);
    impl std::io::Write for Into {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.update(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut hash = std::io::BufWriter::new(Into(Sha256::new()));
    let _ = serde_json::to_writer(&mut hash, value);
    hash.into_inner().map_or_else(|_| String::new(), |hash| hex(&hash.0.finalize()))
}
