//! Replay: a stored run is solved again from its stored bytes and compared.

use std::time::Instant;

use super::Env;
use super::round::RoundError;
use crate::domain::id::RunId;
use crate::optimise::{self, Budget, Plan};
use crate::store::run::{run_get, run_input, run_plan};

/// What a replay found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// The new plan is the stored one, byte for byte but for the seconds.
    pub equal: bool,
    /// The stored bytes have the stored hash.
    pub hash_holds: bool,
    /// The stored plan's certificate holds against the stored bytes.
    pub certificate_holds: bool,
    /// The version that made the plan.
    pub version: String,
    /// What differs, in words; empty when nothing does.
    pub differences: Vec<String>,
    /// How long the optimiser took this time.
    pub solve_millis: i64,
}

impl Replay {
    /// Whether everything is as it was stored.
    pub fn holds(&self) -> bool {
        self.equal && self.hash_holds && self.certificate_holds
    }
}

/// Solves a run again from its stored bytes, with its stored seed, and compares the plans.
///
/// Errors: [`RoundError::NoRun`]; [`RoundError::Plan`] when it has no plan.
pub async fn replay(env: &Env, run: RunId) -> Result<Replay, RoundError> {
    let mut tx = env.db.read().await?;
    run_get(&mut tx, run).await?.ok_or(RoundError::NoRun)?;
    let nothing = || RoundError::Plan("there is none".to_owned());
    let (bytes, sha256, seed, version) = run_input(&mut tx, run).await?.ok_or_else(nothing)?;
    let (plan, _) = run_plan(&mut tx, run).await?.ok_or_else(nothing)?;
    drop(tx);
    let stored: Plan =
        serde_json::from_value(plan).map_err(|error| RoundError::Plan(error.to_string()))?;
    tokio::task::spawn_blocking(move || compare(&bytes, &sha256, seed, version, &stored))
        .await
        .map_err(|_| RoundError::Interrupted)?
}

fn compare(
    bytes: &[u8],
    sha256: &str,
    seed: u64,
    version: String,
    stored: &Plan,
) -> Result<Replay, RoundError> {
    let unreadable = |error: &dyn std::fmt::Display| RoundError::Plan(error.to_string());
    let problem = optimise::parse(bytes).map_err(|error| unreadable(&error))?;
    let begun = Instant::now();
    let clock = move || begun.elapsed();
    let hash = optimise::sha256(bytes);
    let again = optimise::solve(&problem, &hash, seed, &Budget::unlimited(&clock), &mut |_| {})
        .map_err(|error| unreadable(&error))?;
    let solve_millis = i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX);
    let verdict = optimise::certify_bytes(bytes, stored).map_err(|error| unreadable(&error))?;
    let hash_holds = hash == sha256 && stored.problem_sha256 == hash;
    let equal = again.canonical() == stored.canonical();
    let mut differences = Vec::new();
    let mut differ = |what: &str, was: String, is: String| {
        if was != is {
            differences.push(format!("{what}: stored {was}, now {is}"));
        }
    };
    differ("hash of the input", sha256.to_owned(), hash);
    differ("version", version.clone(), optimise::VERSION.to_owned());
    differ("seed", stored.seed.to_string(), again.seed.to_string());
    differ("status", stored.status.name().to_owned(), again.status.name().to_owned());
    differ("value", stored.value.to_string(), again.value.to_string());
    differ("bound", stored.bound.to_string(), again.bound.to_string());
    let changed = again.groups.iter().filter(|group| !stored.groups.contains(group)).count();
    differ("groups that differ", "0".to_owned(), changed.to_string());
    differ(
        "certificate",
        "equal".to_owned(),
        if again.certificate == stored.certificate { "equal" } else { "differs" }.to_owned(),
    );
    differences.extend(
        verdict.refused.iter().map(|refusal| format!("{}: {}", refusal.place, refusal.reason)),
    );
    Ok(Replay {
        equal,
        hash_holds,
        certificate_holds: verdict.holds(),
        version,
        differences,
        solve_millis,
    })
}
