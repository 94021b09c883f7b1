//! The optimiser's measured claims, against outside solvers of the same files. Run with `bin/bench optimiser [--quick]`.
//!
//! Each problem is solved and its certificate checked; `--out FOLDER` keeps problems and plans for the peers. Seconds are
//! printed for readers; nothing fails by time.

#[path = "../tests/optimise/make.rs"]
#[expect(dead_code, reason = "the generators serve the tests too")]
mod make;

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use weft::optimise::problem::CoffeeProblem;
use weft::optimise::{Budget, certify_bytes, parse, sha256, solve};

/// The most memory this process ever had. Units: MiB; 0 where it is not told.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<u64>().ok())
        .map_or(0, |kib| kib / 1_024)
}

fn line(
    out: &mut impl Write,
    keep: Option<&PathBuf>,
    name: &str,
    problem: CoffeeProblem,
) -> std::io::Result<f64> {
    let bytes = serde_json::to_vec(&problem)?;
    drop(problem);
    let read = parse(&bytes).map_err(std::io::Error::other)?;
    let began = Instant::now();
    let clock = move || began.elapsed();
    let budget = Budget::unlimited(&clock);
    let plan =
        solve(&read, &sha256(&bytes), 7, &budget, &mut |_| ()).map_err(std::io::Error::other)?;
    let solving = began.elapsed().as_secs_f64();
    let verdict = certify_bytes(&bytes, &plan).map_err(std::io::Error::other)?;
    let checking = began.elapsed().as_secs_f64() - solving;
    writeln!(
        out,
        "{name:<32} value {:>10} bound {:>10} gap {:>5} ppm  {}  {solving:>7.2} s, checked in {checking:.2} s, {} MiB",
        plan.value,
        plan.bound,
        plan.gap.0 / 1_000,
        if verdict.holds() { "proven" } else { "REFUSED" },
        peak()
    )?;
    if let Some(folder) = keep {
        let file = name.replace(' ', "-");
        std::fs::write(folder.join(format!("{file}.problem.json")), &bytes)?;
        std::fs::write(folder.join(format!("{file}.plan.json")), serde_json::to_vec(&plan)?)?;
    }
    Ok(solving)
}

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let quick = args.iter().any(|arg| arg == "--quick");
    let keep = args.iter().position(|arg| arg == "--out").and_then(|at| args.get(at + 1));
    let keep = keep.map(PathBuf::from);
    let mut out = std::io::stdout().lock();
    for (n, teams) in [(20, 5), (60, 8), (59, 12), (200, 30)] {
        line(&mut out, None, &format!("{n} people {teams} teams"), make::dense(1, n, teams))?;
    }
    let mut sizes =
        vec![(300, 20), (1_000, 42), (1_001, 42), (2_000, 60), (10_000, 500), (10_001, 500)];
    if !quick {
        sizes.extend([(100_000, 12_000), (1_000_000, 120_000)]);
    }
    let mut times = Vec::new();
    for (n, teams) in sizes {
        // Peers are asked about a thousand people.
        let kept = keep.as_ref().filter(|_| n == 1_000);
        let name = format!("{n} people {teams} teams");
        times.push((n, line(&mut out, kept, &name, make::dense(1, n, teams))?));
    }
    let time = |n: usize| times.iter().find(|(size, _)| *size == n).map(|(_, time)| *time);
    if let (Some(small), Some(large)) = (time(1_000), time(100_000)) {
        writeln!(
            out,
            "growth from 1,000 to 100,000 people: exponent {:.2}",
            (large / small).log10() / 2.0
        )?;
    }
    Ok(())
}
