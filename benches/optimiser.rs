//! The optimiser's measured claims as ratios and counts: gaps, cases, pairs checked. Seconds are printed for readers;
//! nothing fails by time. Run with `cargo bench --bench optimiser`.

#[path = "../tests/optimise/make.rs"]
mod make;

use std::time::Instant;

use weft::optimise::problem::CoffeeProblem;
use weft::optimise::{Budget, certify_bytes, parse, sha256, solve};

fn line(out: &mut impl std::io::Write, name: &str, problem: &CoffeeProblem) -> std::io::Result<()> {
    let bytes = serde_json::to_vec(problem)?;
    let read = parse(&bytes).map_err(std::io::Error::other)?;
    let began = Instant::now();
    let clock = move || began.elapsed();
    let budget = Budget::unlimited(&clock);
    let plan =
        solve(&read, &sha256(&bytes), 7, &budget, &mut |_| ()).map_err(std::io::Error::other)?;
    let solving = began.elapsed();
    let verdict = certify_bytes(&bytes, &plan).map_err(std::io::Error::other)?;
    let parts_per_million = plan.gap.0 / 1_000;
    writeln!(
        out,
        "{name:<28} value {:>9} bound {:>9} gap {parts_per_million:>5} ppm  cases {:>4}  holds {}  {:.2} s",
        plan.value,
        plan.bound,
        plan.certificate.nodes.len(),
        verdict.holds(),
        solving.as_secs_f64()
    )
}

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for (n, teams) in [(20, 5), (40, 6), (60, 8), (59, 12), (66, 13), (65, 13), (200, 30)] {
        line(&mut out, &format!("{n} people, {teams} teams"), &make::dense(1, n, teams))?;
    }
    for (n, teams) in [(300, 20), (1_000, 42), (2_000, 60)] {
        line(&mut out, &format!("{n} people, {teams} teams"), &make::dense(1, n, teams))?;
    }
    Ok(())
}
